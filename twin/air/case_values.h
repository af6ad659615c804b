// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_case.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>

namespace twin::air {

/// One object of a case file while it is read: typed access that turns whatever is wrong into issues and remembers the
/// keys that were asked for, so that the others can be named.
class CaseValues {
  public:
    CaseValues(const nlohmann::json& object, std::string path, std::string name, Issues& issues);

    enum class Need { Required, Optional };
    struct Range {
        double low = -1e30, high = 1e30;
        bool openLow = false;  ///< low itself is not allowed
        const char* text = "";
    };

    /// The first of the keys that is there.
    std::optional<double> number(std::initializer_list<const char*> keys, Need need, Range range);
    std::string text(const char* key);
    /// A box {"x": [a, b], …}; also "x_m".
    std::optional<Box> box(const char* key, Need need);
    /// Two ends of an axis in the object itself: "x" or "x_m".
    std::optional<std::array<double, 2>> span(char axis);
    std::optional<Vec3> direction(std::initializer_list<const char*> keys);
    /// The object below the first of the keys that is there.
    std::optional<CaseValues> child(std::initializer_list<const char*> keys, Need need);
    bool has(const char* key) const;

    /// Keys that carry no condition of the flow (text, derived numbers).
    void known(std::initializer_list<const char*> keys);
    /// A warning for each key that nobody asked for.
    void reportUnknown();

    void error(const char* code, Text text, std::string value, std::string allowed, Text hint) const;
    void warning(const char* code, Text text, std::string value, std::string allowed, Text hint) const;
    const std::string& name() const { return m_name; }
    const std::string& path() const { return m_path; }

  private:
    std::string owner() const { return !m_name.empty() ? m_name : m_path.empty() ? std::string("/") : m_path; }  ///< whose key it is, for issues
    const nlohmann::json* find(std::initializer_list<const char*> keys, const char*& key);
    std::optional<double> value(const nlohmann::json& v, const std::string& key) const;
    void add(Severity severity, const char* code, Text text, std::string value, std::string allowed, Text hint) const;

    const nlohmann::json* m_object;
    std::string m_path, m_name;
    Issues* m_issues;
    std::set<std::string> m_asked;
};

}  // namespace twin::air
