// SPDX-License-Identifier: GPL-3.0-or-later
//
// The duties of a bridge, in the order of a life:
//   constructor   VTK is told that it neither owns a context nor may draw or blit (ready = false, NoBlit).
//   initialize    a (new) context exists: VTK may draw; its loss is heard through aboutToBeDestroyed.
//   paint         draws if asked (VTK fills its own framebuffers), then copies VTK's picture to the widget's.
//   events        VTK asks "make current" / "is it current?" through its own events whenever it touches OpenGL outside
//                 a paint; after a make-current its record of bound framebuffers is void.
//   context loss  all OpenGL objects of the scene are dropped while the old context is still there.
#include "app/view3d/vtk_widget.h"

#include <vtkCallbackCommand.h>
#include <vtkCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>
#include <vtkRenderer.h>
#include <vtkRendererCollection.h>
#include <vtkUnsignedCharArray.h>

#include <QElapsedTimer>
#include <QKeyEvent>
#include <QLabel>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QOpenGLWidget>
#include <QScreen>
#include <QTimer>
#include <QVariantAnimation>
#include <algorithm>
#include <cmath>
#include <cstring>

#include "app/view3d/software_gl.h"
#include "app/view3d/vtk_interactor.h"

namespace plenum::app {

namespace {

constexpr int kSettle_ms = 160;
constexpr int kFlight_ms = 240;
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

/// The inner widget that owns the context. The mouse goes through it to the VtkWidget.
class VtkWidget::Surface : public QOpenGLWidget {
  public:
    explicit Surface(VtkWidget& owner) : QOpenGLWidget(&owner), m_owner(owner) {
        setObjectName(QStringLiteral("view3d.surface"));
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setUpdateBehavior(QOpenGLWidget::NoPartialUpdate);
    }

  protected:
    void initializeGL() override { m_owner.initializeContext(); }
    void paintGL() override { m_owner.paintFrame(); }

  private:
    VtkWidget& m_owner;
};

/// What VtkWidget holds.
struct VtkWidget::Impl {
    explicit Impl(VtkWidget& widget) : mouse(widget, *interactor) {}

    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<VtkInteractor> interactor;
    vtkNew<vtkRenderer> renderer;
    vtkNew<vtkCallbackCommand> observer;
    CameraControl camera{*renderer};
    MouseRouter mouse;
    Surface* surface = nullptr;  ///< null without OpenGL
    QTimer* settle = nullptr;
    QVariantAnimation* flight = nullptr;
    QLabel* notice = nullptr;
    CameraPose flightFrom, flightTo;

    bool fitWhenShown = false;  ///< a fit was asked for before the size was known
    bool dirty = true;    ///< a frame was asked for
    bool drawing = false;  ///< inside VTK's Render(): its frame event is ours
    int renderCount = 0;
    int framesInContext = 0;
    double frame_ms = 0;      ///< of the last frame
    double fullFrame_ms = 0;  ///< of the last frame at full size
    bool software = false;
    QString glRenderer;
    int samples = 4;

    bool sceneMoving = false;
    bool cameraMoving = false;
    double movingScale = 0.5;
    double factor = 1;  ///< VTK's size over the device size
};

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

    if (probeOpenGl().usable)
        m_impl->surface = new Surface(*this);
    else
        showUnavailable();

