// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/air/vtk_file.h"
#include "twin/engine/engine.h"
#include "twin/exchange/layout_document.h"
#include "twin/exchange/result_document.h"
#include "twin/liquid/loop_checks.h"
#include "twin/model/generate.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace plenum::cli {

void print(const twin::Issues& issues, std::FILE* to) {
    for (const twin::Issue& issue : issues) {
        const char* severity = issue.severity == twin::Severity::Error ? "error" : issue.severity == twin::Severity::Warning ? "warning" : "note";
        fmt::print(to, "{}: {}", severity, twin::english(issue.text));
        if (!issue.path.empty()) fmt::print(to, "  at {}", issue.path);
        if (!issue.allowed.empty()) fmt::print(to, "  (allowed: {})", issue.allowed);
        if (!issue.hint.empty()) fmt::print(to, "  → {}", twin::english(issue.hint));
        fmt::print(to, "  [{}]\n", issue.code);
    }
}

std::optional<twin::Project> openOrExplain(const std::string& path, int& exit) {
    auto opened = files::open(path);
    print(opened.issues, stderr);
    if (!opened.project) {
        const std::string code = opened.issues.empty() ? std::string() : opened.issues.back().code;
        exit = code == "store.read" || code == "store.isFolder" || code == "file.read" ? kWorld : kBadInput;
    }
    return std::move(opened.project);
}

const twin::Variant* pick(const twin::Project& project, const std::string& nameOrId, int& exit) {
    for (const twin::Variant& variant : project.variants)
        if (nameOrId.empty() || variant.name == nameOrId || twin::toString(variant.id) == nameOrId) return &variant;
    fmt::print(stderr, "No variant is named '{}'. There are:\n", nameOrId);
    for (const twin::Variant& variant : project.variants) fmt::print(stderr, "  {}  {}\n", twin::toString(variant.id), variant.name);
    exit = kUsage;
    return nullptr;
}

namespace {

void printSolution(const twin::Variant& variant, const twin::Frame& frame) {
    const auto& at = frame.conditions;
    fmt::print("{} · {} ({} dry bulb, {} wet bulb, {} altitude)\n", variant.name, at.name, twin::formatQuantity(at.dryBulb_C, twin::Unit::Temperature),
               twin::formatQuantity(at.wetBulb_C, twin::Unit::Temperature), twin::formatQuantity(at.altitude_m, twin::Unit::Metre));
    for (const auto& figure : frame.keyFigures)
        fmt::print("  {:<28} {:>16}   {}\n", figure.label, twin::formatQuantity(figure.value, figure.unit), twin::english(figure.note));
    for (const auto& balance : frame.balances)
        fmt::print("  {:<44} {:>14} {:>14}  {:.1e}\n", balance.label, twin::formatQuantity(balance.in, twin::Unit::Power), twin::formatQuantity(balance.out, twin::Unit::Power), balance.relative());
    fmt::print("  {} after {} passes, change {:.1e}, {:.0f} ms{}{}\n", twin::toString(frame.report.status), frame.report.iterations, frame.report.residual,
               frame.solveTime_s * 1e3, frame.report.worst.empty() ? "" : "; worst: ", frame.report.worst);
    std::size_t errors = 0, warnings = 0;
    for (const auto& issue : frame.issues) (issue.severity == twin::Severity::Error ? errors : warnings) += issue.severity != twin::Severity::Note;
    fmt::print("  {} errors, {} warnings\n", errors, warnings);
}

}  // namespace

void addSolve(CLI::App& program, int& exit) {
    struct Options {
        std::string file, variant, json, vtk;
        int threads = 2;
        bool coarse = false, quiet = false, refined = false;
    };
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("solve", "Solve a variant under the conditions saved with the project.");
    command->add_option("FILE", options->file, "project (*.plenum) or layout document (*.json)")->required();
    command->add_option("--variant", options->variant, "name or id; the first one if not given");
    command->add_option("--threads", options->threads, "threads; the result is the same with any number")->check(CLI::Range(1, 64));
    command->add_option("--json", options->json, "write every object's results to this file ('-': stdout)");
    command->add_option("--vtk", options->vtk, "write the air of every hall as <hall>.vti into this folder (ParaView)")->check(CLI::ExistingDirectory);
    command->add_flag("--refined", options->refined, "refine the air of the halls: momentum, buoyancy, turbulence; traces it");
    command->add_flag("--coarse", options->coarse, "the coarse grid that a drag uses");
    command->add_flag("--no-issues", options->quiet, "do not list issues");
    command->callback([options, &exit] {
        const auto project = openOrExplain(options->file, exit);
        if (!project) return;
        const twin::Variant* variant = pick(*project, options->variant, exit);
        if (variant == nullptr) return;
        twin::engine::SolveOptions solve;
        solve.threads = options->threads;
        solve.fidelity = options->coarse ? twin::Fidelity::Coarse : twin::Fidelity::Fine;
        auto frame = twin::engine::solve(std::make_shared<const twin::Site>(variant->site), project->conditions, solve);
        if (options->refined)
            if (auto refined = twin::engine::refine(frame, options->threads, {})) frame = std::move(refined);
        if (options->json == "-") {
            fmt::print("{}", twin::writeResult(*frame, variant->name));
        } else {
            printSolution(*variant, *frame);
            if (!options->quiet) print(frame->issues, stdout);
            if (!options->json.empty()) files::writeText(options->json, twin::writeResult(*frame, variant->name));
        }
        if (!options->vtk.empty())
            for (const auto& file : twin::air::writeFields(*frame, options->vtk)) fmt::print(stderr, "{}\n", file.string());
        if (!frame->report.usable()) exit = kNotConverged;
    });
}

void addValidate(CLI::App& program, int& exit) {
    auto file = std::make_shared<std::string>();
    auto* command = program.add_subcommand("validate", "List everything that is wrong with a file.");
    command->add_option("FILE", *file, "project or layout document")->required();
    command->callback([file, &exit] {
        const auto project = openOrExplain(*file, exit);
        if (!project) return;
        std::size_t items = 0;
        for (const twin::Variant& variant : project->variants) {
            twin::Issues issues = twin::validate(variant.site);
            for (twin::Issue& issue : twin::liquid::openEnds(variant.site)) issues.push_back(std::move(issue));
            print(issues, stderr);
            if (twin::hasErrors(issues)) exit = kBadInput;
            items += variant.site.itemCount();
        }
        fmt::print("{}: {} variants, {} objects, {} types\n", *file, project->variants.size(), items, project->types()->size());
    });
}

void addGenerate(CLI::App& program, int& exit) {
    struct Options {
        int racks = 200;
        std::uint64_t seed = 1;
        std::string out;
    };
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("generate", "Make a synthetic site with loops and both power paths.");
    command->add_option("--racks", options->racks, "number of racks")->required()->check(CLI::Range(1, 20000));
    command->add_option("--seed", options->seed, "the same seed gives the same site");
    command->add_option("OUT", options->out, "project (*.plenum) or layout document (*.json)")->required();
    command->callback([options, &exit] {
        files::save(twin::generateSite(options->racks, options->seed), options->out);
        exit = kDone;
    });
}

}  // namespace plenum::cli
