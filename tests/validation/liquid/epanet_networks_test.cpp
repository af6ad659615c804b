// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of EPANET with the answers of EPANET 2.3.5 (shared data, not part of the checkout). Residuals are recomputed
// here from flows and heads, by the textbook formulas, and not taken from the solver.
#include "tests/support/registry.h"
#include "twin/liquid/hydraulic_solver.h"
#include "twin/liquid/inp_hydraulics.h"
#include "twin/liquid/inp_reader.h"

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

using namespace twin;
using namespace twin::liquid;

namespace {

QString folder() {
    const QString root = qEnvironmentVariable("PLENUM_SHARED_DATA", QStringLiteral(PLENUM_SOURCE_DIR) + "/../shared/data");
    return root + "/epanet/";
}

std::string textOf(const QString& name) {
    std::ifstream file((folder() + name).toStdString(), std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Rows of a CSV file by their first field.
std::map<std::string, std::vector<std::string>> rows(const QString& name) {
    std::map<std::string, std::vector<std::string>> result;
    std::istringstream text(textOf("expected/" + name));
    std::string line;
    std::getline(text, line);
    while (std::getline(text, line)) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
        std::vector<std::string> fields;
        std::istringstream split(line);
        for (std::string field; std::getline(split, field, ',');) fields.push_back(field);
        if (!fields.empty()) result[fields[0]] = fields;
    }
    return result;
}

}  // namespace

class EpanetNetworksTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() {
        if (!QFileInfo::exists(folder() + "Net1.inp")) QSKIP("the shared data are not here");
    }

