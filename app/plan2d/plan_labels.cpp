// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan2d/plan_painter.h"
#include "app/plan2d/plan_view.h"
#include "app/widgets/colormap.h"

#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace plenum::app {

using twin::Kind;

namespace {

constexpr double kEquipmentNames_px_per_m = 12;

QString number(double value, twin::Unit unit, twin::UnitSystem units, int decimals = -1) {
    return QString::fromStdString(twin::formatQuantity(value, unit, units, decimals));
}

}  // namespace

bool LabelPlacer::take(const QRectF& rect) {
    const twin::Bounds bounds{rect.left(), rect.top(), rect.right(), rect.bottom()};
    m_grid.find(bounds, m_near);
    for (const std::uint32_t other : m_near)
        if (m_taken[other].touches(bounds)) return false;
    m_grid.insert(static_cast<std::uint32_t>(m_taken.size()), bounds);
    m_taken.push_back(bounds);
    return true;
}

void PlanPainter::labels(const std::vector<std::uint32_t>& shown, const twin::scene::IdSet&) {
    const twin::Site& site = *m_scene.site;
    LabelPlacer placer;
    m_p.setRenderHint(QPainter::Antialiasing);
    const QRectF screen(QPointF(0, 0), m_camera.size);
    // Boxes are taken first, so that what stands beside them does not write over them.
    struct Outside {
        QString text;
        QRectF rect;
    };
    const QFont small = bodyFont(-2), smallStrong = bodyFont(-2, QFont::DemiBold);
    const QFontMetricsF metrics(small), strongMetrics(smallStrong);
    std::vector<Outside> outside;

    const auto halo = [&](const QPointF& baseline, const QString& text, const QColor& colour) {
        QColor ground = m_theme.ground;
        ground.setAlphaF(0.72F);
        const QFontMetricsF now(m_p.font());
        QRectF back = now.boundingRect(text).translated(baseline).adjusted(-3, -1, 3, 1);
        m_p.setPen(Qt::NoPen);
        m_p.setBrush(ground);
        m_p.drawRoundedRect(back, 3, 3);
        m_p.setPen(colour);
        m_p.drawText(baseline, text);
    };

    // Names of rooms: on their upper edge, outside where there is room.
    m_p.setFont(smallStrong);
    site.items(Kind::Room).forEach([&](const twin::Item& room) {
        if (room.points.size() < 3) return;
        const QRectF rect = m_camera.toScreen(twin::boundsOf(room.points));
        const QString area = number(twin::outlineArea_m2(room.points), twin::Unit::Area, m_scene.units, 0);
        QString text = QString::fromStdString(room.name) + QStringLiteral("  ") + area;
        if (strongMetrics.horizontalAdvance(text) > rect.width()) text = QString::fromStdString(room.name);
        const double width = strongMetrics.horizontalAdvance(text);
        if (width > rect.width() || !rect.intersects(screen)) return;
        const QPointF at(std::max(rect.left(), 8.0) + 2, std::max(rect.top() - 6, strongMetrics.height() + 4));
        if (at.x() + width > rect.right() || !placer.take(QRectF(at.x() - 3, at.y() - strongMetrics.ascent() - 2, width + 6, strongMetrics.height() + 3))) return;
        halo(at, text, m_theme.dim);
    });

    // Names of rows: before their first item.
    m_p.setFont(small);
    for (const auto& [id, bounds] : m_scene.rows) {
        const twin::Item* row = site.items(Kind::Row).find(id);
        const QRectF rect = m_camera.toScreen(bounds);
        if (row == nullptr || !rect.intersects(screen) || std::max(rect.width(), rect.height()) < 60 || std::min(rect.width(), rect.height()) < 6) continue;
        const QString text = QString::fromStdString(row->name);
        const double width = metrics.horizontalAdvance(text);
        const bool lying = rect.width() >= rect.height();
        const QPointF at = lying ? QPointF(std::max(rect.left() - width - 8, 6.0), rect.center().y() + metrics.ascent() / 2 - 1)
                                 : QPointF(rect.center().x() - width / 2, std::min(rect.bottom() + metrics.ascent() + 6, screen.bottom() - 4));
        if (placer.take(QRectF(at.x() - 3, at.y() - metrics.ascent(), width + 6, metrics.height()))) halo(at, text, m_theme.dim);
    }

    for (const std::uint32_t slot : shown) {
        const auto& entry = m_scene.index.entries()[slot];
        if (twin::spec(entry.kind).shape != twin::Shape::Box || entry.kind == Kind::RearDoor) continue;
        const QRectF rect = m_camera.toScreen(entry.bounds);
        if (!rect.intersects(screen) || std::max(rect.width(), rect.height()) < 24) continue;
        const twin::Item* item = site.items(entry.kind).find(entry.id);
        if (item == nullptr || item->name.empty()) continue;
        const QString name = QString::fromStdString(item->name);
        const double width = strongMetrics.horizontalAdvance(name), line = strongMetrics.height();
        const bool lying = rect.width() - 6 >= width || rect.width() >= rect.height();
        const double length = lying ? rect.width() : rect.height(), breadth = lying ? rect.height() : rect.width();
        if (length - 8 < width || breadth - 4 < line) {
            if (twin::isCompute(entry.kind) || entry.kind == Kind::ReservedPlace || entry.kind == Kind::Valve || m_camera.px_per_m < kEquipmentNames_px_per_m) continue;
            const double w = metrics.horizontalAdvance(name);
            outside.push_back({name, QRectF(rect.center().x() - w / 2, rect.bottom() + 3, w, metrics.height())});
            placer.take(rect);
            continue;
        }
        const PlanLook& look = m_scene.look(slot);
        const bool valued = look.state == PlanLook::State::Valued;
        QString second;
        if (valued && m_scene.overlay != nullptr && breadth - 8 >= 2 * line) {
            second = number(look.value, m_scene.overlay->unit, m_scene.units);
            if (metrics.horizontalAdvance(second) > length - 8) second.clear();
        }
        if (!placer.take(rect.adjusted(1, 1, -1, -1))) continue;
        m_p.save();
        m_p.translate(rect.center());
        if (!lying) m_p.rotate(-90);
        const QRectF text(-length / 2, -breadth / 2, length, breadth);
        if (look.state == PlanLook::State::Missing) {
            m_p.setPen(Qt::NoPen);
            m_p.setBrush(m_theme.surface);
            m_p.drawRect(QRectF(-width / 2 - 2, -line / 2, width + 4, line));
        }
        m_p.setPen(valued ? QColor::fromRgb(readableOn(look.colour)) : m_theme.text);
        m_p.setFont(smallStrong);
        m_p.drawText(second.isEmpty() ? text : text.adjusted(0, 0, 0, -line), Qt::AlignCenter, name);
        if (!second.isEmpty()) {
            m_p.setFont(small);
            m_p.drawText(text.adjusted(0, line, 0, 0), Qt::AlignCenter, second);
        }
        m_p.restore();
    }
    m_p.setFont(small);
    for (const Outside& label : outside)
        if (placer.take(label.rect.adjusted(-3, 0, 3, 0))) halo({label.rect.left(), label.rect.top() + metrics.ascent()}, label.text, m_theme.text);
}

