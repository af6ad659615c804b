// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/energy_rule_panel.h"

#include "app/document/document.h"
#include "app/panels/file_field.h"
#include "app/panels/line_plot.h"
#include "app/panels/number_form.h"
#include "app/panels/panel_support.h"
#include "app/session/session.h"
#include "app/widgets/when_seen.h"
#include "twin/energy/course.h"
#include "twin/energy/power_trace.h"
#include "twin/engine/synthetic_profile.h"

#include <QComboBox>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>

namespace plenum::app {

namespace {

using namespace twin::energy;

constexpr double kMegaW = 1e6, kMWh_J = 3.6e9;
constexpr double kDay_s = 86400;
constexpr double kDayStep_s = 10;    ///< s: the edges of a cloud's shadow are seen
constexpr double kEventLead_s = 30, kEventTail_s = 300;

enum : unsigned { kShv = 1, kPv = 2, kDrp = 4, kSig = 8, kIsl = 16, kAll = 31 };  // the rules that a field belongs to, in the order of EnergyRulePanel::Rule
/// In the order of EnergyRulePanel::Field.
constexpr NumberSpec kFields[] = {
    {"loadPeak", 0.001, 10000, 1, 3, 0.5}, {"storagePower", 0, 10000, 2.5, 3, 0.5}, {"storageEnergy", 0, 100000, 5, 3, 0.5}, {"startCharge", 0, 100, 50, 0, 5},
    {"reserve", 0, 95, 0, 0, 5}, {"efficiency", 50, 100, 97, 1, 0.5}, {"threshold", 0, 10000, 0, 3, 0.1}, {"pvPeak", 0, 10000, 0, 3, 0.1}, {"cloudEvery", 0, 240, 30, 0, 5},
    {"cloudLength", 0, 120, 5, 0, 1}, {"filter", 0, 7200, 600, 0, 60}, {"nominal", 16, 60, 50, 1, 10}, {"deadBand", 0, 500, 20, 0, 5}, {"droop", 0.1, 20, 2, 1, 0.5},
    {"nadir", 15, 65, 49.2, 2, 0.1}, {"fall", 0.1, 600, 8, 1, 1}, {"recovery", 0, 7200, 600, 0, 60}, {"step", 0.1, 3600, 1, 1, 1}, {"offered", 0, 10000, 0, 3, 0.5},
    {"hold", 1, 240, 15, 0, 5}, {"dieselPower", 0.001, 10000, 1, 3, 0.5}, {"dieselLeast", 0, 100, 30, 0, 5}, {"dieselIdle", 0, 100000, 0, 0, 10},
    {"dieselSlope", 0.1, 1, 0.25, 3, 0.01}, {"stopCharge", 5, 95, 90, 0, 5},
};
constexpr unsigned kRulesOf[] = {kShv | kIsl, kAll, kAll, kAll, kShv | kDrp | kSig | kIsl, kAll, kShv, kPv | kIsl, kPv | kIsl, kPv | kIsl, kPv, kDrp, kDrp, kDrp, kDrp, kDrp, kDrp, kDrp | kSig, kDrp | kSig, kDrp | kSig, kIsl, kIsl, kIsl, kIsl, kIsl};

}  // namespace

struct EnergyRulePanel::Inputs {
    Rule which = Shaving;
    Storage storage;
    EnergyRule rule;   ///< without what a file or a synthetic course gives
    double peak_W = 0, pvPeak_W = 0, cloudEvery_s = 0, cloud_s = 0, nominal_Hz = 50, nadir_Hz = 49, fall_s = 8, recover_s = 0;
    double shares[3] = {1, 0, 0};
    QString file;

