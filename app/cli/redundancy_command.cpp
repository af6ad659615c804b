// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/engine/power_view.h"
#include "twin/power/fault_zone.h"
#include "twin/power/headroom.h"
#include "twin/power/redundancy.h"
#include "twin/power/power_sankey.h"
#include "twin/power/short_circuit.h"
#include "twin/power/stranded.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace plenum::cli {

namespace {

using namespace twin;
using Json = nlohmann::ordered_json;

struct Options {
    std::string file, variant, json;
    bool pairs = false, faults = false, sankey = false;
    int shown = 20;
};

const char* name(power::Scenario scenario) {
    switch (scenario) {
        case power::Scenario::Normal: return "normal";
        case power::Scenario::LossOfA: return "loss of A";
        case power::Scenario::LossOfB: return "loss of B";
    }
    return "";
}

const char* name(power::FeedRule rule) {
    switch (rule) {
        case power::FeedRule::SharedPair: return "2N";
        case power::FeedRule::AllOnUps: return "mains and UPS";
        case power::FeedRule::AnyOne: return "any one lost";
        case power::FeedRule::Single: return "single";
    }
    return "";
}

class Writer {
  public:
    Writer(const engine::PowerView& view, const power::RedundancyReport& report, const std::vector<power::LevelCapacity>& levels, const std::vector<power::TapRoom>& rooms)
        : m_view(view), m_report(report), m_levels(levels), m_rooms(rooms) {}

    void print(const Options& options) const;
    Json json() const;

  private:
    const std::string& nameOf(int node) const { return m_view.paths->nodes()[node].item->name; }
    std::string names(const std::vector<int>& list, std::size_t limit = 8) const {
        std::string text;
        for (std::size_t i = 0; i < list.size() && i < limit; ++i) text += (i ? ", " : "") + nameOf(list[i]);
        return list.size() > limit ? fmt::format("{}, … ({})", text, list.size()) : text;
    }
    Json namesJson(const std::vector<int>& list) const {
        Json rows = Json::array();
        for (const int node : list) rows.push_back(nameOf(node));
        return rows;
    }
    Json failureJson(const power::FailureCase& failure) const {
        Json row{{"lost_object", nameOf(failure.first)}, {"id", toString(m_view.paths->nodes()[failure.first].item->id)}};
        if (failure.second >= 0) row["second_lost_object"] = nameOf(failure.second), row["second_id"] = toString(m_view.paths->nodes()[failure.second].item->id);
        row["survived"] = failure.survived();
        row["unserved_W"] = failure.unserved_W;
        row["dark"] = namesJson(failure.lost);
        row["overloaded"] = namesJson(failure.overloaded);
        row["worst_load"] = failure.worstLoad;
        row["worst"] = failure.worstNode >= 0 ? Json(nameOf(failure.worstNode)) : Json();
        return row;
    }
    void printFailures(const std::vector<power::FailureCase>& failures, int shown) const;
    std::string caseOf(const power::Headroom& room) const { return room.lost < 0 ? name(room.scenario) : "loss of " + nameOf(room.lost); }
    std::string roomText(const power::Headroom& room) const {
        if (!std::isfinite(room.power_W)) return "nothing on the way is rated";
        if (room.binding < 0) return "not fed";
        return fmt::format("{:>8.1f} kW, then {} is full ({})", room.power_W / 1e3, nameOf(room.binding), caseOf(room));
    }
    void addRoom(Json& row, const power::Headroom& room) const {
        row["power_W"] = std::isfinite(room.power_W) ? Json(room.power_W) : Json();
        row["binding"] = room.binding >= 0 ? Json(nameOf(room.binding)) : Json();
        row["scenario"] = caseOf(room);
    }

