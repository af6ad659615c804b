// SPDX-License-Identifier: GPL-3.0-or-later
//
// Power paths as a sweep.
//
// Nodes are ordered from sources to loads (Kahn). Downward pass: a node is alive when it is in service and is a source
// or has a live input. Upward pass, loads first: with out = Σ shares of what hangs on the node,
//     in = out + own + loss(out),
// and in is split over the live inputs (equal for loads, by rating else, preferred first for transfer switches).
//
// Converter loss at output P with bare rating R: P_loss is linear between the points x = 0, ¼, ½, ¾, 1 of
//     (x R, x R (1/η_x − 1)), the point at 0 being the no-load loss; beyond R the last slope goes on.
// Conductor: I = P / (√3 V cosφ) (AC, three-phase) or P / V (DC); loss = 3 I² R or 2 I² R;
//     drop = √3 I R cosφ / V or 2 I R / V (resistive part).
// By phase (phases.cpp): loss = R (Σ I_k² + I_N²), the neutral as thick as a line; drop = R Re((J_k + J_N) a_k*)/U², of the
//     phase that loses most, or 2 R P/V² between two lines; a device of three phases is loaded as its fullest line.
// Rings of conductors and boards stand together in the order and are solved as networks (power_ring_flow.cpp).
// Every watt that enters leaves as output, own consumption or loss: Σ in(sources) = Σ demand served + Σ own + Σ loss.
#include "twin/power/power_paths.h"

#include "twin/power/path_check.h"
#include "twin/power/phase_check.h"
#include "twin/power/power_ring_flow.h"
#include "twin/power/ups_mode.h"
#include "twin/power/usable_share.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace twin::power {

