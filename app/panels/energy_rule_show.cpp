// SPDX-License-Identifier: GPL-3.0-or-later
// What EnergyRulePanel shows: plots, figures, texts.
#include "app/panels/energy_rule_panel.h"
#include "app/panels/file_field.h"
#include "app/panels/line_plot.h"
#include "app/panels/number_form.h"
#include "app/panels/panel_support.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

using namespace twin::energy;

constexpr double kMegawatt = 1e6;
constexpr std::size_t kPlotColumns = 900;
constexpr double kHoursFrom_s = 7200;  ///< courses longer than this are drawn over hours

/// "12.5 h" beyond two hours, else seconds.
QString figureText(const RuleFigure& figure, const ViewState& view) {
    if (figure.unit == twin::Unit::Seconds && figure.value > kHoursFrom_s && std::isfinite(figure.value)) return QStringLiteral("%L1 h").arg(figure.value / 3600, 0, 'f', 1);
    return quantityText(figure.value, figure.unit, view);
}

PlotCurve curveOver(const Series& series, const QString& name, double seconds) {
    PlotCurve curve;
    curve.name = name;
    const auto columns = envelope(series, kPlotColumns);
    const double width = series.duration_s() / seconds / static_cast<double>(std::max<std::size_t>(1, columns.size()));
    bool band = false;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        curve.x.push_back((static_cast<double>(i) + 0.5) * width);
        curve.y.push_back(columns[i].low_W / kMegawatt);
        curve.high.push_back(columns[i].high_W / kMegawatt);
        band = band || columns[i].high_W - columns[i].low_W > 1e-9 * std::abs(columns[i].high_W);
    }
    if (!band) curve.high.clear();
    return curve;
}

}  // namespace

void EnergyRulePanel::showResult() {
    const Theme theme = themeOf(m_viewState);
    QString rows;
    for (const twin::Issues* issues : {&m_wrong, &m_result.issues})
        for (const twin::Issue& issue : *issues) {
            const Mark mark = markOf(issue.severity);
            rows += QStringLiteral("<div style='color:%1'>%2 %3 %4</div>").arg(markColour(theme, mark).name(), markShape(mark), translated(issue.text).toHtmlEscaped(), translated(issue.hint).toHtmlEscaped());
        }
    m_notes->setText(rows);
    m_notes->setVisible(!rows.isEmpty());
    showFigures();
    showPlots();
}

void EnergyRulePanel::showFigures() {
    const Theme theme = themeOf(m_viewState);
    QString rows;
    const auto add = [&](const QString& name, const QString& value) { rows += QStringLiteral("<tr><td style='color:%1'>%2</td><td align='right'>%3</td></tr>").arg(theme.dim.name(), name.toHtmlEscaped(), value.toHtmlEscaped()); };
    for (const RuleFigure& figure : m_result.figures) add(translated(figure.name), figureText(figure, m_viewState));
    if (!m_result.soc.empty()) {
        const auto [low, high] = std::minmax_element(m_result.soc.begin(), m_result.soc.end());
        add(tr("State of charge"), tr("%1 to %2").arg(quantityText(*low, twin::Unit::Fraction, m_viewState), quantityText(*high, twin::Unit::Fraction, m_viewState)));
        add(tr("State of charge at the end"), quantityText(m_result.soc.back(), twin::Unit::Fraction, m_viewState));
    }
    m_figures->setText(rows.isEmpty() ? QString() : QStringLiteral("<table width='100%' cellpadding='1'>%1</table>").arg(rows));
}

void EnergyRulePanel::showPlots() {
    const bool hours = m_result.before.duration_s() > kHoursFrom_s;
    const double seconds = hours ? 3600 : 1;
    const QString time = hours ? tr("Time, h") : tr("Time, s");
    m_power->setAxes(time, tr("Power, MW"));
    m_charge->setAxes(time, tr("State of charge, %"));
    if (m_result.figures.empty()) {
        m_power->show({});
        m_charge->show({});
        return;
    }
    std::vector<PlotCurve> curves{curveOver(m_result.before, translated(m_result.beforeName), seconds), curveOver(m_result.after, translated(m_result.afterName), seconds)};
    if (rule() == Shaving || rule() == PvArray || rule() == Island) curves.push_back(curveOver(m_result.storage, tr("Storage"), seconds));
    std::vector<PlotLimit> limits;
    if (rule() == Shaving) limits.push_back({tr("threshold"), m_result.figures.front().value / kMegawatt});
    m_power->show(std::move(curves), std::move(limits));
    PlotCurve charge;
    charge.name = tr("State of charge");
    const std::size_t every = std::max<std::size_t>(1, m_result.soc.size() / kPlotColumns);
    for (std::size_t i = 0; i < m_result.soc.size(); i += every) {
        charge.x.push_back((static_cast<double>(i) + 1) * m_result.before.step_s / seconds);
        charge.y.push_back(100 * m_result.soc[i]);
    }
    std::vector<PlotLimit> reserve;
    if (rule() != PvArray && value(Reserve) > 0) reserve.push_back({tr("reserve"), value(Reserve)});
    m_charge->show({std::move(charge)}, std::move(reserve));
}

