// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/diagram/diagram_painter.h"

#include "app/diagram/diagram_symbols.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

using twin::scene::Diagram;
using twin::scene::kSymbolHalf;
using twin::scene::LineRole;

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(plenum::app::DiagramView)
};

constexpr double kTextScale = 0.45;    // below it only symbols
constexpr double kSymbolScale = 0.12;  // below it only blocks
constexpr double kBarWidth = 4, kLineWidth = 2;

QColor mix(const QColor& a, const QColor& b, double share) {
    const auto part = [&](int x, int y) { return static_cast<int>(std::lround(x * (1 - share) + y * share)); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

/// Which links carry technology coolant: those of a rack or of the inner side of a CDU, and on through what only passes it.
std::vector<char> technologyLinks(const DiagramScene& scene) {
    const auto& links = scene.drawing.links;
    std::vector<char> link(links.size(), 0), node(scene.drawing.nodes.size(), 0);
    const auto passes = [&](int v) {
        const auto ports = twin::spec(scene.drawing.nodes[v].kind).ports;
        return std::all_of(ports.begin(), ports.end(), [](const twin::PortSpec& port) { return port.medium != twin::Medium::Technology; }) &&
               twin::spec(scene.drawing.nodes[v].kind).group == twin::KindGroup::Liquid && scene.drawing.nodes[v].kind != twin::Kind::HeatExchanger;
    };
    const auto meets = [&](int v, unsigned char port) { return twin::spec(scene.drawing.nodes[v].kind).ports[port].medium == twin::Medium::Technology || node[v] != 0; };
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t l = 0; l < links.size(); ++l) {
            if (link[l] || !(meets(links[l].from, links[l].fromPort) || meets(links[l].to, links[l].toPort))) continue;
            link[l] = 1;
            moved = true;
            for (const int v : {links[l].from, links[l].to})
                if (passes(v)) node[v] = 1;
        }
    }
    return link;
}

QColor coolantColour(const Theme& theme, bool returned, bool technology) {
    const QColor colour = returned ? theme.returned : theme.supply;
    return technology ? colour : mix(colour, theme.neutral, 0.55);
}
QColor sideColour(const Theme& theme, twin::Side side) { return side == twin::Side::A ? theme.supply : side == twin::Side::B ? theme.power : theme.neutral; }

struct NetLook {
    QColor colour;
    double width = kLineWidth;
    bool live = false, twofold = false, bar = false;
};

NetLook lookOf(const DiagramScene& scene, const std::vector<int>& links, const std::vector<char>& technologyOf) {
    NetLook look;
    look.live = std::any_of(links.begin(), links.end(), [&](int l) { return scene.state.links[l].live; });
    const auto& first = scene.drawing.links[links.front()];
    if (scene.drawing.diagram == Diagram::Power) {
        const twin::Kind from = scene.drawing.nodes[first.from].kind;
        look.bar = links.size() > 1 && (from == twin::Kind::Switchgear || from == twin::Kind::Busway);
        look.colour = sideColour(scene.theme, first.side);
        look.twofold = first.side == twin::Side::B;
    } else {
        const bool technology = technologyOf[links.front()] != 0;
        look.colour = coolantColour(scene.theme, first.role == LineRole::Return, technology);
        look.width = technology ? 2.6 : 1.6;
    }
    return look;
}

/// A line in the look of its net: B is a double line, what is not fed or stands is dashed grey.
void stroke(QPainter& painter, const DiagramScene& scene, const NetLook& look, bool live, bool trunk, QPointF a, QPointF b) {
    const double width = trunk && look.bar ? kBarWidth : look.width;
    if (!live) {
        QPen pen(scene.theme.neutral, 1.4, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({4, 3});
        painter.setPen(pen);
        painter.drawLine(a, b);
        return;
    }
    if (look.twofold) {
        painter.setPen(QPen(look.colour, width + 2.4, Qt::SolidLine, Qt::SquareCap));
        painter.drawLine(a, b);
        painter.setPen(QPen(scene.theme.ground, std::max(1.4, width - 1.6), Qt::SolidLine, Qt::SquareCap));
        painter.drawLine(a, b);
        return;
    }
    painter.setPen(QPen(look.colour, width, Qt::SolidLine, Qt::SquareCap));
    painter.drawLine(a, b);
}

void arrow(QPainter& painter, const QColor& colour, QPointF at, QPointF way) {
    const QPointF across(-way.y(), way.x());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{at + 5 * way, at - 4 * way + 4 * across, at - 4 * way - 4 * across});
}

