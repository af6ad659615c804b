// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vtkRenderWindowInteractor.h>

#include <QCursor>
#include <QPointF>
#include <QTimer>
#include <functional>
#include <map>
#include <memory>

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace plenum::app {

class MouseHandler;
class VtkWidget;

/// A VTK interactor that lives in Qt's event loop: its timers are QTimers, Start() returns at once, TerminateApp()
/// (VTK's 'q' and 'e') does nothing, and Render() asks the widget for a frame in place of drawing one.
/// It has no interactor style: the mouse belongs to the scene and the camera; VTK's own widgets still get all events.
/// Included by sources of this folder only.
class VtkInteractor : public vtkRenderWindowInteractor {
  public:
    static VtkInteractor* New();
    vtkTypeMacro(VtkInteractor, vtkRenderWindowInteractor)


    void setRenderRequest(std::function<void()> request) { m_requestRender = std::move(request); }
    /// Size of VTK's picture and how many of its pixels make one widget pixel.
    void setPicture(int width, int height, double scale);

    /// Forward one Qt event. True when an observer (a VTK widget) took the event for itself.
    bool mousePress(const QMouseEvent& event);
    bool mouseMove(const QMouseEvent& event);
    bool mouseRelease(const QMouseEvent& event);
    bool wheel(const QWheelEvent& event, int steps);
    bool keyPress(const QKeyEvent& event);
    bool keyRelease(const QKeyEvent& event);

    void Initialize() override;
    void Start() override {}
    void Render() override;
    void TerminateApp() override {}

  protected:
    VtkInteractor();
    ~VtkInteractor() override;
    int InternalCreateTimer(int timerId, int timerType, unsigned long duration_ms) override;
    int InternalDestroyTimer(int platformTimerId) override;

  private:
    VtkInteractor(const VtkInteractor&) = delete;
    void operator=(const VtkInteractor&) = delete;
    void place(QPointF position, Qt::KeyboardModifiers modifiers, int repeat);

    double m_scale = 1;
    std::function<void()> m_requestRender;
    std::map<int, std::unique_ptr<QTimer>> m_timers;
    int m_nextTimer = 1;
};

/// Who gets a mouse event of a VtkWidget: the mouse handler, then VTK's own widgets, then the camera. The first to take
/// a press keeps the mouse until all buttons are up. Part of VtkWidget.
class MouseRouter {
  public:
    MouseRouter(VtkWidget& widget, VtkInteractor& interactor) : m_widget(widget), m_interactor(interactor) {}

    void setHandler(MouseHandler* handler) { m_handler = handler; }
    bool turnsCamera() const { return m_drag == Drag::Orbit || m_drag == Drag::Pan; }

    void press(QMouseEvent& event);
    void move(QMouseEvent& event);
    void release(QMouseEvent& event);
    void doubleClick(QMouseEvent& event);
    void wheel(QWheelEvent& event);
    void leave();

  private:
    enum class Drag { None, Handler, VtkWidgets, Orbit, Pan };

    VtkWidget& m_widget;
    VtkInteractor& m_interactor;
    MouseHandler* m_handler = nullptr;
    Drag m_drag = Drag::None;
    QPointF m_last;
    QCursor m_cursorBefore;
    int m_wheelRest = 0;  ///< turn of the wheel not yet worth a step, in eighths of a degree
};

}  // namespace plenum::app
