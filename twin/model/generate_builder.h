// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace twin::generated {

/// The types of a generated site.
enum Type { AirRack, LiquidRack, CrahType, InRowType, CduType, PumpType, DryType, ChillerType, VesselType, PipeType, UtilityType, TransformerType,
            BoardType, UpsType, BuswayType, kTypeCount };

Kind kindOf(Type type);

/// Collects items and connections with ids from one seed.
class Builder {
  public:
    explicit Builder(std::uint64_t seed);
    Id nextId() { return m_ids.next(); }
    Item& add(Kind kind, std::string name, Id parent);
    Item& box(Type type, std::string name, Id parent, double x, double y, double rotation_deg = 0);
    Id outline(Kind kind, std::string name, Id parent, double x0, double y0, double x1, double y1, std::initializer_list<std::pair<Param, double>> values);
    Item& route(Kind kind, std::string name, Id parent, std::vector<Vec3> points);
    Id typeId(Type type) const { return m_types[type]; }
    void join(Id from, Kind fromKind, const char* fromPort, Id to, Kind toKind, const char* toPort);
    Site take();

  private:
    IdSequence m_ids;
    std::array<Id, kTypeCount> m_types;
    std::shared_ptr<const TypeTable> m_table;
    std::array<std::vector<Item>, kKindCount> m_items;
    std::vector<Connection> m_links;
};

}  // namespace twin::generated
