// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vtkCallbackCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <QLabel>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QOpenGLWidget>
#include <QTimer>
#include <QVariantAnimation>

#include "app/view3d/vtk_interactor.h"
#include "app/view3d/vtk_widget.h"

namespace plenum::app {

/// What owns the context and shows VTK's picture, inside of the VtkWidget. The mouse goes through it.
class VtkWidget::Surface {
  public:
    virtual ~Surface() = default;
    virtual QWidget& widget() = 0;
    virtual bool isValid() const = 0;
    virtual QOpenGLContext* context() const = 0;
    virtual void makeCurrent() = 0;
    virtual void doneCurrent() = 0;
    virtual unsigned framebuffer() const = 0;  ///< what a picture is copied to
    virtual bool upsideDown() const = 0;       ///< its first line is the top
};

/// A graphics card: Qt puts the window together with OpenGL.
class VtkWidget::CardSurface : public QOpenGLWidget, public Surface {
  public:
    explicit CardSurface(VtkWidget& owner);
    QWidget& widget() override { return *this; }
    bool isValid() const override { return QOpenGLWidget::isValid(); }
    QOpenGLContext* context() const override { return QOpenGLWidget::context(); }
    void makeCurrent() override { QOpenGLWidget::makeCurrent(); }
    void doneCurrent() override { QOpenGLWidget::doneCurrent(); }
    unsigned framebuffer() const override { return defaultFramebufferObject(); }
    bool upsideDown() const override { return false; }

  protected:
    void initializeGL() override { m_owner.initializeContext(); }
    void paintGL() override { m_owner.paintFrame(); }

  private:
    VtkWidget& m_owner;
};

/// OpenGL by the processor: the picture is read back and painted as any widget is. A window with a QOpenGLWidget is put
/// together by OpenGL, whole, for every change of any widget; by the processor that takes longer than the scene itself.
class VtkWidget::PixelSurface : public QWidget, public Surface {
  public:
    explicit PixelSurface(VtkWidget& owner);
    ~PixelSurface() override;
    QWidget& widget() override { return *this; }
    bool isValid() const override { return m_context != nullptr; }
    QOpenGLContext* context() const override { return m_context.get(); }
    void makeCurrent() override;
    void doneCurrent() override;
    unsigned framebuffer() const override;
    bool upsideDown() const override { return true; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void start();
    bool fit();

    VtkWidget& m_owner;
    QOffscreenSurface m_target;
    std::unique_ptr<QOpenGLContext> m_context;
    std::unique_ptr<QOpenGLFramebufferObject> m_frame;
    QImage m_picture;
    bool m_tried = false;
};

/// What VtkWidget holds. Included by its sources only.
struct VtkWidget::Impl {
    static constexpr int kSettle_ms = 160;
    static constexpr int kFlight_ms = 240;
    static constexpr int kPolish_ms = 350;  ///< of rest

    explicit Impl(VtkWidget& widget) : mouse(widget, *interactor) {}

    vtkNew<vtkGenericOpenGLRenderWindow> window;
    vtkNew<VtkInteractor> interactor;
    vtkNew<vtkRenderer> renderer;
    std::vector<vtkSmartPointer<vtkRenderer>> viewports{renderer.Get()};  ///< from the left
    vtkNew<vtkCallbackCommand> observer;
    CameraControl camera{*renderer};
    MouseRouter mouse;
    std::unique_ptr<Surface> surface;  ///< null without OpenGL
    QTimer* settle = nullptr;
    QTimer* polish = nullptr;
    QVariantAnimation* flight = nullptr;
    QLabel* notice = nullptr;
    CameraPose flightFrom, flightTo;

    bool fitWhenShown = false;  ///< a fit was asked for before the size was known
    bool dirty = true;    ///< a frame was asked for
    bool unshown = false;  ///< VTK drew by itself: its frame has only to be shown
    bool drawing = false;  ///< inside VTK's Render(): its frame event is ours
    int renderCount = 0;
    int framesInContext = 0;
    double frame_ms = 0;      ///< of the last frame
    double fullFrame_ms = 0;  ///< of the last frame at full size
    bool software = false;
    QString glRenderer;
    int samples = 4;

    bool polished = false;  ///< pictures at rest are smoothed
    bool smoothing = false;  ///< the next frame is
    bool sceneMoving = false;
    bool cameraMoving = false;
    double movingScale = 0.5;
    double factor = 1;  ///< VTK's size over the device size
};

}  // namespace plenum::app
