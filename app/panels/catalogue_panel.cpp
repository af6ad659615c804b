// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/catalogue_panel.h"

#include "app/panels/catalogue_model.h"
#include "app/panels/panel_support.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

namespace plenum::app {

namespace {

constexpr int kPad_px = 4;
constexpr int kSwatch_px = 24;

/// A type in two lines: its name, its key figures in dim.
class TwoLineDelegate : public QStyledItemDelegate {
  public:
    TwoLineDelegate(const ViewState& viewState, QObject* parent) : QStyledItemDelegate(parent), m_viewState(viewState) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QSize plain = QStyledItemDelegate::sizeHint(option, index);
        if (!index.data(CatalogueModel::FiguresRole).isValid()) return plain;
        return {plain.width(), QFontMetrics(option.font).height() + QFontMetrics(small(option.font)).height() + 2 * kPad_px};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QVariant figures = index.data(CatalogueModel::FiguresRole);
        if (!figures.isValid()) return QStyledItemDelegate::paint(painter, option, index);
        QStyleOptionViewItem empty = option;
        initStyleOption(&empty, index);
        const QString name = empty.text;
        const QIcon icon = empty.icon;
        empty.text.clear();
        empty.icon = {};
        const QWidget* widget = option.widget;
        widget->style()->drawControl(QStyle::CE_ItemViewItem, &empty, painter, widget);

        const Theme theme = themeOf(m_viewState);
        const QRect area = option.rect.adjusted(kPad_px, kPad_px, -kPad_px, -kPad_px);
        icon.paint(painter, QRect(area.left(), area.top(), kSwatch_px, area.height()), Qt::AlignCenter);
        const QRect text = area.adjusted(kSwatch_px + 2 * kPad_px, 0, 0, 0);
        painter->save();
        painter->setFont(option.font);
        painter->setPen(theme.text);
        const QFontMetrics metrics(option.font);
        painter->drawText(text.left(), text.top() + metrics.ascent(), metrics.elidedText(name, Qt::ElideRight, text.width()));
        const QFont second = small(option.font);
        const QFontMetrics secondMetrics(second);
        painter->setFont(second);
        painter->setPen(theme.dim);
        painter->drawText(text.left(), text.top() + metrics.height() + secondMetrics.ascent(),
                          secondMetrics.elidedText(figures.toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }

  private:
    static QFont small(QFont font) {
        font.setPixelSize(QFontInfo(font).pixelSize() - 2);
        return font;
    }
    const ViewState& m_viewState;
};

}  // namespace

CataloguePanel::CataloguePanel(ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_viewState(viewState), m_model(new CatalogueModel(viewState, this)), m_search(new QLineEdit(this)),
      m_view(new QTreeView(this)), m_none(dimLabel({}, this)) {
    setObjectName(QStringLiteral("catalogue"));
    m_search->setObjectName(QStringLiteral("catalogue.search"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_view->setObjectName(QStringLiteral("catalogue.view"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new TwoLineDelegate(viewState, m_view));
    m_view->setHeaderHidden(true);
    m_view->setIndentation(8);
    m_view->setRootIsDecorated(true);
    m_view->setDragEnabled(true);
    m_view->setDragDropMode(QAbstractItemView::DragOnly);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->installEventFilter(this);
    m_none->setObjectName(QStringLiteral("catalogue.none"));
    m_none->setWordWrap(true);
    m_none->setContentsMargins(12, 8, 12, 8);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(12, 0, 12, 0);
    top->addWidget(m_search);
    layout->addLayout(top);
    layout->addWidget(m_none);
    layout->addWidget(m_view, 1);

    connect(m_search, &QLineEdit::textChanged, m_model, &CatalogueModel::setFilter);
    connect(m_view, &QTreeView::doubleClicked, this, &CataloguePanel::request);
    connect(m_model, &CatalogueModel::modelReset, this, [this] {
        m_view->expandAll();
        m_none->setVisible(m_model->shownTypes() == 0);
    });
    connect(&viewState, &ViewState::unitsChanged, m_model, &CatalogueModel::refresh);
    connect(&viewState, &ViewState::themeChanged, m_model, &CatalogueModel::refresh);
    retranslate();
}

void CataloguePanel::setTypes(std::vector<twin::EquipmentType> types) {
    m_model->setTypes(std::move(types));
    retranslate();
}

void CataloguePanel::request(const QModelIndex& index) {
    if (const twin::EquipmentType* type = m_model->type(index)) emit placeRequested(type->id);
}

bool CataloguePanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (watched == m_search && (key->key() == Qt::Key_Down || enter)) {
            m_view->setFocus();
            if (m_model->type(m_view->currentIndex()) == nullptr && m_model->rowCount() > 0)
                m_view->setCurrentIndex(m_model->index(0, 0, m_model->index(0, 0)));
            return true;
        }
        if (watched == m_search && key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
        if (watched == m_view && enter) {
            request(m_view->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CataloguePanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void CataloguePanel::retranslate() {
    m_search->setPlaceholderText(tr("Search %1 types").arg(m_model->typeCount()));
    m_search->setAccessibleName(tr("Search the catalogue"));
    m_view->setAccessibleName(tr("Catalogue"));
    m_none->setText(m_model->typeCount() == 0 ? tr("The catalogue is empty.") : tr("No type has these words in its name, maker, kind or source."));
    m_model->refresh();
}

}  // namespace plenum::app
