// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/live_panel.h"

#include "app/panels/binding_delegate.h"
#include "app/panels/binding_model.h"
#include "app/panels/collapsible_section.h"
#include "app/panels/panel_support.h"
#include "app/panels/source_form.h"
#include "app/session/live.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace plenum::app {

using namespace twin::telemetry;
using twin::extend::SourceState;

namespace {

void styleTable(QTableView* view, int height_px) {
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setFixedHeight(height_px);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(26);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

Mark markOf(SourceState state) {
    switch (state) {
        case SourceState::Stopped: return Mark::Neutral;
        case SourceState::Connecting:
        case SourceState::Waiting: return Mark::Warning;
        case SourceState::Connected: return Mark::Good;
        case SourceState::Failed: return Mark::Bad;
    }
    return Mark::None;
}

constexpr std::array<Mark, 4> kFreshMarks = {Mark::Good, Mark::Neutral, Mark::Warning, Mark::None};
constexpr std::array<Mode, 3> kModes = {Mode::Computed, Mode::LiveElseComputed, Mode::Live};

}  // namespace

LivePanel::LivePanel(Live& live, Document&, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_live(live), m_viewState(viewState), m_modes(new QButtonGroup(this)), m_modeNote(dimLabel({}, this)), m_problem(new QLabel(this)),
      m_form(new SourceForm(this)), m_binding(new BindingModel(this)), m_lines(new BindLinesModel(this)) {
    setObjectName(QStringLiteral("live"));
    m_modeNote->setObjectName(QStringLiteral("live.mode.note"));
    m_modeNote->setWordWrap(true);
    m_modeSection = new CollapsibleSection(QStringLiteral("live.section.mode"), {}, this);
    static constexpr const char* kModeNames[] = {"live.mode.computed", "live.mode.measuredElseComputed", "live.mode.live"};
    auto* modes = new QVBoxLayout;
    modes->setSpacing(4);
    for (std::size_t i = 0; i < kModes.size(); ++i) {
        m_modeButtons[i] = button(kModeNames[i]);
        m_modeButtons[i]->setCheckable(true);
        m_modes->addButton(m_modeButtons[i], static_cast<int>(i));
        modes->addWidget(m_modeButtons[i]);
        connect(m_modeButtons[i], &QPushButton::clicked, this, [this, i] { m_live.setMode(kModes[i]); });
    }
    m_modeSection->form()->addLayout(modes, 0, 0, 1, 3);
    m_modeSection->form()->addWidget(m_modeNote, 1, 0, 1, 3);

    m_freshSection = new CollapsibleSection(QStringLiteral("live.section.provenance"), {}, this);
    static constexpr const char* kFreshNames[] = {"live.count.measured", "live.count.estimated", "live.count.stale", "live.count.missing"};
    for (std::size_t i = 0; i < m_freshCount.size(); ++i) {
        m_freshName[i] = new QLabel(this);
        m_freshCount[i] = new QLabel(this);
        m_freshCount[i]->setObjectName(QString::fromLatin1(kFreshNames[i]));
        m_freshSection->form()->addWidget(m_freshName[i], static_cast<int>(i), 0);
        m_freshSection->form()->addWidget(m_freshCount[i], static_cast<int>(i), 1, Qt::AlignRight);
    }

    auto* content = new QWidget(this);
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(12, 4, 12, 12);
    inner->setSpacing(4);
    inner->addWidget(m_modeSection);
    inner->addWidget(m_freshSection);
    inner->addWidget(buildSources());
    inner->addWidget(buildBinding());
    inner->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    connect(&live, &Live::modeChanged, this, &LivePanel::showMode);
    connect(&live, &Live::sourcesChanged, this, &LivePanel::showSources);
    connect(&live, &Live::bindingChanged, this, &LivePanel::showBinding);
    connect(&live, &Live::valuesChanged, this, &LivePanel::showFreshness);
    connect(&viewState, &ViewState::themeChanged, this, &LivePanel::retranslate);
    retranslate();
}

QPushButton* LivePanel::button(const char* name) {
    auto* made = new QPushButton(this);
    made->setObjectName(QString::fromLatin1(name));
    return made;
}

QWidget* LivePanel::buildSources() {
    m_sourceSection = new CollapsibleSection(QStringLiteral("live.section.sources"), {}, this);
    m_sourcesNote = dimLabel({}, this);
    m_sourcesNote->setObjectName(QStringLiteral("live.sources.note"));
    m_sourcesNote->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("live.sources.problem"));
    m_problem->setWordWrap(true);
    m_sources = new QTreeWidget(this);
    m_sources->setObjectName(QStringLiteral("live.sources"));
    m_sources->setColumnCount(3);
    m_sources->setRootIsDecorated(false);
    m_sources->setUniformRowHeights(true);
    m_sources->setFixedHeight(120);
    m_sources->header()->setStretchLastSection(false);
    m_sources->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_sources->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_sources->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    m_sources->installEventFilter(this);
    m_start = button("live.sources.start");
    m_add = button("live.sources.add");
    m_edit = button("live.sources.edit");
    m_remove = button("live.sources.remove");
    auto* buttons = new QGridLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_start, 0, 0);
    buttons->addWidget(m_add, 0, 1);
    buttons->addWidget(m_edit, 1, 0);
    buttons->addWidget(m_remove, 1, 1);
    auto* form = m_sourceSection->form();
    form->addWidget(m_sourcesNote, 0, 0, 1, 3);
    form->addWidget(m_sources, 1, 0, 1, 3);
    form->addWidget(m_problem, 2, 0, 1, 3);
    form->addLayout(buttons, 3, 0, 1, 3);
    form->addWidget(m_form, 4, 0, 1, 3);
    m_form->hide();
    connect(m_sources, &QTreeWidget::currentItemChanged, this, &LivePanel::showActions);
    connect(m_sources, &QTreeWidget::itemDoubleClicked, this, [this] { editSource(static_cast<std::size_t>(currentSource())); });
    connect(m_start, &QPushButton::clicked, this, &LivePanel::toggleSource);
    connect(m_add, &QPushButton::clicked, this, [this] { editSource({}); });
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (currentSource() >= 0) editSource(static_cast<std::size_t>(currentSource()));
    });
    connect(m_remove, &QPushButton::clicked, this, &LivePanel::removeSource);
    connect(m_form, &SourceForm::accepted, this, &LivePanel::takeSource);
    connect(m_form, &SourceForm::cancelled, this, [this] {
        m_form->hide();
        m_sources->setFocus();
    });
    connect(m_form, &SourceForm::secretEntered, this, &LivePanel::secretEntered);
    return m_sourceSection;
}

