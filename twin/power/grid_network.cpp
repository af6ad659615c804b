// SPDX-License-Identifier: GPL-3.0-or-later
//
// Components in per unit (base 1 MVA, rated voltage of the node; Power Grid Model user manual, "Components"):
//     line            z = r₁ + jx₁,  y_sh = 2πf c₁ (tan δ₁ + j)
//     link            none: the nodes it joins are one bus
//     generic branch  y = 1/(r₁ + jx₁),  y_sh = g₁ + jb₁ on the to-side,  N = k e^{jθ}
//     source          |z| = 1/s_k,  x = |z|/√(1 + (r/x)²),  y₀ = y₁/(z₀/z₁)
//     three windings  star of three transformers at the voltage of side 1: u_k and p_k of the pairs, on the rating of
//                     side 1, by the delta–wye rule ½(12 + 13 − 23) …, each back on its own rating
// Phases from sequences: M = A diag(0, 1, 2) A⁻¹; for equal 1 and 2 that is (2y₁ + y₀)/3 on the diagonal and
// (y₀ − y₁)/3 beside it.
#include "twin/power/grid_network.h"

#include "twin/power/branch_model.h"

#include <Eigen/LU>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace twin::power {

namespace {

constexpr double kDefaultShortCircuit_VA = 1e10, kDefaultRxRatio = 0.1, kDefaultZ01 = 1;
const Complex kJ(0, 1);
const Complex kTurn(-0.5, std::numbers::sqrt3 / 2);  // e^{j120°}

template <int P>
class Builder {
  public:
    using Network = GridNetwork<P>;
    using Matrix = typename Network::Matrix;
    using Vector = typename Network::Vector;

    Builder(const GridData& grid, const GridTopology& topology) : m_grid(grid), m_topology(topology), m_rated(grid.column(GridKind::Node, "u_rated")) {}

    Network build() {
        joinBuses();
        lines();
        asymLines();
        genericBranches();
        transformers();
        threeWinding();
        appliances();
        regulators();
        return std::move(m_network);
    }

  private:
    /// Numbers the fed buses; nodes joined by closed links share one.
    void joinBuses() {
        const int total = m_topology.busCount();
        std::vector<int> first(static_cast<std::size_t>(total));  // of the buses joined so far, by links
        std::iota(first.begin(), first.end(), 0);
        const auto root = [&](int at) {
            while (first[at] != at) at = first[at] = first[first[at]];
            return at;
        };
        constexpr auto kind = GridKind::Link;
        const auto &from = m_grid.column(kind, "from_node"), &to = m_grid.column(kind, "to_node"), &fromStatus = m_grid.column(kind, "from_status"), &toStatus = m_grid.column(kind, "to_status");
        for (int row = 0; row < m_grid.rows(kind); ++row) {
            const int a = m_topology.nodeRow(from[row]), b = m_topology.nodeRow(to[row]);
            const bool atFrom = fromStatus[row] != 0 && m_topology.live(a), atTo = toStatus[row] != 0 && m_topology.live(b);
            if (atFrom || atTo) m_network.links.push_back({row, atFrom ? a : -1, atTo ? b : -1});
            if (!atFrom || !atTo) continue;
            const int x = root(a), y = root(b);
            first[std::max(x, y)] = std::min(x, y);
        }
        m_network.busOf.assign(static_cast<std::size_t>(total), -1);
        for (int bus = 0; bus < total; ++bus) {
            if (!m_topology.live(bus)) continue;
            const int joined = m_network.links.empty() ? bus : root(bus);
            if (joined != bus) {
                m_network.busOf[bus] = m_network.busOf[joined];
                continue;
            }
            m_network.busOf[bus] = m_network.buses++;
            m_network.topologyBus.push_back(bus);
        }
    }

    int bus(double nodeId) const { return m_network.busOf[static_cast<std::size_t>(m_topology.nodeRow(nodeId))]; }
    double rated(double nodeId) const { return m_rated[static_cast<std::size_t>(m_topology.nodeRow(nodeId))]; }

