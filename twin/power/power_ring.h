// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace twin::power {

/// Bars, cables and busways that hang together and are fed at more than one point or close a ring: solved as one network.
struct PowerRing {
    struct Joint {
        int upper, lower;  ///< indices into members
    };
    struct Feeder {
        int node;    ///< of the paths, outside the ring
        int member;  ///< index into members, where it feeds
    };
    std::vector<int> members;  ///< nodes of the paths
    std::vector<Joint> joints;
    std::vector<std::vector<int>> neighbours;  ///< n_members: other ends of the joints
    std::vector<Feeder> feeders;
};

}  // namespace twin::power
