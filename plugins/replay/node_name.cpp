// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/replay/node_name.h"

namespace plenum::plugins {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return c >= 'a' && c <= 'z'; }
int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

}  // namespace

std::optional<NodePlace> decodeNodeName(std::string_view name) {
    name = name.substr(0, name.find('.'));  // of a name with a domain
    std::size_t at = 0;
    while (at < name.size() && isLetter(name[at])) ++at;
    const std::string_view site = name.substr(0, at);
    const std::size_t room = at;
    while (at < name.size() && isDigit(name[at])) ++at;
    if (site.empty() || at == room || at - room > 2 || at >= name.size() || !isLetter(name[at])) return std::nullopt;
    NodePlace place;
    place.row = name.substr(room, ++at - room);
    const std::string_view digits = name.substr(at);
    if (digits.size() < 4 || digits.size() > 6) return std::nullopt;
    for (const char c : digits)
        if (!isDigit(c)) return std::nullopt;
    place.isGpu = site.ends_with("gpu");
    place.rack = number(digits.substr(0, 2));
    place.chassis = number(digits.substr(2, digits.size() - 4));
    place.slot = number(digits.substr(digits.size() - 2));
    if (place.isGpu && digits.size() == 5) {
        place.slot = 2 * place.slot - 1;
        place.slotCount = 2;
    }
    if (place.slot <= 0) return std::nullopt;
    return place;
}

}  // namespace plenum::plugins
