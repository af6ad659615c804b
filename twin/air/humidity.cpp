// SPDX-License-Identifier: GPL-3.0-or-later
// Net(W) = ρ V_o (W_o − W) + release − Σ_i a_i max(0, W − W_i), a_i = ρ V_i (1 − BF_i), W_i saturated at the surface of
// coil i. Net falls monotonically and is linear between the W_i sorted: the root lies in the first interval at whose
// upper end it is not positive. Where the dew point then lies below the humidifiers' limit, they add what Net lacks at
// that limit, up to their capacity; short of it the root is found again with the capacity as release.
#include "twin/air/humidity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace twin::air {
namespace {

struct Sink {
    double rate_kg_s = 0;   // kg dry air a second that is brought to the surface
    double saturated = 0;   // kg/kg
};

double net(const MoistureCase& m, double outdoorRatio, const std::vector<Sink>& sinks, double release_kg_s, double w) {
    double sum = m.dryAirDensity_kg_m3 * m.outdoorFlow_m3_s * (outdoorRatio - w) + release_kg_s;
    for (const Sink& s : sinks) sum -= s.rate_kg_s * std::max(0.0, w - s.saturated);
    return sum;
}

/// Root of net(); none when nothing that depends on the humidity takes part.
std::optional<double> root(const MoistureCase& m, double outdoorRatio, const std::vector<Sink>& sinks, double release_kg_s) {
    std::vector<double> corners{0.0};
    for (const Sink& s : sinks)
        if (s.rate_kg_s > 0) corners.push_back(s.saturated);
    std::sort(corners.begin(), corners.end());
    for (std::size_t q = 0; q < corners.size(); ++q) {
        const double from = corners[q], start = net(m, outdoorRatio, sinks, release_kg_s, from);
        if (start <= 0) return from;
        double slope = m.dryAirDensity_kg_m3 * m.outdoorFlow_m3_s;
        for (const Sink& s : sinks)
            if (s.saturated <= from) slope += s.rate_kg_s;
        if (!(slope > 0)) continue;
        const double at = from + start / slope;
        if (q + 1 == corners.size() || at <= corners[q + 1]) return at;
    }
    return std::nullopt;
}

void bad(Issues& issues, const char* code, const std::string& item, Text text, std::string value, std::string allowed) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = code;
    issue.itemName = item;
    issue.text = std::move(text);
    issue.value = std::move(value);
    issue.allowed = std::move(allowed);
    issues.push_back(std::move(issue));
}

Issues check(const MoistureCase& m) {
    Issues issues;
    const auto number = [&](const char* name, double value, double low, double high, const char* allowed) {
        if (!(value >= low && value <= high)) bad(issues, "air.badHumidity", {}, {TWIN_TR("Humidity: {0} is {1}."), {name, fmt::format("{}", value)}}, fmt::format("{}", value), allowed);
    };
    number("outdoor air flow", m.outdoorFlow_m3_s, 0, 1e5, "0 … 100 000 m³/s");
    number("outdoor temperature", m.outdoor_C, -60, 60, "-60 … 60 °C");
    number("outdoor relative humidity", m.outdoorHumidity, 0, 1, "0 … 1");
    number("moisture released", m.release_kg_s, 0, 1e3, "0 … 1 000 kg/s");
    number("humidifier capacity", m.humidifierCapacity_kg_s, 0, 1e3, "0 … 1 000 kg/s");
    number("lowest dew point", m.dewPointLow_C, -60, 40, "-60 … 40 °C");
    number("density of dry air", m.dryAirDensity_kg_m3, 0.3, 2, "0.3 … 2 kg/m³");
    number("pressure", m.pressure_Pa, 2e4, 1.2e5, "20 … 120 kPa");
    for (const Coil& c : m.coils) {
        if (!(c.flow_m3_s >= 0 && c.flow_m3_s < 1e5))
            bad(issues, "air.badCoil", c.name, {TWIN_TR("{0}: the air flow is {1} m³/s."), {c.name, fmt::format("{}", c.flow_m3_s)}}, fmt::format("{} m³/s", c.flow_m3_s), "≥ 0");
        if (!(c.surface_C > -60 && c.surface_C < c.supply_C && c.supply_C <= c.return_C && c.return_C < 100))
            bad(issues, "air.badCoil", c.name,
                {TWIN_TR("{0}: a coil's surface ({1} °C) has to be colder than its supply ({2} °C), and that not warmer than its return ({3} °C)."),
                 {c.name, fmt::format("{:.1f}", c.surface_C), fmt::format("{:.1f}", c.supply_C), fmt::format("{:.1f}", c.return_C)}},
                fmt::format("{:.1f} / {:.1f} / {:.1f} °C", c.surface_C, c.supply_C, c.return_C), "surface < supply ≤ return");
    }
    return issues;
}

}  // namespace

