// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/plant/rejection.h"

namespace twin::plant {

/// A dry cooler's data sheet. Heat capacity rates are mass flow · specific heat.
struct DryCoolerRating {
    double heat_W = 0;
    double waterCapacity_W_K = 0;
    double airCapacity_W_K = 0;
    double entering_C = 0;
    double ambient_C = 0;
    double fanPower_W = 0;
    double minimumFanRatio = 0.2;     ///< 0.1–0.3, assumption (drive limit)
    double maxEntering_C = 70;        ///< of the coil and its fluid, assumption
    double airResistanceShare = 0.8;  ///< of 1/UA at rating on the air side; 0.6–0.95, assumption (finned coils)
    double airExponent = 0.6;         ///< air-side film over air flow; 0.5–0.8, Kays and London 1984
    double waterExponent = 0.8;       ///< water-side film over water flow; Dittus and Boelter, turbulent
};

/// A rated dry cooler: UA found from the rating. Not valid when the rating is impossible (see issues).
struct DryCooler {
    DryCoolerRating rating;
    double ua_W_K = 0;
    bool valid = false;
    Issues issues;
};

DryCooler makeDryCooler(const DryCoolerRating& rating);

struct DryCoolerPoint {
    double heat_W = 0;
    double waterCapacity_W_K = 0;
    double ambient_C = 0;
    double setPoint_C = kNoSetPoint_C;  ///< of the leaving water
};

/// Steady state at given heat and water flow: both temperatures follow.
///
/// Needs   heat ≥ 0, flow > 0.  Errors  none thrown; see Rejection::status and issues.
/// Limits  no frost, no humidity, no recirculation of hot air; properties constant.  Balance  as Rejection says.
/// Cost    about 0.15 µs at full fan, 1.5 µs with a set point.  Thread-safe: yes.
/// Source  ε-NTU, Kays and London 1984; fan laws.  Range  ambient −40 … 60 °C.
Rejection reject(const DryCooler& cooler, const DryCoolerPoint& point);

}  // namespace twin::plant
