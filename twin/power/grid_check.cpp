// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/grid_check.h"

#include "twin/power/grid_topology.h"
#include "twin/power/tap_control.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace twin::power {

namespace {

std::string shown(double value) { return std::isnan(value) ? std::string("NaN") : fmt::format("{:.6g}", value); }

class Check {
  public:
    Check(const GridData& grid, const GridCheckOptions& options) : m_grid(grid), m_options(options) {}

    Issues run() {
        for (int k = 0; k < kGridKinds; ++k) values(static_cast<GridKind>(k));
        ids();
        lines();
        transformers();
        threeWinding();
        otherBranches();
        regulators();
        if (m_grid.rows(GridKind::Node) == 0)
            add(Severity::Error, "grid.noNode", {}, {TWIN_TR("The grid has no node."), {}});
        else if (m_grid.rows(GridKind::Source) == 0)
            add(Severity::Error, "grid.noSource", {}, {TWIN_TR("The grid has no source, so nothing is fed."), {}}, {}, {}, {TWIN_TR("Add a source at the point of connection."), {}});
        if (!hasErrors(m_issues)) structure();
        return std::move(m_issues);
    }

  private:
    void add(Severity severity, const char* code, std::string item, Text text, std::string value = {}, std::string allowed = {}, Text hint = {}, std::string path = {}) {
        m_issues.push_back({severity, code, {}, std::move(item), std::move(path), std::move(text), std::move(value), std::move(allowed), std::move(hint)});
    }
    void bad(Severity severity, const char* code, GridKind kind, int row, const char* attribute, double value, const char* pattern, std::string allowed = {}, Text hint = {}) {
        const std::string name = m_grid.nameOf(kind, row);
        add(severity, code, name, {pattern, {name, attribute, shown(value)}}, shown(value), std::move(allowed), std::move(hint), fmt::format("/data/{}/{}/{}", gridSpec(kind).name, row, attribute));
    }

    void values(GridKind kind) {
        const GridSpec& spec = gridSpec(kind);
        const GridTable& table = m_grid.table(kind);
        for (std::size_t i = 0; i < spec.attributes.size(); ++i) {
            const GridAttribute& attribute = spec.attributes[i];
            const std::string name(attribute.name);
            const int width = attribute.value == GridValue::PerPhase ? 3 : 1;
            for (int at = 0; at < table.rows * width; ++at) {
                const double value = table.columns[i][static_cast<std::size_t>(at)];
                const int row = at / width;
                if (std::isnan(value)) {
                    const bool needed = attribute.need == GridNeed::Always || (attribute.need == GridNeed::PerPhaseOnly && m_options.perPhase);
                    if (needed && !(m_options.updatesFollow && attribute.updatable))
                        bad(Severity::Error, "grid.missing", kind, row, name.c_str(), value, TWIN_TR("{0}: {1} is missing."), allowedBy(attribute.rule),
                            {TWIN_TR("State {0} in {1}."), {name, attribute.unit.empty() ? "1" : std::string(attribute.unit)}});
                    continue;
                }
                if (!satisfies(attribute.rule, value))
                    bad(Severity::Error, "grid.range", kind, row, name.c_str(), value, TWIN_TR("{0}: {1} = {2} is not allowed."), allowedBy(attribute.rule));
            }
        }
    }

