// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/vec.h"
#include "twin/model/item.h"

#include <string>
#include <string_view>
#include <vector>

namespace twin {

/// {"power_allocated_W":120000,"side":"A"}; empty text for no values. Numbers read back exactly; NaN becomes null.
void appendValues(std::string& out, const Values& values);
/// Reads what appendValues wrote. What cannot be used is skipped and named in `bad`; false if the text is broken.
bool readValues(std::string_view text, Values& into, std::vector<std::string>& bad);

/// [[0,0,0],[1,0,0]]; empty text for no points.
void appendPoints(std::string& out, const std::vector<Vec3>& points);
/// False when the text is broken or holds something that is not a finite number.
bool readPoints(std::string_view text, std::vector<Vec3>& into);

/// [[5,10,0.8,0.7]]: first unit, units, share of heat and of air; empty text for none.
void appendMounted(std::string& out, const std::vector<MountedUnits>& mounted);
/// False when the text is broken or holds something that is not a finite number.
bool readMounted(std::string_view text, std::vector<MountedUnits>& into);

}  // namespace twin
