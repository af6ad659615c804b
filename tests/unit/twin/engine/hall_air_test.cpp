// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/engine/engine.h"
#include "twin/media/moist_air.h"
#include "twin/model/generate.h"

#include <algorithm>
#include <cmath>

using namespace twin;

namespace {

struct Halls {
    Project project;
    explicit Halls(bool underfloor) {
        for (std::uint64_t seed = 1; seed < 40; ++seed) {
            project = generateSite(24, seed);
            if ((site().items(Kind::Crah).size() > 0) == underfloor) return;
        }
    }
    const Site& site() const { return project.variants[0].site; }
    std::vector<Id> all(Kind kind) const {
        std::vector<Id> ids;
        site().items(kind).forEach([&](const Item& item) { ids.push_back(item.id); });
        return ids;
    }
    void set(Kind kind, Param param, double value) { QVERIFY(apply(project, setParam(project.variants[0], all(kind), param, value)).empty()); }
    std::shared_ptr<const Frame> solve() const {
        engine::SolveOptions options;
        options.fidelity = Fidelity::Coarse;
        return engine::solve(std::make_shared<const Site>(site()), project.conditions, options);
    }
};

double sum(const Frame& frame, Kind kind, Quantity quantity) {
    const auto column = frame.columns.find({kind, quantity});
    double total = 0;
    if (column != frame.columns.end())
        for (double value : column->second.values)
            if (std::isfinite(value)) total += value;
    return total;
}

bool has(const Frame& frame, const std::string& code) {
    return std::any_of(frame.issues.begin(), frame.issues.end(), [&](const Issue& issue) { return issue.code == code; });
}

}  // namespace

class HallAirTest : public QObject {
    Q_OBJECT

  private slots:
    /// What the units give the floor void leaves it through tiles; with seams, through both.
    void tilesPassWhatUnitsSupply() {
        Halls halls(true);
        QVERIFY(halls.site().items(Kind::Crah).size() > 0);
        const auto tight = halls.solve();
        const double supplied = sum(*tight, Kind::Crah, Quantity::AirFlow), tiles = sum(*tight, Kind::TileGrid, Quantity::AirFlow);
        QVERIFY2(std::abs(tiles / supplied - 1) < 1e-9, qPrintable(QString("%1 of %2").arg(tiles).arg(supplied)));
        const double pressure = sum(*tight, Kind::Room, Quantity::AirPressure);
        QVERIFY(pressure > 0 && tight->keyFigure("floor_void_Pa") != nullptr);
        halls.set(Kind::Room, Param::FloorLeakage, 0.003);
        halls.set(Kind::Rack, Param::CableCutout, 0.02);
        const auto leaky = halls.solve();
        QVERIFY(leaky->report.usable());
        QVERIFY(sum(*leaky, Kind::TileGrid, Quantity::AirFlow) < 0.99 * tiles);
        QVERIFY(sum(*leaky, Kind::Room, Quantity::AirPressure) < pressure);
        QVERIFY(leaky->worstBalance() < 1e-6);
        qInfo("%.1f Pa tight, %.1f Pa leaky, tiles %.2f of %.2f m³/s", pressure, sum(*leaky, Kind::Room, Quantity::AirPressure), sum(*leaky, Kind::TileGrid, Quantity::AirFlow), supplied);
    }

    /// Walls that pass heat take it off the coolers; both balances count it.
    void heatThroughWallsIsBalanced() {
        Halls halls(true);
        const auto tight = halls.solve();
        QVERIFY(tight->keyFigure("wall_heat_W") == nullptr);
        halls.set(Kind::Room, Param::WallTransmittance, 2);
        halls.project.conditions.dryBulb_C = -15;
        const auto lossy = halls.solve();
        QVERIFY(lossy->report.usable());
        const auto* walls = lossy->keyFigure("wall_heat_W");
        QVERIFY(walls != nullptr && walls->value > 0);
        QVERIFY2(lossy->worstBalance() < 1e-6, qPrintable(QString::number(lossy->worstBalance())));
        qInfo("%.1f kW through the walls", walls->value / 1e3);
    }

    /// Hardly any open tile: the pressure that would take is said.
    void pressuresThatNoFanGivesAreNamed() {
        Halls halls(true);
        QVERIFY(!has(*halls.solve(), "air.pressureHigh"));
        halls.set(Kind::TileGrid, Param::OpenFraction, 0.05);
        QVERIFY(has(*halls.solve(), "air.pressureHigh"));
    }

