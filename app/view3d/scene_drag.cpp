// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_drag.h"

#include <algorithm>
#include <cmath>

#include "app/document/document.h"

namespace plenum::app {

namespace {
constexpr double kSteepest = 0.015;   // a ray more level than this says nothing about the floor
constexpr double kFarthest_m = 500;   // of one drag
}  // namespace

SceneDrag::SceneDrag(Document& document, QObject* parent) : QObject(parent), m_document(document) {
    m_turn.setSingleShot(true);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &SceneDrag::preview);
}

void SceneDrag::start(const std::vector<twin::Id>& ids, twin::Id grabbed, const twin::Vec3& point) {
    const twin::Item* item = m_document.site()->find(grabbed);
    if (item == nullptr) return;
    m_site = m_document.site();
    m_index.rebuild(*m_site);
    m_ids = ids;
    m_moving = twin::scene::IdSet(ids.begin(), ids.end());
    m_grabbed = *item;
    m_point = point;
    m_wanted = m_by = {};
    m_guides.clear();
}

twin::Vec3 SceneDrag::position() const { return {m_grabbed.position.x + m_by.x, m_grabbed.position.y + m_by.y, m_grabbed.position.z}; }

void SceneDrag::moveTo(const Ray& ray, bool snapping) {
    if (!isActive() || std::abs(ray.direction.z) < kSteepest) return;
    // The plane through the grabbed point, parallel to the base: what was grabbed stays under the pointer.
    const auto at = twin::scene::Scene::floorPoint({ray.origin, ray.direction}, m_point.z);
    if (!at) return;
    m_wanted = {std::clamp(at->x - m_point.x, -kFarthest_m, kFarthest_m), std::clamp(at->y - m_point.y, -kFarthest_m, kFarthest_m)};
    m_snapping = snapping;
    if (!m_turn.isActive()) m_turn.start();
}

void SceneDrag::preview() {
    if (!isActive()) return;
    twin::Item wanted = m_grabbed;
    wanted.position.x += m_wanted.x;
    wanted.position.y += m_wanted.y;
    m_by = m_wanted;
    m_guides.clear();
    if (m_snapping) {
        const twin::scene::Snap snap = twin::scene::snap(*m_site, m_index, wanted, m_moving);
        m_by = {m_wanted.x + snap.by.x, m_wanted.y + snap.by.y};
        m_guides = snap.guides;
    }
    const twin::Variant* variant = m_document.project().find(m_document.activeVariant());
    if (variant == nullptr) return cancel();
    m_document.preview(twin::moveItems(*variant, m_ids, {m_by.x, m_by.y, 0}));
    emit moved();
}

void SceneDrag::finish() {
    if (!isActive()) return;
    if (m_turn.isActive()) {
        m_turn.stop();
        preview();
    }
    m_site.reset();
    m_guides.clear();
    const twin::Variant* variant = m_document.project().find(m_document.activeVariant());
    if (variant != nullptr && m_document.hasPreview()) {
        if (std::hypot(m_by.x, m_by.y) < 1e-9) {
            m_document.clearPreview();
        } else if (const twin::Issues issues = m_document.apply(twin::moveItems(*variant, m_ids, {m_by.x, m_by.y, 0})); !issues.empty()) {
            emit refused(issues);
        }
    }
    emit ended();
}

void SceneDrag::cancel() {
    if (!isActive()) return;
    m_turn.stop();
    m_site.reset();
    m_guides.clear();
    m_document.clearPreview();
    emit ended();
}

}  // namespace plenum::app