    /// The day of the design: each class by its profile, what cools and feeds it with them.
    Series day() const {
        Series load{kDayStep_s, std::vector<double>(static_cast<std::size_t>(kDay_s / kDayStep_s)), "day of the design"};
        for (std::size_t i = 0; i < load.power_W.size(); ++i) {
            const double t = kDayStep_s * (static_cast<double>(i) + 0.5);
            load.power_W[i] = shares[0] * twin::engine::trainingShare(t) + shares[1] * twin::engine::inferenceShare(t) + shares[2] * twin::engine::generalShare(t);
        }
        const double highest = std::max(1e-9, extremes(load).high_W);
        for (double& power_W : load.power_W) power_W *= peak_W / highest;
        return load;
    }
    QByteArray content(twin::Issues& issues) const {
        QFile opened(file);
        if (opened.open(QIODevice::ReadOnly)) return opened.readAll();
        issues.push_back({twin::Severity::Error, "energy.file", {}, {}, {}, {TWIN_TR("{0} cannot be read: {1}"), {file.toStdString(), opened.errorString().toStdString()}}, {}, {}, {TWIN_TR("Check the path and its permissions."), {}}});
        return {};
    }
    Series trace(twin::Issues& issues) const {
        const QByteArray text = content(issues);
        if (twin::hasErrors(issues)) return {};
        PowerTrace read = readPowerTrace(text.toStdString());
        issues.insert(issues.end(), read.issues.begin(), read.issues.end());
        return std::move(read.series);
    }
    std::vector<double> course(twin::Issues& issues) const {
        const QByteArray text = content(issues);
        if (twin::hasErrors(issues)) return {};
        Course read = readCourse(text.toStdString(), QFileInfo(file).fileName().toStdString());
        issues.insert(issues.end(), read.issues.begin(), read.issues.end());
        return std::move(read.values);
    }
    Series clear(const Series& like) const { return clearDayPv(pvPeak_W, like.step_s, like.power_W.size(), 0, cloudEvery_s, cloud_s); }

