// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plenum::cli {

/// Adds what is wrong with an option of `plenumctl swing`.
void refuse(twin::Issues& issues, const std::string& option, std::string value, std::string text, std::string hint);
bool toNumber(std::string_view text, double& value);
std::vector<std::string> split(const std::string& text, char separator);

/// "KEY=VALUE,…" against the numbers it may set, each with the factor to SI.
class Keys {
  public:
    Keys(twin::Issues& issues, std::string option) : m_issues(issues), m_option(std::move(option)) {}
    Keys& number(const char* key, double& target, double factor = 1) {
        m_numbers[key] = {&target, factor};
        return *this;
    }
    /// Reads the text; what is not a number is handed to other (which says whether it knew the key).
    template <class Other>
    void read(const std::string& text, Other&& other) {
        if (text == "default") return;
        for (const std::string& part : split(text, ',')) {
            const std::size_t equals = part.find('=');
            if (equals == std::string::npos) {
                refuse(m_issues, m_option, part, fmt::format("'{}' is not KEY=VALUE", part), "Write for instance " + example());
                continue;
            }
            const std::string key = part.substr(0, equals), value = part.substr(equals + 1);
            if (other(key, value)) continue;
            const auto found = m_numbers.find(key);
            double number = 0;
            if (found == m_numbers.end())
                refuse(m_issues, m_option, key, fmt::format("there is no key '{}'", key), "Keys: " + keys());
            else if (!toNumber(value, number))
                refuse(m_issues, m_option, value, fmt::format("{} is '{}'", key, value), "Give a number");
            else
                *found->second.target = number * found->second.factor, m_given[key] = true;
        }
    }
    void read(const std::string& text) {
        read(text, [](const std::string&, const std::string&) { return false; });
    }
    bool given(const char* key) const { return m_given.contains(key); }

  private:
    struct Target {
        double* target;
        double factor;
    };
    std::string example() const { return m_numbers.empty() ? "KEY=VALUE" : m_numbers.begin()->first + "=1"; }
    std::string keys() const {
        std::string text;
        for (const auto& [key, target] : m_numbers) text += (text.empty() ? "" : ", ") + key;
        return text;
    }
    twin::Issues& m_issues;
    std::string m_option;
    std::map<std::string, Target> m_numbers;
    std::map<std::string, bool> m_given;
};

}  // namespace plenum::cli
