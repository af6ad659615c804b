// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/binding.h"

#include "twin/base/error.h"
#include "twin/telemetry/name_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace twin::telemetry {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr int kMostHints = 20;  // looking for like names costs O(items) each

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// Edit distance (Levenshtein), given up above a limit.
int distance(std::string_view a, std::string_view b, int limit) {
    if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > limit) return limit + 1;
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int diagonal = row[0], best = row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
            best = std::min(best, row[j]);
        }
        if (best > limit) return limit + 1;
    }
    return row[b.size()];
}

/// Binds one point after the other; knows names of the site and which quantities are taken.
class Binder {
  public:
    Binder(const Binding& binding, const Site& site, BindReport& report) : m_binding(binding), m_site(site), m_report(report) {
        site.forEachItem([&](const Item& item) { m_byName[item.name].push_back(&item); });
        for (std::size_t i = 0; i < binding.rows.size(); ++i) {
            const BindingRow& row = binding.rows[i];
            if (row.match == Match::Name) {
                if (!m_exact.emplace(row.point, i).second)
                    rowIssue(i, {TWIN_TR("{0} is bound twice by name. The first row counts."), {row.point}});
                continue;
            }
            try {
                m_rules.emplace_back(i, NameRule(row.match, row.point));
            } catch (const Error& error) {
                rowIssue(i, error.text());
            }
        }
    }

    void bindAll(std::span<const SeenPoint> seen) {
        std::map<std::string, std::string> names;
        for (const BindingRow& row : m_binding.rows)
            if (row.match == Match::Name) names.emplace(row.point, std::string());
        for (const SeenPoint& each : seen) names[each.name] = each.unit;
        for (const auto& [name, unit] : names) bindOne(name, unit);
        m_report.points = std::make_shared<const PointTable>(std::move(m_points));
    }

  private:
    void rowIssue(std::size_t row, Text text) {
        Issue issue = {Severity::Error, "binding.row", {}, {}, fmt::format("/rows/{}", row), std::move(text), m_binding.rows[row].point, {}, {}};
        m_report.issues.push_back(std::move(issue));
    }

    void bindOne(const std::string& name, const std::string& seenUnit) {
        BindLine line;
        line.point = name;
        Captures captures;
        if (const auto exact = m_exact.find(name); exact != m_exact.end()) {
            line.row = exact->second;
        } else {
            for (const auto& [row, rule] : m_rules)
                if (auto found = rule.match(name)) {
                    line.row = row;
                    captures = std::move(*found);
                    break;
                }
        }
        if (line.row == kNone) {
            line.reason = {TWIN_TR("No row of the binding fits this name."), {}};
        } else {
            Text hint;
            line.state = BindState::Doubtful;
            line.reason = attach(line, captures, seenUnit, hint);
            if (line.reason.empty()) line.state = BindState::Bound;
            const bool noObject = !line.item && !line.itemName.empty() && !m_byName.contains(line.itemName);
            if (line.state == BindState::Doubtful)
                m_report.issues.push_back({line.used ? Severity::Warning : Severity::Error, noObject ? "binding.noObject" : "binding.doubtful", line.item, name, {}, {TWIN_TR("{0}: {1}"), {name, english(line.reason)}},
                                           line.itemName, {}, hint});
        }
        m_report.lines.push_back(std::move(line));
    }

