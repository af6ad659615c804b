// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/points_model.h"

#include "app/panels/panel_support.h"

#include <algorithm>
#include <cmath>

namespace plenum::app {

void PointsModel::clear() {
    if (m_points.empty()) return;
    beginResetModel();
    m_points.clear();
    endResetModel();
}

void PointsModel::setPoints(const std::vector<twin::Vec3>& points, bool outline) {
    if (outline != m_outline) {
        beginResetModel();
        m_outline = outline;
        m_points = points;
        endResetModel();
        return;
    }
    if (points == m_points) return;
    const auto differs = std::mismatch(m_points.begin(), m_points.end(), points.begin(), points.end());
    const int at = static_cast<int>(differs.first - m_points.begin());
    const int more = static_cast<int>(points.size()) - static_cast<int>(m_points.size());
    if (more > 0) {
        beginInsertRows({}, at, at + more - 1);
        m_points = points;
        endInsertRows();
    } else if (more < 0) {
        beginRemoveRows({}, at, at - more - 1);
        m_points = points;
        endRemoveRows();
    } else {
        m_points = points;
    }
    if (!m_points.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void PointsModel::setUnits(twin::UnitSystem units) {
    if (units == m_units) return;
    m_units = units;
    retranslate();
}

void PointsModel::retranslate() {
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (!m_points.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int PointsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_points.size()); }
int PointsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_outline ? 3 : 4; }

double PointsModel::value(int row, Column column) const {
    const std::size_t at = static_cast<std::size_t>(row), n = m_points.size();
    const twin::Vec3& p = m_points[at];
    switch (column) {
        case X: return p.x;
        case Y: return p.y;
        case Z: return p.z;
        case ToNext: break;
    }
    if (n < 2 || (at + 1 == n && !m_outline)) return std::numeric_limits<double>::quiet_NaN();
    const twin::Vec3& next = m_points[(at + 1) % n];
    return std::hypot(next.x - p.x, next.y - p.y, m_outline ? 0 : next.z - p.z);
}

QVariant PointsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const Column column = columnAt(index.column());
    const double shown = value(index.row(), column);
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole:
            if (std::isnan(shown)) return role == Qt::DisplayRole ? QVariant(QStringLiteral("–")) : QVariant();
            return toText(twin::formatNumber(shown, twin::Unit::Metre, m_units, 2));
        case ValueRole: return shown;
        case Qt::TextAlignmentRole: return QVariant(Qt::AlignRight | Qt::AlignVCenter);
        case Qt::ToolTipRole: return std::isnan(shown) ? QVariant() : toText(twin::formatQuantity(shown, twin::Unit::Metre, m_units, 3));
        case Qt::AccessibleTextRole:
            return std::isnan(shown) ? tr("no next point")
                                     : QStringLiteral("%1 %2").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                                                                   toText(twin::formatQuantity(shown, twin::Unit::Metre, m_units, 2)));
        default: return {};
    }
}

QVariant PointsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (section < 0 || (orientation == Qt::Horizontal ? section >= columnCount() : section >= rowCount())) return {};
    if (orientation == Qt::Vertical) return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    const QString symbol = QString::fromUtf8(twin::displayUnit(twin::Unit::Metre, m_units).symbol);
    const Column column = columnAt(section);
    if (role == Qt::DisplayRole) {
        switch (column) {
            case X: return tr("x, %1").arg(symbol);
            case Y: return tr("y, %1").arg(symbol);
            case Z: return tr("z, %1").arg(symbol);
            case ToNext: return tr("To next");
        }
    }
    if (role == Qt::ToolTipRole) {
        switch (column) {
            case X: return tr("Site metres eastwards.");
            case Y: return tr("Site metres northwards.");
            case Z: return tr("Above the finished floor.");
            case ToNext: return m_outline ? tr("Length of the side to the next corner.") : tr("Length of the segment to the next point.");
        }
    }
    return {};
}

Qt::ItemFlags PointsModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    const Qt::ItemFlags shown = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return columnAt(index.column()) == ToNext ? shown : shown | Qt::ItemIsEditable;
}

bool PointsModel::setData(const QModelIndex& index, const QVariant& entry, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || columnAt(index.column()) == ToNext) return false;
    std::optional<double> length_m;
    if (role == ValueRole) length_m = entry.toDouble();
    if (role == Qt::EditRole) length_m = twin::parseQuantity(entry.toString().toStdString(), twin::Unit::Metre, m_units);
    if (!length_m || !std::isfinite(*length_m)) return false;
    std::vector<twin::Vec3> points = m_points;
    twin::Vec3& p = points[static_cast<std::size_t>(index.row())];
    double& coordinate = columnAt(index.column()) == X ? p.x : columnAt(index.column()) == Y ? p.y : p.z;
    if (coordinate == *length_m) return true;
    coordinate = *length_m;
    emit entered(points);
    return true;
}

}  // namespace plenum::app
