// SPDX-License-Identifier: GPL-3.0-or-later
//
// Currents by phase.  Symbols: V voltage between lines, U = V/√3 of a phase, a_k = e^{−j 2πk/3} (k = 0, 1, 2).
//
// A line is kept as J_k = I_k U (W), the current taken at unity power factor; amperes are |J_k| / (U cos φ) with the power
// factor of the object, as in the balanced sweep. What draws P
//     from three phases        J_k = P/3 a_k
//     from Lk and N            J_k = P a_k
//     from Lk and Lm           J_k = P/√3 e_km, J_m = −J_k,  e_km = (a_k − a_m)/√3 the direction of V_km
// The currents of what hangs on an object add; so does the neutral's, J_N = Σ J_k. For a balanced set it vanishes. Third
// harmonics, which add in the neutral, are left out.
//
// Transformer Dyn11 (IEC 60076-1): the delta winding between two primary lines carries the current of one secondary phase,
// so J'_k = (J_k − J_{k+2})/√3, turned by 30° so that a balanced set keeps its angle. ΣJ' = 0: no neutral current above.
#include "twin/power/phases.h"

#include "twin/base/text.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::power {

namespace {

using Complex = std::complex<double>;
const double kRoot3 = std::sqrt(3.0);
const Complex kA[3] = {{1, 0}, {-0.5, -0.5 * kRoot3}, {-0.5, 0.5 * kRoot3}};

/// The conductors in use: 1, 2, 4 the lines, 8 the neutral.
unsigned conductors(Phases phases) {
    switch (phases) {
        case Phases::L1N: return 9;
        case Phases::L2N: return 10;
        case Phases::L3N: return 12;
        case Phases::L1L2: return 3;
        case Phases::L2L3: return 6;
        case Phases::L3L1: return 5;
        case Phases::AsFed: return 0;
        case Phases::Three: break;
    }
    return 15;
}

}  // namespace

Lines linesOf(Phases phases, double power_W) {
    Lines lines{};
    const auto toNeutral = [&](std::size_t k) { lines[k] = power_W * kA[k]; };
    const auto between = [&](std::size_t k, std::size_t m) {
        lines[k] = power_W / 3 * (kA[k] - kA[m]);
        lines[m] = -lines[k];
    };
    switch (phases) {
        case Phases::L1N: toNeutral(0); break;
        case Phases::L2N: toNeutral(1); break;
        case Phases::L3N: toNeutral(2); break;
        case Phases::L1L2: between(0, 1); break;
        case Phases::L2L3: between(1, 2); break;
        case Phases::L3L1: between(2, 0); break;
        case Phases::AsFed: case Phases::Three:
            for (std::size_t k = 0; k < 3; ++k) lines[k] = power_W / 3 * kA[k];
            break;
    }
    return lines;
}

std::complex<double> neutralOf(const Lines& lines) { return lines[0] + lines[1] + lines[2]; }

Lines throughTransformer(const Lines& secondary) {
    const Complex turn = std::polar(1 / kRoot3, std::numbers::pi / 6);
    Lines primary;
    for (std::size_t k = 0; k < 3; ++k) primary[k] = (secondary[k] - secondary[(k + 2) % 3]) * turn;
    return primary;
}

Lines& operator+=(Lines& to, const Lines& more) {
    for (std::size_t k = 0; k < 3; ++k) to[k] += more[k];
    return to;
}

Lines operator*(const Lines& lines, double factor) {
    Lines result = lines;
    for (Complex& line : result) line *= factor;
    return result;
}

double PhaseState::unbalance() const {
    const double mean = (current_A[0] + current_A[1] + current_A[2]) / 3;
    if (!(mean > 0)) return 0;
    double most = 0;
    for (const double current : current_A) most = std::max(most, std::abs(current - mean));
    return most / mean;
}

PhaseState phaseState(const Lines& lines, double voltage_V, double powerFactor) {
    PhaseState state{lines, {}, 0};
    if (!(voltage_V > 0)) return state;
    const double perWatt = kRoot3 / (voltage_V * std::max(powerFactor, 0.1));
    for (std::size_t k = 0; k < 3; ++k) state.current_A[k] = std::abs(lines[k]) * perWatt;
    state.neutral_A = std::abs(neutralOf(lines)) * perWatt;
    return state;
}

double largest(const Lines& lines) { return std::max({std::abs(lines[0]), std::abs(lines[1]), std::abs(lines[2])}); }

bool holds(Phases feed, Phases asked) { return (conductors(asked) & ~conductors(feed)) == 0; }

bool singlePhase(Phases phases) { return phases != Phases::AsFed && phases != Phases::Three; }

double powerPerAmpere(Phases phases) {
    if (!singlePhase(phases)) return kRoot3;
    return (conductors(phases) & 8U) != 0 ? 1 / kRoot3 : 1;
}

const char* label(Phases phases) {
    constexpr const char* kLabels[] = {TWIN_TR("As fed"), TWIN_TR("Three-phase"), TWIN_TR("L1–N"), TWIN_TR("L2–N"), TWIN_TR("L3–N"), TWIN_TR("L1–L2"), TWIN_TR("L2–L3"), TWIN_TR("L3–L1")};
    return kLabels[static_cast<int>(phases)];
}

}  // namespace twin::power
