// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_support.h"
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/engine/engine.h"
#include "twin/model/generate.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>

#include <unistd.h>

namespace plenum::cli {

namespace {

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// Engine times of a synthetic site: cold, and after one rack has moved (the drag).
nlohmann::ordered_json benchSolve(int racks, int threads) {
    const auto project = twin::generateSite(racks, 1);
    twin::Variant variant = project.variants[0];
    twin::engine::SolveOptions options;
    options.threads = threads;
    options.fidelity = twin::Fidelity::Coarse;
    const auto cold = twin::engine::solve(std::make_shared<const twin::Site>(variant.site), project.conditions, options);
    options.fidelity = twin::Fidelity::Fine;
    const auto fine = twin::engine::solve(std::make_shared<const twin::Site>(variant.site), project.conditions, options);
    options.fidelity = twin::Fidelity::Coarse;
    options.warmStart = cold;
    std::vector<double> drags;
    const twin::Item rack = variant.site.items(twin::Kind::Rack)[0];
    for (int step = 1; step <= 15; ++step) {
        twin::Item moved = rack;
        moved.position.y -= 0.02 * step;
        variant.site.items(twin::Kind::Rack).replace(moved);
        const auto start = BenchClock::now();
        options.warmStart = twin::engine::solve(std::make_shared<const twin::Site>(variant.site), project.conditions, options);
        drags.push_back(since_s(start));
    }
    return {{"racks", racks}, {"objects", variant.site.itemCount()}, {"cold_coarse_ms", cold->solveTime_s * 1e3}, {"drag_coarse_median_ms", median(drags) * 1e3},
            {"cold_fine_ms", fine->solveTime_s * 1e3}, {"passes", cold->report.iterations}, {"worst_balance", cold->worstBalance()}};
}

nlohmann::ordered_json benchFiles(int racks) {
    const auto project = twin::generateSite(racks, 1);
    const auto path = std::filesystem::temp_directory_path() / fmt::format("plenum-bench-{}.plenum", ::getpid());
    auto start = BenchClock::now();
    files::save(project, path);
    const double save = since_s(start);
    start = BenchClock::now();
    const auto opened = files::open(path);
    const double open = since_s(start);
    const auto bytes = std::filesystem::file_size(path);
    std::filesystem::remove(path);
    std::filesystem::remove(path.string() + ".bak");
    return {{"racks", racks}, {"save_ms", save * 1e3}, {"open_ms", open * 1e3}, {"bytes", bytes}, {"identical", opened.project && *opened.project == project}};
}

}  // namespace

void addBench(CLI::App& program, int& exit) {
    struct Options {
        std::string json;
        std::vector<int> racks{50, 200, 1000};
        int threads = 2;
    };
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("bench", "Time the engine and the file on synthetic sites, beside the memory triad of the same run.");
    command->add_option("--racks", options->racks, "sizes to solve")->check(CLI::Range(1, 20000));
    command->add_option("--threads", options->threads, "threads")->check(CLI::Range(1, 64));
    command->add_option("--json", options->json, "write the figures to this file");
    addBenchTelemetry(*command, exit);
    addBenchAir(*command, exit);
    addBenchLiquid(*command, exit);
    addBenchPower(*command, exit);
    command->callback([options, command, &exit] {
        if (!command->get_subcommands().empty()) return;
        nlohmann::ordered_json json{{"compiler", __VERSION__}, {"version", PLENUM_VERSION}, {"threads", options->threads}};
        const double triad = triad_GB_s(options->threads);
        json["triad_GB_s"] = triad;
        fmt::print("memory triad {:.1f} GB/s on {} threads\n", triad, options->threads);
        for (int racks : options->racks) {
            auto row = benchSolve(racks, options->threads);
            fmt::print("{:>6} racks: cold coarse {:.0f} ms, drag step {:.0f} ms, cold fine {:.0f} ms, balance {:.0e}\n", racks, row["cold_coarse_ms"].get<double>(),
                       row["drag_coarse_median_ms"].get<double>(), row["cold_fine_ms"].get<double>(), row["worst_balance"].get<double>());
            json["solve"].push_back(std::move(row));
        }
        auto file = benchFiles(10000);
        fmt::print(" 10000 racks: save {:.0f} ms, open {:.0f} ms\n", file["save_ms"].get<double>(), file["open_ms"].get<double>());
        json["file"] = std::move(file);
        if (!options->json.empty()) files::writeText(options->json, json.dump(1) + "\n");
        exit = kDone;
    });
}

}  // namespace plenum::cli
