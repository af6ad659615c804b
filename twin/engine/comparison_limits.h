// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/comparison.h"

#include <array>
#include <unordered_set>

namespace twin::engine {

enum class Limit { Feed, AfterLoss, Inlet, Flow, Floor };
inline constexpr std::size_t kLimitCount = 5;
const char* label(Limit limit);  ///< TWIN_TR

/// Which computers of a solved site are within every limit, and where the others fail.
struct Supportable {
    std::size_t racks = 0;   ///< all computers of the site
    std::size_t within = 0;  ///< of them within every limit
    std::size_t twoSided = 0;  ///< of them fed from both sides and alive after loss of either
    std::array<std::size_t, kLimitCount> failing{};  ///< a rack counts at each limit it fails
    std::size_t unchecked = 0;  ///< whose inlet the air solution does not give (cabins, tanks): not held against them
    std::unordered_set<Id> ids;  ///< those within
};

/// Feed      a live feed, and no element on its way up to the sources above its usable rating in the normal state.
/// AfterLoss with Redundancy::TwoN: alive and no element above its usable rating after loss of either side.
/// Inlet     warmest of the three intake heights at most the limit of the rack's class (ASHRAE TC 9.9).
/// Flow      coolant flow at least what the rack needs at the present supply temperature.
/// Floor     floor load at most what its room carries.
/// Needs     a solved frame with its memory.  Cost O(objects + connections).
Supportable supportable(const Frame& frame, const ComparisonInputs& inputs);

/// Upper end of the allowable inlet range. Source: ASHRAE TC 9.9 (A1 32, A2 35, A3 40, A4 45, H1 25 °C).
double allowable_C(AirClass airClass);

}  // namespace twin::engine
