// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspaces/compare_workspace.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/panels/comparison_inputs_popup.h"
#include "app/panels/comparison_model.h"
#include "app/panels/comparison_text.h"
#include "app/panels/differences_model.h"
#include "app/panels/panel_support.h"
#include "app/session/session.h"
#include "app/session/variant_frames.h"
#include "app/view3d/camera_control.h"
#include "app/view3d/compare_view.h"
#include "twin/engine/comparison.h"
#include "twin/exchange/comparison_inputs.h"
#include "twin/scene/overlay.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

constexpr int kMostVariants = 3;
constexpr int kRefresh_ms = 60;  ///< frames that arrive together are shown once

/// The overlay's value of every object that both have, less the reference's.
std::map<twin::Id, double> overlayDifference(const twin::scene::OverlaySpec& overlay, const twin::Frame& reference, const twin::Frame& frame) {
    std::map<twin::Id, double> before, out;
    for (const auto& source : overlay.sources) {
        std::size_t at = 0;
        reference.site->items(source.kind).forEach([&](const twin::Item& item) { before[item.id] = twin::scene::overlayValue(overlay, reference, source.kind, at++); });
    }
    for (const auto& source : overlay.sources) {
        std::size_t at = 0;
        frame.site->items(source.kind).forEach([&](const twin::Item& item) {
            const double now = twin::scene::overlayValue(overlay, frame, source.kind, at++);
            const auto found = before.find(item.id);
            if (found != before.end() && std::isfinite(now - found->second)) out[item.id] = now - found->second;
        });
    }
    return out;
}

QTableView* plainTable(QAbstractItemModel* model, const char* name, QWidget* parent) {
    auto* table = new QTableView(parent);
    table->setObjectName(QString::fromLatin1(name));
    table->setModel(model);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(26);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    table->installEventFilter(parent);
    return table;
}

}  // namespace

