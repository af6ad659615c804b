// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/panel_support.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPolygonF>
#include <QPushButton>
#include <QTableView>

#include <cmath>

namespace plenum::app {

namespace {

constexpr int kIcon_px = 16;
constexpr int kIconScale = 2;  // drawn for high-density screens, shown smaller on others

QPixmap canvas() {
    QPixmap pixmap(kIcon_px * kIconScale, kIcon_px * kIconScale);
    pixmap.setDevicePixelRatio(kIconScale);
    pixmap.fill(Qt::transparent);
    return pixmap;
}

QColor groupColour(const Theme& theme, twin::KindGroup group) {
    switch (group) {
        case twin::KindGroup::Space: return theme.dim;
        case twin::KindGroup::It: return theme.neutral;
        case twin::KindGroup::Air: return theme.good;
        case twin::KindGroup::Liquid: return theme.supply;
        case twin::KindGroup::Power: return theme.power;
        case twin::KindGroup::Other: return theme.disabled;
    }
    return theme.neutral;
}

}  // namespace

Mark markOf(twin::Severity severity) {
    switch (severity) {
        case twin::Severity::Note: return Mark::Neutral;
        case twin::Severity::Warning: return Mark::Warning;
        case twin::Severity::Error: return Mark::Bad;
    }
    return Mark::None;
}

Mark markOf(twin::KeyFigure::State state) {
    switch (state) {
        case twin::KeyFigure::State::Neutral: return Mark::Neutral;
        case twin::KeyFigure::State::Good: return Mark::Good;
        case twin::KeyFigure::State::Warning: return Mark::Warning;
        case twin::KeyFigure::State::Bad: return Mark::Bad;
    }
    return Mark::None;
}

QColor markColour(const Theme& theme, Mark mark) {
    switch (mark) {
        case Mark::None: return theme.text;
        case Mark::Neutral: return theme.neutral;
        case Mark::Good: return theme.good;
        case Mark::Warning: return theme.warning;
        case Mark::Bad: return theme.bad;
    }
    return theme.text;
}

QString markShape(Mark mark) {
    switch (mark) {
        case Mark::None: return {};
        case Mark::Neutral: return QStringLiteral("○");
        case Mark::Good: return QStringLiteral("●");
        case Mark::Warning: return QStringLiteral("▲");
        case Mark::Bad: return QStringLiteral("◆");
    }
    return {};
}

QIcon markIcon(const Theme& theme, Mark mark) {
    QPixmap pixmap = canvas();
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = markColour(theme, mark);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (mark) {
        case Mark::None: break;
        case Mark::Neutral:
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(colour, 2));
            painter.drawEllipse(QRectF(4, 4, 8, 8));
            break;
        case Mark::Good: painter.drawEllipse(QRectF(3, 3, 10, 10)); break;
        case Mark::Warning: painter.drawPolygon(QPolygonF({{8, 2}, {14.5, 13.5}, {1.5, 13.5}})); break;
        case Mark::Bad: painter.drawPolygon(QPolygonF({{8, 1}, {15, 8}, {8, 15}, {1, 8}})); break;
    }
    return QIcon(pixmap);
}

QIcon groupIcon(const Theme& theme, twin::KindGroup group) {
    QPixmap pixmap = canvas();
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QColor colour = groupColour(theme, group);
    painter.setBrush(colour.lighter(118));
    painter.drawPolygon(QPolygonF({{8, 1.5}, {14, 4.75}, {8, 8}, {2, 4.75}}));
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({{2, 5.25}, {7.75, 8.4}, {7.75, 14.5}, {2, 11.4}}));
    painter.setBrush(colour.darker(128));
    painter.drawPolygon(QPolygonF({{14, 5.25}, {8.25, 8.4}, {8.25, 14.5}, {14, 11.4}}));
    return QIcon(pixmap);
}

Theme themeOf(const ViewState& viewState) { return viewState.dark() ? darkTheme() : lightTheme(); }

QString toText(const std::string& text) { return QString::fromStdString(text); }

QString quantityText(double value, twin::Unit unit, const ViewState& viewState) {
    return toText(twin::formatQuantity(value, unit, viewState.units()));
}

QString differenceText(double difference, twin::Unit unit, const ViewState& viewState) {
    if (!std::isfinite(difference)) return {};
    if (unit == twin::Unit::Temperature) unit = twin::Unit::TemperatureDifference;
    const QString number = toText(twin::formatNumber(difference, unit, viewState.units()));
    const bool zero = number.toStdString().find_first_of("123456789") == std::string::npos;
    if (zero) return {};
    return (difference > 0 ? QStringLiteral("+") : QString()) + quantityText(difference, unit, viewState);
}

QString dimensionsText(double width_m, double depth_m, double height_m, const ViewState& viewState) {
    const auto number = [&](double length_m) { return toText(twin::formatNumber(length_m, twin::Unit::Metre, viewState.units())); };
    return QStringLiteral("%1 × %2 × %3").arg(number(width_m), number(depth_m), quantityText(height_m, twin::Unit::Metre, viewState));
}

void readByRows(QTableView& table) {
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setShowGrid(false);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(26);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

QLabel* dimLabel(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QPushButton* linkButton(QWidget* parent) {
    auto* button = new QPushButton(parent);
    button->setCursor(Qt::PointingHandCursor);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    button->setStyleSheet(QStringLiteral("QPushButton { text-align: left; border: none; background: transparent; padding: 3px 0; }"
                                         "QPushButton:hover, QPushButton:focus { text-decoration: underline; }"));
    return button;
}

namespace {

class WheelIgnored : public QObject {
  public:
    using QObject::QObject;

  protected:
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() != QEvent::Wheel) return false;
        event->ignore();
        return true;
    }
};

}  // namespace

void leaveWheel(QWidget* editor) {
    editor->setFocusPolicy(Qt::StrongFocus);
    editor->installEventFilter(new WheelIgnored(editor));
}

void shareWidth(QLabel* label, QWidget* editor) {
    label->setWordWrap(true);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    editor->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void setTextColour(QLabel* label, const QColor& colour) {
    QPalette palette = label->palette();
    if (palette.color(label->foregroundRole()) == colour) return;
    palette.setColor(label->foregroundRole(), colour);
    label->setPalette(palette);
}

}  // namespace plenum::app