MoistureResult moistureBalance(const MoistureCase& m) {
    MoistureResult out;
    out.issues = check(m);
    out.coil_kg_s.assign(m.coils.size(), 0.0);
    out.coilLatent_W.assign(m.coils.size(), 0.0);
    if (hasErrors(out.issues)) {
        out.steady = false;
        return out;
    }
    const double outdoorRatio = humidityRatio(m.outdoor_C, m.outdoorHumidity, m.pressure_Pa);
    const double lowRatio = humidityRatio(m.dewPointLow_C, 1, m.pressure_Pa);
    std::vector<Sink> sinks;
    for (const Coil& c : m.coils) {
        const double bypass = (c.supply_C - c.surface_C) / (c.return_C - c.surface_C);
        sinks.push_back({m.dryAirDensity_kg_m3 * c.flow_m3_s * (1 - bypass), humidityRatio(c.surface_C, 1, m.pressure_Pa)});
    }
    auto ratio = root(m, outdoorRatio, sinks, m.release_kg_s);
    if (m.humidifierCapacity_kg_s > 0 && ratio && *ratio < lowRatio) {
        const double needed = -net(m, outdoorRatio, sinks, m.release_kg_s, lowRatio);
        out.humidifierShort = needed > m.humidifierCapacity_kg_s;
        out.humidifier_kg_s = std::min(needed, m.humidifierCapacity_kg_s);
        ratio = out.humidifierShort ? root(m, outdoorRatio, sinks, m.release_kg_s + m.humidifierCapacity_kg_s) : lowRatio;
    }
    const bool coilsOnly = !(m.outdoorFlow_m3_s > 0) && !(m.release_kg_s > 0) && out.humidifier_kg_s == 0;
    if (!ratio || coilsOnly) {
        out.steady = false;
        Issue issue;
        issue.severity = Severity::Note;
        issue.code = "air.humidityOpen";
        issue.text = {TWIN_TR("Nothing sets the hall's humidity: without outdoor air, or without a way out for the moisture released, it has no steady value."), {}};
        issue.hint = {TWIN_TR("Give the outdoor air flow."), {}};
        out.issues.push_back(std::move(issue));
        return out;
    }
    out.humidityRatio = *ratio;
    out.outdoor_kg_s = m.dryAirDensity_kg_m3 * m.outdoorFlow_m3_s * (outdoorRatio - *ratio);
    double removed = 0;
    constexpr double kVaporization_J_kg = 2.501e6;  // at 0 °C, ASHRAE Fundamentals ch. 1
    for (std::size_t c = 0; c < sinks.size(); ++c) {
        out.coil_kg_s[c] = sinks[c].rate_kg_s * std::max(0.0, *ratio - sinks[c].saturated);
        out.coilLatent_W[c] = out.coil_kg_s[c] * kVaporization_J_kg;
        removed += out.coil_kg_s[c];
    }
    out.residual_kg_s = out.outdoor_kg_s + m.release_kg_s + out.humidifier_kg_s - removed;
    constexpr double kAny_C = 25;  // the dew point depends on the vapour's pressure only
    out.dewPoint_C = dewPoint_C(kAny_C, relativeHumidity(kAny_C, *ratio, m.pressure_Pa));
    if (out.humidifierShort) {
        Issue issue;
        issue.severity = Severity::Warning;
        issue.code = "air.humidifierShort";
        issue.text = {TWIN_TR("The humidifiers cannot hold a dew point of {0} °C: the hall comes to {1} °C."), {fmt::format("{:.1f}", m.dewPointLow_C), fmt::format("{:.1f}", out.dewPoint_C)}};
        issue.value = fmt::format("{:.2f} kg/h", m.humidifierCapacity_kg_s * 3600);
        issue.hint = {TWIN_TR("Add humidification, take less dry outdoor air, or raise the coils' surface temperature."), {}};
        out.issues.push_back(std::move(issue));
    }
    return out;
}

