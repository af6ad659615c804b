// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/bands.h"

#include "twin/air/air_flow.h"
#include "twin/air/case_file.h"
#include "twin/air/openfoam_text.h"
#include "twin/air/refined_solver.h"
#include "twin/air/tracer_refined.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/air/air_cases.h"

#include <QTemporaryDir>

#include <cmath>
#include <fstream>
#include <functional>

using namespace twin;
using namespace twin::air;

class BandsTest : public QObject {
    Q_OBJECT
  private slots:
    void everyBandWarmsItsOwnAir_data();
    void everyBandWarmsItsOwnAir();
    void heatAtTheTopWarmsTheTop();
    void heightsAreOfTheWholeIntake();
    void warmStartsGiveTheSame();
    void gapsAreWhatBandsLeave();
    void inTimeNothingMovesWithoutAnEvent();
    void eventsAndStoresAreShared();
    void tracersSeeOneRack();
    void openFoamHasAPatchABand();
    void filesAreChecked();
};

namespace {

constexpr double kRhoCp = 1.2 * 1005;

/// A duct of 0.6 × 2.1 m that the rack fills: air of 18 °C enters at its end before the rack and leaves at the other.
AirCase duct(std::vector<Band> bands) {
    AirCase c = cases::box(0.6, 6, 2.1);
    cases::stand(c, cases::rack("R", 0.5, 9000), 0, 2.4, -1);
    c.devices[0].bands = std::move(bands);
    Device unit = cases::cooler("U", 0.5, 18);
    unit.intakes = {cases::acrossY(6, 0, 0.6, 0, 2.1, -1)};
    unit.outlets = {cases::acrossY(0, 0, 0.6, 0, 2.1, 1)};
    c.devices.push_back(unit);
    c.cell_m = c.cellZ_m = 0.15;
    return c;
}

const std::vector<Band> kTwo{{0.3, 0.9, 0.2, 0.5}, {1.2, 1.8, 0.8, 0.5}};

RefinedOptions coarse() {
    RefinedOptions o;
    o.cell_m = o.cellZ_m = 0.15;
    o.maxIterations = 120;
    return o;
}

using Solve = std::function<AirResult(const AirCase&)>;

const std::vector<std::pair<const char*, Solve>> kFidelities{
    {"site", [](const AirCase& c) { return solveAir(c, {}); }},
    {"potential", [](const AirCase& c) { return solvePotential(c, coarse()); }},
    {"instant", [](const AirCase& c) { return solveInstant(c, coarse()); }},
    {"refined", [](const AirCase& c) { return solveRefined(c, coarse()); }},
};

bool near(double a, double b, double by) { return std::abs(a - b) <= by; }
bool has(const Issues& issues, const std::string& code) {
    return std::any_of(issues.begin(), issues.end(), [&](const Issue& i) { return i.code == code && i.itemName == "R" && !i.hint.empty(); });
}

}  // namespace

void BandsTest::everyBandWarmsItsOwnAir_data() {
    QTest::addColumn<int>("fidelity");
    for (int n = 0; n < int(kFidelities.size()); ++n) QTest::newRow(kFidelities[std::size_t(n)].first) << n;
}

// By hand: 18 °C in, 1 800 W and 7 200 W to 0.25 m³/s each, 14.925 K over the whole rack, as without bands.
void BandsTest::everyBandWarmsItsOwnAir() {
    QFETCH(int, fidelity);
    const AirResult r = kFidelities[std::size_t(fidelity)].second(duct(kTwo));
    QVERIFY(r.report.usable());
    QCOMPARE(r.devices.size(), std::size_t(2));
    QCOMPARE(r.parts.size(), std::size_t(3));
    QVERIFY2(near(r.parts[0].outlet_C, 18 + 1800 / (kRhoCp * 0.25), 1e-3), qPrintable(QString::number(r.parts[0].outlet_C)));
    QVERIFY2(near(r.parts[2].outlet_C, 18 + 7200 / (kRhoCp * 0.25), 1e-3), qPrintable(QString::number(r.parts[2].outlet_C)));
    const DeviceResult& rack = r.devices[0];
    QVERIFY(near(rack.intake_C, 18, 1e-3) && near(rack.outlet_C, 18 + 9000 / (kRhoCp * 0.5), 1e-3));
    QVERIFY(near(rack.flow_m3_s, 0.5, 1e-12) && near(rack.heat_W, 9000, 1e-6));
    QVERIFY2(r.energyResidual < 1e-6 && r.massResidual < 1e-6, qPrintable(QString("%1 %2").arg(r.energyResidual).arg(r.massResidual)));
    const AirResult even = kFidelities[std::size_t(fidelity)].second(duct({}));
    QVERIFY(even.parts.empty() && near(even.devices[0].outlet_C, rack.outlet_C, 1e-3));
}