namespace {

const double kSqrt3 = std::sqrt(3.0);

bool isSource(Kind kind) { return kind == Kind::UtilityFeed || kind == Kind::Generator || kind == Kind::PvArray; }
bool isStorage(Kind kind) { return kind == Kind::StorageCabin || kind == Kind::Battery; }

bool isPathKind(Kind kind) {
    for (const PortSpec& port : spec(kind).ports)
        if (port.medium == Medium::Power) return true;
    return false;
}

double positive(double value) { return value > 0 ? value : 0; }  // NaN gives 0

/// The stated efficiencies are those of double conversion.
void applyMode(const Site& site, const Item& item, PowerPaths::Node& node) {
    const auto mode = site.choice<UpsMode>(item, Param::UpsMode);
    if (mode == UpsMode::DoubleConversion || node.curveRating_W <= 0) return;
    LossCurve curve{node.curveRating_W, {}};
    std::copy(std::begin(node.lossPoints_W), std::end(node.lossPoints_W), curve.loss_W.begin());
    UpsModeOptions options;
    options.modules = std::max(1, static_cast<int>(site.value(item, Param::Modules)));
    options.spareModules = std::max(0, static_cast<int>(site.value(item, Param::SpareModules)));
    const LossCurve inOperation = inMode(curve, mode, options);
    std::copy(inOperation.loss_W.begin(), inOperation.loss_W.end(), std::begin(node.lossPoints_W));
}

PowerPaths::Node makeNode(const Site& site, const Item& item, bool inService, Issues& issues) {
    PowerPaths::Node node;
    const auto get = [&](Param param) { return positive(site.value(item, param)); };
    node.item = &item;
    node.inService = inService;
    node.side = site.choice<Side>(item, Param::Side);
    node.source = isSource(item.kind);
    node.load = isCompute(item.kind) || spec(item.kind).group == KindGroup::Air || spec(item.kind).group == KindGroup::Liquid ||
                isStorage(item.kind);
    node.transferSwitch = item.kind == Kind::TransferSwitch;
    UsableShare continuous = usableShare(site, item);
    const double usable = node.usable = continuous.share;
    node.usableBy = continuous.source;
    std::move(continuous.issues.begin(), continuous.issues.end(), std::back_inserter(issues));
    node.powerFactor = hasParam(item.kind, Param::PowerFactor) ? get(Param::PowerFactor) : 1;
    node.dc = site.choice<Distribution>(item, Param::Distribution) == Distribution::Dc || item.kind == Kind::Sst || item.kind == Kind::Rectifier;
    node.voltage_V = hasParam(item.kind, Param::VoltageOut) ? get(Param::VoltageOut) : get(Param::Voltage);
    if (node.dc) node.powerFactor = 1;
    double rating = node.load ? 0 : get(Param::RatedPower);
    const double apparent = get(Param::RatedApparent) * node.powerFactor;  // kVA become kW only by the stated power factor
    if (apparent > 0) rating = rating > 0 ? std::min(rating, apparent) : apparent;
    node.rating_W = rating * usable;
    if (!node.load) node.ratingCurrent_A = get(Param::Current) * usable;
    node.ratedByCurrent = node.rating_W <= 0 && node.ratingCurrent_A > 0;
    if (node.ratedByCurrent)
        node.rating_W = node.ratingCurrent_A * node.voltage_V * (node.dc ? 1 : kSqrt3 * node.powerFactor);
    const Param points[] = {Param::Efficiency25, Param::Efficiency50, Param::Efficiency75, Param::Efficiency100};
    node.lossPoints_W[0] = get(Param::StandbyLoss);
    if (hasParam(item.kind, Param::Efficiency50) && rating > 0) {
        node.curveRating_W = rating;
        for (int i = 0; i < 4; ++i) {
            const double efficiency = std::clamp(get(points[i]), 0.05, 1.0);
            node.lossPoints_W[i + 1] = rating * 0.25 * (i + 1) * (1 / efficiency - 1);
        }
    }
    if (item.kind == Kind::Transformer) {
        node.voltageIn_V = get(Param::Voltage);
        node.tap = site.value(item, Param::Tap);
        node.shortCircuitVoltage = get(Param::ShortCircuitVoltage);
    }
    if (item.kind == Kind::UtilityFeed) node.energyPrice = get(Param::EnergyPrice), node.demandPrice = get(Param::DemandPrice);
    if (hasParam(item.kind, Param::Phases)) node.ownPhases = site.choice<Phases>(item, Param::Phases);
    if (item.kind == Kind::Ups) applyMode(site, item, node);
    if (item.kind == Kind::Busway || item.kind == Kind::Cable) node.resistance_ohm = get(Param::ResistancePerMetre) * routeLength_m(item);
    if (isStorage(item.kind)) node.own_W = get(Param::OwnPower);
    return node;
}

double converterLoss_W(const PowerPaths::Node& node, double out_W) {
    if (node.curveRating_W <= 0) return node.lossPoints_W[0];
    const double x = out_W / node.curveRating_W * 4;
    const int i = std::clamp(static_cast<int>(x), 0, 3);
    return positive(node.lossPoints_W[i] + (x - i) * (node.lossPoints_W[i + 1] - node.lossPoints_W[i]));
}

double current_A(const PowerPaths::Node& node, double power_W) {
    if (node.voltage_V <= 0) return std::numeric_limits<double>::quiet_NaN();
    return power_W / (node.voltage_V * (node.dc ? 1 : kSqrt3 * std::max(node.powerFactor, 0.1)));
}

}  // namespace

PowerPaths::PowerPaths(const Site& site, const std::unordered_set<Id>& outOfService) {
    for (const KindSpec& kind : allKinds()) {
        if (!isPathKind(kind.kind)) continue;
        site.items(kind.kind).forEach([&](const Item& item) {
            m_index.emplace(item.id, static_cast<int>(m_nodes.size()));
            m_nodes.push_back(makeNode(site, item, !outOfService.contains(item.id), m_issues));
        });
    }
    connect(site);
    putInOrder();
    checkPaths(m_nodes, m_rings, m_ringOf, m_issues);
    m_perPhase = resolvePhases(m_nodes, m_order, m_ringOf, m_issues);
}

int PowerPaths::indexOf(Id item) const {
    const auto found = m_index.find(item);
    return found == m_index.end() ? -1 : found->second;
}