    void ids() {
        std::unordered_map<double, std::string> owner;
        const auto& nodes = m_grid.column(GridKind::Node, "id");
        std::unordered_map<double, int> nodeOf;
        for (int row = 0; row < m_grid.rows(GridKind::Node); ++row) nodeOf.emplace(nodes[row], row);
        for (int k = 0; k < kGridKinds; ++k) {
            const auto kind = static_cast<GridKind>(k);
            const GridTable& table = m_grid.table(kind);
            for (int row = 0; row < table.rows; ++row) {
                const double id = table.columns[0][row];
                if (std::isnan(id)) continue;
                const auto [found, fresh] = owner.emplace(id, std::string(gridSpec(kind).name));
                if (!fresh)
                    add(Severity::Error, "grid.doubledId", m_grid.nameOf(kind, row), {TWIN_TR("The id {0} is used by a {1} and by a {2}."), {shown(id), found->second, std::string(gridSpec(kind).name)}}, shown(id), {},
                        {TWIN_TR("Give every component an id of its own."), {}});
            }
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                const GridAttribute& attribute = gridSpec(kind).attributes[i];
                if (attribute.rule != GridRule::NodeId) continue;
                for (int row = 0; row < table.rows; ++row)
                    if (const double id = table.columns[i][row]; !std::isnan(id) && !nodeOf.contains(id))
                        bad(Severity::Error, "grid.unknownNode", kind, row, std::string(attribute.name).c_str(), id, TWIN_TR("{0}: {1} = {2} is not the id of a node."));
            }
        }
        for (int k = 0; k < kGridKinds; ++k) {
            const auto kind = static_cast<GridKind>(k);
            if (!isBranch(kind)) continue;
            const auto &from = m_grid.column(kind, "from_node"), &to = m_grid.column(kind, "to_node");
            for (int row = 0; row < m_grid.rows(kind); ++row) {
                if (from[row] == to[row]) {
                    bad(Severity::Warning, "grid.selfBranch", kind, row, "to_node", to[row], TWIN_TR("{0}: both ends are at node {2}."));
                    continue;
                }
                if (kind != GridKind::Line && kind != GridKind::AsymLine) continue;
                const auto a = nodeOf.find(from[row]), b = nodeOf.find(to[row]);
                if (a == nodeOf.end() || b == nodeOf.end()) continue;
                const auto& rated = m_grid.column(GridKind::Node, "u_rated");
                if (std::abs(rated[a->second] - rated[b->second]) > 1e-8)
                    bad(Severity::Error, "grid.twoVoltages", kind, row, "to_node", rated[b->second], TWIN_TR("{0}: its ends have different rated voltages."), fmt::format("{:.6g} V", rated[a->second]),
                        {TWIN_TR("Use a transformer between two voltages."), {}});
            }
        }
    }

    void zero(GridKind kind, int row, const char* r, const char* x) {
        if (m_grid.column(kind, r)[row] == 0 && m_grid.column(kind, x)[row] == 0)
            bad(Severity::Error, "grid.zeroImpedance", kind, row, r, 0, TWIN_TR("{0}: the series impedance is zero ({1})."), {}, {TWIN_TR("Use a link, or state the impedance."), {}});
    }

    void lines() {
        for (int row = 0; row < m_grid.rows(GridKind::Line); ++row) {
            zero(GridKind::Line, row, "r1", "x1");
            if (m_options.perPhase) zero(GridKind::Line, row, "r0", "x0");
            noRating(GridKind::Line, row, "i_n");
        }
        for (int row = 0; row < m_grid.rows(GridKind::AsymLine); ++row) {
            zero(GridKind::AsymLine, row, "r_aa", "x_aa");
            noRating(GridKind::AsymLine, row, "i_n");
            const auto given = [&](const char* name) { return !std::isnan(m_grid.column(GridKind::AsymLine, name)[row]); };
            bool matrix = true;
            for (const char* name : {"c_aa", "c_ba", "c_bb", "c_ca", "c_cb", "c_cc"}) matrix = matrix && given(name);
            if (!matrix && !(given("c0") && given("c1")))
                bad(Severity::Error, "grid.missing", GridKind::AsymLine, row, "c0", m_grid.column(GridKind::AsymLine, "c0")[row], TWIN_TR("{0}: neither c0 and c1 nor the whole capacitance matrix is stated."));
            int neutral = 0;
            for (const char* name : {"r_na", "r_nb", "r_nc", "r_nn", "x_na", "x_nb", "x_nc", "x_nn"}) neutral += given(name);
            if (neutral != 0 && neutral != 8)
                bad(Severity::Error, "grid.missing", GridKind::AsymLine, row, "r_nn", m_grid.column(GridKind::AsymLine, "r_nn")[row], TWIN_TR("{0}: the values of the neutral are stated only in part."));
        }
    }

