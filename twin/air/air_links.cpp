// SPDX-License-Identifier: GPL-3.0-or-later
// An opening spreads its flow over the cells in front of it in proportion to the overlap of areas, so that a device
// moved by less than a cell changes the weights continuously. The cells of its snapped rectangle (the core) are its
// own; a cell on the fringe counts only if air can pass to it from the core in that layer: an intake that ends below a
// containment roof must not draw from above the roof. If nothing is free in the first layer, the next three are tried.
#include "twin/air/air_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace twin::air {
namespace {

using Triple = std::array<int, 3>;
constexpr double kFarthest = 1e6;  // m; no box of a hall lies farther out
constexpr int kMaxShift = 3;       // cells an opening may move away from what blocks it

struct Mapper {
    const AirGrid& grid;
    Triple counts, strides;
    std::array<double, 3> cell;
    explicit Mapper(const AirGrid& g)
        : grid(g),
          counts{g.shape.nx, g.shape.ny, g.shape.nz},
          strides{1, g.shape.strideY(), g.shape.strideZ()},
          cell{g.dx, g.dy, g.dz} {}

    bool isOpen(const Triple& at) const {
        for (std::size_t a = 0; a < 3; ++a)
            if (at[a] < 0 || at[a] >= counts[a]) return false;
        return grid.open[std::size_t(grid.shape.index(at[0], at[1], at[2]))] != 0;
    }
    bool faceOpen(const Triple& at, std::size_t axis, int direction) const {
        Triple upper = at;
        if (direction > 0) ++upper[axis];
        const auto c = static_cast<std::size_t>(grid.shape.index(upper[0], upper[1], upper[2]));
        return (axis == 0 ? grid.faces.x : axis == 1 ? grid.faces.y : grid.faces.z)[c] > 0.f;
    }
    /// Air passes from the core to the cell, first along one axis, then the other.
    bool reaches(Triple from, const Triple& to, std::size_t first, std::size_t second) const {
        if (!isOpen(from)) return false;
        for (const std::size_t axis : {first, second})
            while (from[axis] != to[axis]) {
                const int step = to[axis] > from[axis] ? 1 : -1;
                if (!faceOpen(from, axis, step)) return false;
                from[axis] += step;
            }
        return true;
    }
    std::vector<Tap> map(const Opening& opening, double low_m, double high_m) const;
};

double overlap(double a0, double a1, double b0, double b1) {
    return std::max(0.0, std::min(a1, b1) - std::max(a0, b0));
}

/// Taps with flow = overlapped area, m².
std::vector<Tap> Mapper::map(const Opening& opening, double low_m, double high_m) const {
    const Box& r = opening.rect;
    const std::array<double, 3> lo{r.x0, r.y0, r.z0}, hi{r.x1, r.y1, r.z1};
    const std::array<double, 3> n{opening.normal.x, opening.normal.y, opening.normal.z};
    std::size_t axis = 0;
    for (std::size_t a = 1; a < 3; ++a)
        if (std::abs(n[a]) > std::abs(n[axis])) axis = a;
    const std::size_t u = axis == 0 ? 1 : 0, v = axis == 2 ? 1 : 2;
    const int sign = n[axis] > 0 ? 1 : -1;
    const int plane = snapToPlane((lo[axis] + hi[axis]) / 2, cell[axis]);
    struct Span {
        int coreLo, coreHi, lo, hi;  // inclusive cells
    };
    const auto span = [&](std::size_t a) {
        const double d = cell[a], from = std::min(lo[a], hi[a]), to = std::max(lo[a], hi[a]);
        Span s{snapToPlane(from, d), snapToPlane(to, d) - 1, static_cast<int>(std::floor(from / d)),
               static_cast<int>(std::ceil(to / d)) - 1};
        if (s.coreHi < s.coreLo) s.coreLo = s.coreHi = static_cast<int>(std::floor((from + to) / 2 / d));
        s.lo = std::max(std::min(s.lo, s.coreLo), 0);
        s.hi = std::min(std::max(s.hi, s.coreHi), counts[a] - 1);
        return s;
    };
    const Span su = span(u), sv = span(v);
    const double third = (high_m - low_m) / 3;
    for (int shift = 0; shift <= kMaxShift; ++shift) {
        std::vector<Tap> taps;
        Triple at{};
        at[axis] = sign > 0 ? plane + shift : plane - 1 - shift;
        for (at[v] = sv.lo; at[v] <= sv.hi; ++at[v])
            for (at[u] = su.lo; at[u] <= su.hi; ++at[u]) {
                if (!isOpen(at)) continue;
                const double areaU = overlap(lo[u], hi[u], at[u] * cell[u], (at[u] + 1) * cell[u]);
                const double areaV = overlap(lo[v], hi[v], at[v] * cell[v], (at[v] + 1) * cell[v]);
                const double area = areaU * areaV;
                if (area <= 1e-12) continue;
                Triple core = at;
                core[u] = std::clamp(at[u], su.coreLo, su.coreHi);
                core[v] = std::clamp(at[v], sv.coreLo, sv.coreHi);
                if (core != at && !reaches(core, at, u, v) && !reaches(core, at, v, u)) continue;
                Tap tap;
                tap.cell = grid.shape.index(at[0], at[1], at[2]);
                tap.flow_m3_s = area;
                tap.axis = static_cast<int>(axis);
                tap.sign = sign;
                std::array<double, 3> part{1.0 / 3, 1.0 / 3, 1.0 / 3};
                if (v == 2 && third > 0) {
                    const double z0 = std::max(lo[2], at[2] * cell[2]), z1 = std::min(hi[2], (at[2] + 1) * cell[2]);
                    for (std::size_t q = 0; q < 3; ++q)
                        part[q] = overlap(z0, z1, low_m + double(q) * third, low_m + double(q + 1) * third) / (z1 - z0);
                }
                tap.low = part[0];
                tap.mid = part[1];
                tap.high = part[2];
                taps.push_back(tap);
            }
        if (!taps.empty()) return taps;
    }
    return {};
}

/// All openings of one side; the flow of blocked ones goes through the others. Gives the number of blocked ones.
int mapSide(const Mapper& mapper, const std::vector<Opening>& openings, double flow, std::vector<Tap>& taps) {
    double low = 1e300, high = -1e300;
    for (const Opening& o : openings) {
        low = std::min(low, o.rect.z0);
        high = std::max(high, o.rect.z1);
    }
    int blocked = 0;
    double total = 0;
    for (const Opening& o : openings) {
        if (o.share <= 0) continue;
        std::vector<Tap> some = mapper.map(o, low, high);
        double area = 0;
        for (const Tap& tap : some) area += tap.flow_m3_s;
        if (some.empty()) ++blocked;
        if (some.empty()) continue;
        for (Tap& tap : some) tap.flow_m3_s *= o.share / area;
        total += o.share;
        taps.insert(taps.end(), some.begin(), some.end());
    }
    for (Tap& tap : taps) {
        tap.flow_m3_s *= flow / total;
        tap.low *= tap.flow_m3_s;
        tap.mid *= tap.flow_m3_s;
        tap.high *= tap.flow_m3_s;
    }
    return blocked;
}

Issue blockedIssue(const Device& device, bool isIntake, int blocked, std::size_t count, bool all) {
    Issue issue;
    issue.severity = all ? Severity::Error : Severity::Warning;
    issue.code = "air.openingBlocked";
    issue.itemName = device.name;
    const std::vector<std::string> arguments{device.name, std::to_string(blocked), std::to_string(count)};
    if (all && isIntake) issue.text = {TWIN_TR("{0} cannot draw air: all its intakes are blocked."), arguments};
    if (all && !isIntake) issue.text = {TWIN_TR("{0} cannot give air: all its outlets are blocked."), arguments};
    if (!all && isIntake)
        issue.text = {TWIN_TR("{1} of {2} intakes of {0} are blocked; the others draw its air."), arguments};
    if (!all && !isIntake)
        issue.text = {TWIN_TR("{1} of {2} outlets of {0} are blocked; the others give its air."), arguments};
    issue.value = fmt::format("{} / {}", blocked, count);
    issue.hint = {TWIN_TR("Leave at least one cell of free space in front of the opening."), {}};
    return issue;
}

}  // namespace

