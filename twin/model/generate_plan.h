// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <random>
#include <vector>

namespace twin::generated {

inline constexpr int kRacksPerHall = 400, kRacksPerRow = 20, kHallsPerLine = 8;
inline constexpr double kRackWidth_m = 0.6, kRackDepth_m = 1.2, kAisle_m = 1.2;
inline constexpr double kPairPitch_m = 2 * (kRackDepth_m + kAisle_m);  // two rows, their cold aisle and one hot aisle
inline constexpr double kSideZone_m = 3.0;                             // air units and a passage at both ends of the rows
inline constexpr double kAirHeat_J_m3K = 1207;                         // ρ c_p of air at 20 °C
inline constexpr double kRackAirRise_K = 12;
inline constexpr double kWaterHeat_J_m3K = 4.14e6;                     // ρ c_p of water at 45 °C
inline constexpr double kTcsSupply_C = 42, kTcsReturn_C = 55;
inline constexpr double kModule_W = 2.0e6;     // IT load of a supply module with the other side lost: 83 % of 2 UPS of 1.2 MW
inline constexpr double kMechModule_W = 1.9e6; // 78 % of 2.5 MVA at power factor 0.97
inline constexpr double kChiller_W = 1.2e6, kDryCooler_W = 2.0e6, kCduDuty_W = 1.0e6;
inline constexpr double kPumpSet_m3_s = 0.05;

/// One row of racks and what it takes.
struct RowPlan {
    std::vector<double> rack_W;
    bool liquid = false;
    double power_W = 0, air_W = 0;
    int coolers = 0;  // in-row
    int module = 0;
};

/// One hall: its rows and the number of machines that serve it.
struct HallPlan {
    std::vector<RowPlan> rows;
    bool inRow = false;
    int wallUnits = 0, cdus = 0, dryCoolers = 0, chillers = 0, warmPumps = 0, coldPumps = 0, modules = 0, mechModules = 0;
    double air_W = 0, liquid_W = 0, power_W = 0, mech_W = 0;
    double inner_m = 0, width_m = 0, length_m = 0, plant_m = 6.6, power_m = 0, yard_m = 0;
    double below_m() const { return plant_m + power_m; }
};

inline int count(double need, double each) { return static_cast<int>(std::ceil(need / each - 1e-9)); }
inline double upTo(double length_m, double pitch_m) { return std::ceil(length_m / pitch_m - 1e-9) * pitch_m; }

/// How many of everything a hall of so many racks needs, and how large it is; nothing is placed yet.
HallPlan planHall(int racks, std::mt19937_64& random, bool first);

}  // namespace twin::generated
