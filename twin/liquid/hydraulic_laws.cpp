// SPDX-License-Identifier: GPL-3.0-or-later
// log2 and exp2 without branches, so that whole loops run on vector registers.
//
//   log2 x = e + log2 m, m in [√½, √2): t = (m − 1)/(m + 1), ln m = 2 (t + t³/3 + t⁵/5 + … + t¹⁹/19), |t| ≤ 0.172
//   exp2 y = 2^n · e^(r ln 2), n = nearest integer, |r| ≤ ½: Taylor to the 13th power
//
// Truncation is below 1e-16 in both; rounding makes about 1e-15 of a power of the sizes met here.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("no-trapping-math")  // both sides of a choice may be computed
#endif
#include "twin/liquid/hydraulic_laws.h"

#include "twin/liquid/hydraulic_network.h"
#include "twin/numerics/wide_loops.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace twin::liquid {

namespace {

constexpr double kTurbulent = 1000 * std::numbers::pi;  // q / viscousScale at Re 4000
constexpr double kLaminar = 500 * std::numbers::pi;     // at Re 2000
constexpr double kSwameePower = 4.61841319859066669;    // 5.74 (π/4)^0.9
constexpr double kSwameeLog = -0.868588963806503655;    // −2 / ln 10
constexpr double kAt4000 = 3.28895476345399059e-3;      // 5.74 / 4000^0.9
constexpr double kSlopeAt4000 = -5.14214965799093883e-3;  // Dunlop's AC
constexpr float kSmallF = 1e-30f;
constexpr double kMostChord = 1e200;
constexpr double kSmall = 1e-200;  // a flow whose logarithm can still be taken

/// log2 of a positive normal number.
inline double log2Of(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const std::uint64_t shifted = bits - 0x3FE6A09E667F3BCDull;       // √½ becomes the border of the exponent
    const std::uint64_t whole = shifted >> 52;  // 12 bits, two's complement
    const std::uint64_t exponentBits = shifted & 0xFFF0000000000000ull;
    const double m = std::bit_cast<double>(bits - exponentBits);
    // A 12-bit two's complement integer to a double: through the mantissa of 2^52.
    const double e = std::bit_cast<double>(((whole + 0x800) & 0xFFF) | 0x4330000000000000ull) - (4503599627370496.0 + 2048.0);
    const double t = (m - 1) / (m + 1), u = t * t;
    double s = 1.0 / 19;
    s = s * u + 1.0 / 17;
    s = s * u + 1.0 / 15;
    s = s * u + 1.0 / 13;
    s = s * u + 1.0 / 11;
    s = s * u + 1.0 / 9;
    s = s * u + 1.0 / 7;
    s = s * u + 1.0 / 5;
    s = s * u + 1.0 / 3;
    return e + (2 * std::numbers::log2e) * (t + t * (u * s));
}

/// 2^y for |y| < 1000.
inline double exp2Of(double y) {
    constexpr double kShift = 6755399441055744.0;  // 1.5 · 2^52: adding it rounds to an integer
    const double shifted = y + kShift;
    const double n = shifted - kShift;
    const double x = (y - n) * std::numbers::ln2;
    double s = 1.0 / 6227020800.0;
    s = s * x + 1.0 / 479001600.0;
    s = s * x + 1.0 / 39916800.0;
    s = s * x + 1.0 / 3628800.0;
    s = s * x + 1.0 / 362880.0;
    s = s * x + 1.0 / 40320.0;
    s = s * x + 1.0 / 5040.0;
    s = s * x + 1.0 / 720.0;
    s = s * x + 1.0 / 120.0;
    s = s * x + 1.0 / 24.0;
    s = s * x + 1.0 / 6.0;
    s = s * x + 0.5;
    s = s * x + 1.0;
    s = s * x + 1.0;
    return s * std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) + 1023) << 52);
}

/// As above in single precision, for 1e-6.
inline float roughLog2(float x) {
    const auto bits = std::bit_cast<std::uint32_t>(x);
    const std::uint32_t exponentBits = (bits - 0x3F3504F3u) & 0xFF800000u;
    const float m = std::bit_cast<float>(bits - exponentBits);
    const float e = static_cast<float>(static_cast<std::int32_t>(exponentBits) >> 23);
    const float t = (m - 1) / (m + 1), u = t * t;
    return e + 2 * static_cast<float>(std::numbers::log2e) * (t + t * u * (1 / 3.0f + u * (1 / 5.0f + u * (1 / 7.0f))));
}

