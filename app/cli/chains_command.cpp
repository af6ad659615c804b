// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/power/case_chain.h"
#include "twin/spcf/cases.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>

namespace plenum::cli {

namespace {

using namespace twin;
using Json = nlohmann::ordered_json;

constexpr double kBuiltC_VA = 2000e3;  // [SPCF] case C: 240 V DC, 2 000 kVA with 10 kV input

const char* name(power::HeatTo heat) {
    switch (heat) {
        case power::HeatTo::Hall: return "hall";
        case power::HeatTo::PlantRoom: return "plant room";
        case power::HeatTo::Outdoors: return "outdoors";
    }
    return "";
}

Json stageJson(const power::StageFigures& stage) {
    Json json{{"name", stage.name}, {"in_W", stage.in_W}, {"out_W", stage.out_W}, {"loss_W", stage.loss_W}, {"efficiency", stage.efficiency}, {"heat_to", name(stage.heatTo)}};
    if (stage.runs > 0) {
        json["runs"] = stage.runs;
        json["current_A"] = stage.current_A;
        json["copper_kg"] = stage.copper_kg;
        json["drop"] = stage.drop;
    }
    return json;
}

void printChains(const std::vector<power::ChainFigures>& figures, double it_W) {
    fmt::print("Chains at {:.2f} MW of IT (typical components; density, copper price and COP of the losses' cooling are assumptions)\n", it_W / 1e6);
    fmt::print("  {:<20} {:>9} {:>8} {:>9} {:>9} {:>8} {:>11} {:>10} {:>12}\n", "chain", "grid kW", "η", "loss kW", "hall kW", "drop", "copper kg", "side-cars", "IT at limit");
    for (const auto& chain : figures)
        fmt::print("  {:<20} {:>9.1f} {:>8.4f} {:>9.1f} {:>9.1f} {:>7.2f}% {:>11.0f} {:>10} {:>9.1f} kW\n", chain.name, chain.grid_W / 1e3, chain.efficiency, chain.loss_W / 1e3, chain.heatHall_W / 1e3,
                   chain.worstDrop * 100, chain.copper_kg, chain.sideCars, chain.itAtLimit_W / 1e3);
    for (const auto& chain : figures)
        if (std::isfinite(chain.pflopsGained)) fmt::print("  {:<24} {:+.1f} PFLOPS at the locked connection\n", chain.name, chain.pflopsGained);
    for (const auto& chain : figures) {
        fmt::print("{}\n", chain.name);
        for (const auto& stage : chain.stages)
            fmt::print("  {:<34} {:>9.1f} → {:>9.1f} kW  loss {:>7.2f} kW  η {:.4f}  {}\n", stage.name, stage.in_W / 1e3, stage.out_W / 1e3, stage.loss_W / 1e3, stage.efficiency,
                       stage.runs > 0 ? fmt::format("{} × {:.0f} A, drop {:.2f} %", stage.runs, stage.current_A, stage.drop * 100) : std::string());
    }
}

Json chainsJson(const std::vector<power::ChainFigures>& figures) {
    Json rows = Json::array();
    for (const auto& chain : figures) {
        Json row{{"name", chain.name}, {"grid_W", chain.grid_W}, {"loss_W", chain.loss_W}, {"efficiency", chain.efficiency}, {"heat_hall_W", chain.heatHall_W}, {"heat_plant_W", chain.heatPlant_W},
                 {"heat_outdoors_W", chain.heatOutdoors_W}, {"copper_kg", chain.copper_kg}, {"copper_cost", chain.copperCost}, {"worst_drop", chain.worstDrop}, {"highest_current_A", chain.highestCurrent_A}, {"side_cars", chain.sideCars}, {"cooling_W", chain.cooling_W}, {"it_at_limit_W", chain.itAtLimit_W}, {"pflops_gained", std::isfinite(chain.pflopsGained) ? Json(chain.pflopsGained) : Json()}};
        row["stages"] = Json::array();
        for (const auto& stage : chain.stages) row["stages"].push_back(stageJson(stage));
        rows.push_back(std::move(row));
    }
    return rows;
}

power::CaseInputs inputsOf(const spcf::PublishedCase& published, double it_W) {
    power::CaseInputs inputs;
    inputs.name = published.name;
    inputs.it_W = it_W > 0 ? it_W : published.it_W;
    inputs.cooling_W = published.cooling_W * inputs.it_W / published.it_W;
    inputs.alpha = published.inputs.alpha;
    inputs.eta = published.inputs.eta;
    inputs.published_W = it_W > 0 ? 0 : published.power_W;
    inputs.builtApparent_VA = published.name == 'C' ? kBuiltC_VA : 0;
    return inputs;
}

void printCase(const power::CaseInputs& inputs, const power::CaseFigures& figures) {
    fmt::print("Case {} rebuilt from components: {:.0f} kW of IT, {:.0f} kW of cooling equipment\n", figures.name, inputs.it_W / 1e3, inputs.cooling_W / 1e3);
    for (const auto& path : figures.paths) {
        fmt::print("  {}: {:.0f} kW, η {:.4f}, {:.0f} kW installed at its head ({})\n", path.name, path.demand_W / 1e3, path.efficiency, path.installed_W / 1e3, path.reading);
        for (const auto& stage : path.stages)
            fmt::print("    {:<38} {:<22} loss {:>7.2f} kW  η {:.4f}  [{}]\n", stage.figures.name,
                       stage.units > 0 ? fmt::format("{} × {:.0f} kW at {:.0f} %", stage.units, stage.unit_W / 1e3, stage.load * 100) : fmt::format("{} runs, {:.0f} A", stage.figures.runs, stage.figures.current_A),
                       stage.figures.loss_W / 1e3, stage.figures.efficiency, stage.source);
    }
    fmt::print("  α {:.3f} (paper {:.2f})   η {:.4f} (paper {:.2f})   P {:.0f} kW (by the paper's α and η {:.0f} kW{})\n", figures.alpha, inputs.alpha, figures.eta, inputs.eta, figures.installed_W / 1e3,
               figures.formula_W / 1e3, inputs.published_W > 0 ? fmt::format(", published ≈{:.0f} kW", inputs.published_W / 1e3) : std::string());
    fmt::print("  α = η · installed / (IT + C): equation (4) solved for α; nothing is chosen to reach the paper's figures.\n");
    if (inputs.builtApparent_VA > 0) fmt::print("  α of the stated {:.0f} kVA alone: {:.3f}\n", inputs.builtApparent_VA / 1e3, figures.alphaBuilt);
    for (const auto& note : figures.notes) fmt::print("  note: {}\n", english(note));
}

Json caseJson(const power::CaseInputs& inputs, const power::CaseFigures& figures) {
    Json json{{"case", std::string(1, figures.name)}, {"it_W", inputs.it_W}, {"cooling_W", inputs.cooling_W}, {"alpha", figures.alpha}, {"alpha_paper", inputs.alpha}, {"eta", figures.eta}, {"eta_paper", inputs.eta},
              {"installed_W", figures.installed_W}, {"formula_W", figures.formula_W}};
    json["published_W"] = inputs.published_W > 0 ? Json(inputs.published_W) : Json();
    json["paths"] = Json::array();
    for (const auto& path : figures.paths) {
        Json row{{"name", path.name}, {"demand_W", path.demand_W}, {"grid_W", path.grid_W}, {"efficiency", path.efficiency}, {"installed_W", path.installed_W}, {"reading", path.reading}};
        row["stages"] = Json::array();
        for (const auto& stage : path.stages) {
            Json one = stageJson(stage.figures);
            if (stage.units > 0) one["units"] = stage.units, one["unit_W"] = stage.unit_W, one["load"] = stage.load;
            one["source"] = stage.source;
            row["stages"].push_back(std::move(one));
        }
        json["paths"].push_back(std::move(row));
    }
    json["readings"] = Json::array();
    for (const auto& reading : figures.readings) json["readings"].push_back({{"cooling", reading.cooling}, {"installed_W", reading.installed_W}, {"eta", reading.eta}, {"alpha", reading.alpha}});
    if (inputs.builtApparent_VA > 0)
        json["stated_system"] = {{"apparent_VA", inputs.builtApparent_VA}, {"covered_at_most", figures.atMost.covered}, {"covered", figures.real.covered}, {"missing_W", figures.real.missing_W},
                                 {"needed_apparent_VA", figures.real.neededApparent_VA}, {"systems_n", figures.systemsN}, {"systems_2n", figures.systems2N}, {"alpha", figures.alphaBuilt}};
    json["notes"] = Json::array();
    for (const auto& note : figures.notes) json["notes"].push_back(english(note));
    return json;
}

struct Options {
    std::string caseName, json;
    double it_MW = 0, grid_MW = 0, pflopsPerMW = 0;
};

void run(const Options& options, bool itGiven, int& exit) {
    Json json;
    const bool quiet = options.json == "-";
    power::ChainInputs chainInputs;
    if (itGiven) chainInputs.it_W = options.it_MW * 1e6;
    chainInputs.gridLimit_W = options.grid_MW * 1e6;
    chainInputs.pflopsPerIt_W = options.pflopsPerMW * 1e-6;
    if (const Issues issues = power::checkChain(power::usualChains().front(), chainInputs); hasErrors(issues)) {
        print(issues, stderr);
        exit = kBadInput;
        return;
    }
    if (options.caseName.empty()) {
        const auto figures = power::compareChains(power::usualChains(), chainInputs);
        json["it_W"] = chainInputs.it_W;
        json["chains"] = chainsJson(figures);
        if (!quiet) printChains(figures, chainInputs.it_W);
    }
    json["cases"] = Json::array();
    for (const char letter : {'B', 'C'}) {
        if (!options.caseName.empty() && options.caseName[0] != letter) continue;
        const auto inputs = inputsOf(*spcf::publishedCase(letter), !options.caseName.empty() && itGiven ? chainInputs.it_W : 0);
        const auto figures = power::rebuildCase(inputs);
        json["cases"].push_back(caseJson(inputs, figures));
        if (!quiet) printCase(inputs, figures);
    }
    if (quiet) fmt::print("{}\n", json.dump(1));
    else if (!options.json.empty()) files::writeText(options.json, json.dump(1) + "\n");
}

}  // namespace

void addChains(CLI::App& program, int& exit) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("chains", "Supply chains from the grid to the chip compared; cases B and C rebuilt from components.");
    auto* it = command->add_option("--it-MW", options->it_MW, "IT power, MW (1 when left out; a case: its own)")->check(CLI::Range(1e-6, 1e6));
    command->add_option("--grid-MW", options->grid_MW, "locked connection, MW (what the first chain draws when left out)")->check(CLI::Range(1e-6, 1e6));
    command->add_option("--pflops-per-MW", options->pflopsPerMW, "compute of one MW of IT: gives the PFLOPS gained at the locked connection")->check(CLI::Range(1e-6, 1e9));
    command->add_option("--case", options->caseName, "only this published case")->check(CLI::IsMember({"B", "C"}));
    command->add_option("--json", options->json, "write the figures as JSON ('-': stdout)");
    command->callback([options, it, &exit] { run(*options, it->count() > 0, exit); });
}

}  // namespace plenum::cli
