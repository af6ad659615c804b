// SPDX-License-Identifier: GPL-3.0-or-later
//
// Controlled quantity   v = mean over the phases of |u + z i|,  i into the transformer at the controlled side
//                       (so z i is the drop towards the loads),  band u_set ± ½ u_band
// Sense of a tap        more turns on the tap's side raise the voltage there and lower it elsewhere; a range stated from
//                       high to low turns the numbers round, and "up" is always towards tap_max.
// Order                 rank by rank from the sources; when a rank has moved, the grid is solved anew from the first rank.
//                       Transformers of one rank move together. A controlled node that a nearer regulated transformer
//                       also feeds comes last.
// Searches              steps of one tap (AnyValid; MaxVoltage and MinVoltage from the end of the range, so that the
//                       first tap within the band is the outermost; then once more from one step further out), or
//                       halving of the range (FastAny).
#include "twin/power/tap_control.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <complex>
#include <deque>
#include <limits>
#include <map>
#include <numeric>

namespace twin::power {

namespace {

constexpr int kLastRank = std::numeric_limits<int>::max() - 1, kUnreached = std::numeric_limits<int>::max();

struct Way {
    int from, to, weight;
};

/// Ways of the voltage: both ways through what is not regulated, one way through a regulated transformer.
class Ways {
  public:
    Ways(const GridData& grid, const GridTopology& topology) : m_grid(grid), m_topology(topology) {}

    void branches(const std::map<int, RegulatedTransformer*>& regulated) {
        for (int k = 0; k < kGridKinds; ++k) {
            const auto kind = static_cast<GridKind>(k);
            if (!isBranch(kind)) continue;
            const auto &from = m_grid.column(kind, "from_node"), &to = m_grid.column(kind, "to_node"), &a = m_grid.column(kind, "from_status"), &b = m_grid.column(kind, "to_status");
            for (int row = 0; row < m_grid.rows(kind); ++row) {
                if (a[row] == 0 || b[row] == 0) continue;
                const int ends[2] = {m_topology.nodeRow(from[row]), m_topology.nodeRow(to[row])};
                const auto found = kind == GridKind::Transformer ? regulated.find(row) : regulated.end();
                if (found == regulated.end()) both(ends[0], ends[1]);
                else oneWay(ends[1 - found->second->controlSide], ends[found->second->controlSide], *found->second);
            }
        }
    }
    void threeWinding(const std::map<int, RegulatedTransformer*>& regulated) {
        constexpr auto kind = GridKind::ThreeWindingTransformer;
        const char* nodes[] = {"node_1", "node_2", "node_3"};
        const char* status[] = {"status_1", "status_2", "status_3"};
        for (int row = 0; row < m_grid.rows(kind); ++row)
            for (int first = 0; first < 2; ++first)
                for (int second = first + 1; second < 3; ++second) {
                    if (m_grid.column(kind, status[first])[row] == 0 || m_grid.column(kind, status[second])[row] == 0) continue;
                    const int a = m_topology.nodeRow(m_grid.column(kind, nodes[first])[row]), b = m_topology.nodeRow(m_grid.column(kind, nodes[second])[row]);
                    const auto found = regulated.find(row);
                    if (found == regulated.end() || (found->second->tapSide != first && found->second->tapSide != second)) {
                        both(a, b);
                        continue;
                    }
                    const int atTap = found->second->tapSide == first ? a : b, other = atTap == a ? b : a;
                    if (found->second->controlSide == found->second->tapSide) oneWay(other, atTap, *found->second);
                    else oneWay(atTap, other, *found->second);
                }
    }

