// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/power/voltage_profile.h"

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::power;
using plenum::test::PowerSite;

namespace {

const double kRoot3 = std::sqrt(3.0);

void compare(double value, double expected, double relative = 1e-9) {
    QVERIFY2(std::abs(value - expected) <= relative * std::max(1.0, std::abs(expected)), qPrintable(QString("%1, expected %2").arg(value, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

double of(Phases phases) { return static_cast<double>(phases); }

/// Utility 400 V – cable – PDU of 32 A – racks.
struct Board {
    PowerSite site;
    Id utility, cable, pdu;
    std::vector<Id> racks;
    PowerSite::Demand demand;

    explicit Board(const std::vector<std::pair<Phases, double>>& loads) {
        utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 400}});
        cable = site.add(Kind::Cable, "C", {{Param::ResistancePerMetre, 1e-3}, {Param::PowerFactor, 1}, {Param::Current, 63}});
        site.route(cable, {{0, 0, 0}, {50, 0, 0}});  // 50 mΩ
        pdu = site.add(Kind::Pdu, "PDU", {{Param::Current, 32}, {Param::UsableShare, 0.8}, {Param::PowerFactor, 1}});
        site.join(utility, "out", cable, "in");
        site.join(cable, "out", pdu, "in");
        for (const auto& [phases, power_W] : loads) {
            racks.push_back(site.add(Kind::Rack, "R" + std::to_string(racks.size()), {{Param::Phases, of(phases)}, {Param::PowerFactor, 1}}));
            site.join(pdu, "out", racks.back(), "feed1");
            demand.emplace_back(racks.back(), power_W);
        }
    }
    PowerState solve() const { return site.solve(demand); }
    const PhaseState& phases(const PowerState& state, Id id) const { return state.phases[static_cast<std::size_t>(PowerPaths(site.site, {}).indexOf(id))]; }
    Issues issues() const { return PowerPaths(site.site, {}).issues(); }
    bool names(const char* code, const char* text) const {
        const Issues found = issues();
        return std::any_of(found.begin(), found.end(), [&](const Issue& issue) { return issue.code == code && english(issue.text).find(text) != std::string::npos; });
    }
};

}  // namespace

class PhasesTest : public QObject {
    Q_OBJECT
  private slots:
    // U = 400/√3 = 230.94 V: 2 309.4 W from L1–N are 10 A in L1 and in the neutral.
    void aLoadToNeutral() {
        const Board board({{Phases::L1N, 10 * 400 / kRoot3}});
        const PowerState state = board.solve();
        const PhaseState& pdu = board.phases(state, board.pdu);
        compare(pdu.current_A[0], 10), compare(pdu.current_A[1], 0), compare(pdu.neutral_A, 10);
        compare(pdu.unbalance(), 2);  // mean 10/3, L1 20/3 above it
        // 10 A of 32 A at 80 %: as its fullest phase, where a third each would be 13 %.
        compare(board.site.node(state, board.pdu).load, 10 / 25.6);
        // Both conductors of the cable: 2 · 10² · 0.05 Ω = 10 W; 2 · 10 A · 0.05 Ω = 1 V of 230.94.
        compare(board.site.node(state, board.cable).loss_W, 10);
        compare(board.site.node(state, board.cable).drop, 1 / (400 / kRoot3));
        compare(board.phases(state, board.racks[0]).current_A[0], 10);
    }
    // 4 kW between L1 and L2 are 10 A in both, none in the neutral; 2 · 10 · 0.05 = 1 V of 400.
    void aLoadBetweenLines() {
        const Board board({{Phases::L1L2, 4000}});
        const PowerState state = board.solve();
        const PhaseState& pdu = board.phases(state, board.pdu);
        compare(pdu.current_A[0], 10), compare(pdu.current_A[1], 10), compare(pdu.current_A[2], 0), compare(pdu.neutral_A, 0);
        compare(board.site.node(state, board.cable).loss_W, 10);
    }
    // 10, 20 and 30 A to the neutral: |10 + 20∠−120° + 30∠120°| = √(10² + 20² + 30² − 200 − 300 − 600) = √300 A.
    void theNeutralCarriesTheDifference() {
        const double u = 400 / kRoot3;
        const Board board({{Phases::L1N, 10 * u}, {Phases::L2N, 20 * u}, {Phases::L3N, 30 * u}});
        const PowerState state = board.solve();
        const PhaseState& pdu = board.phases(state, board.pdu);
        compare(pdu.neutral_A, std::sqrt(300.0));
        compare(pdu.unbalance(), 0.5);
        compare(board.site.node(state, board.pdu).load, 30 / 25.6);
        compare(board.site.node(state, board.cable).loss_W, 0.05 * (100 + 400 + 900 + 300));
        compare(board.site.node(state, board.utility).out_W, 60 * u + 85);
    }
    // L1–L2 and L1–N together: V12 leads V1 by 30°, so 10 A ∠30° + 10 A ∠0° = 19.3185 A (20 cos 15°).
    void linesAddAsPhasors() {
        const Board board({{Phases::L1L2, 4000}, {Phases::L1N, 10 * 400 / kRoot3}});
        const PowerState state = board.solve();
        const PhaseState& pdu = board.phases(state, board.pdu);
        compare(pdu.current_A[0], 20 * std::cos(std::acos(-1.0) / 12));
        compare(pdu.current_A[1], 10), compare(pdu.neutral_A, 10);
    }
    void threeEqualOnesAreBalanced() {
        const double third = 5000;
        const Board single({{Phases::L1N, third}, {Phases::L2N, third}, {Phases::L3N, third}}), balanced({{Phases::AsFed, 3 * third}});
        const PowerState a = single.solve(), b = balanced.solve();
        QVERIFY(b.phases.empty());
        for (const Id Board::*each : {&Board::utility, &Board::cable, &Board::pdu}) {
            const NodeState &one = single.site.node(a, single.*each), &other = balanced.site.node(b, balanced.*each);
            compare(one.out_W, other.out_W), compare(one.loss_W, other.loss_W), compare(one.drop, other.drop), compare(one.current_A, other.current_A);
        }
    }
    // Dyn11: 10 A from one phase of the secondary, ratio 10 kV : 400 V, flow in two primary lines with 10 · 0.04/√3 A each.
    void aTransformerKeepsTheNeutralBelow() {
        PowerSite site;
        const Id utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 10000}});
        const Id transformer = site.add(Kind::Transformer, "T", {{Param::Efficiency25, 1}, {Param::Efficiency50, 1}, {Param::Efficiency75, 1}, {Param::Efficiency100, 1}, {Param::PowerFactor, 1}});
        const Id rack = site.add(Kind::Rack, "R", {{Param::Phases, of(Phases::L1N)}});
        site.join(utility, "out", transformer, "in");
        site.join(transformer, "out", rack, "feed1");
        const PowerPaths paths(site.site, {});
        const PowerState state = site.solve({{rack, 10 * 400 / kRoot3}});
        const PhaseState& above = state.phases[static_cast<std::size_t>(paths.indexOf(utility))];
        std::array<double, 3> sorted = above.current_A;
        std::sort(sorted.begin(), sorted.end());
        compare(sorted[0], 0, 1e-9), compare(sorted[1], 0.4 / kRoot3), compare(sorted[2], 0.4 / kRoot3), compare(above.neutral_A, 0, 1e-9);
        // The winding of that phase is loaded as if all three were: 3 · 2 309.4 W of 2 MW.
        compare(state.nodes[static_cast<std::size_t>(paths.indexOf(transformer))].load, 3 * 10 * 400 / kRoot3 / 2e6);
    }
    void aSinglePhaseBoardIsRatedByItsTwoConductors() {
        Board board({{Phases::AsFed, 3000}});
        const Id small = board.site.add(Kind::Pdu, "one phase", {{Param::Current, 16}, {Param::UsableShare, 1}, {Param::PowerFactor, 1}, {Param::Phases, of(Phases::L2N)}});
        const Id rack = board.site.add(Kind::Rack, "as fed", {{Param::PowerFactor, 1}});
        board.site.join(board.pdu, "out", small, "in");
        board.site.join(small, "out", rack, "feed1");
        board.demand.emplace_back(rack, 8 * 400 / kRoot3);
        const PowerState state = board.solve();
        compare(board.site.node(state, small).load, 0.5);
        compare(board.phases(state, small).current_A[1], 8);
        compare(PowerPaths(board.site.site, {}).nodes()[static_cast<std::size_t>(PowerPaths(board.site.site, {}).indexOf(small))].rating_W, 16 * 400 / kRoot3);
    }
    void contradictionsAreNamed() {
        Board board({{Phases::L1N, 3000}, {Phases::AsFed, 3000}});
        QVERIFY(board.names("power.phaseMissing", "1 others state none (R1 first)"));
        const Id small = board.site.add(Kind::Pdu, "one phase", {{Param::Phases, of(Phases::L2N)}});
        const Id wrong = board.site.add(Kind::Rack, "wrong", {{Param::Phases, of(Phases::L3N)}}), three = board.site.add(Kind::Rack, "three", {{Param::Phases, of(Phases::Three)}});
        board.site.join(board.pdu, "out", small, "in");
        board.site.join(small, "out", wrong, "feed1");
        board.site.join(small, "out", three, "feed1");
        QVERIFY(board.names("power.phaseContradiction", "wrong asks for L3–N, but one phase has L2–N only"));
        QVERIFY(board.names("power.phaseContradiction", "three asks for Three-phase"));
        const Id direct = board.site.add(Kind::Busway, "DC", {{Param::Distribution, 1}}), rack = board.site.add(Kind::Rack, "on DC", {{Param::Phases, of(Phases::L1N)}});
        board.site.join(direct, "out", rack, "feed1");
        QVERIFY(board.names("power.phaseOnDc", "on DC asks for L1–N"));
    }
    // 630 kVA, u_k 4 %; losses 6 300 W at full and 3 150 W at half load: load loss 3 150/0.75 = 4 200 W, u_r = 1/150. At full load
    // and cos φ 0.8 the drop is u_r·0.8 + √(0.04² − u_r²)·0.6 = 2.9 %; with the tap at +5 %: 400 · (1.05 − 0.029) = 408.4 V.
    void voltagesFollowTapAndLoad() {
        PowerSite site;
        const Id utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 10000}});
        const double efficiency = 504e3 / (504e3 + 6300);
        const Id transformer = site.add(Kind::Transformer, "T", {{Param::RatedApparent, 630e3}, {Param::PowerFactor, 0.8}, {Param::ShortCircuitVoltage, 0.04}, {Param::Tap, 0.05}, {Param::Efficiency25, efficiency}, {Param::Efficiency50, efficiency}, {Param::Efficiency75, efficiency}, {Param::Efficiency100, efficiency}});
        const Id cable = site.add(Kind::Cable, "C", {{Param::ResistancePerMetre, 1e-5}, {Param::PowerFactor, 1}});
        site.route(cable, {{0, 0, 0}, {10, 0, 0}});
        const Id rack = site.add(Kind::Rack, "R", {});
        site.join(utility, "out", transformer, "in");
        site.join(transformer, "out", cable, "in");
        site.join(cable, "out", rack, "feed1");
        // The cable loses 3 I² R = P² R/V² = r with P + r = 504 kW; its drop is P R/V.
        const double r_ohm = 1e-4;
        double load_W = 504e3;
        for (int i = 0; i < 50; ++i) load_W = 504e3 - load_W * load_W * r_ohm / 160000;
        const PowerPaths paths(site.site, {});
        const auto voltage_V = voltageProfile(paths, site.solve({{rack, load_W}}));
        const double drop = 0.8 / 150 + std::sqrt(0.04 * 0.04 - 1.0 / 22500) * 0.6;
        compare(voltage_V[static_cast<std::size_t>(paths.indexOf(transformer))], 400 * (1.05 - drop), 1e-9);
        compare(voltage_V[static_cast<std::size_t>(paths.indexOf(rack))], 400 * (1.05 - drop) - load_W * r_ohm / 400, 1e-9);
    }
};

PLENUM_TEST(PhasesTest)
#include "phases_test.moc"
