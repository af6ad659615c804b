// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/grid_sample.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <random>
#include <utility>

namespace twin::power {

namespace {

using Values = std::initializer_list<std::pair<const char*, double>>;

class Maker {
  public:
    explicit Maker(const FeederGridOptions& options) : m_options(options), m_random(options.seed) {}

    GridData make() {
        const int source = node(150e3), busbar = node(10.5e3);
        const int medium = std::max(1, static_cast<int>(m_options.nodes * (1 - m_options.lowShare)));
        const int feeders = std::max(1, medium / m_options.feederNodes);
        add(GridKind::Source, {{"node", source}, {"status", 1}, {"u_ref", 1.05}, {"sk", 2000e6 * std::max(1, feeders / 20)}});
        add(GridKind::Transformer, {{"from_node", source}, {"to_node", busbar}, {"from_status", 1}, {"to_status", 1}, {"u1", 150e3}, {"u2", 10.5e3},
            {"sn", 60e6 * std::max(1.0, feeders / 4.0)}, {"uk", 0.203}, {"pk", 200e3 * std::max(1.0, feeders / 4.0)}, {"i0", 0.01}, {"p0", 40e3}, {"winding_from", 1}, {"winding_to", 2},
            {"clock", 5}, {"tap_side", 0}, {"tap_pos", 0}, {"tap_min", -10}, {"tap_max", 10}, {"tap_nom", 0}, {"tap_size", 2.5e3}});
        const double load_VA = 10e6 / m_options.feederNodes;
        const int stations = std::max(1, feeders * m_options.feederNodes);
        const int perStation = std::max(0, m_options.nodes - 2 - stations) / stations;
        std::vector<int> ends;
        for (int feeder = 0; feeder < feeders; ++feeder) {
            int before = busbar;
            for (int k = 0; k < m_options.feederNodes && m_nodes < m_options.nodes; ++k) {
                const int here = node(10.5e3);
                cable(before, here, 0.063, 0.103, 0.4e-6, 1e3, between(0.8, 1.2) * 10 / m_options.feederNodes);
                if (perStation > 2) lowGrid(here, load_VA, perStation);
                else load(here, between(0.8, 1.2) * load_VA);
                before = here;
            }
            ends.push_back(before);
        }
        for (int before = busbar; m_nodes < m_options.nodes;) {  // what is left over: one more feeder
            const int here = node(10.5e3);
            cable(before, here, 0.063, 0.103, 0.4e-6, 1e3, 0.2);
            before = here;
        }
        for (std::size_t i = 1; m_options.ring && i < ends.size(); ++i) cable(ends[i - 1], ends[i], 0.063, 0.103, 0.4e-6, 1e3, between(0.8, 1.2));
        return std::move(m_grid);
    }

  private:
    double between(double low, double high) { return low + (high - low) * static_cast<double>(m_random() >> 11) * 0x1.0p-53; }

    int add(GridKind kind, Values values) {
        const int row = m_grid.addRow(kind);
        m_grid.set(kind, row, "id", m_id);
        for (const auto& [name, value] : values) m_grid.set(kind, row, name, value);
        return m_id++;
    }
    int node(double rated_V) {
        ++m_nodes;
        return add(GridKind::Node, {{"u_rated", rated_V}});
    }
    void cable(int from, int to, double r, double x, double c, double rated_A, double length_km) {
        add(GridKind::Line, {{"from_node", from}, {"to_node", to}, {"from_status", 1}, {"to_status", 1}, {"r1", r * length_km}, {"x1", x * length_km}, {"c1", c * length_km}, {"tan1", 4e-4},
            {"r0", 4 * r * length_km}, {"x0", 4 * x * length_km}, {"c0", c * length_km}, {"tan0", 0}, {"i_n", rated_A}});
    }
    void load(int at, double apparent_VA) {
        add(GridKind::SymLoad, {{"node", at}, {"status", 1}, {"type", static_cast<double>(m_random() % 3)}, {"p_specified", 0.8 * apparent_VA}, {"q_specified", 0.6 * apparent_VA}});
    }
    void lowGrid(int station, double load_VA, int count) {
        const int last = std::min(m_options.nodes, m_nodes + count);
        const int busbar = node(400);
        add(GridKind::Transformer, {{"from_node", station}, {"to_node", busbar}, {"from_status", 1}, {"to_status", 1}, {"u1", 10.5e3}, {"u2", 420}, {"sn", std::max(1.5e6, 1.2 * load_VA)}, {"uk", 0.06},
            {"pk", 8.8e3}, {"i0", 0.01}, {"p0", 1e3}, {"winding_from", 2}, {"winding_to", 1}, {"clock", 11}, {"tap_side", 0}, {"tap_pos", 3}, {"tap_min", 5}, {"tap_max", 1}, {"tap_nom", 3}, {"tap_size", 250}});
        const int houses = std::max(1, (last - m_nodes) / 2);
        int before = busbar;
        for (int house = 0; m_nodes + 2 <= last; ++house) {
            if (house % m_options.lowHouses == 0) before = busbar;
            const int joint = node(400), home = node(400);
            cable(before, joint, 0.206, 0.079, 0.72e-6, 300, 0.2 * between(0.8, 1.2) / m_options.lowHouses);
            cable(joint, home, 1.15, 0.096, 0.43e-6, 80, 0.01 * between(0.8, 1.2));
            load(home, between(0.8, 1.2) * load_VA / houses / 4);
            before = joint;
        }
    }

    FeederGridOptions m_options;
    std::mt19937_64 m_random;
    GridData m_grid;
    int m_id = 0, m_nodes = 0;
};

}  // namespace

GridData makeFeederGrid(const FeederGridOptions& options) { return Maker(options).make(); }

std::string writeGrid(const GridData& grid) {
    using Json = nlohmann::ordered_json;
    Json data = Json::object();
    for (int k = 0; k < kGridKinds; ++k) {
        const auto kind = static_cast<GridKind>(k);
        const GridTable& table = grid.table(kind);
        const GridSpec& spec = gridSpec(kind);
        for (int row = 0; row < table.rows; ++row) {
            Json entry = Json::object();
            for (std::size_t i = 0; i < spec.attributes.size(); ++i) {
                const GridAttribute& attribute = spec.attributes[i];
                const std::string name(attribute.name);
                if (attribute.value == GridValue::PerPhase) {
                    entry[name] = {table.columns[i][3 * row], table.columns[i][3 * row + 1], table.columns[i][3 * row + 2]};
                } else if (const double value = table.columns[i][row]; !std::isnan(value)) {
                    if (attribute.value == GridValue::Integer) entry[name] = static_cast<long long>(value);
                    else entry[name] = value;
                }
            }
            data[std::string(spec.name)].push_back(std::move(entry));
        }
    }
    return Json{{"version", "1.0"}, {"type", "input"}, {"is_batch", false}, {"attributes", Json::object()}, {"data", std::move(data)}}.dump() + "\n";
}

}  // namespace twin::power
