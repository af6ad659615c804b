// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/engine/engine.h"
#include "twin/liquid/loop_checks.h"
#include "twin/model/generate.h"

#include <algorithm>
#include <cmath>
#include <memory>

using namespace twin;

namespace {

/// A generated hall whose dry coolers are run cold, with a mixing valve between them and the pumps that holds the facility
/// supply: straight from the coolers, bypass from the return manifold.
struct MixedHall {
    Project project = generateSite(24, 1);
    Id valve = newId();
    Site& site() { return project.variants[0].site; }

    explicit MixedHall(double set_C, bool bypass = true) {
        Item item;
        item.id = valve;
        item.kind = Kind::Valve;
        item.name = "Mixing valve";
        item.values.set(Param::ValveKind, static_cast<double>(ValveKind::Mixing));
        item.values.set(Param::ValveControl, static_cast<double>(ValveControl::Temperature));
        item.values.set(Param::SupplyTemperature, set_C);
        item.values.set(Param::LiquidRefFlow, 0.05);
        item.values.set(Param::Opening, 0.5);
        site().items(Kind::Valve).add({item});
        std::vector<Item> coolers = site().items(Kind::DryCooler).flat();
        for (Item& cooler : coolers) cooler.values.set(Param::SupplyTemperature, 20), site().items(Kind::DryCooler).replace(cooler);
        const auto in = static_cast<unsigned char>(portFromKey(Kind::Valve, "in")), out = static_cast<unsigned char>(portFromKey(Kind::Valve, "out"));
        std::vector<Connection> links;
        Id back;
        site().connections().forEach([&](const Connection& link) {
            const Item *from = site().find(link.from), *to = site().find(link.to);
            Connection next = link;
            if (from->kind == Kind::DryCooler && to->kind == Kind::Pump) {
                next.to = valve;
                next.toPort = in;
                links.push_back(next);
                next = link;
                next.id = newId();
                next.from = valve;
                next.fromPort = out;
            }
            if (from->kind == Kind::Manifold && to->kind == Kind::DryCooler) back = from->id;
            links.push_back(next);
        });
        if (bypass) links.push_back({newId(), back, valve, static_cast<unsigned char>(portFromKey(Kind::Manifold, "main")), static_cast<unsigned char>(portFromKey(Kind::Valve, "bypass"))});
        site().connections() = {};
        site().connections().add(std::move(links));
        project.conditions.dryBulb_C = 5;
        project.conditions.wetBulb_C = 3;
    }
    std::shared_ptr<const Frame> solve() { return engine::solve(std::make_shared<const Site>(site()), project.conditions, {}); }
};

}  // namespace

class LoopReportTest : public QObject {
    Q_OBJECT

  private slots:
    void aMixingValveOnASiteHoldsTheFacilitySupply() {
        MixedHall hall(33);
        const auto frame = hall.solve();
        QVERIFY(frame->report.usable());
        QVERIFY(frame->worstBalance() < 1e-6);
        const Item& valve = *frame->site->find(hall.valve);
        const double position = frame->value(valve, Quantity::ValvePosition);
        QVERIFY2(position > 0 && position < 1, qPrintable(QString::number(position)));
        QVERIFY(std::abs(frame->value(valve, Quantity::LiquidReturn) - 33) < 1e-3);
        QVERIFY(frame->value(valve, Quantity::ValveAuthority) > 0);
        double flow = 0;
        frame->site->items(Kind::Cdu).forEach([&](const Item& cdu) {
            flow += frame->value(cdu, Quantity::FacilityFlow);
            QVERIFY(std::abs(frame->value(cdu, Quantity::FacilitySupply) - 33) < 0.1);
            // approach and capacity from the unit's own temperatures and heat
            QVERIFY(std::abs(frame->value(cdu, Quantity::Approach) - (frame->value(cdu, Quantity::LiquidSupply) - frame->value(cdu, Quantity::FacilitySupply))) < 1e-9);
            QVERIFY(std::abs(frame->value(cdu, Quantity::CapacityUsed) - frame->value(cdu, Quantity::CoolingLoad) / frame->site->value(cdu, Param::CoolingCapacity)) < 1e-12);
            QVERIFY(frame->value(cdu, Quantity::PumpSpeed) > 0 && frame->value(cdu, Quantity::PumpSpeed) <= 1);
            QVERIFY(std::isfinite(frame->value(cdu, Quantity::NpshMargin)));
        });
        QVERIFY(std::abs(frame->value(valve, Quantity::LiquidFlow) / flow - 1) < 1e-6);
    }

