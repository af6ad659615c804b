// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/views_model.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/panels/panel_support.h"

#include <QMimeData>

#include <algorithm>

namespace plenum::app {

namespace {

constexpr const char* kMime = "application/x-plenum-saved-view";  ///< the row, as text

bool sameOrder(const std::vector<twin::SavedView>& a, const std::vector<twin::SavedView>& b) {
    return std::ranges::equal(a, b, {}, &twin::SavedView::id, &twin::SavedView::id);
}

}  // namespace

ViewsModel::ViewsModel(Document& document, ViewState& view, QObject* parent) : QAbstractListModel(parent), m_document(document), m_views(document.project().views) {
    connect(&document, &Document::viewsChanged, this, &ViewsModel::take);
    connect(&document, &Document::projectReset, this, &ViewsModel::take);
    connect(&view, &ViewState::themeChanged, this, [this] {
        if (rowCount() > 0) emit dataChanged(index(0), index(rowCount() - 1));
    });
}

void ViewsModel::take() {
    const auto& views = m_document.project().views;
    if (sameOrder(views, m_views)) {  // selection and editor stay
        m_views = views;
        if (rowCount() > 0) emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_views = views;
    endResetModel();
}

bool ViewsModel::apply(std::vector<twin::SavedView> views, const char* name, const std::string& what) {
    return m_document.apply(twin::setViews(m_document.project(), std::move(views), {name, {what}})).empty();
}

QString ViewsModel::freeName() const {
    for (int n = rowCount() + 1;; ++n) {
        const QString name = tr("View %1").arg(n);
        if (std::ranges::none_of(m_views, [&](const twin::SavedView& each) { return each.name == name.toStdString(); })) return name;
    }
}

int ViewsModel::add(twin::SavedView view, int behind) {
    const int at = behind < 0 ? rowCount() : std::min(behind + 1, rowCount());
    view.id = twin::newId();
    if (view.name.empty()) view.name = freeName().toStdString();
    const std::string name = view.name;
    auto views = m_views;
    views.insert(views.begin() + at, std::move(view));
    return apply(std::move(views), TWIN_TR("Add view {0}"), name) ? at : -1;
}

void ViewsModel::update(int row, const twin::SavedView& view) {
    auto views = m_views;
    twin::SavedView& old = views[static_cast<std::size_t>(row)];
    twin::SavedView now = view;
    now.id = old.id;
    now.name = old.name;
    now.caption = old.caption;
    old = std::move(now);
    apply(std::move(views), TWIN_TR("Update view {0}"), m_views[static_cast<std::size_t>(row)].name);
}

void ViewsModel::remove(int row) {
    auto views = m_views;
    const std::string name = views[static_cast<std::size_t>(row)].name;
    views.erase(views.begin() + row);
    apply(std::move(views), TWIN_TR("Remove view {0}"), name);
}

void ViewsModel::moveView(int from, int to) {
    if (from == to || from < 0 || to < 0 || from >= rowCount() || to >= rowCount()) return;
    auto views = m_views;
    const auto first = views.begin();
    if (from < to) std::rotate(first + from, first + from + 1, first + to + 1);
    else std::rotate(first + to, first + from, first + from + 1);
    const std::string name = m_views[static_cast<std::size_t>(from)].name;
    apply(std::move(views), TWIN_TR("Move view {0}"), name);
}

// ---- the list ----

int ViewsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_views.size()); }

QVariant ViewsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const twin::SavedView& each = view(index.row());
    const auto shown = [&](auto&& take) {
        if (const twin::Variant* variant = m_document.project().find(each.variant)) take(*variant);
        for (const twin::Id id : each.beside)
            if (const twin::Variant* variant = m_document.project().find(id)) take(*variant);
    };
    switch (role) {
        case Qt::DisplayRole:
        case Qt::EditRole: return toText(each.name);
        case CaptionRole: return toText(each.caption);
        case Qt::ToolTipRole: return each.caption.empty() ? tr("Return or double click shows it") : toText(each.caption);
        case Qt::AccessibleDescriptionRole: return toText(each.caption);
        case VariantsRole: {
            QStringList names;
            shown([&](const twin::Variant& variant) { names << toText(variant.name); });
            return names.isEmpty() ? tr("its variant is gone") : names.join(QStringLiteral(" | "));
        }
        case ColoursRole: {
            QVariantList colours;
            shown([&](const twin::Variant& variant) { colours << QColor::fromRgb(variant.colour); });
            return colours;
        }
        case OverlayRole: {
            const auto* overlay = twin::scene::overlay(each.overlay);
            return overlay != nullptr ? translated(overlay->label) : QString();
        }
        default: return {};
    }
}

bool ViewsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || (role != Qt::EditRole && role != CaptionRole)) return false;
    auto views = m_views;
    twin::SavedView& each = views[static_cast<std::size_t>(index.row())];
    const std::string text = value.toString().trimmed().toStdString(), old = each.name;
    if (role == CaptionRole) each.caption = text;
    else if (text.empty()) return false;
    else each.name = text;
    if (each == view(index.row())) return true;
    return apply(std::move(views), role == CaptionRole ? TWIN_TR("Caption of view {0}") : TWIN_TR("Rename view {0}"), old);
}

Qt::ItemFlags ViewsModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::ItemIsDropEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDragEnabled;
}

QStringList ViewsModel::mimeTypes() const { return {QString::fromLatin1(kMime)}; }

QMimeData* ViewsModel::mimeData(const QModelIndexList& indexes) const {
    auto* data = new QMimeData;
    if (!indexes.isEmpty()) data->setData(QString::fromLatin1(kMime), QByteArray::number(indexes.front().row()));
    return data;
}

/// The move is one edit of the document; false keeps the view from removing the dragged row by itself.
bool ViewsModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int, const QModelIndex& parent) {
    if (action != Qt::MoveAction || !data->hasFormat(QString::fromLatin1(kMime))) return false;
    const int from = data->data(QString::fromLatin1(kMime)).toInt();
    int to = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    if (from < to) --to;
    moveView(from, std::clamp(to, 0, std::max(0, rowCount() - 1)));
    return false;
}

}  // namespace plenum::app
