// SPDX-License-Identifier: GPL-3.0-or-later
// Racks and coolers: what leaves an outlet patch is set every iteration from the area mean over the intake patch,
//     rack    T_out = T_in + P / (ρ cp V̇),
//     cooler  T_out = min(T_in, max(T_set, T_in − P_max / (ρ cp V̇))),
// by exprFixedValue (openfoam.com, no compiler needed) or codedFixedValue (openfoam.org).
// Walls that pass heat: U A (T_beyond − T_cell) through each face, as in outer_walls.h. A mixed condition gives
//     T_face = f T_beyond + (1 − f) T_cell,  flux = α_w A f (T_beyond − T_cell) / δ,
// so α_w f = U δ / (ρ cp), with δ from the cell's centre to the face; f ≤ ½ keeps the face between both, α_w ≥ ν / Pr. No
// wall function: U holds the films. Nothing but standard conditions: the same in all releases.
// Turbulence of what enters: k = 3/2 (I u)² with I = 10 %, at least that of still air; ε = Cμ^¾ k^1.5 / l with l = 4 cm
// at supplies and 2 cm behind racks (scales of a perforated tile's or a server's openings), unless the case gives them.
#include "twin/air/openfoam_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::air {
namespace {

constexpr double kKelvin = 273.15;
constexpr double kStillK_m2_s2 = 0.003, kStillEpsilon_m2_s3 = 0.0014;  // of a quiet hall
constexpr double kIntensity = 0.1, kTileScale_m = 0.04, kServerScale_m = 0.02;
constexpr double kReferencePressure_Pa = 1e5;

struct Inflow {
    double temperature_K = 0, k = kStillK_m2_s2, epsilon = kStillEpsilon_m2_s3;
};

Inflow inflow(const FoamCase& foam, const FoamPatch& patch) {
    Inflow in;
    double k = 0, epsilon = 0, scale = kTileScale_m;
    const auto index = std::size_t(patch.index);
    if (patch.kind == FoamPatch::Kind::Return) {
        const Return& r = foam.hall.returns[index];
        in.temperature_K = r.inflow_C + kKelvin;
        if (r.inflowK_m2_s2 > 0) in.k = r.inflowK_m2_s2;
        if (r.inflowEpsilon_m2_s3 > 0) in.epsilon = r.inflowEpsilon_m2_s3;
        return in;
    }
    if (patch.kind == FoamPatch::Kind::Supply) {
        const Supply& s = foam.hall.supplies[index];
        in.temperature_K = s.temperature_C + kKelvin;
        k = s.k_m2_s2;
        epsilon = s.epsilon_m2_s3;
    } else {
        const Device& d = foam.hall.devices[index];
        if (d.kind == Device::Kind::Rack) scale = kServerScale_m;
        in.temperature_K = std::max(d.supply_C, -20.0) + kKelvin;
        k = d.outletK_m2_s2;
        epsilon = d.outletEpsilon_m2_s3;
    }
    const double velocity = patch.flow_m3_s / patch.area_m2;
    in.k = k > 0 ? k : std::max(1.5 * kIntensity * kIntensity * velocity * velocity, kStillK_m2_s2);
    in.epsilon = epsilon > 0 ? epsilon : std::pow(0.09, 0.75) * std::pow(in.k, 1.5) / scale;
    return in;
}

double startTemperature_K(const FoamCase& foam) {
    double sum = 0, flow = 0;
    for (const Supply& s : foam.hall.supplies) {
        sum += s.flow_m3_s * s.temperature_C;
        flow += s.flow_m3_s;
    }
    for (const Device& d : foam.hall.devices) {
        if (d.kind != Device::Kind::Cooler || !(d.flow_m3_s > 0) || d.supply_C < -60) continue;
        sum += d.flow_m3_s * d.supply_C;
        flow += d.flow_m3_s;
    }
    return (flow > 0 ? sum / flow : foam.hall.reference_C) + kKelvin;
}

/// Temperature a device lets go, K, from the mean over its intake (the variable named).
std::string released(const FoamCase& foam, const Device& d, const std::string& intake) {
    const double perKelvin = foam.hall.rho_kg_m3 * foam.hall.cp_J_kgK * d.flow_m3_s;
    if (d.kind == Device::Kind::Rack) return fmt::format("({} + {:.10g})", intake, d.heat_W / perKelvin);
    const double most = d.capacity_W / perKelvin, set = d.supply_C + kKelvin;
    const std::string cooled = fmt::format("({} - {:.10g})", intake, std::min(most, 1e4));
    // the set point as a quantity of the intake's size: expressions take no bare number in min and max
    return set < 100 ? cooled : fmt::format("min({0}, max({1:.10g} + 0*{0}, {2}))", intake, set, cooled);
}

const FoamPatch& intakeOf(const FoamCase& foam, int device) {
    for (const FoamPatch& p : foam.patches)
        if (p.kind == FoamPatch::Kind::Intake && std::find(p.members.begin(), p.members.end(), device) != p.members.end()) return p;
    return foam.patches.front();
}

std::string outletTemperature(const FoamCase& foam, const FoamPatch& patch, double start_K, FoamFlavour flavour) {
    std::string mixed, variables, code;
    double first = start_K;
    for (std::size_t q = 0; q < patch.members.size(); ++q) {
        const int device = patch.members[q];
        const Device& d = foam.hall.devices[std::size_t(device)];
        const std::string name = fmt::format("tIn{}", q), &intake = intakeOf(foam, device).name;
        mixed += fmt::format("{}{:.10g}*{}", q > 0 ? " + " : "", d.flow_m3_s / patch.flow_m3_s, released(foam, d, name));
        variables += fmt::format("{}\"{}{{patch'{}}} = sum(mag(face())*T)/sum(mag(face()))\"", q > 0 ? " " : "", name, intake);
        code += fmt::format("            scalar {} = 0;\n            {{\n                const fvPatch& intake = patch().boundaryMesh()[\"{}\"];\n"
                            "                const scalarField& T = intake.lookupPatchField<volScalarField, scalar>(\"T\");\n"
                            "                {} = gSum(intake.magSf()*T)/gSum(intake.magSf());\n            }}\n", name, intake, name);
        if (d.kind == Device::Kind::Rack) first += d.heat_W / (foam.hall.rho_kg_m3 * foam.hall.cp_J_kgK * patch.flow_m3_s);
    }
    if (flavour == FoamFlavour::Esi)
        return fmt::format("        type            exprFixedValue;\n        variables       ({});\n        valueExpr       \"{}\";\n        value           uniform {:.6f};\n", variables, mixed, first);
    return fmt::format("        type            codedFixedValue;\n        name            {}T;\n        code\n        #{{\n{}            operator==({});\n        #}};\n        value           uniform {:.6f};\n",
                       patch.name, code, mixed, first);
}

/// f and α_w − ν / Pr of the faces of outer walls.
struct WallPass {
    std::vector<double> fraction, alphat_m2_s;
};

WallPass wallPass(const FoamCase& foam, const FoamPatch& patch) {
    constexpr double kMostFraction = 0.5;
    const double alpha = foam.hall.nu_m2_s / foam.hall.prandtl;
    WallPass out;
    for (const auto& face : patch.faces) {
        const auto a = std::size_t(face.axis), cell = std::size_t(foam.place(face.cell)[a]);
        const double delta = (foam.lines[a][cell + 1] - foam.lines[a][cell]) / 2, product = face.flow_m3_s / foam.faceArea(face) * delta;
        out.fraction.push_back(std::min(kMostFraction, product / alpha));
        out.alphat_m2_s.push_back(std::max(0.0, product / out.fraction.back() - alpha));
    }
    return out;
}

std::string scalars(const char* key, const std::vector<double>& values, double factor) {
    std::string text = fmt::format("        {:<15} nonuniform List<scalar>\n{}\n(\n", key, values.size());
    for (const double value : values) text += fmt::format("{:.10g}\n", factor * value);
    return text + ")\n;\n";
}

/// A field file: what each patch says comes from body(patch).
template <class Body>
std::string field(const std::string& className, const std::string& object, const std::string& dimensions, const std::string& inside, const FoamCase& foam, Body&& body) {
    std::string text = foamHeader(className, "0", object);
    text += fmt::format("dimensions      {};\n\ninternalField   uniform {};\n\nboundaryField\n{{\n", dimensions, inside);
    for (const FoamPatch& patch : foam.patches) text += fmt::format("    {}\n    {{\n{}    }}\n", patch.name, body(patch));
    return text + "}\n";
}

std::string velocity(const FoamCase& foam, const FoamPatch& patch) {
    const double sign = patch.kind == FoamPatch::Kind::Intake ? 1 : -1;  // along the outward normal
    std::string list;
    bool uniform = true;
    std::string first;
    for (const auto& face : patch.faces) {
        std::array<double, 3> u{};
        u[std::size_t(face.axis)] = sign * face.side * face.flow_m3_s / foam.faceArea(face);
        const std::string one = fmt::format("({:.10g} {:.10g} {:.10g})", u[0], u[1], u[2]);
        if (first.empty()) first = one;
        uniform &= one == first;
        list += one + "\n";
    }
    if (uniform) return fmt::format("        type            fixedValue;\n        value           uniform {};\n", first);
    return fmt::format("        type            fixedValue;\n        value           nonuniform List<vector>\n{}\n(\n{})\n;\n", patch.faces.size(), list);
}

}  // namespace

