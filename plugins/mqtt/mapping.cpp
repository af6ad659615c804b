// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/mqtt/mapping.h"

#include "plugins/support/reporter.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <optional>

namespace plenum::plugins {

namespace {

using Json = nlohmann::json;
using twin::telemetry::Quality;
using twin::telemetry::RawSample;
using twin::telemetry::Time_ms;

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLongestCapture = 256;

/// The levels of the topic against the rule's; false when they do not fit.
bool match(const MqttMapping::Rule& rule, std::string_view topic, MqttMapping::Captures& captures) {
    captures.clear();
    std::size_t from = 0;
    bool ended = false;  // all levels of the topic are taken
    for (const MqttMapping::Level& level : rule.levels) {
        if (level.kind == MqttMapping::Level::Rest) {  // "a/#" fits "a" too; "#" fits no $SYS topic
            if (from == 0 && topic.starts_with("$")) return false;
            captures.emplace_back(level.text, ended ? std::string() : std::string(topic.substr(from)));
            return true;
        }
        if (ended) return false;
        const std::size_t end = topic.find('/', from);
        const std::string_view part = topic.substr(from, end == std::string_view::npos ? end : end - from);
        if (level.kind == MqttMapping::Level::Exact) {
            if (part != level.text) return false;
        } else {
            if (from == 0 && topic.starts_with("$")) return false;
            captures.emplace_back(level.text, part);
        }
        ended = end == std::string_view::npos;
        from = ended ? topic.size() : end + 1;
    }
    return ended;
}

/// What a pointer leads to in a reading, else in the whole payload; null when nowhere.
const Json* lookUp(const std::string& pointer, const Json& reading, const Json& whole) {
    const Json::json_pointer path(pointer);
    for (const Json* place : {&reading, &whole}) {
        try {
            if (place->contains(path)) return &place->at(path);
        } catch (const Json::exception&) {  // "/a" of an array
        }
    }
    return nullptr;
}

const Json* lookUpAny(const std::string& pointer, std::initializer_list<const char*> usual, const Json& reading, const Json& whole) {
    if (!pointer.empty()) return lookUp(pointer, reading, whole);
    for (const Json* place : {&reading, &whole})
        if (place->is_object())
            for (const char* name : usual)
                if (const auto found = place->find(name); found != place->end()) return &*found;
    return nullptr;
}

/// A short text of a value; of a list or object only what it is (writing a deeply nested one would exhaust the stack).
std::string shown(const Json& value) {
    if (value.is_structured()) return fmt::format("{} ({})", value.type_name(), value.size());
    return excerpt(value.dump(-1, ' ', true, Json::error_handler_t::replace));
}

std::optional<Quality> readQuality(const Json& value) {
    if (value.is_boolean()) return value.get<bool>() ? Quality::Good : Quality::Bad;
    if (value.is_number()) {  // OPC: the two high bits of a byte
        const double code = value.get<double>();
        if (!(code >= 0 && code <= 255)) return std::nullopt;
        return code >= 192 ? Quality::Good : code >= 64 ? Quality::Uncertain : Quality::Bad;
    }
    if (!value.is_string()) return std::nullopt;
    const std::string word = lower(value.get_ref<const std::string&>());
    if (word == "good" || word == "ok") return Quality::Good;
    if (word == "uncertain" || word == "estimated" || word == "stale") return Quality::Uncertain;
    if (word == "bad" || word == "error" || word == "fault") return Quality::Bad;
    return std::nullopt;
}

/// Turns one message into samples; a reading is the object (or number) one sample or more are read from.
class MessageReader {
  public:
    MessageReader(const MqttMapping::Rule& rule, const MqttMessage& message, MqttMapping::Captures captures)
        : m_rule(rule), m_message(message), m_captures(std::move(captures)) {}

