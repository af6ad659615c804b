// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/bench_support.h"
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/base/error.h"
#include "twin/liquid/hydraulic_heat.h"
#include "twin/liquid/hydraulic_solver.h"
#include "twin/liquid/inp_hydraulics.h"
#include "twin/liquid/inp_reader.h"
#include "twin/liquid/loop_solver.h"
#include "twin/liquid/sample_networks.h"
#include "twin/liquid/textbook_gradient.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

#include <dlfcn.h>
#include <unistd.h>

namespace plenum::cli {

namespace {

using namespace twin;
using namespace twin::liquid;
using Json = nlohmann::ordered_json;

/// EPANET's toolkit, opened at run time when given: cold solve of one file at its default accuracy.
class Epanet {
  public:
    struct Figures {
        double solve_ms = 0, open_ms = 0, iterations = 0;
    };

    explicit Epanet(const std::string& library) : m_library(dlopen(library.c_str(), RTLD_NOW)) {
        if (!m_library) throw Error("bench.epanet", {TWIN_TR("EPANET's library cannot be opened: {0}"), {dlerror()}});
    }
    ~Epanet() { dlclose(m_library); }
    Epanet(const Epanet&) = delete;
    Epanet& operator=(const Epanet&) = delete;

    Figures run(const std::string& file, int repeats) const {
        using Project = void*;
        const auto create = find<int (*)(Project*)>("EN_createproject");
        const auto open = find<int (*)(Project, const char*, const char*, const char*)>("EN_open");
        const auto openHydraulics = find<int (*)(Project)>("EN_openH");
        const auto init = find<int (*)(Project, int)>("EN_initH");
        const auto run = find<int (*)(Project, long*)>("EN_runH");
        const auto statistic = find<int (*)(Project, int, double*)>("EN_getstatistic");
        const auto close = find<int (*)(Project)>("EN_close");
        const auto drop = find<int (*)(Project)>("EN_deleteproject");
        constexpr int kInitFlow = 10, kIterations = 0, kLastWarning = 6;
        Project project = nullptr;
        create(&project);
        Figures figures{1e300, 0, 0};
        if (const int code = open(project, file.c_str(), "/dev/null", ""); code > kLastWarning)
            throw Error("bench.epanet", {TWIN_TR("EPANET refuses {0} with code {1}."), {file, std::to_string(code)}});
        auto start = BenchClock::now();
        openHydraulics(project);
        figures.open_ms = since_ms(start);
        for (int i = 0; i < repeats; ++i) {
            long time = 0;
            init(project, kInitFlow);
            start = BenchClock::now();
            run(project, &time);
            figures.solve_ms = std::min(figures.solve_ms, since_ms(start));
        }
        statistic(project, kIterations, &figures.iterations);
        close(project);
        drop(project);
        return figures;
    }

  private:
    template <typename Function>
    Function find(const char* name) const {
        void* symbol = dlsym(m_library, name);
        if (!symbol) throw Error("bench.epanet", {TWIN_TR("EPANET's library lacks {0}; release 2.2 or later is needed."), {name}});
        return reinterpret_cast<Function>(symbol);
    }