    /// Makes the point; an empty text when nothing is doubtful about it.
    Text attach(BindLine& line, const Captures& captures, const std::string& seenUnit, Text& hint) {
        const BindingRow& row = m_binding.rows[line.row];
        std::string missing;
        const auto itemText = filled(row.item, captures, missing), key = filled(row.quantity, captures, missing), unit = filled(row.unit, captures, missing);
        if (!itemText || !key || !unit) return {TWIN_TR("the rule has no {0} to put in"), {missing}};
        const Item* item = nullptr;
        if (const Text trouble = findItem(*itemText, item, hint); !trouble.empty()) {
            line.itemName = *itemText;
            return trouble;
        }
        line.item = item->id;
        line.itemName = item->name;
        if (item->kind == Kind::Sensor) {
            const SensorMeaning meaning = meaningOf(m_site, *item);
            if (!meaning.item) return {TWIN_TR("the sensor {0} measures no object"), {item->name}};
            line.item = meaning.item;
            line.quantity = meaning.quantity;
            if (key->empty() && meaning.quantity == Quantity::Count_) return {TWIN_TR("the twin has no quantity for what the sensor {0} measures"), {item->name}};
        } else if (key->empty()) {
            return {TWIN_TR("no quantity is named"), {}};
        }
        if (!key->empty()) line.quantity = quantityFromKey(*key);
        if (line.quantity == Quantity::Count_) return {TWIN_TR("there is no quantity {0}"), {*key}};
        return makePoint(line, row, unit->empty() ? seenUnit : *unit);
    }

    Text makePoint(BindLine& line, const BindingRow& row, const std::string& unit) {
        const QuantitySpec& about = spec(line.quantity);
        const auto linear = sourceUnit(unit, about.unit);
        if (!linear) return {TWIN_TR("the unit {0} does not fit {1}"), {unit, about.label}};
        if (!std::isfinite(row.scale) || row.scale == 0 || !std::isfinite(row.offset)) return {TWIN_TR("scale and offset must be numbers, the scale not zero"), {}};
        Point point;
        point.id = pointId(line.point);
        point.name = line.point;
        point.item = line.item;
        point.quantity = line.quantity;
        point.unit = unit;
        point.scale = row.scale;
        point.offset = row.offset;
        point.line = *linear;
        point.absent = row.absent;
        point.aggregate = row.aggregate;
        point.deadband = std::isfinite(row.deadband) ? std::abs(row.deadband * linear->factor) : 0;
        point.staleAfter_s = row.staleAfter_s > 0 ? row.staleAfter_s : 30;
        if (!std::isnan(row.low)) point.low = row.low * linear->factor + linear->offset;
        if (!std::isnan(row.high)) point.high = row.high * linear->factor + linear->offset;
        Text doubt;
        const ValueRange possible = possibleRange(line.quantity);
        if (!(point.low < point.high) || point.low >= possible.high || point.high <= possible.low) {
            doubt = {TWIN_TR("no value can lie between {0} and {1}; the range is not used"), {formatQuantity(point.low, about.unit), formatQuantity(point.high, about.unit)}};
            point.low = possible.low;
            point.high = possible.high;
        }
        const auto [owner, isFirst] = m_taken.emplace(std::pair(line.item, line.quantity), Owner{line.point, line.row});
        const bool joins = row.aggregate != Aggregate::None && owner->second.row == line.row;
        if (!isFirst && !joins) return {TWIN_TR("{0} of this object already comes from {1}"), {about.label, owner->second.point}};
        line.used = true;
        m_points.push_back(std::move(point));
        return doubt;
    }

    Text findItem(const std::string& text, const Item*& item, Text& hint) {
        if (const auto id = idFromString(text); id && (item = m_site.find(*id))) return {};
        const auto found = m_byName.find(text);
        if (found != m_byName.end() && found->second.size() == 1) {
            item = found->second.front();
            return {};
        }
        if (found != m_byName.end()) {
            hint = {TWIN_TR("Use the id of the object, for instance {0}."), {toString(found->second.front()->id)}};
            return {TWIN_TR("{0} objects are called {1}"), {fmt::format("{}", found->second.size()), text}};
        }
        if (m_hints++ < kMostHints) hint = nearest(text);
        return {TWIN_TR("there is no object {0}"), {text}};
    }

    Text nearest(const std::string& text) const {
        int best = std::max(2, static_cast<int>(text.size()) / 3);
        std::string names;
        int count = 0;
        for (const auto& [name, items] : m_byName) {
            const int far = distance(text, name, best);
            if (far > best || name.empty()) continue;
            if (far < best) {
                names.clear();
                count = 0;
            }
            best = far;
            if (++count <= 3) names += (names.empty() ? "" : ", ") + name;
        }
        return names.empty() ? Text{} : Text{TWIN_TR("The nearest names are: {0}."), {names}};
    }