void PlanPainter::furniture() {
    const bool ip = m_scene.units == twin::UnitSystem::IP;
    const double unit_m = ip ? 0.3048 : 1.0;
    const double wanted = 110 / (m_camera.px_per_m * unit_m);
    const double decade = std::pow(10.0, std::floor(std::log10(wanted)));
    double length_units = decade;
    for (const double step : {2.0, 5.0, 10.0})
        if (step * decade <= wanted) length_units = step * decade;
    const double length = length_units * unit_m * m_camera.px_per_m;
    const double right = m_camera.size.width() - 20, bottom = m_camera.size.height() - 18;
    m_p.setRenderHint(QPainter::Antialiasing);
    m_p.setFont(bodyFont(-2));
    const QString text = QLocale().toString(length_units, 'g', 6) + QChar(0x00A0) + (ip ? PlanView::tr("ft") : PlanView::tr("m"));
    const QFontMetricsF metrics(m_p.font());
    QColor back = m_theme.ground;
    back.setAlphaF(0.92F);
    m_p.setPen(Qt::NoPen);
    m_p.setBrush(back);
    m_p.drawRoundedRect(QRectF(right - length - 42, bottom - 26, length + 50, 36), 4, 4);
    m_p.setPen(QPen(m_theme.dim, 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    m_p.setBrush(Qt::NoBrush);
    m_p.drawPolyline(QPolygonF() << QPointF(right - length, bottom - 5) << QPointF(right - length, bottom) << QPointF(right, bottom) << QPointF(right, bottom - 5));
    m_p.drawText(QPointF(right - length / 2 - metrics.horizontalAdvance(text) / 2, bottom - 7), text);
    const QPointF tip(right - length - 24, bottom - 22);
    m_p.setPen(Qt::NoPen);
    m_p.setBrush(m_theme.dim);
    m_p.drawPolygon(QPolygonF() << tip << tip + QPointF(5, 13) << tip + QPointF(0, 10) << tip + QPointF(-5, 13));
    m_p.setPen(m_theme.dim);
    m_p.drawText(tip + QPointF(-metrics.horizontalAdvance(PlanView::tr("N")) / 2, 24), PlanView::tr("N"));
}

}  // namespace plenum::app
