// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/swing_panel.h"

#include "app/document/document.h"
#include "app/panels/collapsible_section.h"
#include "app/panels/energy_rule_panel.h"
#include "app/panels/file_field.h"
#include "app/panels/line_plot.h"
#include "app/panels/number_form.h"
#include "app/panels/panel_support.h"
#include "app/session/session.h"
#include "app/widgets/when_seen.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QTableWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <memory>

namespace plenum::app {

namespace {

using namespace twin::energy;
using enum SwingField;

constexpr double kMega = 1e6, kMegawattHour_J = 3.6e9;
constexpr int kTick_ms = 40;
constexpr int kSliderSteps = 10000;

/// In the order of SwingField, up to the storage.
constexpr NumberSpec kLoadFields[] = {
    {"clusterPower", 0.001, 10000, 1, 3, 0.5}, {"period", 0.1, 600, 2, 2, 0.5}, {"computeShare", 1, 99, 70, 0, 5}, {"communicateLevel", 0, 100, 40, 0, 5}, {"inStep", 0, 100, 100, 0, 5},
    {"jitter", 0, 20, 0, 1, 0.5}, {"spike", 1, 3, 1, 2, 0.1}, {"edge", 0, 5, 0, 2, 0.05}, {"checkpointEvery", 0, 3600, 0, 0, 30}, {"checkpointLength", 0.1, 600, 10, 1, 1},
    {"rampUp", 0, 600, 0, 1, 5}, {"rampDown", 0, 600, 0, 1, 5}, {"requestRate", 0.01, 100000, 5, 2, 1}, {"contextTokens", 1, 1e6, 2000, 0, 100}, {"generatedTokens", 1, 1e6, 200, 0, 50},
    {"duration", 0.1, 120, 10, 1, 1}, {"rateFactor", 0.01, 1000, 1, 2, 1}, {"slots", 1, 1e6, 64, 0, 8}, {"prefillRate", 1, 1e6, 8000, 0, 500}, {"decodeRate", 0.1, 10000, 40, 1, 5},
    {"decodeLevel", 0, 100, 70, 0, 5}, {"idleLevel", 0, 100, 30, 0, 5},
};
/// Which loads a field belongs to, a bit for each SwingLoad.
constexpr unsigned kTrain = 1, kTrace = 2, kModel = 4;
constexpr unsigned kLoadsOf[] = {kTrain | kTrace | kModel, kTrain, kTrain, kTrain, kTrain, kTrain, kTrain, kTrain, kTrain, kTrain, kTrain, kTrain, kModel, kModel, kModel,
                                 kModel, kTrace, kTrace | kModel, kTrace | kModel, kTrace | kModel, kTrace | kModel, kTrain | kTrace | kModel};
constexpr NumberSpec kChainFields[] = {
    {"supplyPower", 0, 10000, 0, 3, 0.1}, {"supplyEnergy", 0, 100000, 0, 3, 0.1}, {"supplyFilter", 0, 60, 0.5, 2, 0.1}, {"batteryPower", 0, 10000, 0, 3, 0.1}, {"batteryEnergy", 0, 1e6, 0, 1, 5},
    {"batteryFilter", 0, 600, 3, 1, 1}, {"cabinPower", 0, 10000, 0, 3, 0.5}, {"cabinEnergy", 0, 100000, 0, 3, 0.5}, {"filterTime", 0, 600, 10, 1, 1}, {"cabinRamp", 0, 10000, 0, 3, 0.5},
    {"transformer", 0, 10000, 0, 3, 1}, {"generator", 0, 10000, 0, 3, 1},
};
constexpr NumberSpec kLimitFields[] = {
    {"rampLimit", 0, 10000, 0, 3, 0.5}, {"rampWindow", 0.01, 600, 1, 2, 0.5}, {"rangeLimit", 0, 10000, 0, 3, 0.5}, {"peakLimit", 0, 10000, 0, 3, 0.5}, {"edppLimit", 0, 10, 0, 2, 0.1},
    {"bandLow", 0.01, 50, 0.1, 2, 0.1}, {"bandHigh", 0.02, 50, 20, 2, 1}, {"bandLimit", 0, 10000, 0, 3, 0.1},
};
constexpr std::size_t kChainFirst = std::size(kLoadFields), kLimitFirst = kChainFirst + std::size(kChainFields);
static_assert(kChainFirst == static_cast<std::size_t>(SupplyPower) && kLimitFirst == static_cast<std::size_t>(RampLimit));
static_assert(kLimitFirst + std::size(kLimitFields) == static_cast<std::size_t>(SwingField::Count) && std::size(kLoadsOf) == std::size(kLoadFields));

}  // namespace

SwingPanel::SwingPanel(Document& document, Session& session, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_viewState(viewState), m_kind(new QComboBox(this)), m_place(new QComboBox(this)), m_span(new QComboBox(this)), m_speed(new QComboBox(this)),
      m_kindLabel(new QLabel(this)), m_fileLabel(new QLabel(this)), m_placeLabel(new QLabel(this)), m_summary(new QLabel(this)), m_limitRows(new QLabel(this)), m_least(new QLabel(this)), m_now(dimLabel({}, this)),
      m_file(new FileField(QStringLiteral("swing"), this)), m_load(new NumberForm(QStringLiteral("swing"), kLoadFields, this)), m_chain(new NumberForm(QStringLiteral("swing"), kChainFields, this)),
      m_limits(new NumberForm(QStringLiteral("swing"), kLimitFields, this)), m_loadSection(new CollapsibleSection(QStringLiteral("swing.loadSection"), {}, this)),
      m_chainSection(new CollapsibleSection(QStringLiteral("swing.chainSection"), {}, this)), m_limitSection(new CollapsibleSection(QStringLiteral("swing.limitSection"), {}, this)),
      m_fromDesign(new QPushButton(this)), m_size(new QPushButton(this)), m_play(new QToolButton(this)), m_slider(new QSlider(Qt::Horizontal, this)), m_levels(new QTableWidget(this)), m_pages(new QTabWidget(this)),
      m_tabs(new QTabWidget(this)), m_time(new LinePlot(viewState, QStringLiteral("swing.time"), this)), m_spectrum(new LinePlot(viewState, QStringLiteral("swing.spectrum"), this)) {
    setObjectName(QStringLiteral("swing"));
    const std::pair<QWidget*, const char*> names[] = {{m_kind, "kind"}, {m_place, "place"}, {m_span, "span"}, {m_speed, "speed"}, {m_summary, "summary"}, {m_limitRows, "limits"}, {m_least, "least"}, {m_now, "now"},
                                                      {m_fromDesign, "fromDesign"}, {m_size, "size"}, {m_play, "play"}, {m_slider, "moment"}, {m_levels, "levels"}, {m_pages, "pages"}, {m_tabs, "tabs"}};
    for (const auto& [widget, name] : names) widget->setObjectName(QStringLiteral("swing.%1").arg(QString::fromLatin1(name)));
    for (int i = 0; i < static_cast<int>(SwingLoad::Count); ++i) m_kind->addItem(QString());
    for (int i = 0; i < static_cast<int>(SwingPlace::Count); ++i) m_place->addItem(QString());
    m_place->setCurrentIndex(static_cast<int>(SwingPlace::Cabins));
    for (const double seconds : {20.0, 60.0, 600.0, 0.0}) m_span->addItem(QString(), seconds);  // 0: the whole run
    for (const double factor : {0.1, 1.0, 10.0, 100.0}) m_speed->addItem(QStringLiteral("%L1 ×").arg(factor), factor);
    m_speed->setCurrentIndex(1);
    m_slider->setRange(0, kSliderSteps);
    m_tick.setInterval(kTick_ms);
    for (QWidget* each : {static_cast<QWidget*>(m_span), static_cast<QWidget*>(m_speed), static_cast<QWidget*>(m_slider)}) leaveWheel(each);
    layOut();

    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_file->setPath({});
        m_moment_s = m_from_s = 0;
        m_span->setCurrentIndex(m_kind->currentIndex() == static_cast<int>(SwingLoad::Training) ? 0 : m_span->count() - 1);
        showFields();
        compute();
    });
    connect(m_file, &FileField::changed, this, &SwingPanel::compute);
    connect(m_load, &NumberForm::edited, this, [this](int field) {
        if (field == static_cast<int>(ClusterPower)) m_edited = true;
        compute();
    });
    connect(m_chain, &NumberForm::edited, this, [this](int field) {
        const auto edited = static_cast<SwingField>(static_cast<std::size_t>(field) + kChainFirst);
        if (edited == CabinPower || edited == CabinEnergy) m_edited = true;
        compute();
    });
    connect(m_limits, &NumberForm::edited, this, &SwingPanel::compute);
    connect(m_fromDesign, &QPushButton::clicked, this, [this] {
        m_edited = false;
        m_design.clear();
        takeDesign();
        compute();
    });
    connect(m_size, &QPushButton::clicked, this, &SwingPanel::size);
    connect(m_play, &QToolButton::toggled, this, &SwingPanel::play);
    connect(m_slider, &QSlider::valueChanged, this, [this](int at) {
        if (!m_result.levels.empty()) goTo(m_result.levels.front().series.duration_s() * at / kSliderSteps);
    });
    connect(m_span, &QComboBox::currentIndexChanged, this, [this] {
        m_from_s = 0;
        goTo(m_moment_s);
        showTime();
    });
    connect(&m_tick, &QTimer::timeout, this, &SwingPanel::advance);
    auto* design = new WhenSeen(this, [this] {
        if (takeDesign() || m_result.levels.empty()) compute();
    });
    connect(&session, &Session::frameChanged, design, &WhenSeen::changed);
    connect(&viewState, &ViewState::themeChanged, this, &SwingPanel::showResult);
    retranslate();
    showFields();
    design->changed();
}

