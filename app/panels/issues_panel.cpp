// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/issues_panel.h"

#include "app/panels/issues_model.h"
#include "app/session/session.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace plenum::app {

/// Hides severities that are switched off and rows without the words of the search.
class IssuesFilter : public QSortFilterProxyModel {
  public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setShown(int severity, bool shown) {
        m_shown[static_cast<std::size_t>(severity)] = shown;
        invalidateFilter();
    }
    void setWords(const QString& words) {
        m_words = words.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        invalidateFilter();
    }

  protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        const int severity = sourceModel()->index(row, 0, parent).data(IssuesModel::SeverityRole).toInt();
        if (!m_shown[static_cast<std::size_t>(severity)]) return false;
        if (m_words.isEmpty()) return true;
        QString text;
        for (int column = IssuesModel::ItemColumn; column < IssuesModel::ColumnCount; ++column)
            text += sourceModel()->index(row, column, parent).data().toString() + QLatin1Char('\n');
        for (const QString& word : m_words)
            if (!text.contains(word, Qt::CaseInsensitive)) return false;
        return true;
    }
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override {
        if (left.column() == IssuesModel::SeverityColumn)
            return left.data(IssuesModel::SeverityRole).toInt() > right.data(IssuesModel::SeverityRole).toInt();
        return QSortFilterProxyModel::lessThan(left, right);
    }

  private:
    std::array<bool, 3> m_shown{true, true, true};
    QStringList m_words;
};

IssuesPanel::IssuesPanel(Session& session, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_session(session), m_selection(selection), m_viewState(viewState), m_model(new IssuesModel(this)),
      m_filter(new IssuesFilter(this)), m_view(new QTableView(this)), m_search(new QLineEdit(this)), m_none(dimLabel({}, this)) {
    setObjectName(QStringLiteral("issues"));
    m_filter->setSourceModel(m_model);
    m_filter->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_view->setObjectName(QStringLiteral("issues.view"));
    m_view->setModel(m_filter);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(-1, Qt::AscendingOrder);  // as given: worst first
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(26);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->horizontalHeader()->setSectionResizeMode(IssuesModel::TextColumn, QHeaderView::Stretch);
    m_view->horizontalHeader()->resizeSection(IssuesModel::SeverityColumn, 96);
    m_view->horizontalHeader()->resizeSection(IssuesModel::ItemColumn, 120);
    m_view->horizontalHeader()->resizeSection(IssuesModel::RemedyColumn, 320);
    m_view->installEventFilter(this);
    m_search->setObjectName(QStringLiteral("issues.search"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(240);
    m_none->setObjectName(QStringLiteral("issues.none"));
    m_none->setContentsMargins(12, 8, 12, 8);

    auto* top = new QHBoxLayout;
    top->setContentsMargins(12, 4, 12, 0);
    static constexpr const char* kNames[] = {"issues.notes", "issues.warnings", "issues.errors"};
    for (int severity = 2; severity >= 0; --severity) {
        auto* button = new QToolButton(this);
        button->setObjectName(QString::fromLatin1(kNames[severity]));
        button->setCheckable(true);
        button->setChecked(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        connect(button, &QToolButton::toggled, this, [this, severity](bool on) {
            m_filter->setShown(severity, on);
            showCounts();
        });
        m_severity[static_cast<std::size_t>(severity)] = button;
        top->addWidget(button);
    }
    top->addStretch(1);
    top->addWidget(m_search);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(m_none);
    layout->addWidget(m_view, 1);

    connect(&session, &Session::frameChanged, this, &IssuesPanel::takeIssues);
    connect(&viewState, &ViewState::themeChanged, this, [this] { retranslate(); });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_filter->setWords(words);
        showCounts();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &IssuesPanel::selectItems);
    connect(m_view, &QTableView::clicked, this, &IssuesPanel::openRemedy);
    retranslate();
    takeIssues();
}

void IssuesPanel::setStructural(twin::Issues issues) {
    m_structural = std::move(issues);
    takeIssues();
}

void IssuesPanel::setOthers(const char* origin, twin::Issues issues) {
    m_others[origin] = std::move(issues);
    takeIssues();
}

void IssuesPanel::takeIssues() {
    twin::Issues all = m_structural;
    for (const auto& [origin, issues] : m_others) all.insert(all.end(), issues.begin(), issues.end());
    if (const auto& frame = m_session.frame()) all.insert(all.end(), frame->issues.begin(), frame->issues.end());
    m_model->setIssues(std::move(all));
    showCounts();
}

void IssuesPanel::showCounts() {
    const auto count = [&](twin::Severity severity) { return static_cast<int>(m_model->count(severity)); };
    const int errors = count(twin::Severity::Error), warnings = count(twin::Severity::Warning), notes = count(twin::Severity::Note);
    m_severity[2]->setText(tr("Errors %1").arg(errors));
    m_severity[1]->setText(tr("Warnings %1").arg(warnings));
    m_severity[0]->setText(tr("Notes %1").arg(notes));
    m_none->setVisible(m_filter->rowCount() == 0);
    m_none->setText(m_model->rowCount() == 0 ? tr("No issues.") : tr("No issue passes the filter."));
    emit countsChanged(errors, warnings, notes);
}

void IssuesPanel::selectItems() {
    std::vector<twin::Id> ids;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        const std::vector<twin::Id> row = m_model->items(m_filter->mapToSource(index).row());
        for (twin::Id id : row)
            if (std::find(ids.begin(), ids.end(), id) == ids.end() || row.size() > IssuesModel::kGroupAbove) ids.push_back(id);
    }
    if (!ids.empty()) m_selection.select(std::move(ids));
}

void IssuesPanel::openRemedy(const QModelIndex& index) {
    if (!index.isValid()) return;
    selectItems();
    if (index.column() != IssuesModel::RemedyColumn) return;
    const twin::Issue& issue = m_model->issue(m_filter->mapToSource(index).row());
    emit remedyActivated(toText(issue.code), issue.item);
}

void IssuesPanel::copy() {
    std::vector<int> rows;
    const QModelIndexList selected = m_view->selectionModel()->selectedRows();
    for (const QModelIndex& index : selected) rows.push_back(m_filter->mapToSource(index).row());
    if (selected.isEmpty())
        for (int row = 0; row < m_filter->rowCount(); ++row) rows.push_back(m_filter->mapToSource(m_filter->index(row, 0)).row());
    QApplication::clipboard()->setText(m_model->asText(rows));
}

bool IssuesPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Copy)) {
            copy();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            openRemedy(m_view->currentIndex().siblingAtColumn(IssuesModel::RemedyColumn));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void IssuesPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void IssuesPanel::retranslate() {
    const Theme theme = themeOf(m_viewState);
    m_model->setTheme(theme);
    for (std::size_t i = 0; i < m_severity.size(); ++i) m_severity[i]->setIcon(markIcon(theme, markOf(static_cast<twin::Severity>(i))));
    m_search->setPlaceholderText(tr("Search issues"));
    m_search->setAccessibleName(tr("Search issues"));
    m_view->setAccessibleName(tr("Issues"));
    m_view->setToolTip(tr("Select a row to select its objects. Ctrl+C copies the rows as a table."));
    showCounts();
}

}  // namespace plenum::app
