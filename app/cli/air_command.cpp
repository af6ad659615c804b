// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/air/case_file.h"
#include "twin/air/refined_study.h"
#include "twin/air/vtk_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

namespace plenum::cli {

namespace {

using namespace twin;

struct Options {
    std::string file, fidelity = "refined", json, vtk;
    double cell_m = 0;
    int threads = 2;
    bool compare = false, gridStudy = false;
};

/// As print(), with the item and the value: a case is corrected in its file.
void printCaseIssues(const Issues& issues) {
    for (const Issue& issue : issues) {
        const char* severity = issue.severity == Severity::Error ? "error" : issue.severity == Severity::Warning ? "warning" : "note";
        fmt::print(stderr, "{}: ", severity);
        if (!issue.itemName.empty()) fmt::print(stderr, "[{}] ", issue.itemName);
        fmt::print(stderr, "{}", english(issue.text));
        if (!issue.value.empty()) fmt::print(stderr, "  value: {}", issue.value);
        if (!issue.allowed.empty()) fmt::print(stderr, "  allowed: {}", issue.allowed);
        if (!issue.path.empty()) fmt::print(stderr, "  at {}", issue.path);
        if (!issue.hint.empty()) fmt::print(stderr, "  → {}", english(issue.hint));
        fmt::print(stderr, "  [{}]\n", issue.code);
    }
}

double cellSize(const air::AirResult& r) {
    const double volume = r.xFaces.back() * r.yFaces.back() * r.zFaces.back();
    return std::cbrt(volume / (double(r.nx) * r.ny * r.nz));
}

std::size_t openCells(const air::AirResult& r) {
    return std::size_t(std::count_if(r.temperature_C.begin(), r.temperature_C.end(), [](float t) { return !std::isnan(t); }));
}

/// Places of the values, equal values sharing their mean place.
std::vector<double> ranks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> out(values.size());
    for (std::size_t a = 0; a < order.size();) {
        std::size_t b = a;
        while (b + 1 < order.size() && values[order[b + 1]] == values[order[a]]) ++b;
        for (std::size_t n = a; n <= b; ++n) out[order[n]] = double(a + b) / 2;
        a = b + 1;
    }
    return out;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const double n = double(a.size());
    const double ma = std::accumulate(a.begin(), a.end(), 0.0) / n, mb = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) ab += (a[i] - ma) * (b[i] - mb), aa += (a[i] - ma) * (a[i] - ma), bb += (b[i] - mb) * (b[i] - mb);
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

void printComparison(const air::ReferenceCase& hall, const air::AirResult& result) {
    std::vector<double> ours, theirs;
    double square = 0, worst = 0, bias = 0;
    std::string worstName;
    for (std::size_t r = 0; r < hall.reference.size(); ++r) {
        if (!hall.reference[r] || !std::isfinite(hall.reference[r]->mean_C)) continue;
        ours.push_back(result.devices[r].intake_C);
        theirs.push_back(hall.reference[r]->mean_C);
        const double d = ours.back() - theirs.back();
        square += d * d;
        bias += d;
        if (std::abs(d) > std::abs(worst)) worst = d, worstName = hall.airCase.devices[r].name;
    }
    if (ours.empty()) {
        fmt::print("the file gives no results to compare with\n");
        return;
    }
    const double n = double(ours.size());
    fmt::print("against the file's results: RMS {:.2f} K, bias {:+.2f} K, worst {:+.2f} K at {}, rank correlation {:.2f}\n", std::sqrt(square / n), bias / n, worst, worstName,
               correlation(ranks(ours), ranks(theirs)));
}

/// "averaged": refined, usable, but the inlets still moved when the iterations ended.
std::string statusOf(const air::AirResult& result) {
    const bool moving = result.report.status == SolveStatus::Converged && result.stage == air::AirStage::Refining;
    return moving ? "averaged" : toString(result.report.status);
}

/// The case on doubled, its own and halved cells: how far its inlets still move.
void runStudy(const air::ReferenceCase& hall, const air::RefinedOptions& solve, const Options& options, int& exit) {
    const air::GridStudy study = air::studyGrids(hall.airCase, solve);
    nlohmann::ordered_json json{{"levels", nlohmann::ordered_json::array()}};
    for (const auto& level : study.levels) {
        const air::AirResult& r = level.result;
        if (options.json != "-") fmt::print("{:>8} cells of {:.3f} m, {} iterations, {:.2f} s, {}\n", level.cells, level.cell_m, r.report.iterations, r.report.time_s, statusOf(r));
        json["levels"].push_back({{"cells", level.cells}, {"cell_size_m", level.cell_m}, {"solve_time_s", r.report.time_s}, {"status", statusOf(r)}});
    }
    exit = study.usable ? kDone : kNotConverged;
    if (study.usable) {
        if (options.json != "-")
            fmt::print("the racks' inlets move {:.2f} K RMS to the case's cells, {:.2f} K RMS (worst {:.2f} K) to halved ones: observed order {:.1f}\n", study.coarseRms_K, study.fineRms_K, study.fineWorst_K, study.order);
        json["coarse_rms_K"] = study.coarseRms_K, json["halved_rms_K"] = study.fineRms_K, json["halved_worst_K"] = study.fineWorst_K, json["order"] = study.order;
    }
    if (options.json == "-") fmt::print("{}\n", json.dump(1));
    else if (!options.json.empty()) files::writeText(options.json, json.dump(1) + "\n");
}

nlohmann::ordered_json toJson(const air::ReferenceCase& hall, const air::AirResult& result) {
    nlohmann::ordered_json json;
    json["racks"] = nlohmann::ordered_json::array();
    for (std::size_t r = 0; r < hall.racks; ++r) {
        const air::DeviceResult& d = result.devices[r];
        json["racks"].push_back({{"name", hall.airCase.devices[r].name}, {"inlet_mean_C", d.intake_C}, {"inlet_z1_C", d.intakeZ_C[0]}, {"inlet_z2_C", d.intakeZ_C[1]}, {"inlet_z3_C", d.intakeZ_C[2]}, {"wander_K", d.wander_K}});
    }
    json["cells"] = openCells(result);
    json["cell_size_m"] = cellSize(result);
    json["solve_time_s"] = result.report.time_s;
    json["status"] = statusOf(result);
    json["error_bar_K"] = result.errorBar_K;
    json["balance"] = {{"mass", result.massResidual}, {"energy", result.energyResidual}};
    if (hall.airCase.wallU_W_m2K > 0) json["heat_through_walls_W"] = result.heatThroughWalls_W;
    return json;
}

void printResult(const air::ReferenceCase& hall, const air::AirResult& result) {
    fmt::print("{:<16} {:>8} {:>8} {:>8} {:>8}\n", "rack", "inlet °C", "z1", "z2", "z3");
    for (std::size_t r = 0; r < hall.racks; ++r) {
        const air::DeviceResult& d = result.devices[r];
        fmt::print("{:<16} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.2f}\n", hall.airCase.devices[r].name, d.intake_C, d.intakeZ_C[0], d.intakeZ_C[1], d.intakeZ_C[2]);
    }
    fmt::print("{} cells of {:.3f} m, {} iterations, {:.2f} s, {}; error bar {:.2f} K; balance: mass {:.1e}, energy {:.1e}\n", openCells(result), cellSize(result), result.report.iterations,
               result.report.time_s, statusOf(result), result.errorBar_K, result.massResidual, result.energyResidual);
    if (hall.airCase.wallU_W_m2K > 0)
        fmt::print("walls and ceiling: {:.1f} W {} the hall, {:g} W/m²K to {:g} °C\n", std::abs(result.heatThroughWalls_W), result.heatThroughWalls_W < 0 ? "out of" : "into", hall.airCase.wallU_W_m2K, hall.airCase.beyond_C);
}

void run(const Options& options, int& exit) {
    const air::ReadCase read = air::readReferenceCase(files::readText(options.file));
    printCaseIssues(read.issues);
    if (!read.hall) {
        exit = kBadInput;
        return;
    }
    const air::ReferenceCase& hall = *read.hall;
    air::RefinedOptions solve;
    solve.threads = options.threads;
    if (options.cell_m > 0) solve.cell_m = solve.cellZ_m = options.cell_m;
    else solve.faces = air::meshFaces(hall);
    if (options.gridStudy) return runStudy(hall, solve, options, exit);
    const air::AirResult result = options.fidelity == "potential" ? air::solvePotential(hall.airCase, solve)
                                  : options.fidelity == "instant" ? air::solveInstant(hall.airCase, solve)
                                                                  : air::solveRefined(hall.airCase, solve);
    printCaseIssues(result.issues);
    if (result.nx == 0) {
        exit = kBadInput;
        return;
    }
    if (options.json == "-") fmt::print("{}\n", toJson(hall, result).dump(1));
    else printResult(hall, result);
    if (!options.json.empty() && options.json != "-") files::writeText(options.json, toJson(hall, result).dump(1) + "\n");
    if (!options.vtk.empty()) air::writeVtk(result, options.vtk);
    if (options.compare && options.json != "-") printComparison(hall, result);
    exit = result.report.usable() ? kDone : kNotConverged;
}

}  // namespace

void addAir(CLI::App& program, int& exit) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("air", "Solve the air of one hall given as an air-reference-case/1 file.");
    command->add_option("case", options->file, "the case (JSON)")->required();
    command->add_option("--fidelity", options->fidelity, "plain potential flow, instant or refined")->check(CLI::IsMember({"potential", "instant", "refined"}))->capture_default_str();
    command->add_option("--cell", options->cell_m, "cell size, m (default: the case's mesh, else 0.1 m, 0.15 m high)")->check(CLI::Range(0.02, 2.0));
    command->add_option("--threads", options->threads, "threads")->check(CLI::Range(1, 64))->capture_default_str();
    command->add_option("--json", options->json, "write the result as JSON ('-': stdout)");
    command->add_option("--vtk", options->vtk, "write the fields for ParaView (*.vti; *.vtr where cells differ in size)");
    command->add_flag("--grid-study", options->gridStudy, "refined on doubled, the given and halved cells: how far the inlets move, and the observed order");
    command->add_flag("--compare", options->compare, "compare with the results that the case carries");
    command->callback([options, &exit] { run(*options, exit); });
}

}  // namespace plenum::cli
