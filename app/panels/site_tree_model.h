// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/site.h"

#include <QAbstractItemModel>
#include <QIcon>

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

namespace plenum::app {

struct Theme;

/// The site as a tree: site → building → room → row → items, items of a place grouped by kind where kinds are mixed.
///
/// The tree is built once for each change of structure (add, remove, another parent), O(items). Moves and values keep
/// every index valid and touch only the items of the change set.
class SiteTreeModel : public QAbstractItemModel {
    Q_OBJECT
  public:
    enum Column { Name, Type, ColumnCount };
    /// Of a group of one kind; items have their own key by id.
    struct Key {
        twin::Id item;    ///< the item, or the place that the group is in
        int group = -1;   ///< kind of a group, −1 for an item
        bool operator==(const Key&) const = default;
    };

    explicit SiteTreeModel(QObject* parent = nullptr);

    void setSite(std::shared_ptr<const twin::Site> site);
    const std::shared_ptr<const twin::Site>& site() const { return m_site; }
    /// Only items whose name, kind or type has all words, and what they are in.
    void setFilter(const QString& words);
    const QString& filter() const { return m_filter; }
    void setTheme(const Theme& theme);
    void retranslate();  ///< labels of kinds in another language

    const twin::Item* item(const QModelIndex& index) const;  ///< null for a group
    std::vector<twin::Id> itemsBelow(const QModelIndex& group) const;
    QModelIndex indexOf(twin::Id id) const;  ///< invalid when filtered out
    Key key(const QModelIndex& index) const;
    QModelIndex indexOf(const Key& key) const;
    std::size_t shownItems() const { return m_shown; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

  signals:
    void renameRequested(twin::Id id, const QString& name);

  private:
    struct Node {
        twin::Kind kind;
        bool group = false;
        std::size_t at = 0;  ///< position in the table of its kind
        twin::Id id;         ///< of the item; of the place for a group
        twin::Id parentId;   ///< as the item says
        int parent = -1;     ///< node
        int row = 0;
        std::vector<int> children;
    };
    void build();
    bool matches(const twin::Item& item, const QStringList& words) const;
    void arrange(int node, std::vector<int> children);
    const twin::Item& itemOf(const Node& node) const { return m_site->items(node.kind)[node.at]; }

    std::shared_ptr<const twin::Site> m_site;
    std::vector<Node> m_nodes;  // node 0 is the invisible root
    std::unordered_map<twin::Id, int> m_nodeOf;
    std::size_t m_shown = 0;
    QString m_filter;
    std::array<QIcon, 6> m_icons;
    QColor m_dim;
};

}  // namespace plenum::app
