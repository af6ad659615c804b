// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loads of nodes rise with the added power (a load never falls when more hangs below), so the headroom in one case (normal
// state, loss of a side, a single failure) is the root of max(load) = 1, which is nearly linear: bracketed and interpolated.
//
// The added power fills only what stands above the tap-offs. A failure outside of that leaves its way as it is in the
// normal state; when another such case has each of those nodes at least as full, that one binds first. So in a site of two
// sides nearly all failures are covered by the loss of the other side, and few are swept for a tap-off.
#include "twin/power/headroom.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <set>

namespace twin::power {

namespace {

constexpr double kEndless = std::numeric_limits<double>::infinity();
constexpr std::array kScenarios{Scenario::Normal, Scenario::LossOfA, Scenario::LossOfB};
constexpr std::size_t kCompared = 8;  // cases that a failure is compared with

/// The normal state, the loss of a side or a single failure, without anything added.
struct Case {
    Scenario scenario = Scenario::Normal;
    int lost = -1;
    PowerState before;
    std::span<const int> lostNodes() const { return {&lost, lost < 0 ? 0U : 1U}; }
};

/// One more load, on one or several tap-offs.
struct Place {
    std::vector<int> taps, above;                 ///< above: tap-offs and all that stands on their ways and is alive in the normal state
    std::vector<std::vector<double>> compared;    ///< loads of those, in cases that leave the way as it is
    Headroom best;
};

struct Worst {
    double load = 0;
    int node = -1;
};

class Search {
  public:
    Search(const PowerPaths& paths, const std::vector<double>& demand_W) : m_paths(paths), m_demand_W(demand_W) {}

    Case caseOf(Scenario scenario, int lost) const {
        Case at{scenario, lost, {}};
        solve(at);
        return at;
    }
    void solve(Case& at) const { m_paths.solve(m_demand_W, at.scenario, at.lostNodes(), at.before); }

    /// Lowers the headroom of a place to what a case leaves.
    void limit(Place& place, const Case& at) {
        const double known = std::isfinite(place.best.power_W) ? place.best.power_W : 1;
        const Worst first = fill(place, at, known);
        if (first.node < 0 || (std::isfinite(place.best.power_W) && first.load < 1)) return;  // nothing rated on the way, no tap-off alive, or no less than known
        const Worst least = fill(place, at, 1);
        if (least.load >= 1) {
            place.best = {0, least.node, at.scenario, at.lost};
            return;
        }
        double low = 0, loadLow = least.load, high = 1e3, loadHigh = first.load;
        if (std::isfinite(place.best.power_W)) {
            high = place.best.power_W;
        } else {
            const double slope = (fill(place, at, high).load - least.load) / high;
            if (const double guess = 1.02 * (1 - least.load) / slope; guess > high && guess < 1e12) high = guess;
            while ((loadHigh = fill(place, at, high).load) < 1 && high < 1e12) {
                low = high, loadLow = loadHigh;
                high *= 2;
            }
        }
        // Nearly a line: interpolated, kept off the ends so that both close in, halved every third time.
        for (int turn = 1;; ++turn) {
            const double close = std::max(1.0, 1e-6 * high);
            if (high - low <= close) break;
            const double line = low + (high - low) * (1 - loadLow) / (loadHigh - loadLow);
            const double middle = turn % 3 == 0 || !(line > low && line < high) ? 0.5 * (low + high) : std::clamp(line, low + 0.4 * close, high - 0.4 * close);
            const double load = fill(place, at, middle).load;
            (load < 1 ? low : high) = middle;
            (load < 1 ? loadLow : loadHigh) = load;
        }
        if (low < place.best.power_W) place.best = {low, fill(place, at, high).node, at.scenario, at.lost};
    }

    /// Whether a case leaves the way to a place as it is in the normal state, and its loads there.
    bool leavesTheWay(const Place& place, const Case& at, std::vector<double>& loads) const {
        loads.clear();
        for (const int node : place.above) {
            const NodeState& now = at.before.nodes[static_cast<std::size_t>(node)];
            if (!now.alive) return false;
            loads.push_back(now.load > 0 ? now.load : 0);  // NaN gives 0
        }
        return true;
    }
    bool isCovered(const Place& place, const std::vector<double>& loads) const {
        if (m_paths.perPhase()) return false;  // the fullest phase need not be the one that the added power fills
        const auto fuller = [&](const std::vector<double>& other) { return std::equal(loads.begin(), loads.end(), other.begin(), [](double here, double there) { return here <= there + 1e-9; }); };
        return std::any_of(place.compared.begin(), place.compared.end(), fuller);
    }

  private:
    /// Highest load among the nodes that the added power reaches.
    Worst fill(const Place& place, const Case& at, double power_W) {
        m_extra.clear();
        for (const int tap : place.taps)
            if (at.before.nodes[static_cast<std::size_t>(tap)].alive) m_extra.push_back({tap, power_W});
        for (auto& share : m_extra) share.power_W /= static_cast<double>(m_extra.size());
        Worst worst;
        if (m_extra.empty()) return worst;
        m_paths.solve(m_demand_W, at.scenario, at.lostNodes(), m_after, m_extra);
        for (std::size_t i = 0; i < m_after.nodes.size(); ++i) {
            const NodeState& now = m_after.nodes[i];
            if (m_paths.nodes()[i].load || std::isnan(now.load) || !(now.out_W > at.before.nodes[i].out_W)) continue;
            if (worst.node < 0 || now.load > worst.load) worst = {now.load, static_cast<int>(i)};
        }
        return worst;
    }

