// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace twin {

/// Effectiveness ε of a heat exchanger from its number of transfer units, and back.
///
/// Shapes  ntu = UA / C_min ≥ 0; ratio = C_min / C_max, 0 … 1; ε 0 … 1.
/// Errors  none; the limits (ratio 0 and 1, ntu 0 and infinite) are exact and near 1 no digits are lost. The Ntu functions
///         give +infinity where no size reaches ε.
/// Cost    one or two exponentials; crossflowNtu iterates (about 50 evaluations), for sizing only.
/// Source  Kays and London, Compact Heat Exchangers, 3rd ed. 1984: counterflow eq. 2-13; crossflow, both streams
///         unmixed, in the closed form of Incropera, Fundamentals of Heat and Mass Transfer, eq. 11.32.
double counterflowEffectiveness(double ntu, double ratio);
double counterflowNtu(double effectiveness, double ratio);
double crossflowEffectiveness(double ntu, double ratio);
double crossflowNtu(double effectiveness, double ratio);

}  // namespace twin
