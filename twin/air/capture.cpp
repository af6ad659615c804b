// SPDX-License-Identifier: GPL-3.0-or-later
// Let S(i, j) be the part of port i's drawn air that last left j, V_i what i draws, W_j what j gives. Of the air of j
// the part D(j, i) = V_i S(i, j) / W_j is first drawn by i: in a steady state what leaves j is drawn by somebody.
//     cold-aisle CI of rack r = Σ_{local supplies j} S(r, j),   hot-aisle CI of r = Σ_{local extracts i} D(r, i).
// In the end: with R the racks' block of S and C its supply columns, served = R served + C.
#include "twin/air/capture.h"

#include <Eigen/Dense>

#include <algorithm>

namespace twin::air {
namespace {

bool isRack(const AirPort& port) { return port.kind == AirPort::Kind::Rack; }

/// Ports of kind Supply, or the ones named.
std::vector<std::size_t> orAllSupplies(const FlowGraph& graph, const std::vector<std::size_t>& named, double AirPort::*flow) {
    std::vector<std::size_t> list;
    for (std::size_t p = 0; p < graph.ports.size(); ++p) {
        if (graph.ports[p].kind != AirPort::Kind::Supply || !(graph.ports[p].*flow > 0)) continue;
        if (named.empty() || std::find(named.begin(), named.end(), p) != named.end()) list.push_back(p);
    }
    return list;
}

}  // namespace

std::vector<CaptureIndex> captureIndices(const FlowGraph& graph, const Influence& influence, const std::vector<LocalPorts>& local) {
    std::vector<CaptureIndex> out(graph.ports.size());
    for (std::size_t r = 0; r < graph.ports.size(); ++r) {
        const AirPort& rack = graph.ports[r];
        if (!isRack(rack)) continue;
        const LocalPorts& mine = r < local.size() ? local[r] : LocalPorts{};
        const auto supplies = orAllSupplies(graph, mine.supplies, &AirPort::flow_m3_s);
        const auto extracts = orAllSupplies(graph, mine.extracts, &AirPort::drawn_m3_s);
        if (rack.drawn_m3_s > 0 && !supplies.empty()) {
            double sum = 0;
            for (std::size_t j : supplies) sum += influence.at(r, j);
            out[r].coldAisle = sum;
        }
        if (rack.flow_m3_s > 0 && !extracts.empty()) {
            double sum = 0;
            for (std::size_t i : extracts) sum += graph.ports[i].drawn_m3_s * influence.at(i, r);
            out[r].hotAisle = sum / rack.flow_m3_s;
        }
    }
    return out;
}

std::vector<StrayFlow> strayFlows(const FlowGraph& graph, const Influence& influence) {
    std::vector<StrayFlow> out(graph.ports.size());
    for (std::size_t i = 0; i < graph.ports.size(); ++i) {
        const AirPort& drawing = graph.ports[i];
        if (!(drawing.drawn_m3_s > 0)) continue;
        for (std::size_t j = 0; j < graph.ports.size(); ++j) {
            const double flow = drawing.drawn_m3_s * influence.at(i, j);
            const AirPort& giving = graph.ports[j];
            if (isRack(drawing) && isRack(giving)) out[i].recirculation_m3_s += flow;
            if (giving.kind == AirPort::Kind::Outside) out[i].outside_m3_s += flow;
            if (!isRack(drawing) && giving.kind == AirPort::Kind::Supply) out[j].bypass_m3_s += flow;
        }
    }
    for (std::size_t p = 0; p < out.size(); ++p) {
        if (isRack(graph.ports[p]) && graph.ports[p].drawn_m3_s > 0) out[p].recirculation = out[p].recirculation_m3_s / graph.ports[p].drawn_m3_s;
        if (graph.ports[p].flow_m3_s > 0) out[p].bypass = out[p].bypass_m3_s / graph.ports[p].flow_m3_s;
    }
    return out;
}

std::vector<double> servedBy(const FlowGraph& graph, const Influence& influence) {
    const std::size_t n = graph.ports.size();
    std::vector<std::size_t> racks, others;
    for (std::size_t p = 0; p < n; ++p) (isRack(graph.ports[p]) ? racks : others).push_back(p);
    const auto nr = Eigen::Index(racks.size()), no = Eigen::Index(others.size());
    Eigen::MatrixXd a = Eigen::MatrixXd::Identity(nr, nr), c(nr, no);
    for (Eigen::Index r = 0; r < nr; ++r) {
        for (Eigen::Index q = 0; q < nr; ++q) a(r, q) -= influence.at(racks[std::size_t(r)], racks[std::size_t(q)]);
        for (Eigen::Index q = 0; q < no; ++q) c(r, q) = influence.at(racks[std::size_t(r)], others[std::size_t(q)]);
    }
    std::vector<double> out(n * n, 0.0);
    Eigen::MatrixXd served;
    if (nr > 0 && no == 0) return {};
    if (nr > 0) {
        const Eigen::PartialPivLU<Eigen::MatrixXd> lu(a);
        served = lu.solve(c);
        constexpr double kShareTolerance = 1e-6;
        if (!served.allFinite() || !(a * served - c).isZero(kShareTolerance) || served.minCoeff() < -kShareTolerance ||
            served.maxCoeff() > 1 + kShareTolerance)
            return {};
    }
    for (Eigen::Index r = 0; r < nr; ++r)
        for (Eigen::Index q = 0; q < no; ++q) out[racks[std::size_t(r)] * n + others[std::size_t(q)]] = served(r, q);
    for (const std::size_t i : others)
        for (Eigen::Index q = 0; q < no; ++q) {
            double sum = influence.at(i, others[std::size_t(q)]);
            for (Eigen::Index r = 0; r < nr; ++r) sum += influence.at(i, racks[std::size_t(r)]) * served(r, q);
            out[i * n + others[std::size_t(q)]] = sum;
        }
    return out;
}

}  // namespace twin::air
