// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/base/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

namespace twin {

namespace {

struct Symbol {
    Unit unit;
    const char* text;
    double toSi;        // value_SI = (entered + offset) · toSi
    double offset = 0;
};

// Every spelling that an entry accepts. Sources of factors: NIST SP 811 (2008), appendix B.
constexpr Symbol kSymbols[] = {
    {Unit::Fraction, "%", 0.01}, {Unit::Metre, "m", 1}, {Unit::Metre, "mm", 1e-3}, {Unit::Metre, "cm", 1e-2},
    {Unit::Metre, "ft", 0.3048}, {Unit::Metre, "in", 0.0254}, {Unit::Diameter, "mm", 1e-3}, {Unit::Diameter, "m", 1},
    {Unit::Diameter, "in", 0.0254}, {Unit::Roughness, "µm", 1e-6}, {Unit::Roughness, "mm", 1e-3},
    {Unit::Area, "m²", 1}, {Unit::Area, "m2", 1}, {Unit::Area, "ft²", 0.09290304}, {Unit::Area, "ft2", 0.09290304},
    {Unit::Volume, "m³", 1}, {Unit::Volume, "m3", 1}, {Unit::Volume, "L", 1e-3}, {Unit::Volume, "gal", 3.785411784e-3},
    {Unit::Degree, "°", 1}, {Unit::Degree, "deg", 1}, {Unit::Kilogram, "kg", 1}, {Unit::Kilogram, "t", 1000},
    {Unit::Kilogram, "lb", 0.45359237}, {Unit::Pressure, "Pa", 1}, {Unit::Pressure, "kPa", 1e3},
    {Unit::Pressure, "bar", 1e5}, {Unit::Pressure, "psi", 6894.757}, {Unit::FloorLoad, "kN/m²", 1e3},
    {Unit::FloorLoad, "kPa", 1e3}, {Unit::FloorLoad, "Pa", 1}, {Unit::FloorLoad, "psf", 47.88026},
    {Unit::Temperature, "°C", 1}, {Unit::Temperature, "C", 1}, {Unit::Temperature, "°F", 5.0 / 9, -32},
    {Unit::Temperature, "F", 5.0 / 9, -32}, {Unit::Temperature, "K", 1, -273.15},
    {Unit::TemperatureDifference, "K", 1}, {Unit::TemperatureDifference, "°C", 1},
    {Unit::TemperatureDifference, "°F", 5.0 / 9}, {Unit::TemperatureDifference, "F", 5.0 / 9}, {Unit::Power, "W", 1},
    {Unit::Power, "kW", 1e3}, {Unit::Power, "MW", 1e6}, {Unit::Power, "BTU/h", 0.29307107}, {Unit::Power, "ton", 3516.853},
    {Unit::ApparentPower, "VA", 1}, {Unit::ApparentPower, "kVA", 1e3}, {Unit::ApparentPower, "MVA", 1e6},
    {Unit::Energy, "kWh", 3.6e6}, {Unit::Energy, "MWh", 3.6e9}, {Unit::Energy, "J", 1}, {Unit::AirFlow, "m³/s", 1},
    {Unit::AirFlow, "m3/s", 1}, {Unit::AirFlow, "m³/h", 1.0 / 3600}, {Unit::AirFlow, "m3/h", 1.0 / 3600},
    {Unit::AirFlow, "cfm", 4.719474e-4}, {Unit::WaterFlow, "L/min", 1.0 / 60000}, {Unit::WaterFlow, "L/s", 1e-3},
    {Unit::WaterFlow, "m³/h", 1.0 / 3600}, {Unit::WaterFlow, "m3/h", 1.0 / 3600}, {Unit::WaterFlow, "m³/s", 1},
    {Unit::WaterFlow, "gpm", 6.309020e-5}, {Unit::Speed, "m/s", 1}, {Unit::Speed, "ft/s", 0.3048}, {Unit::Voltage, "V", 1},
    {Unit::Voltage, "kV", 1e3}, {Unit::Current, "A", 1}, {Unit::Current, "kA", 1e3}, {Unit::Resistance, "Ω", 1},
    {Unit::Resistance, "ohm", 1}, {Unit::ResistancePerMetre, "Ω/m", 1}, {Unit::ResistancePerMetre, "mΩ/m", 1e-3},
    {Unit::Compute, "PFLOPS", 1e15}, {Unit::Compute, "EFLOPS", 1e18}, {Unit::Compute, "TFLOPS", 1e12},
    {Unit::Compute, "GFLOPS", 1e9}, {Unit::ComputePerWatt, "GFLOPS/W", 1e9}, {Unit::Seconds, "s", 1},
    {Unit::Seconds, "min", 60}, {Unit::Seconds, "h", 3600}, {Unit::HeatTransfer, "kW/K", 1e3}, {Unit::HeatTransfer, "W/K", 1}, {Unit::HeatCapacity, "kJ/K", 1e3}, {Unit::HeatCapacity, "J/K", 1},
    {Unit::AirPressure, "Pa", 1}, {Unit::AirPressure, "kPa", 1e3}, {Unit::AirPressure, "inH₂O", 249.0889}, {Unit::AirPressure, "inH2O", 249.0889},
    {Unit::OpenArea, "cm²", 1e-4}, {Unit::OpenArea, "cm2", 1e-4}, {Unit::OpenArea, "m²", 1}, {Unit::OpenArea, "m2", 1}, {Unit::OpenArea, "in²", 6.4516e-4}, {Unit::OpenArea, "in2", 6.4516e-4},
    {Unit::HeatCapacityPerArea, "kJ/m²K", 1e3}, {Unit::HeatCapacityPerArea, "kJ/m2K", 1e3},
    {Unit::Transmittance, "W/m²K", 1}, {Unit::Transmittance, "W/m2K", 1},
    {Unit::Conductivity, "µS/cm", 1e-4}, {Unit::Conductivity, "uS/cm", 1e-4}, {Unit::Conductivity, "mS/cm", 0.1}, {Unit::Conductivity, "S/m", 1},
};

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
        return lower(x) == lower(y);
    });
}

}  // namespace