    static Matrix fromSequences(Complex zero, Complex positive) {
        if constexpr (P == 1) {
            return Matrix(positive);
        } else {
            Matrix m = Matrix::Constant((zero - positive) / 3.0);
            m.diagonal().setConstant((2.0 * positive + zero) / 3.0);
            return m;
        }
    }
    static Matrix fromSequences(Complex zero, Complex positive, Complex negative) {
        if constexpr (P == 1) {
            return Matrix(positive);
        } else {
            Matrix a;
            a << 1, 1, 1, 1, kTurn * kTurn, kTurn, 1, kTurn, kTurn * kTurn;
            return (a * Vector(zero, positive, negative).asDiagonal() * a.conjugate() / 3.0).eval();
        }
    }

    /// Calls make(row, from, to, fromClosed, toClosed) for each branch of a kind that is fed at a closed end.
    template <class F>
    void eachBranch(GridKind kind, F&& make) {
        const auto &from = m_grid.column(kind, "from_node"), &to = m_grid.column(kind, "to_node"), &fromStatus = m_grid.column(kind, "from_status"), &toStatus = m_grid.column(kind, "to_status");
        for (int row = 0; row < m_grid.rows(kind); ++row) {
            const bool a = fromStatus[row] != 0 && bus(from[row]) >= 0, b = toStatus[row] != 0 && bus(to[row]) >= 0;
            if (a || b) make(row, from[row], to[row], a, b);
        }
    }
    void add(GridKind kind, int row, int leg, int from, int to, Matrix ff, Matrix ft, Matrix tf, Matrix tt) {
        m_network.branches.push_back({kind, row, leg, from, to, ff, ft, tf, tt});
    }
    void addSequences(GridKind kind, int row, double from, double to, bool a, bool b, const TwoPort& one, const TwoPort& zero) {
        add(kind, row, 0, a ? bus(from) : -1, b ? bus(to) : -1, fromSequences(zero.ff, one.ff), fromSequences(zero.ft, one.ft), fromSequences(zero.tf, one.tf), fromSequences(zero.tt, one.tt));
    }

    void lines() {
        constexpr auto kind = GridKind::Line;
        const auto &r1 = m_grid.column(kind, "r1"), &x1 = m_grid.column(kind, "x1"), &c1 = m_grid.column(kind, "c1"), &tan1 = m_grid.column(kind, "tan1");
        m_network.branches.reserve(m_network.branches.size() + r1.size());
        const auto &r0 = m_grid.column(kind, "r0"), &x0 = m_grid.column(kind, "x0"), &c0 = m_grid.column(kind, "c0"), &tan0 = m_grid.column(kind, "tan0");
        constexpr double kOmega = 2 * std::numbers::pi * kSystemFrequency_Hz;
        eachBranch(kind, [&](int row, double from, double to, bool a, bool b) {
            const double u = rated(from), baseY = kBasePower_VA / u / u;
            const auto port = [&](double r, double x, double c, double tan) { return piModel(inverseOf(Complex(r, x)) / baseY, kOmega * c / baseY * Complex(tan, 1), 1.0, a, b); };
            const TwoPort one = port(r1[row], x1[row], c1[row], tan1[row]);
            addSequences(kind, row, from, to, a, b, one, P == 1 ? one : port(r0[row], x0[row], c0[row], tan0[row]));
        });
    }

