// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/openfoam_case.h"

#include <algorithm>
#include <cmath>

namespace twin::air {
namespace {

std::vector<double> along(std::vector<double> edges, double size, double cell) {
    for (double& e : edges) e = std::clamp(e, 0.0, size);
    std::sort(edges.begin(), edges.end());
    std::vector<double> kept{0.0};
    for (double e : edges)
        if (e - kept.back() >= 0.25 * cell && size - e >= 0.25 * cell) kept.push_back(e);
    kept.push_back(size);
    std::vector<double> lines{0.0};
    for (std::size_t q = 1; q < kept.size(); ++q) {
        const double from = kept[q - 1], length = kept[q] - from;
        const int cells = std::max(1, int(std::ceil(length / cell - 1e-6)));
        for (int c = 1; c <= cells; ++c) lines.push_back(c == cells ? kept[q] : from + length * c / cells);
    }
    return lines;
}

}  // namespace

GridLines gridLines(const AirCase& hall, double cell_m, double cellZ_m) {
    std::array<std::vector<double>, 3> edges;
    const auto add = [&](const Box& b) {
        edges[0].insert(edges[0].end(), {b.x0, b.x1});
        edges[1].insert(edges[1].end(), {b.y0, b.y1});
        edges[2].insert(edges[2].end(), {b.z0, b.z1});
    };
    for (const auto* boxes : {&hall.solids, &hall.deviceBodies, &hall.panels})
        for (const Box& b : *boxes) add(b);
    for (const Device& d : hall.devices)
        for (const auto* openings : {&d.intakes, &d.outlets})
            for (const Opening& o : *openings) add(o.rect);
    for (const Supply& s : hall.supplies) add(s.opening.rect);
    for (const Return& r : hall.returns) add(r.opening.rect);
    for (const Vec2& p : hall.outline) {
        edges[0].push_back(p.x);
        edges[1].push_back(p.y);
    }
    return {along(edges[0], hall.sizeX_m, cell_m), along(edges[1], hall.sizeY_m, cell_m), along(edges[2], hall.sizeZ_m, cellZ_m)};
}

}  // namespace twin::air
