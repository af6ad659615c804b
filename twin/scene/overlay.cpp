// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/scene/overlay.h"

#include <algorithm>
#include <cmath>

namespace twin::scene {

namespace {
using Source = OverlaySpec::Source;
using K = Kind;
using Q = Quantity;

// ASHRAE TC 9.9: recommended 18–27 °C for A1–A4, allowable A1 15–32 °C.
constexpr Threshold kInlet[] = {{18, TWIN_TR("rec")}, {27, TWIN_TR("rec")}, {32, TWIN_TR("A1")}};
constexpr Threshold kLoad[] = {{0.8, TWIN_TR("80 %")}, {1.0, TWIN_TR("limit")}};
constexpr Threshold kDrops[] = {{0.03, TWIN_TR("3 %")}};
constexpr Threshold kZero[] = {{0, TWIN_TR("limit")}};
constexpr Threshold kVelocity[] = {{1.5, TWIN_TR("noise")}, {3.0, TWIN_TR("erosion")}};

constexpr Source kTemperature[] = {{K::Rack, Q::InletTemperature}, {K::ImmersionTank, Q::LiquidReturn}, {K::ComputeCabin, Q::InletTemperature},
    {K::Crah, Q::InletTemperature}, {K::Crac, Q::InletTemperature}, {K::InRow, Q::InletTemperature}, {K::RearDoor, Q::InletTemperature},
    {K::FanWall, Q::InletTemperature}, {K::IndirectEvaporative, Q::InletTemperature}, {K::RefrigerantPump, Q::InletTemperature}};
constexpr Source kHeat[] = {{K::Rack, Q::HeatToAir}, {K::ImmersionTank, Q::HeatToAir}, {K::ComputeCabin, Q::HeatToAir}, {K::Ups, Q::Loss}, {K::Transformer, Q::Loss}, {K::Rectifier, Q::Loss}, {K::Sst, Q::Loss}};
constexpr Source kPower[] = {{K::Rack, Q::ItPower}, {K::ImmersionTank, Q::ItPower}, {K::ComputeCabin, Q::ItPower}, {K::Busway, Q::PowerOut}, {K::Cable, Q::PowerOut}, {K::Ups, Q::PowerOut},
    {K::Transformer, Q::PowerOut}, {K::Switchgear, Q::PowerOut}, {K::Pdu, Q::PowerOut}, {K::Rpp, Q::PowerOut}, {K::Sst, Q::PowerOut}, {K::Rectifier, Q::PowerOut}, {K::UtilityFeed, Q::PowerOut}};
constexpr Source kFeed[] = {{K::Busway, Q::LoadFraction}, {K::Cable, Q::LoadFraction}, {K::Ups, Q::LoadFraction}, {K::Transformer, Q::LoadFraction}, {K::Switchgear, Q::LoadFraction},
    {K::Pdu, Q::LoadFraction}, {K::Rpp, Q::LoadFraction}, {K::Sst, Q::LoadFraction}, {K::Rectifier, Q::LoadFraction}, {K::UtilityFeed, Q::LoadFraction}, {K::TransferSwitch, Q::LoadFraction}, {K::Rack, Q::LoadFraction}};
constexpr Source kAfter[] = {{K::Busway, Q::LoadAfterLoss}, {K::Cable, Q::LoadAfterLoss}, {K::Ups, Q::LoadAfterLoss}, {K::Transformer, Q::LoadAfterLoss}, {K::Switchgear, Q::LoadAfterLoss},
    {K::Pdu, Q::LoadAfterLoss}, {K::Rpp, Q::LoadAfterLoss}, {K::Sst, Q::LoadAfterLoss}, {K::Rectifier, Q::LoadAfterLoss}, {K::UtilityFeed, Q::LoadAfterLoss}, {K::TransferSwitch, Q::LoadAfterLoss}, {K::Rack, Q::LoadAfterLoss}};
constexpr Source kFlow[] = {{K::Rack, Q::LiquidFlow}, {K::ImmersionTank, Q::LiquidFlow}, {K::Pipe, Q::LiquidFlow}, {K::Cdu, Q::LiquidFlow}, {K::Pump, Q::LiquidFlow}, {K::DryCooler, Q::LiquidFlow}, {K::CoolingTower, Q::LiquidFlow}, {K::Chiller, Q::LiquidFlow}, {K::Filter, Q::LiquidFlow}, {K::Valve, Q::LiquidFlow}, {K::HeatExchanger, Q::LiquidFlow}};
constexpr Source kSpeed[] = {{K::Pipe, Q::Velocity}};
constexpr Source kDrop[] = {{K::Rack, Q::PressureDrop}, {K::ImmersionTank, Q::PressureDrop}, {K::Pipe, Q::PressureDrop}, {K::Cdu, Q::PressureDrop}, {K::DryCooler, Q::PressureDrop}, {K::CoolingTower, Q::PressureDrop}, {K::Chiller, Q::PressureDrop}, {K::Filter, Q::PressureDrop}, {K::Valve, Q::PressureDrop}};
constexpr Source kCoolant[] = {{K::Rack, Q::LiquidReturn}, {K::ImmersionTank, Q::LiquidReturn}, {K::Pipe, Q::LiquidReturn}, {K::Cdu, Q::LiquidSupply}, {K::DryCooler, Q::LiquidReturn}, {K::CoolingTower, Q::LiquidReturn}, {K::Chiller, Q::LiquidReturn}};
constexpr Source kFlowMargin[] = {{K::Rack, Q::FlowMargin}, {K::ImmersionTank, Q::FlowMargin}};
constexpr Source kPressureMargin[] = {{K::Rack, Q::PressureMargin}, {K::ImmersionTank, Q::PressureMargin}};
constexpr Threshold kDew[] = {{2, TWIN_TR("limit")}};
constexpr Threshold kFeeds[] = {{2, TWIN_TR("2N")}};
constexpr Source kRecirculation[] = {{K::Rack, Q::Recirculation}, {K::ComputeCabin, Q::Recirculation}};
constexpr Source kCondensation[] = {{K::Rack, Q::CondensationMargin}, {K::ImmersionTank, Q::CondensationMargin}, {K::Pipe, Q::CondensationMargin}, {K::Cdu, Q::CondensationMargin}, {K::RearDoor, Q::CondensationMargin}};
constexpr Source kFeedsLive[] = {{K::Rack, Q::FeedsLive}, {K::ImmersionTank, Q::FeedsLive}, {K::ComputeCabin, Q::FeedsLive}};
constexpr Threshold kSides[] = {{0, TWIN_TR("A")}, {0.5, TWIN_TR("A and B")}, {1, TWIN_TR("B")}};
constexpr Source kSide[] = {{K::Rack, Q::FeedSide}, {K::ImmersionTank, Q::FeedSide}, {K::ComputeCabin, Q::FeedSide}, {K::Busway, Q::FeedSide}, {K::Cable, Q::FeedSide}, {K::Ups, Q::FeedSide}, {K::Transformer, Q::FeedSide}, {K::Switchgear, Q::FeedSide},
    {K::Pdu, Q::FeedSide}, {K::Rpp, Q::FeedSide}, {K::Sst, Q::FeedSide}, {K::Rectifier, Q::FeedSide}, {K::UtilityFeed, Q::FeedSide}, {K::Generator, Q::FeedSide}, {K::PvArray, Q::FeedSide}, {K::TransferSwitch, Q::FeedSide}};
constexpr Threshold kUneven[] = {{0.1, TWIN_TR("10 %")}};
constexpr Source kUnbalance[] = {{K::Pdu, Q::PhaseUnbalance}, {K::Rpp, Q::PhaseUnbalance}, {K::Busway, Q::PhaseUnbalance}, {K::Cable, Q::PhaseUnbalance}, {K::Switchgear, Q::PhaseUnbalance}, {K::TransferSwitch, Q::PhaseUnbalance},
    {K::Ups, Q::PhaseUnbalance}, {K::Transformer, Q::PhaseUnbalance}, {K::Generator, Q::PhaseUnbalance}, {K::UtilityFeed, Q::PhaseUnbalance}};
constexpr Source kVoltageDrop[] = {{K::Busway, Q::VoltageDrop}, {K::Cable, Q::VoltageDrop}};
constexpr Source kAllowable[] = {{K::Rack, Q::AllowableMargin}, {K::ComputeCabin, Q::AllowableMargin}};
constexpr Source kCapture[] = {{K::Rack, Q::CaptureHot}, {K::ComputeCabin, Q::CaptureHot}};
constexpr Source kBypass[] = {{K::Crah, Q::Bypass}, {K::Crac, Q::Bypass}, {K::InRow, Q::Bypass}, {K::FanWall, Q::Bypass}};
constexpr Source kFloor[] = {{K::Rack, Q::FloorLoad}, {K::ImmersionTank, Q::FloorLoad}, {K::Cdu, Q::FloorLoad}, {K::Crah, Q::FloorLoad}, {K::InRow, Q::FloorLoad}};

// clang-format off
constexpr OverlaySpec kOverlays[] = {
    {"inlet", TWIN_TR("Temperature"), Unit::Temperature, ColourMap::Thermal, 16, 36, kInlet, true, kTemperature, TWIN_TR("Inlet of each rack and the hall air, from the air solution. Limits: ASHRAE TC 9.9.")},
    {"heat", TWIN_TR("Heat to air"), Unit::Power, ColourMap::Inferno, 0, 0, {}, false, kHeat, TWIN_TR("Heat that each object gives to the hall air.")},
    {"power", TWIN_TR("Electric power"), Unit::Power, ColourMap::Inferno, 0, 0, {}, false, kPower, TWIN_TR("Real power of each object at this operating point.")},
    {"feed_load", TWIN_TR("Feed load"), Unit::Fraction, ColourMap::Inferno, 0, 1.2, kLoad, false, kFeed, TWIN_TR("Load over the usable rating, both sides alive.")},
    {"after_loss", TWIN_TR("Feed load after loss"), Unit::Fraction, ColourMap::Inferno, 0, 1.2, kLoad, false, kAfter, TWIN_TR("Load over the usable rating when the other side is lost.")},
    {"voltage_drop", TWIN_TR("Voltage drop"), Unit::Fraction, ColourMap::Inferno, 0, 0.05, kDrops, false, kVoltageDrop, TWIN_TR("Drop along each busway and cable at this operating point, of the nominal voltage.")},
    {"feed_side", TWIN_TR("Feed side"), Unit::Fraction, ColourMap::Diverging, 0, 1, kSides, false, kSide, TWIN_TR("Share that comes from side B at this operating point: the stated side of an object, else that of what feeds it.")},
    {"phase_unbalance", TWIN_TR("Phase unbalance"), Unit::Fraction, ColourMap::Inferno, 0, 0.5, kUneven, false, kUnbalance, TWIN_TR("Largest difference of a phase current from the mean of the three, of that mean; only where loads take single phases.")},
    {"flow", TWIN_TR("Coolant flow"), Unit::WaterFlow, ColourMap::Viridis, 0, 0, {}, false, kFlow, TWIN_TR("Flow of each branch, from the loop solution.")},
    {"velocity", TWIN_TR("Coolant velocity"), Unit::Speed, ColourMap::Viridis, 0, 4, kVelocity, false, kSpeed, TWIN_TR("Mean velocity in each pipe.")},
    {"pressure", TWIN_TR("Pressure drop"), Unit::Pressure, ColourMap::Viridis, 0, 0, {}, false, kDrop, TWIN_TR("Drop over each branch, from the loop solution.")},
    {"coolant", TWIN_TR("Coolant temperature"), Unit::Temperature, ColourMap::Thermal, 20, 60, {}, false, kCoolant, TWIN_TR("Leaving coolant temperature.")},
    {"flow_margin", TWIN_TR("Flow margin"), Unit::Fraction, ColourMap::Diverging, -0.5, 0.5, kZero, false, kFlowMargin, TWIN_TR("Flow over what the rack needs at the present supply temperature.")},
    {"pressure_margin", TWIN_TR("Pressure margin"), Unit::Pressure, ColourMap::Diverging, -60e3, 60e3, kZero, false, kPressureMargin, TWIN_TR("Pressure that the branch has left at the flow it needs.")},
    {"recirculation", TWIN_TR("Recirculated air"), Unit::Fraction, ColourMap::Inferno, 0, 1, {}, false, kRecirculation, TWIN_TR("Share of each rack's intake air that last left a rack.")},
    {"allowable", TWIN_TR("Below allowable inlet"), Unit::TemperatureDifference, ColourMap::Diverging, -10, 10, kZero, false, kAllowable, TWIN_TR("Allowable inlet limit of each rack's own ASHRAE class less its warmest third.")},
    {"capture", TWIN_TR("Exhaust captured"), Unit::Fraction, ColourMap::Viridis, 0, 1, {}, false, kCapture, TWIN_TR("Share of each rack's exhaust that a cooler is first to draw. Needs refined air.")},
    {"bypass", TWIN_TR("Bypass air"), Unit::Fraction, ColourMap::Inferno, 0, 1, {}, false, kBypass, TWIN_TR("Share of each cooler's air that a cooler draws before any rack. Needs refined air.")},
    {"condensation", TWIN_TR("Above dew point"), Unit::TemperatureDifference, ColourMap::Diverging, -8, 12, kDew, false, kCondensation, TWIN_TR("Coolant entering each object less the dew point of the hall air; ASHRAE TC 9.9 asks for 2 K.")},
    {"feeds_live", TWIN_TR("Live feeds"), Unit::Count, ColourMap::Viridis, 0, 4, kFeeds, false, kFeedsLive, TWIN_TR("Feeds of each rack that carry power at this moment; one is no redundancy.")},
    {"floor", TWIN_TR("Floor load"), Unit::FloorLoad, ColourMap::Viridis, 0, 0, {}, false, kFloor, TWIN_TR("Weight over footprint and half the clearances.")},
};
// clang-format on
}  // namespace

std::span<const OverlaySpec> overlays() { return kOverlays; }

const OverlaySpec* overlay(std::string_view key) {
    for (const OverlaySpec& row : kOverlays)
        if (key == row.key) return &row;
    return nullptr;
}

const Quantity* shownQuantity(const OverlaySpec& overlay, Kind kind) {
    for (const Source& source : overlay.sources)
        if (source.kind == kind) return &source.quantity;
    return nullptr;
}

double overlayValue(const OverlaySpec& overlay, const Frame& frame, Kind kind, std::size_t index) {
    const Quantity* quantity = shownQuantity(overlay, kind);
    return quantity == nullptr ? std::numeric_limits<double>::quiet_NaN() : frame.value(kind, index, *quantity);
}

std::pair<double, double> overlayRange(const OverlaySpec& overlay, const Frame& frame) {
    if (overlay.low < overlay.high) return {overlay.low, overlay.high};
    double high = 0;
    for (const Source& source : overlay.sources) {
        if (source.kind != overlay.sources.front().kind) continue;  // the first kind sets the scale
        const auto found = frame.columns.find({source.kind, source.quantity});
        if (found == frame.columns.end()) continue;
        for (double value : found->second.values)
            if (std::isfinite(value)) high = std::max(high, value);
    }
    if (high <= 0) return {0, 1};
    // Round up to 1, 2, 2.5 or 5 times a power of ten in the display unit, so that the legend's ends are plain numbers.
    const double scale = displayUnit(overlay.unit, UnitSystem::SI).scale;
    const double shown = high * scale, decade = std::pow(10.0, std::floor(std::log10(shown)));
    for (double step : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0})
        if (step * decade >= shown * (1 - 1e-9)) return {0, step * decade / scale};
    return {0, high};
}

}  // namespace twin::scene