DisplayUnit displayUnit(Unit unit, UnitSystem system) {
    const bool ip = system == UnitSystem::IP;
    switch (unit) {
        case Unit::None: case Unit::Choice: return {"", 1, 0, 2};
        case Unit::Count: return {"", 1, 0, 0};
        case Unit::Fraction: return {"%", 100, 0, 1};
        case Unit::Metre: return ip ? DisplayUnit{"ft", 1 / 0.3048, 0, 2} : DisplayUnit{"m", 1, 0, 2};
        case Unit::Diameter: return ip ? DisplayUnit{"in", 1 / 0.0254, 0, 2} : DisplayUnit{"mm", 1e3, 0, 0};
        case Unit::Roughness: return {"µm", 1e6, 0, 0};
        case Unit::Area: return ip ? DisplayUnit{"ft²", 1 / 0.09290304, 0, 0} : DisplayUnit{"m²", 1, 0, 0};
        case Unit::Volume: return ip ? DisplayUnit{"gal", 1 / 3.785411784e-3, 0, 0} : DisplayUnit{"m³", 1, 0, 2};
        case Unit::Degree: return {"°", 1, 0, 0};
        case Unit::Kilogram: return ip ? DisplayUnit{"lb", 1 / 0.45359237, 0, 0} : DisplayUnit{"kg", 1, 0, 0};
        case Unit::Pressure: return ip ? DisplayUnit{"psi", 1 / 6894.757, 0, 2} : DisplayUnit{"kPa", 1e-3, 0, 1};
        case Unit::FloorLoad: return ip ? DisplayUnit{"psf", 1 / 47.88026, 0, 0} : DisplayUnit{"kN/m²", 1e-3, 0, 1};
        case Unit::Temperature: return ip ? DisplayUnit{"°F", 1.8, 32, 1} : DisplayUnit{"°C", 1, 0, 1};
        case Unit::TemperatureDifference: return ip ? DisplayUnit{"°F", 1.8, 0, 1} : DisplayUnit{"K", 1, 0, 1};
        case Unit::Power: return {"kW", 1e-3, 0, 1};
        case Unit::ApparentPower: return {"kVA", 1e-3, 0, 0};
        case Unit::Energy: return {"kWh", 1 / 3.6e6, 0, 0};
        case Unit::AirFlow: return ip ? DisplayUnit{"cfm", 1 / 4.719474e-4, 0, 0} : DisplayUnit{"m³/s", 1, 0, 2};
        case Unit::WaterFlow: return ip ? DisplayUnit{"gpm", 1 / 6.309020e-5, 0, 1} : DisplayUnit{"L/min", 60000, 0, 1};
        case Unit::Speed: return ip ? DisplayUnit{"ft/s", 1 / 0.3048, 0, 2} : DisplayUnit{"m/s", 1, 0, 2};
        case Unit::Voltage: return {"V", 1, 0, 0};
        case Unit::Current: return {"A", 1, 0, 0};
        case Unit::Resistance: return {"Ω", 1, 0, 4};
        case Unit::ResistancePerMetre: return {"mΩ/m", 1e3, 0, 3};
        case Unit::Compute: return {"PFLOPS", 1e-15, 0, 1};
        case Unit::ComputePerWatt: return {"GFLOPS/W", 1e-9, 0, 1};
        case Unit::Seconds: return {"s", 1, 0, 0};
        case Unit::HeatTransfer: return {"kW/K", 1e-3, 0, 1};
        case Unit::HeatCapacity: return {"kJ/K", 1e-3, 0, 1};
        case Unit::AirPressure: return ip ? DisplayUnit{"inH₂O", 1 / 249.0889, 0, 3} : DisplayUnit{"Pa", 1, 0, 1};
        case Unit::OpenArea: return ip ? DisplayUnit{"in²", 1 / 6.4516e-4, 0, 1} : DisplayUnit{"cm²", 1e4, 0, 0};
        case Unit::HeatCapacityPerArea: return {"kJ/m²K", 1e-3, 0, 1};
        case Unit::Conductivity: return {"µS/cm", 1e4, 0, 1};
        case Unit::Transmittance: return {"W/m²K", 1, 0, 2};
    }
    return {"", 1, 0, 2};
}

