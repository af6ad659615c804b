// SPDX-License-Identifier: GPL-3.0-or-later
//
// Equation (4) of the paper is P = α (IT + C + other) / η with P the capacity of the power system. So for a system put
// together from units, with P the sum of the ratings at its heads and η the demand over the power drawn, the effective
// redundancy is α = η P / (IT + C + other).
#include "twin/power/case_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::power {

namespace {

constexpr double kCopper_ohm_m = 1.75e-8;       // at 24 °C, as ChainInputs
constexpr double kTransformer_W = 2e6 * 0.97;   // catalogue: 2 MVA at power factor 0.97
constexpr double kPowerFactor = 0.97;
const double kRoot3 = std::sqrt(3.0);

CaseStage converter(const char* name, HeatTo heatTo, double unit_W, double e25, double e50, double e75, double e100, const char* source) {
    CaseStage row;
    row.unit_W = unit_W;
    row.stage.name = name;
    row.stage.heatTo = heatTo;
    const double curve[] = {e25, e50, e75, e100};
    std::copy(curve, curve + 4, row.stage.efficiency);
    row.stage.source = source;
    return row;
}

/// A conductor of the catalogue, loaded to the given share of its rating.
CaseStage conductor(const char* name, HeatTo heatTo, bool dc, double volts, double powerFactor, double amperes, double ohm_m, double length_m, double load, const char* source) {
    CaseStage row;
    row.stage.kind = StageKind::Conductor;
    row.stage.name = name;
    row.stage.heatTo = heatTo;
    row.stage.dc = dc;
    row.stage.voltage_V = volts;
    row.stage.powerFactor = powerFactor;
    row.stage.length_m = length_m;
    row.stage.feeder_W = load * amperes * volts * (dc ? 1 : kRoot3 * powerFactor);
    row.stage.density_A_mm2 = load * amperes / (kCopper_ohm_m / ohm_m * 1e6);
    row.stage.source = source;
    return row;
}

std::vector<CaseStage> mains() {
    return {converter("Transformer 10/0.4 kV, 2 MVA", HeatTo::Outdoors, kTransformer_W, 0.989, 0.992, 0.9915, 0.990, "catalogue: Transformer 2 MVA 10/0.4 kV (typical)"),
            conductor("Cable 400 V to the plant", HeatTo::PlantRoom, false, 400, kPowerFactor, 800, 4.7e-5, 50, 0.5, "catalogue: Cable 2×(4×240 mm²) 400 V 800 A (typical); 50 m: assumption")};
}

CasePath coolingPath(double cooling_W, int sides, int spare) { return {"Cooling equipment", cooling_W, sides, spare, mains(), "assumption: mains only, N+1 transformers; β is inside C already"}; }

CasePath itPath(const CaseInputs& inputs) {
    if (inputs.name == 'B')
        return {"IT", inputs.it_W, 2, 0,
                {conductor("Cable 10 kV", HeatTo::Outdoors, false, 10e3, kPowerFactor, 400, 1.2e-4, 100, 0.5, "catalogue: Cable 3×185 mm² 10 kV 400 A (typical); 100 m: assumption"),
                 converter("UPS container, 10 kV input, 2.4 MW", HeatTo::Outdoors, 2.4e6, 0.958, 0.968, 0.967, 0.963, "catalogue: UPS container 2.4 MW 10 kV input (typical, input transformer included)"),
                 conductor("Smart busway 400 V", HeatTo::Hall, false, 400, 0.98, 1250, 3.6e-5, 40, 0.5, "catalogue: Busway 1250 A 400 V AC (typical); 40 m: assumption")},
                "2N as the paper says: each side carries the IT alone"};
    return {"IT", inputs.it_W, 2, 0,
            {converter("Transformer 10/0.4 kV, 2 000 kVA", HeatTo::PlantRoom, kTransformer_W, 0.989, 0.992, 0.9915, 0.990, "catalogue: Transformer 2 MVA 10/0.4 kV (typical); [SPCF] case C: 2 000 kVA with 10 kV input"),
             converter("Rectifier 240 V DC, 600 kW", HeatTo::PlantRoom, 600e3, 0.94, 0.962, 0.962, 0.958, "catalogue: Rectifier 240 V DC 600 kW (typical)"),
             conductor("Busway 240 V DC", HeatTo::Hall, true, 240, 1, 630, 8e-5, 40, 0.5, "catalogue: Busway 630 A 240 V DC (typical); 40 m: assumption")},
            "2N as the paper says: each side carries the IT alone"};
}

CasePathFigures walk(const CasePath& path) {
    CasePathFigures result{path.name, path.reading, {}, path.demand_W};
    double power_W = path.demand_W;
    for (std::size_t back = path.stages.size(); back-- > 0;) {
        CaseStageFigures row;
        ChainStage stage = path.stages[back].stage;
        row.unit_W = path.stages[back].unit_W;
        row.source = stage.source;
        if (stage.kind == StageKind::Converter) {
            row.units = path.sides * (static_cast<int>(std::ceil(power_W / row.unit_W - 1e-9)) + path.spare);
            const double installed_W = row.units * row.unit_W;
            stage.load = row.load = power_W / installed_W;
            stage.redundancy = installed_W / power_W;
            result.installed_W = installed_W;
        }
        ChainInputs inputs;
        inputs.it_W = power_W;
        inputs.resistivity_ohm_m = kCopper_ohm_m;
        row.figures = compareChains({{stage.name, {stage}}}, inputs).front().stages.front();
        power_W = row.figures.in_W;
        result.stages.push_back(std::move(row));
    }
    std::reverse(result.stages.begin(), result.stages.end());
    result.grid_W = power_W;
    result.efficiency = path.demand_W / power_W;
    return result;
}

void cover(const CaseInputs& inputs, const CasePathFigures& it, CaseFigures& result) {
    result.atMost = coverageOf(inputs.it_W, inputs.builtApparent_VA, 1, 1);
    result.real = coverageOf(inputs.it_W, inputs.builtApparent_VA, kPowerFactor, it.efficiency);
    result.systemsN = static_cast<int>(std::ceil(result.real.neededApparent_VA / inputs.builtApparent_VA - 1e-9));
    result.systems2N = 2 * result.systemsN;
    result.alphaBuilt = result.eta * inputs.builtApparent_VA * kPowerFactor / (inputs.it_W + inputs.cooling_W);
    const auto kW = [](double watts) { return fmt::format("{:.0f}", watts / 1e3); };
    result.notes.push_back({TWIN_TR("{0} kVA covers at most {1} % of {2} kW of IT (power factor 1, no loss), {3} % with the losses and the power factor of this chain; {4} kW stay without supply."),
                            {kW(inputs.builtApparent_VA), fmt::format("{:.1f}", std::floor(result.atMost.covered * 1e3) / 10), kW(inputs.it_W), fmt::format("{:.1f}", result.real.covered * 100), kW(result.real.missing_W)}});
    result.notes.push_back({TWIN_TR("Needed for the IT: {0} kVA, {1} systems of {2} kVA without redundancy and {3} in 2N, {4} and {5} more than stated; and {6} kW of cooling equipment from elsewhere. The paper does not say whether an existing supply is extended."),
                            {kW(result.real.neededApparent_VA), std::to_string(result.systemsN), kW(inputs.builtApparent_VA), std::to_string(result.systems2N),
                             std::to_string(std::max(0, result.systemsN - 1)), std::to_string(std::max(0, result.systems2N - 1)), kW(inputs.cooling_W)}});
}

}  // namespace

