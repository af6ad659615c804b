// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/compare_colours.h"

#include "twin/frame/air_sample.h"

#include <algorithm>
#include <cmath>

namespace plenum::app {

namespace {

/// The next of 1, 2, 5 times a power of ten.
double roundedUp(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0})
        if (value <= step * power * (1 + 1e-9)) return step * power;
    return 10 * power;
}

}  // namespace

ColourScale commonScale(const ViewState& view, const std::vector<CompareEntry>& entries) {
    std::vector<std::shared_ptr<const twin::Frame>> kept;
    std::vector<const twin::Frame*> frames;
    for (const CompareEntry& entry : entries)
        if (auto frame = view.shown(entry.frame)) {
            frames.push_back(frame.get());
            kept.push_back(std::move(frame));
        }
    const ColourScale scale(view, frames.empty() ? nullptr : frames.front());
    return frames.empty() ? scale : scale.withRange(view.range(frames));
}

twin::Unit differenceUnit(twin::Unit unit) { return unit == twin::Unit::Temperature ? twin::Unit::TemperatureDifference : unit; }

ColourScale differenceScale(const ViewState& view, const std::vector<CompareEntry>& entries) {
    double largest = 0;
    for (const CompareEntry& entry : entries)
        for (const auto& [id, value] : entry.difference)
            if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    const double shown = std::abs(twin::displayUnit(differenceUnit(view.overlay().unit), view.units()).scale);
    largest = largest > 0 ? roundedUp(largest * shown) / shown : 1 / shown;
    return {Map::Diverging, ColourScale(view, nullptr).bands(), {-largest, largest}};
}

twin::scene::SceneValues differenceValues(const twin::scene::Scene& scene, const CompareEntry& entry) {
    const auto valueOf = [&](twin::Id id) -> twin::scene::ShownValue {
        const auto found = entry.difference.find(id);
        if (found == entry.difference.end() || !std::isfinite(found->second)) return {};
        return {twin::scene::ShownValue::State::Valued, found->second};
    };
    twin::scene::SceneValues values;
    for (const auto& box : scene.boxes()) values.boxes.push_back(valueOf(box.id));
    for (const auto& tube : scene.tubes()) values.tubes.push_back(valueOf(tube.id));
    return values;
}

const twin::Frame* FieldDifference::of(const std::shared_ptr<const twin::Frame>& frame, const std::shared_ptr<const twin::Frame>& reference) {
    if (frame != m_frame || reference != m_reference) {
        m_frame = frame;
        m_reference = reference;
        m_difference.reset();
        if (frame && reference) {
            auto made = std::make_shared<twin::Frame>();
            made->site = frame->site;
            made->fidelity = frame->fidelity;
            for (const auto& field : frame->fields)
                if (const twin::AirField* other = field ? reference->field(field->room) : nullptr)
                    made->fields.push_back(std::make_shared<const twin::AirField>(twin::differenceField(*field, *other)));
            m_difference = std::move(made);
        }
    }
    return m_difference.get();
}

QColor changeColour(ItemChange change, const Theme& theme) {
    switch (change) {
        case ItemChange::Added: return theme.good;
        case ItemChange::Removed: return theme.bad;
        case ItemChange::Moved: return theme.accent;
        case ItemChange::Changed: break;
    }
    return theme.warning;
}

std::map<twin::Id, QColor> changeTints(const CompareEntry& entry, const Theme& theme) {
    std::map<twin::Id, QColor> tints;
    for (const auto& [id, change] : entry.changes) tints.emplace(id, changeColour(change, theme));
    return tints;
}

std::vector<SceneMarks::Outline> changeOutlines(const twin::scene::Scene& scene, const CompareEntry& entry, const Theme& theme) {
    std::vector<SceneMarks::Outline> outlines;
    for (const auto& [id, change] : entry.changes) {
        const auto value = entry.difference.find(id);
        const bool coloured = value != entry.difference.end() && std::isfinite(value->second);
        if (coloured || (scene.box(id) == nullptr && scene.tube(id) == nullptr)) outlines.push_back({id, changeColour(change, theme)});
    }
    return outlines;
}

}  // namespace plenum::app
