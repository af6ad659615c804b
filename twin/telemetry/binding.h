// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/telemetry/point.h"

#include <memory>

namespace twin::telemetry {

/// How a row of the binding names points.
enum class Match : unsigned char {
    Name,     ///< exactly
    Pattern,  ///< "dc1/{item}/inlet_temp": {word} takes one or more characters but '/'
    Regex     ///< ECMAScript, the whole name; groups are {1}, {2} …
};

/// One row of the binding: which points, and what they measure. What a pattern took is used in `item`, `quantity` and
/// `unit` as {word}. An item is a name or an id; a sensor stands for what it measures (its target, place and quantity).
struct BindingRow {
    Match match = Match::Name;
    std::string point;
    std::string item;
    std::string quantity;  ///< a quantity's key ("inlet_C"); empty for sensors: as the sensor says
    std::string unit;      ///< of the source; empty = what the source states, else SI
    double scale = 1, offset = 0;  ///< number in `unit` = raw · scale + offset
    double low = std::numeric_limits<double>::quiet_NaN(), high = std::numeric_limits<double>::quiet_NaN();  ///< in `unit`; NaN = none
    double absent = std::numeric_limits<double>::quiet_NaN();  ///< raw number that means "no value"
    double deadband = 0;     ///< in `unit`
    double staleAfter_s = 30;
    Aggregate aggregate = Aggregate::None;  ///< of what this row binds to the same quantity of the same object
    bool operator==(const BindingRow&) const;
};

/// Exact names win over rules; among rules the first that fits.
struct Binding {
    std::vector<BindingRow> rows;
    bool operator==(const Binding&) const = default;
};

/// A point that a source has shown.
struct SeenPoint {
    std::string name;
    std::string unit;
};

enum class BindState : unsigned char { Bound, Unbound, Doubtful };

/// What became of one point.
struct BindLine {
    std::string point;
    BindState state = BindState::Unbound;
    bool used = false;  ///< its values are taken; a doubtful point may be used
    std::size_t row = static_cast<std::size_t>(-1);  ///< of the binding; none for an unbound point
    Id item;
    std::string itemName;            ///< as the row has it when there is no such item
    Quantity quantity = Quantity::Count_;
    Text reason;  ///< why it is doubtful or unbound
};

struct BindReport {
    std::shared_ptr<const PointTable> points = std::make_shared<const PointTable>();  ///< those in use
    std::vector<BindLine> lines;  ///< one a point, in the order of names
    Issues issues;                ///< rows that cannot work at all, and every doubtful point ("binding.noObject": value names what is not there)
    std::size_t count(BindState state) const;
};

/// Binds points by name. Rows with exact names count as seen. An item that is named twice or not found, a unit that
/// does not fit, an impossible range, two points on one quantity
/// (the first is used; those of one row with an aggregate all are): doubtful, with the reason.
/// Cost  O(points · rules + items).  Thread-safe: yes (no state).
BindReport bindPoints(const Binding& binding, std::span<const SeenPoint> seen, const Site& site);

/// What a sensor item measures: the object and its quantity, from its target, its choice and where it hangs.
struct SensorMeaning {
    Id item;
    Quantity quantity = Quantity::Count_;  ///< Count_: the twin has no such quantity (voltage, humidity)
};
SensorMeaning meaningOf(const Site& site, const Item& sensor);

/// The quantity with this key; Count_ when there is none.
Quantity quantityFromKey(std::string_view key);

/// CSV: match,point,item,quantity,unit,scale,offset,low,high,absent,deadband,stale_after_s. Columns are found by their
/// heads, in any order; only point and item are needed.
std::string writeBindingCsv(const Binding& binding);
struct ReadBinding {
    Binding binding;  ///< the rows that could be read
    Issues issues;    ///< every problem, with its line
};
ReadBinding readBindingCsv(std::string_view text);

const char* keyOf(Match match);  ///< "name", "pattern", "regex"

}  // namespace twin::telemetry
