// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace plenum::test {

inline twin::Edit connectionEdit(const twin::Variant& variant, std::optional<twin::Connection> before, std::optional<twin::Connection> after) {
    using namespace twin;
    Edit edit;
    edit.variant = variant.id;
    edit.connections.push_back({std::move(before), std::move(after), SIZE_MAX});
    return edit;
}

/// Anything a planner does to the variant.
inline twin::Edit randomEdit(const twin::Variant& variant, std::mt19937_64& random) {
    using namespace twin;
    std::vector<Id> all;
    variant.site.forEachItem([&](const Item& item) {
        if (item.kind > Kind::Room) all.push_back(item.id);
    });
    const auto any = [&] { return all[random() % all.size()]; };
    const auto& links = variant.site.connections();
    switch (random() % 8) {
        case 0: return moveItems(variant, {any(), any()}, {1.5, -0.5, 0});
        case 1: return removeItems(variant, {any()});
        case 2: return duplicateItems(variant, {any(), any(), any()}, {0, 3, 0});
        case 3: return setParam(variant, {any()}, static_cast<Param>(random() % static_cast<std::uint64_t>(Param::Count_)), 1.0);
        case 4: return rotateItems(variant, {any()}, 90);
        case 5: return renameItem(variant, any(), "name " + std::to_string(random() % 1000));
        case 6: {  // one end goes to a like object
            Connection link = links[random() % links.size()];
            const Connection before = link;
            const auto& like = variant.site.items(variant.site.find(link.from)->kind);
            link.from = like[random() % like.size()].id;
            return connectionEdit(variant, before, link);
        }
        default: return connectionEdit(variant, links[random() % links.size()], std::nullopt);
    }
}

}  // namespace plenum::test
