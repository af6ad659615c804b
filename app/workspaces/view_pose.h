// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/view3d/camera_control.h"
#include "twin/model/project.h"

namespace plenum::app {

class ViewState;

/// The turntable's pose as a project keeps it, and back. A kept pose that is rolled is set upright; `up` decides the
/// direction only of a camera that looks straight down. Back and forth gives the same picture.
twin::CameraPose toSaved(const CameraPose& pose);
CameraPose fromSaved(const twin::CameraPose& pose);

/// Overlay, field and section of a view; a key that is unknown leaves the overlay as it is.
void showState(const twin::SavedView& view, ViewState& state);
/// Puts overlay, field and section as they are shown into a view.
void captureState(twin::SavedView& view, const ViewState& state);

/// The variants of a view that exist in the project, the shown one first; at most three. Empty when that one is gone.
std::vector<twin::Id> variantsOf(const twin::SavedView& view, const twin::Project& project);

}  // namespace plenum::app
