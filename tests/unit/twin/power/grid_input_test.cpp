// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/power/grid_check.h"
#include "twin/power/grid_result.h"
#include "twin/power/grid_sample.h"

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::power;

class GridInputTest : public QObject {
    Q_OBJECT
  private slots:
    void readsRowsAndObjectsAlike();
    void listsEveryFaultAtOnce();
    void namesSourcesOutOfStep();
    void refusesWhatIsNotThisFormat_data();
    void refusesWhatIsNotThisFormat();
    void appliesUpdatesWithAndWithoutIds();
    void writesWhatItReads();
};

namespace {

bool has(const Issues& issues, const char* code, const char* item = nullptr) {
    return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code && (!item || issue.itemName == item); });
}

const char* const kTwoNodes = R"({"version":"1.0","type":"input","is_batch":false,"attributes":{},"data":{
 "node":[{"id":1,"u_rated":10e3},{"id":2,"u_rated":10e3}],
 "line":[{"id":3,"from_node":1,"to_node":2,"from_status":1,"to_status":1,"r1":0.1,"x1":0.1,"c1":0,"tan1":0,"i_n":100}],
 "source":[{"id":4,"node":1,"status":1,"u_ref":1.0}],
 "sym_load":[{"id":5,"node":2,"status":1,"type":0,"p_specified":1e5,"q_specified":0},{"id":6,"node":2,"status":1,"type":0,"p_specified":2e5,"q_specified":0}]}})";

}  // namespace

void GridInputTest::readsRowsAndObjectsAlike() {
    const char* rows = R"({"version":"1.0","type":"input","is_batch":false,
 "attributes":{"node":["id","u_rated"],"line":["id","from_node","to_node","from_status","to_status","r1","x1","c1","tan1","i_n"]},"data":{
 "node":[[1,10e3],{"id":2,"u_rated":10e3}],"line":[[3,1,2,1,1,0.1,0.1,0,0,100]],
 "source":[{"id":4,"node":1,"status":1,"u_ref":1.0,"sk":null}],
 "sym_load":[{"id":5,"node":2,"status":1,"type":0,"p_specified":1e5,"q_specified":0},{"id":6,"node":2,"status":1,"type":0,"p_specified":2e5,"q_specified":0}]}})";
    Issues issues;
    const GridData a = readGrid(kTwoNodes, issues), b = readGrid(rows, issues);
    QVERIFY(issues.empty());
    QCOMPARE(writeGrid(a), writeGrid(b));
    QCOMPARE((*solveGrid(a, false).find(GridKind::Node, "u"))[1], (*solveGrid(b, false).find(GridKind::Node, "u"))[1]);
}

void GridInputTest::listsEveryFaultAtOnce() {
    Issues issues;
    const GridData grid = readGrid(R"({"version":"1.0","type":"input","is_batch":false,"data":{
 "node":[{"id":1,"u_rated":10e3},{"id":2,"u_rated":400},{"id":2,"u_rated":-5}],
 "line":[{"id":3,"from_node":1,"to_node":9,"from_status":1,"to_status":2,"r1":0,"x1":0,"c1":0,"tan1":0},
         {"id":7,"from_node":1,"to_node":2,"from_status":1,"to_status":1,"r1":1,"x1":1,"tan1":0,"i_n":5}],
 "transformer":[{"id":8,"from_node":1,"to_node":2,"from_status":1,"to_status":1,"u1":10e3,"u2":400,"sn":-1,"uk":0.06,"pk":1e3,"i0":0.01,"p0":10,
   "winding_from":2,"winding_to":1,"clock":6,"tap_side":0,"tap_min":-1,"tap_max":1,"tap_size":100}],
 "source":[{"id":4,"node":1,"status":1,"u_ref":null}],"sym_load":[{"id":5,"node":2,"status":1,"type":0,"p_specified":1e5,"q_specified":null}]}})", issues);
    QVERIFY(issues.empty());
    issues = checkGrid(grid, {});
    QVERIFY(has(issues, "grid.doubledId", "node 2"));
    QVERIFY(has(issues, "grid.range", "node 2"));
    QVERIFY(has(issues, "grid.unknownNode", "line 3"));
    QVERIFY(has(issues, "grid.range", "line 3"));
    QVERIFY(has(issues, "grid.zeroImpedance", "line 3"));
    QVERIFY(has(issues, "grid.noRating", "line 3"));
    QVERIFY(has(issues, "grid.missing", "line 7"));
    QVERIFY(has(issues, "grid.twoVoltages", "line 7"));
    QVERIFY(has(issues, "grid.range", "transformer 8"));
    QVERIFY(has(issues, "grid.clock", "transformer 8"));
    QVERIFY(has(issues, "grid.missing", "source 4"));
    QVERIFY(has(issues, "grid.missing", "sym_load 5"));
    for (const Issue& issue : issues) QVERIFY(!issue.itemName.empty() && !english(issue.text).empty());
}

