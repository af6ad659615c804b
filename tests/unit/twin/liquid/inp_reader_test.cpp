// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/liquid/hydraulic_solver.h"
#include "twin/liquid/inp_hydraulics.h"
#include "twin/liquid/inp_reader.h"

#include <cmath>
#include <random>
#include <string>

using namespace twin;
using namespace twin::liquid;

namespace {

const char* kSmall = R"([TITLE]
 small
[JUNCTIONS]
 J1 10 5 P
 J2 12 0
[RESERVOIRS]
 R 50
[TANKS]
 T 40 3 1 6 10 0
[PIPES]
 A R J1 100 200 120 0 Open
 B J1 J2 100 200 120 0.5
 C J2 T 100 200 120 0 CV
[PATTERNS]
 P 2 1
[CONTROLS]
 LINK A CLOSED IF NODE T BELOW 2
 LINK B CLOSED IF NODE T ABOVE 5
[OPTIONS]
 Units LPS
 Headloss H-W
[END]
)";

std::string with(const std::string& lines) {
    std::string text = kSmall;
    return text.insert(text.find("[END]"), lines);
}

}  // namespace

class InpReaderTest : public QObject {
    Q_OBJECT

  private slots:
    void readsValuesAndControls() {
        const InpFile file = readInp(kSmall);
        QVERIFY(!hasErrors(file.issues));
        QCOMPARE(file.network.nodes.size(), std::size_t{4});
        QCOMPARE(file.network.links.size(), std::size_t{3});
        QVERIFY(file.network.links[2].checkValve);
        const HydraulicNetwork network = hydraulicsAtStart(file.network);
        QVERIFY(std::abs(network.nodes[0].demand_m3_s - 0.01) < 1e-7);
        QVERIFY(std::abs(network.nodes[3].head_m - 43) < 1e-12);
        QVERIFY(network.links[0].status == LinkStatus::Open && network.links[1].status == LinkStatus::Open);
    }

    void controlsActAtTheInitialLevel() {
        std::string text = kSmall;
        text.replace(text.find("BELOW 2"), 7, "BELOW 4");
        QVERIFY(hydraulicsAtStart(readInp(text).network).links[0].status == LinkStatus::Closed);
    }

    /// As EPANET's hour(): what follows the seconds is read and does not count; a fifth part is no time.
    void timesInUpToFourParts() {
        const auto step = [](const char* time) { return readInp(with(std::string("[TIMES]\n PATTERN TIMESTEP ") + time + "\n")); };
        QCOMPARE(step("1:30").network.options.patternStep_s, 5400L);
        QCOMPARE(step("1:30:15").network.options.patternStep_s, 5415L);
        QCOMPARE(step("1:30:15:59").network.options.patternStep_s, 5415L);
        QVERIFY(hasErrors(step("1:30:15:59:1").issues) && hasErrors(step("1:30:15:x").issues));
    }

    /// Options of EPANET's own iteration are checked, kept for the written file, and change nothing.
    void optionsOfTheIterationAreKept() {
        const InpFile file = readInp(with("[OPTIONS]\n DAMPLIMIT 0.01\n CHECKFREQ 2\n MAXCHECK 10\n"));
        QVERIFY(file.issues.empty());
        const std::string written = writeInp(file.network);
        for (const char* option : {"DAMPLIMIT 0.01", "CHECKFREQ 2", "MAXCHECK 10"}) QVERIFY(written.find(option) != std::string::npos);
        QVERIFY(hasErrors(readInp(with("[OPTIONS]\n CHECKFREQ 0\n")).issues));
    }

    void sectionsComeInAnyOrder() {
        const InpFile file = readInp("[PIPES]\nA R J 10 100 100\n[OPTIONS]\nUNITS LPS\n[JUNCTIONS]\nJ 0 1\n[RESERVOIRS]\nR 10\n");
        QVERIFY(!hasErrors(file.issues));
        QCOMPARE(file.network.links[0].diameter, 100.0);
    }

    void namesEveryErrorWithItsLine_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("code");
        QTest::newRow("node") << "[PIPES]\n X J1 J9 100 200 120" << "inp.undefinedNode";
        QTest::newRow("number") << "[PIPES]\n X J1 R 1O0 200 120" << "inp.number";
        QTest::newRow("diameter") << "[PIPES]\n X J1 R 100 -2 120" << "inp.value";
        QTest::newRow("nan") << "[PIPES]\n X J1 R nan 2 120" << "inp.number";
        QTest::newRow("few") << "[PIPES]\n X J1" << "inp.missingData";
        QTest::newRow("same") << "[PIPES]\n X J1 J1 100 200 120" << "inp.sameEnds";
        QTest::newRow("twice") << "[PIPES]\n A J1 R 100 200 120" << "inp.duplicate";
        QTest::newRow("pattern") << "[DEMANDS]\n J2 1 Q" << "inp.undefinedPattern";
        QTest::newRow("pump") << "[PUMPS]\n X R J2 HEAD Q" << "inp.undefinedCurve";
        QTest::newRow("no curve") << "[PUMPS]\n X R J2" << "inp.pumpCurve";
        QTest::newRow("valve") << "[VALVES]\n X J1 J2 100 XYZ 5" << "inp.keyword";
        QTest::newRow("valve at source") << "[VALVES]\n X R J2 100 PRV 5" << "inp.valvePlace";
        QTest::newRow("tank") << "[TANKS]\n X 0 9 1 5 10" << "inp.tankLevels";
        QTest::newRow("option") << "[OPTIONS]\n UNITS XYZ" << "inp.keyword";
        QTest::newRow("time") << "[TIMES]\n PATTERN TIMESTEP soon" << "inp.value";
        QTest::newRow("control") << "[CONTROLS]\n LINK Z OPEN AT TIME 0" << "inp.undefinedLink";
        QTest::newRow("controlled check valve") << "[CONTROLS]\n LINK C OPEN AT TIME 0" << "inp.control";
        QTest::newRow("curve") << "[CURVES]\n K 1 1\n K 1 2" << "inp.curve";
        QTest::newRow("section") << "[FOO]\n bar" << "inp.section";
    }
    void namesEveryErrorWithItsLine() {
        QFETCH(QString, line);
        QFETCH(QString, code);
        const InpFile file = readInp(line.toStdString() + "\n" + kSmall);
        bool found = false;
        for (const Issue& issue : file.issues)
            found = found || (issue.severity == Severity::Error && QString::fromStdString(issue.code) == code && issue.path.starts_with("line "));
        QVERIFY2(found, file.issues.empty() ? "none" : english(file.issues.front().text).c_str());
    }

    void givesAllErrorsAtOnce() {
        const InpFile file = readInp("[JUNCTIONS]\nJ x\nJ 2\n[PIPES]\nA J Q 1 1 1\nB J J 0 1 1\n");
        int errors = 0;
        for (const Issue& issue : file.issues) errors += issue.severity == Severity::Error;
        QVERIFY(errors >= 5);
    }

    // Bytes changed at random: an answer, never a crash.
    void survivesDamage() {
        std::mt19937 random(5);
        for (int i = 0; i < 3000; ++i) {
            std::string text = kSmall;
            for (int k = 0; k < 6; ++k) text[random() % text.size()] = static_cast<char>(random() % 256);
            const InpFile file = readInp(text);
            if (!hasErrors(file.issues)) solveHydraulics(hydraulicsAtStart(file.network));
        }
    }
};

PLENUM_TEST(InpReaderTest)
#include "inp_reader_test.moc"
