// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/grid_data.h"

#include <complex>

namespace twin::power {

/// 1/z, several times as fast as the division operator, which guards against overflow that impedances do not reach.
inline std::complex<double> inverseOf(std::complex<double> z) { return std::conj(z) / std::norm(z); }

/// A two-port of one sequence in per unit.
struct TwoPort {
    std::complex<double> ff, ft, tf, tt;
};

/// π-model of a branch, referred to its to-side, with an ideal transformer of ratio N at its from-side.
///
///     both ends closed   Y_tt = y + y_sh/2,  Y_ff = Y_tt/|N|²,  Y_ft = −y/conj(N),  Y_tf = −y/N
///     one end closed     y_sh/2 + 1/(1/y + 2/y_sh) at the closed end (over |N|² at the from-side)
TwoPort piModel(std::complex<double> series, std::complex<double> shunt, std::complex<double> ratio, bool fromClosed, bool toClosed);

/// What a transformer is before its windings matter: admittances referred to the to-side, in per unit.
struct TransformerModel {
    std::complex<double> series, shunt, shunt0;
    std::complex<double> groundFrom, groundTo;  ///< impedances, per unit
    double k = 1;                               ///< off-nominal ratio
    int clock = 0;
    int windingFrom = 0, windingTo = 0;         ///< 0 wye, 1 wye earthed, 2 delta, 3 zigzag, 4 zigzag earthed
    double sn_VA = 0, uk = 0;
    bool fromClosed = true, toClosed = true;
};

/// Plain values of a two-winding transformer, taps still to be applied.
struct TransformerValues {
    double u1_V, u2_V, sn_VA, uk, pk_W, i0, p0_W;
    double i0Zero, p0Zero_W;              ///< NaN = as documented
    int windingFrom, windingTo, clock, tapSide, tapPos, tapMin, tapMax, tapNom;
    double tapSize_V, ukMin, ukMax, pkMin_W, pkMax_W;  ///< NaN = uk, pk
    double rGroundFrom, xGroundFrom, rGroundTo, xGroundTo;  ///< ohm, NaN = 0
    bool fromClosed, toClosed;
};
TransformerModel transformerModel(const TransformerValues& values, double u1Rated_V, double u2Rated_V);

TwoPort positiveSequence(const TransformerModel& model);
TwoPort negativeSequence(const TransformerModel& model);
TwoPort zeroSequence(const TransformerModel& model);

/// A quantity between its values at the lowest, nominal and highest tap.
double atTap(double pos, double min, double max, double nom, double value, double valueMin, double valueMax);

}  // namespace twin::power
