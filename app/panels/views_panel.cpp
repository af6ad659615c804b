// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/views_panel.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/panels/panel_support.h"
#include "app/panels/views_model.h"

#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace plenum::app {

namespace {

constexpr int kPad = 8, kChip = 8, kCaptionLines = 3;

/// Two lines: name, then chips with the variants' names and the overlay.
class ViewDelegate : public QStyledItemDelegate {
  public:
    ViewDelegate(ViewState& view, QObject* parent) : QStyledItemDelegate(parent), m_view(view) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {160, 2 * option.fontMetrics.height() + 2 * kPad};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const override {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        option.text.clear();
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);
        const Theme theme = themeOf(m_view);
        painter->save();
        const QRect inner = option.rect.adjusted(kPad, kPad, -kPad, -kPad);
        const int line = option.fontMetrics.height();
        painter->setFont(bodyFont(0, QFont::DemiBold));
        painter->setPen(theme.text);
        const QString number = QString::number(index.row() + 1);
        const int numberWidth = option.fontMetrics.horizontalAdvance(QStringLiteral("00")) + 6;
        painter->drawText(QRect(inner.left(), inner.top(), numberWidth, line), Qt::AlignLeft | Qt::AlignVCenter, number);
        const int left = inner.left() + numberWidth, width = inner.right() - left;
        painter->drawText(QRect(left, inner.top(), width, line), Qt::AlignLeft | Qt::AlignVCenter, painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, width));
        int x = left;
        const int middle = inner.top() + line + line / 2;
        painter->setPen(Qt::NoPen);
        painter->setRenderHint(QPainter::Antialiasing);
        for (const QVariant& colour : index.data(ViewsModel::ColoursRole).toList()) {
            painter->setBrush(colour.value<QColor>());
            painter->drawEllipse(x, middle - kChip / 2, kChip, kChip);
            x += kChip + 4;
        }
        QString below = index.data(ViewsModel::VariantsRole).toString();
        if (const QString overlay = index.data(ViewsModel::OverlayRole).toString(); !overlay.isEmpty()) below += QStringLiteral(" · ") + overlay;
        painter->setFont(bodyFont(-1));
        painter->setPen(theme.dim);
        painter->drawText(QRect(x, inner.top() + line, inner.right() - x, line), Qt::AlignLeft | Qt::AlignVCenter, painter->fontMetrics().elidedText(below, Qt::ElideRight, inner.right() - x));
        painter->restore();
    }

    /// The name is edited where it stands.
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const override {
        editor->setGeometry(option.rect.adjusted(2, 2, -2, -option.rect.height() / 2 + 6));
    }

  private:
    ViewState& m_view;
};

}  // namespace

ViewsPanel::ViewsPanel(Document& document, ViewState& view, Capture capture, Show show, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view), m_capture(std::move(capture)), m_show(std::move(show)), m_model(new ViewsModel(document, view, this)), m_list(new QListView(this)),
      m_caption(new QPlainTextEdit(this)), m_empty(dimLabel({}, this)), m_captionLabel(dimLabel({}, this)) {
    setObjectName(QStringLiteral("views"));
    m_list->setObjectName(QStringLiteral("views.list"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ViewDelegate(view, m_list));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->installEventFilter(this);
    m_empty->setObjectName(QStringLiteral("views.empty"));
    m_empty->setWordWrap(true);
    m_caption->setObjectName(QStringLiteral("views.caption"));
    m_caption->setTabChangesFocus(true);
    m_caption->setFixedHeight(kCaptionLines * fontMetrics().lineSpacing() + 18);
    m_caption->installEventFilter(this);
    m_captionLabel->setBuddy(m_caption);
    const auto button = [this](const char* name, auto&& clicked) {
        auto* made = new QPushButton(this);
        made->setObjectName(QString::fromLatin1(name));
        connect(made, &QPushButton::clicked, this, clicked);
        return made;
    };
    m_add = button("views.add", [this] { add(); });
    m_update = button("views.update", [this] { m_model->update(current(), m_capture()); });
    m_remove = button("views.remove", [this] { remove(); });
    m_up = button("views.up", [this] { move(-1); });
    m_down = button("views.down", [this] { move(1); });
    m_present = button("views.present", [this] { emit presentRequested(std::max(0, current())); });
    m_export = button("views.export", [this] { emit exportRequested(); });

    auto* buttons = new QGridLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_add, 0, 0, 1, 2);
    buttons->addWidget(m_update, 0, 2, 1, 2);
    buttons->addWidget(m_up, 1, 0);
    buttons->addWidget(m_down, 1, 1);
    buttons->addWidget(m_remove, 1, 2, 1, 2);
    buttons->addWidget(m_present, 2, 0, 1, 2);
    buttons->addWidget(m_export, 2, 2, 1, 2);
    for (int column = 0; column < 4; ++column) buttons->setColumnStretch(column, 1);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(kPad, 0, kPad, kPad);
    foot->addWidget(m_captionLabel);
    foot->addWidget(m_caption);
    foot->addLayout(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    m_empty->setContentsMargins(kPad, kPad, kPad, kPad);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addLayout(foot);

    connect(m_list, &QListView::doubleClicked, this, &ViewsPanel::showCurrent);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ViewsPanel::takeCurrent);
    connect(m_model, &ViewsModel::modelReset, this, &ViewsPanel::takeCurrent);
    connect(m_model, &ViewsModel::dataChanged, this, &ViewsPanel::takeCurrent);
    connect(&view, &ViewState::themeChanged, m_list->viewport(), qOverload<>(&QWidget::update));
    retranslate();
    takeCurrent();
}

