// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/scene/scene.h"

#include <string_view>

namespace twin::scene {

namespace {

/// What the water that leaves a box through this port is; Neutral where the port does not tell.
TubeRole roleOfPort(Kind kind, std::string_view port) {
    const bool rejects = kind == Kind::DryCooler || kind == Kind::CoolingTower || kind == Kind::Chiller;
    if (port == "tcs_supply" || (rejects && port == "out")) return TubeRole::Supply;
    if (kind == Kind::HeatExchanger && port == "hot_out") return TubeRole::Supply;
    if (port == "tcs_out" || port == "fws_out" || port == "cold_out") return TubeRole::Return;
    return TubeRole::Neutral;
}

bool passesOn(Kind kind) { return kind == Kind::Pump || kind == Kind::Valve || kind == Kind::Filter; }

}  // namespace

void findRoles(const Site& site, std::vector<Tube>& tubes) {
    // Nodes: the tubes, then the boxes that water only passes through.
    std::unordered_map<Id, std::uint32_t> nodes;
    std::vector<TubeRole> role;
    std::vector<bool> water;
    nodes.reserve(tubes.size() * 2);
    for (const Tube& tube : tubes) {
        const bool power = tube.kind == Kind::Busway || tube.kind == Kind::Cable;
        nodes.emplace(tube.id, static_cast<std::uint32_t>(role.size()));
        role.push_back(power ? TubeRole::Power : TubeRole::Neutral);
        water.push_back(!power);
    }
    for (const KindSpec& kind : allKinds())
        if (passesOn(kind.kind))
            site.items(kind.kind).forEach([&](const Item& item) {
                nodes.emplace(item.id, static_cast<std::uint32_t>(role.size()));
                role.push_back(TubeRole::Neutral);
                water.push_back(true);
            });
    if (nodes.empty()) return;

    std::unordered_map<Id, Kind> sources;  // boxes whose ports tell what leaves them
    for (const KindSpec& kind : allKinds()) {
        if (kind.shape != Shape::Box || passesOn(kind.kind)) continue;
        bool tells = false;
        for (const PortSpec& port : kind.ports) tells = tells || (port.medium != Medium::Power && roleOfPort(kind.kind, port.key) != TubeRole::Neutral);
        if (tells) site.items(kind.kind).forEach([&](const Item& item) { sources.emplace(item.id, kind.kind); });
    }

    std::vector<std::vector<std::uint32_t>> next(role.size());
    std::vector<std::uint32_t> starts[2];  // supply first: it wins where both would reach
    site.connections().forEach([&](const Connection& connection) {
        const auto to = nodes.find(connection.to);
        if (to == nodes.end() || !water[to->second]) return;
        if (const auto from = nodes.find(connection.from); from != nodes.end()) {
            if (water[from->second]) next[from->second].push_back(to->second);
            return;
        }
        const auto source = sources.find(connection.from);
        if (source == sources.end()) return;
        const auto ports = spec(source->second).ports;
        if (connection.fromPort >= ports.size()) return;
        const TubeRole leaves = roleOfPort(source->second, ports[connection.fromPort].key);
        if (leaves != TubeRole::Neutral) starts[leaves == TubeRole::Supply ? 0 : 1].push_back(to->second);
    });
    for (std::size_t pass = 0; pass < 2; ++pass) {
        std::vector<std::uint32_t>& open = starts[pass];
        while (!open.empty()) {
            const std::uint32_t at = open.back();
            open.pop_back();
            if (role[at] != TubeRole::Neutral) continue;
            role[at] = pass == 0 ? TubeRole::Supply : TubeRole::Return;
            open.insert(open.end(), next[at].begin(), next[at].end());
        }
    }
    for (std::size_t i = 0; i < tubes.size(); ++i) tubes[i].role = role[i];
}

}  // namespace twin::scene
