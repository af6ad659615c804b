// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/plan2d/plan_card.h"

#include "app/plan2d/plan_view.h"
#include "twin/model/project.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

constexpr std::size_t kLines = 5;
constexpr double kTight = 0.1;  // a margin below this share of its allowance is a warning

QString name(const twin::Site& site, twin::Id id) {
    const twin::Item* item = site.find(id);
    return item == nullptr ? QString() : QString::fromStdString(item->name);
}

QString metres(double value_m, twin::UnitSystem units) { return QString::fromStdString(twin::formatQuantity(value_m, twin::Unit::Metre, units, 2)); }

PlanCard::Line lineOf(const twin::Site& site, const twin::Item& item, const twin::Collision& c, twin::UnitSystem units) {
    using What = twin::Collision::What;
    const QString other = name(site, c.item == item.id ? c.other : c.item);
    switch (c.what) {
        case What::Overlap: return {PlanCard::Mark::Bad, PlanView::tr("Space"), PlanView::tr("overlaps %1 by %2").arg(other, metres(c.amount_m, units))};
        case What::Reserved: return {PlanCard::Mark::Warning, PlanView::tr("Space"), PlanView::tr("in the reserved place %1").arg(other)};
        case What::OutsideRoom: return {PlanCard::Mark::Bad, PlanView::tr("Space"), PlanView::tr("outside its room")};
        case What::ClearanceFront: return {PlanCard::Mark::Warning, PlanView::tr("Clearance"), PlanView::tr("%1 missing at the front, to %2").arg(metres(c.amount_m, units), other)};
        case What::ClearanceRear: return {PlanCard::Mark::Warning, PlanView::tr("Clearance"), PlanView::tr("%1 missing at the rear, to %2").arg(metres(c.amount_m, units), other)};
    }
    return {};
}

QString limitName(twin::engine::Binding::What what) {
    using What = twin::engine::Binding::What;
    switch (what) {
        case What::Space: return PlanView::tr("Clearance");
        case What::FloorLoad: return PlanView::tr("Floor");
        case What::Power: return PlanView::tr("Power");
        case What::Air: return PlanView::tr("Inlet air");
        case What::Liquid: return PlanView::tr("Coolant loop");
        case What::None: break;
    }
    return {};
}

/// What is left of a limit, or missing, in the reader's units. A limit without an allowance of its own (nothing feeds
/// the item) says so in the engine's words.
PlanCard::Line lineOf(const twin::engine::Binding::Line& bound, twin::UnitSystem units) {
    const auto mark = bound.margin < 0 || bound.share < 0 ? PlanCard::Mark::Bad : bound.share < kTight ? PlanCard::Mark::Warning : PlanCard::Mark::Good;
    if (bound.margin == 0 && bound.share < 0) return {mark, limitName(bound.what), translated(bound.text)};
    const QString amount = QString::fromStdString(twin::formatQuantity(std::abs(bound.margin), bound.unit, units));
    if (bound.what == twin::engine::Binding::What::Power && bound.text.arguments.size() > 1) {  // the first is the feeder
        const QString feeder = QString::fromStdString(bound.text.arguments.front());
        return {mark, limitName(bound.what), (bound.margin < 0 ? PlanView::tr("%1 missing at %2") : PlanView::tr("%1 left at %2")).arg(amount, feeder)};
    }
    return {mark, limitName(bound.what), (bound.margin < 0 ? PlanView::tr("%1 missing") : PlanView::tr("%1 left")).arg(amount)};
}

}  // namespace

QColor markColour(const Theme& theme, PlanCard::Mark mark) {
    switch (mark) {
        case PlanCard::Mark::Good: return theme.good;
        case PlanCard::Mark::Warning: return theme.warning;
        case PlanCard::Mark::Bad: return theme.bad;
        case PlanCard::Mark::None: break;
    }
    return theme.neutral;
}

void paintMark(QPainter& painter, const Theme& theme, PlanCard::Mark mark, QPointF c, double r) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(markColour(theme, mark));
    switch (mark) {
        case PlanCard::Mark::Good:
        case PlanCard::Mark::None: painter.drawEllipse(c, r, r); break;
        case PlanCard::Mark::Warning:
            painter.drawPolygon(QPolygonF() << c + QPointF(0, -1.15 * r) << c + QPointF(1.2 * r, r) << c + QPointF(-1.2 * r, r));
            break;
        case PlanCard::Mark::Bad: painter.drawRect(QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r)); break;
    }
}

