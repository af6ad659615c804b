// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/refined_regions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::air {

namespace {

constexpr double kUsualSurplus = 0.2;  // of what flows through a closed space: fans of a contained aisle move more

void label(RefinedGrid& grid) {
    const numerics::GridShape& s = grid.shape;
    grid.region.assign(std::size_t(s.size()), -1);
    const int strides[3] = {1, s.strideY(), s.strideZ()};
    const auto& g = grid.conductance;
    std::vector<int> front;
    for (int first = s.begin(); first < s.end(); ++first) {
        if (!grid.open[std::size_t(first)] || grid.region[std::size_t(first)] >= 0) continue;
        const int r = int(grid.regionVolume_m3.size());
        grid.regionVolume_m3.push_back(0);
        front.assign(1, first);
        grid.region[std::size_t(first)] = r;
        while (!front.empty()) {
            const int c = front.back();
            front.pop_back();
            grid.regionVolume_m3[std::size_t(r)] += grid.volume(c % s.strideY() - 1, c % s.strideZ() / s.strideY() - 1, c / s.strideZ() - 1);
            const auto look = [&](float conductance, int n) {
                if (!(conductance > 0.f) || grid.region[std::size_t(n)] >= 0) return;
                grid.region[std::size_t(n)] = r;
                front.push_back(n);
            };
            for (int a = 0; a < 3; ++a) {
                const auto& f = a == 0 ? g.x : a == 1 ? g.y : g.z;
                look(f[std::size_t(c)], c - strides[a]);
                look(f[std::size_t(c + strides[a])], c + strides[a]);
            }
        }
    }
}

const std::string& ownerName(const AirCase& airCase, const Patch& patch) {
    const auto owner = std::size_t(patch.owner);
    if (patch.kind == Patch::Kind::Supply) return airCase.supplies[owner].name;
    if (patch.kind == Patch::Kind::Return) return airCase.returns[owner].name;
    return airCase.devices[owner].name;
}

}  // namespace

void findRegions(const AirCase& airCase, RefinedGrid& grid, Issues& issues) {
    label(grid);
    const std::size_t regions = grid.regionVolume_m3.size();
    if (regions == 0) return;
    grid.mainRegion = int(std::max_element(grid.regionVolume_m3.begin(), grid.regionVolume_m3.end()) - grid.regionVolume_m3.begin());
    std::vector<double> net(regions, 0.0), through(regions, 0.0);
    std::vector<const Patch*> named(regions, nullptr);
    std::vector<char> vented(regions, 0);
    double largest = 0;
    for (const Patch& patch : grid.patches)
        for (const PatchFace& face : patch.faces) {
            const auto r = std::size_t(grid.region[std::size_t(face.cell)]);
            net[r] += double(face.flux_m3_s);
            through[r] += std::max(0.0, double(face.flux_m3_s));
            largest = std::max(largest, std::abs(net[r]));
            if (patch.kind == Patch::Kind::Return) vented[r] = 1;
            named[r] = &patch;
        }
    for (std::size_t r = 0; r < regions; ++r) {
        if (vented[r] || int(r) == grid.mainRegion || std::abs(net[r]) <= 1e-5 * largest) continue;
        grid.leaks.push_back({int(r), -net[r]});
        const std::string& name = ownerName(airCase, *named[r]);
        Issue issue;
        issue.severity = std::abs(net[r]) > kUsualSurplus * through[r] ? Severity::Warning : Severity::Note;
        issue.code = "air.regionUnbalanced";
        issue.itemName = name;
        const std::vector<std::string> arguments{name, fmt::format("{:.3f}", std::abs(net[r]))};
        issue.text = net[r] > 0 ? Text{TWIN_TR("The closed space at {0} receives {1} m³/s more air than is drawn from it; "
                                               "the rest leaks evenly into the hall."),
                                       arguments}
                                : Text{TWIN_TR("The closed space at {0} receives {1} m³/s less air than is drawn from it; "
                                               "the rest leaks in evenly from the hall."),
                                       arguments};
        issue.value = fmt::format("{:.3f} m³/s", net[r]);
        issue.allowed = "0 m³/s";
        issue.hint = {TWIN_TR("Match supply and rack air flow, or open the containment."), {}};
        issues.push_back(std::move(issue));
    }
}

}  // namespace twin::air
