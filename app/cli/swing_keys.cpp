// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/swing_keys.h"

#include <charconv>
#include <cmath>

namespace plenum::cli {

using namespace twin;

void refuse(Issues& issues, const std::string& option, std::string value, std::string text, std::string hint) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "swing.option";
    issue.itemName = option;
    issue.value = std::move(value);
    issue.text = {"{0}: {1}", {option, std::move(text)}};
    issue.hint = {"{0}", {std::move(hint)}};
    issues.push_back(std::move(issue));
}

bool toNumber(std::string_view text, double& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        if (end > begin) parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

}  // namespace plenum::cli