void EnergyRulePanel::retranslate() {
    m_ruleLabel->setText(tr("Rule"));
    const QString rules[RuleCount] = {tr("Shave peaks"), tr("Smooth photovoltaic power"), tr("Answer the grid's frequency"), tr("Follow a regulation signal"), tr("Island: diesel, PV, storage")};
    for (int i = 0; i < RuleCount; ++i) m_rule->setItemText(i, rules[i]);
    const struct {
        QString label, empty;
    } files[RuleCount] = {{tr("Measured load"), tr("none: the day of the design")}, {tr("Measured array"), tr("none: a clear day with clouds")}, {tr("Measured frequency"), tr("none: the event below")},
                          {tr("Signal"), tr("a file: −1 to 1, one value a line")}, {tr("Measured load"), tr("none: the day of the design")}};
    m_fileLabel->setText(files[rule()].label);
    m_file->setTexts(files[rule()].label, files[rule()].empty, rule() == Droop || rule() == Signal ? tr("One value a line, a step apart; of several columns the last") : tr("CSV with a header such as time_s,power_kW"));
    m_fromDesign->setText(tr("Take load and equipment from the design"));
    const NumberText texts[FieldCount] = {
        {tr("Highest load"), tr(" MW"), tr("Of the day, which follows the load classes of the design (assumed profiles); starts from what its feeds give")},
        {tr("Storage, power"), tr(" MW"), tr("PCS of all storage cabins; starts from the design")},
        {tr("Storage, energy"), tr(" MWh"), tr("Cells of all storage cabins; starts from the design")},
        {tr("Charge at the start"), QStringLiteral(" %"), tr("Of the cells' energy; 5 to 95 % are used")},
        {tr("Reserve"), QStringLiteral(" %"), tr("State of charge kept for ride-through")},
        {tr("Efficiency one way"), QStringLiteral(" %"), tr("Of charging and of discharging")},
        {tr("Threshold"), tr(" MW"), tr("What the grid gives at most; 0 = the lowest that is held throughout")},
        {tr("Array, peak"), tr(" MW"), tr("At noon of a clear day; starts from the design")},
        {tr("A cloud every"), tr(" min"), tr("0 = a clear sky; a cloud halves the power")},
        {tr("A cloud lasts"), tr(" min"), tr("Its edges pass in 10 s")},
        {tr("Filter"), tr(" s"), tr("Time constant of the storage's controller")},
        {tr("Nominal frequency"), tr(" Hz"), tr("50 or 60 Hz")},
        {tr("Dead band"), tr(" mHz"), tr("Nothing is given within it, to either side")},
        {tr("Droop"), QStringLiteral(" %"), tr("Of nominal: so far beyond the dead band all that is offered is given")},
        {tr("Event, lowest"), tr(" Hz"), tr("Frequency at the worst of the disturbance")},
        {tr("Event, fall"), tr(" s"), tr("Until the lowest frequency")},
        {tr("Event, recovery"), tr(" s"), tr("From the lowest frequency back to nominal")},
        {tr("Step"), tr(" s"), tr("Between the values of a file")},
        {tr("Offered"), tr(" MW"), tr("To either side; 0 = the most that can be held")},
        {tr("Held for"), tr(" min"), tr("What the market asks to be held at full power")},
        {tr("Diesel, rating"), tr(" MW"), tr("Of all sets; starts from the design")},
        {tr("Diesel, least load"), QStringLiteral(" %"), tr("A running set is loaded at least so far")},
        {tr("Diesel, idling"), tr(" L/h"), tr("Fuel of a running set without load")},
        {tr("Diesel, fuel"), tr(" L/kWh"), tr("Beside what idling takes; 0.25 is a usual figure")},
        {tr("Stop charging at"), QStringLiteral(" %"), tr("State of charge at which the set is shut down")}};
    m_form->setTexts(texts);
    showResult();
}

}  // namespace plenum::app
