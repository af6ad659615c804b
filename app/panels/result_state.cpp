// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/result_state.h"

#include "twin/liquid/loop_checks.h"

#include <cmath>

namespace plenum::app {

namespace {

struct InletLimits {
    double recommended_C, allowable_C;
};

constexpr InletLimits kInlet[] = {{27, 32}, {27, 35}, {27, 40}, {27, 45}, {22, 25}};  // A1, A2, A3, A4, H1; °C
constexpr double kTightLoad = 0.9;       // of the usable rating: little is left
constexpr double kTightMargin = 0.05;    // of the needed flow
constexpr double kNoise_m_s = 1.5;       // pipe velocity from which it is heard
constexpr double kReturnTolerance_K = 0.05;

Mark below(double value, double tight, double limit) {
    if (value > limit) return Mark::Bad;
    return value > tight ? Mark::Warning : Mark::Good;
}

const InletLimits& limitsOf(const twin::Site& site, const twin::Item& item) {
    const auto at = static_cast<std::size_t>(site.choice<twin::AirClass>(item, twin::Param::AirClass));
    return kInlet[std::min(at, std::size(kInlet) - 1)];
}

}  // namespace

double recommendedInlet_C(const twin::Site& site, const twin::Item& item) { return limitsOf(site, item).recommended_C; }

Mark resultMark(const twin::Site& site, const twin::Item& item, twin::Quantity quantity, double value) {
    using Q = twin::Quantity;
    if (!std::isfinite(value)) return Mark::None;
    switch (quantity) {
        case Q::InletTemperature: case Q::InletLow: case Q::InletMid: case Q::InletHigh: {
            if (!twin::isCompute(item.kind)) return Mark::None;
            const InletLimits& limits = limitsOf(site, item);
            return below(value, limits.recommended_C, limits.allowable_C);
        }
        case Q::AirMargin: return value < 0 ? Mark::Warning : Mark::Good;
        case Q::FlowMargin: return value < 0 ? Mark::Bad : value < kTightMargin ? Mark::Warning : Mark::Good;
        case Q::PressureMargin: return value < 0 ? Mark::Bad : Mark::Good;
        case Q::LoadFraction: case Q::LoadAfterLoss: return below(value, kTightLoad, 1);
        case Q::Velocity: return below(value, kNoise_m_s, twin::liquid::kErosion_m_s);
        case Q::NpshMargin: return value < 0 ? Mark::Bad : value < twin::liquid::kLeastNpshReserve_Pa ? Mark::Warning : Mark::Good;
        case Q::CapacityUsed: case Q::FilterLoad: return below(value, kTightLoad, 1);
        case Q::LiquidReturn: {
            const double limit_C = site.value(item, twin::Param::LiquidReturnLimit);
            if (!std::isfinite(limit_C)) return Mark::None;
            return value > limit_C + kReturnTolerance_K ? Mark::Bad : Mark::Good;
        }
        case Q::CoolingLoad: {
            const double capacity_W = site.value(item, twin::Param::CoolingCapacity);
            return capacity_W > 0 ? below(value, kTightLoad * capacity_W, capacity_W) : Mark::None;
        }
        case Q::FloorLoad: {
            const twin::Item* room = twin::roomOf(site, item);
            if (room == nullptr) return Mark::None;
            const double allowed_Pa = site.value(*room, twin::Param::FloorLoad);
            return below(value, kTightLoad * allowed_Pa, allowed_Pa);
        }
        default: return Mark::None;
    }
}

}  // namespace plenum::app
