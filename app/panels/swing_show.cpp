// SPDX-License-Identifier: GPL-3.0-or-later
// What SwingPanel shows: plots and what plays in them, levels, limits, texts.
#include "app/panels/collapsible_section.h"
#include "app/panels/file_field.h"
#include "app/panels/line_plot.h"
#include "app/panels/number_form.h"
#include "app/panels/panel_support.h"
#include "app/panels/swing_panel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QTableWidget>
#include <QTabWidget>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace plenum::app {

namespace {

using namespace twin::energy;
using enum SwingField;

constexpr double kMega = 1e6, kMegawattHour_J = 3.6e9, kKilowattHour_J = 3.6e6, kYear_s = 365.25 * 86400;
constexpr std::size_t kColumns = 1200;
constexpr double kLowest_Hz = 0.05, kHighest_Hz = 25;

QString megawatt(double power_W, int decimals = 2) { return QStringLiteral("%L1 MW").arg(power_W / kMega, 0, 'f', decimals); }
QString percent(double share, int decimals = 0) { return QStringLiteral("%L1 %").arg(100 * share, 0, 'f', decimals); }

/// Of a storage at this load for ever, by rainflow; empty where nothing cycles.
QString lifeText(const StorageRun& run, double duration_s) {
    if (!(run.wear > 0)) return {};
    const double years = duration_s / run.wear / kYear_s;
    return years > 100 ? QStringLiteral("> 100 a") : QStringLiteral("%L1 a").arg(years, 0, 'g', 3);
}

}  // namespace

QString SwingPanel::levelName(std::size_t level) const { return level == 0 ? tr("racks") : toText(m_result.levels[level].name); }

void SwingPanel::showResult() {
    const Theme theme = themeOf(m_viewState);
    QStringList lines;
    for (const twin::Issue& issue : m_study.issues) lines << translated(issue.text);
    if (!m_result.levels.empty()) {
        const Measures& poc = m_result.connection().measures;
        lines.prepend(tr("Point of connection: range %1, ramp %2/s over %3 s").arg(megawatt(poc.range_W), megawatt(std::max(poc.rampUp_W_s, poc.rampDown_W_s))).arg(poc.rampWindow_s));
        for (const BandMeasure& band : poc.bands)
            if (band.judged) lines << tr("Strongest between %1 and %2 Hz: %3 at %4 Hz").arg(band.band.low_Hz).arg(band.band.high_Hz).arg(megawatt(band.strongest.amplitude_W, 3)).arg(band.strongest.frequency_Hz, 0, 'f', 2);
        if (m_study.busy > 0) lines << tr("Slots busy %1 on average, longest wait for one %2 s").arg(percent(m_study.busy, 1)).arg(m_study.longestWait_s, 0, 'g', 3);
        if (m_study.period_s > 0) {
            const CabinWorth worth = worthOf(m_cabin, m_study.period_s);
            lines << tr("One cabin = %1 rack places, %2 of swing, %3 t.").arg(worth.rackPlaces, 0, 'f', 1).arg(megawatt(worth.swing_W)).arg(worth.mass_t, 0, 'f', 0);
        }
        for (const Level& level : m_result.levels)
            for (const twin::Issues* issues : {&level.issues, &level == &m_result.connection() ? &level.measures.issues : nullptr})
                if (issues != nullptr)
                    for (const twin::Issue& issue : *issues) lines << translated(issue.text) + (issue.hint.pattern != nullptr && *issue.hint.pattern != 0 ? QStringLiteral(" → ") + translated(issue.hint) : QString());
    }
    m_summary->setText(lines.join(QLatin1Char('\n')));
    QString rows;
    if (!m_result.levels.empty())
        for (const LimitResult& row : m_result.connection().limits) {
            const Mark mark = row.verdict == Verdict::Broken ? Mark::Bad : row.verdict == Verdict::Inside ? Mark::Good : Mark::Neutral;
            rows += QStringLiteral("<div style='color:%1'>%2 %3</div>").arg(markColour(theme, mark).name(), markShape(mark), translated(row.text()).toHtmlEscaped());
        }
    const bool any = m_study.limits.any();
    m_limitRows->setText(any ? rows : tr("No limit is set: the utility's figures go into the form (0 = none)."));
    m_size->setEnabled(any && !m_result.levels.empty());
    m_size->setToolTip(any ? QString() : tr("No limit is set: the utility's figures go into the form (0 = none)."));
    for (QWidget* each : {static_cast<QWidget*>(m_play), static_cast<QWidget*>(m_slider)}) each->setEnabled(!m_result.levels.empty());
    if (m_result.levels.empty()) m_play->setChecked(false);
    showLevels();
    goTo(m_moment_s);
    showTime();
    showSpectrum();
}

