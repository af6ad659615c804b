// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/document_reader.h"

#include "twin/exchange/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace twin {

namespace {

constexpr double kFarthest_m = 1e6;  // no site is a thousand kilometres wide

std::string join(const std::vector<std::string_view>& words) {
    std::string all;
    for (const auto word : words) {
        if (!all.empty()) all += ", ";
        all += word;
    }
    return all;
}

std::vector<std::string_view> paramKeys(Kind kind) {
    std::vector<std::string_view> keys;
    for (const KindParam& row : spec(kind).params) keys.push_back(spec(row.param).key);
    return keys;
}

Text didYouMean(const std::string& near, Text otherwise) {
    return near.empty() ? std::move(otherwise) : Text{TWIN_TR("Did you mean {0}?"), {near}};
}

std::string range(double min, double max, Unit unit) {
    return unit == Unit::None || unit == Unit::Count ? shortestNumber(min) + " … " + shortestNumber(max)
                                                     : formatQuantity(min, unit) + " … " + formatQuantity(max, unit);
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    std::string_view best;
    std::size_t bestDistance = std::max<std::size_t>(2, word.size() / 3) + 1;
    if (word.size() > 64) return {};
    for (const std::string_view candidate : candidates) {
        std::vector<std::size_t> row(candidate.size() + 1);
        for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
        for (std::size_t i = 1; i <= word.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i;
            for (std::size_t j = 1; j < row.size(); ++j) {
                const std::size_t above = row[j];
                const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
                row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (lower(word[i - 1]) == lower(candidate[j - 1]) ? 0u : 1u)});
                diagonal = above;
            }
        }
        if (row.back() < bestDistance) {
            bestDistance = row.back();
            best = candidate;
        }
    }
    return std::string(best);
}

void limitIssues(Issues& issues) {
    if (issues.size() <= kMaxIssues) return;
    std::stable_sort(issues.begin(), issues.end(), [](const Issue& a, const Issue& b) { return a.severity > b.severity; });
    const std::size_t more = issues.size() - kMaxIssues;
    const Severity severity = issues[kMaxIssues].severity;
    issues.resize(kMaxIssues);
    issues.push_back({severity, "document.more", {}, {}, {}, {TWIN_TR("{0} further problems are not listed."), {fmt::format("{}", more)}}, {}, {},
                      {TWIN_TR("Correct the listed ones and read the document again."), {}}});
}

void DocumentReader::report(Severity severity, const char* code, const Json& at, Text text, std::string allowed, Text hint) {
    // Beyond a multiple of what is shown, only the count matters: hostile documents must stay cheap.
    if (m_issues.size() < 20 * kMaxIssues)
        m_issues.push_back({severity, code, m_about, m_aboutName, at.path(), std::move(text), at.shown(), std::move(allowed), std::move(hint)});
}

bool DocumentReader::expect(const Json& value, Json::Type type) {
    if (value.is(type)) return true;
    report(Severity::Error, "document.wrongType", value, {TWIN_TR("Here must be {0}, not {1}."), {toString(type), toString(value.type())}}, toString(type),
           type == Json::Type::Number ? Text{TWIN_TR("Write a finite number without quotes; leave the member out for its default."), {}}
                                      : Text{TWIN_TR("See the layout schema for what this member holds."), {}});
    return false;
}

void DocumentReader::checkKeys(const Json& object, std::initializer_list<std::string_view> known) {
    const std::vector<std::string_view> candidates(known);
    object.forEach([&](const Json& member) {
        if (std::find(known.begin(), known.end(), member.key()) != known.end()) return;
        report(Severity::Warning, "document.unknownKey", member, {TWIN_TR("{0} is not known here and is ignored."), {member.key()}}, join(candidates),
               didYouMean(nearest(member.key(), candidates), {TWIN_TR("Remove it."), {}}));
    });
}

std::optional<Json> DocumentReader::need(const Json& object, const char* key) {
    auto found = object.find(key);
    if (!found) report(Severity::Error, "document.missing", object, {TWIN_TR("{0} is missing."), {key}}, {}, {TWIN_TR("Add the member {0}."), {key}});
    return found;
}

