// SPDX-License-Identifier: GPL-3.0-or-later
//
// A chain is walked from the chip to the grid: the output of the last stage is the IT power, the input of a stage is the
// output of the one above it. All conversions are at the load that the stage states, so the chain is linear in the IT
// power but for the conductors (fixed density: loss per watt is fixed too), and the IT power at a locked connection is
// the limit over (input + cooling of the losses) per watt.
#include "twin/power/chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::power {

namespace {

const double kRoot3 = std::sqrt(3.0);

/// Loss over output at a load, from the four points of the curve.
double lossShare(const ChainStage& stage) {
    const double x = stage.load * 4;
    const int i = std::clamp(static_cast<int>(x) - 1, 0, 2);
    const auto lossAt = [&](int k) { return 0.25 * (k + 1) * (1 / stage.efficiency[k] - 1); };  // over the rating
    const double loss = lossAt(i) + (x - (i + 1)) * (lossAt(i + 1) - lossAt(i));
    return std::max(0.0, loss) / stage.load;
}

StageFigures walk(const ChainStage& stage, double out_W, const ChainInputs& inputs) {
    StageFigures figures{stage.name};
    figures.out_W = out_W;
    figures.heatTo = stage.heatTo;
    if (stage.kind == StageKind::Converter) {
        figures.loss_W = out_W * lossShare(stage);
        figures.installed_W = out_W * stage.redundancy;
    } else {
        figures.runs = std::max(1, static_cast<int>(std::ceil(out_W / stage.feeder_W - 1e-9)));
        const double each_W = out_W / figures.runs, factor = stage.dc ? 1 : kRoot3 * stage.powerFactor;
        figures.current_A = each_W / (stage.voltage_V * factor);
        figures.area_mm2 = figures.current_A / stage.density_A_mm2;
        const double resistance = inputs.resistivity_ohm_m * stage.length_m / (figures.area_mm2 * 1e-6);
        figures.loss_W = figures.runs * (stage.dc ? 2 : 3) * figures.current_A * figures.current_A * resistance;
        figures.drop = (stage.dc ? 2 : kRoot3 * stage.powerFactor) * figures.current_A * resistance / stage.voltage_V;
        figures.copper_kg = figures.runs * (stage.dc ? 2 : 4) * figures.area_mm2 * 1e-6 * stage.length_m * inputs.copperDensity_kg_m3;
        figures.copperCost = figures.copper_kg * inputs.copperPrice_kg;
    }
    figures.in_W = out_W + figures.loss_W;
    figures.efficiency = out_W > 0 ? out_W / figures.in_W : 1;
    return figures;
}

ChainFigures figuresOf(const Chain& chain, const ChainInputs& inputs) {
    ChainFigures result{chain.name, {}};
    double power = inputs.it_W;
    for (std::size_t back = chain.stages.size(); back-- > 0;) {
        const ChainStage& stage = chain.stages[back];
        result.stages.push_back(walk(stage, power, inputs));
        StageFigures& figures = result.stages.back();
        power = figures.in_W;
        (stage.heatTo == HeatTo::Hall ? result.heatHall_W : stage.heatTo == HeatTo::PlantRoom ? result.heatPlant_W : result.heatOutdoors_W) += figures.loss_W;
        if (stage.sideCar_W > 0) figures.sideCars = static_cast<int>(std::ceil(figures.out_W * stage.redundancy / stage.sideCar_W - 1e-9));
        result.sideCars += figures.sideCars;
        result.highestCurrent_A = std::max(result.highestCurrent_A, figures.current_A);
        result.copper_kg += figures.copper_kg;
        result.copperCost += figures.copperCost;
        result.worstDrop = std::max(result.worstDrop, figures.drop);
        if (figures.installed_W > 0) result.alpha = std::max(result.alpha, figures.installed_W / figures.out_W);
    }
    std::reverse(result.stages.begin(), result.stages.end());
    result.grid_W = power;
    result.loss_W = power - inputs.it_W;
    result.efficiency = power > 0 ? inputs.it_W / power : 1;
    result.cooling_W = (result.heatHall_W + result.heatPlant_W) / inputs.coolingCop;
    return result;
}

ChainStage converter(std::string name, HeatTo heatTo, double e25, double e50, double e75, double e100, double load, double redundancy, std::string source) {
    ChainStage stage;
    stage.name = std::move(name);
    stage.heatTo = heatTo;
    stage.efficiency[0] = e25;
    stage.efficiency[1] = e50;
    stage.efficiency[2] = e75;
    stage.efficiency[3] = e100;
    stage.load = load;
    stage.redundancy = redundancy;
    stage.source = std::move(source);
    return stage;
}

ChainStage conductor(std::string name, HeatTo heatTo, bool dc, double voltage_V, double powerFactor, double length_m, double feeder_W) {
    ChainStage stage;
    stage.name = std::move(name);
    stage.kind = StageKind::Conductor;
    stage.heatTo = heatTo;
    stage.dc = dc;
    stage.voltage_V = voltage_V;
    stage.powerFactor = powerFactor;
    stage.length_m = length_m;
    stage.feeder_W = feeder_W;
    stage.source = "assumption";
    return stage;
}

}  // namespace

