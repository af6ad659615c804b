// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/live.h"
#include "app/session/live_source.h"
#include "twin/base/error.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace plenum::app {

using namespace twin::telemetry;

void Live::startSource(std::size_t index) {
    if (index >= m_setup.sources.size() || m_sources[index]) return;
    const std::string& name = m_setup.sources[index].name;
    if (m_stopping.contains(name)) {  // it holds its connection until it is at an end
        m_startAfter.insert(name);
        return;
    }
    beginSource(index);
}

void Live::beginSource(std::size_t index) {
    const SourceSetup& about = m_setup.sources[index];
    twin::extend::Settings settings = about.settings;
    twin::Issues& issues = m_sourceIssues[about.name];
    issues.clear();
    try {
        auto running = std::make_unique<LiveSource>(m_plugins.makeSource(about.plugin), m_intake);
        if (const auto* manifest = m_plugins.find(about.plugin)) {
            settings = twin::extend::completed(*manifest, settings, issues);  // what does not fit is told and its default taken
            for (const auto& each : manifest->settings)
                if (each.kind == twin::extend::SettingKind::Secret && m_secrets) settings[each.key] = m_secrets(about, QString::fromStdString(each.key)).toStdString();
        }
        for (twin::Issue& issue : issues) issue.itemName = about.name;
        begin(*running, settings);
        m_sources[index] = std::move(running);
    } catch (const twin::Error& error) {
        issues.push_back(twin::Issue{twin::Severity::Error, error.code(), {}, {}, {}, error.text(), {}, {}, {}});
        issues.back().itemName = about.name;
    }
    emit issuesChanged();
    emit sourcesChanged();
}

void Live::begin(LiveSource& source, const twin::extend::Settings& settings) {
    openHistory(true);
    source.start(settings);
    if (m_mode == Mode::Computed) setMode(Mode::LiveElseComputed);
    if (m_clock != Clock::Live) goLive();
    m_tick.start();
}

void Live::startOwn(std::unique_ptr<twin::extend::TelemetrySource> source) {
    retire(std::move(m_own), {});
    m_own = std::make_unique<LiveSource>(std::move(source), m_intake);
    begin(*m_own, {});
}

void Live::stopSource(std::size_t index) {
    if (index >= m_sources.size()) return;
    m_startAfter.erase(m_setup.sources[index].name);
    if (!m_sources[index]) return;
    retire(std::move(m_sources[index]), m_setup.sources[index].name);
    emit sourcesChanged();
}

/// A source may take seconds to stop; what it says until then still counts.
void Live::retire(std::unique_ptr<LiveSource> source, const std::string& name) {
    if (!source) return;
    ++m_stopping[name];
    m_sourceChores.add([self = QPointer(this), source = std::shared_ptr<LiveSource>(std::move(source)), name]() mutable {
        twin::Issues issues;
        try {
            source->stop();
        } catch (const twin::Error& error) {
            issues = {twin::Issue{twin::Severity::Error, error.code(), {}, {}, {}, error.text(), {}, {}, {}}};
            issues.back().itemName = name;
        }
        source.reset();
        QMetaObject::invokeMethod(QCoreApplication::instance(), [self, name, issues = std::move(issues)] {
            if (!self) return;
            if (--self->m_stopping[name] == 0) self->m_stopping.erase(name);
            if (!issues.empty()) self->m_sourceIssues[name] = issues;
            if (!issues.empty()) emit self->issuesChanged();
            if (self->m_stopping.contains(name) || self->m_startAfter.erase(name) == 0) return;
            for (std::size_t i = 0; i < self->m_setup.sources.size(); ++i)
                if (self->m_setup.sources[i].name == name && !self->m_sources[i]) self->beginSource(i);
        }, Qt::QueuedConnection);
    });
}

bool Live::anyRunning() const {
    return m_own != nullptr || std::ranges::any_of(m_sources, [](const auto& source) { return source != nullptr; });
}

Live::SourceStatus Live::sourceStatus(std::size_t index) const {
    SourceStatus out;
    if (index >= m_sources.size() || !m_sources[index]) return out;
    const LiveSource::Status status = m_sources[index]->status();
    return {status.state, status.problem, status.samples, true};
}

}  // namespace plenum::app
