// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"

#include <QObject>

#include <atomic>
#include <map>
#include <memory>
#include <vector>

namespace twin::engine {
class Runner;
}

namespace plenum::app {

class Document;
class Session;

/// Frames of several variants at once, for a comparison. The active one is the session's; the others are solved one
/// after the other by a runner of their own, and again when they or the conditions change.
class VariantFrames : public QObject {
    Q_OBJECT
  public:
    VariantFrames(Document& document, Session& session, QObject* parent = nullptr);
    ~VariantFrames() override;

    /// Which variants are wanted; an empty list rests.
    void setVariants(std::vector<twin::Id> variants);
    const std::vector<twin::Id>& variants() const { return m_variants; }
    /// The newest frame of a variant; null before the first.
    std::shared_ptr<const twin::Frame> frame(twin::Id variant) const;
    /// Every wanted variant has a fine frame of what it is now.
    bool settled() const;

  signals:
    void changed();  ///< a frame is newer, or the list is another

  private:
    struct Solved {
        std::shared_ptr<const twin::Site> site;  ///< what was posted
        twin::Conditions conditions;
        std::shared_ptr<const twin::Frame> frame;
    };
    void postNext();
    void pull();
    bool current(twin::Id variant) const;

    Document& m_document;
    Session& m_session;
    std::vector<twin::Id> m_variants;
    std::map<twin::Id, Solved> m_solved;
    twin::Id m_running;
    unsigned long long m_generation = 0;
    std::shared_ptr<std::atomic<bool>> m_pending = std::make_shared<std::atomic<bool>>(false);
    std::unique_ptr<twin::engine::Runner> m_runner;  ///< none until a variant is wanted
};

}  // namespace plenum::app
