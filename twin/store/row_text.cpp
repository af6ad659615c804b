// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/store/row_text.h"

#include <charconv>
#include <cmath>

namespace twin {

namespace {

void appendNumber(std::string& out, double value) {
    char buffer[32];
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

/// Eats the few tokens that these texts are made of.
class Tokens {
  public:
    explicit Tokens(std::string_view text) : m_rest(text) {}
    bool take(char c) {
        skipBlanks();
        if (m_rest.empty() || m_rest.front() != c) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool word(std::string_view& into) {  // keys have no escapes
        if (!take('"')) return false;
        const auto end = m_rest.find('"');
        if (end == std::string_view::npos || end > 64) return false;
        into = m_rest.substr(0, end);
        m_rest.remove_prefix(end + 1);
        return true;
    }
    bool number(double& into) {
        skipBlanks();
        if (m_rest.starts_with("null")) {
            m_rest.remove_prefix(4);
            into = std::nan("");
            return true;
        }
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), into);
        if (error != std::errc{}) return false;
        m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
        return true;
    }
    bool atEnd() {
        skipBlanks();
        return m_rest.empty();
    }

  private:
    void skipBlanks() {
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == '\n')) m_rest.remove_prefix(1);
    }
    std::string_view m_rest;
};

}  // namespace

void appendValues(std::string& out, const Values& values) {
    if (values.entries().empty()) return;
    char separator = '{';
    for (const auto& [param, value] : values.entries()) {
        const ParamSpec& row = spec(param);
        out += separator;
        separator = ',';
        out += '"';
        out += row.key;
        out += "\":";
        if (row.unit == Unit::Choice && value >= 0 && value < static_cast<double>(row.choices.size()) && value == std::floor(value)) {
            out += '"';
            out += row.choices[static_cast<std::size_t>(value)];
            out += '"';
        } else {
            appendNumber(out, value);
        }
    }
    out += '}';
}

bool readValues(std::string_view text, Values& into, std::vector<std::string>& bad) {
    if (text.empty()) return true;
    Tokens tokens(text);
    if (!tokens.take('{')) return false;
    if (tokens.take('}')) return tokens.atEnd();
    do {
        std::string_view key, choice;
        double value = std::nan("");
        if (!tokens.word(key) || !tokens.take(':')) return false;
        const Param param = paramFromKey(key);
        if (tokens.word(choice)) {
            if (param != Param::Count_)
                for (std::size_t i = 0; i < spec(param).choices.size(); ++i)
                    if (choice == spec(param).choices[i]) value = static_cast<double>(i);
        } else if (!tokens.number(value)) {
            return false;
        }
        const bool isChoice = param != Param::Count_ && spec(param).unit == Unit::Choice;
        const bool fits = !isChoice || (value >= 0 && value < static_cast<double>(spec(param).choices.size()) && value == std::floor(value));
        if (param == Param::Count_ || !std::isfinite(value) || !fits) {
            bad.emplace_back(key);
        } else {
            into.set(param, value);
        }
    } while (tokens.take(','));
    return tokens.take('}') && tokens.atEnd();
}

void appendPoints(std::string& out, const std::vector<Vec3>& points) {
    if (points.empty()) return;
    char separator = '[';
    for (const Vec3& point : points) {
        out += separator;
        separator = ',';
        out += '[';
        appendNumber(out, point.x);
        out += ',';
        appendNumber(out, point.y);
        out += ',';
        appendNumber(out, point.z);
        out += ']';
    }
    out += ']';
}

bool readPoints(std::string_view text, std::vector<Vec3>& into) {
    if (text.empty()) return true;
    Tokens tokens(text);
    if (!tokens.take('[')) return false;
    if (tokens.take(']')) return tokens.atEnd();
    do {
        Vec3 p;
        if (!tokens.take('[') || !tokens.number(p.x) || !tokens.take(',') || !tokens.number(p.y) || !tokens.take(',') || !tokens.number(p.z) || !tokens.take(']'))
            return false;
        if (!std::isfinite(p.x + p.y + p.z)) return false;
        into.push_back(p);
    } while (tokens.take(','));
    return tokens.take(']') && tokens.atEnd();
}

void appendMounted(std::string& out, const std::vector<MountedUnits>& mounted) {
    if (mounted.empty()) return;
    char separator = '[';
    for (const MountedUnits& one : mounted) {
        out += separator;
        separator = ',';
        char open = '[';
        for (const double value : {static_cast<double>(one.first), static_cast<double>(one.count), one.heatShare, one.airShare}) {
            out += open;
            open = ',';
            appendNumber(out, value);
        }
        out += ']';
    }
    out += ']';
}

bool readMounted(std::string_view text, std::vector<MountedUnits>& into) {
    constexpr double kMost = 1e6;
    if (text.empty()) return true;
    Tokens tokens(text);
    if (!tokens.take('[')) return false;
    do {
        double first = 0, count = 0;
        MountedUnits one;
        if (!tokens.take('[') || !tokens.number(first) || !tokens.take(',') || !tokens.number(count) || !tokens.take(',') || !tokens.number(one.heatShare) || !tokens.take(',') ||
            !tokens.number(one.airShare) || !tokens.take(']'))
            return false;
        if (!(std::abs(first) <= kMost) || !(std::abs(count) <= kMost) || !std::isfinite(one.heatShare + one.airShare)) return false;
        one.first = static_cast<int>(first), one.count = static_cast<int>(count);
        into.push_back(one);
    } while (tokens.take(','));
    return tokens.take(']') && tokens.atEnd();
}

}  // namespace twin
