// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/loop_checks.h"

#include "twin/liquid/loop_law.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace twin::liquid {

namespace {

constexpr double kCritical_K = 647.096;      // IAPWS
constexpr double kCritical_Pa = 22.064e6;    // IAPWS
constexpr double kRounding_K = 1e-6;         // a supply that is held at a class's limit is in it

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

double vapourPressure_Pa(double temperature_C) {
    const double t = std::clamp(temperature_C, 0.0, 100.0) + 273.15, x = 1 - t / kCritical_K;
    const double sum = -7.85951783 * x + 1.84408259 * std::pow(x, 1.5) - 11.7866497 * std::pow(x, 3) + 22.6807411 * std::pow(x, 3.5) -
                       15.9618719 * std::pow(x, 4) + 1.80122502 * std::pow(x, 7.5);
    return kCritical_Pa * std::exp(kCritical_K / t * sum);
}

PumpSuction pumpSuction(const Network& network, const NetworkResult& result, int link, double required_Pa, double atmosphere_Pa) {
    const Link& pump = network.links[at(link)];
    const LinkResult& now = result.links[at(link)];
    PumpSuction suction;
    suction.link = link;
    const double temperature = std::isfinite(now.inlet_C) ? now.inlet_C : network.startTemperature_C;
    suction.available_Pa = result.nodes[at(pump.from)].pressure_Pa + atmosphere_Pa - vapourPressure_Pa(temperature);
    const double rated = pump.ratedFlow_m3_s * std::max(pump.units, 1);
    const double share = rated > 0 ? now.flow_m3_s / rated : 0;
    suction.required_Pa = required_Pa * std::max(1.0, share * share);
    suction.margin_Pa = suction.available_Pa - suction.required_Pa;
    return suction;
}

std::vector<PumpSuction> pumpSuctions(const Site& site, const SiteLoops& loops, std::span<const NetworkResult> results) {
    std::vector<PumpSuction> suctions;
    for (const SiteLink& place : loops.links) {
        if (at(place.part) >= results.size()) continue;
        const Network& network = loops.parts[place.part];
        const NetworkResult& result = results[at(place.part)];
        if (result.links.size() != network.links.size()) continue;
        const Link& link = network.links[at(place.link)];
        const double required = site.value(*place.item, Param::NpshRequired);
        if (link.kind != LinkKind::Pump || isShut(link) || !std::isfinite(required) || result.links[at(place.link)].flow_m3_s <= 0) continue;
        suctions.push_back(pumpSuction(network, result, place.link, required));
        suctions.back().part = place.part;
    }
    return suctions;
}

Issues npshIssues(const SiteLoops& loops, const std::vector<PumpSuction>& suctions) {
    Issues issues;
    for (const PumpSuction& suction : suctions) {
        if (suction.margin_Pa >= kLeastNpshReserve_Pa) continue;
        const Link& pump = loops.parts[suction.part].links[at(suction.link)];
        const std::string available = fmt::format("{:.1f} kPa", suction.available_Pa / 1000), required = fmt::format("{:.1f} kPa", suction.required_Pa / 1000);
        issues.push_back({suction.margin_Pa < 0 ? Severity::Error : Severity::Warning, "liquid.npsh", pump.item, pump.name, {},
                          {TWIN_TR("{0} has {1} of suction pressure over the vapour pressure and needs {2}."), {pump.name, available, required}},
                          available, fmt::format(">= {:.1f} kPa", (suction.required_Pa + kLeastNpshReserve_Pa) / 1000),
                          {TWIN_TR("Fill the expansion vessel to a higher pressure, connect it at the pump's suction, or lower the return temperature."), {}}});
    }
    return issues;
}

const char* facilityClass(double supply_C) {
    struct Class {
        double highest_C;
        const char* name;
    };
    static constexpr Class kClasses[] = {{17, "W17"}, {27, "W27"}, {32, "W32"}, {40, "W40"}, {45, "W45"}};
    if (!std::isfinite(supply_C)) return "";
    for (const Class& one : kClasses)
        if (supply_C <= one.highest_C + kRounding_K) return one.name;
    return "W+";
}

Issues openEnds(const Site& site) {
    Issues issues;
    std::unordered_map<Id, unsigned> joined;  // item → bits of its joined ports
    site.connections().forEach([&](const Connection& connection) {
        joined[connection.from] |= 1u << connection.fromPort;
        joined[connection.to] |= 1u << connection.toPort;
    });
    for (Kind kind : {Kind::Valve, Kind::Filter, Kind::Pipe, Kind::Pump, Kind::HeatExchanger, Kind::Cdu})
        site.items(kind).forEach([&](const Item& item) {
            const auto ports = spec(kind).ports;
            const auto known = joined.find(item.id);
            if (known == joined.end()) return;
            const ValveKind valve = kind == Kind::Valve ? site.choice<ValveKind>(item, Param::ValveKind) : ValveKind::Throttle;
            const bool threeWay = valve == ValveKind::Mixing || valve == ValveKind::Diverting;
            unsigned liquid = 0;
            for (std::size_t p = 0; p < ports.size(); ++p)
                if (ports[p].medium == Medium::Technology || ports[p].medium == Medium::Facility) liquid |= 1u << p;
            const unsigned bypass = kind == Kind::Valve ? 1u << portFromKey(kind, "bypass") : 0u;
            if (!threeWay && (known->second & bypass) != 0)
                issues.push_back({Severity::Warning, "liquid.openEnd", item.id, item.name, {}, {TWIN_TR("{0} is no three-way valve, but its bypass is connected."), {item.name}}, {}, {},
                                  {TWIN_TR("Make it a mixing or diverting valve, or remove the connection."), {}}});
            if (!threeWay) liquid &= ~bypass;
            if (kind == Kind::Cdu && site.value(item, Param::AirFlow) > 0)  // liquid to air
                liquid &= ~(1u << portFromKey(kind, "fws_in") | 1u << portFromKey(kind, "fws_out"));
            const unsigned open = liquid & ~known->second;
            if ((known->second & liquid) == 0 || open == 0) return;
            std::string names;
            for (std::size_t p = 0; p < ports.size(); ++p)
                if ((open >> p & 1u) != 0) names += (names.empty() ? "" : ", ") + std::string(ports[p].key);
            issues.push_back({threeWay ? Severity::Error : Severity::Warning, threeWay ? "liquid.threeWayPort" : "liquid.openEnd", item.id, item.name, {},
                              {TWIN_TR("{0} is connected, but not at {1}: nothing flows there."), {item.name, names}}, {}, {}, {TWIN_TR("Connect it at {0}, or remove it."), {names}}});
        });
    return issues;
}

Issues velocityIssues(const SiteLoops& loops, std::span<const NetworkResult> results) {
    Issues issues;
    for (int part = 0; part < SiteLoops::kParts && at(part) < results.size(); ++part) {
        const Network& network = loops.parts[part];
        const NetworkResult& result = results[at(part)];
        if (result.links.size() != network.links.size()) continue;
        const Link* fastest = nullptr;
        const Link* slowest = nullptr;
        double fast = kErosion_m_s, slow = kAirRelease_m_s;
        std::size_t many = 0;
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            if (network.links[k].kind != LinkKind::Pipe || network.links[k].closed) continue;
            const double velocity = std::abs(result.links[k].velocity_m_s);
            if (velocity > fast) fast = velocity, fastest = &network.links[k];
            if (!(velocity > 1e-3) || velocity >= kAirRelease_m_s) continue;
            ++many;
            if (velocity < slow) slow = velocity, slowest = &network.links[k];
        }
        const auto speed = [](double value) { return fmt::format("{:.2f} m/s", value); };
        if (fastest != nullptr)
            issues.push_back({Severity::Warning, "liquid.velocityHigh", fastest->item, fastest->name, {},
                              {TWIN_TR("Coolant runs through {0} at {1}; above {2} it wears the wall."), {fastest->name, speed(fast), speed(kErosion_m_s)}}, speed(fast), speed(kErosion_m_s),
                              {TWIN_TR("Choose a larger diameter."), {}}});
        if (slowest != nullptr)
            issues.push_back({Severity::Note, "liquid.velocityLow", slowest->item, slowest->name, {},
                              {TWIN_TR("Coolant runs through {0} at {1}, and through {2} pipes slower than {3}: air may stay in them."), {slowest->name, speed(slow), std::to_string(many), speed(kAirRelease_m_s)}},
                              speed(slow), speed(kAirRelease_m_s), {TWIN_TR("Vent their high points, or choose a smaller diameter."), {}}});
    }
    return issues;
}

}  // namespace twin::liquid
