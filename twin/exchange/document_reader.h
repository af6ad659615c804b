// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/exchange/json_tree.h"
#include "twin/model/project.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace twin {

/// The candidate closest to a misspelt word (edit distance at most a third of its length); empty when none is near.
std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);

/// Reads members of a document and notes what is wrong with them: missing, of another type, unknown, out of range.
class DocumentReader {
  public:
    explicit DocumentReader(Issues& issues) : m_issues(issues) {}

    /// The object that the following issues are about.
    void about(Id id, std::string name) {
        m_about = id;
        m_aboutName = std::move(name);
    }
    void report(Severity severity, const char* code, const Json& at, Text text, std::string allowed = {}, Text hint = {});

    /// False (with an issue) unless the value has this type.
    bool expect(const Json& value, Json::Type type);
    /// A warning for each member whose key is not in the list, with the nearest one.
    void checkKeys(const Json& object, std::initializer_list<std::string_view> known);
    /// A required member; an issue when it is missing.
    std::optional<Json> need(const Json& object, const char* key);

    void read(const Json& object, const char* key, std::string& into);
    /// Warns outside [min, max]; an error for what is not a number.
    void read(const Json& object, const char* key, double& into, double min, double max, Unit unit);
    void read(const Json& object, const char* key, Id& into);
    std::optional<Id> id(const Json& value);
    std::optional<Vec3> point(const Json& value);
    std::optional<std::vector<Vec3>> points(const Json& value);
    std::optional<Kind> kind(const Json& object);
    Values values(const Json& object, Kind kind);
    std::optional<EquipmentType> type(const Json& value);
    /// The array "types"; ids that appear twice are errors.
    std::vector<EquipmentType> types(const Json& list);

  private:
    std::optional<double> paramValue(const Json& member, const ParamSpec& row);

    Issues& m_issues;
    Id m_about;
    std::string m_aboutName;
};

/// At most this many issues are listed for one document; the last one says how many more there are.
inline constexpr std::size_t kMaxIssues = 1000;
void limitIssues(Issues& issues);

}  // namespace twin
