// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/pgm_library.h"
#include "app/files/project_files.h"
#include "twin/power/grid_sample.h"
#include "twin/power/radial_sweep.h"
#include "twin/power/textbook_newton.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <memory>

namespace plenum::cli {

namespace {

using namespace twin::power;
using Clock = std::chrono::steady_clock;

/// Best of some runs, ms.
template <class F>
double best_ms(int runs, F&& f) {
    double best = 1e300;
    for (int i = 0; i < runs; ++i) {
        const auto start = Clock::now();
        f();
        best = std::min(best, std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    return best;
}

/// Each failure: one branch of the grid lost, the rest swept from the whole grid's state.
struct Failures {
    double time_ms = 0;
    int solved = 0, sweeps = 0;
};
Failures failures(const GridNetwork<1>& network, int count, double tolerance) {
    Failures result;
    RadialForest forest;
    const auto start = Clock::now();
    if (!forest.compile(network)) return result;
    RadialForest::State base = forest.flat();
    if (!forest.solve(base, tolerance, 200)) return result;
    RadialForest::State state = base;
    for (int i = 0; i < count; ++i) {
        forest.lose(i % static_cast<int>(network.branches.size()));
        state.vr = base.vr;
        state.vi = base.vi;
        if (forest.solve(state, tolerance, 200)) ++result.solved;
        result.sweeps += state.iterations;
        forest.restore();
    }
    result.time_ms = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    return result;
}

struct Options {
    std::string library, json;
    int nodes = 1804, cases = 1000;
    std::vector<int> growth{1'000, 10'000, 100'000, 1'000'000};
};

void run(const Options& options) {
    constexpr double kTolerance = 1e-8;  // the default of Power Grid Model, for equal work
    FeederGridOptions sample;
    sample.nodes = options.nodes;
    const GridData grid = makeFeederGrid(sample);
    FlowOptions sweep{FlowMethod::Sweep, kTolerance, 40}, newton{FlowMethod::Newton, kTolerance, 40};
    FlowResult<1> swept, byNewton, textbook;
    const GridTopology topology(grid);
    const GridNetwork<1> network = makeNetwork<1>(grid, topology);
    const double build = best_ms(20, [&] { const GridTopology again(grid); makeNetwork<1>(grid, again); });
    const double sweepTime = best_ms(50, [&] { swept = solveFlow(network, sweep); });
    RadialForest forest;
    forest.compile(network);
    RadialForest::State state;
    const double known = best_ms(50, [&] { state = forest.flat(); forest.solve(state, kTolerance, 200); });
    const double newtonTime = best_ms(20, [&] { byNewton = solveFlow(network, newton); });
    std::vector<double> start(static_cast<std::size_t>(network.buses));
    for (int bus = 0; bus < network.buses; ++bus) start[bus] = topology.phase_rad(network.topologyBus[bus]);
    const double textbookTime = best_ms(5, [&] { textbook = solveTextbook(network, start, kTolerance); });
    double difference = 0;
    for (int bus = 0; bus < network.buses; ++bus) difference = std::max({difference, std::abs(swept.u[bus][0] - byNewton.u[bus][0]), std::abs(textbook.u[bus][0] - byNewton.u[bus][0])});
    Failures lost = failures(network, options.cases, kTolerance);
    for (int repeat = 0; repeat < 3; ++repeat)
        if (const Failures again = failures(network, options.cases, kTolerance); again.time_ms < lost.time_ms) lost = again;
    nlohmann::ordered_json json{{"compiler", __VERSION__}, {"version", PLENUM_VERSION}, {"nodes", network.buses}, {"tolerance_pu", kTolerance}, {"build_ms", build}, {"sweep_ms", sweepTime}, {"sweep_order_known_ms", known},
        {"sweeps", swept.report.iterations}, {"newton_ms", newtonTime}, {"textbook_newton_ms", textbookTime}, {"worst_difference_pu", difference}, {"failure_cases", lost.solved}, {"failure_cases_ms", lost.time_ms}};
    fmt::print("{} nodes, radial, last step {:.0e} pu, one thread\n", network.buses, kTolerance);
    fmt::print("tables to network        {:.3f} ms\n", build);
    fmt::print("sweep with all flows     {:.3f} ms ({} sweeps)\n", sweepTime, swept.report.iterations);
    fmt::print("sweep, order known       {:.3f} ms\n", known);
    fmt::print("Newton with all flows    {:.3f} ms ({} steps)\n", newtonTime, byNewton.report.iterations);
    fmt::print("textbook Newton          {:.3f} ms ({} steps): {:.1f} × the sweep\n", textbookTime, textbook.report.iterations, textbookTime / sweepTime);
    fmt::print("largest difference       {:.1e} pu\n", difference);
    fmt::print("{} failure cases      {:.1f} ms ({:.1f} µs and {:.1f} sweeps each)\n", lost.solved, lost.time_ms, lost.time_ms * 1e3 / std::max(1, lost.solved), static_cast<double>(lost.sweeps) / std::max(1, lost.solved));
    for (const int nodes : options.growth) {
        sample.nodes = nodes;
        const GridData large = makeFeederGrid(sample);
        const GridTopology largeTopology(large);
        const GridNetwork<1> largeNetwork = makeNetwork<1>(large, largeTopology);
        const double compile = best_ms(nodes > 200'000 ? 1 : 3, [&] { forest.compile(largeNetwork); });
        const double time = best_ms(nodes > 200'000 ? 2 : 5, [&] { state = forest.flat(); forest.solve(state, kTolerance, 200); });
        fmt::print("{:>8} nodes: order {:.2f} ms, {} sweeps {:.3f} ms, {:.1f} ns a node and sweep\n", nodes, compile, state.iterations, time, time * 1e6 / nodes / state.iterations);
        json["growth"].push_back({{"nodes", nodes}, {"order_ms", compile}, {"sweeps", state.iterations}, {"sweep_ms", time}});
    }
    if (!options.library.empty()) {
        const PgmTimes pgm = timePgm(options.library, grid, options.cases, kTolerance);
        double worst = 0;
        for (int bus = 0; bus < network.buses && !pgm.u_pu.empty(); ++bus) worst = std::max(worst, std::abs(std::abs(byNewton.u[bus][0]) - pgm.u_pu[static_cast<std::size_t>(network.topologyBus[bus])]));
        fmt::print("Power Grid Model         {:.3f} ms model and calculation, {:.3f} ms calculation alone: {:.1f} × ours (tables to flows), {:.1f} × the sweep in a known order\n", pgm.create_ms + pgm.first_ms, pgm.again_ms,
                   (pgm.create_ms + pgm.first_ms) / (build + sweepTime), pgm.again_ms / known);
        fmt::print("                         {} cases {:.1f} ms: {:.1f} × ours; voltages differ by {:.1e} pu\n", options.cases, pgm.batch_ms, pgm.batch_ms / lost.time_ms, worst);
        json["pgm"] = {{"create_ms", pgm.create_ms}, {"first_ms", pgm.first_ms}, {"again_ms", pgm.again_ms}, {"batch_ms", pgm.batch_ms}, {"ratio_api", (pgm.create_ms + pgm.first_ms) / (build + sweepTime)}, {"ratio_calculation", pgm.again_ms / known}, {"ratio_batch", pgm.batch_ms / lost.time_ms}, {"voltage_difference_pu", worst}};
    }
    if (!options.json.empty()) files::writeText(options.json, json.dump(1) + "\n");
}

}  // namespace

void addBenchPower(CLI::App& bench, int& exit) {
    auto options = std::make_shared<Options>();
    auto* command = bench.add_subcommand("power", "Time the power flow on made-up radial grids, beside a textbook Newton and, when given, Power Grid Model.");
    command->add_option("--pgm", options->library, "Power Grid Model's C library (libpower_grid_model_c.so)")->check(CLI::ExistingFile);
    command->add_option("--nodes", options->nodes, "nodes of the single case")->check(CLI::Range(20, 1'000'000));
    command->add_option("--cases", options->cases, "failure cases")->check(CLI::Range(1, 100'000));
    command->add_option("--growth", options->growth, "sizes for the growth")->check(CLI::Range(20, 5'000'000));
    command->add_option("--json", options->json, "write the figures to this file");
    command->callback([options, &exit] {
        run(*options);
        exit = kDone;
    });
}

}  // namespace plenum::cli
