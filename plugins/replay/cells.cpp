// SPDX-License-Identifier: GPL-3.0-or-later
// Splitting lines and telling encodings.
#include "plugins/replay/recording.h"

namespace plenum::plugins {

bool splitCells(std::string_view line, char delimiter, std::vector<std::string>& cells) {
    std::size_t count = 0;
    const auto cell = [&]() -> std::string& {
        if (count == cells.size()) cells.emplace_back();
        cells[count].clear();
        return cells[count++];
    };
    for (std::size_t at = 0;;) {
        std::string& text = cell();
        if (at < line.size() && line[at] == '"') {
            for (++at;; ++at) {
                if (at >= line.size()) return false;
                if (line[at] == '"') {
                    if (at + 1 < line.size() && line[at + 1] == '"')
                        ++at;
                    else
                        break;
                }
                text += line[at];
            }
            ++at;
            while (at < line.size() && line[at] != delimiter) text += line[at++];
        } else {
            const std::size_t end = line.find(delimiter, at);
            text = line.substr(at, end == std::string_view::npos ? end : end - at);
            at = end == std::string_view::npos ? line.size() : end;
        }
        if (at >= line.size()) break;
        ++at;  // the delimiter; after the last one comes an empty cell
    }
    cells.resize(count);
    return true;
}

namespace {

bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t more = lead < 0x80 ? 0 : (lead & 0xE0) == 0xC0 && lead >= 0xC2 ? 1 : (lead & 0xF0) == 0xE0 ? 2 : (lead & 0xF8) == 0xF0 && lead <= 0xF4 ? 3 : 9;
        if (more == 9 || (more > 0 && i + more >= text.size())) return false;
        for (std::size_t k = 1; k <= more; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
        i += more + 1;
    }
    return true;
}

}  // namespace

std::string asUtf8(std::string text, bool* wasLatin) {
    if (isUtf8(text)) return text;
    if (wasLatin != nullptr) *wasLatin = true;
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            result += c;
        } else {
            result += static_cast<char>(0xC0 | (byte >> 6));
            result += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return result;
}

}  // namespace plenum::plugins
