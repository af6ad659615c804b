// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/swing_panel.h"

#include "app/document/document.h"
#include "app/panels/energy_rule_panel.h"
#include "app/panels/line_plot.h"
#include "app/panels/panel_support.h"
#include "app/session/session.h"
#include "app/widgets/when_seen.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace plenum::app {

namespace {

using namespace twin::energy;

constexpr double kMega = 1e6, kMegawattHour_J = 3.6e9;
constexpr double kRun_s = 60;        ///< s of load that are calculated: 0.017 Hz a bin
constexpr double kStep_s = 0.01;     ///< s: Nyquist 50 Hz, above the 20 Hz that utilities look at
constexpr std::size_t kColumns = 1200;
constexpr double kShown_s = 20;      ///< of the run, in the plot over time
constexpr double kLowest_Hz = 0.05, kHighest_Hz = 25;

struct FieldSpec {
    const char* name;
    double from, to, value;
    int decimals;
    double step;
};

/// In the order of SwingPanel::Field.
constexpr FieldSpec kFields[] = {
    {"clusterPower", 0.001, 10000, 1, 3, 0.5}, {"period", 0.1, 600, 2, 2, 0.5},      {"computeShare", 1, 99, 70, 0, 5},     {"communicateLevel", 0, 100, 40, 0, 5},
    {"inStep", 0, 100, 100, 0, 5},             {"spike", 1, 3, 1, 2, 0.1},           {"edge", 0, 5, 0, 2, 0.05},            {"cabinPower", 0, 10000, 0, 3, 0.5},
    {"cabinEnergy", 0, 100000, 0, 3, 0.5},     {"filterTime", 0, 600, 10, 1, 1},     {"rampLimit", 0, 10000, 0, 3, 0.5},    {"rangeLimit", 0, 10000, 0, 3, 0.5},
    {"bandLimit", 0, 10000, 0, 3, 0.1},
};

QString megawatt(double power_W, int decimals = 2) { return QStringLiteral("%L1 MW").arg(power_W / kMega, 0, 'f', decimals); }

}  // namespace

SwingPanel::SwingPanel(Document& document, Session& session, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_viewState(viewState), m_fromDesign(new QPushButton(this)), m_size(new QPushButton(this)),
      m_summary(new QLabel(this)), m_limitRows(new QLabel(this)), m_least(new QLabel(this)), m_pages(new QTabWidget(this)), m_tabs(new QTabWidget(this)),
      m_time(new LinePlot(viewState, QStringLiteral("swing.time"), this)), m_spectrum(new LinePlot(viewState, QStringLiteral("swing.spectrum"), this)) {
    setObjectName(QStringLiteral("swing"));
    auto* form = new QFormLayout;
    static_assert(std::size(kFields) == FieldCount);
    for (int i = 0; i < FieldCount; ++i) addField(form, static_cast<Field>(i));
    m_fromDesign->setObjectName(QStringLiteral("swing.fromDesign"));
    m_size->setObjectName(QStringLiteral("swing.size"));
    m_summary->setObjectName(QStringLiteral("swing.summary"));
    m_limitRows->setObjectName(QStringLiteral("swing.limits"));
    m_least->setObjectName(QStringLiteral("swing.least"));
    for (QLabel* label : {m_summary, m_limitRows, m_least}) label->setWordWrap(true);
    m_tabs->setObjectName(QStringLiteral("swing.tabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_time, QString());
    m_tabs->addTab(m_spectrum, QString());
    m_spectrum->setLogX(true);

    auto* inner = new QWidget;
    auto* layout = new QVBoxLayout(inner);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_tabs);
    layout->addWidget(m_summary);
    layout->addWidget(m_limitRows);
    layout->addWidget(m_size);
    layout->addWidget(m_least);
    layout->addLayout(form);
    layout->addWidget(m_fromDesign);
    layout->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_pages->setObjectName(QStringLiteral("swing.pages"));
    m_pages->setDocumentMode(true);
    m_pages->addTab(scroll, QString());
    m_pages->addTab(new EnergyRulePanel(document, session, viewState, this), QString());
    outer->addWidget(m_pages);
    m_tabs->setMinimumHeight(220);

    connect(m_fromDesign, &QPushButton::clicked, this, [this] {
        m_edited = false;
        m_design.clear();
        takeDesign();
        compute();
    });
    connect(m_size, &QPushButton::clicked, this, &SwingPanel::size);
    auto* design = new WhenSeen(this, [this] {
        if (takeDesign()) compute();
    });
    connect(&session, &Session::frameChanged, design, &WhenSeen::changed);
    connect(&viewState, &ViewState::themeChanged, this, &SwingPanel::showResult);
    retranslate();
    compute();
}

void SwingPanel::addField(QFormLayout* form, Field field) {
    const FieldSpec& spec = kFields[field];
    auto* box = new QDoubleSpinBox(this);
    box->setObjectName(QStringLiteral("swing.%1").arg(QString::fromLatin1(spec.name)));
    box->setRange(spec.from, spec.to);
    box->setDecimals(spec.decimals);
    box->setSingleStep(spec.step);
    box->setValue(spec.value);
    box->setKeyboardTracking(false);
    m_labels[field] = new QLabel(this);
    m_labels[field]->setBuddy(box);
    m_fields[field] = box;
    form->addRow(m_labels[field], box);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, field] {
        if (field == ClusterPower || field == CabinPower || field == CabinEnergy) m_edited = true;
        compute();
    });
}

