// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/alarms_panel.h"

#include "app/document/document.h"
#include "app/panels/alarms_model.h"
#include "app/panels/history_curve.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace plenum::app {

namespace {

constexpr int kNarrow_px = 700;
constexpr int kHalfBlink_ms = 700;  // 0.7 a second
constexpr std::array<int, 3> kShelves_min = {15, 60, 480};

}  // namespace

AlarmsPanel::AlarmsPanel(Live& live, Document& document, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_live(live), m_selection(selection), m_viewState(viewState), m_model(new AlarmsModel(live, document, viewState, this)),
      m_view(new QTableView(this)), m_counts(new QLabel(this)), m_note(dimLabel({}, this)), m_acknowledge(new QPushButton(this)),
      m_acknowledgeAll(new QPushButton(this)) {
    setObjectName(QStringLiteral("alarms"));
    m_view->setObjectName(QStringLiteral("alarms.view"));
    m_view->setModel(m_model);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(26);
    QHeaderView* header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setStretchLastSection(true);
    header->resizeSection(AlarmsModel::WhatColumn, 240);
    header->resizeSection(AlarmsModel::SeverityColumn, 104);
    header->resizeSection(AlarmsModel::ItemColumn, 110);
    header->resizeSection(AlarmsModel::ValueColumn, 90);
    header->resizeSection(AlarmsModel::LimitColumn, 110);
    header->resizeSection(AlarmsModel::SinceColumn, 96);
    m_view->installEventFilter(this);
    m_counts->setObjectName(QStringLiteral("alarms.counts"));
    m_note->setObjectName(QStringLiteral("alarms.note"));
    m_note->setWordWrap(true);
    m_acknowledge->setObjectName(QStringLiteral("alarms.acknowledge"));
    m_acknowledgeAll->setObjectName(QStringLiteral("alarms.acknowledgeAll"));

    auto* head = new QWidget(this);
    head->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);  // a narrow dock stacks it instead
    m_head = new QBoxLayout(QBoxLayout::LeftToRight, head);
    m_head->setContentsMargins(12, 4, 12, 0);
    m_head->setSpacing(8);
    auto *acknowledges = new QHBoxLayout, *shelves = new QHBoxLayout;
    for (QHBoxLayout* each : {acknowledges, shelves}) each->setSpacing(8);
    for (QPushButton* each : {m_acknowledge, m_acknowledgeAll}) each->setStyleSheet(QStringLiteral("padding: 4px 6px"));  // both fit a side dock
    acknowledges->addWidget(m_acknowledge);
    acknowledges->addWidget(m_acknowledgeAll);
    static constexpr const char* kNames[] = {"alarms.shelve15", "alarms.shelve60", "alarms.shelve480"};
    for (std::size_t i = 0; i < m_shelve.size(); ++i) {
        m_shelve[i] = new QPushButton(this);
        m_shelve[i]->setObjectName(QString::fromLatin1(kNames[i]));
        m_shelve[i]->setStyleSheet(QStringLiteral("padding: 4px 6px"));
        shelves->addWidget(m_shelve[i]);
        connect(m_shelve[i], &QPushButton::clicked, this, [this, i] { shelve(kShelves_min[i]); });
    }
    m_head->addWidget(m_counts, 1);
    m_head->addLayout(acknowledges);
    m_head->addLayout(shelves);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(head);
    auto* note = new QHBoxLayout;
    note->setContentsMargins(12, 0, 12, 0);
    note->addWidget(m_note);
    layout->addLayout(note);
    layout->addWidget(m_view, 1);

    m_blink.setInterval(kHalfBlink_ms);
    connect(&m_blink, &QTimer::timeout, this, [this, on = false]() mutable { m_model->setFaint(on = !on); });
    connect(m_acknowledge, &QPushButton::clicked, this, &AlarmsPanel::acknowledge);
    connect(m_acknowledgeAll, &QPushButton::clicked, &m_live, &Live::acknowledgeAll);
    connect(m_view, &QTableView::clicked, this, [this] { selectItems(true); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        selectItems(false);
        showActions();
    });
    connect(&live, &Live::alarmsChanged, this, &AlarmsPanel::refresh);
    connect(&live, &Live::clockChanged, this, &AlarmsPanel::showActions);
    connect(&live, &Live::sourcesChanged, this, &AlarmsPanel::showActions);
    connect(&live, &Live::bindingChanged, this, &AlarmsPanel::refresh);
    connect(&viewState, &ViewState::unitsChanged, this, &AlarmsPanel::refresh);
    connect(&viewState, &ViewState::themeChanged, this, &AlarmsPanel::refresh);
    retranslate();
}

std::vector<int> AlarmsPanel::rows() const {
    std::vector<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) rows.push_back(index.row());
    std::ranges::sort(rows);
    return rows;
}