/// A column a level, from the racks to the point of connection.
void SwingPanel::showLevels() {
    const auto& levels = m_result.levels;
    m_levels->setVisible(!levels.empty());
    if (levels.empty()) return;
    struct Row {
        QString name, tip;
        std::vector<QString> cells;
    };
    const bool ofDesign = m_study.measures.design_W > 0;
    std::vector<Row> rows{{tr("Peak"), {}, {}}, {tr("Trough"), {}, {}}, {tr("Range"), tr("Peak to trough"), {}}, {tr("Ramp, 1/s"), tr("The steeper of up and down, over the window of the limits"), {}},
                          {tr("EDPp"), ofDesign ? tr("Highest mean over %1 s, of the cluster's power").arg(levels.front().measures.edpWindow_s) : tr("Highest mean over %1 s, of the mean").arg(levels.front().measures.edpWindow_s), {}},
                          {tr("Strongest line"), tr("Largest oscillation in the band of the limits"), {}}, {tr("Given"), tr("Highest power of the storage"), {}}, {tr("Taken"), tr("Highest power into the storage"), {}},
                          {tr("Charge"), tr("Lowest and highest state of charge"), {}}, {tr("Lost"), tr("In converter and cells, with the cooling and standby of the cabins"), {}}, {tr("Life at this"), tr("Until the cells are worn, if the load went on so (rainflow)"), {}}};
    for (const Level& level : levels) {
        const Measures& m = level.measures;
        const QString line = m.bands.empty() || !m.bands.front().judged ? QStringLiteral("–") : megawatt(m.bands.front().strongest.amplitude_W, 3);
        std::vector<QString> cells{megawatt(m.peak_W), megawatt(m.trough_W), megawatt(m.range_W), megawatt(std::max(m.rampUp_W_s, m.rampDown_W_s)), QStringLiteral("%L1 ×").arg(m.edppRatio, 0, 'f', 2), line};
        if (const auto& run = level.storage) {
            const auto [low, high] = std::minmax_element(run->soc.begin(), run->soc.end());
            cells.insert(cells.end(), {megawatt(run->highestDischarge_W), megawatt(run->highestCharge_W), run->soc.empty() ? QString() : QStringLiteral("%1 … %2").arg(percent(*low), percent(*high)),
                                       QStringLiteral("%L1 kWh").arg((run->loss_J + run->own_J) / kKilowattHour_J, 0, 'g', 3), lifeText(*run, level.series.duration_s())});
        } else {
            cells.resize(rows.size());
            if (level.loss_J > 0) cells[9] = QStringLiteral("%L1 kWh").arg(level.loss_J / kKilowattHour_J, 0, 'g', 3);
        }
        for (std::size_t r = 0; r < rows.size(); ++r) rows[r].cells.push_back(cells[r]);
    }
    std::erase_if(rows, [](const Row& row) { return std::all_of(row.cells.begin(), row.cells.end(), [](const QString& cell) { return cell.isEmpty(); }); });
    QStringList heads, names;
    for (std::size_t i = 0; i < levels.size(); ++i) heads << levelName(i);
    for (const Row& row : rows) names << row.name;
    m_levels->setColumnCount(static_cast<int>(levels.size()));
    m_levels->setRowCount(static_cast<int>(rows.size()));
    m_levels->setHorizontalHeaderLabels(heads);
    m_levels->setVerticalHeaderLabels(names);
    for (int r = 0; r < m_levels->rowCount(); ++r) {
        const Row& row = rows[static_cast<std::size_t>(r)];
        m_levels->verticalHeaderItem(r)->setToolTip(row.tip);
        for (int c = 0; c < m_levels->columnCount(); ++c) {
            auto* cell = new QTableWidgetItem(row.cells[static_cast<std::size_t>(c)]);
            cell->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_levels->setItem(r, c, cell);
        }
    }
    m_levels->horizontalHeader()->setStretchLastSection(false);
    m_levels->resizeColumnsToContents();
    m_levels->horizontalHeader()->setStretchLastSection(true);  // over what the contents ask for
    m_levels->setFixedHeight(m_levels->horizontalHeader()->sizeHint().height() + 24 * m_levels->rowCount() + (levels.size() < 3 ? 4 : 20));
}

