// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/frame/frame.h"
#include "twin/scene/colour_map.h"

#include <span>

namespace twin::scene {

struct Threshold {
    double value;       ///< SI
    const char* label;  ///< TWIN_TR
};

/// One way to colour the scene. One row in overlay.cpp; views, legend and menus read it.
struct OverlaySpec {
    const char* key;    ///< "inlet"
    const char* label;  ///< TWIN_TR
    Unit unit;
    ColourMap map;
    double low, high;   ///< SI, default range; equal = fitted to the data
    std::span<const Threshold> thresholds;
    bool field;         ///< colours floor and section by the air field
    struct Source {
        Kind kind;
        Quantity quantity;
    };
    std::span<const Source> sources;  ///< which quantity of which kind it shows
    const char* help;   ///< TWIN_TR: where the number comes from
};

std::span<const OverlaySpec> overlays();
const OverlaySpec* overlay(std::string_view key);
/// What an overlay shows for kinds; nothing when it does not colour the kind.
const Quantity* shownQuantity(const OverlaySpec& overlay, Kind kind);
/// The value that colours an item; NaN when missing or not coloured by this overlay.
double overlayValue(const OverlaySpec& overlay, const Frame& frame, Kind kind, std::size_t index);
/// The overlay's range, fitted to the frame where the row says so; low < high always.
std::pair<double, double> overlayRange(const OverlaySpec& overlay, const Frame& frame);

}  // namespace twin::scene
