// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/chores.h"
#include "twin/extend/loader.h"
#include "twin/store/history_file.h"
#include "twin/telemetry/alarm.h"
#include "twin/telemetry/decoder.h"
#include "twin/telemetry/live_state.h"
#include "twin/telemetry/setup.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace plenum::app {

class Document;
class HistoryWorker;
class LiveSource;
class Session;

/// Live values: sources, binding, history, alarms and the clock that says which moment is shown.
///
/// Off by default: nothing connects and no history is written until startSource() or a recorded history is opened for
/// reading. Samples are decoded and stored on the threads of the sources; the GUI thread looks at the latest values a
/// few times a second, however many came. A history is opened and closed, and a source stopped, beside the GUI thread;
/// the end of the program waits for both, at most ten seconds.
class Live : public QObject {
    Q_OBJECT
  public:
    using Time_ms = twin::telemetry::Time_ms;
    Live(Document& document, Session& session, twin::extend::PluginRegistry& plugins, QObject* parent = nullptr);
    ~Live() override;

    // What is shown.
    twin::telemetry::Mode mode() const { return m_mode; }
    void setMode(twin::telemetry::Mode mode);
    enum class Clock { Live, Paused, Playing };
    Clock clock() const { return m_clock; }
    Time_ms shownTime() const;  ///< now, or the moment of the history
    double speed() const { return m_speed; }
    void goLive();
    void pause();
    void scrub(Time_ms at);      ///< pauses
    void play(double speed);     ///< from the moment shown
    /// First and last moment of the history; nothing without one.
    std::optional<std::pair<Time_ms, Time_ms>> extent() const { return m_extent; }

    // Sources and binding.
    const twin::telemetry::Setup& setup() const { return m_setup; }
    twin::Issues setSetup(const twin::telemetry::Setup& setup);  ///< one undoable edit of the project
    twin::extend::PluginRegistry& plugins() const { return m_plugins; }
    struct SourceStatus {
        twin::extend::SourceState state = twin::extend::SourceState::Stopped;
        twin::Issue problem;
        std::uint64_t samples = 0;
        bool running = false;
    };
    SourceStatus sourceStatus(std::size_t source) const;
    void startSource(std::size_t source);
    void stopSource(std::size_t source);
    /// Runs a source that is not of the setup, until another project comes: what measures the program feeds it so.
    void startOwn(std::unique_ptr<twin::extend::TelemetrySource> source);
    bool anyRunning() const;
    /// A history is being opened; what comes in meanwhile is recorded when it is there.
    bool historyOpening() const { return m_opening != 0; }
    /// Finds a secret of a source in the keychain; set by the shell.
    void setSecrets(std::function<QString(const twin::telemetry::SourceSetup&, const QString& key)> secrets) { m_secrets = std::move(secrets); }
    const twin::telemetry::BindReport& bound() const { return m_bound; }
    /// Points by state at the moment shown: measured, estimated, stale, missing.
    std::array<std::size_t, 4> freshness() const;

    // Values.
    const twin::telemetry::LiveSnapshot& snapshot() const { return m_snapshot; }
    std::vector<std::uint32_t> pointsOf(twin::Id item) const;  ///< positions in bound().points
    /// Asks for a chart of a point; chartReady brings it with the ticket that this gives. 0: there is no history.
    quint64 requestChart(std::uint32_t point, Time_ms from, Time_ms to, std::size_t buckets);
    std::optional<twin::HistoryStatus> historyStatus() const;

    // Alarms at the moment shown.
    struct Alarm {
        twin::telemetry::AlarmEvent event;  ///< that raised it
        twin::telemetry::AlarmState state = twin::telemetry::AlarmState::Unacknowledged;
        std::size_t rule = SIZE_MAX;        ///< of the live board; none for one of the past
        double value = 0;
        bool shelved = false;
        twin::Id item;
    };
    const std::vector<Alarm>& alarms() const { return m_alarms; }
    bool acknowledge(std::size_t alarm);  ///< index in alarms(); false for one of the past
    void acknowledgeAll();
    void shelve(std::size_t alarm, int minutes);
    std::size_t unacknowledged() const;
    /// Limits that are watched: of the bound points, by the site as it is.
    std::vector<twin::telemetry::AlarmRule> alarmRules() const { return m_board ? m_board->rules() : std::vector<twin::telemetry::AlarmRule>{}; }
    const std::vector<twin::telemetry::AlarmEvent>& events() const { return m_events; }  ///< of the day before the moment shown; the last kEventsKept while live
    static void keepNewest(std::vector<twin::telemetry::AlarmEvent>& events);  ///< as above
    static constexpr std::size_t kEventsKept = 10'000;  ///< older ones are in the history file alone

