// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/view_state.h"

#include "twin/scene/scene_values.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plenum::app {

bool Selection::contains(twin::Id id) const { return std::find(m_ids.begin(), m_ids.end(), id) != m_ids.end(); }

void Selection::select(std::vector<twin::Id> ids) {
    if (ids == m_ids) return;
    m_ids = std::move(ids);
    emit changed();
}

void Selection::toggle(twin::Id id) {
    auto ids = m_ids;
    const auto at = std::find(ids.begin(), ids.end(), id);
    if (at == ids.end()) {
        ids.push_back(id);
    } else {
        ids.erase(at);
    }
    select(std::move(ids));
}

void Selection::hover(twin::Id id) {
    if (id == m_hovered) return;
    m_hovered = id;
    emit hoverChanged();
}

void ViewState::setOverlay(const QString& key) {
    const auto* overlay = twin::scene::overlay(key.toStdString());
    if (overlay == nullptr || overlay == m_overlay) return;
    m_overlay = overlay;
    m_rangeLocked = false;
    emit overlayChanged();
}

void ViewState::setSectionHeight(double height_m) {
    if (height_m == m_section_m) return;
    m_section_m = height_m;
    emit sectionChanged();
}

void ViewState::setFieldVisible(bool visible) {
    if (visible == m_fieldVisible) return;
    m_fieldVisible = visible;
    emit sectionChanged();
}

void ViewState::setBanded(bool banded) {
    if (banded == m_banded) return;
    m_banded = banded;
    emit overlayChanged();
}

void ViewState::setRangeLocked(bool locked) {
    if (locked == m_rangeLocked) return;
    m_rangeLocked = locked;
    emit overlayChanged();
}

std::pair<double, double> ViewState::range(const twin::Frame& frame) const {
    if (!m_rangeLocked || m_range.first >= m_range.second) m_range = twin::scene::overlayRange(*m_overlay, frame);
    return m_range;
}

void ViewState::setUnits(twin::UnitSystem units) {
    if (units == m_units) return;
    m_units = units;
    emit unitsChanged();
}

void ViewState::setDark(bool dark) {
    if (dark == m_dark) return;
    m_dark = dark;
    emit themeChanged();
}

void ViewState::setPendingShown(bool shown) {
    if (shown == m_pendingShown) return;
    m_pendingShown = shown;
    emit pendingChanged();
}

QString ViewState::knownText(const twin::Frame& frame, const twin::Item& item, twin::Quantity quantity) const {
    if (!twin::scene::showsMeasured(&frame)) return {};
    const twin::ValueState state = frame.state(item, quantity);
    const std::optional<double> age_s = m_ages ? m_ages(item, quantity) : std::nullopt;
    QString age;
    if (age_s && std::isfinite(*age_s)) {
        const double seconds = std::max(*age_s, 0.0);
        age = seconds < 120      ? tr("%1 s").arg(std::lround(seconds))
              : seconds < 7200   ? tr("%1 min").arg(std::lround(seconds / 60))
              : seconds < 172800 ? tr("%1 h").arg(std::lround(seconds / 3600))
                                 : tr("%1 d").arg(std::lround(seconds / 86400));
    }
    switch (state) {
        case twin::ValueState::Measured: return age.isEmpty() ? tr("measured") : tr("measured %1 ago").arg(age);
        case twin::ValueState::Estimated: return age.isEmpty() ? tr("estimated") : tr("estimated, %1 ago").arg(age);
        case twin::ValueState::Stale: return age.isEmpty() ? tr("stale") : tr("stale: %1 old").arg(age);
        case twin::ValueState::Computed: return tr("computed");
        case twin::ValueState::Missing: break;
    }
    return tr("missing");
}

QString translated(const char* pattern) { return QCoreApplication::translate("twin", pattern); }

QString translated(const twin::Text& text) {
    const QString pattern = translated(text.pattern);
    std::vector<std::string> arguments;
    for (const std::string& argument : text.arguments)  // an argument may itself be a label of the engine
        arguments.push_back(translated(argument.c_str()).toStdString());
    return QString::fromStdString(twin::fill(pattern.toStdString(), arguments));
}

}  // namespace plenum::app
