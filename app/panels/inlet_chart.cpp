// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/inlet_chart.h"

#include "app/panels/panel_support.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace plenum::app {

namespace {
constexpr double kMargin_px = 8;
constexpr double kLabel_px = 14;
}  // namespace

InletChart::InletChart(const ViewState& viewState, QWidget* parent) : QWidget(parent), m_viewState(viewState) {
    setObjectName(QStringLiteral("inspector.inletChart"));
    m_before_C.fill(std::numeric_limits<double>::quiet_NaN());
    m_now_C = m_before_C;
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&viewState, &ViewState::themeChanged, this, [this] { update(); });
    connect(&viewState, &ViewState::unitsChanged, this, [this] { update(); });
}

void InletChart::setProfiles(const Profile& before_C, const Profile& now_C, double recommended_C) {
    m_before_C = before_C;
    m_now_C = now_C;
    m_recommended_C = recommended_C;
    const auto text = [&](double value) { return quantityText(value, twin::Unit::Temperature, m_viewState); };
    setToolTip(tr("Inlet at 1/6, 1/2 and 5/6 of the height: %1, %2, %3. Recommended at most %4.")
                   .arg(text(now_C[0]), text(now_C[1]), text(now_C[2]), text(recommended_C)));
    setAccessibleDescription(toolTip());
    update();
}

void InletChart::paintEvent(QPaintEvent*) {
    const Theme theme = themeOf(m_viewState);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.line);
    painter.setBrush(theme.ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    double low_C = m_recommended_C - 6, high_C = m_recommended_C + 1;  // the limit is always in sight
    for (const Profile* profile : {&m_before_C, &m_now_C})
        for (double value : *profile)
            if (std::isfinite(value)) {
                low_C = std::min(low_C, std::floor(value) - 1);
                high_C = std::max(high_C, std::ceil(value) + 1);
            }
    QFont small = font();
    small.setPixelSize(QFontInfo(font()).pixelSize() - 2);
    painter.setFont(small);
    const QRectF plot = QRectF(rect()).adjusted(kMargin_px, kMargin_px + kLabel_px, -kMargin_px, -kMargin_px - kLabel_px);
    const auto yOf = [&](double value_C) { return plot.bottom() - (value_C - low_C) / (high_C - low_C) * plot.height(); };
    const auto xOf = [&](std::size_t at) { return plot.left() + (1 + 2 * static_cast<double>(at)) / 6 * plot.width(); };

    painter.setPen(QPen(theme.warning, 1, Qt::DashLine));
    painter.drawLine(QPointF(plot.left(), yOf(m_recommended_C)), QPointF(plot.right(), yOf(m_recommended_C)));
    const QString limit = tr("%1 recommended").arg(quantityText(m_recommended_C, twin::Unit::Temperature, m_viewState));
    painter.drawText(QRectF(plot.left(), yOf(m_recommended_C) - kLabel_px - 1, plot.width(), kLabel_px), Qt::AlignRight | Qt::AlignBottom, limit);

    const auto draw = [&](const Profile& profile, const QColor& colour, double width) {
        QPainterPath path;
        for (std::size_t i = 0; i < profile.size(); ++i) {
            if (!std::isfinite(profile[i])) return false;
            const QPointF point(xOf(i), yOf(profile[i]));
            if (i == 0) path.moveTo(point);
            else path.lineTo(point);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour, width));
        painter.drawPath(path);
        painter.setBrush(colour);
        painter.setPen(Qt::NoPen);
        for (std::size_t i = 0; i < profile.size(); ++i) painter.drawEllipse(QPointF(xOf(i), yOf(profile[i])), width + 0.5, width + 0.5);
        return true;
    };
    const bool before = draw(m_before_C, theme.neutral, 1.5);
    const bool now = draw(m_now_C, theme.accent, 2);
    painter.setPen(theme.dim);
    const QRectF below(plot.left(), plot.bottom() + 4, plot.width(), kLabel_px);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, tr("bottom"));
    painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, tr("top"));
    if (now) painter.drawText(below, Qt::AlignHCenter | Qt::AlignVCenter, before ? tr("before (grey), now (blue)") : tr("now"));
    else painter.drawText(plot, Qt::AlignCenter, tr("No result yet"));
}

}  // namespace plenum::app
