// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/single_line_command.h"

#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/power/line_list.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace plenum::cli {

namespace {

using namespace twin;

struct Options {
    std::string project, variant, list, to;
};

void printAll(const Issues& issues) {
    for (const Issue& issue : issues) {
        std::string line = fmt::format("{}: {}: {}", issue.severity == Severity::Error ? "error" : "warning", issue.path, english(issue.text));
        if (!issue.allowed.empty()) line += fmt::format(" Allowed: {}.", issue.allowed);
        if (const std::string hint = english(issue.hint); !hint.empty()) line += " " + hint;
        fmt::print(stderr, "{}\n", line);
    }
}

void write(const Options& options, int& exit) {
    const auto project = openOrExplain(options.project, exit);
    if (!project) return;
    const Variant* variant = pick(*project, options.variant, exit);
    if (variant == nullptr) return;
    const std::string list = power::writeLineList(variant->site);
    if (options.list.empty() || options.list == "-") fmt::print("{}", list);
    else files::writeText(options.list, list);
}

void read(const Options& options, int& exit) {
    auto project = openOrExplain(options.project, exit);
    if (!project) return;
    const Variant* variant = pick(*project, options.variant, exit);
    if (variant == nullptr) return;
    Issues issues;
    const Edit edit = power::readLineList(*variant, files::readText(options.list), issues);
    if (!hasErrors(issues) && !edit.empty())
        for (Issue& refused : apply(*project, edit)) issues.push_back(std::move(refused));
    printAll(issues);
    if (hasErrors(issues)) {
        exit = kBadInput;
        return;
    }
    files::save(*project, options.to.empty() ? options.project : options.to);
    int added = 0;
    for (const auto& change : edit.items) added += !change.before;
    fmt::print("{} objects added, {} changed, {} connections added\n", added, edit.items.size() - static_cast<std::size_t>(added), edit.connections.size());
}

}  // namespace

void addSingleLine(CLI::App& program, int& exit) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("single-line", "The power network as a list (CSV): one row an object with what feeds it.");
    command->require_subcommand(1);
    auto* out = command->add_subcommand("export", "write the list of a project");
    auto* in = command->add_subcommand("import", "bring a list into a project: new objects are added, known ones changed");
    for (auto* each : {out, in}) {
        each->add_option("project", options->project, "project or layout document")->required();
        each->add_option("--variant", options->variant, "name or id; the first when left out");
    }
    out->add_option("list", options->list, "CSV file ('-' or left out: stdout)");
    in->add_option("list", options->list, "CSV file")->required()->check(CLI::ExistingFile);
    in->add_option("--to", options->to, "write the changed project here instead");
    out->callback([options, &exit] { write(*options, exit); });
    in->callback([options, &exit] { read(*options, exit); });
}

}  // namespace plenum::cli
