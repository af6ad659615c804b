// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

namespace twin::power {

/// What a site does not state; every figure an assumption to be edited.
struct ShortCircuitOptions {
    double cFactor = 1.1;               ///< voltage factor c_max (IEC 60909-0, table 1: 1.1; LV with +6 %: 1.05)
    double utility_VA = 350e6;          ///< short-circuit power of a utility feed that states none; assumption
    double utilityROverX = 0.1;         ///< IEC 60909-0, 6.2: R_Q = 0.1 X_Q where not known
    double generatorReactance = 0.12;   ///< x″d per unit of its rating; assumption
    double generatorROverX = 0.15;      ///< IEC 60909-0, 6.6.1: generators below 1 kV
    double cableReactance_ohm_m = 8e-5; ///< of a phase; assumption
    double buswayReactance_ohm_m = 4e-5;///< of a phase; assumption
    double converterFault = 2;          ///< current of a converter into a fault over its rated current; assumption
    bool withGenerators = false;        ///< generators beside a utility feed; without one they count in any case
    double instantaneousTrip = 10;      ///< of a breaker, over its rated current; assumption
    double inrushLow = 8, inrushHigh = 12;  ///< of a transformer, peak over rated current
    double selectiveRatio = 1.6;        ///< rated current upstream over downstream (fuses: IEC 60269; breakers: their tables)
};

enum class FaultMethod : unsigned char {
    Iec60909,         ///< I″k3 = c U_n / (√3 |Z_k|), simplified: symmetrical, far from generators, motors left out
    ConverterLimited  ///< Σ rated currents of the converters times converterFault; upstream does not reach through, but for a UPS in eco mode
};

struct BoardFault {
    int node = -1;
    FaultMethod method = FaultMethod::Iec60909;
    double ik_A = 0;      ///< initial symmetrical short-circuit current at its output
    double ip_A = 0;      ///< peak: κ √2 I″k, κ = 1.02 + 0.98 e^(−3 R/X); converters: √2 I (AC) or I (DC)
    double rOverX = 0;    ///< 0 for converters
    double rating_A = 0;  ///< what it withstands and interrupts, as stated; 0 = not stated
};

struct Selectivity {
    int upstream, downstream;
    double ratio;         ///< of the rated currents, at the downstream voltage
    bool kept;
};

struct Inrush {
    int transformer, upstream;
    double low_A, high_A; ///< at the primary
    double trip_A;        ///< instantaneous trip of the upstream device
    bool mayTrip() const { return high_A > trip_A; }
    bool trips() const { return low_A > trip_A; }
};

struct ShortCircuitReport {
    std::vector<BoardFault> boards;      ///< switchgear, PDUs, panels, transfer switches and busways that are reached
    std::vector<Selectivity> selectivity;///< pairs of neighbouring rated devices
    std::vector<Inrush> inrush;
    std::vector<Text> assumptions;
};

/// uk of a distribution transformer by its rating: IEC 60076-5, table 1 (4 % to 630 kVA … 8 % to 25 MVA …).
double usualImpedance(double rated_VA);

/// Short-circuit level at every board as an estimate, selectivity and inrush flags.
///
/// Model   per unit of 1 MVA on the bus admittance matrix: utility c S_b/S″k; transformer uk as stated, else by rating, R from its load
///         loss, K_T = 0.95 c/(1 + 0.6 x); conductors R L + j X L; boards and switches nothing. UPS, rectifiers, SST and
///         storage block what is above them.
/// Needs   the site the paths are of.  Cost one sparse factorisation, one substitution a board.  Thread-safe: yes.
/// Source  IEC 60909-0:2016, 6.2, 6.3, 7.2, 8.1.
ShortCircuitReport shortCircuit(const Site& site, const PowerPaths& paths, const ShortCircuitOptions& options = {});

/// Flags as issues: power.faultRating (a board that does not withstand its fault), power.selectivity, power.inrush.
Issues shortCircuitIssues(const PowerPaths& paths, const ShortCircuitReport& report);
Issues checkShortCircuit(const ShortCircuitOptions& options);

}  // namespace twin::power
