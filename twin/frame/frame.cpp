// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/frame/frame.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace twin {

namespace {
using Q = Quantity;
using U = Unit;
// clang-format off
constexpr QuantitySpec kSpecs[] = {
    {Q::ItPower, "it_power_W", TWIN_TR("IT power"), U::Power},
    {Q::HeatToAir, "heat_to_air_W", TWIN_TR("Heat to air"), U::Power},
    {Q::HeatToLiquid, "heat_to_liquid_W", TWIN_TR("Heat to liquid"), U::Power},
    {Q::AirFlow, "air_flow_m3_s", TWIN_TR("Airflow"), U::AirFlow},
    {Q::InletTemperature, "inlet_C", TWIN_TR("Inlet temperature"), U::Temperature},
    {Q::InletLow, "inlet_low_C", TWIN_TR("Inlet, lower third"), U::Temperature},
    {Q::InletMid, "inlet_mid_C", TWIN_TR("Inlet, middle third"), U::Temperature},
    {Q::InletHigh, "inlet_high_C", TWIN_TR("Inlet, upper third"), U::Temperature},
    {Q::OutletTemperature, "outlet_C", TWIN_TR("Outlet temperature"), U::Temperature},
    {Q::AirMargin, "air_margin_K", TWIN_TR("Margin to recommended inlet"), U::TemperatureDifference},
    {Q::CoolingLoad, "cooling_load_W", TWIN_TR("Cooling load"), U::Power},
    {Q::LiquidFlow, "liquid_flow_m3_s", TWIN_TR("Coolant flow"), U::WaterFlow},
    {Q::LiquidFlowNeeded, "liquid_flow_needed_m3_s", TWIN_TR("Coolant flow needed"), U::WaterFlow},
    {Q::FlowMargin, "flow_margin", TWIN_TR("Flow margin"), U::Fraction},
    {Q::LiquidSupply, "liquid_supply_C", TWIN_TR("Coolant supply"), U::Temperature},
    {Q::LiquidReturn, "liquid_return_C", TWIN_TR("Coolant return"), U::Temperature},
    {Q::PressureDrop, "pressure_drop_Pa", TWIN_TR("Pressure drop"), U::Pressure},
    {Q::PressureMargin, "pressure_margin_Pa", TWIN_TR("Pressure margin"), U::Pressure},
    {Q::Velocity, "velocity_m_s", TWIN_TR("Velocity"), U::Speed},
    {Q::Reynolds, "reynolds", TWIN_TR("Reynolds number"), U::None},
    {Q::PumpPower, "pump_power_W", TWIN_TR("Pump power"), U::Power},
    {Q::HeatRejected, "heat_rejected_W", TWIN_TR("Heat rejected"), U::Power},
    {Q::ElectricPower, "electric_power_W", TWIN_TR("Electric power"), U::Power},
    {Q::PowerIn, "power_in_W", TWIN_TR("Power in"), U::Power},
    {Q::PowerOut, "power_out_W", TWIN_TR("Power out"), U::Power},
    {Q::Loss, "loss_W", TWIN_TR("Loss"), U::Power},
    {Q::LoadFraction, "load_fraction", TWIN_TR("Load, normal"), U::Fraction},
    {Q::LoadAfterLoss, "load_after_loss", TWIN_TR("Load after loss of the other side"), U::Fraction},
    {Q::FeedA, "feed_a_W", TWIN_TR("From side A"), U::Power},
    {Q::FeedB, "feed_b_W", TWIN_TR("From side B"), U::Power},
    {Q::Current, "current_A", TWIN_TR("Current"), U::Current},
    {Q::VoltageDrop, "voltage_drop", TWIN_TR("Voltage drop"), U::Fraction},
    {Q::FloorLoad, "floor_load_Pa", TWIN_TR("Floor load"), U::FloorLoad},
    {Q::Recirculation, "recirculation", TWIN_TR("Recirculated air"), U::Fraction},
    {Q::CondensationMargin, "condensation_margin_K", TWIN_TR("Above dew point"), U::TemperatureDifference},
    {Q::FeedsLive, "feeds_live", TWIN_TR("Live feeds"), U::Count},
    {Q::AllowableMargin, "allowable_margin_K", TWIN_TR("Margin to allowable inlet"), U::TemperatureDifference},
    {Q::CaptureCold, "capture_cold", TWIN_TR("Capture index, intake"), U::Fraction},
    {Q::CaptureHot, "capture_hot", TWIN_TR("Capture index, exhaust"), U::Fraction},
    {Q::Bypass, "bypass", TWIN_TR("Bypass air"), U::Fraction},
    {Q::AirPressure, "air_pressure_Pa", TWIN_TR("Pressure over the hall"), U::AirPressure},
    {Q::DewPoint, "dew_point_C", TWIN_TR("Dew point"), U::Temperature},
    {Q::LiquidRise, "liquid_rise_K", TWIN_TR("Coolant ΔT"), U::TemperatureDifference},
    {Q::ValvePosition, "valve_position", TWIN_TR("Valve position"), U::Fraction},
    {Q::ValveAuthority, "valve_authority", TWIN_TR("Valve authority"), U::Fraction},
    {Q::PumpSpeed, "pump_speed", TWIN_TR("Pump speed"), U::Fraction},
    {Q::NpshMargin, "npsh_margin_Pa", TWIN_TR("NPSH margin"), U::Pressure},
    {Q::CapacityUsed, "capacity_used", TWIN_TR("Capacity used"), U::Fraction},
    {Q::Approach, "approach_K", TWIN_TR("Approach, now"), U::TemperatureDifference},
    {Q::FacilityFlow, "facility_flow_m3_s", TWIN_TR("Facility water flow"), U::WaterFlow},
    {Q::FacilitySupply, "facility_supply_C", TWIN_TR("Facility water supply"), U::Temperature},
    {Q::FacilityReturn, "facility_return_C", TWIN_TR("Facility water return"), U::Temperature},
    {Q::BalancingDrop, "balancing_drop_Pa", TWIN_TR("Balancing valve, drop"), U::Pressure},
    {Q::BalancingKv, "balancing_kv_m3_s", TWIN_TR("Balancing valve, Kv (flow at 1 bar)"), U::WaterFlow},
    {Q::FilterLoad, "filter_load", TWIN_TR("Filter, of its change limit"), U::Fraction},
    {Q::Conductivity, "conductivity_S_m", TWIN_TR("Conductivity"), U::Conductivity},
    {Q::Ph, "ph", TWIN_TR("pH"), U::None},
    {Q::VoltageAtOutput, "voltage_out_V", TWIN_TR("Voltage at its output"), U::Voltage},
    {Q::CurrentL1, "current_l1_A", TWIN_TR("Current, L1"), U::Current},
    {Q::CurrentL2, "current_l2_A", TWIN_TR("Current, L2"), U::Current},
    {Q::CurrentL3, "current_l3_A", TWIN_TR("Current, L3"), U::Current},
    {Q::NeutralCurrent, "neutral_current_A", TWIN_TR("Current, neutral"), U::Current},
    {Q::PhaseUnbalance, "phase_unbalance", TWIN_TR("Unbalance of the phases"), U::Fraction},
    {Q::FeedSide, "feed_side", TWIN_TR("Share from side B"), U::Fraction},
};
// clang-format on
static_assert(std::size(kSpecs) == kQuantityCount);
}  // namespace

