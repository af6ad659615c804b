// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/capture.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/air/air_cases.h"

#include <cmath>
#include <random>

using namespace twin;
using namespace twin::air;

class TracerInfluenceTest : public QObject {
    Q_OBJECT
  private slots:
    void mixedStreamsShareByFlow();
    void eddyThatOnlyMixingFeedsTakesTheAirAroundIt();
    void captureAgreesWithTracedParticles_data();
    void captureAgreesWithTracedParticles();
    void sharesAddUpInAHall();
    void recirculatingHeatMatchesTheTemperatures();
    void sameBitsWithOneAndTwoThreads();
    void sealedRackHasNoServer();
};

namespace {

bool near(double a, double b, double by) { return std::abs(a - b) <= by; }

/// A square of n × n cells with a vortex on top of a through-flow, from stream functions at the cells' corners, so
/// that every cell balances. Ports: 0 a supply on the left side below, 1 a rack that draws on the right above and
/// gives on the right below, 2 an extract on the left above.
FlowGraph eddyHall(int n, double swirl, double mixing) {
    FlowGraph graph;
    graph.cells = n * n;
    graph.ports = {{"supply", AirPort::Kind::Supply, 1, 0}, {"rack", AirPort::Kind::Rack, 1, 1}, {"extract", AirPort::Kind::Supply, 0, 1}};
    // ψ at corners; the flow through a face is the difference of ψ at its ends. On the border ψ is what the ports give.
    const auto psi = [&](int i, int j) {
        const double x = double(i) / n, y = double(j) / n;
        const auto ramp = [](double t) { return std::clamp(t, 0.0, 1.0); };
        const double left = y < 0.5 ? ramp((y - 0.1) / 0.3) : 1 - ramp((y - 0.6) / 0.3);    // in below, out above
        const double right = y < 0.5 ? -ramp((y - 0.1) / 0.3) : -1 + ramp((y - 0.6) / 0.3); // from the rack below, to it above
        return (1 - x) * left + x * right + swirl * std::sin(M_PI * x) * std::sin(M_PI * y) * std::sin(M_PI * y);
    };
    for (int j = 0; j < n; ++j)
        for (int i = 0; i < n; ++i) {
            const int c = j * n + i;
            const double east = psi(i + 1, j + 1) - psi(i + 1, j), north = psi(i, j + 1) - psi(i + 1, j + 1);
            if (i + 1 < n) graph.faces.push_back({c, c + 1, east, mixing});
            if (j + 1 < n) graph.faces.push_back({c, c + n, north, mixing});
            if (i == 0) {
                const double west = psi(0, j + 1) - psi(0, j);
                if (west > 0) graph.given.push_back({c, 0, west});
                if (west < 0) graph.drawn.push_back({c, 2, -west});
            }
            if (i + 1 == n) {
                if (east > 0) graph.drawn.push_back({c, 1, east});
                if (east < 0) graph.given.push_back({c, 1, -east});
            }
        }
    return graph;
}

/// Follows particles from face to face: each leaves a cell by one of its outflows with the odds of their flows.
double tracedShare(const FlowGraph& graph, std::size_t giving, std::size_t drawing, int particles) {
    struct Way {
        double flow;
        int cell, port;
    };
    std::vector<std::vector<Way>> ways(std::size_t(graph.cells));
    for (const auto& f : graph.faces) {
        const double forward = std::max(f.flow_m3_s, 0.0) + f.mixing_m3_s, backward = std::max(-f.flow_m3_s, 0.0) + f.mixing_m3_s;
        if (forward > 0) ways[std::size_t(f.from)].push_back({forward, f.to, -1});
        if (backward > 0) ways[std::size_t(f.to)].push_back({backward, f.from, -1});
    }
    for (const auto& t : graph.drawn) ways[std::size_t(t.cell)].push_back({t.flow_m3_s, -1, t.port});
    std::vector<Way> starts;
    for (const auto& t : graph.given)
        if (std::size_t(t.port) == giving) starts.push_back({t.flow_m3_s, t.cell, -1});
    std::mt19937 random(7);
    const auto pick = [&](const std::vector<Way>& list) {
        double sum = 0;
        for (const Way& w : list) sum += w.flow;
        double at = std::uniform_real_distribution<double>(0, sum)(random);
        for (const Way& w : list)
            if ((at -= w.flow) <= 0) return w;
        return list.back();
    };
    int captured = 0;
    for (int p = 0; p < particles; ++p) {
        Way at = pick(starts);
        while (at.port < 0) at = pick(ways[std::size_t(at.cell)]);
        captured += std::size_t(at.port) == drawing;
    }
    return double(captured) / particles;
}

}  // namespace

void TracerInfluenceTest::mixedStreamsShareByFlow() {
    FlowGraph g;  // two supplies of 1 and 3 meet in a cell that the rack draws from
    g.cells = 3;
    g.ports = {{"one", AirPort::Kind::Supply, 1, 0}, {"three", AirPort::Kind::Supply, 3, 0}, {"rack", AirPort::Kind::Rack, 0, 4}};
    g.faces = {{0, 2, 1, 0}, {2, 1, -3, 0}};
    g.given = {{0, 0, 1}, {1, 1, 3}};
    g.drawn = {{2, 2, 4}};
    const Influence s = influence(g);
    QCOMPARE(s.report.status, SolveStatus::Converged);
    QCOMPARE(s.report.iterations, 0);  // one sweep in the order of the flow is exact
    QVERIFY(near(s.at(2, 0), 0.25, 1e-14) && near(s.at(2, 1), 0.75, 1e-14));
}

