// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/openfoam_import.h"
#include "twin/air/openfoam_run.h"
#include "twin/air/openfoam_text.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/air/air_cases.h"

#include <QTemporaryDir>

#include <cmath>
#include <fstream>
#include <sstream>

using namespace twin;
using namespace twin::air;

class OpenfoamCaseTest : public QObject {
    Q_OBJECT
  private slots:
    void linesLieOnEveryEdge();
    void meshIsClosedAndOrdered();
    void flowsPassTheirPatches();
    void unitsOnOneFloorVoidShareAPatch();
    void panelIsAWallOnBothSides();
    void wallsPassHeatAsOurs_data();
    void wallsPassHeatAsOurs();
    void impossibleHallsAreExplained();
    void racksAreCoupledToTheirIntake();
    void importReadsInletsBack();
    void importSaysWhatIsWrong_data();
    void importSaysWhatIsWrong();
    void comparesCellByCell();
    void readsTheLog();
    void runExplainsAMissingCase();
    void runTakesACommand();
};

namespace {

/// One rack between a supply and a return.
AirCase openHall() {
    AirCase c = cases::box(4, 4, 3);
    cases::stand(c, cases::rack("R'1", 0.4, 6000), 1.5, 1.2, 1);
    c.supplies.push_back({"tiles", {{1, 2.6, 0, 3, 3.2, 0}, {0, 0, 1}, 1}, 0.35, 18, 0, 0});
    c.returns.push_back({"grille", {{1, 0.2, 3, 3, 1, 3}, {0, 0, -1}, 1}, 30, 0, 0});
    c.cell_m = c.cellZ_m = 0.3;
    return c;
}

const FoamPatch& patch(const FoamCase& foam, const std::string& name) {
    for (const FoamPatch& p : foam.patches)
        if (p.name == name) return p;
    qFatal("no patch %s", name.c_str());
}

bool near(double a, double b, double by = 1e-9) { return std::abs(a - b) <= by; }
bool has(const Issues& issues, const std::string& code) {
    return std::any_of(issues.begin(), issues.end(), [&](const Issue& i) { return i.code == code; });
}

/// A result folder as the solver would leave it: T rises with z, 1 K a metre.
void writeResult(const FoamCase& foam, const std::filesystem::path& folder, const std::string& time) {
    std::filesystem::create_directories(folder / time);
    std::ofstream t(folder / time / "T"), u(folder / time / "U");
    t << "internalField   nonuniform List<scalar>\n" << foam.cells() << "\n(\n";
    for (int c = 0; c < int(foam.cells()); ++c) t << 293.15 + foam.centre(c).z << "\n";
    t << ")\n;\nboundaryField {}\n";
    u << "internalField   uniform (0.1 0.2 0.3);\nboundaryField {}\n";
}

}  // namespace

void OpenfoamCaseTest::linesLieOnEveryEdge() {
    const GridLines lines = gridLines(openHall(), 0.3, 0.3);
    for (double edge : {0.0, 1.5, 2.1, 4.0}) QVERIFY(std::any_of(lines[0].begin(), lines[0].end(), [&](double x) { return near(x, edge); }));
    for (double edge : {1.2, 2.4, 2.6, 3.2}) QVERIFY(std::any_of(lines[1].begin(), lines[1].end(), [&](double x) { return near(x, edge); }));
    for (const auto& axis : lines)
        for (std::size_t q = 1; q < axis.size(); ++q) QVERIFY(axis[q] - axis[q - 1] > 0.07 && axis[q] - axis[q - 1] <= 0.3 + 1e-9);
}