    /// Least number of regulated transformers from a source, for each node.
    std::vector<int> distances() const {
        const auto nodes = static_cast<std::size_t>(m_grid.rows(GridKind::Node));
        std::vector<int> start(nodes + 1, 0), order(m_ways.size()), distance(nodes, kUnreached);
        for (const Way& way : m_ways) ++start[static_cast<std::size_t>(way.from) + 1];
        std::partial_sum(start.begin(), start.end(), start.begin());
        std::vector<int> fill(start.begin(), start.end() - 1);
        for (std::size_t i = 0; i < m_ways.size(); ++i) order[static_cast<std::size_t>(fill[static_cast<std::size_t>(m_ways[i].from)]++)] = static_cast<int>(i);
        std::deque<int> queue;
        for (int row = 0; row < m_grid.rows(GridKind::Source); ++row) {
            if (m_grid.column(GridKind::Source, "status")[row] != 1) continue;
            const int node = m_topology.nodeRow(m_grid.column(GridKind::Source, "node")[row]);
            distance[static_cast<std::size_t>(node)] = 0;
            queue.push_back(node);
        }
        while (!queue.empty()) {
            const int node = queue.front();
            queue.pop_front();
            for (int i = start[static_cast<std::size_t>(node)]; i < start[static_cast<std::size_t>(node) + 1]; ++i) {
                const Way& way = m_ways[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])];
                const int reached = distance[static_cast<std::size_t>(node)] + way.weight;
                if (reached >= distance[static_cast<std::size_t>(way.to)]) continue;
                distance[static_cast<std::size_t>(way.to)] = reached;
                if (way.weight == 0) queue.push_front(way.to);
                else queue.push_back(way.to);
            }
        }
        return distance;
    }

    struct Regulated {
        int from, to;
        RegulatedTransformer* transformer;
    };
    const std::vector<Regulated>& regulated() const { return m_regulated; }

  private:
    void both(int a, int b) {
        m_ways.push_back({a, b, 0});
        m_ways.push_back({b, a, 0});
    }
    void oneWay(int from, int to, RegulatedTransformer& transformer) {
        m_ways.push_back({from, to, 1});
        m_regulated.push_back({from, to, &transformer});
    }

    const GridData& m_grid;
    const GridTopology& m_topology;
    std::vector<Way> m_ways;
    std::vector<Regulated> m_regulated;
};

void bad(Issues* issues, const GridData& grid, int row, const char* code, const char* attribute, double value, const char* pattern, const char* allowed, Text hint) {
    if (!issues) return;
    const std::string name = grid.nameOf(GridKind::TapRegulator, row), shown = std::isnan(value) ? std::string() : std::to_string(static_cast<long long>(value));
    issues->push_back({Severity::Error, code, {}, name, fmt::format("/data/transformer_tap_regulator/{}/{}", row, attribute), {pattern, {name, attribute, shown}}, shown, allowed, std::move(hint)});
}

}  // namespace