void PowerPaths::connect(const Site& site) {
    struct Input {
        int port, node;
    };
    std::vector<std::vector<Input>> inputs(m_nodes.size());
    site.connections().forEach([&](const Connection& link) {
        const int from = indexOf(link.from), to = indexOf(link.to);
        if (from < 0 || to < 0) return;
        const auto fromPorts = spec(m_nodes[from].item->kind).ports, toPorts = spec(m_nodes[to].item->kind).ports;
        if (link.fromPort >= fromPorts.size() || link.toPort >= toPorts.size()) return;
        if (fromPorts[link.fromPort].medium != Medium::Power || toPorts[link.toPort].medium != Medium::Power) return;
        const bool reversed = fromPorts[link.fromPort].flow == Flow::In || (toPorts[link.toPort].flow == Flow::Out);
        const int upper = reversed ? to : from, lower = reversed ? from : to;
        inputs[lower].push_back({reversed ? link.fromPort : link.toPort, upper});
        m_nodes[upper].outputs.push_back(lower);
    });
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        std::stable_sort(inputs[i].begin(), inputs[i].end(), [](const Input& a, const Input& b) { return a.port < b.port; });
        for (const Input& input : inputs[i]) m_nodes[i].inputs.push_back(input.node);
    }
}

void PowerPaths::putInOrder() {
    m_rings = findRings(m_nodes, m_issues);
    std::vector<int> waiting(m_nodes.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i) waiting[i] = static_cast<int>(m_nodes[i].inputs.size());
    if (!m_rings.empty()) m_ringOf.assign(m_nodes.size(), -1);
    std::vector<int> ringWaits;
    for (std::size_t r = 0; r < m_rings.size(); ++r) {
        ringWaits.push_back(static_cast<int>(m_rings[r].feeders.size()));
        for (const int member : m_rings[r].members) m_ringOf[member] = static_cast<int>(r);
    }
    const auto put = [&](int at) {
        if (ringOf(at) < 0) m_order.push_back(at);
        else m_order.insert(m_order.end(), m_rings[ringOf(at)].members.begin(), m_rings[ringOf(at)].members.end());
    };
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (waiting[i] == 0 && ringOf(static_cast<int>(i)) < 0) m_order.push_back(static_cast<int>(i));
    for (std::size_t r = 0; r < m_rings.size(); ++r)
        if (ringWaits[r] == 0) put(m_rings[r].members.front());
    for (std::size_t at = 0; at < m_order.size(); ++at)
        for (int below : m_nodes[m_order[at]].outputs) {
            const int ring = ringOf(below);
            if (ring >= 0 && ring == ringOf(m_order[at])) continue;
            if (--(ring < 0 ? waiting[below] : ringWaits[ring]) == 0) put(below);
        }
}

PowerState PowerPaths::solve(const std::vector<double>& demand_W, Scenario scenario) const {
    PowerState state;
    solve(demand_W, scenario, {}, state);
    return state;
}