    const Binding& m_binding;
    const Site& m_site;
    BindReport& m_report;
    std::map<std::string, std::vector<const Item*>, std::less<>> m_byName;
    std::unordered_map<std::string, std::size_t> m_exact;
    std::vector<std::pair<std::size_t, NameRule>> m_rules;
    struct Owner {
        std::string point;
        std::size_t row;
    };
    std::map<std::pair<Id, Quantity>, Owner> m_taken;
    std::vector<Point> m_points;
    int m_hints = 0;
};

bool isLiquid(Kind kind) { return spec(kind).group == KindGroup::Liquid; }

Quantity temperatureOf(const Site& site, const Item& sensor, const Item& target) {
    if (target.kind == Kind::Cdu) return Quantity::LiquidSupply;
    if (isLiquid(target.kind) || target.kind == Kind::ImmersionTank) return Quantity::LiquidReturn;
    const Vec2 front = frontNormal(target);
    const double ahead = (sensor.position.x - target.position.x) * front.x + (sensor.position.y - target.position.y) * front.y;
    if (ahead < 0) return isAirUnit(target.kind) ? Quantity::InletTemperature : Quantity::OutletTemperature;
    if (isAirUnit(target.kind)) return Quantity::OutletTemperature;
    const double height_m = site.value(target, Param::Height), share = (sensor.position.z - target.position.z) / height_m;
    if (!(height_m > 0) || ahead == 0) return Quantity::InletTemperature;
    return share < 1.0 / 3 ? Quantity::InletLow : share < 2.0 / 3 ? Quantity::InletMid : Quantity::InletHigh;
}

}  // namespace

bool BindingRow::operator==(const BindingRow& other) const {
    return match == other.match && point == other.point && item == other.item && quantity == other.quantity && unit == other.unit &&
           same(scale, other.scale) && same(offset, other.offset) && same(low, other.low) && same(high, other.high) &&
           same(absent, other.absent) && same(deadband, other.deadband) && same(staleAfter_s, other.staleAfter_s) && aggregate == other.aggregate;
}

std::size_t BindReport::count(BindState state) const {
    return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [&](const BindLine& line) { return line.state == state; }));
}

BindReport bindPoints(const Binding& binding, std::span<const SeenPoint> seen, const Site& site) {
    BindReport report;
    Binder(binding, site, report).bindAll(seen);
    return report;
}

SensorMeaning meaningOf(const Site& site, const Item& sensor) {
    const Item* target = sensor.target ? site.find(sensor.target) : nullptr;
    if (target == nullptr) return {};
    enum Choice { Temperature, Humidity, Power, Flow, Pressure, Voltage, Current };
    switch (static_cast<Choice>(static_cast<int>(site.value(sensor, Param::SensorQuantity)))) {
        case Temperature: return {target->id, temperatureOf(site, sensor, *target)};
        case Power:
            if (isCompute(target->kind)) return {target->id, Quantity::ItPower};
            return {target->id, spec(target->kind).group == KindGroup::Power ? Quantity::PowerOut : target->kind == Kind::Pump || target->kind == Kind::Cdu ? Quantity::PumpPower : Quantity::ElectricPower};
        case Flow: return {target->id, isAirUnit(target->kind) ? Quantity::AirFlow : Quantity::LiquidFlow};
        case Pressure: return {target->id, Quantity::PressureDrop};
        case Current: return {target->id, Quantity::Current};
        case Humidity: case Voltage: break;
    }
    return {target->id, Quantity::Count_};
}

Quantity quantityFromKey(std::string_view key) {
    for (std::size_t q = 0; q < kQuantityCount; ++q)
        if (key == spec(static_cast<Quantity>(q)).key) return static_cast<Quantity>(q);
    return Quantity::Count_;
}

}  // namespace twin::telemetry