// Every cell's faces, with their outward areas, add up to nothing; owners come in order, below their neighbours.
void OpenfoamCaseTest::meshIsClosedAndOrdered() {
    const FoamCase foam = makeFoamCase(openHall(), {}, {});
    QVERIFY(!hasErrors(foam.issues));
    const auto files = foamMesh(foam);
    const auto body = [&](const char* name) {
        const std::string& text = files.at(name);
        return std::istringstream(text.substr(text.find("\n(\n") + 3));
    };
    std::vector<std::array<double, 3>> points, area(foam.cells());
    auto in = body("constant/polyMesh/points");
    char c = 0;
    for (std::array<double, 3> p; in >> c && c == '(' && in >> p[0] >> p[1] >> p[2] >> c;) points.push_back(p);
    std::vector<int> owner, neighbour;
    auto owners = body("constant/polyMesh/owner"), neighbours = body("constant/polyMesh/neighbour");
    for (int n; owners >> n;) owner.push_back(n);
    for (int n; neighbours >> n;) neighbour.push_back(n);
    auto faces = body("constant/polyMesh/faces");
    for (std::size_t f = 0; f < owner.size(); ++f) {
        int four = 0;
        std::array<int, 4> id{};
        faces >> four >> c >> id[0] >> id[1] >> id[2] >> id[3] >> c;
        QCOMPARE(four, 4);
        std::array<double, 3> a{}, b{}, s{};
        for (std::size_t q = 0; q < 3; ++q) {
            a[q] = points[std::size_t(id[2])][q] - points[std::size_t(id[0])][q];
            b[q] = points[std::size_t(id[3])][q] - points[std::size_t(id[1])][q];
        }
        for (std::size_t q = 0; q < 3; ++q) s[q] = 0.5 * (a[(q + 1) % 3] * b[(q + 2) % 3] - a[(q + 2) % 3] * b[(q + 1) % 3]);
        for (std::size_t q = 0; q < 3; ++q) {
            area[std::size_t(owner[f])][q] += s[q];
            if (f < neighbour.size()) area[std::size_t(neighbour[f])][q] -= s[q];
        }
        if (f >= neighbour.size()) continue;
        QVERIFY(owner[f] < neighbour[f]);
        if (f > 0) QVERIFY(owner[f] > owner[f - 1] || (owner[f] == owner[f - 1] && neighbour[f] > neighbour[f - 1]));
        const Vec3 from = foam.centre(owner[f]), to = foam.centre(neighbour[f]);
        QVERIFY(s[0] * (to.x - from.x) + s[1] * (to.y - from.y) + s[2] * (to.z - from.z) > 0);
    }
    for (const auto& sum : area)
        for (double part : sum) QVERIFY(near(part, 0, 1e-8));
}

void OpenfoamCaseTest::flowsPassTheirPatches() {
    const FoamCase foam = makeFoamCase(openHall(), {}, {});
    QVERIFY(near(patch(foam, "rack0_in").area_m2, 0.6 * 2.1) && near(patch(foam, "supply0").area_m2, 2 * 0.6) && near(patch(foam, "return0").area_m2, 2 * 0.8));
    double in = 0;
    for (const auto& f : patch(foam, "rack0_in").faces) {
        in += f.flow_m3_s;
        QVERIFY(f.axis == 1 && f.side == -1);
    }
    QVERIFY(near(in, 0.4));
    const std::string u = foamFields(foam, {}).at("0/U");
    QVERIFY(u.find("uniform (0 -0.3174603175 0)") != std::string::npos);  // front and rear: along −y, 0.4 / 1.26
    QVERIFY(u.find("uniform (0 0 0.2916666667)") != std::string::npos);   // tiles: 0.35 / 1.2
}

void OpenfoamCaseTest::unitsOnOneFloorVoidShareAPatch() {
    AirCase c = cases::smallHall();
    const auto tiles = c.devices[c.devices.size() - 2].outlets;
    c.devices.back().outlets = tiles;
    const FoamCase foam = makeFoamCase(c, {}, {});
    QVERIFY2(!hasErrors(foam.issues), foam.issues.empty() ? "" : english(foam.issues.front().text).c_str());
    const FoamPatch& shared = patch(foam, "cooler16_out");
    QCOMPARE(shared.members.size(), std::size_t(2));
    double flow = 0;
    for (const auto& f : shared.faces) flow += f.flow_m3_s;
    QVERIFY(near(flow, c.devices[16].flow_m3_s + c.devices[17].flow_m3_s));
    const std::string t = foamFields(foam, {}).at("0/T");
    QVERIFY(t.find("tIn1{patch'cooler17_in}") != std::string::npos);
    QVERIFY(foam.needsReference && foamDictionaries(foam, {}).at("system/fvSolution").find("pRefCell") != std::string::npos);
}

