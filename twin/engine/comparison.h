// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/comparison.h"

namespace twin::engine {

/// One side of a comparison: a solved variant.
struct ComparisonSubject {
    Id variant;
    std::string name;
    std::string project;
    std::shared_ptr<const Frame> frame;  ///< of solve(), with its memory
};

/// Two or three solved variants on one basis: figures with their difference against the first, what is better and what
/// that rests on, what the figures are based on, and the layout differences against the first.
///
/// A figure that the data cannot support has no number but a reason. Figures that grow with the compute (space, powers)
/// are judged after scaling to the compute of the first; figures of operation are judged only under the same conditions,
/// figures of compute only at the same precision and sparsity.
///
/// Needs   frames with a site; their sites are read through them.
/// Errors  none thrown.
/// Cost    O(objects + connections).  Thread-safe: yes (no state).
/// Checked tests/validation/engine: equal to the result documents of each variant.
Comparison compare(const std::vector<ComparisonSubject>& subjects, const ComparisonInputs& inputs = {});

}  // namespace twin::engine
