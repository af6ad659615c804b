// SPDX-License-Identifier: GPL-3.0-or-later
// Dry cooler, water to air, crossflow with both streams unmixed. C_w, C_a capacity rates [W/K], r fan ratio.
//
//   C_a(r) = C_a,rated · r
//   1/UA   = (1/UA_rated) · ( s / r^m + (1 − s) / (C_w/C_w,rated)^k )     s: air's share of the resistance at rating
//   ε      = ε_crossflow(UA / C_min, C_min / C_max)
//   Q      = ε · C_min · (T_in − T_a)      and      Q = C_w · (T_in − T_out)
//
// Q and C_w being given, both temperatures are explicit:  T_in = T_a + Q/(ε·C_min),  T_out = T_in − Q/C_w.
// T_out falls with r, so a set point has at most one fan ratio, found by a bracketed secant. UA_rated comes from the
// rating by inverting ε.
#include "twin/plant/dry_cooler.h"

#include "twin/media/effectiveness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::plant {
namespace {

struct Temperatures {
    double entering_C;
    double leaving_C;
};

Temperatures temperaturesAt(const DryCooler& cooler, const DryCoolerPoint& point, double ratio) {
    const DryCoolerRating& rating = cooler.rating;
    const double air = std::pow(ratio, rating.airExponent);
    const double water = std::pow(point.waterCapacity_W_K / rating.waterCapacity_W_K, rating.waterExponent);
    const double ua = cooler.ua_W_K / (rating.airResistanceShare / air + (1 - rating.airResistanceShare) / water);
    const double airCapacity = rating.airCapacity_W_K * ratio;
    const double least = std::min(airCapacity, point.waterCapacity_W_K);
    const double most = std::max(airCapacity, point.waterCapacity_W_K);
    const double effectiveness = crossflowEffectiveness(ua / least, least / most);
    const double entering_C = point.ambient_C + point.heat_W / (effectiveness * least);
    return {entering_C, entering_C - point.heat_W / point.waterCapacity_W_K};
}

bool checkRating(const DryCoolerRating& r, Issues& issues) {
    bool fine = checkNumber(r.heat_W, "ratedHeat", TWIN_TR("Rated heat"), 1, 1e10, "W", issues);
    fine &= checkNumber(r.waterCapacity_W_K, "ratedWater", TWIN_TR("Rated water capacity rate"), 1, 1e9, "W/K", issues);
    fine &= checkNumber(r.airCapacity_W_K, "ratedAir", TWIN_TR("Rated air capacity rate"), 1, 1e9, "W/K", issues);
    fine &= checkNumber(r.ambient_C, "ratedAmbient", TWIN_TR("Rated ambient temperature"), -40, 60, "°C", issues);
    fine &= checkNumber(r.entering_C, "ratedEntering", TWIN_TR("Rated entering temperature"), -40, 150, "°C", issues);
    fine &= checkNumber(r.fanPower_W, "ratedFan", TWIN_TR("Rated fan power"), 0, 1e8, "W", issues);
    fine &= checkNumber(r.minimumFanRatio, "minimumFan", TWIN_TR("Slowest fan"), 0.01, 1, "", issues);
    fine &= checkNumber(r.maxEntering_C, "maxEntering", TWIN_TR("Hottest entering water"), -40, 200, "°C", issues);
    fine &= checkNumber(r.airResistanceShare, "airShare", TWIN_TR("Share of resistance in air"), 0, 1, "", issues);
    fine &= checkNumber(r.airExponent, "airExponent", TWIN_TR("Exponent of air flow"), 0, 1, "", issues);
    fine &= checkNumber(r.waterExponent, "waterExponent", TWIN_TR("Exponent of water flow"), 0, 1, "", issues);
    return fine;
}

}  // namespace

