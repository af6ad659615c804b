// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/air_pictures.h"

#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/view3d/air_volume.h"
#include "app/view3d/air_worker.h"
#include "app/view3d/vtk_mesh.h"

namespace plenum::app {

namespace {

using twin::scene::SectionAxis;
using twin::scene::StreamlineSource;

constexpr double kArrowSpacing_m = 0.5;
constexpr double kMostArrows = 2500;
constexpr double kOffSection_m = 0.015;  // arrows stand this far off both sides: the section fills the depth buffer
constexpr double kHeadEvery_m = 4, kHead_m = 0.16;
constexpr float kLine_px = 1.75F, kHalo_px = 3.75F;
constexpr float kFaint = 0.3F, kHaloAlpha = 0.55F;
constexpr float kIsoAlpha = 0.5F;

twin::Vec3 moved(const twin::Vec3& p, const twin::Vec3& by, double times) { return {p.x + times * by.x, p.y + times * by.y, p.z + times * by.z}; }

/// One surface, drawn twice: first its depth alone, then its colour where that depth is, so that only the nearest layer is
/// blended and the order of its triangles does not show.
struct Surface {
    vtkNew<vtkPolyDataMapper> mapper;
    vtkNew<vtkActor> depth, colour;
    explicit Surface(vtkPolyData* data) {
        mapper->SetInputData(data);
        mapper->ScalarVisibilityOff();
        for (vtkActor* actor : {depth.Get(), colour.Get()}) {
            actor->SetMapper(mapper);
            actor->ForceOpaqueOn();
            actor->PickableOff();
        }
        depth->GetProperty()->SetOpacity(0);
        colour->GetProperty()->SetOpacity(kIsoAlpha);
        colour->GetProperty()->SetAmbient(0.45);
        colour->GetProperty()->SetDiffuse(0.6);
    }
};

std::vector<std::shared_ptr<const twin::AirField>> wholeFields(const twin::Frame& frame) {
    std::vector<std::shared_ptr<const twin::AirField>> fields;
    for (const auto& field : frame.fields)
        if (field) fields.push_back(field);
    return fields;
}

/// What lines and surface were made from.
struct Wanted {
    std::vector<std::shared_ptr<const twin::AirField>> fields;
    StreamlineSource source = StreamlineSource::None;
    std::vector<twin::Id> chosen;
    std::optional<double> iso_C;
    bool operator==(const Wanted&) const = default;
};

}  // namespace

struct AirPictures::Impl {
    explicit Impl(vtkRenderer& r) : renderer(r), volume(r) {}
    vtkRenderer& renderer;
    Theme theme;
    AirWorker worker;
    AirVolume volume;
    VtkMesh arrows, lines;
    vtkNew<vtkPolyDataMapper> haloMapper;
    vtkNew<vtkActor> halo;  ///< of the lines, so that they stand out from air of their own temperature
    std::vector<std::unique_ptr<Surface>> surfaces;
    std::vector<float> lineValues;  ///< °C, a vertex of `lines`
    std::optional<ColourScale> scale;
    Wanted wanted;
    double shownIso_C = 0;
    std::size_t lineCount = 0, arrowCount = 0;