void PowerPaths::solve(const std::vector<double>& demand_W, Scenario scenario, std::span<const int> lost, PowerState& state, std::span<const Extra> extra) const {
    state.nodes.assign(m_nodes.size(), {});
    state.phases.assign(m_perPhase ? m_nodes.size() : 0, {});
    state.utility_W = state.unserved_W = 0;
    const Side side = scenario == Scenario::LossOfA ? Side::A : scenario == Scenario::LossOfB ? Side::B : Side::None;
    const auto works = [&](int at) {
        const Node& node = m_nodes[at];
        return node.inService && (side == Side::None || node.side != side) && std::find(lost.begin(), lost.end(), at) == lost.end();
    };
    for (std::size_t i = 0; i < m_order.size(); ++i) {
        const int at = m_order[i];
        const Node& node = m_nodes[at];
        if (const int ring = ringOf(at); ring >= 0) {
            energiseRing(m_rings[ring], works, state);
            i += m_rings[ring].members.size() - 1;
            continue;
        }
        bool fed = node.source;
        for (int input : node.inputs) fed = fed || state.nodes[input].alive;
        state.nodes[at].alive = fed && works(at);
    }
    for (const Extra& load : extra) {
        (state.nodes[load.node].alive ? state.nodes[load.node].out_W : state.unserved_W) += load.power_W;
        if (m_perPhase) state.phases[load.node].lines += linesOf(m_nodes[load.node].phases, load.power_W);
    }
    for (std::size_t back = m_order.size(); back-- > 0;) {
        const int at = m_order[back];
        if (const int ring = ringOf(at); ring >= 0) {
            solveRing(m_rings[ring], m_nodes, demand_W, state);
            back -= m_rings[ring].members.size() - 1;
            continue;
        }
        const Node& node = m_nodes[at];
        NodeState& now = state.nodes[at];
        const double demand = demand_W[at];
        if (!now.alive) {
            state.unserved_W += demand;
            continue;
        }
        const double out = now.out_W;
        const bool phased = m_perPhase && !node.dc && !node.load;
        if (phased) state.phases[at] = phaseState(state.phases[at].lines, node.voltage_V, node.powerFactor);
        const double current = phased && node.voltage_V > 0 ? *std::max_element(state.phases[at].current_A.begin(), state.phases[at].current_A.end()) : current_A(node, out);
        now.current_A = current;
        now.loss_W = converterLoss_W(node, out);
        if (phased) {
            conduct(node, now, state.phases[at]);
        } else if (node.resistance_ohm > 0 && std::isfinite(current)) {
            now.loss_W += (node.dc ? 2 : 3) * current * current * node.resistance_ohm;
            now.drop = (node.dc ? 2 : kSqrt3 * node.powerFactor) * current * node.resistance_ohm / node.voltage_V;
        }
        now.in_W = out + demand + node.own_W + now.loss_W;
        now.load = node.rating_W > 0 ? out / node.rating_W : std::numeric_limits<double>::quiet_NaN();
        if (phased && !singlePhase(node.phases) && node.rating_W > 0) now.load = std::max(now.load, 3 * largest(state.phases[at].lines) / node.rating_W);
        if (node.ratingCurrent_A > 0 && std::isfinite(current)) now.load = std::max(positive(now.load), current / node.ratingCurrent_A);
        if (node.source) {
            now.in_W = out;
            now.loss_W = 0;
            state.utility_W += out;
            continue;
        }
        Lines ofLoad{};
        eachShare(at, state, [&](int input, double share) {
            const double drawn = now.in_W * share;
            state.nodes[input].out_W += drawn;
            if (m_perPhase) {
                const Lines lines = this->drawn(at, input, share, state);
                state.phases[input].lines += lines;
                if (node.load) ofLoad += lines;
            }
            (m_nodes[input].side == Side::B ? now.feedB_W : now.feedA_W) += drawn;
        });
        if (m_perPhase && node.load && !node.inputs.empty()) {
            const Node& feed = m_nodes[node.inputs.front()];
            if (!feed.dc) state.phases[at] = phaseState(ofLoad, feed.voltage_V, node.powerFactor);
        }
    }
}

/// Loss and drop of a conductor from the currents of its phases.
void PowerPaths::conduct(const Node& node, NodeState& now, const PhaseState& phases) const {
    if (!(node.resistance_ohm > 0) || !(node.voltage_V > 0)) return;
    double squares = phases.neutral_A * phases.neutral_A;
    for (const double current : phases.current_A) squares += current * current;
    now.loss_W += squares * node.resistance_ohm;
    const double perWatt = node.resistance_ohm / (node.voltage_V * node.voltage_V);
    if (node.phases == Phases::L1L2 || node.phases == Phases::L2L3 || node.phases == Phases::L3L1) {
        now.drop = 2 * now.out_W * perWatt;
        return;
    }
    const std::complex<double> neutral = neutralOf(phases.lines);
    const Lines unit = linesOf(Phases::Three, 3);
    for (std::size_t k = 0; k < 3; ++k) now.drop = std::max(now.drop, 3 * perWatt * ((phases.lines[k] + neutral) * std::conj(unit[k])).real());
}

/// What a node takes from one of its feeds, by phase.
Lines PowerPaths::drawn(int at, int input, double share, const PowerState& state) const {
    const Node &node = m_nodes[static_cast<std::size_t>(at)], &feed = m_nodes[static_cast<std::size_t>(input)];
    const NodeState& now = state.nodes[static_cast<std::size_t>(at)];
    const Lines& lines = state.phases[static_cast<std::size_t>(at)].lines;
    const Phases asked = node.ownPhases != Phases::AsFed && holds(feed.phases, node.ownPhases) ? node.ownPhases : feed.phases;
    const bool converter = node.load || node.dc || (node.curveRating_W > 0 && node.item->kind != Kind::Transformer) || ringOf(at) >= 0;
    if (converter || singlePhase(asked) || !(now.out_W > 0)) return linesOf(asked, now.in_W * share);
    return (node.item->kind == Kind::Transformer ? throughTransformer(lines) : lines) * (now.in_W / now.out_W * share);
}

}  // namespace twin::power
