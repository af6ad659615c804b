// SPDX-License-Identifier: GPL-3.0-or-later
// Headroom at every tap-off of the samples, held against every case there is: a thousandth less fills nothing in the normal
// state, after the loss of either side or of any object; a thousandth more fills what is named, in the case that is named.
#include "tests/validation/power/sample_table.h"
#include "twin/power/headroom.h"

using namespace twin;
using namespace twin::power;

class HeadroomTest : public QObject {
    Q_OBJECT

    /// Highest load among rated objects that a load on the taps reaches.
    static double filled(const PowerPaths& paths, const std::vector<double>& demand_W, Scenario scenario, std::span<const int> lost, const std::vector<int>& taps, double power_W) {
        PowerState before, after;
        paths.solve(demand_W, scenario, lost, before);
        std::vector<PowerPaths::Extra> extra;
        for (const int tap : taps)
            if (before.nodes[static_cast<std::size_t>(tap)].alive) extra.push_back({tap, power_W});
        for (auto& each : extra) each.power_W /= static_cast<double>(extra.size());
        paths.solve(demand_W, scenario, lost, after, extra);
        double highest = 0;
        for (std::size_t i = 0; i < after.nodes.size(); ++i)
            if (!paths.nodes()[i].load && after.nodes[i].out_W > before.nodes[i].out_W && after.nodes[i].load > highest) highest = after.nodes[i].load;
        return highest;
    }

  private slots:
    void keepsEveryCase_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("variant");
        QTest::newRow("UPS in parallel, generators") << "retrofit-or-new.json" << 0;
        QTest::newRow("mains and UPS") << "retrofit-or-new.json" << 1;
        QTest::newRow("overloaded after a loss") << "case-c.json" << 0;
    }
    void keepsEveryCase() {
        QFETCH(QString, file);
        QFETCH(int, variant);
        plenum::test::SampleTable sample;
        sample.open(file.toStdString(), static_cast<std::size_t>(variant), [](const Site& site, const Item& item) { return item.kind == Kind::Rack ? site.value(item, Param::PowerAllocated) : item.kind == Kind::Chiller ? 200e3 : 5e3; });
        const PowerPaths& paths = *sample.paths;
        const auto rooms = tapRooms(paths, sample.demand_W);
        QVERIFY(rooms.size() >= 30);
        int full = 0;
        for (std::size_t i = 0; i < rooms.size(); i += 3) {
            const TapRoom& tap = rooms[i];
            std::vector<int> together = tap.with;
            together.push_back(tap.node);
            QVERIFY(together.size() > 1);
            for (const auto& [taps, room] : {std::pair{std::vector<int>{tap.node}, tap.room}, std::pair{together, tap.shared}}) {
                QVERIFY(std::isfinite(room.power_W) && room.binding >= 0);
                const std::span<const int> lost(&room.lost, room.lost < 0 ? 0U : 1U);
                QVERIFY(filled(paths, sample.demand_W, room.scenario, lost, taps, 1.001 * room.power_W + 2) > 1);
                full += room.power_W == 0;
                if (room.power_W == 0) continue;
                for (const Scenario scenario : {Scenario::Normal, Scenario::LossOfA, Scenario::LossOfB}) QVERIFY(filled(paths, sample.demand_W, scenario, {}, taps, 0.999 * room.power_W) <= 1);
                for (const FailureCase& single : sample.report.singles) QVERIFY(filled(paths, sample.demand_W, Scenario::Normal, {&single.first, 1}, taps, 0.999 * room.power_W) <= 1);
            }
        }
        QCOMPARE(full > 0, file == QStringLiteral("case-c.json"));
    }
};

PLENUM_TEST(HeadroomTest)
#include "headroom_test.moc"
