// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/grid_result.h"

#include <Eigen/SparseCholesky>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace twin::power {

namespace {

constexpr double kNoPower = 1e-8;

template <int P>
class Collector {
  public:
    using Vector = typename GridNetwork<P>::Vector;
    using Reals = Eigen::Matrix<double, P, 1>;

    Collector(const GridData& grid, const GridTopology& topology, const GridNetwork<P>& net, const FlowResult<P>& flow, GridResult& result)
        : m_grid(grid), m_topology(topology), m_net(net), m_flow(flow), m_result(result) {}

    void collect() {
        nodes();
        branches();
        links();
        const char* power[] = {"p", "q", "i", "s", "pf"};
        for (const auto kind : {GridKind::Source, GridKind::SymLoad, GridKind::SymGen, GridKind::AsymLoad, GridKind::AsymGen, GridKind::Shunt}) {
            GridResultTable& table = begin(kind);
            for (const char* name : power) add(table, kind, name, true);
        }
        for (std::size_t i = 0; i < m_net.sources.size(); ++i) {
            const auto& source = m_net.sources[i];
            const Vector s = m_flow.u[source.bus].cwiseProduct(m_flow.source[i].conjugate());
            appliance(GridKind::Source, source.row, s, m_flow.source[i], 1);
            m_result.sourceP_W += kBase * s.real().sum();
            m_result.sourceQ_var += kBase * s.imag().sum();
        }
        for (std::size_t i = 0; i < m_net.loads.size(); ++i) {
            const auto& load = m_net.loads[i];
            const Vector current = m_flow.load[i].cwiseQuotient(m_flow.u[load.bus]).conjugate();
            appliance(load.kind, load.row, m_flow.load[i], current, load.kind == GridKind::SymGen || load.kind == GridKind::AsymGen ? 1 : -1);
            m_result.loadP_W -= kBase * m_flow.load[i].real().sum();
        }
        for (const auto& shunt : m_net.shunts) {
            const Vector current = -(shunt.y * m_flow.u[shunt.bus]), s = m_flow.u[shunt.bus].cwiseProduct(current.conjugate());
            appliance(GridKind::Shunt, shunt.row, s, current, -1);
            m_result.loadP_W -= kBase * s.real().sum();
        }
        regulators();
    }

  private:
    static constexpr double kBase = kBasePower_VA / P;

    GridResultTable& begin(GridKind kind) {
        GridResultTable& table = m_result.tables[static_cast<int>(kind)];
        table.energized.assign(static_cast<std::size_t>(m_grid.rows(kind)), 0);
        return table;
    }
    void add(GridResultTable& table, GridKind kind, std::string name, bool wide) {
        table.columns.push_back(std::move(name));
        table.values.emplace_back(static_cast<std::size_t>(m_grid.rows(kind)) * (wide ? P : 1), 0.0);
        table.wide.push_back(wide && P > 1);
    }
    static void put(GridResultTable& table, std::size_t column, int row, const Reals& value) {
        for (int p = 0; p < P; ++p) table.values[column][static_cast<std::size_t>(row * P + p)] = value[p];
    }
    double ratedOf(double node) const { return m_grid.column(GridKind::Node, "u_rated")[static_cast<std::size_t>(m_topology.nodeRow(node))]; }
    static double baseCurrent(double rated_V) { return kBasePower_VA / rated_V / std::numbers::sqrt3; }

    void nodes() {
        GridResultTable& table = begin(GridKind::Node);
        for (const char* name : {"u_pu", "u_angle", "u", "p", "q"}) add(table, GridKind::Node, name, true);
        std::vector<Vector> injected(static_cast<std::size_t>(table.energized.size()), Vector::Zero());
        for (std::size_t i = 0; i < m_net.sources.size(); ++i) injected[nodeOf(GridKind::Source, m_net.sources[i].row)] += m_flow.u[m_net.sources[i].bus].cwiseProduct(m_flow.source[i].conjugate());
        for (std::size_t i = 0; i < m_net.loads.size(); ++i) injected[nodeOf(m_net.loads[i].kind, m_net.loads[i].row)] += m_flow.load[i];
        for (int row = 0; row < m_grid.rows(GridKind::Node); ++row) {
            const int bus = m_net.busOf[static_cast<std::size_t>(row)];
            if (bus < 0) continue;
            table.energized[row] = 1;
            const Vector& u = m_flow.u[bus];
            const Reals size = u.cwiseAbs();
            put(table, 0, row, size);
            put(table, 1, row, u.unaryExpr([](Complex v) { return Complex(std::arg(v)); }).real());
            put(table, 2, row, size * m_grid.column(GridKind::Node, "u_rated")[static_cast<std::size_t>(row)] * (P == 1 ? 1 : std::numbers::inv_sqrt3));
            put(table, 3, row, kBase * injected[row].real());
            put(table, 4, row, kBase * injected[row].imag());
        }
    }
    int nodeOf(GridKind kind, int row) const { return m_topology.nodeRow(m_grid.column(kind, "node")[static_cast<std::size_t>(row)]); }

