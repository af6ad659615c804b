// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/decoder.h"

#include <fmt/format.h>

#include <cmath>

namespace twin::telemetry {

namespace {
constexpr std::size_t kMostUnbound = 50'000;
constexpr std::size_t kMostWaiting = 500'000;
constexpr std::size_t kMostUnits = 1'000;
constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
}  // namespace

bool isSentinel(double raw) {
    if (!std::isfinite(raw) || std::abs(raw) >= 9.2e18) return true;
    for (const double each : {65535.0, -32768.0, -999.0, -9999.0, 2147483647.0, -2147483648.0, 4294967295.0})
        if (raw == each) return true;
    return false;
}

Decoder::Decoder(std::shared_ptr<const PointTable> points) : m_points(std::move(points)) {}

Sample Decoder::convert(const Point& point, const RawSample& raw, Time_ms now) {
    Sample sample{raw.time_ms, kNoNumber, raw.quality};
    if (raw.time_ms <= 0) {
        sample.time_ms = now;
    } else if (raw.time_ms - now > kClockAhead_ms) {
        if (isNew(Trouble::Clock, point))
            m_issues.push_back({Severity::Warning, "telemetry.clockAhead", point.item, point.name, {},
                                {TWIN_TR("The clock of {0} runs {1} s ahead of this computer's. The time of arrival is taken, the values are marked uncertain."),
                                 {point.name, fmt::format("{}", (raw.time_ms - now) / 1000)}}, {}, {}, {TWIN_TR("Set the clock of the source, or of this computer."), {}}});
        sample.time_ms = now;
        if (sample.quality == Quality::Good) sample.quality = Quality::Uncertain;
    }
    if (raw.quality == Quality::NoValue || isSentinel(raw.value) || raw.value == point.absent) {
        sample.quality = Quality::NoValue;
        return sample;
    }
    if (raw.quality == Quality::Bad) return sample;
    LinearUnit line = point.line;
    const Unit what = spec(point.quantity).unit;
    if (!raw.unit.empty() && raw.unit != point.unit) {
        auto known = m_units.find(std::pair(raw.unit, what));
        if (known == m_units.end()) {
            if (m_units.size() >= kMostUnits) m_units.clear();
            known = m_units.emplace(std::pair(raw.unit, what), sourceUnit(raw.unit, what)).first;
        }
        if (!known->second) {
            if (isNew(Trouble::Unit, point))
                m_issues.push_back({Severity::Error, "telemetry.unitUnfit", point.item, point.name, {},
                                    {TWIN_TR("{0} sends the unit {1}, which does not fit {2}. Its values are not used."), {point.name, raw.unit, spec(point.quantity).label}},
                                    raw.unit, displayUnit(what, UnitSystem::SI).symbol, {TWIN_TR("Bind the point to another quantity or correct its unit at the source."), {}}});
            sample.quality = Quality::Bad;
            return sample;
        }
        line = *known->second;
    }
    const double value = (raw.value * point.scale + point.offset) * line.factor + line.offset;
    const ValueRange possible = possibleRange(point.quantity);
    const double low = std::max(point.low, possible.low), high = std::min(point.high, possible.high);
    if (!(value >= low && value <= high)) {
        if (isNew(Trouble::Range, point))
            m_issues.push_back({Severity::Warning, "telemetry.impossible", point.item, point.name, {},
                                {TWIN_TR("{0} sends {1}, outside of what is possible for {2}. Such values are marked bad and not kept."),
                                 {point.name, formatQuantity(value, what), spec(point.quantity).label}},
                                formatQuantity(value, what), formatQuantity(low, what) + " … " + formatQuantity(high, what), {TWIN_TR("Check the unit, scale and offset of the binding."), {}}});
        sample.quality = Quality::Bad;
        return sample;
    }
    sample.value = value;
    return sample;
}

std::vector<PointSample> Decoder::decode(std::span<const RawSample> raw, Time_ms now) {
    std::vector<PointSample> samples;
    samples.reserve(raw.size());
    const std::lock_guard lock(m_mutex);
    for (const RawSample& each : raw) {
        const std::uint32_t at = m_points->find(std::string_view(each.point));
        if (at == PointTable::kNone) {
            keep(each, now);
            continue;
        }
        samples.push_back({at, convert((*m_points)[at], each, now)});
    }
    return samples;
}

void Decoder::keep(const RawSample& raw, Time_ms now) {
    auto name = m_unbound.find(raw.point);
    if (name == m_unbound.end()) {
        if (m_unbound.size() >= kMostUnbound) return;
        name = m_unbound.emplace(raw.point, Name{raw.unit}).first;
    }
    if (name->second.nobodys) return;
    if (m_waiting.size() >= kMostWaiting) {
        m_waiting.pop_front();
        if (m_letGo++ == 0)
            m_issues.push_back({Severity::Warning, "telemetry.waitingFull", {}, {}, {},
                                {TWIN_TR("More than {0} samples came before their points were bound. The oldest are not kept."), {fmt::format("{}", kMostWaiting)}}, {}, {},
                                {TWIN_TR("Play the recording more slowly, or start it again now that its points are known."), {}}});
    }
    m_waiting.push_back({raw, now});
}

std::vector<PointSample> Decoder::setPoints(std::shared_ptr<const PointTable> points) {
    std::vector<PointSample> samples;
    const std::lock_guard lock(m_mutex);
    if (points != m_points) m_told.clear();
    m_points = std::move(points);
    std::erase_if(m_unbound, [this](const auto& name) { return m_points->find(std::string_view(name.first)) != PointTable::kNone; });
    for (auto& [name, about] : m_unbound) about.nobodys = about.asked;
    for (Waiting& each : std::exchange(m_waiting, {})) {
        if (const std::uint32_t at = m_points->find(std::string_view(each.raw.point)); at != PointTable::kNone) {
            samples.push_back({at, convert((*m_points)[at], each.raw, each.arrived)});
        } else if (const auto name = m_unbound.find(each.raw.point); name != m_unbound.end() && !name->second.nobodys) {
            m_waiting.push_back(std::move(each));
        }
    }
    if (m_waiting.empty()) m_letGo = 0;
    return samples;
}

Issues Decoder::takeIssues() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_issues, {});
}

std::vector<std::pair<std::string, std::string>> Decoder::unbound() {
    std::vector<std::pair<std::string, std::string>> names;
    const std::lock_guard lock(m_mutex);
    names.reserve(m_unbound.size());
    for (auto& [name, about] : m_unbound) {
        about.asked = true;
        names.emplace_back(name, about.unit);
    }
    return names;
}

std::size_t Decoder::unboundCount() const {
    const std::lock_guard lock(m_mutex);
    return m_unbound.size();
}

}  // namespace twin::telemetry
