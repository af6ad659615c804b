// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/power/grid_check.h"
#include "twin/power/grid_result.h"

#include <cmath>

using namespace twin;
using namespace twin::power;

/// Small published cases: figures as their origin states them. Voltages within 1e-6 pu, losses within 1e-6.
class PublishedGridsTest : public QObject {
    Q_OBJECT
  private slots:
    void lineWithShunt();
    void transformerOffItsNominalTap();
    void nodesJoinedByLinks();
};

namespace {

GridResult solved(const char* json, Issues& issues) {
    const GridData grid = readGrid(json, issues);
    if (hasErrors(issues)) return {};
    for (const Issue& issue : checkGrid(grid, {})) issues.push_back(issue);
    return hasErrors(issues) ? GridResult{} : solveGrid(grid, false);
}

double value(const GridResult& result, GridKind kind, const char* column, std::size_t row) { return (*result.find(kind, column))[row]; }

}  // namespace

void PublishedGridsTest::lineWithShunt() {
    // Origin: Power Grid Model, validation case pandapower/components/symmetric/shunt (computed by pandapower).
    Issues issues;
    const GridResult result = solved(R"({"version":"1.0","type":"input","is_batch":false,"attributes":{},"data":{
        "node":[{"id":1,"u_rated":10500},{"id":2,"u_rated":10500}],
        "line":[{"id":3,"from_node":1,"to_node":2,"from_status":1,"to_status":1,"r1":0.25,"x1":0.2,"c1":1e-6,"tan1":0,"i_n":1000}],
        "shunt":[{"id":6,"node":2,"status":1,"g1":1e-5,"b1":8e-5},{"id":7,"node":2,"status":0,"g1":1e-5,"b1":8e-5}],
        "source":[{"id":4,"node":1,"status":1,"u_ref":1,"sk":1e10,"rx_ratio":0.1}]}})", issues);
    QVERIFY(!hasErrors(issues));
    QVERIFY(std::abs(value(result, GridKind::Node, "u_pu", 0) - 1.0000043131813192) < 1e-12);
    QVERIFY(std::abs(value(result, GridKind::Node, "u_pu", 1) - 1.0000492294418635) < 1e-12);
    QVERIFY(std::abs(value(result, GridKind::Node, "u_angle", 1) + 6.181494465255796e-5) < 1e-12);
    const double loss = 1104.160661308981 - 1102.608553572691;
    QVERIFY(std::abs(result.loss_W - loss) < 1e-6 * loss);
    QVERIFY(std::abs(value(result, GridKind::Shunt, "q", 0) + 8820.868428730078) < 1e-5);
    QCOMPARE(value(result, GridKind::Shunt, "q", 1), 0.0);
    QVERIFY(std::abs(value(result, GridKind::Line, "loading", 0) - 0.0023903058673036934) < 1e-12);
}

void PublishedGridsTest::transformerOffItsNominalTap() {
    // Origin: Power Grid Model, validation case single-transformer: three taps of 100 V above 10 kV, without load.
    Issues issues;
    const GridResult result = solved(R"({"version":"1.0","type":"input","is_batch":false,"attributes":{},"data":{
        "node":[{"id":1,"u_rated":10000},{"id":2,"u_rated":400}],"source":[{"id":3,"node":1,"status":1,"u_ref":1}],
        "transformer":[{"id":4,"from_node":1,"to_node":2,"from_status":1,"to_status":1,"u1":10000,"u2":400,"sn":100000,"uk":0.1,"pk":1000,
          "i0":1e-6,"p0":0.1,"winding_from":2,"winding_to":1,"clock":5,"tap_side":0,"tap_pos":3,"tap_min":-11,"tap_max":9,"tap_size":100}]}})", issues);
    QVERIFY(!hasErrors(issues));
    QVERIFY(std::abs(value(result, GridKind::Node, "u_pu", 1) - 0.9708737815524862) < 1e-12);
    QVERIFY(std::abs(value(result, GridKind::Node, "u_angle", 1) + 2.617993927750245) < 1e-9);
    QVERIFY(std::abs(value(result, GridKind::Transformer, "p_from", 0) - 0.09425959072986197) < 1e-6 * 0.094);
}

void PublishedGridsTest::nodesJoinedByLinks() {
    // Origin: Power Grid Model, validation case handling-of-links/merge-nodes-by-links-1-line.
    Issues issues;
    const GridResult result = solved(R"({"version":"1.0","type":"input","is_batch":false,"attributes":{},"data":{
        "node":[{"id":1,"u_rated":10500},{"id":2,"u_rated":10500},{"id":3,"u_rated":10500},{"id":4,"u_rated":10500},{"id":5,"u_rated":10500}],
        "line":[{"id":10,"from_node":5,"to_node":3,"from_status":1,"to_status":1,"r1":0.25,"x1":0.2,"c1":1e-5,"tan1":0,"i_n":1000}],
        "link":[{"id":7,"from_node":1,"to_node":2,"from_status":1,"to_status":1},{"id":8,"from_node":2,"to_node":3,"from_status":1,"to_status":1},{"id":9,"from_node":4,"to_node":2,"from_status":1,"to_status":1}],
        "sym_load":[{"id":12,"node":5,"status":1,"type":0,"p_specified":2e7,"q_specified":5e6},{"id":13,"node":4,"status":1,"type":0,"p_specified":1e7,"q_specified":2e6}],
        "source":[{"id":14,"node":1,"status":1,"u_ref":1}]}})", issues);
    QVERIFY(!hasErrors(issues));
    for (std::size_t row = 0; row < 4; ++row) QVERIFY(std::abs(value(result, GridKind::Node, "u_pu", row) - 0.9989346120563263) < 1e-10);
    QVERIFY(std::abs(value(result, GridKind::Node, "u_pu", 4) - 0.9410369413753571) < 1e-10);
    QVERIFY(std::abs(value(result, GridKind::Node, "u_angle", 4) + 0.02992884981271101) < 1e-9);
    const double loss = 21084404.081517234 - 20000000;
    QVERIFY(std::abs(result.loss_W - loss) < 1e-6 * loss);
    QVERIFY(std::abs(value(result, GridKind::Link, "p_from", 0) - 31084404.081517234) < 0.1);
    QVERIFY(std::abs(value(result, GridKind::Link, "q_from", 1) - 5541351.880824501) < 0.1);
    QVERIFY(std::abs(value(result, GridKind::Link, "i_from", 2) - 561.3447716235414) < 1e-5);
}

PLENUM_TEST(PublishedGridsTest)
#include "published_grids_test.moc"
