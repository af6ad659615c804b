// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/loop_checks.h"

#include "twin/liquid/loop_law.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::liquid {

namespace {

constexpr double kCritical_K = 647.096;      // IAPWS
constexpr double kCritical_Pa = 22.064e6;    // IAPWS
constexpr double kRounding_K = 1e-6;         // a supply that is held at a class's limit is in it

std::size_t at(int index) { return static_cast<std::size_t>(index); }

struct Class {
    double highest_C;
    const char* name;
};

template <std::size_t N>
const char* reached(const Class (&classes)[N], const char* above, double supply_C) {
    if (!std::isfinite(supply_C)) return "";
    for (const Class& one : classes)
        if (supply_C <= one.highest_C + kRounding_K) return one.name;
    return above;
}

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
    static constexpr Class kClasses[] = {{17, "W17"}, {27, "W27"}, {32, "W32"}, {40, "W40"}, {45, "W45"}};
    return reached(kClasses, "W+", supply_C);
}

const char* technologyClass(double supply_C) {
    static constexpr Class kClasses[] = {{30, "S30"}, {40, "S40"}, {50, "S50"}};
    return reached(kClasses, "S+", supply_C);
}

}  // namespace twin::liquid
