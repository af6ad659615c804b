// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/air/case_file.h"
#include "twin/air/openfoam_import.h"
#include "twin/air/openfoam_run.h"
#include "twin/air/refined_solver.h"
#include "twin/air/site_air.h"
#include "twin/base/error.h"
#include "twin/engine/engine.h"
#include "twin/media/moist_air.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <cmath>
#include <csignal>
#include <memory>
#include <thread>

namespace plenum::cli {

namespace {

using namespace twin;

struct Hall {
    std::string name;
    air::AirCase airCase;
    air::GridLines lines;
    std::vector<std::pair<std::string, double>> reference_C;  ///< rack means that the file carries
};

bool isCaseFile(const std::string& path, const std::string& text) {
    if (path.size() > 7 && path.substr(path.size() - 7) == ".plenum") return false;
    return text.find("air-reference-case/") != std::string::npos || text.find("hall_size_m") != std::string::npos;
}

std::optional<Hall> fromCaseFile(const std::string& text, int& exit) {
    const air::ReadCase read = air::readReferenceCase(text);
    print(read.issues, stderr);
    if (!read.hall) {
        exit = kBadInput;
        return std::nullopt;
    }
    Hall hall{read.hall->name, read.hall->airCase, air::meshFaces(*read.hall), {}};
    for (std::size_t r = 0; r < read.hall->reference.size(); ++r)
        if (read.hall->reference[r]) hall.reference_C.push_back({hall.airCase.devices[r].name, read.hall->reference[r]->mean_C});
    return hall;
}

/// Heats and flows of a room's devices as the solved site has them; the rear door's share is in the rack's outlet.
void setDevices(air::RoomAir& room, const Frame& frame) {
    const double rhoCp = room.airCase.rho_kg_m3 * room.airCase.cp_J_kgK;
    for (std::size_t d = 0; d < room.devices.size(); ++d) {
        air::Device& device = room.airCase.devices[d];
        const Item& item = *room.devices[d].item;
        const double flow = frame.value(item, Quantity::AirFlow);
        if (std::isfinite(flow)) device.flow_m3_s = flow;
        if (device.kind != air::Device::Kind::Rack) continue;
        const double rise = frame.value(item, Quantity::OutletTemperature) - frame.value(item, Quantity::InletTemperature);
        const double heat = std::isfinite(rise) ? rhoCp * device.flow_m3_s * rise : frame.value(item, Quantity::HeatToAir);
        device.heat_W = std::isfinite(heat) ? heat : 0;
    }
}

std::optional<Hall> fromProject(const std::string& path, const std::string& variantName, const std::string& roomName, double cell_m, int& exit) {
    const auto project = openOrExplain(path, exit);
    if (!project) return std::nullopt;
    const Variant* variant = pick(*project, variantName, exit);
    if (variant == nullptr) return std::nullopt;
    const auto site = std::make_shared<const Site>(variant->site);
    const auto frame = engine::solve(site, project->conditions, {});
    air::RoomAirOptions options;
    options.cell_m = cell_m > 0 ? cell_m : 0.15;
    options.density_kg_m3 = moistAirDensity_kg_m3(24, 0.008, pressureAtAltitude_Pa(project->conditions.altitude_m));
    options.outdoor_C = project->conditions.dryBulb_C;
    auto rooms = air::roomsOf(*site, {}, options);
    for (air::RoomAir& room : rooms) {
        if (!roomName.empty() && room.room->name != roomName) continue;
        print(room.issues, stderr);
        setDevices(room, *frame);
        return Hall{room.room->name, room.airCase, {}, {}};
    }
    if (roomName.empty()) fmt::print(stderr, "{} has no IT room with devices in it.\n", path);
    if (!roomName.empty()) fmt::print(stderr, "No room is named '{}'. There are:\n", roomName);
    if (!roomName.empty())
        for (const air::RoomAir& room : rooms) fmt::print(stderr, "  {}\n", room.room->name);
    exit = roomName.empty() ? kBadInput : kUsage;
    return std::nullopt;
}

std::optional<air::FoamFlavour> flavourOf(const std::string& release) {
    if (release.empty() || release == "esi" || release == "debian" || release[0] == 'v' || release.size() == 4) return air::FoamFlavour::Esi;
    if (release == "foundation" || (release.size() <= 2 && std::atoi(release.c_str()) >= 11)) return air::FoamFlavour::Foundation;
    return std::nullopt;
}

struct ExportOptions {
    std::string file, folder, variant, room, release = "v1912";
    air::FoamOptions foam;
};

void exportCase(const ExportOptions& o, int& exit) {
    const auto flavour = flavourOf(o.release);
    if (!flavour) {
        fmt::print(stderr, "'{}' is no release this can write for. Give v1912 or later (openfoam.com), or 11 or later (openfoam.org).\n", o.release);
        exit = kUsage;
        return;
    }
    const bool project = o.file.size() > 7 && o.file.substr(o.file.size() - 7) == ".plenum";
    const std::string text = project ? std::string() : files::readText(o.file);
    const auto hall = isCaseFile(o.file, text) ? fromCaseFile(text, exit) : fromProject(o.file, o.variant, o.room, o.foam.cell_m, exit);
    if (!hall) return;
    air::FoamOptions foamOptions = o.foam;
    foamOptions.flavour = *flavour;
    const air::FoamCase foam = air::makeFoamCase(hall->airCase, hall->lines, foamOptions);
    print(foam.issues, stderr);
    if (hasErrors(foam.issues)) {
        exit = kBadInput;
        return;
    }
    air::writeFoamCase(foam, foamOptions, hall->name, o.folder);
    fmt::print("{}: {} cells, {} patches, {} iterations → {}\n", hall->name, foam.cells(), foam.patches.size(), foamOptions.iterations, o.folder);
    if (*flavour == air::FoamFlavour::Esi) fmt::print("solver buoyantBoussinesqSimpleFoam (openfoam.com v1912 or later); racks are coupled every iteration by exprFixedValue\n");
    else fmt::print("solver foamRun, module fluid (openfoam.org 11 or later); racks are coupled every iteration by codedFixedValue, which needs a compiler where it runs.\n"
                    "These dictionaries follow the documentation; they have not been run by us.\n");
}

std::atomic<bool> interrupted{false};

void runCase(const std::string& folder, const air::FoamRunOptions& options, int& exit) {
    interrupted = false;
    const auto before = std::signal(SIGINT, [](int) { interrupted = true; });
    std::stop_source stop;
    std::jthread watch([&stop](std::stop_token done) {
        while (!done.stop_requested() && !stop.stop_requested()) {
            if (interrupted) stop.request_stop();
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    });
    const air::FoamRun run = air::runFoam(folder, options, [](const air::FoamProgress& p) {
        if (p.iteration > 10 && p.iteration % 10 != 0 && p.iteration != p.of) return;
        std::string residuals;
        for (const auto& [field, value] : p.residuals) residuals += fmt::format("  {} {:.1e}", field, value);
        fmt::print("iteration {}{}  {:.0f} s{}\n", p.iteration, p.of > 0 ? fmt::format(" of {}", p.of) : std::string(), p.time_s, residuals);
        std::fflush(stdout);
    }, stop.get_token());
    watch.request_stop();
    std::signal(SIGINT, before);
    print(run.issues, stderr);
    fmt::print("{}: {} iterations, {:.0f} s; largest initial residual {:.1e}{}{}\n", run.report.status == SolveStatus::Converged ? "ran to the end" : toString(run.report.status),
               run.report.iterations, run.report.time_s, run.report.residual, run.report.worst.empty() ? "" : " of ", run.report.worst);
    if (run.report.status == SolveStatus::Converged) return;
    exit = kNotConverged;
    for (const Issue& issue : run.issues)
        if (issue.code == "foam.notInstalled" || issue.code == "foam.failed") exit = kWorld;
        else if (issue.code == "foam.notACase") exit = kBadInput;
}

nlohmann::ordered_json toJson(const air::FoamComparison& c) {
    nlohmann::ordered_json json{{"racks", c.racks.size()}, {"rack_bias_K", c.rackBias_K}, {"rack_rms_K", c.rackRms_K}, {"rack_worst_K", c.rackWorst_K}, {"rank_correlation", c.rankCorrelation}};
    if (c.cells > 0) {
        json["cells"] = c.cells;
        json["cell_bias_K"] = c.bias_K;
        json["cell_rms_K"] = c.rms_K;
        json["cell_worst_K"] = c.worst_K;
        json["cell_worst_at_m"] = {c.worstAt.x, c.worstAt.y, c.worstAt.z};
        json["cell_velocity_rms_m_per_s"] = c.velocityRms_m_s;
    }
    return json;
}

void printComparison(const char* what, const air::FoamComparison& c) {
    if (c.racks.empty()) return;
    fmt::print("{} against OpenFOAM, {} racks: bias {:+.2f} K, RMS {:.2f} K, worst {:.2f} K, rank correlation {:.2f}\n", what, c.racks.size(), c.rackBias_K, c.rackRms_K, c.rackWorst_K, c.rankCorrelation);
    if (c.cells > 0)
        fmt::print("  cell by cell ({} cells, by volume): bias {:+.2f} K, RMS {:.2f} K, worst {:.2f} K at ({:.2f}, {:.2f}, {:.2f}) m; velocity RMS {:.3f} m/s\n", c.cells, c.bias_K, c.rms_K, c.worst_K,
                   c.worstAt.x, c.worstAt.y, c.worstAt.z, c.velocityRms_m_s);
}

/// The hall as our own solvers see it on OpenFOAM's mesh, best last.
std::vector<std::pair<std::string, air::AirResult>> solveOurs(const air::AirCase& airCase, const air::GridLines& lines, int threads) {
    air::RefinedOptions options;
    options.threads = threads;
    options.faces = {lines[0], lines[1], lines[2]};
    std::vector<std::pair<std::string, air::AirResult>> results;
    results.emplace_back("instant", air::solveInstant(airCase, options));
    results.emplace_back("refined", air::solveRefined(airCase, options));
    return results;
}

void importCase(const std::string& folder, const std::string& jsonPath, const std::string& comparePath, int threads, int& exit) {
    std::optional<Hall> hall;
    if (!comparePath.empty()) {
        hall = fromCaseFile(files::readText(comparePath), exit);
        if (!hall) return;
    }
    const air::FoamResult foam = air::readFoamResult(folder);
    print(foam.issues, stderr);
    if (!foam.usable()) {
        exit = kBadInput;
        return;
    }
    nlohmann::ordered_json json{{"name", foam.name}, {"time", foam.time}, {"averaged", foam.averaged}, {"cells", foam.temperature_C.size()}, {"racks", nlohmann::ordered_json::array()}};
    const bool toStdout = jsonPath == "-";
    if (!toStdout) fmt::print("{}: iteration {}{}, {} cells\n{:<20} {:>8} {:>8} {:>8} {:>8}\n", foam.name, foam.time, foam.averaged ? " (means)" : "", foam.temperature_C.size(), "rack inlet, °C", "mean", "z1", "z2", "z3");
    for (const air::FoamOpening& o : foam.openings) {
        if (o.kind != "rack" || !o.intake) continue;
        nlohmann::ordered_json row{{"name", o.name}, {"inlet_mean_C", o.mean_C}};
        std::string heights;
        for (std::size_t h = 0; h < 3; ++h) {
            if (o.height_C[h]) row[fmt::format("inlet_z{}_C", h + 1)] = *o.height_C[h];
            heights += o.height_C[h] ? fmt::format(" {:>8.2f}", *o.height_C[h]) : fmt::format(" {:>8}", "–");
        }
        json["racks"].push_back(std::move(row));
        if (!toStdout) fmt::print("{:<20} {:>8.2f}{}\n", o.name, o.mean_C, heights);
    }
    if (hall) {
        if (!hall->reference_C.empty()) {
            const auto reference = air::compareRacks(foam, hall->reference_C);
            json["reference_against_openfoam"] = toJson(reference);
            if (!toStdout) printComparison("the file's results", reference);
        }
        std::vector<std::string> names;
        for (const air::Device& d : hall->airCase.devices) names.push_back(d.name);
        for (const auto& [label, ours] : solveOurs(hall->airCase, foam.lines, threads)) {
            print(ours.issues, stderr);
            const auto comparison = air::compare(foam, ours, names);
            json[label + "_against_openfoam"] = toJson(comparison);
            if (!toStdout) printComparison(label.c_str(), comparison);
        }
    }
    if (toStdout) fmt::print("{}\n", json.dump(1));
    else if (!jsonPath.empty()) files::writeText(jsonPath, json.dump(1) + "\n");
}

}  // namespace

void addOpenfoam(CLI::App& program, int& exit) {
    auto* command = program.add_subcommand("openfoam", "Full CFD with OpenFOAM: write a case, run it, read it back and compare.");
    command->require_subcommand(1);

    auto toFoam = std::make_shared<ExportOptions>();
    auto* out = command->add_subcommand("export", "Write a complete case: mesh, fields, rack coupling, dictionaries.");
    out->add_option("FILE", toFoam->file, "air case (case.json), project (*.plenum) or layout document (*.json)")->required()->check(CLI::ExistingFile);
    out->add_option("DIR", toFoam->folder, "folder of the case; made when missing")->required();
    out->add_option("--cell", toFoam->foam.cell_m, "largest cell, m (default: the case's own mesh; 0.15 for projects)")->check(CLI::Range(0.01, 5.0));
    out->add_option("--iterations", toFoam->foam.iterations, "iterations")->check(CLI::Range(1, 1'000'000))->capture_default_str();
    out->add_option("--np", toFoam->foam.ranks, "ranks")->check(CLI::Range(1, 100'000))->capture_default_str();
    out->add_option("--release", toFoam->release, "v1912 … (openfoam.com) or 11 … (openfoam.org)")->capture_default_str();
    out->add_option("--variant", toFoam->variant, "of a project: name or id; the first one if not given");
    out->add_option("--room", toFoam->room, "of a project: the room; the first one with devices if not given");
    out->callback([toFoam, &exit] { exportCase(*toFoam, exit); });

    struct Run {
        std::string folder;
        air::FoamRunOptions options;
    };
    auto running = std::make_shared<Run>();
    auto* run = command->add_subcommand("run", "Run a case here, under mpirun, or by a command of your own.");
    run->add_option("DIR", running->folder, "folder of the case")->required()->check(CLI::ExistingDirectory);
    run->add_option("--np", running->options.ranks, "ranks; more than one runs decomposePar, mpirun, reconstructPar")->check(CLI::Range(1, 100'000))->capture_default_str();
    run->add_option("--command", running->options.command, "your own command, e.g. \"srun -n {np} ./solve.sh {case}\"; {case} and {np} are filled in");
    run->add_option("--iterations", running->options.iterations, "iterations in all (default: as exported)")->check(CLI::Range(1, 1'000'000));
    run->add_option("--bashrc", running->options.bashrc, "OpenFOAM's environment file (default: the usual places)")->check(CLI::ExistingFile);
    run->callback([running, &exit] { runCase(running->folder, running->options, exit); });

    struct Import {
        std::string folder, json, compare;
        int threads = 2;
    };
    auto import = std::make_shared<Import>();
    auto* in = command->add_subcommand("import", "Read a case's results back; rack inlets, and how far our own field is from them.");
    in->add_option("DIR", import->folder, "folder of the case")->required()->check(CLI::ExistingDirectory);
    in->add_option("--json", import->json, "write the rack inlets and comparisons to this file ('-': stdout)");
    in->add_option("--compare", import->compare, "the air case (case.json) it came from: solve it ourselves and compare")->check(CLI::ExistingFile);
    in->add_option("--threads", import->threads, "threads of our own solve; the result is the same with any number")->check(CLI::Range(1, 64));
    in->callback([import, &exit] { importCase(import->folder, import->json, import->compare, import->threads, exit); });
}

}  // namespace plenum::cli
