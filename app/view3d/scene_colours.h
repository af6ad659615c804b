// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRgb>
#include <vector>

#include "app/widgets/colour_scale.h"
#include "app/widgets/theme.h"
#include "twin/scene/scene_values.h"

namespace plenum::app {

/// Share of `b` in `a`.
QColor blended(const QColor& a, const QColor& b, double share);

/// The alpha that says "coloured by the overlay, but no value": such objects are drawn hatched.
inline constexpr int kMissingAlpha = 128;
/// Of a value that is older than its point allows (hatched over its colour), and of an estimate (a dotted edge).
inline constexpr int kStaleAlpha = 64, kEstimatedAlpha = 216;
/// Colours by slot. Plain objects are neutral with a breath of their group's tint; plain pipes keep their role's colour.
std::vector<QRgb> boxColours(const twin::scene::Scene& scene, const twin::scene::SceneValues& values, const ColourScale& scale, const Theme& theme);
std::vector<QRgb> tubeColours(const twin::scene::Scene& scene, const twin::scene::SceneValues& values, const ColourScale& scale, const Theme& theme);

}  // namespace plenum::app
