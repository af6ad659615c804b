// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/liquid/hydraulic_solver.h"
#include "twin/liquid/inp_hydraulics.h"
#include "twin/liquid/inp_reader.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>

namespace plenum::cli {

namespace {

using namespace twin;
using namespace twin::liquid;
using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json issuesJson(const Issues& issues) {
    Json list = Json::array();
    for (const Issue& issue : issues)
        list.push_back({{"severity", issue.severity == Severity::Error ? "error" : issue.severity == Severity::Warning ? "warning" : "note"},
                        {"code", issue.code}, {"item", issue.itemName}, {"where", issue.path}, {"text", english(issue.text)}});
    return list;
}

/// Flows by the true size of the file's unit, heads in metres of the fluid.
Json toJson(const InpNetwork& inp, const HydraulicNetwork& network, const HydraulicResult& result, const Issues& issues) {
    const InpUnits units = unitsOf(inp.options);
    const double exact = units.flowExact_m3_s / units.flow_m3_s;
    Json links = Json::array(), nodes = Json::array();
    for (std::size_t k = 0; k < network.links.size(); ++k)
        links.push_back({{"id", network.links[k].name}, {"flow_m3_s", number(result.flow_m3_s[k] * exact)}, {"status", toString(result.status[k])}});
    for (std::size_t i = 0; i < network.nodes.size(); ++i)
        nodes.push_back({{"id", network.nodes[i].name}, {"head_m", number(result.head_m[i])},
                         {"pressure_m", number(result.head_m[i] - network.nodes[i].elevation_m)}});
    return {{"status", toString(result.report.status)}, {"iterations", result.report.iterations},
            {"solve_time_ms", result.report.time_s * 1e3},
            {"residual", {{"mass", number(result.massResidual)}, {"energy", number(result.energyResidual)}}},
            {"worst", result.report.worst}, {"issues", issuesJson(issues)}, {"links", std::move(links)}, {"nodes", std::move(nodes)}};
}

}  // namespace

void addHydraulics(CLI::App& program, int& exit) {
    struct Options {
        std::string file, json, inp;
        double tolerance = 1e-9;
    };
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("hydraulics", "Solve an EPANET network (*.inp) at time 0: flows, heads and statuses.");
    command->add_option("FILE", options->file, "network (*.inp)")->required();
    command->add_option("--json", options->json, "write links, nodes and residuals to this file (- for the screen)");
    command->add_option("--inp", options->inp, "write the network as it was read to this file");
    command->add_option("--tolerance", options->tolerance, "of both residuals")->check(CLI::Range(1e-13, 1e-2));
    command->callback([options, &exit] {
        InpFile file = readInp(files::readText(options->file));
        if (hasErrors(file.issues)) {
            print(file.issues, stderr);
            exit = kBadInput;
            return;
        }
        if (!options->inp.empty()) files::writeText(options->inp, writeInp(file.network));
        const HydraulicNetwork network = hydraulicsAtStart(file.network);
        const HydraulicResult result = solveHydraulics(network, {.tolerance = options->tolerance});
        Issues issues = file.issues;
        issues.insert(issues.end(), result.issues.begin(), result.issues.end());
        print(issues, stderr);
        if (!options->json.empty()) {
            const std::string text = toJson(file.network, network, result, issues).dump(1) + "\n";
            if (options->json == "-") fmt::print("{}", text);
            else files::writeText(options->json, text);
        }
        if (options->json != "-")
            fmt::print("{} nodes, {} links: {} after {} iterations in {:.2f} ms, mass residual {:.1e}, energy residual {:.1e}{}{}\n",
                       network.nodes.size(), network.links.size(), toString(result.report.status), result.report.iterations,
                       result.report.time_s * 1e3, result.massResidual, result.energyResidual, result.report.worst.empty() ? "" : ", worst ",
                       result.report.worst);
        exit = result.report.usable() ? kDone : kNotConverged;
    });
}

}  // namespace plenum::cli
