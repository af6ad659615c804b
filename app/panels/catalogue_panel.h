// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/item.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QModelIndex;
class QTreeView;

namespace plenum::app {

class CatalogueModel;
class ViewState;

/// What can be placed: types by group with a search; drag one into a view, or Return to place it with the pointer.
class CataloguePanel : public QWidget {
    Q_OBJECT
  public:
    explicit CataloguePanel(ViewState& viewState, QWidget* parent = nullptr);

    void setTypes(std::vector<twin::EquipmentType> types);
    CatalogueModel& model() const { return *m_model; }

  signals:
    void placeRequested(twin::Id type);

  protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void retranslate();
    void request(const QModelIndex& index);

    ViewState& m_viewState;
    CatalogueModel* m_model;
    QLineEdit* m_search;
    QTreeView* m_view;
    QLabel* m_none;
};

}  // namespace plenum::app
