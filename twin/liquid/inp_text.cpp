// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/inp_text.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <iterator>

namespace twin::liquid {

namespace {

/// Section names; a heading matches by its first four letters.
constexpr std::array kSections{
    "[TITLE]",    "[JUNCTIONS]", "[RESERVOIRS]", "[TANKS]",   "[PIPES]",    "[PUMPS]",     "[VALVES]",
    "[CONTROLS]", "[RULES]",     "[DEMANDS]",    "[SOURCES]", "[EMITTERS]", "[PATTERNS]",  "[CURVES]",
    "[QUALITY]",  "[STATUS]",    "[ROUGHNESS]",  "[ENERGY]",  "[REACTIONS]", "[MIXING]",   "[REPORT]",
    "[TIMES]",    "[OPTIONS]",   "[COORDINATES]", "[VERTICES]", "[LABELS]", "[BACKDROP]",  "[TAGS]",
    "[LEAKAGE]",  "[END]"};

char upper(char letter) { return static_cast<char>(std::toupper(static_cast<unsigned char>(letter))); }

bool blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\f' || letter == '\v'; }

InpLine splitLine(std::string_view text, int number) {
    InpLine line;
    line.number = number;
    line.raw = std::string(text);
    const std::size_t mark = text.find(';');
    if (mark != std::string_view::npos) {
        std::string_view comment = text.substr(mark + 1);
        while (!comment.empty() && blank(comment.front())) comment.remove_prefix(1);
        while (!comment.empty() && blank(comment.back())) comment.remove_suffix(1);
        line.comment = std::string(comment);
        text = text.substr(0, mark);
    }
    for (std::size_t i = 0; i < text.size();) {
        if (blank(text[i])) {
            ++i;
            continue;
        }
        const bool quoted = text[i] == '"';
        const std::size_t begin = quoted ? ++i : i;
        while (i < text.size() && (quoted ? text[i] != '"' : !blank(text[i]))) ++i;
        line.words.emplace_back(text.substr(begin, i - begin));
        if (quoted && i < text.size()) ++i;
    }
    return line;
}

}  // namespace

void InpContext::report(const InpLine& line, const char* section, const char* code, Text text, std::string value,
                        std::string allowed, Severity severity) {
    text.arguments.insert(text.arguments.begin(), {std::to_string(line.number), section});
    issues.push_back({severity, code, {}, line.words.empty() ? std::string() : line.words.front(),
                      "line " + std::to_string(line.number), std::move(text), std::move(value), std::move(allowed), {}});
}

bool matches(std::string_view word, std::string_view keyword) {
    if (word.size() < keyword.size()) return false;
    for (std::size_t i = 0; i < keyword.size(); ++i)
        if (upper(word[i]) != upper(keyword[i])) return false;
    return true;
}

bool parseNumber(std::string_view word, double& value) {
    if (!word.empty() && word.front() == '+') word.remove_prefix(1);
    double parsed = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), parsed);
    if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(parsed)) return false;
    value = parsed;
    return true;
}

double parseHours(std::string_view word, std::string_view suffix) {
    double hours = 0;
    if (parseNumber(word, hours)) {
        if (matches(suffix, "SEC")) return hours / 3600;
        if (matches(suffix, "MIN")) return hours / 60;
        if (matches(suffix, "DAY")) return hours * 24;
        if (!suffix.empty() && !matches(suffix, "HOU") && !matches(suffix, "AM") && !matches(suffix, "PM")) return -1;
    } else {
        double part[4] = {0, 0, 0, 0};  // EPANET reads a fourth and leaves it out
        for (std::size_t count = 0;;) {
            const std::size_t colon = word.find(':');
            if (!parseNumber(word.substr(0, colon), part[count++])) return -1;
            if (colon == std::string_view::npos) break;
            if (count == std::size(part)) return -1;
            word.remove_prefix(colon + 1);
        }
        hours = part[0] + part[1] / 60 + part[2] / 3600;
    }
    if (suffix.empty() || matches(suffix, "HOU")) return hours;
    if (matches(suffix, "AM")) return hours >= 13 ? -1 : hours >= 12 ? hours - 12 : hours;
    if (matches(suffix, "PM")) return hours >= 13 ? -1 : hours >= 12 ? hours : hours + 12;
    return -1;
}

InpSections splitSections(std::string_view text, InpContext& context) {
    InpSections sections;
    std::string current;
    bool known = true;
    int number = 0;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = text.find('\n', begin);
        if (end == std::string_view::npos) end = text.size();
        InpLine line = splitLine(text.substr(begin, end - begin), ++number);
        begin = end + 1;
        while (!line.raw.empty() && blank(line.raw.back())) line.raw.pop_back();
        if (!line.words.empty() && line.words[0].front() == '[') {
            known = false;
            for (const char* name : kSections)
                if (matches(line.words[0], std::string_view(name).substr(0, std::string_view(name).size() > 5 ? 5 : 4))) {
                    current = name;
                    known = true;
                    break;
                }
            if (!known)
                context.report(line, line.words[0].c_str(), "inp.section",
                               {TWIN_TR("Line {0}: {1} is not a section of an EPANET file."), {}}, line.words[0]);
            if (current == "[END]" && known) break;
            if (known) sections[current];
            continue;
        }
        if (!known) continue;
        const bool verbatim = current == "[TITLE]";
        if (line.words.empty() && !verbatim) continue;
        if (current.empty()) {
            if (!line.words.empty())
                context.report(line, "", "inp.section",
                               {TWIN_TR("Line {0} stands before the first section heading."), {}}, line.words[0]);
            continue;
        }
        sections[current].push_back(std::move(line));
    }
    return sections;
}

const std::vector<InpLine>& linesOf(const InpSections& sections, const char* name) {
    static const std::vector<InpLine> kNone;
    const auto found = sections.find(name);
    return found == sections.end() ? kNone : found->second;
}

std::string toUtf8(std::string_view text) {
    bool valid = true;
    for (std::size_t i = 0; i < text.size() && valid;) {
        const auto byte = static_cast<unsigned char>(text[i++]);
        int more = byte < 0x80 ? 0 : byte >= 0xC2 && byte < 0xE0 ? 1 : byte >= 0xE0 && byte < 0xF0 ? 2 : byte >= 0xF0 && byte < 0xF5 ? 3 : -1;
        valid = more >= 0;
        for (; more > 0 && valid; --more)
            valid = i < text.size() && (static_cast<unsigned char>(text[i++]) & 0xC0) == 0x80;
    }
    if (valid) return std::string(text);
    std::string result;
    result.reserve(text.size() + 16);
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < 0x80) {
            result += letter;
        } else {
            result += static_cast<char>(0xC0 | (byte >> 6));
            result += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return result;
}

}  // namespace twin::liquid
