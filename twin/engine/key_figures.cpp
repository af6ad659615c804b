// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/measures.h"
#include "twin/engine/coupling.h"
#include "twin/engine/site_figures.h"
#include "twin/liquid/loop_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::engine {

namespace {

using State = KeyFigure::State;

std::string text(double value, Unit unit) { return formatQuantity(value, unit); }

struct Worst {
    const Item* item = nullptr;
    double value = std::numeric_limits<double>::quiet_NaN();
};

/// The largest (or smallest) value of a quantity over some kinds.
Worst worst(const Frame& frame, std::initializer_list<Kind> kinds, Quantity quantity, bool largest) {
    Worst found;
    for (Kind kind : kinds) {
        const auto column = frame.columns.find({kind, quantity});
        if (column == frame.columns.end()) continue;
        for (std::size_t i = 0; i < column->second.values.size(); ++i) {
            const double value = column->second.values[i];
            if (!std::isfinite(value)) continue;
            if (found.item == nullptr || (largest ? value > found.value : value < found.value)) found = {&frame.site->items(kind)[i], value};
        }
    }
    return found;
}

constexpr auto kPowerKinds = {Kind::UtilityFeed, Kind::Transformer, Kind::Switchgear, Kind::Ups, Kind::Rectifier, Kind::Sst,
                              Kind::Busway, Kind::Cable, Kind::Pdu, Kind::Rpp, Kind::TransferSwitch};

void addCompute(const Coupling& c, Frame& frame, double it_W) {
    std::unordered_set<Id> powered;
    for (const Compute& one : c.compute)
        if (one.power_W > 0) powered.insert(one.item->id);
    const StatedCompute stated = statedCompute(c.site, [&](const Item& item) { return powered.contains(item.id); });
    KeyFigure figure{"compute_FLOPS", TWIN_TR("Compute"), stated.total_FLOPS, Unit::Compute, State::Neutral, {}, {}, {}};
    if (stated.first == nullptr) {
        figure.value = std::numeric_limits<double>::quiet_NaN();
        figure.note = {TWIN_TR("no rack states its compute"), {}};
    } else if (stated.mixed) {
        figure.value = std::numeric_limits<double>::quiet_NaN();  // FP8 and FP64 do not add
        figure.note = {TWIN_TR("mixed precisions do not add"), {}};
    } else {
        const auto& precision = spec(Param::Precision).choices[static_cast<std::size_t>(c.site.value(*stated.first, Param::Precision))];
        const auto& sparsity = spec(Param::Sparsity).choiceLabels[static_cast<std::size_t>(c.site.value(*stated.first, Param::Sparsity))];
        figure.note = {TWIN_TR("{0}, {1} · {2}"), {precision, sparsity, text(stated.total_FLOPS / std::max(it_W, 1.0), Unit::ComputePerWatt)}};
    }
    figure.derivation = {TWIN_TR("Sum of the peak compute stated for each powered rack; equation (2) of SPCF gives the efficiency CE = F / IT."), {}};
    frame.keyFigures.push_back(std::move(figure));
}

void addSpcf(const Coupling& c, Frame& frame, double area_m2) {
    const double installed_W = installedIt_W(c.site);
    const auto result = installedRatings(c.site);
    const auto add = [&](const char* key, const char* label, double value, int equation) {
        KeyFigure figure{key, label, value, Unit::Power, State::Neutral, {TWIN_TR("installed, rated · β 1.2, GCOP 3, α 1.85, η 0.95"), {}}, {}, {}};
        for (const auto& step : result.steps)
            if (step.equation == equation) figure.derivation = {TWIN_TR("SPCF equation ({0}): {1}. doi 10.11959/j.issn.1000-0801.2026046. A rating; no PUE follows from it."), {std::to_string(equation), english(step.filled)}};
        frame.keyFigures.push_back(std::move(figure));
    };
    if (result.valid) {
        add("spcf_cooling_W", TWIN_TR("C, installed"), result.cooling_W, 3);
        add("spcf_power_W", TWIN_TR("P, installed"), result.power_W, 4);
    }
    KeyFigure space{"space_m2", TWIN_TR("Space"), area_m2, Unit::Area, State::Neutral, {}, {}, {}};
    space.note = {TWIN_TR("{0} of IT power"), {area_m2 > 0 ? fmt::format("{:.1f} kW/m²", installed_W / 1e3 / area_m2) : std::string("–")}};
    space.derivation = {TWIN_TR("Sum of the areas of all rooms of the site, by their outlines."), {}};
    frame.keyFigures.push_back(std::move(space));
}

/// Rack cooling index, return temperature index and supply heat index over all halls; what the data cannot support is left
/// out.
void addAirMeasures(const Coupling& c, Frame& frame) {
    constexpr double kGoodRci_pct = 96, kPoorRci_pct = 90, kGoodShi = 0.2, kPoorShi = 0.4, kRtiBand_pct = 20;
    std::vector<air::RackAir> racks;
    std::vector<air::CoolerAir> coolers;
    for (std::size_t r = 0; r < c.rooms.size(); ++r) {
        if (!c.air[r] || !c.air[r]->report.usable()) continue;
        for (std::size_t d = 0; d < c.rooms[r].devices.size(); ++d) {
            const air::DeviceResult& found = c.air[r]->devices[d];
            const Item& item = *c.rooms[r].devices[d].item;
            if (!(found.flow_m3_s > 0) || item.kind == Kind::Cdu) continue;
            if (!isCompute(item.kind)) {
                coolers.push_back({item.name, found.flow_m3_s, found.outlet_C, found.intake_C});
                continue;
            }
            const auto airClass = static_cast<std::size_t>(c.site.value(item, Param::AirClass));
            racks.push_back({item.name, spec(Param::AirClass).choices[airClass], found.flow_m3_s, found.heat_W, found.intake_C,
                             {found.intakeLow_C, found.intakeMid_C, found.intakeHigh_C}, found.outlet_C});
        }
    }
    if (racks.empty()) return;
    const air::AirMeasures measures = air::measure(racks, coolers);
    if (measures.rci) {
        const double high = measures.rci->high_pct;
        frame.keyFigures.push_back({"rci_high", TWIN_TR("RCI, high"), high / 100, Unit::Fraction, high >= kGoodRci_pct ? State::Good : high > kPoorRci_pct ? State::Warning : State::Bad,
                                    {TWIN_TR("low {0} · {1} inlets"), {text(measures.rci->low_pct / 100, Unit::Fraction), std::to_string(measures.rci->inlets)}}, {},
                                    {TWIN_TR("Rack cooling index: 100 % when no inlet lies above the recommended range of its class. Herrlin, ASHRAE Transactions 111(2) (2005); 96 % is good, 90 % poor."), {}}});
    }
    if (measures.rti_pct)
        frame.keyFigures.push_back({"rti", TWIN_TR("RTI"), *measures.rti_pct / 100, Unit::Fraction, std::abs(*measures.rti_pct - 100) <= kRtiBand_pct ? State::Good : State::Warning,
                                    {*measures.rti_pct > 100 ? TWIN_TR("net recirculation") : TWIN_TR("net bypass"), {}}, {},
                                    {TWIN_TR("Return temperature index: return less supply temperature over the rise of the equipment. Herrlin, ASHRAE Transactions 114(2) (2008)."), {}}});
    if (measures.heat)
        frame.keyFigures.push_back({"shi", TWIN_TR("SHI"), measures.heat->shi, Unit::None, measures.heat->shi <= kGoodShi ? State::Good : measures.heat->shi <= kPoorShi ? State::Warning : State::Bad,
                                    {TWIN_TR("RHI {0}"), {fmt::format("{:.2f}", measures.heat->rhi)}}, {},
                                    {TWIN_TR("Supply heat index: heat that the supply air takes up before it enters the racks, over all of it. Sharma, Bash, Patel, AIAA-2002-3091 (2002)."), {}}});
}

}  // namespace

