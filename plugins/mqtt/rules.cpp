// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the rules; mapping.cpp applies them.
#include "plugins/mqtt/mapping.h"
#include "twin/base/error.h"

#include <algorithm>
#include <sstream>

namespace plenum::plugins {

namespace {

[[noreturn]] void fail(std::string_view line, const char* pattern, std::string what = {}) {
    throw twin::Error("mqtt.rule", {pattern, {std::string(line), std::move(what)}});
}

std::vector<std::string> split(std::string_view text, std::string_view at) {
    std::vector<std::string> parts;
    for (std::size_t from = 0;;) {
        const std::size_t next = text.find(at, from);
        parts.emplace_back(text.substr(from, next == std::string_view::npos ? next : next - from));
        if (next == std::string_view::npos) return parts;
        from = next + at.size();
    }
}

void readTopic(std::string_view topic, std::string_view line, MqttMapping::Rule& rule) {
    const std::vector<std::string> parts = split(topic, "/");
    int unnamed = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string& part = parts[i];
        MqttMapping::Level level{MqttMapping::Level::Exact, part};
        std::string filter = part;
        if (part == "+") {
            level = {MqttMapping::Level::One, std::to_string(++unnamed)};
        } else if (part == "#") {
            level = {MqttMapping::Level::Rest, "#"};
        } else if (part.size() > 2 && part.front() == '{' && part.back() == '}') {
            std::string name = part.substr(1, part.size() - 2);
            const bool rest = name.size() > 3 && name.ends_with("...");
            if (rest) name.resize(name.size() - 3);
            level = {rest ? MqttMapping::Level::Rest : MqttMapping::Level::One, name};
            filter.assign(1, rest ? '#' : '+');
        } else if (part.find_first_of("+#{}") != std::string::npos) {
            fail(line, TWIN_TR("The rule “{0}” cannot be read: “{1}” must be a whole level of the topic."), part);
        }
        if (level.kind == MqttMapping::Level::Rest && i + 1 != parts.size())
            fail(line, TWIN_TR("The rule “{0}” cannot be read: nothing can follow “{1}”."), part);
        rule.levels.push_back(level);
        rule.filter += (i == 0 ? "" : "/") + filter;
    }
    if (topic.empty()) fail(line, TWIN_TR("The rule “{0}” has no topic."));
}

void checkPointer(const std::string& pointer, std::string_view line) {
    if (!pointer.empty() && pointer.front() != '/')
        fail(line, TWIN_TR("The rule “{0}” cannot be read: “{1}” is no JSON pointer; one starts with “/”."), pointer);
    for (std::size_t i = pointer.find('~'); i != std::string::npos; i = pointer.find('~', i + 1))
        if (i + 1 >= pointer.size() || (pointer[i + 1] != '0' && pointer[i + 1] != '1'))
            fail(line, TWIN_TR("The rule “{0}” cannot be read: “{1}” is no JSON pointer; write ~0 for ~ and ~1 for /."), pointer);
}

void readOption(const std::string& key, const std::string& value, std::string_view line, MqttMapping::Rule& rule) {
    if (key == "value") {
        rule.allValues = value == "*";
        if (rule.allValues) return;
        rule.values = split(value, ",");
        for (const std::string& pointer : rule.values) checkPointer(pointer, line);
    } else if (key == "each") {
        rule.each = value == "/" ? "" : value;
        rule.isBatch = true;
        checkPointer(rule.each, line);
    } else if (key == "time" || key == "quality") {
        (key == "time" ? rule.time : rule.quality) = value;
        checkPointer(value, line);
    } else if (key == "unit") {
        (value.starts_with("/") ? rule.unit : rule.fixedUnit) = value;
        if (value.starts_with("/")) checkPointer(value, line);
    } else if (key == "timeunit") {
        const char* names[] = {"auto", "s", "ms", "us", "ns"};
        const auto* found = std::find(std::begin(names), std::end(names), value);
        if (found == std::end(names)) fail(line, TWIN_TR("The rule “{0}” cannot be read: “{1}” is not s, ms, us or ns."), value);
        rule.timeUnit = static_cast<EpochUnit>(found - std::begin(names));
    } else if (key == "strings") {
        rule.strings = value == "yes" || value == "true" || value == "1";
    } else {
        fail(line, TWIN_TR("The rule “{0}” cannot be read: there is no option “{1}”."), key);
    }
}

/// Where the first option=… begins; a point may hold blanks.
std::size_t firstOption(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); at = text.find_first_not_of(' ', std::min(text.find(' ', at), text.size()))) {
        std::size_t end = at;
        while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
        if (end > at && end < text.size() && text[end] == '=') return at;
    }
    return text.size();
}

MqttMapping::Rule readRule(std::string_view line) {
    MqttMapping::Rule rule;
    const std::size_t arrow = line.find("=>");
    readTopic(trimmed(line.substr(0, arrow)), line, rule);
    rule.point = "{topic}";
    if (arrow == std::string_view::npos) return rule;
    std::string_view rest = trimmed(line.substr(arrow + 2));
    const std::size_t end = firstOption(rest);
    if (const std::string_view point = trimmed(rest.substr(0, end)); !point.empty()) rule.point = point;
    std::istringstream options{std::string(rest.substr(end))};
    for (std::string option; options >> option;) {
        const std::size_t equals = option.find('=');
        if (equals == std::string::npos || equals + 1 == option.size())
            fail(line, TWIN_TR("The rule “{0}” cannot be read: “{1}” is not written as option=value."), option);
        readOption(option.substr(0, equals), option.substr(equals + 1), line, rule);
    }
    if (std::count(rule.point.begin(), rule.point.end(), '{') != std::count(rule.point.begin(), rule.point.end(), '}'))
        fail(line, TWIN_TR("The rule “{0}” cannot be read: a brace of “{1}” is not closed."), rule.point);
    if ((rule.allValues || rule.values.size() > 1) && rule.point.find("{key}") == std::string::npos) rule.point += "/{key}";
    return rule;
}

}  // namespace

MqttMapping::MqttMapping(std::string_view rules) {
    for (const std::string& block : split(rules, ";;"))
        for (const std::string& line : split(block, "\n"))
            if (const std::string_view text = trimmed(line); !text.empty() && text.front() != '!') m_rules.push_back(readRule(text));
    if (m_rules.empty())
        throw twin::Error("mqtt.rule", {TWIN_TR("There is no rule that says which topics to read; “# => {topic}” reads all."), {}});
}

std::vector<std::string> MqttMapping::subscriptions() const {
    std::vector<std::string> filters;
    for (const Rule& rule : m_rules)
        if (std::find(filters.begin(), filters.end(), rule.filter) == filters.end()) filters.push_back(rule.filter);
    return filters;
}

}  // namespace plenum::plugins
