// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/gltf/colours.h"

#include <cmath>

namespace plenum::gltf {

LinearColour linear(std::uint32_t rgb) {
    LinearColour colour;
    for (int i = 0; i < 3; ++i) {
        const double value = ((rgb >> (16 - 8 * i)) & 0xFF) / 255.0;  // IEC 61966-2-1
        colour[static_cast<std::size_t>(i)] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    }
    return colour;
}

std::uint32_t kindColour(twin::Kind kind) {
    using twin::Kind;
    if (twin::isCompute(kind)) return 0x3A4250;
    if (twin::isAirUnit(kind)) return 0x8FB8D8;
    switch (kind) {
        case Kind::Room: return 0xD9DCE0;
        case Kind::Building: return 0xB9BEC6;
        case Kind::Aisle: return 0xC3D6E6;
        case Kind::TileGrid: return 0xA9B6C4;
        case Kind::Pillar:
        case Kind::Wall: return 0x9AA0A8;
        case Kind::ReservedPlace: return 0xE0E3E7;
        default: break;
    }
    switch (twin::spec(kind).group) {
        case twin::KindGroup::Liquid: return 0x4E8FB5;
        case twin::KindGroup::Power: return 0xC79A4B;
        default: return kPlain;
    }
}

}  // namespace plenum::gltf
