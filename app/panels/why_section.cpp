// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/why_section.h"

#include "app/panels/inlet_chart.h"
#include "app/panels/result_state.h"
#include "twin/engine/engine.h"

#include <QGridLayout>
#include <QLabel>

#include <cmath>

namespace plenum::app {

namespace {
constexpr std::size_t kMostLines = 6;
constexpr double kTightShare = 0.1;  // of the allowance: little is left

Mark markOfShare(double margin, double share) {
    if (margin < 0) return Mark::Bad;
    return share < kTightShare ? Mark::Warning : Mark::Good;
}
}  // namespace

WhySection::WhySection(const ViewState& viewState, QWidget* parent)
    : CollapsibleSection(QStringLiteral("inspector.section.why"), tr("Why"), parent), m_viewState(viewState), m_none(dimLabel({}, body())),
      m_chartCaption(dimLabel(tr("Inlet over rack height"), body())), m_chart(new InletChart(viewState, body())) {
    m_none->setObjectName(QStringLiteral("inspector.why.none"));
    m_none->setWordWrap(true);
    int row = 0;
    for (; row < static_cast<int>(kMostLines); ++row) {
        auto* line = new QLabel(body());
        line->setObjectName(QStringLiteral("inspector.why.%1").arg(row));
        line->setWordWrap(true);
        line->setTextFormat(Qt::RichText);
        line->setTextInteractionFlags(Qt::TextSelectableByMouse);
        line->hide();
        m_lines.push_back(line);
        form()->addWidget(line, row, 0, 1, 3);
    }
    form()->addWidget(m_none, row, 0, 1, 3);
    form()->addWidget(m_chartCaption, row + 1, 0, 1, 3);
    form()->addWidget(m_chart, row + 2, 0, 1, 3);
}

void WhySection::show(const Inspected& inspected) {
    const bool any = inspected.frame && inspected.current() != nullptr && inspected.frame->site &&
                     inspected.frame->site->items(inspected.current()->kind).find(inspected.current()->id) != nullptr;
    if (any) {
        showLimits(inspected);
        showChart(inspected);
        return;
    }
    for (QLabel* line : m_lines) line->hide();
    m_none->setText(tr("No result yet."));
    m_none->show();
    m_chart->hide();
    m_chartCaption->hide();
}

void WhySection::showLimits(const Inspected& inspected) {
    const twin::engine::Binding binding = twin::engine::binding(*inspected.frame, inspected.current()->id);
    const Theme theme = themeOf(m_viewState);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const bool shown = i < binding.lines.size();
        m_lines[i]->setVisible(shown);
        if (!shown) continue;
        const auto& line = binding.lines[i];
        const Mark mark = markOfShare(line.margin, line.share);
        const bool binds = i == 0 && binding.what != twin::engine::Binding::What::None;
        QString text = translated(line.text).toHtmlEscaped();
        if (binds) text = tr("<b>%1</b> binds first").arg(text);
        m_lines[i]->setText(QStringLiteral("<span style=\"color:%1\">%2</span> %3").arg(markColour(theme, mark).name(), markShape(mark), text));
    }
    m_none->setVisible(binding.lines.empty());
    m_none->setText(tr("Nothing limits this object."));
}

void WhySection::showChart(const Inspected& inspected) {
    const twin::Item& item = *inspected.current();
    const auto profile = [&](const twin::Frame* frame) {
        InletChart::Profile values;
        values.fill(std::numeric_limits<double>::quiet_NaN());
        if (frame != nullptr)
            values = {frame->value(item, twin::Quantity::InletLow), frame->value(item, twin::Quantity::InletMid), frame->value(item, twin::Quantity::InletHigh)};
        return values;
    };
    const InletChart::Profile now = profile(inspected.frame.get());
    const bool shown = std::isfinite(now[0]) && std::isfinite(now[1]) && std::isfinite(now[2]);
    m_chart->setVisible(shown);
    m_chartCaption->setVisible(shown);
    if (shown) m_chart->setProfiles(profile(inspected.before.get()), now, recommendedInlet_C(*inspected.site, item));
}

}  // namespace plenum::app
