// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/air/air_solver.h"
#include "twin/air/case_file.h"
#include "twin/air/refined_solver.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <thread>

namespace plenum::cli {

namespace {

using namespace twin;
using Clock = std::chrono::steady_clock;
double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The memory triad a[i] = b[i] + s·c[i], GB/s, best of five.
double triad_GB_s(int threads) {
    constexpr std::size_t kCount = 8'000'000;
    std::vector<double> a(kCount), b(kCount, 1.0), c(kCount, 2.0);
    double best = 0;
    for (int repeat = 0; repeat < 5; ++repeat) {
        const auto start = Clock::now();
        std::vector<std::jthread> workers;
        for (int t = 0; t < threads; ++t)
            workers.emplace_back([&, t] {
                for (std::size_t i = kCount * std::size_t(t) / std::size_t(threads); i < kCount * std::size_t(t + 1) / std::size_t(threads); ++i) a[i] = b[i] + 3.0 * c[i];
            });
        workers.clear();
        best = std::max(best, 3.0 * sizeof(double) * kCount / since(start) / 1e9);
    }
    return best;
}

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

nlohmann::ordered_json benchCase(const air::ReferenceCase& hall, int threads) {
    air::RefinedOptions options;
    options.threads = threads;
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
    row("refined", air::solveRefined(hall.airCase, options));
    return rows;
}

}  // namespace

void addBenchAir(CLI::App& bench, int& exit) {
    struct Options {
        double cell_m = 0.13;
        int threads = 2;
        std::string json, cases;
    };
    auto options = std::make_shared<Options>();
    auto* command = bench.add_subcommand("air", "Time the air field: a million cells cold and after a rack moved; the reference cases with their error.");
    command->add_option("--cell", options->cell_m, "cell size of the large hall, m")->check(CLI::Range(0.08, 1.0))->capture_default_str();
    command->add_option("--threads", options->threads, "threads")->check(CLI::Range(1, 64))->capture_default_str();
    command->add_option("--cases", options->cases, "folder of reference cases (default: PLENUM_SHARED_DATA/air)");
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
        auto start = Clock::now();
        const air::AirResult cold = air::solveAir(hall, solve);
        const double coldTime = since(start);
        for (air::Opening* o : {&hall.devices[60].intakes[0], &hall.devices[60].outlets[0]}) o->rect.x0 += 0.05, o->rect.x1 += 0.05;
        solve.warmStart = &cold;
        start = Clock::now();
        const air::AirResult moved = air::solveAir(hall, solve);
        const double warmTime = since(start);
        const double cells = double(cold.nx) * cold.ny * cold.nz;
        // What a potential and one temperature pass have to move at least: 175 + 40 B a cell.
        const double limit_s = cells * 215 / (triad * 1e9);
        fmt::print("potential flow, heat and {} racks on {:.2f} M cells of {:.2f} m: cold {:.0f} ms, a rack moved {:.0f} ms; {:.0f} and {:.0f} B/cell at the triad's rate ({:.0f} and {:.0f} × the least traffic)\n", 240,
                   cells / 1e6, options->cell_m, coldTime * 1e3, warmTime * 1e3, coldTime * triad * 1e9 / cells, warmTime * triad * 1e9 / cells, coldTime / limit_s, warmTime / limit_s);
        json["large"] = {{"cells", cells}, {"cell_size_m", options->cell_m}, {"cold_s", coldTime}, {"moved_s", warmTime}, {"least_s", limit_s}, {"usable", cold.report.usable() && moved.report.usable()}};
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
            if (read.hall) json["cases"].push_back({{"name", read.hall->name}, {"solves", benchCase(*read.hall, options->threads)}});
        }
        if (!options->json.empty()) files::writeText(options->json, json.dump(1) + "\n");
        exit = kDone;
    });
}

}  // namespace plenum::cli