void linkDevices(const AirCase& airCase, AirGrid& grid, Issues& issues) {
    const Mapper mapper(grid);
    for (std::size_t d = 0; d < airCase.devices.size(); ++d) {
        const Device& device = airCase.devices[d];
        if (device.flow_m3_s <= 0) {
            if (device.kind == Device::Kind::Cooler || device.heat_W <= 0) continue;
            Issue issue;
            issue.severity = Severity::Error;
            issue.code = "air.deviceOutOfFlow";
            issue.itemName = device.name;
            issue.text = {TWIN_TR("{0} gives {1} kW to the air but moves no air."),
                          {device.name, fmt::format("{:.2f}", device.heat_W / 1000)}};
            issue.value = fmt::format("{} m³/s", device.flow_m3_s);
            issue.hint = {TWIN_TR("Set its air flow."), {}};
            issues.push_back(std::move(issue));
            continue;
        }
        Link link;
        link.device = static_cast<int>(d);
        link.flow_m3_s = device.flow_m3_s;
        bool whole = true;
        for (const bool isIntake : {true, false}) {
            const auto& openings = isIntake ? device.intakes : device.outlets;
            auto& taps = isIntake ? link.intakes : link.outlets;
            const int blocked = mapSide(mapper, openings, device.flow_m3_s, taps);
            whole = whole && !taps.empty();
            if (blocked > 0 || taps.empty())
                issues.push_back(blockedIssue(device, isIntake, blocked, openings.size(), taps.empty()));
        }
        if (whole) grid.links.push_back(std::move(link));
    }
}