QWidget* LivePanel::buildBinding() {
    m_bindingSection = new CollapsibleSection(QStringLiteral("live.section.binding"), {}, this);
    m_counts = new QLabel(this);
    m_counts->setObjectName(QStringLiteral("live.binding.counts"));
    m_counts->setWordWrap(true);
    m_unsolved = dimLabel({}, this);
    m_unsolved->setObjectName(QStringLiteral("live.binding.hint"));
    m_unsolved->setWordWrap(true);
    m_bindingView = new QTableView(this);
    m_bindingView->setObjectName(QStringLiteral("live.binding"));
    m_bindingView->setModel(m_binding);
    m_bindingView->setItemDelegate(new BindingDelegate(m_bindingView));
    m_bindingView->installEventFilter(this);
    styleTable(m_bindingView, 150);
    m_bindingView->horizontalHeader()->resizeSection(BindingModel::PointColumn, 190);
    m_bindingView->horizontalHeader()->resizeSection(BindingModel::QuantityColumn, 150);
    m_linesView = new QTableView(this);
    m_linesView->setObjectName(QStringLiteral("live.lines"));
    m_linesView->setModel(m_lines);
    m_linesView->setEditTriggers(QAbstractItemView::NoEditTriggers);
    styleTable(m_linesView, 130);
    m_linesView->horizontalHeader()->setSectionResizeMode(BindLinesModel::ReasonColumn, QHeaderView::ResizeToContents);
    m_linesView->horizontalHeader()->resizeSection(BindLinesModel::StateColumn, 110);
    m_linesView->horizontalHeader()->resizeSection(BindLinesModel::PointColumn, 140);
    m_linesView->horizontalHeader()->moveSection(BindLinesModel::ReasonColumn, BindLinesModel::ItemColumn);
    m_addRow = button("live.binding.add");
    m_removeRow = button("live.binding.remove");
    m_import = button("live.binding.import");
    m_export = button("live.binding.export");
    auto* buttons = new QGridLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_addRow, 0, 0);
    buttons->addWidget(m_removeRow, 0, 1);
    buttons->addWidget(m_import, 1, 0);
    buttons->addWidget(m_export, 1, 1);
    auto* form = m_bindingSection->form();
    form->addWidget(m_counts, 0, 0, 1, 3);
    form->addWidget(m_bindingView, 1, 0, 1, 3);
    form->addLayout(buttons, 2, 0, 1, 3);
    form->addWidget(m_unsolved, 3, 0, 1, 3);
    form->addWidget(m_linesView, 4, 0, 1, 3);
    connect(m_binding, &BindingModel::entered, this, [this](const Binding& binding) {
        Setup setup = m_live.setup();
        setup.binding = binding;
        put(setup);
    });
    connect(m_bindingView->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LivePanel::showActions);
    connect(m_addRow, &QPushButton::clicked, this, &LivePanel::addRow);
    connect(m_removeRow, &QPushButton::clicked, this, &LivePanel::removeRows);
    connect(m_import, &QPushButton::clicked, this, &LivePanel::csvImportRequested);
    connect(m_export, &QPushButton::clicked, this, &LivePanel::csvExportRequested);
    connect(m_linesView, &QTableView::clicked, this, [this](const QModelIndex& index) {
        if (const twin::Id item = m_lines->line(index.row()).item) emit focusRequested(item);
    });
    return m_bindingSection;
}

