// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/kind.h"

#include <array>
#include <cstdint>

namespace plenum::gltf {

using LinearColour = std::array<double, 3>;

/// 0xRRGGBB in sRGB as the linear factors that glTF takes.
LinearColour linear(std::uint32_t rgb);
/// The own colour of a kind.
std::uint32_t kindColour(twin::Kind kind);

inline constexpr std::uint32_t kMissing = 0x8A8F98;  ///< coloured by the overlay, but without a value
inline constexpr std::uint32_t kPlain = 0xC8CDD4;    ///< not coloured by it

}  // namespace plenum::gltf
