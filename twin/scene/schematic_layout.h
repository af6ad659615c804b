// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/scene/schematic.h"

namespace twin::scene {

/// The drawing while it is laid out: layers of elements (symbols, and where lines cross a layer), joined by nets in the
/// gaps between layers. Coordinates run across the layers ("c") and along them.
struct SchematicLayout {
    struct Element {
        int node = -1;  ///< −1: a net crosses the layer here
        int layer = 0;
        double before = 0, after = 0;  ///< extents across the layer
        double weight = 1;
        double c = 0;
    };
    struct Terminal {
        int element = 0;
        double offset = 0;  ///< from the element's coordinate, across
        int link = -1;      ///< the one link that ends here; −1: several, or the spine
    };
    /// A net in one gap: what it joins of the layer above (or left) and of the layer below (or right).
    struct Join {
        int net = 0;
        std::vector<Terminal> tops, bottoms;
    };
    std::vector<Element> elements;
    std::vector<std::vector<int>> layers;  ///< elements in order
    std::vector<std::vector<Join>> gaps;   ///< gap g lies between layers g and g + 1
};

void orderLayers(SchematicLayout& layout);
void assignCoordinates(SchematicLayout& layout);
/// Writes places of nodes and the segments.
void route(const SchematicLayout& layout, Schematic& schematic);

}  // namespace twin::scene
