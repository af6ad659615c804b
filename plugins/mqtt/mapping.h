// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/telemetry/sample.h"

#include "plugins/support/values.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plenum::plugins {

/// What the broker handed over.
struct MqttMessage {
    std::string_view topic;
    std::string_view payload;
    bool retained = false;
    twin::telemetry::Time_ms arrival_ms = 0;
};

struct MappedMessage {
    std::vector<twin::telemetry::RawSample> samples;
    twin::Issues issues;
};

/// From topics and payloads to points. One rule a line (or separated by ";;"), the first that fits is taken:
///
///     dc/{hall}/{rack}/+ => {hall}/{rack}/{1}  value=/reading/v  time=/ts  unit=/u  quality=/q
///
/// Topic: + and # as in MQTT, {name} is a + with a name, {name...} a # with a name. Point: {name}, {1} {2} … (the
/// unnamed +), {#}, {topic}, {key} (the member a value was read from), {/pointer} (a text or number of the payload).
/// Options, all optional:
///   value=/a,/b    JSON pointers of the values; several append "/{key}" to the point.  value=* takes every number of
///                  the object.  Default: the payload itself when it is a number, else /value or /v.
///   each=/list     an array of readings, or an object whose members ({key}) are readings; the other pointers are then
///                  of one reading, or of the whole payload where the reading has none. A payload that is an array is one.
///   time=/t        ISO 8601 or a number since 1970; timeunit=s|ms|us|ns (default: by size).  Default: /time /timestamp /ts /t.
///   unit=/u        or a fixed unit: unit=degC.  Default: /unit.
///   quality=/q     true/false, good/uncertain/bad, or an OPC number (192 good, 64 uncertain, 0 bad).  Default: /quality.
///   strings=yes    a number written as a JSON string is a number.
class MqttMapping {
  public:
    /// Errors  twin::Error with the line of a rule that cannot be read.
    explicit MqttMapping(std::string_view rules);

    /// Topic filters to subscribe to, each once.
    std::vector<std::string> subscriptions() const;

    /// Every sample that can be read, and an issue for all that cannot. Never throws for a payload.
    /// A retained message without a time of its own is Uncertain: nobody knows how old it is.
    /// Cost  O(payload).  Thread-safe: yes (no state).
    MappedMessage apply(const MqttMessage& message) const;

    struct Level {
        enum Kind { Exact, One, Rest } kind = Exact;
        std::string text;  ///< of Exact; the name of a capture else ("1", "rack", "#")
    };
    struct Rule {
        std::vector<Level> levels;
        std::string filter;  ///< for the broker
        std::string point;
        std::vector<std::string> values;
        bool allValues = false;
        bool isBatch = false;
        std::string each, time, unit, quality;
        std::string fixedUnit;
        EpochUnit timeUnit = EpochUnit::Auto;
        bool strings = false;
    };
    using Captures = std::vector<std::pair<std::string, std::string>>;

  private:
    std::vector<Rule> m_rules;
};

}  // namespace plenum::plugins
