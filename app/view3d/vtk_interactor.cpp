// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/vtk_interactor.h"

#include <vtkCommand.h>
#include <vtkObjectFactory.h>
#include <vtkRenderWindow.h>

#include <QKeyEvent>
#include <QKeySequence>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

#include "app/view3d/vtk_widget.h"

namespace plenum::app {

vtkStandardNewMacro(VtkInteractor)

namespace {

constexpr int kWheelStep = 120;  // eighths of a degree for one notch, QWheelEvent::angleDelta

unsigned long buttonEvent(Qt::MouseButton button, bool press) {
    switch (button) {
        case Qt::LeftButton: return press ? vtkCommand::LeftButtonPressEvent : vtkCommand::LeftButtonReleaseEvent;
        case Qt::MiddleButton: return press ? vtkCommand::MiddleButtonPressEvent : vtkCommand::MiddleButtonReleaseEvent;
        case Qt::RightButton: return press ? vtkCommand::RightButtonPressEvent : vtkCommand::RightButtonReleaseEvent;
        default: return vtkCommand::NoEvent;
    }
}

bool key(VtkInteractor& interactor, const QKeyEvent& event, unsigned long vtkEvent) {
    if (!interactor.GetEnabled()) return false;
    const QString text = event.text();
    const char code = text.size() == 1 && text[0].unicode() < 128 ? text[0].toLatin1() : '\0';
    const QByteArray symbol = QKeySequence(event.key()).toString(QKeySequence::PortableText).toLatin1();
    interactor.SetKeyEventInformation(event.modifiers().testFlag(Qt::ControlModifier) ? 1 : 0,
                                      event.modifiers().testFlag(Qt::ShiftModifier) ? 1 : 0, code,
                                      event.isAutoRepeat() ? 1 : 0, symbol.constData());
    interactor.SetAltKey(event.modifiers().testFlag(Qt::AltModifier) ? 1 : 0);
    bool taken = interactor.InvokeEvent(vtkEvent, nullptr) != 0;
    if (!taken && vtkEvent == vtkCommand::KeyPressEvent && code)
        taken = interactor.InvokeEvent(vtkCommand::CharEvent, nullptr) != 0;
    return taken;
}

}  // namespace

VtkInteractor::VtkInteractor() { this->SetInteractorStyle(nullptr); }

VtkInteractor::~VtkInteractor() = default;

void VtkInteractor::Initialize() {
    if (this->RenderWindow) {
        const int* size = this->RenderWindow->GetSize();
        this->Size[0] = size[0];
        this->Size[1] = size[1];
    }
    this->Initialized = 1;
    this->Enable();
}

void VtkInteractor::Render() {
    if (m_requestRender) m_requestRender();
    this->InvokeEvent(vtkCommand::RenderEvent, nullptr);
}

void VtkInteractor::setPicture(int width, int height, double scale) {
    this->SetSize(width, height);
    m_scale = scale;
}

/// VTK's origin is the lower left pixel, Qt's the upper left corner.
void VtkInteractor::place(QPointF position, Qt::KeyboardModifiers modifiers, int repeat) {
    const int x = static_cast<int>(std::floor(position.x() * m_scale));
    const int y = this->Size[1] - 1 - static_cast<int>(std::floor(position.y() * m_scale));
    this->SetEventInformation(x, y, modifiers.testFlag(Qt::ControlModifier) ? 1 : 0,
                              modifiers.testFlag(Qt::ShiftModifier) ? 1 : 0, 0, repeat);
    this->SetAltKey(modifiers.testFlag(Qt::AltModifier) ? 1 : 0);
}

bool VtkInteractor::mousePress(const QMouseEvent& event) {
    const unsigned long id = buttonEvent(event.button(), true);
    if (!this->Enabled || id == vtkCommand::NoEvent) return false;
    place(event.position(), event.modifiers(), event.type() == QEvent::MouseButtonDblClick ? 1 : 0);
    return this->InvokeEvent(id, nullptr) != 0;
}

bool VtkInteractor::mouseMove(const QMouseEvent& event) {
    if (!this->Enabled) return false;
    place(event.position(), event.modifiers(), 0);
    return this->InvokeEvent(vtkCommand::MouseMoveEvent, nullptr) != 0;
}

bool VtkInteractor::mouseRelease(const QMouseEvent& event) {
    const unsigned long id = buttonEvent(event.button(), false);
    if (!this->Enabled || id == vtkCommand::NoEvent) return false;
    place(event.position(), event.modifiers(), 0);
    return this->InvokeEvent(id, nullptr) != 0;
}

bool VtkInteractor::wheel(const QWheelEvent& event, int steps) {
    if (!this->Enabled || steps == 0) return false;
    place(event.position(), event.modifiers(), 0);
    const unsigned long id = steps > 0 ? vtkCommand::MouseWheelForwardEvent : vtkCommand::MouseWheelBackwardEvent;
    bool taken = false;
    for (int step = 0; step < std::abs(steps); ++step) taken = this->InvokeEvent(id, nullptr) != 0 || taken;
    return taken;
}

bool VtkInteractor::keyPress(const QKeyEvent& event) { return key(*this, event, vtkCommand::KeyPressEvent); }

bool VtkInteractor::keyRelease(const QKeyEvent& event) { return key(*this, event, vtkCommand::KeyReleaseEvent); }

int VtkInteractor::InternalCreateTimer(int timerId, int timerType, unsigned long duration_ms) {
    auto timer = std::make_unique<QTimer>();
    timer->setSingleShot(timerType == OneShotTimer);
    timer->setInterval(static_cast<int>(duration_ms));
    QObject::connect(timer.get(), &QTimer::timeout, timer.get(), [this, timerId] {
        if (!this->Enabled) return;
        int id = timerId;
        this->InvokeEvent(vtkCommand::TimerEvent, &id);
    });
    timer->start();
    const int platformId = m_nextTimer++;
    m_timers.emplace(platformId, std::move(timer));
    return platformId;
}

int VtkInteractor::InternalDestroyTimer(int platformTimerId) {
    const auto found = m_timers.find(platformTimerId);
    if (found == m_timers.end()) return 0;
    // A timer is often destroyed from its own timeout: it must outlive the signal.
    found->second->stop();
    found->second.release()->deleteLater();
    m_timers.erase(found);
    return 1;
}

void MouseRouter::press(QMouseEvent& event) {
    event.accept();
    m_widget.stopFlight();
    if (m_drag != Drag::None && m_drag != Drag::Handler && m_drag != Drag::VtkWidgets) return;
    if (m_drag != Drag::VtkWidgets && m_handler && m_handler->press(event)) {
        m_drag = Drag::Handler;
        return;
    }
    if (m_drag == Drag::Handler) return;
    if (m_interactor.mousePress(event)) {
        m_drag = Drag::VtkWidgets;
        return;
    }
    if (m_drag != Drag::None) return;
    const bool left = event.button() == Qt::LeftButton;
    if (event.button() == Qt::MiddleButton || (left && event.modifiers().testFlag(Qt::ShiftModifier)))
        m_drag = Drag::Pan;
    else if (left)
        m_drag = Drag::Orbit;
    if (m_drag == Drag::None) {
        event.ignore();
        return;
    }
    m_last = event.position();
    m_cursorBefore = m_widget.cursor();
}

void MouseRouter::move(QMouseEvent& event) {
    event.accept();
    if (m_drag == Drag::Orbit || m_drag == Drag::Pan) {
        const QPointF delta = event.position() - m_last;
        if (delta.isNull()) return;
        m_last = event.position();
        if (m_drag == Drag::Pan) {
            m_widget.camera().pan(delta);
            m_widget.setCursor(Qt::SizeAllCursor);
        } else {
            m_widget.camera().orbit(delta);
            m_widget.setCursor(Qt::ClosedHandCursor);
        }
        m_widget.moveCamera();
        return;
    }
    if (m_drag != Drag::VtkWidgets && m_handler && m_handler->move(event)) return;
    if (m_drag != Drag::Handler) m_interactor.mouseMove(event);
}

void MouseRouter::release(QMouseEvent& event) {
    event.accept();
    const Drag drag = m_drag;
    if (event.buttons() == Qt::NoButton) m_drag = Drag::None;
    if (drag == Drag::Orbit || drag == Drag::Pan) {
        if (m_drag == Drag::None) {
            m_widget.setCursor(m_cursorBefore);
            m_widget.settleCamera();
        }
        return;
    }
    if (drag != Drag::VtkWidgets && m_handler && m_handler->release(event)) return;
    if (drag != Drag::Handler) m_interactor.mouseRelease(event);
}

void MouseRouter::doubleClick(QMouseEvent& event) {
    event.accept();
    if (m_handler && m_handler->doubleClick(event)) {
        m_drag = Drag::Handler;
        return;
    }
    if (m_interactor.mousePress(event)) {
        m_drag = Drag::VtkWidgets;
        return;
    }
    if (event.button() != Qt::LeftButton) return;
    if (const auto hit = m_widget.camera().pick(m_widget.inViewport(event.position()))) {
        CameraPose pose = m_widget.camera().pose();
        pose.focal_m = *hit;
        m_widget.flyTo(pose);
    }
}

void MouseRouter::wheel(QWheelEvent& event) {
    // Always accepted: a scroll area or dock around the view must not move.
    event.accept();
    if (m_handler && m_handler->wheel(event)) return;
    const int angle = event.angleDelta().y() != 0 ? event.angleDelta().y() : event.angleDelta().x();
    if (angle == 0) return;
    m_wheelRest += angle;
    const int steps = m_wheelRest / kWheelStep;
    m_wheelRest -= steps * kWheelStep;
    if (m_interactor.wheel(event, steps)) return;
    m_widget.stopFlight();
    m_widget.camera().zoom(static_cast<double>(angle) / kWheelStep, m_widget.inViewport(event.position()));
    m_widget.moveCamera();
    m_widget.settleLater();
}

void MouseRouter::leave() {
    if (m_handler) m_handler->leave();
}

}  // namespace plenum::app
