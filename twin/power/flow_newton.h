// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Newton's method on the currents of the buses. With Y the admittances of branches, shunts and sources and s the power
// injected by loads, the residual of a bus (each phase) is
//     F = Σ Y u − Y_src u_ref − Σ I(u),     I = conj(s/u)           constant power
//                                           I = conj(s) u/|u|       constant current
//                                           I = conj(s) u           constant impedance (moved into Y)
// and its derivative  dF = Y du − A du − B dū  with
//     A = Σ conj(s)/(2|u|) (current),   B = Σ −conj(s)/ū² (power),  −conj(s) u²/(2|u|³) (current).
// A complex pair (a du + b dū) is the real block [a_r + b_r, −a_i + b_i; a_i + b_i, a_r − b_r] on (Re du, Im du).
// A bus that holds its voltage has, in each phase, the two equations
//     Re(u conj F) = 0 with the reactive part of its regulated loads left out of F,     |u|² = u_set²;
// after convergence the reactive power that is missing is F's; where it breaks a limit, the bus goes on with that limit.
//
// Start: the linear grid with every load as an impedance. Stop: the largest step is below the tolerance; very stiff
// links (1e8 pu) leave a rounding noise of some 1e-9 pu, where a step that no longer shrinks is taken as the end.
#include "twin/numerics/block_lu.h"
#include "twin/power/power_flow.h"

#include <cmath>
#include <utility>
#include <vector>

namespace twin::power {

inline constexpr double kFlowNoise = 2e-8;  // a step of this size that does not shrink any more is rounding

template <int P>
class FlowNewton {
  public:
    using Network = GridNetwork<P>;
    using Matrix = typename Network::Matrix;
    using Vector = typename Network::Vector;
    using Block = Eigen::Matrix<double, 2 * P, 2 * P>;
    using Step = Eigen::Matrix<double, 2 * P, 1>;

    FlowNewton(const Network& network, const FlowOptions& options, std::stop_token stop, FlowResult<P>& result)
        : m_net(network), m_options(options), m_stop(std::move(stop)), m_result(result), m_loads(network.loads), m_held(static_cast<std::size_t>(network.buses), -1.0) {
        std::vector<std::pair<int, int>> edges;
        for (const auto& branch : m_net.branches)
            if (branch.from >= 0 && branch.to >= 0 && branch.from != branch.to) edges.emplace_back(branch.from, branch.to);
        m_lu.analyse(m_net.buses, edges);
        for (const auto& branch : m_net.branches) {
            const bool joins = branch.from >= 0 && branch.to >= 0 && branch.from != branch.to;
            m_places.push_back(joins ? std::pair{m_lu.place(branch.from, branch.to), m_lu.place(branch.to, branch.from)} : std::pair{0, 0});
        }
        m_residual.resize(static_cast<std::size_t>(m_net.buses));
        m_step.resize(static_cast<std::size_t>(m_net.buses));
    }

    void run() {
        auto& u = m_result.u;
        u.assign(static_cast<std::size_t>(m_net.buses), Vector::Zero());
        if (!startLinear()) return fail(0);
        if (m_options.method == FlowMethod::Linear) {
            m_result.report.status = SolveStatus::Converged;
            m_result.report.iterations = 1;
            return;
        }
        m_result.limit.assign(m_net.regulators.size(), 0);
        for (const auto& regulator : m_net.regulators) {
            m_held[regulator.bus] = regulator.uRef;
            auto& s = m_loads[static_cast<std::size_t>(regulator.load)].s;
            s = s.real().template cast<Complex>();
        }
        for (std::size_t round = 0; round <= m_net.regulators.size(); ++round) {
            for (int bus = 0; bus < m_net.buses; ++bus)
                if (m_held[bus] > 0)
                    for (int p = 0; p < P; ++p) u[bus][p] *= m_held[bus] / std::abs(u[bus][p]);
            if (!iterate()) return;
            if (!switchLimits()) break;
        }
        shareReactive();
    }

    const std::vector<typename Network::Load>& loads() const { return m_loads; }

