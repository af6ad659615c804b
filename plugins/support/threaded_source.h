// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugins/support/reporter.h"
#include "plugins/support/settings.h"
#include "plugins/support/source_thread.h"
#include "twin/base/error.h"

#include <chrono>
#include <exception>
#include <memory>
#include <utility>

namespace plenum::plugins {

/// A source whose whole work is one `Session` on a thread of its own: Session(Options, std::shared_ptr<Reporter>) and
/// run(std::stop_token). Options(settings) throws twin::Error for settings that cannot work. What the session throws
/// ends it as Failed: a twin::Error with its own code and text, anything else with the code and sentence given here
/// ({0} is the reason). Any source may be started again, and stopped when it is not running.
template <class Options, class Session>
class ThreadedSource : public twin::extend::TelemetrySource {
  public:
    ThreadedSource(const char* failedCode, const char* failedPattern) : m_failedCode(failedCode), m_failedPattern(failedPattern) {}
    ~ThreadedSource() override { stop(); }

    void start(const twin::extend::Settings& settings, twin::extend::SampleSink& sink) override {
        stop();
        Options options(settings);
        const auto gap = std::chrono::milliseconds(static_cast<int>(settingNumber(settings, "issue_gap_s", 5, 0, 3600) * 1000));
        m_reporter = std::make_shared<Reporter>(sink, gap);
        auto session = std::make_shared<Session>(std::move(options), m_reporter);
        m_thread.start([session = std::move(session), reporter = m_reporter, code = m_failedCode, pattern = m_failedPattern](std::stop_token stop) {
            const auto failed = [&](const char* why, twin::Text text) {
                reporter->state(twin::extend::SourceState::Failed, inputIssue(why, std::move(text), {}, {}, twin::Severity::Error));
            };
            try {
                session->run(stop);
            } catch (const twin::Error& error) {
                failed(error.code().c_str(), error.text());
            } catch (const std::exception& error) {
                failed(code, {pattern, {error.what()}});
            }
        });
    }

    void stop() override {
        m_thread.stop();
        if (m_reporter) m_reporter->close();
        m_reporter.reset();
    }

  private:
    const char* m_failedCode;
    const char* m_failedPattern;
    std::shared_ptr<Reporter> m_reporter;
    SourceThread m_thread;
};

}  // namespace plenum::plugins
