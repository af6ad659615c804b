// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/collision.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace plenum::app {

/// From site metres (y up) to pixels of the plan (y down).
struct PlanCamera {
    twin::Vec2 centre;
    double px_per_m = 30;
    QSizeF size{100, 100};

    QPointF toScreen(twin::Vec2 p) const {
        return {size.width() / 2 + (p.x - centre.x) * px_per_m, size.height() / 2 - (p.y - centre.y) * px_per_m};
    }
    QPointF toScreen(const twin::Vec3& p) const { return toScreen(twin::Vec2{p.x, p.y}); }
    QRectF toScreen(const twin::Bounds& b) const { return QRectF(toScreen(twin::Vec2{b.x0, b.y1}), toScreen(twin::Vec2{b.x1, b.y0})); }
    twin::Vec2 toSite(QPointF p) const {
        return {centre.x + (p.x() - size.width() / 2) / px_per_m, centre.y - (p.y() - size.height() / 2) / px_per_m};
    }
    twin::Bounds toSite(const QRectF& r) const {
        const twin::Vec2 a = toSite(r.bottomLeft()), b = toSite(r.topRight());
        return {a.x, a.y, b.x, b.y};
    }
    twin::Bounds visible() const { return toSite(QRectF(QPointF(0, 0), size)); }
    /// Shows the rectangle with a margin around it.
    void fit(const twin::Bounds& b, double margin_px = 36);
};

}  // namespace plenum::app