/// The seconds that the plot over time shows; a slow step of training at least four times.
double SwingPanel::span_s() const {
    const double whole = m_result.levels.front().series.duration_s(), chosen = m_span->currentData().toDouble();
    return std::min(whole, chosen > 0 ? std::max(chosen, m_kind->currentIndex() == static_cast<int>(SwingLoad::Training) ? 4 * value(Period) : 0) : whole);
}

void SwingPanel::showTime() {
    std::vector<PlotCurve> curves;
    if (!m_result.levels.empty()) {
        const double span = span_s();
        const auto over = [&](std::size_t at) {
            const Series& series = m_result.levels[at].series;
            PlotCurve curve;
            curve.name = at + 1 == m_result.levels.size() && at > 0 ? tr("point of connection") : levelName(at);
            const auto first = std::min(series.power_W.size(), static_cast<std::size_t>(m_from_s / series.step_s + 0.5));
            const auto cells = std::min(series.power_W.size() - first, static_cast<std::size_t>(std::ceil(span / series.step_s)));
            const auto columns = envelope(series, first, cells, kColumns);
            for (std::size_t i = 0; i < columns.size(); ++i) {
                curve.x.push_back(m_from_s + static_cast<double>(i) * static_cast<double>(cells) * series.step_s / static_cast<double>(columns.size()));
                curve.y.push_back(columns[i].low_W / kMega);
                curve.high.push_back(columns[i].high_W / kMega);
            }
            return curve;
        };
        curves.push_back(over(0));
        if (m_result.levels.size() > 1) curves.push_back(over(m_result.levels.size() - 1));
    }
    m_time->setAxes(tr("Time, s"), tr("Power, MW"));
    m_time->show(std::move(curves));
}

void SwingPanel::showSpectrum() {
    std::vector<PlotCurve> spectra;
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
    if (!m_result.levels.empty()) spectra.push_back(lines(m_result.levels.front(), tr("racks")));
    if (m_result.levels.size() > 1) spectra.push_back(lines(m_result.levels.back(), tr("point of connection")));
    std::vector<PlotLimit> marks;
    for (const BandLimit& band : m_study.limits.bands) marks.push_back({tr("limit, %1–%2 Hz").arg(band.band.low_Hz).arg(band.band.high_Hz), band.amplitude_W / kMega});
    m_spectrum->setAxes(tr("Frequency, Hz"), tr("Amplitude, MW"));
    m_spectrum->show(std::move(spectra), std::move(marks));
}

/// Shows a moment of the run; the plot turns its page when the moment leaves it.
void SwingPanel::goTo(double moment_s) {
    m_now->setVisible(!m_result.levels.empty());
    if (m_result.levels.empty()) {
        m_time->setCursor(std::nan(""));
        return;
    }
    const double whole = m_result.levels.front().series.duration_s(), span = span_s();
    m_moment_s = std::clamp(moment_s, 0.0, whole);
    const double page = std::clamp(std::floor(m_moment_s / span) * span, 0.0, std::max(0.0, whole - span));
    if (page != m_from_s) {
        m_from_s = page;
        showTime();
    }
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(static_cast<int>(std::lround(m_slider->maximum() * m_moment_s / whole)));
    m_time->setCursor(m_moment_s);
    showMoment();
}

void SwingPanel::showMoment() {
    const auto at = [this](const Level& level) { return std::min(level.series.power_W.size() - 1, static_cast<std::size_t>(m_moment_s / level.series.step_s)); };
    QStringList parts{tr("%L1 s").arg(m_moment_s, 0, 'f', 2)};
    for (std::size_t i = 0; i < m_result.levels.size(); ++i) {
        const Level& level = m_result.levels[i];
        const double power_W = level.series.power_W[at(level)];
        if (i == 0) parts << tr("%1 draw %2").arg(levelName(i), megawatt(power_W, 3));
        if (level.storage && i > 0) {
            const Level& below = m_result.levels[i - 1];
            const QString given = megawatt(below.series.power_W[at(below)] - power_W, 3);
            parts << (level.storage->soc.empty() ? tr("%1 give %2").arg(levelName(i), given) : tr("%1 give %2, charge %3").arg(levelName(i), given, percent(level.storage->soc[at(level)], 1)));
        }
        if (i > 0 && i + 1 == m_result.levels.size()) parts << tr("the grid gives %1").arg(megawatt(power_W, 3));
    }
    m_now->setText(parts.join(QStringLiteral(" · ")));
}

