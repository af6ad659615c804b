// SPDX-License-Identifier: GPL-3.0-or-later
// Counterflow: see twin/media/effectiveness.cpp. A stream of capacity C loses heat/C kelvin.
#include "twin/liquid/heat_exchanger.h"

#include "twin/media/effectiveness.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::liquid {

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
