// SPDX-License-Identifier: GPL-3.0-or-later
//
// Transformer, on the to-side with u₂ the tapped winding voltage (Power Grid Model user manual, "Transformer"):
//     |z| = u_k u₂²/s_n,  Re z = p_k u₂²/s_n²,  Im z = √(|z|² − Re² z)
//     |y_sh| = i₀ s_n/u₂²,  Re y_sh = p₀/u₂²,  Im y_sh = −√(|y_sh|² − Re² y_sh)
//     k = (u₁/u₂) / (u₁ rated/u₂ rated),  N = k e^{j clock 30°}   (negative sequence: conjugate shift)
// A negative u_k or p_k (star of a three-winding transformer) turns the sign of its part.
//
// Zero sequence, y0 = series path through the windings, g = earthing impedance:
//     YNyn      1/(z + 3 g_to + 3 g_from/k²) with shunt y_sh0; clock 2, 6, 10 turn its sign
//     YNd, Dyn  1/(1/(y + y_sh0) + 3 g) to earth at the star side;  YN with another star: only y_sh0
//     ZN        1/(0.1 z + 3 g) to earth
//     a side without such a path gets −j 1e-8 s_n/u_k, so that a floating zero sequence has a reference.
#include "twin/power/branch_model.h"

#include "twin/power/grid_network.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::power {

namespace {

constexpr double kNegligibleShunt = 1e-8;
constexpr double kFloatingRatio = 1e-8;
constexpr int kWyeEarthed = 1, kDelta = 2, kZigzagEarthed = 4;
const Complex kJ(0, 1);

double orElse(double value, double other) { return std::isnan(value) ? other : value; }

Complex magnetising(double i0, double p0_W, double sn_VA, double u2_V, double baseY_S) {
    const double magnitude = i0 * sn_VA / u2_V / u2_V, real = p0_W / u2_V / u2_V;
    const double square = magnitude * magnitude - real * real;
    return Complex(real, square > 0 ? -std::sqrt(square) : 0) / baseY_S;
}

bool zeroPathAt(int here, int other) { return here == kZigzagEarthed || (here == kWyeEarthed && (other == kWyeEarthed || other == kDelta)); }

TwoPort shifted(const TransformerModel& model, double clocks) {
    return piModel(model.series, model.shunt, model.k * std::exp(kJ * (clocks * std::numbers::pi / 6)), model.fromClosed, model.toClosed);
}

}  // namespace

TwoPort piModel(Complex series, Complex shunt, Complex ratio, bool fromClosed, bool toClosed) {
    TwoPort port;
    const double k2 = std::norm(ratio);
    if (fromClosed && toClosed) {
        port.tt = series + 0.5 * shunt;
        if (ratio == Complex(1)) {
            port.ff = port.tt;
            port.ft = port.tf = -series;
            return port;
        }
        port.ff = port.tt / k2;
        port.ft = -series / std::conj(ratio);
        port.tf = -series / ratio;
        return port;
    }
    Complex open = 0;
    if (std::abs(shunt) >= kNegligibleShunt) open = 0.5 * shunt + 1.0 / (1.0 / series + 2.0 / shunt);
    if (fromClosed) port.ff = open / k2;
    if (toClosed) port.tt = open;
    return port;
}

double atTap(double pos, double min, double max, double nom, double value, double valueMin, double valueMax) {
    const bool upper = pos <= std::max(nom, max) && pos >= std::min(nom, max);
    const double end = upper ? max : min, valueEnd = upper ? valueMax : valueMin;
    return end == nom ? value : value + (pos - nom) * (valueEnd - value) / (end - nom);
}