    /// Flows of links: what the nodes they join do not balance themselves goes through them, in a mesh of links as
    /// through equal admittances, L v = i.
    void links() {
        if (m_net.links.empty()) return;
        constexpr auto kind = GridKind::Link;
        GridResultTable& table = m_result.tables[static_cast<int>(kind)];
        const auto nodes = static_cast<std::size_t>(m_grid.rows(GridKind::Node));
        using Currents = Eigen::Matrix<Complex, Eigen::Dynamic, P>;
        Currents surplus = Currents::Zero(static_cast<Eigen::Index>(nodes), P);
        const auto add = [&](int node, const Vector& current) { surplus.row(node) += current.transpose(); };
        for (std::size_t i = 0; i < m_net.sources.size(); ++i) add(nodeOf(GridKind::Source, m_net.sources[i].row), m_flow.source[i]);
        for (std::size_t i = 0; i < m_net.loads.size(); ++i) {
            const auto& load = m_net.loads[i];
            add(nodeOf(load.kind, load.row), m_flow.load[i].cwiseQuotient(m_flow.u[load.bus]).conjugate());
        }
        for (const auto& shunt : m_net.shunts) add(nodeOf(GridKind::Shunt, shunt.row), -(shunt.y * m_flow.u[shunt.bus]));
        for (std::size_t i = 0; i < m_net.branches.size(); ++i) {
            const auto& branch = m_net.branches[i];
            const auto node = [&](const char* name) { return m_topology.nodeRow(m_grid.column(branch.kind, name)[static_cast<std::size_t>(branch.row)]); };
            if (branch.from >= 0) add(node(branch.leg == 0 ? "from_node" : branch.leg == 1 ? "node_1" : branch.leg == 2 ? "node_2" : "node_3"), -m_flow.iFrom[i]);
            if (branch.to >= 0 && branch.leg == 0) add(node("to_node"), -m_flow.iTo[i]);
        }
        // One node of each joined bus is the reference: the first, which gave the bus its number.
        std::vector<int> place(nodes, -1);
        int unknowns = 0;
        const auto isFirst = [&](int node) { return m_net.topologyBus[static_cast<std::size_t>(m_net.busOf[static_cast<std::size_t>(node)])] == node; };
        for (const auto& link : m_net.links)
            if (link.from >= 0 && link.to >= 0)
                for (const int node : {link.from, link.to})
                    if (!isFirst(node) && place[static_cast<std::size_t>(node)] < 0) place[static_cast<std::size_t>(node)] = unknowns++;
        std::vector<Eigen::Triplet<double>> entries;
        for (const auto& link : m_net.links) {
            if (link.from < 0 || link.to < 0 || link.from == link.to) continue;
            const int a = place[static_cast<std::size_t>(link.from)], b = place[static_cast<std::size_t>(link.to)];
            if (a >= 0) entries.emplace_back(a, a, 1.0);
            if (b >= 0) entries.emplace_back(b, b, 1.0);
            if (a < 0 || b < 0) continue;
            entries.emplace_back(a, b, -1.0);
            entries.emplace_back(b, a, -1.0);
        }
        Eigen::MatrixXd right = Eigen::MatrixXd::Zero(unknowns, 2 * P), v = right;
        for (std::size_t node = 0; node < nodes; ++node)
            if (place[node] >= 0)
                for (int p = 0; p < P; ++p) right(place[node], 2 * p) = surplus(static_cast<Eigen::Index>(node), p).real(), right(place[node], 2 * p + 1) = surplus(static_cast<Eigen::Index>(node), p).imag();
        if (unknowns > 0) {
            Eigen::SparseMatrix<double> laplacian(unknowns, unknowns);
            laplacian.setFromTriplets(entries.begin(), entries.end());
            v = Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>>(laplacian).solve(right);
        }
        const auto potential = [&](int node, int p) { const int at = place[static_cast<std::size_t>(node)]; return at < 0 ? Complex(0) : Complex(v(at, 2 * p), v(at, 2 * p + 1)); };
        for (const auto& link : m_net.links) {
            table.energized[link.row] = 1;
            if (link.from < 0 || link.to < 0) continue;
            const Vector& u = m_flow.u[m_net.busOf[static_cast<std::size_t>(link.from)]];
            Vector current;
            for (int p = 0; p < P; ++p) current[p] = link.from == link.to ? Complex(0) : potential(link.from, p) - potential(link.to, p);
            const auto& rated = m_grid.column(GridKind::Node, "u_rated");
            side(table, 1, link.row, u.cwiseProduct(current.conjugate()), current, baseCurrent(rated[static_cast<std::size_t>(link.from)]));
            side(table, 5, link.row, -u.cwiseProduct(current.conjugate()), current, baseCurrent(rated[static_cast<std::size_t>(link.to)]));
        }
    }

