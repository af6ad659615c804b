// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/scene/colour_map.h"

#include <QRgb>
#include <array>
#include <cstdint>

namespace plenum::app {

/// The maps of twin/scene, whose tables are the only ones.
using Map = twin::scene::ColourMap;

/// `t` from 0 to 1, clamped. A value that is not a number gives transparent: the caller shows it as missing.
QRgb colour(Map map, double t);

/// One of `bands` flat colours, each the colour at the middle of its band; bands < 2 is the smooth map.
QRgb bandedColour(Map map, double t, int bands);

/// 256 × 3 bytes red, green, blue: what a texture or lookup table takes.
std::array<std::uint8_t, 768> rgbBytes(Map map, int bands = 0);

/// Black or white, whichever is read better on the colour.
QRgb readableOn(QRgb background);

}  // namespace plenum::app
