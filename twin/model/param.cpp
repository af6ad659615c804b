// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/param.h"

#include "twin/base/text.h"

#include <array>
#include <cassert>
#include <string>
#include <unordered_map>

namespace twin {

namespace {

constexpr const char* kPurpose[] = {"it", "power", "cooling", "battery", "support"};
constexpr const char* kPurposeLabel[] = {TWIN_TR("IT hall"), TWIN_TR("Power room"), TWIN_TR("Cooling room"), TWIN_TR("Battery room"), TWIN_TR("Support room")};
constexpr const char* kContainment[] = {"none", "cold_aisle", "hot_aisle"};
constexpr const char* kContainmentLabel[] = {TWIN_TR("Open"), TWIN_TR("Cold aisle contained"), TWIN_TR("Hot aisle contained")};
constexpr const char* kBasis[] = {"allocated", "nameplate", "measured"};
constexpr const char* kBasisLabel[] = {TWIN_TR("Allocated"), TWIN_TR("Nameplate"), TWIN_TR("Measured")};
constexpr const char* kPrecision[] = {"FP64", "FP32", "TF32", "BF16", "FP16", "FP8", "INT8", "FP4"};
constexpr const char* kSparsity[] = {"dense", "sparse"};
constexpr const char* kSparsityLabel[] = {TWIN_TR("Dense"), TWIN_TR("Sparse")};
constexpr const char* kLoad[] = {"training", "inference", "general"};
constexpr const char* kLoadLabel[] = {TWIN_TR("Training"), TWIN_TR("Inference"), TWIN_TR("General purpose")};
constexpr const char* kAirClass[] = {"A1", "A2", "A3", "A4", "H1"};
constexpr const char* kPath[] = {"underfloor", "direct", "overhead"};
constexpr const char* kPathLabel[] = {TWIN_TR("Under the floor"), TWIN_TR("Into the room"), TWIN_TR("From overhead, down into the aisle")};
constexpr const char* kValve[] = {"throttle", "check", "pressure_independent", "mixing", "diverting"};
constexpr const char* kValveLabel[] = {TWIN_TR("Throttling"), TWIN_TR("Check"), TWIN_TR("Pressure-independent"), TWIN_TR("Three-way, mixing"), TWIN_TR("Three-way, diverting")};
constexpr const char* kControl[] = {"hand", "temperature"};
constexpr const char* kControlLabel[] = {TWIN_TR("By hand"), TWIN_TR("Holds a temperature")};
constexpr const char* kTank[] = {"expansion", "buffer"};
constexpr const char* kTankLabel[] = {TWIN_TR("Expansion vessel"), TWIN_TR("Buffer tank")};
constexpr const char* kFluid[] = {"water", "pg25", "pg20", "pg30", "pg55", "eg30", "eg50"};
constexpr const char* kFluidLabel[] = {TWIN_TR("Water"), TWIN_TR("PG25"), TWIN_TR("PG20"), TWIN_TR("PG30"), TWIN_TR("PG55"), TWIN_TR("EG30"), TWIN_TR("EG50")};
constexpr const char* kRole[] = {"tcs", "fws"};
constexpr const char* kRoleLabel[] = {TWIN_TR("TCS (technology loop)"), TWIN_TR("FWS (facility water)")};
constexpr const char* kSide[] = {"none", "A", "B"};
constexpr const char* kSideLabel[] = {TWIN_TR("No side"), TWIN_TR("Side A"), TWIN_TR("Side B")};
constexpr const char* kDistribution[] = {"ac", "dc"};
constexpr const char* kDistributionLabel[] = {TWIN_TR("AC"), TWIN_TR("DC")};
constexpr const char* kUpsMode[] = {"double_conversion", "eco", "module_sleep"};
constexpr const char* kUpsModeLabel[] = {TWIN_TR("Double conversion"), TWIN_TR("Eco (static bypass)"), TWIN_TR("Module sleep")};
constexpr const char* kDerating[] = {"stated", "nec", "iec"};
constexpr const char* kDeratingLabel[] = {TWIN_TR("Usable share as stated"), TWIN_TR("NEC, 80 % continuous"), TWIN_TR("IEC 60364-5-52, GB/T 16895.6")};
constexpr const char* kPhases[] = {"as_fed", "three_phase", "l1_n", "l2_n", "l3_n", "l1_l2", "l2_l3", "l3_l1"};
constexpr const char* kPhasesLabel[] = {TWIN_TR("As fed"), TWIN_TR("Three-phase"), TWIN_TR("L1–N"), TWIN_TR("L2–N"), TWIN_TR("L3–N"), TWIN_TR("L1–L2"), TWIN_TR("L2–L3"), TWIN_TR("L3–L1")};
constexpr const char* kInsulation[] = {"pvc", "xlpe"};
constexpr const char* kInsulationLabel[] = {TWIN_TR("PVC (70 °C)"), TWIN_TR("XLPE, EPR (90 °C)")};
constexpr const char* kLaying[] = {"bunched", "wall_or_floor", "perforated_tray", "ladder"};
constexpr const char* kLayingLabel[] = {TWIN_TR("Bunched"), TWIN_TR("On a wall or floor"), TWIN_TR("On a perforated tray"), TWIN_TR("On a ladder")};
constexpr const char* kSensor[] = {"temperature", "humidity", "power", "flow", "pressure", "voltage", "current"};
constexpr const char* kSensorLabel[] = {TWIN_TR("Temperature"), TWIN_TR("Humidity"), TWIN_TR("Electric power"), TWIN_TR("Flow"), TWIN_TR("Pressure"), TWIN_TR("Voltage"), TWIN_TR("Current")};

using P = Param;
using U = Unit;
constexpr double kBig = 1e12;

// clang-format off
constexpr ParamSpec kSpecs[] = {
    {P::Width, "width_m", TWIN_TR("Width"), U::Metre, 0.01, 200, TWIN_TR("Extent along the row.")},
    {P::Depth, "depth_m", TWIN_TR("Depth"), U::Metre, 0.01, 200, TWIN_TR("Extent from front to rear.")},
    {P::Height, "height_m", TWIN_TR("Height"), U::Metre, 0.01, 60, TWIN_TR("Extent above its base.")},
    {P::Weight, "weight_kg", TWIN_TR("Weight"), U::Kilogram, 0, 2e6, TWIN_TR("Mass as installed and filled; sets the floor load.")},
    {P::ClearanceFront, "clearance_front_m", TWIN_TR("Clearance, front"), U::Metre, 0, 20, TWIN_TR("Free depth needed before the front.")},
    {P::ClearanceRear, "clearance_rear_m", TWIN_TR("Clearance, rear"), U::Metre, 0, 20, TWIN_TR("Free depth needed behind the rear.")},
    {P::RoomHeight, "room_height_m", TWIN_TR("Room height"), U::Metre, 1.8, 60, TWIN_TR("From finished floor to the ceiling of the room air.")},
    {P::RaisedFloor, "raised_floor_m", TWIN_TR("Raised floor"), U::Metre, 0, 5, TWIN_TR("Height of the floor void; 0 = slab.")},
    {P::CeilingVoid, "ceiling_void_m", TWIN_TR("Ceiling void"), U::Metre, 0, 5, TWIN_TR("Height of the return void; 0 = none.")},
    {P::FloorLoad, "floor_load_Pa", TWIN_TR("Floor load, allowed"), U::FloorLoad, 500, 200000, TWIN_TR("Uniform load that the floor carries, over the footprint and half the clearances.")},
    {P::RoomPurpose, "purpose", TWIN_TR("Purpose"), U::Choice, 0, 4, TWIN_TR("What the room is for; SPCF counts its area under this head."), kPurpose, kPurposeLabel},
    {P::TilePitch, "tile_pitch_m", TWIN_TR("Tile pitch"), U::Metre, 0.1, 3, TWIN_TR("Edge of a floor tile; racks snap to it.")},
    {P::OpenFraction, "open_fraction", TWIN_TR("Open area"), U::Fraction, 0, 1, TWIN_TR("Open share of a perforated tile; 0 = solid.")},
    {P::Containment, "containment", TWIN_TR("Containment"), U::Choice, 0, 2, TWIN_TR("Doors and roof that separate the aisle from the room."), kContainment, kContainmentLabel},
    {P::ContainmentLeakage, "containment_leakage_m2", TWIN_TR("Containment leakage"), U::OpenArea, 0, 100, TWIN_TR("Open area of gaps at doors, roof and between racks; the pressure across it sets its flow. 0 = not known: the aisle has the hall's pressure.")},
    {P::FloorLeakage, "floor_leakage", TWIN_TR("Floor leakage"), U::Fraction, 0, 0.1, TWIN_TR("Open share of the raised floor's seams, outside perforated tiles, from a pressure test of the floor (Radmehr, Karki, Patankar, Schmidt, IPACK2005-73273). 0 = tight.")},
    {P::WallHeatCapacity, "wall_heat_capacity_J_m2K", TWIN_TR("Wall heat capacity"), U::HeatCapacityPerArea, 0, 1e6, TWIN_TR("Of walls, floor and ceiling that the hall's air warms within minutes: two gypsum boards 22 kJ/m²K, the first 25 mm of concrete 50 kJ/m²K.")},
    {P::WallTransmittance, "wall_U_W_m2K", TWIN_TR("Wall transmittance"), U::Transmittance, 0, 10, TWIN_TR("U-value of the walls and the ceiling of the room's air, films included, towards outdoor air: insulated panels 0.2–0.4 W/m²K, a bare concrete wall 2–3 W/m²K. Where walls border on rooms as warm as this one, the mean over all areas. 0 = no heat passes.")},
    {P::OutdoorAir, "outdoor_air_m3_s", TWIN_TR("Outdoor air"), U::AirFlow, 0, 1000, TWIN_TR("Fresh air of the hall; with its coils and humidifiers it sets the hall's dew point. 0 = not given: the dew point of the conditions holds.")},
    {P::Humidifier, "humidifier_m3_s", TWIN_TR("Humidifiers"), U::WaterFlow, 0, 1, TWIN_TR("Water that the hall's humidifiers can evaporate.")},
    {P::DewPointLow, "dew_point_low_C", TWIN_TR("Lowest dew point"), U::Temperature, -40, 30, TWIN_TR("Held by the humidifiers; ASHRAE TC 9.9 (2021) recommends at least -9 °C.")},
    {P::RackUnits, "height_U", TWIN_TR("Rack units"), U::Count, 1, 100, TWIN_TR("Usable units, counted from the bottom.")},
    {P::PowerNameplate, "power_nameplate_W", TWIN_TR("Power, nameplate"), U::Power, 0, 5e6, TWIN_TR("Sum of nameplates; an upper bound that real loads do not reach.")},
    {P::PowerAllocated, "power_allocated_W", TWIN_TR("Power, allocated"), U::Power, 0, 5e6, TWIN_TR("What the design reserves for this rack.")},
    {P::PowerMeasured, "power_measured_W", TWIN_TR("Power, measured"), U::Power, 0, 5e6, TWIN_TR("What a meter showed; 0 = none.")},
    {P::PowerBasis, "power_basis", TWIN_TR("Power counted"), U::Choice, 0, 2, TWIN_TR("Which of the three figures the solution takes."), kBasis, kBasisLabel},
    {P::LiquidShare, "liquid_share", TWIN_TR("To liquid"), U::Fraction, 0, 1, TWIN_TR("Share of the heat that goes to cold plates; the rest heats the hall air.")},
    {P::AirDeltaT, "air_delta_t_K", TWIN_TR("Air ΔT"), U::TemperatureDifference, 1, 40, TWIN_TR("Rise of the air through the rack; sets its airflow when none is given.")},
    {P::AirFlow, "air_flow_m3_s", TWIN_TR("Airflow"), U::AirFlow, 0, 500, TWIN_TR("Volume flow of the fans; 0 = from the air ΔT.")},
    {P::Servers, "servers", TWIN_TR("Trays"), U::Count, 0, 200, TWIN_TR("Servers or compute trays inside.")},
    {P::Cards, "cards", TWIN_TR("Accelerators"), U::Count, 0, 5000, TWIN_TR("Accelerator cards inside.")},
    {P::Compute, "compute_FLOPS", TWIN_TR("Compute"), U::Compute, 0, 1e21, TWIN_TR("Peak at the stated precision and sparsity.")},
    {P::Precision, "precision", TWIN_TR("Precision"), U::Choice, 0, 7, TWIN_TR("Number format of the compute figure."), kPrecision, kPrecision},
    {P::Sparsity, "sparsity", TWIN_TR("Sparsity"), U::Choice, 0, 1, TWIN_TR("Whether the compute figure counts structured sparsity."), kSparsity, kSparsityLabel},
    {P::LoadClass, "load_class", TWIN_TR("Load class"), U::Choice, 0, 2, TWIN_TR("Which load fraction of the conditions applies."), kLoad, kLoadLabel},
    {P::AirClass, "air_class", TWIN_TR("ASHRAE class"), U::Choice, 0, 4, TWIN_TR("Thermal class of the equipment (ASHRAE TC 9.9)."), kAirClass, kAirClass},
    {P::CableCutout, "cable_cutout_m2", TWIN_TR("Cable cut-out"), U::OpenArea, 0, 2, TWIN_TR("Open area left in the floor behind the rack; 0.02–0.04 m² without grommets. Floor air leaks through it into the exhaust. 0 = sealed.")},
    {P::BlankingGap, "blanking_gap_m2", TWIN_TR("Gaps front to rear"), U::OpenArea, 0, 2, TWIN_TR("Open area without blanking panels (one unit: 0.02 m²) and under the rack; counts where the aisle's leakage is given. 0 = closed.")},
    {P::AirHeatCapacity, "air_heat_capacity_J_K", TWIN_TR("Heat capacity, air side"), U::HeatCapacity, 0, 1e9, TWIN_TR("Of the metal that the rack's air passes: it delays warming without cooling. 0 = weight times 0.44 kJ/kgK (steel at 20 °C, EN 1993-1-2), less cold plates.")},
    {P::LiquidReturnLimit, "liquid_return_limit_C", TWIN_TR("Return limit"), U::Temperature, 20, 80, TWIN_TR("Highest leaving coolant temperature; sets the flow the rack needs at a supply temperature.")},
    {P::LiquidRefFlow, "liquid_ref_flow_m3_s", TWIN_TR("Reference flow"), U::WaterFlow, 1e-7, 1, TWIN_TR("Flow at which the pressure drop is stated.")},
    {P::LiquidRefDrop, "liquid_ref_drop_Pa", TWIN_TR("Pressure drop"), U::Pressure, 1, 2e6, TWIN_TR("Drop at the reference flow, couplings and manifold of the rack included.")},
    {P::LiquidLaminarShare, "liquid_laminar_share", TWIN_TR("Laminar share"), U::Fraction, 0, 1, TWIN_TR("Share of the drop that is linear in flow (cold-plate channels).")},
    {P::PlateHeatCapacity, "plate_heat_capacity_J_K", TWIN_TR("Cold-plate heat capacity"), U::HeatCapacity, 0, 1e8, TWIN_TR("Of all cold plates and chips of the object: copper at 385 J/kgK. It sets how fast chips warm without flow.")},
    {P::ChipRise, "chip_rise_K", TWIN_TR("Chip above coolant"), U::TemperatureDifference, 0, 100, TWIN_TR("At the allocated power: chip temperature less that of the coolant that leaves its plate.")},
    {P::ChipLimit, "chip_limit_C", TWIN_TR("Throttle temperature"), U::Temperature, 20, 150, TWIN_TR("Chip temperature at which clocks are cut.")},
    {P::CoolingCapacity, "cooling_capacity_W", TWIN_TR("Cooling capacity"), U::Power, 0, 1e9, TWIN_TR("Heat it removes at its rating point.")},
    {P::SupplyTemperature, "supply_temperature_C", TWIN_TR("Supply set point"), U::Temperature, -10, 70, TWIN_TR("Leaving temperature that its control holds while capacity lasts.")},
    {P::FanPower, "fan_power_W", TWIN_TR("Fan power"), U::Power, 0, 1e7, TWIN_TR("Electric power of the fans at the stated airflow.")},
    {P::FanPressure, "fan_pressure_Pa", TWIN_TR("Fan pressure"), U::AirPressure, 0, 5000, TWIN_TR("External static pressure at the stated airflow, as rated.")},
    {P::FanShutOff, "fan_shut_off_Pa", TWIN_TR("Fan shut-off pressure"), U::AirPressure, 0, 5000, TWIN_TR("Static pressure of the fans at no flow: with the rated point it gives their curve. 0 = speed control holds the stated airflow.")},
    {P::AirPath, "air_path", TWIN_TR("Supply path"), U::Choice, 0, 2, TWIN_TR("Through the floor void and its perforated tiles, straight into the room, or from a unit that hangs over the aisle: it draws at its rear and gives downwards."), kPath, kPathLabel},
    {P::Fluid, "fluid", TWIN_TR("Coolant"), U::Choice, 0, 6, TWIN_TR("What fills the technology loop."), kFluid, kFluidLabel},
    {P::LoopRole, "loop_role", TWIN_TR("Loop"), U::Choice, 0, 1, TWIN_TR("Technology cooling system or facility water system."), kRole, kRoleLabel},
    {P::PumpHead, "pump_head_Pa", TWIN_TR("Pump head"), U::Pressure, 0, 5e6, TWIN_TR("Head of the running pumps at their rated flow.")},
    {P::PumpFlow, "pump_flow_m3_s", TWIN_TR("Pump flow"), U::WaterFlow, 0, 10, TWIN_TR("Rated flow of the running pumps together.")},
    {P::PumpCount, "pump_count", TWIN_TR("Pumps installed"), U::Count, 1, 20, TWIN_TR("Standby included; one of them may stand by.")},
    {P::PumpEfficiency, "pump_efficiency", TWIN_TR("Pump efficiency"), U::Fraction, 0.05, 1, TWIN_TR("Hydraulic over electric power, motor and drive included.")},
    {P::DifferentialPressure, "differential_pressure_Pa", TWIN_TR("Δp set point"), U::Pressure, 0, 2e6, TWIN_TR("Difference the pumps hold across the secondary connections; 0 = full speed.")},
    {P::Approach, "approach_K", TWIN_TR("Approach"), U::TemperatureDifference, 0, 40, TWIN_TR("Technology supply over facility supply at rated duty.")},
    {P::FacilityDrop, "facility_drop_Pa", TWIN_TR("Facility-side drop"), U::Pressure, 0, 2e6, TWIN_TR("Pressure drop of the facility-water side at rated flow.")},
    {P::Diameter, "diameter_m", TWIN_TR("Inner diameter"), U::Diameter, 0.002, 3, TWIN_TR("Clear bore.")},
    {P::Roughness, "roughness_m", TWIN_TR("Roughness"), U::Roughness, 0, 0.01, TWIN_TR("Equivalent sand roughness of the wall.")},
    {P::MinorLoss, "minor_loss", TWIN_TR("Minor loss K"), U::None, 0, 10000, TWIN_TR("Sum of loss coefficients of bends, valves and tees.")},
    {P::Volume, "volume_m3", TWIN_TR("Volume"), U::Volume, 0, 10000, TWIN_TR("Liquid it holds.")},
    {P::Clogging, "clogging", TWIN_TR("Clogging"), U::Fraction, 0, 0.99, TWIN_TR("Share of the free area that dirt has closed.")},
    {P::CoastDown, "coast_down_s", TWIN_TR("Coast-down"), U::Seconds, 0, 600, TWIN_TR("Time to half speed after a trip: rotor inertia over load torque.")},
    {P::NpshRequired, "npsh_required_Pa", TWIN_TR("NPSH required"), U::Pressure, 0, 1e6, TWIN_TR("At rated flow, as a pressure of the pumped fluid, from the pump's curve.")},
    {P::ValveKind, "valve_kind", TWIN_TR("Valve type"), U::Choice, 0, 4, TWIN_TR("Throttling (balancing, shut-off), check, pressure-independent with a flow limit, or three-way: mixing joins in and bypass at out, diverting splits in to out and bypass."), kValve, kValveLabel},
    {P::Opening, "opening", TWIN_TR("Opening"), U::Fraction, 0, 1, TWIN_TR("Share of the full flow coefficient; 0 is shut. Of a three-way valve the straight way, the bypass has the rest. Set by the controller where there is one.")},
    {P::FlowLimit, "flow_limit_m3_s", TWIN_TR("Flow limit"), U::WaterFlow, 0, 10, TWIN_TR("What a pressure-independent valve lets through at most; 0 is no limit.")},
    {P::ValveControl, "valve_control", TWIN_TR("Control"), U::Choice, 0, 1, TWIN_TR("By hand, or a controller that holds the supply set point: a mixing valve of the mixed water, a diverting valve where its bypass joins again, a throttling valve of the water that comes to it."), kControl, kControlLabel},
    {P::TankUse, "tank_use", TWIN_TR("Use"), U::Choice, 0, 1, TWIN_TR("Expansion vessel (sets the pressure) or buffer tank that the flow passes through."), kTank, kTankLabel},
    {P::FillPressure, "fill_pressure_Pa", TWIN_TR("Fill pressure"), U::Pressure, 0, 2e6, TWIN_TR("Over the atmosphere at the expansion vessel, cold; make-up holds it.")},
    {P::ReliefPressure, "relief_pressure_Pa", TWIN_TR("Relief pressure"), U::Pressure, 0, 4e6, TWIN_TR("Set pressure of the loop's safety valve, over the atmosphere: the vessel takes the expansion below it, the loop is tested above it.")},
    {P::ChangeDrop, "change_drop_Pa", TWIN_TR("Change at"), U::Pressure, 1, 2e6, TWIN_TR("Drop at the reference flow at which the filter is cleaned or changed, from its data sheet.")},
    {P::RatedCop, "rated_cop", TWIN_TR("COP, rated"), U::None, 0.5, 100, TWIN_TR("Cooling over electric power at the rating point; the operating COP is computed.")},
    {P::RatedApproach, "rated_approach_K", TWIN_TR("Approach, rated"), U::TemperatureDifference, 0.5, 40, TWIN_TR("Leaving water over wet bulb (tower) or dry bulb (dry cooler) at rated heat.")},
    {P::RatedAmbient, "rated_ambient_C", TWIN_TR("Ambient, rated"), U::Temperature, -20, 60, TWIN_TR("Outdoor temperature of the rating point.")},
    {P::RatedPower, "rated_power_W", TWIN_TR("Rating"), U::Power, 0, kBig, TWIN_TR("Real power that it can carry continuously.")},
    {P::RatedApparent, "rated_apparent_VA", TWIN_TR("Rating, apparent"), U::ApparentPower, 0, kBig, TWIN_TR("Apparent power that it can carry; kVA is never compared with kW.")},
    {P::PowerFactor, "power_factor", TWIN_TR("Power factor"), U::None, 0.1, 1, TWIN_TR("Of the load that it sees.")},
    {P::Voltage, "voltage_V", TWIN_TR("Voltage in"), U::Voltage, 1, 500000, TWIN_TR("Nominal, line to line for AC.")},
    {P::VoltageOut, "voltage_out_V", TWIN_TR("Voltage out"), U::Voltage, 1, 500000, TWIN_TR("Nominal, line to line for AC.")},
    {P::Current, "rated_current_A", TWIN_TR("Current rating"), U::Current, 0, 100000, TWIN_TR("Conductor or breaker rating; the usable share applies to it.")},
    {P::Efficiency25, "efficiency_25", TWIN_TR("Efficiency at 25 %"), U::Fraction, 0.3, 1, TWIN_TR("Output over input at a quarter of the rating.")},
    {P::Efficiency50, "efficiency_50", TWIN_TR("Efficiency at 50 %"), U::Fraction, 0.3, 1, TWIN_TR("Output over input at half of the rating.")},
    {P::Efficiency75, "efficiency_75", TWIN_TR("Efficiency at 75 %"), U::Fraction, 0.3, 1, TWIN_TR("Output over input at three quarters of the rating.")},
    {P::Efficiency100, "efficiency_100", TWIN_TR("Efficiency at 100 %"), U::Fraction, 0.3, 1, TWIN_TR("Output over input at the rating.")},
    {P::StandbyLoss, "standby_loss_W", TWIN_TR("No-load loss"), U::Power, 0, 1e7, TWIN_TR("Drawn with nothing connected.")},
    {P::Side, "side", TWIN_TR("Side"), U::Choice, 0, 2, TWIN_TR("Which of the two supply sides it belongs to."), kSide, kSideLabel},
    {P::Distribution, "distribution", TWIN_TR("Distribution"), U::Choice, 0, 1, TWIN_TR("Alternating or direct current at its output."), kDistribution, kDistributionLabel},
    {P::UsableShare, "usable_share", TWIN_TR("Usable share"), U::Fraction, 0.1, 1, TWIN_TR("Continuous load over rating: 80 % by NEC 210.20 for breakers, 100 % where the rating is continuous.")},
    {P::ResistancePerMetre, "resistance_ohm_m", TWIN_TR("Resistance"), U::ResistancePerMetre, 0, 1, TWIN_TR("Of one conductor at working temperature.")},
    {P::OwnPower, "own_power_W", TWIN_TR("Own consumption"), U::Power, 0, 1e9, TWIN_TR("Electric power of auxiliaries that run with it.")},
    {P::PcsPower, "pcs_power_W", TWIN_TR("PCS power"), U::Power, 0, 1e9, TWIN_TR("Power of the converter, sized apart from the cells.")},
    {P::CellEnergy, "cell_energy_J", TWIN_TR("Cell energy"), U::Energy, 0, 1e14, TWIN_TR("Usable energy of the cells.")},
    {P::UpsMode, "ups_mode", TWIN_TR("Mode"), U::Choice, 0, 2, TWIN_TR("The stated efficiencies are those of double conversion; eco and module sleep are computed from them."), kUpsMode, kUpsModeLabel},
    {P::Modules, "modules", TWIN_TR("Power modules"), U::Count, 1, 1000, TWIN_TR("Equal modules in parallel; in module sleep only as many are awake as the load needs.")},
    {P::SpareModules, "spare_modules", TWIN_TR("Spare modules"), U::Count, 0, 100, TWIN_TR("Kept awake beyond what the load needs.")},
    {P::Derating, "derating", TWIN_TR("Derating"), U::Choice, 0, 2, TWIN_TR("Rule that says how much of the current rating may be used continuously: NEC 210.20(A) and 215.3, or IEC 60364-5-52 (GB/T 16895.6) by ambient and grouping."), kDerating, kDeratingLabel},
    {P::ConductorAmbient, "conductor_ambient_C", TWIN_TR("Air around it"), U::Temperature, 10, 80, TWIN_TR("Ambient of the conductors; the table's reference is 30 °C (IEC 60364-5-52, table B.52.14).")},
    {P::GroupedCircuits, "grouped_circuits", TWIN_TR("Circuits side by side"), U::Count, 1, 20, TWIN_TR("Loaded circuits that touch, this one included (IEC 60364-5-52, table B.52.17).")},
    {P::Insulation, "insulation", TWIN_TR("Insulation"), U::Choice, 0, 1, TWIN_TR("Sets how hot the conductor may get."), kInsulation, kInsulationLabel},
    {P::Laying, "laying", TWIN_TR("Laying"), U::Choice, 0, 3, TWIN_TR("How grouped circuits lie."), kLaying, kLayingLabel},
    {P::ShortCircuitPower, "short_circuit_VA", TWIN_TR("Short-circuit power"), U::ApparentPower, 0, kBig, TWIN_TR("Of the grid at the point of connection, from its operator. 0 = not stated: 350 MVA is assumed.")},
    {P::ShortCircuitVoltage, "short_circuit_voltage", TWIN_TR("Short-circuit voltage"), U::Fraction, 0, 0.3, TWIN_TR("u_k of the name plate. 0 = not stated: by the rating (IEC 60076-5, table 1).")},
    {P::FaultRating, "fault_rating_A", TWIN_TR("Fault rating"), U::Current, 0, 1e6, TWIN_TR("Short-circuit current that it withstands and interrupts (I_cw, I_cu, SCCR). 0 = not stated.")},
    {P::Phases, "phases", TWIN_TR("Phases"), U::Choice, 0, 7, TWIN_TR("What it takes from its feed: all three phases, one against neutral, two against each other, or whatever the feed has. Nominal voltages stay those between lines."), kPhases, kPhasesLabel},
    {P::Tap, "tap", TWIN_TR("Tap"), U::Fraction, -0.15, 0.15, TWIN_TR("Position of the tap changer: what the secondary voltage is raised by, of nominal.")},
    {P::EnergyPrice, "energy_price_per_kWh", TWIN_TR("Energy price, per kWh"), U::None, 0, 100, TWIN_TR("Of the tariff, in the currency of your choice. 0 = not stated.")},
    {P::DemandPrice, "demand_price_per_kW_month", TWIN_TR("Demand price, per kW and month"), U::None, 0, 10000, TWIN_TR("Of the tariff, for the highest power of a month. 0 = not stated.")},
    {P::SensorQuantity, "sensor_quantity", TWIN_TR("Measures"), U::Choice, 0, 6, TWIN_TR("What the sensor reports."), kSensor, kSensorLabel},
};
// clang-format on
static_assert(std::size(kSpecs) == static_cast<std::size_t>(Param::Count_));

}  // namespace

const ParamSpec& spec(Param param) {
    const ParamSpec& row = kSpecs[static_cast<std::size_t>(param)];
    assert(row.id == param);
    return row;
}

Param paramFromKey(std::string_view key) {
    static const auto index = [] {
        std::unordered_map<std::string_view, Param> map;
        for (const ParamSpec& row : kSpecs) map.emplace(row.key, row.id);
        return map;
    }();
    const auto found = index.find(key);
    return found == index.end() ? Param::Count_ : found->second;
}

}  // namespace twin
