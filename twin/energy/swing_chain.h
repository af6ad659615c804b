// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/energy/limits.h"
#include "twin/energy/storage.h"

#include <stop_token>
#include <variant>

namespace twin::energy {

/// Passes the swing and adds its losses: no-load + load loss · (S / rating)².
struct TransformerStage {
    std::string name = "transformer";
    double rating_VA = 0;
    double powerFactor = 0.97;
    double noLoad_W = 0, load_W = 0;  ///< load_W: copper loss at the rating
};

/// Judges whether a generating set could carry the swing at this place; it passes the power unchanged.
struct GeneratorStage {
    std::string name = "generator";
    double rating_W = 0;
    double leastShare = 0.3;      ///< steady load below this share fouls the engine
    double stepShare = 0.5;       ///< the largest block of load taken or dropped within stepWindow_s
    double stepWindow_s = 1;
};

using Stage = std::variant<Storage, TransformerStage, GeneratorStage>;
const std::string& nameOf(const Stage& stage);
Issues check(const Stage& stage);

/// One level between chip and utility: what is seen above a stage (the first level: the load itself).
struct Level {
    std::string name;
    Series series;
    Extremes exact;
    Measures measures;
    std::vector<LimitResult> limits;  ///< at every level, for comparison; the last one is the point of connection
    std::optional<StorageRun> storage;
    double loss_J = 0;                ///< of a transformer
    Issues issues;                    ///< of the equipment: exhausted, overloaded, step too large
};

struct SwingResult {
    std::vector<Level> levels;  ///< stages + 1
    bool stopped = false;
    const Level& connection() const { return levels.back(); }
};

/// Runs the load through the stages, the nearest to the chips first, and measures every level.
///
/// Needs   check() of all inputs without errors.
/// Cost    per level O(n log n), for a million cells about 0.3 s with the spectrum.
/// Thread-safe: yes.  A stop leaves the levels that are done.
SwingResult runChain(const Series& load, const std::vector<Stage>& stages, const MeasureOptions& options, const LimitSet& limits, std::stop_token stop = {});

/// Only the power above a stage, without measures.
struct Passed {
    Series series;
    Extremes exact;
};
Passed pass(const Passed& below, const Stage& stage);

}  // namespace twin::energy
