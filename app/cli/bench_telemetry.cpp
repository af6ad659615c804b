// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/store/history_bench.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace plenum::cli {

void addBenchTelemetry(CLI::App& bench, int& exit) {
    struct Options {
        std::size_t sensors = 5000, seconds = 1200;
        std::string json, folder;
    };
    auto options = std::make_shared<Options>();
    auto* command = bench.add_subcommand("telemetry", "Time the history of values beside plain inserts into a rowid table on the same disk.");
    command->add_option("--sensors", options->sensors, "sensors, each at 1 Hz")->check(CLI::Range(1, 100'000));
    command->add_option("--seconds", options->seconds, "seconds of data, recorded as fast as it goes")->check(CLI::Range(10, 100'000));
    command->add_option("--folder", options->folder, "disk to write on (default: temporary files)");
    command->add_option("--json", options->json, "write the figures to this file");
    command->callback([options, &exit] {
        const auto folder = options->folder.empty() ? std::filesystem::temp_directory_path() : std::filesystem::path(options->folder);
        const twin::HistoryBench figures = twin::benchHistory(folder, options->sensors, options->seconds);
        fmt::print("{} sensors at 1 Hz, {} s of data\n", figures.sensors, figures.seconds);
        fmt::print("history            {:.2f} M samples/s, {:.2f} B a sample\n", figures.ingest_per_s / 1e6, figures.bytesPerSample);
        fmt::print("plain rowid table  {:.2f} M rows/s (prepared INSERT, a transaction for each second of data)\n", figures.rowid_per_s / 1e6);
        fmt::print("ratio              {:.2f}\n", figures.ratio);
        fmt::print("worst commit       {:.1f} ms at full speed, {:.1f} ms at the real rate (10 s); worst checkpoint between commits {:.1f} ms\n", figures.worstCommit_ms, figures.paced_worstCommit_ms, figures.worstCheckpoint_ms);
        fmt::print("one hour of one sensor {:.3f} ms, all sensors at a moment {:.1f} ms, next second of playing {:.1f} ms\n", figures.range_ms, figures.snapshot_ms, figures.play_ms);
        fmt::print("opening            {:.0f} ms with the journal to replay; samples lost {}\n", figures.reopen_ms, figures.dropped);
        if (!options->json.empty()) {
            const nlohmann::ordered_json json{{"compiler", __VERSION__}, {"version", PLENUM_VERSION}, {"sensors", figures.sensors}, {"seconds", figures.seconds},
                {"ingest_samples_per_s", figures.ingest_per_s}, {"rowid_rows_per_s", figures.rowid_per_s}, {"ratio", figures.ratio}, {"bytes_per_sample", figures.bytesPerSample},
                {"worst_commit_ms", figures.worstCommit_ms}, {"worst_commit_real_rate_ms", figures.paced_worstCommit_ms}, {"worst_checkpoint_ms", figures.worstCheckpoint_ms},
                {"range_ms", figures.range_ms}, {"snapshot_ms", figures.snapshot_ms}, {"play_ms", figures.play_ms}, {"reopen_ms", figures.reopen_ms}, {"lost", figures.dropped}};
            files::writeText(options->json, json.dump(1) + "\n");
        }
        exit = kDone;
    });
}

}  // namespace plenum::cli
