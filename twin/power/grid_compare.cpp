// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/grid_compare.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace twin::power {

namespace {

using Tree = nlohmann::json;

/// Objects from rows by "attributes".
Tree named(const Tree& row, const Tree& root, const std::string& kind) {
    if (!row.is_array()) return row;
    Tree result = Tree::object();
    const auto attributes = root.find("attributes");
    if (attributes == root.end() || !attributes->contains(kind)) return result;
    const Tree& names = (*attributes)[kind];
    for (std::size_t i = 0; i < row.size() && i < names.size(); ++i)
        if (names[i].is_string()) result[names[i].get<std::string>()] = row[i];
    return result;
}

/// One value or one for each phase; empty when not stated.
std::vector<double> numbers(const Tree& row, const std::string& name) {
    std::vector<double> values;
    const auto found = row.find(name);
    if (found == row.end()) return values;
    if (found->is_number()) values.push_back(found->get<double>());
    if (found->is_array())
        for (const Tree& value : *found)
            if (value.is_number()) values.push_back(value.get<double>());
    return values;
}

class Comparison {
  public:
    Comparison(const GridData& grid, const Tree& root) : m_grid(grid), m_root(root) {}

    void scenario(const GridResult& result, const Tree& data, const std::string& label) {
        m_turn = NAN;
        for (const auto& [name, rows] : data.items()) {
            const auto kind = gridKind(name);
            if (!kind || !rows.is_array()) continue;
            const auto& ids = m_grid.column(*kind, "id");
            std::unordered_map<double, int> rowOf;
            for (std::size_t row = 0; row < ids.size(); ++row) rowOf.emplace(ids[row], static_cast<int>(row));
            for (const Tree& raw : rows) {
                const Tree row = named(raw, m_root, name);
                const auto id = numbers(row, "id");
                const auto found = id.empty() ? rowOf.end() : rowOf.find(id.front());
                if (found == rowOf.end()) {
                    m_out.missing.push_back(fmt::format("{}{} {}", label, name, id.empty() ? NAN : id.front()));
                    continue;
                }
                if (*kind == GridKind::Node) node(result, row, found->second, label);
                else if (*kind == GridKind::TapRegulator) tap(result, row, found->second);
                else losses(result, *kind, row, found->second);
            }
        }
    }

    GridDifference finish() {
        m_out.loss = std::abs(m_lossOurs - m_out.lossPublished_W) / std::max(std::abs(m_out.lossPublished_W), 1e-9);
        return std::move(m_out);
    }

  private:
    double ours(const GridResult& result, GridKind kind, const char* column, int row, std::size_t phase) const {
        const auto* values = result.find(kind, column);
        const std::size_t width = result.perPhase ? 3 : 1;
        return values && phase < width ? (*values)[static_cast<std::size_t>(row) * width + phase] : NAN;
    }

    void node(const GridResult& result, const Tree& row, int at, const std::string& label) {
        const auto u = numbers(row, "u_pu"), angle = numbers(row, "u_angle");
        for (std::size_t p = 0; p < u.size(); ++p) {
            const double difference = std::abs(ours(result, GridKind::Node, "u_pu", at, p) - u[p]);
            ++m_out.values;
            if (!(difference <= m_out.voltage_pu)) m_out.voltage_pu = difference, m_out.voltageAt = label + m_grid.nameOf(GridKind::Node, at);
            if (p >= angle.size() || u[p] == 0) continue;
            double turn = ours(result, GridKind::Node, "u_angle", at, p) - angle[p];
            if (std::isnan(m_turn)) m_turn = turn;
            turn = std::abs(std::remainder(turn - m_turn, 2 * std::numbers::pi));
            if (!(turn <= m_out.angle_rad)) m_out.angle_rad = turn, m_out.angleAt = label + m_grid.nameOf(GridKind::Node, at);
        }
    }

    void tap(const GridResult& result, const Tree& row, int at) {
        const auto published = numbers(row, "tap_pos");
        const auto* values = result.find(GridKind::TapRegulator, "tap_pos");
        if (!published.empty() && (!values || (*values)[static_cast<std::size_t>(at)] != published.front())) ++m_out.taps;
    }

    void losses(const GridResult& result, GridKind kind, const Tree& row, int at) {
        const bool three = kind == GridKind::ThreeWindingTransformer;
        if (!three && !isBranch(kind)) return;
        double published = 0, own = 0;
        for (const char* name : three ? std::vector<const char*>{"p_1", "p_2", "p_3"} : std::vector<const char*>{"p_from", "p_to"}) {
            const auto p = numbers(row, name);
            if (p.empty()) return;
            for (std::size_t phase = 0; phase < p.size(); ++phase) {
                published += p[phase];
                own += ours(result, kind, name, at, phase);
            }
        }
        m_out.lossPublished_W += published;
        m_lossOurs += own;
    }

    const GridData& m_grid;
    const Tree& m_root;
    GridDifference m_out;
    double m_lossOurs = 0, m_turn = NAN;
};

}  // namespace

GridDifference compareResults(const GridData& grid, const std::vector<GridResult>& results, std::string_view json, Issues& issues) {
    const auto wrong = [&](Text text, std::string value = {}) { issues.push_back({Severity::Error, "grid.compare", {}, {}, {}, std::move(text), std::move(value), {}, {}}); };
    const Tree root = Tree::parse(json, nullptr, false);
    if (!root.is_object() || !root.contains("data")) return wrong({TWIN_TR("The output to compare with is not a dataset in JSON."), {}}), GridDifference{};
    const std::string wanted = !results.empty() && results.front().perPhase ? "asym_output" : "sym_output";
    if (const auto type = root.find("type"); type == root.end() || *type != wanted) wrong({TWIN_TR("The output to compare with is not of type {0}."), {wanted}}, type == root.end() ? "" : type->dump());
    const Tree& data = root["data"];
    const bool batch = data.is_array();
    const std::size_t scenarios = batch ? data.size() : 1;
    if (scenarios != results.size()) wrong({TWIN_TR("The output to compare with has {0} scenarios, the results have {1}."), {std::to_string(scenarios), std::to_string(results.size())}});
    if (hasErrors(issues)) return {};
    Comparison comparison(grid, root);
    for (std::size_t i = 0; i < results.size(); ++i) {
        const Tree& each = batch ? data[i] : data;
        if (each.is_object()) comparison.scenario(results[i], each, batch ? fmt::format("scenario {} ", i) : std::string());
    }
    return comparison.finish();
}

}  // namespace twin::power