void LivePanel::put(const Setup& setup) {
    const twin::Issues refused = m_live.setSetup(setup);
    m_problem->setText(refused.empty() ? QString() : translated(refused.front().text));
    m_problem->setVisible(!refused.empty());
    showSources();
    showBinding();
}

// ---- mode and provenance ----

void LivePanel::showMode() {
    for (std::size_t i = 0; i < kModes.size(); ++i) m_modeButtons[i]->setChecked(m_live.mode() == kModes[i]);
    switch (m_live.mode()) {
        case Mode::Computed: m_modeNote->setText(tr("Every value is computed from the model.")); break;
        case Mode::LiveElseComputed: m_modeNote->setText(tr("Measured values where there are some, computed ones elsewhere.")); break;
        case Mode::Live: m_modeNote->setText(tr("Measured values only; what has no sensor is left open.")); break;
    }
}

void LivePanel::showFreshness() {
    const auto counts = m_live.freshness();
    std::size_t all = 0;
    for (const std::size_t each : counts) all += each;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const QString number = QLocale(QLocale::C).toString(static_cast<qulonglong>(counts[i])).replace(QLatin1Char(','), QChar(0x2009));
        m_freshCount[i]->setText(all == 0 ? QStringLiteral("–") : tr("%1 · %2 %").arg(number).arg(100.0 * static_cast<double>(counts[i]) / static_cast<double>(all), 0, 'f', 1));
    }
}

// ---- sources ----

int LivePanel::currentSource() const { return m_sources->indexOfTopLevelItem(m_sources->currentItem()); }

void LivePanel::showSources() {
    const auto& sources = m_live.setup().sources;
    const int count = static_cast<int>(sources.size());
    while (m_sources->topLevelItemCount() > count) delete m_sources->takeTopLevelItem(m_sources->topLevelItemCount() - 1);
    while (m_sources->topLevelItemCount() < count) m_sources->addTopLevelItem(new QTreeWidgetItem);
    if (m_sources->currentItem() == nullptr && count > 0) m_sources->setCurrentItem(m_sources->topLevelItem(0));
    const Theme theme = themeOf(m_viewState);
    for (int i = 0; i < count; ++i) {
        const auto status = m_live.sourceStatus(static_cast<std::size_t>(i));
        const auto state = status.running ? status.state : SourceState::Stopped;
        static const auto name = [](SourceState each) {
            switch (each) {
                case SourceState::Stopped: return tr("Stopped");
                case SourceState::Connecting: return tr("Connecting");
                case SourceState::Connected: return tr("Connected");
                case SourceState::Waiting: return tr("Waiting to try again");
                case SourceState::Failed: return tr("Failed");
            }
            return QString();
        };
        QTreeWidgetItem* row = m_sources->topLevelItem(i);
        row->setText(0, toText(sources[static_cast<std::size_t>(i)].name));
        row->setToolTip(0, toText(sources[static_cast<std::size_t>(i)].plugin));
        row->setText(1, name(state));
        row->setForeground(1, markColour(theme, markOf(state)));
        row->setIcon(1, markIcon(theme, markOf(state)));
        row->setText(2, status.running ? QString::number(status.samples) : QStringLiteral("–"));
        row->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        row->setToolTip(1, status.problem.code.empty() ? QString() : translated(status.problem.text) + QLatin1Char('\n') + translated(status.problem.hint));
    }
    showActions();
}