    void* m_library;
};

/// The hall as the site's loop solver sees it: the same pipes, heat on every cold plate, one cooled pump link.
Network withHeat(const InpNetwork& inp) {
    Network loop;
    for (const InpNode& node : inp.nodes) loop.nodes.push_back({node.id, 0, {}});
    for (const InpLink& link : inp.links) {
        Link made;
        made.name = link.id;
        made.from = link.from;
        made.to = link.to;
        if (link.kind == InpLinkKind::Pump) {
            made.kind = LinkKind::Pump;
            made.ratedFlow_m3_s = inp.curves[0].x[0] / 1000;
            made.ratedHead_Pa = inp.curves[0].y[0] * 9806.65;
            made.shutoffHead_Pa = made.ratedHead_Pa * 4 / 3;
            made.setOutlet = true;
            made.outlet_C = 40;
        } else {
            made.length_m = link.length;
            made.diameter_m = link.diameter / 1000;
            made.minorLoss = link.minorLoss;
            if (link.diameter < 10) made.heat_W = 1500;
        }
        loop.links.push_back(std::move(made));
    }
    return loop;
}

constexpr double kBytesALink = 120;  // flow, conductance and four numbers of the law, heads and factor of its share of a node, read and written once

struct Options {
    std::string epanet, file, json;
    int repeats = 5;
    bool quick = false;
};

/// Heat on the flows of a network, 1.5 kW on its narrow pipes; best of the repeats, the order of flow known.
double benchHeat(const HydraulicNetwork& network, const HydraulicResult& flows, int repeats, Json& row) {
    HydraulicHeatInput input;
    input.density_kg_m3 = 992;
    input.heatCapacity_J_kgK = 4178;
    input.inflow_C.assign(network.nodes.size(), 40);
    for (const HydraulicLink& link : network.links) input.heat_W.push_back(link.minorLoss >= 25 ? 1500 : 0);
    HydraulicHeat heat(network);
    double best = 1e300;
    for (int i = 0; i <= repeats; ++i) {
        const HydraulicHeatResult& result = heat.solve(input, flows.flow_m3_s, flows.outflow_m3_s);
        if (i == 0) row["heat_first_ms"] = result.report.time_s * 1e3;
        else best = std::min(best, result.report.time_s * 1e3);
        row["heat_mass"] = result.massResidual;
        row["heat_energy"] = result.energyResidual;
    }
    return best;
}

/// All solvers on one network; the link at `edited` (≥ 0) is narrowed for the second solve.
Json benchNetwork(const std::string& name, const InpNetwork& inp, const Options& options, const Epanet* epanet, bool plain, bool heat, double triad_GB_s) {
    const HydraulicNetwork network = hydraulicsAtStart(inp);
    auto start = BenchClock::now();
    HydraulicSolver solver(network);
    Json row{{"network", name}, {"nodes", network.nodes.size()}, {"links", network.links.size()}, {"prepare_ms", since_ms(start)}};
    const HydraulicOptions exact{.tolerance = 1e-9, .polish = 0};
    double cold = 1e300, edit = 1e300, editSum = 0, editResidual = 0;
    for (int i = 0; i < options.repeats; ++i) {
        const HydraulicResult& result = solver.solve(exact);
        cold = std::min(cold, result.report.time_s * 1e3);
        row["iterations"] = result.report.iterations;
        row["mass"] = result.massResidual;
        row["energy"] = result.energyResidual;
    }
    row["cold_ms"] = cold;
    const double bytes = cold / 1e3 * triad_GB_s * 1e9 / static_cast<double>(network.links.size());
    row["bytes_per_link_at_triad"] = bytes;
    if (heat) row["heat_ms"] = benchHeat(network, solver.solve(exact), options.repeats, row);
    std::size_t edited = network.links.size() / 2;
    while (edited + 1 < network.links.size() && network.links[edited].minorLoss <= network.links[edited - 1].minorLoss) ++edited;
    HydraulicLink link = network.links[edited];
    for (int i = 0; i < options.repeats; ++i) {
        link.resistance *= i % 2 ? 1 / 1.3 : 1.3;
        start = BenchClock::now();
        solver.setLink(edited, link);
        const HydraulicResult& result = solver.solveAgain(exact);
        const double time_ms = since_ms(start);
        edit = std::min(edit, time_ms);
        editSum += time_ms;
        editResidual = std::max({editResidual, result.massResidual, result.energyResidual});
    }
    row["edit_ms"] = edit;
    row["edit_mean_ms"] = editSum / options.repeats;
    row["edit_residual"] = editResidual;
    fmt::print("{:<34} {:>7} links: cold {:.3f} ms ({} steps, mass {:.0e}, energy {:.0e}), after an edit {:.3f} ms (mean {:.3f}), preparing once {:.1f} ms\n", name,
               network.links.size(), cold, row["iterations"].get<int>(), row["mass"].get<double>(), row["energy"].get<double>(), edit, editSum / options.repeats, row["prepare_ms"].get<double>());
    fmt::print("{:<34} {:.0f} B a link at the triad's rate, {:.1f} × the least traffic of one pass a step\n", "", bytes,
               bytes / (kBytesALink * (row["iterations"].get<double>() + 1)));
    if (heat)
        fmt::print("{:<34} heat on top {:.3f} ms ({:.2f} × the flows; first time with the order of flow {:.2f} ms; mass {:.0e}, energy {:.0e})\n", "", row["heat_ms"].get<double>(),
                   row["heat_ms"].get<double>() / cold, row["heat_first_ms"].get<double>(), row["heat_mass"].get<double>(), row["heat_energy"].get<double>());
    if (plain) {
        double best = 1e300;
        HydraulicResult reference;
        for (int i = 0; i < std::min(options.repeats, 3); ++i) {
            reference = solveByTextbook(network, 1e-5);
            best = std::min(best, reference.report.time_s * 1e3);
        }
        row["textbook_ms"] = best;
        row["textbook_residual"] = reference.report.residual;
        fmt::print("{:<34} textbook solver {:.2f} ms ({} steps, residual {:.0e}): {:.1f}× ours\n", "", best, reference.report.iterations, reference.report.residual, best / cold);
    }
    if (epanet) {
        const auto path = std::filesystem::temp_directory_path() / fmt::format("plenum-bench-{}.inp", ::getpid());
        files::writeText(path, writeInp(inp));
        const Epanet::Figures figures = epanet->run(path.string(), options.repeats);
        std::filesystem::remove(path);
        std::filesystem::remove(path.string() + ".bak");
        row["epanet_ms"] = figures.solve_ms;
        row["epanet_open_ms"] = figures.open_ms;
        row["epanet_ratio"] = figures.solve_ms / cold;
        fmt::print("{:<34} EPANET {:.3f} ms ({:.0f} steps, accuracy 0.001; opening {:.1f} ms): {:.1f}× ours\n", "", figures.solve_ms, figures.iterations, figures.open_ms, figures.solve_ms / cold);
    }
    if (heat) {
        const Network loop = withHeat(inp);
        SolveOptions loopOptions;
        double best = 1e300;
        for (int i = 0; i < 2; ++i) {
            loopOptions.maxTemperaturePasses = 2;
            best = std::min(best, solveNetwork(loop, loopOptions).report.time_s * 1e3);
        }
        row["site_loops_with_heat_ms"] = best;
        fmt::print("{:<34} site's loop solver with heat and temperature-dependent properties {:.1f} ms\n", "", best);
    }
    return row;
}

}  // namespace

void addBenchLiquid(CLI::App& bench, int& exit) {
    auto options = std::make_shared<Options>();
    auto* command = bench.add_subcommand("liquid", "Time the hydraulic solver beside a textbook solver and, when given, EPANET.");
    command->add_option("FILE", options->file, "a network (*.inp) to time as well");
    command->add_option("--epanet", options->epanet, "EPANET's library (libepanet2.so, 2.2 or later)");
    command->add_option("--repeats", options->repeats, "solves of each, the best counts")->check(CLI::Range(1, 1000));
    command->add_flag("--quick", options->quick, "leave out the largest hall");
    command->add_option("--json", options->json, "write the figures to this file");
    command->callback([options, &exit] {
        std::unique_ptr<Epanet> epanet;
        if (!options->epanet.empty()) epanet = std::make_unique<Epanet>(options->epanet);
        Json rows = Json::array();
        const double triad = triad_GB_s(1);
        fmt::print("memory triad {:.1f} GB/s on one thread\n", triad);
        const auto add = [&](const std::string& name, const InpNetwork& inp, bool plain, bool heat) {
            rows.push_back(benchNetwork(name, inp, *options, epanet.get(), plain, heat, triad));
        };
        if (!options->file.empty()) {
            const InpFile file = readInp(files::readText(options->file));
            print(file.issues, stderr);
            if (hasErrors(file.issues)) {
                exit = kBadInput;
                return;
            }
            add(std::filesystem::path(options->file).filename().string(), file.network, false, false);
        }
        add("town, Net3's size", townNetwork(10, 1), true, false);
        add("town, BWSN2's size", townNetwork(112, 1), true, false);
        for (const int rows : {5, 10, 20, 50})
            if (rows < 50 || !options->quick) add(fmt::format("hall, {} rows of 40 racks of 18", rows), hallLoop(rows, 40, 18, 1), true, rows == 50);
        if (!options->json.empty())
            files::writeText(options->json, Json{{"compiler", __VERSION__}, {"version", PLENUM_VERSION}, {"triad_GB_s", triad}, {"liquid", rows}}.dump(1) + "\n");
        exit = kDone;
    });
}

}  // namespace plenum::cli
