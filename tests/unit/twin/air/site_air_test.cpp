// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/air/air_solver.h"
#include "twin/air/site_air.h"
#include "twin/model/collision.h"

#include <cmath>
#include <utility>
#include <vector>

using namespace twin;
using namespace twin::air;

namespace {

using Values = std::vector<std::pair<Param, double>>;

/// A room of 8 × 6 × 3.2 m, five racks in a row with their fronts at y = 2.4 m, one CRAH over the aisle before them.
struct Hall {
    Site site;
    Id room, unit;

    explicit Hall(double base_m, double y_m = 1.8) {
        room = add(Kind::Room, "Hall", {}, {{Param::RoomHeight, 3.2}});
        Item outline = *site.find(room);
        outline.points = {{0, 0, 0}, {8, 0, 0}, {8, 6, 0}, {0, 6, 0}};
        site.items(Kind::Room).replace(outline);
        for (int n = 0; n < 5; ++n) add(Kind::Rack, "R" + std::to_string(n), {2.8 + 0.6 * n, 3, 0}, {});
        unit = add(Kind::Crah, "U", {4, y_m, base_m}, {{Param::AirPath, double(AirPath::Overhead)}, {Param::Width, 3}, {Param::Height, 0.6}, {Param::SupplyTemperature, 20}});
    }
    Id add(Kind kind, std::string name, Vec3 position, const Values& values) {
        Item item;
        item.id = m_ids.next();
        item.kind = kind;
        item.name = std::move(name);
        item.parent = room;
        item.position = position;
        for (const auto& [param, value] : values) item.values.set(param, value);
        site.items(kind).add({item});
        return item.id;
    }
    /// The room with 5 kW and 12 K a rack; the unit moves what the racks do.
    RoomAir air() const {
        RoomAir out = roomsOf(site, {}, {}).at(0);
        for (Device& device : out.airCase.devices) {
            const bool rack = device.kind == Device::Kind::Rack;
            device.flow_m3_s = (rack ? 1 : 5) * 5000 / (12 * out.airCase.rho_kg_m3 * out.airCase.cp_J_kgK);
            if (rack) device.heat_W = 5000;
        }
        return out;
    }

  private:
    IdSequence m_ids{5};
};

const Device& unitOf(const RoomAir& room) { return room.airCase.devices.back(); }

}  // namespace

class SiteAirTest : public QObject {
    Q_OBJECT

  private slots:
    void overheadUnitsFillTheAisleFromAbove() {
        const Hall hall(2.4);
        const RoomAir room = hall.air();
        QVERIFY(room.issues.empty());
        const Opening &in = unitOf(room).intakes.at(0), &out = unitOf(room).outlets.at(0);
        QVERIFY(in.normal.y == 1 && in.rect.y0 == in.rect.y1 && std::abs(in.rect.y0 - 2.25) < 1e-12);
        QVERIFY(out.normal.z == -1 && out.rect.z0 == 2.4 && out.rect.z1 == 2.4);
        const AirResult r = solveAir(room.airCase, {});
        QVERIFY(r.report.usable() && r.issues.empty());
        QVERIFY2(r.massResidual < 1e-6 && r.energyResidual < 1e-6, qPrintable(QString("%1 %2").arg(r.massResidual).arg(r.energyResidual)));
        const std::size_t below = r.index(int(4 / r.dx), int(1.8 / r.dy), int(2.2 / r.dz));
        const double area_m2 = 3 * 0.9;
        QVERIFY2(std::abs(double(r.w[below]) / (-unitOf(room).flow_m3_s / area_m2) - 1) < 0.4, qPrintable(QString::number(double(r.w[below]))));
        QVERIFY(std::abs(double(r.temperature_C[below]) - 20) < 0.5);
        double mean_C = 0;
        for (std::size_t d = 0; d < 5; ++d) mean_C += r.devices[d].intake_C / 5;
        QVERIFY2(mean_C < 25, qPrintable(QString::number(mean_C)));  // most of what racks draw comes from the unit, not their exhaust of 32 °C
    }

    void unitsOnTheFloorHaveNoWayDown() {
        const Hall hall(0, 1.0);
        const RoomAir room = hall.air();
        QCOMPARE(room.issues.size(), std::size_t(1));
        const Issue& issue = room.issues.front();
        QVERIFY(issue.code == "air.overheadOnFloor" && issue.item == hall.unit && issue.itemName == "U");
        QVERIFY(!issue.value.empty() && !issue.allowed.empty() && !english(issue.hint).empty());
        QVERIFY(unitOf(room).outlets.at(0).normal.y == -1 && unitOf(room).intakes.at(0).normal.z == 1);
        QVERIFY(solveAir(room.airCase, {}).report.usable());
    }

    /// Over the aisle and over the row itself a unit is in nobody's way; on the floor it stands in the racks' clearance.
    void unitsMayHangOverRacks() {
        QVERIFY(collisions(Hall(2.4).site).empty());
        QVERIFY(collisions(Hall(2.3, 3.0).site).empty());
        QVERIFY(!collisions(Hall(0).site).empty());
    }

    void mountedEquipmentBecomesBands() {
        Hall hall(2.4);
        Item rack = hall.site.items(Kind::Rack)[1];
        rack.mounted = {{1, 10, 0.9, 0.7}, {30, 12, 0.1, 0.3}};
        hall.site.items(Kind::Rack).replace(rack);
        const RoomAir room = hall.air();
        QVERIFY(room.issues.empty() && room.devices.size() == 6);
        const auto& bands = room.airCase.devices.at(1).bands;
        QCOMPARE(bands.size(), std::size_t(2));
        QVERIFY(std::abs(bands[0].z0 - 0.16655) < 1e-9 && std::abs(bands[0].z1 - 0.61105) < 1e-9 && bands[1].heatShare == 0.1 && bands[1].flowShare == 0.3);
        const AirResult r = solveAir(room.airCase, {});
        QVERIFY(r.report.usable() && r.energyResidual < 1e-6 && r.devices.size() == 6);
        QVERIFY(std::abs(r.devices[1].outlet_C - r.devices[1].intake_C - 12) < 1e-9);
        rack.mounted = {{1, 10, 0.9, 0.7}, {5, 50, 0.1, 0.3}};
        hall.site.items(Kind::Rack).replace(rack);
        const RoomAir wrong = hall.air();
        QVERIFY(wrong.airCase.devices.at(1).bands.empty());
        QCOMPARE(wrong.issues.size(), std::size_t(2));  // beyond the units, overlapping
        for (const Issue& issue : wrong.issues) QVERIFY(issue.item == rack.id && !issue.value.empty());
    }

    void wallsComeFromTheRoom() {
        Hall hall(2.4);
        Item room = *hall.site.find(hall.room);
        QCOMPARE(hall.air().airCase.wallU_W_m2K, 0.0);
        room.values.set(Param::WallTransmittance, 0.4);
        hall.site.items(Kind::Room).replace(room);
        RoomAirOptions options;
        options.outdoor_C = -5;
        const AirCase c = roomsOf(hall.site, {}, options).at(0).airCase;
        QVERIFY(c.wallU_W_m2K == 0.4 && c.beyond_C == -5);
    }
};

PLENUM_TEST(SiteAirTest)
#include "site_air_test.moc"