void AlarmsPanel::refresh() {
    std::vector<std::pair<twin::Id, twin::telemetry::AlarmKind>> kept;
    for (int row : rows()) kept.emplace_back(m_model->alarm(row).event.point, m_model->alarm(row).event.kind);
    bool reset = false;
    const auto watch = connect(m_model, &QAbstractItemModel::modelReset, this, [&reset] { reset = true; });
    m_model->refresh();
    disconnect(watch);
    if (reset && !kept.empty()) {  // other alarms came or went: those chosen stay chosen
        const QSignalBlocker quiet(m_view->selectionModel());
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const auto& event = m_model->alarm(row).event;
            if (std::ranges::find(kept, std::pair(event.point, event.kind)) != kept.end())
                m_view->selectionModel()->select(m_model->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
        m_view->viewport()->update();
    }
    showActions();
    breathe();
}

void AlarmsPanel::showActions() {
    const int active = static_cast<int>(m_model->active()), open = static_cast<int>(m_model->unacknowledged());
    const bool present = m_live.clock() == Live::Clock::Live;
    m_counts->setText(tr("%1 active · %2 unacknowledged").arg(active).arg(open));
    emit countsChanged(active, open);
    const std::vector<int> chosen = rows();
    const bool some = std::ranges::any_of(chosen, [this](int row) {
        const auto state = m_model->alarm(row).state;
        return state == twin::telemetry::AlarmState::Unacknowledged || state == twin::telemetry::AlarmState::ReturnedUnacknowledged;
    });
    m_acknowledge->setEnabled(present && some);
    m_acknowledgeAll->setEnabled(present && open > 0);
    for (QPushButton* each : m_shelve) each->setEnabled(present && !chosen.empty());
    QString note;
    if (!present) {
        note = tr("Alarms as they were at %1. Those of the past cannot be acknowledged or shelved; go live to do so.").arg(momentText(m_live.shownTime()));
    } else if (m_model->rowCount() == 0) {
        note = m_live.anyRunning() ? tr("No alarms: every watched value is within its limits.") : tr("No source is started: alarms need live values. A recorded history shows its own when a moment of it is chosen in the time bar.");
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void AlarmsPanel::selectItems(bool focus) {
    std::vector<twin::Id> ids;
    for (int row : rows())
        if (const twin::Id id = m_model->alarm(row).item; id && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    if (ids.empty()) return;
    const twin::Id last = ids.back();
    m_selection.select(std::move(ids));
    if (focus) emit focusRequested(last);
}

/// The list changes with every action: alarms are found again by their rule.
void AlarmsPanel::forEachChosen(const std::function<void(std::size_t)>& act) {
    std::vector<std::size_t> rules;
    for (int row : rows()) rules.push_back(m_model->alarm(row).rule);
    for (const std::size_t rule : rules) {
        const auto& alarms = m_live.alarms();
        const auto found = std::ranges::find(alarms, rule, &Live::Alarm::rule);
        if (rule != SIZE_MAX && found != alarms.end()) act(static_cast<std::size_t>(found - alarms.begin()));
    }
}

void AlarmsPanel::acknowledge() {
    forEachChosen([this](std::size_t alarm) { m_live.acknowledge(alarm); });
}

void AlarmsPanel::shelve(int minutes) {
    forEachChosen([&](std::size_t alarm) { m_live.shelve(alarm, minutes); });
}

/// The one thing that blinks: alarms of the present that nobody has looked at, while the panel is seen.
void AlarmsPanel::breathe() {
    const bool wanted = isVisible() && m_live.clock() == Live::Clock::Live && m_model->unacknowledged() > 0 && style()->styleHint(QStyle::SH_Widget_Animate, nullptr, this) != 0;
    if (wanted == m_blink.isActive()) return;
    if (wanted) {
        m_blink.start();
    } else {
        m_blink.stop();
        m_model->setFaint(false);
    }
}

bool AlarmsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Copy)) {
            QApplication::clipboard()->setText(m_model->asText());
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (m_acknowledge->isEnabled()) acknowledge();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void AlarmsPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    breathe();
}

void AlarmsPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    breathe();
}

void AlarmsPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_head->setDirection(width() < kNarrow_px ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void AlarmsPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void AlarmsPanel::retranslate() {
    m_acknowledge->setText(tr("Acknowledge"));
    m_acknowledge->setToolTip(tr("The alarms that are chosen (Return)"));
    m_acknowledgeAll->setText(tr("Acknowledge all"));
    m_shelve[0]->setText(tr("Shelve 15 min"));
    m_shelve[1]->setText(tr("1 h"));
    m_shelve[2]->setText(tr("8 h"));
    for (QPushButton* each : m_shelve) each->setToolTip(tr("Takes the chosen alarms off the list for a time; they are watched on underneath."));
    m_shelve[1]->setAccessibleName(tr("Shelve 1 h"));
    m_shelve[2]->setAccessibleName(tr("Shelve 8 h"));
    m_view->setAccessibleName(tr("Alarms"));
    refresh();
}

}  // namespace plenum::app
