// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/binding_delegate.h"

#include "app/models/view_state.h"
#include "app/panels/binding_model.h"

#include <QComboBox>
#include <QLineEdit>

namespace plenum::app {

using twin::telemetry::Match;

QWidget* BindingDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QWidget* made = nullptr;
    if (index.column() == BindingModel::MatchColumn) {
        auto* box = new QComboBox(parent);
        for (const Match match : {Match::Name, Match::Pattern, Match::Regex}) box->addItem(BindingModel::matchText(match), QString::fromLatin1(twin::telemetry::keyOf(match)));
        made = box;
    } else if (index.column() == BindingModel::QuantityColumn) {
        auto* box = new QComboBox(parent);
        box->setEditable(true);
        box->setInsertPolicy(QComboBox::NoInsert);
        for (std::size_t i = 0; i < twin::kQuantityCount; ++i) {
            const twin::QuantitySpec& spec = twin::spec(static_cast<twin::Quantity>(i));
            box->addItem(translated(spec.label), QString::fromLatin1(spec.key));
        }
        made = box;
    } else {
        made = QStyledItemDelegate::createEditor(parent, option, index);
    }
    if (made != nullptr) {
        made->setObjectName(QStringLiteral("live.binding.edit"));
        made->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    }
    return made;
}

void BindingDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* box = qobject_cast<QComboBox*>(editor);
    if (box == nullptr) return QStyledItemDelegate::setEditorData(editor, index);
    const QString key = index.data(Qt::EditRole).toString();
    const int at = box->findData(key);
    if (at >= 0) {
        box->setCurrentIndex(at);
    } else if (box->isEditable()) {
        box->setCurrentIndex(-1);
        box->setEditText(key);
    }
}

void BindingDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const {
    auto* box = qobject_cast<QComboBox*>(editor);
    if (box == nullptr) {
        if (auto* line = qobject_cast<QLineEdit*>(editor)) model->setData(index, line->text(), Qt::EditRole);
        return;
    }
    const int at = box->isEditable() ? box->findText(box->currentText()) : box->currentIndex();
    model->setData(index, at >= 0 ? box->itemData(at) : QVariant(box->currentText()), Qt::EditRole);
}

}  // namespace plenum::app