    void asymLines() {
        constexpr auto kind = GridKind::AsymLine;
        constexpr double kOmega = 2 * std::numbers::pi * kSystemFrequency_Hz;
        using Phases = Eigen::Matrix3cd;
        eachBranch(kind, [&](int row, double from, double to, bool a, bool b) {
            const auto get = [&](const char* name) { return m_grid.column(kind, name)[row]; };
            const auto z = [&](const char* r, const char* x) { return Complex(get(r), get(x)); };
            Eigen::Matrix4cd full;
            full << z("r_aa", "x_aa"), z("r_ba", "x_ba"), z("r_ca", "x_ca"), z("r_na", "x_na"), z("r_ba", "x_ba"), z("r_bb", "x_bb"), z("r_cb", "x_cb"), z("r_nb", "x_nb"),
                z("r_ca", "x_ca"), z("r_cb", "x_cb"), z("r_cc", "x_cc"), z("r_nc", "x_nc"), z("r_na", "x_na"), z("r_nb", "x_nb"), z("r_nc", "x_nc"), z("r_nn", "x_nn");
            Phases series = full.topLeftCorner<3, 3>();
            if (!std::isnan(get("r_nn"))) series -= full.block<3, 1>(0, 3) * full.block<1, 3>(3, 0) / full(3, 3);
            Phases c;
            if (const double c0 = get("c0"), c1 = get("c1"); !std::isnan(c0) && !std::isnan(c1)) {
                c.setConstant((c0 - c1) / 3);
                c.diagonal().setConstant((2 * c1 + c0) / 3);
            } else {
                c << get("c_aa"), get("c_ba"), get("c_ca"), get("c_ba"), get("c_bb"), get("c_cb"), get("c_ca"), get("c_cb"), get("c_cc");
            }
            const double u = rated(from), baseY = kBasePower_VA / u / u;
            const Phases y = series.inverse() / baseY, shunt = kJ * kOmega / baseY * c;
            const int at = a ? bus(from) : -1, bt = b ? bus(to) : -1;
            if constexpr (P == 1) {
                const auto positive = [](const Phases& m) { return (m.trace() - (m.sum() - m.trace()) / 2.0) / 3.0; };
                const TwoPort one = piModel(positive(y), positive(shunt), 1.0, a, b);
                add(kind, row, 0, at, bt, Matrix(one.ff), Matrix(one.ft), Matrix(one.tf), Matrix(one.tt));
            } else {
                Matrix end = y + 0.5 * shunt, across = -y;
                if (!(a && b)) {
                    across.setZero();
                    end.setZero();
                    if (shunt.cwiseAbs().maxCoeff() >= 1e-8) end = 0.5 * shunt + (y.inverse() + 2.0 * shunt.inverse()).inverse();
                }
                add(kind, row, 0, at, bt, a ? end : Matrix(Matrix::Zero()), across, across, b ? end : Matrix(Matrix::Zero()));
            }
        });
    }

    void genericBranches() {
        constexpr auto kind = GridKind::GenericBranch;
        eachBranch(kind, [&](int row, double from, double to, bool a, bool b) {
            const auto get = [&](const char* name) { return m_grid.column(kind, name)[row]; };
            const double u = rated(to), baseY = kBasePower_VA / u / u, k = std::isnan(get("k")) ? 1 : get("k"), theta = std::isnan(get("theta")) ? 0 : get("theta");
            const TwoPort one = piModel(1.0 / Complex(get("r1"), get("x1")) / baseY, Complex(get("g1"), get("b1")) / baseY, k * std::exp(kJ * theta), a, b);
            addSequences(kind, row, from, to, a, b, one, one);
        });
    }

    void addTransformer(GridKind kind, int row, int leg, int from, int to, const TransformerModel& model) {
        const TwoPort one = positiveSequence(model), two = P == 1 ? one : negativeSequence(model), zero = P == 1 ? one : zeroSequence(model);
        add(kind, row, leg, from, to, fromSequences(zero.ff, one.ff, two.ff), fromSequences(zero.ft, one.ft, two.ft), fromSequences(zero.tf, one.tf, two.tf), fromSequences(zero.tt, one.tt, two.tt));
    }
    static int whole(double value, double otherwise) { return static_cast<int>(std::isnan(value) ? otherwise : value); }

    void transformers() {
        constexpr auto kind = GridKind::Transformer;
        const auto column = [&](const char* name) -> const std::vector<double>& { return m_grid.column(kind, name); };
        const auto &u1 = column("u1"), &u2 = column("u2"), &sn = column("sn"), &uk = column("uk"), &pk = column("pk"), &i0 = column("i0"), &p0 = column("p0");
        const auto &i0Zero = column("i0_zero_sequence"), &p0Zero = column("p0_zero_sequence"), &windingFrom = column("winding_from"), &windingTo = column("winding_to"), &clock = column("clock");
        const auto &side = column("tap_side"), &pos = column("tap_pos"), &min = column("tap_min"), &max = column("tap_max"), &nominal = column("tap_nom"), &size = column("tap_size");
        const auto &ukMin = column("uk_min"), &ukMax = column("uk_max"), &pkMin = column("pk_min"), &pkMax = column("pk_max");
        const auto &rFrom = column("r_grounding_from"), &xFrom = column("x_grounding_from"), &rTo = column("r_grounding_to"), &xTo = column("x_grounding_to");
        eachBranch(kind, [&](int row, double from, double to, bool a, bool b) {
            const int nom = whole(nominal[row], 0);
            const TransformerValues values{u1[row], u2[row], sn[row], uk[row], pk[row], i0[row], p0[row], i0Zero[row], p0Zero[row],
                whole(windingFrom[row], 0), whole(windingTo[row], 0), whole(clock[row], 0), whole(side[row], 0), whole(pos[row], nom), whole(min[row], 0), whole(max[row], 0), nom,
                size[row], ukMin[row], ukMax[row], pkMin[row], pkMax[row], rFrom[row], xFrom[row], rTo[row], xTo[row], a, b};
            addTransformer(kind, row, 0, a ? bus(from) : -1, b ? bus(to) : -1, transformerModel(values, rated(from), rated(to)));
        });
    }

