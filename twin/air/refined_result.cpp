// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/refined_result.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace twin::air {

std::array<double, 3> intakeAtThirds(const RefinedGrid& grid, int device, const std::vector<double>& temperature_C) {
    struct Row {
        double level = 0, sum = 0, area = 0;
    };
    std::map<int, Row> rows;
    double low = std::numeric_limits<double>::max(), high = -low;
    for (const Patch& patch : grid.patches) {
        if (patch.kind != Patch::Kind::Intake || patch.owner != device) continue;
        for (const PatchFace& face : patch.faces) {
            const int k = face.cell / grid.shape.strideZ() - 1;
            Row& row = rows[k];
            row.level = double(face.level_m);
            row.sum += double(face.area_m2) * temperature_C[std::size_t(face.cell)];
            row.area += double(face.area_m2);
            low = std::min(low, grid.faces[2][std::size_t(k)]);
            high = std::max(high, grid.faces[2][std::size_t(k) + 1]);
        }
    }
    std::array<double, 3> out{};
    if (rows.empty()) return out;
    for (int n = 0; n < 3; ++n) {
        const double z = low + (high - low) * (2 * n + 1) / 6;
        const Row* below = &rows.begin()->second;
        const Row* above = &rows.rbegin()->second;
        for (const auto& [k, row] : rows) {
            if (row.level <= z) below = &row;
            if (row.level >= z) {
                above = &row;
                break;
            }
        }
        const double a = below->sum / below->area, b = above->sum / above->area, span = above->level - below->level;
        out[std::size_t(n)] = span > 1e-9 ? a + (b - a) * std::clamp((z - below->level) / span, 0.0, 1.0) : a;
    }
    return out;
}

AirResult resultOf(const AirCase& airCase, const RefinedGrid& grid, const RefinedCore& core, const ExactFlow& flow, const HeatField& heat) {
    const numerics::GridShape& s = grid.shape;
    const CoreFields& f = core.fields();
    AirResult r;
    r.nx = s.nx, r.ny = s.ny, r.nz = s.nz;
    r.dx = airCase.sizeX_m / s.nx, r.dy = airCase.sizeY_m / s.ny, r.dz = airCase.sizeZ_m / s.nz;
    r.xFaces = grid.faces[0], r.yFaces = grid.faces[1], r.zFaces = grid.faces[2];
    const std::size_t cells = s.cells();
    const float missing = std::numeric_limits<float>::quiet_NaN();
    for (auto* v : {&r.u, &r.v, &r.w, &r.nut_m2_s, &r.k_m2_s2, &r.epsilon_m2_s3}) v->assign(cells, 0.f);
    r.temperature_C.assign(cells, missing);
    std::size_t at = 0;
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0; i < s.nx; ++i, ++at) {
                const auto c = std::size_t(s.index(i, j, k));
                if (!grid.open[c]) continue;
                r.u[at] = f.u[c], r.v[at] = f.v[c], r.w[at] = f.w[c];
                r.nut_m2_s[at] = f.nut[c], r.k_m2_s2[at] = f.k[c], r.epsilon_m2_s3[at] = f.e[c];
                r.temperature_C[at] = float(heat.temperature_C[c]);
            }
    for (std::size_t d = 0; d < airCase.devices.size(); ++d) {
        const Device& device = airCase.devices[d];
        DeviceResult out;
        out.intake_C = heat.deviceIntake_C[d];
        out.outlet_C = heat.deviceOutlet_C[d];
        if (grid.deviceRuns[d]) {
            const double perKelvin_W = airCase.rho_kg_m3 * airCase.cp_J_kgK * device.flow_m3_s;
            out.flow_m3_s = device.flow_m3_s;
            out.heat_W = perKelvin_W * (out.outlet_C - out.intake_C);
            out.overloaded = device.kind == Device::Kind::Cooler && device.capacity_W > 0 && device.supply_C > -100 && (out.intake_C - device.supply_C) * perKelvin_W > device.capacity_W * (1 + 1e-9);
            const auto z = intakeAtThirds(grid, int(d), heat.temperature_C);
            for (std::size_t n = 0; n < 3; ++n) out.intakeZ_C[n] = z[n];
            out.intakeLow_C = z[0], out.intakeMid_C = z[1], out.intakeHigh_C = z[2];
        } else {
            out.outlet_C = out.intake_C;
            for (double& z : out.intakeZ_C) z = out.intake_C;
            out.intakeLow_C = out.intakeMid_C = out.intakeHigh_C = out.intake_C;
            if (device.kind == Device::Kind::Rack) r.heatNotRemoved_W += device.heat_W;
        }
        r.devices.push_back(out);
    }
    r.returns = heat.returns;
    r.heatIn_W = heat.heatIn_W, r.heatOut_W = heat.heatOut_W;
    r.heatThroughWalls_W = heat.heatThroughWalls_W;
    r.energyResidual = heat.energyResidual;
    r.massResidual = flow.massResidual;
    r.couplingPasses = heat.iterations;
    r.couplingChange_K = heat.change_K;
    return r;
}

}  // namespace twin::air
