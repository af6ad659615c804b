// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"

#include <vector>

namespace twin::liquid {

/// Links in series, as one: every one of them carries the chain's flow.
struct Chain {
    int from = -1, to = -1;  ///< junctions, indices into LoopPart::junctions; may be the same
    int first = 0, count = 0;  ///< its links: LoopPart::steps[first …], in order from `from` to `to`
};

struct ChainStep {
    int link = -1;
    double sign = 1;  ///< +1 when the link points along the chain
};

/// A node at the end of a branch without return: no flow, its pressure follows from its neighbour's.
struct Leaf {
    int node = -1, neighbour = -1, link = -1;
};

/// One connected part of the network, reduced to what can carry flow.
struct LoopPart {
    std::vector<int> nodes;      ///< all of them, network indices
    std::vector<int> links;      ///< all open ones, network indices
    std::vector<int> junctions;  ///< where chains meet, network indices; at least one
    std::vector<Chain> chains;
    std::vector<ChainStep> steps;
    std::vector<Leaf> leaves;    ///< in an order in which each neighbour is known
    int referenceNode = -1;      ///< vessel, else suction of the first pump, else first node
    double referencePressure_Pa = 0;
};

/// Splits a network into connected parts and each part into chains and dead ends; exact, since a dead end carries no
/// flow in steady state and links in series carry the same.
///
/// Shapes  open: n_links, false for links that take no part (shut or invalid).
/// Cost    O(nodes + links).
struct LoopGraph {
    std::vector<LoopPart> parts;
    std::vector<int> partOfNode;  ///< n_nodes
    Issues issues;                ///< more than one vessel in a part

    LoopGraph(const Network& network, const std::vector<char>& open);
};

}  // namespace twin::liquid
