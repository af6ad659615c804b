// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/mounted.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace twin {

namespace {

constexpr double kUnit_m = 0.04445;         // EIA-310-E
constexpr double kSumTolerance = 0.005;     // 3 × 33.3 %
constexpr std::size_t kMostEntries = 100;

Issue wrong(const char* code, const Item& rack, Text text, std::string value, std::string allowed, Text hint) {
    return {Severity::Error, code, rack.id, rack.name, {}, std::move(text), std::move(value), std::move(allowed), std::move(hint)};
}

std::string unitsText(const MountedUnits& one) {
    return one.count == 1 ? fmt::format("U{}", one.first) : fmt::format("U{}–U{}", one.first, static_cast<long long>(one.first) + one.count - 1);
}

std::string percent(double share) { return fmt::format("{:g} %", share * 100); }

/// Eats the tokens of one entry.
class Entry {
  public:
    explicit Entry(std::string_view text) : m_rest(text) { skip(); }
    bool take(std::string_view word) {
        if (!m_rest.starts_with(word)) return false;
        m_rest.remove_prefix(word.size());
        skip();
        return true;
    }
    template <class T>
    bool number(T& into) {
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), into);
        if (error != std::errc{}) return false;
        m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
        skip();
        return true;
    }
    bool atEnd() const { return m_rest.empty(); }

  private:
    void skip() {
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == '\t' || m_rest.front() == '\n' || m_rest.front() == '\r')) m_rest.remove_prefix(1);
    }
    std::string_view m_rest;
};

struct Parsed {
    MountedUnits units;  ///< heatShare: percent / 100, or W
    bool watts = false, air = false;
};

bool parse(std::string_view text, Parsed& into) {
    Entry entry(text);
    const auto unit = [&](int& at) { return (entry.take("U") || entry.take("u") || true) && entry.number(at); };
    int last = 0;
    if (!unit(into.units.first)) return false;
    last = into.units.first;
    if ((entry.take("-") || entry.take("–") || entry.take("…")) && !unit(last)) return false;
    into.units.count = static_cast<int>(std::clamp<long long>(static_cast<long long>(last) - into.units.first + 1, -1'000'000, 1'000'000));
    if (!entry.number(into.units.heatShare)) return false;
    if (entry.take("%")) into.units.heatShare /= 100;
    else if (entry.take("kW")) into.watts = true, into.units.heatShare *= 1000;
    else if (entry.take("W")) into.watts = true;
    else return false;
    if (entry.take("air")) {
        if (!entry.number(into.units.airShare) || !entry.take("%")) return false;
        into.units.airShare /= 100;
        into.air = true;
    }
    return entry.atEnd();
}

}  // namespace

Issues checkMounted(const Item& rack, double units, const std::vector<MountedUnits>& mounted) {
    Issues issues;
    double heat = 0, air = 0;
    bool shares = true;
    for (const MountedUnits& one : mounted) {
        const long long last = static_cast<long long>(one.first) + one.count - 1;
        if (one.first < 1 || one.count < 1 || static_cast<double>(last) > units)
            issues.push_back(wrong("mounted.units", rack, {TWIN_TR("{0}: the equipment at {1} does not lie within the rack's units."), {rack.name, unitsText(one)}}, unitsText(one), fmt::format("U1–U{:g}", units),
                                   {TWIN_TR("Give units of the rack, the lower one first."), {}}));
        for (const double share : {one.heatShare, one.airShare}) {
            if (share >= 0 && share <= 1 + kSumTolerance) continue;
            shares = false;
            issues.push_back(wrong("mounted.share", rack, {TWIN_TR("{0}: {1} is no share of the equipment at {2}."), {rack.name, percent(share), unitsText(one)}}, percent(share), "0 … 100 %",
                                   {TWIN_TR("Give its share of the rack's heat or air."), {}}));
        }
        if (one.heatShare > 0 && one.airShare == 0)
            issues.push_back(wrong("mounted.noAir", rack, {TWIN_TR("{0}: the equipment at {1} gives {2} of the heat but moves no air."), {rack.name, unitsText(one), percent(one.heatShare)}}, percent(one.airShare), "> 0 %",
                                   {TWIN_TR("Give its share of the air."), {}}));
        heat += one.heatShare, air += one.airShare;
    }
    for (std::size_t a = 0; a < mounted.size(); ++a)
        for (std::size_t b = a + 1; b < mounted.size(); ++b) {
            const MountedUnits &x = mounted[a], &y = mounted[b];
            if (x.count < 1 || y.count < 1) continue;
            if (static_cast<long long>(x.first) + x.count <= y.first || static_cast<long long>(y.first) + y.count <= x.first) continue;
            issues.push_back(wrong("mounted.overlap", rack, {TWIN_TR("{0}: the equipment at {1} and that at {2} overlap."), {rack.name, unitsText(x), unitsText(y)}}, unitsText(x) + " / " + unitsText(y), {},
                                   {TWIN_TR("Each unit belongs to one of them."), {}}));
        }
    const auto sum = [&](const char* text, double whole) {
        if (mounted.empty() || !shares || std::abs(whole - 1) <= kSumTolerance) return;
        issues.push_back(wrong("mounted.sum", rack, {text, {rack.name, percent(whole)}}, percent(whole), "100 %", {TWIN_TR("Make the shares add up to 100 %; parts that hold nothing are left out."), {}}));
    };
    sum(TWIN_TR("{0}: the shares of the heat add up to {1}."), heat);
    sum(TWIN_TR("{0}: the shares of the air add up to {1}."), air);
    return issues;
}

