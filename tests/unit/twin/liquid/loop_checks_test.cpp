// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/loop_checks.h"
#include "twin/liquid/loop_solver.h"

#include <cmath>

using namespace twin;
using namespace twin::liquid;
using namespace plenum::test;

class LoopChecksTest : public QObject {
    Q_OBJECT

  private slots:
    /// IAPWS-95 saturation pressures, as tabulated by NIST.
    void vapourPressureAgreesWithIapws() {
        QVERIFY(std::abs(vapourPressure_Pa(20) / 2339.3 - 1) < 1e-3);
        QVERIFY(std::abs(vapourPressure_Pa(50) / 12352 - 1) < 1e-3);
        QVERIFY(std::abs(vapourPressure_Pa(100) / 101418 - 1) < 1e-3);
    }

    void suctionIsPressureOverBoiling() {
        Network network = nodesOnly(2);
        network.links = {pump("pump", 0, 1, 3e5, 2e-3, 2e5), resistance("rack", 1, 0, 2e-3, 2e5)};
        network.links[1].setOutlet = true;
        network.links[1].outlet_C = 50;
        network.vessels.push_back({0, 20e3});
        const NetworkResult result = solveNetwork(network);
        const PumpSuction suction = pumpSuction(network, result, 0, 30e3);
        QVERIFY(std::abs(suction.available_Pa - (20e3 + 101325 - 12352)) < 20);
        const double share = result.links[0].flow_m3_s / 2e-3;
        QVERIFY(std::abs(suction.required_Pa - 30e3 * std::max(1.0, share * share)) < 1e-6);
        QCOMPARE(suction.margin_Pa, suction.available_Pa - suction.required_Pa);
    }

    void tooLittleSuctionIsAnIssue() {
        QFETCH(double, margin_Pa);
        QFETCH(int, issues);
        QFETCH(bool, error);
        Site site;
        SiteLoops loops(site, {});
        loops.parts[SiteLoops::kFacility].links.push_back(pump("P1", 0, 1, 3e5, 2e-3, 2e5));
        PumpSuction suction;
        suction.part = SiteLoops::kFacility;
        suction.link = 0;
        suction.required_Pa = 30e3;
        suction.available_Pa = 30e3 + margin_Pa;
        suction.margin_Pa = margin_Pa;
        const Issues found = npshIssues(loops, {suction});
        QCOMPARE(static_cast<int>(found.size()), issues);
        if (issues > 0) QVERIFY(found[0].code == "liquid.npsh" && found[0].itemName == "P1" && (found[0].severity == Severity::Error) == error);
    }
    void tooLittleSuctionIsAnIssue_data() {
        QTest::addColumn<double>("margin_Pa");
        QTest::addColumn<int>("issues");
        QTest::addColumn<bool>("error");
        QTest::newRow("boils") << -1e3 << 1 << true;
        QTest::newRow("little reserve") << 2e3 << 1 << false;
        QTest::newRow("enough") << 6e3 << 0 << false;
    }

    void classesByTheirLimits() {
        QCOMPARE(std::string(facilityClass(17)), std::string("W17"));
        QCOMPARE(std::string(facilityClass(17.1)), std::string("W27"));
        QCOMPARE(std::string(facilityClass(32)), std::string("W32"));
        QCOMPARE(std::string(facilityClass(36)), std::string("W40"));
        QCOMPARE(std::string(facilityClass(45)), std::string("W45"));
        QCOMPARE(std::string(facilityClass(46)), std::string("W+"));
    }

    void everyCoolantHasItsNetwork() {
        Site site;
        const SiteLoops loops(site, {});
        for (const Fluid fluid : {Fluid::Water, Fluid::PG25, Fluid::PG20, Fluid::PG30, Fluid::PG55, Fluid::EG30, Fluid::EG50})
            QVERIFY(loops.parts[SiteLoops::technologyPart(fluid)].fluid == fluid && SiteLoops::technologyPart(fluid) != SiteLoops::kFacility);
    }
};

PLENUM_TEST(LoopChecksTest)
#include "loop_checks_test.moc"