    const PowerPaths& m_paths;
    const std::vector<double>& m_demand_W;
    PowerState m_after;
    std::vector<PowerPaths::Extra> m_extra;
};

std::vector<int> nodesAbove(const PowerPaths& paths, const PowerState& normal, const std::vector<int>& taps) {
    std::vector<int> found;
    std::vector<char> seen(paths.nodes().size(), 0);
    const auto visit = [&](int node) {
        if (!seen[static_cast<std::size_t>(node)] && normal.nodes[static_cast<std::size_t>(node)].alive) found.push_back(node);
        seen[static_cast<std::size_t>(node)] = 1;
    };
    for (const int tap : taps) visit(tap);
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (const int input : paths.nodes()[static_cast<std::size_t>(found[i])].inputs) visit(input);
        if (const int ring = paths.ringOf(found[i]); ring >= 0) {
            const PowerRing& whole = paths.rings()[static_cast<std::size_t>(ring)];
            for (const int member : whole.members) visit(member);
            for (const auto& feeder : whole.feeders) visit(feeder.node);
        }
    }
    return found;
}

std::vector<Headroom> search(const PowerPaths& paths, const std::vector<double>& demand_W, std::vector<Place> places, std::stop_token stop) {
    Search search(paths, demand_W);
    const Case normal = search.caseOf(Scenario::Normal, -1);
    for (Place& place : places) {
        place.above = nodesAbove(paths, normal.before, place.taps);
        if (place.above.empty()) place.best.power_W = 0;
    }
    std::vector<double> loads;
    const auto judge = [&](const Case& at) {
        for (Place& place : places) {
            if (stop.stop_requested()) return;
            if (!(place.best.power_W > 0)) continue;
            const bool asItIs = search.leavesTheWay(place, at, loads);
            if (asItIs && search.isCovered(place, loads)) continue;
            search.limit(place, at);
            if (asItIs && place.compared.size() < kCompared) place.compared.push_back(loads);
        }
    };
    for (const Scenario scenario : kScenarios) judge(search.caseOf(scenario, -1));
    Case at;
    for (const int node : paths.order()) {  // sources first: what takes most stands before what it covers
        const auto i = static_cast<std::size_t>(node);
        if (stop.stop_requested()) break;
        if (paths.nodes()[i].load || !normal.before.nodes[i].alive) continue;
        at.lost = node;
        search.solve(at);
        judge(at);
    }
    std::vector<Headroom> found;
    for (const Place& place : places) found.push_back(place.best);
    return found;
}

}  // namespace

Headroom headroomAt(const PowerPaths& paths, const std::vector<double>& demand_W, std::span<const int> taps) {
    const std::vector<int> place(taps.begin(), taps.end());
    return headroomAtEach(paths, demand_W, {&place, 1}).front();
}

std::vector<Headroom> headroomAtEach(const PowerPaths& paths, const std::vector<double>& demand_W, std::span<const std::vector<int>> places, std::stop_token stop) {
    std::vector<Place> searched;
    for (const auto& taps : places) searched.push_back({taps, {}, {}, {kEndless, -1, Scenario::Normal, -1}});
    return search(paths, demand_W, std::move(searched), stop);
}

std::vector<TapRoom> tapRooms(const PowerPaths& paths, const std::vector<double>& demand_W, std::stop_token stop) {
    const auto& nodes = paths.nodes();
    std::map<std::vector<int>, int> racksOn;
    for (const auto& node : nodes) {
        if (!isCompute(node.item->kind)) continue;
        const std::set<int> feeds(node.inputs.begin(), node.inputs.end());
        if (feeds.size() > 1) ++racksOn[{feeds.begin(), feeds.end()}];
    }
    std::vector<const std::vector<int>*> most(nodes.size(), nullptr);
    for (const auto& [taps, racks] : racksOn)
        for (const int tap : taps)
            if (auto& best = most[static_cast<std::size_t>(tap)]; best == nullptr || racks > racksOn[*best]) best = &taps;
    std::vector<TapRoom> rooms;
    std::vector<std::vector<int>> places;
    std::map<std::vector<int>, std::size_t> placeOf;
    const auto add = [&](const std::vector<int>& taps) {
        if (placeOf.emplace(taps, places.size()).second) places.push_back(taps);
    };
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Kind kind = nodes[i].item->kind;
        if (kind != Kind::Pdu && kind != Kind::Rpp && kind != Kind::Busway) continue;
        TapRoom& tap = rooms.emplace_back();
        tap.node = static_cast<int>(i);
        add({tap.node});
        if (most[i] == nullptr) continue;
        std::copy_if(most[i]->begin(), most[i]->end(), std::back_inserter(tap.with), [&](int other) { return other != tap.node; });
        add(*most[i]);
    }
    const auto found = headroomAtEach(paths, demand_W, places, stop);
    for (TapRoom& tap : rooms) {
        tap.room = tap.shared = found[placeOf[{tap.node}]];
        if (!tap.with.empty()) tap.shared = found[placeOf[*most[static_cast<std::size_t>(tap.node)]]];
    }
    return rooms;
}

}  // namespace twin::power