    void noRating(GridKind kind, int row, const char* attribute) {
        if (std::isnan(m_grid.column(kind, attribute)[row]))
            bad(Severity::Warning, "grid.noRating", kind, row, attribute, m_grid.column(kind, attribute)[row], TWIN_TR("{0}: no rating ({1}) is stated, so its loading is not known."));
    }

    void clock(GridKind kind, int row, const char* attribute, const char* windingA, const char* windingB) {
        const double value = m_grid.column(kind, attribute)[row], a = m_grid.column(kind, windingA)[row], b = m_grid.column(kind, windingB)[row];
        if (std::isnan(value) || std::isnan(a) || std::isnan(b)) return;
        const bool even = std::fmod(value, 2) == 0;
        if (even != ((a <= 1) == (b <= 1)))
            bad(Severity::Error, "grid.clock", kind, row, attribute, value, TWIN_TR("{0}: {1} = {2} is not possible with its windings."), even ? TWIN_TR("an odd number") : TWIN_TR("an even number"),
                {TWIN_TR("Even when both windings are star or neither is, odd otherwise."), {}});
    }

    void taps(GridKind kind, int row) {
        const double low = std::min(m_grid.column(kind, "tap_min")[row], m_grid.column(kind, "tap_max")[row]), high = std::max(m_grid.column(kind, "tap_min")[row], m_grid.column(kind, "tap_max")[row]);
        if (std::isnan(low + high)) return;
        for (const char* name : {"tap_pos", "tap_nom"})
            if (const double tap = m_grid.column(kind, name)[row]; tap < low || tap > high)
                bad(Severity::Warning, "grid.tap", kind, row, name, tap, TWIN_TR("{0}: {1} = {2} lies outside the taps; the nearest one is taken."), fmt::format("{:.0f} … {:.0f}", low, high));
    }

    void shortCircuit(GridKind kind, int row, const char* uk, const char* pk, double sn) {
        const double u = m_grid.column(kind, uk)[row], p = m_grid.column(kind, pk)[row];
        if (std::isnan(u) || std::isnan(p) || !(sn > 0)) return;
        if (u == 0 && p == 0) return bad(Severity::Error, "grid.zeroImpedance", kind, row, uk, u, TWIN_TR("{0}: the series impedance is zero ({1})."), "> 0");
        if (u <= 0) return bad(Severity::Error, "grid.range", kind, row, uk, u, TWIN_TR("{0}: {1} = {2} is not allowed."), "> 0");
        if (u >= 1 || u < p / sn * (1 - 1e-9))
            bad(Severity::Warning, "grid.unusual", kind, row, uk, u, TWIN_TR("{0}: {1} = {2} lies outside its documented range."), fmt::format("{} / sn = {:.6g} … 1", pk, p / sn));
        if (p < 0) bad(Severity::Warning, "grid.unusual", kind, row, pk, p, TWIN_TR("{0}: {1} = {2} lies outside its documented range."), "≥ 0");
    }

    void noLoad(GridKind kind, int row, double sn) {
        const double i0 = m_grid.column(kind, "i0")[row], p0 = m_grid.column(kind, "p0")[row];
        if (i0 < p0 / sn * (1 - 1e-9) || i0 >= 1)
            bad(Severity::Warning, "grid.unusual", kind, row, "i0", i0, TWIN_TR("{0}: {1} = {2} lies outside its documented range."), fmt::format("p0 / sn = {:.6g} … 1", p0 / sn));
    }

