// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_marks.h"
#include "app/view3d/vtk_mesh.h"

#include <vtkProperty.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <array>
#include <utility>

namespace plenum::app {

namespace {

constexpr double kGrow_m = 0.012;      // outlines stand a little off the faces
constexpr double kGuideHalf_m = 12;
constexpr std::size_t kMostOutlined = 2000;
constexpr double kFaint_px_per_m = 12, kFull_px_per_m = 45;  // a rack is 0.6 m wide
constexpr double kFaintest = 0.15, kChangesBehind = 0.3;      // opacity

void outline(VtkMesh& mesh, const twin::scene::BoxInstance& box, QRgb colour) {
    const std::vector<twin::Vec3> c = twin::scene::cornersOf(box, kGrow_m);
    mesh.line({c[0], c[1], c[2], c[3]}, colour, true);
    mesh.line({c[4], c[5], c[6], c[7]}, colour, true);
    for (std::size_t i = 0; i < 4; ++i) mesh.line({c[i], c[i + 4]}, colour);
}

void outline(VtkMesh& mesh, const twin::scene::Scene& scene, twin::Id id, QRgb colour) {
    if (const auto* box = scene.box(id)) return outline(mesh, *box, colour);
    if (const auto* tube = scene.tube(id)) return mesh.line(tube->points, colour);
    for (const auto& room : scene.rooms())
        if (room.id == id) {
            std::vector<twin::Vec3> base = room.floor;
            for (twin::Vec3& p : base) p.z = 0.02;
            return mesh.line(base, colour, true);
        }
    for (const auto& area : scene.areas())
        if (area.id == id) {
            std::vector<twin::Vec3> base = area.outline;
            for (twin::Vec3& p : base) p.z = 0.03;
            return mesh.line(base, colour, true);
        }
}

/// One set of lines: as it is, and faint where hidden.
struct Mark {
    VtkMesh mesh;
    vtkNew<vtkActor> behind;
    void finish() {
        mesh.finish(false);
        const bool shown = mesh.points->GetNumberOfPoints() > 0;
        mesh.actor->SetVisibility(shown);
        behind->SetVisibility(shown);
    }
};

}  // namespace

struct SceneMarks::Impl {
    explicit Impl(vtkRenderer& r, vtkRenderWindow& w) : renderer(r), window(w) {}
    vtkRenderer& renderer;
    vtkRenderWindow& window;
    vtkNew<vtkRenderer> front;
    Theme theme = darkTheme();
    Mark selection, hover, ghost, guides, changes;

    /// An empty second layer is not drawn: it would still clear its depth.
    void finish(Mark& mark) {
        mark.finish();
        const bool any = std::any_of(marks.begin(), marks.end(), [](const Mark* m) { return m->behind->GetVisibility() != 0; });
        front->SetDraw(any);
        front->SetActiveCamera(renderer.GetActiveCamera());
        front->SetViewport(renderer.GetViewport());
    }
    const std::array<Mark*, 5> marks{&changes, &selection, &hover, &ghost, &guides};
};

SceneMarks::SceneMarks(vtkRenderer& renderer, vtkRenderWindow& window) : m_impl(std::make_unique<Impl>(renderer, window)) {
    Impl& d = *m_impl;
    window.SetNumberOfLayers(2);
    d.front->SetLayer(1);
    d.front->InteractiveOff();
    d.front->SetActiveCamera(renderer.GetActiveCamera());
    window.AddRenderer(d.front);
    for (const auto& [mark, width, faint] : {std::tuple<Mark*, float, double>{&d.selection, 2.5F, 0.35}, {&d.hover, 1.75F, 0.18}, {&d.ghost, 2.0F, 0.4}, {&d.guides, 1.5F, 0.5}, {&d.changes, 2.0F, kChangesBehind}}) {
        mark->mesh.actor->GetProperty()->SetLineWidth(width);
        mark->behind->SetMapper(mark->mesh.mapper);
        mark->behind->GetProperty()->LightingOff();
        mark->behind->GetProperty()->SetLineWidth(1.25F);
        mark->behind->GetProperty()->SetOpacity(faint);
        mark->behind->PickableOff();
        renderer.AddActor(mark->mesh.actor);
        d.front->AddActor(mark->behind);
        d.finish(*mark);
    }
}

SceneMarks::~SceneMarks() {
    for (Mark* mark : m_impl->marks) m_impl->renderer.RemoveActor(mark->mesh.actor);
    m_impl->window.RemoveRenderer(m_impl->front);
}

void SceneMarks::setTheme(const Theme& theme) { m_impl->theme = theme; }

void SceneMarks::showSelection(const twin::scene::Scene& scene, const std::vector<twin::Id>& ids) {
    Mark& mark = m_impl->selection;
    mark.mesh.clear();
    for (std::size_t i = 0; i < std::min(ids.size(), kMostOutlined); ++i) outline(mark.mesh, scene, ids[i], m_impl->theme.accent.rgba());
    m_impl->finish(mark);
}

void SceneMarks::showChanges(const twin::scene::Scene& scene, const std::vector<Outline>& outlines) {
    Mark& mark = m_impl->changes;
    mark.mesh.clear();
    for (std::size_t i = 0; i < std::min(outlines.size(), kMostOutlined); ++i) outline(mark.mesh, scene, outlines[i].id, outlines[i].colour.rgba());
    m_impl->finish(mark);
}

void SceneMarks::fadeChanges(double pixelsPerMetre) {
    Mark& mark = m_impl->changes;
    const double share = std::clamp((pixelsPerMetre - kFaint_px_per_m) / (kFull_px_per_m - kFaint_px_per_m), 0.0, 1.0);
    mark.mesh.actor->GetProperty()->SetLineWidth(static_cast<float>(1 + share));
    mark.mesh.actor->GetProperty()->SetOpacity(kFaintest + (1 - kFaintest) * share);
    mark.behind->GetProperty()->SetOpacity(kChangesBehind * share);
}

void SceneMarks::showHover(const twin::scene::Scene& scene, twin::Id id) {
    Mark& mark = m_impl->hover;
    mark.mesh.clear();
    if (id) outline(mark.mesh, scene, id, m_impl->theme.text.rgba());
    m_impl->finish(mark);
}

void SceneMarks::showGhost(const twin::scene::BoxInstance* box) {
    Mark& mark = m_impl->ghost;
    mark.mesh.clear();
    if (box != nullptr) {
        outline(mark.mesh, *box, m_impl->theme.accent.rgba());
        const std::vector<twin::Vec3> c = twin::scene::cornersOf(*box, kGrow_m);
        mark.mesh.line({c[0], c[5]}, m_impl->theme.accent.rgba());  // a cross tells the front
        mark.mesh.line({c[1], c[4]}, m_impl->theme.accent.rgba());
    }
    m_impl->finish(mark);
}

void SceneMarks::showGuides(const std::vector<twin::scene::Guide>& guides, const twin::Vec3& around) {
    Mark& mark = m_impl->guides;
    mark.mesh.clear();
    const QRgb colour = m_impl->theme.accent.rgba();
    for (const auto& guide : guides) {
        const double z = 0.02;
        if (guide.vertical)
            mark.mesh.line({{guide.at_m, around.y - kGuideHalf_m, z}, {guide.at_m, around.y + kGuideHalf_m, z}}, colour);
        else
            mark.mesh.line({{around.x - kGuideHalf_m, guide.at_m, z}, {around.x + kGuideHalf_m, guide.at_m, z}}, colour);
    }
    m_impl->finish(mark);
}

}  // namespace plenum::app
