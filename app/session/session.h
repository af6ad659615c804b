// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/engine/engine.h"

#include <QElapsedTimer>
#include <QObject>

#include <atomic>
#include <functional>
#include <map>
#include <memory>

namespace twin::engine {
class Runner;
}

namespace plenum::app {

class Document;

/// Owns the engine's runner: posts every new site to it and brings frames to the GUI thread.
class Session : public QObject {
    Q_OBJECT
  public:
    explicit Session(Document& document, QObject* parent = nullptr);
    ~Session() override;

    /// The frame that is shown: the engine's newest, with measured values laid over it when the user asked for them.
    /// Null before the first. Its site may be older than the document's.
    const std::shared_ptr<const twin::Frame>& frame() const { return m_shown; }
    /// The engine's newest frame.
    const std::shared_ptr<const twin::Frame>& computed() const { return m_frame; }
    /// Lays something over every frame from now on; an empty function shows the engine's frames as they are.
    void setOverlay(std::function<std::shared_ptr<const twin::Frame>(const std::shared_ptr<const twin::Frame>&)> overlay);
    /// Lays it over the present frame anew: what it draws from has changed.
    void refresh();
    /// The last frame of a variant of this project; null when it was not shown yet.
    std::shared_ptr<const twin::Frame> frameOf(twin::Id variant) const;
    /// After each settled frame the air of the halls is refined in the background, frame by frame, until the next change.
    void setRefined(bool on);
    bool refined() const { return m_refined; }
    enum class State { Idle, Computing, Coarse, Settled, Failed };
    State state() const;
    /// Generation of the newest site handed to the engine.
    unsigned long long postedGeneration() const { return m_posted; }
    /// The frame shows the site as it is now.
    bool upToDate() const;
    qint64 age_ms() const { return m_frameAge.isValid() ? m_frameAge.elapsed() : -1; }

  signals:
    void frameChanged();
    void stateChanged();

  private:
    void post();
    void pull();
    void show();
    Document& m_document;
    std::shared_ptr<const twin::Frame> m_frame, m_shown;
    std::function<std::shared_ptr<const twin::Frame>(const std::shared_ptr<const twin::Frame>&)> m_overlay;
    std::map<twin::Id, std::shared_ptr<const twin::Frame>> m_frames;  ///< by variant
    QElapsedTimer m_frameAge;
    unsigned long long m_posted = 0;
    bool m_refined = false;
    std::shared_ptr<std::atomic<bool>> m_pending = std::make_shared<std::atomic<bool>>(false);
    std::unique_ptr<twin::engine::Runner> m_runner;
};

}  // namespace plenum::app
