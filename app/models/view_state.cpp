// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/view_state.h"

#include "twin/scene/scene_values.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {
constexpr double kHighestSection_m = 4;
}

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
    const auto* overlay = findOverlay(key);
    if (overlay == nullptr || overlay == m_overlay) return;
    m_overlay = overlay;
    m_shown = {};
    m_rangeLocked = false;
    emit overlayChanged();
}

std::vector<const twin::scene::OverlaySpec*> ViewState::overlays() const {
    std::vector<const twin::scene::OverlaySpec*> all;
    for (const auto& own : twin::scene::overlays()) all.push_back(&own);
    for (const OfferedOverlay& each : m_offered) all.push_back(each.row.get());
    return all;
}

const twin::scene::OverlaySpec* ViewState::findOverlay(const QString& key) const {
    const std::string wanted = key.toStdString();
    if (const auto* own = twin::scene::overlay(wanted)) return own;
    const auto found = std::ranges::find_if(m_offered, [&](const OfferedOverlay& each) { return wanted == each.row->key; });
    return found == m_offered.end() ? nullptr : found->row.get();
}

bool ViewState::offerOverlay(OfferedOverlay overlay) {
    if (!overlay.row || !overlay.value || findOverlay(QString::fromUtf8(overlay.row->key)) != nullptr) return false;
    m_offered.push_back(std::move(overlay));
    emit overlaysChanged();
    return true;
}

const OfferedOverlay* ViewState::offered() const {
    const auto found = std::ranges::find_if(m_offered, [&](const OfferedOverlay& each) { return each.row.get() == m_overlay; });
    return found == m_offered.end() ? nullptr : &*found;
}

std::shared_ptr<const twin::Frame> ViewState::shown(const std::shared_ptr<const twin::Frame>& frame) const {
    const OfferedOverlay* overlay = frame && frame->site ? offered() : nullptr;
    if (overlay == nullptr) return frame;
    for (const Shown& known : m_shown)
        if (known.of == frame || known.frame == frame) return known.frame;
    auto made = std::make_shared<twin::Frame>(*frame);
    for (const auto& source : overlay->row->sources) {
        twin::Column column;
        const std::size_t count = frame->site->items(source.kind).size();
        column.values.reserve(count);
        for (std::size_t i = 0; i < count; ++i) column.values.push_back(overlay->value(*frame, source.kind, i));
        // As well known as the quantity that the row names: measured where that was measured.
        if (const auto found = frame->columns.find({source.kind, source.quantity}); found != frame->columns.end()) column.states = found->second.states;
        for (std::size_t i = 0; i < column.states.size() && i < count; ++i)
            if (!std::isfinite(column.values[i])) column.states[i] = twin::ValueState::Missing;
        made->columns[{source.kind, source.quantity}] = std::move(column);
    }
    std::shift_right(m_shown.begin(), m_shown.end(), 1);
    m_shown.front() = {frame, made};
    return made;
}

void ViewState::setSectionHeight(double height_m) {
    if (height_m == m_section_m) return;
    m_section_m = height_m;
    emit sectionChanged();
}

void ViewState::setAirPicture(const AirPicture& picture) {
    if (picture == m_air) return;
    m_air = picture;
    emit sectionChanged();
}

std::pair<double, double> ViewState::sectionExtent_m() const {
    switch (m_air.section) {
        case twin::scene::SectionAxis::X: return {m_airExtent[0].x, m_airExtent[1].x};
        case twin::scene::SectionAxis::Y: return {m_airExtent[0].y, m_airExtent[1].y};
        case twin::scene::SectionAxis::Z:
        case twin::scene::SectionAxis::None: break;
    }
    return {0, kHighestSection_m};
}

double ViewState::sectionPosition_m() const {
    const bool x = m_air.section == twin::scene::SectionAxis::X, y = m_air.section == twin::scene::SectionAxis::Y;
    if (!x && !y) return m_section_m;
    const auto [low, high] = sectionExtent_m();
    return std::clamp(m_across_m[x ? 0 : 1].value_or((low + high) / 2), low, high);
}

void ViewState::setSectionPosition(double position_m) {
    const bool x = m_air.section == twin::scene::SectionAxis::X, y = m_air.section == twin::scene::SectionAxis::Y;
    if (!x && !y) return setSectionHeight(position_m);
    auto& across = m_across_m[x ? 0 : 1];
    if (across == position_m) return;
    across = position_m;
    emit sectionChanged();
}

void ViewState::setAirExtent(const std::array<twin::Vec2, 2>& extent) {
    if (extent == m_airExtent) return;
    m_airExtent = extent;
    emit airExtentChanged();
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
    const twin::Frame* one = &frame;
    return range({&one, 1});
}

std::pair<double, double> ViewState::range(std::span<const twin::Frame* const> frames) const {
    if (frames.empty() || (m_rangeLocked && m_range.first < m_range.second)) return m_range;
    m_range = twin::scene::overlayRange(*m_overlay, *frames.front());
    for (const twin::Frame* frame : frames.subspan(1)) {
        const auto [low, high] = twin::scene::overlayRange(*m_overlay, *frame);
        m_range = {std::min(m_range.first, low), std::max(m_range.second, high)};
    }
    return m_range;
}

void ViewState::lockRange(std::pair<double, double> range) {
    m_range = range;
    setRangeLocked(true);
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
