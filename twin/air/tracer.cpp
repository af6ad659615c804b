// SPDX-License-Identifier: GPL-3.0-or-later
// Share c_i of a tracer in cell i: what flows in carries the upstream cell's share, mixing exchanges with neighbours,
// and each outlet gives s_l with share 1 (its own tracer) or 0:
//     (Σ_in F_n + Σ_l s_l + Σ g_n) c_i − Σ_in F_n c_n − Σ g_n c_n = Σ_own s_l.
// The diagonal counts what flows in, so that shares stay within 0 … 1 and all tracers sum to 1 whatever divergence
// the flow solve left. An M-matrix, weakly dominant; strictly where something is given.
// Order: Kahn's, over flows only; where only cycles (eddies) are left the cell with the largest known part of its
// inflow is taken. A Gauss–Seidel sweep in this order is exact without eddies and mixing.
#include "twin/air/tracer.h"

#include "twin/air/air_cells.h"
#include "twin/numerics/parallel.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <queue>

namespace twin::air {
namespace {

/// Rows in the order of the flow; places instead of cells.
struct System {
    std::vector<int> place;  // cell → place; −1: no air reaches it
    std::vector<int> start, column;
    std::vector<double> weight, diagonal;  // off-diagonals positive: A = D − W
    std::vector<std::vector<std::pair<int, double>>> given, drawn;  // a port: (place, flow)

    std::size_t size() const { return diagonal.size(); }

