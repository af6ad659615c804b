// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/profile_panel.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/panels/line_plot.h"
#include "app/panels/panel_support.h"
#include "app/session/session.h"
#include "app/widgets/when_seen.h"
#include "twin/engine/loop_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

namespace plenum::app {

ProfilePanel::ProfilePanel(Document& document, Session& session, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_viewState(viewState), m_summary(new QLabel(this)),
      m_pressure(new LinePlot(viewState, QStringLiteral("profile.pressure"), this)), m_temperature(new LinePlot(viewState, QStringLiteral("profile.temperature"), this)),
      m_seen(new WhenSeen(this, [this] { refresh(); })) {
    setObjectName(QStringLiteral("profile"));
    m_summary->setObjectName(QStringLiteral("profile.summary"));
    auto* plots = new QHBoxLayout;
    plots->setSpacing(12);
    plots->addWidget(m_pressure);
    plots->addWidget(m_temperature);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->addWidget(m_summary);
    column->addLayout(plots, 1);
    for (LinePlot* plot : {m_pressure, m_temperature}) plot->setRoomAside(true);
    setFocusProxy(m_pressure);
    connect(&selection, &Selection::changed, m_seen, &WhenSeen::changed);
    connect(&session, &Session::stateChanged, this, [this, &session] {
        if (session.state() == Session::State::Settled || session.state() == Session::State::Failed) m_seen->changed();
    });
    connect(&viewState, &ViewState::unitsChanged, this, &ProfilePanel::showProfile);
    retranslate();
    m_seen->changed();
}

void ProfilePanel::refresh() {
    const auto& ids = m_selection.ids();
    if (ids.empty()) {
        m_profile = {};
        m_from = m_to = {};
        showProfile();
        return;
    }
    m_run.start([this, site = m_document.site(), conditions = m_document.project().conditions, first = ids.front(), to = ids.back()](std::stop_token stop, const auto&) -> BackgroundRun::Deliver {
        const twin::engine::LoopView view = twin::engine::loopView(*site, conditions, stop);
        const twin::Id from = first != to ? first : twin::engine::driverOf(*view.loops, to);
        auto profile = std::make_shared<twin::liquid::LoopProfile>();
        if (view.settled && from && !stop.stop_requested()) *profile = twin::liquid::profileBetween(*view.loops, view.results, from, to);
        return [this, profile, from, to] {
            m_profile = std::move(*profile);
            m_from = from;
            m_to = to;
            showProfile();
        };
    });
}

void ProfilePanel::showProfile() {
    const auto nameOf = [this](twin::Id id) {
        const twin::Item* item = m_document.site()->find(id);
        return item == nullptr ? QString() : toText(item->name);
    };
    if (!m_profile.found()) {
        m_summary->setText(!m_to ? tr("Select an object of a coolant loop, or two (Ctrl+click) for the way between them.")
                           : m_from && m_from != m_to ? tr("No open way of one loop leads from %1 to %2.").arg(nameOf(m_from), nameOf(m_to)) : tr("%1 is on no coolant loop.").arg(nameOf(m_to)));
        m_pressure->show({});
        m_temperature->show({});
        return;
    }
    const auto& points = m_profile.points;
    const auto unitOf = [this](twin::Unit unit) { return twin::displayUnit(unit, m_viewState.units()); };
    const auto metres = unitOf(twin::Unit::Metre), pressure = unitOf(twin::Unit::Pressure), temperature = unitOf(twin::Unit::Temperature);
    PlotCurve p, t;
    p.name = tr("pressure");
    t.name = tr("temperature");
    for (const auto& point : points) {
        const double x = point.distance_m * metres.scale + metres.offset;
        p.x.push_back(x);
        p.y.push_back(point.pressure_Pa * pressure.scale + pressure.offset);
        t.x.push_back(x);
        t.y.push_back(point.temperature_C * temperature.scale + temperature.offset);
    }
    const QString axis = tr("Along pipes, %1").arg(QString::fromUtf8(metres.symbol));
    m_pressure->setAxes(axis, tr("Gauge pressure, %1").arg(QString::fromUtf8(pressure.symbol)));
    m_temperature->setAxes(axis, tr("Coolant temperature, %1").arg(QString::fromUtf8(temperature.symbol)));
    m_pressure->show({std::move(p)});
    m_temperature->show({std::move(t)});
    const auto [low, high] = std::minmax_element(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.pressure_Pa < b.pressure_Pa; });
    m_summary->setText(tr("%1 to %2: %3 of pipe, between %4 and %5")
                           .arg(nameOf(m_from), nameOf(m_to), quantityText(points.back().distance_m, twin::Unit::Metre, m_viewState), quantityText(low->pressure_Pa, twin::Unit::Pressure, m_viewState),
                                quantityText(high->pressure_Pa, twin::Unit::Pressure, m_viewState)));
}

void ProfilePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ProfilePanel::retranslate() {
    m_pressure->setAccessibleName(tr("Pressure along the way"));
    m_temperature->setAccessibleName(tr("Temperature along the way"));
    showProfile();
}

}  // namespace plenum::app
