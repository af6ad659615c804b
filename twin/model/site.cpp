// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/site.h"

#include <cmath>
#include <limits>
#include <numbers>
#include <unordered_map>

namespace twin {

const double* Values::find(Param param) const {
    const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), param,
                                     [](const Entry& entry, Param wanted) { return entry.first < wanted; });
    return at != m_entries.end() && at->first == param ? &at->second : nullptr;
}

void Values::set(Param param, double value) {
    const auto at = std::lower_bound(m_entries.begin(), m_entries.end(), param,
                                     [](const Entry& entry, Param wanted) { return entry.first < wanted; });
    if (at != m_entries.end() && at->first == param) {
        at->second = value;
    } else {
        m_entries.insert(at, {param, value});
    }
}

void Values::unset(Param param) {
    std::erase_if(m_entries, [&](const Entry& entry) { return entry.first == param; });
}

const Item* Site::find(Id id) const {
    for (const auto& table : m_items)
        if (const Item* item = table.find(id)) return item;
    return nullptr;
}

std::size_t Site::itemCount() const {
    std::size_t count = 0;
    for (const auto& table : m_items) count += table.size();
    return count;
}

const EquipmentType* Site::typeOf(const Item& item) const {
    if (!item.type) return nullptr;
    const auto found = m_types->find(item.type);
    return found == m_types->end() ? nullptr : found->second.get();
}

double Site::value(const Item& item, Param param) const {
    if (const double* own = item.values.find(param)) return *own;
    if (const EquipmentType* type = typeOf(item))
        if (const double* value = type->values.find(param)) return *value;
    return defaultValue(item.kind, param);
}

bool Site::operator==(const Site& other) const {
    if (m_items != other.m_items || !(m_connections == other.m_connections)) return false;
    if (m_types == other.m_types) return true;
    if (m_types->size() != other.m_types->size()) return false;
    for (const auto& [id, type] : *m_types) {
        const auto found = other.m_types->find(id);
        if (found == other.m_types->end() || !(*found->second == *type)) return false;
    }
    return true;
}

namespace {

void compare(const Table<Item>& before, const Table<Item>& after, SiteChanges& out) {
    const auto& old = before.chunks();
    const auto& now = after.chunks();
    if (before.size() == after.size()) {  // the usual case: values replaced in place
        bool sameOrder = true;
        std::vector<Id> changed;
        for (std::size_t c = 0; c < now.size() && sameOrder; ++c) {
            if (old[c] == now[c]) continue;
            for (std::size_t i = 0; i < now[c]->size(); ++i) {
                const Item &a = (*old[c])[i], &b = (*now[c])[i];
                if (a.id != b.id) {
                    sameOrder = false;
                    break;
                }
                if (!(a == b)) changed.push_back(b.id);
            }
        }
        if (sameOrder) {
            out.changed.insert(out.changed.end(), changed.begin(), changed.end());
            return;
        }
    }
    before.forEach([&](const Item& item) {
        const Item* other = after.find(item.id);
        if (other == nullptr) {
            out.removed.push_back(item.id);
        } else if (!(*other == item)) {
            out.changed.push_back(item.id);
        }
    });
    after.forEach([&](const Item& item) {
        if (before.find(item.id) == nullptr) out.added.push_back(item.id);
    });
}

}  // namespace

SiteChanges changes(const Site& before, const Site& after) {
    SiteChanges out;
    for (std::size_t k = 0; k < kKindCount; ++k)
        compare(before.items(static_cast<Kind>(k)), after.items(static_cast<Kind>(k)), out);
    out.connections = !(before.connections() == after.connections());
    return out;
}

Footprint footprint(const Site& site, const Item& item) {
    const double w = site.value(item, Param::Width) / 2, d = site.value(item, Param::Depth) / 2;
    const double angle = item.rotation_deg * std::numbers::pi / 180;
    double c = std::cos(angle), s = std::sin(angle);
    if (std::abs(c) < 1e-12) c = 0;
    if (std::abs(s) < 1e-12) s = 0;
    const auto turn = [&](double x, double y) {
        return Vec2{item.position.x + c * x - s * y, item.position.y + s * x + c * y};
    };
    return {{turn(-w, -d), turn(w, -d), turn(w, d), turn(-w, d)}};
}

Vec2 frontNormal(const Item& item) {
    const double angle = item.rotation_deg * std::numbers::pi / 180;
    return {std::sin(angle), -std::cos(angle)};
}

double routeLength_m(const Item& item) {
    double length = 0;
    for (std::size_t i = 1; i < item.points.size(); ++i) {
        const Vec3 &a = item.points[i - 1], &b = item.points[i];
        length += std::hypot(b.x - a.x, b.y - a.y, b.z - a.z);
    }
    return length;
}

bool contains(const std::vector<Vec3>& outline, Vec2 p) {
    bool inside = false;
    for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
        const Vec3 &a = outline[i], &b = outline[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
    }
    return inside;
}

double outlineArea_m2(const std::vector<Vec3>& outline) {
    double twice = 0;
    for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++)
        twice += outline[j].x * outline[i].y - outline[i].x * outline[j].y;
    return std::abs(twice) / 2;
}

const Item* roomOf(const Site& site, const Item& item) {
    Id parent = item.parent;
    for (int depth = 0; depth < 8 && parent; ++depth) {
        if (const Item* room = site.items(Kind::Room).find(parent)) return room;
        const Item* above = site.find(parent);
        if (above == nullptr || above->kind == Kind::Building || above->kind == Kind::Site) break;
        parent = above->parent;
    }
    const Item* found = nullptr;
    const Vec2 at = item.points.empty() ? Vec2{item.position.x, item.position.y} : Vec2{item.points[0].x, item.points[0].y};
    site.items(Kind::Room).forEach([&](const Item& room) {
        if (found == nullptr && contains(room.points, at)) found = &room;
    });
    return found;
}

}  // namespace twin