void OpenfoamCaseTest::panelIsAWallOnBothSides() {
    AirCase c = openHall();
    const double before = patch(makeFoamCase(c, {}, {}), "walls").area_m2;
    c.panels.push_back({0, 2.4, 0, 1.5, 2.4, 2.1});
    QVERIFY(near(patch(makeFoamCase(c, {}, {}), "walls").area_m2, before + 2 * 1.5 * 2.1, 0.35));
}

void OpenfoamCaseTest::wallsPassHeatAsOurs_data() {
    QTest::addColumn<double>("transmittance_W_m2K");
    QTest::newRow("insulated") << 0.1;
    QTest::newRow("sheet") << 6.0;
}

// Through each face of a mixed condition pass α_w A f / δ (T_beyond − T): in all U A, less the grille's part. Run in
// OpenFOAM 1912 such a hall (U = 1.5 W/m²K, 0 °C beyond) loses 2 078 W, its balance closes to 7 W of 6 kW.
void OpenfoamCaseTest::wallsPassHeatAsOurs() {
    QFETCH(double, transmittance_W_m2K);
    AirCase c = openHall();
    c.wallU_W_m2K = transmittance_W_m2K;
    c.beyond_C = -10;
    const FoamCase foam = makeFoamCase(c, {}, {});
    QVERIFY(foam.issues.empty());
    const FoamPatch& outer = patch(foam, "outerWalls");
    QVERIFY(outer.outer && outer.kind == FoamPatch::Kind::Wall && near(outer.area_m2, 4 * 4 * 3 + 16 - 2 * 0.8, 1e-9));
    const auto files = foamFields(foam, {});
    const auto list = [&](const char* file, const char* key) {
        const std::string& text = files.at(file);
        std::istringstream in(text.substr(text.find("List<scalar>", text.find(key, text.find("    outerWalls\n"))) + 12));
        std::size_t count = 0;
        char open = 0;
        in >> count >> open;
        std::vector<double> values(count);
        for (double& value : values) in >> value;
        return values;
    };
    const auto fraction = list("0/T", "valueFraction"), alphat = list("0/alphat", "value  ");
    QVERIFY(fraction.size() == outer.faces.size() && alphat.size() == outer.faces.size());
    double passes_W_K = 0;
    for (std::size_t n = 0; n < outer.faces.size(); ++n) {
        const auto a = std::size_t(outer.faces[n].axis), at = std::size_t(foam.place(outer.faces[n].cell)[a]);
        const double delta = (foam.lines[a][at + 1] - foam.lines[a][at]) / 2;
        QVERIFY(fraction[n] > 0 && fraction[n] <= 0.5 && alphat[n] >= 0);
        passes_W_K += c.rho_kg_m3 * c.cp_J_kgK * (c.nu_m2_s / c.prandtl + alphat[n]) * fraction[n] / delta * foam.faceArea(outer.faces[n]);
    }
    QVERIFY2(near(passes_W_K / (transmittance_W_m2K * outer.area_m2), 1, 1e-6), qPrintable(QString::number(passes_W_K)));
    QVERIFY(files.at("0/T").find("refValue        uniform 263.15;") != std::string::npos);
    QVERIFY(makeFoamCase(openHall(), {}, {}).patches[1].kind != FoamPatch::Kind::Wall);
}