    void threeWinding() {
        constexpr auto kind = GridKind::ThreeWindingTransformer;
        for (int row = 0; row < m_grid.rows(kind); ++row) {
            const int star = m_network.busOf[static_cast<std::size_t>(m_topology.starBus(row))];
            if (star < 0) continue;
            const auto get = [&](const std::string& name) { return m_grid.column(kind, name)[row]; };
            const int nom = whole(get("tap_nom"), 0), low = whole(get("tap_min"), 0), high = whole(get("tap_max"), 0);
            const int tap = std::clamp(whole(get("tap_pos"), nom), std::min(low, high), std::max(low, high));
            double u[3] = {get("u1"), get("u2"), get("u3")};
            u[whole(get("tap_side"), 0)] += (high > low ? 1 : -1) * (tap - nom) * get("tap_size");
            const double sn[3] = {get("sn_1"), get("sn_2"), get("sn_3")};
            const char* pairs[3] = {"12", "13", "23"};
            const double least[3] = {std::min(sn[0], sn[1]), std::min(sn[0], sn[2]), std::min(sn[1], sn[2])};
            double uk[3], pk[3];
            for (int i = 0; i < 3; ++i) {
                const auto tapped = [&](const std::string& name) {
                    const double value = get(name), min = get(name + "_min"), max = get(name + "_max");
                    return atTap(tap, low, high, nom, value, std::isnan(min) ? value : min, std::isnan(max) ? value : max);
                };
                const double scale = sn[0] / least[i];
                uk[i] = tapped(std::string("uk_") + pairs[i]) * scale;
                pk[i] = tapped(std::string("pk_") + pairs[i]) * scale * scale;
            }
            const auto star3 = [](const double (&p)[3], int leg) { return 0.5 * (leg == 0 ? p[0] + p[1] - p[2] : leg == 1 ? p[0] + p[2] - p[1] : p[1] + p[2] - p[0]); };
            const int winding[3] = {whole(get("winding_1"), 0), whole(get("winding_2"), 0), whole(get("winding_3"), 0)};
            const int clock[3] = {0, 12 - whole(get("clock_12"), 0), 12 - whole(get("clock_13"), 0)};
            const double ratedStar = rated(get("node_1"));
            constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
            for (int leg = 0; leg < 3; ++leg) {
                const std::string number = std::to_string(leg + 1);
                const double node = get("node_" + number), share = sn[leg] / sn[0];
                const bool closed = get("status_" + number) != 0 && bus(node) >= 0;
                const TransformerValues values{u[leg], u[0], sn[leg], star3(uk, leg) * share, star3(pk, leg) * share * share, leg == 0 ? get("i0") : 0, leg == 0 ? get("p0") : 0, kNaN, kNaN,
                    leg == 0 ? 1 : winding[leg], leg == 0 ? 1 : winding[0], clock[leg], 0, 0, 0, 0, 0, 0, kNaN, kNaN, kNaN, kNaN, get("r_grounding_" + number), get("x_grounding_" + number), 0, 0, closed, true};
                addTransformer(kind, row, leg + 1, closed ? bus(node) : -1, star, transformerModel(values, rated(node), ratedStar));
            }
        }
    }

