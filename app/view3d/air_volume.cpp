// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/air_volume.h"

#include <vtkCallbackCommand.h>
#include <vtkCamera.h>
#include <vtkObjectFactory.h>
#include <vtkOpenGLActor.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLState.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "app/view3d/vtk_mesh.h"
#include "app/view3d/vtk_picture.h"

namespace plenum::app {

namespace {

using twin::scene::SectionAxis;

constexpr int kMostSections = 96;
constexpr double kExtinction_per_m = 0.55;  // κ of the warmest air
constexpr std::array<SectionAxis, 3> kAxes{SectionAxis::X, SectionAxis::Y, SectionAxis::Z};

/// Blends without covering: what is drawn later shows through it wherever it stands.
class ClearActor : public vtkOpenGLActor {
  public:
    static ClearActor* New();
    vtkTypeMacro(ClearActor, vtkOpenGLActor)
    void Render(vtkRenderer* renderer, vtkMapper* mapper) override {
        vtkOpenGLState* state = static_cast<vtkOpenGLRenderWindow*>(renderer->GetRenderWindow())->GetState();
        state->vtkglDepthMask(false);
        mapper->Render(renderer, this);
        state->vtkglDepthMask(true);
    }
};
vtkStandardNewMacro(ClearActor)

/// A mesh drawn by such an actor.
struct Sheets {
    VtkMesh mesh;
    vtkNew<ClearActor> actor;
};

/// The sections of one field along one axis: one picture that holds them all, and the quads in both orders.
struct Stack {
    VtkPicture picture;
    std::array<Sheets, 2> sheets;  // seen against the axis, along it
};

QRgb colourOfAir(float value_C, const ColourScale& scale, double length_m) {
    if (std::isnan(value_C)) return 0;
    const auto [low, high] = scale.range();
    const double t = std::clamp((double(value_C) - low) / std::max(high - low, 1e-9), 0.0, 1.0);
    const QRgb c = scale(value_C);
    return qRgba(qRed(c), qGreen(c), qBlue(c), static_cast<int>(std::lround(255 * (1 - std::exp(-kExtinction_per_m * t * t * length_m)))));
}

void fill(Stack& stack, const twin::AirField& field, SectionAxis axis, const ColourScale& scale) {
    const auto [from, to] = twin::scene::sectionSpan(field, axis);
    const int cells = axis == SectionAxis::X ? field.nx : axis == SectionAxis::Y ? field.ny : field.nz;
    const int count = std::clamp(cells, 1, kMostSections);
    const double step_m = (to - from) / count;
    std::vector<twin::scene::AirSection> sections;
    for (int n = 0; n < count; ++n) sections.push_back(twin::scene::airSection(field, axis, from + (n + 0.5) * step_m));
    const int width = sections.front().nu, height = sections.front().nv;
    if (width < 1 || height < 1) return;
    const int across = std::max(1, static_cast<int>(std::lround(std::sqrt(double(count) * height / width)))), down = (count + across - 1) / across;
    QImage all(across * width, down * height, QImage::Format_RGBA8888);
    all.fill(0);
    for (int n = 0; n < count; ++n) {
        const auto& section = sections[std::size_t(n)];
        if (section.temperature_C.size() != std::size_t(width) * std::size_t(height)) continue;
        for (int v = 0; v < height; ++v) {
            uchar* to8 = all.scanLine(n / across * height + v) + std::size_t(n % across) * std::size_t(width) * 4;
            for (int u = 0; u < width; ++u, to8 += 4) {
                const QRgb c = colourOfAir(section.temperature_C[std::size_t(v) * std::size_t(width) + std::size_t(u)], scale, step_m);
                to8[0] = uchar(qRed(c)), to8[1] = uchar(qGreen(c)), to8[2] = uchar(qBlue(c)), to8[3] = uchar(qAlpha(c));
            }
        }
    }
    stack.picture.set(all);
    for (const bool along : {false, true}) {
        VtkMesh& mesh = stack.sheets[along ? 1 : 0].mesh;
        vtkActor& actor = *stack.sheets[along ? 1 : 0].actor;
        mesh.clear();
        for (int n = 0; n < count; ++n) {
            const int which = along ? count - 1 - n : n;  // the farthest first
            const auto& corners = sections[std::size_t(which)].corners;
            // Half a cell inside its tile, so that a neighbour in the picture does not shine in.
            const double u0 = (which % across * width + 0.5) / all.width(), u1 = ((which % across + 1) * width - 0.5) / all.width();
            const double v0 = (which / across * height + 0.5) / all.height(), v1 = ((which / across + 1) * height - 0.5) / all.height();
            const QRgb white = qRgba(255, 255, 255, 255);
            mesh.polygon({mesh.vertex(corners[0], white, 0, 0, u0, v0), mesh.vertex(corners[1], white, 1, 0, u1, v0),
                          mesh.vertex(corners[2], white, 1, 1, u1, v1), mesh.vertex(corners[3], white, 0, 1, u0, v1)});
        }
        mesh.finish(true);
        actor.SetMapper(mesh.mapper);
        actor.SetTexture(stack.picture.texture);
        actor.ForceOpaqueOn();
        actor.PickableOff();
        actor.GetProperty()->LightingOff();
        addGridShader(actor, "#define FRAME\n#define SECTION\n", QColor(0, 0, 0, 0));
    }
}

}  // namespace

struct AirVolume::Impl {
    explicit Impl(vtkRenderer& r) : renderer(r) {}
    vtkRenderer& renderer;
    vtkNew<vtkCallbackCommand> beforeRender;
    unsigned long observer = 0;
    std::vector<std::array<std::unique_ptr<Stack>, 3>> fields;
    std::vector<std::shared_ptr<const twin::AirField>> shown;
    std::optional<ColourScale> scale;
    bool visible = false;

