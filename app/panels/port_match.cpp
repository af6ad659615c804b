// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/port_match.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_set>

namespace plenum::app {

namespace {

constexpr int kPortBits = 8;

std::uint64_t keyOf(twin::Id item, unsigned char port) { return item.value * 0x9E3779B97F4A7C15ull + (static_cast<std::uint64_t>(port) << (64 - kPortBits)); }

std::unordered_set<std::uint64_t> usedPorts(const twin::Site& site) {
    std::unordered_set<std::uint64_t> used;
    site.connections().forEach([&](const twin::Connection& link) {
        used.insert(keyOf(link.from, link.fromPort));
        used.insert(keyOf(link.to, link.toPort));
    });
    return used;
}

/// The loop a liquid port is in; nothing where the kind serves either (pumps, exchangers).
std::optional<twin::Medium> loopOf(const twin::Site& site, const twin::Item& item, const twin::PortSpec& port) {
    if (port.medium == twin::Medium::Technology) return port.medium;
    if (twin::hasParam(item.kind, twin::Param::LoopRole))
        return site.choice<twin::LoopRole>(item, twin::Param::LoopRole) == twin::LoopRole::Technology ? twin::Medium::Technology : twin::Medium::Facility;
    if (item.kind == twin::Kind::Pump || item.kind == twin::Kind::HeatExchanger) return std::nullopt;
    return port.medium;
}

bool isLiquid(twin::Medium medium) { return medium == twin::Medium::Technology || medium == twin::Medium::Facility; }

bool fits(const twin::Site& site, const twin::Item& a, const twin::PortSpec& aPort, const twin::Item& b, const twin::PortSpec& bPort) {
    if (aPort.flow == bPort.flow && aPort.flow != twin::Flow::Both) return false;
    if (!isLiquid(aPort.medium) || !isLiquid(bPort.medium)) return aPort.medium == bPort.medium;
    const auto aLoop = loopOf(site, a, aPort), bLoop = loopOf(site, b, bPort);
    return !aLoop || !bLoop || *aLoop == *bLoop;
}

twin::Vec3 placeOf(const twin::Item& item) { return item.points.empty() ? item.position : item.points[item.points.size() / 2]; }

}  // namespace

std::vector<unsigned char> freePorts(const twin::Site& site, const twin::Item& item) {
    const auto ports = twin::spec(item.kind).ports;
    std::vector<char> used(ports.size(), 0);
    site.connections().forEach([&](const twin::Connection& link) {
        if (link.from == item.id && link.fromPort < used.size()) used[link.fromPort] = 1;
        if (link.to == item.id && link.toPort < used.size()) used[link.toPort] = 1;
    });
    std::vector<unsigned char> free;
    for (std::size_t i = 0; i < ports.size(); ++i)
        if (ports[i].many || used[i] == 0) free.push_back(static_cast<unsigned char>(i));
    return free;
}

std::vector<PortRef> compatiblePorts(const twin::Site& site, const twin::Item& item, unsigned char port, std::size_t most) {
    const auto used = usedPorts(site);
    std::unordered_set<std::uint64_t> joined;  // already the other end of this port
    site.connections().forEach([&](const twin::Connection& link) {
        if (link.from == item.id && link.fromPort == port) joined.insert(keyOf(link.to, link.toPort));
        if (link.to == item.id && link.toPort == port) joined.insert(keyOf(link.from, link.fromPort));
    });
    const twin::PortSpec& own = twin::spec(item.kind).ports[port];
    const twin::Vec3 here = placeOf(item);
    std::vector<std::pair<double, PortRef>> found;
    site.forEachItem([&](const twin::Item& other) {
        if (other.id == item.id) return;
        const auto ports = twin::spec(other.kind).ports;
        for (std::size_t i = 0; i < ports.size(); ++i) {
            const auto at = static_cast<unsigned char>(i);
            const std::uint64_t key = keyOf(other.id, at);
            if (!fits(site, item, own, other, ports[i]) || joined.contains(key) || (!ports[i].many && used.contains(key))) continue;
            const twin::Vec3 there = placeOf(other);
            found.push_back({std::hypot(there.x - here.x, there.y - here.y, there.z - here.z), {other.id, at}});
        }
    });
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(std::min(most, found.size()));
    std::partial_sort(found.begin(), end, found.end(), [](const auto& a, const auto& b) {
        if (a.first != b.first) return a.first < b.first;
        return a.second.item != b.second.item ? a.second.item < b.second.item : a.second.port < b.second.port;
    });
    std::vector<PortRef> refs;
    for (auto at = found.begin(); at != end; ++at) refs.push_back(at->second);
    return refs;
}

twin::Edit connectPorts(const twin::Variant& variant, PortRef a, PortRef b) {
    const twin::Item *itemA = variant.site.find(a.item), *itemB = variant.site.find(b.item);
    twin::Edit edit;
    edit.variant = variant.id;
    if (itemA == nullptr || itemB == nullptr) return edit;
    const twin::Flow flowA = twin::spec(itemA->kind).ports[a.port].flow, flowB = twin::spec(itemB->kind).ports[b.port].flow;
    const bool forwards = flowA == twin::Flow::Out || (flowA == twin::Flow::Both && flowB != twin::Flow::Out);
    if (!forwards) {
        std::swap(a, b);
        std::swap(itemA, itemB);
    }
    edit.name = {TWIN_TR("Connect {0} to {1}"), {itemA->name, itemB->name}};
    edit.connections.push_back({std::nullopt, twin::Connection{twin::newId(), a.item, b.item, a.port, b.port}, SIZE_MAX});
    return edit;
}

twin::Edit disconnectPorts(const twin::Variant& variant, twin::Id connection) {
    twin::Edit edit;
    edit.variant = variant.id;
    const auto& table = variant.site.connections();
    const twin::Connection* link = table.find(connection);
    if (link == nullptr) return edit;
    const twin::Item *from = variant.site.find(link->from), *to = variant.site.find(link->to);
    edit.name = {TWIN_TR("Disconnect {0} from {1}"), {to != nullptr ? to->name : std::string(), from != nullptr ? from->name : std::string()}};
    edit.connections.push_back({*link, std::nullopt, table.indexOf(connection)});
    return edit;
}

}  // namespace plenum::app
