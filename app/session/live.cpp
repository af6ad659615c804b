// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/live.h"

#include "app/document/document.h"
#include "app/session/history_worker.h"
#include "app/session/live_source.h"
#include "app/session/session.h"
#include "twin/power/usable_share.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace plenum::app {

using namespace twin::telemetry;

namespace {

constexpr int kTick_ms = 250;     ///< how often the GUI looks at live values
constexpr int kRebind_ms = 300;   ///< after a change of the site
constexpr int kEnd_ms = 10'000;  ///< what the end of the program waits for
constexpr std::size_t kMostIssues = 200;  ///< of samples that could not be taken

}  // namespace

Live::Live(Document& document, Session& session, twin::extend::PluginRegistry& plugins, QObject* parent)
    : QObject(parent), m_document(document), m_session(session), m_plugins(plugins), m_intake(std::make_shared<LiveIntake>(m_bound.points)),
      m_historyChores(kEnd_ms), m_sourceChores(kEnd_ms) {
    m_tick.setInterval(kTick_ms);
    m_rebind.setInterval(kRebind_ms);
    m_rebind.setSingleShot(true);
    connect(&m_tick, &QTimer::timeout, this, &Live::tick);
    connect(&m_rebind, &QTimer::timeout, this, &Live::rebind);
    connect(&document, &Document::projectReset, this, &Live::takeProject);
    connect(&document, &Document::attachmentsChanged, this, &Live::takeSetup);
    connect(&document, &Document::siteChanged, this, [this] {
        if (!m_document.hasPreview() && !m_setup.binding.rows.empty()) m_rebind.start();
    });
    takeProject();
}

Live::~Live() {
    m_session.setOverlay({});
    m_rebind.stop();
    retire(std::move(m_own), {});
    for (std::size_t i = 0; i < m_sources.size(); ++i) retire(std::move(m_sources[i]), {});
    if (m_worker) {
        m_worker->disconnect();
        m_worker->finish();
    }
    m_intake->setHistory(nullptr);
    m_historyChores.add([history = std::move(m_history)] {});  // committed there, with the limit of the chores
}

// ---- the project ----

void Live::takeProject() {
    retire(std::move(m_own), {});
    for (std::size_t i = 0; i < m_sources.size(); ++i) retire(std::move(m_sources[i]), m_setup.sources[i].name);
    m_sources.clear();
    closeHistory();
    m_startAfter.clear();
    m_sourceIssues.clear();
    m_intake = std::make_shared<LiveIntake>(m_bound.points);  // what a source still says belongs to the project before
    m_tick.stop();
    m_clock = Clock::Live;
    setMode(Mode::Computed);
    takeSetup();
    openHistory(false);
}

void Live::takeSetup() {
    const auto& attachments = m_document.project().attachments;
    const auto found = attachments.find(kSetupKey);
    ReadSetup read = readSetup(found == attachments.end() ? std::string_view() : std::string_view(found->second));
    // What runs must be what is set up: sources whose setup is the same go on, the others stop.
    std::vector<std::unique_ptr<LiveSource>> kept(read.setup.sources.size());
    for (std::size_t now = 0; now < kept.size(); ++now)
        for (std::size_t before = 0; before < m_sources.size() && !kept[now]; ++before)
            if (m_sources[before] && before < m_setup.sources.size() && m_setup.sources[before] == read.setup.sources[now]) kept[now] = std::move(m_sources[before]);
    for (std::size_t i = 0; i < m_sources.size(); ++i) retire(std::move(m_sources[i]), m_setup.sources[i].name);
    m_sources = std::move(kept);
    m_setup = std::move(read.setup);
    m_setupIssues = std::move(read.issues);
    rebind();
    emit sourcesChanged();
    emit issuesChanged();
}

twin::Issues Live::setSetup(const Setup& setup) {
    return m_document.apply(twin::setAttachment(m_document.project(), kSetupKey, writeSetup(setup), {TWIN_TR("Change live values"), {}}));
}