// Behind a rack with its heat at the top the air is warmer at the top than behind one with it at the bottom.
void BandsTest::heatAtTheTopWarmsTheTop() {
    const auto behind = [](const std::vector<Band>& bands, double z) {
        const AirResult r = solveInstant(duct(bands), coarse());
        double sum = 0;
        for (int i = 0; i < r.nx; ++i) {
            const auto j = std::size_t(std::upper_bound(r.yFaces.begin(), r.yFaces.end(), 4.2) - r.yFaces.begin() - 1), k = std::size_t(std::upper_bound(r.zFaces.begin(), r.zFaces.end(), z) - r.zFaces.begin() - 1);
            sum += double(r.temperature_C[r.index(i, int(j), int(k))]) / r.nx;
        }
        return sum;
    };
    const std::vector<Band> low{{0.3, 0.9, 0.8, 0.5}, {1.2, 1.8, 0.2, 0.5}};
    const double top = behind(kTwo, 1.5), same = behind(low, 1.5);
    qInfo("at 1.5 m behind the rack: %.2f °C with the heat above, %.2f °C with it below", top, same);
    QVERIFY(top > same + 3);
}

void BandsTest::heightsAreOfTheWholeIntake() {
    AirCase whole = duct({{0, 0.7, 0.5, 0.25}, {0.7, 1.4, 0.25, 0.25}, {1.4, 2.1, 0.25, 0.5}});
    const SplitCase split = splitBands(whole);
    QCOMPARE(split.owner, (std::vector<std::size_t>{0, 1, 0, 0}));
    AirResult r;
    r.devices.resize(4);
    const std::array<double, 4> inlet{20, 0, 22, 26};
    for (std::size_t d : {std::size_t(0), std::size_t(2), std::size_t(3)}) {
        DeviceResult& part = r.devices[d];
        part.flow_m3_s = split.airCase.devices[d].flow_m3_s;
        part.intake_C = part.intakeLow_C = part.intakeMid_C = part.intakeHigh_C = inlet[d];
        for (double& z : part.intakeZ_C) z = inlet[d];
    }
    const DeviceResult rack = joinBands(r, whole, split).devices[0];
    QCOMPARE(rack.intake_C, 0.25 * 20 + 0.25 * 22 + 0.5 * 26);
    QCOMPARE(rack.intakeLow_C, 20.0);
    QCOMPARE(rack.intakeMid_C, 22.0);
    QCOMPARE(rack.intakeHigh_C, 26.0);
    QCOMPARE(rack.intakeZ_C[0], 20.0);
    QCOMPARE(rack.intakeZ_C[1], 22.0);
    QCOMPARE(rack.intakeZ_C[2], 26.0);
}

void BandsTest::warmStartsGiveTheSame() {
    AirCase c = cases::smallHall(4);
    c.devices[1].bands = {{0.2, 0.8, 0.3, 0.3}, {1.2, 2, 0.7, 0.7}};
    const AirResult cold = solveAir(c, {});
    QVERIFY(cold.report.usable() && cold.energyResidual < 1e-6);
    AirOptions options;
    options.warmStart = &cold;
    AirCase moved = c;
    moved.devices[1].bands[0].heatShare = 0.6, moved.devices[1].bands[1].heatShare = 0.4;
    const AirResult warm = solveAir(moved, options), again = solveAir(moved, {});
    QVERIFY(warm.flow == cold.flow);  // heats alone have changed
    for (std::size_t d = 0; d < c.devices.size(); ++d) QVERIFY(near(warm.devices[d].intake_C, again.devices[d].intake_C, 1e-6));
    QVERIFY(!near(warm.parts[1].outlet_C, cold.parts[1].outlet_C, 1));
}

