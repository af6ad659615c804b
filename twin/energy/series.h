// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace twin::energy {

/// Power over time in cells of equal length: power_W[i] is the mean over [i, i + 1) · step_s and is taken as held.
/// A measured trace of instantaneous samples is read the same way.
struct Series {
    double step_s = 0;
    std::vector<double> power_W;  ///< n_cells
    std::string source;           ///< where it comes from, for the report
    double duration_s() const { return step_s * static_cast<double>(power_W.size()); }
};

double mean_W(const Series& series);
double energy_J(const Series& series);

struct Extremes {
    double low_W = 0, high_W = 0;
};
/// Lowest and highest value of the whole series; zeros for an empty one.
Extremes extremes(const Series& series);

/// What a plot of `columns` pixels needs: lowest and highest value of each column, cells shared by two columns counting
/// in both, so that no spike is lost. At most one column a cell. Cost O(n).
std::vector<Extremes> envelope(const Series& series, std::size_t columns);
/// The same over cells first … first + count (zooming).
std::vector<Extremes> envelope(const Series& series, std::size_t first, std::size_t count, std::size_t columns);

/// Means over cells of another length (energy is kept); the last, incomplete cell is the mean of what it holds.
Series resampled(const Series& series, double step_s);

}  // namespace twin::energy
