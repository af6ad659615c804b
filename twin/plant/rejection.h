// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <limits>

namespace twin::plant {

enum class RejectionStatus {
    Idle,            ///< no heat, fan off
    Controlled,      ///< the fan holds the set point
    Bypassing,       ///< slowest fan already cools below the set point; a water bypass holds it
    FullFan,         ///< no set point was asked for: as cold as it gets
    SetPointMissed,  ///< full fan, and the water still leaves warmer than asked; the heat is rejected all the same
    Overloaded,      ///< the water would enter hotter than the unit may get, or the air cannot take the heat
    Invalid,         ///< inputs refused, see issues; nothing computed
};

/// What a dry cooler or a tower does at one operating point.
///
/// Balance  heatToAmbient_W = heat_W + fanPower_W: the fans stand in the air stream.
struct Rejection {
    RejectionStatus status = RejectionStatus::Invalid;
    double heat_W = 0;  ///< taken from the water
    double entering_C = 0;
    double leaving_C = 0;
    double approach_K = 0;  ///< leaving above dry bulb (dry cooler) or wet bulb (tower)
    double missed_K = 0;    ///< leaving above the set point, 0 when met
    double fanRatio = 0;    ///< of rated speed
    double fanPower_W = 0;
    double heatToAmbient_W = 0;
    double evaporated_kg_s = 0;
    double drift_kg_s = 0;
    double blowdown_kg_s = 0;
    double makeup_kg_s = 0;
    Issues issues;
    bool met() const { return status != RejectionStatus::SetPointMissed && rejects(); }
    bool rejects() const { return status != RejectionStatus::Overloaded && status != RejectionStatus::Invalid; }
};

/// "As cold as it gets": no set point for the leaving water.
inline constexpr double kNoSetPoint_C = -std::numeric_limits<double>::infinity();

/// Fan power by the fan laws: rated power · ratio³.
///
/// Needs   ratio ≥ 0 of flow to rated flow in a system of fixed resistance; above about 1.2 no fan follows.
/// Source  ASHRAE Handbook HVAC Systems and Equipment 2020, chapter 21, fan laws (table 2, law 1c). Motor and drive
/// losses
///         are taken as constant shares, which is optimistic below a ratio of about 0.3.
double fanPower_W(double ratedPower_W, double flowRatio);

/// Power and flow of a room or in-row cooler's fans. The power ends as heat in the air they move.
struct FanState {
    bool valid = false;
    double flow_m3_s = 0;
    double power_W = 0;
    double heatToAir_W = 0;  ///< = power_W
    Issues issues;
};

/// Needs   ratedFlow_m3_s > 0, ratedPower_W ≥ 0, ratio 0 … 1.2 (more is an issue, and not computed).
FanState crahFan(double ratedFlow_m3_s, double ratedPower_W, double flowRatio);

/// One line for every number that must be finite and within [low, high]; used by all functions of this folder.
bool checkNumber(double value, const char* key, const char* label, double low, double high, const char* unit,
                 Issues& issues);

/// An issue of an operating point that cannot be held: Severity::Warning, code "plant.<key>".
void addWarning(Issues& issues, const char* code, Text text, Text hint);

/// The fan ratio in [low, high] at which `leaving(ratio)`, falling with ratio, is `target`; ends must bracket it.
template <typename Function>
double fanRatioFor(double target, double low, double atLow, double high, double atHigh, Function&& leaving) {
    double fLow = atLow - target, fHigh = atHigh - target;  // fLow ≥ 0 ≥ fHigh
    int side = 0;
    double ratio = low;
    for (int i = 0; i < 100; ++i) {
        const bool usable = fLow < 1e6 && fLow > fHigh;
        ratio = usable ? (low * -fHigh + high * fLow) / (fLow - fHigh) : 0.5 * (low + high);
        const double f = leaving(ratio) - target;
        if ((f <= 1e-9 && f >= -1e-9) || high - low < 1e-14) break;
        if (f > 0) {
            low = ratio;
            fLow = f;
            if (side == 1) fHigh *= 0.5;  // Illinois: an end that stays loses half its weight
            side = 1;
        } else {
            high = ratio;
            fHigh = f;
            if (side == -1) fLow *= 0.5;
            side = -1;
        }
    }
    return ratio;
}

}  // namespace twin::plant
