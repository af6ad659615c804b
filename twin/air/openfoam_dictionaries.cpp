// SPDX-License-Identifier: GPL-3.0-or-later
// Steady SIMPLE, Boussinesq buoyancy, standard k-ε with wall functions, first-order upwind: bounded whatever the mesh.
#include "twin/air/openfoam_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace twin::air {
namespace {

std::string control(const FoamCase&, const FoamOptions& o, bool esi) {
    const int from = o.averageFrom > 0 ? o.averageFrom : std::max(1, o.iterations - o.iterations * 2 / 5);
    std::string text = foamHeader("dictionary", "system", "controlDict");
    text += esi ? "application     buoyantBoussinesqSimpleFoam;\n" : "application     foamRun;\nsolver          fluid;\n";
    text += fmt::format("startFrom       latestTime;\nstartTime       0;\nstopAt          endTime;\nendTime         {0};\ndeltaT          1;\n"
                        "writeControl    timeStep;\nwriteInterval   {1};\npurgeWrite      2;\nwriteFormat     ascii;\nwritePrecision  8;\n"
                        "writeCompression off;\ntimeFormat      general;\ntimePrecision   8;\nrunTimeModifiable true;\n\n"
                        "functions\n{{\n    mean\n    {{\n        type            fieldAverage;\n        libs            ({3});\n"
                        "        timeStart       {2};\n        writeControl    writeTime;\n        fields\n        (\n"
                        "            T {{ mean on; prime2Mean off; base time; }}\n            U {{ mean on; prime2Mean off; base time; }}\n        );\n    }}\n}}\n",
                        o.iterations, std::max(1, std::min(o.iterations, 500)), from, esi ? "fieldFunctionObjects" : "\"libfieldFunctionObjects.so\"");
    return text;
}

std::string schemes(bool esi) {
    std::string text = foamHeader("dictionary", "system", "fvSchemes");
    text += "ddtSchemes { default steadyState; }\ngradSchemes { default Gauss linear; }\ndivSchemes\n{\n    default         none;\n";
    for (const char* name : {"U", "k", "epsilon"}) text += fmt::format("    div(phi,{}) bounded Gauss upwind;\n", name);
    text += esi ? "    div(phi,T) bounded Gauss upwind;\n    div((nuEff*dev2(T(grad(U))))) Gauss linear;\n"
                : "    div(phi,h) bounded Gauss upwind;\n    div(phi,K) bounded Gauss upwind;\n    div(((rho*nuEff)*dev2(T(grad(U))))) Gauss linear;\n";
    text += "}\nlaplacianSchemes { default Gauss linear corrected; }\ninterpolationSchemes { default linear; }\nsnGradSchemes { default corrected; }\n";
    return text;
}

std::string solution(const FoamCase& foam, bool esi) {
    const char* energy = esi ? "T" : "h";
    std::string text = foamHeader("dictionary", "system", "fvSolution");
    text += fmt::format("solvers\n{{\n    p_rgh\n    {{\n        solver          GAMG;\n        smoother        DICGaussSeidel;\n        tolerance       1e-8;\n        relTol          0.05;\n    }}\n"
                        "    {}\n    {{\n        solver          PBiCGStab;\n        preconditioner  DILU;\n        tolerance       1e-9;\n        relTol          0.05;\n    }}\n"
                        "    \"(U|k|epsilon)\"\n    {{\n        solver          PBiCGStab;\n        preconditioner  DILU;\n        tolerance       1e-9;\n        relTol          0.1;\n    }}\n}}\n\n", energy);
    text += "SIMPLE\n{\n    nNonOrthogonalCorrectors 0;\n    momentumPredictor yes;\n";
    if (foam.needsReference) text += fmt::format("    pRefCell        0;\n    pRefValue       {};\n", esi ? "0" : "1e5");
    text += "}\n\nrelaxationFactors\n{\n    fields { p_rgh 0.7; }\n";
    text += fmt::format("    equations {{ U 0.3; {} 0.6; \"(k|epsilon)\" 0.6; }}\n}}\n", energy);
    return text;
}

}  // namespace