double SwingPanel::value(Field field) const { return m_fields[field]->value(); }

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
    frame->site->items(twin::Kind::StorageCabin).forEach([&](const twin::Item& item) {
        pcs_W += std::max(0.0, frame->site->value(item, twin::Param::PcsPower));
        energy_J += std::max(0.0, frame->site->value(item, twin::Param::CellEnergy));
    });
    const std::vector<double> design{(training_W > 0 ? training_W : all_W) / kMega, pcs_W / kMega, energy_J / kMegawattHour_J};
    if (design == m_design) return false;
    m_design = design;
    const Field fields[] = {ClusterPower, CabinPower, CabinEnergy};
    for (std::size_t i = 0; i < design.size(); ++i) {
        const QSignalBlocker quiet(m_fields[fields[i]]);
        m_fields[fields[i]]->setValue(design[i]);
    }
    return true;
}

TrainingWave SwingPanel::wave() const {
    TrainingWave wave;
    wave.cluster_W = value(ClusterPower) * kMega;
    wave.period_s = value(Period);
    wave.computeShare = value(ComputeShare) / 100;
    wave.communicateLevel = value(CommunicateLevel) / 100;
    wave.inStepShare = value(InStep) / 100;
    wave.spikeFactor = value(Spike);
    wave.edge_s = std::min(value(Edge), 0.45 * std::min(wave.computeShare, 1 - wave.computeShare) * wave.period_s);
    wave.spike_s = std::min(wave.spike_s, 0.5 * wave.computeShare * wave.period_s);
    wave.run_s = std::max(kRun_s, std::ceil(4 * wave.period_s));
    wave.run_s = std::ceil(wave.run_s / wave.period_s) * wave.period_s;
    wave.step_s = kStep_s;
    return wave;
}

std::vector<Stage> SwingPanel::stages() const {
    Storage cabin;
    cabin.name = tr("storage cabins").toStdString();
    cabin.pcs_W = value(CabinPower) * kMega;
    cabin.energy_J = value(CabinEnergy) * kMegawattHour_J;
    cabin.tau_s = value(FilterTime);
    if (cabin.pcs_W <= 0 || cabin.energy_J <= 0) return {};
    return {cabin};
}

LimitSet SwingPanel::limits() const {
    LimitSet limits;
    if (value(RampLimit) > 0) limits.rampUp_W_s = limits.rampDown_W_s = value(RampLimit) * kMega;
    if (value(RangeLimit) > 0) limits.range_W = value(RangeLimit) * kMega;
    if (value(BandLimit) > 0) limits.bands.push_back({{0.1, 20}, value(BandLimit) * kMega});
    return limits;
}

MeasureOptions SwingPanel::measures() const {
    MeasureOptions options;
    addBands(options, limits());
    return options;
}