    void clear() {
        for (const auto& stacks : fields)
            for (const auto& stack : stacks)
                for (Sheets& sheets : stack->sheets) renderer.RemoveActor(sheets.actor);
        fields.clear();
    }
    /// Shows the stacks that face the camera.
    void choose() {
        if (fields.empty()) return;
        std::array<double, 3> look{};
        renderer.GetActiveCamera()->GetDirectionOfProjection(look.data());
        std::size_t facing = 0;
        for (std::size_t a = 1; a < 3; ++a)
            if (std::abs(look[a]) > std::abs(look[facing])) facing = a;
        for (const auto& stacks : fields)
            for (std::size_t a = 0; a < 3; ++a)
                for (std::size_t way = 0; way < 2; ++way) stacks[a]->sheets[way].actor->SetVisibility(visible && a == facing && (way == 1) == (look[a] > 0));
    }
};

AirVolume::AirVolume(vtkRenderer& renderer) : m_impl(std::make_unique<Impl>(renderer)) {
    m_impl->beforeRender->SetClientData(m_impl.get());
    m_impl->beforeRender->SetCallback([](vtkObject*, unsigned long, void* self, void*) { static_cast<Impl*>(self)->choose(); });
    m_impl->observer = renderer.AddObserver(vtkCommand::StartEvent, m_impl->beforeRender);
}

AirVolume::~AirVolume() {
    m_impl->renderer.RemoveObserver(m_impl->observer);
    m_impl->clear();
}

void AirVolume::show(const std::vector<std::shared_ptr<const twin::AirField>>& fields, const ColourScale& scale) {
    Impl& d = *m_impl;
    if (d.shown == fields && (fields.empty() || d.scale == scale)) return;
    d.clear();
    d.shown = fields;
    d.scale = scale;
    for (const auto& field : fields) {
        auto& stacks = d.fields.emplace_back();
        for (std::size_t a = 0; a < 3; ++a) {
            stacks[a] = std::make_unique<Stack>();
            fill(*stacks[a], *field, kAxes[a], scale);
        }
    }
    draw();
}

void AirVolume::setVisible(bool visible) { m_impl->visible = visible; }

void AirVolume::draw() {
    for (const auto& stacks : m_impl->fields)
        for (const auto& stack : stacks)
            for (Sheets& sheets : stack->sheets) {
                m_impl->renderer.RemoveActor(sheets.actor);
                m_impl->renderer.AddActor(sheets.actor);
            }
}

}  // namespace plenum::app
