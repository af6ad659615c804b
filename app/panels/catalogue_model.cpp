// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/catalogue_model.h"

#include "app/panels/panel_support.h"

#include <QMimeData>

#include <algorithm>

namespace plenum::app {

namespace {

constexpr twin::KindGroup kOrder[] = {twin::KindGroup::It,    twin::KindGroup::Liquid, twin::KindGroup::Power,
                                      twin::KindGroup::Air,   twin::KindGroup::Space,  twin::KindGroup::Other};

/// What a buyer asks first, the first three that the type states.
constexpr twin::Param kKeyFigures[] = {
    twin::Param::PowerAllocated,  twin::Param::LiquidShare, twin::Param::CoolingCapacity, twin::Param::RatedPower,
    twin::Param::RatedApparent,   twin::Param::PcsPower,    twin::Param::CellEnergy,      twin::Param::Current,
    twin::Param::Voltage,         twin::Param::PumpFlow,    twin::Param::PumpHead,        twin::Param::AirFlow,
    twin::Param::Diameter,        twin::Param::OpenFraction};
constexpr int kMostFigures = 2;

QString shownValue(twin::Param param, double value, const ViewState& viewState) {
    const twin::ParamSpec& row = twin::spec(param);
    if (row.unit == twin::Unit::Choice) {
        const auto at = static_cast<std::size_t>(std::max(0.0, value + 0.5));
        return at < row.choiceLabels.size() ? translated(row.choiceLabels[at]) : QStringLiteral("–");
    }
    return quantityText(value, row.unit, viewState);
}

}  // namespace

CatalogueModel::CatalogueModel(const ViewState& viewState, QObject* parent) : QAbstractItemModel(parent), m_viewState(viewState) {
    refresh();
}

void CatalogueModel::setTypes(std::vector<twin::EquipmentType> types) {
    beginResetModel();
    m_types = std::move(types);
    build();
    endResetModel();
}

void CatalogueModel::setFilter(const QString& words) {
    if (words.simplified() == m_filter) return;
    beginResetModel();
    m_filter = words.simplified();
    build();
    endResetModel();
}

void CatalogueModel::refresh() {
    beginResetModel();
    const Theme theme = themeOf(m_viewState);
    for (std::size_t i = 0; i < m_icons.size(); ++i) m_icons[i] = groupIcon(theme, static_cast<twin::KindGroup>(i));
    build();
    endResetModel();
}

void CatalogueModel::build() {
    m_groups.clear();
    const QStringList words = m_filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (twin::KindGroup wanted : kOrder) {
        Group group{wanted, {}};
        for (std::size_t i = 0; i < m_types.size(); ++i) {
            const twin::EquipmentType& type = m_types[i];
            if (twin::spec(type.kind).group != wanted) continue;
            const QString text = toText(type.name + '\n' + type.maker + '\n' + type.source) + QLatin1Char('\n') +
                                 translated(twin::spec(type.kind).label);
            if (std::all_of(words.begin(), words.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); }))
                group.types.push_back(i);
        }
        std::stable_sort(group.types.begin(), group.types.end(), [&](std::size_t a, std::size_t b) { return m_types[a].kind < m_types[b].kind; });
        if (!group.types.empty()) m_groups.push_back(std::move(group));
    }
}

std::size_t CatalogueModel::shownTypes() const {
    std::size_t count = 0;
    for (const Group& group : m_groups) count += group.types.size();
    return count;
}

const twin::EquipmentType* CatalogueModel::type(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return nullptr;
    return &m_types[m_groups[index.internalId() - 1].types[static_cast<std::size_t>(index.row())]];
}

QModelIndex CatalogueModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : 0);
}

QModelIndex CatalogueModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == 0) return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, quintptr{0});
}

int CatalogueModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return static_cast<int>(m_groups.size());
    if (parent.internalId() != 0 || parent.column() > 0) return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].types.size());
}

int CatalogueModel::columnCount(const QModelIndex&) const { return 1; }

QString CatalogueModel::figures(const twin::EquipmentType& type) const {
    QStringList parts;
    for (twin::Param param : kKeyFigures) {
        const double* value = type.values.find(param);
        if (value == nullptr || *value == 0 || parts.size() >= kMostFigures) continue;
        const QString text = shownValue(param, *value, m_viewState);
        parts << (param == twin::Param::LiquidShare ? tr("liquid %1").arg(text) : text);
    }
    const auto figure = [&](twin::Param param) {
        const double* value = type.values.find(param);
        return value != nullptr ? *value : twin::defaultValue(type.kind, param);
    };
    if (twin::spec(type.kind).shape == twin::Shape::Box)
        parts << dimensionsText(figure(twin::Param::Width), figure(twin::Param::Depth), figure(twin::Param::Height), m_viewState);
    if (!type.source.empty()) parts << toText(type.source);
    return parts.join(QStringLiteral(" · "));
}

QString CatalogueModel::toolTip(const twin::EquipmentType& type) const {
    QString tip = QStringLiteral("<b>%1</b><br>%2").arg(toText(type.name).toHtmlEscaped(), translated(twin::spec(type.kind).label));
    if (!type.maker.empty()) tip += QStringLiteral(" · ") + toText(type.maker).toHtmlEscaped();
    if (!type.version.empty()) tip += QStringLiteral(" · ") + tr("version %1").arg(toText(type.version).toHtmlEscaped());
    tip += QStringLiteral("<table cellspacing=2>");
    for (const auto& [param, value] : type.values.entries()) {
        QString source = toText(type.source);
        for (const auto& [of, text] : type.sources)
            if (of == param) source = toText(text);
        tip += QStringLiteral("<tr><td>%1</td><td align=right>&nbsp;%2&nbsp;</td><td><i>%3</i></td></tr>")
                   .arg(translated(twin::spec(param).label), shownValue(param, value, m_viewState), source.toHtmlEscaped());
    }
    return tip + QStringLiteral("</table>");
}

QVariant CatalogueModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const twin::EquipmentType* entry = type(index);
    if (entry == nullptr) {
        const Group& group = m_groups[static_cast<std::size_t>(index.row())];
        if (role == Qt::DisplayRole) return QStringLiteral("%1  %2").arg(translated(twin::label(group.group))).arg(group.types.size());
        if (role == Qt::ForegroundRole) return themeOf(m_viewState).dim;
        return {};
    }
    switch (role) {
        case Qt::DisplayRole: return toText(entry->name);
        case Qt::DecorationRole: return m_icons[static_cast<std::size_t>(twin::spec(entry->kind).group)];
        case Qt::ToolTipRole: return toolTip(*entry);
        case Qt::AccessibleDescriptionRole:
        case FiguresRole: return figures(*entry);
        default: return {};
    }
}

Qt::ItemFlags CatalogueModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    if (type(index) == nullptr) return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList CatalogueModel::mimeTypes() const { return {QString::fromLatin1(kMime)}; }

QMimeData* CatalogueModel::mimeData(const QModelIndexList& indexes) const {
    for (const QModelIndex& index : indexes) {
        const twin::EquipmentType* entry = type(index);
        if (entry == nullptr) continue;
        auto* data = new QMimeData;
        data->setData(QString::fromLatin1(kMime), QByteArray::fromStdString(twin::toString(entry->id)));
        data->setText(toText(entry->name));
        return data;
    }
    return nullptr;
}

}  // namespace plenum::app