std::vector<RegulatedTransformer> regulatedTransformers(const GridData& grid, const GridTopology& topology, Issues* issues) {
    constexpr auto kind = GridKind::TapRegulator;
    std::map<double, std::pair<GridKind, int>> transformers;
    for (const auto each : {GridKind::Transformer, GridKind::ThreeWindingTransformer})
        for (int row = 0; row < grid.rows(each); ++row) transformers.emplace(grid.column(each, "id")[row], std::pair{each, row});
    std::vector<RegulatedTransformer> result;
    std::map<double, int> regulatorOf;
    for (int row = 0; row < grid.rows(kind); ++row) {
        const double object = grid.column(kind, "regulated_object")[row], side = grid.column(kind, "control_side")[row];
        const auto found = transformers.find(object);
        if (found == transformers.end()) {
            bad(issues, grid, row, "grid.unknownObject", "regulated_object", object, TWIN_TR("{0}: {1} = {2} is not the id of a transformer."), "", {});
            continue;
        }
        const auto [at, transformer] = found->second;
        if (at == GridKind::Transformer && side > 1) {
            bad(issues, grid, row, "grid.range", "control_side", side, TWIN_TR("{0}: {1} = {2} is not allowed."), "0, 1", {TWIN_TR("A transformer of two windings has the sides 0 (from) and 1 (to)."), {}});
            continue;
        }
        if (const auto [other, fresh] = regulatorOf.emplace(object, row); !fresh) {
            bad(issues, grid, row, "grid.doubledRegulator", "regulated_object", object, TWIN_TR("{0}: transformer {2} already has a tap regulator."), "", {TWIN_TR("Leave one regulator for each transformer."), {}});
            continue;
        }
        if (grid.column(kind, "status")[row] != 1) continue;
        RegulatedTransformer one{row, at, transformer, static_cast<int>(side), static_cast<int>(grid.column(at, "tap_side")[transformer]), -1, kLastRank, false};
        const auto get = [&](const char* two, const char* three, int of) { return at == GridKind::Transformer ? grid.column(at, fmt::format("{}_{}", of == 0 ? "from" : "to", two))[transformer] : grid.column(at, fmt::format("{}{}", three, of + 1))[transformer]; };
        one.node = topology.nodeRow(get("node", "node_", one.controlSide));
        one.connected = get("status", "status_", one.controlSide) != 0 && get("status", "status_", one.tapSide) != 0 && topology.live(one.node);
        result.push_back(one);
    }
    Ways ways(grid, topology);
    std::map<int, RegulatedTransformer*> two, three;
    for (auto& one : result) (one.kind == GridKind::Transformer ? two : three).emplace(one.row, &one);
    ways.branches(two);
    ways.threeWinding(three);
    const std::vector<int> distance = ways.distances();
    std::vector<char> named(static_cast<std::size_t>(grid.rows(kind)), 0);
    for (const auto& way : ways.regulated()) {
        const int from = distance[static_cast<std::size_t>(way.from)], to = distance[static_cast<std::size_t>(way.to)];
        RegulatedTransformer& one = *way.transformer;
        if (from == kUnreached && to == kUnreached) continue;
        if (from == kUnreached || to == kUnreached) {
            if (!named[static_cast<std::size_t>(one.regulator)]++)
                bad(issues, grid, one.regulator, "grid.controlTowardsSource", "control_side", one.controlSide, TWIN_TR("{0}: {1} = {2} controls the side towards the source, whose voltage the transformer cannot set."), "",
                    {TWIN_TR("State the side of the loads as control_side."), {}});
            continue;
        }
        if (from == to - 1) one.rank = std::min(one.rank, to);
    }
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
    return result;
}

namespace {

class Regulation {
  public:
    Regulation(const GridData& grid, bool perPhase, const FlowOptions& options, TapStrategy strategy, std::stop_token stop)
        : m_grid(grid), m_perPhase(perPhase), m_options(options), m_strategy(strategy), m_stop(std::move(stop)) {
        const GridTopology topology(grid);
        m_transformers = regulatedTransformers(grid, topology);
        for (const auto& one : m_transformers) {
            Tap tap;
            const auto get = [&](const char* name) { return grid.column(one.kind, name)[static_cast<std::size_t>(one.row)]; };
            tap.min = static_cast<int>(get("tap_min"));
            tap.max = static_cast<int>(get("tap_max"));
            const double nominal = std::isnan(get("tap_nom")) ? 0 : get("tap_nom"), stated = std::isnan(get("tap_pos")) ? nominal : get("tap_pos");
            tap.low = std::min(tap.min, tap.max);
            tap.high = std::max(tap.min, tap.max);
            tap.at = std::clamp(static_cast<int>(stated), tap.low, tap.high);
            const auto set = [&](const char* name) { return grid.column(GridKind::TapRegulator, name)[static_cast<std::size_t>(one.regulator)]; };
            const double rated = grid.column(GridKind::Node, "u_rated")[static_cast<std::size_t>(one.node)], base = rated * rated / kBasePower_VA;
            tap.set = set("u_set") / rated;
            tap.band = set("u_band") / rated;
            const auto orZero = [](double value) { return std::isnan(value) ? 0 : value; };
            tap.drop = Complex(orZero(set("line_drop_compensation_r")), orZero(set("line_drop_compensation_x"))) / base;
            m_taps.push_back(tap);
            if (m_ranks.empty() || m_transformers[static_cast<std::size_t>(m_ranks.back().front())].rank != one.rank) m_ranks.emplace_back();
            m_ranks.back().push_back(static_cast<int>(m_taps.size()) - 1);
        }
    }