    // Tolerances: EPANET's answers carry the leak of its closed links (1e-8 cfs/ft) and its stopping rule, 1e-5 of the
    // largest flow at most (README of the data); heads follow within 0.1 mm.
    void agrees_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"Net1", "Net3", "Anytown_multipointcurves", "ky4", "hall-4x10x18", "hall-20x20x18"})
            QTest::newRow(name) << QString(name);
    }
    void agrees() {
        QFETCH(QString, name);
        const InpFile file = readInp(textOf(name + ".inp"));
        QVERIFY(!hasErrors(file.issues));
        const HydraulicNetwork network = hydraulicsAtStart(file.network);
        const HydraulicResult result = solveHydraulics(network);
        QVERIFY(result.report.status == SolveStatus::Converged);
        QVERIFY(result.massResidual <= 1e-9 && result.energyResidual <= 1e-9);
        const InpUnits units = unitsOf(file.network.options);
        const auto links = rows(name + "_links.csv"), nodes = rows(name + "_nodes.csv");
        QCOMPARE(links.size(), network.links.size());
        QCOMPARE(nodes.size(), network.nodes.size());
        double largest = 0;
        for (const double flow : result.flow_m3_s) largest = std::max(largest, std::abs(flow));
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            const auto& row = links.at(network.links[k].name);
            const double flow = result.flow_m3_s[k] * units.flowExact_m3_s / units.flow_m3_s;
            QVERIFY2(std::abs(flow - std::stod(row[2])) <= 1e-5 * largest, row[0].c_str());
            QCOMPARE(QString(toString(result.status[k])), QString::fromStdString(row[3]));
        }
        for (std::size_t i = 0; i < network.nodes.size(); ++i) {
            const auto& row = nodes.at(network.nodes[i].name);
            QVERIFY2(std::abs(result.head_m[i] - std::stod(row[1])) <= 1e-4, row[0].c_str());
            QVERIFY2(std::abs(result.head_m[i] - network.nodes[i].elevation_m - std::stod(row[2])) <= 1e-4, row[0].c_str());
        }
    }

    void balancesHold_data() { agrees_data(); }
    void balancesHold() {
        QFETCH(QString, name);
        const HydraulicNetwork network = hydraulicsAtStart(readInp(textOf(name + ".inp")).network);
        const HydraulicResult result = solveHydraulics(network);
        std::vector<double> net(network.nodes.size());
        double largest = 0, low = 1e300, high = -1e300;
        for (std::size_t i = 0; i < net.size(); ++i) {
            net[i] = -network.nodes[i].demand_m3_s;
            low = std::min(low, result.head_m[i]);
            high = std::max(high, result.head_m[i]);
        }
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            const HydraulicLink& link = network.links[k];
            const double q = result.flow_m3_s[k];
            net[static_cast<std::size_t>(link.from)] -= q;
            net[static_cast<std::size_t>(link.to)] += q;
            largest = std::max(largest, std::abs(q));
            if (link.kind != HydraulicKind::Pipe || network.darcy || result.status[k] != LinkStatus::Open) continue;
            const double loss = link.resistance * q * std::pow(std::abs(q), 0.852) + link.minorLoss * q * std::abs(q);
            const double fall = result.head_m[static_cast<std::size_t>(link.from)] - result.head_m[static_cast<std::size_t>(link.to)];
            QVERIFY2(std::abs(fall - loss) <= 1e-8 * (high - low), link.name.c_str());
        }
        for (std::size_t i = 0; i < net.size(); ++i)
            if (!network.nodes[i].fixed) QVERIFY2(std::abs(net[i]) <= 1e-9 * largest, network.nodes[i].name.c_str());
    }

    // All pumps off and both tanks empty: no numbers, but who goes without and why.
    void explainsAnytown() {
        const InpFile file = readInp(textOf("Anytown.inp"));
        QVERIFY(!hasErrors(file.issues));
        const HydraulicResult result = solveHydraulics(hydraulicsAtStart(file.network));
        QVERIFY(result.report.status == SolveStatus::NotConverged);
        QVERIFY(hasErrors(result.issues));
        const QString text = QString::fromStdString(english(result.issues.front().text));
        for (const char* part : {"19 junctions", "tank 41 empty", "tank 42 empty", "78 (pump off", "80 (pump off"})
            QVERIFY2(text.contains(part), qPrintable(text));
        QVERIFY(std::isnan(result.head_m[0]));
    }

    void solvesTheOthers_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"latin1", "vitens-pump", "vitens-valves"}) QTest::newRow(name) << QString(name);
    }
    void solvesTheOthers() {
        QFETCH(QString, name);
        const InpFile file = readInp(textOf(name + ".inp"));
        QVERIFY(!hasErrors(file.issues));
        const HydraulicResult result = solveHydraulics(hydraulicsAtStart(file.network));
        QVERIFY(result.report.status == SolveStatus::Converged);
        QVERIFY(result.report.residual <= 1e-9);
    }

    void badFilesTellTheirLines() {
        const InpFile values = readInp(textOf("bad_values.inp"));
        QCOMPARE(values.issues.front().code, std::string("inp.undefinedNode"));
        QCOMPARE(values.issues.front().path, std::string("line 56"));
        const InpFile syntax = readInp(textOf("bad_syntax.inp"));
        QCOMPARE(syntax.issues.front().code, std::string("inp.section"));
        QCOMPARE(syntax.issues.front().path, std::string("line 330"));
    }

    void writesWhatItRead_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"Net1", "Net3", "Anytown_multipointcurves", "ky4", "hall-4x10x18", "vitens-valves", "vitens-pump", "latin1"})
            QTest::newRow(name) << QString(name);
    }
    void writesWhatItRead() {
        QFETCH(QString, name);
        const InpFile file = readInp(textOf(name + ".inp"));
        const std::string written = writeInp(file.network);
        const InpFile again = readInp(written);
        QVERIFY(!hasErrors(again.issues));
        QVERIFY(writeInp(again.network) == written);
        const HydraulicResult a = solveHydraulics(hydraulicsAtStart(file.network)), b = solveHydraulics(hydraulicsAtStart(again.network));
        QCOMPARE(b.flow_m3_s.size(), a.flow_m3_s.size());
        for (std::size_t k = 0; k < a.flow_m3_s.size(); ++k) QVERIFY(std::abs(a.flow_m3_s[k] - b.flow_m3_s[k]) <= 1e-9);
    }
};

PLENUM_TEST(EpanetNetworksTest)
#include "epanet_networks_test.moc"
