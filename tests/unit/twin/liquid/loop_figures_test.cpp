// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/liquid/loop_figures.h"
#include "twin/liquid/loop_solver.h"

#include <cmath>
#include <numbers>

using namespace twin;
using namespace twin::liquid;

namespace {

/// A facility loop: pump, pipe, dry cooler, pipe back to the pump with a vessel at its suction.
struct Loop {
    Site site;
    Id pump = newId(), out = newId(), cooler = newId(), back = newId(), vessel = newId();

    explicit Loop(double vessel_m3 = 0.1, double relief_Pa = 600e3) {
        const auto add = [&](Kind kind, Id id, const char* name, std::initializer_list<std::pair<Param, double>> values) {
            Item item;
            item.id = id;
            item.kind = kind;
            item.name = name;
            for (const auto& [param, value] : values) item.values.set(param, value);
            if (kind == Kind::Pipe) item.points = {{0, 0, 0}, {50, 0, 0}};
            site.items(kind).add({item});
        };
        add(Kind::Pump, pump, "Pump", {{Param::PumpFlow, 0.02}, {Param::PumpHead, 150e3}, {Param::DifferentialPressure, 0}, {Param::Volume, 0.02}});
        add(Kind::Pipe, out, "Out", {{Param::Diameter, 0.1}});
        add(Kind::DryCooler, cooler, "Cooler", {{Param::LiquidRefFlow, 0.02}, {Param::LiquidRefDrop, 60e3}, {Param::Volume, 0.4}});
        add(Kind::Pipe, back, "Back", {{Param::Diameter, 0.15}});
        add(Kind::Tank, vessel, "Vessel", {{Param::Volume, vessel_m3}, {Param::FillPressure, 150e3}, {Param::ReliefPressure, relief_Pa}});
        const auto join = [&](Id a, Kind ka, const char* pa, Id b, Kind kb, const char* pb) {
            site.connections().add({{newId(), a, b, static_cast<unsigned char>(portFromKey(ka, pa)), static_cast<unsigned char>(portFromKey(kb, pb))}});
        };
        join(pump, Kind::Pump, "out", out, Kind::Pipe, "in");
        join(out, Kind::Pipe, "out", cooler, Kind::DryCooler, "in");
        join(cooler, Kind::DryCooler, "out", back, Kind::Pipe, "in");
        join(back, Kind::Pipe, "out", pump, Kind::Pump, "in");
        join(vessel, Kind::Tank, "main", pump, Kind::Pump, "in");
    }
    std::vector<LoopFigures> figures() const {
        SiteLoops loops(site, {});
        Network& network = loops.parts[SiteLoops::kFacility];
        for (Link& link : network.links)
            if (link.name == "Cooler") link.setOutlet = true, link.outlet_C = 30;
            else if (link.name == "Out") link.heat_W = 500e3;
        std::vector<NetworkResult> results(SiteLoops::kParts);
        results[SiteLoops::kFacility] = solveNetwork(network);
        return loopFigures(site, loops, results);
    }
};

bool has(const Issues& issues, const char* code) {
    for (const Issue& issue : issues)
        if (issue.code == code) return true;
    return false;
}

}  // namespace

class LoopFiguresTest : public QObject {
    Q_OBJECT

  private slots:
    /// Everything by hand from the objects' parameters.
    void fillingVesselAndTest() {
        const Loop loop;
        const auto all = loop.figures();
        QCOMPARE(all.size(), std::size_t(1));
        const LoopFigures& one = all[0];
        QVERIFY(one.driver == loop.pump);
        QCOMPARE(one.objects, std::size_t(4));
        const double volume = 0.02 + 0.4 + std::numbers::pi / 4 * 50 * (0.1 * 0.1 + 0.15 * 0.15);
        QVERIFY(std::abs(one.volume_m3 - volume) < 1e-9);
        QCOMPARE(one.glycol_kg, 0.0);
        const double rise = 500e3 / (one.flow_m3_s * density_kg_m3(Fluid::Water, 35) * 4180);
        QVERIFY(std::abs(one.return_C - 30 - rise) < 0.1);
        const double expansion = volume * (density_kg_m3(Fluid::Water, 10) / density_kg_m3(Fluid::Water, one.return_C) - 1);
        QVERIFY(std::abs(one.expansion_m3 - expansion) < 1e-9);
        // EN 12828: p_e = 540 kPa, p_0 = 150 kPa over the atmosphere.
        QVERIFY(std::abs(one.vesselNeeded_m3 - (expansion + 0.005 * volume) * 640.0 / 390.0) < 1e-9);
        QCOMPARE(one.test_Pa, 900e3);
        QCOMPARE(one.relief_Pa, 600e3);
        QVERIFY(std::abs(one.fastest_m_s / one.slowest_m_s - 2.25) < 1e-9 && one.fastestPipe == loop.out && one.slowestPipe == loop.back);
        QVERIFY(std::abs(one.lowest_Pa - 150e3) < 1e-3);
        QVERIFY(one.highest_Pa > 250e3 && one.highest_Pa < 350e3);
        QVERIFY(loopIssues(loop.site, all).empty());
    }

    void whatIsWrongIsSaid() {
        const Loop small(0.01);
        QVERIFY(has(loopIssues(small.site, small.figures()), "liquid.vesselSmall"));
        const Loop weak(1, 220e3);
        QVERIFY(has(loopIssues(weak.site, weak.figures()), "liquid.pressureHigh"));
    }

    void glycolByItsShare() {
        QCOMPARE(glycolShare(Fluid::Water), 0.0);
        QCOMPARE(glycolShare(Fluid::PG25), 0.25);
        QCOMPARE(glycolShare(Fluid::EG50), 0.5);
    }
};

PLENUM_TEST(LoopFiguresTest)
#include "loop_figures_test.moc"
