// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/power/short_circuit.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

using namespace twin;
using namespace twin::power;
using plenum::test::PowerSite;

class ShortCircuitTest : public QObject {
    Q_OBJECT
  private slots:
    void followsTheChainByHand();
    void addsParallelTransformers();
    void limitsAtConverters();
    void passesThroughABypass();
    void countsGeneratorsOnlyWithoutTheMains();
    void flagsSelectivityAndInrush();
    void listsWhatIsNotAllowed();
};

namespace {

const double kRoot3 = std::sqrt(3.0);

PowerSite::Values transformer(double rated_VA) {
    const auto efficiency = [](double x, double loss) { return x / (x + loss); };  // no-load 0.1 %, load loss 0.8 %
    return {{Param::RatedApparent, rated_VA}, {Param::PowerFactor, 1}, {Param::Voltage, 10e3}, {Param::VoltageOut, 400},
            {Param::Efficiency25, efficiency(0.25, 0.0015)}, {Param::Efficiency50, efficiency(0.5, 0.003)}, {Param::Efficiency75, efficiency(0.75, 0.0055)}, {Param::Efficiency100, efficiency(1, 0.009)}};
}

const BoardFault& at(const PowerPaths& paths, const ShortCircuitReport& report, Id id) {
    return *std::find_if(report.boards.begin(), report.boards.end(), [&](const BoardFault& fault) { return fault.node == paths.indexOf(id); });
}

bool near(double value, double expected) { return std::abs(value - expected) <= 1e-6 * std::abs(expected); }

}  // namespace

void ShortCircuitTest::followsTheChainByHand() {
    // Utility 350 MVA, R/X 0.1; transformer 2 MVA: uk 6 %, u_R 0.8 %; cable 30 m of (0.1 + j 0.08) mΩ/m; all at 400 V.
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U"), unit = site.add(Kind::Transformer, "T", transformer(2e6)), board = site.add(Kind::Switchgear, "S");
    const Id run = site.add(Kind::Cable, "C", {{Param::ResistancePerMetre, 1e-4}}), pdu = site.add(Kind::Pdu, "P");
    site.route(run, {{0, 0, 0}, {30, 0, 0}});
    site.join(utility, "out", unit, "in");
    site.join(unit, "out", board, "in");
    site.join(board, "out", run, "in");
    site.join(run, "out", pdu, "in");
    const PowerPaths paths(site.site, {});
    const auto report = shortCircuit(site.site, paths);
    using Complex = std::complex<double>;
    const double zq = 1.1 * 400 * 400 / 350e6, xq = zq / std::sqrt(1.01), x = std::sqrt(0.06 * 0.06 - 0.008 * 0.008);
    const Complex source(0.1 * xq, xq), unitZ = Complex(0.008, x) * (400 * 400 / 2e6 * 0.95 * 1.1 / (1 + 0.6 * x));
    const double first = 1.1 * 400 / kRoot3 / std::abs(source + unitZ);
    QVERIFY(first > 40e3 && first < 50e3);
    QVERIFY(near(at(paths, report, board).ik_A, first));
    const Complex all = source + unitZ + Complex(3e-3, 2.4e-3);
    const BoardFault& far = at(paths, report, pdu);
    QVERIFY(near(far.ik_A, 1.1 * 400 / kRoot3 / std::abs(all)));
    QVERIFY(near(far.ip_A, (1.02 + 0.98 * std::exp(-3 * all.real() / all.imag())) * std::numbers::sqrt2 * far.ik_A));
    QCOMPARE(far.method, FaultMethod::Iec60909);
    QVERIFY(!report.assumptions.empty());
}

void ShortCircuitTest::addsParallelTransformers() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U"), board = site.add(Kind::Switchgear, "S");
    for (int i : {0, 1}) {
        const Id unit = site.add(Kind::Transformer, "T" + std::to_string(i), transformer(1e6));
        site.join(utility, "out", unit, "in");
        site.join(unit, "out", board, "in");
    }
    ShortCircuitOptions options;
    options.utility_VA = 1e15;
    const PowerPaths paths(site.site, {});
    const double x = std::sqrt(0.05 * 0.05 - 0.008 * 0.008), one = 1.1 * 1e6 / (kRoot3 * 400 * 0.05 * 0.95 * 1.1 / (1 + 0.6 * x));
    QVERIFY(near(at(paths, shortCircuit(site.site, paths, options), board).ik_A, 2 * one));
}