void SwingPanel::compute() {
    const TrainingWave load = wave();
    twin::Issues issues = check(load);
    const auto chain = stages();
    for (const Stage& stage : chain)
        for (twin::Issue& issue : check(stage)) issues.push_back(std::move(issue));
    m_least->clear();
    if (twin::hasErrors(issues)) {
        m_result = {};
        QString text;
        for (const twin::Issue& issue : issues) text += translated(issue.text) + QLatin1Char('\n');
        m_summary->setText(text.trimmed());
        m_limitRows->clear();
        m_time->show({});
        m_spectrum->show({});
        return;
    }
    m_result = runChain(trainingSeries(load), chain, measures(), limits());
    showResult();
}

void SwingPanel::showResult() {
    if (m_result.levels.empty()) return;
    const Theme theme = themeOf(m_viewState);
    const Measures& load = m_result.levels.front().measures;
    const Measures& poc = m_result.connection().measures;
    QString text = tr("Racks: %1 to %2, EDPp %3 × the mean.").arg(megawatt(load.trough_W), megawatt(load.peak_W)).arg(load.edppRatio, 0, 'f', 2) + QLatin1Char('\n') +
                   tr("Point of connection: range %1, ramp %2/s over %3 s").arg(megawatt(poc.range_W), megawatt(std::max(poc.rampUp_W_s, poc.rampDown_W_s))).arg(poc.rampWindow_s);
    for (const BandMeasure& band : poc.bands)
        if (band.judged) text += QLatin1Char('\n') + tr("Strongest between %1 and %2 Hz: %3 at %4 Hz").arg(band.band.low_Hz).arg(band.band.high_Hz).arg(megawatt(band.strongest.amplitude_W, 3)).arg(band.strongest.frequency_Hz, 0, 'f', 2);
    for (const twin::Issue& issue : m_result.connection().issues) text += QLatin1Char('\n') + translated(issue.text);
    m_summary->setText(text);
    QString rows;
    for (const LimitResult& row : m_result.connection().limits) {
        const Mark mark = row.verdict == Verdict::Broken ? Mark::Bad : row.verdict == Verdict::Inside ? Mark::Good : Mark::Neutral;
        rows += QStringLiteral("<div style='color:%1'>%2 %3</div>").arg(markColour(theme, mark).name(), markShape(mark), translated(row.text()).toHtmlEscaped());
    }
    m_limitRows->setText(rows.isEmpty() ? tr("No limit is set: the utility's figures go into the form (0 = none).") : rows);
    m_size->setEnabled(limits().any());
    showPlots();
}

void SwingPanel::showPlots() {
    const auto& levels = m_result.levels;
    const auto over = [&](const Level& level, const QString& name) {
        PlotCurve curve;
        curve.name = name;
        const auto cells = std::min<std::size_t>(level.series.power_W.size(), static_cast<std::size_t>(std::max(kShown_s, 4 * value(Period)) / level.series.step_s));
        const auto columns = envelope(level.series, 0, cells, kColumns);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            curve.x.push_back(static_cast<double>(i) * static_cast<double>(cells) * level.series.step_s / static_cast<double>(columns.size()));
            curve.y.push_back(columns[i].low_W / kMega);
            curve.high.push_back(columns[i].high_W / kMega);
        }
        return curve;
    };
    std::vector<PlotCurve> curves{over(levels.front(), tr("racks"))};
    if (levels.size() > 1) curves.push_back(over(levels.back(), tr("point of connection")));
    m_time->setAxes(tr("Time, s"), tr("Power, MW"));
    m_time->show(std::move(curves));
    const auto lines = [&](const Level& level, const QString& name) {
        PlotCurve curve;
        curve.name = name;
        const Spectrum& spectrum = level.measures.spectrum;
        for (std::size_t k = 1; k < spectrum.amplitude_W.size(); ++k) {
            const double f = static_cast<double>(k) * spectrum.resolution_Hz;
            if (f < kLowest_Hz || f > kHighest_Hz) continue;
            curve.x.push_back(f);
            curve.y.push_back(spectrum.amplitude_W[k] / kMega);
        }
        return curve;
    };
    std::vector<PlotCurve> spectra{lines(levels.front(), tr("racks"))};
    if (levels.size() > 1) spectra.push_back(lines(levels.back(), tr("point of connection")));
    std::vector<PlotLimit> marks;
    if (value(BandLimit) > 0) marks.push_back({tr("limit, 0.1–20 Hz"), value(BandLimit)});
    m_spectrum->setAxes(tr("Frequency, Hz"), tr("Amplitude, MW"));
    m_spectrum->show(std::move(spectra), std::move(marks));
}

