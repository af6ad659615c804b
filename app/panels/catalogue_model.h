// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/item.h"

#include <QAbstractItemModel>
#include <QIcon>

#include <array>
#include <vector>

namespace plenum::app {

class ViewState;

/// Equipment types by group of kinds: computers, air, liquid, power … Rebuilt when types or filter change, O(types).
class CatalogueModel : public QAbstractItemModel {
    Q_OBJECT
  public:
    static constexpr const char* kMime = "application/x-plenum-type";  ///< 16 hexadecimal digits of the type's id
    enum Role { FiguresRole = Qt::UserRole + 1 };                      ///< second line of a type

    explicit CatalogueModel(const ViewState& viewState, QObject* parent = nullptr);

    void setTypes(std::vector<twin::EquipmentType> types);
    /// Only types whose name, maker, kind or source has all words.
    void setFilter(const QString& words);
    void refresh();  ///< units, theme or language have changed
    const twin::EquipmentType* type(const QModelIndex& index) const;  ///< null for a group
    std::size_t typeCount() const { return m_types.size(); }
    std::size_t shownTypes() const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;

  private:
    struct Group {
        twin::KindGroup group;
        std::vector<std::size_t> types;
    };
    void build();
    QString figures(const twin::EquipmentType& type) const;
    QString toolTip(const twin::EquipmentType& type) const;

    const ViewState& m_viewState;
    std::vector<twin::EquipmentType> m_types;
    std::vector<Group> m_groups;
    QString m_filter;
    std::array<QIcon, 6> m_icons;
};

}  // namespace plenum::app