DryCooler makeDryCooler(const DryCoolerRating& rating) {
    DryCooler cooler;
    cooler.rating = rating;
    if (!checkRating(rating, cooler.issues)) return cooler;
    const double least = std::min(rating.airCapacity_W_K, rating.waterCapacity_W_K);
    const double most = std::max(rating.airCapacity_W_K, rating.waterCapacity_W_K);
    const double difference_K = rating.entering_C - rating.ambient_C;
    const double ntu = difference_K > 0 ? crossflowNtu(rating.heat_W / (least * difference_K), least / most) : INFINITY;
    cooler.ua_W_K = ntu * least;
    cooler.valid = std::isfinite(cooler.ua_W_K);
    if (!cooler.valid) {
        Issue issue;
        issue.severity = Severity::Error;
        issue.code = "plant.dryCoolerRatingImpossible";
        issue.text = {TWIN_TR("No dry cooler moves {0} kW at {1} K between entering water and air with these flows."),
                      {fmt::format("{:.6g}", rating.heat_W / 1e3), fmt::format("{:.4g}", difference_K)}};
        issue.hint = {TWIN_TR("Raise the entering temperature, or the air or water flow."), {}};
        cooler.issues.push_back(std::move(issue));
    }
    return cooler;
}

Rejection reject(const DryCooler& cooler, const DryCoolerPoint& point) {
    Rejection out;
    bool fine = checkNumber(point.heat_W, "heat", TWIN_TR("Heat to reject"), 0, 1e11, "W", out.issues);
    fine &=
        checkNumber(point.waterCapacity_W_K, "water", TWIN_TR("Water capacity rate"), 1e-3, 1e10, "W/K", out.issues);
    fine &= checkNumber(point.ambient_C, "ambient", TWIN_TR("Ambient temperature"), -40, 60, "°C", out.issues);
    const bool controlled = point.setPoint_C != kNoSetPoint_C;
    if (controlled) fine &= checkNumber(point.setPoint_C, "setPoint", TWIN_TR("Set point"), -60, 200, "°C", out.issues);
    if (!cooler.valid) out.issues.insert(out.issues.end(), cooler.issues.begin(), cooler.issues.end());
    if (!fine || !cooler.valid) return out;

    if (point.heat_W == 0) {
        out.status = RejectionStatus::Idle;
        out.entering_C = out.leaving_C = controlled ? point.setPoint_C : point.ambient_C;
        out.approach_K = out.leaving_C - point.ambient_C;
        return out;
    }
    Temperatures at = temperaturesAt(cooler, point, 1);
    out.fanRatio = 1;
    out.status = controlled ? RejectionStatus::SetPointMissed : RejectionStatus::FullFan;
    if (controlled && at.leaving_C <= point.setPoint_C) {
        const double slowest = cooler.rating.minimumFanRatio;
        const Temperatures slow = temperaturesAt(cooler, point, slowest);
        if (slow.leaving_C <= point.setPoint_C) {
            out.status = RejectionStatus::Bypassing;
            out.fanRatio = slowest;
        } else {
            out.status = RejectionStatus::Controlled;
            out.fanRatio = fanRatioFor(point.setPoint_C, slowest, slow.leaving_C, 1, at.leaving_C,
                                       [&](double ratio) { return temperaturesAt(cooler, point, ratio).leaving_C; });
        }
        at = {point.setPoint_C + point.heat_W / point.waterCapacity_W_K, point.setPoint_C};
    }
    out.heat_W = point.heat_W;
    out.entering_C = at.entering_C;
    out.leaving_C = at.leaving_C;
    out.approach_K = at.leaving_C - point.ambient_C;
    out.fanPower_W = fanPower_W(cooler.rating.fanPower_W, out.fanRatio);
    out.heatToAmbient_W = out.heat_W + out.fanPower_W;
    if (out.status == RejectionStatus::SetPointMissed) out.missed_K = at.leaving_C - point.setPoint_C;
    if (at.entering_C > cooler.rating.maxEntering_C) {
        out.status = RejectionStatus::Overloaded;
        addWarning(out.issues, "plant.dryCoolerOverloaded",
                   {TWIN_TR("The dry cooler would need water entering at {0} °C to reject {1} kW; it may get {2} °C."),
                    {fmt::format("{:.1f}", at.entering_C), fmt::format("{:.6g}", point.heat_W / 1e3),
                     fmt::format("{:.1f}", cooler.rating.maxEntering_C)}},
                   {TWIN_TR("Add units or flow, or reduce the heat."), {}});
    }
    return out;
}

}  // namespace twin::plant