    MappedMessage read() {
        if (const ReadNumber plain = readNumber(m_message.payload); plain.kind == ReadNumber::Value || plain.kind == ReadNumber::None) {
            add({}, plain.value, plain.kind == ReadNumber::None, Json(), Json());
            return std::move(m_out);
        }
        if (trimmed(m_message.payload).empty()) return std::move(m_out);  // a retained topic that was cleared
        const Json whole = Json::parse(m_message.payload, nullptr, false);
        if (whole.is_discarded()) {
            problem("mqtt.garbage", TWIN_TR("A message on {0} is neither a number nor JSON."), excerpt(m_message.payload));
            return std::move(m_out);
        }
        if (!m_rule.isBatch) {
            eachOf(whole, whole, whole.is_array());
        } else if (const Json* list = m_rule.each.empty() ? &whole : lookUp(m_rule.each, whole, whole)) {
            if (!list->is_array() && !list->is_object())
                problem("mqtt.type", TWIN_TR("A message on {0} has no list of readings where the rule expects one."), m_rule.each);
            else
                eachOf(*list, whole, true);
        } else {
            problem("mqtt.missing", TWIN_TR("A message on {0} has nothing at {1}."), m_rule.each);
        }
        return std::move(m_out);
    }

  private:
    void eachOf(const Json& list, const Json& whole, bool isList) {
        if (!isList) return reading(list, whole, {});
        if (list.is_array())
            for (const Json& one : list) reading(one, whole, {});
        else
            for (const auto& [key, one] : list.items()) reading(one, whole, key);
    }

    void reading(const Json& reading, const Json& whole, const std::string& key) {
        if (m_rule.allValues) {
            if (!reading.is_object()) return problem("mqtt.type", TWIN_TR("A reading on {0} is no object: {1}"), shown(reading));
            for (const auto& [name, value] : reading.items())
                if ((value.is_number() || value.is_null() || value.is_boolean()) && !isOther(name)) one(name, value, reading, whole);
            return;
        }
        if (!reading.is_object() && !reading.is_array()) return one(key, reading, reading, whole);
        if (m_rule.values.empty()) {
            const Json* value = lookUpAny({}, {"value", "v"}, reading, reading);
            if (value == nullptr) return problem("mqtt.missing", TWIN_TR("A message on {0} has nothing at {1}."), "/value");
            return one(key.empty() ? "value" : key, *value, reading, whole);
        }
        for (const std::string& pointer : m_rule.values) {
            const Json* value = lookUp(pointer, reading, reading);
            if (value == nullptr) {
                problem("mqtt.missing", TWIN_TR("A message on {0} has nothing at {1}."), pointer);
                continue;
            }
            one(m_rule.values.size() == 1 && !key.empty() ? key : pointer.substr(pointer.rfind('/') + 1), *value, reading, whole);
        }
    }
    /// The members of a reading that say something about its values.
    bool isOther(const std::string& name) const {
        if (m_rule.time.empty() ? name == "time" || name == "timestamp" || name == "ts" || name == "t" : m_rule.time == "/" + name) return true;
        return m_rule.quality.empty() ? name == "quality" : m_rule.quality == "/" + name;
    }

    void one(const std::string& key, const Json& value, const Json& reading, const Json& whole) {
        if (value.is_null()) return add(key, kNoNumber, true, reading, whole);
        if (value.is_boolean()) return add(key, value.get<bool>() ? 1 : 0, false, reading, whole);
        if (value.is_number()) return add(key, value.get<double>(), false, reading, whole);
        if (value.is_string()) {
            const std::string& text = value.get_ref<const std::string&>();
            const ReadNumber read = readNumber(text);
            if (read.kind == ReadNumber::None) return add(key, kNoNumber, true, reading, whole);
            if (read.kind == ReadNumber::Value && m_rule.strings) return add(key, read.value, false, reading, whole);
            return problem("mqtt.type", TWIN_TR("A message on {0} has a text where a number belongs: {1}"), excerpt(text));
        }
        problem("mqtt.type", TWIN_TR("A message on {0} has an object or a list where a number belongs: {1}"),
                shown(value));
    }

    void add(const std::string& key, double value, bool none, const Json& reading, const Json& whole) {
        RawSample sample;
        sample.value = none || !std::isfinite(value) ? kNoNumber : value;
        sample.unit = m_rule.fixedUnit;
        if (const Json* unit = lookUpAny(m_rule.unit, {"unit"}, reading, whole); sample.unit.empty() && unit != nullptr && unit->is_string())
            sample.unit = unit->get_ref<const std::string&>().substr(0, kLongestCapture);
        readTimeOf(sample, reading, whole);
        if (const Json* quality = lookUpAny(m_rule.quality, {"quality"}, reading, whole)) {
            if (const auto read = readQuality(*quality))
                sample.quality = std::max(sample.quality, *read);
            else {
                sample.quality = std::max(sample.quality, Quality::Uncertain);
                problem("mqtt.quality", TWIN_TR("A message on {0} states a quality that is not known: {1}"), shown(*quality));
            }
        }
        if (std::isnan(sample.value)) sample.quality = Quality::NoValue;
        sample.point = pointName(key, reading, whole);
        if (sample.point.empty()) return problem("mqtt.point", TWIN_TR("A message on {0} gives a point without a name."), {});
        m_out.samples.push_back(std::move(sample));
    }

