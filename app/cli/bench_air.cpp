// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_support.h"
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/air/air_solver.h"
#include "twin/air/case_file.h"
#include "twin/air/openfoam_case.h"
#include "twin/air/openfoam_run.h"
#include "twin/air/refined_study.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <unistd.h>

namespace plenum::cli {

namespace {

using namespace twin;
constexpr double kLeastTraffic_B = 215;  // a cell: a potential (175) and one temperature pass (40)
constexpr double kLeastIteration_B = 620;  // a cell: one iteration of the refined model, every field read and written once
constexpr int kRepeats = 5;
constexpr int kFoamIterations = 1000;      // that OpenFOAM takes to settle on halls of this size

/// 30 × 20 × 3.6 m: six rows of 40 racks around three cold aisles with tiles, four wall units.
air::AirCase largeHall(double cell_m) {
    air::AirCase hall;
    hall.sizeX_m = 30, hall.sizeY_m = 20, hall.sizeZ_m = 3.6;
    hall.cell_m = hall.cellZ_m = cell_m;
    double flow = 0, heat = 0;
    std::vector<air::Opening> tiles;
    for (int row = 0; row < 6; ++row) {
        const bool up = row % 2 == 0;
        const double y = 2.4 + 6.0 * (row / 2) + (up ? 0 : 2.4);
        for (int n = 0; n < 40; ++n) {
            air::Device rack;
            rack.name = fmt::format("R{}-{}", row, n);
            const double x = 3 + 0.6 * n, front = up ? y + 1.2 : y, rear = up ? y : y + 1.2;
            rack.flow_m3_s = 0.4 + 0.02 * (n % 7), rack.heat_W = 5000 + 250.0 * (n * 5 % 9);
            rack.intakes = {{{x, front, 0, x + 0.6, front, 2.1}, {0, up ? 1.0 : -1.0, 0}, 1}};
            rack.outlets = {{{x, rear, 0, x + 0.6, rear, 2.1}, {0, up ? -1.0 : 1.0, 0}, 1}};
            hall.deviceBodies.push_back({x, y, 0, x + 0.6, y + 1.2, 2.1});
            hall.devices.push_back(rack);
            flow += rack.flow_m3_s, heat += rack.heat_W;
            if (up) tiles.push_back({{x, y + 1.2, 0, x + 0.6, y + 2.4, 0}, {0, 0, 1}, 1});
        }
    }
    for (int n = 0; n < 4; ++n) {
        air::Device cooler;
        cooler.kind = air::Device::Kind::Cooler;
        cooler.name = fmt::format("C{}", n);
        cooler.flow_m3_s = 0.25 * flow, cooler.capacity_W = heat;
        const double x = n % 2 == 0 ? 0 : 29, y = n < 2 ? 3 : 12;
        hall.deviceBodies.push_back({x, y, 0, x + 1, y + 4, 2.1});
        cooler.intakes = {{{x, y, 2.1, x + 1, y + 4, 2.1}, {0, 0, 1}, 1}};
        cooler.outlets = tiles;
        hall.devices.push_back(cooler);
    }
    return hall;
}

double rms_K(const air::ReferenceCase& hall, const air::AirResult& result) {
    double sum = 0;
    for (std::size_t r = 0; r < hall.reference.size(); ++r)
        if (hall.reference[r]) sum += std::pow(result.devices[r].intake_C - hall.reference[r]->mean_C, 2) / double(hall.reference.size());
    return std::sqrt(sum);
}

/// Seconds of one iteration of the refined model on the case's mesh, the flow formed; best of five.
double iteration_s(const air::ReferenceCase& hall, const air::GridFaces& faces, int threads, std::size_t& cells) {
    Issues issues;
    const air::RefinedGrid grid = air::makeRefinedGrid(hall.airCase, faces, issues);
    cells = grid.openCells;
    numerics::WorkerPool pool(threads);
    air::RefinedCore core(hall.airCase, grid, pool);
    core.rest(hall.airCase.supplies.empty() ? 20 : hall.airCase.supplies[0].temperature_C);
    for (int n = 0; n < 22; ++n) core.iterate({});
    double best = 1e300;
    for (int repeat = 0; repeat < 5; ++repeat) {
        const auto start = BenchClock::now();
        for (int n = 0; n < 4; ++n) core.iterate({});
        best = std::min(best, since_s(start) / 4);
    }
    return best;
}

/// Seconds of one iteration of OpenFOAM on the case's mesh and as many ranks; 0 when it cannot run here.
double foamIteration_s(const air::ReferenceCase& hall, const air::GridFaces& faces, int iterations, int ranks) {
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("plenum-bench-foam-{}", ::getpid());
    air::FoamOptions options;
    options.iterations = iterations;
    options.ranks = ranks;
    const air::FoamCase foam = air::makeFoamCase(hall.airCase, faces, options);
    if (hasErrors(foam.issues)) return 0;
    air::writeFoamCase(foam, options, hall.name, folder);
    air::FoamRunOptions how;
    how.ranks = ranks;
    double first = 0, last = 0;
    int from = 0, to = 0;
    const air::FoamRun run = air::runFoam(folder, how, [&](const air::FoamProgress& p) {
        if (from == 0) from = p.iteration, first = p.time_s;
        to = p.iteration, last = p.time_s;
    });
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    return hasErrors(run.issues) || to <= from ? 0 : (last - first) / (to - from);
}

/// Own inlets on cells of twice, once and half the size.
nlohmann::ordered_json benchGrid(const air::ReferenceCase& hall, const air::RefinedOptions& options) {
    const air::GridStudy study = air::studyGrids(hall.airCase, options);
    for (const auto& level : study.levels) fmt::print("  grid       {:>8} cells of {:.3f} m  {:>8.0f} ms\n", level.cells, level.cell_m, level.result.report.time_s * 1e3);
    if (!study.usable) {
        fmt::print("  not all three grids were solved\n");
        return {};
    }
    fmt::print("  inlets move {:.2f} K RMS from the coarsest to the case's cells, {:.2f} K (worst {:.2f}) on halved ones: observed order {:.1f}\n", study.coarseRms_K, study.fineRms_K, study.fineWorst_K, study.order);
    return {{"coarse_rms_K", study.coarseRms_K}, {"halved_rms_K", study.fineRms_K}, {"halved_worst_K", study.fineWorst_K}, {"order", study.order}};
}

struct BenchAirOptions {
    double cell_m = 0.13;
    int threads = 2, foamIterations = 12;
    bool grid = false;
    std::string json, cases;
};

nlohmann::ordered_json benchCase(const air::ReferenceCase& hall, const BenchAirOptions& bench, double triad) {
    air::RefinedOptions options;
    options.threads = bench.threads;
    options.faces = air::meshFaces(hall);
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    fmt::print("{}\n", hall.name);
    const auto row = [&](const char* fidelity, const air::AirResult& r) {
        const auto cells = std::count_if(r.temperature_C.begin(), r.temperature_C.end(), [](float t) { return !std::isnan(t); });
        const double size = std::cbrt(r.xFaces.back() * r.yFaces.back() * r.zFaces.back() / (double(r.nx) * r.ny * r.nz));
        const double error = rms_K(hall, r);
        fmt::print("  {:<10} {:>7} cells of {:.3f} m  {:>8.0f} ms  {:>5} iterations  error {:.2f} K RMS\n", fidelity, cells, size, r.report.time_s * 1e3, r.report.iterations, error);
        rows.push_back({{"fidelity", fidelity}, {"cells", cells}, {"cell_size_m", size}, {"time_s", r.report.time_s}, {"iterations", r.report.iterations}, {"rms_K", error}});
    };
    row("potential", air::solvePotential(hall.airCase, options));
    row("instant", air::solveInstant(hall.airCase, options));
    const air::AirResult refined = air::solveRefined(hall.airCase, options);
    row("refined", refined);
    nlohmann::ordered_json out{{"name", hall.name}, {"solves", rows}};
    std::size_t cells = 0;
    const double ours = iteration_s(hall, options.faces, bench.threads, cells), bytes = ours * triad * 1e9 / double(cells);
    fmt::print("  an iteration of refined: {:.1f} ms, {:.0f} ns/cell, {:.0f} B/cell at the triad's rate: {:.0f} % of the bandwidth for the least traffic of {:.0f} B\n", ours * 1e3, ours * 1e9 / double(cells), bytes,
               100 * kLeastIteration_B / bytes, kLeastIteration_B);
    out["iteration_s"] = ours, out["bytes_a_cell"] = bytes, out["share_of_bandwidth"] = kLeastIteration_B / bytes;
    if (bench.foamIterations > 2) {
        const double foam = foamIteration_s(hall, options.faces, bench.foamIterations, bench.threads);
        if (foam > 0) {
            const double ratio = foam * kFoamIterations / refined.report.time_s;
            fmt::print("  OpenFOAM: {:.0f} ms an iteration, {:.0f} × ours; {} of them to settle take {:.0f} × as long as refined\n", foam * 1e3, foam / ours, kFoamIterations, ratio);
            out["openfoam_iteration_s"] = foam, out["openfoam_over_refined"] = ratio;
        } else {
            fmt::print("  OpenFOAM is not installed or cannot run this case\n");
        }
    }
    if (bench.grid) out["grid"] = benchGrid(hall, options);
    return out;
}

}  // namespace

void addBenchAir(CLI::App& bench, int& exit) {
    auto options = std::make_shared<BenchAirOptions>();
    auto* command = bench.add_subcommand("air", "Time the air field: a million cells cold and after a rack moved; the reference cases with their error.");
    command->add_option("--cell", options->cell_m, "cell size of the large hall, m")->check(CLI::Range(0.08, 1.0))->capture_default_str();
    command->add_option("--threads", options->threads, "threads")->check(CLI::Range(1, 64))->capture_default_str();
    command->add_option("--cases", options->cases, "folder of reference cases (default: PLENUM_SHARED_DATA/air)");
    command->add_flag("--grid", options->grid, "solve the reference cases on doubled and halved cells as well (minutes)");
    command->add_option("--openfoam", options->foamIterations, "iterations of OpenFOAM to time, where it is installed (0: none)")->check(CLI::Range(0, 10000))->capture_default_str();
    command->add_option("--json", options->json, "write the figures to this file");
    command->callback([options, &exit] {
        const double triad = triad_GB_s(options->threads);
        fmt::print("memory triad {:.1f} GB/s on {} threads\n", triad, options->threads);
        nlohmann::ordered_json json{{"compiler", __VERSION__}, {"version", PLENUM_VERSION}, {"threads", options->threads}, {"triad_GB_s", triad}};
        air::AirCase hall = largeHall(options->cell_m);
        air::AirOptions solve;
        solve.threads = options->threads;
        solve.tolerance = 1e-5;
        solve.couplingTolerance_K = 1e-3;
        // Best of kRepeats each; a rack goes by a cell and back, every time from the solution of the time before.
        const auto timed = [](double& best_s, auto&& solveOnce) {
            const auto start = BenchClock::now();
            auto result = std::make_shared<const air::AirResult>(solveOnce());
            best_s = std::min(best_s, since_s(start));
            return result;
        };
        double coldTime = 1e300, warmTime = 1e300;
        std::shared_ptr<const air::AirResult> cold, moved;
        for (int n = 0; n < kRepeats; ++n) cold = timed(coldTime, [&] { return air::solveAir(hall, solve); });
        moved = cold;
        for (int n = 0; n < kRepeats; ++n) {
            const double step_m = n % 2 == 0 ? options->cell_m : -options->cell_m;
            for (air::Box* box : {&hall.devices[60].intakes[0].rect, &hall.devices[60].outlets[0].rect, &hall.deviceBodies[60]}) box->x0 += step_m, box->x1 += step_m;
            solve.warmStart = moved.get();
            moved = timed(warmTime, [&] { return air::solveAir(hall, solve); });
        }
        const double cells = double(cold->nx) * cold->ny * cold->nz;
        const double limit_s = cells * kLeastTraffic_B / (triad * 1e9);
        fmt::print("potential flow, heat and {} racks on {:.2f} M cells of {:.2f} m: cold {:.0f} ms, a rack moved {:.0f} ms; {:.0f} and {:.0f} B/cell at the triad's rate ({:.0f} and {:.0f} % of the bandwidth for the least traffic)\n", 240,
                   cells / 1e6, options->cell_m, coldTime * 1e3, warmTime * 1e3, coldTime * triad * 1e9 / cells, warmTime * triad * 1e9 / cells, 100 * limit_s / coldTime, 100 * limit_s / warmTime);
        json["large"] = {{"cells", cells}, {"cell_size_m", options->cell_m}, {"cold_s", coldTime}, {"moved_s", warmTime}, {"least_s", limit_s}, {"usable", cold->report.usable() && moved->report.usable()}};
        std::string folder = options->cases;
        if (const char* shared = std::getenv("PLENUM_SHARED_DATA"); folder.empty() && shared != nullptr) folder = std::string(shared) + "/air";
        std::error_code error;
        std::vector<std::filesystem::path> files;
        if (!folder.empty())
            for (const auto& entry : std::filesystem::directory_iterator(folder, error))
                if (std::filesystem::exists(entry.path() / "case.json")) files.push_back(entry.path() / "case.json");
        std::sort(files.begin(), files.end());
        if (files.empty()) fmt::print("no reference cases: set PLENUM_SHARED_DATA or give --cases\n");
        for (const auto& file : files) {
            const air::ReadCase read = air::readReferenceCase(files::readText(file));
            if (read.hall) json["cases"].push_back(benchCase(*read.hall, *options, triad));
        }
        if (!options->json.empty()) files::writeText(options->json, json.dump(1) + "\n");
        exit = kDone;
    });
}

}  // namespace plenum::cli
