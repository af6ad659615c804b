// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/energy/checks.h"

#include <fmt/format.h>

namespace twin::energy {

namespace {

Issue outOfRange(const std::string& item, const char* quantity, double value, std::string allowed) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "energy.range";
    issue.itemName = item;
    issue.value = fmt::format("{}", value);
    issue.text = {TWIN_TR("{0}: {1} is {2}"), {item, quantity, issue.value}};
    issue.allowed = std::move(allowed);
    issue.hint = {TWIN_TR("Give a number inside the allowed range"), {}};
    return issue;
}

}  // namespace

void Checks::within(const char* quantity, double value, double low, double high) {
    if (value >= low && value <= high) return;
    m_issues.push_back(outOfRange(m_item, quantity, value, high == kUnlimited ? fmt::format("at least {}", low) : fmt::format("{} … {}", low, high)));
}

void Checks::above(const char* quantity, double value, double bound) {
    if (value > bound) return;
    m_issues.push_back(outOfRange(m_item, quantity, value, fmt::format("more than {}", bound)));
}

void Checks::refuse(const char* code, Text text, Text hint) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = code;
    issue.itemName = m_item;
    issue.text = std::move(text);
    issue.hint = std::move(hint);
    m_issues.push_back(std::move(issue));
}

}  // namespace twin::energy
