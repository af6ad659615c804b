// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vtkCallbackCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <QLabel>
#include <QOpenGLWidget>
#include <QTimer>
#include <QVariantAnimation>

#include "app/view3d/vtk_interactor.h"
#include "app/view3d/vtk_widget.h"

namespace plenum::app {

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
    Surface* surface = nullptr;  ///< null without OpenGL
    QTimer* settle = nullptr;
    QTimer* polish = nullptr;
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

    bool polished = false;  ///< pictures at rest are smoothed
    bool smoothing = false;  ///< the next frame is
    bool sceneMoving = false;
    bool cameraMoving = false;
    double movingScale = 0.5;
    double factor = 1;  ///< VTK's size over the device size
};

}  // namespace plenum::app
