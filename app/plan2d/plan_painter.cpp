// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan2d/plan_painter.h"

#include "app/widgets/colormap.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace plenum::app {

using twin::Kind;

namespace {

constexpr double kFieldDark = 0.55, kFieldLight = 0.65;  // opacity of the air field

QColor withAlpha(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

bool isUpright(const twin::Footprint& f) {
    return std::abs(f.corner[0].x - f.corner[3].x) < 1e-9 || std::abs(f.corner[0].y - f.corner[3].y) < 1e-9;
}

}  // namespace

QPolygonF PlanPainter::polygon(const twin::Footprint& footprint) const {
    QPolygonF out;
    for (const twin::Vec2& p : footprint.corner) out << m_camera.toScreen(p);
    return out;
}

QPolygonF PlanPainter::polygon(const std::vector<twin::Vec3>& points) const {
    QPolygonF out;
    for (const twin::Vec3& p : points) out << m_camera.toScreen(p);
    return out;
}

void PlanPainter::ground() {
    const twin::Site& site = *m_scene.site;
    m_p.setRenderHint(QPainter::Antialiasing);
    m_p.fillRect(QRectF(QPointF(0, 0), m_camera.size), m_theme.ground);
    const auto each = [&](Kind kind, auto&& paint) {
        const twin::Bounds visible = m_camera.visible();
        site.items(kind).forEach([&](const twin::Item& item) {
            if (item.points.size() >= 3 && twin::boundsOf(item.points).touches(visible)) paint(item);
        });
    };
    each(Kind::Building, [&](const twin::Item& building) {
        m_p.setPen(QPen(m_theme.line, 1.5));
        m_p.setBrush(mixed(m_theme.ground, m_theme.surface, 0.45));
        m_p.drawPolygon(polygon(building.points));
    });
    each(Kind::Room, [&](const twin::Item& item) {
        m_p.setPen(Qt::NoPen);
        m_p.setBrush(mixed(m_theme.ground, m_theme.surface, 0.9));
        m_p.drawPolygon(polygon(item.points));
    });
    m_p.setRenderHint(QPainter::SmoothPixmapTransform);
    // Weaker than the racks, which show the same map and must stand out.
    m_p.setOpacity(m_theme.kind == ThemeKind::Dark ? kFieldDark : kFieldLight);
    for (const FieldSlice& slice : m_scene.fields) m_p.drawImage(m_camera.toScreen(slice.bounds), slice.image);
    m_p.setOpacity(1);
    each(Kind::Room, [&](const twin::Item& item) { tiles(item); });
    each(Kind::TileGrid, [&](const twin::Item& item) { perforated(item); });
    each(Kind::Aisle, [&](const twin::Item& item) { aisle(item); });
    each(Kind::Room, [&](const twin::Item& item) { room(item); });
    for (const std::uint32_t slot : m_scene.index.touching(m_camera.visible()))
        if (const auto& entry = m_scene.index.entries()[slot]; entry.kind == Kind::Pillar || entry.kind == Kind::Wall) structure(entry);
}

void PlanPainter::room(const twin::Item& room) {
    m_p.setRenderHint(QPainter::Antialiasing);
    m_p.setPen(QPen(mixed(m_theme.line, m_theme.dim, 0.55), std::clamp(m_camera.px_per_m * 0.06, 1.2, 4.0), Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    m_p.setBrush(Qt::NoBrush);
    m_p.drawPolygon(polygon(room.points));
}

void PlanPainter::tiles(const twin::Item& room) {
    const double pitch = m_scene.site->value(room, twin::Param::TilePitch), step = pitch * m_camera.px_per_m;
    if (!(step >= 5)) return;
    const twin::Bounds all = twin::boundsOf(room.points), seen = m_camera.visible();
    const double x0 = std::max(all.x0, seen.x0), x1 = std::min(all.x1, seen.x1), y0 = std::max(all.y0, seen.y0), y1 = std::min(all.y1, seen.y1);
    if (x0 >= x1 || y0 >= y1) return;
    m_p.save();
    if (room.points.size() != 4) {
        QPainterPath clip;
        clip.addPolygon(polygon(room.points));
        m_p.setClipPath(clip);
    }
    m_p.setRenderHint(QPainter::Antialiasing, false);
    const double strength = std::clamp((step - 5) / 12, 0.0, 1.0);
    const QColor colour = m_scene.fields.empty() ? withAlpha(m_theme.line, 0.75 * strength)
                          : m_theme.kind == ThemeKind::Dark ? withAlpha(m_theme.ground, 0.38 * strength)
                                                            : withAlpha(m_theme.surface, 0.38 * strength);
    // Filled rectangles: a translucent pen costs ten times as much.
    const QRectF area = m_camera.toScreen(twin::Bounds{x0, y0, x1, y1});
    const int left = qRound(area.left()), top = qRound(area.top()), width = qRound(area.right()) - left, height = qRound(area.bottom()) - top;
    for (double i = std::ceil((x0 - all.x0) / pitch - 1e-9); all.x0 + i * pitch <= x1; ++i)
        m_p.fillRect(QRect(qRound(m_camera.toScreen(twin::Vec2{all.x0 + i * pitch, y0}).x()), top, 1, height), colour);
    for (double j = std::ceil((y0 - all.y0) / pitch - 1e-9); all.y0 + j * pitch <= y1; ++j)
        m_p.fillRect(QRect(left, qRound(m_camera.toScreen(twin::Vec2{x0, all.y0 + j * pitch}).y()), width, 1), colour);
    m_p.restore();
}

void PlanPainter::perforated(const twin::Item& tiles) {
    const double open = m_scene.site->value(tiles, twin::Param::OpenFraction);
    if (!(open > 0)) return;
    const QPolygonF shape = polygon(tiles.points);
    const QColor ink = m_scene.fields.empty() ? m_theme.supply : m_theme.kind == ThemeKind::Dark ? m_theme.ground : m_theme.surface;
    m_p.setPen(QPen(withAlpha(ink, 0.55), 1));
    m_p.setBrush(m_camera.px_per_m > 8 ? QBrush(withAlpha(ink, 0.55), Qt::Dense6Pattern) : QBrush(withAlpha(ink, 0.2)));
    m_p.drawPolygon(shape);
}

void PlanPainter::aisle(const twin::Item& aisle) {
    const auto kind = m_scene.site->choice<twin::Containment>(aisle, twin::Param::Containment);
    const QPolygonF shape = polygon(aisle.points);
    if (kind == twin::Containment::None) {
        m_p.setPen(QPen(withAlpha(m_theme.dim, 0.35), 1, Qt::DotLine));
        m_p.setBrush(Qt::NoBrush);
        m_p.drawPolygon(shape);
        return;
    }
    const QColor colour = kind == twin::Containment::HotAisle ? m_theme.returned : m_theme.supply;
    m_p.setPen(Qt::NoPen);
    if (m_scene.fields.empty()) {
        m_p.setBrush(withAlpha(colour, 0.08));
        m_p.drawPolygon(shape);
    }
    m_p.setBrush(QBrush(withAlpha(colour, m_scene.fields.empty() ? 0.30 : 0.42), kind == twin::Containment::HotAisle ? Qt::BDiagPattern : Qt::FDiagPattern));
    m_p.drawPolygon(shape);
    m_p.setBrush(Qt::NoBrush);
    m_p.setPen(QPen(withAlpha(colour, 0.9), 1.4));
    m_p.drawPolygon(shape);
}

void PlanPainter::structure(const twin::scene::SpatialIndex::Entry& entry) {
    m_p.setRenderHint(QPainter::Antialiasing);
    m_p.setPen(QPen(mixed(m_theme.line, m_theme.dim, 0.7), 1));
    m_p.setBrush(mixed(m_theme.line, m_theme.dim, 0.35));
    m_p.drawPolygon(polygon(entry.footprint));
    if (entry.kind == Kind::Pillar && (entry.bounds.x1 - entry.bounds.x0) * m_camera.px_per_m > 8) {
        const QPolygonF shape = polygon(entry.footprint);
        m_p.drawLine(shape[0], shape[2]);
        m_p.drawLine(shape[1], shape[3]);
    }
}

void PlanPainter::items(const twin::scene::IdSet& hidden) {
    std::vector<std::uint32_t> shown = m_scene.index.touching(m_camera.visible().grown(0.5));
    std::erase_if(shown, [&](std::uint32_t slot) {
        const auto& entry = m_scene.index.entries()[slot];
        return hidden.contains(entry.id) || entry.kind == Kind::Pillar || entry.kind == Kind::Wall;
    });
    const auto shapeOf = [&](std::uint32_t slot) { return twin::spec(m_scene.index.entries()[slot].kind).shape; };
    // What stands higher covers what stands lower; reserved places lie under everything.
    std::stable_sort(shown.begin(), shown.end(), [&](std::uint32_t a, std::uint32_t b) {
        const auto rank = [&](std::uint32_t slot) {
            const auto& entry = m_scene.index.entries()[slot];
            return entry.kind == Kind::ReservedPlace ? -1e9 : entry.kind == Kind::Valve || entry.kind == Kind::Filter ? 1e9 : entry.top_m;
        };
        return rank(a) < rank(b);
    });
    for (const std::uint32_t slot : shown)
        if (shapeOf(slot) == twin::Shape::Box) box(slot);
    for (const std::uint32_t slot : shown)
        if (shapeOf(slot) == twin::Shape::Route) route(slot);
    for (const std::uint32_t slot : shown)
        if (shapeOf(slot) == twin::Shape::None) sensor(slot);
    labels(shown, hidden);
}

void PlanPainter::item(std::uint32_t slot) {
    switch (twin::spec(m_scene.index.entries()[slot].kind).shape) {
        case twin::Shape::Box: box(slot); break;
        case twin::Shape::Route: route(slot); break;
        case twin::Shape::None: sensor(slot); break;
        case twin::Shape::Outline: outline(m_scene.index.entries()[slot].id, QPen(m_theme.dim, 1.2)); break;
    }
}

void PlanPainter::box(std::uint32_t slot) {
    const auto& entry = m_scene.index.entries()[slot];
    const PlanLook& look = m_scene.look(slot);
    const twin::KindGroup group = twin::spec(entry.kind).group;
    const bool compute = twin::isCompute(entry.kind);
    const double width = (entry.bounds.x1 - entry.bounds.x0) * m_camera.px_per_m, height = (entry.bounds.y1 - entry.bounds.y0) * m_camera.px_per_m;
    const QColor kindTint = tint(m_theme, group);
    if (entry.kind == Kind::ReservedPlace) {
        m_p.setRenderHint(QPainter::Antialiasing);
        m_p.setPen(QPen(m_theme.dim, 1, Qt::DashLine));
        m_p.setBrush(QBrush(withAlpha(m_theme.dim, 0.35), Qt::BDiagPattern));
        m_p.drawPolygon(polygon(entry.footprint));
        return;
    }
    QColor fill = compute ? mixed(m_theme.surface, m_theme.neutral, 0.55) : mixed(m_theme.surface, kindTint, 0.22);
    if (look.state == PlanLook::State::Valued) fill = QColor::fromRgb(look.colour);
    if (look.state == PlanLook::State::Missing) fill = m_theme.surface;
    const bool small = std::min(width, height) < 5;
    const bool stale = look.state == PlanLook::State::Valued && look.known == twin::ValueState::Stale;
    const QRectF exact = m_camera.toScreen(entry.bounds);
    const bool upright = isUpright(entry.footprint);
    const QColor ink = look.state == PlanLook::State::Valued ? QColor::fromRgb(readableOn(look.colour)) : m_theme.text;
    // Patterns of brushes keep their pitch on the screen, whatever the scale.
    const QBrush hatch(stale ? withAlpha(ink, 0.4) : withAlpha(m_theme.dim, 0.7), small ? Qt::Dense5Pattern : Qt::BDiagPattern);
    const bool hatched = stale || look.state == PlanLook::State::Missing;
    const bool dotted = !small && look.state == PlanLook::State::Valued && look.known == twin::ValueState::Estimated;
    if (compute && upright) {  // the many: plain rectangles on whole pixels
        const int left = qRound(exact.left()), top = qRound(exact.top()), right = qRound(exact.right()), bottom = qRound(exact.bottom());
        QRect rect(left, top, std::max(right - left, 1), std::max(bottom - top, 1));
        if (!small) {
            m_p.fillRect(rect, m_theme.ground);
            rect.adjust(0, 0, -1, -1);
        }
        m_p.fillRect(rect, fill);
        if (hatched) m_p.fillRect(rect, hatch);
        if (dotted) {
            m_p.setRenderHint(QPainter::Antialiasing, false);
            m_p.setPen(QPen(withAlpha(ink, 0.85), 1, Qt::DotLine));
            m_p.setBrush(Qt::NoBrush);
            m_p.drawRect(rect.adjusted(1, 1, -2, -2));
        }
    } else {
        QPen pen = compute ? QPen(m_theme.ground, 1) : QPen(kindTint, small ? 1.0 : 1.5);
        pen.setJoinStyle(Qt::MiterJoin);
        const QPolygonF shape = upright ? QPolygonF(exact.adjusted(0.5, 0.5, -0.5, -0.5)) : polygon(entry.footprint);
        m_p.setRenderHint(QPainter::Antialiasing);
        m_p.setPen(pen);
        m_p.setBrush(fill);
        m_p.drawPolygon(shape);
        if (dotted) {
            m_p.setPen(QPen(withAlpha(ink, 0.85), 1, Qt::DotLine));
            m_p.setBrush(Qt::NoBrush);
            m_p.drawPolygon(shape);
        }
        if (hatched) {
            m_p.setBrush(hatch);
            m_p.drawPolygon(shape);
        }
    }
    if (std::min(width, height) < 9 || entry.kind == Kind::Valve) return;
    // The front: a bar along the middle of that edge, inside.
    const auto& c = entry.footprint.corner;
    const double inset = 3.5 / m_camera.px_per_m;
    const auto along = [&](double t) {
        return m_camera.toScreen(twin::Vec2{c[0].x + t * (c[1].x - c[0].x) - inset * entry.front.x, c[0].y + t * (c[1].y - c[0].y) - inset * entry.front.y});
    };
    if (upright) {
        const QRectF bar = QRectF(along(0.25), along(0.75)).normalized().adjusted(-0.01, -0.01, 0.01, 0.01);
        const bool lying = bar.width() > bar.height();
        m_p.fillRect(QRect(qRound(bar.left()) - (lying ? 0 : 1), qRound(bar.top()) - (lying ? 1 : 0), lying ? qRound(bar.width()) : 2, lying ? 2 : qRound(bar.height())),
                     withAlpha(ink, 0.75));
    } else {
        m_p.setPen(QPen(withAlpha(ink, 0.75), 2, Qt::SolidLine, Qt::FlatCap));
        m_p.drawLine(along(0.25), along(0.75));
    }
}

void PlanPainter::route(std::uint32_t slot) {
    const auto& entry = m_scene.index.entries()[slot];
    const twin::Item* item = m_scene.site->find(entry.id);
    if (item == nullptr) return;
    const PlanLook& look = m_scene.look(slot);
    QColor colour = m_theme.power;
    double width = entry.kind == Kind::Busway ? 3 : 1.4;
    if (entry.kind == Kind::Pipe || entry.kind == Kind::Manifold) {
        const auto role = m_scene.pipes.find(entry.id);
        colour = role == m_scene.pipes.end() ? m_theme.neutral : role->second == PipeRole::Return ? m_theme.returned : m_theme.supply;
        width = std::clamp(m_scene.site->value(*item, twin::Param::Diameter) * m_camera.px_per_m, 1.4, 7.0);
    }
    Qt::PenStyle style = Qt::SolidLine;
    if (look.state == PlanLook::State::Valued) {
        colour = QColor::fromRgb(look.colour);
        if (look.known == twin::ValueState::Stale) style = Qt::DashLine;
        if (look.known == twin::ValueState::Estimated) style = Qt::DashDotLine;
    }
    if (look.state == PlanLook::State::Missing) {
        colour = m_theme.dim;
        style = Qt::DashLine;
    }
    if (m_camera.px_per_m < 8) width = std::min(width, 1.4);
    m_p.setRenderHint(QPainter::Antialiasing);
    m_p.setBrush(Qt::NoBrush);
    const QPolygonF line = polygon(item->points);
    m_p.setPen(QPen(withAlpha(m_theme.ground, 0.8), width + 2, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    m_p.drawPolyline(line);
    m_p.setPen(QPen(colour, width, style, Qt::FlatCap, Qt::RoundJoin));
    m_p.drawPolyline(line);
}

void PlanPainter::sensor(std::uint32_t slot) {
    const auto& entry = m_scene.index.entries()[slot];
    const double radius = std::clamp(m_camera.px_per_m * 0.09, 1.5, 4.5);
    m_p.setRenderHint(QPainter::Antialiasing);
    m_p.setPen(QPen(m_theme.ground, 1));
    m_p.setBrush(m_theme.text);
    m_p.drawEllipse(m_camera.toScreen(twin::Vec2{entry.bounds.x0, entry.bounds.y0}), radius, radius);
}

void PlanPainter::clearances(const twin::Item& item) {
    if (twin::spec(item.kind).shape != twin::Shape::Box) return;
    const twin::Body body = twin::bodyOf(*m_scene.site, item);
    m_p.setRenderHint(QPainter::Antialiasing);
    m_p.setPen(QPen(withAlpha(m_theme.accent, 0.8), 1, Qt::DashLine));
    m_p.setBrush(withAlpha(m_theme.accent, 0.06));
    const auto zone = [&](int a, int b, double depth, double sign) {
        if (depth <= 0) return;
        const auto &p = body.footprint.corner[a], &q = body.footprint.corner[b];
        const twin::Vec2 step{sign * depth * body.front.x, sign * depth * body.front.y};
        m_p.drawPolygon(QPolygonF() << m_camera.toScreen(p) << m_camera.toScreen(q) << m_camera.toScreen(twin::Vec2{q.x + step.x, q.y + step.y})
                                    << m_camera.toScreen(twin::Vec2{p.x + step.x, p.y + step.y}));
    };
    zone(0, 1, body.clearFront_m, 1);
    zone(2, 3, body.clearRear_m, -1);
}

void PlanPainter::outline(twin::Id id, const QPen& pen) {
    const int slot = m_scene.index.slotOf(id);
    if (slot < 0) return;
    const auto& entry = m_scene.index.entries()[static_cast<std::size_t>(slot)];
    m_p.setRenderHint(QPainter::Antialiasing);
    m_p.setBrush(Qt::NoBrush);
    m_p.setPen(pen);
    const twin::Shape shape = twin::spec(entry.kind).shape;
    if (shape == twin::Shape::Box) {
        m_p.drawPolygon(polygon(entry.footprint));
    } else if (shape == twin::Shape::None) {
        m_p.drawEllipse(m_camera.toScreen(twin::Vec2{entry.bounds.x0, entry.bounds.y0}), 7, 7);
    } else if (const twin::Item* item = m_scene.site->find(id)) {
        if (shape == twin::Shape::Outline) {
            m_p.drawPolygon(polygon(item->points));
        } else {
            m_p.drawPolyline(polygon(item->points));
        }
    }
}

}  // namespace plenum::app
