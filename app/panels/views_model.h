// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/saved_view.h"

#include <QAbstractListModel>
#include <QColor>

#include <vector>

namespace plenum::app {

class Document;
class ViewState;

/// The saved views in the order of the presentation. Every change is one edit of the document: rename (setData),
/// caption (CaptionRole), order (drag, moveView), update, remove. Refused edits change nothing.
class ViewsModel : public QAbstractListModel {
    Q_OBJECT
  public:
    enum Role { CaptionRole = Qt::UserRole, VariantsRole, ColoursRole, OverlayRole };
    ViewsModel(Document& document, ViewState& view, QObject* parent = nullptr);

    const twin::SavedView& view(int row) const { return m_views[static_cast<std::size_t>(row)]; }
    /// Inserts behind a row (−1: at the end); gives it an id, and a name when it has none. Returns its row.
    int add(twin::SavedView view, int behind);
    /// Takes another picture; id, name and caption stay.
    void update(int row, const twin::SavedView& view);
    void remove(int row);
    void moveView(int from, int to);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;

  private:
    void take();
    bool apply(std::vector<twin::SavedView> views, const char* name, const std::string& what);
    QString freeName() const;

    Document& m_document;
    std::vector<twin::SavedView> m_views;
};

}  // namespace plenum::app