    /// Reads and makes the courses, checks and runs.
    RuleResult run(twin::Issues& issues) {
        Series load;
        if (which == Shaving || which == Island) load = file.isEmpty() ? day() : trace(issues);
        if (auto* pv = std::get_if<PvSmoothing>(&rule)) {
            load = day();
            pv->pv = file.isEmpty() ? (pvPeak_W > 0 ? clear(load) : Series{}) : trace(issues);
        }
        if (auto* droop = std::get_if<FrequencyResponse>(&rule))
            droop->frequency_Hz = file.isEmpty() ? frequencyEvent(nominal_Hz, nadir_Hz, kEventLead_s, fall_s, recover_s, droop->step_s, static_cast<std::size_t>(std::ceil((kEventLead_s + fall_s + recover_s + kEventTail_s) / droop->step_s)))
                                               : course(issues);
        if (auto* regulation = std::get_if<Regulation>(&rule); regulation && !file.isEmpty()) regulation->signal = course(issues);
        if (auto* island = std::get_if<Islanding>(&rule); island && pvPeak_W > 0) island->pv = clear(load);
        if (twin::hasErrors(issues)) return {};
        const twin::Issues found = check(rule, load, storage);
        issues.insert(issues.end(), found.begin(), found.end());
        if (twin::hasErrors(issues)) return {};
        return runRule(rule, load, storage);
    }
};

EnergyRulePanel::EnergyRulePanel(Document& document, Session& session, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_viewState(viewState), m_rule(new QComboBox(this)), m_ruleLabel(new QLabel(this)), m_fileLabel(new QLabel(this)), m_figures(new QLabel(this)),
      m_notes(new QLabel(this)), m_file(new FileField(QStringLiteral("energyRule"), this)), m_fromDesign(new QPushButton(this)), m_form(new NumberForm(QStringLiteral("energyRule"), kFields, this)), m_power(new LinePlot(viewState, QStringLiteral("energyRule.power"), this)),
      m_charge(new LinePlot(viewState, QStringLiteral("energyRule.charge"), this)) {
    setObjectName(QStringLiteral("energyRule"));
    m_rule->setObjectName(QStringLiteral("energyRule.rule"));
    m_figures->setObjectName(QStringLiteral("energyRule.figures"));
    m_figures->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notes->setObjectName(QStringLiteral("energyRule.notes"));
    m_figures->setWordWrap(true);
    m_notes->setWordWrap(true);
    for (QWidget* wide : {static_cast<QWidget*>(m_figures), static_cast<QWidget*>(m_notes), static_cast<QWidget*>(m_fromDesign)}) wide->setSizePolicy(QSizePolicy::Ignored, wide->sizePolicy().verticalPolicy());
    m_rule->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    leaveWheel(m_rule);
    m_fromDesign->setObjectName(QStringLiteral("energyRule.fromDesign"));
    for (int i = 0; i < RuleCount; ++i) m_rule->addItem(QString());
    m_ruleLabel->setBuddy(m_rule);
    m_fileLabel->setBuddy(m_file);
    auto* chosen = new QFormLayout;
    chosen->addRow(m_ruleLabel, m_rule);
    m_form->addHead(m_fileLabel, m_file);
    static_assert(std::size(kFields) == FieldCount && std::size(kRulesOf) == FieldCount);
    m_power->setMinimumHeight(230);
    m_charge->setMinimumHeight(130);

    auto* inner = new QWidget;
    auto* layout = new QVBoxLayout(inner);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addLayout(chosen);
    layout->addWidget(m_power);
    layout->addWidget(m_charge);
    layout->addWidget(m_notes);
    layout->addWidget(m_figures);
    layout->addWidget(m_form);
    layout->addWidget(m_fromDesign);
    layout->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    auto* seen = new WhenSeen(this, [this] {
        if (takeDesign() || m_result.figures.empty()) compute();
    });
    connect(&session, &Session::frameChanged, seen, &WhenSeen::changed);
    connect(m_rule, &QComboBox::currentIndexChanged, this, [this] {
        m_file->setPath({});
        showFields();
        compute();
    });
    connect(m_file, &FileField::changed, this, &EnergyRulePanel::compute);
    connect(m_form, &NumberForm::edited, this, [this](int field) {
        if (field == LoadPeak || field == StoragePower || field == StorageEnergy || field == PvPeak || field == DieselPower) m_edited = true;
        compute();
    });
    connect(m_fromDesign, &QPushButton::clicked, this, [this] {
        m_edited = false;
        m_design.clear();
        takeDesign();
        compute();
    });
    connect(&viewState, &ViewState::themeChanged, this, &EnergyRulePanel::showResult);
    connect(&viewState, &ViewState::unitsChanged, this, &EnergyRulePanel::showResult);
    retranslate();
    showFields();
    seen->changed();
}

double EnergyRulePanel::value(Field field) const { return m_form->value(field); }
EnergyRulePanel::Rule EnergyRulePanel::rule() const { return static_cast<Rule>(std::max(0, m_rule->currentIndex())); }

/// What the sources give and how much of it each class of load stands for; storage cabins, arrays and generating sets
/// as their sums. True when they are others than before. What the design has none of stays as it is in the form.
bool EnergyRulePanel::takeDesign() {
    const auto& frame = m_session.computed();
    if (!frame || m_edited) return false;
    double shares[3] = {0, 0, 0}, fed_W = 0, pcs_W = 0, energy_J = 0, pv_W = 0, diesel_W = 0, all_W = 0;
    for (twin::Kind kind : {twin::Kind::Rack, twin::Kind::ImmersionTank, twin::Kind::ComputeCabin}) {
        std::size_t index = 0;
        frame->site->items(kind).forEach([&](const twin::Item& item) {
            const double power_W = frame->value(kind, index++, twin::Quantity::ItPower);
            if (power_W > 0) shares[static_cast<int>(frame->site->choice<twin::LoadClass>(item, twin::Param::LoadClass))] += power_W, all_W += power_W;
        });
    }
    std::size_t index = 0;
    frame->site->items(twin::Kind::UtilityFeed).forEach([&](const twin::Item&) { fed_W += std::max(0.0, frame->value(twin::Kind::UtilityFeed, index++, twin::Quantity::PowerOut)); });
    const auto sum = [&](twin::Kind kind, twin::Param param) {
        double total = 0;
        frame->site->items(kind).forEach([&](const twin::Item& item) { total += std::max(0.0, frame->site->value(item, param)); });
        return total;
    };
    pcs_W = sum(twin::Kind::StorageCabin, twin::Param::PcsPower), energy_J = sum(twin::Kind::StorageCabin, twin::Param::CellEnergy);
    pv_W = sum(twin::Kind::PvArray, twin::Param::RatedPower), diesel_W = sum(twin::Kind::Generator, twin::Param::RatedPower);
    const double load_W = fed_W > 0 ? fed_W : all_W;
    const std::vector<double> design{load_W / kMegaW, pcs_W / kMegaW, energy_J / kMWh_J, pv_W / kMegaW, diesel_W / kMegaW, shares[0], shares[1], shares[2]};
    if (design == m_design) return false;
    m_design = design;
    for (int i = 0; i < 3; ++i) m_shares[i] = all_W > 0 ? shares[i] / all_W : i == 0 ? 1 : 0;
    const Field fields[] = {LoadPeak, StoragePower, StorageEnergy, PvPeak, DieselPower};
    for (std::size_t i = 0; i < std::size(fields); ++i)
        if (design[i] > 0) m_form->set(fields[i], design[i]);
    return true;
}

/// The fields of the chosen rule.
void EnergyRulePanel::showFields() {
    for (int i = 0; i < FieldCount; ++i) m_form->setShown(i, (kRulesOf[i] >> rule() & 1U) != 0);
    retranslate();
}

EnergyRulePanel::Inputs EnergyRulePanel::inputs() const {
    Inputs in;
    in.which = rule();
    in.storage.pcs_W = value(StoragePower) * kMegaW, in.storage.energy_J = value(StorageEnergy) * kMWh_J;
    in.storage.socStart = value(StartCharge) / 100;
    in.storage.socLow = std::min(in.storage.socLow, in.storage.socStart), in.storage.socHigh = std::max(in.storage.socHigh, in.storage.socStart);
    in.storage.chargeEfficiency = in.storage.dischargeEfficiency = value(Efficiency) / 100;
    in.peak_W = value(LoadPeak) * kMegaW, in.pvPeak_W = value(PvPeak) * kMegaW;
    in.cloudEvery_s = value(CloudEvery) * 60, in.cloud_s = value(CloudLength) * 60;
    in.nominal_Hz = value(Nominal), in.nadir_Hz = value(Nadir), in.fall_s = value(Fall), in.recover_s = value(Recovery);
    std::copy(std::begin(m_shares), std::end(m_shares), in.shares);
    in.file = m_file->path();
    const double reserve = value(Reserve) / 100;
    switch (in.which) {
        case Shaving: in.rule = PeakShaving{value(Threshold) * kMegaW, reserve}; break;
        case PvArray:
            in.storage.tau_s = value(Filter);
            in.rule = PvSmoothing{};
            break;
        case Droop: in.rule = FrequencyResponse{{value(Nominal), value(DeadBand) / 1000, value(DroopShare) / 100, value(Offered) * kMegaW}, {}, value(Step), value(Hold) * 60, reserve}; break;
        case Signal: in.rule = Regulation{{}, value(Offered) * kMegaW, value(Step), value(Hold) * 60, reserve}; break;
        case Island: in.rule = Islanding{{}, {value(DieselPower) * kMegaW, value(DieselLeast) / 100, value(DieselIdle), value(DieselSlope)}, reserve, value(StopCharge) / 100}; break;
        case RuleCount: break;
    }
    return in;
}

void EnergyRulePanel::compute() {
    m_run.start([this, in = inputs()](std::stop_token, const auto&) mutable -> BackgroundRun::Deliver {
        auto issues = std::make_shared<twin::Issues>();
        auto result = std::make_shared<RuleResult>(in.run(*issues));
        return [this, issues, result] {
            m_wrong = std::move(*issues);
            m_result = std::move(*result);
            showResult();
        };
    });
}

void EnergyRulePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace plenum::app
