// SPDX-License-Identifier: GPL-3.0-or-later
// RCI_HI = [1 − Σ max(0, T_i − T_rec,max) / (n (T_all,max − T_rec,max))] · 100 %, RCI_LO with the lower limits.
// RTI    = (T_return − T_supply) / ΔT_equipment · 100 %.
// SHI    = Σ V̇ (T_in − T_ref) / Σ V̇ (T_out − T_ref), RHI = 1 − SHI.
#include "twin/air/measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::air {
namespace {

bool known(const std::optional<double>& value) { return value && std::isfinite(*value); }

bool allKnown(const RackAir& rack) { return std::all_of(rack.inletHeight_C.begin(), rack.inletHeight_C.end(), known); }

struct IndexSum {
    double high = 0, low = 0;
    RackCoolingIndex index;

    void add(double inlet_C, const AirClass& c) {
        high += std::max(0.0, inlet_C - c.recommendedHigh_C) / (c.allowableHigh_C - c.recommendedHigh_C);
        low += std::max(0.0, c.recommendedLow_C - inlet_C) / (c.recommendedLow_C - c.allowableLow_C);
        index.beyondAllowableHigh |= inlet_C > c.allowableHigh_C;
        index.beyondAllowableLow |= inlet_C < c.allowableLow_C;
        ++index.inlets;
    }
    std::optional<RackCoolingIndex> result() {
        if (index.inlets == 0) return std::nullopt;
        index.high_pct = 100 * (1 - high / index.inlets);
        index.low_pct = 100 * (1 - low / index.inlets);
        return index;
    }
};

std::optional<double> flowAverage(const std::vector<CoolerAir>& coolers, std::optional<double> CoolerAir::*value) {
    double sum = 0, flow = 0;
    for (const CoolerAir& cooler : coolers) {
        if (!(cooler.flow_m3_s > 0)) continue;
        if (!known(cooler.*value)) return std::nullopt;
        sum += cooler.flow_m3_s * *(cooler.*value);
        flow += cooler.flow_m3_s;
    }
    return flow > 0 ? std::optional<double>(sum / flow) : std::nullopt;
}

/// Flow-weighted rise over racks that move air.
std::optional<double> equipmentRise(const std::vector<RackAir>& racks) {
    double sum = 0, flow = 0;
    for (const RackAir& rack : racks) {
        if (!(rack.flow_m3_s > 0)) continue;
        if (!known(rack.inlet_C) || !known(rack.outlet_C)) return std::nullopt;
        sum += rack.flow_m3_s * (*rack.outlet_C - *rack.inlet_C);
        flow += rack.flow_m3_s;
    }
    return flow > 0 ? std::optional<double>(sum / flow) : std::nullopt;
}

Issue missing(Text text, Text hint) {
    Issue issue;
    issue.severity = Severity::Note;
    issue.code = "air.measureMissing";
    issue.text = std::move(text);
    issue.hint = std::move(hint);
    return issue;
}

void classIssues(const RackAir& rack, const std::optional<ClassMet>& met, Issues& issues) {
    const AirClass* own = findAirClass(rack.airClass);
    Issue issue;
    issue.itemName = rack.name;
    if (own == nullptr) {
        issue.severity = Severity::Error;
        issue.code = "air.unknownClass";
        issue.text = {TWIN_TR("{0}: \"{1}\" is not an ASHRAE air class."), {rack.name, rack.airClass}};
        issue.value = rack.airClass;
        issue.allowed = "A1, A2, A3, A4, H1";
        issue.hint = {TWIN_TR("Take the class from the equipment's data sheet."), {}};
        issues.push_back(std::move(issue));
    } else if (met && !met->own) {
        const bool hot = met->marginHigh_K < 0;
        const double inlet = hot ? own->allowableHigh_C - met->marginHigh_K : own->allowableLow_C + met->marginLow_K;
        issue.severity = Severity::Warning;
        issue.code = "air.rackBeyondClass";
        issue.text = {TWIN_TR("{0} draws air at {1} °C, beyond the allowable range of class {2}."),
                      {rack.name, fmt::format("{:.1f}", inlet), rack.airClass}};
        issue.value = fmt::format("{:.1f} °C", inlet);
        issue.allowed = fmt::format("{:.0f} … {:.0f} °C", own->allowableLow_C, own->allowableHigh_C);
        issue.hint = hot ? Text{TWIN_TR("Bring more cold air to this rack, or close the paths of hot air around it."), {}}
                         : Text{TWIN_TR("Raise the supply temperature."), {}};
        issues.push_back(std::move(issue));
    }
}

}  // namespace

const std::array<AirClass, 5>& airClasses() {
    static constexpr std::array<AirClass, 5> kClasses{{{"A1", 18, 27, 15, 32},
                                                       {"A2", 18, 27, 10, 35},
                                                       {"A3", 18, 27, 5, 40},
                                                       {"A4", 18, 27, 5, 45},
                                                       {"H1", 18, 22, 5, 25}}};
    return kClasses;
}

const AirClass* findAirClass(std::string_view name) {
    for (const AirClass& c : airClasses())
        if (c.name == name) return &c;
    return nullptr;
}