    void clearSurfaces();
    void fillArrows(const twin::Frame& frame, const ViewState& view);
    void fillLines(const twin::scene::Streamlines& from);
    void recolour();
    void setStale(bool stale);
};

AirPictures::AirPictures(vtkRenderer& renderer) : m_impl(std::make_unique<Impl>(renderer)) {
    Impl& d = *m_impl;
    d.haloMapper->SetInputData(d.lines.data);
    d.haloMapper->ScalarVisibilityOff();
    d.halo->SetMapper(d.haloMapper);
    d.halo->PickableOff();
    d.halo->GetProperty()->LightingOff();
    d.halo->GetProperty()->SetLineWidth(kHalo_px);
    d.halo->GetShaderProperty()->AddVertexShaderReplacement("//VTK::PositionVC::Impl", true, "//VTK::PositionVC::Impl\n  gl_Position.z += 2e-4 * gl_Position.w;\n", false);  // a little behind its line
    for (vtkActor* actor : {d.halo.Get(), d.lines.actor.Get(), d.arrows.actor.Get()}) {
        actor->ForceOpaqueOn();
        actor->VisibilityOff();
        renderer.AddActor(actor);
    }
    d.lines.actor->GetProperty()->SetLineWidth(kLine_px);
    d.arrows.actor->GetProperty()->SetLineWidth(1.25F);
    connect(&d.worker, &AirWorker::done, this, [this](const std::shared_ptr<const AirDrawing>& drawing) {
        Impl& now = *m_impl;
        now.fillLines(drawing->lines);
        now.clearSurfaces();
        for (const auto& data : drawing->surfaces) now.surfaces.push_back(std::make_unique<Surface>(data));
        now.shownIso_C = now.wanted.iso_C.value_or(0);
        now.recolour();
        now.setStale(false);
        drawLast();  // new surfaces
        emit changed();
    });
}

AirPictures::~AirPictures() {
    m_impl->clearSurfaces();
    for (vtkActor* actor : {m_impl->halo.Get(), m_impl->lines.actor.Get(), m_impl->arrows.actor.Get()}) m_impl->renderer.RemoveActor(actor);
}

std::size_t AirPictures::lineCount() const { return m_impl->lineCount; }
std::size_t AirPictures::arrowCount() const { return m_impl->arrowCount; }
bool AirPictures::busy() const { return m_impl->worker.busy(); }

std::size_t AirPictures::triangleCount() const {
    std::size_t count = 0;
    for (const auto& surface : m_impl->surfaces) count += static_cast<std::size_t>(surface->mapper->GetInput()->GetNumberOfPolys());
    return count;
}

void AirPictures::Impl::clearSurfaces() {
    for (const auto& surface : surfaces)
        for (vtkActor* actor : {surface->depth.Get(), surface->colour.Get()}) renderer.RemoveActor(actor);
    surfaces.clear();
}

void AirPictures::drawLines() {
    for (vtkActor* actor : {m_impl->halo.Get(), m_impl->lines.actor.Get(), m_impl->arrows.actor.Get()}) {
        m_impl->renderer.RemoveActor(actor);
        m_impl->renderer.AddActor(actor);
    }
    m_impl->volume.draw();
}

void AirPictures::drawLast() {
    for (const auto& surface : m_impl->surfaces)
        for (vtkActor* actor : {surface->depth.Get(), surface->colour.Get()}) {
            m_impl->renderer.RemoveActor(actor);
            m_impl->renderer.AddActor(actor);
        }
}

void AirPictures::setTheme(const Theme& theme) {
    m_impl->theme = theme;
    m_impl->scale.reset();
    m_impl->halo->GetProperty()->SetColor(theme.ground.redF(), theme.ground.greenF(), theme.ground.blueF());
}

void AirPictures::Impl::fillArrows(const twin::Frame& frame, const ViewState& view) {
    arrows.clear();
    arrowCount = 0;
    QColor tone = theme.text;
    tone.setAlphaF(0.8F);
    const SectionAxis axis = view.airPicture().section;
    const twin::Vec3 normal{axis == SectionAxis::X ? kOffSection_m : 0, axis == SectionAxis::Y ? kOffSection_m : 0, axis == SectionAxis::Z ? kOffSection_m : 0};
    for (const auto& field : frame.fields) {
        if (!field) continue;
        const auto [from, to] = twin::scene::sectionSpan(*field, axis);
        const double at = axis == SectionAxis::Z ? std::min(view.sectionPosition_m(), to - 0.01) : view.sectionPosition_m();
        const auto section = twin::scene::airSection(*field, axis, at, true);
        const auto& c = section.corners;
        const double area = std::hypot(c[1].x - c[0].x, c[1].y - c[0].y) * std::hypot(c[3].x - c[0].x, c[3].y - c[0].y, c[3].z - c[0].z);
        for (const auto& arrow : twin::scene::sectionArrows(section, std::max(kArrowSpacing_m, std::sqrt(area / kMostArrows)))) {
            ++arrowCount;
            for (const double side : {-1.0, 1.0}) {
                const auto off = [&](const twin::Vec3& p) { return moved(p, normal, side); };
                arrows.line({off(arrow.tail), off(arrow.tip)}, tone.rgba());
                arrows.line({off(arrow.left), off(arrow.tip), off(arrow.right)}, tone.rgba());
            }
        }
    }
    arrows.finish(false);
}

void AirPictures::Impl::fillLines(const twin::scene::Streamlines& from) {
    lines.clear();
    lineValues.clear();
    lineCount = from.count();
    const auto point = [&](std::size_t i) { return twin::Vec3{from.points[i][0], from.points[i][1], from.points[i][2]}; };
    const auto add = [&](const std::vector<twin::Vec3>& path, const auto& temperatureOf) {
        lines.line(path, 0);
        for (std::size_t i = 0; i < path.size(); ++i) lineValues.push_back(temperatureOf(i));
    };
    std::vector<twin::Vec3> path;
    for (std::size_t line = 0; line < from.count(); ++line) {
        const std::size_t first = from.offsets[line], end = from.offsets[line + 1];
        path.clear();
        for (std::size_t i = first; i < end; ++i) path.push_back(point(i));
        add(path, [&](std::size_t i) { return from.temperature_C[first + i]; });
        double travelled = kHeadEvery_m / 2;
        for (std::size_t i = first + 1; i < end; ++i) {  // heads that say which way the air goes
            const twin::Vec3 a = point(i - 1), b = point(i);
            const double length = std::hypot(b.x - a.x, b.y - a.y, b.z - a.z);
            travelled += length;
            if (travelled < kHeadEvery_m || length < 1e-6) continue;
            travelled = 0;
            const twin::Vec3 along{(b.x - a.x) / length, (b.y - a.y) / length, (b.z - a.z) / length};
            const double level = std::hypot(along.x, along.y);
            const twin::Vec3 aside = level > 0.1 ? twin::Vec3{-along.y / level, along.x / level, 0} : twin::Vec3{1, 0, 0};
            const twin::Vec3 back = moved(b, along, -kHead_m);
            add({moved(back, aside, kHead_m / 2), b, moved(back, aside, -kHead_m / 2)}, [&](std::size_t) { return from.temperature_C[i]; });
        }
    }
    lines.finish(false);
}

void AirPictures::Impl::recolour() {
    if (!scale) return;
    unsigned char* out = lineValues.empty() ? nullptr : lines.colour->GetPointer(0);
    for (const float value : lineValues) {
        const QRgb c = (*scale)(value);
        *out++ = static_cast<unsigned char>(qRed(c));
        *out++ = static_cast<unsigned char>(qGreen(c));
        *out++ = static_cast<unsigned char>(qBlue(c));
        *out++ = 255;
    }
    lines.colour->Modified();
    lines.data->Modified();
    const QColor tone = QColor::fromRgb((*scale)(shownIso_C));
    for (const auto& surface : surfaces) surface->colour->GetProperty()->SetColor(tone.redF(), tone.greenF(), tone.blueF());
}

void AirPictures::Impl::setStale(bool stale) {
    lines.actor->SetVisibility(lineCount > 0);
    lines.actor->GetProperty()->SetOpacity(stale ? kFaint : 1.0F);
    halo->SetVisibility(lineCount > 0 && !stale);
    halo->GetProperty()->SetOpacity(kHaloAlpha);
    for (const auto& surface : surfaces)
        for (vtkActor* actor : {surface->depth.Get(), surface->colour.Get()}) actor->SetVisibility(!stale);
}

void AirPictures::show(const twin::Frame* frame, const ViewState& view, const ColourScale& scale, const twin::scene::Scene& scene, const std::vector<twin::Id>& chosen) {
    Impl& d = *m_impl;
    const AirPicture& picture = view.airPicture();
    const bool shown = frame != nullptr && view.overlay().field;
    const bool arrows = shown && picture.vectors && picture.section != SectionAxis::None && view.fieldVisible();
    d.arrows.actor->SetVisibility(arrows);
    if (arrows)
        d.fillArrows(*frame, view);
    else
        d.arrowCount = 0;

    const bool settled = shown && frame->fidelity == twin::Fidelity::Fine;
    d.volume.setVisible(settled && picture.volume);  // like the surface, of settled fields only
    if (settled || !picture.volume) d.volume.show(picture.volume ? wholeFields(*frame) : decltype(frame->fields){}, scale);
    if (d.scale != scale) {
        d.scale = scale;
        d.recolour();
    }
    Wanted wanted;
    if (shown) {
        wanted.source = picture.streamlines;
        if (picture.streamlines == StreamlineSource::Chosen) wanted.chosen = chosen;
        if (picture.isoSurface) wanted.iso_C = picture.iso_C;
        if (wanted.source != StreamlineSource::None || wanted.iso_C) wanted.fields = wholeFields(*frame);
    }
    if (wanted == d.wanted) return d.worker.busy() ? void() : d.setStale(false);
    if (wanted.fields.empty()) {
        d.worker.cancel();
        d.clearSurfaces();
        d.fillLines({});
        d.wanted = std::move(wanted);
        return d.setStale(false);
    }
    if (frame->fidelity != twin::Fidelity::Fine) {
        d.setStale(true);
        if (!d.worker.busy()) return;
        d.worker.cancel();
        d.wanted = {};
        return;
    }
    AirJob job{wanted.fields, {}, wanted.iso_C};
    for (const auto& field : wanted.fields)
        job.seeds.push_back(twin::scene::streamlineSeeds(scene, *field, wanted.source, wanted.chosen));
    d.wanted = std::move(wanted);
    d.worker.start(std::move(job));
}

}  // namespace plenum::app
