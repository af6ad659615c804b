// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/netbox/device_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <regex>
#include <string_view>

namespace plenum::netbox {

namespace {

constexpr std::size_t kMaxScanned = 8000;  // of a comment: more is no data sheet, and expressions cost

std::string scanned(const std::string& text) {
    // Addresses hold figures of their own ("…-1500VA-Tower-230V-…").
    static const std::regex kAddress(R"(https?://[^\s)>"']{0,500})");
    return std::regex_replace(text.substr(0, kMaxScanned), kAddress, " ");
}

std::vector<double> rising(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end(), [](double a, double b) { return std::abs(a - b) <= 1e-9 * std::abs(b); }), values.end());
    return values;
}

/// All numbers that the expression's first group finds; a second group "k" multiplies by 1 000.
std::vector<double> numbers(const std::string& text, const std::regex& pattern) {
    std::vector<double> found;
    for (std::sregex_iterator each(text.begin(), text.end(), pattern), end; each != end; ++each) {
        const double value = std::strtod((*each)[1].str().c_str(), nullptr);
        const bool kilo = each->size() > 2 && (*each)[2].length() > 0;
        if (value > 0) found.push_back(kilo ? value * 1e3 : value);
    }
    return rising(std::move(found));
}

}  // namespace

StatedFigures statedFigures(const std::string& raw) {
    static const auto kFlags = std::regex::icase | std::regex::optimize;
    static const std::regex kAmps(R"((?:^|[^\w.])(\d{1,4}(?:\.\d+)?) ?A\b)", std::regex::optimize);
    static const std::regex kVolts(R"((?:^|[^\w.])(\d{2,3}) ?V\b)", std::regex::optimize);
    static const std::regex kVoltPairs(R"((?:^|[^\w.])(\d{2,3})V? ?[/-] ?\d{2,3} ?V\b)", std::regex::optimize);
    static const std::regex kVoltPairs2(R"((?:^|[^\w.])\d{2,3}V? ?[/-] ?(\d{2,3}) ?V\b)", std::regex::optimize);
    static const std::regex kWatts(R"((?:^|[^\w.])(\d{1,6}(?:\.\d+)?) ?(k)?W(?:atts?)?\b)", kFlags);
    static const std::regex kApparent(R"((?:^|[^\w.])(\d{1,6}(?:\.\d+)?) ?(k)?VA\b)", kFlags);
    static const std::regex kConsumption(R"((?:power consumption|power draw|max(?:imum)? power)[^\d\n]{0,20}(\d{1,6}(?:\.\d+)?) ?(k)?W\b)", kFlags);
    static const std::regex kAtLoad(R"((?:^|[^\w.])(\d{1,6}(?:\.\d+)?) ?(k)?W at (?:full|max\w*) load)", kFlags);
    static const std::regex kCooling(R"(cooling capacity[^\d\n]{0,20}(\d{1,6}(?:\.\d+)?) ?(k)?W\b)", kFlags);
    const std::string text = scanned(raw);
    StatedFigures figures;
    figures.current_A = numbers(text, kAmps);
    figures.voltage_V = numbers(text, kVolts);
    for (const auto* pair : {&kVoltPairs, &kVoltPairs2})
        for (const double value : numbers(text, *pair)) figures.voltage_V.push_back(value);
    figures.voltage_V = rising(std::move(figures.voltage_V));
    figures.power_W = numbers(text, kWatts);
    figures.apparent_VA = numbers(text, kApparent);
    for (const auto* pattern : {&kConsumption, &kAtLoad})
        if (const auto found = numbers(text, *pattern); !found.empty() && !figures.consumption_W) figures.consumption_W = found.back();
    if (const auto found = numbers(text, kCooling); !found.empty()) figures.cooling_W = found.back();
    return figures;
}

StatedBody statedBody(const std::string& raw) {
    static const std::regex kBody(R"((\d{2,4}) ?\(?([HWD])\)? ?x ?(\d{2,4}) ?\(?([HWD])\)? ?x ?(\d{2,4}) ?\(?([HWD])\)? ?mm\b)", std::regex::icase | std::regex::optimize);
    const std::string text = scanned(raw);
    StatedBody body;
    std::smatch match;
    if (!std::regex_search(text, match, kBody)) return body;
    for (std::size_t i = 1; i < match.size(); i += 2) {
        const double metres = std::strtod(match[i].str().c_str(), nullptr) / 1e3;
        const char side = static_cast<char>(std::toupper(static_cast<unsigned char>(match[i + 1].str()[0])));
        (side == 'W' ? body.width_m : side == 'D' ? body.depth_m : body.height_m) = metres;
    }
    return body;
}

std::optional<Plug> plugOf(const std::string& type) {
    struct Row {
        std::string_view type;
        Plug plug;
    };
    // IEC 60320 and IEC 60309: rated current is continuous. NEMA, CS: the circuit's size, 80 % of it continuously.
    static constexpr std::array<Row, 19> kRows{{
        {"iec-60320-c14", {10, 230, false, true, false}},
        {"iec-60320-c20", {16, 230, false, true, false}},
        {"iec-60309-p-n-e-4h", {0, 120, false, true, false}},
        {"iec-60309-p-n-e-6h", {0, 230, false, true, false}},
        {"iec-60309-2p-e-6h", {0, 230, false, true, false}},
        {"iec-60309-3p-e-6h", {0, 400, true, true, false}},
        {"iec-60309-3p-e-9h", {0, 208, true, true, false}},
        {"iec-60309-3p-n-e-6h", {0, 400, true, true, false}},
        {"iec-60309-3p-n-e-9h", {0, 208, true, true, false}},
        {"nema-5-15p", {15, 120, false, false, false}},
        {"nema-5-20p", {20, 120, false, false, false}},
        {"nema-l5-20p", {20, 120, false, false, false}},
        {"nema-l5-30p", {30, 120, false, false, false}},
        {"nema-6-30p", {30, 208, false, false, false}},
        {"nema-l6-20p", {20, 208, false, false, false}},
        {"nema-l6-30p", {30, 208, false, false, false}},
        {"nema-l21-30p", {30, 208, true, false, false}},
        {"cs8365c", {50, 208, true, false, false}},
        {"dc-terminal", {0, 0, false, true, true}},
    }};
    for (const Row& row : kRows)
        if (row.type == type) return row.plug;
    return {};
}

}  // namespace plenum::netbox
