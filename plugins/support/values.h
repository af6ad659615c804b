// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and times as sources write them.
#pragma once

#include "twin/telemetry/sample.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace plenum::plugins {

inline std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n\v\f";
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

inline std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

/// Six significant digits at most; for messages.
inline std::string shortText(double value) {
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, 6);
    return {buffer, end.ptr};
}

/// A number, a word that says there is none ("NaN", "n/a", "-", an infinity), nothing at all, or something else.
struct ReadNumber {
    enum Kind { Value, None, Empty, Wrong } kind = Wrong;
    double value = std::numeric_limits<double>::quiet_NaN();
};

inline ReadNumber readNumber(std::string_view text, bool decimalComma = false) {
    text = trimmed(text);
    if (text.empty()) return {ReadNumber::Empty};
    std::string swapped;
    if (decimalComma && text.find('.') == std::string_view::npos && text.find(',') != std::string_view::npos &&
        text.find(',') == text.rfind(',')) {
        swapped = text;
        swapped[swapped.find(',')] = '.';
        text = swapped;
    }
    std::string_view digits = text;
    if (digits.size() > 1 && digits[0] == '+' && digits[1] != '-') digits.remove_prefix(1);
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ptr == digits.data() + digits.size()) {
        if (read.ec == std::errc() && std::isfinite(value)) return {ReadNumber::Value, value};
        if (read.ec == std::errc()) return {ReadNumber::None};
        return {};  // out of the range of a double
    }
    const std::string word = lower(text);
    for (const char* none : {"nan", "n/a", "na", "-", "--", "none", "null", "nil", "+inf", "-inf"})
        if (word == none) return {ReadNumber::None};
    return {};
}

enum class EpochUnit { Auto, Second, Millisecond, Microsecond, Nanosecond };

/// Times from 1970 to 2200; anything else is not a time. Auto goes by size: seconds below 1e11, milliseconds below
/// 1e14, microseconds below 1e17, else nanoseconds.
inline std::optional<twin::telemetry::Time_ms> timeFromNumber(double number, EpochUnit unit = EpochUnit::Auto) {
    if (!std::isfinite(number) || number < 0) return std::nullopt;
    if (unit == EpochUnit::Auto)
        unit = number < 1e11   ? EpochUnit::Second
               : number < 1e14 ? EpochUnit::Millisecond
               : number < 1e17 ? EpochUnit::Microsecond
                               : EpochUnit::Nanosecond;
    const double scale = unit == EpochUnit::Second        ? 1e3
                         : unit == EpochUnit::Millisecond ? 1
                         : unit == EpochUnit::Microsecond ? 1e-3
                                                          : 1e-6;
    const double time_ms = number * scale;
    if (time_ms > 7.26e12) return std::nullopt;
    return static_cast<twin::telemetry::Time_ms>(std::llround(time_ms));
}

/// The order of a date whose year does not come first.
enum class DateOrder { YearFirst, DayFirst, MonthFirst };

/// Reads digits at the front of the text; how many there were tells years from days.
inline std::optional<int> takeDigits(std::string_view& text, std::size_t most, std::size_t* count = nullptr) {
    std::size_t n = 0;
    int value = 0;
    while (n < text.size() && n < most && text[n] >= '0' && text[n] <= '9') value = value * 10 + (text[n++] - '0');
    if (n == 0) return std::nullopt;
    text.remove_prefix(n);
    if (count != nullptr) *count = n;
    return value;
}

/// "Z", "UTC", "+02:00", "-0530", "+8" in minutes.
inline std::optional<int> readZone(std::string_view text) {
    text = trimmed(text);
    if (text == "Z" || text == "z" || text == "UTC" || text == "GMT") return 0;
    if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const int sign = text[0] == '-' ? -1 : 1;
    text.remove_prefix(1);
    const auto hours = takeDigits(text, 2);
    if (!hours || *hours > 14) return std::nullopt;
    int minutes = 0;
    if (!text.empty()) {
        if (text[0] == ':') text.remove_prefix(1);
        const auto more = takeDigits(text, 2);
        if (!more || *more > 59 || !text.empty()) return std::nullopt;
        minutes = *more;
    }
    return sign * (*hours * 60 + minutes);
}

/// ISO 8601 and its common relatives ("2025-06-03T00:00:01Z", "2025-10-31 09:00:00.000", "2025/6/3 1:05",
/// "03.06.2025 01:00") and times since 1970. `zone_min` holds where the text names none. Dates whose year is last are
/// read only when the order is given, but for dots (always day first): 3/6/2025 says nothing by itself.
inline std::optional<twin::telemetry::Time_ms> readTime(std::string_view text, int zone_min = 0,
                                                        DateOrder order = DateOrder::YearFirst) {
    text = trimmed(text);
    if (text.size() >= 9 && text.find_first_not_of("0123456789.") == std::string_view::npos && text.find('.') == text.rfind('.')) {
        const ReadNumber number = readNumber(text);
        if (number.kind == ReadNumber::Value) return timeFromNumber(number.value);
    }
    std::size_t digits = 0;
    auto first = takeDigits(text, 4, &digits);
    if (!first || text.empty()) return std::nullopt;
    const char separator = text[0];
    if (separator != '-' && separator != '/' && separator != '.') return std::nullopt;
    text.remove_prefix(1);
    auto second = takeDigits(text, 2);
    if (!second || text.empty() || text[0] != separator) return std::nullopt;
    text.remove_prefix(1);
    std::size_t lastDigits = 0;
    auto third = takeDigits(text, 4, &lastDigits);
    if (!third) return std::nullopt;
    int year = *first, month = *second, day = *third;
    if (digits != 4) {
        if (lastDigits != 4) return std::nullopt;
        if (order == DateOrder::YearFirst && separator != '.') return std::nullopt;
        year = *third;
        day = order == DateOrder::MonthFirst && separator != '.' ? *second : *first;
        month = order == DateOrder::MonthFirst && separator != '.' ? *first : *second;
    } else if (lastDigits > 2) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || year < 1970 || year > 2200) return std::nullopt;
    std::int64_t time_ms = std::chrono::sys_days(date).time_since_epoch().count() * std::int64_t{86'400'000};
    if (!text.empty()) {
        if (text[0] != 'T' && text[0] != 't' && text[0] != ' ') return std::nullopt;
        text.remove_prefix(1);
        text = trimmed(text);
        const auto hour = takeDigits(text, 2);
        if (!hour || *hour > 24 || text.empty() || text[0] != ':') return std::nullopt;
        text.remove_prefix(1);
        const auto minute = takeDigits(text, 2);
        if (!minute || *minute > 59) return std::nullopt;
        int second_s = 0;
        double fraction_ms = 0;
        if (!text.empty() && text[0] == ':') {
            text.remove_prefix(1);
            const auto whole = takeDigits(text, 2);
            if (!whole || *whole > 60) return std::nullopt;
            second_s = *whole;
            if (!text.empty() && (text[0] == '.' || text[0] == ',')) {
                text.remove_prefix(1);
                double scale = 100;
                while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
                    fraction_ms += (text[0] - '0') * scale;
                    scale /= 10;
                    text.remove_prefix(1);
                }
            }
        }
        time_ms += ((*hour * 60 + *minute) * std::int64_t{60} + second_s) * 1000 + static_cast<std::int64_t>(fraction_ms + 1e-6);
        text = trimmed(text);
    }
    if (!text.empty()) {
        const auto zone = readZone(text);
        if (!zone) return std::nullopt;
        zone_min = *zone;
    }
    return time_ms - std::int64_t{zone_min} * 60'000;
}

}  // namespace plenum::plugins
