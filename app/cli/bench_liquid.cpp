// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/base/error.h"
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
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>

#include <dlfcn.h>
#include <unistd.h>

namespace plenum::cli {

namespace {

using namespace twin;
using namespace twin::liquid;
using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

double since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

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
        auto start = Clock::now();
        openHydraulics(project);
        figures.open_ms = since(start);
        for (int i = 0; i < repeats; ++i) {
            long time = 0;
            init(project, kInitFlow);
            start = Clock::now();
            run(project, &time);
            figures.solve_ms = std::min(figures.solve_ms, since(start));
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

struct Options {
    std::string epanet, file, json;
    int repeats = 5;
    bool quick = false;
};

/// All solvers on one network; the link at `edited` (≥ 0) is narrowed for the second solve.
Json benchNetwork(const std::string& name, const InpNetwork& inp, const Options& options, const Epanet* epanet, bool plain, bool heat) {
    const HydraulicNetwork network = hydraulicsAtStart(inp);
    auto start = Clock::now();
    HydraulicSolver solver(network);
    Json row{{"network", name}, {"nodes", network.nodes.size()}, {"links", network.links.size()}, {"prepare_ms", since(start)}};
    const HydraulicOptions exact{.tolerance = 1e-9, .polish = 0};
    double cold = 1e300, edit = 1e300;
    HydraulicResult result;
    for (int i = 0; i < options.repeats; ++i) {
        result = solver.solve(exact);
        cold = std::min(cold, result.report.time_s * 1e3);
    }
    row["cold_ms"] = cold;
    row["iterations"] = result.report.iterations;
    row["mass"] = result.massResidual;
    row["energy"] = result.energyResidual;
    std::size_t edited = network.links.size() / 2;
    while (edited + 1 < network.links.size() && network.links[edited].minorLoss <= network.links[edited - 1].minorLoss) ++edited;
    HydraulicLink link = network.links[edited];
    for (int i = 0; i < options.repeats; ++i) {
        link.resistance *= i % 2 ? 1 / 1.3 : 1.3;
        start = Clock::now();
        solver.setLink(edited, link);
        result = solver.solveAgain(exact);
        edit = std::min(edit, since(start));
    }
    row["edit_ms"] = edit;
    row["edit_residual"] = std::max(result.massResidual, result.energyResidual);
    fmt::print("{:<34} {:>7} links: cold {:.3f} ms ({} steps, mass {:.0e}, energy {:.0e}), after an edit {:.3f} ms, preparing once {:.1f} ms\n", name,
               network.links.size(), cold, row["iterations"].get<int>(), row["mass"].get<double>(), row["energy"].get<double>(), edit, row["prepare_ms"].get<double>());
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
        const auto add = [&](const std::string& name, const InpNetwork& inp, bool plain, bool heat) {
            rows.push_back(benchNetwork(name, inp, *options, epanet.get(), plain, heat));
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
            files::writeText(options->json, Json{{"compiler", __VERSION__}, {"version", PLENUM_VERSION}, {"liquid", rows}}.dump(1) + "\n");
        exit = kDone;
    });
}

}  // namespace plenum::cli