std::string foamDecomposition(int ranks) {
    const int all = std::max(1, ranks);
    int along = all;
    for (int across = 1; across * across <= all; ++across)
        if (all % across == 0) along = all / across;
    return foamHeader("dictionary", "system", "decomposeParDict") +
           fmt::format("numberOfSubdomains {};\nmethod          simple;\nsimpleCoeffs\n{{\n    n           ({} {} 1);\n    delta       0.001;\n}}\n", all, along, all / along);
}

std::string foamHeader(const std::string& className, const std::string& location, const std::string& object) {
    return fmt::format("FoamFile\n{{\n    version     2.0;\n    format      ascii;\n    class       {};\n    location    \"{}\";\n    object      {};\n}}\n\n", className, location, object);
}

std::map<std::string, std::string> foamDictionaries(const FoamCase& foam, const FoamOptions& options) {
    const bool esi = options.flavour == FoamFlavour::Esi;
    const AirCase& hall = foam.hall;
    constexpr double kKelvin = 273.15;
    std::map<std::string, std::string> files;
    files["system/controlDict"] = control(foam, options, esi);
    files["system/fvSchemes"] = schemes(esi);
    files["system/fvSolution"] = solution(foam, esi);
    files["system/decomposeParDict"] = foamDecomposition(options.ranks);
    files["constant/g"] = foamHeader("uniformDimensionedVectorField", "constant", "g") + fmt::format("dimensions      [0 1 -2 0 0 0 0];\nvalue           (0 0 {:.10g});\n", -hall.gravity_m_s2);
    const std::string turbulence = "simulationType  RAS;\nRAS\n{\n    RASModel        kEpsilon;\n    model           kEpsilon;\n    turbulence      on;\n    printCoeffs     off;\n}\n";
    if (esi) {
        files["constant/transportProperties"] = foamHeader("dictionary", "constant", "transportProperties") +
            fmt::format("transportModel  Newtonian;\nnu              [0 2 -1 0 0 0 0] {:.10g};\nbeta            [0 0 0 -1 0 0 0] {:.10g};\nTRef            [0 0 0 1 0 0 0] {:.10g};\nPr              [0 0 0 0 0 0 0] {:.10g};\nPrt             [0 0 0 0 0 0 0] {:.10g};\n",
                        hall.nu_m2_s, hall.beta_per_K, hall.reference_C + kKelvin, hall.prandtl, hall.turbulentPrandtl);
        files["constant/turbulenceProperties"] = foamHeader("dictionary", "constant", "turbulenceProperties") + turbulence;
    } else {
        files["constant/physicalProperties"] = foamHeader("dictionary", "constant", "physicalProperties") +
            fmt::format("thermoType\n{{\n    type            heRhoThermo;\n    mixture         pureMixture;\n    transport       const;\n    thermo          hConst;\n    equationOfState Boussinesq;\n    specie          specie;\n    energy          sensibleEnthalpy;\n}}\n\n"
                        "mixture\n{{\n    specie {{ molWeight 28.96; }}\n    equationOfState {{ rho0 {:.10g}; T0 {:.10g}; beta {:.10g}; }}\n    thermodynamics {{ Cp {:.10g}; Hf 0; hf 0; }}\n    transport {{ mu {:.10g}; Pr {:.10g}; }}\n}}\n",
                        hall.rho_kg_m3, hall.reference_C + kKelvin, hall.beta_per_K, hall.cp_J_kgK, hall.nu_m2_s * hall.rho_kg_m3, hall.prandtl);
        files["constant/momentumTransport"] = foamHeader("dictionary", "constant", "momentumTransport") + turbulence;
        files["constant/thermophysicalTransport"] = foamHeader("dictionary", "constant", "thermophysicalTransport") +
            fmt::format("RAS\n{{\n    model           eddyDiffusivity;\n    Prt             {:.10g};\n}}\n", hall.turbulentPrandtl);
    }
    return files;
}

}  // namespace twin::air