inline float roughExp2(float y) {
    constexpr float kShift = 12582912.0f;  // 1.5 · 2^23
    const float shifted = y + kShift;
    const float x = (y - (shifted - kShift)) * static_cast<float>(std::numbers::ln2);
    const float s = 1 + x * (1 + x * (0.5f + x * (1 / 6.0f + x * (1 / 24.0f + x * (1 / 120.0f + x * (1 / 720.0f))))));
    return s * std::bit_cast<float>((std::bit_cast<std::uint32_t>(shifted) + 127) << 23);
}

}  // namespace

PLENUM_WIDE_LOOPS
void darcyLosses(const DarcyColumns& pipes, std::size_t count, const double* flow, double* loss, double* slope) {
    const double* resistance = pipes.resistance;
    const double* roughness = pipes.roughness;
    const double* scale = pipes.viscousScale;
    const double* minor = pipes.minorLoss;
#pragma GCC ivdep
    for (std::size_t k = 0; k < count; ++k) {
        const double signedFlow = flow[k], q = std::abs(signedFlow), r = resistance[k], e = roughness[k], s = scale[k], m = minor[k];
        const double inverse = 1 / s, w = q * inverse;
        // Turbulent, also what the cubic joins at Re 4000.
        const double wide = std::max(w, kTurbulent);
        const double y1 = kSwameePower * exp2Of(-0.9 * log2Of(wide));
        const double y2 = e * (1 / 3.7) + y1;
        const double y3 = kSwameeLog * std::numbers::ln2 * log2Of(y2);
        const double together = 1 / (y2 * y3 * y3), turbulent = together * y2, ratio23 = together * y3;  // 1/y3², 1/(y2 y3)
        const double turbulentRise = 1.8 * kSwameeLog * turbulent * y1 * ratio23;                        // q df/dq
        // Dunlop's cubic; at Re 4000 y2 and y3 are the same as above.
        const double fb = (2 + kSlopeAt4000 * ratio23) * turbulent;
        const double x = w * (1 / kLaminar);
        const double x1 = 7 * turbulent - fb, x2 = 0.128 - 17 * turbulent + 2.5 * fb;
        const double x3 = -0.128 + 13 * turbulent - 2 * fb, x4 = 0.032 - 3 * turbulent + 0.5 * fb;
        const double cubic = x1 + x * (x2 + x * (x3 + x * x4));
        const double cubicRise = x * (x2 + x * (2 * x3 + x * 3 * x4));
        const double f = w >= kTurbulent ? turbulent : cubic, rise = w >= kTurbulent ? turbulentRise : cubicRise;
        const double linear = 16 * std::numbers::pi * s * r, total = f * r + m;
        const double ratio = total * q, laminarRatio = linear + m * q;
        const double steep = 2 * ratio + rise * r * q, laminarSlope = linear + 2 * m * q;
        loss[k] = signedFlow * (w <= kLaminar ? laminarRatio : ratio);
        slope[k] = w <= kLaminar ? laminarSlope : steep;
    }
}

PLENUM_WIDE_LOOPS
void roughDarcyLosses(const DarcyColumns& pipes, std::size_t count, const double* flow, double* loss, double* slope) {
    constexpr float kTurbulentF = kTurbulent, kLaminarF = kLaminar, kLogF = kSwameeLog * std::numbers::ln2;
#pragma GCC ivdep
    for (std::size_t k = 0; k < count; ++k) {
        const double signedFlow = flow[k], r = pipes.resistance[k], s = pipes.viscousScale[k], m = pipes.minorLoss[k];
        const double q = std::abs(signedFlow);
        const float w = static_cast<float>(q) / static_cast<float>(s), e = static_cast<float>(pipes.roughness[k]);
        const float wide = std::max(w, kTurbulentF);
        const float y1 = static_cast<float>(kSwameePower) * roughExp2(-0.9f * roughLog2(wide));
        const float y2 = e * (1 / 3.7f) + y1;
        const float y3 = kLogF * roughLog2(y2);
        const float together = 1 / (y2 * y3 * y3), turbulent = together * y2, ratio23 = together * y3;
        const float turbulentRise = static_cast<float>(1.8 * kSwameeLog) * turbulent * y1 * ratio23;
        const float fb = (2 + static_cast<float>(kSlopeAt4000) * ratio23) * turbulent;
        const float x = w * (1 / kLaminarF);
        const float x1 = 7 * turbulent - fb, x2 = 0.128f - 17 * turbulent + 2.5f * fb;
        const float x3 = -0.128f + 13 * turbulent - 2 * fb, x4 = 0.032f - 3 * turbulent + 0.5f * fb;
        const float cubic = x1 + x * (x2 + x * (x3 + x * x4));
        const float cubicRise = x * (x2 + x * (2 * x3 + x * 3 * x4));
        const double f = w >= kTurbulentF ? turbulent : cubic, rise = w >= kTurbulentF ? turbulentRise : cubicRise;
        const double linear = 16 * std::numbers::pi * s * r, total = f * r + m;
        const double ratio = total * q, laminarRatio = linear + m * q;
        loss[k] = signedFlow * (w <= kLaminarF ? laminarRatio : ratio);
        slope[k] = w <= kLaminarF ? linear + 2 * m * q : 2 * ratio + rise * r * q;
    }
}

