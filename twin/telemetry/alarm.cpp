// SPDX-License-Identifier: GPL-3.0-or-later
// A rule's condition is a switch with hysteresis and delay: it turns when the wish to turn has held, by sample time,
// for the delay. On top of it runs the state machine of ISA-18.2:
//   Normal –raise→ Unacknowledged –ack→ Acknowledged –return→ Normal
//                  Unacknowledged –return→ ReturnedUnacknowledged –ack→ Normal, –raise→ Unacknowledged
#include "twin/telemetry/alarm.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace twin::telemetry {

namespace {
constexpr std::size_t kLongestLog = 10'000;
Time_ms ms(double seconds) { return static_cast<Time_ms>(std::llround(seconds * 1e3)); }
}  // namespace

bool AlarmEvent::operator==(const AlarmEvent& other) const {
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    return std::tie(time_ms, point, kind, severity, action, who) == std::tie(other.time_ms, other.point, other.kind, other.severity, other.action, other.who) &&
           same(value, other.value) && same(limit, other.limit);
}

AlarmBoard::AlarmBoard(std::shared_ptr<const PointTable> points, std::vector<AlarmRule> rules)
    : m_points(std::move(points)), m_rules(std::move(rules)), m_states(m_rules.size()), m_rulesOf(m_points->size()), m_last(m_points->size(), 0) {
    for (std::size_t i = 0; i < m_rules.size(); ++i)
        if (const std::uint32_t at = m_points->find(m_rules[i].point); at != PointTable::kNone) m_rulesOf[at].push_back(static_cast<std::uint32_t>(i));
}

bool AlarmBoard::isBeyond(std::size_t rule, double value) const {
    const AlarmRule& about = m_rules[rule];
    const double slack = m_states[rule].active ? about.hysteresis : 0;
    return about.kind == AlarmKind::High ? value > about.limit - slack : value < about.limit + slack;
}

void AlarmBoard::put(std::span<const PointSample> samples) {
    for (const PointSample& each : samples) {
        if (each.point >= m_last.size() || each.sample.time_ms < m_last[each.point]) continue;
        if (std::isnan(each.sample.value) || each.sample.quality == Quality::Bad || each.sample.quality == Quality::NoValue) continue;
        m_last[each.point] = each.sample.time_ms;
        m_now_ms = std::max(m_now_ms, each.sample.time_ms);
        for (const std::uint32_t rule : m_rulesOf[each.point]) {
            if (m_rules[rule].kind == AlarmKind::Stale) {
                judge(rule, false, each.sample.time_ms);
                continue;
            }
            m_states[rule].value = each.sample.value;
            judge(rule, isBeyond(rule, each.sample.value), each.sample.time_ms);
        }
    }
}

void AlarmBoard::advance(Time_ms now) {
    m_now_ms = std::max(m_now_ms, now);
    for (std::size_t point = 0; point < m_last.size(); ++point) {
        if (m_last[point] == 0) m_last[point] = now;  // silence counts from the first look
        const Time_ms silentFrom = m_last[point] + ms((*m_points)[point].staleAfter_s);
        for (const std::uint32_t rule : m_rulesOf[point]) {
            RuleState& state = m_states[rule];
            if (m_rules[rule].kind == AlarmKind::Stale) {
                if (now > silentFrom) judge(rule, true, now);
            } else if (state.turning_ms != 0 && now <= silentFrom) {
                judge(rule, isBeyond(rule, state.value), now);
            }
            if (state.shelvedUntil_ms != 0 && now >= state.shelvedUntil_ms) {
                state.shelvedUntil_ms = 0;
                note(rule, AlarmAction::Unshelved, now);
            }
        }
    }
}

void AlarmBoard::judge(std::size_t rule, bool wanted, Time_ms time_ms) {
    RuleState& state = m_states[rule];
    if (wanted == state.active) {
        state.turning_ms = 0;
        return;
    }
    if (state.turning_ms == 0) state.turning_ms = time_ms;
    if (time_ms - state.turning_ms < ms(wanted ? m_rules[rule].delay_s : m_rules[rule].returnDelay_s)) return;
    state.turning_ms = 0;
    turn(rule, wanted, time_ms);
}

void AlarmBoard::turn(std::size_t rule, bool active, Time_ms time_ms) {
    RuleState& state = m_states[rule];
    state.active = active;
    if (active) {
        state.state = AlarmState::Unacknowledged;
        state.raised_ms = time_ms;
        note(rule, AlarmAction::Raised, time_ms);
    } else {
        state.state = state.state == AlarmState::Unacknowledged ? AlarmState::ReturnedUnacknowledged : AlarmState::Normal;
        note(rule, AlarmAction::Returned, time_ms);
    }
}

void AlarmBoard::note(std::size_t rule, AlarmAction action, Time_ms time_ms, const std::string& who) {
    const AlarmRule& about = m_rules[rule];
    AlarmEvent event{time_ms, about.point, about.kind, about.severity, action, m_states[rule].value, about.limit, who};
    if (about.kind == AlarmKind::Stale) event.limit = std::numeric_limits<double>::quiet_NaN();
    m_log.push_back(event);
    if (m_log.size() > kLongestLog) m_log.pop_front();
    m_fresh.push_back(std::move(event));
}

