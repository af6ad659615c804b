// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/site_tree_model.h"

#include "app/panels/panel_support.h"

namespace plenum::app {

namespace {
/// Places are shown as themselves, never inside a group of their kind.
bool isPlace(twin::Kind kind) {
    return kind == twin::Kind::Site || kind == twin::Kind::Building || kind == twin::Kind::Room || kind == twin::Kind::Row;
}
}  // namespace

SiteTreeModel::SiteTreeModel(QObject* parent) : QAbstractItemModel(parent), m_site(std::make_shared<twin::Site>()) {
    setTheme(darkTheme());
    build();
}

void SiteTreeModel::setTheme(const Theme& theme) {
    for (std::size_t i = 0; i < m_icons.size(); ++i) m_icons[i] = groupIcon(theme, static_cast<twin::KindGroup>(i));
    m_dim = theme.dim;
    if (!m_nodes.empty() && rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void SiteTreeModel::setSite(std::shared_ptr<const twin::Site> site) {
    const twin::SiteChanges changes = twin::changes(*m_site, *site);
    bool structure = !changes.added.empty() || !changes.removed.empty();
    std::vector<int> touched;
    for (twin::Id id : changes.changed) {
        if (structure) break;
        const auto node = m_nodeOf.find(id);
        const twin::Item* item = site->find(id);
        if (node == m_nodeOf.end()) {
            structure = !m_filter.isEmpty();  // a renamed item may match now
            continue;
        }
        const Node& known = m_nodes[static_cast<std::size_t>(node->second)];
        structure = item->parent != known.parentId || site->items(known.kind).indexOf(id) != known.at;
        touched.push_back(node->second);
    }
    if (structure) {
        beginResetModel();
        m_site = std::move(site);
        build();
        endResetModel();
        return;
    }
    m_site = std::move(site);
    for (int node : touched) {
        const int row = m_nodes[static_cast<std::size_t>(node)].row;
        const auto id = static_cast<quintptr>(node);
        emit dataChanged(createIndex(row, Name, id), createIndex(row, Type, id));
    }
}

void SiteTreeModel::setFilter(const QString& words) {
    const QString wanted = words.simplified();
    if (wanted == m_filter) return;
    beginResetModel();
    m_filter = wanted;
    build();
    endResetModel();
}

void SiteTreeModel::retranslate() {
    beginResetModel();
    build();
    endResetModel();
}

bool SiteTreeModel::matches(const twin::Item& item, const QStringList& words) const {
    const twin::EquipmentType* type = m_site->typeOf(item);
    const QString text = toText(item.name) + QLatin1Char('\n') + translated(twin::spec(item.kind).label) + QLatin1Char('\n') +
                         (type != nullptr ? toText(type->name) : QString());
    for (const QString& word : words)
        if (!text.contains(word, Qt::CaseInsensitive)) return false;
    return true;
}

void SiteTreeModel::build() {
    m_nodes.clear();
    m_nodeOf.clear();
    m_shown = 0;
    const QStringList words = m_filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_nodes.reserve(m_site->itemCount() + 64);
    m_nodes.push_back({});
    for (std::size_t k = 0; k < twin::kKindCount; ++k) {
        std::size_t at = 0;
        m_site->items(static_cast<twin::Kind>(k)).forEach([&](const twin::Item& item) {
            m_nodeOf.emplace(item.id, static_cast<int>(m_nodes.size()));
            m_nodes.push_back({item.kind, false, at++, item.id, item.parent, 0, 0, {}});
        });
    }
    const std::size_t count = m_nodes.size();
    for (std::size_t n = 1; n < count; ++n) {  // an item without a known place stands at the top
        const auto parent = m_nodeOf.find(m_nodes[n].parentId);
        m_nodes[n].parent = parent == m_nodeOf.end() ? 0 : parent->second;
    }
    std::vector<char> kept(count, words.isEmpty() ? 1 : 0);
    if (!words.isEmpty()) {
        for (std::size_t n = 1; n < count; ++n) {
            if (!matches(itemOf(m_nodes[n]), words)) continue;
            ++m_shown;
            for (std::size_t up = n; up != 0 && kept[up] == 0; up = static_cast<std::size_t>(m_nodes[up].parent)) kept[up] = 1;
        }
    } else {
        m_shown = count - 1;
    }
    std::vector<std::vector<int>> children(count);
    for (std::size_t n = 1; n < count; ++n) {
        if (kept[n] != 0) {
            children[static_cast<std::size_t>(m_nodes[n].parent)].push_back(static_cast<int>(n));
        } else {
            m_nodeOf.erase(m_nodes[n].id);
        }
    }
    for (std::size_t n = 0; n < count; ++n) arrange(static_cast<int>(n), std::move(children[n]));
}

/// Gives a node its rows: places first, then the items, under a group for each kind when kinds are mixed.
void SiteTreeModel::arrange(int node, std::vector<int> children) {
    std::vector<int> rows;
    std::vector<std::pair<twin::Kind, std::vector<int>>> kinds;  // children come in table order: one run for each kind
    for (int child : children) {
        const twin::Kind kind = m_nodes[static_cast<std::size_t>(child)].kind;
        if (isPlace(kind)) {
            rows.push_back(child);
        } else {
            if (kinds.empty() || kinds.back().first != kind) kinds.push_back({kind, {}});
            kinds.back().second.push_back(child);
        }
    }
    const bool grouped = kinds.size() > 1 || (!kinds.empty() && !rows.empty());
    for (auto& [kind, list] : kinds) {
        if (!grouped || list.size() == 1) {
            rows.insert(rows.end(), list.begin(), list.end());
            continue;
        }
        const int group = static_cast<int>(m_nodes.size());
        m_nodes.push_back({kind, true, 0, m_nodes[static_cast<std::size_t>(node)].id, {}, node, 0, {}});
        for (std::size_t i = 0; i < list.size(); ++i) {
            m_nodes[static_cast<std::size_t>(list[i])].parent = group;
            m_nodes[static_cast<std::size_t>(list[i])].row = static_cast<int>(i);
        }
        m_nodes.back().children = std::move(list);
        rows.push_back(group);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) m_nodes[static_cast<std::size_t>(rows[i])].row = static_cast<int>(i);
    m_nodes[static_cast<std::size_t>(node)].children = std::move(rows);
}

const twin::Item* SiteTreeModel::item(const QModelIndex& index) const {
    if (!index.isValid()) return nullptr;
    const Node& node = m_nodes[index.internalId()];
    return node.group ? nullptr : &itemOf(node);
}

std::vector<twin::Id> SiteTreeModel::itemsBelow(const QModelIndex& group) const {
    std::vector<twin::Id> ids;
    if (!group.isValid()) return ids;
    for (int child : m_nodes[group.internalId()].children)
        if (const Node& node = m_nodes[static_cast<std::size_t>(child)]; !node.group) ids.push_back(node.id);
    return ids;
}

QModelIndex SiteTreeModel::indexOf(twin::Id id) const {
    const auto found = m_nodeOf.find(id);
    if (found == m_nodeOf.end()) return {};
    return createIndex(m_nodes[static_cast<std::size_t>(found->second)].row, 0, static_cast<quintptr>(found->second));
}

SiteTreeModel::Key SiteTreeModel::key(const QModelIndex& index) const {
    if (!index.isValid()) return {};
    const Node& node = m_nodes[index.internalId()];
    return {node.id, node.group ? static_cast<int>(node.kind) : -1};
}

QModelIndex SiteTreeModel::indexOf(const Key& key) const {
    const QModelIndex place = indexOf(key.item);
    if (key.group < 0 || (key.item && !place.isValid())) return place;
    for (int child : m_nodes[place.isValid() ? place.internalId() : 0].children) {
        const Node& node = m_nodes[static_cast<std::size_t>(child)];
        if (node.group && static_cast<int>(node.kind) == key.group) return createIndex(node.row, 0, static_cast<quintptr>(child));
    }
    return {};
}

QModelIndex SiteTreeModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    const Node& node = m_nodes[parent.isValid() ? parent.internalId() : 0];
    return createIndex(row, column, static_cast<quintptr>(node.children[static_cast<std::size_t>(row)]));
}

QModelIndex SiteTreeModel::parent(const QModelIndex& child) const {
    if (!child.isValid()) return {};
    const int parent = m_nodes[child.internalId()].parent;
    if (parent <= 0) return {};
    return createIndex(m_nodes[static_cast<std::size_t>(parent)].row, 0, static_cast<quintptr>(parent));
}

int SiteTreeModel::rowCount(const QModelIndex& parent) const {
    if (parent.column() > 0) return 0;
    return static_cast<int>(m_nodes[parent.isValid() ? parent.internalId() : 0].children.size());
}

int SiteTreeModel::columnCount(const QModelIndex&) const { return ColumnCount; }

QVariant SiteTreeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Node& node = m_nodes[index.internalId()];
    const twin::KindSpec& kind = twin::spec(node.kind);
    if (role == Qt::DecorationRole && index.column() == Name) return m_icons[static_cast<std::size_t>(kind.group)];
    if (role == Qt::ForegroundRole && (node.group || index.column() == Type)) return m_dim;
    if (node.group) {
        if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
        if (index.column() == Name) return translated(kind.plural);
        return QString::number(node.children.size());
    }
    const twin::Item& item = itemOf(node);
    const twin::EquipmentType* type = m_site->typeOf(item);
    const QString typeName = type != nullptr ? toText(type->name) : translated(kind.label);
    switch (role) {
        case Qt::DisplayRole:
            if (index.column() == Type) return isPlace(node.kind) ? translated(kind.label) : typeName;
            return item.name.empty() ? translated(kind.label) : toText(item.name);
        case Qt::EditRole: return index.column() == Name ? toText(item.name) : QString();
        case Qt::ToolTipRole: {
            QString tip = QStringLiteral("<b>%1</b><br>%2").arg(toText(item.name).toHtmlEscaped(), typeName.toHtmlEscaped());
            if (!item.note.empty()) tip += QStringLiteral("<br>") + toText(item.note).toHtmlEscaped();
            return tip;
        }
        default: return {};
    }
}

QVariant SiteTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section == Name ? tr("Name") : section == Type ? tr("Type") : QString();
}

Qt::ItemFlags SiteTreeModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (index.isValid() && index.column() == Name && !m_nodes[index.internalId()].group) flags |= Qt::ItemIsEditable;
    return flags;
}

bool SiteTreeModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const twin::Item* edited = item(index);
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || edited == nullptr || name.isEmpty() || name == toText(edited->name)) return false;
    emit renameRequested(edited->id, name);  // the document answers with a new site
    return true;
}

}  // namespace plenum::app