constexpr double kUsualSurplus = 0.2;  ///< of what flows through a closed space

void addLeaks(const AirCase& airCase, AirGrid& grid, Issues& issues) {
    const auto regions = static_cast<std::size_t>(grid.regions);
    std::vector<double> net(regions, 0.0), most(regions, 0.0), through(regions, 0.0);
    std::vector<int> named(regions, -1);
    double largest = 0;
    for (const Link& link : grid.links) {
        largest = std::max(largest, link.flow_m3_s);
        for (const auto* taps : {&link.intakes, &link.outlets})
            for (const Tap& tap : *taps) {
                const auto r = static_cast<std::size_t>(grid.region[std::size_t(tap.cell)]);
                net[r] += taps == &link.outlets ? tap.flow_m3_s : -tap.flow_m3_s;
                if (taps == &link.outlets) through[r] += tap.flow_m3_s;
                if (tap.flow_m3_s <= most[r]) continue;
                most[r] = tap.flow_m3_s;
                named[r] = link.device;
            }
    }
    struct Leak {
        std::size_t region, link;
        bool outward;
    };
    std::vector<Leak> leaks;
    const auto main = static_cast<std::size_t>(grid.mainRegion);
    for (std::size_t r = 0; r < regions; ++r) {
        if (r == main || std::abs(net[r]) <= 1e-9 * largest) continue;
        leaks.push_back({r, grid.links.size(), net[r] > 0});
        Link leak;
        leak.flow_m3_s = std::abs(net[r]);
        grid.links.push_back(std::move(leak));
        const std::string& name = airCase.devices[std::size_t(named[r])].name;
        Issue issue;
        // Fans of a contained aisle are set to move somewhat more than the racks: 20 % is usual, more deserves a look.
        issue.severity = std::abs(net[r]) > kUsualSurplus * through[r] ? Severity::Warning : Severity::Note;
        issue.code = "air.regionUnbalanced";
        issue.itemName = name;
        const std::vector<std::string> arguments{name, fmt::format("{:.3f}", std::abs(net[r]))};
        issue.text = net[r] > 0
                         ? Text{TWIN_TR("The closed space at {0} receives {1} m³/s more air than is drawn from it; "
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
    if (leaks.empty()) return;
    for (int c = grid.shape.begin(); c < grid.shape.end(); ++c) {
        if (!grid.open[std::size_t(c)]) continue;
        const auto r = static_cast<std::size_t>(grid.region[std::size_t(c)]);
        for (const Leak& leak : leaks) {
            if (leak.region != r && r != main) continue;
            Link& link = grid.links[leak.link];
            const double q = link.flow_m3_s / grid.regionCells[r];
            const bool fromHere = (leak.region == r) == leak.outward;
            (fromHere ? link.intakes : link.outlets).push_back({c, q, 2, 0, q / 3, q / 3, q / 3});
        }
    }
}

Issues checkCase(const AirCase& airCase) {
    Issues issues;
    const auto add = [&](const std::string& name, const char* quantity, double value, const char* allowed) {
        Issue issue;
        issue.severity = Severity::Error;
        issue.code = "air.badCase";
        issue.itemName = name;
        issue.text = {TWIN_TR("{0} cannot be used for the air field: {1}."), {quantity, fmt::format("{}", value)}};
        issue.value = fmt::format("{}", value);
        issue.allowed = allowed;
        issues.push_back(std::move(issue));
    };
    const auto positive = [&](const char* quantity, double value) {
        if (!(std::isfinite(value) && value > 0)) add("", quantity, value, "> 0");
    };
    positive(TWIN_TR("Hall length"), airCase.sizeX_m);
    positive(TWIN_TR("Hall width"), airCase.sizeY_m);
    positive(TWIN_TR("Hall height"), airCase.sizeZ_m);
    positive(TWIN_TR("Cell size"), airCase.cell_m);
    positive(TWIN_TR("Cell height"), airCase.cellZ_m);
    positive(TWIN_TR("Air density"), airCase.rho_kg_m3);
    positive(TWIN_TR("Heat capacity of air"), airCase.cp_J_kgK);
    if (!(std::isfinite(airCase.wallU_W_m2K) && airCase.wallU_W_m2K >= 0)) add("", TWIN_TR("Wall transmittance"), airCase.wallU_W_m2K, "≥ 0");
    if (!std::isfinite(airCase.beyond_C)) add("", TWIN_TR("Temperature beyond the walls"), airCase.beyond_C, "");
    if (!issues.empty()) return issues;
    const double cells =
        airCase.sizeX_m / airCase.cell_m * airCase.sizeY_m / airCase.cell_m * airCase.sizeZ_m / airCase.cellZ_m;
    if (cells > 5e7) add("", TWIN_TR("Number of cells"), cells, "≤ 50 000 000");
    const auto finite = [](const Box& b) {
        const std::array<double, 6> values{b.x0, b.y0, b.z0, b.x1, b.y1, b.z1};
        return std::all_of(values.begin(), values.end(), [](double v) { return std::abs(v) < kFarthest; });
    };
    for (const auto* boxes : {&airCase.solids, &airCase.panels, &airCase.deviceBodies})
        for (const Box& box : *boxes)
            if (!finite(box)) add("", TWIN_TR("Position of a solid"), box.x0, "");
    for (const Device& d : airCase.devices) {
        if (!(std::isfinite(d.flow_m3_s) && d.flow_m3_s >= 0)) add(d.name, TWIN_TR("Air flow"), d.flow_m3_s, "≥ 0");
        if (!(std::isfinite(d.heat_W) && d.heat_W >= 0)) add(d.name, TWIN_TR("Heat"), d.heat_W, "≥ 0");
        if (!(std::isfinite(d.capacity_W) && d.capacity_W >= 0)) add(d.name, TWIN_TR("Capacity"), d.capacity_W, "≥ 0");
        if (!std::isfinite(d.supply_C)) add(d.name, TWIN_TR("Supply temperature"), d.supply_C, "");
        for (const auto* side : {&d.intakes, &d.outlets})
            for (const Opening& o : *side)
                if (!finite(o.rect) || !std::isfinite(o.normal.x + o.normal.y + o.normal.z) ||
                    !(std::isfinite(o.share) && o.share >= 0))
                    add(d.name, TWIN_TR("Opening"), o.share, "");
    }
    return issues;
}

}  // namespace twin::air
