// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/collision.h"

#include <algorithm>
#include <map>
#include <string>

namespace twin {

namespace {

constexpr std::size_t kListed = 60;  // of each code
using What = Collision::What;

std::vector<Body> bodiesOf(const Site& site) {
    std::vector<Body> bodies;
    for (const KindSpec& kind : allKinds()) {
        if (!isBody(kind.kind)) continue;
        bodies.reserve(bodies.size() + site.items(kind.kind).size());
        site.items(kind.kind).forEach([&](const Item& item) { bodies.push_back(bodyOf(site, item)); });
    }
    return bodies;
}

std::string length(double value_m) { return formatQuantity(value_m, Unit::Metre, UnitSystem::SI, 2); }

std::string nameOf(const Site& site, Id id) {
    const Item* item = site.find(id);
    return item == nullptr ? toString(id) : item->name.empty() ? spec(item->kind).label : item->name;
}

Issue issueOf(const Site& site, const Collision& c) {
    Issue issue;
    issue.item = c.item;
    issue.itemName = nameOf(site, c.item);
    issue.value = length(c.amount_m);
    const std::string other = c.other ? nameOf(site, c.other) : std::string();
    const Item* item = site.find(c.item);
    switch (c.what) {
        case What::Overlap:
            issue.severity = Severity::Error;
            issue.code = "space.collision";
            issue.text = {TWIN_TR("{0} and {1} stand in the same place: they overlap by {2}"), {issue.itemName, other, issue.value}};
            issue.allowed = length(0);
            issue.hint = {TWIN_TR("Move {0} by at least {1}"), {issue.itemName, issue.value}};
            break;
        case What::Reserved:
            issue.code = "space.reserved";
            issue.text = {TWIN_TR("{0} stands in the reserved place {1}"), {issue.itemName, other}};
            issue.hint = {TWIN_TR("Move {0}, or delete the reservation"), {issue.itemName}};
            break;
        case What::OutsideRoom: {
            const Item* room = item == nullptr ? nullptr : assignedRoom(site, *item);
            issue.severity = Severity::Error;
            issue.code = "space.outsideRoom";
            issue.value.clear();
            issue.text = {TWIN_TR("{0} stands outside its room {1}, wholly or in part"), {issue.itemName, room ? room->name : std::string()}};
            issue.hint = {TWIN_TR("Move {0} inside, or assign it to the room it stands in"), {issue.itemName}};
            break;
        }
        case What::ClearanceFront:
        case What::ClearanceRear: {
            const bool front = c.what == What::ClearanceFront;
            const double needed = item == nullptr ? 0 : site.value(*item, front ? Param::ClearanceFront : Param::ClearanceRear);
            issue.code = "space.clearance";
            issue.value = length(needed - c.amount_m);
            issue.allowed = "≥ " + length(needed);
            issue.text = {front ? TWIN_TR("Before {0} only {1} are free of the {2} it needs: {3} is in the way")
                                : TWIN_TR("Behind {0} only {1} are free of the {2} it needs: {3} is in the way"),
                          {issue.itemName, issue.value, length(needed), other}};
            issue.hint = {TWIN_TR("Move one of them by {0}"), {length(c.amount_m)}};
            break;
        }
    }
    return issue;
}

/// One issue for the same clearance of several items of one row.
Issue grouped(const Site& site, const std::vector<const Collision*>& group, Id parent) {
    const Collision& worst = **std::max_element(group.begin(), group.end(), [](const Collision* a, const Collision* b) { return a->amount_m < b->amount_m; });
    Issue issue = issueOf(site, worst);
    const bool front = worst.what == What::ClearanceFront;
    issue.text = {front ? TWIN_TR("{0} items of {1} lack clearance at the front; the worst is {2}, where {3} are missing")
                        : TWIN_TR("{0} items of {1} lack clearance at the rear; the worst is {2}, where {3} are missing"),
                  {std::to_string(group.size()), nameOf(site, parent), issue.itemName, length(worst.amount_m)}};
    issue.hint = {TWIN_TR("Widen the aisle by {0}"), {length(worst.amount_m)}};
    return issue;
}

/// The first issues of a code and how many more there are; `make` is called for the listed ones only.
template <class F>
void appendLimited(Issues& out, std::size_t count, F&& make) {
    const std::size_t start = out.size();
    for (std::size_t i = 0; i < std::min(count, kListed); ++i) out.push_back(make(i));
    if (count <= kListed) return;
    Issue rest;
    rest.severity = out[start].severity;
    rest.code = out[start].code;
    rest.text = {TWIN_TR("{0} more of the same kind are not listed"), {std::to_string(count - kListed)}};
    rest.hint = {TWIN_TR("Solve the listed ones first; the others move up"), {}};
    out.push_back(std::move(rest));
}

}  // namespace

std::vector<Collision> collisions(const Site& site) {
    const std::vector<Body> bodies = bodiesOf(site);
    BoundsGrid grid;
    grid.reserve(bodies.size() * 2);
    for (std::uint32_t i = 0; i < bodies.size(); ++i) grid.insert(i, bodies[i].bounds);
    std::vector<Bounds> reach(bodies.size());
    for (std::size_t i = 0; i < bodies.size(); ++i) reach[i] = reachOf(bodies[i]);

    std::vector<Collision> out;
    std::vector<std::uint32_t> near;
    for (std::uint32_t i = 0; i < bodies.size(); ++i) {
        const Body& body = bodies[i];
        if (body.room && body.item->kind != Kind::Wall && body.item->kind != Kind::Pillar)
            if (const Item* room = site.items(Kind::Room).find(body.room); room->points.size() >= 3 && !isInside(body, room->points))
                out.push_back({What::OutsideRoom, body.item->id, {}, 0});
        grid.find(reach[i], near);
        for (const std::uint32_t j : near) {
            if (j == i || !reach[i].touches(bodies[j].bounds)) continue;
            // A pair is tested once: by the first of the two whose reach meets the other's body.
            if (j < i && reach[j].touches(body.bounds)) continue;
            collide(body, bodies[j], out);
        }
    }
    return out;
}

Issues collisionIssues(const Site& site) {
    using Group = std::vector<const Collision*>;
    const std::vector<Collision> found = collisions(site);
    Group plain[3];                              // overlap, outside, reserved
    std::unordered_map<Id, std::size_t> worst[2];  // item → index of its worst clearance, front and rear
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Collision& c = found[i];
        if (c.what == What::Overlap) plain[0].push_back(&c);
        if (c.what == What::OutsideRoom) plain[1].push_back(&c);
        if (c.what == What::Reserved) plain[2].push_back(&c);
        if (c.what != What::ClearanceFront && c.what != What::ClearanceRear) continue;
        const auto [at, isNew] = worst[c.what == What::ClearanceRear].emplace(c.item, i);
        if (!isNew && found[at->second].amount_m < c.amount_m) at->second = i;
    }
    std::unordered_map<Id, std::size_t> order;  // parents by first appearance
    std::map<std::pair<std::size_t, bool>, std::pair<Id, Group>> rows;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const Collision& c = found[i];
        if (c.what != What::ClearanceFront && c.what != What::ClearanceRear) continue;
        const bool rear = c.what == What::ClearanceRear;
        if (worst[rear].at(c.item) != i) continue;
        const Item* item = site.find(c.item);
        const Id parent = item == nullptr ? Id{} : item->parent;
        auto& row = rows[{order.emplace(parent, order.size()).first->second, rear}];
        row.first = parent;
        row.second.push_back(&c);
    }
    std::vector<std::pair<Id, Group>> clearances;  // what becomes one issue
    for (auto& [key, row] : rows) {
        if (row.second.size() > 3 && row.first) {
            clearances.push_back(std::move(row));
        } else {
            for (const Collision* c : row.second) clearances.push_back({row.first, {c}});
        }
    }
    Issues out;
    for (const Group& group : plain) appendLimited(out, group.size(), [&](std::size_t i) { return issueOf(site, *group[i]); });
    appendLimited(out, clearances.size(), [&](std::size_t i) {
        const auto& [parent, group] = clearances[i];
        return group.size() == 1 ? issueOf(site, *group[0]) : grouped(site, group, parent);
    });
    return out;
}

}  // namespace twin