void SwingPanel::layOut() {
    m_tabs->setDocumentMode(true);
    auto* time = new QWidget;
    auto* timeColumn = new QVBoxLayout(time);
    timeColumn->setContentsMargins(0, 0, 0, 0);
    timeColumn->setSpacing(4);
    timeColumn->addWidget(m_time, 1);
    timeColumn->addWidget(playControls());
    timeColumn->addWidget(m_now);
    m_tabs->addTab(time, QString());
    m_tabs->addTab(m_spectrum, QString());
    m_tabs->setMinimumHeight(300);
    m_spectrum->setLogX(true);
    m_levels->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_levels->setSelectionMode(QAbstractItemView::NoSelection);
    m_levels->setShowGrid(false);
    m_levels->setTabKeyNavigation(false);
    m_levels->verticalHeader()->setDefaultSectionSize(24);
    m_levels->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_levels->verticalHeader()->setHighlightSections(false);
    m_levels->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QLabel* label : {m_summary, m_limitRows, m_least, m_now}) label->setWordWrap(true);
    for (QWidget* wide : {static_cast<QWidget*>(m_summary), static_cast<QWidget*>(m_limitRows), static_cast<QWidget*>(m_least), static_cast<QWidget*>(m_now), static_cast<QWidget*>(m_levels), static_cast<QWidget*>(m_fromDesign)})
        wide->setSizePolicy(QSizePolicy::Ignored, wide->sizePolicy().verticalPolicy());
    m_kindLabel->setBuddy(m_kind);
    m_fileLabel->setBuddy(m_file);
    m_placeLabel->setBuddy(m_place);
    m_load->addHead(m_kindLabel, m_kind);
    m_load->addHead(m_fileLabel, m_file);
    m_limits->addHead(m_placeLabel, m_place);
    const std::pair<CollapsibleSection*, NumberForm*> sections[] = {{m_loadSection, m_load}, {m_chainSection, m_chain}, {m_limitSection, m_limits}};
    for (const auto& [section, form] : sections) section->form()->addWidget(form, 0, 0, 1, 3);

    auto* inner = new QWidget;
    auto* layout = new QVBoxLayout(inner);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    for (QWidget* each : {static_cast<QWidget*>(m_tabs), static_cast<QWidget*>(m_summary), static_cast<QWidget*>(m_levels), static_cast<QWidget*>(m_limitRows), static_cast<QWidget*>(m_least),
                          static_cast<QWidget*>(m_loadSection), static_cast<QWidget*>(m_chainSection), static_cast<QWidget*>(m_limitSection), static_cast<QWidget*>(m_size), static_cast<QWidget*>(m_fromDesign)})
        layout->addWidget(each);
    layout->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    m_pages->setDocumentMode(true);
    m_pages->addTab(scroll, QString());
    m_pages->addTab(new EnergyRulePanel(m_document, m_session, m_viewState, this), QString());
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_pages);
}

