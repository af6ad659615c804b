// SPDX-License-Identifier: GPL-3.0-or-later
// Counterflow:  ε = (1 − e^(−N(1−r))) / (1 − r·e^(−N(1−r))),  r = 1: ε = N/(1+N).
//               N = ln((1 − r·ε)/(1 − ε)) / (1 − r),          r = 1: N = ε/(1−ε).
// Crossflow:    ε = 1 − exp( N^0.22/r · (e^(−r·N^0.78) − 1) ), r = 0: ε = 1 − e^(−N). Rises with N towards 1.
#include "twin/plant/exchanger.h"

#include <cmath>
#include <limits>

namespace twin::plant {
namespace {

constexpr double kBalanced = 1e-9;  // 1 − r below this is a balanced exchanger
constexpr double kOneSided = 1e-9;  // r below this: one stream keeps its temperature
constexpr double kLargestNtu = 1e4;

}  // namespace

double counterflowEffectiveness(double ntu, double ratio) {
    if (!(ntu > 0)) return 0;
    const double d = 1 - ratio;
    if (d < kBalanced) return ntu / (1 + ntu);
    const double lost = -std::expm1(-ntu * d);  // 1 − e^(−N(1−r))
    return lost / (d + ratio * lost);
}

double counterflowNtu(double effectiveness, double ratio) {
    if (!(effectiveness > 0)) return 0;
    if (effectiveness >= 1) return std::numeric_limits<double>::infinity();
    const double d = 1 - ratio;
    if (d < kBalanced) return effectiveness / (1 - effectiveness);
    return std::log1p(effectiveness * d / (1 - effectiveness)) / d;
}

double crossflowEffectiveness(double ntu, double ratio) {
    if (!(ntu > 0)) return 0;
    if (ratio < kOneSided) return -std::expm1(-ntu);
    const double power = std::pow(ntu, 0.22);
    return -std::expm1(power / ratio * std::expm1(-ratio * ntu / power));
}

double crossflowNtu(double effectiveness, double ratio) {
    if (!(effectiveness > 0)) return 0;
    if (effectiveness >= crossflowEffectiveness(kLargestNtu, ratio)) return std::numeric_limits<double>::infinity();
    double low = 0, high = kLargestNtu;
    for (int i = 0; i < 200 && high - low > 1e-14 * high; ++i) {
        const double middle = 0.5 * (low + high);
        (crossflowEffectiveness(middle, ratio) < effectiveness ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

}  // namespace twin::plant