TransformerModel transformerModel(const TransformerValues& v, double u1Rated_V, double u2Rated_V) {
    TransformerModel model;
    const int tap = std::clamp(v.tapPos, std::min(v.tapMin, v.tapMax), std::max(v.tapMin, v.tapMax));
    const double step_V = (v.tapMax > v.tapMin ? 1 : -1) * (tap - v.tapNom) * v.tapSize_V;
    const double u1 = v.u1_V + (v.tapSide == 0 ? step_V : 0), u2 = v.u2_V + (v.tapSide == 0 ? 0 : step_V);
    const double baseY_S = kBasePower_VA / u2Rated_V / u2Rated_V;
    model.k = (u1 / u2) / (u1Rated_V / u2Rated_V);
    const double uk = atTap(tap, v.tapMin, v.tapMax, v.tapNom, v.uk, orElse(v.ukMin, v.uk), orElse(v.ukMax, v.uk));
    const double pk = atTap(tap, v.tapMin, v.tapMax, v.tapNom, v.pk_W, orElse(v.pkMin_W, v.pk_W), orElse(v.pkMax_W, v.pk_W));
    const double z = std::abs(uk) * u2 * u2 / v.sn_VA, r = pk * u2 * u2 / v.sn_VA / v.sn_VA;
    const double square = z * z - r * r;
    model.series = 1.0 / Complex(r, (uk >= 0 ? 1 : -1) * (square > 0 ? std::sqrt(square) : 0)) / baseY_S;
    model.shunt = magnetising(v.i0, v.p0_W, v.sn_VA, u2, baseY_S);
    const double i0Zero = orElse(v.i0Zero, v.i0);
    model.shunt0 = magnetising(i0Zero, orElse(v.p0Zero_W, v.p0_W + v.pk_W * (i0Zero * i0Zero - v.i0 * v.i0)), v.sn_VA, u2, baseY_S);
    const double baseZ1 = u1Rated_V * u1Rated_V / kBasePower_VA, baseZ2 = u2Rated_V * u2Rated_V / kBasePower_VA;
    model.groundFrom = Complex(orElse(v.rGroundFrom, 0), orElse(v.xGroundFrom, 0)) / baseZ1;
    model.groundTo = Complex(orElse(v.rGroundTo, 0), orElse(v.xGroundTo, 0)) / baseZ2;
    model.clock = ((v.clock % 12) + 12) % 12;
    model.windingFrom = v.windingFrom;
    model.windingTo = v.windingTo;
    model.sn_VA = v.sn_VA;
    model.uk = v.uk;
    model.fromClosed = v.fromClosed;
    model.toClosed = v.toClosed;
    return model;
}

TwoPort positiveSequence(const TransformerModel& model) { return shifted(model, model.clock); }
TwoPort negativeSequence(const TransformerModel& model) { return shifted(model, -model.clock); }

TwoPort zeroSequence(const TransformerModel& model) {
    TwoPort port;
    const double k2 = model.k * model.k;
    const int from = model.windingFrom, to = model.windingTo;
    const auto throughEarth = [&](int other, Complex ground) {
        const Complex path = model.shunt0 + (other == kDelta ? model.series : Complex(0));
        return path == Complex(0) ? Complex(0) : 1.0 / (1.0 / path + 3.0 * ground);
    };
    if (from == kWyeEarthed && to == kWyeEarthed) {
        const bool turned = model.clock == 2 || model.clock == 6 || model.clock == 10;
        const Complex series = 1.0 / (1.0 / model.series + 3.0 * (model.groundTo + model.groundFrom / k2));
        port = piModel(series, model.shunt0, Complex(turned ? -model.k : model.k), model.fromClosed, model.toClosed);
    } else if (from == kWyeEarthed && model.fromClosed) {
        port.ff = throughEarth(to, model.groundFrom / k2) / k2;
    } else if (to == kWyeEarthed && model.toClosed) {
        port.tt = throughEarth(from, model.groundTo);
    }
    if (from == kZigzagEarthed && model.fromClosed) port.ff = 1.0 / (0.1 / model.series + 3.0 * model.groundFrom / k2) / k2;
    if (to == kZigzagEarthed && model.toClosed) port.tt = 1.0 / (0.1 / model.series + 3.0 * model.groundTo);
    const Complex floating(0, -kFloatingRatio * model.sn_VA / kBasePower_VA / model.uk);
    if (!zeroPathAt(from, to) && model.fromClosed) port.ff += floating;
    if (!zeroPathAt(to, from) && model.toClosed) port.tt += floating;
    return port;
}

}  // namespace twin::power