    twin::Issues issues() const;  ///< of setup, binding, sources and history

  signals:
    void modeChanged();
    void clockChanged();    ///< live, paused, playing, or another moment
    void valuesChanged();   ///< snapshot() is another
    void alarmsChanged();
    void sourcesChanged();  ///< setup, state or counts
    void bindingChanged();
    void extentChanged();
    void issuesChanged();
    void chartReady(quint64 ticket, const std::vector<twin::HistoryBucket>& buckets);

  private:
    friend class LiveSource;
    void takeProject();
    void takeSetup();
    void rebind();
    struct OpenedHistory;
    void openHistory(bool create);
    void takeHistory(const OpenedHistory& opened);
    void setAsideOtherDesigns();
    void closeHistory();
    void beginSource(std::size_t source);
    void retire(std::unique_ptr<LiveSource> source, const std::string& name);
    void begin(LiveSource& source, const twin::extend::Settings& settings);
    void watchIssues();
    void tick();
    void showMoment(Time_ms at);
    void takeMoment(Time_ms at, const std::vector<twin::telemetry::Sample>& latest, const std::vector<twin::telemetry::AlarmEvent>& events);
    void refreshAlarms();
    void setSnapshot(twin::telemetry::LiveSnapshot snapshot);
    void setClock(Clock clock);
    twin::Id itemOf(twin::Id point) const;

    Document& m_document;
    Session& m_session;
    twin::extend::PluginRegistry& m_plugins;
    std::function<QString(const twin::telemetry::SourceSetup&, const QString&)> m_secrets;
    twin::telemetry::Mode m_mode = twin::telemetry::Mode::Computed;
    Clock m_clock = Clock::Live;
    Time_ms m_at = 0;
    double m_speed = 1;
    qint64 m_playedAt = 0;  ///< wall clock of the last step of playing
    std::optional<std::pair<Time_ms, Time_ms>> m_extent;
    twin::telemetry::Setup m_setup;
    twin::Issues m_setupIssues, m_historyIssues;
    std::map<std::string, twin::Issues> m_sourceIssues;  ///< of starting and stopping, by the source's name
    std::vector<std::string> m_toldIssues;               ///< what the last issuesChanged was about
    std::vector<twin::telemetry::SeenPoint> m_recorded;  ///< points that the history knows
    std::vector<twin::telemetry::AlarmEvent> m_unwritten;  ///< events until the history is there
    std::map<std::string, int> m_stopping;               ///< sources that are not at an end yet, by name
    std::set<std::string> m_startAfter;                  ///< of these, to be started again then
    twin::telemetry::BindReport m_bound;
    twin::telemetry::LiveSnapshot m_snapshot;
    std::vector<Alarm> m_alarms;
    std::vector<twin::telemetry::AlarmEvent> m_events;
    std::shared_ptr<twin::HistoryFile> m_history;
    quint64 m_opening = 0, m_openings = 0;  ///< which opening is awaited; 0: none
    QString m_historyPath;
    std::unique_ptr<HistoryWorker> m_worker;
    std::shared_ptr<class LiveIntake> m_intake;  ///< shared with the threads of the sources
    std::unique_ptr<twin::telemetry::AlarmBoard> m_board;
    std::vector<std::unique_ptr<LiveSource>> m_sources;
    std::unique_ptr<LiveSource> m_own;
    std::uint64_t m_seenSamples = 0;
    std::size_t m_ofOtherDesigns = 0;  ///< points whose objects other variants have
    std::size_t m_seenUnbound = 0;
    quint64 m_tickets = 0;
    QTimer m_tick, m_rebind;
    Chores m_historyChores, m_sourceChores;  // last: they end before the rest goes
};

}  // namespace plenum::app
