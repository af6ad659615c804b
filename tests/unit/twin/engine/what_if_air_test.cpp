// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/engine/what_if.h"
#include "twin/model/generate.h"

#include <cmath>

using namespace twin;

namespace {

struct Hall {
    Project project = generateSite(24, 1);
    const Site& site() const { return project.variants[0].site; }
    std::vector<Id> airUnits() const {
        std::vector<Id> ids;
        site().forEachItem([&](const Item& item) {
            if (isAirUnit(item.kind)) ids.push_back(item.id);
        });
        return ids;
    }
    engine::WhatIf after(const engine::Incident& incident, std::stop_token stop = {}) const { return engine::whatIf(site(), project.conditions, incident, stop); }
};

}  // namespace

class WhatIfAirTest : public QObject {
    Q_OBJECT

  private slots:
    void withoutIncidentInletsStay() {
        const Hall hall;
        const auto result = hall.after({});
        QVERIFY(!result.inlets.empty());
        for (const auto& inlet : result.inlets) {
            QVERIFY(std::isinf(inlet.secondsToLimit));
            QVERIFY(std::abs(inlet.inlet_C.front() - inlet.inlet_C.back()) < 0.05f);
            QCOMPARE(inlet.inlet_C.size(), result.airTime_s.size());
        }
        for (const auto& one : result.halls) QVERIFY(one.energyResidual < 1e-5);
    }

    void withoutCoolersEveryInletReachesItsLimit() {
        const Hall hall;
        engine::Incident incident;
        incident.fails = hall.airUnits();
        incident.end_s = 3600;
        double share = 0;
        const auto result = engine::whatIf(hall.site(), hall.project.conditions, incident, {}, [&](double now) {
            QVERIFY(now >= share - 1e-9 && now <= 1 + 1e-9);
            share = now;
        });
        QVERIFY(share > 0.99);
        QVERIFY(!result.inlets.empty());
        for (const auto& inlet : result.inlets) {
            QVERIFY2(std::isfinite(inlet.secondsToLimit) && inlet.secondsToLimit > 1, qPrintable(QString::number(inlet.secondsToLimit)));
            QVERIFY(inlet.limit_C >= 25 && inlet.limit_C <= 45);
        }
        for (std::size_t i = 1; i < result.inlets.size(); ++i) QVERIFY(result.inlets[i].secondsToLimit >= result.inlets[i - 1].secondsToLimit);
        for (const auto& one : result.halls) QVERIFY2(one.energyResidual < 1e-6, qPrintable(QString::number(one.energyResidual)));
        qInfo("first after %.0f s, last after %.0f s", result.inlets.front().secondsToLimit, result.inlets.back().secondsToLimit);
    }

    /// In the end the hall warms at Q / Σ(m c): doubling the metal of every rack moves 1/slope by n·C/Q.
    void hallsWarmAtHeatOverCapacity() {
        Hall hall;
        engine::Incident incident;
        incident.fails = hall.airUnits();
        incident.end_s = 6000;
        std::vector<Id> racks;
        hall.site().items(Kind::Rack).forEach([&](const Item& rack) { racks.push_back(rack.id); });
        const auto slope = [&] {
            const auto result = hall.after(incident);
            const auto& mean = result.halls.front().meanAir_C;
            const std::size_t n = mean.size() - 1, m = n * 3 / 4;
            return double(mean[n] - mean[m]) / (result.airTime_s[n] - result.airTime_s[m]);
        };
        constexpr double kLight_J_K = 100e3, kHeavy_J_K = 300e3;
        QVERIFY(apply(hall.project, setParam(hall.project.variants[0], racks, Param::AirHeatCapacity, kLight_J_K)).empty());
        const double light = slope();
        QVERIFY(apply(hall.project, setParam(hall.project.variants[0], racks, Param::AirHeatCapacity, kHeavy_J_K)).empty());
        const double heavy = slope();
        double heat_W = 0;
        for (Id id : racks) heat_W += hall.site().value(*hall.site().find(id), Param::PowerAllocated) * (1 - hall.site().value(*hall.site().find(id), Param::LiquidShare));
        const double expected = (kHeavy_J_K - kLight_J_K) * double(racks.size()) / heat_W, found = 1 / heavy - 1 / light;
        qInfo("%.2f s/K against %.2f (losses in the hall come on top)", found, expected);
        QVERIFY2(std::abs(found / expected - 1) < 0.05, qPrintable(QString("%1 against %2").arg(found).arg(expected)));
    }

    void loadStepsAndSetPointsMoveInlets() {
        const Hall hall;
        engine::Incident colder;
        for (Id id : hall.airUnits()) colder.setPoints_C.push_back({id, hall.site().value(*hall.site().find(id), Param::SupplyTemperature) + 3});
        colder.end_s = 1800;
        const auto moved = hall.after(colder);
        for (const auto& inlet : moved.inlets) QVERIFY(inlet.inlet_C.back() - inlet.inlet_C.front() > 1.5f);
        engine::Incident none;
        none.load = 0;
        none.end_s = 600;
        for (const auto& inlet : hall.after(none).inlets) QVERIFY(inlet.inlet_C.back() <= inlet.inlet_C.front() + 0.01f);
    }

    /// Chillers lost: the units' fans go on, their water warms, inlets follow later than without the units at all.
    void warmWaterTakesLongerThanNoAir() {
        const Hall hall;
        engine::Incident water, air;
        for (Kind kind : {Kind::DryCooler, Kind::CoolingTower, Kind::Chiller}) hall.site().items(kind).forEach([&](const Item& item) { water.fails.push_back(item.id); });
        air.fails = hall.airUnits();
        water.end_s = air.end_s = 3600;
        const auto slow = hall.after(water), fast = hall.after(air);
        QVERIFY(!slow.inlets.empty() && !fast.inlets.empty());
        QVERIFY(slow.inlets.front().hottest_C > double(slow.inlets.front().inlet_C.front()) + 0.5);
        QVERIFY(slow.inlets.front().secondsToLimit > fast.inlets.front().secondsToLimit);
    }

    void stopsWhenAsked() {
        std::stop_source source;
        source.request_stop();
        QCOMPARE(int(Hall().after({}, source.get_token()).report.status), int(SolveStatus::Cancelled));
    }
};

PLENUM_TEST(WhatIfAirTest)
#include "what_if_air_test.moc"