void DocumentReader::read(const Json& object, const char* key, std::string& into) {
    if (const auto member = object.find(key); member && expect(*member, Json::Type::String)) into = member->text();
}

void DocumentReader::read(const Json& object, const char* key, double& into, double min, double max, Unit unit) {
    const auto member = object.find(key);
    if (!member || !expect(*member, Json::Type::Number)) return;
    into = member->number();
    if (into < min || into > max)
        report(Severity::Warning, "value.outOfRange", *member, {TWIN_TR("{0} is {1}."), {key, formatQuantity(into, unit)}}, range(min, max, unit),
               {TWIN_TR("Enter a value within the allowed range."), {}});
}

void DocumentReader::read(const Json& object, const char* key, Id& into) {
    if (const auto member = object.find(key))
        if (const auto value = id(*member)) into = *value;
}

std::optional<Id> DocumentReader::id(const Json& value) {
    if (!expect(value, Json::Type::String)) return std::nullopt;
    auto id = idFromString(value.text());
    if (!id)
        report(Severity::Error, "document.badId", value, {TWIN_TR("{0} is not an id."), {value.shown()}}, "0000000000000001 … ffffffffffffffff",
               {TWIN_TR("Ids are 16 hexadecimal digits, not all zero."), {}});
    return id;
}

std::optional<Vec3> DocumentReader::point(const Json& value) {
    if (!expect(value, Json::Type::Array)) return std::nullopt;
    double at[3] = {0, 0, 0};
    std::size_t n = 0;
    bool good = value.size() == 3;
    if (!good) {
        report(Severity::Error, "document.badPoint", value, {TWIN_TR("A point has three coordinates; here are {0}."), {fmt::format("{}", value.size())}}, "[x, y, z]",
               {TWIN_TR("Write [x, y, z] in metres."), {}});
        return std::nullopt;
    }
    value.forEach([&](const Json& coordinate) {
        if (!expect(coordinate, Json::Type::Number)) {
            good = false;
        } else if (std::abs(coordinate.number()) > kFarthest_m) {
            report(Severity::Error, "document.farAway", coordinate, {TWIN_TR("A coordinate of {0} m is not on any site."), {fmt::format("{}", coordinate.number())}},
                   "−1000000 m … 1000000 m", {TWIN_TR("Coordinates are metres from the site's origin."), {}});
            good = false;
        } else {
            at[n] = coordinate.number();
        }
        ++n;
    });
    if (!good) return std::nullopt;
    return Vec3{at[0], at[1], at[2]};
}

std::optional<std::vector<Vec3>> DocumentReader::points(const Json& value) {
    if (!expect(value, Json::Type::Array)) return std::nullopt;
    std::vector<Vec3> list;
    list.reserve(value.size());
    value.forEach([&](const Json& each) {
        if (const auto read = point(each)) list.push_back(*read);
    });
    return list;
}

std::optional<Kind> DocumentReader::kind(const Json& object) {
    const auto member = need(object, "kind");
    if (!member || !expect(*member, Json::Type::String)) return std::nullopt;
    const Kind kind = kindFromKey(member->text());
    if (kind != Kind::Count_) return kind;
    std::vector<std::string_view> keys;
    for (const KindSpec& row : allKinds()) keys.push_back(row.key);
    report(Severity::Error, "document.unknownKind", *member, {TWIN_TR("There is no kind {0}."), {member->shown()}}, join(keys),
           didYouMean(nearest(member->text(), keys), {TWIN_TR("Choose one of the kinds of the layout schema."), {}}));
    return std::nullopt;
}

