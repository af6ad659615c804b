// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"
#include "twin/model/site.h"

#include <memory>
#include <vector>

namespace plenum::app {

/// What the inspector shows at one moment: the selected items as the document has them, and the results about them.
struct Inspected {
    std::shared_ptr<const twin::Site> site;
    std::vector<const twin::Item*> items;  ///< into `site`; the last is the current one
    std::shared_ptr<const twin::Frame> frame;   ///< newest result; null before the first
    std::shared_ptr<const twin::Frame> before;  ///< result before the present edit or drag; may be null

    const twin::Item* current() const { return items.empty() ? nullptr : items.back(); }
    std::vector<twin::Id> ids() const {
        std::vector<twin::Id> all;
        all.reserve(items.size());
        for (const twin::Item* item : items) all.push_back(item->id);
        return all;
    }
};

}  // namespace plenum::app
