// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/replay/line_reader.h"

#include "twin/base/error.h"

#include <zlib.h>

#include <cerrno>
#include <system_error>

namespace plenum::plugins {

struct LineReader::File {
    gzFile handle = nullptr;
    ~File() {
        if (handle != nullptr) gzclose(handle);
    }
};

LineReader::LineReader(const std::filesystem::path& path) : m_file(std::make_unique<File>()), m_name(path.string()), m_buffer(65536) {
    std::error_code code;
    if (std::filesystem::is_directory(path, code)) throw twin::Error("replay.open", {TWIN_TR("{0} is a folder, not a recording."), {m_name}});
    m_file->handle = gzopen(path.c_str(), "rb");
    if (m_file->handle == nullptr)
        throw twin::Error("replay.open", {TWIN_TR("{0} cannot be opened: {1}"), {m_name, std::generic_category().message(errno)}});
    if (!fill()) throw twin::Error("replay.empty", {TWIN_TR("{0} is empty."), {m_name}});
    const auto byte = [&](std::size_t i) { return i < m_size ? static_cast<unsigned char>(m_buffer[i]) : 0u; };
    if ((byte(0) == 0xFF && byte(1) == 0xFE) || (byte(0) == 0xFE && byte(1) == 0xFF))
        throw twin::Error("replay.utf16", {TWIN_TR("{0} is UTF-16 text; save it as UTF-8."), {m_name}});
    if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) m_at = 3;
}

LineReader::~LineReader() = default;

bool LineReader::fill() {
    const int read = gzread(m_file->handle, m_buffer.data(), static_cast<unsigned>(m_buffer.size()));
    int code = Z_OK;
    const char* why = gzerror(m_file->handle, &code);
    if (read < 0 || (read == 0 && code != Z_OK && code != Z_STREAM_END))
        throw twin::Error("replay.read", {TWIN_TR("{0} cannot be read beyond line {1}: {2}"), {m_name, std::to_string(m_number), why}});
    m_at = 0;
    m_size = static_cast<std::size_t>(read);
    return read > 0;
}

bool LineReader::next(std::string& line) {
    line.clear();
    m_cut = false;
    bool any = false;
    while (m_at < m_size || fill()) {
        const char c = m_buffer[m_at++];
        if (c == '\n' && m_afterReturn) {  // the second half of CR LF
            m_afterReturn = false;
            continue;
        }
        m_afterReturn = c == '\r';
        any = true;
        if (c == '\n' || c == '\r') {
            ++m_number;
            return true;
        }
        if (line.size() < kLongestLine)
            line += c;
        else
            m_cut = true;
    }
    if (any) ++m_number;
    return any;
}

}  // namespace plenum::plugins