void ShortCircuitTest::limitsAtConverters() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U"), unit = site.add(Kind::Transformer, "T", transformer(2e6));
    const Id bars = site.add(Kind::Switchgear, "DC", {{Param::Distribution, 1}, {Param::Voltage, 240}});
    site.join(utility, "out", unit, "in");
    for (int i : {0, 1}) {
        const Id rectifier = site.add(Kind::Rectifier, "R" + std::to_string(i), {{Param::RatedPower, 240e3}, {Param::VoltageOut, 240}});
        site.join(unit, "out", rectifier, "in");
        site.join(rectifier, "out", bars, "in");
    }
    const PowerPaths paths(site.site, {});
    const BoardFault fault = at(paths, shortCircuit(site.site, paths), bars);
    QCOMPARE(fault.method, FaultMethod::ConverterLimited);
    QVERIFY(near(fault.ik_A, 2 * 2 * 1000.0));
}

void ShortCircuitTest::passesThroughABypass() {
    for (const bool eco : {false, true}) {
        PowerSite site;
        const Id utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 400}}), ups = site.add(Kind::Ups, "UPS", {{Param::UpsMode, eco ? 1.0 : 0.0}}), board = site.add(Kind::Switchgear, "S");
        site.join(utility, "out", ups, "in");
        site.join(ups, "out", board, "in");
        const PowerPaths paths(site.site, {});
        const BoardFault fault = at(paths, shortCircuit(site.site, paths), board);
        QCOMPARE(fault.method, eco ? FaultMethod::Iec60909 : FaultMethod::ConverterLimited);
        if (eco) QVERIFY(near(fault.ik_A, 350e6 / (kRoot3 * 400)));
    }
}

void ShortCircuitTest::countsGeneratorsOnlyWithoutTheMains() {
    PowerSite site;
    const Id utility = site.add(Kind::UtilityFeed, "U", {{Param::VoltageOut, 400}}), generator = site.add(Kind::Generator, "G", {{Param::RatedPower, 2e6}}), board = site.add(Kind::Switchgear, "S");
    site.join(utility, "out", board, "in");
    site.join(generator, "out", board, "in");
    const PowerPaths both(site.site, {}), alone(site.site, {utility});
    QVERIFY(near(at(both, shortCircuit(site.site, both), board).ik_A, 350e6 / (kRoot3 * 400)));
    QVERIFY(near(at(alone, shortCircuit(site.site, alone), board).ik_A, 1.1 * 2e6 / (kRoot3 * 400 * 0.12 * std::hypot(1, 0.15))));
}

void ShortCircuitTest::flagsSelectivityAndInrush() {
    PowerSite site;
    const Id mv = site.add(Kind::Switchgear, "MV", {{Param::Voltage, 10e3}, {Param::Current, 120}}), unit = site.add(Kind::Transformer, "T", transformer(2e6));
    const Id low = site.add(Kind::Switchgear, "LV", {{Param::Current, 500}}), pdu = site.add(Kind::Pdu, "P", {{Param::Current, 400}}), small = site.add(Kind::Pdu, "Q", {{Param::Current, 250}});
    site.join(mv, "out", unit, "in");
    site.join(unit, "out", low, "in");
    site.join(low, "out", pdu, "in");
    site.join(low, "out", small, "in");
    const PowerPaths paths(site.site, {});
    const auto report = shortCircuit(site.site, paths);
    QCOMPARE(report.selectivity.size(), std::size_t{2});
    for (const Selectivity& pair : report.selectivity) QCOMPARE(pair.kept, pair.downstream == paths.indexOf(small));
    // 2 MVA at 10 kV: 115.5 A; 8 … 12 times: 924 … 1 386 A against 10 × 120 A: may trip, need not.
    QCOMPARE(report.inrush.size(), std::size_t{1});
    QVERIFY(report.inrush[0].mayTrip() && !report.inrush[0].trips());
    QVERIFY(near(report.inrush[0].high_A, 12 * 2e6 / (kRoot3 * 10e3)));
    const Issues issues = shortCircuitIssues(paths, report);
    QCOMPARE(issues.size(), std::size_t{2});
}

void ShortCircuitTest::listsWhatIsNotAllowed() {
    QVERIFY(checkShortCircuit({}).empty());
    ShortCircuitOptions options;
    options.cFactor = 0;
    options.utility_VA = std::nan("");
    options.inrushHigh = 5;
    QCOMPARE(checkShortCircuit(options).size(), std::size_t{3});
}

PLENUM_TEST(ShortCircuitTest)
#include "short_circuit_test.moc"
