// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/loop_trends.h"
#include "app/files/project_files.h"
#include "twin/base/error.h"
#include "twin/engine/contingency.h"
#include "twin/engine/engine.h"
#include "twin/engine/loop_view.h"
#include "twin/liquid/loop_checks.h"
#include "twin/liquid/loop_figures.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <memory>

namespace plenum::cli {

namespace {

using twin::Quantity;
using twin::Unit;
using Json = nlohmann::ordered_json;

std::string nameOf(const twin::Site& site, twin::Id id) {
    const twin::Item* item = id ? site.find(id) : nullptr;
    return item == nullptr ? std::string("–") : item->name;
}

/// What is read of each kind: a row of values an object, missing ones left out.
struct Table {
    const char* key;
    const char* title;
    std::vector<twin::Kind> kinds;
    std::vector<Quantity> quantities;
};

const Table kTables[] = {
    {"racks", "Racks, least flow margin first", {twin::Kind::Rack, twin::Kind::ImmersionTank, twin::Kind::ComputeCabin},
     {Quantity::LiquidFlow, Quantity::LiquidFlowNeeded, Quantity::FlowMargin, Quantity::PressureMargin, Quantity::LiquidSupply, Quantity::LiquidReturn, Quantity::LiquidRise, Quantity::BalancingDrop, Quantity::BalancingKv}},
    {"cdus", "CDUs", {twin::Kind::Cdu},
     {Quantity::CoolingLoad, Quantity::CapacityUsed, Quantity::Approach, Quantity::LiquidFlow, Quantity::LiquidSupply, Quantity::LiquidReturn, Quantity::FacilityFlow, Quantity::FacilitySupply, Quantity::FacilityReturn, Quantity::PumpSpeed, Quantity::PumpPower, Quantity::NpshMargin, Quantity::CondensationMargin}},
    {"pumps", "Pumps", {twin::Kind::Pump},
     {Quantity::LiquidFlow, Quantity::PressureDrop, Quantity::PumpSpeed, Quantity::PumpPower, Quantity::NpshMargin}},
    {"rejection", "Exchangers and heat rejection", {twin::Kind::HeatExchanger, twin::Kind::DryCooler, twin::Kind::CoolingTower, twin::Kind::Chiller},
     {Quantity::CoolingLoad, Quantity::HeatRejected, Quantity::CapacityUsed, Quantity::LiquidFlow, Quantity::LiquidReturn, Quantity::LiquidRise, Quantity::ElectricPower}},
    {"valves", "Valves", {twin::Kind::Valve}, {Quantity::ValvePosition, Quantity::ValveAuthority, Quantity::LiquidFlow, Quantity::PressureDrop, Quantity::LiquidReturn}},
    {"filters", "Filters", {twin::Kind::Filter}, {Quantity::LiquidFlow, Quantity::PressureDrop, Quantity::FilterLoad}},
};

std::vector<const twin::Item*> rowsOf(const twin::Frame& frame, const Table& table) {
    std::vector<const twin::Item*> rows;
    for (twin::Kind kind : table.kinds)
        frame.site->items(kind).forEach([&](const twin::Item& item) {
            const bool any = std::any_of(table.quantities.begin(), table.quantities.end(), [&](Quantity quantity) { return std::isfinite(frame.value(item, quantity)); });
            if (any && (!twin::isCompute(kind) || std::isfinite(frame.value(item, Quantity::LiquidFlow)))) rows.push_back(&item);
        });
    if (twin::isCompute(table.kinds.front()))
        std::stable_sort(rows.begin(), rows.end(), [&](const twin::Item* a, const twin::Item* b) { return frame.value(*a, Quantity::FlowMargin) < frame.value(*b, Quantity::FlowMargin); });
    return rows;
}

void set(Json& json, const char* key, double value) {
    if (std::isfinite(value)) json[key] = value;
}

Json loopJson(const twin::Site& site, const twin::liquid::LoopFigures& loop) {
    Json json{{"network", twin::liquid::SiteLoops::name(loop.part)}, {"driver", nameOf(site, loop.driver)}, {"objects", loop.objects}};
    set(json, "flow_m3_s", loop.flow_m3_s);
    set(json, "supply_C", loop.supply_C);
    set(json, "return_C", loop.return_C);
    if (loop.part == twin::liquid::SiteLoops::kFacility && std::isfinite(loop.supply_C)) json["class"] = twin::liquid::facilityClass(loop.supply_C);
    set(json, "heat_W", loop.heat_W);
    set(json, "volume_m3", loop.volume_m3);
    set(json, "glycol_kg", loop.glycol_kg);
    set(json, "expansion_m3", loop.expansion_m3);
    set(json, "vessel_m3", loop.vessel_m3);
    set(json, "vessel_needed_m3", loop.vesselNeeded_m3);
    set(json, "lowest_Pa", loop.lowest_Pa);
    set(json, "highest_Pa", loop.highest_Pa);
    set(json, "relief_Pa", loop.relief_Pa);
    set(json, "test_Pa", loop.test_Pa);
    set(json, "fastest_m_s", loop.fastest_m_s);
    set(json, "slowest_m_s", loop.slowest_m_s);
    return json;
}

Json toJson(const twin::Frame& frame, const std::vector<twin::liquid::LoopFigures>& loops) {
    Json json;
    json["status"] = twin::toString(frame.report.status);
    json["loops"] = Json::array();
    for (const auto& loop : loops) json["loops"].push_back(loopJson(*frame.site, loop));
    for (const Table& table : kTables) {
        json[table.key] = Json::array();
        for (const twin::Item* item : rowsOf(frame, table)) {
            Json row{{"id", twin::toString(item->id)}, {"name", item->name}};
            for (Quantity quantity : table.quantities) set(row, twin::spec(quantity).key, frame.value(*item, quantity));
            json[table.key].push_back(std::move(row));
        }
    }
    return json;
}

void printLoop(const twin::Site& site, const twin::liquid::LoopFigures& loop) {
    const auto text = [](double value, Unit unit) { return twin::formatQuantity(value, unit); };
    const bool facility = loop.part == twin::liquid::SiteLoops::kFacility;
    fmt::print("{} · {} · {} objects\n", twin::liquid::SiteLoops::name(loop.part), nameOf(site, loop.driver), loop.objects);
    fmt::print("  flow {}, supply {}{}, return {}, heat {}\n", text(loop.flow_m3_s, Unit::WaterFlow), text(loop.supply_C, Unit::Temperature),
               facility && std::isfinite(loop.supply_C) ? fmt::format(" ({})", twin::liquid::facilityClass(loop.supply_C)) : std::string(), text(loop.return_C, Unit::Temperature), text(loop.heat_W, Unit::Power));
    fmt::print("  filling {}{}, expansion {}, vessel {} (needs {})\n", text(loop.volume_m3, Unit::Volume), loop.glycol_kg > 0 ? fmt::format(" with {:.0f} kg of glycol", loop.glycol_kg) : std::string(),
               text(loop.expansion_m3, Unit::Volume), text(loop.vessel_m3, Unit::Volume), text(loop.vesselNeeded_m3, Unit::Volume));
    fmt::print("  pressure {} ({}) … {} ({}), safety valve {}, test at {}\n", text(loop.lowest_Pa, Unit::Pressure), nameOf(site, loop.lowestAt), text(loop.highest_Pa, Unit::Pressure),
               nameOf(site, loop.highestAt), text(loop.relief_Pa, Unit::Pressure), text(loop.test_Pa, Unit::Pressure));
    if (std::isfinite(loop.fastest_m_s))
        fmt::print("  velocity {} ({}) … {} ({})\n", text(loop.slowest_m_s, Unit::Speed), nameOf(site, loop.slowestPipe), text(loop.fastest_m_s, Unit::Speed), nameOf(site, loop.fastestPipe));
}

void printTable(const twin::Frame& frame, const Table& table, std::size_t shown) {
    const auto rows = rowsOf(frame, table);
    if (rows.empty()) return;
    fmt::print("{} ({})\n", table.title, rows.size());
    for (std::size_t r = 0; r < std::min(rows.size(), shown); ++r) {
        fmt::print("  {}:", rows[r]->name);
        const char* before = " ";
        for (Quantity quantity : table.quantities) {
            const double value = frame.value(*rows[r], quantity);
            if (!std::isfinite(value)) continue;
            fmt::print("{}{} {}", before, twin::spec(quantity).label, twin::formatQuantity(value, twin::spec(quantity).unit));
            before = " · ";
        }
        fmt::print("\n");
    }
}

/// "2026-12-24", days after a moment; "–" when never.
std::string dateAfter(std::int64_t from_ms, double days) {
    constexpr double kMostDays = 36500;
    if (!(days < kMostDays)) return "–";
    const auto seconds = static_cast<std::time_t>(from_ms / 1000 + static_cast<std::int64_t>(days * 86400));
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    return fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
}

void printTrends(const std::vector<LoopTrend>& trends) {
    fmt::print("Trends ({})\n", trends.size());
    for (const LoopTrend& row : trends) {
        const auto text = [&](double value) { return std::isfinite(value) ? twin::formatQuantity(value, row.unit) : std::string("–"); };
        fmt::print("  {} {}{}: now {}, {} a day (± {}), limit {} … {}, reached {} (earliest {}), {} values\n", row.name, row.key, row.atRatedFlow ? " at rated flow" : "", text(row.trend.now),
                   text(row.trend.perDay), text(row.trend.perDayError), text(row.low), text(row.high), row.trend.beyond ? "already" : dateAfter(row.last_ms, row.trend.days),
                   row.trend.beyond ? "–" : dateAfter(row.last_ms, row.trend.daysEarliest), row.trend.samples);
    }
}

Json trendsJson(const std::vector<LoopTrend>& trends) {
    Json rows = Json::array();
    for (const LoopTrend& trend : trends) {
        Json row{{"id", twin::toString(trend.item)}, {"name", trend.name}, {"quantity", trend.key}, {"at_rated_flow", trend.atRatedFlow}, {"samples", trend.trend.samples}, {"beyond", trend.trend.beyond}};
        set(row, "now", trend.trend.now);
        set(row, "per_day", trend.trend.perDay);
        set(row, "per_day_error", trend.trend.perDayError);
        set(row, "low", trend.low);
        set(row, "high", trend.high);
        set(row, "days", trend.trend.days);
        set(row, "days_earliest", trend.trend.daysEarliest);
        if (std::isfinite(trend.trend.days)) row["date"] = dateAfter(trend.last_ms, trend.trend.days);
        rows.push_back(std::move(row));
    }
    return rows;
}

Json failuresJson(const twin::Site& site, const std::vector<twin::engine::Contingency>& failures) {
    const auto names = [&](const std::vector<twin::Id>& ids) {
        Json list = Json::array();
        for (twin::Id id : ids) list.push_back(nameOf(site, id));
        return list;
    };
    Json rows = Json::array();
    for (const auto& one : failures) {
        Json row{{"id", twin::toString(one.item)}, {"name", nameOf(site, one.item)}, {"survives", one.survives()}, {"solved", one.solved},
                 {"short_of_coolant", names(one.shortOfCoolant)}, {"hot", names(one.hot)}};
        set(row, "worst_flow_margin", one.worstFlowMargin);
        if (one.worst) row["worst"] = nameOf(site, one.worst);
        rows.push_back(std::move(row));
    }
    return rows;
}

/// The worst first.
void printFailures(const twin::Site& site, std::vector<twin::engine::Contingency> failures, std::size_t shown) {
    std::stable_sort(failures.begin(), failures.end(), [](const auto& a, const auto& b) { return a.shortOfCoolant.size() + a.hot.size() > b.shortOfCoolant.size() + b.hot.size(); });
    fmt::print("Single failures ({})\n", failures.size());
    for (std::size_t r = 0; r < std::min(failures.size(), shown); ++r) {
        const auto& one = failures[r];
        if (one.survives()) {
            fmt::print("  {}: all racks within their limits\n", nameOf(site, one.item));
            continue;
        }
        fmt::print("  {}:{} {} racks short of coolant", nameOf(site, one.item), one.solved ? "" : " no steady state,", one.shortOfCoolant.size());
        constexpr std::size_t kNamed = 6;
        for (std::size_t i = 0; i < std::min(one.shortOfCoolant.size(), kNamed); ++i) fmt::print("{}{}", i == 0 ? " (" : ", ", nameOf(site, one.shortOfCoolant[i]));
        fmt::print("{}, {} too warm, worst {}\n", one.shortOfCoolant.empty() ? "" : one.shortOfCoolant.size() > kNamed ? ", …)" : ")", one.hot.size(), nameOf(site, one.worst));
    }
}

}  // namespace

void addLoops(CLI::App& program, int& exit) {
    struct Options {
        std::string file, variant, json, history;
        std::size_t shown = 12;
        bool failures = false;
        twin::liquid::QualityLimits limits;
    };
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("loops", "Coolant loops of a variant: flow and margin of every rack, pumps, CDUs, valves, filters, filling and pressures.");
    command->add_option("FILE", options->file, "project (*.plenum) or layout document (*.json)")->required();
    command->add_option("--variant", options->variant, "name or id; the first one if not given");
    command->add_option("--json", options->json, "write everything to this file ('-': stdout)");
    command->add_option("--rows", options->shown, "objects shown of each kind");
    command->add_flag("--failures", options->failures, "every pump, CDU, exchanger and cooler out of service, one at a time: which racks get too little coolant or too warm air");
    command->add_option("--history", options->history, "recorded values: trends of filters, conductivity and pH by the project's binding, with the date at which a limit is reached");
    command->add_option("--ph-low", options->limits.phLow, "lowest pH allowed");
    command->add_option("--ph-high", options->limits.phHigh, "highest pH allowed");
    command->add_option("--conductivity-limit", options->limits.conductivity_S_m, "highest conductivity allowed, S/m (1 µS/cm = 1e-4 S/m)");
    command->callback([options, &exit] {
        const auto project = openOrExplain(options->file, exit);
        if (!project) return;
        const twin::Variant* variant = pick(*project, options->variant, exit);
        if (variant == nullptr) return;
        const auto site = std::make_shared<const twin::Site>(variant->site);
        const auto frame = twin::engine::solve(site, project->conditions, {});
        const auto view = twin::engine::loopView(*site, project->conditions);
        const auto loops = twin::liquid::loopFigures(*site, *view.loops, view.results);
        std::vector<twin::engine::Contingency> failures;
        if (options->failures) failures = twin::engine::contingencies(site, project->conditions, twin::engine::coolingUnits(*site));
        std::vector<LoopTrend> trends;
        if (!options->history.empty()) {
            try {
                trends = loopTrends(*project, *site, options->history, options->limits);
            } catch (const twin::Error& error) {
                fmt::print(stderr, "{}: {}\n", options->history, error.what());
                exit = kWorld;
                return;
            }
        }
        if (options->json != "-") {
            for (const auto& loop : loops) printLoop(*site, loop);
            for (const Table& table : kTables) printTable(*frame, table, options->shown);
            if (!options->history.empty()) printTrends(trends);
            if (options->failures) printFailures(*site, failures, options->shown);
            twin::Issues issues;
            for (const twin::Issue& issue : frame->issues)
                if (issue.code.starts_with("liquid.")) issues.push_back(issue);
            print(issues, stdout);
        }
        if (!options->json.empty()) {
            Json json = toJson(*frame, loops);
            if (!options->history.empty()) json["trends"] = trendsJson(trends);
            if (options->failures) json["failures"] = failuresJson(*site, failures);
            const std::string text = json.dump(1) + "\n";
            if (options->json == "-") fmt::print("{}", text);
            else files::writeText(options->json, text);
        }
        if (!frame->report.usable()) exit = kNotConverged;
    });
}

}  // namespace plenum::cli