Issues checkChain(const Chain& chain, const ChainInputs& inputs) {
    Issues issues;
    const auto bad = [&](const std::string& stage, const char* field, double value, const char* allowed) {
        issues.push_back({Severity::Error, "power.chain", {}, stage, {}, {TWIN_TR("{0}: {1} = {2} is not allowed."), {stage, field, fmt::format("{:.6g}", value)}}, fmt::format("{:.6g}", value), allowed, {}});
    };
    const auto positive = [&](const std::string& stage, const char* field, double value) {
        if (!(value > 0) || !std::isfinite(value)) bad(stage, field, value, "> 0");
    };
    positive(chain.name, "it_W", inputs.it_W);
    positive(chain.name, "coolingCop", inputs.coolingCop);
    positive(chain.name, "resistivity_ohm_m", inputs.resistivity_ohm_m);
    for (const ChainStage& stage : chain.stages) {
        if (stage.kind == StageKind::Converter) {
            for (const double efficiency : stage.efficiency)
                if (!(efficiency > 0 && efficiency <= 1)) bad(stage.name, "efficiency", efficiency, "0 … 1");
            if (!(stage.load > 0 && stage.load <= 1)) bad(stage.name, "load", stage.load, "0 … 1");
            if (!(stage.redundancy >= 1)) bad(stage.name, "redundancy", stage.redundancy, "≥ 1");
        } else {
            positive(stage.name, "voltage_V", stage.voltage_V);
            positive(stage.name, "feeder_W", stage.feeder_W);
            positive(stage.name, "density_A_mm2", stage.density_A_mm2);
            if (!(stage.length_m >= 0)) bad(stage.name, "length_m", stage.length_m, "≥ 0");
            if (!(stage.powerFactor > 0 && stage.powerFactor <= 1)) bad(stage.name, "powerFactor", stage.powerFactor, "0 … 1");
        }
    }
    return issues;
}

std::vector<ChainFigures> compareChains(const std::vector<Chain>& chains, const ChainInputs& inputs) {
    std::vector<ChainFigures> results;
    for (const Chain& chain : chains) results.push_back(figuresOf(chain, inputs));
    if (results.empty()) return results;
    const double limit_W = inputs.gridLimit_W > 0 ? inputs.gridLimit_W : results.front().grid_W + results.front().cooling_W;
    for (ChainFigures& result : results) {
        result.itAtLimit_W = inputs.it_W * limit_W / (result.grid_W + result.cooling_W);
        result.pflopsGained = inputs.pflopsPerIt_W > 0 ? (result.itAtLimit_W - results.front().itAtLimit_W) * inputs.pflopsPerIt_W : std::numeric_limits<double>::quiet_NaN();
    }
    return results;
}

