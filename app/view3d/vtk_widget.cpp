// SPDX-License-Identifier: GPL-3.0-or-later
//
// The duties of a bridge, in the order of a life:
//   constructor   VTK is told that it neither owns a context nor may draw or blit (ready = false, NoBlit).
//   initialize    a (new) context exists: VTK may draw; its loss is heard through aboutToBeDestroyed.
//   paint         draws if asked (VTK fills its own framebuffers), then copies VTK's picture to the widget's.
//   events        VTK asks "make current" / "is it current?" through its own events whenever it touches OpenGL outside
//                 a paint; after a make-current its record of bound framebuffers is void.
//   context loss  all OpenGL objects of the scene are dropped while the old context is still there.
#include <vtkBoundingBox.h>
#include <vtkCommand.h>
#include <vtkMath.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkRendererCollection.h>
#include <vtkUnsignedCharArray.h>

#include <QElapsedTimer>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QScreen>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

#include "app/view3d/software_gl.h"
#include "app/view3d/vtk_widget_state.h"

namespace plenum::app {

namespace {

constexpr int kPointsPerInch = 72;

Qt::CursorShape cursorOf(int vtkShape) {
    switch (vtkShape) {
        case VTK_CURSOR_CROSSHAIR: return Qt::CrossCursor;
        case VTK_CURSOR_SIZEALL: return Qt::SizeAllCursor;
        case VTK_CURSOR_SIZENS: return Qt::SizeVerCursor;
        case VTK_CURSOR_SIZEWE: return Qt::SizeHorCursor;
        case VTK_CURSOR_SIZENE:
        case VTK_CURSOR_SIZESW: return Qt::SizeBDiagCursor;
        case VTK_CURSOR_SIZENW:
        case VTK_CURSOR_SIZESE: return Qt::SizeFDiagCursor;
        case VTK_CURSOR_HAND: return Qt::PointingHandCursor;
        default: return Qt::ArrowCursor;
    }
}

}  // namespace

VtkWidget::VtkWidget(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this)) {
    setObjectName(QStringLiteral("view3d"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);

    auto& window = *m_impl->window;
    window.SetReadyForRendering(false);
    window.SetOwnContext(0);
    window.SetFrameBlitModeToNoBlit();
    window.SetMultiSamples(0);
    window.SetMapped(1);
    window.AddRenderer(m_impl->renderer);
    connectRenderWindow();
    m_impl->interactor->SetRenderWindow(&window);
    m_impl->interactor->setRenderRequest([this] { requestRender(); });
    m_impl->interactor->Initialize();

    if (const OpenGlProbe probe = probeOpenGl(); !probe.usable)
        showUnavailable();
    else if (probe.software)
        m_impl->surface = std::make_unique<PixelSurface>(*this);
    else
        m_impl->surface = std::make_unique<CardSurface>(*this);

    connectCamera();
}

VtkWidget::~VtkWidget() {
    if (m_impl->surface && m_impl->surface->context())
        disconnect(m_impl->surface->context(), nullptr, this, nullptr);
    releaseContext();
    m_impl->surface.reset();
    m_impl->window->RemoveObserver(m_impl->observer);
    m_impl->interactor->setRenderRequest({});
    m_impl->interactor->SetRenderWindow(nullptr);
}

void VtkWidget::setDefaultFormat() { setDefaultGlFormat(); }
void VtkWidget::choosePlatform() { chooseGlPlatform(); }

void VtkWidget::connectRenderWindow() {
    m_impl->observer->SetClientData(this);
    m_impl->observer->SetCallback([](vtkObject*, unsigned long event, void* client, void* data) {
        auto& self = *static_cast<VtkWidget*>(client);
        auto& impl = *self.m_impl;
        QOpenGLContext* own = impl.surface ? impl.surface->context() : nullptr;
        switch (event) {
            case vtkCommand::WindowMakeCurrentEvent:
                if (own && QOpenGLContext::currentContext() != own) {
                    impl.surface->makeCurrent();
                    impl.window->GetState()->ResetFramebufferBindings();
                }
                break;
            case vtkCommand::WindowIsCurrentEvent:
                *static_cast<bool*>(data) = own && QOpenGLContext::currentContext() == own;
                break;
            case vtkCommand::WindowSupportsOpenGLEvent:
            case vtkCommand::WindowIsDirectEvent: *static_cast<int*>(data) = 1; break;
            case vtkCommand::WindowFrameEvent:
                ++impl.renderCount;
                // Someone called Render() on the window: its frame is ready and only has to be shown.
                if (!impl.drawing) {
                    impl.unshown = true;
                    self.updateSurface();
                }
                break;
            case vtkCommand::CursorChangedEvent:
                if (data) self.setCursor(cursorOf(*static_cast<int*>(data)));
                break;
            default: break;
        }
    });
    for (const auto event : {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent,
                             vtkCommand::WindowSupportsOpenGLEvent, vtkCommand::WindowIsDirectEvent,
                             vtkCommand::WindowFrameEvent, vtkCommand::CursorChangedEvent})
        m_impl->window->AddObserver(event, m_impl->observer);
}

vtkRenderWindow* VtkWidget::renderWindow() const { return m_impl->window; }
vtkRenderWindowInteractor* VtkWidget::interactor() const { return m_impl->interactor; }
vtkRenderer* VtkWidget::renderer() const { return m_impl->renderer; }

int VtkWidget::renderCount() const { return m_impl->renderCount; }
bool VtkWidget::isSoftware() const { return m_impl->software; }
QString VtkWidget::glRenderer() const { return m_impl->glRenderer; }
bool VtkWidget::isValid() const { return m_impl->surface && m_impl->surface->isValid(); }

void VtkWidget::updateSurface() {
    if (m_impl->surface) m_impl->surface->widget().update();
}

void VtkWidget::requestRender() {
    m_impl->dirty = true;
    updateSurface();
}

void VtkWidget::setMultiSamples(int samples) {
    m_impl->samples = std::max(0, samples);
    m_impl->window->SetMultiSamples(m_impl->software ? 0 : m_impl->samples);
    requestRender();
}

QSize VtkWidget::deviceSize() const { return (size() * devicePixelRatioF()).expandedTo(QSize(1, 1)); }

double VtkWidget::wantedFactor() const {
    return isMoving() && m_impl->fullFrame_ms > (m_impl->software ? kSmoothShared_ms : kSmooth_ms) ? m_impl->movingScale : 1.0;
}

bool VtkWidget::applySize(double factor) {
    const QSize device = deviceSize();
    const int width = std::max(1, static_cast<int>(std::lround(device.width() * factor)));
    const int height = std::max(1, static_cast<int>(std::lround(device.height() * factor)));
    const int dpi = std::max(1, static_cast<int>(std::lround(kPointsPerInch * devicePixelRatioF() * factor)));
    auto& window = *m_impl->window;
    m_impl->factor = factor;
    if (window.GetSize()[0] == width && window.GetSize()[1] == height && window.GetDPI() == dpi) return false;
    window.SetSize(width, height);
    window.SetDPI(dpi);
    if (const QScreen* display = screen()) {
        const QSize whole = display->size() * devicePixelRatioF();
        window.SetScreenSize(whole.width(), whole.height());
    }
    m_impl->interactor->setPicture(width, height, devicePixelRatioF() * factor);
    return true;
}

void VtkWidget::initializeContext() {
    QOpenGLContext* context = m_impl->surface->context();
    connect(
        context, &QOpenGLContext::aboutToBeDestroyed, this, [this] { releaseContext(); }, Qt::DirectConnection);
    const auto* name = reinterpret_cast<const char*>(context->functions()->glGetString(GL_RENDERER));
    m_impl->glRenderer = QString::fromLatin1(name ? name : "");
    m_impl->software = isSoftwareRenderer(m_impl->glRenderer);
    auto& window = *m_impl->window;
    window.SetMultiSamples(m_impl->software ? 0 : m_impl->samples);
    // Core profiles promise lines of one pixel only; VTK makes wider ones from triangles.
    window.SetForceMaximumHardwareLineWidth(1);
    window.SetReadyForRendering(true);
    window.OpenGLInitContext();
    m_impl->dirty = true;
}

void VtkWidget::releaseContext() {
    if (!m_impl->window->GetReadyForRendering() || !m_impl->surface->context()) return;
    m_impl->surface->makeCurrent();
    m_impl->window->Finalize();
    m_impl->window->SetReadyForRendering(false);
    m_impl->surface->doneCurrent();
    m_impl->dirty = true;
}

void VtkWidget::fitClippingRange() {
    // One camera for all viewports: what any of them shows lies within its range.
    vtkBoundingBox all;
    std::array<double, 6> bounds{};
    for (const auto& renderer : m_impl->viewports) {
        renderer->ComputeVisiblePropBounds(bounds.data());
        if (vtkMath::AreBoundsInitialized(bounds.data())) all.AddBounds(bounds.data());
    }
    if (!all.IsValid()) return;
    all.GetBounds(bounds.data());
    m_impl->renderer->ResetCameraClippingRange(bounds.data());
}

void VtkWidget::drawVtk() {
    auto& window = *m_impl->window;
    vtkOpenGLState* state = window.GetState();
    QElapsedTimer clock;
    clock.start();
    m_impl->drawing = true;
    m_impl->dirty = false;
    state->Reset();
    state->Push();
    state->vtkglDepthFunc(GL_LEQUAL);
    fitClippingRange();
    window.Render();
    state->Pop();
    m_impl->surface->context()->functions()->glFinish();
    m_impl->drawing = false;
    m_impl->frame_ms = 1e-6 * static_cast<double>(clock.nsecsElapsed());
    if (m_impl->factor == 1.0) {
        // The first frame of a context also compiles shaders and uploads: it says nothing about the next.
        if (m_impl->framesInContext++ > 0) m_impl->fullFrame_ms = m_impl->frame_ms;
    }
}

void VtkWidget::showVtkFrame() {
    auto& window = *m_impl->window;
    QOpenGLFunctions& gl = *m_impl->surface->context()->functions();
    vtkOpenGLState* state = window.GetState();
    state->Reset();
    state->Push();
    state->vtkglDisable(GL_SCISSOR_TEST);
    gl.glBindFramebuffer(GL_DRAW_FRAMEBUFFER, m_impl->surface->framebuffer());
    const QSize target = deviceSize();
    if (const vtkOpenGLFramebufferObject* frame = window.GetRenderFramebuffer()) {
        const int* source = const_cast<vtkOpenGLFramebufferObject*>(frame)->GetLastSize();
        const bool turned = m_impl->surface->upsideDown();
        window.BlitDisplayFramebuffer(0, 0, 0, source[0], source[1], 0, turned ? target.height() : 0, target.width(), turned ? -target.height() : target.height(),
                                      GL_COLOR_BUFFER_BIT,
                                      source[0] == target.width() && source[1] == target.height() ? GL_NEAREST : GL_LINEAR);
    }
    // VTK leaves alpha as the actors had it; the desktop must not shine through.
    gl.glBindFramebuffer(GL_FRAMEBUFFER, m_impl->surface->framebuffer());
    gl.glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    gl.glClearColor(0, 0, 0, 1);
    gl.glClear(GL_COLOR_BUFFER_BIT);
    gl.glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    state->Pop();
    m_impl->unshown = false;
}

void VtkWidget::paintFrame() {
    if (!m_impl->window->GetReadyForRendering()) return;
    const bool resized = applySize(wantedFactor());
    const bool draw = resized || m_impl->dirty;
    if (draw) {
        setSmoothed(std::exchange(m_impl->smoothing, false));
        drawVtk();
    }
    showVtkFrame();
    if (!draw) return;
    // Without a graphics card there are no samples to smooth edges with, and a filter costs more than the frame: only
    // a picture at rest is drawn once more with it.
    if (m_impl->polished && m_impl->software && !m_impl->renderer->GetUseFXAA()) m_impl->polish->start();
    emit rendered(m_impl->frame_ms);
}

void VtkWidget::setSmoothed(bool smoothed) {
    for (const auto& renderer : m_impl->viewports) renderer->SetUseFXAA(smoothed);
}

QImage VtkWidget::grabImage(int scale, bool smooth) {
    if (!isValid() || !m_impl->window->GetReadyForRendering()) return {};
    m_impl->surface->makeCurrent();
    GLint limit = 2048;
    m_impl->surface->context()->functions()->glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    const QSize device = deviceSize();
    const int largest = std::max(1, limit / std::max(device.width(), device.height()));
    auto& window = *m_impl->window;
    applySize(std::clamp(scale, 1, largest));
    setSmoothed(smooth && m_impl->software);
    drawVtk();
    setSmoothed(false);
    const int width = window.GetSize()[0], height = window.GetSize()[1];
    vtkNew<vtkUnsignedCharArray> pixels;
    m_impl->drawing = true;
    const bool read = window.GetPixelData(0, 0, width - 1, height - 1, 0, pixels.Get(), 0) != 0;
    m_impl->drawing = false;
    QImage image;
    if (read && pixels->GetNumberOfTuples() == static_cast<vtkIdType>(width) * height) {
        image = QImage(width, height, QImage::Format_RGB888);
        const std::size_t row = static_cast<std::size_t>(width) * 3;
        for (int y = 0; y < height; ++y)
            std::memcpy(image.scanLine(y), pixels->GetPointer(0) + (height - 1 - y) * static_cast<vtkIdType>(row), row);
    }
    m_impl->surface->doneCurrent();
    requestRender();
    return image;
}

void VtkWidget::showUnavailable() {
    m_impl->notice = new QLabel(tr("No OpenGL here: the 3D view is off. The plan and all results work."), this);
    m_impl->notice->setObjectName(QStringLiteral("view3d.unavailable"));
    m_impl->notice->setAlignment(Qt::AlignCenter);
    m_impl->notice->setWordWrap(true);
    m_impl->notice->setAutoFillBackground(true);
}

}  // namespace plenum::app
