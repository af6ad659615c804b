// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/points_section.h"

#include "app/panels/panel_support.h"
#include "app/panels/points_model.h"
#include "app/panels/quantity_edit.h"
#include "twin/model/project.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

constexpr double kFarthest_m = 1e5;
constexpr int kMostRows = 8;  // more scroll

/// Cells are edited with the editor of the other fields: any unit of length, marked when it is none.
class CoordinateDelegate : public QStyledItemDelegate {
  public:
    CoordinateDelegate(const ViewState& viewState, QObject* parent) : QStyledItemDelegate(parent), m_viewState(viewState) {}

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const override {
        auto* edit = new QuantityEdit(m_viewState, twin::Unit::Metre, -kFarthest_m, kFarthest_m, parent);
        edit->setObjectName(QStringLiteral("inspector.points.edit"));
        edit->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
        connect(edit, &QuantityEdit::committed, edit, [cell = QPersistentModelIndex(index)](double value_m) {
            if (cell.isValid()) const_cast<QAbstractItemModel*>(cell.model())->setData(cell, value_m, PointsModel::ValueRole);
        });
        return edit;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override {
        static_cast<QuantityEdit*>(editor)->setValue(index.data(PointsModel::ValueRole).toDouble());
    }
    void setModelData(QWidget* editor, QAbstractItemModel*, const QModelIndex&) const override {
        emit static_cast<QuantityEdit*>(editor)->editingFinished();  // commits what was typed, once
    }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        auto* edit = qobject_cast<QuantityEdit*>(watched);
        if (edit == nullptr || event->type() != QEvent::KeyPress) return QStyledItemDelegate::eventFilter(watched, event);
        switch (static_cast<QKeyEvent*>(event)->key()) {
            case Qt::Key_Escape: edit->discard(); break;
            case Qt::Key_Return:
            case Qt::Key_Enter:
                emit edit->editingFinished();
                if (!edit->isRefused()) emit closeEditor(edit);
                return true;
            case Qt::Key_Tab:
            case Qt::Key_Backtab:
                emit edit->editingFinished();
                if (edit->isRefused()) return true;  // stays, with what is wrong
                break;
            default: break;
        }
        return QStyledItemDelegate::eventFilter(watched, event);
    }

  private:
    const ViewState& m_viewState;
};

}  // namespace

PointsSection::PointsSection(const ViewState& viewState, QWidget* parent)
    : CollapsibleSection(QStringLiteral("inspector.section.points"), tr("Route"), parent), m_viewState(viewState), m_model(new PointsModel(this)),
      m_view(new QTableView(body())), m_add(new QPushButton(body())), m_remove(new QPushButton(body())), m_summary(dimLabel({}, body())),
      m_wrong(new QLabel(body())) {
    m_view->setObjectName(QStringLiteral("inspector.points"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new CoordinateDelegate(viewState, m_view));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_view->setTabKeyNavigation(false);  // Tab leaves the table, but goes on to the next cell while one is edited
    m_view->setCornerButtonEnabled(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_view->horizontalHeader()->setMinimumSectionSize(40);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_view->verticalHeader()->setDefaultAlignment(Qt::AlignCenter);
    m_view->installEventFilter(this);
    m_add->setObjectName(QStringLiteral("inspector.points.add"));
    m_remove->setObjectName(QStringLiteral("inspector.points.remove"));
    m_summary->setObjectName(QStringLiteral("inspector.points.summary"));
    m_wrong->setObjectName(QStringLiteral("inspector.points.wrong"));
    m_summary->setWordWrap(true);
    m_wrong->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 2, 0, 0);
    buttons->setSpacing(6);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    form()->addWidget(m_view, 0, 0, 1, 3);
    form()->addWidget(m_wrong, 1, 0, 1, 3);
    form()->addWidget(m_summary, 2, 0, 1, 3);
    form()->addLayout(buttons, 3, 0, 1, 3);
    connect(m_add, &QPushButton::clicked, this, &PointsSection::add);
    connect(m_remove, &QPushButton::clicked, this, &PointsSection::remove);
    connect(m_model, &PointsModel::entered, this, &PointsSection::pointsChanged);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &PointsSection::showActions);
}