CompareWorkspace::CompareWorkspace(Document& document, Session& session, Selection& selection, ViewState& view, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_selection(selection), m_view(view), m_frames(new VariantFrames(document, session, this)),
      m_scene(new CompareView(selection, view, this)), m_model(new ComparisonModel(view, this)), m_differences(new DifferencesModel(view, this)),
      m_table(plainTable(m_model, "compare.table", this)), m_list(plainTable(m_differences, "compare.differences", this)), m_derivation(new QTextBrowser(this)),
      m_basis(dimLabel({}, this)), m_differs(new QLabel(this)), m_state(dimLabel({}, this)), m_against(new QLabel(this)), m_paint(new QCheckBox(this)),
      m_execute(new QPushButton(this)), m_drop(new QPushButton(this)), m_basisButton(new QToolButton(this)), m_split(new QSplitter(Qt::Vertical, this)) {
    setObjectName(QStringLiteral("compare"));
    m_scene->setObjectName(QStringLiteral("compare.scene"));
    m_derivation->setObjectName(QStringLiteral("compare.derivation"));
    m_derivation->setFrameShape(QFrame::NoFrame);
    m_basis->setObjectName(QStringLiteral("compare.basis"));
    m_differs->setObjectName(QStringLiteral("compare.differs"));
    m_paint->setObjectName(QStringLiteral("compare.paint"));
    m_execute->setObjectName(QStringLiteral("compare.execute"));
    m_drop->setObjectName(QStringLiteral("compare.drop"));
    m_basisButton->setObjectName(QStringLiteral("compare.inputsButton"));
    for (QLabel* label : {m_basis, m_differs}) label->setWordWrap(true);

    m_header = new QWidget(this);
    auto* choices = new QHBoxLayout(m_header);
    choices->setContentsMargins(12, 4, 12, 4);
    for (int i = 0; i < kMostVariants; ++i) {
        auto* choice = new QComboBox(this);
        choice->setObjectName(QStringLiteral("compare.variant%1").arg(i + 1));
        choice->setMinimumWidth(150);
        m_choices.push_back(choice);
        choices->addWidget(choice);
        connect(choice, &QComboBox::activated, this, &CompareWorkspace::takeChoices);
    }
    choices->addWidget(m_paint);
    choices->addWidget(m_basisButton);
    choices->addStretch(1);
    choices->addWidget(m_state);

    auto* left = new QWidget(this);
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(12, 8, 0, 0);
    leftColumn->addWidget(m_basis);
    leftColumn->addWidget(m_differs);
    leftColumn->addWidget(m_table, 1);
    auto* right = new QSplitter(Qt::Vertical, this);
    right->setObjectName(QStringLiteral("compare.right"));
    right->addWidget(m_derivation);
    auto* changes = new QWidget(this);
    auto* changesColumn = new QVBoxLayout(changes);
    changesColumn->setContentsMargins(8, 4, 8, 4);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_against, 1);
    buttons->addWidget(m_execute);
    buttons->addWidget(m_drop);
    changesColumn->addLayout(buttons);
    changesColumn->addWidget(m_list, 1);
    right->addWidget(changes);
    right->setSizes({160, 240});
    auto* bottom = new QSplitter(Qt::Horizontal, this);
    bottom->setObjectName(QStringLiteral("compare.bottom"));
    bottom->addWidget(left);
    bottom->addWidget(right);
    bottom->setSizes({1000, 400});
    m_split->setObjectName(QStringLiteral("compare.split"));
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_scene);
    m_bottom = bottom;
    m_split->addWidget(bottom);
    m_split->setSizes({460, 400});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_split, 1);

    m_list->horizontalHeader()->resizeSection(DifferencesModel::WhatColumn, 100);
    m_list->horizontalHeader()->resizeSection(DifferencesModel::ObjectColumn, 160);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(kRefresh_ms);
    connect(&m_refresh, &QTimer::timeout, this, &CompareWorkspace::refresh);
    connect(m_frames, &VariantFrames::changed, &m_refresh, qOverload<>(&QTimer::start));
    connect(&view, &ViewState::overlayChanged, this, &CompareWorkspace::refreshPictures);
    connect(&view, &ViewState::themeChanged, this, &CompareWorkspace::refresh);
    connect(&document, &Document::projectReset, this, &CompareWorkspace::fillChoices);
    connect(&document, &Document::attachmentsChanged, this, &CompareWorkspace::refresh);
    connect(&document, &Document::siteChanged, &m_refresh, qOverload<>(&QTimer::start));
    connect(m_paint, &QCheckBox::toggled, m_scene, &CompareView::setDifferenceShown);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &CompareWorkspace::showDerivation);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        std::vector<twin::Id> ids;
        for (const QModelIndex& index : m_list->selectionModel()->selectedRows()) ids.push_back(m_differences->difference(index.row()).item);
        m_selection.select(std::move(ids));
        m_execute->setEnabled(m_execute->property("allowed").toBool() && !m_selection.ids().empty());
        m_drop->setEnabled(m_execute->isEnabled());
    });
    connect(m_list, &QTableView::doubleClicked, this, [this](const QModelIndex& index) { m_scene->focusItem(m_differences->difference(index.row()).item); });
    connect(m_execute, &QPushButton::clicked, this, [this] { executeOrDrop(true); });
    connect(m_drop, &QPushButton::clicked, this, [this] { executeOrDrop(false); });
    auto* popup = new ComparisonInputsPopup(this);
    connect(m_basisButton, &QToolButton::clicked, this, [this, popup] { popup->open(inputs(), *m_basisButton); });
    connect(popup, &ComparisonInputsPopup::edited, this, [this](const twin::ComparisonInputs& edited) {
        emit refused(m_document.apply(twin::setAttachment(m_document.project(), twin::kComparisonInputsKey, twin::writeComparisonInputs(edited), {TWIN_TR("Change the basis of the comparison"), {}})));
    });
    retranslate();
    fillChoices();
}

CompareWorkspace::~CompareWorkspace() = default;

