// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/model/site.h"

#include <functional>

namespace twin::power {

/// How much of an item's rating may be used continuously, by the rule that it names: a rule replaces the stated share.
/// Boards and busways to IEC 61439 are rated for continuous load; the IEC tables derate cables.
struct UsableShare {
    double share = 1;
    const char* source = "";  ///< of the rule; empty = the usable share as stated
    Issues issues;            ///< conditions beyond the tables, as warnings of the item
};
UsableShare usableShare(const Site& site, const Item& item);
/// The same share alone, for those who must not know this discipline. Needs the site as long as it is called.
std::function<double(const Item&)> usableShares(const Site& site);

}  // namespace twin::power
