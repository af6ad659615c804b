// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <utility>

#include "app/models/view_state.h"
#include "app/widgets/colormap.h"

namespace plenum::app {

/// Value to colour, as view state and legend have it.
class ColourScale {
  public:
    ColourScale(const ViewState& view, const twin::Frame* frame);
    ColourScale(Map map, int bands, std::pair<double, double> range) : m_map(map), m_bands(bands), m_range(range) {}
    ColourScale withRange(std::pair<double, double> range) const { return {m_map, m_bands, range}; }
    QRgb operator()(double value) const;
    std::pair<double, double> range() const { return m_range; }
    Map map() const { return m_map; }
    int bands() const { return m_bands; }
    bool operator==(const ColourScale&) const = default;

  private:
    Map m_map;
    int m_bands;
    std::pair<double, double> m_range;
};

/// A cut of a field (see twin::scene::airSection), straight RGBA, transparent where there is no air; first line = smallest
/// y of a horizontal section, the lowest of an upright one. Values (not colours) are interpolated between cell centres. At
/// most `pixels` pixels, if there are not more cells. O(cells of the layer + pixels).
QImage fieldSlice(const twin::AirField& field, twin::scene::SectionAxis axis, double position_m, const ColourScale& scale, int pixels);

}  // namespace plenum::app
