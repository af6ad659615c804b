// SPDX-License-Identifier: GPL-3.0-or-later
// Counts of a generated hall. Every sizing rule stands beside the number that it gives.
#include "twin/model/generate_plan.h"

#include <algorithm>
#include <utility>

namespace twin::generated {

HallPlan planHall(int racks, std::mt19937_64& random, bool first) {
    const auto unit = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    HallPlan hall;
    hall.inRow = unit() < 0.5;
    double longest_m = 0;
    const int rows = std::min(racks, 2 * count(racks, 2 * kRacksPerRow));  // in pairs, so that every cold aisle has two
    for (int r = 0; r < rows; ++r) {
        RowPlan row;
        row.liquid = unit() < 0.6 || (first && hall.rows.empty());
        for (int i = 0; i < racks / rows + (r < racks % rows ? 1 : 0); ++i) {
            const double step_W = row.liquid ? 30e3 + 5e3 * std::floor(unit() * 7) : 8e3 + 1e3 * std::floor(unit() * 5);
            row.rack_W.push_back(step_W);
            row.power_W += step_W;
            row.air_W += step_W * (row.liquid ? 0.2 : 1.0);
        }
        hall.air_W += row.air_W;
        hall.liquid_W += row.power_W - (row.liquid ? row.air_W : row.power_W);
        hall.power_W += row.power_W;
        if (hall.inRow)  // heat with 6 % for fans, flow with 8 % to spare, one more
            row.coolers = 1 + std::max(count(1.06 * row.air_W, 65e3), count(1.08 * row.air_W / (kAirHeat_J_m3K * kRackAirRise_K), 4.8));
        longest_m = std::max(longest_m, kRackWidth_m * (static_cast<double>(row.rack_W.size()) + row.coolers));
        hall.rows.push_back(std::move(row));
    }
    double load_W = 0;
    for (RowPlan& row : hall.rows) {  // rows share a supply module while it can carry them alone
        if (hall.modules == 0 || load_W + row.power_W > kModule_W) {
            ++hall.modules;
            load_W = 0;
        }
        load_W += row.power_W;
        row.module = hall.modules - 1;
    }
    if (!hall.inRow)  // wall units share the heat unevenly: a fifth to spare
        hall.wallUnits = 1 + std::max(count(1.2 * hall.air_W, 160e3), count(1.08 * hall.air_W / (kAirHeat_J_m3K * kRackAirRise_K), 11.8));
    const double airUnits_W = 1.08 * hall.air_W;
    hall.chillers = 1 + count(airUnits_W, kChiller_W);
    hall.coldPumps = 1 + count(1.25 * airUnits_W / (4.19e6 * 6.0), kPumpSet_m3_s);
    if (hall.liquid_W > 0) {
        hall.cdus = 1 + count(hall.liquid_W, kCduDuty_W);
        hall.dryCoolers = 1 + count(1.15 * hall.liquid_W, kDryCooler_W);
        hall.warmPumps = 1 + count(1.3 * hall.liquid_W / (kWaterHeat_J_m3K * 10), kPumpSet_m3_s);
    }
    int coolers = 0;
    for (const RowPlan& row : hall.rows) coolers += row.coolers;
    hall.mech_W = hall.wallUnits * 7.8e3 + coolers * 2.6e3 + airUnits_W / 2.8 + (hall.coldPumps + hall.warmPumps) * 18e3 + hall.cdus * 13e3 + hall.dryCoolers * 34e3;
    hall.mechModules = count(hall.mech_W, kMechModule_W);

    const int pairs = count(static_cast<double>(hall.rows.size()), 2);
    hall.inner_m = std::max(upTo(longest_m, 0.6), 6.0);
    hall.width_m = hall.inner_m + 2 * kSideZone_m;
    const int perWall = (hall.wallUnits + 1) / 2;
    hall.length_m = upTo(std::max(pairs * kPairPitch_m + kAisle_m, perWall * 3.6 + 1.2), 0.6);
    hall.width_m = std::max(hall.width_m, upTo((hall.cdus + 1) * 1.5, 0.6));
    const int lanes = std::max(1, static_cast<int>((hall.width_m - 1.2) / 4.8));
    hall.power_m = upTo(count(2.0 * (hall.modules + hall.mechModules), lanes) * 17.4 + 1.2, 0.6);
    const int perRank = std::max(1, static_cast<int>(hall.width_m / 4.8));
    hall.yard_m = 10 + 15.6 * count(hall.dryCoolers + hall.chillers, perRank) + 4.2 * count(hall.warmPumps + hall.coldPumps + 5, std::max(1, static_cast<int>(hall.width_m / 3.0)));
    return hall;
}

}  // namespace twin::generated
