// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/issues_model.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace plenum::app {

namespace {

std::vector<std::vector<std::size_t>> arrange(const twin::Issues& issues, bool grouped) {
    std::vector<std::vector<std::size_t>> rows;
    if (!grouped) {
        for (std::size_t i = 0; i < issues.size(); ++i) rows.push_back({i});
        return rows;
    }
    std::map<std::pair<int, std::string>, std::size_t> rowOf;
    for (std::size_t i = 0; i < issues.size(); ++i) {
        const auto [at, isNew] = rowOf.try_emplace({-static_cast<int>(issues[i].severity), issues[i].code}, rows.size());
        if (isNew) rows.emplace_back();
        rows[at->second].push_back(i);
    }
    return rows;
}

bool sameSubject(const twin::Issue& a, const twin::Issue& b) {
    return a.severity == b.severity && a.code == b.code && a.item == b.item;
}

QString oneLine(QString text) { return text.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' ')); }

}  // namespace

IssuesModel::IssuesModel(QObject* parent) : QAbstractTableModel(parent) { setTheme(darkTheme()); }

void IssuesModel::setTheme(const Theme& theme) {
    m_theme = theme;
    for (std::size_t i = 0; i < m_icons.size(); ++i) m_icons[i] = markIcon(theme, markOf(static_cast<twin::Severity>(i)));
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void IssuesModel::setIssues(twin::Issues issues) {
    std::stable_sort(issues.begin(), issues.end(), [](const twin::Issue& a, const twin::Issue& b) { return a.severity > b.severity; });
    const bool grouped = issues.size() > kGroupAbove;
    auto rows = arrange(issues, grouped);
    bool same = grouped == m_grouped && rows.size() == m_rows.size();
    for (std::size_t r = 0; same && r < rows.size(); ++r) same = sameSubject(issues[rows[r].front()], m_issues[m_rows[r].front()]);
    if (!same) beginResetModel();
    m_issues = std::move(issues);
    m_rows = std::move(rows);
    m_grouped = grouped;
    if (!same) {
        endResetModel();
    } else if (!m_rows.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

std::vector<twin::Id> IssuesModel::items(int row) const {
    std::vector<twin::Id> ids;
    std::unordered_set<twin::Id> seen;
    for (std::size_t at : m_rows[static_cast<std::size_t>(row)])
        if (const twin::Id id = m_issues[at].item; id && seen.insert(id).second) ids.push_back(id);
    return ids;
}

std::size_t IssuesModel::count(twin::Severity severity) const {
    return static_cast<std::size_t>(std::count_if(m_issues.begin(), m_issues.end(), [&](const twin::Issue& issue) { return issue.severity == severity; }));
}

QString IssuesModel::severityText(twin::Severity severity) {
    switch (severity) {
        case twin::Severity::Note: return tr("Note");
        case twin::Severity::Warning: return tr("Warning");
        case twin::Severity::Error: return tr("Error");
    }
    return {};
}

int IssuesModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int IssuesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(ColumnCount); }

QString IssuesModel::text(int row, int column) const {
    const twin::Issue& first = issue(row);
    const std::size_t count = m_rows[static_cast<std::size_t>(row)].size();
    switch (column) {
        case SeverityColumn: return severityText(first.severity);
        case ItemColumn: return count > 1 ? tr("%1 objects").arg(count) : toText(first.itemName);
        case TextColumn: return count > 1 ? tr("%1 (and %2 more like it)").arg(translated(first.text)).arg(count - 1) : translated(first.text);
        case RemedyColumn: return translated(first.hint);
        default: return {};
    }
}

QVariant IssuesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const twin::Issue& first = issue(index.row());
    switch (role) {
        case Qt::DisplayRole: return text(index.row(), index.column());
        case Qt::DecorationRole:
            if (index.column() == SeverityColumn) return m_icons[static_cast<std::size_t>(first.severity)];
            return {};
        case Qt::ForegroundRole:
            if (index.column() == RemedyColumn) return m_theme.accent;
            if (index.column() == SeverityColumn) return markColour(m_theme, markOf(first.severity));
            return {};
        case Qt::ToolTipRole: {
            QString tip = translated(first.text).toHtmlEscaped();
            if (!first.value.empty()) tip += QStringLiteral("<br>") + tr("Found: %1").arg(toText(first.value).toHtmlEscaped());
            if (!first.allowed.empty()) tip += QStringLiteral("<br>") + tr("Allowed: %1").arg(toText(first.allowed).toHtmlEscaped());
            if (!first.hint.empty()) tip += QStringLiteral("<br><i>%1</i>").arg(translated(first.hint).toHtmlEscaped());
            return tip + QStringLiteral("<br>%1").arg(toText(first.code).toHtmlEscaped());
        }
        case SeverityRole: return static_cast<int>(first.severity);
        default: return {};
    }
}

QVariant IssuesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case SeverityColumn: return tr("Severity");
        case ItemColumn: return tr("Object");
        case TextColumn: return tr("Issue");
        case RemedyColumn: return tr("Remedy");
        default: return {};
    }
}

QString IssuesModel::asText(const std::vector<int>& rows) const {
    QStringList lines, header;
    for (int column = 0; column < ColumnCount; ++column) header << headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    lines << header.join(QLatin1Char('\t'));
    for (int row : rows) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column) cells << oneLine(text(row, column));
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

}  // namespace plenum::app
