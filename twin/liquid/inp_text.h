// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/liquid/inp_network.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace twin::liquid {

/// One line of data: its words without comment, and the comment.
struct InpLine {
    int number = 0;
    std::vector<std::string> words;
    std::string comment, raw;
};

/// The lines of each section; keys are the full names ("[JUNCTIONS]"). [TITLE] and kept sections use InpLine::raw.
using InpSections = std::unordered_map<std::string, std::vector<InpLine>>;

/// What the readers of the sections share: the network, the issues, and names to indices.
struct InpContext {
    InpNetwork& network;
    Issues& issues;
    std::unordered_map<std::string, int> nodes, links, patterns, curves;

    /// Adds an error (or warning) of a line. The text's {0} is the line number, {1} the section.
    void report(const InpLine& line, const char* section, const char* code, Text text, std::string value = {},
                std::string allowed = {}, Severity severity = Severity::Error);
};

/// True when the word begins with the keyword, in any case: how EPANET reads keywords.
bool matches(std::string_view word, std::string_view keyword);

/// Reads a whole word as a finite number.
bool parseNumber(std::string_view word, double& value);

/// Hours from "5", "5.5", "13:50", "1:50:30", "1:50:30:00" (what follows the seconds does not count) with unit or AM/PM in `suffix` (may be empty); negative when not a time.
double parseHours(std::string_view word, std::string_view suffix);

/// Splits the text into sections; unknown sections and lines before the first are reported.
InpSections splitSections(std::string_view text, InpContext& context);

/// The lines of a section, none when the file has no such section.
const std::vector<InpLine>& linesOf(const InpSections& sections, const char* name);

/// The text in UTF-8: as it is when valid, else every byte taken as Latin-1.
std::string toUtf8(std::string_view text);

// The readers of the sections, each O(lines).
void readOptions(const InpSections& sections, InpContext& context);
void readTables(const InpSections& sections, InpContext& context);    // patterns, curves
void readNodes(const InpSections& sections, InpContext& context);     // junctions … tanks, demands, emitters, places
void readLinks(const InpSections& sections, InpContext& context);     // pipes, pumps, valves, status, leakage
void readControls(const InpSections& sections, InpContext& context);
void readTags(const InpSections& sections, InpContext& context);
void checkNetwork(InpContext& context);                               // what only the whole can tell

}  // namespace twin::liquid