  private:
    static Block real(const Matrix& a) {
        Block block;
        for (int r = 0; r < P; ++r)
            for (int c = 0; c < P; ++c) {
                block(2 * r, 2 * c) = block(2 * r + 1, 2 * c + 1) = a(r, c).real();
                block(2 * r, 2 * c + 1) = -a(r, c).imag();
                block(2 * r + 1, 2 * c) = a(r, c).imag();
            }
        return block;
    }
    static void addPair(Block& block, int p, Complex a, Complex b) {
        block(2 * p, 2 * p) += a.real() + b.real();
        block(2 * p, 2 * p + 1) += b.imag() - a.imag();
        block(2 * p + 1, 2 * p) += a.imag() + b.imag();
        block(2 * p + 1, 2 * p + 1) += a.real() - b.real();
    }

    void admittances() {
        m_lu.setZero();
        for (std::size_t i = 0; i < m_net.branches.size(); ++i) {
            const auto& branch = m_net.branches[i];
            if (branch.from >= 0) m_lu.diagonal(branch.from) += real(branch.ff);
            if (branch.to >= 0) m_lu.diagonal(branch.to) += real(branch.tt);
            if (branch.from < 0 || branch.to < 0) continue;
            if (branch.from == branch.to) {
                m_lu.diagonal(branch.from) += real(branch.ft) + real(branch.tf);
            } else {
                m_lu.at(m_places[i].first) += real(branch.ft);
                m_lu.at(m_places[i].second) += real(branch.tf);
            }
        }
        for (const auto& shunt : m_net.shunts) m_lu.diagonal(shunt.bus) += real(shunt.y);
        for (const auto& source : m_net.sources) m_lu.diagonal(source.bus) += real(source.y);
    }

    bool startLinear() {
        admittances();
        for (auto& step : m_step) step.setZero();
        for (const auto& load : m_net.loads)
            for (int p = 0; p < P; ++p) addPair(m_lu.diagonal(load.bus), p, -std::conj(load.s[p]), 0);
        for (const auto& source : m_net.sources) {
            const Vector i = source.y * source.uRef;
            for (int p = 0; p < P; ++p) {
                m_step[source.bus][2 * p] += i[p].real();
                m_step[source.bus][2 * p + 1] += i[p].imag();
            }
        }
        if (!m_lu.factor()) return false;
        m_lu.solve(m_step);
        for (int bus = 0; bus < m_net.buses; ++bus)
            for (int p = 0; p < P; ++p) m_result.u[bus][p] = {m_step[bus][2 * p], m_step[bus][2 * p + 1]};
        return true;
    }

    void residuals() {
        const auto& u = m_result.u;
        for (auto& residual : m_residual) residual.setZero();
        for (const auto& branch : m_net.branches) {
            if (branch.from >= 0) m_residual[branch.from] += branch.ff * u[branch.from];
            if (branch.to >= 0) m_residual[branch.to] += branch.tt * u[branch.to];
            if (branch.from < 0 || branch.to < 0) continue;
            m_residual[branch.from] += branch.ft * u[branch.to];
            m_residual[branch.to] += branch.tf * u[branch.from];
        }
        for (const auto& shunt : m_net.shunts) m_residual[shunt.bus] += shunt.y * u[shunt.bus];
        for (const auto& source : m_net.sources) m_residual[source.bus] += source.y * (u[source.bus] - source.uRef);
        for (const auto& load : m_loads) {
            Vector& f = m_residual[load.bus];
            for (int p = 0; p < P; ++p) f[p] -= current(load.law, load.s[p], u[load.bus][p]);
        }
    }

    static Complex current(LoadLaw law, Complex s, Complex u) {
        switch (law) {
            case LoadLaw::ConstantPower: return std::conj(s / u);
            case LoadLaw::ConstantCurrent: return std::conj(s) * u / std::abs(u);
            case LoadLaw::ConstantImpedance: break;
        }
        return std::conj(s) * u;
    }

