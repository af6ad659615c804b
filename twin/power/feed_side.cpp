// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/feed_side.h"

#include <cmath>
#include <limits>

namespace twin::power {

std::vector<double> shareFromB(const PowerPaths& paths, const PowerState& state) {
    const auto& nodes = paths.nodes();
    std::vector<double> share(nodes.size(), std::numeric_limits<double>::quiet_NaN());
    for (const int at : paths.order()) {
        const auto i = static_cast<std::size_t>(at);
        if (nodes[i].side != Side::None) {
            share[i] = nodes[i].side == Side::B ? 1 : 0;
            continue;
        }
        if (!state.nodes[i].alive) continue;
        double sum = 0, known = 0;
        const auto add = [&](int input, double part) {
            const double above = share[static_cast<std::size_t>(input)];
            if (std::isfinite(above)) sum += part * above, known += part;
        };
        if (paths.ringOf(at) < 0) paths.eachShare(at, state, add);
        else for (const int input : nodes[i].inputs) add(input, 1);
        if (known > 0) share[i] = sum / known;
    }
    return share;
}

}  // namespace twin::power
