// SPDX-License-Identifier: GPL-3.0-or-later
// Vapour-compression chiller. Temperatures in kelvin where divided.
//
//   T_e   = T_leaving − a_e,   T_c = max(T_sink + a_c, T_e + minimum lift)
//   COP_C = T_e / (T_c − T_e)                                   Carnot
//   φ     = COP_rated / COP_C,rated                             Carnot fraction, constant
//   Q_av  = Q_rated · (1 + s_e·(T_leaving − T_leaving,rated) − s_c·(T_sink − T_sink,rated))
//   W_full = Q_av / (φ·COP_C)
//   W(x)  = W_full · (a + b·x + c·x²),   x = Q / Q_av           between minimum and full load
//   W(x)  = W(x_min) · x / x_min                                below: the machine runs x/x_min of the time
//
// a + b + c = 1. The curve is of whole machines at constant water temperatures, so the smaller approaches at part load
// are already in it and a_e, a_c stay as rated.
#include "twin/plant/chiller.h"

#include "twin/plant/rejection.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::plant {
namespace {

constexpr double kZero_K = 273.15;
constexpr double kCurveTolerance = 1e-3;  // DOE-2 curves are normalised to six digits; users' to three

struct Lift {
    double evaporation_K;
    double lift_K;
    bool atMinimum;
};

Lift liftAt(const ChillerRating& rating, double leaving_C, double sink_C) {
    const double evaporation_C = leaving_C - rating.evaporatorApproach_K;
    const double natural_K = sink_C + rating.condenserApproach_K - evaporation_C;
    return {evaporation_C + kZero_K, std::max(natural_K, rating.minimumLift_K), natural_K <= rating.minimumLift_K};
}

double curve(const std::array<double, 3>& k, double x) {
    return k[0] + x * (k[1] + x * k[2]);
}

bool checkRating(const ChillerRating& r, Issues& issues) {
    bool fine = checkNumber(r.capacity_W, "chillerCapacity", TWIN_TR("Rated capacity"), 1, 1e10, "W", issues);
    fine &= checkNumber(r.cop, "chillerCop", TWIN_TR("Rated COP"), 0.5, 50, "", issues);
    fine &= checkNumber(r.leaving_C, "chillerLeaving", TWIN_TR("Rated leaving temperature"), -10, 40, "°C", issues);
    fine &= checkNumber(r.sinkEntering_C, "chillerSink", TWIN_TR("Rated sink temperature"), -20, 60, "°C", issues);
    fine &=
        checkNumber(r.evaporatorApproach_K, "chillerEvaporator", TWIN_TR("Evaporator approach"), 0, 20, "K", issues);
    fine &= checkNumber(r.condenserApproach_K, "chillerCondenser", TWIN_TR("Condenser approach"), 0, 30, "K", issues);
    fine &= checkNumber(r.capacityPerLeaving_1_K, "chillerSlopeLeaving", TWIN_TR("Capacity over leaving temperature"),
                        0, 0.1, "1/K", issues);
    fine &= checkNumber(r.capacityPerSink_1_K, "chillerSlopeSink", TWIN_TR("Capacity over sink temperature"), 0, 0.1,
                        "1/K", issues);
    fine &= checkNumber(r.minimumLoad, "chillerMinimumLoad", TWIN_TR("Least load"), 0.01, 1, "", issues);
    fine &= checkNumber(r.minimumLift_K, "chillerMinimumLift", TWIN_TR("Least lift"), 1, 40, "K", issues);
    fine &= checkNumber(curve(r.partLoad, 1), "chillerCurve", TWIN_TR("Part-load curve at full load"),
                        1 - kCurveTolerance, 1 + kCurveTolerance, "", issues);
    for (double x : {0.25, 0.5, 0.75})
        if (fine)
            fine &= checkNumber(curve(r.partLoad, x), "chillerCurve", TWIN_TR("Part-load curve"), 0.01, 1, "", issues);
    return fine;
}

}  // namespace

Chiller makeChiller(const ChillerRating& rating) {
    Chiller chiller;
    chiller.rating = rating;
    if (!checkRating(rating, chiller.issues)) return chiller;
    const Lift lift = liftAt(rating, rating.leaving_C, rating.sinkEntering_C);
    const double carnot = lift.evaporation_K / lift.lift_K;
    chiller.carnotFraction = rating.cop / carnot;
    chiller.valid = checkNumber(rating.cop, "chillerCarnot", TWIN_TR("Rated COP against the ideal machine"), 0, carnot,
                                "", chiller.issues);
    return chiller;
}

ChillerState run(const Chiller& chiller, double heat_W, double leavingSetPoint_C, double sinkEntering_C) {
    ChillerState out;
    bool fine = checkNumber(heat_W, "heat", TWIN_TR("Heat to cool"), 0, 1e11, "W", out.issues);
    fine &= checkNumber(leavingSetPoint_C, "setPoint", TWIN_TR("Leaving set point"), -10, 40, "°C", out.issues);
    fine &= checkNumber(sinkEntering_C, "sink", TWIN_TR("Sink temperature"), -20, 60, "°C", out.issues);
    if (!chiller.valid) out.issues.insert(out.issues.end(), chiller.issues.begin(), chiller.issues.end());
    if (!fine || !chiller.valid) return out;

    const ChillerRating& rating = chiller.rating;
    const Lift lift = liftAt(rating, leavingSetPoint_C, sinkEntering_C);
    out.atMinimumLift = lift.atMinimum;
    out.available_W =
        std::max(0.0, rating.capacity_W * (1 + rating.capacityPerLeaving_1_K * (leavingSetPoint_C - rating.leaving_C) -
                                           rating.capacityPerSink_1_K * (sinkEntering_C - rating.sinkEntering_C)));
    if (heat_W == 0) {
        out.status = ChillerStatus::Idle;
        return out;
    }
    out.loadRatio = out.available_W > 0 ? heat_W / out.available_W : INFINITY;
    out.heatTaken_W = std::min(heat_W, out.available_W);
    out.shortfall_W = heat_W - out.heatTaken_W;
    const double full_W = out.available_W / (chiller.carnotFraction * lift.evaporation_K / lift.lift_K);
    const double x = std::min(out.loadRatio, 1.0);
    if (x >= rating.minimumLoad) {
        out.status = ChillerStatus::Running;
        out.power_W = full_W * curve(rating.partLoad, x);
    } else {
        out.status = ChillerStatus::Cycling;
        out.power_W = full_W * curve(rating.partLoad, rating.minimumLoad) * x / rating.minimumLoad;
    }
    out.cop = out.power_W > 0 ? out.heatTaken_W / out.power_W : 0;
    out.heatToAmbient_W = out.heatTaken_W + out.power_W;
    if (out.shortfall_W > 0) {
        out.status = ChillerStatus::Overloaded;
        addWarning(out.issues, "plant.chillerOverloaded",
                   {TWIN_TR("The chiller can take {0} kW at these temperatures, {1} kW less than asked."),
                    {fmt::format("{:.6g}", out.available_W / 1e3), fmt::format("{:.6g}", out.shortfall_W / 1e3)}},
                   {TWIN_TR("Add chillers, raise the set point, or cool the condenser better."), {}});
    }
    return out;
}

}  // namespace twin::plant