void paintLines(QPainter& painter, const DiagramScene& scene, const QRectF& visible, double scale) {
    const auto& drawing = scene.drawing;
    std::vector<NetLook> looks;
    const auto technology = drawing.diagram == Diagram::Coolant ? technologyLinks(scene) : std::vector<char>();
    for (const auto& links : drawing.linksOfNet) looks.push_back(lookOf(scene, links, technology));
    // Dead lines first, so that a live one that crosses is whole.
    for (const bool live : {false, true})
        for (const auto& segment : drawing.segments) {
            const bool now = segment.link >= 0 ? scene.state.links[segment.link].live : looks[segment.net].live;
            if (now != live) continue;
            const QPointF a(segment.x0, segment.y0), b(segment.x1, segment.y1);
            if (!visible.intersects(QRectF(a, b).normalized().adjusted(-4, -4, 4, 4))) continue;
            const bool trunk = drawing.diagram == Diagram::Power ? segment.y0 == segment.y1 : segment.x0 == segment.x1;
            if (segment.link >= 0 && scene.selectedLinks.contains(segment.link)) {
                painter.setPen(QPen(scene.theme.accent, 8, Qt::SolidLine, Qt::RoundCap));
                painter.drawLine(a, b);
            }
            stroke(painter, scene, looks[segment.net], now, trunk, a, b);
        }
    if (drawing.diagram != Diagram::Coolant || scale < kTextScale) return;
    const QFont font = bodyFont(-3);
    const QFontMetricsF metrics(font);
    for (const auto& segment : drawing.segments) {
        if (segment.y0 != segment.y1 || std::abs(segment.x1 - segment.x0) < 26) continue;
        const auto& links = drawing.linksOfNet[segment.net];
        const auto still = [&](int l) { return drawing.nodes[drawing.links[l].from].kind == twin::Kind::Tank || drawing.nodes[drawing.links[l].to].kind == twin::Kind::Tank; };
        const auto moving = std::find_if_not(links.begin(), links.end(), still);
        if (moving == links.end() || (segment.link >= 0 && still(segment.link))) continue;
        const auto& link = drawing.links[segment.link >= 0 ? segment.link : *moving];
        if (!(segment.link >= 0 ? scene.state.links[segment.link].live : looks[segment.net].live)) continue;
        if (!visible.contains(QPointF(segment.x1, segment.y1)) && !visible.contains(QPointF(segment.x0, segment.y0))) continue;
        const double way = (drawing.nodes[link.from].layer < drawing.nodes[link.to].layer ? 1 : -1) * (segment.x1 > segment.x0 ? 1 : -1);
        arrow(painter, looks[segment.net].colour, {(segment.x0 + segment.x1) / 2.0, segment.y0}, {way, 0});
        if (segment.link < 0 || link.count == 0) continue;
        const auto& now = scene.state.links[segment.link];
        if (!std::isfinite(now.temperature_C)) continue;
        const QString text = QString::fromStdString(twin::formatQuantity(now.temperature_C, twin::Unit::Temperature, scene.units));
        if (metrics.horizontalAdvance(text) > std::abs(segment.x1 - segment.x0) - 2) continue;
        painter.setFont(font);
        painter.setPen(scene.theme.dim);
        painter.drawText(QPointF(std::min(segment.x0, segment.x1) + 2, segment.y0 - 6), text);
    }
}

QColor markColour(const Theme& theme, DiagramMark mark) { return mark == DiagramMark::Bad ? theme.bad : mark == DiagramMark::Warning ? theme.warning : theme.neutral; }

