// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/engine/contingency.h"
#include "twin/engine/engine.h"
#include "twin/model/generate.h"

using namespace twin;

class ContingencyTest : public QObject {
    Q_OBJECT

  private slots:
    void listsEveryCoolingUnitOnce() {
        const Project project = generateSite(24, 1);
        const Site& site = project.variants[0].site;
        const auto units = engine::coolingUnits(site);
        QCOMPARE(units.size(), site.items(Kind::Cdu).size() + site.items(Kind::Pump).size() + site.items(Kind::DryCooler).size() + site.items(Kind::Chiller).size() +
                                   site.items(Kind::CoolingTower).size() + site.items(Kind::HeatExchanger).size() + site.items(Kind::InRow).size() +
                                   site.items(Kind::Crah).size() + site.items(Kind::Crac).size() + site.items(Kind::FanWall).size() + site.items(Kind::RearDoor).size());
    }

    /// With one of two CDUs out, everything that is short afterwards is on coolant and was fine before; with both, all are.
    void namesWhoGoesShort() {
        Project project = generateSite(24, 1);
        const auto site = std::make_shared<const Site>(project.variants[0].site);
        std::vector<Id> cdus;
        site->items(Kind::Cdu).forEach([&](const Item& item) { cdus.push_back(item.id); });
        QVERIFY(cdus.size() >= 2);
        const auto single = engine::contingencies(site, project.conditions, cdus);
        QCOMPARE(single.size(), cdus.size());
        for (const auto& row : single) QVERIFY(row.solved);
        Conditions without = project.conditions;
        without.outOfService.assign(cdus.begin() + 1, cdus.end());
        const auto last = engine::contingencies(site, without, {cdus[0]});
        QVERIFY(!last[0].survives());
        int onCoolant = 0;
        site->items(Kind::Rack).forEach([&](const Item& rack) { onCoolant += site->value(rack, Param::LiquidShare) > 0; });
        QCOMPARE(static_cast<int>(last[0].shortOfCoolant.size()), onCoolant);

    }

    /// Flow without anything that cools it is no coolant: all racks are named, though no steady state is left.
    void lostFacilityWaterLeavesAllShort() {
        const Project project = generateSite(24, 1);
        const auto site = std::make_shared<const Site>(project.variants[0].site);
        Conditions none = project.conditions;
        for (Kind kind : {Kind::DryCooler, Kind::CoolingTower, Kind::Chiller}) site->items(kind).forEach([&](const Item& item) { none.outOfService.push_back(item.id); });
        int onCoolant = 0;
        site->items(Kind::Rack).forEach([&](const Item& rack) { onCoolant += site->value(rack, Param::LiquidShare) > 0; });
        const auto frame = engine::solve(site, none, {});
        int hopeless = 0;
        site->items(Kind::Rack).forEach([&](const Item& rack) { hopeless += frame->value(rack, Quantity::FlowMargin) == -1; });
        QCOMPARE(hopeless, onCoolant);
    }

    void cancelKeepsWhatIsDone() {
        const Project project = generateSite(24, 1);
        const auto site = std::make_shared<const Site>(project.variants[0].site);
        std::stop_source source;
        const auto rows = engine::contingencies(site, project.conditions, engine::coolingUnits(*site), source.get_token(), [&](double) { source.request_stop(); });
        QCOMPARE(rows.size(), std::size_t(1));
    }
};

PLENUM_TEST(ContingencyTest)
#include "contingency_test.moc"
