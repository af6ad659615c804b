// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/site_loops.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <unordered_map>

namespace twin::liquid {

namespace {

constexpr double kShutOpening = 0.01;  ///< of full opening: below it a valve counts as shut

bool isLiquid(Medium medium) { return medium == Medium::Technology || medium == Medium::Facility; }

class Groups {
  public:
    int make() {
        m_parent.push_back(static_cast<int>(m_parent.size()));
        return m_parent.back();
    }
    int find(int a) {
        while (m_parent[a] != a) a = m_parent[a] = m_parent[m_parent[a]];
        return a;
    }
    void join(int a, int b) {
        a = find(a), b = find(b);
        if (a != b) m_parent[std::max(a, b)] = std::min(a, b);
    }
    std::size_t size() const { return m_parent.size(); }

  private:
    std::vector<int> m_parent;
};

/// The pairs of ports of a kind between which coolant flows.
struct Through {
    const char *from, *to;
    Role role;
};
std::vector<Through> throughs(const Site& site, const Item& item) {
    const Kind kind = item.kind;
    if (isCompute(kind)) return {{"tcs_in", "tcs_out", Role::ColdPlates}};
    if (isAirUnit(kind)) return {{"fws_in", "fws_out", Role::AirCoil}};
    switch (kind) {
        case Kind::Cdu: return {{"fws_in", "fws_out", Role::CduPrimary}, {"tcs_return", "tcs_supply", Role::CduSecondary}};
        case Kind::HeatExchanger: return {{"hot_in", "hot_out", Role::HotSide}, {"cold_in", "cold_out", Role::ColdSide}};
        case Kind::Pump: return {{"in", "out", Role::Pump}};
        case Kind::DryCooler: case Kind::CoolingTower: case Kind::Chiller: return {{"in", "out", Role::Rejection}};
        case Kind::Valve:
            switch (site.choice<ValveKind>(item, Param::ValveKind)) {
                case ValveKind::Mixing: return {{"in", "out", Role::Line}, {"bypass", "out", Role::Bypass}};
                case ValveKind::Diverting: return {{"in", "out", Role::Line}, {"in", "bypass", Role::Bypass}};
                default: return {{"in", "out", Role::Line}};
            }
        case Kind::Filter: case Kind::Pipe: return {{"in", "out", Role::Line}};
        default: return {};
    }
}

/// A resistance rated with its own refDrop at its refFlow.
void rate(Link& link, double flow_m3_s, double drop_Pa, double laminarShare) {
    link.kind = LinkKind::Resistance;
    link.refFlow_m3_s = std::max(flow_m3_s, 1e-9);
    link.refDrop_Pa = std::max(drop_Pa, 1e-3);
    link.laminarShare = laminarShare;
}

Link makeLink(const Site& site, const Item& item, Role role) {
    Link link;
    link.name = item.name;
    link.item = item.id;
    const auto get = [&](Param param) {
        const double value = site.value(item, param);
        return std::isfinite(value) ? value : 0.0;
    };
    switch (role) {
        case Role::ColdPlates: rate(link, get(Param::LiquidRefFlow), get(Param::LiquidRefDrop), get(Param::LiquidLaminarShare)); break;
        case Role::CduPrimary: rate(link, get(Param::LiquidRefFlow), get(Param::FacilityDrop), 0); break;
        case Role::HotSide: case Role::ColdSide: case Role::AirCoil: case Role::Rejection:
            rate(link, get(Param::LiquidRefFlow), get(Param::LiquidRefDrop), 0);
            break;
        case Role::CduSecondary: case Role::Pump: {
            link.kind = LinkKind::Pump;
            link.ratedFlow_m3_s = std::max(get(Param::PumpFlow), 1e-9);
            link.ratedHead_Pa = std::max(get(Param::PumpHead), 1.0);
            link.shutoffHead_Pa = kShutoffOverRated * link.ratedHead_Pa;
            if (const double hold = get(Param::DifferentialPressure); hold > 0) {
                link.control = PumpControl::DifferentialPressure;
                link.setDifference_Pa = hold;
            }
            break;
        }
        case Role::Bypass: rate(link, get(Param::LiquidRefFlow), get(Param::LiquidRefDrop), 0); break;
        case Role::Line:
            if (item.kind == Kind::Pipe) {
                link.kind = LinkKind::Pipe;
                link.length_m = std::max(routeLength_m(item), 0.05);
                link.diameter_m = get(Param::Diameter);
                link.roughness_m = get(Param::Roughness);
                link.minorLoss = get(Param::MinorLoss);
            } else {  // the free area shrinks (a clogged strainer, a throttled valve): the drop grows with its inverse square
                const double open = item.kind == Kind::Valve ? get(Param::Opening) : 1 - get(Param::Clogging);
                rate(link, get(Param::LiquidRefFlow), get(Param::LiquidRefDrop) / std::pow(std::clamp(open, kShutOpening, 1.0), 2), 0);
                link.closed = open < kShutOpening;
                if (item.kind != Kind::Valve) break;
                const ValveKind valve = site.choice<ValveKind>(item, Param::ValveKind);
                link.checkValve = valve == ValveKind::Check;
                if (valve == ValveKind::PressureIndependent) link.maxFlow_m3_s = get(Param::FlowLimit);
            }
            break;
    }
    return link;
}

}  // namespace

SiteLoops::Part SiteLoops::technologyPart(Fluid fluid) {
    switch (fluid) {
        case Fluid::Water: return kTechnologyWater;
        case Fluid::PG25: return kTechnologyPg25;
        case Fluid::PG20: return kTechnologyPg20;
        case Fluid::PG30: return kTechnologyPg30;
        case Fluid::PG55: return kTechnologyPg55;
        case Fluid::EG30: return kTechnologyEg30;
        case Fluid::EG50: return kTechnologyEg50;
    }
    return kTechnologyWater;
}

const char* SiteLoops::name(int part) {
    switch (part) {
        case kTechnologyWater: return "coolant: TCS water";
        case kTechnologyPg25: return "coolant: TCS PG25";
        case kFacility: return "coolant: FWS";
        case kTechnologyPg20: return "coolant: TCS PG20";
        case kTechnologyPg30: return "coolant: TCS PG30";
        case kTechnologyPg55: return "coolant: TCS PG55";
        case kTechnologyEg30: return "coolant: TCS EG30";
        case kTechnologyEg50: return "coolant: TCS EG50";
        default: return "";
    }
}

SiteLoops::SiteLoops(const Site& site, const std::unordered_set<Id>& outOfService) {
    // Terminals: a run of ports an item, found by the item's first terminal.
    std::unordered_map<Id, int> firstTerminal;
    Groups nodes;
    std::vector<const Item*> owner;
    for (const KindSpec& kind : allKinds()) {
        if (std::none_of(kind.ports.begin(), kind.ports.end(), [](const PortSpec& port) { return isLiquid(port.medium); })) continue;
        site.items(kind.kind).forEach([&](const Item& item) {
            firstTerminal.emplace(item.id, static_cast<int>(nodes.size()));
            for (std::size_t p = 0; p < kind.ports.size(); ++p) {
                nodes.make();
                owner.push_back(&item);
            }
            if (kind.kind == Kind::Manifold) nodes.join(firstTerminal[item.id], firstTerminal[item.id] + 1);
        });
    }
    std::vector<char> joined(nodes.size(), 0);
    site.connections().forEach([&](const Connection& connection) {
        const auto from = firstTerminal.find(connection.from), to = firstTerminal.find(connection.to);
        if (from == firstTerminal.end() || to == firstTerminal.end()) return;
        const int a = from->second + connection.fromPort, b = to->second + connection.toPort;
        const auto liquid = [&](int terminal, Id, unsigned char port) {
            const auto ports = spec(owner[terminal]->kind).ports;
            return port < ports.size() && isLiquid(ports[port].medium);
        };
        if (!liquid(from->second, connection.from, connection.fromPort) || !liquid(to->second, connection.to, connection.toPort)) return;
        nodes.join(a, b);
        joined[a] = joined[b] = 1;
    });

    // Links, and the components they make.
    struct Draft {
        SiteLink site;
        Link link;
        int from, to;
    };
    std::vector<Draft> drafts;
    Groups loops;
    for (std::size_t i = 0; i < nodes.size(); ++i) loops.make();
    for (std::size_t i = 0; i < nodes.size(); ++i) loops.join(static_cast<int>(i), nodes.find(static_cast<int>(i)));
    for (const KindSpec& kind : allKinds()) {
        if (std::none_of(kind.ports.begin(), kind.ports.end(), [](const PortSpec& port) { return isLiquid(port.medium); })) continue;
        std::size_t index = 0;
        site.items(kind.kind).forEach([&](const Item& item) {
            const auto pairs = throughs(site, item);
            const int first = firstTerminal.at(item.id);
            for (const Through& pair : pairs) {
                const int a = first + portFromKey(kind.kind, pair.from), b = first + portFromKey(kind.kind, pair.to);
                Draft draft{{&item, index, pair.role, 0, 0, joined[a] && joined[b]}, {}, nodes.find(a), nodes.find(b)};
                if (!draft.site.connected && (pair.role == Role::ColdPlates || pair.role == Role::AirCoil)) continue;
                draft.link = makeLink(site, item, pair.role);
                draft.link.closed = draft.link.closed || outOfService.contains(item.id) || !draft.site.connected;
                loops.join(a, b);
                drafts.push_back(std::move(draft));
            }
            ++index;
        });
    }
    std::unordered_map<int, int> partOfLoop;
    for (const Draft& draft : drafts)
        if (draft.site.role == Role::CduSecondary)
            partOfLoop[loops.find(draft.from)] = technologyPart(site.choice<Fluid>(*draft.site.item, Param::Fluid));
    const auto partOf = [&](int terminal) {
        const auto found = partOfLoop.find(loops.find(terminal));
        return found == partOfLoop.end() ? static_cast<int>(kFacility) : found->second;
    };

    for (const Fluid fluid : {Fluid::Water, Fluid::PG25, Fluid::PG20, Fluid::PG30, Fluid::PG55, Fluid::EG30, Fluid::EG50})
        parts[technologyPart(fluid)].fluid = fluid;
    std::vector<int> nodeOf(nodes.size(), -1);
    const auto node = [&](int part, int terminal) {
        int& known = nodeOf[nodes.find(terminal)];
        if (known < 0) {
            known = static_cast<int>(parts[part].nodes.size());
            const Item& item = *owner[nodes.find(terminal)];
            parts[part].nodes.push_back({item.name, item.position.z, item.id, 0});
        }
        return known;
    };
    for (Draft& draft : drafts) {
        draft.site.part = partOf(draft.from);
        draft.site.link = static_cast<int>(parts[draft.site.part].links.size());
        draft.link.from = node(draft.site.part, draft.from);
        draft.link.to = node(draft.site.part, draft.to);
        parts[draft.site.part].links.push_back(std::move(draft.link));
        links.push_back(draft.site);
    }
    findValves(site, outOfService);
    const auto nodeAt = [&](const Item& item) -> Node* {
        const int terminal = nodes.find(firstTerminal.at(item.id));
        return nodeOf[terminal] < 0 ? nullptr : &parts[partOf(terminal)].nodes[nodeOf[terminal]];
    };
    site.items(Kind::Tank).forEach([&](const Item& item) {
        Node* const place = nodeAt(item);
        if (place == nullptr) return;
        auto& part = parts[partOf(nodes.find(firstTerminal.at(item.id)))];
        if (site.choice<TankUse>(item, Param::TankUse) == TankUse::Buffer) place->volume_m3 += std::max(0.0, site.value(item, Param::Volume));
        else part.vessels.push_back({static_cast<int>(place - part.nodes.data()), std::max(0.0, site.value(item, Param::FillPressure)), item.id});
    });
    site.items(Kind::Manifold).forEach([&](const Item& item) {
        const double diameter = std::max(0.0, site.value(item, Param::Diameter));
        if (Node* const place = nodeAt(item)) place->volume_m3 += std::numbers::pi / 4 * diameter * diameter * routeLength_m(item);
    });
}

void SiteLoops::findValves(const Site& site, const std::unordered_set<Id>& outOfService) {
    for (std::size_t i = 0; i < links.size(); ++i) {
        const SiteLink& place = links[i];
        if (place.item->kind != Kind::Valve || place.role != Role::Line) continue;
        const ValveKind kind = site.choice<ValveKind>(*place.item, Param::ValveKind);
        const bool threeWay = kind == ValveKind::Mixing || kind == ValveKind::Diverting;
        const bool controlled = site.choice<ValveControl>(*place.item, Param::ValveControl) == ValveControl::Temperature;
        if (!threeWay && !(controlled && kind == ValveKind::Throttle)) continue;
        Network& network = parts[place.part];
        ControlledValve valve;
        valve.name = place.item->name;
        valve.item = place.item->id;
        valve.straight = place.link;
        valve.refDrop_Pa = std::max(site.value(*place.item, Param::LiquidRefDrop), 1e-3);
        valve.set_C = site.value(*place.item, Param::SupplyTemperature);
        const bool stands = outOfService.contains(place.item->id);
        bool joined = place.connected;
        if (threeWay) {  // its bypass is the next draft of the same item
            if (i + 1 >= links.size() || links[i + 1].item != place.item || links[i + 1].part != place.part) continue;
            valve.bypass = links[i + 1].link;
            joined = joined && links[i + 1].connected;
        }
        const Link& straight = network.links[static_cast<std::size_t>(valve.straight)];
        if (!threeWay) valve.sensed = straight.from;
        else if (kind == ValveKind::Mixing) valve.sensed = straight.to;
        else valve.sensed = joiningNode(network, valve, network.links[static_cast<std::size_t>(valve.bypass)].to);
        valve.controlled = controlled && joined && !stands;
        if (joined && !stands) setPosition(network, valve, site.value(*place.item, Param::Opening));
        valves[place.part].push_back(std::move(valve));
    }
}

void SiteLoops::startValves(const std::unordered_map<Id, double>& positions) {
    for (int part = 0; part < kParts; ++part)
        for (ControlledValve& valve : valves[part])
            if (const auto known = positions.find(valve.item); valve.controlled && known != positions.end()) setPosition(parts[part], valve, known->second);
}

}  // namespace twin::liquid
