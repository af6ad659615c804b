// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "app/view3d/compare_view.h"
#include "app/view3d/scene_colours.h"
#include "app/view3d/scene_marks.h"

namespace plenum::app {

/// The overlay's scale with one range for all entries: the widest of their frames.
ColourScale commonScale(const ViewState& view, const std::vector<CompareEntry>& entries);
/// Diverging around no difference, to the largest difference of all entries, rounded up in the unit shown.
ColourScale differenceScale(const ViewState& view, const std::vector<CompareEntry>& entries);
/// What a difference of the overlay's values is measured in: kelvin for temperatures.
twin::Unit differenceUnit(twin::Unit unit);

/// The entry's differences by slot; what has none is plain.
twin::scene::SceneValues differenceValues(const twin::scene::Scene& scene, const CompareEntry& entry);
/// What the air of one frame has over that of another, at the same places; made when it is asked for.
class FieldDifference {
  public:
    /// A frame of nothing but fields; null without both frames. It is kept until other frames are given.
    const twin::Frame* of(const std::shared_ptr<const twin::Frame>& frame, const std::shared_ptr<const twin::Frame>& reference);

  private:
    std::shared_ptr<const twin::Frame> m_frame, m_reference, m_difference;
};

QColor changeColour(ItemChange change, const Theme& theme);
std::map<twin::Id, QColor> changeTints(const CompareEntry& entry, const Theme& theme);
/// Of what cannot be tinted: what a difference colours already, and floor areas.
std::vector<SceneMarks::Outline> changeOutlines(const twin::scene::Scene& scene, const CompareEntry& entry, const Theme& theme);

}  // namespace plenum::app
