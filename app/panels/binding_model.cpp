// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/binding_model.h"

#include "app/models/view_state.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace plenum::app {

using namespace twin::telemetry;

namespace {

double* numberOf(BindingRow& row, int column) {
    switch (column) {
        case BindingModel::ScaleColumn: return &row.scale;
        case BindingModel::OffsetColumn: return &row.offset;
        case BindingModel::LowColumn: return &row.low;
        case BindingModel::HighColumn: return &row.high;
        case BindingModel::AbsentColumn: return &row.absent;
        case BindingModel::DeadbandColumn: return &row.deadband;
        case BindingModel::StaleColumn: return &row.staleAfter_s;
        default: return nullptr;
    }
}

std::string* textOf(BindingRow& row, int column) {
    switch (column) {
        case BindingModel::PointColumn: return &row.point;
        case BindingModel::ItemColumn: return &row.item;
        case BindingModel::QuantityColumn: return &row.quantity;
        case BindingModel::UnitColumn: return &row.unit;
        default: return nullptr;
    }
}

bool mayBeEmpty(int column) { return column == BindingModel::LowColumn || column == BindingModel::HighColumn || column == BindingModel::AbsentColumn; }

}  // namespace

QString BindingModel::matchText(Match match) {
    switch (match) {
        case Match::Name: return tr("Name");
        case Match::Pattern: return tr("Pattern");
        case Match::Regex: return tr("Regular expression");
    }
    return {};
}

void BindingModel::setBinding(const Binding& binding) {
    if (binding == m_binding) return;
    const int before = rowCount(), after = static_cast<int>(binding.rows.size());
    if (before < after) {
        beginInsertRows({}, before, after - 1);
        m_binding = binding;
        endInsertRows();
    } else if (after < before) {
        // The row that went is the first that differs, so that what is chosen stays chosen.
        int first = 0;
        while (first < after && binding.rows[static_cast<std::size_t>(first)] == m_binding.rows[static_cast<std::size_t>(first)]) ++first;
        beginRemoveRows({}, first, first + before - after - 1);
        m_binding = binding;
        endRemoveRows();
    } else {
        m_binding = binding;
    }
    if (after > 0) emit dataChanged(index(0, 0), index(after - 1, ColumnCount - 1));
}

int BindingModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_binding.rows.size()); }
int BindingModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(ColumnCount); }

QVariant BindingModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    BindingRow row = m_binding.rows[static_cast<std::size_t>(index.row())];
    const bool edit = role == Qt::EditRole;
    if (role == Qt::ToolTipRole && index.column() == PointColumn)
        return row.match == Match::Pattern ? tr("{word} takes one or more characters but '/'") : row.match == Match::Regex ? tr("The whole name; groups are {1}, {2} …") : tr("The exact name");
    if (role != Qt::DisplayRole && !edit) return {};
    if (index.column() == MatchColumn) return edit ? QString::fromLatin1(keyOf(row.match)) : matchText(row.match);
    if (const std::string* text = textOf(row, index.column())) {
        if (!edit && index.column() == QuantityColumn) {
            if (text->empty()) return tr("as the sensor");
            if (const auto quantity = quantityFromKey(*text); quantity != twin::Quantity::Count_) return translated(twin::spec(quantity).label);
        }
        return QString::fromStdString(*text);
    }
    const double number = *numberOf(row, index.column());
    return std::isnan(number) ? QString() : QString::number(number, 'g', 10);
}

bool BindingModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !index.isValid()) return false;
    Binding next = m_binding;
    BindingRow& row = next.rows[static_cast<std::size_t>(index.row())];
    const QString text = value.toString().trimmed();
    if (index.column() == MatchColumn) {
        const std::array all{Match::Name, Match::Pattern, Match::Regex};
        const auto at = std::ranges::find_if(all, [&](Match each) { return text == QLatin1String(keyOf(each)); });
        if (at == all.end()) return false;
        row.match = *at;
    } else if (std::string* field = textOf(row, index.column())) {
        if ((index.column() == PointColumn || index.column() == ItemColumn) && text.isEmpty()) return false;  // a row needs both
        *field = text.toStdString();
    } else {
        bool fits = false;
        double number = text.toDouble(&fits);
        if (text.isEmpty() && mayBeEmpty(index.column())) number = std::numeric_limits<double>::quiet_NaN(), fits = true;
        if (!fits || (index.column() == StaleColumn && number <= 0) || (index.column() == DeadbandColumn && number < 0) || (index.column() == ScaleColumn && number == 0)) return false;
        *numberOf(row, index.column()) = number;
    }
    if (!(next == m_binding)) emit entered(next);
    return true;
}

Qt::ItemFlags BindingModel::flags(const QModelIndex& index) const {
    return index.isValid() ? QAbstractTableModel::flags(index) | Qt::ItemIsEditable : QAbstractTableModel::flags(index);
}

QVariant BindingModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case MatchColumn: return tr("Match");
        case PointColumn: return tr("Point");
        case ItemColumn: return tr("Object");
        case QuantityColumn: return tr("Quantity");
        case UnitColumn: return tr("Unit");
        case ScaleColumn: return tr("Scale");
        case OffsetColumn: return tr("Offset");
        case LowColumn: return tr("Lowest");
        case HighColumn: return tr("Highest");
        case AbsentColumn: return tr("No value is");
        case DeadbandColumn: return tr("Deadband");
        case StaleColumn: return tr("Stale after, s");
        default: return {};
    }
}

void BindLinesModel::setReport(const BindReport& report) {
    std::vector<BindLine> lines;
    for (const BindState state : {BindState::Doubtful, BindState::Unbound})
        for (const BindLine& line : report.lines)
            if (line.state == state && lines.size() < kMostLines) lines.push_back(line);
    const bool same = std::ranges::equal(lines, m_lines, [](const BindLine& a, const BindLine& b) { return a.point == b.point && a.state == b.state; });
    if (!same) beginResetModel();
    m_lines = std::move(lines);
    if (!same) {
        endResetModel();
    } else if (!m_lines.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

void BindLinesModel::setColours(const QColor& doubtful, const QColor& unbound) {
    m_doubtful = doubtful;
    m_unbound = unbound;
    if (!m_lines.empty()) emit dataChanged(index(0, StateColumn), index(rowCount() - 1, StateColumn), {Qt::ForegroundRole});
}

int BindLinesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_lines.size()); }
int BindLinesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(ColumnCount); }

QVariant BindLinesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const BindLine& each = line(index.row());
    const bool doubtful = each.state == BindState::Doubtful;
    if (role == Qt::ForegroundRole && index.column() == StateColumn) return doubtful ? m_doubtful : m_unbound;
    if (role == Qt::ToolTipRole) return QString::fromStdString(each.point) + QLatin1Char('\n') + translated(each.reason);
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case StateColumn: return !doubtful ? tr("○ Unbound") : each.used ? tr("▲ Doubtful, used") : tr("▲ Doubtful, not used");
        case PointColumn: return QString::fromStdString(each.point);
        case ItemColumn: return QString::fromStdString(each.itemName);
        case ReasonColumn: return translated(each.reason);
        default: return {};
    }
}

QVariant BindLinesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case StateColumn: return tr("State");
        case PointColumn: return tr("Point");
        case ItemColumn: return tr("Object");
        case ReasonColumn: return tr("Reason");
        default: return {};
    }
}

}  // namespace plenum::app
