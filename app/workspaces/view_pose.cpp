// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspaces/view_pose.h"

#include "app/models/view_state.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace plenum::app {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kNearest_m = 0.1;
constexpr std::size_t kMostVariants = 3;

using twin::scene::SectionAxis;
using twin::scene::StreamlineSource;

template <class T>
struct Word {
    T value;
    const char* word;
};
constexpr Word<SectionAxis> kSections[] = {{SectionAxis::Z, "z"}, {SectionAxis::X, "x"}, {SectionAxis::Y, "y"}, {SectionAxis::None, "none"}};
constexpr Word<StreamlineSource> kStreamlines[] = {{StreamlineSource::None, ""}, {StreamlineSource::Supplies, "supplies"}, {StreamlineSource::Racks, "racks"}};

/// The first where the word is not known.
template <class T, std::size_t n>
T wordAt(const Word<T> (&words)[n], const std::string& word) {
    for (const auto& each : words)
        if (word == each.word) return each.value;
    return words[0].value;
}

template <class T, std::size_t n>
const char* wordOf(const Word<T> (&words)[n], T value) {
    for (const auto& each : words)
        if (value == each.value) return each.word;
    return words[0].word;
}

}  // namespace

twin::CameraPose toSaved(const CameraPose& pose) {
    const double a = pose.azimuth_deg * kDegree, e = pose.elevation_deg * kDegree, d = pose.distance_m;
    twin::CameraPose saved;
    saved.focal = pose.focal_m;
    saved.position = {pose.focal_m.x + d * std::cos(e) * std::cos(a), pose.focal_m.y + d * std::cos(e) * std::sin(a), pose.focal_m.z + d * std::sin(e)};
    saved.up = {-std::sin(e) * std::cos(a), -std::sin(e) * std::sin(a), std::cos(e)};
    saved.parallel = pose.parallel;
    saved.parallelScale_m = pose.halfHeight_m;
    return saved;
}

CameraPose fromSaved(const twin::CameraPose& saved) {
    const double x = saved.position.x - saved.focal.x, y = saved.position.y - saved.focal.y, z = saved.position.z - saved.focal.z;
    const double distance = std::sqrt(x * x + y * y + z * z), level = std::hypot(x, y);
    CameraPose pose;
    pose.focal_m = saved.focal;
    pose.distance_m = std::max(distance, kNearest_m);
    pose.elevation_deg = std::atan2(z, level) / kDegree;
    if (level > 1e-6 * distance) pose.azimuth_deg = std::atan2(y, x) / kDegree;
    else if (std::hypot(saved.up.x, saved.up.y) > 1e-6) pose.azimuth_deg = std::atan2(-saved.up.y, -saved.up.x) / kDegree;
    else pose.azimuth_deg = -90;  // north up
    pose.halfHeight_m = std::max(saved.parallelScale_m, kNearest_m);
    pose.parallel = saved.parallel;
    return pose;
}

void showState(const twin::SavedView& view, ViewState& state) {
    if (!view.overlay.empty()) state.setOverlay(QString::fromStdString(view.overlay));
    state.setFieldVisible(view.field);
    state.setSectionHeight(view.section_m);
    AirPicture air = state.airPicture();
    air.section = wordAt(kSections, view.air.section);
    air.vectors = view.air.vectors;
    air.streamlines = wordAt(kStreamlines, view.air.streamlines);
    air.isoSurface = view.air.iso_C.has_value();
    air.iso_C = view.air.iso_C.value_or(air.iso_C);
    state.setAirPicture(air);
    if (air.section == SectionAxis::X || air.section == SectionAxis::Y) state.setSectionPosition(view.air.at_m);
}

void captureState(twin::SavedView& view, const ViewState& state) {
    view.overlay = state.overlay().key;
    view.field = state.fieldVisible();
    view.section_m = state.sectionHeight_m();
    const AirPicture& air = state.airPicture();
    view.air = {};
    view.air.section = wordOf(kSections, air.section);
    if (air.section == SectionAxis::X || air.section == SectionAxis::Y) view.air.at_m = state.sectionPosition_m();
    view.air.vectors = air.vectors;
    view.air.streamlines = wordOf(kStreamlines, air.streamlines);
    if (air.isoSurface) view.air.iso_C = air.iso_C;
}

std::vector<twin::Id> variantsOf(const twin::SavedView& view, const twin::Project& project) {
    std::vector<twin::Id> found;
    if (project.find(view.variant) == nullptr) return found;
    found.push_back(view.variant);
    for (const twin::Id id : view.beside)
        if (found.size() < kMostVariants && project.find(id) != nullptr && std::ranges::find(found, id) == found.end()) found.push_back(id);
    return found;
}

}  // namespace plenum::app