    TapResult run() {
        const bool outermost = m_strategy == TapStrategy::MaxVoltage || m_strategy == TapStrategy::MinVoltage;
        const auto outmost = [&](std::size_t i) {
            const bool atTap = m_transformers[i].controlSide == m_transformers[i].tapSide, raised = m_strategy == TapStrategy::MaxVoltage;
            return atTap == raised ? m_taps[i].max : m_taps[i].min;
        };
        if (outermost)
            for (std::size_t i = 0; i < m_taps.size(); ++i) m_taps[i].at = outmost(i);
        if (searchFromLinear() && outermost) {
            // The others stood at their outermost taps during the search: one step back outwards may be valid now.
            for (std::size_t i = 0; i < m_taps.size(); ++i) m_taps[i].at += m_taps[i].at < outmost(i) ? 1 : m_taps[i].at > outmost(i) ? -1 : 0;
            searchFromLinear();
        }
        for (std::size_t i = 0; i < m_taps.size(); ++i) {
            GridResultTable& table = m_out.result.tables[static_cast<int>(GridKind::TapRegulator)];
            if (table.values.empty() || !m_transformers[i].connected) continue;
            const auto row = static_cast<std::size_t>(m_transformers[i].regulator);
            table.energized[row] = 1;
            table.values[0][row] = m_taps[i].at;
            if (m_out.hunting.empty() && side(i) != 0) m_out.outOfBand.push_back(m_transformers[i].regulator);
        }
        return std::move(m_out);
    }

  private:
    struct Tap {
        int at = 0, min = 0, max = 0;
        int low = 0, high = 0;      // what halving has left
        double set = 1, band = 0;   // pu
        Complex drop;
    };

    void solve(const FlowOptions& options) {
        for (std::size_t i = 0; i < m_taps.size(); ++i) m_grid.set(m_transformers[i].kind, m_transformers[i].row, "tap_pos", m_taps[i].at);
        m_out.result = solveGrid(m_grid, m_perPhase, options, m_stop);
        ++m_out.solves;
    }

    /// −1 below the band, 1 above it.
    int side(std::size_t i) const {
        const RegulatedTransformer& one = m_transformers[i];
        const auto& result = m_out.result;
        const int phases = m_perPhase ? 3 : 1;
        const bool two = one.kind == GridKind::Transformer;
        const std::string end = two ? (one.controlSide == 0 ? "from" : "to") : std::to_string(one.controlSide + 1);
        const auto &size = *result.find(GridKind::Node, "u_pu"), &angle = *result.find(GridKind::Node, "u_angle"), &p = *result.find(one.kind, "p_" + end), &q = *result.find(one.kind, "q_" + end);
        double sum = 0;
        for (int k = 0; k < phases; ++k) {
            const Complex u = std::polar(size[static_cast<std::size_t>(one.node * phases + k)], angle[static_cast<std::size_t>(one.node * phases + k)]);
            const auto at = static_cast<std::size_t>(one.row * phases + k);
            const Complex s = Complex(p[at], q[at]) * (phases / kBasePower_VA);
            sum += std::abs(u == Complex(0) ? u : u + m_taps[i].drop * std::conj(s / u));
        }
        const double v = sum / phases;
        return v < m_taps[i].set - 0.5 * m_taps[i].band ? -1 : v > m_taps[i].set + 0.5 * m_taps[i].band ? 1 : 0;
    }

