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
}

void captureState(twin::SavedView& view, const ViewState& state) {
    view.overlay = state.overlay().key;
    view.field = state.fieldVisible();
    view.section_m = state.sectionHeight_m();
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