    void transformers() {
        constexpr auto kind = GridKind::Transformer;
        for (int row = 0; row < m_grid.rows(kind); ++row) {
            const double sn = m_grid.column(kind, "sn")[row];
            shortCircuit(kind, row, "uk", "pk", sn);
            noLoad(kind, row, sn);
            clock(kind, row, "clock", "winding_from", "winding_to");
            taps(kind, row);
        }
    }

    void threeWinding() {
        constexpr auto kind = GridKind::ThreeWindingTransformer;
        for (int row = 0; row < m_grid.rows(kind); ++row) {
            const double s1 = m_grid.column(kind, "sn_1")[row], s2 = m_grid.column(kind, "sn_2")[row], s3 = m_grid.column(kind, "sn_3")[row];
            shortCircuit(kind, row, "uk_12", "pk_12", std::min(s1, s2));
            shortCircuit(kind, row, "uk_13", "pk_13", std::min(s1, s3));
            shortCircuit(kind, row, "uk_23", "pk_23", std::min(s2, s3));
            noLoad(kind, row, s1);
            clock(kind, row, "clock_12", "winding_1", "winding_2");
            clock(kind, row, "clock_13", "winding_1", "winding_3");
            taps(kind, row);
        }
    }

    void otherBranches() {
        constexpr auto kind = GridKind::GenericBranch;
        for (int row = 0; row < m_grid.rows(kind); ++row) {
            zero(kind, row, "r1", "x1");
            noRating(kind, row, "sn");
            if (m_options.perPhase)
                bad(Severity::Error, "grid.perPhase", kind, row, "id", m_grid.column(kind, "id")[row], TWIN_TR("{0}: a generic branch has no zero-sequence values, so it cannot be solved per phase."));
        }
    }

    void regulators() {
        constexpr auto kind = GridKind::VoltageRegulator;
        std::unordered_map<double, std::pair<GridKind, int>> loads;
        for (const auto load : {GridKind::SymLoad, GridKind::SymGen, GridKind::AsymLoad, GridKind::AsymGen})
            for (int row = 0; row < m_grid.rows(load); ++row) loads.emplace(m_grid.column(load, "id")[row], std::pair{load, row});
        std::unordered_map<double, bool> fedNodes;
        for (int row = 0; row < m_grid.rows(GridKind::Source); ++row)
            if (m_grid.column(GridKind::Source, "status")[row] == 1) fedNodes[m_grid.column(GridKind::Source, "node")[row]] = true;
        std::unordered_map<double, double> setPoint;
        for (int row = 0; row < m_grid.rows(kind); ++row) {
            const double object = m_grid.column(kind, "regulated_object")[row];
            const auto found = loads.find(object);
            if (found == loads.end()) {
                if (!std::isnan(object)) bad(Severity::Error, "grid.unknownObject", kind, row, "regulated_object", object, TWIN_TR("{0}: {1} = {2} is not the id of a load or generator."));
                continue;
            }
            const auto [load, at] = found->second;
            if (m_grid.column(kind, "status")[row] != 1 || m_grid.column(load, "status")[at] != 1) continue;
            if (m_grid.column(load, "type")[at] != 0)
                bad(Severity::Error, "grid.regulatedType", kind, row, "regulated_object", object, TWIN_TR("{0}: only loads and generators of constant power can hold a voltage."));
            const double node = m_grid.column(load, "node")[at], wanted = m_grid.column(kind, "u_ref")[row];
            if (fedNodes.contains(node))
                bad(Severity::Error, "grid.regulatedSource", kind, row, "regulated_object", object, TWIN_TR("{0}: a source holds the voltage of the same node."), {}, {TWIN_TR("Switch one of the two off."), {}});
            if (const auto [other, fresh] = setPoint.emplace(node, wanted); !fresh && other->second != wanted)
                bad(Severity::Error, "grid.twoSetPoints", kind, row, "u_ref", wanted, TWIN_TR("{0}: another regulator holds the same node at another voltage."), shown(other->second));
        }
    }

