// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/case_values.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <cmath>

namespace twin::air {

using nlohmann::json;

namespace {

std::string shown(const json& v) {
    std::string text = v.is_string() ? v.get<std::string>() : v.dump();
    if (text.size() > 60) text = text.substr(0, 57) + "…";
    return text;
}

std::string joined(std::initializer_list<const char*> keys) {
    std::string text;
    for (const char* key : keys) text += (text.empty() ? "" : " / ") + std::string(key);
    return text;
}

}  // namespace

CaseValues::CaseValues(const json& object, std::string path, std::string name, Issues& issues)
    : m_object(&object), m_path(std::move(path)), m_name(std::move(name)), m_issues(&issues) {
    static const json kEmpty = json::object();
    if (object.is_object()) return;
    error("air.case.notAnObject", {TWIN_TR("{0} has to be an object with named values."), {m_path}}, shown(object), "{ … }", {});
    m_object = &kEmpty;
}

void CaseValues::add(Severity severity, const char* code, Text text, std::string value, std::string allowed, Text hint) const {
    Issue issue;
    issue.severity = severity;
    issue.code = code;
    issue.itemName = m_name;
    issue.path = m_path;
    issue.text = std::move(text);
    issue.value = std::move(value);
    issue.allowed = std::move(allowed);
    issue.hint = std::move(hint);
    m_issues->push_back(std::move(issue));
}

void CaseValues::error(const char* code, Text text, std::string value, std::string allowed, Text hint) const {
    add(Severity::Error, code, std::move(text), std::move(value), std::move(allowed), std::move(hint));
}

void CaseValues::warning(const char* code, Text text, std::string value, std::string allowed, Text hint) const {
    add(Severity::Warning, code, std::move(text), std::move(value), std::move(allowed), std::move(hint));
}

bool CaseValues::has(const char* key) const { return m_object->contains(key); }

const json* CaseValues::find(std::initializer_list<const char*> keys, const char*& key) {
    const json* found = nullptr;
    key = *keys.begin();
    for (const char* k : keys) {
        m_asked.insert(k);
        if (found == nullptr && m_object->contains(k)) {
            found = &(*m_object)[k];
            key = k;
        }
    }
    return found;
}

std::optional<double> CaseValues::value(const json& v, const std::string& key) const {
    if (v.is_number() && std::isfinite(v.get<double>())) return v.get<double>();
    error("air.case.notANumber", {TWIN_TR("{0}: {1} is not a finite number."), {owner(), key}}, shown(v), {},
          {TWIN_TR("Give a number in the unit that the key names."), {}});
    return std::nullopt;
}

std::optional<double> CaseValues::number(std::initializer_list<const char*> keys, Need need, Range range) {
    const char* key = "";
    const json* v = find(keys, key);
    if (v == nullptr) {
        if (need == Need::Required)
            error("air.case.missing", {TWIN_TR("{0}: {1} is missing."), {owner(), joined(keys)}}, {}, range.text,
                  {TWIN_TR("Add the key with its value."), {}});
        return std::nullopt;
    }
    const auto number = value(*v, key);
    if (!number) return std::nullopt;
    if (*number < range.low || *number > range.high || (range.openLow && *number <= range.low)) {
        error("air.case.outOfRange", {TWIN_TR("{0}: {1} is out of range."), {owner(), key}}, fmt::format("{}", *number),
              range.text, {TWIN_TR("Check the sign and the unit."), {}});
        return std::nullopt;
    }
    return number;
}

std::string CaseValues::text(const char* key) {
    m_asked.insert(key);
    return m_object->contains(key) && (*m_object)[key].is_string() ? (*m_object)[key].get<std::string>() : std::string();
}

std::optional<std::array<double, 2>> CaseValues::span(char axis) {
    const std::string plain(1, axis), unit = plain + "_m";
    const char* key = "";
    const json* v = find({plain.c_str(), unit.c_str()}, key);
    if (v == nullptr) return std::nullopt;
    const std::string name = key;
    if (!v->is_array() || v->size() != 2) {
        error("air.case.notASpan", {TWIN_TR("{0}: {1} has to be two numbers, from and to."), {owner(), name}}, shown(*v),
              "[from, to]", {});
        return std::nullopt;
    }
    const auto a = value((*v)[0], name), b = value((*v)[1], name);
    if (!a || !b) return std::nullopt;
    if (!(*b > *a) || std::abs(*a) > 1e5 || std::abs(*b) > 1e5) {
        error("air.case.badSpan", {TWIN_TR("{0}: {1} has no positive length."), {owner(), name}},
              fmt::format("[{}, {}]", *a, *b), TWIN_TR("from < to"), {TWIN_TR("Give the smaller end first."), {}});
        return std::nullopt;
    }
    return std::array<double, 2>{*a, *b};
}

std::optional<Box> CaseValues::box(const char* key, Need need) {
    auto part = child({key}, need);
    if (!part) return std::nullopt;
    std::array<std::optional<std::array<double, 2>>, 3> spans;
    const std::size_t before = m_issues->size();
    for (std::size_t axis = 0; axis < 3; ++axis) spans[axis] = part->span(char('x' + axis));
    if (m_issues->size() == before)
        for (std::size_t axis = 0; axis < 3; ++axis)
            if (!spans[axis])
                error("air.case.missing", {TWIN_TR("{0}: {1} is missing."), {m_name, fmt::format("{}.{}", key, char('x' + axis))}}, {}, "[from, to]",
                      {TWIN_TR("Add the key with its value."), {}});
    part->reportUnknown();
    if (!spans[0] || !spans[1] || !spans[2]) return std::nullopt;
    return Box{(*spans[0])[0], (*spans[1])[0], (*spans[2])[0], (*spans[0])[1], (*spans[1])[1], (*spans[2])[1]};
}

std::optional<Vec3> CaseValues::direction(std::initializer_list<const char*> keys) {
    const char* key = "";
    const json* v = find(keys, key);
    if (v == nullptr) return std::nullopt;
    if (!v->is_array() || v->size() != 3) {
        error("air.case.notAVector", {TWIN_TR("{0}: {1} has to be three numbers."), {m_name, key}}, shown(*v), "[x, y, z]", {});
        return std::nullopt;
    }
    const auto x = value((*v)[0], key), y = value((*v)[1], key), z = value((*v)[2], key);
    if (!x || !y || !z) return std::nullopt;
    const int alongAxes = (*x != 0) + (*y != 0) + (*z != 0);
    if (alongAxes != 1) {
        error("air.case.notAlongAnAxis", {TWIN_TR("{0}: {1} has to point along one axis."), {m_name, key}}, shown(*v), "±x, ±y, ±z", {});
        return std::nullopt;
    }
    const auto sign = [](double s) { return s > 0 ? 1.0 : s < 0 ? -1.0 : 0.0; };
    return Vec3{sign(*x), sign(*y), sign(*z)};
}

std::optional<CaseValues> CaseValues::child(std::initializer_list<const char*> keys, Need need) {
    const char* key = "";
    const json* v = find(keys, key);
    if (v == nullptr) {
        if (need == Need::Required)
            error("air.case.missing", {TWIN_TR("{0}: {1} is missing."), {owner(), joined(keys)}}, {}, {},
                  {TWIN_TR("Add the key with its value."), {}});
        return std::nullopt;
    }
    return CaseValues(*v, m_path + "/" + key, m_name, *m_issues);
}

void CaseValues::known(std::initializer_list<const char*> keys) {
    for (const char* key : keys) m_asked.insert(key);
}

void CaseValues::reportUnknown() {
    for (const auto& [key, v] : m_object->items()) {
        if (m_asked.contains(key)) continue;
        warning("air.case.unknownKey", {TWIN_TR("{0}: {1} is not understood and has no effect."), {owner(), key}}, shown(v), {},
                {TWIN_TR("Remove it, or check its spelling against the other cases."), {}});
    }
}

}  // namespace twin::air
