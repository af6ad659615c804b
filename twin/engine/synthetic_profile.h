// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace twin::engine {

/// Share of the full load, of (0, 1], and what weather takes off the design values; all assumptions. Times in s of the day.
double trainingShare(double time_s);
double inferenceShare(double time_s);
double generalShare(double time_s);
double dryBulbBelow_K(double time_s);
double wetBulbBelow_K(double time_s);

/// Times at which trainingShare() bends; it is straight between them. Ascending, inside (0, 24 h).
const std::vector<int>& trainingCorners();

}  // namespace twin::engine