void addKeyFigures(const Coupling& c, Frame& frame) {
    double it = 0;
    for (const Compute& one : c.compute) it += one.power_W;
    const double utility = c.normal.utility_W + c.conditions.otherLoad_W;
    auto& figures = frame.keyFigures;
    figures.push_back({"it_power_W", TWIN_TR("IT power"), it, Unit::Power, State::Neutral,
                       {TWIN_TR("{0} racks powered"), {std::to_string(std::count_if(c.compute.begin(), c.compute.end(), [](const Compute& one) { return one.power_W > 0; }))}},
                       {}, {TWIN_TR("Sum over powered racks of the counted power (nameplate, allocated or measured) times the load fraction of their class."), {}}});
    KeyFigure pue{"pue", TWIN_TR("PUE, this operating point"), it > 0 ? utility / it : std::numeric_limits<double>::quiet_NaN(), Unit::None, State::Neutral, {}, {}, {}};
    pue.note = {TWIN_TR("{0} facility at {1} outdoors"), {text(utility, Unit::Power), text(c.conditions.dryBulb_C, Unit::Temperature)}};
    pue.derivation = {TWIN_TR("Facility power over IT power in this one state: {0} / {1}. Only a year gives the PUE of ISO/IEC 30134-2."), {text(utility, Unit::Power), text(it, Unit::Power)}};
    figures.push_back(std::move(pue));
    addCompute(c, frame, it);

    const Worst inlet = worst(frame, {Kind::Rack, Kind::ComputeCabin}, Quantity::AirMargin, false);
    KeyFigure warm{"worst_inlet_C", TWIN_TR("Worst inlet"), std::numeric_limits<double>::quiet_NaN(), Unit::Temperature, State::Neutral, {}, {}, {}};
    if (inlet.item != nullptr) {
        const double limit = recommended_C(c.site, *inlet.item);
        warm.value = limit - inlet.value;
        warm.item = inlet.item->id;
        warm.state = warm.value > limit + 5 ? State::Bad : inlet.value < 0 ? State::Warning : State::Good;
        warm.note = {TWIN_TR("{0} · recommended to {1}"), {inlet.item->name, text(limit, Unit::Temperature)}};
        const bool refined = std::any_of(frame.fields.begin(), frame.fields.end(), [](const auto& field) { return field->stage != AirField::Stage::Instant; });
        warm.derivation = refined ? Text{TWIN_TR("Largest of the intake temperatures at three heights, at the rack nearest to (or furthest above) its limit, from the refined hall air (momentum, buoyancy, k–ε; RMS 0.1–0.6 K against CFD on like halls)."), {}}
                                  : Text{TWIN_TR("Largest of the intake temperatures at three heights, at the rack nearest to (or furthest above) its limit, from the hall air solution (potential flow, upwind transport; no buoyancy or jets: RMS 0.9 K against CFD on a like hall; what refining changed before an edit is carried on). Limits: ASHRAE TC 9.9."), {}};
    }
    figures.push_back(std::move(warm));
    addAirMeasures(c, frame);
    addHallFigures(c, frame);

    const Worst margin = worst(frame, {Kind::Rack, Kind::ImmersionTank}, Quantity::PressureMargin, false);
    if (margin.item != nullptr) {
        KeyFigure loop{"loop_margin_Pa", TWIN_TR("Loop margin, worst"), margin.value, Unit::Pressure, margin.value < 0 ? State::Bad : margin.value < 5e3 ? State::Warning : State::Good,
                       {TWIN_TR("{0}"), {margin.item->name}}, margin.item->id,
                       {TWIN_TR("Pressure over the branch less what it drops at the flow it needs to return at its limit; smallest of all liquid-cooled racks."), {}}};
        figures.push_back(std::move(loop));
    }
    if (const Worst supply = worst(frame, {Kind::Cdu}, Quantity::FacilitySupply, true); supply.item != nullptr)
        figures.push_back({"facility_supply_C", TWIN_TR("Facility water supply"), supply.value, Unit::Temperature, State::Neutral, {TWIN_TR("class {0} · {1}"), {liquid::facilityClass(supply.value), supply.item->name}}, supply.item->id,
                           {TWIN_TR("Warmest facility water at a CDU, and the liquid-cooling class of ASHRAE TC 9.9 that it reaches: the number is the highest supply temperature in °C."), {}}});
    const Worst feed = worst(frame, kPowerKinds, Quantity::LoadAfterLoss, true);
    KeyFigure headroom{"feed_headroom", TWIN_TR("Feed headroom after loss"), feed.item ? 1 - feed.value : std::numeric_limits<double>::quiet_NaN(), Unit::Fraction, State::Neutral, {}, {}, {}};
    if (feed.item != nullptr) {
        headroom.item = feed.item->id;
        headroom.state = feed.value > 1 ? State::Bad : feed.value > 0.9 ? State::Warning : State::Good;
        headroom.note = {TWIN_TR("binding: {0}"), {feed.item->name}};
        headroom.derivation = {TWIN_TR("One less the load over the usable rating of the most loaded element, when the other supply side is lost."), {}};
    }
    figures.push_back(std::move(headroom));

    figures.push_back({"free_places", TWIN_TR("Reserved places"), static_cast<double>(c.site.items(Kind::ReservedPlace).size()), Unit::Count, State::Neutral,
                       {TWIN_TR("drawn on the plan"), {}}, {}, {TWIN_TR("Places that the design keeps free for racks."), {}}});
    addSpcf(c, frame, roomArea_m2(c.site));
}

}  // namespace twin::engine
