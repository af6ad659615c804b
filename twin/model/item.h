// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/id.h"
#include "twin/base/vec.h"
#include "twin/model/kind.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace twin {

/// A sparse list of parameter values, sorted by parameter; absent = inherited.
class Values {
  public:
    using Entry = std::pair<Param, double>;
    const double* find(Param param) const;
    void set(Param param, double value);
    void unset(Param param);
    const std::vector<Entry>& entries() const { return m_entries; }
    bool operator==(const Values&) const = default;

  private:
    std::vector<Entry> m_entries;
};

/// A catalogue entry: what all items of this make have in common. Copied into the project with its version.
struct EquipmentType {
    Id id;
    Kind kind = Kind::Rack;
    std::string name;
    std::string maker;    ///< empty = generic
    std::string version;  ///< of the catalogue entry
    std::string source;   ///< where the figures come from, or "typical"
    Values values;
    std::vector<std::pair<Param, std::string>> sources;  ///< figures whose source differs from the entry's
    bool operator==(const EquipmentType&) const = default;
};

/// Units of a rack that hold equipment, with their shares of the heat that the rack gives to the air and of its air flow.
struct MountedUnits {
    int first = 1, count = 1;  ///< U, from the bottom
    double heatShare = 0, airShare = 0;  ///< each adds up to 1 over the rack
    bool operator==(const MountedUnits&) const = default;
};

using TypeTable = std::unordered_map<Id, std::shared_ptr<const EquipmentType>>;

/// One thing on the site: a type plus overrides. Box kinds stand at `position` (centre of the footprint, base) with
/// the front towards −y at rotation 0, turning counter-clockwise; outlines and routes are `points` in site metres.
struct Item {
    Id id;
    Kind kind = Kind::Rack;
    Id type;    ///< none = the kind's defaults
    Id parent;  ///< the room, row or building it belongs to
    Id target;  ///< what a sensor measures, whose rear a door closes
    std::string name;
    std::string note;
    Vec3 position;
    double rotation_deg = 0;
    Values values;  ///< overrides
    std::vector<Vec3> points;
    std::vector<MountedUnits> mounted{};  ///< racks; empty = heat and air even over the height (mounted.h)
    bool operator==(const Item&) const = default;
};

/// Joins a port of one item to a port of another; every network is read from these.
struct Connection {
    Id id;
    Id from;
    Id to;
    unsigned char fromPort = 0;  ///< index in the kind's ports
    unsigned char toPort = 0;
    bool operator==(const Connection&) const = default;
};

}  // namespace twin
