// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/engine/comparison.h"
#include "twin/engine/engine.h"
#include "twin/exchange/comparison_document.h"
#include "twin/exchange/comparison_inputs.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <list>
#include <memory>

namespace plenum::cli {

namespace {

using namespace twin;

struct Options {
    std::vector<std::string> what, tokensPerRack;
    std::string json, redundancy = "2N", inlet = "recommended", precision, tokensSource;
    double tokens_s_PFLOPS = 0, utilisation = 1;
    int threads = 2;
    std::size_t lines = 40;
    bool coarse = false, ownConditions = false;
};

struct Chosen {
    const Project* project = nullptr;
    const Variant* variant = nullptr;
    std::string file;
};

bool isFile(const std::string& text) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(text, ignored);
}

/// Reads the positionals: a file opens a project, another word is a variant of the latest one, FILE#VARIANT both. A file
/// that no variant follows stands for its first.
class Arguments {
  public:
    bool read(const std::vector<std::string>& words, int& exit) {
        for (const std::string& word : words) {
            const std::size_t hash = word.rfind('#');
            if (isFile(word)) {
                if (!closeFile(exit) || !open(word, exit)) return false;
            } else if (hash != std::string::npos && isFile(word.substr(0, hash))) {
                if (!closeFile(exit) || !open(word.substr(0, hash), exit) || !add(word.substr(hash + 1), exit)) return false;
            } else if (m_projects.empty()) {
                fmt::print(stderr, "There is no file '{}'. Name a project first, then its variants.\n", word);
                exit = kUsage;
                return false;
            } else if (!add(word, exit)) {
                return false;
            }
        }
        if (!closeFile(exit)) return false;
        if (chosen.size() >= 2 && chosen.size() <= 3) return true;
        fmt::print(stderr, "Name two or three variants to compare; {} given.\n", chosen.size());
        if (!m_projects.empty())
            for (const Variant& variant : m_projects.back().variants) fmt::print(stderr, "  {}  {}\n", toString(variant.id), variant.name);
        exit = kUsage;
        return false;
    }
    std::vector<Chosen> chosen;

  private:
    bool open(const std::string& path, int& exit) {
        auto project = openOrExplain(path, exit);
        if (!project) return false;
        m_projects.push_back(std::move(*project));
        m_file = path;
        m_open = true;
        return true;
    }
    bool add(const std::string& nameOrId, int& exit) {
        const Variant* variant = pick(m_projects.back(), nameOrId, exit);
        if (variant == nullptr) return false;
        chosen.push_back({&m_projects.back(), variant, m_file});
        m_open = false;
        return true;
    }
    bool closeFile(int& exit) { return !m_open || add({}, exit); }

    std::list<Project> m_projects;  // addresses stay
    std::string m_file;
    bool m_open = false;
};

/// Columns that people see as one: bytes that continue a character do not count.
std::size_t columns(const std::string& text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}
std::string right(const std::string& text, std::size_t width) { return std::string(width > columns(text) ? width - columns(text) : 0, ' ') + text; }
std::string left(const std::string& text, std::size_t width) { return text + std::string(width > columns(text) ? width - columns(text) : 0, ' '); }

void printTable(const Comparison& comparison) {
    std::vector<std::vector<std::string>> table(1);
    table[0].emplace_back();
    for (std::size_t i = 0; i < comparison.subjects.size(); ++i) {
        table[0].push_back(comparison.subjects[i].name);
        if (i > 0) table[0].emplace_back("Δ");
    }
    for (const ComparisonRow& row : comparison.rows) {
        auto& line = table.emplace_back();
        line.emplace_back(row.label);
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            line.push_back((row.better == static_cast<int>(i) ? "* " : "") + formatValue(row, row.values[i].value));
            if (i > 0) line.push_back(formatDifference(row, row.values[i].difference));
        }
    }
    std::vector<std::size_t> widths(table[0].size());
    for (const auto& line : table)
        for (std::size_t c = 0; c < line.size(); ++c) widths[c] = std::max(widths[c], columns(line[c]));
    for (std::size_t r = 0; r < table.size(); ++r) {
        fmt::print("  {}", left(table[r][0], widths[0]));
        for (std::size_t c = 1; c < table[r].size(); ++c) fmt::print("  {}", right(table[r][c], widths[c]));
        fmt::print("  {}\n", r == 0 ? "* better; rests on" : english(comparison.rows[r - 1].restsOn));
    }
}

void printLists(const Comparison& comparison, std::size_t lines) {
    fmt::print("\nBasis\n");
    for (const ComparisonBasis& basis : comparison.basis) {
        if (!basis.differs) continue;
        fmt::print("  differs: {}\n", basis.label);
        for (std::size_t i = 0; i < basis.values.size(); ++i) fmt::print("    {}: {}\n", comparison.subjects[i].name, english(basis.values[i]));
    }
    for (const ComparisonBasis& basis : comparison.basis)
        if (!basis.differs) fmt::print("  same: {} · {}\n", basis.label, english(basis.values.front()));
    for (const LayoutComparison& layout : comparison.layout) {
        fmt::print("\n{} against {}: {} objects differ\n", comparison.subjects[layout.subject].name, comparison.subjects[0].name, layout.differences.size());
        for (const DifferenceCount& count : countByKind(layout.differences)) fmt::print("  {:<8} {:>5}  {}\n", label(count.what), count.count, count.count == 1 ? spec(count.kind).label : spec(count.kind).plural);
        for (std::size_t i = 0; i < std::min(lines, layout.differences.size()); ++i) fmt::print("  {}\n", english(layout.differences[i].description));
        if (layout.differences.size() > lines) fmt::print("  and {} more (--lines {} shows all)\n", layout.differences.size() - lines, layout.differences.size());
    }
}

