// SPDX-License-Identifier: GPL-3.0-or-later
// Counterflow, NTU = UA / C_min, R = C_min / C_max:
//
//   ε = (1 − e^x) / (1 − R e^x)   with x = −NTU (1 − R)
//
// With E = −expm1(x) = 1 − e^x the denominator is (1 − R) + R E, and for R → 1 both E and 1 − R vanish together:
// E = (1 − R) NTU φ with φ = E / (NTU (1 − R)) → 1, so ε = NTU φ / (1 + R NTU φ), which holds for every R in 0 … 1.
// The inverse for R ≠ 1 is NTU = ln((1 − R ε) / (1 − ε)) / (1 − R) = log1p(y) / (1 − R), y = (1 − R) ε / (1 − ε).
#include "twin/liquid/heat_exchanger.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::liquid {

double counterflowEffectiveness(double ntu, double capacityRatio) {
    if (std::isinf(ntu)) return 1;
    const double product = ntu * (1 - capacityRatio);
    const double phi = product > 0 ? -std::expm1(-product) / product : 1;
    return ntu * phi / (1 + capacityRatio * ntu * phi);
}

double counterflowNtu(double effectiveness, double capacityRatio) {
    if (effectiveness >= 1) return std::numeric_limits<double>::infinity();
    const double odds = effectiveness / (1 - effectiveness);
    const double y = (1 - capacityRatio) * odds;
    return y > 0 ? odds * std::log1p(y) / y : odds;
}

ExchangerResult exchange(double ua_W_K, double hotCapacity_W_K, double hotIn_C, double coldCapacity_W_K,
                         double coldIn_C) {
    const double least = std::min(hotCapacity_W_K, coldCapacity_W_K);
    const double most = std::max(hotCapacity_W_K, coldCapacity_W_K);
    if (!(least > 0)) return {0, 0, hotIn_C, coldIn_C};
    const double ratio = std::isinf(most) ? 0 : least / most;
    ExchangerResult result;
    result.effectiveness = counterflowEffectiveness(ua_W_K / least, ratio);
    result.heat_W = result.effectiveness * least * (hotIn_C - coldIn_C);
    result.hotOut_C = hotIn_C - result.heat_W / hotCapacity_W_K;
    result.coldOut_C = coldIn_C + result.heat_W / coldCapacity_W_K;
    return result;
}

double uaFromRating_W_K(double duty_W, double approach_K, double hotCapacity_W_K, double coldCapacity_W_K) {
    if (!(duty_W > 0 && approach_K > 0 && hotCapacity_W_K > 0 && coldCapacity_W_K > 0))
        return std::numeric_limits<double>::quiet_NaN();
    const double least = std::min(hotCapacity_W_K, coldCapacity_W_K);
    const double most = std::max(hotCapacity_W_K, coldCapacity_W_K);
    const double span_K = approach_K + duty_W / hotCapacity_W_K;  // hot inlet − cold inlet
    return least * counterflowNtu(duty_W / (least * span_K), least / most);
}

}  // namespace twin::liquid