const QuantitySpec& spec(Quantity quantity) {
    const QuantitySpec& row = kSpecs[static_cast<std::size_t>(quantity)];
    assert(row.id == quantity);
    return row;
}

float AirField::temperatureAt(Vec3 p) const {
    const int i = static_cast<int>(std::floor((p.x - origin.x) / dx_m)), j = static_cast<int>(std::floor((p.y - origin.y) / dy_m));
    int k = static_cast<int>(std::floor((p.z - origin.z) / dz_m));
    if (i < 0 || j < 0 || i >= nx || j >= ny || k >= nz) return std::numeric_limits<float>::quiet_NaN();
    for (k = std::max(k, 0); k >= 0; --k) {
        const float t = temperature_C[cell(i, j, k)];
        if (!std::isnan(t)) return t;
    }
    return std::numeric_limits<float>::quiet_NaN();
}

double Balance::relative() const {
    const double scale = std::max({std::abs(in), std::abs(out), 1e-9});
    return std::abs(in - out) / scale;
}

Column& Frame::column(Kind kind, Quantity quantity) {
    Column& column = columns[{kind, quantity}];
    if (column.values.empty()) column.values.assign(site->items(kind).size(), std::numeric_limits<double>::quiet_NaN());
    return column;
}

double Frame::value(Kind kind, std::size_t index, Quantity quantity) const {
    const auto found = columns.find({kind, quantity});
    return found == columns.end() ? std::numeric_limits<double>::quiet_NaN() : found->second.at(index);
}

double Frame::value(const Item& item, Quantity quantity) const {
    return site ? value(item.kind, site->items(item.kind).indexOf(item.id), quantity) : std::numeric_limits<double>::quiet_NaN();
}

ValueState Frame::state(Kind kind, std::size_t index, Quantity quantity) const {
    const auto found = columns.find({kind, quantity});
    return found == columns.end() ? ValueState::Missing : found->second.stateAt(index);
}

ValueState Frame::state(const Item& item, Quantity quantity) const {
    return site ? state(item.kind, site->items(item.kind).indexOf(item.id), quantity) : ValueState::Missing;
}

const AirField* Frame::field(Id room) const {
    for (const auto& field : fields)
        if (field->room == room) return field.get();
    return nullptr;
}

const KeyFigure* Frame::keyFigure(std::string_view key) const {
    for (const KeyFigure& figure : keyFigures)
        if (key == figure.key) return &figure;
    return nullptr;
}

double Frame::worstBalance() const {
    double worst = 0;
    for (const Balance& balance : balances) worst = std::max(worst, balance.relative());
    return worst;
}

}  // namespace twin