/// Triangle: look here; square: beyond a limit. Read without colour.
void paintMark(QPainter& painter, const DiagramScene& scene, DiagramMark mark, QPointF c) {
    if (mark == DiagramMark::None) return;
    painter.setPen(QPen(scene.theme.ground, 1.5));
    painter.setBrush(markColour(scene.theme, mark));
    if (mark == DiagramMark::Bad) painter.drawRect(QRectF(c.x() - 5, c.y() - 5, 10, 10));
    else painter.drawPolygon(QPolygonF{c + QPointF(0, -6.5), c + QPointF(6.5, 5), c + QPointF(-6.5, 5)});
}

void paintTexts(QPainter& painter, const DiagramScene& scene, int v, DiagramMark mark) {
    const auto& node = scene.drawing.nodes[v];
    const bool power = scene.drawing.diagram == Diagram::Power;
    const QRectF box(QPointF(node.x0, node.y0), QPointF(node.x1, node.y1));
    const double half = power ? 0 : box.width() / 2 - 3;
    const QRectF area = power ? QRectF(QPointF(node.x + kSymbolHalf + 9, node.y - 22), QPointF(node.x1 - 2, node.y + 24))
                              : QRectF(QPointF(node.x - half, node.y + kSymbolHalf + 3), QPointF(node.x + half, node.y1));
    const int align = power ? Qt::AlignLeft : Qt::AlignHCenter;
    const QStringList values = valuesOf(scene, v);
    double y = area.top();
    const auto line = [&](const QString& text, const QFont& font, const QColor& colour) {
        if (text.isEmpty()) return;
        const QFontMetricsF metrics(font);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRectF(area.left(), y, area.width(), metrics.height()), align | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideMiddle, area.width()));
        y += metrics.height() - (power ? 0 : 1.5);
    };
    static const QFont kTitle = bodyFont(-1, QFont::DemiBold), kValue = bodyFont(-2);
    const bool dead = scene.state.nodes[v].dead == node.count && power;
    const QColor value = mark == DiagramMark::None ? scene.theme.dim : markColour(scene.theme, mark);
    const QColor title = dead ? scene.theme.dim : scene.theme.text;
    QString rest = titleOf(scene, v);
    if (!power && QFontMetricsF(kTitle).horizontalAdvance(rest) > area.width()) {  // a name of two lines, broken between words
        qsizetype cut = -1;
        for (qsizetype at = rest.indexOf(u' '); at >= 0; at = rest.indexOf(u' ', at + 1))
            if (QFontMetricsF(kTitle).horizontalAdvance(rest.left(at)) <= area.width()) cut = at;
        if (cut > 0) {
            line(rest.left(cut), kTitle, title);
            rest = rest.mid(cut + 1);
        }
    }
    line(rest, kTitle, title);
    const bool second = !values[1].isEmpty();
    line(values[0], kValue, second ? scene.theme.dim : value);
    line(values[1], kValue, value);
}

void paintNode(QPainter& painter, const DiagramScene& scene, int v, double scale) {
    const auto& node = scene.drawing.nodes[v];
    const auto& now = scene.state.nodes[v];
    const Theme& theme = scene.theme;
    const QRectF box(QPointF(node.x0, node.y0), QPointF(node.x1, node.y1));
    const QPointF centre(node.x, node.y);
    const DiagramMark mark = markOf(scene, v);
    const bool selected = scene.selected.contains(v), power = scene.drawing.diagram == Diagram::Power;
    if (selected || scene.hovered == v) {
        painter.setPen(selected ? QPen(theme.accent, 2 / std::max(scale, 0.4)) : QPen(Qt::NoPen));
        QColor fill = theme.raised;
        fill.setAlphaF(scene.hovered == v ? 0.9 : 0.45);
        painter.setBrush(fill);
        painter.drawRoundedRect(box.adjusted(power ? -4 : 2, power ? 1 : -2, power ? 0 : -2, power ? -1 : 2), 5, 5);
    }
    const bool out = now.out == node.count, dead = now.dead == node.count && now.dead > 0;
    SymbolLook look;
    look.line = out ? theme.disabled : dead ? theme.neutral : mark == DiagramMark::None ? mix(theme.text, theme.ground, 0.12) : markColour(theme, mark);
    look.fill = theme.surface;
    look.accent = out || dead ? theme.disabled : power ? sideColour(theme, node.side) : theme.good;
    if (power && node.side == twin::Side::None) look.accent = mix(theme.text, theme.ground, 0.12);
    look.open = out;
    look.mirrored = node.mirrored;
    look.power = power;
    if (scale < kSymbolScale) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(mark == DiagramMark::None ? look.line : markColour(theme, mark));
        painter.drawRect(QRectF(centre.x() - 14, centre.y() - 14, 28, 28));
        return;
    }
    painter.save();
    painter.translate(centre);
    if (node.count > 1) {
        painter.setOpacity(0.55);
        painter.setPen(QPen(look.line, 1.2));
        painter.setBrush(Qt::NoBrush);
        for (const double d : {3.0, 6.0}) painter.drawPolyline(QPolygonF{QPointF(-12 + d, -19 - d), QPointF(19 + d, -19 - d), QPointF(19 + d, 12 - d)});
        painter.setOpacity(1);
    }
    paintSymbol(painter, node.kind, look);
    if (out) {  // crossed out: read without colour
        painter.setPen(QPen(theme.bad, 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(-17, -17), QPointF(17, 17));
        painter.drawLine(QPointF(-17, 17), QPointF(17, -17));
    }
    painter.restore();
    paintMark(painter, scene, mark, centre + QPointF(-19, -18));
    if (scale >= kTextScale) paintTexts(painter, scene, v, mark);
}

}  // namespace