void Live::rebind() {
    std::vector<SeenPoint> seen;
    for (const auto& [name, unit] : m_intake->unbound()) seen.push_back({name, unit});
    for (const Point& point : m_bound.points->points()) seen.push_back({point.name, point.unit});
    seen.insert(seen.end(), m_recorded.begin(), m_recorded.end());
    BindReport next = twin::telemetry::bindPoints(m_setup.binding, seen, *m_document.site());
    const bool same = std::ranges::equal(next.points->points(), m_bound.points->points());
    if (same) next.points = m_bound.points;
    m_bound = std::move(next);
    setAsideOtherDesigns();
    m_intake->setPoints(m_bound.points);
    m_seenUnbound = m_intake->unboundCount();
    if (!same) {
        m_board = std::make_unique<AlarmBoard>(m_bound.points, defaultAlarms(*m_bound.points, *m_document.site(), twin::power::usableShares(*m_document.site())));
        if (m_clock == Clock::Live) {
            setSnapshot(m_intake->snapshot(shownTime()));
        } else {
            showMoment(m_at);
        }
    }
    emit bindingChanged();
    emit issuesChanged();
}

// ---- what is shown ----

void Live::setMode(Mode mode) {
    if (mode == m_mode) return;
    m_mode = mode;
    if (mode == Mode::Computed) {
        m_session.setOverlay({});
    } else {
        m_session.setOverlay([this](const std::shared_ptr<const twin::Frame>& computed) { return m_snapshot.points ? merged(computed, m_snapshot, m_mode) : computed; });
    }
    emit modeChanged();
}

Live::Time_ms Live::shownTime() const { return m_clock == Clock::Live ? QDateTime::currentMSecsSinceEpoch() : m_at; }

void Live::setClock(Clock clock) {
    m_clock = clock;
    if (clock == Clock::Playing || anyRunning()) {
        m_tick.start();
    } else {
        m_tick.stop();
    }
    emit clockChanged();
}

void Live::goLive() {
    setClock(Clock::Live);
    setSnapshot(m_intake->snapshot(shownTime()));
    refreshAlarms();
}

void Live::pause() {
    if (m_clock == Clock::Live) m_at = shownTime();
    setClock(Clock::Paused);
    showMoment(m_at);
}

void Live::scrub(Time_ms at) {
    if (m_extent) at = std::clamp(at, m_extent->first, std::max(m_extent->second, m_extent->first));
    m_at = at;
    setClock(Clock::Paused);
    showMoment(at);
}

void Live::play(double speed) {
    if (!m_extent) return;
    if (m_clock == Clock::Live || m_at >= m_extent->second) m_at = m_extent->first;
    m_speed = speed;
    m_playedAt = QDateTime::currentMSecsSinceEpoch();
    setClock(Clock::Playing);
}

void Live::showMoment(Time_ms at) {
    if (m_worker == nullptr) return;
    std::vector<twin::Id> ids;
    ids.reserve(m_bound.points->size());
    for (const Point& point : m_bound.points->points()) ids.push_back(point.id);
    m_worker->requestMoment(std::move(ids), at);
}

void Live::takeMoment(Time_ms at, const std::vector<Sample>& latest, const std::vector<AlarmEvent>& events) {
    if (m_clock == Clock::Live) return;
    m_events = events;
    if (latest.size() == m_bound.points->size()) setSnapshot({at, m_bound.points, latest});
    refreshAlarms();
}

void Live::setSnapshot(LiveSnapshot snapshot) {
    m_snapshot = std::move(snapshot);
    if (m_mode != Mode::Computed) m_session.refresh();
    emit valuesChanged();
}

void Live::tick() {
    const qint64 wall = QDateTime::currentMSecsSinceEpoch();
    if (m_clock == Clock::Playing) {
        m_at += static_cast<Time_ms>(std::llround(static_cast<double>(wall - m_playedAt) * m_speed));
        m_playedAt = wall;
        if (m_extent && m_at >= m_extent->second) {
            m_at = m_extent->second;
            setClock(Clock::Paused);
        }
        showMoment(m_at);
        emit clockChanged();
    }
    if (!anyRunning()) return;
    if (m_board) {
        m_board->put(m_intake->takeForAlarms());
        m_board->advance(wall);
        if (auto fresh = m_board->takeEvents(); !fresh.empty()) {
            if (m_history) m_history->append(fresh);
            else if (m_opening != 0) m_unwritten.insert(m_unwritten.end(), fresh.begin(), fresh.end());
            m_events.insert(m_events.end(), fresh.begin(), fresh.end());
            keepNewest(m_events);
        }
    }
    if (m_intake->unboundCount() != m_seenUnbound && !m_rebind.isActive()) m_rebind.start();
    const std::uint64_t samples = m_intake->samples();
    const bool second = wall / 1000 != m_snapshot.at_ms / 1000;  // staleness moves on without samples too
    if (m_clock == Clock::Live && (samples != m_seenSamples || second)) {
        setSnapshot(m_intake->snapshot(wall));
        refreshAlarms();
    }
    if (second && m_worker) m_worker->requestExtent();
    m_seenSamples = samples;
    emit sourcesChanged();
    if (auto found = m_intake->takeIssues(); !found.empty()) {
        m_historyIssues.insert(m_historyIssues.end(), found.begin(), found.end());
        if (m_historyIssues.size() > kMostIssues) m_historyIssues.erase(m_historyIssues.begin(), m_historyIssues.end() - kMostIssues);
        emit issuesChanged();
    } else if (second) {
        watchIssues();
    }
}

