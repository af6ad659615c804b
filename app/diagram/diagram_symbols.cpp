// SPDX-License-Identifier: GPL-3.0-or-later
//
// Symbols in the manner of IEC 60617 (power) and ISO 10628 (coolant), drawn as lines.
#include "app/diagram/diagram_symbols.h"

#include <QPainterPath>

namespace plenum::app {

namespace {

using P = QPointF;

void wave(QPainter& p, P c, double r) {
    QPainterPath path(c + P(-r, 0));
    path.cubicTo(c + P(-r / 2, -1.4 * r), c + P(-r / 2, -1.4 * r), c);
    path.cubicTo(c + P(r / 2, 1.4 * r), c + P(r / 2, 1.4 * r), c + P(r, 0));
    p.drawPath(path);
}

void direct(QPainter& p, P c, double r) {
    p.drawLine(c + P(-r, -1.8), c + P(r, -1.8));
    p.drawLine(c + P(-r, 1.8), c + P(-r / 3, 1.8));
    p.drawLine(c + P(r / 3, 1.8), c + P(r, 1.8));
}

/// A square cut by its diagonal: alternating current above, direct below, or the other way round.
void converter(QPainter& p, const QRectF& box, bool fromAc) {
    p.drawRect(box);
    p.drawLine(box.bottomLeft(), box.topRight());
    const P above = box.topLeft() + P(box.width() * 0.28, box.height() * 0.30), below = box.bottomRight() - P(box.width() * 0.28, box.height() * 0.30);
    const double r = 0.15 * box.width();
    p.setBrush(Qt::NoBrush);
    fromAc ? wave(p, above, r) : direct(p, above, r);
    fromAc ? direct(p, below, r) : wave(p, below, r);
}

void breaker(QPainter& p, P c, double half, const SymbolLook& look) {
    p.setBrush(look.open ? look.fill : look.accent);
    p.drawRect(QRectF(c.x() - half, c.y() - half, 2 * half, 2 * half));
    if (look.open) p.drawLine(c + P(-half, half), c + P(half, -half));
}

void bar(QPainter& p, const SymbolLook& look, P from, P to, double width) {
    const QPen pen = p.pen();
    p.setPen(QPen(look.line, width, Qt::SolidLine, Qt::FlatCap));
    p.drawLine(from, to);
    p.setPen(pen);
}

void fan(QPainter& p, P c, double r) {
    p.drawEllipse(c, r, r);
    for (int blade = 0; blade < 3; ++blade) {
        p.save();
        p.translate(c);
        p.rotate(120 * blade);
        p.drawEllipse(QRectF(-0.18 * r, -0.85 * r, 0.36 * r, 0.75 * r));
        p.restore();
    }
}

void zigzag(QPainter& p, double x0, double x1, double y, double height) {
    QPolygonF line;
    for (int i = 0; i <= 6; ++i) line << P(x0 + (x1 - x0) * i / 6, y + (i == 0 || i == 6 ? 0 : i % 2 ? -height : height));
    p.drawPolyline(line);
}

void plates(QPainter& p, P c) {
    for (const auto& [y, half] : {std::pair{-7.0, 10.0}, {-2.5, 5.0}, {2.5, 10.0}, {7.0, 5.0}}) p.drawLine(c + P(-half, y), c + P(half, y));
}

bool paintPower(QPainter& p, twin::Kind kind, const SymbolLook& look) {
    using K = twin::Kind;
    switch (kind) {
        case K::UtilityFeed:
            p.drawRect(QRectF(-15, -15, 30, 30));
            for (const double x : {-15.0, -5.0, 5.0}) {
                p.drawLine(P(x, 15), P(15, x));
                if (x > -15) p.drawLine(P(-15, -x), P(-x, -15));
            }
            return true;
        case K::Generator:
            p.drawEllipse(P(0, 0), 17, 17);
            p.setFont([&] { QFont f = p.font(); f.setPixelSize(14); f.setWeight(QFont::DemiBold); return f; }());
            p.drawText(QRectF(-17, -17, 34, 24), Qt::AlignCenter, QStringLiteral("G"));
            wave(p, P(0, 8), 6);
            return true;
        case K::PvArray:
            p.drawRect(QRectF(-17, -13, 34, 26));
            p.drawPolyline(QPolygonF{P(-9, -13), P(0, 1), P(9, -13)});
            return true;
        case K::Transformer:
            p.drawEllipse(P(0, -7), 12, 12);
            p.setBrush(Qt::NoBrush);
            p.drawEllipse(P(0, 7), 12, 12);
            return true;
        case K::Switchgear:
            p.drawLine(P(0, -20), P(0, -12));
            p.drawLine(P(0, 8), P(0, 16));
            breaker(p, P(0, -2), 9, look);
            bar(p, look, P(-22, 17), P(22, 17), 4);
            return true;
        case K::Busway:
            p.drawLine(P(0, -20), P(0, 0));
            bar(p, look, P(-22, 2), P(22, 2), 4);
            for (const double x : {-14.0, 0.0, 14.0}) {
                p.drawLine(P(x, 2), P(x, 12));
                p.setBrush(look.open ? look.fill : look.accent);
                p.drawRect(QRectF(x - 3, 9, 6, 6));
            }
            p.drawLine(P(0, 15), P(0, 20));
            return true;
        case K::Pdu: case K::Rpp:
            p.drawRoundedRect(QRectF(-19, -15, 38, 30), 2, 2);
            for (const double x : {-11.0, 0.0, 11.0})
                for (const double y : {-6.0, 6.0}) {
                    p.setBrush(look.open ? look.fill : look.accent);
                    p.drawRect(QRectF(x - 3, y - 3, 6, 6));
                }
            return true;
        case K::Ups:
            p.drawRect(QRectF(-17, -20, 34, 40));
            converter(p, QRectF(-12, -18, 24, 17), true);
            p.setBrush(look.fill);
            converter(p, QRectF(-12, 1, 24, 17), false);
            return true;
        case K::Rectifier: converter(p, QRectF(-16, -16, 32, 32), true); return true;
        case K::Sst:
            converter(p, QRectF(-18, -18, 36, 36), true);
            p.setBrush(look.fill);
            p.drawEllipse(P(-3, -3), 5.5, 5.5);
            p.setBrush(Qt::NoBrush);
            p.drawEllipse(P(3, 3), 5.5, 5.5);
            return true;
        case K::Battery: plates(p, P(0, 0)); p.drawLine(P(0, -20), P(0, -7)); return true;
        case K::StorageCabin:
            p.drawRoundedRect(QRectF(-19, -15, 38, 30), 2, 2);
            plates(p, P(0, 0));
            return true;
        case K::TransferSwitch:
            p.drawRect(QRectF(-17, -16, 34, 32));
            p.setBrush(look.line);
            for (const P at : {P(-7, -8), P(7, -8), P(0, 9)}) p.drawEllipse(at, 2, 2);
            p.setPen(QPen(look.open ? look.line : look.accent, 2));
            p.drawLine(P(0, 9), look.open ? P(0, -5) : P(-7, -8));
            return true;
        case K::Cable:
            p.drawLine(P(0, -20), P(0, 20));
            p.drawLine(P(-5, 4), P(5, -4));
            return true;
        default: return false;
    }
}

}  // namespace

void paintSymbol(QPainter& p, twin::Kind kind, const SymbolLook& look) {
    using K = twin::Kind;
    p.save();
    p.setPen(QPen(look.line, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    p.setBrush(look.fill);
    if (paintPower(p, kind, look)) {
        p.restore();
        return;
    }
    const double way = look.mirrored ? -1 : 1;
    switch (kind) {
        case K::Pump:
            p.drawEllipse(P(0, 0), 16, 16);
            p.setBrush(look.open ? look.fill : look.accent);
            p.drawPolygon(QPolygonF{P(-8 * way, -13), P(15 * way, 0), P(-8 * way, 13)});
            break;
        case K::Valve:
            p.setBrush(look.open ? look.fill : look.accent);
            p.drawPolygon(QPolygonF{P(-18, -11), P(18, 11), P(18, -11), P(-18, 11)});
            break;
        case K::Filter:
            p.drawPolygon(QPolygonF{P(-19, 0), P(0, -15), P(19, 0), P(0, 15)});
            p.setPen(QPen(look.line, 1.5, Qt::DashLine));
            p.drawLine(P(0, -13), P(0, 13));
            break;
        case K::Manifold:
            p.setBrush(look.line);
            p.drawRoundedRect(QRectF(-4, -20, 8, 40), 3, 3);
            p.drawLine(P(-20, 0), P(20, 0));
            break;
        case K::HeatExchanger:
            p.drawRect(QRectF(-20, -18, 40, 36));
            zigzag(p, -20, 20, -7, 5);
            zigzag(p, -20, 20, 8, 5);
            break;
        case K::Cdu:
            p.drawRoundedRect(QRectF(-20, -20, 40, 40), 3, 3);
            zigzag(p, -17, 3, -9, 4);
            zigzag(p, -17, 3, 9, 4);
            p.drawEllipse(P(11, -9), 7, 7);
            p.setBrush(look.open ? look.fill : look.accent);
            p.drawPolygon(QPolygonF{P(7.5, -14.5), P(17.5, -9), P(7.5, -3.5)});
            break;
        case K::DryCooler:
            p.drawRect(QRectF(-20, -16, 40, 34));
            zigzag(p, -16, 16, 10, 4);
            p.setBrush(Qt::NoBrush);
            fan(p, P(0, -5), 8);
            break;
        case K::CoolingTower:
            p.drawPolygon(QPolygonF{P(-13, -17), P(13, -17), P(20, 18), P(-20, 18)});
            p.drawLine(P(-11, -2), P(11, -2));
            for (const double x : {-8.0, 0.0, 8.0})
                for (const double y : {4.0, 11.0}) p.drawLine(P(x, y), P(x, y + 3));
            p.drawEllipse(QRectF(-9, -12, 9, 5));
            p.drawEllipse(QRectF(0, -12, 9, 5));
            break;
        case K::Chiller:
            p.drawRoundedRect(QRectF(-20, -17, 40, 34), 3, 3);
            p.drawEllipse(P(0, 0), 10, 10);
            p.drawPolyline(QPolygonF{P(-6, -8), P(10, -2)});
            p.drawPolyline(QPolygonF{P(-6, 8), P(10, 2)});
            break;
        case K::Tank:
            p.drawRoundedRect(QRectF(-11, -19, 22, 38), 10, 10);
            p.drawLine(P(-11, 0), P(11, 0));
            break;
        case K::Pipe:
            p.setBrush(look.line);
            p.drawEllipse(P(0, 0), 5, 5);
            p.drawLine(look.power ? P(0, -20) : P(-20, 0), look.power ? P(0, 20) : P(20, 0));
            break;
        case K::ImmersionTank:
            p.drawRoundedRect(QRectF(-20, -13, 40, 28), 3, 3);
            p.setPen(QPen(look.accent, 1.5));
            zigzag(p, -17, 17, -6, 2);
            break;
        case K::Rack: case K::ComputeCabin:
            p.drawRoundedRect(QRectF(-14, -19, 28, 38), 2, 2);
            for (double y = -13; y <= 13; y += 6.5) p.drawLine(P(-9, y), P(5, y));
            p.setPen(Qt::NoPen);
            p.setBrush(look.accent);
            for (double y = -13; y <= 13; y += 6.5) p.drawEllipse(P(9.5, y), 1.6, 1.6);
            break;
        default:  // air units
            p.drawRoundedRect(QRectF(-17, -17, 34, 34), 2, 2);
            p.setBrush(Qt::NoBrush);
            fan(p, P(0, 0), 12);
            break;
    }
    p.restore();
}

}  // namespace plenum::app
