// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <vector>

namespace twin {

/// One pending change of a variant against its parent: one object with the connections that go with it.
struct LayoutDifference {
    enum class What { Added, Removed, Moved, Changed, Rewired } what = What::Changed;
    Id item;
    Kind kind = Kind::Rack;
    std::string name;
    Text description;           ///< one line: what changed, from → to with units
    std::vector<Text> details;  ///< every property and port: "Power, allocated: 30 kW → 60 kW"
    Change<Item> change;        ///< before = in the parent, after = in the variant; neither for a rewired object
    std::vector<Change<Connection>> connections;  ///< likewise; each changed connection belongs to exactly one difference
};

const char* key(LayoutDifference::What what);    ///< "added"
const char* label(LayoutDifference::What what);  ///< TWIN_TR: "Added"

/// All differences of `variant` against `parent`, in an order in which they can be executed one after the other: added
/// objects (what they stand in first, feeds before loads), then moved, changed and rewired ones, then removed ones.
/// Drop them in the reverse order.
///
/// A connection goes with its added or removed end; where it takes the place of another at a single port, and where both
/// ends stay, with the end that is nearer to the load (computer, air unit, liquid, power).
/// Cost  O(n) when anything differs; shared chunks cost nothing.  Thread-safe: yes.
std::vector<LayoutDifference> differences(const Site& parent, const Site& variant);

/// How many objects of a kind differ in one way.
struct DifferenceCount {
    LayoutDifference::What what = LayoutDifference::What::Changed;
    Kind kind = Kind::Rack;
    std::size_t count = 0;
};
/// By way, then by kind.
std::vector<DifferenceCount> countByKind(const std::vector<LayoutDifference>& differences);

/// One pending change as an edit, or why it cannot be made alone.
struct PendingEdit {
    Edit edit;      ///< empty when refused
    Issues issues;  ///< "difference.dependent" names the pending change that has to go first; "difference.done": not pending any more
};

/// Makes this one change in the parent: the object, its connections, and its type where the parent's project lacks it.
PendingEdit execute(const Variant& variant, const Variant& parent, const LayoutDifference& difference);
/// Takes this one change back in the variant, so that the object is there as in the parent.
PendingEdit drop(const Variant& variant, const Variant& parent, const LayoutDifference& difference);

}  // namespace twin