void GridInputTest::namesSourcesOutOfStep() {
    Issues issues;
    GridData grid = readGrid(kTwoNodes, issues);
    const int second = grid.addRow(GridKind::Source);
    grid.set(GridKind::Source, second, "id", 10);
    grid.set(GridKind::Source, second, "node", 2);
    grid.set(GridKind::Source, second, "status", 1);
    grid.set(GridKind::Source, second, "u_ref", 1);
    QVERIFY(!has(checkGrid(grid, {}), "grid.outOfStep"));
    grid.set(GridKind::Source, second, "u_ref_angle", 0.2);
    QVERIFY(has(checkGrid(grid, {}), "grid.outOfStep", "source 10"));
}

void GridInputTest::refusesWhatIsNotThisFormat_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("no JSON") << "{\"version\": ";
    QTest::newRow("a list") << "[]";
    QTest::newRow("another type") << R"({"version":"1.0","type":"update","data":{}})";
    QTest::newRow("no data") << R"({"version":"1.0","type":"input"})";
    QTest::newRow("wrong list") << R"({"version":"1.0","type":"input","data":{"node":5}})";
    QTest::newRow("rows without names") << R"({"version":"1.0","type":"input","data":{"node":[[1,2]]}})";
    QTest::newRow("short row") << R"({"version":"1.0","type":"input","attributes":{"node":["id","u_rated"]},"data":{"node":[[1]]}})";
    QTest::newRow("text for a number") << R"({"version":"1.0","type":"input","data":{"node":[{"id":1,"u_rated":"high"}]}})";
    QTest::newRow("broken id") << R"({"version":"1.0","type":"input","data":{"node":[{"id":1.5,"u_rated":400}]}})";
    QTest::newRow("empty") << "";
}

void GridInputTest::refusesWhatIsNotThisFormat() {
    QFETCH(QString, text);
    Issues issues;
    readGrid(text.toStdString(), issues);
    QVERIFY(hasErrors(issues));
}

void GridInputTest::appliesUpdatesWithAndWithoutIds() {
    Issues issues;
    const GridData grid = readGrid(kTwoNodes, issues);
    const GridUpdates updates = readGridUpdates(R"({"version":"1.0","type":"update","is_batch":true,"attributes":{"sym_load":["p_specified"]},"data":[
 {"sym_load":[{"id":6,"p_specified":7e5}]},{"sym_load":[[3e5],[4e5]]},{"sym_load":[{"id":99,"p_specified":1}]}]})", issues);
    QVERIFY(issues.empty());
    QCOMPARE(updates.scenarios.size(), std::size_t{3});
    const GridData first = withUpdate(grid, updates.scenarios[0], issues), second = withUpdate(grid, updates.scenarios[1], issues);
    QVERIFY(issues.empty());
    QCOMPARE(first.column(GridKind::SymLoad, "p_specified")[0], 1e5);
    QCOMPARE(first.column(GridKind::SymLoad, "p_specified")[1], 7e5);
    QCOMPARE(second.column(GridKind::SymLoad, "p_specified")[0], 3e5);
    QCOMPARE(second.column(GridKind::SymLoad, "p_specified")[1], 4e5);
    withUpdate(grid, updates.scenarios[2], issues);
    QVERIFY(has(issues, "grid.unknownUpdate"));
}

void GridInputTest::writesWhatItReads() {
    const GridData grid = makeFeederGrid({.nodes = 200, .ring = true});
    Issues issues;
    const std::string text = writeGrid(grid);
    QCOMPARE(writeGrid(readGrid(text, issues)), text);
    QVERIFY(issues.empty());
    QVERIFY(!hasErrors(checkGrid(grid, {true, false})));
}

PLENUM_TEST(GridInputTest)
#include "grid_input_test.moc"
