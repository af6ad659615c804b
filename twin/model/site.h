// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/item.h"
#include "twin/model/table.h"

#include <array>
#include <memory>
#include <vector>

namespace twin {

/// A whole site: one table per kind and the connections, all in shared chunks. A value; copies are cheap snapshots.
class Site {
  public:
    const Table<Item>& items(Kind kind) const { return m_items[static_cast<std::size_t>(kind)]; }
    Table<Item>& items(Kind kind) { return m_items[static_cast<std::size_t>(kind)]; }
    const Table<Connection>& connections() const { return m_connections; }
    Table<Connection>& connections() { return m_connections; }
    const TypeTable& types() const { return *m_types; }
    void setTypes(std::shared_ptr<const TypeTable> types) { m_types = std::move(types); }
    const std::shared_ptr<const TypeTable>& sharedTypes() const { return m_types; }

    /// O(kinds); null when absent.
    const Item* find(Id id) const;
    std::size_t itemCount() const;
    template <class F>
    void forEachItem(F&& visit) const {
        for (const auto& table : m_items) table.forEach(visit);
    }

    /// Override, else the type's value, else the kind's default; NaN if the kind has no such parameter. O(log n) small.
    double value(const Item& item, Param param) const;
    /// A choice parameter as its enum.
    template <class E>
    E choice(const Item& item, Param param) const {
        const double raw = value(item, param);
        return raw >= 0 ? static_cast<E>(static_cast<int>(raw + 0.5)) : E{};
    }
    const EquipmentType* typeOf(const Item& item) const;
    bool operator==(const Site& other) const;

  private:
    std::array<Table<Item>, kKindCount> m_items;
    Table<Connection> m_connections;
    std::shared_ptr<const TypeTable> m_types = std::make_shared<TypeTable>();
};

/// Difference of two sites by id; found by comparing chunk pointers first, so equal parts cost nothing.
struct SiteChanges {
    std::vector<Id> added, removed, changed;
    bool connections = false;
    bool empty() const { return added.empty() && removed.empty() && changed.empty() && !connections; }
};
SiteChanges changes(const Site& before, const Site& after);

// Geometry that every view and discipline needs.
struct Footprint {
    Vec2 corner[4];  ///< counter-clockwise: front left, front right, rear right, rear left (seen from above)
};
/// Footprint of a box item in site metres.
Footprint footprint(const Site& site, const Item& item);
Vec2 frontNormal(const Item& item);   ///< unit vector out of the front
double routeLength_m(const Item& item);
bool contains(const std::vector<Vec3>& outline, Vec2 point);
double outlineArea_m2(const std::vector<Vec3>& outline);  ///< absolute value
/// The room (or none) that an item stands in: by parent chain, else by position. O(rooms).
const Item* roomOf(const Site& site, const Item& item);

}  // namespace twin
