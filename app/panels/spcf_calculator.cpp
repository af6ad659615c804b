// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/spcf_calculator.h"

#include "app/panels/area_curve.h"
#include "app/panels/collapsible_section.h"
#include "app/panels/panel_support.h"
#include "app/panels/quantity_edit.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace plenum::app {

namespace {

namespace spcf = twin::spcf;
constexpr double kAny = std::numeric_limits<double>::infinity();  // the model judges its inputs itself and lists them
constexpr char kCases[] = {'A', 'B', 'C'};

QLabel* richLabel(const char* name, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QString listOf(const twin::Issues& issues, const Theme& theme) {
    QString html;
    for (const twin::Issue& issue : issues) {
        const Mark mark = markOf(issue.severity);
        html += QStringLiteral("<p style=\"margin:2px 0\"><span style=\"color:%1\">%2</span> %3 <span style=\"color:%4\">%5</span></p>")
                    .arg(markColour(theme, mark).name(), markShape(mark), translated(issue.text).toHtmlEscaped(), theme.dim.name(),
                         translated(issue.hint).toHtmlEscaped());
    }
    return html;
}

QString percent(double share) { return (share > 0 ? QStringLiteral("+") : QString()) + toText(twin::formatQuantity(share, twin::Unit::Fraction)); }

}  // namespace

SpcfCalculator::SpcfCalculator(const ViewState& viewState, QWidget* parent) : QWidget(parent), m_viewState(viewState) {
    setObjectName(QStringLiteral("spcf.calculator"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    const auto section = [&](const char* name) {
        auto* made = new CollapsibleSection(QString::fromLatin1(name), {}, this);
        layout->addWidget(made);
        return made;
    };
    m_inputSection = section("spcf.section.inputs");
    m_stepSection = section("spcf.section.steps");
    m_areaSection = section("spcf.section.area");
    m_backSection = section("spcf.section.backwards");
    m_inputs.it_W = 1e6;
    addInputs();
    m_steps = richLabel("spcf.steps", m_stepSection->body());
    m_issues = richLabel("spcf.issues", m_stepSection->body());
    m_stepSection->form()->addWidget(m_steps, 0, 0, 1, 3);
    m_stepSection->form()->addWidget(m_issues, 1, 0, 1, 3);
    addArea();
    addBackwards();
    connect(&viewState, &ViewState::themeChanged, this, &SpcfCalculator::compute);
    connect(&viewState, &ViewState::unitsChanged, this, &SpcfCalculator::compute);
    retranslate();
}

SpcfCalculator::Field& SpcfCalculator::addField(CollapsibleSection* section, const char* name, twin::Unit unit, bool optional, QString (*text)()) {
    auto* edit = new QuantityEdit(m_viewState, unit, -kAny, kAny, section->body());
    edit->setObjectName(QString::fromLatin1(name));
    edit->setOptional(optional);
    QLabel* label = dimLabel({}, section->body());
    label->setBuddy(edit);
    shareWidth(label, edit);
    const int row = section->form()->rowCount();
    section->form()->addWidget(label, row, 0);
    section->form()->addWidget(edit, row, 1);
    const std::size_t at = m_fields.size();
    m_fields.push_back({edit, label, {}, {}, text});
    const auto take = [this, at](std::optional<double> value) {
        m_fields[at].set(value);
        compute();
    };
    connect(edit, &QuantityEdit::committed, this, [take](double value) { take(value); });
    connect(edit, &QuantityEdit::cleared, this, [take] { take(std::nullopt); });
    return m_fields.back();
}

void SpcfCalculator::addInputs() {
    m_cases = new QComboBox(m_inputSection->body());
    m_cases->setObjectName(QStringLiteral("spcf.case"));
    m_caseLabel = dimLabel({}, m_inputSection->body());
    shareWidth(m_caseLabel, m_cases);
    m_inputSection->form()->addWidget(m_caseLabel, 0, 0);
    m_inputSection->form()->addWidget(m_cases, 0, 1);
    connect(m_cases, &QComboBox::activated, this, &SpcfCalculator::takeCase);
    const auto bindOptional = [&](const char* name, twin::Unit unit, std::optional<double>& target, QString (*text)()) {
        Field& field = addField(m_inputSection, name, unit, true, text);
        field.value = [&target] { return target; };
        field.set = [&target](std::optional<double> value) { target = value; };
    };
    const auto bind = [&](const char* name, twin::Unit unit, double& target, QString (*text)()) {
        Field& field = addField(m_inputSection, name, unit, false, text);
        field.value = [&target] { return std::optional(target); };
        field.set = [&target](std::optional<double> value) { target = value.value_or(target); };
    };
    bindOptional("spcf.compute", twin::Unit::Compute, m_inputs.compute_FLOPS, [] { return tr("Compute F"); });
    bindOptional("spcf.efficiency", twin::Unit::ComputePerWatt, m_inputs.efficiency_FLOPS_W, [] { return tr("Computing efficiency CE"); });
    bindOptional("spcf.it", twin::Unit::Power, m_inputs.it_W, [] { return tr("IT power"); });
    bind("spcf.beta", twin::Unit::None, m_inputs.beta, [] { return tr("Cooling redundancy β"); });
    bind("spcf.gcop", twin::Unit::None, m_inputs.gcop, [] { return tr("Rated COP of the cooling system"); });
    bind("spcf.alpha", twin::Unit::None, m_inputs.alpha, [] { return tr("Distribution redundancy α"); });
    bind("spcf.eta", twin::Unit::None, m_inputs.eta, [] { return tr("Efficiency of distribution η"); });
    bind("spcf.other", twin::Unit::Power, m_inputs.other_W, [] { return tr("Other building loads"); });
    m_notes = richLabel("spcf.notes", m_inputSection->body());
    m_inputSection->form()->addWidget(m_notes, m_inputSection->form()->rowCount(), 0, 1, 3);
}

void SpcfCalculator::addArea() {
    Field& racks = addField(m_areaSection, "spcf.racks", twin::Unit::Count, true, [] { return tr("Rack places"); });
    racks.value = [this] { return m_space.racks; };
    racks.set = [this](std::optional<double> value) { m_space.racks = value; };
    Field& place = addField(m_areaSection, "spcf.placePower", twin::Unit::Power, true, [] { return tr("Power of a place"); });
    place.value = [this] { return m_space.placePower_W; };
    place.set = [this](std::optional<double> value) { m_space.placePower_W = value; };
    Field& power = addField(m_areaSection, "spcf.powerIndoors", twin::Unit::Fraction, false, [] { return tr("Power rooms indoors"); });
    power.value = [this] { return std::optional(m_space.powerShareIndoors); };
    power.set = [this](std::optional<double> value) { m_space.powerShareIndoors = value.value_or(1); };
    Field& cooling = addField(m_areaSection, "spcf.coolingIndoors", twin::Unit::Fraction, false, [] { return tr("Cooling indoors"); });
    cooling.value = [this] { return std::optional(m_space.coolingShareIndoors); };
    cooling.set = [this](std::optional<double> value) { m_space.coolingShareIndoors = value.value_or(1); };
    m_space.placePower_W = 10e3;
    m_cooling = new QComboBox(m_areaSection->body());
    m_cooling->setObjectName(QStringLiteral("spcf.coolingKind"));
    m_coolingLabel = dimLabel({}, m_areaSection->body());
    shareWidth(m_coolingLabel, m_cooling);
    int row = m_areaSection->form()->rowCount();
    m_areaSection->form()->addWidget(m_coolingLabel, row, 0);
    m_areaSection->form()->addWidget(m_cooling, row, 1);
    m_area = richLabel("spcf.area", m_areaSection->body());
    m_areaSection->form()->addWidget(m_area, row + 1, 0, 1, 3);
    m_curve = new AreaCurve(m_viewState, m_areaSection->body());
    m_areaSection->form()->addWidget(m_curve, row + 2, 0, 1, 3);
    m_curveNote = richLabel("spcf.areaCurve.note", m_areaSection->body());
    m_areaSection->form()->addWidget(m_curveNote, row + 3, 0, 1, 3);
    connect(m_cooling, &QComboBox::activated, this, [this](int at) {
        m_space.cooling = spcf::coolingKinds()[static_cast<std::size_t>(at)].kind;
        compute();
    });
}

void SpcfCalculator::addBackwards() {
    m_unknown = new QComboBox(m_backSection->body());
    m_unknown->setObjectName(QStringLiteral("spcf.unknown"));
    m_targetKind = new QComboBox(m_backSection->body());
    m_targetKind->setObjectName(QStringLiteral("spcf.targetKind"));
    m_unknownLabel = dimLabel({}, m_backSection->body());
    shareWidth(m_unknownLabel, m_unknown);
    m_targetKind->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_backSection->form()->addWidget(m_unknownLabel, 0, 0);
    m_backSection->form()->addWidget(m_unknown, 0, 1);
    m_backSection->form()->addWidget(m_targetKind, 1, 0);
    auto* target = new QuantityEdit(m_viewState, twin::Unit::Power, -kAny, kAny, m_backSection->body());
    target->setObjectName(QStringLiteral("spcf.target"));
    target->setOptional(true);
    m_backSection->form()->addWidget(target, 1, 1);
    m_solution = richLabel("spcf.solution", m_backSection->body());
    m_backSection->form()->addWidget(m_solution, 2, 0, 1, 3);
    connect(m_unknown, &QComboBox::activated, this, &SpcfCalculator::showBackwards);
    connect(m_targetKind, &QComboBox::activated, this, &SpcfCalculator::showBackwards);
    connect(target, &QuantityEdit::committed, this, [this, target](double value) {
        m_target_W = value;
        target->setValue(value);
        showBackwards();
    });
    connect(target, &QuantityEdit::cleared, this, [this] {
        m_target_W.reset();
        showBackwards();
    });
}

void SpcfCalculator::setIt(double it_W) {
    m_cases->setCurrentIndex(0);
    m_case.reset();
    m_inputs = {};
    m_inputs.it_W = it_W;
    compute();
}

void SpcfCalculator::takeCase() {
    m_case = m_cases->currentIndex() > 0 ? spcf::publishedCase(kCases[m_cases->currentIndex() - 1]) : std::nullopt;
    if (m_case) {
        m_inputs = m_case->inputs;
        m_space = m_case->space;
    }
    compute();
}

void SpcfCalculator::compute() {
    for (const Field& field : m_fields) field.edit->setValue(field.value().value_or(std::numeric_limits<double>::quiet_NaN()));
    spcf::Result result = spcf::forward(m_inputs);
    if (m_case)  // the case's published values stand beside the steps, also when an input was changed since
        for (spcf::Step& step : result.steps)
            step.published_W = step.equation == 2 ? m_case->it_W : step.equation == 3 ? m_case->cooling_W : m_case->power_W;
    showSteps(result);
    showArea(result);
    showCurve();
    showBackwards();
    QString notes;
    if (m_case) {
        notes = QStringLiteral("<b>%1</b><br>%2").arg(translated(m_case->title).toHtmlEscaped(), translated(m_case->built).toHtmlEscaped());
        if (m_case->annualPue) notes += QStringLiteral("<br>") + tr("Annual PUE stated: %1").arg(*m_case->annualPue);
        for (const twin::Text& note : m_case->notes) notes += QStringLiteral("<br>– ") + translated(note).toHtmlEscaped();
        notes += QStringLiteral("<br>") + QString::fromUtf8(m_case->source).toHtmlEscaped();
    }
    m_notes->setVisible(m_case.has_value());
    m_notes->setText(notes);
}

void SpcfCalculator::showSteps(const spcf::Result& result) {
    const Theme theme = themeOf(m_viewState);
    QString html;
    for (const spcf::Step& step : result.steps) {
        html += QStringLiteral("<p style=\"margin:4px 0\"><b>(%1)</b> %2<br>%3").arg(step.equation).arg(translated(step.formula).toHtmlEscaped(), translated(step.filled).toHtmlEscaped());
        if (step.published_W)
            html += QStringLiteral("<br>") + tr("computed %1 · published %2 (%3)")
                                                 .arg(quantityText(step.value_W, twin::Unit::Power, m_viewState), quantityText(*step.published_W, twin::Unit::Power, m_viewState),
                                                      percent(step.value_W / *step.published_W - 1));
        if (!step.remark.empty()) html += QStringLiteral("<br><span style=\"color:%1\">%2</span>").arg(theme.dim.name(), translated(step.remark).toHtmlEscaped());
        html += QStringLiteral("</p>");
    }
    m_steps->setText(result.valid ? html : tr("Not computed: an input is refused."));
    m_issues->setText(listOf(result.issues, theme));
    m_issues->setVisible(!result.issues.empty());
}

void SpcfCalculator::showArea(const spcf::Result& result) {
    const Theme theme = themeOf(m_viewState);
    spcf::SpaceInputs inputs = m_space;
    inputs.it_W = result.it_W;
    inputs.cooling_W = result.cooling_W;
    inputs.power_W = result.power_W;
    if (!result.valid) {
        m_area->setText(tr("Not computed: an input is refused."));
        return;
    }
    const spcf::SpaceResult space = spcf::space(inputs);
    const auto area = [&](double value_m2) { return quantityText(value_m2, twin::Unit::Area, m_viewState); };
    const auto interval = [&](double low_m2, double high_m2) {
        return QStringLiteral("%1 … %2").arg(toText(twin::formatNumber(low_m2, twin::Unit::Area, m_viewState.units())), area(high_m2));
    };
    QString html = QStringLiteral("<table cellspacing=0 cellpadding=2>");
    const QString row = QStringLiteral("<tr><td>%1</td><td align=right>&nbsp;%2&nbsp;</td><td style=\"color:%4\">%3</td></tr>");
    for (const spcf::Room& room : space.rooms)
        html += row.arg(translated(room.name).toHtmlEscaped(), area(room.area_m2), interval(room.low_m2, room.high_m2), theme.dim.name());
    html += row.arg(tr("<b>S, in all</b>"), QStringLiteral("<b>%1</b>").arg(area(space.area_m2)), interval(space.low_m2, space.high_m2), theme.dim.name());
    if (m_case) html += row.arg(tr("Published"), area(m_case->area_m2), percent(space.area_m2 / m_case->area_m2 - 1), theme.dim.name());
    html += QStringLiteral("</table>");
    for (const twin::Text& text : {space.reason, space.widest})
        if (!text.empty()) html += QStringLiteral("<p style=\"margin:2px 0; color:%1\">%2</p>").arg(theme.dim.name(), translated(text).toHtmlEscaped());
    if (m_case)
        for (const twin::Text& text : m_case->spaceAssumptions) html += QStringLiteral("<p style=\"margin:2px 0; color:%1\">– %2</p>").arg(theme.dim.name(), translated(text).toHtmlEscaped());
    m_area->setText((space.valid ? html : QString()) + listOf(space.issues, theme));
    for (std::size_t i = 0; i < spcf::coolingKinds().size(); ++i)
        if (spcf::coolingKinds()[i].kind == m_space.cooling) m_cooling->setCurrentIndex(static_cast<int>(i));
}

void SpcfCalculator::showCurve() {
    const bool shown = m_case && m_case->name == 'B';
    m_curve->setVisible(shown);
    m_curveNote->setVisible(shown);
    if (!shown) return;
    m_curve->setShare(m_space.powerShareIndoors);
    m_curve->setPlacePower(m_space.placePower_W.value_or(m_case->space.placePower_W.value_or(0)));
    const QString text = tr("The curve takes B as published. Cases A and C set the coefficients, but the ends of their ranges were chosen knowing B: "
                            "that %1 lies within is a consistency check, not evidence.")
                             .arg(quantityText(m_case->area_m2, twin::Unit::Area, m_viewState));
    m_curveNote->setText(QStringLiteral("<span style=\"color:%1\">%2</span>").arg(themeOf(m_viewState).dim.name(), text.toHtmlEscaped()));
}

void SpcfCalculator::showBackwards() {
    const Theme theme = themeOf(m_viewState);
    if (!m_target_W) {
        m_solution->setText(QStringLiteral("<span style=\"color:%1\">%2</span>").arg(theme.dim.name(), tr("Enter a target; every other input stays as above.")));
        return;
    }
    spcf::Targets targets;
    std::optional<double>* const wanted[] = {&targets.it_W, &targets.cooling_W, &targets.power_W};
    *wanted[std::max(0, m_targetKind->currentIndex())] = m_target_W;
    const spcf::Solution solution = spcf::solveFor(static_cast<spcf::Unknown>(m_unknown->currentIndex()), m_inputs, targets);
    m_solution->setText((solution.valid ? QStringLiteral("<b>%1</b>").arg(translated(solution.filled).toHtmlEscaped()) : QString()) + listOf(solution.issues, theme));
}

void SpcfCalculator::retranslate() {
    m_inputSection->setCaption(tr("Calculator: inputs"));
    m_stepSection->setCaption(tr("Steps (2) to (4)"));
    m_areaSection->setCaption(tr("Area (1)"));
    m_backSection->setCaption(tr("Backwards"));
    m_caseLabel->setText(tr("Start from"));
    m_coolingLabel->setText(tr("Cold source"));
    m_unknownLabel->setText(tr("Solve for"));
    const auto fill = [](QComboBox* combo, const QStringList& texts) {
        const int at = std::max(0, combo->currentIndex());
        combo->clear();
        combo->addItems(texts);
        combo->setCurrentIndex(at);
    };
    QStringList cases{tr("Own inputs")}, kinds;
    for (char name : kCases) cases << translated(spcf::publishedCase(name)->title);
    for (const spcf::CoolingKindInfo& kind : spcf::coolingKinds()) kinds << translated(kind.label);
    fill(m_cases, cases);
    fill(m_cooling, kinds);
    fill(m_unknown, {tr("IT power"), tr("Compute F"), tr("Computing efficiency CE"), tr("β"), tr("GCOP"), tr("α"), tr("η"), tr("Other loads")});
    fill(m_targetKind, {tr("from IT power"), tr("from cooling power C"), tr("from power capacity P")});
    if (m_target_W == std::nullopt) m_targetKind->setCurrentIndex(2);
    m_cases->setAccessibleName(m_caseLabel->text());
    m_curve->retranslate();
    m_cooling->setAccessibleName(m_coolingLabel->text());
    m_unknown->setAccessibleName(m_unknownLabel->text());
    for (const Field& field : m_fields) {
        field.label->setText(field.text());
        field.edit->setAccessibleName(field.label->text());
    }
    compute();
}

}  // namespace plenum::app