    void derivatives() {
        admittances();
        for (const auto& load : m_loads)
            for (int p = 0; p < P; ++p) {
                const Complex u = m_result.u[load.bus][p], s = std::conj(load.s[p]);
                const double size = std::abs(u);
                switch (load.law) {
                    case LoadLaw::ConstantPower: addPair(m_lu.diagonal(load.bus), p, 0, s / std::conj(u) / std::conj(u)); break;
                    case LoadLaw::ConstantCurrent: addPair(m_lu.diagonal(load.bus), p, -s / (2 * size), s * u * u / (2 * size * size * size)); break;
                    case LoadLaw::ConstantImpedance: addPair(m_lu.diagonal(load.bus), p, -s, 0); break;
                }
            }
    }

    /// Rows of the buses that hold their voltage: from dF to d Re(u conj F) and d |u|².
    void holdRows() {
        const auto& u = m_result.u;
        const auto turn = [&](int bus, Block& block) {
            for (int p = 0; p < P; ++p) {
                block.row(2 * p) = u[bus][p].real() * block.row(2 * p) + u[bus][p].imag() * block.row(2 * p + 1);
                block.row(2 * p + 1).setZero();
            }
        };
        for (std::size_t i = 0; i < m_net.branches.size(); ++i) {
            const auto& branch = m_net.branches[i];
            if (branch.from < 0 || branch.to < 0 || branch.from == branch.to) continue;
            if (m_held[branch.from] > 0 && firstBetween(i, branch.from)) turn(branch.from, m_lu.at(m_places[i].first));
            if (m_held[branch.to] > 0 && firstBetween(i, branch.to)) turn(branch.to, m_lu.at(m_places[i].second));
        }
        for (int bus = 0; bus < m_net.buses; ++bus) {
            if (!(m_held[bus] > 0)) continue;
            Block& block = m_lu.diagonal(bus);
            turn(bus, block);
            for (int p = 0; p < P; ++p) {
                const Complex f = m_residual[bus][p], v = u[bus][p];
                block(2 * p, 2 * p) += f.real();
                block(2 * p, 2 * p + 1) += f.imag();
                block(2 * p + 1, 2 * p) = 2 * v.real();
                block(2 * p + 1, 2 * p + 1) = 2 * v.imag();
                m_step[bus][2 * p] = -(v.real() * f.real() + v.imag() * f.imag());
                m_step[bus][2 * p + 1] = m_held[bus] * m_held[bus] - std::norm(v);
            }
        }
    }
    /// Parallel branches share a block; it is turned once, by the first of them.
    bool firstBetween(std::size_t i, int bus) const {
        const int place = m_net.branches[i].from == bus ? m_places[i].first : m_places[i].second;
        for (std::size_t j = 0; j < i; ++j) {
            const auto& other = m_net.branches[j];
            if (other.from < 0 || other.to < 0 || other.from == other.to) continue;
            if ((other.from == bus && m_places[j].first == place) || (other.to == bus && m_places[j].second == place)) return false;
        }
        return true;
    }

    bool iterate() {
        double before = 1e300;
        auto& report = m_result.report;
        for (int round = 1; round <= m_options.maxIterations; ++round) {
            if (m_stop.stop_requested()) {
                report.status = SolveStatus::Cancelled;
                return false;
            }
            ++report.iterations;
            residuals();
            derivatives();
            for (int bus = 0; bus < m_net.buses; ++bus)
                for (int p = 0; p < P; ++p) {
                    m_step[bus][2 * p] = -m_residual[bus][p].real();
                    m_step[bus][2 * p + 1] = -m_residual[bus][p].imag();
                }
            holdRows();
            if (!m_lu.factor()) return fail(before), false;
            m_lu.solve(m_step);
            double worst = 0;
            int worstBus = 0;
            bool finite = true;
            for (int bus = 0; bus < m_net.buses; ++bus) {
                const double size = m_step[bus].cwiseAbs().maxCoeff();
                finite = finite && std::isfinite(size);
                if (!(size <= worst)) {
                    worst = size;
                    worstBus = bus;
                }
                for (int p = 0; p < P; ++p) m_result.u[bus][p] += Complex(m_step[bus][2 * p], m_step[bus][2 * p + 1]);
            }
            report.residual = worst;
            m_result.worstBus = worstBus;
            if (!finite) return fail(worst), false;
            if (worst <= m_options.tolerance || (worst < kFlowNoise && worst > 0.25 * before)) {
                report.status = SolveStatus::Converged;
                return true;
            }
            before = worst;
        }
        return fail(report.residual), false;
    }