    void multiply(const std::vector<double>& x, std::vector<double>& y) const {
        for (std::size_t i = 0; i < size(); ++i) {
            double sum = diagonal[i] * x[i];
            for (int e = start[i]; e < start[i + 1]; ++e) sum -= weight[std::size_t(e)] * x[std::size_t(column[std::size_t(e)])];
            y[i] = sum;
        }
    }
    /// x from the sweep (D − L) x = b.
    void sweep(const std::vector<double>& b, std::vector<double>& x) const {
        for (std::size_t i = 0; i < size(); ++i) {
            double sum = b[i];
            for (int e = start[i]; e < start[i + 1]; ++e) {
                const auto c = std::size_t(column[std::size_t(e)]);
                if (c < i) sum += weight[std::size_t(e)] * x[c];
            }
            x[i] = sum / diagonal[i];
        }
    }
    /// The same from the other end, then forward again: mixing works both ways.
    void precondition(const std::vector<double>& b, std::vector<double>& x, bool mixes) const {
        sweep(b, x);
        if (!mixes) return;
        for (std::size_t i = size(); i-- > 0;) {
            double sum = diagonal[i] * x[i];
            for (int e = start[i]; e < start[i + 1]; ++e) {
                const auto c = std::size_t(column[std::size_t(e)]);
                if (c > i) sum += weight[std::size_t(e)] * x[c];
            }
            x[i] = sum / diagonal[i];
        }
    }
};

struct Entry {
    int row, column;
    double weight;
};

std::vector<Entry> entries(const FlowGraph& graph) {
    std::vector<Entry> list;
    list.reserve(graph.faces.size());
    for (const FlowGraph::Face& f : graph.faces) {
        const double forward = std::max(f.flow_m3_s, 0.0) + f.mixing_m3_s, backward = std::max(-f.flow_m3_s, 0.0) + f.mixing_m3_s;
        if (forward > 0) list.push_back({f.to, f.from, forward});
        if (backward > 0) list.push_back({f.from, f.to, backward});
    }
    return list;
}

/// Entries by row (or by column with transposed).
struct Rows {
    std::vector<int> start;
    std::vector<std::size_t> entry;
    Rows(int cells, const std::vector<Entry>& list, bool transposed) : start(std::size_t(cells) + 1, 0), entry(list.size()) {
        for (const Entry& e : list) ++start[std::size_t(transposed ? e.column : e.row) + 1];
        for (std::size_t c = 0; c < std::size_t(cells); ++c) start[c + 1] += start[c];
        std::vector<int> next(start.begin(), start.end() - 1);
        for (std::size_t q = 0; q < list.size(); ++q) entry[std::size_t(next[std::size_t(transposed ? list[q].column : list[q].row)]++)] = q;
    }
};

/// Cells that some given air reaches, in the order of the flow.
std::vector<int> flowOrder(const FlowGraph& graph, const std::vector<Entry>& list, const Rows& in, const Rows& out) {
    const auto cells = std::size_t(graph.cells);
    std::vector<double> total(cells, 0.0), known(cells, 0.0);
    std::vector<char> reached(cells, 0), done(cells, 0);
    std::vector<int> queue;
    for (const auto& tap : graph.given) {
        if (!(tap.flow_m3_s > 0)) continue;
        const auto c = std::size_t(tap.cell);
        total[c] += tap.flow_m3_s;
        known[c] += tap.flow_m3_s;
        if (!reached[c]) queue.push_back(tap.cell);
        reached[c] = 1;
    }
    for (std::size_t q = 0; q < queue.size(); ++q)
        for (int e = out.start[std::size_t(queue[q])]; e < out.start[std::size_t(queue[q]) + 1]; ++e) {
            const int to = list[out.entry[std::size_t(e)]].row;
            if (!reached[std::size_t(to)]) queue.push_back(to);
            reached[std::size_t(to)] = 1;
        }
    std::vector<int> missing(cells, 0), order;
    using Ranked = std::pair<double, int>;  // known part of the inflow, −cell (ties by cell: deterministic)
    std::priority_queue<Ranked> waiting;
    for (const int c : queue) {
        const auto i = std::size_t(c);
        for (int e = in.start[i]; e < in.start[i + 1]; ++e) {
            const Entry& from = list[in.entry[std::size_t(e)]];
            if (!reached[std::size_t(from.column)]) continue;
            total[i] += from.weight;
            ++missing[i];
        }
        waiting.push({missing[i] == 0 ? 2.0 : known[i] / total[i], -c});
    }
    order.reserve(queue.size());
    while (!waiting.empty()) {
        const int c = -waiting.top().second;
        waiting.pop();
        if (done[std::size_t(c)]) continue;
        done[std::size_t(c)] = 1;
        order.push_back(c);
        for (int e = out.start[std::size_t(c)]; e < out.start[std::size_t(c) + 1]; ++e) {
            const Entry& edge = list[out.entry[std::size_t(e)]];
            const auto to = std::size_t(edge.row);
            if (done[to]) continue;
            known[to] += edge.weight;
            waiting.push({--missing[to] == 0 ? 2.0 : known[to] / total[to], -edge.row});
        }
    }
    return order;
}

System assemble(const FlowGraph& graph) {
    const std::vector<Entry> list = entries(graph);
    const Rows in(graph.cells, list, false), out(graph.cells, list, true);
    const std::vector<int> order = flowOrder(graph, list, in, out);
    System s;
    s.place.assign(std::size_t(graph.cells), -1);
    for (std::size_t p = 0; p < order.size(); ++p) s.place[std::size_t(order[p])] = int(p);
    s.diagonal.assign(order.size(), 0.0);
    s.start.push_back(0);
    for (std::size_t p = 0; p < order.size(); ++p) {
        const auto c = std::size_t(order[p]);
        for (int e = in.start[c]; e < in.start[c + 1]; ++e) {
            const Entry& from = list[in.entry[std::size_t(e)]];
            const int place = s.place[std::size_t(from.column)];
            if (place < 0) continue;
            s.column.push_back(place);
            s.weight.push_back(from.weight);
            s.diagonal[p] += from.weight;
        }
        s.start.push_back(int(s.column.size()));
    }
    s.given.resize(graph.ports.size());
    s.drawn.resize(graph.ports.size());
    for (const auto& tap : graph.given) {
        const int place = s.place[std::size_t(tap.cell)];
        if (place < 0 || !(tap.flow_m3_s > 0)) continue;
        s.given[std::size_t(tap.port)].push_back({place, tap.flow_m3_s});
        s.diagonal[std::size_t(place)] += tap.flow_m3_s;
    }
    for (const auto& tap : graph.drawn) {
        const int place = s.place[std::size_t(tap.cell)];
        if (place >= 0 && tap.flow_m3_s > 0) s.drawn[std::size_t(tap.port)].push_back({place, tap.flow_m3_s});
    }
    for (std::size_t p = 0; p < s.size(); ++p) {  // rows scaled: residuals are in units of a share
        for (int e = s.start[p]; e < s.start[p + 1]; ++e) s.weight[std::size_t(e)] /= s.diagonal[p];
    }
    for (auto& taps : s.given)
        for (auto& [place, flow] : taps) flow /= s.diagonal[std::size_t(place)];
    std::fill(s.diagonal.begin(), s.diagonal.end(), 1.0);
    return s;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

double largest(const std::vector<double>& a) {
    double most = 0;
    for (double v : a) most = std::max(most, std::abs(v));
    return most;
}

struct Solved {
    std::vector<double> x;
    int iterations = 0;
    double residual = 0;
    SolveStatus status = SolveStatus::Converged;
};

Solved solveTracer(const System& s, std::size_t port, bool mixes, const InfluenceOptions& options, std::stop_token stop) {
    const std::size_t n = s.size();
    std::vector<double> b(n, 0.0), r(n), t(n), v(n, 0.0), p(n, 0.0), y(n), z(n);
    for (const auto& [place, part] : s.given[port]) b[std::size_t(place)] += part;
    Solved out;
    out.x.assign(n, 0.0);
    s.precondition(b, out.x, mixes);
    const auto residual = [&] {
        s.multiply(out.x, r);
        for (std::size_t i = 0; i < n; ++i) r[i] = b[i] - r[i];
        out.residual = largest(r);
    };
    residual();
    std::vector<double> shadow = r;
    double rho = 1, alpha = 1, omega = 1;
    while (out.residual > options.tolerance) {
        if (stop.stop_requested()) {
            out.status = SolveStatus::Cancelled;
            return out;
        }
        if (out.iterations++ >= options.maxIterations) {
            out.status = SolveStatus::NotConverged;
            return out;
        }
        double next = dot(shadow, r);
        if (std::abs(next) < 1e-300 || !std::isfinite(next) || std::abs(omega) < 1e-300) {  // breakdown: start anew from here
            residual();
            shadow = r;
            next = dot(shadow, r);
            rho = alpha = omega = 1;
            std::fill(p.begin(), p.end(), 0.0);
            std::fill(v.begin(), v.end(), 0.0);
        }
        const double beta = next / rho * (alpha / omega);
        rho = next;
        for (std::size_t i = 0; i < n; ++i) p[i] = r[i] + beta * (p[i] - omega * v[i]);
        s.precondition(p, y, mixes);
        s.multiply(y, v);
        alpha = rho / dot(shadow, v);
        for (std::size_t i = 0; i < n; ++i) r[i] -= alpha * v[i];
        s.precondition(r, z, mixes);
        s.multiply(z, t);
        const double tt = dot(t, t);
        omega = tt > 0 ? dot(t, r) / tt : 0;
        for (std::size_t i = 0; i < n; ++i) {
            out.x[i] += alpha * y[i] + omega * z[i];
            r[i] -= omega * t[i];
        }
        out.residual = largest(r);
        if (!std::isfinite(out.residual)) {
            out.x.assign(n, 0.0);
            out.residual = std::numeric_limits<double>::infinity();
            out.status = SolveStatus::NotConverged;
            return out;
        }
        if (out.residual <= options.tolerance) residual();  // the recurrence drifts; this one is true
    }
    return out;
}

bool mixes(const FlowGraph& graph) {
    return std::any_of(graph.faces.begin(), graph.faces.end(), [](const auto& f) { return f.mixing_m3_s > 0; });
}

}  // namespace

FlowGraph flowGraph(const AirFlow& flow) {
    const AirGrid& grid = flow.grid;
    const numerics::GridShape& s = grid.shape;
    FlowGraph graph;
    std::vector<int> cell(std::size_t(s.size()), -1);
    for (int c = s.begin(); c < s.end(); ++c)
        if (grid.open[std::size_t(c)]) cell[std::size_t(c)] = graph.cells++;
    const numerics::BigArray<double>& p = flow.potential;
    const auto face = [&](int c, int n, float g) {
        if (!(g > 0.f)) return;
        graph.faces.push_back({cell[std::size_t(n)], cell[std::size_t(c)], double(g) * (p[std::size_t(n)] - p[std::size_t(c)]), 0.0});
    };
    for (int c = s.begin(); c < s.end(); ++c) {
        if (!grid.open[std::size_t(c)]) continue;
        face(c, c - 1, grid.faces.x[std::size_t(c)]);
        face(c, c - s.strideY(), grid.faces.y[std::size_t(c)]);
        face(c, c - s.strideZ(), grid.faces.z[std::size_t(c)]);
    }
    for (const Device& device : flow.airCase.devices)
        graph.ports.push_back({device.name, device.kind == Device::Kind::Rack ? AirPort::Kind::Rack : AirPort::Kind::Supply, 0, 0});
    const int leaks = int(graph.ports.size());
    for (const Link& link : grid.links) {
        if (link.device < 0 && int(graph.ports.size()) == leaks) graph.ports.push_back({"leaks", AirPort::Kind::Outside, 0, 0});
        const int port = link.device < 0 ? leaks : link.device;
        for (const Tap& tap : link.intakes) graph.drawn.push_back({cell[std::size_t(tap.cell)], port, tap.flow_m3_s});
        for (const Tap& tap : link.outlets) graph.given.push_back({cell[std::size_t(tap.cell)], port, tap.flow_m3_s});
    }
    for (const auto& tap : graph.given) graph.ports[std::size_t(tap.port)].flow_m3_s += tap.flow_m3_s;
    for (const auto& tap : graph.drawn) graph.ports[std::size_t(tap.port)].drawn_m3_s += tap.flow_m3_s;
    return graph;
}

std::vector<double> tracerField(const FlowGraph& graph, std::size_t port, const InfluenceOptions& options, std::stop_token stop) {
    const System s = assemble(graph);
    const Solved solved = solveTracer(s, port, mixes(graph), options, stop);
    std::vector<double> field(std::size_t(graph.cells), 0.0);
    for (std::size_t c = 0; c < field.size(); ++c)
        if (s.place[c] >= 0) field[c] = solved.x[std::size_t(s.place[c])];
    return field;
}

Influence influence(const FlowGraph& graph, const InfluenceOptions& options, std::stop_token stop) {
    const auto start = std::chrono::steady_clock::now();
    Influence out;
    out.ports = graph.ports.size();
    out.share.assign(out.ports * out.ports, 0.0);
    const System s = assemble(graph);
    const bool mixing = mixes(graph);
    std::vector<std::size_t> giving;
    for (std::size_t p = 0; p < out.ports; ++p)
        if (!s.given[p].empty()) giving.push_back(p);
    if (giving.empty()) return out;
    std::vector<SolveReport> reports(giving.size());
    numerics::WorkerPool pool(options.threads);
    pool.parallelFor(int(giving.size()), [&](int q) {
        const std::size_t port = giving[std::size_t(q)];
        const Solved solved = solveTracer(s, port, mixing, options, stop);
        reports[std::size_t(q)] = {solved.status, solved.iterations, solved.residual, 0, {}};
        for (std::size_t i = 0; i < out.ports; ++i) {
            double sum = 0, flow = 0;
            for (const auto& [place, drawn] : s.drawn[i]) {
                sum += drawn * solved.x[std::size_t(place)];
                flow += drawn;
            }
            if (flow > 0) out.share[i * out.ports + port] = sum / flow;
        }
    });
    out.report.status = SolveStatus::Converged;
    for (std::size_t q = 0; q < reports.size(); ++q) {
        out.report.iterations = std::max(out.report.iterations, reports[q].iterations);
        if (reports[q].residual >= out.report.residual) {
            out.report.residual = reports[q].residual;
            out.report.worst = graph.ports[giving[q]].name;
        }
        if (reports[q].status == SolveStatus::Cancelled || out.report.status == SolveStatus::Cancelled)
            out.report.status = SolveStatus::Cancelled;
        else if (reports[q].status == SolveStatus::NotConverged)
            out.report.status = SolveStatus::NotConverged;
    }
    out.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return out;
}

}  // namespace twin::air
