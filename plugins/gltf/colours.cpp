// SPDX-License-Identifier: GPL-3.0-or-later
// Every fourth control point of the window's maps: cmocean thermal (MIT), viridis and inferno (matplotlib, CC0), and
// the diverging map of our own.
#include "plugins/gltf/colours.h"

#include <algorithm>
#include <cmath>

namespace plenum::gltf {

namespace {

using Points = std::array<std::uint32_t, 9>;
constexpr Points kThermal{0x042333, 0x18337C, 0x563B9C, 0x824F8F, 0xB05F82, 0xDE7065, 0xF99242, 0xF9C541, 0xE8FA5B};
constexpr Points kViridis{0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21908C, 0x28AE80, 0x5DC963, 0xABDC32, 0xFDE725};
constexpr Points kInferno{0x000004, 0x210C4A, 0x57106D, 0x89226A, 0xBB3755, 0xE35932, 0xF98D0A, 0xF9CA32, 0xFCFFA4};
constexpr Points kDiverging{0x1F75CC, 0x518ED2, 0x7BA5D7, 0xA3BBD8, 0xCFD0D1, 0xD3B19D, 0xCD926F, 0xC4733F, 0xB85300};

const Points& points(twin::scene::ColourMap map) {
    switch (map) {
        case twin::scene::ColourMap::Thermal: return kThermal;
        case twin::scene::ColourMap::Inferno: return kInferno;
        case twin::scene::ColourMap::Diverging: return kDiverging;
        default: return kViridis;
    }
}

}  // namespace

LinearColour linear(std::uint32_t rgb) {
    LinearColour colour;
    for (int i = 0; i < 3; ++i) {
        const double value = ((rgb >> (16 - 8 * i)) & 0xFF) / 255.0;  // IEC 61966-2-1
        colour[static_cast<std::size_t>(i)] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    }
    return colour;
}

std::uint32_t mapped(twin::scene::ColourMap map, double t) {
    const Points& table = points(map);
    const double place = std::clamp(t, 0.0, 1.0) * (table.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), table.size() - 2);
    std::uint32_t rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        const double a = (table[below] >> shift) & 0xFF, b = (table[below + 1] >> shift) & 0xFF;
        rgb |= static_cast<std::uint32_t>(std::lround(a + (place - static_cast<double>(below)) * (b - a))) << shift;
    }
    return rgb;
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