PlanCard PlanCard::of(const twin::Site& site, const twin::Item& item, const std::vector<twin::Collision>& collisions,
                      const twin::scene::FreePlaces& free, const twin::engine::Binding& binding, twin::UnitSystem units) {
    PlanCard card;
    const twin::EquipmentType* type = site.typeOf(item);
    const QString kind = type != nullptr ? QString::fromStdString(type->name) : translated(twin::spec(item.kind).label);
    card.title = item.name.empty() ? kind : kind + QStringLiteral(" · ") + QString::fromStdString(item.name);
    if (const twin::Item* parent = site.find(item.parent); parent != nullptr && !parent->name.empty())
        card.title += QStringLiteral(" · ") + QString::fromStdString(parent->name);

    std::vector<const twin::Collision*> worst;
    for (const twin::Collision& c : collisions) worst.push_back(&c);
    std::stable_sort(worst.begin(), worst.end(), [](const twin::Collision* a, const twin::Collision* b) {
        const auto rank = [](const twin::Collision* c) { return c->what == twin::Collision::What::Overlap || c->what == twin::Collision::What::OutsideRoom ? 0 : 1; };
        return rank(a) != rank(b) ? rank(a) < rank(b) : a->amount_m > b->amount_m;
    });
    for (std::size_t i = 0; i < std::min<std::size_t>(worst.size(), 2); ++i) card.lines.push_back(lineOf(site, item, *worst[i], units));

    bool first = card.lines.empty() || card.lines.front().mark != Mark::Bad;
    for (const auto& bound : binding.lines) {
        if (card.lines.size() >= kLines) break;
        if (bound.what == twin::engine::Binding::What::Space && !worst.empty()) continue;  // said above, as it is now
        Line line = lineOf(bound, units);
        if (first) line.text = PlanView::tr("%1, binds first").arg(line.text);
        first = false;
        card.lines.push_back(std::move(line));
    }
    if (card.lines.size() < kLines && free.rows > 0) {
        const QString gap = metres(free.largestGap_m, units);
        card.lines.push_back({free.places.empty() ? Mark::Warning : Mark::Good, PlanView::tr("Free here"),
                              (free.places.size() == 1 ? PlanView::tr("1 place, longest gap %1") : PlanView::tr("%n places, longest gap %1", nullptr, static_cast<int>(free.places.size()))).arg(gap)});
    }
    return card;
}

PlanCard PlanCard::ofShape(const twin::Item& item, std::size_t point, twin::UnitSystem units) {
    PlanCard card;
    card.title = item.name.empty() ? translated(twin::spec(item.kind).label) : QString::fromStdString(item.name);
    if (point < item.points.size()) {
        const twin::Vec3& p = item.points[point];
        card.title += QStringLiteral(" · ") + PlanView::tr("point %1 of %2").arg(point + 1).arg(item.points.size());
        card.lines.push_back({Mark::None, PlanView::tr("Place"), PlanView::tr("x %1, y %2").arg(metres(p.x, units), metres(p.y, units))});
    }
    if (twin::spec(item.kind).shape == twin::Shape::Outline) {
        const QString area = QString::fromStdString(twin::formatQuantity(twin::outlineArea_m2(item.points), twin::Unit::Area, units));
        card.lines.push_back({Mark::None, PlanView::tr("Area"), area});
    } else {
        card.lines.push_back({Mark::None, PlanView::tr("Length"), metres(twin::routeLength_m(item), units)});
    }
    for (const twin::Issue& issue : twin::shapeIssues(item)) card.lines.push_back({Mark::Bad, PlanView::tr("Shape"), translated(issue.text)});
    return card;
}

void PlanCard::paint(QPainter& p, const Theme& theme, const QRectF& anchor, const QRectF& area) const {
    const QFont strong = bodyFont(0, QFont::DemiBold), plain = bodyFont(-1);
    const QFontMetricsF strongMetrics(strong), metrics(plain);
    double names = 0, texts = 0;
    for (const Line& line : lines) {
        names = std::max(names, metrics.horizontalAdvance(line.name));
        texts = std::max(texts, metrics.horizontalAdvance(line.text));
    }
    const double pad = 12, row = metrics.height() + 4, column = 18 + names + 14;
    const double width = std::max(strongMetrics.horizontalAdvance(title), lines.empty() ? 0 : column + texts) + 2 * pad;
    const double height = 2 * pad + strongMetrics.height() + (lines.empty() ? 0 : 4 + static_cast<double>(lines.size()) * row) - 4;
    // Above to the right, else where there is room.
    QRectF box(anchor.right() + 14, anchor.top() - height - 10, width, height);
    if (box.top() < area.top() + 4) box.moveTop(anchor.bottom() + 14);
    if (box.bottom() > area.bottom() - 4) box.moveBottom(area.bottom() - 4);
    if (box.right() > area.right() - 4) box.moveRight(std::min(anchor.left() - 14, area.right() - 4));
    if (box.left() < area.left() + 4) box.moveLeft(area.left() + 4);

    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    QColor shadow(Qt::black);
    for (int i = 3; i >= 1; --i) {
        shadow.setAlpha(theme.kind == ThemeKind::Dark ? 40 : 14);
        p.setBrush(shadow);
        p.drawRoundedRect(box.adjusted(-i, -i + 2, i, i + 2), 7 + i, 7 + i);
    }
    p.setPen(QPen(theme.line, 1));
    p.setBrush(theme.kind == ThemeKind::Dark ? theme.raised : theme.surface);
    p.drawRoundedRect(box, 7, 7);
    p.setPen(theme.text);
    p.setFont(strong);
    double y = box.top() + pad - 2 + strongMetrics.ascent();
    p.drawText(QPointF(box.left() + pad, y), title);
    y += strongMetrics.descent() + 4;
    p.setFont(plain);
    for (const Line& line : lines) {
        paintMark(p, theme, line.mark, {box.left() + pad + 5, y + row / 2}, 3.8);
        const double baseline = y + (row - metrics.height()) / 2 + metrics.ascent();
        p.setPen(theme.dim);
        p.drawText(QPointF(box.left() + pad + 18, baseline), line.name);
        p.setPen(line.mark == Mark::Good || line.mark == Mark::None ? theme.text : markColour(theme, line.mark));
        p.drawText(QPointF(box.left() + pad + column, baseline), line.text);
        y += row;
    }
}

}  // namespace plenum::app