/// Sources and the history's writer say what is wrong on their own threads.
void Live::watchIssues() {
    std::vector<std::string> now;
    for (const twin::Issue& issue : issues()) now.push_back(issue.code + issue.itemName + twin::english(issue.text));
    if (now == m_toldIssues) return;
    m_toldIssues = std::move(now);
    emit issuesChanged();
}

/// The newest kEventsKept; cut by a tenth at a time, so that a flood of alarms costs no more than its own length.
void Live::keepNewest(std::vector<AlarmEvent>& events) {
    if (events.size() > kEventsKept) events.erase(events.begin(), events.end() - static_cast<std::ptrdiff_t>(kEventsKept - kEventsKept / 10));
}

std::vector<std::uint32_t> Live::pointsOf(twin::Id item) const {
    std::vector<std::uint32_t> found;
    const auto points = m_bound.points->points();
    for (std::size_t i = 0; i < points.size(); ++i)
        if (points[i].item == item) found.push_back(static_cast<std::uint32_t>(i));
    return found;
}

std::array<std::size_t, 4> Live::freshness() const {
    std::array<std::size_t, 4> counts{};
    if (!m_snapshot.points) return counts;
    for (std::size_t i = 0; i < m_snapshot.points->size(); ++i) ++counts[static_cast<std::size_t>(m_snapshot.state(i))];
    return counts;
}

/// Points of objects that only another design has are no mistake: one note says how many.
void Live::setAsideOtherDesigns() {
    m_ofOtherDesigns = 0;
    const auto missing = [](const twin::Issue& issue) { return issue.code == "binding.noObject"; };
    if (std::ranges::none_of(m_bound.issues, missing)) return;
    std::unordered_set<std::string> wanted, found;
    for (const twin::Issue& issue : m_bound.issues)
        if (missing(issue)) wanted.insert(issue.value);
    for (const twin::Variant& variant : m_document.project().variants) {
        variant.site.forEachItem([&](const twin::Item& item) {
            if (wanted.contains(item.name)) found.insert(item.name);
        });
        for (const std::string& each : wanted)
            if (const auto id = twin::idFromString(each); id && variant.site.find(*id) != nullptr) found.insert(each);
    }
    m_ofOtherDesigns = std::erase_if(m_bound.issues, [&](const twin::Issue& issue) { return missing(issue) && found.contains(issue.value); });
}

twin::Issues Live::issues() const {
    twin::Issues all = m_setupIssues;
    for (const auto& [name, found] : m_sourceIssues) all.insert(all.end(), found.begin(), found.end());
    all.insert(all.end(), m_bound.issues.begin(), m_bound.issues.end());
    if (m_ofOtherDesigns > 0)
        all.push_back({twin::Severity::Note, "telemetry.otherDesign", {}, {}, {}, {TWIN_TR("{0} of {1} points name objects that this design does not have."), {std::to_string(m_ofOtherDesigns), std::to_string(m_bound.lines.size())}}, {}, {},
                       {TWIN_TR("Choose the design that the points belong to, or change the binding in Live values."), {}}});
    all.insert(all.end(), m_historyIssues.begin(), m_historyIssues.end());
    if (m_history) {
        const auto status = m_history->status();
        all.insert(all.end(), status.issues.begin(), status.issues.end());
    }
    for (const auto& source : m_sources)
        if (source)
            if (const auto status = source->status(); !status.problem.code.empty()) all.push_back(status.problem);
    return all;
}

}  // namespace plenum::app