void SwingPanel::size() {
    const TrainingWave load = wave();
    if (twin::hasErrors(check(load)) || !limits().any()) return;
    SizingOptions options;
    options.limits = limits();
    options.measures = measures();
    options.chooseController = true;
    std::vector<Stage> chain = stages();
    if (chain.empty()) {
        Storage cabin;
        cabin.name = tr("storage cabins").toStdString();
        chain.emplace_back(cabin);
    }
    m_least->setText(tr("Looking for the least storage …"));
    m_run.start([this, load, chain = std::move(chain), options = std::move(options)](std::stop_token stop, const auto&) {
        const SizingResult found = sizeStorage(trainingSeries(load), chain, 0, options, stop);
        return [this, found] { showSizing(found); };
    });
}

void SwingPanel::showSizing(const SizingResult& sizing) {
    if (!sizing.needed) m_least->setText(tr("The limits hold without storage."));
    else if (!sizing.feasible) m_least->setText(tr("No storage here brings it inside the limits."));
    else {
        const CabinWorth worth = worthOf({}, value(Period));
        m_least->setText(tr("Least storage: %1 and %2 MWh (%3 cabins of 2.5 MW and 5 MWh), filter %4 s%5.")
                             .arg(megawatt(sizing.storage.pcs_W, 3)).arg(sizing.storage.energy_J / kMegawattHour_J, 0, 'f', 4).arg(std::ceil(sizing.cabins))
                             .arg(sizing.storage.tau_s, 0, 'f', 1).arg(sizing.minimal() ? tr("; 0.1 % less breaks a limit") : QString()) +
                         QLatin1Char('\n') + tr("One cabin = %1 rack places, %2 of swing, %3 t.").arg(worth.rackPlaces, 0, 'f', 1).arg(megawatt(worth.swing_W)).arg(worth.mass_t, 0, 'f', 0));
    }
}

void SwingPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void SwingPanel::retranslate() {
    struct Texts {
        QString label, suffix, tip;
    };
    const Texts texts[FieldCount] = {
        {tr("Cluster while it computes"), tr(" MW"), tr("Power of the racks that train; starts from the design")},
        {tr("Period of a step"), tr(" s"), tr("One step of training: compute, then communicate")},
        {tr("Computing"), QStringLiteral(" %"), tr("Share of the period")},
        {tr("Draw while communicating"), QStringLiteral(" %"), tr("Of the power while computing; the trough of the swing")},
        {tr("In step"), QStringLiteral(" %"), tr("Share of the cluster that swings together; the rest draws the mean")},
        {tr("Spike"), QStringLiteral(" ×"), tr("Peak at the start of a compute phase (EDPp); 1.4 by a secondary source")},
        {tr("Edge"), tr(" s"), tr("Time of each change of level, from power-supply storage and ramps in software")},
        {tr("Storage, power"), tr(" MW"), tr("PCS of all storage cabins; starts from the design")},
        {tr("Storage, energy"), tr(" MWh"), tr("Cells of all storage cabins; starts from the design")},
        {tr("Storage, filter"), tr(" s"), tr("Time constant of the controller: what is slower goes to the utility")},
        {tr("Limit, ramp"), tr(" MW/s"), tr("Of the utility, over 1 s; 0 = none")},
        {tr("Limit, range"), tr(" MW"), tr("Of the utility, peak to trough; 0 = none")},
        {tr("Limit, 0.1–20 Hz"), tr(" MW"), tr("Of the utility, amplitude of the strongest oscillation; 0 = none (kinds of limit: arXiv 2508.14318)")}};
    for (int i = 0; i < FieldCount; ++i) {
        m_labels[i]->setText(texts[i].label);
        m_fields[i]->setSuffix(texts[i].suffix);
        m_fields[i]->setToolTip(texts[i].tip);
    }
    m_fromDesign->setText(tr("Take power and storage from the design"));
    m_size->setText(tr("Least storage that holds the limits"));
    m_pages->setTabText(0, tr("Swing"));
    m_pages->setTabText(1, tr("Energy rules"));
    m_tabs->setTabText(0, tr("Over time"));
    m_tabs->setTabText(1, tr("Spectrum"));
    showResult();
}

}  // namespace plenum::app
