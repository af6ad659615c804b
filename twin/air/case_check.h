// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/case_file.h"

namespace twin::air {

/// What single values cannot show: boxes outside the hall or in one another, openings off the hall's sides, over one
/// another or behind a box, names used twice, faces on one side of a device, no supply, no return, flows that cannot
/// balance. supplies, returns: how many the file names (some may have been refused already).
void checkReferenceCase(const ReferenceCase& hall, std::size_t supplies, std::size_t returns, Issues& issues);

}  // namespace twin::air