QWidget* SwingPanel::playControls() {
    m_play->setCheckable(true);
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_play);
    row->addWidget(m_slider, 1);
    row->addWidget(m_speed);
    row->addWidget(m_span);
    return bar;
}

double SwingPanel::value(SwingField field) const {
    const auto at = static_cast<std::size_t>(field);
    if (at < kChainFirst) return m_load->value(static_cast<int>(at));
    return at < kLimitFirst ? m_chain->value(static_cast<int>(at - kChainFirst)) : m_limits->value(static_cast<int>(at - kLimitFirst));
}

void SwingPanel::set(SwingField field, double value) {
    const auto at = static_cast<std::size_t>(field);
    if (at < kChainFirst) m_load->set(static_cast<int>(at), value);
    else m_chain->set(static_cast<int>(at - kChainFirst), value);
}

SwingPlace SwingPanel::place() const { return static_cast<SwingPlace>(std::max(0, m_place->currentIndex())); }

SwingInputs SwingPanel::inputs() const {
    SwingInputs in;
    in.load = static_cast<SwingLoad>(std::max(0, m_kind->currentIndex()));
    in.file = m_file->path();
    for (std::size_t i = 0; i < in.values.size(); ++i) in.values[i] = value(static_cast<SwingField>(i));
    in.names = {tr("power supplies").toStdString(), tr("BBUs").toStdString(), tr("storage cabins").toStdString(), tr("transformer").toStdString(), tr("generating set").toStdString()};
    return in;
}