    /// A band narrower than a step of taps may have no tap in it.
    void tapBands(const GridTopology& topology) {
        for (const RegulatedTransformer& one : regulatedTransformers(m_grid, topology, &m_issues)) {
            const auto get = [&](const std::string& name) { return m_grid.column(one.kind, name)[static_cast<std::size_t>(one.row)]; };
            const double step = get("tap_size") / get(fmt::format("u{}", one.tapSide + 1)), rated = m_grid.column(GridKind::Node, "u_rated")[static_cast<std::size_t>(one.node)];
            const double band = m_grid.column(GridKind::TapRegulator, "u_band")[static_cast<std::size_t>(one.regulator)];
            if (band / rated < step * (1 - 1e-9))
                bad(Severity::Warning, "grid.tapBand", GridKind::TapRegulator, one.regulator, "u_band", band, TWIN_TR("{0}: {1} = {2} is narrower than one step of the tap changer, so there may be no tap within it."), fmt::format("≥ {:.6g} V", step * rated),
                    {TWIN_TR("Widen the band to one step or more."), {}});
        }
    }

    void structure() {
        const GridTopology topology(m_grid);
        tapBands(topology);
        const auto& nodeIds = m_grid.column(GridKind::Node, "id");
        for (const auto& island : topology.deadIslands()) {
            std::string list;
            for (std::size_t i = 0; i < island.size() && i < 8; ++i) list += (i ? ", " : "") + shown(nodeIds[island[i]]);
            if (island.size() > 8) list += ", …";
            add(Severity::Warning, "grid.island", "node " + shown(nodeIds[island.front()]), {TWIN_TR("No source feeds the island of {0} nodes: {1}."), {std::to_string(island.size()), list}}, {}, {},
                {TWIN_TR("Close a branch to it or switch a source on; it is solved as without voltage."), {}});
        }
        for (const auto kind : {GridKind::SymLoad, GridKind::AsymLoad, GridKind::SymGen, GridKind::AsymGen}) {
            const auto &status = m_grid.column(kind, "status"), &node = m_grid.column(kind, "node");
            for (int row = 0; row < m_grid.rows(kind); ++row)
                if (status[row] == 1 && !topology.live(topology.nodeRow(node[row])))
                    bad(Severity::Warning, "grid.unfed", kind, row, "node", node[row], TWIN_TR("{0} is switched on, but no source feeds its node {2}."));
        }
        for (const auto& [source, off_rad] : topology.outOfStep())
            bad(Severity::Warning, "grid.outOfStep", GridKind::Source, source, "u_ref_angle", off_rad, TWIN_TR("{0} is out of step with the other source of its island by {2} rad; a current circulates between them."), {},
                {TWIN_TR("Make the angles agree (transformer clocks included), or open the tie."), {}});
        for (const auto& [kind, row, off_rad] : topology.twistedLoops())
            bad(Severity::Warning, "grid.twistedLoop", kind, row, "clock", off_rad, TWIN_TR("{0} closes a loop whose phase shifts do not add up to zero ({2} rad); a current circulates in it."), {},
                {TWIN_TR("Compare the clock numbers of the transformers in the loop."), {}});
        if (const auto& loops = topology.loopClosers(); !loops.empty()) {
            std::string list;
            for (std::size_t i = 0; i < loops.size() && i < 8; ++i) list += (i ? ", " : "") + m_grid.nameOf(loops[i].first, loops[i].second);
            if (loops.size() > 8) list += ", …";
            add(Severity::Note, "grid.loops", {}, {TWIN_TR("The grid is meshed: {0} loops are closed, by {1}."), {std::to_string(loops.size()), list}});
        }
    }

    const GridData& m_grid;
    GridCheckOptions m_options;
    Issues m_issues;
};

}  // namespace

Issues checkGrid(const GridData& grid, const GridCheckOptions& options) { return Check(grid, options).run(); }

}  // namespace twin::power
