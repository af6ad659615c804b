// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/json_text.h"

#include <charconv>
#include <cmath>

namespace twin {

namespace {

/// Length of the valid UTF-8 sequence at the start of the text; 0 when there is none (RFC 3629).
std::size_t sequenceLength(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    if ((lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F)) return 0;
    return length;
}

}  // namespace

JsonText& JsonText::open(char bracket) {
    m_out += bracket;
    m_first = true;
    return *this;
}

JsonText& JsonText::close(char bracket) {
    m_out += bracket;
    m_first = false;
    return *this;
}

JsonText& JsonText::element() {
    if (!m_first) m_out += ',';
    m_first = false;
    return *this;
}

JsonText& JsonText::member(std::string_view key) {
    element();
    string(key);
    m_out += ':';
    return *this;
}

JsonText& JsonText::line(int indent) {
    m_out += '\n';
    m_out.append(static_cast<std::size_t>(indent), ' ');
    return *this;
}

JsonText& JsonText::raw(std::string_view text) {
    m_out += text;
    return *this;
}

JsonText& JsonText::number(double value) {
    m_out += std::isfinite(value) ? shortestNumber(value) : "null";
    return *this;
}

JsonText& JsonText::integer(long long value) {
    m_out += std::to_string(value);
    return *this;
}

JsonText& JsonText::string(std::string_view text) {
    m_out += '"';
    while (!text.empty()) {
        const char c = text.front();
        std::size_t length = 1;
        if (c == '"' || c == '\\') {
            m_out += '\\';
            m_out += c;
        } else if (c == '\n') {
            m_out += "\\n";
        } else if (c == '\t') {
            m_out += "\\t";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            constexpr char kHex[] = "0123456789abcdef";
            m_out += "\\u00";
            m_out += kHex[(c >> 4) & 0xF];
            m_out += kHex[c & 0xF];
        } else if (length = sequenceLength(text); length == 0) {
            m_out += "\uFFFD";
            length = 1;
        } else {
            m_out += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
    m_out += '"';
    return *this;
}

JsonText& JsonText::id(Id id) {
    m_out += '"';
    m_out += toString(id);
    m_out += '"';
    return *this;
}

JsonText& JsonText::vec(Vec3 v) {
    m_out += '[';
    number(v.x).raw(",").number(v.y).raw(",").number(v.z);
    m_out += ']';
    return *this;
}

JsonText& JsonText::ids(const std::vector<Id>& list) {
    open('[');
    for (const Id each : list) element().id(each);
    return close(']');
}

std::string JsonText::take() { return std::move(m_out); }

std::string shortestNumber(double value) {
    char buffer[32];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return error == std::errc{} ? std::string(buffer, end) : std::string("null");
}

}  // namespace twin