void OpenfoamCaseTest::impossibleHallsAreExplained() {
    AirCase c = openHall();
    c.returns.clear();
    QVERIFY(has(makeFoamCase(c, {}, {}).issues, "foam.regionUnbalanced"));
    c = openHall();
    c.solids.push_back({1, 2.4, 0, 3, 2.6, 2.5});
    QVERIFY(has(makeFoamCase(c, {}, {}).issues, "foam.openingBlocked"));
    c = openHall();
    c.supplies[0].opening.rect = {1, 2.6, 1.5, 3, 3.2, 1.5};
    QVERIFY(has(makeFoamCase(c, {}, {}).issues, "foam.openingInAir"));
    QVERIFY(has(makeFoamCase(cases::box(3, 3, 3), {}, {}).issues, "foam.empty"));
    FoamOptions fine;
    fine.cell_m = 0.005;
    QVERIFY(has(makeFoamCase(openHall(), {}, fine).issues, "foam.tooManyCells"));
}

void OpenfoamCaseTest::racksAreCoupledToTheirIntake() {
    const FoamCase foam = makeFoamCase(openHall(), {}, {});
    const std::string esi = foamFields(foam, {}).at("0/T");
    QVERIFY(esi.find("exprFixedValue") != std::string::npos && esi.find("tIn0{patch'rack0_in}") != std::string::npos);
    QVERIFY(esi.find("12.43781095") != std::string::npos);  // 6 000 / (1.2 · 1 005 · 0.4)
    FoamOptions org;
    org.flavour = FoamFlavour::Foundation;
    QVERIFY(foamFields(foam, org).at("0/T").find("codedFixedValue") != std::string::npos);
    QVERIFY(foamDictionaries(foam, org).at("system/controlDict").find("foamRun") != std::string::npos);
}

void OpenfoamCaseTest::importReadsInletsBack() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    const FoamCase foam = makeFoamCase(openHall(), {}, {});
    writeFoamCase(foam, {}, "one rack", path);
    writeResult(foam, path, "90");
    writeResult(foam, path, "100");
    const FoamResult result = readFoamResult(path);
    QVERIFY2(result.usable(), result.issues.empty() ? "" : english(result.issues.front().text).c_str());
    QVERIFY(result.time == "100" && result.name == "one rack" && !result.averaged);
    const FoamOpening& front = result.openings.front();
    QVERIFY(front.name == "R'1" && front.intake && front.kind == "rack");
    QVERIFY(near(front.mean_C, 21.05, 1e-4));  // middle of 2.1 m
    for (int h = 0; h < 3; ++h) QVERIFY(near(*front.height_C[std::size_t(h)], 20 + 2.1 * (2 * h + 1) / 6, 1e-4));
    QVERIFY(near(double(result.v[0]), 0.2, 1e-6));
}

void OpenfoamCaseTest::importSaysWhatIsWrong_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("no case") << "plenum.json" << "" << "foam.notACase";
    QTest::newRow("broken manifest") << "plenum.json" << "{" << "foam.notACase";
    QTest::newRow("no result") << "" << "" << "foam.noResult";
    QTest::newRow("wrong number of cells") << "5/T" << "internalField nonuniform List<scalar>\n3\n(\n1\n2\n3\n)\n;" << "foam.badField";
    QTest::newRow("binary") << "5/T" << "internalField nonuniform List<scalar>\n99\n(\x01\x02" << "foam.badField";
    QTest::newRow("diverged") << "5/T" << "internalField uniform nan;" << "foam.diverged";
}

void OpenfoamCaseTest::importSaysWhatIsWrong() {
    QFETCH(QString, file);
    QFETCH(QString, text);
    QFETCH(QString, code);
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    const FoamCase foam = makeFoamCase(openHall(), {}, {});
    writeFoamCase(foam, {}, "c", path);
    if (!file.isEmpty()) writeResult(foam, path, "5");
    if (!file.isEmpty()) std::ofstream(path / file.toStdString()) << text.toStdString();
    const FoamResult result = readFoamResult(path);
    QVERIFY(!result.usable());
    QVERIFY2(has(result.issues, code.toStdString()), result.issues.front().code.c_str());
}

