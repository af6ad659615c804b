// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/single_line_command.h"
#include "app/files/project_files.h"
#include "twin/power/grid_check.h"
#include "twin/power/grid_compare.h"
#include "twin/power/tap_control.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <memory>

namespace plenum::cli {

namespace {

struct Options {
    std::string input, update, json, compare, method, taps;
    bool perPhase = false, alone = false;
    double tolerance = 1e-11;
    int iterations = 40;
};

/// What a published case says beside its input: params.json and, when only the phases are published, asym_output.json.
/// Options that were given on the command line are kept.
void readBeside(Options& options) {
    namespace fs = std::filesystem;
    std::error_code none;
    const fs::path folder = fs::is_directory(options.input, none) ? fs::path(options.input) : fs::path(options.input).parent_path();
    if (fs::is_directory(options.input, none)) options.input = (folder / "input.json").string();
    const auto exists = [&](const char* name) { return fs::exists(folder / name, none); };
    if (options.alone || !exists("params.json")) return;
    const nlohmann::json params = nlohmann::json::parse(files::readText((folder / "params.json").string()), nullptr, false);
    if (!params.is_object() || !params.contains("calculation_method")) return;
    const auto& methods = params["calculation_method"];
    if (options.method.empty() && methods == "linear") options.method = "linear";
    static const std::map<std::string, std::string> kStrategies{{"disabled", "off"}, {"any_valid_tap", "any"}, {"fast_any_tap", "fast"}, {"max_voltage_tap", "max"}, {"min_voltage_tap", "min"}};
    if (const auto taps = params.find("tap_changing_strategy"); options.taps.empty() && taps != params.end() && taps->is_string())
        if (const auto found = kStrategies.find(taps->get<std::string>()); found != kStrategies.end()) options.taps = found->second;
    const bool batch = !options.update.empty();
    if (exists(batch ? "asym_output_batch.json" : "asym_output.json") && !exists(batch ? "sym_output_batch.json" : "sym_output.json")) options.perPhase = true;
    fmt::print("params.json beside the case is followed: method {}, taps {}{}\n", options.method.empty() ? "newton" : options.method, options.taps.empty() ? "any" : options.taps, options.perPhase ? ", per phase" : "");
}

twin::power::TapStrategy tapStrategy(const std::string& name) {
    using twin::power::TapStrategy;
    return name == "off" ? TapStrategy::Off : name == "fast" ? TapStrategy::FastAny : name == "max" ? TapStrategy::MaxVoltage : name == "min" ? TapStrategy::MinVoltage : TapStrategy::AnyValid;
}

/// Differences from a published output; true when there are none beyond 1e-6 pu and 1e-6 of the losses.
bool printDifference(const twin::power::GridDifference& difference) {
    constexpr double kVoltage_pu = 1e-6, kLoss = 1e-6;
    fmt::print("compared {} voltages: largest difference {:.2e} pu{}, of angles {:.2e} rad; losses {:.6g} W published, ours differ by {:.2e} of them\n", difference.values, difference.voltage_pu,
               difference.voltageAt.empty() ? "" : " (" + difference.voltageAt + ")", difference.angle_rad, difference.lossPublished_W, difference.loss);
    if (difference.taps > 0) fmt::print("{} tap positions differ\n", difference.taps);
    for (std::size_t i = 0; i < difference.missing.size() && i < 5; ++i) fmt::print("published, but not in the case: {}\n", difference.missing[i]);
    return difference.voltage_pu <= kVoltage_pu && difference.loss <= kLoss && difference.taps == 0;
}

/// Errors one by one; of each kind of warning the first few and the count of the rest.
void printGridIssues(const twin::Issues& issues) {
    constexpr int kShown = 10;
    std::map<std::string, int> count;
    for (const twin::Issue& issue : issues) {
        if (issue.severity != twin::Severity::Error && ++count[issue.code] > kShown) continue;
        const char* word = issue.severity == twin::Severity::Error ? "error" : issue.severity == twin::Severity::Warning ? "warning" : "note";
        std::string line = fmt::format("{}: {}", word, twin::english(issue.text));
        if (!issue.value.empty()) line += fmt::format(" Found: {}.", issue.value);
        if (!issue.allowed.empty()) line += fmt::format(" Allowed: {}.", issue.allowed);
        if (!issue.hint.empty()) line += " " + twin::english(issue.hint);
        fmt::print(stderr, "{} [{}{}{}]\n", line, issue.code, issue.path.empty() ? "" : " ", issue.path);
    }
    for (const auto& [code, found] : count)
        if (found > kShown) fmt::print(stderr, "{} more of {}\n", found - kShown, code);
}

void printSummary(const twin::power::GridData& grid, const twin::power::GridResult& result, const std::string& label) {
    using twin::power::GridKind;
    double lowest = 1e300, highest = 0, loading = 0;
    std::string lowNode, highNode, loaded;
    const auto& node = result.tables[static_cast<int>(GridKind::Node)];
    if (const auto* u = result.find(GridKind::Node, "u_pu"))
        for (std::size_t i = 0; i < u->size(); ++i) {
            const std::size_t row = i / (result.perPhase ? 3 : 1);
            if (!node.energized[row]) continue;
            if ((*u)[i] < lowest) lowest = (*u)[i], lowNode = grid.nameOf(GridKind::Node, static_cast<int>(row));
            if ((*u)[i] > highest) highest = (*u)[i], highNode = grid.nameOf(GridKind::Node, static_cast<int>(row));
        }
    for (int k = 0; k < twin::power::kGridKinds; ++k)
        if (const auto* values = result.find(static_cast<GridKind>(k), "loading"))
            for (std::size_t row = 0; row < values->size(); ++row)
                if ((*values)[row] > loading) loading = (*values)[row], loaded = grid.nameOf(static_cast<GridKind>(k), static_cast<int>(row));
    fmt::print("{}{} in {} iterations, last step {:.1e} pu, {:.2f} ms{}\n", label, twin::toString(result.report.status), result.report.iterations, result.report.residual, result.report.time_s * 1e3, result.swept ? ", by sweep" : "");
    if (lowNode.empty()) return;
    fmt::print("{}voltage {:.6f} pu ({}) … {:.6f} pu ({})\n", label, lowest, lowNode, highest, highNode);
    fmt::print("{}sources {:.6g} W, {:.6g} var; loads {:.6g} W; losses {:.6g} W\n", label, result.sourceP_W, result.sourceQ_var, result.loadP_W, result.loss_W);
    if (const auto* taps = result.find(GridKind::TapRegulator, "tap_pos"); taps && !taps->empty()) {
        constexpr std::size_t kShown = 12;
        std::string list;
        for (std::size_t row = 0; row < taps->size() && row < kShown; ++row)
            if (!std::isnan((*taps)[row])) list += fmt::format("{}{} by {}", list.empty() ? "" : ", ", (*taps)[row], grid.nameOf(GridKind::TapRegulator, static_cast<int>(row)));
        if (!list.empty()) fmt::print("{}taps {}{}\n", label, list, taps->size() > kShown ? ", …" : "");
    }
    if (!loaded.empty()) fmt::print("{}highest loading {:.2f} % ({})\n", label, loading * 100, loaded);
}

/// Exit code of a run.
int run(Options options) {
    using namespace twin::power;
    readBeside(options);
    twin::Issues issues;
    const GridData grid = readGrid(files::readText(options.input), issues);
    GridUpdates updates;
    if (!options.update.empty()) updates = readGridUpdates(files::readText(options.update), issues);
    const bool readable = std::none_of(issues.begin(), issues.end(), [](const twin::Issue& issue) { return issue.code == "grid.document"; });
    if (readable) {
        const std::size_t form = issues.size();
        for (twin::Issue& issue : checkGrid(grid, {options.perPhase, !options.update.empty()})) {
            // What could not be read is not missing as well.
            const bool said = std::any_of(issues.begin(), issues.begin() + static_cast<std::ptrdiff_t>(form), [&](const twin::Issue& other) { return !issue.path.empty() && other.path == issue.path; });
            if (!said) issues.push_back(std::move(issue));
        }
    }
    FlowOptions flow;
    flow.method = options.method == "linear" ? FlowMethod::Linear : options.method == "sweep" ? FlowMethod::Sweep : FlowMethod::Newton;
    flow.tolerance = options.tolerance;
    flow.maxIterations = options.iterations;
    std::vector<GridData> grids;
    if (!twin::hasErrors(issues)) {
        if (options.update.empty()) grids.push_back(grid);
        for (std::size_t i = 0; i < updates.scenarios.size(); ++i) {
            twin::Issues own;
            grids.push_back(withUpdate(grid, updates.scenarios[i], own));
            if (!twin::hasErrors(own)) own = checkGrid(grids.back(), {options.perPhase, false});
            for (twin::Issue& issue : own)
                if (issue.severity == twin::Severity::Error) {
                    issue.path = fmt::format("scenario {}{}{}", i, issue.path.empty() ? "" : " ", issue.path);
                    issues.push_back(std::move(issue));
                }
        }
    }
    printGridIssues(issues);
    if (twin::hasErrors(issues)) return kBadInput;
    std::vector<GridResult> results;
    bool converged = true;
    for (std::size_t i = 0; i < grids.size(); ++i) {
        const std::string label = options.update.empty() ? "" : fmt::format("scenario {}: ", i);
        TapResult solved = solveRegulated(grids[i], options.perPhase, flow, tapStrategy(options.taps));
        results.push_back(std::move(solved.result));
        const GridResult& result = results.back();
        for (const int regulator : solved.hunting) {
            converged = false;
            fmt::print(stderr, "error: {}{} finds no tap within its band: the voltage passes from below it to above it in one step. Widen u_band, or state more and smaller taps.\n", label, grid.nameOf(GridKind::TapRegulator, regulator));
        }
        if (!solved.hunting.empty()) continue;
        for (const int regulator : solved.outOfBand)
            fmt::print(stderr, "warning: {}{} stands at its last tap, and the voltage is still outside its band\n", label, grid.nameOf(GridKind::TapRegulator, regulator));
        if (options.method == "sweep" && !result.swept && result.report.status == twin::SolveStatus::Converged)
            fmt::print(stderr, "note: {}not radial, or too heavily loaded for the sweep; solved by Newton's method\n", label);
        if (!result.report.usable()) {
            converged = false;
            fmt::print(stderr, "error: {}not converged after {} iterations: the voltage of {} still moves by {:.3g} pu. The grid may be loaded beyond what it can carry there.\n", label, result.report.iterations, result.report.worst, result.report.residual);
            continue;
        }
        if (results.size() <= 5) printSummary(grids[i], result, label);
    }
    if (results.size() > 5) fmt::print("{} scenarios\n", results.size());
    if (!options.json.empty()) files::writeText(options.json, writeGridResults(grid, results, updates.batch));
    if (!options.compare.empty() && converged) {
        twin::Issues form;
        const GridDifference difference = compareResults(grid, results, files::readText(options.compare), form);
        printGridIssues(form);
        if (twin::hasErrors(form)) return kBadInput;
        if (!printDifference(difference)) return kNotConverged;
    }
    return converged ? kDone : kNotConverged;
}

}  // namespace

void addPowerflow(CLI::App& program, int& exit) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("powerflow", "Steady power flow of a grid in Power Grid Model's JSON format.");
    command->add_option("case", options->input, "input dataset (type input, version 1.0), or the folder of a published case")->required();
    command->add_option("--update", options->update, "update dataset: one scenario or a batch");
    command->add_option("--json", options->json, "write the output dataset to this file");
    command->add_option("--compare", options->compare, "output dataset to compare with: differences beyond 1e-6 pu or 1e-6 of the losses give exit code 4")->check(CLI::ExistingFile);
    command->add_option("--taps", options->taps, "transformers with a tap regulator: off, any (the nearest valid tap; default), fast (by halving), max or min (highest or lowest voltage in the band)")->check(CLI::IsMember({"off", "any", "fast", "max", "min"}));
    command->add_flag("--alone", options->alone, "do not follow a params.json beside the case");
    command->add_option("--method", options->method, "newton (default), linear (loads as impedances) or sweep (radial grids)")->check(CLI::IsMember({"newton", "linear", "sweep"}));
    command->add_flag("--asymmetric,--per-phase", options->perPhase, "solve the three phases, with zero-sequence values");
    command->add_option("--tolerance", options->tolerance, "last voltage step, per unit")->check(CLI::Range(1e-14, 1e-3));
    command->add_option("--iterations", options->iterations, "most iterations")->check(CLI::Range(1, 1000));
    command->callback([options, &exit] { exit = run(*options); });
    addSingleLine(program, exit);
}

}  // namespace plenum::cli
