// SPDX-License-Identifier: GPL-3.0-or-later
//
//     S(θ, V) = diag(v) conj(Y v),  v = V e^{jθ}
//     ∂S/∂θ = j diag(v) conj(diag(i) − Y diag(v)),   ∂S/∂V = diag(v) conj(Y diag(v/V)) + conj(diag(i)) diag(v/V)
//     mismatch  S − Σ s V^n  with n = 0, 1, 2 for constant power, current, impedance.
// A source is a bus of fixed voltage behind its impedance; its current is part of the mismatch of its bus.
#include "twin/power/textbook_newton.h"

#include <Eigen/SparseLU>

#include <chrono>
#include <cmath>

namespace twin::power {

FlowResult<1> solveTextbook(const GridNetwork<1>& net, const std::vector<double>& start_rad, double tolerance, int maxIterations) {
    using Vector = Eigen::VectorXcd;
    const auto begin = std::chrono::steady_clock::now();
    const int n = net.buses;
    FlowResult<1> result;
    std::vector<Eigen::Triplet<Complex>> entries;
    for (const auto& branch : net.branches) {
        if (branch.from >= 0) entries.emplace_back(branch.from, branch.from, branch.ff(0, 0));
        if (branch.to >= 0) entries.emplace_back(branch.to, branch.to, branch.tt(0, 0));
        if (branch.from < 0 || branch.to < 0) continue;
        entries.emplace_back(branch.from, branch.to, branch.ft(0, 0));
        entries.emplace_back(branch.to, branch.from, branch.tf(0, 0));
    }
    for (const auto& shunt : net.shunts) entries.emplace_back(shunt.bus, shunt.bus, shunt.y(0, 0));
    Vector fixed = Vector::Zero(n);
    for (const auto& source : net.sources) {
        entries.emplace_back(source.bus, source.bus, source.y(0, 0));
        fixed[source.bus] += source.y(0, 0) * source.uRef[0];
    }
    Eigen::SparseMatrix<Complex> y(n, n);
    y.setFromTriplets(entries.begin(), entries.end());
    Eigen::VectorXd angle = Eigen::Map<const Eigen::VectorXd>(start_rad.data(), n), size = Eigen::VectorXd::Ones(n);
    Eigen::SparseLU<Eigen::SparseMatrix<double>, Eigen::COLAMDOrdering<int>> lu;
    Eigen::SparseMatrix<double> jacobian(2 * n, 2 * n);
    std::vector<Eigen::Triplet<double>> slots;
    Vector v(n);
    result.report.status = SolveStatus::NotConverged;
    for (int round = 1; round <= maxIterations; ++round) {
        for (int i = 0; i < n; ++i) v[i] = std::polar(size[i], angle[i]);
        const Vector current = y * v - fixed;
        Vector mismatch = v.cwiseProduct(current.conjugate()), slope = Vector::Zero(n);
        for (const auto& load : net.loads) {
            const int power = load.law == LoadLaw::ConstantPower ? 0 : load.law == LoadLaw::ConstantCurrent ? 1 : 2;
            mismatch[load.bus] -= load.s[0] * std::pow(size[load.bus], power);
            slope[load.bus] += load.s[0] * static_cast<double>(power) * std::pow(size[load.bus], power - 1);
        }
        slots.clear();
        const auto put = [&](int row, int column, Complex dAngle, Complex dSize) {
            slots.emplace_back(row, column, dAngle.real());
            slots.emplace_back(row + n, column, dAngle.imag());
            slots.emplace_back(row, column + n, dSize.real());
            slots.emplace_back(row + n, column + n, dSize.imag());
        };
        for (int column = 0; column < n; ++column) {
            for (Eigen::SparseMatrix<Complex>::InnerIterator it(y, column); it; ++it) {
                const int row = static_cast<int>(it.row());
                const Complex s = v[row] * std::conj(it.value() * v[column]);
                put(row, column, Complex(0, -1) * s, s / size[column]);
            }
            const Complex own = v[column] * std::conj(current[column]);
            put(column, column, Complex(0, 1) * own, own / size[column] - slope[column]);
        }
        jacobian.setFromTriplets(slots.begin(), slots.end());
        if (round == 1) lu.analyzePattern(jacobian);
        lu.factorize(jacobian);
        if (lu.info() != Eigen::Success) break;
        Eigen::VectorXd right(2 * n);
        right << -mismatch.real(), -mismatch.imag();
        const Eigen::VectorXd step = lu.solve(right);
        angle += step.head(n);
        size += step.tail(n);
        result.report.iterations = round;
        result.report.residual = step.cwiseAbs().maxCoeff(&result.worstBus);
        result.worstBus %= n;
        if (!std::isfinite(result.report.residual)) break;
        if (result.report.residual <= tolerance) {
            result.report.status = SolveStatus::Converged;
            break;
        }
    }
    result.u.resize(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) result.u[i][0] = std::polar(size[i], angle[i]);
    result.report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

}  // namespace twin::power