    /// Moves a tap for a voltage outside the band; false when it stays.
    bool move(std::size_t i, int outside) {
        Tap& tap = m_taps[i];
        const bool atTap = m_transformers[i].controlSide == m_transformers[i].tapSide;
        const int towardsMax = (outside < 0) == atTap ? 1 : -1, direction = tap.max >= tap.min ? towardsMax : -towardsMax;
        const int low = std::min(tap.min, tap.max), high = std::max(tap.min, tap.max);
        if (direction > 0 ? tap.at == high : tap.at == low) return false;  // the last tap
        if (m_strategy != TapStrategy::FastAny) {
            tap.at += direction;
            return true;
        }
        if (direction > 0 ? tap.at >= tap.high : tap.at <= tap.low) tap.low = low, tap.high = high;  // others have moved since: begin anew
        (direction > 0 ? tap.low : tap.high) = tap.at;
        const bool upper = atTap != (tap.max < tap.min);
        int next = upper ? std::midpoint(tap.high, tap.low) : std::midpoint(tap.low, tap.high);
        if (next == tap.at) next = direction > 0 ? tap.high : tap.low;
        tap.at = next;
        return true;
    }

    /// The search; where the grid cannot carry its loads at the taps it starts from, first with loads as impedances,
    /// which always has a solution.
    bool searchFromLinear() {
        const std::vector<Tap> start = m_taps;
        if (search(m_options)) return true;
        if (!m_out.hunting.empty() || m_options.method == FlowMethod::Linear) return false;
        m_taps = start;
        FlowOptions linear = m_options;
        linear.method = FlowMethod::Linear;
        return search(linear) && search(m_options);
    }

    /// Moves taps until all are content; false when a solve fails or they hunt.
    bool search(const FlowOptions& options) {
        std::vector<int> moves(m_ranks.size(), 0);
        solve(options);
        while (m_out.result.report.usable()) {
            std::size_t rank = 0;
            bool moved = false;
            std::vector<int> movers;
            for (; rank < m_ranks.size() && !moved; ++rank)
                for (const int i : m_ranks[rank]) {
                    if (!m_transformers[static_cast<std::size_t>(i)].connected) continue;
                    const int outside = side(static_cast<std::size_t>(i));
                    if (outside != 0 && move(static_cast<std::size_t>(i), outside)) {
                        moved = true;
                        movers.push_back(m_transformers[static_cast<std::size_t>(i)].regulator);
                    }
                }
            if (!moved) return true;
            --rank;
            int range = 0;
            for (const int i : m_ranks[rank]) range = std::max(range, std::abs(m_taps[static_cast<std::size_t>(i)].max - m_taps[static_cast<std::size_t>(i)].min));
            std::fill(moves.begin() + static_cast<std::ptrdiff_t>(rank) + 1, moves.end(), 0);
            if (++moves[rank] > 2 * range) {
                m_out.hunting = movers;
                m_out.result.report.status = SolveStatus::NotConverged;
                m_out.result.report.worst = m_grid.nameOf(GridKind::TapRegulator, movers.front());
                return false;
            }
            solve(options);
        }
        return false;
    }

    GridData m_grid;
    bool m_perPhase;
    FlowOptions m_options;
    TapStrategy m_strategy;
    std::stop_token m_stop;
    std::vector<RegulatedTransformer> m_transformers;
    std::vector<Tap> m_taps;                // of m_transformers
    std::vector<std::vector<int>> m_ranks;  // indices of m_transformers
    TapResult m_out;
};

}  // namespace

TapResult solveRegulated(const GridData& grid, bool perPhase, const FlowOptions& options, TapStrategy strategy, std::stop_token stop) {
    if (strategy == TapStrategy::Off || grid.rows(GridKind::TapRegulator) == 0) {
        TapResult out;
        out.result = solveGrid(grid, perPhase, options, std::move(stop));
        out.solves = 1;
        return out;
    }
    return Regulation(grid, perPhase, options, strategy, std::move(stop)).run();
}

}  // namespace twin::power
