// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/power/power_site.h"
#include "twin/power/fault_zone.h"

#include <algorithm>

using namespace twin;
using namespace twin::power;
using plenum::test::PowerSite;

/// Utility – SST – DC board – busway 1 – branch (a cable) – rack 1, rack 2 on busway 1, rack 3 on busway 2 of the same board and
/// on busway 3 of a second SST.
class FaultZoneTest : public QObject {
    Q_OBJECT
  private slots:
    // By hand: the board takes racks 1 and 2 (rack 3 has busway 3); busway 1 and its branch are one zone and take the same;
    // busway 2 and busway 3 take nothing.
    void tellsWhatAFaultTakes() {
        PowerSite site;
        constexpr double kDc = 1;
        const Id utility = site.add(Kind::UtilityFeed, "U"), sst = site.add(Kind::Sst, "SST 1"), other = site.add(Kind::Sst, "SST 2");
        const Id board = site.add(Kind::Switchgear, "DC board", {{Param::Distribution, kDc}, {Param::Voltage, 800}});
        const auto way = [&](Kind kind, const char* name) { return site.add(kind, name, {{Param::Distribution, kDc}, {Param::Voltage, 800}}); };
        const Id one = way(Kind::Busway, "busway 1"), two = way(Kind::Busway, "busway 2"), three = way(Kind::Busway, "busway 3"), branch = way(Kind::Cable, "branch");
        const Id ac = site.add(Kind::Busway, "AC busway");
        Id rack[3];
        for (Id& each : rack) each = site.add(Kind::Rack, "R");
        site.join(utility, "out", sst, "in"), site.join(utility, "out", other, "in"), site.join(utility, "out", ac, "in");
        site.join(sst, "out", board, "in"), site.join(board, "out", one, "in"), site.join(board, "out", two, "in"), site.join(other, "out", three, "in");
        site.join(one, "out", branch, "in"), site.join(branch, "out", rack[0], "feed1"), site.join(one, "out", rack[1], "feed1");
        site.join(two, "out", rack[2], "feed1"), site.join(three, "out", rack[2], "feed2");
        const PowerPaths paths(site.site, {});
        std::vector<double> demand_W(paths.nodes().size(), 0.0);
        for (int r = 0; r < 3; ++r) demand_W[static_cast<std::size_t>(paths.indexOf(rack[r]))] = 10e3 * (r + 1);
        const auto zones = faultZones(paths, demand_W);
        QCOMPARE(zones.size(), std::size_t{4});  // nothing on alternating current
        const auto zoneOf = [&](Id id) -> const FaultZone& {
            for (const FaultZone& zone : zones)
                if (std::find(zone.members.begin(), zone.members.end(), paths.indexOf(id)) != zone.members.end()) return zone;
            return zones.front();
        };
        QCOMPARE(zoneOf(board).unserved_W, 30e3);
        QCOMPARE(zoneOf(board).isolators.size(), std::size_t{3});  // SST and both busways' ways
        QCOMPARE(zoneOf(one).members.size(), std::size_t{2});
        QVERIFY(&zoneOf(one) == &zoneOf(branch));
        QCOMPARE(zoneOf(one).unserved_W, 30e3);
        QVERIFY((zoneOf(one).isolators == std::vector<int>{paths.indexOf(board)}));
        QVERIFY(zoneOf(two).lost.empty() && zoneOf(three).lost.empty());
        QVERIFY((zoneOf(three).isolators == std::vector<int>{paths.indexOf(other)}));
    }
};

PLENUM_TEST(FaultZoneTest)
#include "fault_zone_test.moc"
