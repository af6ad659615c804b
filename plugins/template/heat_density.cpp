// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/template/heat_density.h"

#include <cmath>
#include <limits>

namespace plenum::sample {

using namespace twin;
using namespace twin::scene;

namespace {

constexpr OverlaySpec::Source kSources[] = {{Kind::Rack, Quantity::HeatToAir}};

// A row is data with the life of the library, like those of twin/scene/overlay.cpp. Its limits depend on the hall, so
// it has none and its range is fitted to the frame (low = high).
const OverlaySpec kRow{"template.heat_density", TWIN_TR("Heat over footprint, kW/m²"), Unit::None, ColourMap::Inferno, 0, 0, {}, false, kSources,
                       TWIN_TR("Heat to air and liquid of a rack, over its width times its depth.")};

}  // namespace

const OverlaySpec& HeatDensity::row() const { return kRow; }

double HeatDensity::value(const Frame& frame, Kind kind, std::size_t index) const {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (kind != Kind::Rack || !frame.site || index >= frame.site->items(kind).size()) return kNone;
    const double air_W = frame.value(kind, index, Quantity::HeatToAir), liquid_W = frame.value(kind, index, Quantity::HeatToLiquid);
    if (std::isnan(air_W)) return kNone;
    const Item& rack = frame.site->items(kind)[index];
    const double area_m2 = frame.site->value(rack, Param::Width) * frame.site->value(rack, Param::Depth);
    return area_m2 > 0 ? (air_W + (std::isnan(liquid_W) ? 0 : liquid_W)) / area_m2 / 1e3 : kNone;
}

}  // namespace plenum::sample