twin::ComparisonInputs CompareWorkspace::inputs() const {
    const auto& attachments = m_document.project().attachments;
    const auto found = attachments.find(twin::kComparisonInputsKey);
    return twin::readComparisonInputs(found == attachments.end() ? std::string_view() : std::string_view(found->second)).inputs;
}

const twin::Comparison& CompareWorkspace::comparison() const { return m_model->comparison(); }
bool CompareWorkspace::settled() const { return m_frames->settled() && !m_refresh.isActive(); }
bool CompareWorkspace::differencePainted() const { return m_paint->isChecked(); }
void CompareWorkspace::setDifferencePainted(bool painted) { m_paint->setChecked(painted); }

void CompareWorkspace::setActive(bool active) {
    if (active == m_active) return;
    m_active = active;
    m_frames->setVariants(active ? variants() : std::vector<twin::Id>{});
    if (active) m_refresh.start();
}

void CompareWorkspace::setBare(bool bare) {
    m_header->setVisible(!bare);
    m_bottom->setVisible(!bare);
}

QByteArray CompareWorkspace::saveState() const { return m_split->saveState(); }
void CompareWorkspace::restoreState(const QByteArray& state) {
    if (!state.isEmpty()) m_split->restoreState(state);
}

// ---- which variants ----

/// The first choice: parent and child where there are, else the first two; what was chosen stays while it exists.
void CompareWorkspace::fillChoices() {
    std::vector<twin::Id> wanted = variants();
    const auto& all = m_document.project().variants;
    std::erase_if(wanted, [&](twin::Id id) { return m_document.project().find(id) == nullptr; });
    if (wanted.size() < 2) {
        wanted.clear();
        for (const twin::Variant& variant : all)
            if (wanted.empty() && m_document.project().find(variant.parent) != nullptr) wanted = {variant.parent, variant.id};
        for (const twin::Variant& variant : all)
            if (wanted.size() < 2 && std::ranges::find(wanted, variant.id) == wanted.end()) wanted.push_back(variant.id);
    }
    setVariants(std::move(wanted));
}

std::vector<twin::Id> CompareWorkspace::variants() const {
    std::vector<twin::Id> ids;
    for (const QComboBox* choice : m_choices)
        if (const twin::Id id{choice->currentData().toULongLong()}; id) ids.push_back(id);
    return ids;
}

void CompareWorkspace::setVariants(std::vector<twin::Id> wanted) {
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        const QSignalBlocker blocker(m_choices[i]);
        m_choices[i]->clear();
        if (i >= 2) m_choices[i]->addItem(tr("no third variant"), QVariant::fromValue<qulonglong>(0));
        for (const twin::Variant& variant : m_document.project().variants) {
            QPixmap chip(10, 10);
            chip.fill(QColor::fromRgb(variant.colour));
            m_choices[i]->addItem(QIcon(chip), QString::fromStdString(variant.name), QVariant::fromValue<qulonglong>(variant.id.value));
        }
        const qulonglong id = i < wanted.size() ? wanted[i].value : 0;
        m_choices[i]->setCurrentIndex(std::max(0, m_choices[i]->findData(QVariant::fromValue<qulonglong>(id))));
        m_choices[i]->setVisible(i < 2 || m_document.project().variants.size() > 2);
    }
    takeChoices();
}

void CompareWorkspace::takeChoices() {
    if (m_active) m_frames->setVariants(variants());
    m_refresh.start();
}

// ---- what is shown ----