int ViewsPanel::current() const { return m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1; }

// ---- changes ----

void ViewsPanel::add() {
    const int row = m_model->add(m_capture(), current());
    if (row < 0) return;
    m_list->setCurrentIndex(m_model->index(row));
    m_list->edit(m_model->index(row));  // the name comes first to mind
}

void ViewsPanel::move(int by) {
    const int from = current(), to = from + by;
    if (from < 0 || to < 0 || to >= m_model->rowCount()) return;
    m_model->moveView(from, to);
    m_list->setCurrentIndex(m_model->index(to));
}

void ViewsPanel::remove() {
    const int row = current();
    if (row < 0) return;
    m_captioned = {};
    m_model->remove(row);
    if (m_model->rowCount() > 0) m_list->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1)));
}

void ViewsPanel::showCurrent() {
    if (current() >= 0) m_show(m_model->view(current()));
}

void ViewsPanel::commitCaption() {
    if (!m_captioned) return;
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->view(row).id == m_captioned) m_model->setData(m_model->index(row), m_caption->toPlainText(), ViewsModel::CaptionRole);
}

// ---- what is shown ----

void ViewsPanel::takeCurrent() {
    const int row = current(), rows = m_model->rowCount();
    const bool some = row >= 0 && row < rows;
    const twin::Id id = some ? m_model->view(row).id : twin::Id{};
    if (m_captioned && m_captioned != id && m_caption->document()->isModified()) {
        m_caption->document()->setModified(false);
        commitCaption();
    }
    if (id != m_captioned || !m_caption->hasFocus()) {
        m_captioned = id;
        m_caption->setPlainText(some ? toText(m_model->view(row).caption) : QString());
        m_caption->document()->setModified(false);
    }
    for (QWidget* each : {static_cast<QWidget*>(m_caption), static_cast<QWidget*>(m_update), static_cast<QWidget*>(m_remove)}) each->setEnabled(some);
    m_up->setEnabled(some && row > 0);
    m_down->setEnabled(some && row + 1 < rows);
    m_present->setEnabled(rows > 0);
    m_export->setEnabled(rows > 0);
    m_empty->setVisible(rows == 0);
    m_list->setVisible(rows > 0);
}

bool ViewsPanel::eventFilter(QObject* object, QEvent* event) {
    if (object == m_caption && event->type() == QEvent::FocusOut && m_caption->document()->isModified()) {
        m_caption->document()->setModified(false);
        commitCaption();
    }
    if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(object, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (object == m_caption && enter && key.modifiers() == Qt::ControlModifier) {
        m_list->setFocus();
        return true;
    }
    const bool naming = m_list->viewport()->findChild<QLineEdit*>() != nullptr;  // its Return ends the editor and comes up here
    if (object == m_list && !naming) {
        if (enter) return showCurrent(), true;
        if (key.key() == Qt::Key_Delete) return remove(), true;
        if (key.modifiers() & Qt::AltModifier && (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down)) return move(key.key() == Qt::Key_Up ? -1 : 1), true;
    }
    return QWidget::eventFilter(object, event);
}

void ViewsPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void ViewsPanel::retranslate() {
    m_list->setAccessibleName(tr("Saved views"));
    m_caption->setAccessibleName(tr("Caption"));
    m_captionLabel->setText(tr("Caption"));
    m_caption->setPlaceholderText(tr("What the picture shows and why it matters"));
    m_empty->setText(tr("A view keeps camera, variant, overlay and section, and what is to be said about them. Add the one that is shown now."));
    const auto set = [](QPushButton* button, const QString& text, const QString& tip) {
        button->setText(text);
        button->setToolTip(tip);
    };
    set(m_add, tr("Add current"), tr("Keep what is shown now as a new view"));
    set(m_update, tr("Update"), tr("Take what is shown now into the selected view; name and caption stay"));
    set(m_remove, tr("Remove"), tr("Remove the selected view (Delete)"));
    set(m_up, QStringLiteral("↑"), tr("Earlier in the presentation (Alt+Up)"));
    set(m_down, QStringLiteral("↓"), tr("Later in the presentation (Alt+Down)"));
    m_up->setAccessibleName(tr("Earlier"));
    m_down->setAccessibleName(tr("Later"));
    set(m_present, tr("Present"), tr("Step through the views, full screen"));
    set(m_export, tr("Export…"), tr("Pictures of the views, or the report of the comparison"));
}

}  // namespace plenum::app