void TracerInfluenceTest::eddyThatOnlyMixingFeedsTakesTheAirAroundIt() {
    FlowGraph g;  // cells 1 and 2 turn in a circle with cell 3; only mixing joins them to the stream in cell 0
    g.cells = 5;
    g.ports = {{"supply", AirPort::Kind::Supply, 1, 0}, {"return", AirPort::Kind::Supply, 0, 1}};
    g.faces = {{1, 2, 50, 0}, {2, 3, 50, 0}, {3, 1, 50, 0}, {0, 1, 0, 0.01}};  // cell 4 is cut off
    g.given = {{0, 0, 1}};
    g.drawn = {{0, 1, 1}};
    const auto field = tracerField(g, 0);
    for (std::size_t c = 0; c < 4; ++c) QVERIFY(near(field[c], 1, 1e-4));
    QCOMPARE(field[4], 0.0);
}

void TracerInfluenceTest::captureAgreesWithTracedParticles_data() {
    QTest::addColumn<double>("swirl");
    QTest::addColumn<double>("mixing");
    QTest::newRow("through-flow") << 0.0 << 0.0;
    QTest::newRow("vortex") << 0.8 << 0.0;
    QTest::newRow("strong vortex with mixing") << 3.0 << 0.05;
}

// 20 000 particles: three standard errors are at most 3 √(0.25 / 20 000) = 0.011.
void TracerInfluenceTest::captureAgreesWithTracedParticles() {
    QFETCH(double, swirl);
    QFETCH(double, mixing);
    const FlowGraph g = eddyHall(24, swirl, mixing);
    const Influence s = influence(g);
    QCOMPARE(s.report.status, SolveStatus::Converged);
    const auto capture = captureIndices(g, s);
    QVERIFY(capture[1].coldAisle && capture[1].hotAisle && !capture[0].coldAisle);
    const double hot = tracedShare(g, 1, 2, 20'000), back = tracedShare(g, 1, 1, 20'000), cold = tracedShare(g, 0, 1, 20'000);
    QVERIFY2(near(*capture[1].hotAisle, hot, 0.011), qPrintable(QString("%1 %2").arg(*capture[1].hotAisle).arg(hot)));
    QVERIFY2(near(s.at(1, 1) * 1, back, 0.011), qPrintable(QString("%1 %2").arg(s.at(1, 1)).arg(back)));
    QVERIFY(near(*capture[1].coldAisle, cold, 0.011));  // the supply's flow equals the rack's
    QVERIFY(swirl == 0 || mixing == 0 || (*capture[1].hotAisle > 0.02 && *capture[1].hotAisle < 0.98));
}

void TracerInfluenceTest::sharesAddUpInAHall() {
    numerics::WorkerPool pool(1);
    const auto flow = solveFlow(cases::smallHall(), {}, pool, {});
    const FlowGraph g = flowGraph(*flow);
    const Influence s = influence(g);
    QCOMPARE(s.report.status, SolveStatus::Converged);
    QVERIFY(s.report.iterations <= 2);  // a potential flow has no eddies
    const auto capture = captureIndices(g, s);
    const auto stray = strayFlows(g, s);
    const auto served = servedBy(g, s);
    QCOMPARE(served.size(), g.ports.size() * g.ports.size());
    for (std::size_t i = 0; i < g.ports.size(); ++i) {
        double last = 0, first = 0;
        for (std::size_t j = 0; j < g.ports.size(); ++j) {
            last += s.at(i, j);
            first += served[i * g.ports.size() + j];
        }
        QVERIFY(near(last, 1, 1e-7) && near(first, 1, 1e-6));
        if (g.ports[i].kind == AirPort::Kind::Rack) {
            QVERIFY(near(*capture[i].coldAisle + stray[i].recirculation, 1, 1e-7));
            QVERIFY(*capture[i].hotAisle >= 0 && *capture[i].hotAisle <= 1 + 1e-7);
        }
    }
}

// What racks draw of each port, times what it gives off, is the temperature the solver found by itself.
void TracerInfluenceTest::recirculatingHeatMatchesTheTemperatures() {
    const AirCase hall = cases::smallHall();
    const AirResult air = solveAir(hall, {});
    const FlowGraph g = flowGraph(*air.flow);
    const Influence s = influence(g);
    for (std::size_t i = 0; i < hall.devices.size(); ++i) {
        double mixed = 0;
        for (std::size_t j = 0; j < hall.devices.size(); ++j) mixed += s.at(i, j) * air.devices[j].outlet_C;
        QVERIFY(near(mixed, air.devices[i].intake_C, 1e-5));
        if (hall.devices[i].kind == Device::Kind::Rack)
            QVERIFY(near(strayFlows(g, s)[i].recirculation, air.devices[i].recirculation, 1e-6));
    }
}

void TracerInfluenceTest::sameBitsWithOneAndTwoThreads() {
    const FlowGraph g = eddyHall(16, 2.0, 0.02);
    InfluenceOptions two;
    two.threads = 2;
    QVERIFY(influence(g).share == influence(g, two).share);
}

void TracerInfluenceTest::sealedRackHasNoServer() {
    FlowGraph g;
    g.cells = 1;
    g.ports = {{"rack", AirPort::Kind::Rack, 1, 1}, {"unit", AirPort::Kind::Supply, 0, 0}};
    g.given = {{0, 0, 1}};
    g.drawn = {{0, 0, 1}};
    const Influence s = influence(g);
    QVERIFY(near(s.at(0, 0), 1, 1e-12));
    QVERIFY(servedBy(g, s).empty());
    QVERIFY(!captureIndices(g, s)[0].coldAisle);
}

PLENUM_TEST(TracerInfluenceTest)
#include "tracer_influence_test.moc"
