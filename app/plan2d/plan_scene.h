// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/view_state.h"
#include "app/widgets/theme.h"
#include "twin/scene/placement.h"

#include <QImage>
#include <QRgb>

#include <memory>
#include <vector>

namespace plenum::app {

/// How the current overlay shows an item.
struct PlanLook {
    enum class State : unsigned char { Plain, Missing, Valued } state = State::Plain;  ///< plain: not coloured by it
    QRgb colour = 0;
    float value = 0;  ///< SI
    twin::ValueState known = twin::ValueState::Measured;  ///< told apart only where the frame shows measured values
};

/// What a pipe carries, read from the connections.
enum class PipeRole : unsigned char { Unknown, Supply, Return };

/// A horizontal slice of a room's air as a picture.
struct FieldSlice {
    twin::Bounds bounds;  ///< site metres
    QImage image;         ///< first line = greatest y
};

/// Everything the plan's painter reads; owned by the view.
struct PlanScene {
    std::shared_ptr<const twin::Site> site;
    std::shared_ptr<const twin::Frame> frame;
    twin::scene::SpatialIndex index;
    std::vector<PlanLook> looks;                       ///< by slot
    std::unordered_map<twin::Id, PipeRole> pipes;      ///< pipes and manifolds
    std::unordered_map<twin::Id, twin::Bounds> rows;   ///< extent of what stands in each row
    std::vector<FieldSlice> fields;
    const twin::scene::OverlaySpec* overlay = nullptr;
    Theme theme;
    twin::UnitSystem units = twin::UnitSystem::SI;

    const PlanLook& look(std::size_t slot) const;
};

/// Looks of all slots for the frame and overlay.
std::vector<PlanLook> planLooks(const PlanScene& scene, const ViewState& view);
/// Slices of all fields at the section height; empty when the overlay does not show the field.
std::vector<FieldSlice> fieldSlices(const twin::Frame& frame, const ViewState& view);
/// Follows the flow from coolers (supply) and from loads (return) through pipes and manifolds. O(connections).
std::unordered_map<twin::Id, PipeRole> pipeRoles(const twin::Site& site);
/// Extent of the children of each row. O(items).
std::unordered_map<twin::Id, twin::Bounds> rowExtents(const twin::Site& site, const twin::scene::SpatialIndex& index);

/// Share of one colour in another.
QColor mixed(const QColor& a, const QColor& b, double shareOfB);
/// What outlines equipment of a group.
QColor tint(const Theme& theme, twin::KindGroup group);

}  // namespace plenum::app