    const engine::PowerView& m_view;
    const power::RedundancyReport& m_report;
    const std::vector<power::LevelCapacity>& m_levels;
    const std::vector<power::TapRoom>& m_rooms;
};

void Writer::printFailures(const std::vector<power::FailureCase>& failures, int shown) const {
    int row = 0;
    for (const auto& failure : failures) {
        if (failure.survived()) continue;
        if (row++ >= shown) continue;
        fmt::print("  {:<40}", failure.second < 0 ? nameOf(failure.first) : nameOf(failure.first) + " + " + nameOf(failure.second));
        if (!failure.lost.empty()) fmt::print(" {:.1f} kW dark: {}", failure.unserved_W / 1e3, names(failure.lost));
        if (!failure.overloaded.empty()) fmt::print("{} overloaded: {}, worst {:.0f} %", failure.lost.empty() ? "" : ";", names(failure.overloaded), failure.worstLoad * 100);
        fmt::print("\n");
    }
    if (row > shown) fmt::print("  … {} more (--rows, --json)\n", row - shown);
}

void Writer::print(const Options& options) const {
    std::size_t survived = 0, diverse = 0;
    for (const auto& failure : m_report.singles) survived += failure.survived();
    for (const auto& load : m_report.loads) diverse += load.diverse();
    fmt::print("{} single failures, {} survived; {} of {} loads with diverse power; {}concurrently maintainable; rings: {}\n", m_report.singles.size(), survived, diverse, m_report.loads.size(),
               m_report.concurrentlyMaintainable ? "" : "not ", m_view.paths->rings().size());
    printFailures(m_report.singles, options.shown);
    if (options.pairs) {
        fmt::print("{} double failures, {} survived; {} take what neither single one does\n", m_report.pairCount, m_report.pairsSurvived, m_report.pairs.size());
        printFailures(m_report.pairs, options.shown);
    }
    int row = 0;
    for (const auto& load : m_report.loads) {
        if (load.diverse() || row++ >= options.shown) continue;
        fmt::print("  no diverse power: {:<28} {} {}, all pass {}\n", nameOf(load.node), load.feeds, load.feeds == 1 ? "feed" : "feeds", names(load.singlePoints, 6));
    }
    if (row > options.shown) fmt::print("  … {} more\n", row - options.shown);
    const auto kept = std::count_if(m_report.feeds.begin(), m_report.feeds.end(), [](const auto& feed) { return feed.kept(); });
    fmt::print("{} feeds judged in the normal state and after a loss, {} carry what comes to them\n", m_report.feeds.size(), kept);
    row = 0;
    for (const auto& feed : m_report.feeds) {
        if (feed.kept() || row++ >= options.shown) continue;
        fmt::print("  {:<40} {}: {:.0f} % of its usable rating, then {:.0f} %\n", nameOf(feed.node), name(feed.rule), feed.normal * 100, feed.afterLoss * 100);
    }
    if (row > options.shown) fmt::print("  … {} more\n", row - options.shown);
    fmt::print("Capacity by level, kW        usable   carried     spare  stranded\n");
    for (const auto& level : m_levels)
        fmt::print("  {:<22} {:>11.1f} {:>9.1f} {:>9.1f} {:>9.1f}\n", spec(level.kind).label, level.usable_W / 1e3, level.carried_W / 1e3, level.spare_W / 1e3, level.stranded_W / 1e3);
    row = 0;
    if (!m_rooms.empty()) fmt::print("Headroom for one more rack at a tap-off\n");
    for (const auto& tap : m_rooms) {
        if (row++ >= options.shown) continue;
        fmt::print("  {:<28} {}\n", nameOf(tap.node), roomText(tap.room));
        if (!tap.with.empty()) fmt::print("    with {:<21} {}\n", names(tap.with, 6), roomText(tap.shared));
    }
    if (row > options.shown) fmt::print("  … {} more\n", row - options.shown);
}

Json Writer::json() const {
    Json json{{"concurrently_maintainable", m_report.concurrentlyMaintainable}, {"rings", m_view.paths->rings().size()}};
    json["singles"] = Json::array();
    for (const auto& failure : m_report.singles) json["singles"].push_back(failureJson(failure));
    if (m_report.pairCount > 0) {
        json["pair_count"] = m_report.pairCount;
        json["pairs_survived"] = m_report.pairsSurvived;
        json["pairs"] = Json::array();
        for (const auto& failure : m_report.pairs) json["pairs"].push_back(failureJson(failure));
    }
    json["loads"] = Json::array();
    for (const auto& load : m_report.loads)
        json["loads"].push_back({{"name", nameOf(load.node)}, {"id", toString(m_view.paths->nodes()[load.node].item->id)}, {"demand_W", m_view.demand_W[load.node]}, {"feeds", load.feeds},
                                 {"diverse", load.diverse()}, {"single_points", namesJson(load.singlePoints)}});
    json["feeds"] = Json::array();
    for (const auto& feed : m_report.feeds)
        json["feeds"].push_back({{"name", nameOf(feed.node)}, {"rule", name(feed.rule)}, {"normal", feed.normal}, {"after_loss", feed.afterLoss}, {"kept", feed.kept()}});
    json["levels"] = Json::array();
    for (const auto& level : m_levels)
        json["levels"].push_back({{"kind", spec(level.kind).key}, {"usable_W", level.usable_W}, {"carried_W", level.carried_W}, {"spare_W", level.spare_W}, {"stranded_W", level.stranded_W}});
    json["headroom"] = Json::array();
    for (const auto& tap : m_rooms) {
        Json row{{"name", nameOf(tap.node)}};
        addRoom(row, tap.room);
        if (!tap.with.empty()) {
            row["with"] = namesJson(tap.with);
            addRoom(row["shared"], tap.shared);
        }
        json["headroom"].push_back(std::move(row));
    }
    return json;
}

void printFaults(const engine::PowerView& view, const power::ShortCircuitReport& report, int shown) {
    const auto& nodes = view.paths->nodes();
    fmt::print("Short-circuit level (estimate)\n");
    int row = 0;
    for (const auto& fault : report.boards) {
        if (row++ >= shown) continue;
        fmt::print("  {:<28} {:>8.2f} kA, peak {:>8.2f} kA  {}\n", nodes[fault.node].item->name, fault.ik_A / 1e3, fault.ip_A / 1e3, fault.method == power::FaultMethod::Iec60909 ? fmt::format("R/X {:.2f}", fault.rOverX) : std::string("limited by converters"));
    }
    if (row > shown) fmt::print("  … {} more\n", row - shown);
    for (const Text& text : report.assumptions) fmt::print("  assumption: {}\n", english(text));
    print(power::shortCircuitIssues(*view.paths, report), stdout);
}

Json faultsJson(const engine::PowerView& view, const power::ShortCircuitReport& report) {
    const auto nameOf = [&](int node) { return view.paths->nodes()[node].item->name; };
    Json json;
    json["boards"] = Json::array();
    for (const auto& fault : report.boards)
        json["boards"].push_back({{"name", nameOf(fault.node)}, {"method", fault.method == power::FaultMethod::Iec60909 ? "IEC 60909-0 simplified" : "converter limited"}, {"ik_A", fault.ik_A}, {"ip_A", fault.ip_A}, {"r_over_x", fault.rOverX}, {"rating_A", fault.rating_A > 0 ? Json(fault.rating_A) : Json()}});
    json["selectivity"] = Json::array();
    for (const auto& pair : report.selectivity) json["selectivity"].push_back({{"upstream", nameOf(pair.upstream)}, {"downstream", nameOf(pair.downstream)}, {"ratio", pair.ratio}, {"kept", pair.kept}});
    json["inrush"] = Json::array();
    for (const auto& inrush : report.inrush)
        json["inrush"].push_back({{"transformer", nameOf(inrush.transformer)}, {"upstream", nameOf(inrush.upstream)}, {"low_A", inrush.low_A}, {"high_A", inrush.high_A}, {"trip_A", inrush.trip_A}, {"may_trip", inrush.mayTrip()}});
    json["assumptions"] = Json::array();
    for (const Text& text : report.assumptions) json["assumptions"].push_back(english(text));
    return json;
}

/// Currents by phase of every board and conductor, and of what computers draw; empty where nothing is single-phase.
Json phasesJson(const engine::PowerView& view) {
    Json rows = Json::array();
    const auto& nodes = view.paths->nodes();
    for (std::size_t i = 0; i < view.normal.phases.size(); ++i) {
        const power::PhaseState& phases = view.normal.phases[i];
        if (nodes[i].dc || !view.normal.nodes[i].alive || power::largest(phases.lines) <= 0) continue;
        rows.push_back({{"name", nodes[i].item->name}, {"id", toString(nodes[i].item->id)}, {"phases", power::label(nodes[i].phases)}, {"current_A", phases.current_A}, {"neutral_A", phases.neutral_A}, {"unbalance", phases.unbalance()},
                        {"usable_current_A", nodes[i].ratingCurrent_A > 0 ? Json(nodes[i].ratingCurrent_A) : Json()}, {"load", std::isfinite(view.normal.nodes[i].load) ? Json(view.normal.nodes[i].load) : Json()}, {"voltage_V", view.voltage_V[i]}});
    }
    return rows;
}

void printPhases(const Json& rows, int shown) {
    if (rows.empty()) return;
    fmt::print("Currents by phase, A                     L1        L2        L3         N  unbalance   usable    load\n");
    int row = 0;
    for (const Json& each : rows) {
        if (row++ >= shown) continue;
        const auto& current = each["current_A"];
        fmt::print("  {:<32} {:>9.2f} {:>9.2f} {:>9.2f} {:>9.2f} {:>8.1f} % {:>8} {:>7}\n", each["name"].get<std::string>(), current[0].get<double>(), current[1].get<double>(), current[2].get<double>(), each["neutral_A"].get<double>(), each["unbalance"].get<double>() * 100,
                   each["usable_current_A"].is_null() ? "" : fmt::format("{:.1f}", each["usable_current_A"].get<double>()), each["load"].is_null() ? "" : fmt::format("{:.1f} %", each["load"].get<double>() * 100));
    }
    if (row > shown) fmt::print("  … {} more (--rows, --json)\n", row - shown);
}

/// What a fault on direct current takes, zone by zone.
Json zonesJson(const engine::PowerView& view) {
    const auto names = [&](const std::vector<int>& list) {
        Json rows = Json::array();
        for (const int node : list) rows.push_back(view.paths->nodes()[static_cast<std::size_t>(node)].item->name);
        return rows;
    };
    Json rows = Json::array();
    for (const power::FaultZone& zone : power::faultZones(*view.paths, view.demand_W)) rows.push_back({{"members", names(zone.members)}, {"isolated_by", names(zone.isolators)}, {"dark", names(zone.lost)}, {"unserved_W", zone.unserved_W}});
    return rows;
}

void printZones(const Json& rows, int shown) {
    if (rows.empty()) return;
    fmt::print("Isolation zones on direct current\n");
    int row = 0;
    for (const Json& zone : rows) {
        if (row++ >= shown) continue;
        fmt::print("  {:<28} {:>2} of them, isolated by {:>2}; a fault takes {:>8.1f} kW, {} loads\n", zone["members"].front().get<std::string>(), zone["members"].size(), zone["isolated_by"].size(), zone["unserved_W"].get<double>() / 1e3, zone["dark"].size());
    }
    if (row > shown) fmt::print("  … {} more (--rows, --json)\n", row - shown);
}

/// Where the power goes, bar by bar.
void printSankey(const power::Sankey& sankey) {
    fmt::print("Where the power goes: {:.1f} kW from the sources, {:.1f} kW to the chips, {:.1f} kW to other use, {:.1f} kW lost\n", sankey.source_W / 1e3, sankey.chip_W / 1e3, sankey.other_W / 1e3, sankey.loss_W / 1e3);
    for (int column = 0; column < sankey.columns; ++column)
        for (const power::SankeyBlock& block : sankey.blocks) {
            if (block.column != column) continue;
            const char* side = block.side == Side::A ? " A" : block.side == Side::B ? " B" : "";
            fmt::print("  {:>2}  {:<30} {:>4} of  {:>12.2f} kW in {:>10.2f} kW lost {:>12.2f} kW used\n", column, english(block.name) + side, block.items, block.in_W / 1e3, block.loss_W / 1e3, block.used_W / 1e3);
        }
    for (const Text& note : sankey.notes) fmt::print("  note: {}\n", english(note));
}

Json sankeyJson(const power::Sankey& sankey) {
    Json json{{"source_W", sankey.source_W}, {"chip_W", sankey.chip_W}, {"other_W", sankey.other_W}, {"loss_W", sankey.loss_W}};
    json["blocks"] = Json::array();
    for (const power::SankeyBlock& block : sankey.blocks)
        json["blocks"].push_back({{"name", english(block.name)}, {"side", block.side == Side::A ? "A" : block.side == Side::B ? "B" : ""}, {"column", block.column}, {"items", block.items}, {"in_W", block.in_W}, {"loss_W", block.loss_W}, {"used_W", block.used_W}});
    json["bands"] = Json::array();
    for (const power::SankeyBand& band : sankey.bands)
        json["bands"].push_back({{"from", band.from}, {"to", band.to < 0 ? Json("loss") : Json(band.to)}, {"power_W", band.power_W}});
    return json;
}

void run(const Options& options, int& exit) {
    const auto project = openOrExplain(options.file, exit);
    if (!project) return;
    const Variant* variant = pick(*project, options.variant, exit);
    if (variant == nullptr) return;
    const engine::PowerView view = engine::powerView(variant->site, project->conditions);
    const power::RedundancyReport report = power::judgeRedundancy(*view.paths, view.demand_W, {.pairs = options.pairs});
    const auto levels = power::strandedCapacity(*view.paths, view.demand_W);
    const auto rooms = power::tapRooms(*view.paths, view.demand_W);
    Issues issues = view.issues;
    for (Issue& issue : power::redundancyIssues(*view.paths, report)) issues.push_back(std::move(issue));
    const Writer writer(view, report, levels, rooms);
    Json json = writer.json();
    json["variant"] = variant->name;
    json["settled"] = view.settled;
    json["issues"] = Json::array();
    for (const Issue& issue : issues) json["issues"].push_back({{"code", issue.code}, {"item", issue.itemName}, {"text", english(issue.text)}});
    json["dc_zones"] = zonesJson(view);
    if (view.paths->perPhase()) json["phases"] = phasesJson(view);
    const power::Sankey sankey = options.sankey ? power::sankeyOf(*view.paths, view.normal, view.demand_W) : power::Sankey{};
    if (options.sankey) json["sankey"] = sankeyJson(sankey);
    power::ShortCircuitReport faults;
    if (options.faults) {
        faults = power::shortCircuit(variant->site, *view.paths);
        json["short_circuit"] = faultsJson(view, faults);
    }
    if (options.json == "-") {
        fmt::print("{}\n", json.dump(1));
    } else {
        fmt::print("{}\n", variant->name);
        print(view.issues, stderr);
        writer.print(options);
        printZones(json["dc_zones"], options.shown);
        if (json.contains("phases")) printPhases(json["phases"], options.shown);
        if (options.faults) printFaults(view, faults, options.shown);
        if (options.sankey) printSankey(sankey);
        if (!options.json.empty()) files::writeText(options.json, json.dump(1) + "\n");
    }
    if (!view.settled) exit = kNotConverged;
}

}  // namespace

void addRedundancy(CLI::App& program, int& exit) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("redundancy", "Every single failure of the power paths: who goes dark, what is overloaded, what is stranded.");
    command->add_option("file", options->file, "Project or layout document")->required();
    command->add_option("--variant", options->variant, "Name or id; the first when left out");
    command->add_flag("--pairs", options->pairs, "every double failure too");
    command->add_flag("--faults", options->faults, "short-circuit level, selectivity and inrush (estimates)");
    command->add_flag("--sankey", options->sankey, "where the power goes, from the sources to the chips");
    command->add_option("--rows", options->shown, "rows printed of each list")->check(CLI::NonNegativeNumber);
    command->add_option("--json", options->json, "write everything as JSON ('-': stdout)");
    command->callback([options, &exit] { run(*options, exit); });
}

}  // namespace plenum::cli
