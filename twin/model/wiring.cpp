// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/wiring.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

namespace twin {

namespace {

double distance_m(const Item& a, const Item& b) { return std::hypot(a.position.x - b.position.x, a.position.y - b.position.y); }

double value(const Item& item, const EquipmentType* type, Param param) {
    if (const double* own = item.values.find(param)) return *own;
    const double* typical = type == nullptr ? nullptr : type->values.find(param);
    return typical == nullptr ? defaultValue(item.kind, param) : *typical;
}

constexpr double kVoltageTolerance = 0.06;  // 400 and 415 V are one level, 400 and 480 V are not

/// Whether the power port of a new item may follow the example of a like one: at another voltage it may not, and a
/// second grid on a board is a decision of its own.
bool followsPower(const Site& site, const Item& item, const EquipmentType* type, const Item& like, const PortSpec& port) {
    if (port.medium != Medium::Power) return true;
    if (item.kind == Kind::UtilityFeed) return false;
    const Param level = port.flow == Flow::Out && hasParam(item.kind, Param::VoltageOut) ? Param::VoltageOut : Param::Voltage;
    if (!hasParam(item.kind, level)) return true;
    const double mine_V = value(item, type, level), theirs_V = site.value(like, level);
    return std::abs(mine_V - theirs_V) <= kVoltageTolerance * std::max(mine_V, theirs_V);
}

constexpr double kSameRow_m = 1.6;  ///< two places: an item put beside a row's end belongs to the row

}  // namespace

std::string freshName(const Site& site, Kind kind, const std::string& stem) {
    std::unordered_set<std::string> taken;
    site.items(kind).forEach([&](const Item& item) { taken.insert(item.name); });
    for (std::size_t n = site.items(kind).size() + 1;; ++n)
        if (std::string name = fmt::format("{} {}", stem, n); !taken.contains(name)) return name;
}

Edit placeAndWire(const Variant& variant, Item item, const EquipmentType* type) {
    const Site& site = variant.site;
    const Item* room = roomOf(site, item);
    struct Example {
        double distance = std::numeric_limits<double>::infinity();
        Connection link;
        bool incoming = false;
    };
    const auto ports = spec(item.kind).ports;
    std::vector<Example> examples(ports.size());
    const Item* nearest = nullptr;
    site.items(item.kind).forEach([&](const Item& other) {
        if (nearest == nullptr || distance_m(item, other) < distance_m(item, *nearest)) nearest = &other;
    });
    if (!item.parent) {
        const bool besideRow = nearest != nullptr && distance_m(item, *nearest) < kSameRow_m && nearest->parent;
        if (besideRow) {
            item.parent = nearest->parent;
        } else if (room != nullptr) {
            item.parent = room->id;
        } else if (!site.items(Kind::Site).empty()) {
            item.parent = site.items(Kind::Site)[0].id;
        }
    }
    site.connections().forEach([&](const Connection& link) {
        const auto look = [&](Id mine, unsigned char myPort, Id theirs, unsigned char theirPort, bool incoming) {
            const Item* like = site.items(item.kind).find(mine);
            if (like == nullptr || myPort >= ports.size()) return;
            const double away = distance_m(item, *like);
            if (away >= examples[myPort].distance) return;
            const Item* feeder = site.find(theirs);
            if (feeder == nullptr || theirPort >= spec(feeder->kind).ports.size() || !spec(feeder->kind).ports[theirPort].many) return;
            if (!followsPower(site, item, type, *like, ports[myPort])) return;
            const Item* likeRoom = roomOf(site, *like);
            if ((likeRoom ? likeRoom->id : Id{}) != (room ? room->id : Id{})) return;
            examples[myPort] = {away, link, incoming};
        };
        look(link.to, link.toPort, link.from, link.fromPort, true);
        look(link.from, link.fromPort, link.to, link.toPort, false);
    });
    Edit edit = placeItem(variant, std::move(item), type);
    const Item& placed = *edit.items.back().after;
    for (const Example& example : examples) {
        if (!std::isfinite(example.distance)) continue;
        Connection link = example.link;
        link.id = newId();
        (example.incoming ? link.to : link.from) = placed.id;
        edit.connections.push_back({std::nullopt, link, SIZE_MAX});
    }
    return edit;
}

}  // namespace twin
