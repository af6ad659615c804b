// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/report.h"
#include "twin/model/project.h"

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace twin {

/// What a solution gives for objects. One row in frame.cpp each; overlays, tables and JSON read it.
enum class Quantity : unsigned char {
    ItPower,              ///< W, electric power of the computers
    HeatToAir,            ///< W
    HeatToLiquid,         ///< W
    AirFlow,              ///< m³/s through the device
    InletTemperature,     ///< °C, mean over the intake
    InletLow, InletMid, InletHigh,  ///< °C at 1/6, 1/2, 5/6 of the height
    OutletTemperature,    ///< °C
    AirMargin,            ///< K to the recommended inlet limit
    CoolingLoad,          ///< W, heat a cooler takes from the air
    LiquidFlow,           ///< m³/s
    LiquidFlowNeeded,     ///< m³/s at the present supply temperature
    FlowMargin,           ///< (flow − needed) / needed
    LiquidSupply, LiquidReturn,  ///< °C
    PressureDrop,         ///< Pa
    PressureMargin,       ///< Pa that the branch has left at the needed flow
    Velocity,             ///< m/s
    Reynolds,
    PumpPower,            ///< W electric
    HeatRejected,         ///< W to ambient
    ElectricPower,        ///< W drawn by a cooling unit (fans, pumps, compressor)
    PowerIn, PowerOut,    ///< W
    Loss,                 ///< W
    LoadFraction,         ///< of the usable rating, normal state
    LoadAfterLoss,        ///< of the usable rating, after loss of the other side
    FeedA, FeedB,         ///< W drawn by a rack from each side
    Current,              ///< A
    VoltageDrop,          ///< share of nominal
    FloorLoad,            ///< Pa
    Recirculation,        ///< share of the intake air that last left a rack
    CondensationMargin,   ///< K above the dew point of the hall air
    FeedsLive,            ///< feeds of a computer that carry power
    AllowableMargin,      ///< K to the allowable inlet limit of the rack's own ASHRAE class
    CaptureCold,          ///< share of a rack's intake that last left a cooler
    CaptureHot,           ///< share of a rack's exhaust that a cooler is first to draw
    Bypass,               ///< share of a cooler's air that a cooler draws before any rack
    AirPressure,          ///< Pa over the hall: of a room its floor void, of an aisle its air
    DewPoint,             ///< °C, of a hall's air by its moisture balance
    LiquidRise,           ///< K, coolant return less supply
    ValvePosition,        ///< opening of a valve; of a three-way valve the share of the straight way
    ValveAuthority,       ///< drop of the open valve over that of its branch
    PumpSpeed,            ///< of full speed
    NpshMargin,           ///< Pa, suction pressure over vapour pressure, less what the pump needs
    CapacityUsed,         ///< heat over cooling capacity
    Approach,             ///< K, technology supply over facility supply
    FacilityFlow,         ///< m³/s through the facility side of a CDU
    FacilitySupply, FacilityReturn,  ///< °C, of the facility side of a CDU
    BalancingDrop,        ///< Pa that a balancing valve of a rack has to take so that every rack gets its flow
    BalancingKv,          ///< m³/s at 1 bar, of that valve
    FilterLoad,           ///< drop of a filter at its rated flow over the drop at which it is changed
    Conductivity,         ///< S/m, of the coolant (measured)
    Ph,                   ///< of the coolant (measured)
    VoltageAtOutput,      ///< V between lines (or conductors), with tap and drops
    CurrentL1, CurrentL2, CurrentL3, NeutralCurrent,  ///< A, where loads between two conductors make phases differ
    PhaseUnbalance,       ///< largest difference of a phase current from their mean, of the mean
    FeedSide,             ///< share that comes from side B: 0 all from A, 1 all from B
    Count_
};
inline constexpr std::size_t kQuantityCount = static_cast<std::size_t>(Quantity::Count_);

struct QuantitySpec {
    Quantity id;
    const char* key;    ///< in JSON, with unit: "inlet_C"
    const char* label;  ///< TWIN_TR
    Unit unit;
};
const QuantitySpec& spec(Quantity quantity);

enum class ValueState : unsigned char { Missing, Computed, Measured, Estimated, Stale };

/// One quantity of one kind, in the order of the site's table. NaN where missing.
struct Column {
    std::vector<double> values;  // n_items of the kind, SI
    std::vector<ValueState> states;  ///< n_items, or empty: all computed, missing where NaN
    ValueState stateAt(std::size_t index) const {
        if (index < states.size()) return states[index];
        return std::isnan(at(index)) ? ValueState::Missing : ValueState::Computed;
    }
    double at(std::size_t index) const { return index < values.size() ? values[index] : std::numeric_limits<double>::quiet_NaN(); }
};

/// Air of one room on a uniform grid; arrays are x fastest, then y, then z.
struct AirField {
    Id room;
    Vec3 origin;   ///< of cell (0,0,0)'s lower corner, site metres
    double dx_m = 0, dy_m = 0, dz_m = 0;
    int nx = 0, ny = 0, nz = 0;
    std::vector<float> temperature_C;  // n_cells, NaN in solids and outside
    std::vector<float> u_m_s, v_m_s, w_m_s;
    /// How the field was found: the instant model, or momentum, buoyancy and turbulence, on the way or settled.
    enum class Stage { Instant, Refining, Refined } stage = Stage::Instant;
    double errorBar_K = std::numeric_limits<double>::quiet_NaN();  ///< of an inlet, from grid and wander; NaN = not estimated
    std::size_t cell(int i, int j, int k) const { return (static_cast<std::size_t>(k) * ny + j) * nx + i; }
    /// Temperature at a point, from the nearest cell with air; NaN outside. Lower neighbours are tried where solid.
    float temperatureAt(Vec3 p) const;
};

/// Which cooler's air each rack and cooler of a room draws in the end (air that racks pass on counts with the cooler it
/// started from).
struct AirInfluence {
    Id room;
    std::vector<Id> drawing, giving;
    std::vector<float> share;  ///< drawing × giving, row-major, 0 … 1
    float at(std::size_t draws, std::size_t gives) const { return share[draws * giving.size() + gives]; }
};

enum class Fidelity { None, Coarse, Fine };

/// One figure of the strip: what it is, what it is limited by.
struct KeyFigure {
    const char* key = "";       ///< "worst_inlet_C"
    const char* label = "";     ///< TWIN_TR
    double value = std::numeric_limits<double>::quiet_NaN();
    Unit unit = Unit::None;
    enum class State { Neutral, Good, Warning, Bad } state = State::Neutral;
    Text note;                  ///< limited by, or what it counts
    Id item;                    ///< the binding object, if any
    Text derivation;            ///< equation, inputs and source
};

/// One line of the energy balance from the utility to the ambient.
struct Balance {
    const char* key = "";
    const char* label = "";  ///< TWIN_TR
    double in = 0, out = 0;  ///< W or kg/s
    double relative() const;
};

/// What the engine keeps with a frame to start the next solve from; opaque to everyone else.
struct EngineMemory;

/// What a solve gives: immutable, with the site it was solved from.
struct Frame {
    std::shared_ptr<const Site> site;
    Conditions conditions;
    Id variant;
    unsigned long long generation = 0;  ///< rises with every site handed to the runner
    Fidelity fidelity = Fidelity::None;
    std::map<std::pair<Kind, Quantity>, Column> columns;
    std::vector<std::shared_ptr<const AirField>> fields;
    std::vector<std::shared_ptr<const AirInfluence>> influences;  ///< rooms whose air was traced
    std::vector<KeyFigure> keyFigures;
    std::vector<Balance> balances;
    std::vector<std::pair<std::string, SolveReport>> reports;  ///< discipline → report
    SolveReport report;  ///< of the coupled solution
    Issues issues;
    double solveTime_s = 0;
    std::shared_ptr<const EngineMemory> memory;

    Column& column(Kind kind, Quantity quantity);  ///< made, filled with NaN, when absent
    double value(Kind kind, std::size_t index, Quantity quantity) const;
    double value(const Item& item, Quantity quantity) const;  ///< NaN when absent
    ValueState state(Kind kind, std::size_t index, Quantity quantity) const;  ///< Missing when absent
    ValueState state(const Item& item, Quantity quantity) const;
    const AirField* field(Id room) const;
    const KeyFigure* keyFigure(std::string_view key) const;
    /// Biggest relative imbalance of all balances.
    double worstBalance() const;
};

}  // namespace twin
