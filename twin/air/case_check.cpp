// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/case_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace twin::air {

namespace {

constexpr double kTouch_m = 1e-4;  // boxes that share less than this only touch

struct NamedBox {
    std::string name;
    Box box;
};

std::array<std::array<double, 2>, 3> ends(const Box& b) { return {{{b.x0, b.x1}, {b.y0, b.y1}, {b.z0, b.z1}}}; }

bool empty(const Box& b) { return b == Box{}; }

/// Overlap in all directions; a direction where one box is thin counts when it lies inside the other.
bool overlaps(const Box& a, const Box& b) {
    const auto ea = ends(a), eb = ends(b);
    for (std::size_t q = 0; q < 3; ++q)
        if (std::min(ea[q][1], eb[q][1]) - std::max(ea[q][0], eb[q][0]) <= kTouch_m) return false;
    return true;
}

std::string shown(const Box& b) { return fmt::format("[{:g}, {:g}] × [{:g}, {:g}] × [{:g}, {:g}] m", b.x0, b.x1, b.y0, b.y1, b.z0, b.z1); }

void add(Issues& issues, Severity severity, const char* code, const std::string& name, Text text, std::string value, std::string allowed, Text hint) {
    Issue issue;
    issue.severity = severity;
    issue.code = code;
    issue.itemName = name;
    issue.text = std::move(text);
    issue.value = std::move(value);
    issue.allowed = std::move(allowed);
    issue.hint = std::move(hint);
    issues.push_back(std::move(issue));
}

std::vector<NamedBox> bodies(const ReferenceCase& c) {
    std::vector<NamedBox> all;
    for (std::size_t d = 0; d < c.airCase.devices.size(); ++d)
        if (!empty(c.airCase.deviceBodies[d])) all.push_back({c.airCase.devices[d].name, c.airCase.deviceBodies[d]});
    for (std::size_t s = 0; s < c.airCase.solids.size(); ++s) all.push_back({c.solidNames[s], c.airCase.solids[s]});
    return all;
}

void checkBoxes(const ReferenceCase& c, Issues& issues) {
    const AirCase& hall = c.airCase;
    const Box whole{0, 0, 0, hall.sizeX_m, hall.sizeY_m, hall.sizeZ_m};
    const auto all = bodies(c);
    for (std::size_t a = 0; a < all.size(); ++a) {
        const Box& b = all[a].box;
        if (b.x0 < -kTouch_m || b.y0 < -kTouch_m || b.z0 < -kTouch_m || b.x1 > whole.x1 + kTouch_m || b.y1 > whole.y1 + kTouch_m || b.z1 > whole.z1 + kTouch_m)
            add(issues, Severity::Error, "air.case.outsideHall", all[a].name, {TWIN_TR("{0} lies outside the hall."), {all[a].name}}, shown(b), shown(whole), {TWIN_TR("Move it inside or enlarge the hall."), {}});
        for (std::size_t o = a + 1; o < all.size(); ++o)
            if (overlaps(b, all[o].box))
                add(issues, Severity::Error, "air.case.overlap", all[a].name, {TWIN_TR("{0} and {1} overlap."), {all[a].name, all[o].name}}, shown(b) + " / " + shown(all[o].box), {}, {TWIN_TR("Move one of them; boxes may touch."), {}});
    }
}

void checkNames(const ReferenceCase& c, Issues& issues) {
    std::set<std::string> seen;
    const auto look = [&](const std::string& name) {
        if (!seen.insert(name).second)
            add(issues, Severity::Error, "air.case.nameTwice", name, {TWIN_TR("The name {0} is used more than once."), {name}}, name, {}, {TWIN_TR("Give every rack, cooler, solid, supply and return its own name."), {}});
    };
    for (const Device& d : c.airCase.devices) look(d.name);
    for (const auto& name : c.solidNames) look(name);
    for (const Supply& s : c.airCase.supplies) look(s.name);
    for (const Return& r : c.airCase.returns) look(r.name);
}

/// An opening in the hall's shell: on one of its six sides, facing inwards, inside that side.
void checkShell(const AirCase& hall, const std::string& name, const Opening& o, Issues& issues) {
    const std::array<double, 3> size{hall.sizeX_m, hall.sizeY_m, hall.sizeZ_m}, normal{o.normal.x, o.normal.y, o.normal.z};
    const auto e = ends(o.rect);
    for (std::size_t a = 0; a < 3; ++a) {
        if (normal[a] != 0) {
            const double wall = normal[a] > 0 ? 0 : size[a];
            if (std::abs(e[a][0] - wall) > 1e-3)
                add(issues, Severity::Error, "air.case.offTheShell", name, {TWIN_TR("{0} does not lie on a side of the hall that its direction points in from."), {name}}, fmt::format("{} = {:g} m", char('x' + a), e[a][0]), fmt::format("{} = {:g} m", char('x' + a), wall), {TWIN_TR("Openings that lie inside the hall belong to a cooler or a rack."), {}});
        } else if (e[a][0] < -kTouch_m || e[a][1] > size[a] + kTouch_m) {
            add(issues, Severity::Error, "air.case.outsideHall", name, {TWIN_TR("{0} lies outside the hall."), {name}}, fmt::format("{}: [{:g}, {:g}] m", char('x' + a), e[a][0], e[a][1]), fmt::format("[0, {:g}] m", size[a]), {TWIN_TR("Move it inside or enlarge the hall."), {}});
        }
    }
}

/// Area of an opening that boxes stand right in front of, m².
double covered(const Opening& o, const std::vector<NamedBox>& boxes, const std::string& own, std::string& by) {
    const std::array<double, 3> normal{o.normal.x, o.normal.y, o.normal.z};
    const auto e = ends(o.rect);
    double area = 0;
    for (const NamedBox& box : boxes) {
        if (box.name == own) continue;
        const auto b = ends(box.box);
        double part = 1;
        for (std::size_t a = 0; a < 3; ++a) {
            if (normal[a] == 0) {
                part *= std::max(0.0, std::min(e[a][1], b[a][1]) - std::max(e[a][0], b[a][0]));
            } else {
                const double inFront = e[a][0] + normal[a] * 0.02;
                part *= inFront > b[a][0] && inFront < b[a][1] ? 1 : 0;
            }
        }
        if (part > 0) by = box.name;
        area += part;
    }
    return area;
}

double areaOf(const Opening& o) {
    double area = 1;
    const auto e = ends(o.rect);
    const std::array<double, 3> normal{o.normal.x, o.normal.y, o.normal.z};
    for (std::size_t a = 0; a < 3; ++a)
        if (normal[a] == 0) area *= e[a][1] - e[a][0];
    return area;
}

void checkOpenings(const ReferenceCase& c, Issues& issues) {
    const AirCase& hall = c.airCase;
    const auto boxes = bodies(c);
    struct Named {
        std::string name;
        const Opening* opening;
    };
    std::vector<Named> shell;
    for (const Supply& s : hall.supplies) shell.push_back({s.name, &s.opening});
    for (const Return& r : hall.returns) shell.push_back({r.name, &r.opening});
    for (std::size_t a = 0; a < shell.size(); ++a) {
        checkShell(hall, shell[a].name, *shell[a].opening, issues);
        for (std::size_t b = a + 1; b < shell.size(); ++b) {
            Box x = shell[a].opening->rect, y = shell[b].opening->rect;
            const Vec3 &n = shell[a].opening->normal, &m = shell[b].opening->normal;
            if (n.x != m.x || n.y != m.y || n.z != m.z) continue;
            if (n.x != 0) x.x0 = y.x0 = 0, x.x1 = y.x1 = 1;
            if (n.y != 0) x.y0 = y.y0 = 0, x.y1 = y.y1 = 1;
            if (n.z != 0) x.z0 = y.z0 = 0, x.z1 = y.z1 = 1;
            if (overlaps(x, y))
                add(issues, Severity::Error, "air.case.overlap", shell[a].name, {TWIN_TR("{0} and {1} overlap."), {shell[a].name, shell[b].name}}, shown(shell[a].opening->rect) + " / " + shown(shell[b].opening->rect), {}, {TWIN_TR("Each part of a side belongs to one opening."), {}});
        }
    }
    const auto blocked = [&](const std::string& name, const Opening& o, const std::string& own) {
        std::string by;
        const double area = areaOf(o), shut = covered(o, boxes, own, by);
        const std::array<double, 3> normal{o.normal.x, o.normal.y, o.normal.z}, size{hall.sizeX_m, hall.sizeY_m, hall.sizeZ_m};
        const auto e = ends(o.rect);
        bool atWall = false;
        for (std::size_t a = 0; a < 3; ++a) atWall = atWall || (normal[a] > 0 && e[a][0] > size[a] - 0.02) || (normal[a] < 0 && e[a][0] < 0.02);
        if (atWall) by = "hall";
        if (atWall || shut >= 0.999 * area)
            add(issues, Severity::Error, "air.case.blocked", name, {TWIN_TR("{0} is closed by what stands before it: {1}."), {name, by}}, fmt::format("{:.2f} m²", area), {}, {TWIN_TR("Leave free space in front of the opening."), {}});
        else if (shut > 0.001 * area)
            add(issues, Severity::Warning, "air.case.partlyBlocked", name, {TWIN_TR("Part of {0} is closed by {1}; the rest carries its flow."), {name, by}}, fmt::format("{:.2f} of {:.2f} m²", shut, area), {}, {TWIN_TR("Leave free space in front of the opening."), {}});
    };
    for (const Named& o : shell) blocked(o.name, *o.opening, {});
    for (const Device& d : hall.devices) {
        for (const auto* side : {&d.intakes, &d.outlets})
            for (const Opening& o : *side) blocked(d.name, o, d.name);
        if (d.intakes.empty() || d.outlets.empty()) continue;
        if (d.intakes[0].normal == d.outlets[0].normal)
            add(issues, Severity::Error, "air.case.oneSide", d.name, {TWIN_TR("{0} draws and gives on the same side of its box."), {d.name}}, {}, {}, {TWIN_TR("Turn one of the two normals."), {}});
    }
}

void checkFlows(const ReferenceCase& c, std::size_t supplies, std::size_t returns, Issues& issues) {
    const AirCase& hall = c.airCase;
    const bool hasCooler = hall.devices.size() > c.racks;
    double rackFlow = 0, heat = 0, supplyFlow = 0;
    for (std::size_t r = 0; r < c.racks; ++r) rackFlow += hall.devices[r].flow_m3_s, heat += hall.devices[r].heat_W;
    for (const Supply& s : hall.supplies) supplyFlow += s.flow_m3_s;
    if (supplies > 0 && returns == 0)
        add(issues, Severity::Error, "air.case.noReturn", {}, {TWIN_TR("{0} m³/s are supplied, but the hall has no return: the flows cannot balance."), {fmt::format("{:g}", supplyFlow)}}, fmt::format("{:g} m³/s", supplyFlow), "0 m³/s", {TWIN_TR("Add a return."), {}});
    if (supplies == 0 && !hasCooler && (returns > 0 || heat > 0))
        add(issues, Severity::Error, "air.case.noSupply", {}, {TWIN_TR("No supply and no cooler: nothing takes {0} kW of heat from the air."), {fmt::format("{:.1f}", heat / 1000)}}, fmt::format("{:.1f} kW", heat / 1000), {}, {TWIN_TR("Add a supply or a cooler."), {}});
    if (returns == 0 && supplies == 0 && hasCooler) {
        double capacity = 0;
        for (std::size_t d = c.racks; d < hall.devices.size(); ++d) capacity += hall.devices[d].capacity_W;
        if (heat > capacity * (1 + 1e-9))
            add(issues, Severity::Error, "air.coolingShort", {}, {TWIN_TR("The hall has no steady state: {0} kW of heat, but its coolers remove {1} kW at most."), {fmt::format("{:.1f}", heat / 1000), fmt::format("{:.1f}", capacity / 1000)}}, fmt::format("{:.1f} kW", heat / 1000), fmt::format("≤ {:.1f} kW", capacity / 1000), {TWIN_TR("Add coolers, raise their capacity or lower the load."), {}});
    }
}

}  // namespace

void checkReferenceCase(const ReferenceCase& hall, std::size_t supplies, std::size_t returns, Issues& issues) {
    checkNames(hall, issues);
    if (hall.airCase.sizeX_m > 0 && hall.airCase.sizeY_m > 0 && hall.airCase.sizeZ_m > 0) {
        checkBoxes(hall, issues);
        checkOpenings(hall, issues);
    }
    checkFlows(hall, supplies, returns, issues);
}

}  // namespace twin::air
