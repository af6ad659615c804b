// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/case_values.h"

#include <vector>

namespace twin::air {

/// A rack's "bands": [{"z_m": [from, to], "heat_share": 0.7, "flow_share": 0.6}, …]; flow_share left out: as the heat. All
/// that is wrong becomes issues: bands off the box, overlapping, without air, shares that do not add up.
std::vector<Band> readBands(CaseValues& rack, const nlohmann::json& object, const Box& box, Issues& issues);

}  // namespace twin::air
