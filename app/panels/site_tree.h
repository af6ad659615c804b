// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/panels/site_tree_model.h"
#include "twin/base/issue.h"

#include <QWidget>

#include <vector>

class QItemSelection;
class QLabel;
class QLineEdit;
class QTreeView;

namespace plenum::app {

class Document;
class Selection;
class ViewState;

/// The site as a tree with a search; its selection is the selection of every view.
class SiteTree : public QWidget {
    Q_OBJECT
  public:
    SiteTree(Document& document, Selection& selection, ViewState& viewState, QWidget* parent = nullptr);

  signals:
    void contextMenuRequested(const QPoint& global, twin::Id id);  ///< id none: beside the items
    void focusRequested(twin::Id id);                              ///< Return or double click: show it in the view
    void refused(const twin::Issues& issues);                      ///< a new name the document does not take

  protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void takeSite();
    void takeFilter();
    void showSelection();
    void takeSelection();
    void requestMenu(const QPoint& position);
    void retranslate();
    void expandTop();
    void activate(const QModelIndex& index);
    std::vector<SiteTreeModel::Key> expandedKeys() const;
    void restoreExpanded(const std::vector<SiteTreeModel::Key>& keys);

    Document& m_document;
    Selection& m_selection;
    ViewState& m_viewState;
    SiteTreeModel* m_model;
    QLineEdit* m_search;
    QTreeView* m_view;
    QLabel* m_none;
    std::vector<SiteTreeModel::Key> m_expanded;  ///< before a search or a rebuild
    bool m_syncing = false;
};

}  // namespace plenum::app