void SwingPanel::play(bool on) {
    m_play->setText(on ? QStringLiteral("❚❚") : QStringLiteral("▶"));
    m_play->setToolTip(on ? tr("Pause (Space)") : tr("Play the swing (Space)"));
    m_play->setAccessibleName(on ? tr("Pause") : tr("Play"));
    if (!on) return m_tick.stop();
    if (m_result.levels.empty()) return;
    m_clock.start();
    m_tick.start();
}

/// From the end it begins again.
void SwingPanel::advance() {
    if (m_result.levels.empty()) return;
    const double step_s = 1e-3 * static_cast<double>(m_clock.restart()) * m_speed->currentData().toDouble();
    const double next_s = m_moment_s + step_s;
    goTo(next_s < m_result.levels.front().series.duration_s() ? next_s : 0);
}

void SwingPanel::showSizing(const SizingResult& sizing) {
    if (sizing.stopped) return m_least->clear();
    if (!sizing.needed) return m_least->setText(tr("The limits hold without storage."));
    if (!sizing.feasible) return m_least->setText(tr("No storage here brings it inside the limits."));
    const auto cabin = tr("%L1 MW and %L2 MWh").arg(m_cabin.pcs_W / kMega, 0, 'g', 4).arg(m_cabin.energy_J / kMegawattHour_J, 0, 'g', 4);
    m_least->setText(tr("Least storage, %1: %2 and %3 kWh, filter %4 s%5.")
                         .arg(toText(sizing.storage.name), megawatt(sizing.storage.pcs_W, 3)).arg(sizing.storage.energy_J / kKilowattHour_J, 0, 'f', 2)
                         .arg(sizing.storage.tau_s, 0, 'f', 1).arg(sizing.minimal() ? tr("; 0.1 % less breaks a limit") : QString()) +
                     (place() == SwingPlace::Cabins ? QLatin1Char('\n') + tr("That is %1 of a cabin of %2.").arg(sizing.cabins, 0, 'f', 2).arg(cabin) : QString()));
}