Issues checkCase(const CaseInputs& inputs) {
    Issues issues;
    const auto bad = [&](const char* field, const std::string& value, const char* allowed) {
        issues.push_back({Severity::Error, "power.case", {}, std::string(1, inputs.name), {}, {TWIN_TR("{0}: {1} = {2} is not allowed."), {std::string(1, inputs.name), field, value}}, value, allowed, {}});
    };
    if (inputs.name != 'B' && inputs.name != 'C') bad("case", std::string(1, inputs.name), "B, C");
    for (const auto& [field, value] : {std::pair{"it_W", inputs.it_W}, {"cooling_W", inputs.cooling_W}, {"alpha", inputs.alpha}, {"eta", inputs.eta}})
        if (!(value > 0) || !std::isfinite(value)) bad(field, fmt::format("{:.6g}", value), "> 0");
    if (!(inputs.builtApparent_VA >= 0)) bad("builtApparent_VA", fmt::format("{:.6g}", inputs.builtApparent_VA), "≥ 0");
    return issues;
}

CaseFigures rebuildCase(const CaseInputs& inputs) {
    CaseFigures result;
    result.name = inputs.name;
    const double demand_W = inputs.it_W + inputs.cooling_W;
    const CasePathFigures it = walk(itPath(inputs));
    struct Supply {
        const char* name;
        int sides, spare;
    };
    for (const Supply& supply : {Supply{"N", 1, 0}, Supply{"N+1", 1, 1}, Supply{"2N", 2, 0}}) {
        const CasePathFigures cooling = walk(coolingPath(inputs.cooling_W, supply.sides, supply.spare));
        const double installed_W = it.installed_W + cooling.installed_W, eta = demand_W / (it.grid_W + cooling.grid_W);
        result.readings.push_back({supply.name, installed_W, eta, eta * installed_W / demand_W});
        if (supply.spare == 1) result.paths = {it, cooling};
    }
    const AlphaReading& shown = result.readings[1];
    result.installed_W = shown.installed_W;
    result.eta = shown.eta;
    result.alpha = shown.alpha;
    result.formula_W = inputs.alpha * demand_W / inputs.eta;
    if (inputs.builtApparent_VA > 0) cover(inputs, it, result);
    result.notes.push_back({TWIN_TR("How cooling is supplied is not published: with N, N+1 and 2N transformers α is {0}, {1} and {2}."),
                            {fmt::format("{:.2f}", result.readings[0].alpha), fmt::format("{:.2f}", result.readings[1].alpha), fmt::format("{:.2f}", result.readings[2].alpha)}});
    result.notes.push_back({TWIN_TR("The share of pumps on UPS is not published: their UPS is not counted. Whole units make α larger than the redundancy they are chosen for."), {}});
    return result;
}

}  // namespace twin::power
