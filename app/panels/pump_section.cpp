// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/pump_section.h"

#include "app/panels/line_plot.h"
#include "app/panels/panel_support.h"
#include "twin/liquid/site_loops.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {
constexpr int kPoints = 60;
constexpr double kPastRated = 1.4;  ///< the curves go on to this much of the rated flow
}  // namespace

PumpSection::PumpSection(const ViewState& viewState, QWidget* parent)
    : CollapsibleSection(QStringLiteral("inspector.section.pump"), tr("Pump curve"), parent), m_viewState(viewState), m_duty(new QLabel(body())),
      m_plot(new LinePlot(viewState, QStringLiteral("inspector.pump.plot"), body())) {
    m_duty->setObjectName(QStringLiteral("inspector.pump.duty"));
    m_duty->setWordWrap(true);
    form()->addWidget(m_duty, 0, 0, 1, 3);
    form()->addWidget(m_plot, 1, 0, 1, 3);
    m_plot->setMinimumHeight(180);
}

void PumpSection::show(const Inspected& inspected) {
    const twin::Item* item = inspected.current();
    const bool any = item != nullptr && fits(item->kind) && inspected.frame && inspected.site;
    const double flow = any ? inspected.frame->value(*item, twin::Quantity::LiquidFlow) : std::nan("");
    if (!(flow > 0)) {
        m_duty->setText(any ? tr("It gives no flow.") : tr("No result yet."));
        m_plot->show({});
        return;
    }
    const double head_Pa = inspected.frame->value(*item, twin::Quantity::PressureDrop);
    const double ratedFlow = inspected.site->value(*item, twin::Param::PumpFlow), ratedHead_Pa = inspected.site->value(*item, twin::Param::PumpHead);
    const double shutoff_Pa = twin::liquid::kShutoffOverRated * ratedHead_Pa;
    const auto droop = [&](double q) { return (shutoff_Pa - ratedHead_Pa) * (q / ratedFlow) * (q / ratedFlow); };
    const double speed = std::sqrt(std::max(0.0, (head_Pa + droop(flow)) / shutoff_Pa));
    const twin::DisplayUnit flowUnit = twin::displayUnit(twin::Unit::WaterFlow, m_viewState.units()), headUnit = twin::displayUnit(twin::Unit::Pressure, m_viewState.units());
    PlotCurve full, present, system, duty;
    full.name = tr("full speed");
    present.name = tr("at %1 speed").arg(quantityText(speed, twin::Unit::Fraction, m_viewState));
    system.name = tr("loop");
    duty.name = tr("duty point");
    full.dashed = true;
    duty.dots = true;
    const auto add = [&](PlotCurve& curve, double q, double drop_Pa) {
        curve.x.push_back(q * flowUnit.scale);
        curve.y.push_back(drop_Pa * headUnit.scale);
    };
    const double last = std::max(kPastRated * ratedFlow, 1.1 * flow);
    for (int i = 0; i <= kPoints; ++i) {
        const double q = last * i / kPoints;
        if (shutoff_Pa > droop(q)) add(full, q, shutoff_Pa - droop(q));
        if (speed * speed * shutoff_Pa > droop(q)) add(present, q, speed * speed * shutoff_Pa - droop(q));
        if (const double drop = head_Pa * (q / flow) * (q / flow); drop < 1.1 * shutoff_Pa) add(system, q, drop);
    }
    add(duty, flow, head_Pa);
    const double hydraulic_W = flow * head_Pa, electric_W = inspected.frame->value(*item, twin::Quantity::PumpPower);
    m_duty->setText(tr("%1 at %2: %3 of rated flow, %4 electric, %5 into the water").arg(quantityText(flow, twin::Unit::WaterFlow, m_viewState), quantityText(head_Pa, twin::Unit::Pressure, m_viewState),
        quantityText(flow / ratedFlow, twin::Unit::Fraction, m_viewState), quantityText(electric_W, twin::Unit::Power, m_viewState), quantityText(hydraulic_W, twin::Unit::Power, m_viewState)));
    m_duty->setToolTip(tr("Curve: quadratic through %1 × rated head at no flow, affinity laws; loop: quadratic through the duty point").arg(twin::liquid::kShutoffOverRated));
    m_plot->setAxes(tr("Flow, %1").arg(QString::fromUtf8(flowUnit.symbol)), tr("Head, %1").arg(QString::fromUtf8(headUnit.symbol)));
    m_plot->show({std::move(full), std::move(present), std::move(system), std::move(duty)});
}

}  // namespace plenum::app
