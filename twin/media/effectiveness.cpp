// SPDX-License-Identifier: GPL-3.0-or-later
// Counterflow, NTU = UA / C_min, R = C_min / C_max:
//
//   ε = (1 − e^x) / (1 − R e^x)   with x = −NTU (1 − R)
//
// With E = −expm1(x) = 1 − e^x the denominator is (1 − R) + R E, and for R → 1 both E and 1 − R vanish together:
// E = (1 − R) NTU φ with φ = E / (NTU (1 − R)) → 1, so ε = NTU φ / (1 + R NTU φ), which holds for every R in 0 … 1.
// The inverse for R ≠ 1 is NTU = ln((1 − R ε) / (1 − ε)) / (1 − R) = log1p(y) / (1 − R), y = (1 − R) ε / (1 − ε).
//
// Crossflow:    ε = 1 − exp( N^0.22/r · (e^(−r·N^0.78) − 1) ), r = 0: ε = 1 − e^(−N). Rises with N towards 1.
#include "twin/media/effectiveness.h"

#include <cmath>
#include <limits>

namespace twin {
namespace {

constexpr double kOneSided = 1e-9;  // r below this: one stream keeps its temperature
constexpr double kLargestNtu = 1e4;

}  // namespace

double counterflowEffectiveness(double ntu, double ratio) {
    if (!(ntu > 0)) return 0;
    if (std::isinf(ntu)) return 1;
    const double product = ntu * (1 - ratio);
    const double phi = product > 0 ? -std::expm1(-product) / product : 1;
    return ntu * phi / (1 + ratio * ntu * phi);
}

double counterflowNtu(double effectiveness, double ratio) {
    if (!(effectiveness > 0)) return 0;
    if (effectiveness >= 1) return std::numeric_limits<double>::infinity();
    const double odds = effectiveness / (1 - effectiveness);
    const double y = (1 - ratio) * odds;
    return y > 0 ? odds * std::log1p(y) / y : odds;
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

}  // namespace twin
