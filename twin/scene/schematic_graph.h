// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/scene/schematic.h"

namespace twin::scene {

/// What a schematic is made of before it has places: stacks of items, the links between them, both with members.
/// Pipes and cables with one end each are links already.
struct SchematicGraph {
    struct Node {
        Kind kind;
        Side side = Side::None;
        std::vector<Id> members;
        bool returned = false;
    };
    struct Link {
        int from, to;
        unsigned char fromPort, toPort;
        LineRole role = LineRole::Power;
        std::vector<Id> members;
    };
    std::vector<Node> nodes;
    std::vector<Link> links;
};

SchematicGraph schematicGraph(const Site& site, Diagram diagram, const SchematicOptions& options);

}  // namespace twin::scene
