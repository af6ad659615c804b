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

    std::vector<Id> all(Kind kind) const {
        std::vector<Id> ids;
        site().items(kind).forEach([&](const Item& item) { ids.push_back(item.id); });
        return ids;
    }
};

}  // namespace

class WhatIfTest : public QObject {
    Q_OBJECT

  private slots:
    void nothingHappensWithoutIncident() {
        const Hall hall;
        const auto result = engine::whatIf(hall.site(), hall.project.conditions, {});
        QVERIFY(result.report.usable());
        QVERIFY(!result.racks.empty());
        QVERIFY(result.stopped.empty());
        for (const auto& rack : result.racks) {
            QVERIFY(std::abs(rack.chip_C.back() - rack.chip_C.front()) < 0.05);
            QVERIFY(!rack.unpowered);
        }
    }

    void withoutPumpsTheRacksGoFirstAndFast() {
        const Hall hall;
        engine::Incident sink, pumps;
        for (Kind kind : {Kind::DryCooler, Kind::CoolingTower, Kind::Chiller})
            for (Id id : hall.all(kind)) sink.fails.push_back(id);
        pumps.fails = hall.all(Kind::Cdu);
        sink.end_s = pumps.end_s = 1800;
        const auto slow = engine::whatIf(hall.site(), hall.project.conditions, sink), fast = engine::whatIf(hall.site(), hall.project.conditions, pumps);
        QVERIFY(slow.report.usable() && fast.report.usable());
        QVERIFY(!slow.stopped.empty());
        QCOMPARE(fast.stopped.size(), pumps.fails.size());
        QVERIFY(std::isfinite(fast.racks.front().secondsToThrottle));
        QVERIFY(slow.racks.front().secondsToThrottle > 2 * fast.racks.front().secondsToThrottle);
        QVERIFY(slow.report.residual < 1e-6 && fast.report.residual < 1e-6);
    }

    /// Sinks lost: in the end every chip warms at Q / Σ(ρ c V + C) of all that the loops hold.
    void sitesWarmAtHeatOverCapacity() {
        Hall hall;
        engine::Incident incident;
        for (Kind kind : {Kind::DryCooler, Kind::CoolingTower, Kind::Chiller})
            for (Id id : hall.all(kind)) incident.fails.push_back(id);
        incident.end_s = 8000;  // many times C / G of the heavier plates
        const auto result = engine::whatIf(hall.site(), hall.project.conditions, incident);
        const auto& rack = result.racks.front();
        const std::size_t end = result.time_s.size() - 1, mid = result.time_s.size() * 3 / 4;
        const double slope = (rack.chip_C[end] - rack.chip_C[mid]) / (result.time_s[end] - result.time_s[mid]);
        // By hand: double what the loops hold in the racks' plates and the slope has to fall by as much as the formula says.
        std::vector<Id> racks;
        for (const auto& one : result.racks) racks.push_back(one.item);
        const double plate = hall.site().value(*hall.site().find(racks[0]), Param::PlateHeatCapacity);
        QVERIFY(apply(hall.project, setParam(hall.project.variants[0], racks, Param::PlateHeatCapacity, 11 * plate)).empty());
        const auto slower = engine::whatIf(hall.site(), hall.project.conditions, incident);
        const std::size_t end2 = slower.time_s.size() - 1, mid2 = slower.time_s.size() * 3 / 4;
        const double slope2 = (slower.racks.front().chip_C[end2] - slower.racks.front().chip_C[mid2]) / (slower.time_s[end2] - slower.time_s[mid2]);
        double heat_W = 0;  // 1/slope₂ − 1/slope = 10·n·C_plate / Q; the in-row units hang on chillers of their own
        for (Id id : racks) heat_W += hall.site().value(*hall.site().find(id), Param::PowerAllocated) * hall.site().value(*hall.site().find(id), Param::LiquidShare);
        const double expected = 10 * plate * static_cast<double>(racks.size()) / heat_W;
        QVERIFY2(std::abs((1 / slope2 - 1 / slope) / expected - 1) < 0.05, qPrintable(QString("%1 against %2").arg(1 / slope2 - 1 / slope).arg(expected)));
    }

    /// CDUs past their set point that give their heat to the hall: coolers set 8 K warmer take the coolant along, the later for what
    /// the loop stores (the steady end by hand: valve_motion_test).
    void liquidToAirCdusFollowTheAir() {
        Hall hall;
        Site& site = hall.project.variants[0].site;
        Id room;
        site.items(Kind::Room).forEach([&](const Item& item) {
            if (site.choice<RoomPurpose>(item, Param::RoomPurpose) == RoomPurpose::It) room = item.id;
        });
        double east_m = 4.8;
        for (Item cdu : site.items(Kind::Cdu).flat()) {  // at either end of the rows
            cdu.parent = room;
            cdu.position = {east_m, 49.2, 0};
            east_m = 17.4;
            for (const auto& [param, value] : {std::pair{Param::AirFlow, 20.0}, {Param::CoolingCapacity, 400e3}, {Param::Approach, 15.0}, {Param::SupplyTemperature, 25.0}}) cdu.values.set(param, value);
            site.items(Kind::Cdu).replace(cdu);
        }
        for (Kind kind : {Kind::InRow, Kind::Crah})
            for (Item unit : site.items(kind).flat()) unit.values.set(Param::CoolingCapacity, 1e6), unit.values.set(Param::AirFlow, 20), site.items(kind).replace(unit);
        site.connections().removeIf([&](const Connection& link) {
            const auto facility = [](const Item* item, unsigned char port) { return item->kind == Kind::Cdu && spec(Kind::Cdu).ports[port].medium == Medium::Facility; };
            return facility(site.find(link.from), link.fromPort) || facility(site.find(link.to), link.toPort);
        });
        engine::Incident incident;
        incident.end_s = 60;
        const auto rest = engine::whatIf(site, hall.project.conditions, incident);
        QVERIFY(rest.report.usable() && !rest.racks.empty() && !rest.halls.empty());
        for (const auto& rack : rest.racks) QVERIFY2(std::abs(rack.return_C.back() - rack.return_C.front()) < 0.3, qPrintable(QString("%1 %2").arg(rack.return_C.front()).arg(rack.return_C.back())));
        for (Kind kind : {Kind::InRow, Kind::Crah})
            for (Id id : hall.all(kind)) incident.setPoints_C.push_back({id, site.value(*site.find(id), Param::SupplyTemperature) + 8});
        incident.end_s = 180;
        const auto result = engine::whatIf(site, hall.project.conditions, incident);
        QVERIFY(result.report.usable() && !result.racks.empty() && !result.halls.empty());
        const auto& rack = result.racks.front();
        const double coolant_K = rack.return_C.back() - rack.return_C.front(), air_K = result.halls.front().meanAir_C.back() - result.halls.front().meanAir_C.front();
        QVERIFY2(air_K > 2 && coolant_K > 0.2 * air_K && coolant_K < air_K, qPrintable(QString("%1 of %2 K").arg(coolant_K).arg(air_K)));
    }

    void darkRacksMakeNoHeat() {
        const Hall hall;
        engine::Incident incident;
        incident.fails = hall.all(Kind::UtilityFeed);
        for (Id id : hall.all(Kind::Generator)) incident.fails.push_back(id);
        const auto result = engine::whatIf(hall.site(), hall.project.conditions, incident);
        for (const auto& rack : result.racks) {
            QVERIFY(rack.unpowered);
            QVERIFY(!std::isfinite(rack.secondsToThrottle));
        }
    }
};

PLENUM_TEST(WhatIfTest)
#include "what_if_test.moc"
