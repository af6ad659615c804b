// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/frame/comparison.h"

#include <fmt/format.h>

#include <cmath>

namespace twin {

namespace {

std::string signedText(double value, std::string text) {
    return value > 0 && std::isfinite(value) && text.find_first_of("123456789") != std::string::npos ? "+" + text : text;
}

std::string withSymbol(const ComparisonRow& row, double value) {
    if (!std::isfinite(value)) return "–";
    std::string number = fmt::format("{:.{}f}", value * row.scale, row.decimals);
    if (number[0] == '-') number = (number.find_first_of("123456789") == std::string::npos ? "" : "−") + number.substr(1);
    return *row.symbol == 0 ? number : number + "\u00A0" + row.symbol;
}

}  // namespace

const ComparisonRow* Comparison::row(std::string_view key) const {
    for (const ComparisonRow& each : rows)
        if (key == each.key) return &each;
    return nullptr;
}

Unit differenceUnit(Unit unit) { return unit == Unit::Temperature ? Unit::TemperatureDifference : unit; }

std::string formatValue(const ComparisonRow& row, double value, UnitSystem system) {
    if (row.unit == Unit::None) return withSymbol(row, value);
    return std::isfinite(value) ? formatQuantity(value, row.unit, system) : "–";
}

std::string formatDifference(const ComparisonRow& row, double difference, UnitSystem system) {
    if (row.unit == Unit::None) return signedText(difference, withSymbol(row, difference));
    return std::isfinite(difference) ? signedText(difference, formatQuantity(difference, differenceUnit(row.unit), system)) : "–";
}

std::map<Id, double> difference(const Frame& a, const Frame& b, Quantity quantity) {
    std::map<Id, double> found;
    if (!a.site || !b.site) return found;
    for (const auto& [at, column] : b.columns) {
        if (at.second != quantity || !a.columns.contains(at)) continue;
        const auto& before = a.site->items(at.first);
        std::size_t index = 0;
        b.site->items(at.first).forEach([&](const Item& item) {
            const std::size_t there = before.indexOf(item.id);
            const double change = there < before.size() ? column.at(index) - a.value(at.first, there, quantity) : std::numeric_limits<double>::quiet_NaN();
            if (std::isfinite(change)) found.emplace(item.id, change);
            ++index;
        });
    }
    return found;
}

}  // namespace twin
