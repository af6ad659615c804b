// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace twin::scene {

/// Perceptual colour maps, safe for colour-blind people.
enum class ColourMap {
    Thermal,    ///< temperature: cmocean thermal
    Viridis,    ///< flow
    Inferno,    ///< power
    Diverging,  ///< margin, difference: blue – grey – orange, the middle is no difference
};

using ColourTable = std::array<std::uint32_t, 256>;  // 0xRRGGBB, sRGB

/// The 256 colours of a map; made once, the same object at every call.
const ColourTable& colourTable(ColourMap map);

/// The colour at `t` from 0 to 1, clamped; not for a value that is not a number: the caller shows that as missing.
std::uint32_t colourAt(ColourMap map, double t);

}  // namespace twin::scene
