// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/energy/series.h"

#include <algorithm>
#include <cmath>

namespace twin::energy {

namespace {

// Sums in blocks keep the rounding of a million cells near that of a thousand.
double blockSum(const std::vector<double>& values) {
    constexpr std::size_t kBlock = 1024;
    double total = 0;
    for (std::size_t begin = 0; begin < values.size(); begin += kBlock) {
        double part = 0;
        for (std::size_t i = begin; i < std::min(begin + kBlock, values.size()); ++i) part += values[i];
        total += part;
    }
    return total;
}

}  // namespace

double mean_W(const Series& series) {
    return series.power_W.empty() ? 0 : blockSum(series.power_W) / static_cast<double>(series.power_W.size());
}

double energy_J(const Series& series) { return blockSum(series.power_W) * series.step_s; }

Extremes extremes(const Series& series) {
    if (series.power_W.empty()) return {};
    const auto [low, high] = std::minmax_element(series.power_W.begin(), series.power_W.end());
    return {*low, *high};
}

std::vector<Extremes> envelope(const Series& series, std::size_t columns) {
    return envelope(series, 0, series.power_W.size(), columns);
}

std::vector<Extremes> envelope(const Series& series, std::size_t first, std::size_t count, std::size_t columns) {
    const std::size_t n = series.power_W.size();
    first = std::min(first, n);
    count = std::min(count, n - first);
    columns = std::min(columns, count);
    std::vector<Extremes> result(columns);
    for (std::size_t c = 0; c < columns; ++c) {
        const std::size_t begin = first + c * count / columns;
        const std::size_t end = first + ((c + 1) * count + columns - 1) / columns;
        const auto [low, high] = std::minmax_element(series.power_W.begin() + static_cast<std::ptrdiff_t>(begin),
                                                     series.power_W.begin() + static_cast<std::ptrdiff_t>(end));
        result[c] = {*low, *high};
    }
    return result;
}

Series resampled(const Series& series, double step_s) {
    Series result{step_s, {}, series.source};
    const std::size_t n = series.power_W.size();
    if (n == 0 || !(step_s > 0) || !(series.step_s > 0)) return result;
    const auto cells = static_cast<std::size_t>(std::ceil(series.duration_s() / step_s * (1 - 1e-12)));
    result.power_W.resize(std::max<std::size_t>(cells, 1));
    for (std::size_t c = 0; c < result.power_W.size(); ++c) {
        const double begin = static_cast<double>(c) * step_s / series.step_s;
        const double end = std::min(static_cast<double>(c + 1) * step_s / series.step_s, static_cast<double>(n));
        double sum = 0, weight = 0;
        for (auto i = static_cast<std::size_t>(begin); i < n && static_cast<double>(i) < end; ++i) {
            const double part = std::min(end, static_cast<double>(i + 1)) - std::max(begin, static_cast<double>(i));
            if (part <= 0) continue;
            sum += part * series.power_W[i];
            weight += part;
        }
        result.power_W[c] = weight > 0 ? sum / weight : series.power_W.back();
    }
    return result;
}

}  // namespace twin::energy