    void appliances() {
        const auto each = [&](GridKind kind, auto&& make) {
            const auto &node = m_grid.column(kind, "node"), &status = m_grid.column(kind, "status");
            for (int row = 0; row < m_grid.rows(kind); ++row)
                if (status[row] != 0 && bus(node[row]) >= 0) make(row, bus(node[row]), node[row]);
        };
        each(GridKind::Source, [&](int row, int at, double) {
            const auto get = [&](const char* name, double otherwise) { const double v = m_grid.column(GridKind::Source, name)[row]; return std::isnan(v) ? otherwise : v; };
            const double ratio = get("rx_ratio", kDefaultRxRatio), x = kBasePower_VA / get("sk", kDefaultShortCircuit_VA) / std::sqrt(ratio * ratio + 1);
            typename Network::Source source{row, at, 1.0 / Complex(x * ratio, x), 0, {}, {}, get("u_ref", 1) * std::exp(kJ * get("u_ref_angle", 0))};
            source.y0 = source.y1 / get("z01_ratio", kDefaultZ01);
            source.y = fromSequences(source.y0, source.y1);
            if constexpr (P == 1) source.uRef << source.uRef1;
            else source.uRef << source.uRef1, source.uRef1 * kTurn * kTurn, source.uRef1 * kTurn;
            m_network.sources.push_back(source);
        });
        each(GridKind::Shunt, [&](int row, int at, double node) {
            const auto get = [&](const char* name) { return m_grid.column(GridKind::Shunt, name)[row]; };
            const double u = rated(node), baseY = kBasePower_VA / u / u;
            const Complex one = Complex(get("g1"), get("b1")) / baseY, zero = P == 1 ? one : Complex(get("g0"), get("b0")) / baseY;
            m_network.shunts.push_back({row, at, fromSequences(zero, one)});
        });
        for (const auto kind : {GridKind::SymLoad, GridKind::SymGen, GridKind::AsymLoad, GridKind::AsymGen}) {
            const auto &p = m_grid.column(kind, "p_specified"), &q = m_grid.column(kind, "q_specified"), &type = m_grid.column(kind, "type");
            const double sign = kind == GridKind::SymGen || kind == GridKind::AsymGen ? 1 : -1;
            const bool perPhase = kind == GridKind::AsymLoad || kind == GridKind::AsymGen;
            each(kind, [&](int row, int at, double) {
                Vector s;
                if (!perPhase) {
                    s.setConstant(sign * Complex(p[row], q[row]) / kBasePower_VA);
                } else if constexpr (P == 3) {
                    for (int i = 0; i < 3; ++i) s[i] = sign * 3.0 * Complex(p[3 * row + i], q[3 * row + i]) / kBasePower_VA;
                } else {
                    s[0] = sign * Complex(p[3 * row] + p[3 * row + 1] + p[3 * row + 2], q[3 * row] + q[3 * row + 1] + q[3 * row + 2]) / kBasePower_VA;
                }
                m_network.loads.push_back({kind, row, at, static_cast<LoadLaw>(static_cast<int>(type[row])), s});
            });
        }
    }

    void regulators() {
        constexpr auto kind = GridKind::VoltageRegulator;
        for (int row = 0; row < m_grid.rows(kind); ++row) {
            if (m_grid.column(kind, "status")[row] == 0) continue;
            const double object = m_grid.column(kind, "regulated_object")[row];
            for (std::size_t i = 0; i < m_network.loads.size(); ++i) {
                const auto& load = m_network.loads[i];
                if (m_grid.column(load.kind, "id")[load.row] == object)
                    m_network.regulators.push_back({row, load.bus, static_cast<int>(i), m_grid.column(kind, "u_ref")[row], m_grid.column(kind, "q_min")[row] / kBasePower_VA, m_grid.column(kind, "q_max")[row] / kBasePower_VA});
            }
        }
    }

    const GridData& m_grid;
    const GridTopology& m_topology;
    const std::vector<double>& m_rated;  // of the nodes, V
    Network m_network;
};

}  // namespace

template <int P>
GridNetwork<P> makeNetwork(const GridData& grid, const GridTopology& topology) {
    return Builder<P>(grid, topology).build();
}

template GridNetwork<1> makeNetwork<1>(const GridData&, const GridTopology&);
template GridNetwork<3> makeNetwork<3>(const GridData&, const GridTopology&);

}  // namespace twin::power
