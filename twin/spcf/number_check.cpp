// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/spcf/number_check.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace twin::spcf {

std::string number(double value) {
    return fmt::format("{:.6g}", value);
}

std::string quantity(double value, double scale, const char* unit) {
    const std::string digits = number(value / scale);
    return *unit == 0 ? digits : digits + ' ' + unit;
}

bool checkInput(double value, const InputRange& range, Issues& issues) {
    const bool lowFails = range.lowIncluded ? value < range.hardLow : value <= range.hardLow;
    const bool fails = !std::isfinite(value) || lowFails || value > range.hardHigh;
    const bool unusual = !fails && (value < range.usualLow || value > range.usualHigh);
    if (!fails && !unusual) return true;

    Issue issue;
    issue.severity = fails ? Severity::Error : Severity::Warning;
    issue.code = std::string("spcf.") + range.key + (fails ? "OutOfRange" : "Unusual");
    issue.value = quantity(value, range.scale, range.unit);
    const double low = fails ? range.hardLow : range.usualLow;
    const double high = fails ? range.hardHigh : range.usualHigh;
    const bool open = fails && !range.lowIncluded;
    issue.allowed = (open ? "> " : "") + number(low / range.scale) + " … " + quantity(high, range.scale, range.unit);
    const char* pattern =
        fails ? TWIN_TR("{0} is {1}; it must be within {2}.") : TWIN_TR("{0} is {1}; it is usually within {2}.");
    issue.text = {pattern, {range.label, issue.value, issue.allowed}};
    issue.hint = {range.hint, {}};
    issues.push_back(std::move(issue));
    return !fails;
}

}  // namespace twin::spcf
