// SPDX-License-Identifier: GPL-3.0-or-later
//
// Unknowns p of the free zones; g_z(p) = Σ_out V̇ − Σ_in V̇ = 0. Every V̇ rises with the drop p_from − p_to, so g is the
// gradient of a convex function (the "content" of the network) and the balance is its only minimum.
//     opening  V̇ = C s(Δp),  C = A √(2/(ρ K));    fan  V̇ = C s(Δp + p_s),  C = V̇₀ / √(p_s − p_r);
//     s(x) = x / (x² + ε²)^¼: the square root with its sign, smooth where it turns (ε = 10⁻³ Pa; at 1 Pa s is off by 3·10⁻⁷).
// Newton: H d = −g with H = Σ V̇' (e_from − e_to)(e_from − e_to)ᵀ (positive definite when every zone reaches a held one),
// step length by bisection on the slope of the content along d, g(p + αd)·d, until it has lost half its size or its sign
// has not yet changed: from any start it gets to the minimum.
#include "twin/air/plenum_network.h"

#include "twin/base/text.h"

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace twin::air {

namespace {

constexpr double kSmooth_Pa = 1e-3;
constexpr double kTolerance = 1e-12;  // of the largest flow
constexpr int kMostSteps = 200;

struct Law {
    double flow = 0, slope = 0;  // m³/s, m³/(s Pa)
};

Law rooted(double coefficient, double drop_Pa) {
    const double q = drop_Pa * drop_Pa + kSmooth_Pa * kSmooth_Pa, root = std::sqrt(std::sqrt(q));
    return {coefficient * drop_Pa / root, coefficient * (0.5 * drop_Pa * drop_Pa + kSmooth_Pa * kSmooth_Pa) / (q * root)};
}

Law lawOf(const PressurePath& path, double rho_kg_m3, double drop_Pa) {
    switch (path.kind) {
        case PressurePath::Kind::Opening: return rooted(path.area_m2 * std::sqrt(2 / (rho_kg_m3 * path.loss)), drop_Pa);
        case PressurePath::Kind::Fan: return rooted(path.flow_m3_s / std::sqrt(path.shutOff_Pa - path.ratedRise_Pa), drop_Pa + path.shutOff_Pa);
        case PressurePath::Kind::Fixed: return {path.flow_m3_s, 0};
    }
    return {};
}

Issue badPath(const PressurePath& path, std::string value, std::string allowed) {
    return {Severity::Error, "air.badPath", {}, path.name, {}, {TWIN_TR("{0}: {1} cannot be a way of air."), {path.name, value}}, value, std::move(allowed), {}};
}

Issues check(const PressureNetwork& net) {
    Issues issues;
    const int zones = static_cast<int>(net.zones.size());
    for (const PressurePath& path : net.paths) {
        if (path.from < 0 || path.to < 0 || path.from >= zones || path.to >= zones || path.from == path.to) {
            issues.push_back(badPath(path, fmt::format("{} → {}", path.from, path.to), fmt::format("0 … {}", zones - 1)));
        } else if (path.kind == PressurePath::Kind::Opening) {
            if (!(path.area_m2 > 0) || !std::isfinite(path.area_m2)) issues.push_back(badPath(path, fmt::format("{} m²", path.area_m2), "> 0 m²"));
            if (!(path.loss > 0) || !std::isfinite(path.loss)) issues.push_back(badPath(path, fmt::format("K {}", path.loss), "> 0"));
        } else if (!std::isfinite(path.flow_m3_s)) {
            issues.push_back(badPath(path, fmt::format("{} m³/s", path.flow_m3_s), "finite"));
        } else if (path.kind == PressurePath::Kind::Fan && (!(path.flow_m3_s > 0) || !(path.shutOff_Pa > path.ratedRise_Pa) || !std::isfinite(path.shutOff_Pa) || !std::isfinite(path.ratedRise_Pa))) {
            issues.push_back(badPath(path, fmt::format("{} m³/s, {} / {} Pa", path.flow_m3_s, path.ratedRise_Pa, path.shutOff_Pa), "rated < shut-off pressure"));
        }
    }
    if (!(net.rho_kg_m3 > 0)) issues.push_back({Severity::Error, "air.badDensity", {}, {}, {}, {TWIN_TR("The air's density is {0} kg/m³."), {fmt::format("{}", net.rho_kg_m3)}}, fmt::format("{} kg/m³", net.rho_kg_m3), "> 0", {}});
    if (!issues.empty()) return issues;
    std::vector<int> set(net.zones.size());
    std::iota(set.begin(), set.end(), 0);
    const auto root = [&](int z) {
        while (set[std::size_t(z)] != z) z = set[std::size_t(z)] = set[std::size_t(set[std::size_t(z)])];
        return z;
    };
    for (const PressurePath& path : net.paths)
        if (path.kind != PressurePath::Kind::Fixed) set[std::size_t(root(path.from))] = root(path.to);
    std::vector<char> reached(net.zones.size(), 0);
    for (int z = 0; z < zones; ++z)
        if (net.zones[std::size_t(z)].held) reached[std::size_t(root(z))] = 1;
    for (int z = 0; z < zones; ++z)
        if (!reached[std::size_t(root(z))])
            issues.push_back({Severity::Error, "air.zoneClosed", {}, net.zones[std::size_t(z)].name, {}, {TWIN_TR("{0} has no opening to the hall: its pressure has no value."), {net.zones[std::size_t(z)].name}}, {}, {},
                              {TWIN_TR("Give it a perforated tile or a leakage area."), {}}});
    return issues;
}

/// The network with what every free zone is called in the equations.
struct Equations {
    const PressureNetwork& net;
    std::vector<int> row;  ///< n_zones; −1 held
    Eigen::Index rows = 0;

    explicit Equations(const PressureNetwork& network) : net(network) {
        for (const PressureZone& zone : net.zones) row.push_back(zone.held ? -1 : static_cast<int>(rows++));
    }
    double drop(const PressurePath& path, const std::vector<double>& p) const { return p[std::size_t(path.from)] - p[std::size_t(path.to)]; }

    /// Imbalance of every free zone, m³/s, rows.
    Eigen::VectorXd imbalance(const std::vector<double>& p, double* largest = nullptr) const {
        Eigen::VectorXd g = Eigen::VectorXd::Zero(rows);
        for (const PressurePath& path : net.paths) {
            const double flow = lawOf(path, net.rho_kg_m3, drop(path, p)).flow;
            const int a = row[std::size_t(path.from)], b = row[std::size_t(path.to)];
            if (a >= 0) g[a] += flow;
            if (b >= 0) g[b] -= flow;
            if (largest != nullptr) *largest = std::max(*largest, std::abs(flow));
        }
        return g;
    }

    Eigen::SparseMatrix<double> slopes(const std::vector<double>& p) const {
        std::vector<Eigen::Triplet<double>> entries;
        for (const PressurePath& path : net.paths) {
            const double slope = lawOf(path, net.rho_kg_m3, drop(path, p)).slope;
            const int a = row[std::size_t(path.from)], b = row[std::size_t(path.to)];
            if (a >= 0) entries.emplace_back(a, a, slope);
            if (b >= 0) entries.emplace_back(b, b, slope);
            if (a >= 0 && b >= 0) entries.emplace_back(a, b, -slope), entries.emplace_back(b, a, -slope);
        }
        Eigen::SparseMatrix<double> matrix(rows, rows);
        matrix.setFromTriplets(entries.begin(), entries.end());
        return matrix;
    }

    std::vector<double> moved(const std::vector<double>& p, const Eigen::VectorXd& d, double share) const {
        std::vector<double> next = p;
        for (std::size_t z = 0; z < next.size(); ++z)
            if (row[z] >= 0) next[z] += share * d[row[z]];
        return next;
    }
};

/// Step length along d: full, or cut where the slope of the content has turned too far.
double stepLength(const Equations& eq, const std::vector<double>& p, const Eigen::VectorXd& d, double slope) {
    double low = 0, high = 1;
    for (int n = 0; n < 40; ++n) {
        const double at = n == 0 ? 1 : 0.5 * (low + high), here = eq.imbalance(eq.moved(p, d, at)).dot(d);
        if (std::abs(here) <= 0.5 * std::abs(slope) || (n == 0 && here < 0)) return at;
        (here > 0 ? high : low) = at;
    }
    return 0.5 * (low + high);
}

}  // namespace

double perforatedLoss(double openShare) {
    const double f = std::clamp(openShare, 1e-3, 1.0);
    return (1 + 0.5 * std::pow(1 - f, 0.75) + 1.414 * std::pow(1 - f, 0.375)) / (f * f);
}

PressureState solvePressures(const PressureNetwork& network) {
    PressureState state;
    state.pressure_Pa.assign(network.zones.size(), 0.0);
    state.flow_m3_s.assign(network.paths.size(), 0.0);
    for (std::size_t z = 0; z < network.zones.size(); ++z)
        if (network.zones[z].held) state.pressure_Pa[z] = network.zones[z].pressure_Pa;
    state.issues = check(network);
    state.report.status = SolveStatus::NotConverged;
    if (!state.issues.empty()) {
        state.report.worst = state.issues.front().itemName;
        return state;
    }
    const Equations eq(network);
    const auto finish = [&](const Eigen::VectorXd& g, double largest) {
        for (std::size_t q = 0; q < network.paths.size(); ++q) state.flow_m3_s[q] = lawOf(network.paths[q], network.rho_kg_m3, eq.drop(network.paths[q], state.pressure_Pa)).flow;
        state.report.residual = largest > 0 && eq.rows > 0 ? g.lpNorm<Eigen::Infinity>() / largest : 0;
        if (eq.rows == 0) return;
        Eigen::Index worst = 0;
        g.cwiseAbs().maxCoeff(&worst);
        for (std::size_t z = 0; z < network.zones.size(); ++z)
            if (eq.row[z] == worst) state.report.worst = network.zones[z].name;
    };
    Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> factor;
    double best = std::numeric_limits<double>::infinity();
    for (int n = 0;; ++n) {
        double largest = 0;
        const Eigen::VectorXd g = eq.imbalance(state.pressure_Pa, &largest);
        const double error = eq.rows > 0 ? g.lpNorm<Eigen::Infinity>() : 0;
        state.report.iterations = n;
        const bool stalled = error >= best && error <= 1e3 * kTolerance * largest;  // the last digits
        best = std::min(best, error);
        if (error <= kTolerance * largest || stalled || n == kMostSteps) {
            if (n < kMostSteps) state.report.status = SolveStatus::Converged;
            finish(g, largest);
            return state;
        }
        const Eigen::SparseMatrix<double> slopes = eq.slopes(state.pressure_Pa);
        if (n == 0) factor.analyzePattern(slopes);
        factor.factorize(slopes);
        const Eigen::VectorXd d = factor.solve(-g);
        const double slope = g.dot(d);
        if (factor.info() != Eigen::Success || !d.allFinite() || !(slope < 0)) {
            finish(g, largest);
            return state;
        }
        state.pressure_Pa = eq.moved(state.pressure_Pa, d, stepLength(eq, state.pressure_Pa, d, slope));
    }
}

}  // namespace twin::air