/// What the project keeps, as the window does, with what the options state in its place; explains and gives nothing
/// where they are wrong.
std::optional<ComparisonInputs> inputsOf(const Options& options, const Project& project, const CLI::App& given, int& exit) {
    ComparisonInputs inputs;
    if (const auto kept = project.attachments.find(kComparisonInputsKey); kept != project.attachments.end()) {
        ReadComparisonInputs read = readComparisonInputs(kept->second);
        print(read.issues, stderr);
        inputs = std::move(read.inputs);
    }
    const auto states = [&given](const char* option) { return given.count(option) > 0; };
    if (states("--redundancy")) inputs.redundancy = options.redundancy == "N" ? ComparisonInputs::Redundancy::N : ComparisonInputs::Redundancy::TwoN;
    if (states("--inlet")) inputs.inlet = options.inlet == "allowable" ? ComparisonInputs::Inlet::Allowable : ComparisonInputs::Inlet::Recommended;
    const auto choices = spec(Param::Precision).choices;
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (states("--precision") && options.precision == choices[i]) inputs.precision = static_cast<Precision>(i);
    if (states("--tokens-per-s-per-pflops")) inputs.tokens_s_PFLOPS = options.tokens_s_PFLOPS;
    if (states("--utilisation")) inputs.utilisation = options.utilisation;
    if (states("--tokens-source")) inputs.tokensSource = options.tokensSource;
    for (const std::string& pair : options.tokensPerRack) {
        const std::size_t equals = pair.rfind('=');
        const auto value = equals == std::string::npos ? std::nullopt : parseQuantity(pair.substr(equals + 1), Unit::None);
        if (!value || !(*value >= 0)) {
            fmt::print(stderr, "'{}' is not TYPE=TOKENS_PER_SECOND.\n", pair);
            exit = kUsage;
            return std::nullopt;
        }
        inputs.tokens_s_rack[pair.substr(0, equals)] = *value;
    }
    return inputs;
}

void run(const Options& options, const CLI::App& given, int& exit) {
    Arguments arguments;
    if (!arguments.read(options.what, exit)) return;
    const auto inputs = inputsOf(options, *arguments.chosen.front().project, given, exit);
    if (!inputs) return;
    std::vector<engine::ComparisonSubject> subjects;
    const Conditions& common = arguments.chosen.front().project->conditions;
    for (const Chosen& one : arguments.chosen) {
        engine::SolveOptions solve;
        solve.threads = options.threads;
        solve.fidelity = options.coarse ? Fidelity::Coarse : Fidelity::Fine;
        solve.variant = one.variant->id;
        const auto frame = engine::solve(std::make_shared<const Site>(one.variant->site), options.ownConditions ? one.project->conditions : common, solve);
        if (!frame->report.usable()) {
            fmt::print(stderr, "{}: {}{}\n", one.variant->name, toString(frame->report.status), frame->report.worst.empty() ? "" : "; worst: " + frame->report.worst);
            exit = kNotConverged;
        }
        if (!options.ownConditions && !(one.project->conditions == common))
            fmt::print(stderr, "note: {} is solved under the conditions of {} ({}); --own-conditions takes its own.\n", one.variant->name, arguments.chosen.front().file, common.name);
        subjects.push_back({one.variant->id, one.variant->name, one.project->name, frame});
    }
    const Comparison comparison = engine::compare(subjects, *inputs);
    if (options.json == "-") {
        fmt::print("{}", writeComparison(comparison));
        return;
    }
    printTable(comparison);
    printLists(comparison, options.lines);
    if (!options.json.empty()) files::writeText(options.json, writeComparison(comparison));
}

}  // namespace

void addCompare(CLI::App& program, int& exit) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("compare", "Solve two or three variants on one basis and set their figures side by side.");
    command->add_option("WHAT", options->what, "projects and variants: FILE A B, FILE FILE, or FILE#VARIANT; a file alone stands for its first variant")->required()->expected(1, 6);
    command->add_option("--json", options->json, "write the comparison with its derivations to this file ('-': stdout)");
    command->add_option("--redundancy", options->redundancy, "what a supportable rack has to have")->check(CLI::IsMember({"N", "2N"}));
    command->add_option("--inlet", options->inlet, "inlet limit of a supportable rack")->check(CLI::IsMember({"recommended", "allowable"}));
    std::vector<std::string> precisions;
    for (const char* each : spec(Param::Precision).choices) precisions.emplace_back(each);
    command->add_option("--precision", options->precision, "count only the compute stated at it")->check(CLI::IsMember(precisions));
    command->add_option("--tokens-per-s-per-pflops", options->tokens_s_PFLOPS, "tokens a second for each PFLOPS of peak compute")->check(CLI::NonNegativeNumber);
    command->add_option("--tokens-per-s-per-rack", options->tokensPerRack, "TYPE=X: tokens a second of one rack of this type; may be repeated");
    command->add_option("--utilisation", options->utilisation, "share of the time in which they are given")->check(CLI::Range(0.0, 1.0));
    command->add_option("--tokens-source", options->tokensSource, "where these figures come from");
    command->add_option("--lines", options->lines, "layout differences to list");
    command->add_option("--threads", options->threads, "threads; the result is the same with any number")->check(CLI::Range(1, 64));
    command->add_flag("--coarse", options->coarse, "the coarse grid that a drag uses");
    command->add_flag("--own-conditions", options->ownConditions, "each project under its own conditions instead of those of the first");
    command->callback([options, command, &exit] { run(*options, *command, exit); });
}

}  // namespace plenum::cli