    void fail(double residual) {
        m_result.report.status = SolveStatus::NotConverged;
        m_result.report.residual = residual;
        if (m_result.worstBus < 0) m_result.worstBus = 0;
    }

    /// Missing reactive power of a held bus, mean of its phases, pu.
    double missing(int bus) const {
        double sum = 0;
        for (int p = 0; p < P; ++p) sum += (m_result.u[bus][p] * std::conj(m_residual[bus][p])).imag();
        return sum / P;
    }

    /// Lets go the buses whose regulated loads cannot give what is missing; false when there is none.
    bool switchLimits() {
        residuals();
        bool switched = false;
        for (const auto& first : m_net.regulators) {
            if (!(m_held[first.bus] > 0)) continue;
            double low = 0, high = 0;
            for (const auto& regulator : m_net.regulators)
                if (regulator.bus == first.bus) {
                    low += std::isnan(regulator.qMin) ? -1e300 : regulator.qMin;
                    high += std::isnan(regulator.qMax) ? 1e300 : regulator.qMax;
                }
            const double q = missing(first.bus);
            const int side = q > high + 1e-9 ? 2 : q < low - 1e-9 ? 1 : 0;
            if (side == 0) continue;
            m_held[first.bus] = -1;
            switched = true;
            for (std::size_t i = 0; i < m_net.regulators.size(); ++i) {
                const auto& regulator = m_net.regulators[i];
                if (regulator.bus != first.bus) continue;
                m_result.limit[i] = side;
                auto& s = m_loads[static_cast<std::size_t>(regulator.load)].s;
                for (int p = 0; p < P; ++p) s[p] = {s[p].real(), side == 2 ? regulator.qMax : regulator.qMin};
            }
        }
        return switched;
    }

    /// Shares what is missing at a held bus equally over its regulated loads, each within its limits.
    void shareReactive() {
        residuals();
        for (const auto& first : m_net.regulators) {
            if (!(m_held[first.bus] > 0)) continue;
            std::vector<const typename Network::Regulator*> open;
            for (const auto& regulator : m_net.regulators)
                if (regulator.bus == first.bus) open.push_back(&regulator);
            Vector rest;
            for (int p = 0; p < P; ++p) rest[p] = {0, (m_result.u[first.bus][p] * std::conj(m_residual[first.bus][p])).imag()};
            while (!open.empty()) {
                const Vector share = rest / static_cast<double>(open.size());
                std::vector<const typename Network::Regulator*> free;
                for (const auto* regulator : open) {
                    auto& s = m_loads[static_cast<std::size_t>(regulator->load)].s;
                    const double mean = share.imag().sum() / P;
                    const double limit = mean > regulator->qMax ? regulator->qMax : mean < regulator->qMin ? regulator->qMin : std::numeric_limits<double>::quiet_NaN();
                    if (std::isnan(limit)) {
                        free.push_back(regulator);
                        continue;
                    }
                    for (int p = 0; p < P; ++p) {
                        s[p] = {s[p].real(), limit};
                        rest[p] -= Complex(0, limit);
                    }
                }
                if (free.size() == open.size()) {
                    for (const auto* regulator : open)
                        for (int p = 0; p < P; ++p) {
                            auto& s = m_loads[static_cast<std::size_t>(regulator->load)].s;
                            s[p] = {s[p].real(), share[p].imag()};
                        }
                    break;
                }
                open = std::move(free);
            }
            m_held[first.bus] = -1;
        }
    }

    const Network& m_net;
    FlowOptions m_options;
    std::stop_token m_stop;
    FlowResult<P>& m_result;
    std::vector<typename Network::Load> m_loads;
    std::vector<double> m_held;  // voltage held at a bus, negative = none
    numerics::BlockLu<2 * P> m_lu;
    std::vector<std::pair<int, int>> m_places;
    std::vector<Vector> m_residual;
    std::vector<Step> m_step;
};

}  // namespace twin::power