    m_impl->settle = new QTimer(this);
    m_impl->settle->setSingleShot(true);
    m_impl->settle->setInterval(kSettle_ms);
    connect(m_impl->settle, &QTimer::timeout, this, [this] { settleCamera(); });
    m_impl->flight = new QVariantAnimation(this);
    m_impl->flight->setDuration(kFlight_ms);
    m_impl->flight->setEasingCurve(QEasingCurve::InOutCubic);
    m_impl->flight->setStartValue(0.0);
    m_impl->flight->setEndValue(1.0);
    connect(m_impl->flight, &QVariantAnimation::valueChanged, this, [this](const QVariant& t) {
        // Setting the duration emits a value too.
        if (m_impl->flight->state() != QAbstractAnimation::Running) return;
        m_impl->camera.setPose(between(m_impl->flightFrom, m_impl->flightTo, t.toDouble()));
        moveCamera();
    });
    connect(m_impl->flight, &QVariantAnimation::finished, this, [this] { settleCamera(); });
}

VtkWidget::~VtkWidget() {
    if (m_impl->surface && m_impl->surface->context())
        disconnect(m_impl->surface->context(), nullptr, this, nullptr);
    releaseContext();
    delete m_impl->surface;
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
                if (!impl.drawing) self.updateSurface();
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
CameraControl& VtkWidget::camera() { return m_impl->camera; }
const CameraControl& VtkWidget::camera() const { return m_impl->camera; }
int VtkWidget::renderCount() const { return m_impl->renderCount; }
bool VtkWidget::isSoftware() const { return m_impl->software; }
QString VtkWidget::glRenderer() const { return m_impl->glRenderer; }
bool VtkWidget::isMoving() const { return m_impl->sceneMoving || m_impl->cameraMoving; }
void VtkWidget::setMouseHandler(MouseHandler* handler) { m_impl->mouse.setHandler(handler); }
void VtkWidget::setMovingScale(double factor) { m_impl->movingScale = std::clamp(factor, 0.1, 1.0); }
void VtkWidget::setFlightDuration(int milliseconds) { m_impl->flight->setDuration(std::max(0, milliseconds)); }
Ray VtkWidget::pickRay(QPointF pixel) const { return m_impl->camera.ray(pixel); }
std::optional<QPointF> VtkWidget::project(const twin::Vec3& point_m) const { return m_impl->camera.project(point_m); }

bool VtkWidget::isValid() const { return m_impl->surface && m_impl->surface->isValid(); }

void VtkWidget::updateSurface() {
    if (m_impl->surface) m_impl->surface->update();
}

void VtkWidget::requestRender() {
    m_impl->dirty = true;
    updateSurface();
}

void VtkWidget::setMoving(bool moving) {
    if (m_impl->sceneMoving == moving) return;
    m_impl->sceneMoving = moving;
    if (wantedFactor() != m_impl->factor) requestRender();
}

void VtkWidget::setMultiSamples(int samples) {
    m_impl->samples = std::max(0, samples);
    m_impl->window->SetMultiSamples(m_impl->software ? 0 : m_impl->samples);
    requestRender();
}

QSize VtkWidget::deviceSize() const { return (size() * devicePixelRatioF()).expandedTo(QSize(1, 1)); }

double VtkWidget::wantedFactor() const {
    return isMoving() && m_impl->fullFrame_ms > kSmooth_ms ? m_impl->movingScale : 1.0;
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
    m_impl->renderer->ResetCameraClippingRange();
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
    gl.glBindFramebuffer(GL_DRAW_FRAMEBUFFER, m_impl->surface->defaultFramebufferObject());
    const QSize target = deviceSize();
    if (const vtkOpenGLFramebufferObject* frame = window.GetRenderFramebuffer()) {
        const int* source = const_cast<vtkOpenGLFramebufferObject*>(frame)->GetLastSize();
        window.BlitDisplayFramebuffer(0, 0, 0, source[0], source[1], 0, 0, target.width(), target.height(),
                                      GL_COLOR_BUFFER_BIT,
                                      source[0] == target.width() && source[1] == target.height() ? GL_NEAREST : GL_LINEAR);
    }
    // VTK leaves alpha as the actors had it; the desktop must not shine through.
    gl.glBindFramebuffer(GL_FRAMEBUFFER, m_impl->surface->defaultFramebufferObject());
    gl.glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    gl.glClearColor(0, 0, 0, 1);
    gl.glClear(GL_COLOR_BUFFER_BIT);
    gl.glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    state->Pop();
}

void VtkWidget::paintFrame() {
    if (!m_impl->window->GetReadyForRendering()) return;
    const bool resized = applySize(wantedFactor());
    const bool draw = resized || m_impl->dirty;
    if (draw) drawVtk();
    showVtkFrame();
    if (draw) emit rendered(m_impl->frame_ms);
}

QImage VtkWidget::grabImage(int scale) {
    if (!isValid() || !m_impl->window->GetReadyForRendering()) return {};
    m_impl->surface->makeCurrent();
    GLint limit = 2048;
    m_impl->surface->context()->functions()->glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    const QSize device = deviceSize();
    const int largest = std::max(1, limit / std::max(device.width(), device.height()));
    auto& window = *m_impl->window;
    applySize(std::clamp(scale, 1, largest));
    drawVtk();
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

void VtkWidget::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_impl->fitWhenShown) {
        m_impl->camera.setViewSize(size());
        setPose(m_impl->camera.fitted(m_impl->camera.pose()));
    }
}

void VtkWidget::showUnavailable() {
    m_impl->notice = new QLabel(tr("No OpenGL here: the 3D view is off. The plan and all results work."), this);
    m_impl->notice->setObjectName(QStringLiteral("view3d.unavailable"));
    m_impl->notice->setAlignment(Qt::AlignCenter);
    m_impl->notice->setWordWrap(true);
    m_impl->notice->setAutoFillBackground(true);
}

void VtkWidget::resizeEvent(QResizeEvent* event) {
    m_impl->camera.setViewSize(size());
    if (m_impl->notice) m_impl->notice->setGeometry(rect());
    if (m_impl->surface) m_impl->surface->setGeometry(rect());
    QWidget::resizeEvent(event);
    emit cameraChanged();
}

void VtkWidget::moveCamera() {
    m_impl->cameraMoving = true;
    requestRender();
    emit cameraChanged();
}

void VtkWidget::settleCamera() {
    if (!m_impl->cameraMoving || m_impl->mouse.turnsCamera() || m_impl->flight->state() == QAbstractAnimation::Running) return;
    m_impl->cameraMoving = false;
    if (wantedFactor() != m_impl->factor) requestRender();
}

void VtkWidget::setPose(const CameraPose& pose) {
    m_impl->flight->stop();
    m_impl->fitWhenShown = false;
    m_impl->camera.setPose(pose);
    m_impl->cameraMoving = false;
    requestRender();
    emit cameraChanged();
}

void VtkWidget::flyTo(const CameraPose& pose) {
    if (!isVisible() || m_impl->flight->duration() == 0) {
        setPose(pose);
        return;
    }
    m_impl->flight->stop();
    m_impl->flightFrom = m_impl->camera.pose();
    m_impl->flightTo = pose;
    m_impl->flight->start();
}

void VtkWidget::showStandardView(StandardView view) {
    flyTo(m_impl->camera.standard(view));
    m_impl->fitWhenShown = !isVisible();
}

void VtkWidget::fitAll() {
    flyTo(m_impl->camera.fitted(m_impl->camera.pose()));
    m_impl->fitWhenShown = !isVisible();
}

void VtkWidget::settleLater() { m_impl->settle->start(); }

void VtkWidget::stopFlight() { m_impl->flight->stop(); }

void VtkWidget::mousePressEvent(QMouseEvent* event) { m_impl->mouse.press(*event); }
void VtkWidget::mouseMoveEvent(QMouseEvent* event) { m_impl->mouse.move(*event); }
void VtkWidget::mouseReleaseEvent(QMouseEvent* event) { m_impl->mouse.release(*event); }
void VtkWidget::mouseDoubleClickEvent(QMouseEvent* event) { m_impl->mouse.doubleClick(*event); }
void VtkWidget::wheelEvent(QWheelEvent* event) { m_impl->mouse.wheel(*event); }

void VtkWidget::leaveEvent(QEvent* event) {
    m_impl->mouse.leave();
    QWidget::leaveEvent(event);
}

bool VtkWidget::handleKey(const QKeyEvent& event) {
    if (event.modifiers() & ~Qt::KeypadModifier) return false;
    switch (event.key()) {
        case Qt::Key_1: showStandardView(StandardView::Top); return true;
        case Qt::Key_2: showStandardView(StandardView::Front); return true;
        case Qt::Key_3: showStandardView(StandardView::Left); return true;
        case Qt::Key_4: showStandardView(StandardView::Right); return true;
        case Qt::Key_5: showStandardView(StandardView::Isometric); return true;
        case Qt::Key_6: showStandardView(StandardView::Back); return true;
        case Qt::Key_Home:
        case Qt::Key_F: fitAll(); return true;
        case Qt::Key_P:
            m_impl->flight->stop();
            m_impl->camera.setParallel(!m_impl->camera.parallel());
            requestRender();
            emit cameraChanged();
            return true;
        default: return false;
    }
}

void VtkWidget::keyPressEvent(QKeyEvent* event) {
    if (m_impl->interactor->keyPress(*event) || handleKey(*event)) {
        event->accept();
        return;
    }
    QWidget::keyPressEvent(event);
}

void VtkWidget::keyReleaseEvent(QKeyEvent* event) {
    if (m_impl->interactor->keyRelease(*event)) {
        event->accept();
        return;
    }
    QWidget::keyReleaseEvent(event);
}

}  // namespace plenum::app
