// SPDX-License-Identifier: GPL-3.0-or-later
//
// The camera's half of the widget: viewports, flights, mouse and keys.
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "app/view3d/vtk_widget_state.h"

namespace plenum::app {

CameraControl& VtkWidget::camera() { return m_impl->camera; }
const CameraControl& VtkWidget::camera() const { return m_impl->camera; }
bool VtkWidget::isMoving() const { return m_impl->sceneMoving || m_impl->cameraMoving; }
void VtkWidget::setMouseHandler(MouseHandler* handler) { m_impl->mouse.setHandler(handler); }
void VtkWidget::setMovingScale(double factor) { m_impl->movingScale = std::clamp(factor, 0.1, 1.0); }
void VtkWidget::setFlightDuration(int milliseconds) { m_impl->flight->setDuration(std::max(0, milliseconds)); }

int VtkWidget::viewportCount() const { return static_cast<int>(m_impl->viewports.size()); }
vtkRenderer* VtkWidget::renderer(int viewport) const { return m_impl->viewports[static_cast<std::size_t>(viewport)]; }

QSizeF VtkWidget::viewportSize() const { return {static_cast<double>(width()) / viewportCount(), static_cast<double>(height())}; }

QRectF VtkWidget::viewportRect(int viewport) const { return {QPointF(viewport * viewportSize().width(), 0), viewportSize()}; }

int VtkWidget::viewportAt(QPointF pixel) const { return std::clamp(static_cast<int>(pixel.x() / std::max(viewportSize().width(), 1.0)), 0, viewportCount() - 1); }

QPointF VtkWidget::inViewport(QPointF pixel) const { return pixel - viewportRect(viewportAt(pixel)).topLeft(); }

Ray VtkWidget::pickRay(QPointF pixel) const { return m_impl->camera.ray(inViewport(pixel)); }

std::optional<QPointF> VtkWidget::project(const twin::Vec3& point_m, int viewport) const {
    const auto place = m_impl->camera.project(point_m);
    if (!place) return std::nullopt;
    return *place + viewportRect(viewport).topLeft();
}

void VtkWidget::setViewportCount(int count) {
    Impl& d = *m_impl;
    const auto wanted = static_cast<std::size_t>(std::max(1, count));
    while (d.viewports.size() > wanted) {
        d.window->RemoveRenderer(d.viewports.back());
        d.viewports.pop_back();
    }
    while (d.viewports.size() < wanted) {
        auto renderer = vtkSmartPointer<vtkRenderer>::New();
        renderer->SetActiveCamera(d.renderer->GetActiveCamera());
        renderer->SetBackground(d.renderer->GetBackground());
        d.window->AddRenderer(renderer);
        d.viewports.push_back(renderer);
    }
    for (std::size_t i = 0; i < wanted; ++i)
        d.viewports[i]->SetViewport(static_cast<double>(i) / static_cast<double>(wanted), 0, static_cast<double>(i + 1) / static_cast<double>(wanted), 1);
    d.camera.setViewSize(viewportSize());
    requestRender();
    emit cameraChanged();
}

void VtkWidget::setPolished(bool polished) { m_impl->polished = polished; }

void VtkWidget::connectCamera() {
    Impl& d = *m_impl;
    d.settle = new QTimer(this);
    d.settle->setSingleShot(true);
    d.settle->setInterval(Impl::kSettle_ms);
    connect(d.settle, &QTimer::timeout, this, [this] { settleCamera(); });
    d.polish = new QTimer(this);
    d.polish->setSingleShot(true);
    d.polish->setInterval(Impl::kPolish_ms);
    connect(d.polish, &QTimer::timeout, this, [this] {
        if (isMoving()) return;
        m_impl->smoothing = true;
        requestRender();
    });
    d.flight = new QVariantAnimation(this);
    d.flight->setDuration(Impl::kFlight_ms);
    d.flight->setEasingCurve(QEasingCurve::InOutCubic);
    d.flight->setStartValue(0.0);
    d.flight->setEndValue(1.0);
    connect(d.flight, &QVariantAnimation::valueChanged, this, [this](const QVariant& t) {
        Impl& flown = *m_impl;
        // Setting the duration emits a value too.
        if (flown.flight->state() != QAbstractAnimation::Running) return;
        const double done = t.toDouble();
        flown.camera.setPose(done >= 1 ? flown.flightTo : between(flown.flightFrom, flown.camera.projected(flown.flightTo, flown.flightFrom.parallel), done));
        moveCamera();
    });
    connect(d.flight, &QVariantAnimation::finished, this, [this] { settleCamera(); });
}

void VtkWidget::setMoving(bool moving) {
    if (m_impl->sceneMoving == moving) return;
    m_impl->sceneMoving = moving;
    if (wantedFactor() != m_impl->factor) requestRender();
}

void VtkWidget::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_impl->fitWhenShown) {
        m_impl->camera.setViewSize(viewportSize());
        setPose(m_impl->camera.fitted(m_impl->camera.pose()));
    }
}

void VtkWidget::resizeEvent(QResizeEvent* event) {
    m_impl->camera.setViewSize(viewportSize());
    if (m_impl->notice) m_impl->notice->setGeometry(rect());
    if (m_impl->surface) m_impl->surface->widget().setGeometry(rect());
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
