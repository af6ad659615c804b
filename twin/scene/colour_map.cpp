// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each map is 33 equally spaced colours, joined by straight lines in sRGB; that is within 2/255 of the full tables.
//   thermal    cmocean (Thyng et al., Oceanography 29(3), 2016), MIT licence
//   viridis, inferno  van der Walt and Smith, matplotlib, CC0
//   diverging  ours: OKLab, hues 253° and 52°, lightness 0.56 at both ends and 0.86 in the middle, chroma rising from
//              the grey to 0.156, so that both sides of zero weigh the same
#include "twin/scene/colour_map.h"

#include <algorithm>
#include <cmath>

namespace twin::scene {

namespace {

constexpr int kPoints = 33;
using ControlPoints = std::array<std::uint32_t, kPoints>;

constexpr ControlPoints kThermal{
    0x042333, 0x052943, 0x082E54, 0x0E3167, 0x18337C, 0x273491, 0x39339E, 0x49369F, 0x563B9C, 0x614098, 0x6C4695,
    0x774B91, 0x824F8F, 0x8D548C, 0x98588A, 0xA45B86, 0xB05F82, 0xBC637D, 0xC86676, 0xD36B6E, 0xDE7065, 0xE8765B,
    0xF07E51, 0xF58748, 0xF99242, 0xFB9E3E, 0xFCAB3C, 0xFBB83D, 0xF9C541, 0xF7D246, 0xF3DF4C, 0xEEED53, 0xE8FA5B,
};

constexpr ControlPoints kViridis{
    0x440154, 0x470D60, 0x48186A, 0x482374, 0x472D7B, 0x453681, 0x424086, 0x3F4989, 0x3B528B, 0x375A8D, 0x33638D,
    0x2F6A8E, 0x2C728E, 0x297A8E, 0x26818E, 0x23898E, 0x21908C, 0x1F988B, 0x1F9F88, 0x21A685, 0x28AE80, 0x31B57B,
    0x3EBC74, 0x4CC26C, 0x5DC963, 0x6ECE58, 0x82D34C, 0x96D83F, 0xABDC32, 0xC0DF24, 0xD5E21A, 0xEAE51A, 0xFDE725,
};

constexpr ControlPoints kInferno{
    0x000004, 0x040312, 0x0B0724, 0x150B37, 0x210C4A, 0x2E0A5A, 0x3C0965, 0x4A0C6B, 0x57106D, 0x63146E, 0x70196E,
    0x7D1E6D, 0x89226A, 0x962766, 0xA32B61, 0xAF315C, 0xBB3755, 0xC63E4D, 0xD14644, 0xDB4F3B, 0xE35932, 0xEB6528,
    0xF1711E, 0xF67F14, 0xF98D0A, 0xFB9C06, 0xFCAB0F, 0xFBBA1F, 0xF9CA32, 0xF5D949, 0xF2E865, 0xF3F586, 0xFCFFA4,
};

constexpr ControlPoints kDiverging{
    0x1F75CC, 0x2E7BCE, 0x3B82D0, 0x4688D1, 0x518ED2, 0x5C93D4, 0x6699D5, 0x719FD6, 0x7BA5D7, 0x85ABD7, 0x8FB0D8,
    0x99B6D8, 0xA3BBD8, 0xAEC1D8, 0xB8C7D8, 0xC3CCD7, 0xCFD0D1, 0xD5C8C0, 0xD5C0B4, 0xD4B8A8, 0xD3B19D, 0xD2A991,
    0xD1A286, 0xCF9A7A, 0xCD926F, 0xCB8B63, 0xC98358, 0xC67B4C, 0xC4733F, 0xC16B31, 0xBE6320, 0xBB5B04, 0xB85300,
};

ColourTable tableFrom(const ControlPoints& points) {
    ColourTable table;
    for (int i = 0; i < 256; ++i) {
        const double place = i / 255.0 * (kPoints - 1);
        const int below = std::min(static_cast<int>(place), kPoints - 2);
        const double share = place - below;
        const auto channel = [&](int shift) {
            const double a = (points[below] >> shift) & 0xFF, b = (points[below + 1] >> shift) & 0xFF;
            return static_cast<std::uint32_t>(std::lround(a + share * (b - a))) << shift;
        };
        table[i] = channel(16) | channel(8) | channel(0);
    }
    return table;
}

}  // namespace

const ColourTable& colourTable(ColourMap map) {
    static const std::array<ColourTable, 4> kTables{tableFrom(kThermal), tableFrom(kViridis), tableFrom(kInferno),
                                                    tableFrom(kDiverging)};
    return kTables[static_cast<std::size_t>(map)];
}

std::uint32_t colourAt(ColourMap map, double t) {
    return colourTable(map)[static_cast<std::size_t>(std::lround(255 * std::clamp(t, 0.0, 1.0)))];
}

}  // namespace twin::scene
