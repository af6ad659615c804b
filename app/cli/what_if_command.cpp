// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "twin/engine/what_if.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <memory>

namespace plenum::cli {

namespace {

/// The objects that the names or ids mean; explains what is unknown and leaves kUsage.
std::vector<twin::Id> objects(const twin::Site& site, const std::vector<std::string>& names, int& exit) {
    std::vector<twin::Id> ids;
    for (const std::string& name : names) {
        const std::size_t before = ids.size();
        site.forEachItem([&](const twin::Item& item) {
            if (item.name == name || twin::toString(item.id) == name) ids.push_back(item.id);
        });
        if (ids.size() > before) continue;
        fmt::print(stderr, "Nothing in the site is named '{}'.\n", name);
        exit = kUsage;
    }
    return ids;
}

/// NAME=NUMBER; explains what is not and leaves kUsage.
std::pair<std::string, double> assignment(const std::string& text, const char* example, int& exit) {
    const auto at = text.rfind('=');
    char* end = nullptr;
    const double value = at == std::string::npos ? std::nan("") : std::strtod(text.c_str() + at + 1, &end);
    if (std::isfinite(value) && end != nullptr && *end == '\0' && end != text.c_str() + at + 1) return {text.substr(0, at), value};
    fmt::print(stderr, "'{}' is not understood: write {}.\n", text, example);
    exit = kUsage;
    return {{}, std::nan("")};
}

void addSetPoint(const twin::Site& site, const std::string& text, twin::engine::Incident& incident, int& exit) {
    const auto [name, set_C] = assignment(text, "NAME=24.5, in °C", exit);
    if (!std::isfinite(set_C)) return;
    for (twin::Id id : objects(site, {name}, exit)) {
        if (!twin::isAirUnit(site.find(id)->kind)) {
            fmt::print(stderr, "{} is no air unit: only their supply can be moved.\n", site.find(id)->name);
            exit = kUsage;
        }
        incident.setPoints_C.push_back({id, set_C});
    }
}

void addMove(const twin::Site& site, const std::string& text, twin::engine::Incident& incident, int& exit) {
    const auto [name, value] = assignment(text, "NAME=0.4, between 0 and 1", exit);
    if (!std::isfinite(value)) return;
    for (twin::Id id : objects(site, {name}, exit)) {
        const twin::Item& item = *site.find(id);
        const auto valve = item.kind == twin::Kind::Valve ? site.choice<twin::ValveKind>(item, twin::Param::ValveKind) : twin::ValveKind::Throttle;
        if ((item.kind != twin::Kind::Valve && item.kind != twin::Kind::Filter) || valve == twin::ValveKind::Mixing || valve == twin::ValveKind::Diverting) {
            fmt::print(stderr, "{} is no two-way valve and no filter: nothing to set there.\n", item.name);
            exit = kUsage;
        } else if (value < 0 || value > 1) {
            fmt::print(stderr, "{} cannot be set to {}: 0 to 1.\n", item.name, value);
            exit = kUsage;
        }
        incident.moves.push_back({id, value});
    }
}

nlohmann::ordered_json toJson(const twin::Site& site, const twin::engine::WhatIf& result) {
    nlohmann::ordered_json json;
    json["status"] = twin::toString(result.report.status);
    json["energy_residual"] = result.report.residual;
    json["time_s"] = result.time_s;
    for (const auto& rack : result.racks) {
        nlohmann::ordered_json one;
        one["id"] = twin::toString(rack.item);
        one["name"] = site.find(rack.item)->name;
        if (std::isfinite(rack.secondsToThrottle)) one["seconds_to_throttle"] = rack.secondsToThrottle;
        one["hottest_C"] = rack.hottest_C;
        one["unpowered"] = rack.unpowered;
        one["chip_C"] = rack.chip_C;
        one["return_C"] = rack.return_C;
        one["flow_m3_s"] = rack.flow_m3_s;
        json["racks"].push_back(std::move(one));
    }
    json["valves"] = nlohmann::ordered_json::array();
    for (const auto& valve : result.valves) {
        nlohmann::ordered_json one;
        one["id"] = twin::toString(valve.item);
        one["name"] = site.find(valve.item)->name;
        one["set_C"] = valve.set_C;
        one["position"] = valve.position;
        one["temperature_C"] = valve.temperature_C;
        json["valves"].push_back(std::move(one));
    }
    json["air_time_s"] = result.airTime_s;
    for (const auto& inlet : result.inlets) {
        nlohmann::ordered_json one;
        one["id"] = twin::toString(inlet.item);
        one["name"] = site.find(inlet.item)->name;
        one["limit_C"] = inlet.limit_C;
        if (std::isfinite(inlet.secondsToLimit)) one["seconds_to_limit"] = inlet.secondsToLimit;
        one["hottest_C"] = inlet.hottest_C;
        one["unpowered"] = inlet.unpowered;
        one["inlet_C"] = inlet.inlet_C;
        json["inlets"].push_back(std::move(one));
    }
    for (const auto& hall : result.halls) {
        nlohmann::ordered_json one;
        one["id"] = twin::toString(hall.room);
        one["name"] = site.find(hall.room)->name;
        one["status"] = twin::toString(hall.report.status);
        if (std::isfinite(hall.energyResidual)) one["energy_residual"] = hall.energyResidual;
        one["mean_air_C"] = hall.meanAir_C;
        json["halls"].push_back(std::move(one));
    }
    return json;
}

}  // namespace

void addWhatIf(CLI::App& program, int& exit) {
    struct Options {
        std::string file, variant, json;
        std::vector<std::string> fails, starts, setPoints, moves;
        double load = 1, delay_s = 10, end_s = 900;
        int shown = 12;
        bool refined = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("whatif", "What if this fails: seconds until each rack's chips throttle or its inlet air passes the limit of its class.");
    command->add_option("file", options->file, "Project or layout document")->required();
    command->add_option("--variant", options->variant, "Name or id; the first when left out");
    command->add_option("--fail", options->fails, "Names or ids of what fails: pumps, CDUs, chillers, valves, switchgear, feeds");
    command->add_option("--start", options->starts, "Standby pumps that start");
    command->add_option("--delay", options->delay_s, "Seconds until they start")->check(CLI::NonNegativeNumber);
    command->add_option("--supply", options->setPoints, "Air unit and its new supply set point in °C: NAME=24.5");
    command->add_option("--set", options->moves, "Valve and its new opening, or filter and its new clogging, 0 to 1: NAME=0.4");
    command->add_flag("--refined", options->refined, "Hall air by momentum, buoyancy and turbulence: minutes a hall");
    command->add_option("--load", options->load, "Load of the racks after it, over before")->check(CLI::Range(0.0, 10.0));
    command->add_option("--seconds", options->end_s, "How long is looked ahead")->check(CLI::Range(1.0, 86400.0));
    command->add_option("--rows", options->shown, "Racks printed");
    command->add_option("--json", options->json, "Writes every rack with its series here");
    command->callback([options, &exit] {
        const auto project = openOrExplain(options->file, exit);
        if (!project) return;
        const twin::Variant* variant = pick(*project, options->variant, exit);
        if (variant == nullptr) return;
        twin::engine::Incident incident;
        incident.fails = objects(variant->site, options->fails, exit);
        incident.starts = objects(variant->site, options->starts, exit);
        for (const std::string& one : options->setPoints) addSetPoint(variant->site, one, incident, exit);
        for (const std::string& one : options->moves) addMove(variant->site, one, incident, exit);
        if (exit != kDone) return;
        incident.refinedAir = options->refined;
        incident.load = options->load;
        incident.startDelay_s = options->delay_s;
        incident.end_s = options->end_s;
        const auto result = twin::engine::whatIf(variant->site, project->conditions, incident);
        print(result.issues, stderr);
        fmt::print("{} · {} cooling units stop, {} racks on coolant, {} in hall air, {} in {:.2f} s\n", variant->name, result.stopped.size(), result.racks.size(), result.inlets.size(),
                   twin::toString(result.report.status), result.report.time_s);
        int row = 0;
        for (const auto& rack : result.racks) {
            if (row++ >= options->shown) break;
            const std::string name = variant->site.find(rack.item)->name;
            if (rack.unpowered) fmt::print("  {:<28} without power\n", name);
            else if (std::isfinite(rack.secondsToThrottle)) fmt::print("  {:<28} throttles after {:7.1f} s\n", name, rack.secondsToThrottle);
            else fmt::print("  {:<28} does not throttle, hottest chip {}\n", name, twin::formatQuantity(rack.hottest_C, twin::Unit::Temperature));
        }
        row = 0;
        for (const auto& valve : result.valves) {
            if (row++ >= options->shown || valve.position.empty()) break;
            fmt::print("  {:<28} from {:.3f} to {:.3f} open, holds {} at the end, set {}\n", variant->site.find(valve.item)->name, valve.position.front(), valve.position.back(),
                       twin::formatQuantity(valve.temperature_C.back(), twin::Unit::Temperature), twin::formatQuantity(valve.set_C, twin::Unit::Temperature));
        }
        row = 0;
        for (const auto& inlet : result.inlets) {
            if (row++ >= options->shown) break;
            const std::string name = variant->site.find(inlet.item)->name, limit = twin::formatQuantity(inlet.limit_C, twin::Unit::Temperature);
            if (inlet.unpowered) fmt::print("  {:<28} without power\n", name);
            else if (std::isfinite(inlet.secondsToLimit)) fmt::print("  {:<28} inlet at {} after {:7.1f} s\n", name, limit, inlet.secondsToLimit);
            else fmt::print("  {:<28} inlet stays below {}, hottest {}\n", name, limit, twin::formatQuantity(inlet.hottest_C, twin::Unit::Temperature));
        }
        if (!result.report.usable()) exit = kNotConverged;
        if (options->json.empty()) return;
        std::ofstream out(options->json);
        out << toJson(variant->site, result).dump(1) << '\n';
        if (!out) {
            fmt::print(stderr, "{} cannot be written.\n", options->json);
            exit = kWorld;
        }
    });
}

}  // namespace plenum::cli
