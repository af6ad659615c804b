// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/scene/schematic_state.h"

#include <algorithm>
#include <unordered_set>

namespace twin::scene {

namespace {

struct Supply {
    bool live = false;
    unsigned feeds = 0, liveFeeds = 0;
};

bool isSource(Kind kind) { return kind == Kind::UtilityFeed || kind == Kind::Generator || kind == Kind::PvArray; }

/// Who has a path to a source: flood from the sources through what is in service.
std::unordered_map<Id, Supply> suppliesOf(const Site& site, const std::unordered_set<Id>& out) {
    std::unordered_map<Id, Supply> supply;
    std::unordered_map<Id, int> index;
    std::vector<const Item*> items;
    for (const KindSpec& kind : allKinds())
        if (std::any_of(kind.ports.begin(), kind.ports.end(), [](const PortSpec& port) { return port.medium == Medium::Power; }))
            site.items(kind.kind).forEach([&](const Item& item) {
                index.emplace(item.id, static_cast<int>(items.size()));
                items.push_back(&item);
            });
    std::vector<std::pair<int, int>> wires;
    site.connections().forEach([&](const Connection& connection) {
        const auto a = index.find(connection.from), b = index.find(connection.to);
        if (a == index.end() || b == index.end()) return;
        const auto from = spec(items[a->second]->kind).ports, to = spec(items[b->second]->kind).ports;
        if (connection.fromPort >= from.size() || connection.toPort >= to.size()) return;
        if (from[connection.fromPort].medium != Medium::Power || to[connection.toPort].medium != Medium::Power) return;
        const bool reversed = from[connection.fromPort].flow == Flow::In || to[connection.toPort].flow == Flow::Out;
        wires.emplace_back(reversed ? b->second : a->second, reversed ? a->second : b->second);
    });
    std::vector<unsigned> start(items.size() + 1, 0);
    for (const auto& wire : wires) ++start[static_cast<std::size_t>(wire.first) + 1];
    for (std::size_t i = 0; i < items.size(); ++i) start[i + 1] += start[i];
    std::vector<int> to(wires.size());
    std::vector<unsigned> fill(start.begin(), start.end() - 1);
    for (const auto& wire : wires) to[fill[wire.first]++] = wire.second;
    std::vector<Supply> all(items.size());
    std::vector<int> open;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (isSource(items[i]->kind) && !out.contains(items[i]->id)) {
            all[i].live = true;
            open.push_back(static_cast<int>(i));
        }
    for (std::size_t at = 0; at < open.size(); ++at)
        for (unsigned w = start[open[at]]; w < start[open[at] + 1]; ++w)
            if (!all[to[w]].live && !out.contains(items[to[w]]->id)) {
                all[to[w]].live = true;
                open.push_back(to[w]);
            }
    for (const auto& wire : wires) {
        ++all[wire.second].feeds;
        all[wire.second].liveFeeds += all[wire.first].live;
    }
    for (std::size_t i = 0; i < items.size(); ++i) supply.emplace(items[i]->id, all[i]);
    return supply;
}

void raise(double& value, double by) {
    if (!std::isnan(by)) value = std::isnan(value) ? by : std::max(value, by);
}
void lower(double& value, double by) {
    if (!std::isnan(by)) value = std::isnan(value) ? by : std::min(value, by);
}
void add(double& value, double by) {
    if (!std::isnan(by)) value = std::isnan(value) ? by : value + by;
}

/// Reads a frame by item; NaN for what the frame does not know.
class Reader {
  public:
    explicit Reader(const Frame* frame) : m_frame(frame) {}
    bool take(const Item& item) {
        m_kind = item.kind;
        m_at = m_frame != nullptr && m_frame->site ? m_frame->site->items(item.kind).indexOf(item.id) : 0;
        return m_frame != nullptr && m_frame->site && m_at < m_frame->site->items(item.kind).size();
    }
    double operator()(Quantity quantity) const { return m_frame->value(m_kind, m_at, quantity); }