void LivePanel::showActions() {
    const int current = currentSource();
    const auto status = current >= 0 ? m_live.sourceStatus(static_cast<std::size_t>(current)) : Live::SourceStatus{};
    m_start->setEnabled(current >= 0);
    m_start->setText(status.running ? tr("Stop") : tr("Start"));
    m_edit->setEnabled(current >= 0 && !status.running);
    m_edit->setToolTip(status.running ? tr("Stop the source before it is changed.") : QString());
    m_remove->setEnabled(current >= 0 && !status.running);
    m_remove->setToolTip(m_edit->toolTip());
    if (!status.problem.code.empty()) {
        QString text = translated(status.problem.text);
        if (!status.problem.hint.empty()) text += QLatin1Char(' ') + translated(status.problem.hint);
        m_problem->setText(text);
        m_problem->show();
        setTextColour(m_problem, themeOf(m_viewState).bad);
    } else {
        QString text;  // a start that was refused is an issue of the setup
        for (const twin::Issue& issue : m_live.issues())
            if (!status.running && issue.severity == twin::Severity::Error && issue.code.starts_with("plugin.")) text = translated(issue.text);
        m_problem->setText(text);
        m_problem->setVisible(!text.isEmpty());
    }
    m_removeRow->setEnabled(!m_bindingView->selectionModel()->selectedRows().isEmpty());
    m_export->setEnabled(m_binding->rowCount() > 0);
}

void LivePanel::toggleSource() {
    const int current = currentSource();
    if (current < 0) return;
    const auto at = static_cast<std::size_t>(current);
    m_live.sourceStatus(at).running ? m_live.stopSource(at) : m_live.startSource(at);
}

void LivePanel::editSource(std::optional<std::size_t> source) {
    const auto& sources = m_live.setup().sources;
    if (source && (*source >= sources.size() || m_live.sourceStatus(*source).running)) return;
    m_editing = source;
    QStringList taken;
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (i != source) taken << toText(sources[i].name);
    m_form->setPlugins(m_live.plugins().usable(twin::extend::PluginKind::Telemetry));
    m_form->show();
    m_form->edit(source ? sources[*source] : SourceSetup{}, taken);
}

void LivePanel::takeSource(const SourceSetup& source) {
    Setup setup = m_live.setup();
    if (m_editing && *m_editing < setup.sources.size()) {
        SourceSetup& before = setup.sources[*m_editing];
        if (before.name != source.name) emit sourceRenamed(toText(before.name), toText(source.name));
        before = source;
    } else {
        setup.sources.push_back(source);
    }
    m_form->hide();
    put(setup);
    if (!m_editing) m_sources->setCurrentItem(m_sources->topLevelItem(m_sources->topLevelItemCount() - 1));
    m_sources->setFocus();
}

void LivePanel::removeSource() {
    const int current = currentSource();
    Setup setup = m_live.setup();
    if (current < 0 || m_live.sourceStatus(static_cast<std::size_t>(current)).running) return;
    const QString name = toText(setup.sources[static_cast<std::size_t>(current)].name);
    setup.sources.erase(setup.sources.begin() + current);
    put(setup);
    emit sourceRemoved(name);
}

// ---- binding ----

void LivePanel::showBinding() {
    m_binding->setBinding(m_live.setup().binding);
    const BindReport& report = m_live.bound();
    m_lines->setReport(report);
    const auto bound = report.count(BindState::Bound), doubtful = report.count(BindState::Doubtful), unbound = report.count(BindState::Unbound);
    m_counts->setText(tr("%1 bound · %2 doubtful · %3 unbound").arg(bound).arg(doubtful).arg(unbound));
    m_linesView->setVisible(doubtful + unbound > 0);
    m_unsolved->setVisible(doubtful + unbound > 0 || m_binding->rowCount() == 0);
    m_unsolved->setText(m_binding->rowCount() == 0 ? tr("A rule says which points measure which object, for example the pattern dc1/{item}/inlet for the object {item}.")
                                                   : tr("Points that need a look:"));
    showFreshness();
    showActions();
}