void CompareWorkspace::refresh() {
    m_refresh.stop();
    if (!m_active) return;
    std::vector<twin::engine::ComparisonSubject> subjects;
    for (const twin::Id id : variants()) {
        const twin::Variant* variant = m_document.project().find(id);
        const auto frame = m_frames->frame(id);
        if (variant == nullptr || !frame) continue;
        subjects.push_back({id, variant->name, m_document.project().name, frame});
    }
    const bool complete = subjects.size() >= 2 && subjects.size() == variants().size();
    m_model->setComparison(complete ? twin::engine::compare(subjects, inputs()) : twin::Comparison{});
    const QString same = complete ? basisText(comparison(), false) : QString();
    m_basis->setText(complete ? tr("The same in all: %1 of %2 bases. Conditions: %3").arg(same.count(QLatin1Char('\n')) + (same.isEmpty() ? 0 : 1)).arg(comparison().basis.size()).arg(QString::fromStdString(m_document.project().conditions.name)) : QString());
    m_basis->setToolTip(same);
    const QString differing = complete ? basisText(comparison(), true) : QString();
    m_differs->setText(differing.isEmpty() ? QString() : tr("The basis differs. %1").arg(differing));
    m_differs->setVisible(!differing.isEmpty());
    setTextColour(m_differs, themeOf(m_view).warning);
    m_state->setText(m_document.project().variants.size() < 2 ? tr("The project has one variant; nothing to compare.") : m_frames->settled() ? tr("settled") : tr("computing"));
    for (int column = 0; column + 1 < m_model->columnCount(); ++column) m_table->resizeColumnToContents(column);
    refreshPictures();
    refreshDifferences();
    showDerivation(m_table->currentIndex());
    emit compared();
}

void CompareWorkspace::refreshPictures() {
    if (!m_active) return;
    std::vector<CompareEntry> entries;
    std::shared_ptr<const twin::Frame> reference;
    for (const twin::Id id : variants()) {
        const twin::Variant* variant = m_document.project().find(id);
        if (variant == nullptr) continue;
        CompareEntry entry{QString::fromStdString(variant->name), QColor::fromRgb(variant->colour), nullptr, m_frames->frame(id), {}, {}};
        entry.site = entry.frame ? entry.frame->site : std::make_shared<const twin::Site>(variant->site);
        if (entries.empty()) reference = entry.frame;
        else if (reference && entry.frame) entry.difference = overlayDifference(m_view.overlay(), *m_view.shown(reference), *m_view.shown(entry.frame));
        entries.push_back(std::move(entry));
    }
    for (const twin::LayoutComparison& layout : comparison().layout) {
        if (layout.subject >= entries.size()) continue;
        using What = twin::LayoutDifference::What;
        for (const twin::LayoutDifference& each : layout.differences) {
            switch (each.what) {
                case What::Added: entries[layout.subject].changes[each.item] = ItemChange::Added; break;
                case What::Removed: entries.front().changes[each.item] = ItemChange::Removed; break;
                case What::Moved: entries[layout.subject].changes[each.item] = ItemChange::Moved; break;
                case What::Changed:
                case What::Rewired: entries[layout.subject].changes[each.item] = ItemChange::Changed; break;
            }
        }
    }
    const bool first = m_scene->entries().empty();
    twin::Id hall;
    double largest = 0;
    if (first && !entries.empty() && entries.front().site)
        entries.front().site->items(twin::Kind::Room).forEach([&](const twin::Item& room) {
            const bool it = entries.front().site->choice<twin::RoomPurpose>(room, twin::Param::RoomPurpose) == twin::RoomPurpose::It;
            if (it && twin::outlineArea_m2(room.points) > largest) {
                largest = twin::outlineArea_m2(room.points);
                hall = room.id;
            }
        });
    m_scene->setEntries(std::move(entries));
    if (!first) return;
    CameraPose pose = m_scene->cameraPose();
    pose.azimuth_deg = CameraPose{}.azimuth_deg;
    pose.elevation_deg = CameraPose{}.elevation_deg;
    m_scene->setCameraPose(pose, false);
    if (hall) m_scene->focusItem(hall);
}