    void fanCurvesGiveLessAgainstTheFloor() {
        Halls halls(true);
        const double held = sum(*halls.solve(), Kind::Crah, Quantity::AirFlow);
        halls.set(Kind::Crah, Param::FanShutOff, 60);
        const auto frame = halls.solve();
        const double curve = sum(*frame, Kind::Crah, Quantity::AirFlow);
        QVERIFY(curve < held && curve > 0.3 * held);
        QVERIFY(std::abs(sum(*frame, Kind::TileGrid, Quantity::AirFlow) / curve - 1) < 1e-9);
    }

    void containedAislesLeakByTheirPressure() {
        for (const bool underfloor : {true, false}) {
            Halls halls(underfloor);
            if (halls.site().items(Kind::Aisle).size() == 0) continue;
            halls.set(Kind::Aisle, Param::Containment, double(Containment::HotAisle));
            halls.set(Kind::Aisle, Param::ContainmentLeakage, 0.3);
            halls.set(Kind::Rack, Param::BlankingGap, 0.02);
            const auto frame = halls.solve();
            QVERIFY(frame->report.usable());
            QVERIFY(frame->worstBalance() < 1e-6);
            const auto column = frame->columns.find({Kind::Aisle, Quantity::AirPressure});
            QVERIFY(column != frame->columns.end());
            for (double value : column->second.values) QVERIFY(std::isnan(value) || std::abs(value) < 5000);
        }
    }

    /// By hand: dry coils, no humidifier: the hall has the outdoor air's dew point. Then the humidifier holds the lowest one.
    void moistureByHand() {
        Halls halls(false);
        Conditions& conditions = halls.project.conditions;
        conditions.dryBulb_C = 5, conditions.wetBulb_C = 0;
        QVERIFY(!halls.solve()->columns.contains({Kind::Room, Quantity::DewPoint}));  // not given, not shown
        halls.set(Kind::Room, Param::OutdoorAir, 1);
        const auto dry = halls.solve();
        double relative = 0;
        for (double rh = 0; rh < 1; rh += 1e-4)
            if (wetBulb_C(5, rh, pressureAtAltitude_Pa(conditions.altitude_m)) < 0) relative = rh;
        const double expected = dewPoint_C(5, relative);
        const auto& column = dry->columns.at({Kind::Room, Quantity::DewPoint});
        double found = std::nan("");
        for (double value : column.values) found = std::fmax(found, value);
        QVERIFY2(std::abs(found - expected) < 0.1, qPrintable(QString("%1 against %2").arg(found).arg(expected)));
        halls.set(Kind::Room, Param::Humidifier, 1e-4);
        halls.set(Kind::Room, Param::DewPointLow, 8);
        const auto humid = halls.solve();
        for (double value : humid->columns.at({Kind::Room, Quantity::DewPoint}).values) QVERIFY(std::isnan(value) || std::abs(value - 8) < 0.05);
    }

    /// Warm and humid outdoor air raises the dew point: the guard of cold water speaks.
    void humidOutdoorAirMovesTheGuard() {
        Halls halls(false);
        halls.project.conditions.dryBulb_C = 32, halls.project.conditions.wetBulb_C = 28;
        const auto before = halls.solve();
        halls.set(Kind::Room, Param::OutdoorAir, 20);
        const auto after = halls.solve();
        double dew = std::nan("");
        for (double value : after->columns.at({Kind::Room, Quantity::DewPoint}).values) dew = std::fmax(dew, value);
        QVERIFY(dew > halls.project.conditions.dewPoint_C);
        const auto margin = [](const Frame& frame) {
            double least = std::nan("");
            for (Kind kind : {Kind::Cdu, Kind::Pipe, Kind::Rack})
                if (const auto column = frame.columns.find({kind, Quantity::CondensationMargin}); column != frame.columns.end())
                    for (double value : column->second.values) least = std::fmin(least, value);
            return least;
        };
        QVERIFY(margin(*after) < margin(*before));
    }

    void classesAndHotSpots() {
        Halls halls(false);
        const auto good = halls.solve();
        const KeyFigure* spots = good->keyFigure("hot_spots");
        QVERIFY(spots != nullptr);
        std::vector<Id> units;
        for (Kind kind : {Kind::InRow, Kind::Crah})
            for (Id id : halls.all(kind)) units.push_back(id);
        QVERIFY(apply(halls.project, setParam(halls.project.variants[0], units, Param::SupplyTemperature, 38)).empty());
        const auto hot = halls.solve();
        QVERIFY(hot->keyFigure("hot_spots")->value > spots->value);
        QVERIFY(has(*hot, "air.aboveAllowable") && !has(*good, "air.aboveAllowable"));
    }
};

PLENUM_TEST(HallAirTest)
#include "hall_air_test.moc"
