// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace plenum::plugins {

/// Stands between a source's thread and the sink: after close() the sink is not touched any more; problems of one code
/// are told at most once in `gap`, with how many more there were; a problem of the data goes away after a calm time.
///
/// Thread-safe. The sink is called under the lock, which is what makes close() final.
class Reporter {
  public:
    using Clock = std::chrono::steady_clock;

    explicit Reporter(twin::extend::SampleSink& sink, std::chrono::milliseconds gap = std::chrono::seconds(5),
                      std::chrono::milliseconds calm = std::chrono::seconds(60))
        : m_sink(&sink), m_gap(gap), m_calm(calm) {}

    void put(std::vector<twin::telemetry::RawSample> samples) {
        std::lock_guard lock(m_mutex);
        if (m_sink != nullptr && !samples.empty()) m_sink->put(std::move(samples));
    }
    /// The state of the connection; the problem (if any) is that of the connection and replaces the last one.
    void state(twin::extend::SourceState state, twin::Issue problem = {}) {
        std::lock_guard lock(m_mutex);
        const bool same = m_told && state == m_state && problem.code == m_connection.code &&
                          english(problem.text) == english(m_connection.text);
        if (same) return;
        m_state = state;
        m_connection = std::move(problem);
        tell();
    }
    /// A problem of what came in; the connection goes on.
    void problem(twin::Issue issue) {
        std::lock_guard lock(m_mutex);
        const auto now = Clock::now();
        m_lastData = now;
        Kept& kept = m_kept[issue.code];
        if (kept.told && now - kept.last < m_gap) {
            ++kept.held;
            return;
        }
        if (kept.held > 0 && issue.hint.empty())
            issue.hint = {TWIN_TR("{0} more of this kind since the last report"), {std::to_string(kept.held)}};
        kept = {true, now, 0};
        m_data = std::move(issue);
        tell();
    }
    void problems(const twin::Issues& issues) {
        for (const twin::Issue& issue : issues) problem(issue);
    }
    /// To be called now and then: lets a problem of the data go once it has not come back for the calm time.
    void tick() {
        std::lock_guard lock(m_mutex);
        if (m_data.code.empty() || Clock::now() - m_lastData < m_calm) return;
        m_data = {};
        tell();
    }
    void close() {
        std::lock_guard lock(m_mutex);
        m_sink = nullptr;
    }

  private:
    struct Kept {
        bool told = false;
        Clock::time_point last;
        std::size_t held = 0;
    };
    void tell() {
        m_told = true;
        if (m_sink != nullptr) m_sink->report(m_state, m_connection.code.empty() ? m_data : m_connection);
    }

    std::mutex m_mutex;
    twin::extend::SampleSink* m_sink;
    std::chrono::milliseconds m_gap, m_calm;
    twin::extend::SourceState m_state = twin::extend::SourceState::Stopped;
    twin::Issue m_connection, m_data;
    Clock::time_point m_lastData;
    std::map<std::string, Kept> m_kept;
    bool m_told = false;
};

/// An issue of what came in: where (topic, query, file:line) and a short excerpt.
inline twin::Issue inputIssue(const char* code, twin::Text text, std::string path = {}, std::string value = {},
                              twin::Severity severity = twin::Severity::Warning) {
    twin::Issue issue;
    issue.severity = severity;
    issue.code = code;
    issue.text = std::move(text);
    issue.path = std::move(path);
    issue.value = std::move(value);
    return issue;
}

/// The first bytes of something not trusted, printable; other bytes are shown as a dot.
inline std::string excerpt(std::string_view bytes, std::size_t longest = 60) {
    std::string text;
    for (const char byte : bytes.substr(0, longest)) text += byte >= 32 && byte < 127 ? byte : '.';
    if (bytes.size() > longest) text += "...";
    return text;
}

}  // namespace plenum::plugins