std::string formatNumber(double value, Unit unit, UnitSystem system, int decimals) {
    if (!std::isfinite(value)) return "–";
    const DisplayUnit shown = displayUnit(unit, system);
    std::string text = fmt::format("{:.{}f}", value * shown.scale + shown.offset, decimals < 0 ? shown.decimals : decimals);
    if (text[0] == '-' && text.find_first_of("123456789") == std::string::npos) text.erase(0, 1);
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::size_t first = text[0] == '-' ? 1 : 0;
    for (std::size_t at = point; at > first + 3;) {
        at -= 3;
        text.insert(at, "\u2009");
    }
    if (first == 1) text.replace(0, 1, "−");
    return text;
}

std::string formatQuantity(double value, Unit unit, UnitSystem system, int decimals) {
    const DisplayUnit shown = displayUnit(unit, system);
    std::string text = formatNumber(value, unit, system, decimals);
    if (*shown.symbol != 0) text += std::string("\u00A0") + shown.symbol;
    return text;
}

std::optional<double> parseQuantity(std::string_view text, Unit unit, UnitSystem system) {
    std::string clean;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto starts = [&](std::string_view what) { return text.substr(i).starts_with(what); };
        if (starts("\u2009") || starts("\u202F")) { i += 2; continue; }
        if (starts("−")) { clean += '-'; i += 2; continue; }
        if (starts("\u00A0")) { clean += ' '; i += 1; continue; }
        clean += text[i];
    }
    std::string_view rest = trimmed(clean);
    double number = 0;
    const bool plus = !rest.empty() && rest.front() == '+';
    const char* begin = rest.data() + (plus ? 1 : 0);
    const auto [end, error] = std::from_chars(begin, rest.data() + rest.size(), number);
    if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
    rest = trimmed(rest.substr(static_cast<std::size_t>(end - rest.data())));
    if (rest.empty()) {
        const DisplayUnit shown = displayUnit(unit, system);
        return (number - shown.offset) / shown.scale;
    }
    const auto find = [&](auto&& same) -> std::optional<double> {
        for (const Symbol& symbol : kSymbols)
            if (symbol.unit == unit && same(rest, symbol.text)) return (number + symbol.offset) * symbol.toSi;
        return std::nullopt;
    };
    if (const auto exact = find([](std::string_view a, std::string_view b) { return a == b; })) return exact;
    if (unit == Unit::Power || unit == Unit::ApparentPower) {  // "mw" is not a megawatt
        return find([](std::string_view a, std::string_view b) { return b[0] != 'M' && equalsIgnoringCase(a, b); });
    }
    return find(equalsIgnoringCase);
}

}  // namespace twin
