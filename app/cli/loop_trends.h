// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/liquid/coolant_trend.h"
#include "twin/model/project.h"

#include <filesystem>
#include <string>
#include <vector>

namespace plenum::cli {

/// The recorded drop of a filter, or conductivity or pH of a coolant, and when it leaves its limits.
struct LoopTrend {
    std::string name;       ///< of the object
    twin::Id item;
    const char* key = "";   ///< of the quantity
    twin::Unit unit = twin::Unit::None;
    double low = 0, high = 0;
    bool atRatedFlow = false;  ///< a filter whose flow is recorded too
    std::int64_t last_ms = 0;
    twin::liquid::Trend trend;
};

/// Trends of everything that the project's binding ties to filters and coolant quality, over the whole history.
/// Errors  throws twin::Error when the file cannot be read.
std::vector<LoopTrend> loopTrends(const twin::Project& project, const twin::Site& site, const std::filesystem::path& history, const twin::liquid::QualityLimits& limits);

}  // namespace plenum::cli
