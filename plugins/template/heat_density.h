// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"

namespace plenum::sample {

/// Heat of a rack over its footprint, kW/m²: what a room feels before any air moves.
class HeatDensity final : public twin::extend::OverlayProvider {
  public:
    const twin::scene::OverlaySpec& row() const override;
    double value(const twin::Frame& frame, twin::Kind kind, std::size_t index) const override;
};

}  // namespace plenum::sample
