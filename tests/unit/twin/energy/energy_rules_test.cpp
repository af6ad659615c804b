// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/energy/energy_rules.h"
#include "twin/energy/random.h"

#include <cmath>
#include <numbers>

using namespace twin;
using namespace twin::energy;

namespace {

Storage store(double pcs_W, double energy_J, double efficiency = 1) {
    Storage storage;
    storage.pcs_W = pcs_W, storage.energy_J = energy_J;
    storage.chargeEfficiency = storage.dischargeEfficiency = efficiency;
    storage.socLow = 0, storage.socHigh = 1, storage.socStart = 0.5;
    return storage;
}

}  // namespace

class EnergyRulesTest : public QObject {
    Q_OBJECT
  private slots:
    void ridesThrough() {
        const Storage storage = store(2e6, 3.6e9, 0.9);
        QVERIFY(std::abs(rideThrough_s(storage, 1e6, 0.5) - 0.5 * 3600 * 0.9) < 1e-6);
        QCOMPARE(rideThrough_s(storage, 3e6, 0.5), 0.0);
        QVERIFY(std::abs(rideThrough_s(storage, 1e6, reserveFor(storage, 1e6, 300)) - 300) < 1e-6);
    }

    // Two hours of 2 MW over a base of 1 MW; 0.5 MWh at hand take 0.25 MW off.
    void shavesThePeakAsFarAsTheCellsGo() {
        Series load{900, std::vector<double>(96, 1e6), ""};
        for (std::size_t i = 40; i < 48; ++i) load.power_W[i] = 2e6;
        Storage storage = store(1e6, 3.6e9);
        storage.socStart = 0.5, storage.socHigh = 0.5;
        QVERIFY(std::abs(leastThreshold_W(load, storage) - 1.75e6) < 10);
        const DispatchRun run = shavePeaks(load, storage, 1.75e6);
        QVERIFY(run.missed_J < 1e-3);
        QVERIFY(std::abs(run.discharged_J - 1.8e9) < 1);
        QVERIFY(std::abs(run.charged_J - run.discharged_J - run.loss_J - run.cellChange_J) < 1e-9 * run.discharged_J);
        QVERIFY(std::abs(leastThreshold_W(load, storage, 0.25) - 1.875e6) < 10);  // half of it kept in reserve
    }

    void answersTheFrequency() {
        FrequencyRule rule;
        rule.offered_W = 1e6;
        QCOMPARE(droopPower_W(rule, 50.01), 0.0);
        QVERIFY(std::abs(droopPower_W(rule, 49.48) - 0.5e6) < 1e-6);   // 0.5 Hz beyond the band of 1 Hz
        QVERIFY(std::abs(droopPower_W(rule, 50.52) + 0.5e6) < 1e-6);
        QCOMPARE(droopPower_W(rule, 45), 1e6);
        const Storage storage = store(2e6, 3.6e9);
        QVERIFY(std::abs(offerable_W(storage, 0.5, 0.25, 1800) - 0.5e6) < 1e-6);
        const RegulationRun run = followFrequency(std::vector<double>(100, 45.0), 1, storage, rule);
        QCOMPARE(run.score, 1.0);
        QVERIFY(std::abs(run.discharged_J - 1e8) < 1e-3);
        const RegulationRun tired = followSignal(std::vector<double>(7200, 1.0), 1, storage, 1e6);
        QVERIFY(std::abs(tired.score - 0.25) < 1e-9);  // half an hour of two
    }

    void smoothsPv() {
        Series pv{60, std::vector<double>(600, 5e6), ""};
        for (std::size_t i = 200; i < 260; ++i) pv.power_W[i] = 1e6;  // a cloud
        Storage storage = store(5e6, 3.6e10);
        storage.ramp_W_s = 5e3, storage.start = StartAt::FirstCell, storage.coolingCop = 0;
        const PvRun run = smoothPv(pv, storage);
        QVERIFY(run.rampBefore_W_s > 60e3);
        QVERIFY(run.rampAfter_W_s < 5e3 * (1 + 1e-9));
    }

    void islandSavesDiesel() {
        Series load{900, std::vector<double>(96, 8e3), ""}, pv{900, std::vector<double>(96, 0.0), ""};
        for (std::size_t i = 24; i < 72; ++i) pv.power_W[i] = 30e3 * std::sin(std::numbers::pi * (static_cast<double>(i) - 24) / 48);
        DieselSet diesel;
        diesel.rating_W = 20e3, diesel.noLoad_l_h = 1.5;
        const IslandRun bare = runIsland(load, {}, store(0, 0), diesel);
        QVERIFY(std::abs(bare.fuel_l - bare.fuelAlone_l) < 1e-9 && std::abs(bare.fuel_l - (24 * 1.5 + 192 * 0.25)) < 1e-9);
        const IslandRun run = runIsland(load, pv, store(20e3, 100 * 3.6e6, 0.95), diesel, 0.1);
        QVERIFY(run.saving() > 0.5 && run.saving() <= 1);
        QVERIFY(run.unserved_J < 1e-6);
        QVERIFY(std::abs(run.charged_J - run.discharged_J - run.loss_J - run.cellChange_J) < 1e-9 * run.charged_J);
    }

    void randomInputsGiveNumbers() {
        Random random(5);
        for (int trial = 0; trial < 200; ++trial) {
            Series load{60, std::vector<double>(200), ""}, pv = load;
            for (std::size_t i = 0; i < 200; ++i) load.power_W[i] = 1e6 * random.uniform(), pv.power_W[i] = 2e6 * random.uniform();
            Storage storage = store(random.uniform() < 0.2 ? 0 : 1e6 * random.uniform(), random.uniform() < 0.2 ? 0 : 1e9 * random.uniform(), 0.5 + 0.5 * random.uniform());
            DieselSet diesel;
            diesel.rating_W = 1 + 1e6 * random.uniform();
            const IslandRun island = runIsland(load, pv, storage, diesel, random.uniform() * 0.5);
            QVERIFY(std::isfinite(island.saving()) && std::isfinite(island.dumped_J) && std::isfinite(island.unserved_J));
            QVERIFY(std::isfinite(leastThreshold_W(load, storage)));
            QVERIFY(std::isfinite(offerable_W(storage, 0.5, 0.1, 900)));
        }
    }
};

PLENUM_TEST(EnergyRulesTest)
#include "energy_rules_test.moc"