    void outOfReachAndOpenPortsAreIssues() {
        const auto has = [](const Issues& issues, const char* code) { return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code; }); };
        const auto frame = MixedHall(12).solve();  // colder than the coolers give
        QVERIFY(has(frame->issues, "liquid.valveLimit"));
        MixedHall open(33, false);
        const auto without = open.solve();
        QVERIFY(has(without->issues, "liquid.threeWayPort"));
        QVERIFY(has(liquid::openEnds(open.site()), "liquid.threeWayPort"));
        QVERIFY(!has(liquid::openEnds(MixedHall(33).site()), "liquid.threeWayPort"));
    }

    /// CDUs without facility water but with fans: their heat is the hall's, and its coolers take it.
    void liquidToAirCdusWarmTheHall() {
        Project project = generateSite(24, 1);
        Site& site = project.variants[0].site;
        Id hall;
        site.items(Kind::Room).forEach([&](const Item& room) {
            if (site.choice<RoomPurpose>(room, Param::RoomPurpose) == RoomPurpose::It) hall = room.id;
        });
        std::vector<Item> cdus = site.items(Kind::Cdu).flat();
        double east_m = 4.8;
        for (Item& cdu : cdus) {  // at either end of the rows
            cdu.parent = hall;
            cdu.position = {east_m, 49.2, 0};
            east_m = 17.4;
            site.items(Kind::Cdu).replace(cdu);
        }
        for (Kind kind : {Kind::InRow, Kind::Crah})  // enough for all of it
            for (Item unit : site.items(kind).flat()) unit.values.set(Param::CoolingCapacity, 1e6), unit.values.set(Param::AirFlow, 20), site.items(kind).replace(unit);
        const auto water = engine::solve(std::make_shared<const Site>(site), project.conditions, {});
        site.connections().removeIf([&](const Connection& link) {
            const Item *from = site.find(link.from), *to = site.find(link.to);
            const auto facility = [](const Item* item, unsigned char port) { return item->kind == Kind::Cdu && spec(Kind::Cdu).ports[port].medium == Medium::Facility; };
            return facility(from, link.fromPort) || facility(to, link.toPort);
        });
        const auto dry = engine::solve(std::make_shared<const Site>(site), project.conditions, {});
        QVERIFY(std::any_of(dry->issues.begin(), dry->issues.end(), [](const Issue& issue) { return issue.code == "liquid.cduNoSink"; }));
        for (Item& cdu : cdus) {
            cdu.values.set(Param::AirFlow, 20);
            cdu.values.set(Param::CoolingCapacity, 400e3);
            cdu.values.set(Param::Approach, 15);
            site.items(Kind::Cdu).replace(cdu);
        }
        const auto fans = engine::solve(std::make_shared<const Site>(site), project.conditions, {});
        QVERIFY(std::none_of(fans->issues.begin(), fans->issues.end(), [](const Issue& issue) { return issue.code == "liquid.cduNoSink" || issue.code == "liquid.openEnd" || issue.code == "liquid.noFlow"; }));
        const auto coils = [&](const Frame& frame) {
            double sum = 0;
            for (const Balance& balance : frame.balances)
                if (std::string(balance.key) == "air_W") sum = balance.out;
            return sum;
        };
        for (const Balance& balance : fans->balances) QVERIFY2(balance.relative() < 1e-5, qPrintable(QString("%1: %2, %3").arg(balance.key).arg(balance.in).arg(balance.out)));
        double moved = 0;
        fans->site->items(Kind::Cdu).forEach([&](const Item& cdu) { moved += fans->value(cdu, Quantity::CoolingLoad); });
        QVERIFY(moved > 0);
        QVERIFY2(std::abs((coils(*fans) - coils(*water)) / moved - 1) < 0.05, qPrintable(QString("%1 of %2").arg(coils(*fans) - coils(*water)).arg(moved)));
    }

    /// Set below what its rack draws, a rear door takes all of the rack's heat and no more.
    void aColdRearDoorTakesItsRacksHeat() {
        Project project = generateSite(24, 1);
        Site& site = project.variants[0].site;
        const Item rack = site.items(Kind::Rack).flat().front(), cooler = site.items(Kind::InRow).flat().front();
        Item door;
        door.id = newId();
        door.kind = Kind::RearDoor;
        door.name = "Door";
        door.parent = rack.parent;
        door.target = rack.id;
        door.position = rack.position;
        for (const auto& [param, value] : {std::pair{Param::SupplyTemperature, 5.0}, {Param::CoolingCapacity, 1e6}}) door.values.set(param, value);
        site.items(Kind::RearDoor).add({door});
        std::vector<Connection> links;
        site.connections().forEach([&](const Connection& link) {  // as the in-row cooler
            Connection own = link;
            own.id = newId();
            if (link.from == cooler.id) own.from = door.id, own.fromPort = static_cast<unsigned char>(portFromKey(Kind::RearDoor, spec(Kind::InRow).ports[link.fromPort].key));
            else if (link.to == cooler.id) own.to = door.id, own.toPort = static_cast<unsigned char>(portFromKey(Kind::RearDoor, spec(Kind::InRow).ports[link.toPort].key));
            else return;
            links.push_back(own);
        });
        site.connections().add(std::move(links));
        const auto frame = engine::solve(std::make_shared<const Site>(site), project.conditions, {});
        QVERIFY(frame->report.usable());
        const double taken_W = frame->value(*frame->site->find(door.id), Quantity::CoolingLoad), given_W = frame->value(*frame->site->find(rack.id), Quantity::HeatToAir);
        QVERIFY2(taken_W > 0.99 * given_W && taken_W < 1.2 * given_W, qPrintable(QString("%1 of %2").arg(taken_W).arg(given_W)));  // losses of the hall come on top
    }

    /// Kv of every rack gives it the flow it needs: the governing one needs no throttling.
    void racksHaveBalancingValves() {
        Project project = generateSite(24, 1);
        const auto frame = engine::solve(std::make_shared<const Site>(project.variants[0].site), project.conditions, {});
        int with = 0, without = 0;
        frame->site->items(Kind::Rack).forEach([&](const Item& rack) {
            const double drop = frame->value(rack, Quantity::BalancingDrop), kv = frame->value(rack, Quantity::BalancingKv);
            if (!std::isfinite(drop)) return;
            if (std::isnan(kv)) {
                ++without;
                return;
            }
            ++with;
            const double flow = frame->value(rack, Quantity::LiquidFlowNeeded);
            QVERIFY(std::abs(kv * std::sqrt(drop / 1e5) / flow - 1) < 0.02);  // the density of PG25
        });
        QVERIFY(with > 0);
        Q_UNUSED(without);
    }
};

PLENUM_TEST(LoopReportTest)
#include "loop_report_test.moc"