std::vector<Chain> usualChains() {
    constexpr auto kPlant = HeatTo::PlantRoom;
    constexpr auto kHall = HeatTo::Hall;
    constexpr auto kOut = HeatTo::Outdoors;
    const auto transformer = [] { return converter(TWIN_TR("Transformer 10 kV"), kOut, 0.989, 0.992, 0.9915, 0.99, 0.5, 2, "catalogue: transformer 2 MVA"); };
    const auto shelf = [](const char* name) { return converter(name, kHall, 0.94, 0.97, 0.965, 0.955, 0.5, 1.2, "assumption: shelf of the 97.5 % class"); };
    const auto sideCar = [] {
        ChainStage stage = converter(TWIN_TR("Side-car rectifier 415 V AC to 800 V DC"), kHall, 0.965, 0.98, 0.978, 0.972, 0.5, 1.2, "assumption: rectifier of the 98 % class, 600 kW a cabinet");
        stage.sideCar_W = 600e3;
        return stage;
    };
    const auto board = [](const char* name, double best) { return converter(name, kHall, best - 0.01, best, best, best - 0.01, 0.5, 1, "assumption"); };
    return {
        {TWIN_TR("415 V AC"), {transformer(), conductor(TWIN_TR("Main busbar 415 V"), kPlant, false, 415, 0.98, 20, 1.6e6), converter(TWIN_TR("UPS, double conversion"), kPlant, 0.955, 0.968, 0.967, 0.963, 0.45, 2, "catalogue: UPS 1.2 MW modular"),
                      conductor(TWIN_TR("Busway 415 V"), kHall, false, 415, 0.98, 40, 250e3), shelf(TWIN_TR("Power supply AC to 54 V")), conductor(TWIN_TR("Busbar 54 V"), kHall, true, 54, 1, 1.5, 130e3), board(TWIN_TR("Board converter 54 V"), 0.965)}},
        {TWIN_TR("240 V DC"), {transformer(), converter(TWIN_TR("Rectifier 240 V DC"), kPlant, 0.94, 0.962, 0.962, 0.958, 0.45, 2, "catalogue: rectifier 240 V DC 600 kW"), conductor(TWIN_TR("Busway 240 V DC"), kHall, true, 240, 1, 40, 250e3),
                      board(TWIN_TR("Power supply 240 V DC to 12 V"), 0.955)}},
        {TWIN_TR("54 V in the rack"), {transformer(), conductor(TWIN_TR("Busway 415 V"), kHall, false, 415, 0.98, 60, 250e3), shelf(TWIN_TR("Power shelf with batteries AC to 54 V")), conductor(TWIN_TR("Busbar 54 V"), kHall, true, 54, 1, 1.5, 130e3), board(TWIN_TR("Board converter 54 V"), 0.965)}},
        {TWIN_TR("800 V DC with SST"), {converter(TWIN_TR("Solid-state transformer"), kOut, 0.972, 0.982, 0.982, 0.979, 0.5, 2, "catalogue: SST 1.2 MW"), conductor(TWIN_TR("Busway 800 V DC"), kHall, true, 800, 1, 60, 1e6),
                               board(TWIN_TR("Converter 800 V to 50 V"), 0.98), board(TWIN_TR("Board converter 50 V"), 0.965)}},
        {TWIN_TR("800 V DC from side-cars"), {transformer(), conductor(TWIN_TR("Busway 415 V"), kHall, false, 415, 0.98, 60, 250e3), sideCar(), conductor(TWIN_TR("Busbar 800 V DC"), kHall, true, 800, 1, 3, 600e3), board(TWIN_TR("Converter 800 V to 50 V"), 0.98), board(TWIN_TR("Board converter 50 V"), 0.965)}},
    };
}

Coverage coverageOf(double it_W, double apparent_VA, double powerFactor, double efficiency) {
    Coverage coverage;
    const double carried_W = apparent_VA * powerFactor * efficiency;
    coverage.covered = it_W > 0 ? std::min(1.0, carried_W / it_W) : 1;
    coverage.missing_W = std::max(0.0, it_W - carried_W);
    coverage.neededApparent_VA = it_W / (powerFactor * efficiency);
    return coverage;
}

}  // namespace twin::power