std::optional<double> DocumentReader::paramValue(const Json& member, const ParamSpec& row) {
    if (row.unit == Unit::Choice) {
        if (!expect(member, Json::Type::String)) return std::nullopt;
        const std::vector<std::string_view> keys(row.choices.begin(), row.choices.end());
        const auto found = std::find(keys.begin(), keys.end(), member.text());
        if (found != keys.end()) return static_cast<double>(found - keys.begin());
        report(Severity::Error, "document.unknownChoice", member, {TWIN_TR("{0} cannot be {1}."), {row.key, member.shown()}}, join(keys),
               didYouMean(nearest(member.text(), keys), {TWIN_TR("Choose one of {0}."), {join(keys)}}));
        return std::nullopt;
    }
    if (!expect(member, Json::Type::Number)) return std::nullopt;
    const double value = member.number();
    if (value >= row.min && value <= row.max) return value;
    const std::string shown = formatQuantity(value, row.unit), allowed = range(row.min, row.max, row.unit);
    if ((row.min >= 0 && value < 0) || std::abs(value) > 1000 * std::max(std::abs(row.min), std::abs(row.max))) {
        report(Severity::Error, "value.impossible", member, {TWIN_TR("{0} cannot be {1}."), {row.key, shown}}, allowed,
               {TWIN_TR("Enter a value within the allowed range; the unit is part of the key."), {}});
        return std::nullopt;
    }
    report(Severity::Warning, "value.outOfRange", member, {TWIN_TR("{0} is {1}."), {row.key, shown}}, allowed,
           {TWIN_TR("Enter a value within the allowed range."), {}});
    return value;
}

Values DocumentReader::values(const Json& object, Kind kind) {
    Values values;
    if (!expect(object, Json::Type::Object)) return values;
    object.forEach([&](const Json& member) {
        const Param param = paramFromKey(member.key());
        if (param == Param::Count_) {
            const auto keys = paramKeys(kind);
            report(Severity::Error, "document.unknownParam", member, {TWIN_TR("There is no parameter {0}."), {member.key()}}, join(keys),
                   didYouMean(nearest(member.key(), keys), {TWIN_TR("Remove it, or see the layout schema."), {}}));
            return;
        }
        if (!hasParam(kind, param))
            report(Severity::Warning, "document.unusedParam", member, {TWIN_TR("{0} has no effect on this kind ({1})."), {member.key(), spec(kind).key}},
                   join(paramKeys(kind)), {TWIN_TR("Remove it."), {}});
        if (const auto value = paramValue(member, spec(param)); value && values.find(param) == nullptr) values.set(param, *value);
    });
    return values;
}

std::optional<EquipmentType> DocumentReader::type(const Json& value) {
    about({}, {});
    if (!expect(value, Json::Type::Object)) return std::nullopt;
    EquipmentType type;
    const auto idMember = need(value, "id");
    const auto id = idMember ? this->id(*idMember) : std::nullopt;
    if (const auto name = value.find("name"); name && name->is(Json::Type::String)) type.name = name->text();
    about(id.value_or(Id{}), type.name);
    checkKeys(value, {"id", "kind", "name", "maker", "version", "source", "values", "sources"});
    const auto kind = this->kind(value);
    read(value, "name", type.name);
    read(value, "maker", type.maker);
    read(value, "version", type.version);
    read(value, "source", type.source);
    if (!id || !kind) return std::nullopt;
    type.id = *id;
    type.kind = *kind;
    if (const auto list = value.find("values")) type.values = values(*list, *kind);
    if (const auto list = value.find("sources"); list && expect(*list, Json::Type::Object))
        list->forEach([&](const Json& member) {
            const Param param = paramFromKey(member.key());
            if (param == Param::Count_) {
                const auto keys = paramKeys(*kind);
                report(Severity::Error, "document.unknownParam", member, {TWIN_TR("There is no parameter {0}."), {member.key()}}, join(keys),
                       didYouMean(nearest(member.key(), keys), {TWIN_TR("Remove it, or see the layout schema."), {}}));
            } else if (expect(member, Json::Type::String)) {
                type.sources.emplace_back(param, member.text());
            }
        });
    return type;
}

std::vector<EquipmentType> DocumentReader::types(const Json& list) {
    std::vector<EquipmentType> types;
    if (!expect(list, Json::Type::Array)) return types;
    std::unordered_set<Id> seen;
    list.forEach([&](const Json& each) {
        auto type = this->type(each);
        if (!type) return;
        if (!seen.insert(type->id).second) {
            report(Severity::Error, "document.doubledId", each, {TWIN_TR("The id {0} is given to two types."), {toString(type->id)}}, {},
                   {TWIN_TR("Give each type an id of its own."), {}});
            return;
        }
        types.push_back(std::move(*type));
    });
    about({}, {});
    return types;
}

}  // namespace twin