/// The fields of the chosen load.
void SwingPanel::showFields() {
    const int kind = std::max(0, m_kind->currentIndex());
    for (std::size_t i = 0; i < std::size(kLoadsOf); ++i) m_load->setShown(static_cast<int>(i), (kLoadsOf[i] >> kind & 1U) != 0);
    const bool file = kind == static_cast<int>(SwingLoad::RequestTrace) || kind == static_cast<int>(SwingLoad::Measured);
    m_file->setVisible(file);
    m_fileLabel->setVisible(file);
    retranslate();
}

/// Cluster: what the racks of the training class draw, or all racks when none trains. Cabins: the sums of the design's.
/// True when they are others than before.
bool SwingPanel::takeDesign() {
    const auto& frame = m_session.computed();
    if (!frame || m_edited) return false;
    double training_W = 0, all_W = 0, pcs_W = 0, energy_J = 0;
    for (twin::Kind kind : {twin::Kind::Rack, twin::Kind::ImmersionTank, twin::Kind::ComputeCabin}) {
        std::size_t index = 0;
        frame->site->items(kind).forEach([&](const twin::Item& item) {
            const double power_W = frame->value(kind, index++, twin::Quantity::ItPower);
            if (!(power_W > 0)) return;
            all_W += power_W;
            if (frame->site->choice<twin::LoadClass>(item, twin::Param::LoadClass) == twin::LoadClass::Training) training_W += power_W;
        });
    }
    CabinType first;
    frame->site->items(twin::Kind::StorageCabin).forEach([&](const twin::Item& item) {
        const auto get = [&](twin::Param param) { return std::max(0.0, frame->site->value(item, param)); };
        const CabinType type{get(twin::Param::PcsPower), get(twin::Param::CellEnergy), get(twin::Param::Width), get(twin::Param::Depth), get(twin::Param::ClearanceFront), get(twin::Param::ClearanceRear), get(twin::Param::Weight)};
        if (pcs_W == 0 && !twin::hasErrors(check(type))) first = type;
        pcs_W += type.pcs_W, energy_J += type.energy_J;
    });
    const std::vector<double> design{(training_W > 0 ? training_W : all_W) / kMega, pcs_W / kMega, energy_J / kMegawattHour_J};
    if (design == m_design) return false;
    m_design = design;
    m_cabin = first;
    set(ClusterPower, design[0]), set(CabinPower, design[1]), set(CabinEnergy, design[2]);
    return true;
}

void SwingPanel::compute() {
    m_run.start([this, in = inputs()](std::stop_token stop, const auto&) -> BackgroundRun::Deliver {
        auto study = std::make_shared<SwingStudy>(studyOf(in));
        auto result = std::make_shared<SwingResult>();
        if (!twin::hasErrors(study->issues)) *result = runChain(study->load, study->stages, study->measures, study->limits, stop);
        study->load.power_W.clear();
        return [this, study, result] {
            m_study = std::move(*study);
            m_result = std::move(*result);
            m_least->clear();
            showResult();
        };
    });
}

void SwingPanel::size() {
    m_least->setText(tr("Looking for the least storage …"));
    m_sizing.start([this, in = inputs(), where = place(), cabin = m_cabin](std::stop_token stop, const auto&) -> BackgroundRun::Deliver {
        const SwingStudy study = studyOf(in, where);
        if (twin::hasErrors(study.issues) || !study.limits.any()) return [] {};
        SizingOptions options;
        options.limits = study.limits, options.measures = study.measures, options.cabin = cabin;
        options.chooseController = true;
        const auto found = std::make_shared<SizingResult>(sizeStorage(study.load, study.stages, study.sized, options, stop));
        return [this, found] { showSizing(*found); };
    });
}

void SwingPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        compute();  // its levels are named in it
    }
    QWidget::changeEvent(event);
}

/// Space plays and pauses.
void SwingPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space) m_play->toggle();
    else QWidget::keyPressEvent(event);
}

void SwingPanel::hideEvent(QHideEvent* event) {
    m_play->setChecked(false);
    QWidget::hideEvent(event);
}

}  // namespace plenum::app