    void branches() {
        for (int k = 0; k < kGridKinds; ++k) {
            const auto kind = static_cast<GridKind>(k);
            if (!isBranch(kind) && kind != GridKind::ThreeWindingTransformer) continue;
            GridResultTable& table = begin(kind);
            add(table, kind, "loading", false);
            if (isBranch(kind)) {
                for (const char* name : {"p_from", "q_from", "i_from", "s_from", "p_to", "q_to", "i_to", "s_to"}) add(table, kind, name, true);
            } else {
                for (const char* name : {"loading_1", "loading_2", "loading_3"}) add(table, kind, name, false);
                for (const char* leg : {"1", "2", "3"})
                    for (const char* name : {"p_", "q_", "i_", "s_"}) add(table, kind, std::string(name) + leg, true);
            }
        }
        for (std::size_t i = 0; i < m_net.branches.size(); ++i) {
            const auto& branch = m_net.branches[i];
            GridResultTable& table = m_result.tables[static_cast<int>(branch.kind)];
            table.energized[branch.row] = 1;
            const Vector from = branch.from >= 0 ? Vector(m_flow.u[branch.from].cwiseProduct(m_flow.iFrom[i].conjugate())) : Vector(Vector::Zero());
            const Vector to = branch.to >= 0 ? Vector(m_flow.u[branch.to].cwiseProduct(m_flow.iTo[i].conjugate())) : Vector(Vector::Zero());
            m_result.loss_W += kBase * (from + to).real().sum();
            const auto get = [&](const char* name) { return m_grid.column(branch.kind, name)[static_cast<std::size_t>(branch.row)]; };
            if (branch.leg > 0) {
                const std::string leg = std::to_string(branch.leg);
                const double load = kBase * from.cwiseAbs().sum() / get(("sn_" + leg).c_str());
                side(table, static_cast<std::size_t>(4 * branch.leg), branch.row, from, m_flow.iFrom[i], baseCurrent(ratedOf(get(("node_" + leg).c_str()))));
                table.values[static_cast<std::size_t>(branch.leg)][branch.row] = load;
                table.values[0][branch.row] = std::max(table.values[0][branch.row], load);
                continue;
            }
            const double baseFrom = baseCurrent(ratedOf(get("from_node"))), baseTo = baseCurrent(ratedOf(get("to_node")));
            side(table, 1, branch.row, from, m_flow.iFrom[i], baseFrom);
            side(table, 5, branch.row, to, m_flow.iTo[i], baseTo);
            const double power = kBase * std::max(from.cwiseAbs().sum(), to.cwiseAbs().sum());
            const double current = std::max(baseFrom * m_flow.iFrom[i].cwiseAbs().maxCoeff(), baseTo * m_flow.iTo[i].cwiseAbs().maxCoeff());
            double& loading = table.values[0][branch.row];
            if (branch.kind == GridKind::Line || branch.kind == GridKind::AsymLine) loading = current / get("i_n");
            if (branch.kind == GridKind::Transformer) loading = power / get("sn");
            if (branch.kind == GridKind::GenericBranch) loading = std::isnan(get("sn")) || get("sn") == 0 ? 0 : power / get("sn");
        }
    }
    void side(GridResultTable& table, std::size_t column, int row, const Vector& s, const Vector& i, double base_A) {
        put(table, column, row, kBase * s.real());
        put(table, column + 1, row, kBase * s.imag());
        put(table, column + 2, row, base_A * i.cwiseAbs());
        put(table, column + 3, row, kBase * s.cwiseAbs());
    }

    void appliance(GridKind kind, int row, const Vector& s, const Vector& i, double direction) {
        GridResultTable& table = m_result.tables[static_cast<int>(kind)];
        table.energized[row] = 1;
        const Reals p = direction * kBase * s.real(), size = kBase * s.cwiseAbs();
        put(table, 0, row, p);
        put(table, 1, row, direction * kBase * s.imag());
        put(table, 2, row, baseCurrent(m_grid.column(GridKind::Node, "u_rated")[static_cast<std::size_t>(nodeOf(kind, row))]) * i.cwiseAbs());
        put(table, 3, row, size);
        Reals factor;
        for (int k = 0; k < P; ++k) factor[k] = size[k] < kNoPower ? 0 : p[k] / size[k];
        put(table, 4, row, factor);
    }