ReadMounted readMounted(const Item& rack, double units, std::string_view text) {
    ReadMounted out;
    std::vector<Parsed> entries;
    const Text form{TWIN_TR("Write units, shares of the heat and, where they differ, of the air: {0}. Heats may be in kW."), {kMountedExample}};
    const auto refuse = [&](Text what, std::string value) { out.issues.push_back(wrong("mounted.text", rack, std::move(what), std::move(value), {}, form)); };
    for (std::size_t at = 0; at <= text.size() && entries.size() < kMostEntries;) {
        const std::size_t end = std::min(text.find(';', at), text.size());
        const std::string_view part = text.substr(at, end - at);
        at = end + 1;
        if (part.find_first_not_of(" \t\r\n") == std::string_view::npos) continue;
        Parsed entry;
        if (parse(part, entry)) entries.push_back(entry);
        else refuse({TWIN_TR("{0}: \"{1}\" does not say what is mounted where."), {rack.name, std::string(part)}}, std::string(part));
    }
    if (!out.issues.empty() || entries.empty()) return out;
    double watts = 0, heats = 0, airs = 0;
    for (const Parsed& entry : entries) watts += entry.watts, airs += entry.air, heats += entry.units.heatShare;
    const auto count = static_cast<double>(entries.size());
    if (watts > 0 && watts < count) refuse({TWIN_TR("{0}: some heats are shares and others power."), {rack.name}}, {});
    if (airs > 0 && airs < count) refuse({TWIN_TR("{0}: the air of some equipment is missing."), {rack.name}}, {});
    if (watts > 0 && !(heats > 0)) refuse({TWIN_TR("{0}: the equipment gives no heat at all."), {rack.name}}, fmt::format("{:g} W", heats));
    if (!out.issues.empty()) return out;
    for (Parsed& entry : entries) {
        if (watts > 0) entry.units.heatShare /= heats;
        if (airs == 0) entry.units.airShare = entry.units.heatShare;
        out.mounted.push_back(entry.units);
    }
    out.issues = checkMounted(rack, units, out.mounted);
    if (!out.issues.empty()) out.mounted.clear();
    return out;
}

std::string mountedText(const std::vector<MountedUnits>& mounted) {
    const bool air = std::any_of(mounted.begin(), mounted.end(), [](const MountedUnits& one) { return one.airShare != one.heatShare; });
    std::string out;
    for (const MountedUnits& one : mounted) {
        if (!out.empty()) out += "; ";
        out += one.count == 1 ? fmt::format("{}", one.first) : fmt::format("{}-{}", one.first, one.first + one.count - 1);
        out += fmt::format(" {}", percent(one.heatShare));
        if (air) out += fmt::format(" air {}", percent(one.airShare));
    }
    return out;
}

UnitSpan unitSpan(double height_m, double units, const MountedUnits& mounted) {
    const double unit_m = std::min(kUnit_m, height_m / std::max(units, 1.0)), base_m = (height_m - units * unit_m) / 2;
    return {base_m + (mounted.first - 1) * unit_m, base_m + (mounted.first - 1 + mounted.count) * unit_m};
}

}  // namespace twin