void BandsTest::gapsAreWhatBandsLeave() {
    const AirCase c = duct(kTwo);
    const auto gaps = besideBands(c.devices[0].bands, c.devices[0].intakes);
    QCOMPARE(gaps.size(), std::size_t(3));
    QVERIFY(gaps[0].rect.z0 == 0 && gaps[0].rect.z1 == 0.3 && gaps[1].rect.z0 == 0.9 && gaps[1].rect.z1 == 1.2 && gaps[2].rect.z1 == 2.1);
    QVERIFY(near(gaps[0].share + gaps[1].share + gaps[2].share, 0.9 / 2.1, 1e-12));
    QCOMPARE(besideBands({}, c.devices[0].intakes), c.devices[0].intakes);
}

void BandsTest::inTimeNothingMovesWithoutAnEvent() {
    HallTransientOptions options;
    options.times_s = {5, 10, 20};
    options.stores.assign(2, {10000, 0, 0, 0});
    const AirCase c = duct(kTwo);
    const HallHistory still = solveHallTransient(c, options);
    QVERIFY(still.report.usable());
    QCOMPARE(still.intake_C.size(), std::size_t(2));
    QVERIFY(near(double(still.intake_C[0].back()), 18, 1e-3) && still.energyResidual < 1e-6);
    options.events.push_back({0, 1, {}, {}, {}, 0.0});
    const HallHistory lost = solveHallTransient(c, options);
    QVERIFY(lost.warmest_C[0].back() > still.warmest_C[0].back() + 1);
    TransientOptions refined;
    refined.solve = coarse();
    refined.end_s = 2, refined.step_s = 1;
    double last = 0;
    bool rises = true;
    refined.progress = [&](double share) { rises = rises && share >= last, last = share; };
    const TransientResult r = solveTransient(c, refined);
    QVERIFY(r.last.report.usable() && r.intake_C.back().size() == 2 && r.limit_s.size() == 2 && r.last.devices.size() == 2);
    QVERIFY(rises && near(last, 1, 1e-9));
    std::stop_source source;
    refined.progress = [&](double) { source.request_stop(); };
    QVERIFY(solveTransient(c, refined, source.get_token()).last.report.status == SolveStatus::Cancelled);
}

void BandsTest::eventsAndStoresAreShared() {
    const SplitCase split = splitBands(duct(kTwo));
    const auto events = splitEvents({{0, 0, 1.0, 1000.0, {}, {}}}, split);
    QCOMPARE(events.size(), std::size_t(2));
    QVERIFY(near(*events[0].heat_W, 200, 1e-9) && near(*events[1].heat_W, 800, 1e-9) && events[1].device == 2 && near(*events[1].flow_m3_s, 0.5, 1e-12));
    const auto stores = splitStores({{100, 0, 0, 0}, {7, 0, 0, 0}}, split);
    QVERIFY(stores.size() == 3 && near(stores[0].own_J_K + stores[2].own_J_K, 100, 1e-9) && stores[1].own_J_K == 7);
}

void BandsTest::tracersSeeOneRack() {
    const AirCase c = duct(kTwo);
    const AirResult r = solveRefined(c, coarse());
    const FlowGraph graph = refinedFlowGraph(c, r, 2000);
    QCOMPARE(graph.ports.size(), std::size_t(2));
    QVERIFY(near(graph.ports[0].flow_m3_s, 0.5, 1e-6) && near(graph.ports[0].drawn_m3_s, 0.5, 1e-6));
    const Influence found = influence(graph);
    QVERIFY(found.report.usable() && near(found.at(0, 1), 1, 1e-6) && near(found.at(1, 0), 1, 1e-6));
}