    void readTimeOf(RawSample& sample, const Json& reading, const Json& whole) {
        sample.time_ms = m_message.arrival_ms;
        const Json* time = lookUpAny(m_rule.time, {"time", "timestamp", "ts", "t"}, reading, whole);
        if (time == nullptr) {
            if (m_message.retained || !m_rule.time.empty()) sample.quality = Quality::Uncertain;
            if (!m_rule.time.empty() && !(reading.is_null() && whole.is_null()))
                problem("mqtt.time", TWIN_TR("A message on {0} has no time at {1}; the time of arrival is taken, as uncertain."), m_rule.time);
            return;
        }
        std::optional<Time_ms> read;
        if (time->is_number_integer() && m_rule.timeUnit == EpochUnit::Auto) {
            read = timeFromNumber(time->get<double>());
        } else if (time->is_number()) {
            read = timeFromNumber(time->get<double>(), m_rule.timeUnit);
        } else if (time->is_string()) {
            const std::string& text = time->get_ref<const std::string&>();
            const ReadNumber number = readNumber(text);
            read = number.kind == ReadNumber::Value ? timeFromNumber(number.value, m_rule.timeUnit) : readTime(text);
        }
        if (read) {
            sample.time_ms = *read;
            return;
        }
        sample.quality = Quality::Uncertain;
        problem("mqtt.time", TWIN_TR("A message on {0} has a time that cannot be read: {1}; the time of arrival is taken, as uncertain."),
                shown(*time));
    }

    std::string pointName(const std::string& key, const Json& reading, const Json& whole) {
        std::string name;
        const std::string& pattern = m_rule.point;
        for (std::size_t at = 0; at < pattern.size();) {
            const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
            if (close == std::string::npos) {
                name += pattern[at++];
                continue;
            }
            name += placeholder(pattern.substr(at + 1, close - at - 1), key, reading, whole).substr(0, kLongestCapture);
            at = close + 1;
        }
        while (name.ends_with('/')) name.pop_back();
        return name;
    }
    std::string placeholder(const std::string& what, const std::string& key, const Json& reading, const Json& whole) {
        if (what == "topic") return std::string(m_message.topic);
        if (what == "key") return key;
        for (const auto& [name, text] : m_captures)
            if (name == what) return text;
        if (!what.starts_with("/")) return {};
        const Json* found = lookUp(what, reading, whole);
        if (found != nullptr && found->is_string()) return found->get_ref<const std::string&>();
        if (found != nullptr && found->is_number()) return shown(*found);
        problem("mqtt.missing", TWIN_TR("A message on {0} has nothing at {1}."), what);
        return {};
    }

    void problem(const char* code, const char* pattern, std::string what) {
        if (m_out.issues.size() >= 100) return;  // of one message; the first ones tell
        const std::string topic = excerpt(m_message.topic, 120);
        m_out.issues.push_back(inputIssue(code, {pattern, {topic, what}}, topic, what));
    }

    const MqttMapping::Rule& m_rule;
    const MqttMessage& m_message;
    MqttMapping::Captures m_captures;
    MappedMessage m_out;
};

}  // namespace

MappedMessage MqttMapping::apply(const MqttMessage& message) const {
    Captures captures;
    for (const Rule& rule : m_rules) {
        if (!match(rule, message.topic, captures)) continue;
        try {
            return MessageReader(rule, message, std::move(captures)).read();
        } catch (const Json::exception& error) {
            const std::string topic = excerpt(message.topic, 120);
            return {{}, {inputIssue("mqtt.garbage", {TWIN_TR("A message on {0} cannot be read: {1}"), {topic, error.what()}}, topic, excerpt(message.payload))}};
        }
    }
    return {};  // an overlap of subscriptions that no rule asked for
}

}  // namespace plenum::plugins