void SwingPanel::retranslate() {
    const QString kinds[] = {tr("Training in step"), tr("Requests of a trace"), tr("Requests of a model"), tr("Measured power")};
    for (int i = 0; i < m_kind->count(); ++i) m_kind->setItemText(i, kinds[i]);
    const QString places[] = {tr("Power supplies"), tr("BBUs"), tr("Storage cabins")};
    for (int i = 0; i < m_place->count(); ++i) m_place->setItemText(i, places[i]);
    const QString spans[] = {tr("20 s"), tr("1 min"), tr("10 min"), tr("All")};
    for (int i = 0; i < m_span->count(); ++i) m_span->setItemText(i, spans[i]);
    m_span->setToolTip(tr("How much of the run the plot shows"));
    m_speed->setToolTip(tr("Speed of playing"));
    m_slider->setAccessibleName(tr("Moment of the run"));
    m_kindLabel->setText(tr("Load"));
    m_fileLabel->setText(tr("File"));
    m_placeLabel->setText(tr("Storage to size"));
    const bool requests = m_kind->currentIndex() == static_cast<int>(SwingLoad::RequestTrace);
    m_file->setTexts(requests ? tr("Requests") : tr("Measured power"), requests ? tr("CSV of requests") : tr("CSV of power"),
                     requests ? tr("CSV with the columns TIMESTAMP, ContextTokens, GeneratedTokens, as the public Azure LLM traces") : tr("CSV with a header such as time_s,power_kW"));
    const NumberText load[] = {
        {tr("Cluster while it computes"), tr(" MW"), tr("Power of the racks that train; starts from the design")},
        {tr("Period of a step"), tr(" s"), tr("One step of training: compute, then communicate")},
        {tr("Computing"), QStringLiteral(" %"), tr("Share of the period")},
        {tr("Draw while communicating"), QStringLiteral(" %"), tr("Of the power while computing; the trough of the swing")},
        {tr("In step"), QStringLiteral(" %"), tr("Share of the cluster that swings together; the rest draws the mean")},
        {tr("Jitter"), QStringLiteral(" %"), tr("Standard deviation of the period, of itself")},
        {tr("Spike"), QStringLiteral(" ×"), tr("Peak at the start of a compute phase (EDPp); 1.4 by a secondary source")},
        {tr("Edge"), tr(" s"), tr("Time of each change of level, from power-supply storage and ramps in software")},
        {tr("A checkpoint every"), tr(" s"), tr("0 = none; while it is written the cluster draws 30 %")},
        {tr("A checkpoint lasts"), tr(" s"), {}},
        {tr("Ramp at the start"), tr(" s"), tr("Of the job, from idle; with either ramp the run shows start and stop")},
        {tr("Ramp at the stop"), tr(" s"), tr("Of the job, down to idle; with either ramp the run shows start and stop")},
        {tr("Requests a second"), QString(), tr("Mean of the arrivals (Poisson)")},
        {tr("Context, mean"), tr(" tokens"), tr("Of a request, exponential about it")},
        {tr("Generated, mean"), tr(" tokens"), tr("Of a request, exponential about it")},
        {tr("Arrivals last"), tr(" min"), {}},
        {tr("Arrivals faster"), QStringLiteral(" ×"), tr("The trace's times divided by this: its cluster is seldom the size of yours")},
        {tr("Slots"), QString(), tr("Requests that all servers work on at once")},
        {tr("Prefill"), tr(" tokens/s"), tr("Of one slot")},
        {tr("Decode"), tr(" tokens/s"), tr("Of one slot")},
        {tr("Draw while decoding"), QStringLiteral(" %"), tr("Of the power in prefill, all slots")},
        {tr("Draw while idle"), QStringLiteral(" %"), tr("Without a request, or before a job starts")}};
    m_load->setTexts(load);
    const NumberText chain[] = {
        {tr("Power supplies, power"), tr(" MW"), tr("What the storage of all power supplies gives or takes; 0 = none")},
        {tr("Power supplies, energy"), tr(" MJ"), tr("Of the storage in all power supplies: 1 MJ carries 1 MW for a second")},
        {tr("Power supplies, filter"), tr(" s"), tr("Time constant of the controller: what is slower goes on to the next level")},
        {tr("BBUs, power"), tr(" MW"), tr("What the battery backup units of all racks give or take; 0 = none")},
        {tr("BBUs, energy"), tr(" kWh"), tr("Cells of the battery backup units of all racks")},
        {tr("BBUs, filter"), tr(" s"), tr("Time constant of the controller: what is slower goes on to the next level")},
        {tr("Storage, power"), tr(" MW"), tr("PCS of all storage cabins; starts from the design")},
        {tr("Storage, energy"), tr(" MWh"), tr("Cells of all storage cabins; starts from the design")},
        {tr("Storage, filter"), tr(" s"), tr("Time constant of the controller: what is slower goes to the utility")},
        {tr("Storage, ramp"), tr(" MW/s"), tr("Most that the smoothed power may change; 0 = not limited")},
        {tr("Transformer"), tr(" MVA"), tr("0 = none; losses of 0.1 % and 0.9 % of the rating, as the catalogue's 2 MVA")},
        {tr("Generating set"), tr(" MW"), tr("Judged whether it could carry the load: block of load, least load; 0 = none")}};
    m_chain->setTexts(chain);
    const NumberText limits[] = {
        {tr("Limit, ramp"), tr(" MW/s"), tr("Of the utility; 0 = none")},
        {tr("Ramps over"), tr(" s"), tr("Change of the power over this time, divided by it")},
        {tr("Limit, range"), tr(" MW"), tr("Of the utility, peak to trough; 0 = none")},
        {tr("Limit, peak"), tr(" MW"), tr("Of the connection; 0 = none")},
        {tr("Limit, EDPp"), QStringLiteral(" ×"), tr("Highest mean over 50 ms, of the cluster's power (of the mean, for measured power); 0 = none")},
        {tr("Band from"), tr(" Hz"), tr("Oscillations that the utility looks at (arXiv 2508.14318: 0.1–20 Hz)")},
        {tr("Band to"), tr(" Hz"), tr("Oscillations that the utility looks at (arXiv 2508.14318: 0.1–20 Hz)")},
        {tr("Limit in the band"), tr(" MW"), tr("Of the utility, amplitude of the strongest oscillation; 0 = none")}};
    m_limits->setTexts(limits);
    m_loadSection->setCaption(tr("Load"));
    m_chainSection->setCaption(tr("From the racks to the connection"));
    m_limitSection->setCaption(tr("Limits of the utility"));
    m_fromDesign->setText(tr("Take power and storage from the design"));
    m_size->setText(tr("Least storage that holds the limits"));
    m_pages->setTabText(0, tr("Swing"));
    m_pages->setTabText(1, tr("Energy rules"));
    m_tabs->setTabText(0, tr("Over time"));
    m_tabs->setTabText(1, tr("Spectrum"));
    play(m_play->isChecked());
    showResult();
}

}  // namespace plenum::app
