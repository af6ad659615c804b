// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/param.h"

#include <array>
#include <complex>

namespace twin::power {

/// The currents of the three lines times the nominal voltage of a phase, at a power factor of one (derivation: phases.cpp).
using Lines = std::array<std::complex<double>, 3>;

/// What a power drawn by these phases is in the lines; AsFed counts as three-phase.
Lines linesOf(Phases phases, double power_W);
/// The neutral's current, likewise.
std::complex<double> neutralOf(const Lines& lines);
/// Seen from the primary of a transformer Dyn11: what three lines draw together stays outside, and the phases shift.
Lines throughTransformer(const Lines& secondary);

Lines& operator+=(Lines& to, const Lines& more);
Lines operator*(const Lines& lines, double factor);

/// Of one object in one state.
struct PhaseState {
    Lines lines{};                        ///< of what it gives (loads: draws)
    std::array<double, 3> current_A{};
    double neutral_A = 0;
    /// Largest difference of a line's current from the mean of the three, of that mean (NEMA MG 1, for currents).
    double unbalance() const;
};

/// Amperes of lines at a voltage between lines and a power factor; zeros without a voltage.
PhaseState phaseState(const Lines& lines, double voltage_V, double powerFactor);

/// The largest of the three |lines|.
double largest(const Lines& lines);

/// True when a feed with these conductors can give what is asked: L1–N from three phases, not from L2–N.
bool holds(Phases feed, Phases asked);
/// One conductor against neutral, or two against each other.
bool singlePhase(Phases phases);
/// Real power over V·I·cos φ, with V between lines: √3, 1/√3 or 1.
double powerPerAmpere(Phases phases);
/// "L1–N"
const char* label(Phases phases);

}  // namespace twin::power
