// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/differences_model.h"

#include "app/models/view_state.h"
#include "app/panels/panel_support.h"

#include <QStringList>

namespace plenum::app {

namespace {

Mark markOf(twin::LayoutDifference::What what) {
    switch (what) {
        case twin::LayoutDifference::What::Added: return Mark::Good;
        case twin::LayoutDifference::What::Removed: return Mark::Bad;
        case twin::LayoutDifference::What::Moved: return Mark::Warning;
        case twin::LayoutDifference::What::Changed:
        case twin::LayoutDifference::What::Rewired: break;
    }
    return Mark::Neutral;
}

}  // namespace

DifferencesModel::DifferencesModel(ViewState& view, QObject* parent) : QAbstractTableModel(parent), m_view(view) {
    connect(&view, &ViewState::themeChanged, this, [this] {
        if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void DifferencesModel::setDifferences(std::vector<twin::LayoutDifference> differences) {
    beginResetModel();
    m_differences = std::move(differences);
    endResetModel();
}

int DifferencesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_differences.size()); }
int DifferencesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(ColumnCount); }

QVariant DifferencesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const twin::LayoutDifference& each = difference(index.row());
    if (role == Qt::ToolTipRole) {
        QStringList lines{translated(each.description)};
        for (const twin::Text& detail : each.details) lines << translated(detail);
        return lines.join(QLatin1Char('\n'));
    }
    if (role == Qt::DecorationRole && index.column() == WhatColumn) return markIcon(themeOf(m_view), markOf(each.what));
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case WhatColumn: return translated(twin::label(each.what));
        case ObjectColumn: return QString::fromStdString(each.name);
        default: return translated(each.description);
    }
}

QVariant DifferencesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case WhatColumn: return tr("What");
        case ObjectColumn: return tr("Object");
        default: return tr("Change");
    }
}

}  // namespace plenum::app
