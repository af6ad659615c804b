// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/model/item.h"

#include <string>
#include <string_view>
#include <vector>

namespace twin {

/// What is wrong with the equipment stated for a rack of so many units, all at once (errors): mounted.units (outside the
/// rack), mounted.overlap, mounted.share (not 0 … 100 %), mounted.noAir (heat without air), mounted.sum (not 100 %).
Issues checkMounted(const Item& rack, double units, const std::vector<MountedUnits>& mounted);

struct ReadMounted {
    std::vector<MountedUnits> mounted;  ///< empty when an issue is an error
    Issues issues;                      ///< as checkMounted, and mounted.text for what cannot be read
};
/// As readMounted takes it; without "air …" its shares are those of the heat.
inline constexpr const char* kMountedExample = "5-14 80 % air 70 %; 20 20 % air 30 %";
/// Reads units, their share of the heat and, where shares differ, of the air (for all or none). Heats may be in kW or W
/// instead: then their proportions count. Empty text: even over the height.
ReadMounted readMounted(const Item& rack, double units, std::string_view text);
/// The same text again.
std::string mountedText(const std::vector<MountedUnits>& mounted);

/// Where units are, m above the rack's base. One unit is 44.45 mm (EIA-310), less where the rack has no room for all; what
/// the units leave of its height lies half below and half above them.
struct UnitSpan {
    double from_m = 0, to_m = 0;
};
UnitSpan unitSpan(double height_m, double units, const MountedUnits& mounted);

}  // namespace twin
