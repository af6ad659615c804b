// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_surfaces.h"
#include "app/view3d/vtk_mesh.h"
#include "app/view3d/vtk_picture.h"

#include <vtkProperty.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace plenum::app {

namespace {

using twin::Kind;
using twin::Vec3;
using twin::scene::SectionAxis;

constexpr int kPicture = 640 * 480;       // pixels of all section planes together
constexpr double kOnFloor_m = 0.12;       // where the floor's colour is taken
constexpr double kSectionLeast_m = 0.25;  // lower sections are the floor's picture
constexpr double kSectionAlpha = 0.55;

QRgb withAlpha(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour.rgba();
}

/// With a picture it is drawn by its own mesh, without one as part of the mesh of all bare floors.
struct Floor {
    twin::Id room;
    std::vector<Vec3> outline;
    double pitch_m = 0.6;
    VtkMesh mesh;
    VtkPicture picture;
    bool textured = false;
};

struct Section {
    VtkMesh mesh;
    VtkPicture picture;
};

/// What a field's pictures were made from.
struct Drawn {
    std::shared_ptr<const twin::AirField> field;
    twin::scene::SectionAxis axis = twin::scene::SectionAxis::None;
    double position_m = -1;
    bool operator==(const Drawn&) const = default;
};

}  // namespace

struct SceneSurfaces::Impl {
    explicit Impl(vtkRenderer& r) : renderer(r) {}
    vtkRenderer& renderer;
    Theme theme;
    std::vector<std::unique_ptr<Floor>> floors;
    std::vector<std::unique_ptr<Section>> sections;
    VtkMesh bare, patches, walls, outlines;
    std::unordered_map<twin::Id, Drawn> drawn;
    std::optional<ColourScale> scale;
    bool sectionShown = false;

    void addFloor(VtkMesh& mesh, const Floor& floor, const twin::AirField* field) const;
    void fillFloor(Floor& floor, const twin::AirField& field);
    void fillBareFloors();
    void addPatch(const twin::scene::FloorArea& area);
    void addWalls(const std::vector<Vec3>& outline, double height, QRgb fill);
    void removeAll();
    /// See-through surfaces are blended by VTK's opaque pass, which draws in the order of its list: they come last, floor
    /// patches first, then section planes, then walls. (Its translucent pass keeps every layer apart in float buffers,
    /// which costs a software renderer more than the whole scene; these few surfaces hardly overlap.)
    void drawLast();
};

SceneSurfaces::SceneSurfaces(vtkRenderer& renderer) : m_impl(std::make_unique<Impl>(renderer)) {
    for (VtkMesh* mesh : {&m_impl->bare, &m_impl->patches, &m_impl->walls, &m_impl->outlines}) mesh->actor->ForceOpaqueOn();
    renderer.AddActor(m_impl->bare.actor);
    m_impl->walls.actor->GetProperty()->BackfaceCullingOn();
    m_impl->outlines.actor->GetProperty()->SetLineWidth(1.25F);
}

SceneSurfaces::~SceneSurfaces() {
    m_impl->removeAll();
    for (VtkMesh* mesh : {&m_impl->bare, &m_impl->patches, &m_impl->walls, &m_impl->outlines}) m_impl->renderer.RemoveActor(mesh->actor);
}

void SceneSurfaces::drawLast() { m_impl->drawLast(); }

void SceneSurfaces::Impl::drawLast() {
    std::vector<vtkActor*> order{patches.actor};
    for (const auto& section : sections) order.push_back(section->mesh.actor);
    order.push_back(walls.actor);
    order.push_back(outlines.actor);
    for (vtkActor* actor : order) {
        renderer.RemoveActor(actor);
        renderer.AddActor(actor);
    }
}

void SceneSurfaces::Impl::removeAll() {
    for (const auto& floor : floors) renderer.RemoveActor(floor->mesh.actor);
    for (const auto& section : sections) renderer.RemoveActor(section->mesh.actor);
    floors.clear();
    sections.clear();
    drawn.clear();
    scale.reset();
}