    void regulators() {
        constexpr auto tap = GridKind::TapRegulator;
        GridResultTable& taps = begin(tap);
        add(taps, tap, "tap_pos", false);
        std::fill(taps.values[0].begin(), taps.values[0].end(), std::numeric_limits<double>::quiet_NaN());
        GridResultTable& table = begin(GridKind::VoltageRegulator);
        add(table, GridKind::VoltageRegulator, "limit_violated", false);
        for (std::size_t i = 0; i < m_net.regulators.size(); ++i) {
            table.energized[m_net.regulators[i].row] = 1;
            if (i < m_flow.limit.size()) table.values[0][m_net.regulators[i].row] = m_flow.limit[i];
        }
    }

    const GridData& m_grid;
    const GridTopology& m_topology;
    const GridNetwork<P>& m_net;
    const FlowResult<P>& m_flow;
    GridResult& m_result;
};

template <int P>
GridResult solvePhases(const GridData& grid, const FlowOptions& options, std::stop_token stop) {
    GridResult result;
    result.perPhase = P > 1;
    const GridTopology topology(grid);
    const GridNetwork<P> network = makeNetwork<P>(grid, topology);
    const FlowResult<P> flow = solveFlow(network, options, std::move(stop));
    result.report = flow.report;
    result.imbalance = flow.imbalance;
    result.swept = flow.swept;
    if (flow.worstBus >= 0) {
        const int row = network.topologyBus[static_cast<std::size_t>(flow.worstBus)], nodes = grid.rows(GridKind::Node);
        result.report.worst = row < nodes ? grid.nameOf(GridKind::Node, row) : grid.nameOf(GridKind::ThreeWindingTransformer, row - nodes);
    }
    if (flow.report.usable()) Collector<P>(grid, topology, network, flow, result).collect();
    return result;
}

nlohmann::ordered_json number(double value) { return std::isnan(value) ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(value); }

}  // namespace

const std::vector<double>* GridResult::find(GridKind kind, const std::string& column) const {
    const GridResultTable& table = tables[static_cast<int>(kind)];
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i] == column) return &table.values[i];
    return nullptr;
}

GridResult solveGrid(const GridData& grid, bool perPhase, const FlowOptions& options, std::stop_token stop) {
    return perPhase ? solvePhases<3>(grid, options, std::move(stop)) : solvePhases<1>(grid, options, std::move(stop));
}

std::string writeGridResults(const GridData& grid, const std::vector<GridResult>& results, bool batch) {
    using Json = nlohmann::ordered_json;
    const bool perPhase = !results.empty() && results.front().perPhase;
    Json scenarios = Json::array();
    for (const GridResult& result : results) {
        Json data = Json::object();
        for (int k = 0; k < kGridKinds; ++k) {
            const auto kind = static_cast<GridKind>(k);
            const GridResultTable& table = result.tables[k];
            if (grid.rows(kind) == 0 || table.energized.empty()) continue;
            Json& list = data[std::string(gridSpec(kind).name)] = Json::array();
            const auto& ids = grid.column(kind, "id");
            for (int row = 0; row < grid.rows(kind); ++row) {
                Json entry{{"id", static_cast<long long>(ids[row])}, {"energized", static_cast<int>(table.energized[row])}};
                for (std::size_t c = 0; c < table.columns.size(); ++c) {
                    if (table.wide[c]) {
                        Json three = Json::array();
                        for (int p = 0; p < 3; ++p) three.push_back(number(table.values[c][static_cast<std::size_t>(3 * row + p)]));
                        entry[table.columns[c]] = std::move(three);
                    } else if (kind >= GridKind::VoltageRegulator && !std::isnan(table.values[c][row])) {
                        entry[table.columns[c]] = static_cast<int>(table.values[c][row]);
                    } else {
                        entry[table.columns[c]] = number(table.values[c][row]);
                    }
                }
                list.push_back(std::move(entry));
            }
        }
        scenarios.push_back(std::move(data));
    }
    const Json root{{"version", "1.0"}, {"type", perPhase ? "asym_output" : "sym_output"}, {"is_batch", batch}, {"attributes", Json::object()},
                    {"data", batch ? scenarios : scenarios.empty() ? Json::object() : scenarios[0]}};
    return root.dump(2) + "\n";
}

}  // namespace twin::power