PLENUM_WIDE_LOOPS
void powerLosses(const PowerColumns& pipes, double power, double leastSlope, std::size_t count, const double* flow, double* loss,
                 double* slope) {
    const double* resistance = pipes.resistance;
    const double* minor = pipes.minorLoss;
#pragma GCC ivdep
    for (std::size_t k = 0; k < count; ++k) {
        const double q = std::abs(flow[k]), m = minor[k];
        const double steep = power * resistance[k] * exp2Of((power - 1) * log2Of(std::max(q, kSmall)));
        const double gradient = std::max(steep, leastSlope);
        // Below the least slope the curve is the straight line of slope leastSlope / power, as EPANET has it.
        const double straight = steep < leastSlope ? gradient / power : gradient;
        loss[k] = flow[k] * (gradient / power + m * q);
        slope[k] = straight + 2 * m * q;
    }
}

PLENUM_WIDE_LOOPS
void roughPowerLosses(const PowerColumns& pipes, double power, double leastSlope, std::size_t count, const double* flow, double* loss,
                      double* slope) {
    const double* resistance = pipes.resistance;
    const double* minor = pipes.minorLoss;
    const float rise = static_cast<float>(power - 1);
    const double inverse = 1 / power;
#pragma GCC ivdep
    for (std::size_t k = 0; k < count; ++k) {
        const double q = std::abs(flow[k]), m = minor[k];
        const double steep = power * resistance[k] * static_cast<double>(roughExp2(rise * roughLog2(std::max(static_cast<float>(q), kSmallF))));
        const double gradient = std::max(steep, leastSlope);
        const double straight = steep < leastSlope ? gradient * inverse : gradient;
        loss[k] = flow[k] * (gradient * inverse + m * q);
        slope[k] = straight + 2 * m * q;
    }
}

PLENUM_WIDE_LOOPS
void powerChords(const PowerColumns& pipes, double power, std::size_t count, const double* flow, const double* loss, const double* fall,
                 double* slope) {
    const double* resistance = pipes.resistance;
    const double* minor = pipes.minorLoss;
    const float root = static_cast<float>(1 / power);
#pragma GCC ivdep
    for (std::size_t k = 0; k < count; ++k) {
        const double q = flow[k], error = fall[k] - loss[k], size = std::abs(fall[k]), tangent = slope[k];
        // A minor loss counts as it does at some 10 L/s: the chord need not be exact.
        const float ratio = std::min(std::max(static_cast<float>(size / (resistance[k] + 0.5 * minor[k])), kSmallF), 1 / kSmallF);
        const double most = static_cast<double>(roughExp2(root * roughLog2(ratio)));
        const double asked = fall[k] < 0 ? -most : most;
        const double chord = error / (asked - q);
        const bool far = (std::abs(error) > kFarOff * std::abs(q) * tangent) & (chord > 0) & (chord < kMostChord);
        slope[k] = far ? chord : tangent;
    }
}

void DarcyPipes::set(std::size_t pipe, const HydraulicLink& link) {
    resistance[pipe] = link.resistance;
    roughness[pipe] = link.relativeRoughness;
    viscousScale[pipe] = link.viscousScale;
    minorLoss[pipe] = link.minorLoss;
}

void PowerPipes::set(std::size_t pipe, const HydraulicLink& link) {
    resistance[pipe] = link.resistance;
    minorLoss[pipe] = link.minorLoss;
}

}  // namespace twin::liquid