void SceneSurfaces::Impl::addFloor(VtkMesh& mesh, const Floor& floor, const twin::AirField* field) const {
    const twin::Bounds bounds = twin::boundsOf(floor.outline);
    const double pitch = floor.pitch_m > 0.05 ? floor.pitch_m : 1e6;
    const QColor ground = theme.kind == ThemeKind::Dark ? theme.surface : blended(theme.surface, theme.line, 0.25);
    std::vector<vtkIdType> ids;
    for (const Vec3& p : floor.outline) {
        const double u = field != nullptr ? (p.x - field->origin.x) / (field->nx * field->dx_m) : 0;
        const double v = field != nullptr ? (p.y - field->origin.y) / (field->ny * field->dy_m) : 0;
        ids.push_back(mesh.vertex({p.x, p.y, 0}, ground.rgba(), (p.x - bounds.x0) / pitch, (p.y - bounds.y0) / pitch, u, v));
    }
    mesh.polygon(ids);
}

void SceneSurfaces::Impl::fillFloor(Floor& floor, const twin::AirField& field) {
    floor.mesh.clear();
    addFloor(floor.mesh, floor, &field);
    floor.mesh.finish(true);
    floor.mesh.actor->SetTexture(floor.picture.texture);
    floor.mesh.actor->ForceOpaqueOn();
    addGridShader(*floor.mesh.actor, "#define TEXTURED\n", QColor(0, 0, 0, theme.kind == ThemeKind::Dark ? 90 : 60));
}

void SceneSurfaces::Impl::fillBareFloors() {
    const bool dark = theme.kind == ThemeKind::Dark;
    bare.clear();
    for (const auto& floor : floors) {
        floor->mesh.actor->SetVisibility(floor->textured);
        if (!floor->textured) addFloor(bare, *floor, nullptr);
    }
    bare.finish(true);
    bare.actor->SetVisibility(bare.points->GetNumberOfPoints() > 0);
    addGridShader(*bare.actor, "", blended(theme.line, theme.ground, dark ? 0.15 : 0.0));
}

void SceneSurfaces::Impl::addPatch(const twin::scene::FloorArea& area) {
    const twin::Bounds bounds = twin::boundsOf(area.outline);
    QColor tone = theme.dim;
    double alpha = 0.10, pitch = area.pitch_m > 0.05 ? area.pitch_m : 0.6;
    if (area.kind == Kind::TileGrid) {
        alpha = area.openFraction > 0 ? 0.14 : 0.04;
        tone = area.openFraction > 0 ? theme.text : theme.dim;
        if (area.openFraction > 0) pitch /= 4;  // holes
    } else if (area.containment != twin::Containment::None) {
        tone = area.containment == twin::Containment::ColdAisle ? theme.supply : theme.returned;
        alpha = 0.16;
    }
    const double z = area.kind == Kind::TileGrid ? 0.012 : 0.008;
    std::vector<vtkIdType> ids;
    for (const Vec3& p : area.outline) ids.push_back(patches.vertex({p.x, p.y, z}, withAlpha(tone, alpha), (p.x - bounds.x0) / pitch, (p.y - bounds.y0) / pitch));
    patches.polygon(ids);
}

void SceneSurfaces::Impl::addWalls(const std::vector<Vec3>& outline, double height, QRgb fill) {
    double area = 0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Vec3 &a = outline[i], &b = outline[(i + 1) % outline.size()];
        area += a.x * b.y - b.x * a.y;
    }
    for (std::size_t i = 0; i < outline.size(); ++i) {
        Vec3 a = outline[i], b = outline[(i + 1) % outline.size()];
        if (area < 0) std::swap(a, b);
        // Facing inwards: the walls between the eye and the room are culled.
        const vtkIdType p = walls.vertex({b.x, b.y, 0}, fill, 0, 0), q = walls.vertex({a.x, a.y, 0}, fill, 1, 0);
        const vtkIdType r = walls.vertex({a.x, a.y, height}, fill, 1, 1), s = walls.vertex({b.x, b.y, height}, fill, 0, 1);
        walls.polygon({p, q, r, s});
    }
}

