// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/site_tree.h"

#include "app/document/document.h"
#include "app/panels/panel_support.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

namespace plenum::app {

namespace {
constexpr std::size_t kExpandAll = 2000;  // found items up to which a search opens every branch
}

SiteTree::SiteTree(Document& document, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_viewState(viewState), m_model(new SiteTreeModel(this)),
      m_search(new QLineEdit(this)), m_view(new QTreeView(this)), m_none(dimLabel({}, this)) {
    setObjectName(QStringLiteral("siteTree"));
    m_search->setObjectName(QStringLiteral("siteTree.search"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_view->setObjectName(QStringLiteral("siteTree.view"));
    m_view->setModel(m_model);
    m_view->setHeaderHidden(true);
    m_view->setUniformRowHeights(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setIndentation(14);
    m_view->header()->setStretchLastSection(true);
    m_view->header()->resizeSection(SiteTreeModel::Name, 180);
    m_view->installEventFilter(this);
    m_none->setObjectName(QStringLiteral("siteTree.none"));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(12, 8, 12, 8);
    m_none->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(12, 0, 12, 0);
    top->addWidget(m_search);
    layout->addLayout(top);
    layout->addWidget(m_none);
    layout->addWidget(m_view, 1);

    connect(&document, &Document::siteChanged, this, &SiteTree::takeSite);
    connect(&selection, &Selection::changed, this, &SiteTree::showSelection);
    connect(&viewState, &ViewState::themeChanged, this, [this] { m_model->setTheme(themeOf(m_viewState)); });
    connect(m_search, &QLineEdit::textChanged, this, &SiteTree::takeFilter);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SiteTree::takeSelection);
    connect(m_view, &QWidget::customContextMenuRequested, this, &SiteTree::requestMenu);
    connect(m_view, &QTreeView::doubleClicked, this, &SiteTree::activate);
    connect(m_model, &SiteTreeModel::modelAboutToBeReset, this, [this] {
        if (m_model->filter().isEmpty()) m_expanded = expandedKeys();
    });
    connect(m_model, &SiteTreeModel::renameRequested, this, [this](twin::Id id, const QString& name) {
        const twin::Issues issues = m_document.apply(twin::renameItem(m_document.variant(), id, name.toStdString()));
        if (!issues.empty()) emit refused(issues);
    });
    connect(m_model, &SiteTreeModel::modelReset, this, [this] {
        if (m_model->filter().isEmpty()) {
            restoreExpanded(m_expanded);
        } else if (m_model->shownItems() <= kExpandAll) {
            m_view->expandAll();
        } else {
            expandTop();
        }
        m_none->setVisible(m_model->rowCount() == 0);
        showSelection();
    });
    m_model->setTheme(themeOf(viewState));
    retranslate();
    takeSite();
}

void SiteTree::takeSite() {
    const bool first = m_model->rowCount() == 0;
    const int scrolled = m_view->verticalScrollBar()->value();
    m_model->setSite(m_document.site());
    if (first) expandTop();
    m_view->verticalScrollBar()->setValue(scrolled);
}

void SiteTree::takeFilter() { m_model->setFilter(m_search->text()); }

void SiteTree::expandTop() { m_view->expandToDepth(2); }

std::vector<SiteTreeModel::Key> SiteTree::expandedKeys() const {
    std::vector<SiteTreeModel::Key> keys;
    std::vector<QModelIndex> open{QModelIndex()};
    while (!open.empty()) {
        const QModelIndex parent = open.back();
        open.pop_back();
        for (int row = 0; row < m_model->rowCount(parent); ++row) {
            const QModelIndex child = m_model->index(row, 0, parent);
            if (!m_view->isExpanded(child)) continue;
            keys.push_back(m_model->key(child));
            open.push_back(child);
        }
    }
    return keys;
}

void SiteTree::restoreExpanded(const std::vector<SiteTreeModel::Key>& keys) {
    bool found = false;
    for (const SiteTreeModel::Key& key : keys) {
        const QModelIndex index = m_model->indexOf(key);
        if (!index.isValid()) continue;
        m_view->expand(index);
        found = true;
    }
    if (!keys.empty() && !found) expandTop();  // another project
}

void SiteTree::showSelection() {
    if (m_syncing) return;
    m_syncing = true;
    QItemSelection wanted;
    QModelIndex current;
    for (twin::Id id : m_selection.ids()) {
        const QModelIndex index = m_model->indexOf(id);
        if (!index.isValid()) continue;
        current = index;
        if (!wanted.isEmpty() && wanted.last().parent() == index.parent() && wanted.last().bottom() + 1 == index.row()) {
            wanted.last() = QItemSelectionRange(wanted.last().topLeft(), index.siblingAtColumn(SiteTreeModel::ColumnCount - 1));
        } else {
            wanted.append(QItemSelectionRange(index, index.siblingAtColumn(SiteTreeModel::ColumnCount - 1)));
        }
    }
    m_view->selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
    if (current.isValid()) {
        m_view->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        m_view->scrollTo(current);
    }
    m_syncing = false;
}

void SiteTree::takeSelection() {
    if (m_syncing) return;
    m_syncing = true;
    std::vector<twin::Id> ids;
    const QModelIndex current = m_view->currentIndex().siblingAtColumn(0);
    const twin::Item* last = m_view->selectionModel()->isSelected(current) ? m_model->item(current) : nullptr;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
        if (const twin::Item* item = m_model->item(index)) {
            if (item != last) ids.push_back(item->id);
        } else {
            const std::vector<twin::Id> group = m_model->itemsBelow(index);
            ids.insert(ids.end(), group.begin(), group.end());
        }
    }
    if (last != nullptr) ids.push_back(last->id);
    m_selection.select(std::move(ids));
    m_syncing = false;
}

void SiteTree::activate(const QModelIndex& index) {
    if (const twin::Item* item = m_model->item(index)) {
        emit focusRequested(item->id);
    } else {
        m_view->setExpanded(index.siblingAtColumn(0), !m_view->isExpanded(index.siblingAtColumn(0)));
    }
}

void SiteTree::requestMenu(const QPoint& position) {
    const twin::Item* item = m_model->item(m_view->indexAt(position));
    emit contextMenuRequested(m_view->viewport()->mapToGlobal(position), item != nullptr ? item->id : twin::Id{});
}

bool SiteTree::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (watched == m_search && (key->key() == Qt::Key_Down || enter)) {
            m_view->setFocus();
            if (!m_view->currentIndex().isValid()) m_view->setCurrentIndex(m_model->index(0, 0));
            return true;
        }
        if (watched == m_search && key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
        if (watched == m_view && enter && m_view->currentIndex().isValid()) {
            activate(m_view->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SiteTree::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void SiteTree::retranslate() {
    m_search->setPlaceholderText(tr("Search the site"));
    m_search->setAccessibleName(tr("Search the site"));
    m_view->setAccessibleName(tr("Site"));
    m_none->setText(tr("Nothing on the site has these words in its name, kind or type."));
    m_model->retranslate();
}

}  // namespace plenum::app