std::vector<double> humidityRatios(const FlowGraph& graph, const std::vector<double>& served, const std::vector<double>& given) {
    const std::size_t n = graph.ports.size();
    std::vector<double> out(n, std::nan(""));
    if (served.size() != n * n || given.size() != n) return out;
    for (std::size_t i = 0; i < n; ++i) {
        if (!(graph.ports[i].drawn_m3_s > 0)) continue;
        double sum = 0, share = 0;
        for (std::size_t j = 0; j < n; ++j) {
            if (served[i * n + j] == 0) continue;
            sum += served[i * n + j] * given[j];
            share += served[i * n + j];
        }
        if (share > 0) out[i] = sum / share;
    }
    return out;
}

InletHumidity inletHumidity(double inlet_C, double ratio, double pressure_Pa) {
    const double relative = relativeHumidity(inlet_C, ratio, pressure_Pa);
    return {relative, dewPoint_C(inlet_C, relative)};
}

std::vector<CondensationCheck> condensation(const std::vector<ColdSurface>& surfaces, double guard_K, double pressure_Pa, Issues& issues) {
    std::vector<CondensationCheck> out;
    for (const ColdSurface& s : surfaces) {
        CondensationCheck check;
        check.dewPoint_C = inletHumidity(s.air_C, s.humidityRatio, pressure_Pa).dewPoint_C;
        check.margin_K = s.surface_C - check.dewPoint_C;
        check.safe = check.margin_K >= guard_K;
        if (!check.safe) {
            Issue issue;
            issue.severity = check.margin_K < 0 ? Severity::Error : Severity::Warning;
            issue.code = "air.condensation";
            issue.itemName = s.name;
            issue.text = check.margin_K < 0 ? Text{TWIN_TR("Water condenses on {0}: its surface is at {1} °C, the air's dew point at {2} °C."), {s.name, fmt::format("{:.1f}", s.surface_C), fmt::format("{:.1f}", check.dewPoint_C)}}
                                            : Text{TWIN_TR("{0} is at {1} °C, close to the air's dew point of {2} °C."), {s.name, fmt::format("{:.1f}", s.surface_C), fmt::format("{:.1f}", check.dewPoint_C)}};
            issue.value = fmt::format("{:.1f} °C", s.surface_C);
            issue.allowed = fmt::format("≥ {:.1f} °C", check.dewPoint_C + guard_K);
            issue.hint = {TWIN_TR("Raise the water temperature, insulate the surface, or dry the air."), {}};
            issues.push_back(std::move(issue));
        }
        out.push_back(check);
    }
    return out;
}

const MoistureLimits* moistureLimits(std::string_view airClass) {
    static constexpr std::array<MoistureLimits, 5> kLimits{{{"A1", -12, 0.08, 17, 0.8}, {"A2", -12, 0.08, 21, 0.8}, {"A3", -12, 0.08, 24, 0.85}, {"A4", -12, 0.08, 24, 0.9}, {"H1", -12, 0.08, 17, 0.8}}};
    for (const MoistureLimits& l : kLimits)
        if (l.name == airClass) return &l;
    return nullptr;
}

std::optional<bool> meetsMoisture(const InletHumidity& inlet, std::string_view airClass) {
    const MoistureLimits* l = moistureLimits(airClass);
    if (l == nullptr) return std::nullopt;
    return inlet.dewPoint_C >= l->lowDewPoint_C && inlet.relative >= l->lowRelative && inlet.dewPoint_C <= l->highDewPoint_C && inlet.relative <= l->highRelative;
}

}  // namespace twin::air
