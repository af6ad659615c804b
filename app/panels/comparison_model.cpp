// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/comparison_model.h"

#include "app/models/view_state.h"
#include "app/panels/comparison_text.h"
#include "app/panels/panel_support.h"

namespace plenum::app {

ComparisonModel::ComparisonModel(ViewState& view, QObject* parent) : QAbstractTableModel(parent), m_view(view) {
    for (auto signal : {&ViewState::unitsChanged, &ViewState::themeChanged}) connect(&view, signal, this, &ComparisonModel::refresh);
}

void ComparisonModel::setComparison(twin::Comparison comparison) {
    const bool same = comparison.rows.size() == m_comparison.rows.size() && comparison.subjects.size() == m_comparison.subjects.size();
    if (same) {  // new numbers of the same table: selection and scroll stay
        m_comparison = std::move(comparison);
        refresh();
        return;
    }
    beginResetModel();
    m_comparison = std::move(comparison);
    endResetModel();
}

void ComparisonModel::refresh() {
    if (rowCount() == 0) return;
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int ComparisonModel::subjectOf(int column) const {
    if (column >= 1 && column <= subjects()) return column - 1;
    return isDifference(column) ? column - subjects() : -1;
}

int ComparisonModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_comparison.rows.size()); }
int ComparisonModel::columnCount(const QModelIndex& parent) const { return parent.isValid() || subjects() == 0 ? 0 : 2 * subjects() + 1; }

QVariant ComparisonModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const twin::ComparisonRow& row = m_comparison.rows[static_cast<std::size_t>(index.row())];
    const int subject = subjectOf(index.column());
    const auto* value = subject < 0 ? nullptr : &row.values[static_cast<std::size_t>(subject)];
    const bool difference = isDifference(index.column());
    switch (role) {
        case Qt::DisplayRole:
            if (index.column() == 0) return translated(row.label);
            if (value == nullptr) return translated(row.restsOn);
            return difference ? differenceText(row, *value, m_view) : valueText(row, *value, m_view);
        case Qt::ToolTipRole:
            if (value != nullptr && !value->reason.empty()) return translated(value->reason);
            return value != nullptr ? tr("Click: how this number came about") : data(index, Qt::DisplayRole);
        case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::Alignment((value != nullptr ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
        case Qt::ForegroundRole: {
            const Theme theme = themeOf(m_view);
            if (difference) {
                const int said = verdict(row, static_cast<std::size_t>(subject));
                return said == 0 ? theme.dim : said > 0 ? theme.good : theme.bad;
            }
            return index.column() == columnCount() - 1 ? QVariant(theme.dim) : QVariant();
        }
        case Qt::DecorationRole:
            if (!difference || differenceText(row, *value, m_view).isEmpty()) return {};
            if (const int said = verdict(row, static_cast<std::size_t>(subject)); said != 0) return markIcon(themeOf(m_view), said > 0 ? Mark::Good : Mark::Bad);
            return {};
        case Qt::FontRole: return difference ? QVariant(bodyFont(0, QFont::DemiBold)) : QVariant();
        default: return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const int subject = subjectOf(section);
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment((subject >= 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    if (section == 0) return tr("Measure");
    if (subject < 0) return tr("Rests on");
    const QString name = QString::fromStdString(m_comparison.subjects[static_cast<std::size_t>(subject)].name);
    if (!isDifference(section)) return name;
    return subjects() == 2 ? tr("Difference") : tr("%1, difference").arg(name);
}

QString ComparisonModel::asText() const {
    QString text;
    for (int column = 0; column < columnCount(); ++column) text += (column ? QStringLiteral("\t") : QString()) + headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    for (int row = 0; row < rowCount(); ++row) {
        text += QLatin1Char('\n');
        for (int column = 0; column < columnCount(); ++column) text += (column ? QStringLiteral("\t") : QString()) + data(index(row, column), Qt::DisplayRole).toString();
    }
    return text + QLatin1Char('\n');
}

}  // namespace plenum::app
