// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/textbook_gradient.h"

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

namespace twin::liquid {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

struct Loss {
    double loss = 0, slope = 1;
};

Loss darcy(const HydraulicLink& pipe, double flow) {
    const double q = std::abs(flow), w = q / pipe.viscousScale;
    constexpr double kPi = std::numbers::pi;
    if (w <= 500 * kPi) {
        const double linear = 16 * kPi * pipe.viscousScale * pipe.resistance;
        return {flow * (linear + pipe.minorLoss * q), linear + 2 * pipe.minorLoss * q};
    }
    const double re = std::max(4 * w / kPi, 4000.0);
    const double y1 = 5.74 / std::pow(re, 0.9), y2 = pipe.relativeRoughness / 3.7 + y1, y3 = -2 / std::numbers::ln10 * std::log(y2);
    const double turbulent = 1 / (y3 * y3);
    double f = turbulent, slope = 1.8 * turbulent * y1 * (-2 / std::numbers::ln10) / (y2 * y3 * q);
    if (w < 1000 * kPi) {
        const double fb = (2 - 5.14214965799093883e-3 / (y2 * y3)) * turbulent;
        const double x = w / (500 * kPi), x1 = 7 * turbulent - fb, x2 = 0.128 - 17 * turbulent + 2.5 * fb;
        const double x3 = -0.128 + 13 * turbulent - 2 * fb, x4 = 0.032 - 3 * turbulent + 0.5 * fb;
        f = x1 + x * (x2 + x * (x3 + x * x4));
        slope = (x2 + x * (2 * x3 + 3 * x * x4)) / (pipe.viscousScale * 500 * kPi);
    }
    const double total = f * pipe.resistance + pipe.minorLoss;
    return {total * q * flow, 2 * total * q + slope * pipe.resistance * q * q};
}

Loss lossOf(const HydraulicNetwork& network, const HydraulicLink& link, double flow) {
    const double q = std::abs(flow);
    if (link.kind == HydraulicKind::Pump) {
        const double slope = std::max(link.pumpPower * link.pumpFactor * std::pow(q, link.pumpPower - 1), network.leastSlope);
        return {-link.shutoff_m + slope * flow / link.pumpPower, slope};
    }
    if (network.darcy) return darcy(link, flow);
    const double steep = network.pipePower * link.resistance * std::pow(q, network.pipePower - 1);
    const double slope = steep < network.leastSlope ? network.leastSlope / network.pipePower : steep;
    const double loss = steep < network.leastSlope ? slope * flow : slope * flow / network.pipePower;
    return {loss + link.minorLoss * q * flow, slope + 2 * link.minorLoss * q};
}

}  // namespace

HydraulicResult solveByTextbook(const HydraulicNetwork& network, double tolerance, int maxIterations) {
    std::vector<int> row(network.nodes.size(), -1);
    int rows = 0;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (!network.nodes[i].fixed) row[i] = rows++;
    const std::size_t links = network.links.size();
    HydraulicResult result;
    result.flow_m3_s.resize(links);
    result.head_m.resize(row.size());
    result.status.assign(links, LinkStatus::Open);
    for (std::size_t k = 0; k < links; ++k) result.flow_m3_s[k] = network.links[k].startFlow_m3_s;
    for (std::size_t i = 0; i < row.size(); ++i) result.head_m[i] = network.nodes[i].head_m;
    std::vector<Loss> loss(links);
    std::vector<Eigen::Triplet<double>> entries;
    Eigen::SparseMatrix<double> matrix(rows, rows);
    Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver;
    Eigen::VectorXd right(rows);
    auto begin = std::chrono::steady_clock::now();
    for (int iteration = 0; iteration <= maxIterations; ++iteration) {
        entries.clear();
        right.setZero();
        std::vector<double> net(row.size());
        for (std::size_t i = 0; i < row.size(); ++i) net[i] = -network.nodes[i].demand_m3_s;
        double energy = 0, largest = 0;
        for (std::size_t k = 0; k < links; ++k) {
            const HydraulicLink& link = network.links[k];
            const double q = result.flow_m3_s[k];
            loss[k] = lossOf(network, link, q);
            const double conductance = 1 / loss[k].slope;
            const int a = row[at(link.from)], b = row[at(link.to)];
            energy = std::max(energy, std::abs(result.head_m[at(link.from)] - result.head_m[at(link.to)] - loss[k].loss));
            largest = std::max(largest, std::abs(q));
            net[at(link.from)] -= q;
            net[at(link.to)] += q;
            const double push = loss[k].loss * conductance;
            if (a >= 0) right[a] += push + (b < 0 ? conductance * result.head_m[at(link.to)] : 0);
            if (b >= 0) right[b] += -push + (a < 0 ? conductance * result.head_m[at(link.from)] : 0);
            if (a >= 0) entries.emplace_back(a, a, conductance);
            if (b >= 0) entries.emplace_back(b, b, conductance);
            if (a >= 0 && b >= 0) entries.emplace_back(std::max(a, b), std::min(a, b), -conductance);
        }
        double mass = 0;
        for (std::size_t i = 0; i < row.size(); ++i)
            if (row[i] >= 0) {
                mass = std::max(mass, std::abs(net[i]));
                right[row[i]] += net[i];
            }
        const auto [low, high] = std::minmax_element(result.head_m.begin(), result.head_m.end());
        result.massResidual = mass / std::max(largest, 1e-9);
        result.energyResidual = energy / std::max(*high - *low, 1e-9);
        result.report.iterations = iteration;
        result.report.residual = std::max(result.massResidual, result.energyResidual);
        if (result.report.residual <= tolerance) {
            result.report.status = SolveStatus::Converged;
            break;
        }
        result.report.status = SolveStatus::NotConverged;
        matrix.setFromTriplets(entries.begin(), entries.end());
        if (iteration == 0) {
            const auto pause = std::chrono::steady_clock::now();
            solver.analyzePattern(matrix);
            begin += std::chrono::steady_clock::now() - pause;
        }
        solver.factorize(matrix);
        if (solver.info() != Eigen::Success) break;
        const Eigen::VectorXd heads = solver.solve(right);
        for (std::size_t i = 0; i < row.size(); ++i)
            if (row[i] >= 0) result.head_m[i] = heads[row[i]];
        for (std::size_t k = 0; k < links; ++k) {
            const HydraulicLink& link = network.links[k];
            result.flow_m3_s[k] += (result.head_m[at(link.from)] - result.head_m[at(link.to)] - loss[k].loss) / loss[k].slope;
        }
    }
    result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

}  // namespace twin::liquid