void BandsTest::openFoamHasAPatchABand() {
    const FoamCase foam = makeFoamCase(duct(kTwo), {}, {});
    QVERIFY(!hasErrors(foam.issues));
    QCOMPARE(std::count_if(foam.patches.begin(), foam.patches.end(), [](const FoamPatch& p) { return p.kind == FoamPatch::Kind::Intake; }), std::ptrdiff_t(3));
    for (const FoamPatch& p : foam.patches)
        if (p.name == "rack2_out") QVERIFY(near(p.flow_m3_s, 0.25, 1e-12) && near(p.area_m2, 0.36, 1e-9));
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    writeFoamCase(foam, {}, "duct", path);
    std::filesystem::create_directories(path / "9");
    std::ofstream t(path / "9" / "T"), u(path / "9" / "U");
    t << "internalField   nonuniform List<scalar>\n" << foam.cells() << "\n(\n";
    for (int cell = 0; cell < int(foam.cells()); ++cell) t << 293.15 + foam.centre(cell).z << "\n";
    t << ")\n;\n";
    u << "internalField   uniform (0 0 0);\n";
    t.close(), u.close();
    const FoamResult read = readFoamResult(path);
    QVERIFY(read.usable());
    int intakes = 0;
    for (const FoamOpening& o : read.openings) {
        if (o.kind != "rack" || !o.intake) continue;
        ++intakes;
        QVERIFY(o.name == "R" && near(o.flow_m3_s, 0.5, 1e-12) && near(o.heat_W, 9000, 1e-6) && near(o.mean_C, 20 + 1.05, 1e-5));
        QVERIFY(o.height_C[1] && near(*o.height_C[1], 21.05, 1e-5));
    }
    QCOMPARE(intakes, 1);
}

void BandsTest::filesAreChecked() {
    const auto read = [](const QString& bands) {
        const QString text = R"({"format": "air-reference-case/1", "name": "b", "hall_size_m": {"x": 6, "y": 5, "z": 3}, "air": {"rho_kg_per_m3": 1.2, "cp_J_per_kg_K": 1005},
 "racks": [{"name": "R", "box_m": {"x": [2, 2.6], "y": [2, 3.2], "z": [0, 2.1]}, "front_face": {"outward_normal": [0, -1, 0]}, "rear_face": {"outward_normal": [0, 1, 0]},
   "flow_m3_per_s": 0.5, "heat_to_air_W": 6030, "bands": )" + bands + R"(}],
 "supplies": [{"name": "tile", "axis": "z", "plane_m": 0, "rectangle": {"x_m": [2, 2.6], "y_m": [1.2, 1.8]}, "flow_m3_per_s": 0.5, "temperature_C": 18}],
 "returns": [{"name": "back", "axis": "z", "plane_m": 3, "rectangle": {"x_m": [2, 3], "y_m": [4, 5]}}]})";
        return readReferenceCase(text.toStdString());
    };
    const ReadCase good = read(R"([{"z_m": [0.2, 0.8], "heat_share": 0.7, "flow_share": 0.6}, {"z_m": [1, 2], "heat_share": 0.3, "flow_share": 0.4}])");
    QVERIFY(good.hall && good.issues.empty());
    QVERIFY((good.hall->airCase.devices[0].bands == std::vector<Band>{{0.2, 0.8, 0.7, 0.6}, {1, 2, 0.3, 0.4}}));
    const ReadCase bad = read(R"([{"z_m": [0.2, 0.8], "heat_share": 0.7, "flow_share": 0}, {"z_m": [0.7, 2.5], "heat_share": 0.1}, {"z_m": [1, 1], "heat_share": NaN}, {"heat_share": -1}])");
    QVERIFY(!bad.hall);
    for (const char* code : {"air.case.bandOverlap", "air.case.bandOffBox", "air.case.bandWithoutAir", "air.case.badSpan", "air.case.notANumber", "air.case.missing", "air.case.outOfRange"})
        QVERIFY2(has(bad.issues, code), code);
    QVERIFY(has(read(R"([{"z_m": [0.2, 0.8], "heat_share": 0.7}])").issues, "air.case.bandShares"));
    QVERIFY(!read("3").hall);
}

PLENUM_TEST(BandsTest)
#include "bands_test.moc"
