// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/alarms_model.h"

#include "app/document/document.h"
#include "app/panels/history_curve.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace plenum::app {

using namespace twin::telemetry;

namespace {

constexpr double kFaint = 0.4;

auto keyOf(const Live::Alarm& alarm) {
    const double limit = std::isnan(alarm.event.limit) ? 0 : alarm.event.limit;
    return std::tuple(alarm.event.point, alarm.event.kind, limit, alarm.event.time_ms, alarm.rule);
}

QIcon faded(const QIcon& icon) {
    QPixmap from = icon.pixmap(16, 16), to(from.size());
    to.setDevicePixelRatio(from.devicePixelRatio());
    to.fill(Qt::transparent);
    QPainter painter(&to);
    painter.setOpacity(kFaint);
    painter.drawPixmap(0, 0, from);
    return QIcon(to);
}

}  // namespace

AlarmsModel::AlarmsModel(Live& live, Document& document, ViewState& viewState, QObject* parent)
    : QAbstractTableModel(parent), m_live(live), m_document(document), m_viewState(viewState) {
    refresh();
}

void AlarmsModel::refresh() {
    const Theme theme = themeOf(m_viewState);
    for (std::size_t i = 0; i < m_icons.size(); ++i) {
        m_icons[i] = markIcon(theme, markOf(static_cast<twin::Severity>(i)));
        m_faintIcons[i] = faded(m_icons[i]);
    }
    const auto& fresh = m_live.alarms();
    const bool same = std::ranges::equal(fresh, m_alarms, [](const auto& a, const auto& b) { return keyOf(a) == keyOf(b); });
    if (!same) beginResetModel();
    m_alarms = fresh;
    if (!same) {
        endResetModel();
    } else if (!m_alarms.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void AlarmsModel::setFaint(bool faint) {
    if (faint == m_faint) return;
    m_faint = faint;
    if (!m_alarms.empty()) emit dataChanged(index(0, SeverityColumn), index(rowCount() - 1, SeverityColumn), {Qt::DecorationRole});
}

bool AlarmsModel::isOpen(const Live::Alarm& alarm) {
    return !alarm.shelved && (alarm.state == AlarmState::Unacknowledged || alarm.state == AlarmState::ReturnedUnacknowledged);
}

std::size_t AlarmsModel::active() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        m_alarms, [](const auto& alarm) { return !alarm.shelved && (alarm.state == AlarmState::Unacknowledged || alarm.state == AlarmState::Acknowledged); }));
}

std::size_t AlarmsModel::unacknowledged() const { return static_cast<std::size_t>(std::ranges::count_if(m_alarms, isOpen)); }

const Point* AlarmsModel::pointOf(const Live::Alarm& alarm) const {
    const auto& points = *m_live.bound().points;
    const std::uint32_t at = points.find(alarm.event.point);
    return at == PointTable::kNone ? nullptr : &points[at];
}

int AlarmsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_alarms.size()); }
int AlarmsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(ColumnCount); }

QString AlarmsModel::text(const Live::Alarm& alarm, int column) const {
    const Point* point = pointOf(alarm);
    const twin::Unit unit = point ? twin::spec(point->quantity).unit : twin::Unit::None;
    const bool silent = alarm.event.kind == AlarmKind::Stale;
    switch (column) {
        case SeverityColumn:
            switch (alarm.event.severity) {
                case twin::Severity::Note: return tr("Note");
                case twin::Severity::Warning: return tr("Warning");
                case twin::Severity::Error: return tr("Critical");
            }
            return {};
        case ItemColumn: {
            const twin::Item* item = alarm.item ? m_document.site()->find(alarm.item) : nullptr;
            return item ? toText(item->name) : point ? toText(point->name) : QStringLiteral("–");
        }
        case WhatColumn: return alarmText(alarm.event.kind, point ? point->quantity : twin::Quantity::Count_);
        case ValueColumn: return silent ? QStringLiteral("–") : quantityText(alarm.value, unit, m_viewState);
        case LimitColumn:
            if (silent) return point ? tr("%1 s without a value").arg(point->staleAfter_s) : QStringLiteral("–");
            return (alarm.event.kind == AlarmKind::High ? QStringLiteral("≤ ") : QStringLiteral("≥ ")) + quantityText(alarm.event.limit, unit, m_viewState);
        case SinceColumn: return shortMomentText(alarm.event.time_ms, m_live.shownTime());
        case StateColumn:
            if (alarm.shelved) return tr("Shelved");
            switch (alarm.state) {
                case AlarmState::Normal: return tr("Normal");
                case AlarmState::Unacknowledged: return tr("Unacknowledged");
                case AlarmState::Acknowledged: return tr("Acknowledged");
                case AlarmState::ReturnedUnacknowledged: return tr("Returned, not acknowledged");
            }
            return {};
        default: return {};
    }
}

QVariant AlarmsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Live::Alarm& each = alarm(index.row());
    const Theme theme = themeOf(m_viewState);
    switch (role) {
        case Qt::DisplayRole: return text(each, index.column());
        case Qt::DecorationRole: {
            if (index.column() != SeverityColumn) return {};
            const auto severity = static_cast<std::size_t>(each.event.severity);
            return m_faint && isOpen(each) ? m_faintIcons[severity] : m_icons[severity];
        }
        case Qt::ForegroundRole:
            if (each.shelved || each.state == AlarmState::ReturnedUnacknowledged) return theme.dim;
            if (index.column() == SeverityColumn || index.column() == ValueColumn) return markColour(theme, markOf(each.event.severity));
            return {};
        case Qt::TextAlignmentRole:
            if (index.column() == ValueColumn) return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
            return {};
        case Qt::ToolTipRole: {
            QStringList lines{text(each, ItemColumn) + QStringLiteral(": ") + text(each, WhatColumn)};
            if (const Point* point = pointOf(each)) lines << tr("Point: %1").arg(toText(point->name));
            lines << tr("Since %1").arg(momentText(each.event.time_ms)) << text(each, StateColumn);
            return lines.join(QLatin1Char('\n'));
        }
        default: return {};
    }
}

QVariant AlarmsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case SeverityColumn: return tr("Severity");
        case ItemColumn: return tr("Object");
        case WhatColumn: return tr("Alarm");
        case ValueColumn: return tr("Value");
        case LimitColumn: return tr("Limit");
        case SinceColumn: return tr("Since");
        case StateColumn: return tr("State");
        default: return {};
    }
}

QString AlarmsModel::asText() const {
    QStringList lines, cells;
    for (int column = 0; column < ColumnCount; ++column) cells << headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines << cells.join(QLatin1Char('\t'));
    for (const Live::Alarm& each : m_alarms) {
        cells.clear();
        for (int column = 0; column < ColumnCount; ++column) cells << (column == SinceColumn ? momentText(each.event.time_ms) : text(each, column).simplified());
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

}  // namespace plenum::app
