// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"
#include "twin/telemetry/sample.h"
#include "twin/telemetry/source_unit.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace twin::telemetry {

/// The same for the same name in every session: history and alarms refer to it.
Id pointId(std::string_view name);

/// Values beyond these are impossible for the quantity in any data centre: a fault of the sensor or the wiring.
struct ValueRange {
    double low, high;  ///< SI
};
ValueRange possibleRange(Quantity quantity);

/// How the points that one rule binds to the same quantity of the same object become one value.
enum class Aggregate : unsigned char {
    None,  ///< they do not: the first is used, another is doubtful
    Mean,
    Min,
    Max
};
const char* keyOf(Aggregate aggregate);  ///< "", "mean", "min", "max"

/// A named value of a source, bound to one quantity of one object.
/// SI = (raw · scale + offset), read in the unit.
struct Point {
    Id id;             ///< pointId(name)
    std::string name;  ///< as the source calls it
    Id item;
    Quantity quantity = Quantity::InletTemperature;
    std::string unit;  ///< of the source; empty = SI
    double scale = 1, offset = 0;
    LinearUnit line;   ///< of `unit`
    double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();  ///< SI, allowed
    double absent = std::numeric_limits<double>::quiet_NaN();  ///< raw number that this source sends for "no value"
    double deadband = 0;      ///< SI; smaller changes are not kept in the history
    double staleAfter_s = 30;
    Aggregate aggregate = Aggregate::None;  ///< over all points of the table with the same item and quantity
    bool operator==(const Point&) const = default;
};

/// Points in the order of their binding; positions are what samples and the live state are indexed by.
class PointTable {
  public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    PointTable() = default;
    explicit PointTable(std::vector<Point> points);

    std::size_t size() const { return m_points.size(); }
    const Point& operator[](std::size_t index) const { return m_points[index]; }
    std::span<const Point> points() const { return m_points; }
    /// Position by name or id; kNone when absent.
    std::uint32_t find(std::string_view name) const;
    std::uint32_t find(Id id) const;

  private:
    std::vector<Point> m_points;
    std::unordered_map<Id, std::uint32_t> m_byId;
};

/// A sample and the position of its point in the table.
struct PointSample {
    std::uint32_t point = 0;
    Sample sample;
    bool operator==(const PointSample&) const = default;
};

}  // namespace twin::telemetry