  private:
    const Frame* m_frame;
    Kind m_kind = Kind::Rack;
    std::size_t m_at = 0;
};

void addPower(SchematicNodeState& state, const Item& item, const Reader& read) {
    const bool load = isCompute(item.kind) || spec(item.kind).group != KindGroup::Power;
    double power = read(load ? Quantity::PowerIn : Quantity::PowerOut);
    if (std::isnan(power)) power = read(load ? Quantity::ElectricPower : Quantity::PowerIn);
    add(state.power_W, power);
    raise(state.afterLoss, read(Quantity::LoadAfterLoss));
    raise(state.current_A, read(Quantity::Current));
    const double share = read(Quantity::LoadFraction);
    if (!std::isnan(share) && !(share <= state.load)) state.load = share, state.worst = item.id;
}

void addCoolant(SchematicNodeState& state, const Item& item, const Reader& read) {
    add(state.flow_m3_s, std::abs(read(Quantity::LiquidFlow)));
    lower(state.supply_C, read(Quantity::LiquidSupply));
    raise(state.return_C, read(Quantity::LiquidReturn));
    raise(state.drop_Pa, std::abs(read(Quantity::PressureDrop)));
    const double power = isCompute(item.kind) ? read(Quantity::HeatToLiquid) : read(Quantity::CoolingLoad);
    add(state.power_W, std::isnan(power) ? read(Quantity::HeatRejected) : power);
    const double margin = read(Quantity::FlowMargin);
    if (!std::isnan(margin) && !(margin >= state.flowMargin)) state.flowMargin = margin, state.worst = item.id;
}

}  // namespace

SchematicState stateOf(const Schematic& drawing, const Site& site, const std::vector<Id>& outOfService, const Frame* frame) {
    const std::unordered_set<Id> out(outOfService.begin(), outOfService.end());
    const bool power = drawing.diagram == Diagram::Power;
    const auto supplies = power ? suppliesOf(site, out) : std::unordered_map<Id, Supply>();
    SchematicState state;
    state.nodes.resize(drawing.nodes.size());
    state.links.resize(drawing.links.size());
    Reader read(frame);
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v) {
        const SchematicNode& node = drawing.nodes[v];
        SchematicNodeState& now = state.nodes[v];
        for (unsigned m = node.first; m < node.first + node.count; ++m) {
            const Id id = drawing.members[m];
            const Item* item = site.items(node.kind).find(id);
            if (item == nullptr) continue;
            const bool isOut = out.contains(id);
            now.out += isOut;
            const bool known = read.take(*item);
            if (known) power ? addPower(now, *item, read) : addCoolant(now, *item, read);
            if (power) {
                const auto found = supplies.find(id);
                const Supply supply = found == supplies.end() ? Supply{} : found->second;
                now.dead += !supply.live;
                now.reduced += supply.live && supply.liveFeeds < supply.feeds;
                raise(now.voltage_V, site.value(*item, hasParam(item->kind, Param::VoltageOut) ? Param::VoltageOut : Param::Voltage));
            } else if (known) {
                const double flow = std::abs(read(Quantity::LiquidFlow));
                now.dead += isOut || flow <= kLeastFlow_m3_s;
            }
        }
    }
    for (std::size_t l = 0; l < drawing.links.size(); ++l) {
        const SchematicLink& link = drawing.links[l];
        SchematicLinkState& now = state.links[l];
        unsigned stopped = 0;
        for (unsigned m = link.first; m < link.first + link.count; ++m) {
            const Item* item = site.find(drawing.members[m]);
            if (item == nullptr) continue;
            stopped += out.contains(item->id);
            if (!read.take(*item)) continue;
            add(now.flow_m3_s, std::abs(read(Quantity::LiquidFlow)));
            raise(now.temperature_C, read(Quantity::LiquidReturn));
            raise(now.drop_Pa, std::abs(read(Quantity::PressureDrop)));
            raise(now.load, read(Quantity::LoadFraction));
            raise(now.current_A, read(Quantity::Current));
        }
        const auto &from = state.nodes[link.from], &to = state.nodes[link.to];
        const bool open = link.count == 0 || stopped < link.count;
        if (power) {
            now.live = open && from.dead < drawing.nodes[link.from].count;
        } else {
            const auto stands = [&](const SchematicNodeState& end, int node) { return end.dead > 0 && end.dead == drawing.nodes[node].count; };
            now.live = open && !stands(from, link.from) && !stands(to, link.to) && !(now.flow_m3_s <= kLeastFlow_m3_s);
        }
    }
    return state;
}

}  // namespace twin::scene