std::map<std::string, std::string> foamFields(const FoamCase& foam, const FoamOptions& options) {
    using Kind = FoamPatch::Kind;
    const bool esi = options.flavour == FoamFlavour::Esi;
    const double start_K = startTemperature_K(foam);
    const std::string zeroGradient = "        type            zeroGradient;\n";
    const auto calculated = [](double value) { return fmt::format("        type            calculated;\n        value           uniform {};\n", value); };
    const auto fixed = [](double value) { return fmt::format("        type            fixedValue;\n        value           uniform {:.10g};\n", value); };
    const auto inletOutlet = [](double value) {
        return fmt::format("        type            inletOutlet;\n        inletValue      uniform {0:.10g};\n        value           uniform {0:.10g};\n", value);
    };
    const auto scalarBody = [&](const std::string& wall, auto&& value) {
        return [&, wall, value](const FoamPatch& p) {
            if (p.kind == Kind::Wall) return wall;
            if (p.kind == Kind::Intake) return zeroGradient;
            return p.kind == Kind::Return ? inletOutlet(value(inflow(foam, p))) : fixed(value(inflow(foam, p)));
        };
    };
    std::map<std::string, std::string> files;
    files["0/U"] = field("volVectorField", "U", "[0 1 -1 0 0 0 0]", "(0 0 0)", foam, [&](const FoamPatch& p) {
        if (p.kind == Kind::Wall) return std::string("        type            noSlip;\n");
        if (p.kind == Kind::Return) return std::string("        type            pressureInletOutletVelocity;\n        value           uniform (0 0 0);\n");
        return velocity(foam, p);
    });
    const double pressure = esi ? 0 : kReferencePressure_Pa;
    files["0/p_rgh"] = field("volScalarField", "p_rgh", esi ? "[0 2 -2 0 0 0 0]" : "[1 -1 -2 0 0 0 0]", fmt::format("{}", pressure), foam, [&](const FoamPatch& p) {
        if (p.kind == Kind::Return) return fixed(pressure);
        return fmt::format("        type            fixedFluxPressure;\n{}        value           uniform {};\n", esi ? "        rho             rhok;\n" : "", pressure);
    });
    if (!esi) files["0/p"] = field("volScalarField", "p", "[1 -1 -2 0 0 0 0]", fmt::format("{}", pressure), foam, [&](const FoamPatch&) { return calculated(pressure); });
    const auto plainT = scalarBody(zeroGradient, [](const Inflow& in) { return in.temperature_K; });
    files["0/T"] = field("volScalarField", "T", "[0 0 0 1 0 0 0]", fmt::format("{:.6f}", start_K), foam, [&](const FoamPatch& p) {
        if (p.outer)
            return fmt::format("        type            mixed;\n        refValue        uniform {:.10g};\n        refGradient     uniform 0;\n{}        value           uniform {:.6f};\n",
                               foam.hall.beyond_C + kKelvin, scalars("valueFraction", wallPass(foam, p).fraction, 1), start_K);
        if (p.kind != Kind::Outlet) return plainT(p);
        return outletTemperature(foam, p, start_K, options.flavour);
    });
    files["0/k"] = field("volScalarField", "k", "[0 2 -2 0 0 0 0]", fmt::format("{}", kStillK_m2_s2), foam,
                         scalarBody(fmt::format("        type            kqRWallFunction;\n        value           uniform {};\n", kStillK_m2_s2), [](const Inflow& in) { return in.k; }));
    files["0/epsilon"] = field("volScalarField", "epsilon", "[0 2 -3 0 0 0 0]", fmt::format("{}", kStillEpsilon_m2_s3), foam,
                               scalarBody(fmt::format("        type            epsilonWallFunction;\n        value           uniform {};\n", kStillEpsilon_m2_s3), [](const Inflow& in) { return in.epsilon; }));
    files["0/nut"] = field("volScalarField", "nut", "[0 2 -1 0 0 0 0]", "1e-4", foam, [&](const FoamPatch& p) {
        return p.kind == Kind::Wall ? std::string("        type            nutkWallFunction;\n        value           uniform 0;\n") : calculated(0);
    });
    const std::string alphatWall = fmt::format("        type            {};\n        Prt             {};\n        value           uniform 0;\n",
                                               esi ? "alphatJayatillekeWallFunction" : "compressible::alphatWallFunction", foam.hall.turbulentPrandtl);
    files["0/alphat"] = field("volScalarField", "alphat", esi ? "[0 2 -1 0 0 0 0]" : "[1 -1 -1 0 0 0 0]", "0", foam, [&](const FoamPatch& p) {
        if (p.outer) return "        type            fixedValue;\n" + scalars("value", wallPass(foam, p).alphat_m2_s, esi ? 1 : foam.hall.rho_kg_m3);
        return p.kind == Kind::Wall ? alphatWall : calculated(0);
    });
    return files;
}

}  // namespace twin::air
