// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/energy/checks.h"
#include "twin/energy/measures.h"

namespace twin::energy {

struct BandLimit {
    Band band;
    double amplitude_W = kUnlimited;  ///< of the strongest line in it
};

/// What the utility allows at the point of connection. The kinds of limit are those of arXiv 2508.14318 (ramp, dynamic
/// range, oscillation in 0.1–20 Hz); the figures are each utility's own, so none is set to begin with.
struct LimitSet {
    double rampUp_W_s = kUnlimited, rampDown_W_s = kUnlimited;
    double range_W = kUnlimited;
    double peak_W = kUnlimited;  ///< the connection's capacity
    double edppRatio = kUnlimited;
    std::vector<BandLimit> bands;
    std::string source = "kinds of limit: arXiv 2508.14318; figures: given by the user";
    bool any() const;
};
Issues check(const LimitSet& limits);

enum class LimitKind { RampUp, RampDown, Range, Peak, Edpp, Band };
enum class Verdict { Inside, Broken, NotJudged };

struct LimitResult {
    LimitKind kind = LimitKind::Range;
    Band band;              ///< for LimitKind::Band
    double measured = 0, limit = 0;  ///< W/s, W or a ratio
    Verdict verdict = Verdict::Inside;
    double over() const { return measured - limit; }  ///< by how much it is broken; negative: the room left
    Text text() const;  ///< "Ramp up 12.3 MW/s is over the limit of 5 MW/s by 7.3 MW/s (146 %)"
};

/// One row for each finite limit.
std::vector<LimitResult> judge(const Measures& measures, const LimitSet& limits);

/// The largest measured/limit of all judged rows; 0 without any; infinity when a row could not be judged.
double worstShare(const std::vector<LimitResult>& rows);

/// Adds the bands that limits name to what is measured.
void addBands(MeasureOptions& options, const LimitSet& limits);

}  // namespace twin::energy
