// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/name_rule.h"

#include "twin/base/error.h"

namespace twin::telemetry {

namespace {

constexpr std::size_t kLongestName = 512;  // std::regex recurses with the length of its subject

// A rule like "(.*)+x" must not take for ever: GCC's library has an executor that never backtracks.
#ifdef __GLIBCXX__
constexpr auto kSyntax = std::regex::ECMAScript | std::regex::optimize | std::regex_constants::__polynomial;
#else
constexpr auto kSyntax = std::regex::ECMAScript | std::regex::optimize;
#endif

Error badPattern(const std::string& text, const std::string& why) {
    return Error("binding.badPattern", {TWIN_TR("The rule {0} is no pattern: {1}."), {text, why}});
}

}  // namespace

NameRule::NameRule(Match match, const std::string& text) {
    std::string expression = text;
    if (match != Match::Regex) {
        expression.clear();
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (match == Match::Pattern && text[i] == '{') {
                const auto end = text.find('}', i);
                const std::string word = end == std::string::npos ? std::string() : text.substr(i + 1, end - i - 1);
                if (word.empty()) throw badPattern(text, TWIN_TR("{ needs a word and }"));
                m_words.push_back(word);
                expression += "([^/]+)";
                i = end;
            } else {
                if (std::string_view("\\^$.|?*+()[]{}").find(text[i]) != std::string_view::npos) expression += '\\';
                expression += text[i];
            }
        }
    }
    try {
        m_regex.assign(expression, kSyntax);
    } catch (const std::regex_error& error) {
        throw badPattern(text, error.what());
    }
}

std::optional<Captures> NameRule::match(const std::string& name) const {
    if (name.size() > kLongestName) return std::nullopt;
    std::smatch found;
    try {
        if (!std::regex_match(name, found, m_regex)) return std::nullopt;
    } catch (const std::regex_error&) {  // too complex for this name
        return std::nullopt;
    }
    Captures captures;
    for (std::size_t i = 1; i < found.size(); ++i) {
        const std::string word = i <= m_words.size() ? m_words[i - 1] : std::to_string(i);
        const auto [known, isNew] = captures.emplace(word, found[i].str());
        if (!isNew && known->second != found[i].str()) return std::nullopt;  // the same word took two texts
    }
    return captures;
}

std::optional<std::string> filled(const std::string& text, const Captures& captures, std::string& missing) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto end = text[i] == '{' ? text.find('}', i) : std::string::npos;
        if (end == std::string::npos) {
            out += text[i];
            continue;
        }
        const std::string word = text.substr(i + 1, end - i - 1);
        const auto found = captures.find(word);
        if (found == captures.end()) {
            missing = word;
            return std::nullopt;
        }
        out += found->second;
        i = end;
    }
    return out;
}

}  // namespace twin::telemetry
