// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/source_unit.h"

#include <algorithm>
#include <string>

namespace twin::telemetry {

namespace {

struct Alias {
    const char* source;  // lower case, without blanks, dots and underscores
    const char* symbol;  // as twin/base/units reads it
};

// Spellings met in Redfish, Prometheus exporters, Modbus sheets, BACnet engineering units and NUT.
constexpr Alias kAliases[] = {
    {"degc", "°C"}, {"cel", "°C"}, {"celsius", "°C"}, {"degreescelsius", "°C"}, {"℃", "°C"},
    {"degf", "°F"}, {"fahrenheit", "°F"}, {"degreesfahrenheit", "°F"}, {"[degf]", "°F"}, {"℉", "°F"},
    {"kelvin", "K"}, {"degk", "K"}, {"deltak", "K"}, {"percent", "%"}, {"pct", "%"}, {"lpm", "L/min"},
    {"lps", "L/s"}, {"liters/minute", "L/min"}, {"litres/minute", "L/min"}, {"l/minute", "L/min"}, {"usgpm", "gpm"},
    {"gal/min", "gpm"}, {"galus/min", "gpm"}, {"m3/hr", "m³/h"}, {"cmh", "m³/h"}, {"m^3/h", "m³/h"}, {"m^3/s", "m³/s"},
    {"ft3/min", "cfm"}, {"[cfti]/min", "cfm"}, {"psig", "psi"}, {"psid", "psi"}, {"barg", "bar"}, {"kpag", "kPa"},
    {"pascal", "Pa"}, {"pascals", "Pa"}, {"kilopascals", "kPa"}, {"watt", "W"}, {"watts", "W"}, {"kilowatts", "kW"},
    {"kilowatt", "kW"}, {"amp", "A"}, {"amps", "A"}, {"ampere", "A"}, {"amperes", "A"}, {"fps", "ft/s"}, {"mps", "m/s"},
    {"meters/second", "m/s"}, {"tr", "ton"}, {"tons", "ton"},
};

/// Units that the entry of values does not know, in SI.
struct Extra {
    Unit unit;
    const char* symbol;  // folded
    LinearUnit line;
};
// inH2O at 4 °C, ft H2O, mbar: NIST SP 811 (2008), appendix B.8.
constexpr Extra kExtras[] = {
    {Unit::Pressure, "mbar", {100, 0}}, {Unit::Pressure, "hpa", {100, 0}}, {Unit::Pressure, "mpa", {1e6, 0}},
    {Unit::Pressure, "inh2o", {249.082, 0}}, {Unit::Pressure, "inwc", {249.082, 0}}, {Unit::Pressure, "fth2o", {2988.98, 0}},
    {Unit::Current, "ma", {1e-3, 0}}, {Unit::AirFlow, "l/s", {1e-3, 0}}, {Unit::Speed, "ft/min", {0.00508, 0}}, {Unit::Speed, "fpm", {0.00508, 0}},
    {Unit::Fraction, "1", {1, 0}}, {Unit::Fraction, "ratio", {1, 0}}, {Unit::Fraction, "fraction", {1, 0}}, {Unit::Fraction, "pu", {1, 0}},
    {Unit::Fraction, "permille", {1e-3, 0}}, {Unit::None, "1", {1, 0}}, {Unit::Count, "1", {1, 0}},
};

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    return first == std::string_view::npos ? std::string() : std::string(text.substr(first, last - first + 1));
}

std::string folded(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '.' && c != '_') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

/// The line through what the entry of values makes of 0 and 1; powers of ten keep their exact factor.
std::optional<LinearUnit> lineOf(const std::string& symbol, Unit what) {
    const auto zero = parseQuantity("0 " + symbol, what), one = parseQuantity("1 " + symbol, what);
    if (!zero || !one) return std::nullopt;
    if (*zero == 0) return LinearUnit{*one, 0};
    // Scales with another zero: the factor is the same unit's as a difference, free of cancellation.
    const auto step = what == Unit::Temperature ? parseQuantity("1 " + symbol, Unit::TemperatureDifference) : std::nullopt;
    return LinearUnit{step ? *step : *one - *zero, *zero};
}

}  // namespace

std::optional<LinearUnit> sourceUnit(std::string_view symbol, Unit what) {
    const std::string plain = trimmed(symbol), key = folded(plain);
    if (key.empty()) return LinearUnit{};
    if (plain == "MPa") return what == Unit::Pressure ? std::optional(LinearUnit{1e6, 0}) : std::nullopt;
    for (const Extra& extra : kExtras)
        if (extra.unit == what && key == extra.symbol) return extra.line;
    for (const Alias& alias : kAliases)
        if (key == alias.source) return lineOf(alias.symbol, what);
    return lineOf(plain, what);
}

const char* siSymbol(Unit what) {
    switch (what) {
        case Unit::Temperature: return "°C";
        case Unit::TemperatureDifference: return "K";
        case Unit::Power: return "W";
        case Unit::ApparentPower: return "VA";
        case Unit::Energy: return "J";
        case Unit::AirFlow: case Unit::WaterFlow: return "m³/s";
        case Unit::Pressure: case Unit::FloorLoad: return "Pa";
        case Unit::Speed: return "m/s";
        case Unit::Voltage: return "V";
        case Unit::Current: return "A";
        case Unit::Metre: case Unit::Diameter: return "m";
        case Unit::Seconds: return "s";
        default: return "";
    }
}

}  // namespace twin::telemetry