void PointsSection::show(const Inspected& inspected) {
    const twin::Item* item = inspected.items.size() == 1 ? inspected.current() : nullptr;
    const bool shown = item != nullptr && twin::leastPoints(item->kind) > 0;
    setVisible(shown);
    const bool outline = shown && twin::spec(item->kind).shape == twin::Shape::Outline;
    if (!shown || item->id != m_item.id) m_model->clear();  // an entry belongs to the item it was begun at
    if (!shown) {
        m_item = {};
        return;
    }
    const bool other = item->id != m_item.id, changed = other || item->points != m_item.points;
    m_item = *item;
    m_model->setUnits(m_viewState.units());
    m_model->setPoints(item->points, outline);
    if (other) m_view->setCurrentIndex(m_model->index(0, 0));
    if (changed) fitHeight();
    setCaption(outline ? tr("Corners") : tr("Route"));
    m_view->setAccessibleName(outline ? tr("Corners of %1").arg(toText(item->name)) : tr("Route of %1").arg(toText(item->name)));
    m_add->setText(outline ? tr("Add corner") : tr("Add point"));
    m_remove->setText(outline ? tr("Remove corner") : tr("Remove point"));
    m_add->setToolTip(tr("Behind the row that is chosen (Insert)"));
    showSummary();
    showActions();
}

int PointsSection::row() const { return m_view->currentIndex().row(); }

void PointsSection::showActions() {
    const std::size_t least = twin::leastPoints(m_item.kind);
    const bool spare = m_item.points.size() > least;
    m_remove->setEnabled(spare && row() >= 0);
    m_remove->setToolTip(spare ? tr("The row that is chosen (Delete)") : least == 2 ? tr("A route keeps two points.") : tr("An outline keeps three corners."));
}

void PointsSection::showSummary() {
    const std::vector<twin::Vec3>& points = m_item.points;
    const int count = static_cast<int>(points.size());
    if (m_model->outline()) {
        double around_m = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const twin::Vec3 &a = points[i], &b = points[(i + 1) % points.size()];
            around_m += std::hypot(b.x - a.x, b.y - a.y);
        }
        m_summary->setText(tr("%1 corners, %2, %3 around")
                               .arg(count)
                               .arg(quantityText(twin::outlineArea_m2(points), twin::Unit::Area, m_viewState), quantityText(around_m, twin::Unit::Metre, m_viewState)));
    } else {
        m_summary->setText(tr("%1 points, %2 long").arg(count).arg(quantityText(twin::routeLength_m(m_item), twin::Unit::Metre, m_viewState)));
    }
    const twin::Issues issues = twin::shapeIssues(m_item);
    m_wrong->setVisible(!issues.empty());
    if (issues.empty()) return;
    m_wrong->setText(translated(issues.front().text) + QLatin1Char('\n') + translated(issues.front().hint));
    setTextColour(m_wrong, themeOf(m_viewState).bad);
}

void PointsSection::fitHeight() {
    const int rows = std::clamp(m_model->rowCount(), 2, kMostRows);
    m_view->setFixedHeight(m_view->horizontalHeader()->sizeHint().height() + rows * m_view->verticalHeader()->defaultSectionSize() + 2 * m_view->frameWidth());
}

void PointsSection::add() {
    const int after = row() >= 0 ? row() : m_model->rowCount() - 1, column = std::max(m_view->currentIndex().column(), 0);
    emit pointsChanged(twin::withPointAfter(m_item, static_cast<std::size_t>(std::max(after, 0))));
    m_view->setCurrentIndex(m_model->index(std::min(after + 1, m_model->rowCount() - 1), column));
}

void PointsSection::remove() {
    const int at = row(), column = m_view->currentIndex().column();
    if (at < 0 || m_item.points.size() <= twin::leastPoints(m_item.kind)) return;
    emit pointsChanged(twin::withoutPoint(m_item, static_cast<std::size_t>(at)));
    m_view->setCurrentIndex(m_model->index(std::min(at, m_model->rowCount() - 1), column));
}

/// Delete in the table means the point, not the selected object; it must not reach the window's action.
bool PointsSection::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool press = event->type() == QEvent::KeyPress;
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        const auto take = [&](auto&& act) {
            if (press) act();
            event->accept();
            return true;
        };
        if (plain && key->key() == Qt::Key_Delete) return take([this] { remove(); });
        if (plain && key->key() == Qt::Key_Insert) return take([this] { add(); });
        if (plain && press && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) return take([this] { m_view->edit(m_view->currentIndex()); });
    }
    return CollapsibleSection::eventFilter(watched, event);
}

}  // namespace plenum::app