bool AlarmBoard::acknowledge(std::size_t rule, Time_ms now, const std::string& who) {
    if (rule >= m_states.size()) return false;
    RuleState& state = m_states[rule];
    if (state.state != AlarmState::Unacknowledged && state.state != AlarmState::ReturnedUnacknowledged) return false;
    state.state = state.state == AlarmState::Unacknowledged ? AlarmState::Acknowledged : AlarmState::Normal;
    note(rule, AlarmAction::Acknowledged, now, who);
    return true;
}

std::size_t AlarmBoard::acknowledgeAll(Time_ms now, const std::string& who) {
    std::size_t count = 0;
    for (std::size_t rule = 0; rule < m_rules.size(); ++rule)
        if (m_states[rule].shelvedUntil_ms == 0 && acknowledge(rule, now, who)) ++count;
    return count;
}

void AlarmBoard::shelve(std::size_t rule, Time_ms until, Time_ms now, const std::string& who) {
    if (rule >= m_states.size()) return;
    RuleState& state = m_states[rule];
    const bool wanted = until > now;
    if (wanted != (state.shelvedUntil_ms != 0)) note(rule, wanted ? AlarmAction::Shelved : AlarmAction::Unshelved, now, who);
    state.shelvedUntil_ms = wanted ? until : 0;
}

std::vector<ActiveAlarm> AlarmBoard::active() const {
    std::vector<ActiveAlarm> list;
    for (std::size_t rule = 0; rule < m_rules.size(); ++rule) {
        const RuleState& state = m_states[rule];
        if (state.state != AlarmState::Normal) list.push_back({rule, state.state, state.raised_ms, state.value, state.shelvedUntil_ms != 0});
    }
    std::stable_sort(list.begin(), list.end(), [&](const ActiveAlarm& a, const ActiveAlarm& b) {
        return std::tuple(a.shelved, -static_cast<int>(m_rules[a.rule].severity), -a.since_ms) < std::tuple(b.shelved, -static_cast<int>(m_rules[b.rule].severity), -b.since_ms);
    });
    return list;
}

std::size_t AlarmBoard::unacknowledged() const {
    return static_cast<std::size_t>(std::count_if(m_states.begin(), m_states.end(), [](const RuleState& state) {
        return state.shelvedUntil_ms == 0 && (state.state == AlarmState::Unacknowledged || state.state == AlarmState::ReturnedUnacknowledged);
    }));
}

std::vector<AlarmRule> defaultAlarms(const PointTable& points, const Site& site, const std::function<double(const Item&)>& usableShare) {
    // Inlet ranges by class, °C: recommended low, high, allowable low, high.
    constexpr double kClasses[][4] = {{18, 27, 15, 32}, {18, 27, 10, 35}, {18, 27, 5, 40}, {18, 27, 5, 45}, {18, 22, 5, 25}};
    constexpr double kDelay_s = 30, kHysteresis_K = 0.5;
    std::vector<AlarmRule> rules;
    for (const Point& point : points.points()) {
        const Item* item = site.find(point.item);
        const auto add = [&](AlarmKind kind, double limit, double hysteresis, Severity severity) {
            if (std::isfinite(limit)) rules.push_back({point.id, kind, limit, hysteresis, kDelay_s, kDelay_s, severity});
        };
        switch (point.quantity) {
            case Quantity::InletTemperature: case Quantity::InletLow: case Quantity::InletMid: case Quantity::InletHigh: {
                if (item == nullptr || !isCompute(item->kind)) break;
                const auto index = static_cast<std::size_t>(site.choice<AirClass>(*item, Param::AirClass));
                const auto& range = kClasses[std::min(index, std::size(kClasses) - 1)];
                add(AlarmKind::High, range[1], kHysteresis_K, Severity::Warning);
                add(AlarmKind::High, range[3], kHysteresis_K, Severity::Error);
                add(AlarmKind::Low, range[0], kHysteresis_K, Severity::Note);
                add(AlarmKind::Low, range[2], kHysteresis_K, Severity::Warning);
                break;
            }
            case Quantity::LiquidReturn:
                if (item != nullptr && isCompute(item->kind)) add(AlarmKind::High, site.value(*item, Param::LiquidReturnLimit), kHysteresis_K, Severity::Error);
                break;
            case Quantity::LoadFraction: case Quantity::LoadAfterLoss:
                if (point.quantity == Quantity::LoadFraction) add(AlarmKind::High, 0.8, 0.02, Severity::Warning);
                add(AlarmKind::High, 1.0, 0.02, Severity::Error);
                break;
            case Quantity::Current:
                if (item != nullptr) {
                    const double rated_A = site.value(*item, Param::Current), share = usableShare ? usableShare(*item) : site.value(*item, Param::UsableShare);
                    add(AlarmKind::High, rated_A * (std::isfinite(share) ? share : 1), 0.02 * rated_A, Severity::Error);
                }
                break;
            case Quantity::FlowMargin: add(AlarmKind::Low, 0, 0.02, Severity::Error); break;
            case Quantity::PressureMargin: add(AlarmKind::Low, 0, 1000, Severity::Error); break;
            case Quantity::AirMargin: add(AlarmKind::Low, 0, kHysteresis_K, Severity::Warning); break;
            case Quantity::Velocity: add(AlarmKind::High, 3, 0.1, Severity::Warning); break;
            default: break;
        }
        rules.push_back({point.id, AlarmKind::Stale, 0, 0, 0, 0, Severity::Note});
    }
    return rules;
}

}  // namespace twin::telemetry