void CompareWorkspace::refreshDifferences() {
    const auto& layouts = comparison().layout;
    const std::vector<twin::Id> chosen = variants();
    const bool some = !layouts.empty() && chosen.size() >= 2;
    m_differences->setDifferences(some ? layouts.front().differences : std::vector<twin::LayoutDifference>{});
    const twin::Variant* child = some ? m_document.project().find(chosen[1]) : nullptr;
    const bool pending = child != nullptr && child->parent == chosen[0];
    m_execute->setProperty("allowed", pending);
    m_execute->setVisible(pending);
    m_drop->setVisible(pending);
    m_execute->setEnabled(false);
    m_drop->setEnabled(false);
    const int count = m_differences->rowCount();
    const QString first = some ? m_choices[0]->currentText() : QString();
    m_against->setText(!some ? QString() : pending ? tr("%n pending change(s) against %1", nullptr, count).arg(first) : tr("%n layout difference(s) against %1", nullptr, count).arg(first));
}

void CompareWorkspace::showDerivation(const QModelIndex& index) {
    if (!index.isValid() || index.row() >= m_model->rowCount()) {
        m_derivation->setHtml(QStringLiteral("<p>%1</p>").arg(tr("Choose a number of the table: its inputs, equation, source and assumptions are shown here.").toHtmlEscaped()));
        return;
    }
    const twin::ComparisonRow& row = comparison().rows[static_cast<std::size_t>(index.row())];
    const auto subject = static_cast<std::size_t>(std::max(0, m_model->subjectOf(index.column())));
    m_derivation->setHtml(derivationHtml(comparison(), row, subject, m_view));
    if (const twin::Id item = row.values[subject].item) m_selection.select({item});
}

/// Each of the chosen changes is an edit of its own: each can be undone alone.
void CompareWorkspace::executeOrDrop(bool execute) {
    const std::vector<twin::Id> chosen = variants();
    std::vector<twin::LayoutDifference> wanted;
    for (const QModelIndex& index : m_list->selectionModel()->selectedRows()) wanted.push_back(m_differences->difference(index.row()));
    if (!execute) std::ranges::reverse(wanted);
    twin::Issues issues;
    for (const twin::LayoutDifference& each : wanted) {
        const twin::Variant *parent = m_document.project().find(chosen[0]), *variant = m_document.project().find(chosen[1]);
        if (parent == nullptr || variant == nullptr) break;
        const twin::PendingEdit pending = execute ? twin::execute(*variant, *parent, each) : twin::drop(*variant, *parent, each);
        issues.insert(issues.end(), pending.issues.begin(), pending.issues.end());
        if (!pending.issues.empty()) continue;
        const twin::Issues told = m_document.apply(pending.edit);
        issues.insert(issues.end(), told.begin(), told.end());
    }
    if (!issues.empty()) emit refused(issues);
}

bool CompareWorkspace::eventFilter(QObject* object, QEvent* event) {
    if (event->type() == QEvent::KeyPress && object == m_table && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(m_model->asText());
        return true;
    }
    return QWidget::eventFilter(object, event);
}

void CompareWorkspace::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void CompareWorkspace::retranslate() {
    m_paint->setText(tr("Paint the difference"));
    m_paint->setToolTip(tr("Colour by the overlay's difference to the first variant; outline what was added, removed, moved or changed"));
    m_basisButton->setText(tr("Basis…"));
    m_basisButton->setToolTip(tr("Redundancy, inlet limit, precision and tokens that the comparison rests on"));
    m_execute->setText(tr("Execute in parent"));
    m_execute->setToolTip(tr("Make the selected changes in the parent too; each can be undone alone"));
    m_drop->setText(tr("Drop"));
    m_drop->setToolTip(tr("Take the selected changes back, so that the objects are as in the parent"));
    m_table->setAccessibleName(tr("Comparison"));
    m_list->setAccessibleName(tr("Layout differences"));
    m_derivation->setAccessibleName(tr("Derivation"));
    static constexpr const char* kNames[] = {QT_TR_NOOP("First variant, the reference"), QT_TR_NOOP("Second variant"), QT_TR_NOOP("Third variant")};
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        m_choices[i]->setAccessibleName(tr(kNames[i]));
        m_choices[i]->setToolTip(tr(kNames[i]));
    }
    refresh();
}

}  // namespace plenum::app
