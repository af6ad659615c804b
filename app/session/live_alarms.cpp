// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/live.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace plenum::app {

using namespace twin::telemetry;

namespace {

constexpr std::size_t kAlarmsShown = 2000;

}  // namespace

twin::Id Live::itemOf(twin::Id point) const {
    const std::uint32_t at = m_bound.points->find(point);
    return at == PointTable::kNone ? twin::Id{} : (*m_bound.points)[at].item;
}

/// Live: what the board says. In the past: the events up to the moment, folded to the state they leave.
void Live::refreshAlarms() {
    m_alarms.clear();
    if (m_clock == Clock::Live) {
        if (m_board)
            for (const ActiveAlarm& active : m_board->active()) {
                const AlarmRule& rule = m_board->rules()[active.rule];
                AlarmEvent event{active.since_ms, rule.point, rule.kind, rule.severity, AlarmAction::Raised, active.value, rule.limit, {}};
                m_alarms.push_back({std::move(event), active.state, active.rule, active.value, active.shelved, itemOf(rule.point)});
            }
    } else {
        std::map<std::tuple<twin::Id, AlarmKind, double>, Alarm> open;
        for (const AlarmEvent& event : m_events) {
            const auto key = std::tuple(event.point, event.kind, std::isnan(event.limit) ? 0.0 : event.limit);
            const auto found = open.find(key);
            switch (event.action) {
                case AlarmAction::Raised: open[key] = {event, AlarmState::Unacknowledged, SIZE_MAX, event.value, false, itemOf(event.point)}; break;
                case AlarmAction::Returned:
                    if (found == open.end()) break;
                    if (found->second.state == AlarmState::Acknowledged) {
                        open.erase(found);
                    } else {
                        found->second.state = AlarmState::ReturnedUnacknowledged;
                    }
                    break;
                case AlarmAction::Acknowledged:
                    if (found == open.end()) break;
                    if (found->second.state == AlarmState::ReturnedUnacknowledged) {
                        open.erase(found);
                    } else {
                        found->second.state = AlarmState::Acknowledged;
                    }
                    break;
                case AlarmAction::Shelved:
                case AlarmAction::Unshelved:
                    if (found != open.end()) found->second.shelved = event.action == AlarmAction::Shelved;
                    break;
            }
        }
        for (auto& [key, alarm] : open) m_alarms.push_back(std::move(alarm));
        std::ranges::stable_sort(m_alarms, [](const Alarm& a, const Alarm& b) {
            return std::tuple(a.state == AlarmState::ReturnedUnacknowledged, -static_cast<int>(a.event.severity), -a.event.time_ms) <
                   std::tuple(b.state == AlarmState::ReturnedUnacknowledged, -static_cast<int>(b.event.severity), -b.event.time_ms);
        });
    }
    if (m_alarms.size() > kAlarmsShown) m_alarms.resize(kAlarmsShown);
    emit alarmsChanged();
}

bool Live::acknowledge(std::size_t alarm) {
    if (alarm >= m_alarms.size() || m_alarms[alarm].rule == SIZE_MAX || !m_board) return false;
    const bool done = m_board->acknowledge(m_alarms[alarm].rule, shownTime(), qEnvironmentVariable("USER").toStdString());
    refreshAlarms();
    return done;
}

void Live::acknowledgeAll() {
    if (m_clock != Clock::Live || !m_board) return;
    m_board->acknowledgeAll(shownTime(), qEnvironmentVariable("USER").toStdString());
    refreshAlarms();
}

void Live::shelve(std::size_t alarm, int minutes) {
    if (alarm >= m_alarms.size() || m_alarms[alarm].rule == SIZE_MAX || !m_board) return;
    const Time_ms now = shownTime();
    m_board->shelve(m_alarms[alarm].rule, now + Time_ms{minutes} * 60'000, now, qEnvironmentVariable("USER").toStdString());
    refreshAlarms();
}

std::size_t Live::unacknowledged() const {
    return static_cast<std::size_t>(std::ranges::count_if(m_alarms, [](const Alarm& alarm) { return !alarm.shelved && alarm.state != AlarmState::Acknowledged; }));
}

}  // namespace plenum::app