void SceneSurfaces::rebuild(const twin::scene::Scene& scene, const Theme& theme) {
    Impl& d = *m_impl;
    d.theme = theme;
    d.removeAll();
    for (VtkMesh* mesh : {&d.patches, &d.walls, &d.outlines}) mesh->clear();
    const bool dark = theme.kind == ThemeKind::Dark;
    const QColor edge = blended(theme.line, theme.dim, dark ? 0.35 : 0.5);
    for (const auto& room : scene.rooms()) {
        auto floor = std::make_unique<Floor>();
        floor->room = room.id;
        floor->outline = room.floor;
        floor->pitch_m = room.pitch_m;
        d.renderer.AddActor(floor->mesh.actor);
        d.floors.push_back(std::move(floor));
        d.addWalls(room.floor, room.height_m, withAlpha(dark ? theme.raised : theme.line, dark ? 0.24 : 0.16));
        std::vector<Vec3> base = room.floor;
        for (Vec3& p : base) p.z = 0.03;
        d.outlines.line(base, edge.rgba(), true);
    }
    for (const auto& area : scene.areas()) {
        if (area.kind == Kind::Building) {
            d.outlines.line(area.outline, edge.rgba(), true);
            continue;
        }
        d.addPatch(area);
        if (area.height_m > 0) {
            const QColor tone = area.containment == twin::Containment::ColdAisle ? theme.supply : theme.returned;
            d.addWalls(area.outline, area.height_m, withAlpha(tone, 0.10));
        }
    }
    d.fillBareFloors();
    for (VtkMesh* mesh : {&d.patches, &d.walls, &d.outlines}) {
        mesh->finish(mesh != &d.outlines);
        mesh->actor->SetVisibility(mesh->points->GetNumberOfPoints() > 0);
    }
    QColor thin = edge;
    thin.setAlphaF(dark ? 0.28F : 0.35F);
    addGridShader(*d.patches.actor, "", thin);
    addGridShader(*d.walls.actor, "#define FRAME\n", edge);
    d.drawLast();
}

void SceneSurfaces::showFields(const twin::Frame* frame, const ViewState& view, const ColourScale& scale) {
    Impl& d = *m_impl;
    const bool shown = frame != nullptr && view.overlay().field && view.fieldVisible();
    if (d.scale != scale) d.drawn.clear();
    d.scale = scale;
    for (const auto& section : d.sections) section->mesh.actor->VisibilityOff();
    std::size_t fields = 0, used = 0;
    bool bareChanged = false;
    if (shown) fields = frame->fields.size();
    const int pixels = kPicture / static_cast<int>(std::max<std::size_t>(fields, 1));
    for (const auto& floor : d.floors) {
        std::shared_ptr<const twin::AirField> field;
        if (shown)
            for (const auto& candidate : frame->fields)
                if (candidate && candidate->room == floor->room && candidate->nx > 0 && !candidate->temperature_C.empty()) field = candidate;
        if (field == nullptr) {
            bareChanged |= std::exchange(floor->textured, false);
            d.drawn.erase(floor->room);
            continue;
        }
        const SectionAxis axis = view.airPicture().section;
        const auto [from, to] = twin::scene::sectionSpan(*field, axis);
        const double wanted = view.sectionPosition_m(), at = axis == SectionAxis::Z ? std::min(wanted, to - 0.01) : wanted;
        const bool cut = axis == SectionAxis::Z ? at >= kSectionLeast_m : axis != SectionAxis::None && at > from && at < to;
        if (used == d.sections.size()) {
            d.sections.push_back(std::make_unique<Section>());
            d.sections.back()->mesh.actor->ForceOpaqueOn();
            d.drawLast();
        }
        Section& section = *d.sections[used++];
        section.mesh.actor->SetVisibility(cut);
        Drawn& drawn = d.drawn[floor->room];
        if (drawn == Drawn{field, axis, at}) continue;
        const bool sameField = drawn.field == field;
        drawn = {field, axis, at};
        if (!sameField) {
            const QImage below = fieldSlice(*field, SectionAxis::Z, kOnFloor_m, scale, pixels);
            floor->picture.set(below);
            d.fillFloor(*floor, *field);
            bareChanged |= !std::exchange(floor->textured, true);
        }
        if (!cut) continue;
        section.picture.set(fieldSlice(*field, axis, at, scale, pixels));
        section.mesh.clear();
        const auto corners = twin::scene::sectionCorners(*field, axis, at);
        const QRgb white = qRgba(255, 255, 255, static_cast<int>(255 * kSectionAlpha));
        section.mesh.polygon({section.mesh.vertex(corners[0], white, 0, 0, 0, 0), section.mesh.vertex(corners[1], white, 1, 0, 1, 0),
                              section.mesh.vertex(corners[2], white, 1, 1, 1, 1), section.mesh.vertex(corners[3], white, 0, 1, 0, 1)});
        section.mesh.finish(true);
        section.mesh.actor->SetTexture(section.picture.texture);
        addGridShader(*section.mesh.actor, "#define FRAME\n#define SECTION\n", d.theme.dim);
    }
    if (bareChanged) d.fillBareFloors();
}

}  // namespace plenum::app
