// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <vector>

#include "app/view3d/camera_control.h"
#include "twin/scene/placement.h"
#include "twin/scene/scene.h"

namespace plenum::app {

class Document;

/// Moves items over the floor while the mouse is down: shows the site with them moved at most once a turn of the event
/// loop, and applies one edit at the end.
class SceneDrag : public QObject {
    Q_OBJECT

  public:
    explicit SceneDrag(Document& document, QObject* parent = nullptr);

    bool isActive() const { return m_site != nullptr; }
    /// `ids` move; `grabbed` is the box under the pointer, at `point`, the place that stays under it.
    void start(const std::vector<twin::Id>& ids, twin::Id grabbed, const twin::Vec3& point);
    void moveTo(const Ray& ray, bool snapping);
    /// One edit, or nothing when nothing moved.
    void finish();
    void cancel();

    const std::vector<twin::scene::Guide>& guides() const { return m_guides; }
    /// Where the grabbed item is now.
    twin::Vec3 position() const;

  signals:
    void moved();  ///< after each preview
    void ended();
    void refused(const twin::Issues& issues);

  private:
    void preview();
    Document& m_document;
    std::shared_ptr<const twin::Site> m_site;  ///< as it was at the start; null = no drag
    twin::scene::SpatialIndex m_index;
    std::vector<twin::Id> m_ids;
    twin::scene::IdSet m_moving;
    twin::Item m_grabbed;
    twin::Vec3 m_point;
    twin::Vec2 m_wanted, m_by;
    bool m_snapping = true;
    std::vector<twin::scene::Guide> m_guides;
    QTimer m_turn;
};

}  // namespace plenum::app