std::optional<RackCoolingIndex> rackCoolingIndex(const std::vector<double>& inlets_C, const AirClass& airClass) {
    IndexSum sum;
    for (double inlet : inlets_C)
        if (std::isfinite(inlet)) sum.add(inlet, airClass);
    return sum.result();
}

std::optional<RackCoolingIndex> rackCoolingIndex(const std::vector<RackAir>& racks) {
    IndexSum sum;
    for (const RackAir& rack : racks) {
        const AirClass* c = findAirClass(rack.airClass);
        if (c == nullptr || !allKnown(rack)) continue;
        for (const auto& inlet : rack.inletHeight_C) sum.add(*inlet, *c);
    }
    return sum.result();
}

std::optional<double> returnTemperatureIndex_pct(double return_C, double supply_C, double equipmentRise_K) {
    const double index = 100 * (return_C - supply_C) / equipmentRise_K;
    return equipmentRise_K > 0 && std::isfinite(index) ? std::optional<double>(index) : std::nullopt;
}

std::optional<double> returnTemperatureIndex_pct(const std::vector<RackAir>& racks, const std::vector<CoolerAir>& coolers) {
    const auto back = flowAverage(coolers, &CoolerAir::return_C), supply = flowAverage(coolers, &CoolerAir::supply_C);
    const auto rise = equipmentRise(racks);
    return back && supply && rise ? returnTemperatureIndex_pct(*back, *supply, *rise) : std::nullopt;
}

std::optional<HeatIndices> heatIndices(const std::vector<RackAir>& racks, double reference_C) {
    double preheat = 0, total = 0;
    for (const RackAir& rack : racks) {
        if (!(rack.flow_m3_s > 0)) continue;
        if (!known(rack.inlet_C) || !known(rack.outlet_C)) return std::nullopt;
        preheat += rack.flow_m3_s * (*rack.inlet_C - reference_C);
        total += rack.flow_m3_s * (*rack.outlet_C - reference_C);
    }
    if (!(total > 0) || !std::isfinite(preheat)) return std::nullopt;
    return HeatIndices{preheat / total, 1 - preheat / total};
}

std::optional<ClassMet> classMet(const RackAir& rack) {
    const AirClass* own = findAirClass(rack.airClass);
    if (own == nullptr || !allKnown(rack)) return std::nullopt;
    const auto [low, high] = std::minmax({*rack.inletHeight_C[0], *rack.inletHeight_C[1], *rack.inletHeight_C[2]});
    ClassMet met;
    for (const AirClass& c : airClasses()) {
        if (low < c.allowableLow_C || high > c.allowableHigh_C) continue;
        met.allowable.push_back(c.name);
        if (met.narrowest.empty() && c.name != "H1") met.narrowest = c.name;
    }
    met.recommended = low >= own->recommendedLow_C && high <= own->recommendedHigh_C;
    met.own = low >= own->allowableLow_C && high <= own->allowableHigh_C;
    met.marginHigh_K = own->allowableHigh_C - high;
    met.marginLow_K = low - own->allowableLow_C;
    return met;
}

std::vector<HotSpot> hotSpots(const std::vector<RackAir>& racks) {
    std::vector<HotSpot> spots;
    for (std::size_t r = 0; r < racks.size(); ++r) {
        const AirClass* c = findAirClass(racks[r].airClass);
        if (c == nullptr) continue;
        for (int h = 0; h < 3; ++h) {
            const auto& inlet = racks[r].inletHeight_C[std::size_t(h)];
            if (known(inlet) && *inlet > c->recommendedHigh_C)
                spots.push_back({r, h, *inlet, *inlet - c->recommendedHigh_C, *inlet > c->allowableHigh_C});
        }
    }
    std::stable_sort(spots.begin(), spots.end(), [](const HotSpot& a, const HotSpot& b) { return a.inlet_C > b.inlet_C; });
    return spots;
}

AirMeasures measure(const std::vector<RackAir>& racks, const std::vector<CoolerAir>& coolers) {
    AirMeasures m;
    for (const RackAir& rack : racks) {
        m.classes.push_back(classMet(rack));
        classIssues(rack, m.classes.back(), m.issues);
    }
    m.hotSpots = hotSpots(racks);
    m.rci = rackCoolingIndex(racks);
    if (!m.rci)
        m.issues.push_back(missing({TWIN_TR("No rack cooling index: no rack has inlet temperatures at three heights."), {}},
                                   {TWIN_TR("Give inlets at 1/6, 1/2 and 5/6 of the rack's height."), {}}));
    m.supply_C = flowAverage(coolers, &CoolerAir::supply_C);
    m.return_C = flowAverage(coolers, &CoolerAir::return_C);
    m.rti_pct = returnTemperatureIndex_pct(racks, coolers);
    if (!m.rti_pct)
        m.issues.push_back(missing({TWIN_TR("No return temperature index: a supply, return or rack temperature is missing."), {}},
                                   {TWIN_TR("It needs the supply and return of every running unit and the rise of every rack."), {}}));
    if (m.supply_C) m.heat = heatIndices(racks, *m.supply_C);
    if (!m.heat)
        m.issues.push_back(missing({TWIN_TR("No supply heat index: a supply, inlet or outlet temperature is missing."), {}},
                                   {TWIN_TR("It needs the supply of every running unit, and the inlet and outlet of every rack."), {}}));
    return m;
}

}  // namespace twin::air
