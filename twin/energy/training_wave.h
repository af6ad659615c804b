// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/energy/series.h"

#include <cstdint>

namespace twin::energy {

/// Synchronous training as the power meter sees it. Levels are shares of cluster_W, the draw of the whole cluster while
/// it computes. Every figure is an input; the starting values are round numbers, not measurements, but for the spike.
struct TrainingWave {
    double cluster_W = 1e6;
    double period_s = 2;            ///< one step: compute, then communicate
    double computeShare = 0.7;      ///< of the period
    double communicateLevel = 0.4;  ///< draw while gradients are exchanged
    double edge_s = 0;              ///< time of each change of level; 0 = square
    double spikeFactor = 1;         ///< draw at the start of each compute phase; 1.4 by a secondary source
    double spike_s = 0.05;
    double checkpointEvery_s = 0;  ///< 0 = none
    double checkpoint_s = 10;
    double checkpointLevel = 0.3;
    double idleLevel = 0.2;  ///< before the job starts and after it stops
    double lead_s = 0;       ///< idle time before the start
    double rampUp_s = 0;     ///< the draw rises over this time
    double run_s = 60;       ///< from the start of the job to its stop
    double rampDown_s = 0;
    double tail_s = 0;        ///< idle time after the stop
    double inStepShare = 1;   ///< of the cluster that swings together; the rest draws the mean of the wave
    double periodJitter = 0;  ///< standard deviation of a period, share of it
    std::uint64_t seed = 1;
    double step_s = 0.01;  ///< of the series
};

Issues check(const TrainingWave& wave);

/// The wave as means over cells: exact also where an edge falls inside a cell. The same seed gives the same series.
///
/// Needs   check() without errors.
/// Cost    O(cells + periods).  Thread-safe: yes.
Series trainingSeries(const TrainingWave& wave);

/// Mean share of cluster_W over one undisturbed period, spike and edges included.
double meanLevel(const TrainingWave& wave);

}  // namespace twin::energy
