// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_actors.h"

#include <vtkRenderer.h>

#include <algorithm>
#include <utility>

namespace plenum::app {

namespace {
constexpr double kTint = 0.65;
}

SceneActors::SceneActors(vtkRenderer& renderer, vtkRenderWindow& window)
    : m_renderer(renderer), m_theme(darkTheme()), m_boxes(renderer), m_tubes(renderer), m_air(renderer), m_surfaces(renderer), m_marks(renderer, window) {}

void SceneActors::setTheme(const Theme& theme) {
    m_theme = theme;
    m_renderer.SetBackground(theme.ground.redF(), theme.ground.greenF(), theme.ground.blueF());
    m_marks.setTheme(theme);
    m_air.setTheme(theme);
    if (m_site != nullptr) rebuild();
}

void SceneActors::rebuild() {
    m_boxes.rebuild(m_scene);
    m_tubes.rebuild(m_scene);
    m_surfaces.rebuild(m_scene, m_theme);
}

twin::scene::SceneUpdate SceneActors::showSite(std::shared_ptr<const twin::Site> site) {
    const auto before = std::exchange(m_site, std::move(site));
    twin::scene::SceneUpdate update;
    if (before == m_site) return update;
    if (before == nullptr || m_site == nullptr) {
        m_scene = m_site != nullptr ? twin::scene::Scene(*m_site) : twin::scene::Scene();
        update.rebuilt = true;
    } else {
        update = m_scene.update(*before, *m_site);
    }
    if (update.rebuilt) {
        rebuild();
        return update;
    }
    if (!update.boxes.empty()) m_boxes.move(m_scene, update.boxes);
    if (!update.tubes.empty()) m_tubes.rebuild(m_scene);
    if (update.areas) m_surfaces.rebuild(m_scene, m_theme);
    return update;
}

void SceneActors::recolour(const twin::scene::SceneValues& values, const ColourScale& scale, const std::map<twin::Id, QColor>& tints) {
    std::vector<QRgb> boxes = boxColours(m_scene, values, scale, m_theme), tubes = tubeColours(m_scene, values, scale, m_theme);
    const auto tint = [](std::vector<QRgb>& colours, const std::vector<twin::scene::ShownValue>& shown, int slot, const QColor& colour) {
        if (slot < 0 || shown[static_cast<std::size_t>(slot)].state != twin::scene::ShownValue::State::Plain) return;
        QRgb& at = colours[static_cast<std::size_t>(slot)];
        at = blended(QColor::fromRgb(at), colour, kTint).rgb();
    };
    for (const auto& [id, colour] : tints) {
        tint(boxes, values.boxes, m_scene.boxSlot(id), colour);
        tint(tubes, values.tubes, m_scene.tubeSlot(id), colour);
    }
    m_boxes.recolour(boxes);
    m_tubes.recolour(tubes);
}

void SceneActors::showFields(const twin::Frame* frame, const ViewState& view, const ColourScale& scale) { m_surfaces.showFields(frame, view, scale); }

void SceneActors::showAir(const twin::Frame* frame, const ViewState& view, const ColourScale& scale, const std::vector<twin::Id>& chosen) {
    m_air.show(frame, view, scale, m_scene, chosen);
    m_air.drawLines();
    m_surfaces.drawLast();
    m_air.drawLast();
}

std::optional<std::array<double, 6>> SceneActors::bounds() const {
    if (m_scene.boxes().empty() && m_scene.rooms().empty()) return {};
    const twin::Vec3 low = m_scene.low(), high = m_scene.high();
    return std::array{low.x, std::max(high.x, low.x + 1), low.y, std::max(high.y, low.y + 1), low.z, std::max(high.z, low.z + 1)};
}

std::optional<std::array<double, 6>> SceneActors::boundsAround(twin::Id id) const {
    if (const auto* box = m_scene.box(id)) {
        const twin::Bounds b = twin::scene::boundsOf(*box).grown(1.8);
        return std::array{b.x0, b.x1, b.y0, b.y1, std::max(box->centre.z - box->size.z / 2 - 0.2, 0.0), box->centre.z + box->size.z / 2 + 0.4};
    }
    if (const auto* tube = m_scene.tube(id); tube != nullptr && !tube->points.empty()) {
        const twin::Bounds b = twin::boundsOf(tube->points).grown(1);
        return std::array{b.x0, b.x1, b.y0, b.y1, tube->points.front().z - 1, tube->points.front().z + 1};
    }
    for (const auto& area : m_scene.areas())
        if (area.id == id) {
            const twin::Bounds b = twin::boundsOf(area.outline).grown(1);
            return std::array{b.x0, b.x1, b.y0, b.y1, 0.0, 2.5};
        }
    for (const auto& room : m_scene.rooms())
        if (room.id == id) {
            const twin::Bounds b = twin::boundsOf(room.floor);
            return std::array{b.x0, b.x1, b.y0, b.y1, 0.0, room.height_m};
        }
    return {};
}

std::optional<twin::Vec3> SceneActors::labelPlace(twin::Id id) const {
    if (const auto* box = m_scene.box(id)) return twin::Vec3{box->centre.x, box->centre.y, box->centre.z + box->size.z / 2 + 0.12};
    if (const auto* tube = m_scene.tube(id); tube != nullptr && !tube->points.empty()) return tube->points[tube->points.size() / 2];
    return {};
}

}  // namespace plenum::app
