// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/difference.h"

namespace twin {

/// Fills the sentences of a difference from its change and connections.
void describe(LayoutDifference& difference, const Site& parent, const Site& variant);

}  // namespace twin
