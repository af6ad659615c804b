// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/engine/engine.h"

#include <QElapsedTimer>
#include <QObject>

#include <atomic>
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

    /// The newest frame; null before the first. Its site may be older than the document's.
    const std::shared_ptr<const twin::Frame>& frame() const { return m_frame; }
    /// The last frame of a variant of this project; null when it was not shown yet.
    std::shared_ptr<const twin::Frame> frameOf(twin::Id variant) const;
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
    Document& m_document;
    std::shared_ptr<const twin::Frame> m_frame;
    std::map<twin::Id, std::shared_ptr<const twin::Frame>> m_frames;  ///< by variant
    QElapsedTimer m_frameAge;
    unsigned long long m_posted = 0;
    std::shared_ptr<std::atomic<bool>> m_pending = std::make_shared<std::atomic<bool>>(false);
    std::unique_ptr<twin::engine::Runner> m_runner;
};

}  // namespace plenum::app