void OpenfoamCaseTest::comparesCellByCell() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    const FoamCase foam = makeFoamCase(openHall(), {}, {});
    writeFoamCase(foam, {}, "c", path);
    writeResult(foam, path, "5");
    const FoamResult result = readFoamResult(path);
    AirResult ours;
    ours.nx = foam.nx();
    ours.ny = foam.ny();
    ours.nz = foam.nz();
    ours.xFaces = foam.lines[0];
    ours.yFaces = foam.lines[1];
    ours.zFaces = foam.lines[2];
    ours.temperature_C.assign(foam.cellAt.size(), std::nanf(""));
    ours.u.assign(foam.cellAt.size(), 0.1f);
    ours.v.assign(foam.cellAt.size(), 0.2f);
    ours.w.assign(foam.cellAt.size(), 0.7f);
    for (int c = 0; c < int(foam.cells()); ++c) ours.temperature_C[std::size_t(foam.latticeOf[std::size_t(c)])] = float(20.5 + foam.centre(c).z);
    ours.devices.resize(1);
    ours.devices[0].intake_C = 22;
    const FoamComparison c = compare(result, ours, {"R'1"});
    QCOMPARE(c.cells, foam.cells());
    QVERIFY(near(c.bias_K, 0.5, 1e-4) && near(c.rms_K, 0.5, 1e-4) && near(c.worst_K, 0.5, 1e-4) && near(c.velocityRms_m_s, 0.4, 1e-6));
    QVERIFY(c.racks.size() == 1 && near(c.rackBias_K, 0.95, 1e-4));
}

void OpenfoamCaseTest::readsTheLog() {
    FoamLog log;
    log.line("trapFpe: Floating point exception trapping enabled (FOAM_SIGFPE).");
    QVERIFY(!log.line("Time = 7"));
    log.line("DILUPBiCGStab:  Solving for Ux, Initial residual = 0.02, Final residual = 1e-05, No Iterations 1");
    log.line("GAMG:  Solving for p_rgh, Initial residual = 0.3, Final residual = 0.01, No Iterations 2");
    QVERIFY(log.line("ExecutionTime = 0.57 s  ClockTime = 2 s"));
    QVERIFY(log.progress().iteration == 7 && log.progress().time_s == 2 && log.progress().residuals.at("p_rgh") == 0.3);
    QVERIFY(!log.fatal() && !log.diverged());
    log.line("--> FOAM FATAL IO ERROR: ");
    log.line("keyword div(phi,T) is undefined");
    QVERIFY(log.fatal() && log.message().find("div(phi,T)") != std::string::npos);
    log.line("#1  Foam::sigFpe::sigHandler(int) at ??:?");
    QVERIFY(log.diverged());
}

void OpenfoamCaseTest::runExplainsAMissingCase() {
    QTemporaryDir folder;
    const FoamRun run = runFoam(folder.path().toStdString(), {}, {});
    QVERIFY(has(run.issues, "foam.notACase") && run.report.status == SolveStatus::NotConverged);
}

void OpenfoamCaseTest::runTakesACommand() {
    QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "it's here";
    writeFoamCase(makeFoamCase(openHall(), {}, {}), {}, "c", path);
    FoamRunOptions options;
    options.ranks = 3;
    options.command = "cd {case} && echo \"Time = {np}\" && echo 'x:  Solving for T, Initial residual = 0.5, Final' && echo 'ExecutionTime = 1 s  ClockTime = 1 s'";
    int seen = 0;
    FoamRun run = runFoam(path, options, [&](const FoamProgress& p) { seen = p.iteration; });
    QVERIFY(run.report.status == SolveStatus::Converged && seen == 3 && run.residuals.at("T") == 0.5 && run.report.worst == "T");
    options.command = "echo broken; exit 9";
    run = runFoam(path, options, {});
    QVERIFY(has(run.issues, "foam.failed") && run.issues.front().text.arguments[1] == "broken");
    options.command = "sleep 60";
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(runFoam(path, options, {}, stop.get_token()).report.status == SolveStatus::Cancelled);
}

PLENUM_TEST(OpenfoamCaseTest)
#include "openfoam_case_test.moc"
