// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/telemetry/live_state.h"

#include <deque>
#include <functional>
#include <utility>

namespace twin::telemetry {

enum class AlarmKind : unsigned char { High, Low, Stale };

/// One condition on one point.
struct AlarmRule {
    Id point;
    AlarmKind kind = AlarmKind::High;
    double limit = 0;        ///< SI; not for Stale
    double hysteresis = 0;   ///< SI; the alarm returns at limit ∓ hysteresis
    double delay_s = 0;      ///< the condition must hold for so long
    double returnDelay_s = 0;
    Severity severity = Severity::Warning;
    bool operator==(const AlarmRule&) const = default;
};

/// States of ANSI/ISA-18.2-2016, figure 3.
enum class AlarmState : unsigned char {
    Normal,
    Unacknowledged,         ///< active
    Acknowledged,           ///< active
    ReturnedUnacknowledged  ///< not active any more, nobody has looked
};

enum class AlarmAction : unsigned char { Raised, Returned, Acknowledged, Shelved, Unshelved };

/// One line of the log; written to the history file too.
struct AlarmEvent {
    Time_ms time_ms = 0;
    Id point;
    AlarmKind kind = AlarmKind::High;
    Severity severity = Severity::Warning;
    AlarmAction action = AlarmAction::Raised;
    double value = std::numeric_limits<double>::quiet_NaN();  ///< SI, that caused it
    double limit = std::numeric_limits<double>::quiet_NaN();
    std::string who;  ///< who acknowledged or shelved
    bool operator==(const AlarmEvent& other) const;
};

/// An alarm that is not normal, for the list.
struct ActiveAlarm {
    std::size_t rule = 0;
    AlarmState state = AlarmState::Normal;
    Time_ms since_ms = 0;  ///< raised
    double value = std::numeric_limits<double>::quiet_NaN();  ///< latest, SI
    bool shelved = false;
};

/// Watches samples against rules. Driven by the time of the samples and by advance(): the same samples give the same
/// events on every run. Bad and missing values neither raise nor clear a threshold; silence is its own condition.
/// Samples older than the last one of their point are not judged.
/// Cost  O(rules of the point) a sample.  Thread-safe: no; one owner.
class AlarmBoard {
  public:
    AlarmBoard(std::shared_ptr<const PointTable> points, std::vector<AlarmRule> rules);

    void put(std::span<const PointSample> samples);
    /// Time passes: delays end, points fall silent, shelves end.
    void advance(Time_ms now);
    /// False when there is nothing to acknowledge. A returned alarm becomes normal.
    bool acknowledge(std::size_t rule, Time_ms now, const std::string& who);
    std::size_t acknowledgeAll(Time_ms now, const std::string& who);
    /// Hides an alarm until a time (ISA-18.2 "shelved"); its state goes on underneath. Until ≤ now takes it off the shelf.
    void shelve(std::size_t rule, Time_ms until, Time_ms now, const std::string& who);

    AlarmState state(std::size_t rule) const { return m_states[rule].state; }
    const std::vector<AlarmRule>& rules() const { return m_rules; }
    /// Everything but normal, worst severity first, then the latest; shelved ones last.
    std::vector<ActiveAlarm> active() const;
    std::size_t unacknowledged() const;  ///< shelved ones apart
    /// The last 10 000 events.
    const std::deque<AlarmEvent>& log() const { return m_log; }
    /// Events since the last call, for the history file.
    std::vector<AlarmEvent> takeEvents() { return std::exchange(m_fresh, {}); }

  private:
    struct RuleState {
        AlarmState state = AlarmState::Normal;
        bool active = false;        ///< the condition, delays and hysteresis applied
        Time_ms turning_ms = 0;     ///< since when the condition is about to change; 0 = it is not
        Time_ms raised_ms = 0;
        Time_ms shelvedUntil_ms = 0;
        double value = std::numeric_limits<double>::quiet_NaN();
    };
    void judge(std::size_t rule, bool wanted, Time_ms time_ms);
    void turn(std::size_t rule, bool active, Time_ms time_ms);
    void note(std::size_t rule, AlarmAction action, Time_ms time_ms, const std::string& who = {});
    bool isBeyond(std::size_t rule, double value) const;

    std::shared_ptr<const PointTable> m_points;
    std::vector<AlarmRule> m_rules;
    std::vector<RuleState> m_states;
    std::vector<std::vector<std::uint32_t>> m_rulesOf;  // by point
    std::vector<Time_ms> m_last;                        // newest sample of each point with a value
    std::deque<AlarmEvent> m_log;
    std::vector<AlarmEvent> m_fresh;
    Time_ms m_now_ms = 0;
};

/// The usual limits of each bound point: inlet over the recommended and the allowable range of its rack's ASHRAE class,
/// coolant return over the rack's limit, load over 80 % and 100 %, current over the usable share of the
/// rating (as stated, or by usableShare: derating rules are another layer's), margins below zero, water
/// faster than 3 m/s; and silence of each point (after its own stale time).
/// Source  ASHRAE TC 9.9, Equipment Thermal Guidelines for Data Processing Environments, 5th edition (2021).
std::vector<AlarmRule> defaultAlarms(const PointTable& points, const Site& site, const std::function<double(const Item&)>& usableShare = {});

}  // namespace twin::telemetry