void paintDiagram(QPainter& painter, const DiagramScene& scene, const QRectF& visible, double scale) {
    if (!scene.site || scene.state.nodes.size() != scene.drawing.nodes.size()) return;
    painter.setRenderHint(QPainter::Antialiasing);
    paintLines(painter, scene, visible, scale);
    for (std::size_t v = 0; v < scene.drawing.nodes.size(); ++v) {
        const auto& node = scene.drawing.nodes[v];
        if (visible.intersects(QRectF(QPointF(node.x0, node.y0), QPointF(node.x1, node.y1)).adjusted(-8, -8, 8, 8))) paintNode(painter, scene, static_cast<int>(v), scale);
    }
}

void paintDiagramLegend(QPainter& painter, const DiagramScene& scene, const QRectF& area) {
    struct Row {
        QString text;
        NetLook look;
        bool live = true;
    };
    std::vector<Row> rows;
    const auto add = [&](const QString& text, const QColor& colour, bool twofold, bool live, double width = kLineWidth) {
        NetLook look;
        look.colour = colour;
        look.width = width;
        look.twofold = twofold;
        rows.push_back({text, look, live});
    };
    if (scene.drawing.diagram == Diagram::Power) {
        add(Tr::tr("Side A"), sideColour(scene.theme, twin::Side::A), false, true);
        add(Tr::tr("Side B"), sideColour(scene.theme, twin::Side::B), true, true);
        add(Tr::tr("No side"), sideColour(scene.theme, twin::Side::None), false, true);
        add(Tr::tr("Not fed"), scene.theme.neutral, false, false);
    } else {
        add(Tr::tr("Technology supply"), coolantColour(scene.theme, false, true), false, true, 2.6);
        add(Tr::tr("Technology return"), coolantColour(scene.theme, true, true), false, true, 2.6);
        add(Tr::tr("Facility supply"), coolantColour(scene.theme, false, false), false, true, 1.6);
        add(Tr::tr("Facility return"), coolantColour(scene.theme, true, false), false, true, 1.6);
        add(Tr::tr("No flow"), scene.theme.neutral, false, false);
    }
    const QFont font = bodyFont(-2);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    double x = area.left() + 12;
    const double y = area.bottom() - 14;
    double width = 0;
    for (const Row& row : rows) width += 28 + metrics.horizontalAdvance(row.text) + 16;
    QColor ground = scene.theme.ground;
    ground.setAlphaF(0.85);
    painter.fillRect(QRectF(area.left(), y - 12, width + 12, 26), ground);
    for (const Row& row : rows) {
        stroke(painter, scene, row.look, row.live, false, {x, y}, {x + 20, y});
        painter.setPen(scene.theme.dim);
        painter.drawText(QPointF(x + 28, y + metrics.ascent() / 2 - 1), row.text);
        x += 28 + metrics.horizontalAdvance(row.text) + 16;
    }
}

}  // namespace plenum::app