void LivePanel::addRow() {
    Setup setup = m_live.setup();
    BindingRow row;
    row.match = Match::Pattern;
    row.point = "{item}/inlet";
    row.item = "{item}";
    row.quantity = twin::spec(twin::Quantity::InletTemperature).key;
    for (const BindLine& line : m_live.bound().lines)
        if (line.state == BindState::Unbound) {  // begin with one that waits
            row.match = Match::Name;
            row.point = line.point;
            row.item = line.point.substr(0, line.point.find_first_of("/."));  // a guess; the report says whether there is one
            break;
        }
    setup.binding.rows.push_back(row);
    put(setup);
    const QModelIndex cell = m_binding->index(m_binding->rowCount() - 1, row.match == Match::Name ? BindingModel::ItemColumn : BindingModel::PointColumn);
    m_bindingView->setCurrentIndex(cell);
    m_bindingView->edit(cell);
}

void LivePanel::removeRows() {
    Setup setup = m_live.setup();
    std::vector<int> rows;
    for (const QModelIndex& index : m_bindingView->selectionModel()->selectedRows()) rows.push_back(index.row());
    if (rows.empty()) return;
    std::ranges::sort(rows, std::greater());
    for (const int row : rows) setup.binding.rows.erase(setup.binding.rows.begin() + row);
    put(setup);
}

twin::Issues LivePanel::importCsv(const QString& text) {
    ReadBinding read = readBindingCsv(text.toStdString());
    if (read.binding.rows.empty()) return read.issues;
    Setup setup = m_live.setup();
    setup.binding = std::move(read.binding);
    put(setup);
    return read.issues;
}

QString LivePanel::exportCsv() const { return toText(writeBindingCsv(m_live.setup().binding)); }

bool LivePanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (watched == m_bindingView && key == Qt::Key_Delete) return removeRows(), true;
        if (watched == m_bindingView && key == Qt::Key_Insert) return addRow(), true;
        if (watched == m_sources && key == Qt::Key_Delete) return removeSource(), true;
        if (watched == m_sources && key == Qt::Key_Insert) return editSource({}), true;
        if (watched == m_sources && key == Qt::Key_F2 && currentSource() >= 0) return editSource(static_cast<std::size_t>(currentSource())), true;
    }
    return QWidget::eventFilter(watched, event);
}

void LivePanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void LivePanel::retranslate() {
    const Theme theme = themeOf(m_viewState);
    m_modeSection->setCaption(tr("Values shown"));
    m_modeButtons[0]->setText(tr("Computed"));
    m_modeButtons[1]->setText(tr("Live where measured"));
    m_modeButtons[2]->setText(tr("Live only"));
    m_freshSection->setCaption(tr("Provenance of the points"));
    const std::array<QString, 4> names = {tr("Measured"), tr("Estimated"), tr("Stale"), tr("Missing")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const QString shape = kFreshMarks[i] == Mark::None ? QStringLiteral("▨") : markShape(kFreshMarks[i]);
        m_freshName[i]->setText(shape + QLatin1Char(' ') + names[i]);
        setTextColour(m_freshName[i], kFreshMarks[i] == Mark::None ? theme.dim : markColour(theme, kFreshMarks[i]));
    }
    m_sourceSection->setCaption(tr("Sources"));
    m_sourcesNote->setText(tr("Nothing connects until a source is started; sources do not start by themselves when a project is opened."));
    m_sources->setHeaderLabels({tr("Source"), tr("State"), tr("Samples")});
    m_sources->setAccessibleName(tr("Sources"));
    m_add->setText(tr("Add source…"));
    m_edit->setText(tr("Change…"));
    m_remove->setText(tr("Remove"));
    m_bindingSection->setCaption(tr("Binding"));
    m_bindingView->setAccessibleName(tr("Binding rules"));
    m_linesView->setAccessibleName(tr("Points that need a look"));
    m_addRow->setText(tr("Add rule"));
    m_removeRow->setText(tr("Remove rule"));
    m_import->setText(tr("Import CSV…"));
    m_export->setText(tr("Export CSV…"));
    m_lines->setColours(theme.warning, theme.dim);
    showMode();
    showSources();
    showBinding();
}

}  // namespace plenum::app
