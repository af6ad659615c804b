// SPDX-License-Identifier: GPL-3.0-or-later
#include <vtkOpenGLState.h>

#include <QOpenGLFunctions>
#include <QPaintEvent>
#include <QPainter>
#include <utility>

#include "app/view3d/vtk_widget_state.h"

namespace plenum::app {

namespace {

void prepare(QWidget& widget) {
    widget.setObjectName(QStringLiteral("view3d.surface"));
    widget.setAttribute(Qt::WA_TransparentForMouseEvents);
}

}  // namespace

VtkWidget::CardSurface::CardSurface(VtkWidget& owner) : QOpenGLWidget(&owner), m_owner(owner) {
    prepare(*this);
    setUpdateBehavior(QOpenGLWidget::NoPartialUpdate);
}

VtkWidget::PixelSurface::PixelSurface(VtkWidget& owner) : QWidget(&owner), m_owner(owner) {
    prepare(*this);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

VtkWidget::PixelSurface::~PixelSurface() {
    if (!m_context) return;
    makeCurrent();
    m_frame.reset();
    doneCurrent();
}

void VtkWidget::PixelSurface::start() {
    if (std::exchange(m_tried, true)) return;
    auto context = std::make_unique<QOpenGLContext>();
    context->setFormat(QSurfaceFormat::defaultFormat());
    if (!context->create()) return;
    m_target.setFormat(context->format());
    m_target.create();
    if (!m_target.isValid() || !context->makeCurrent(&m_target)) return;
    m_context = std::move(context);
    m_owner.initializeContext();
    doneCurrent();
}

void VtkWidget::PixelSurface::makeCurrent() { m_context->makeCurrent(&m_target); }
void VtkWidget::PixelSurface::doneCurrent() { m_context->doneCurrent(); }
unsigned VtkWidget::PixelSurface::framebuffer() const { return m_frame ? m_frame->handle() : 0; }

/// True when the framebuffer is new: nothing is in it yet.
bool VtkWidget::PixelSurface::fit() {
    const QSize wanted = m_owner.deviceSize();
    if (m_frame && m_frame->size() == wanted) return false;
    m_frame = std::make_unique<QOpenGLFramebufferObject>(wanted);
    m_picture = QImage(wanted, QImage::Format_RGB32);
    return true;
}

void VtkWidget::PixelSurface::paintEvent(QPaintEvent* event) {
    start();
    if (!m_context) return;
    if (m_frame == nullptr || m_frame->size() != m_owner.deviceSize() || m_owner.m_impl->dirty || m_owner.m_impl->unshown) {
        makeCurrent();
        const bool fresh = fit();
        m_owner.m_impl->window->GetState()->ResetFramebufferBindings();
        if (fresh) m_owner.m_impl->dirty = true;
        m_owner.paintFrame();
        QOpenGLFunctions& gl = *m_context->functions();
        gl.glBindFramebuffer(GL_FRAMEBUFFER, m_frame->handle());
        gl.glPixelStorei(GL_PACK_ALIGNMENT, 4);
        gl.glReadPixels(0, 0, m_picture.width(), m_picture.height(), GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, m_picture.bits());
        doneCurrent();
    }
    QPainter painter(this);
    const QRect part = event->rect();
    const double scale = devicePixelRatioF();
    painter.drawImage(part, m_picture, QRectF(part.x() * scale, part.y() * scale, part.width() * scale, part.height() * scale));
}

}  // namespace plenum::app
