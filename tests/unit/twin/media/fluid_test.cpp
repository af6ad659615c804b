// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/media/fluid.h"

#include <cmath>

using namespace twin;

class FluidTest : public QObject {
    Q_OBJECT

  private slots:
    // IAPWS-95 / IAPWS 2008 / IAPWS 2011 at 0.101325 MPa, as tabulated by NIST (REFPROP, WebBook).
    void waterAgreesWithIapws_data() {
        QTest::addColumn<double>("temperature_C");
        QTest::addColumn<double>("density");
        QTest::addColumn<double>("heatCapacity");
        QTest::addColumn<double>("viscosity_mPa_s");
        QTest::addColumn<double>("conductivity");
        QTest::newRow("10") << 10.0 << 999.70 << 4195.5 << 1.3059 << 0.5787;
        QTest::newRow("20") << 20.0 << 998.21 << 4184.1 << 1.0016 << 0.5980;
        QTest::newRow("25") << 25.0 << 997.05 << 4181.3 << 0.8900 << 0.6065;
        QTest::newRow("40") << 40.0 << 992.22 << 4179.4 << 0.6527 << 0.6286;
        QTest::newRow("60") << 60.0 << 983.20 << 4185.0 << 0.4660 << 0.6510;
        QTest::newRow("80") << 80.0 << 971.79 << 4196.9 << 0.3540 << 0.6668;
    }
    void waterAgreesWithIapws() {
        QFETCH(double, temperature_C);
        QFETCH(double, density);
        QFETCH(double, heatCapacity);
        QFETCH(double, viscosity_mPa_s);
        QFETCH(double, conductivity);
        const FluidProperties water = properties(Fluid::Water, temperature_C);
        QVERIFY(std::abs(water.density_kg_m3 / density - 1) < 1e-4);
        QVERIFY(std::abs(water.heatCapacity_J_kgK / heatCapacity - 1) < 1e-3);
        QVERIFY(std::abs(water.viscosity_Pa_s * 1e3 / viscosity_mPa_s - 1) < 3e-3);
        QVERIFY(std::abs(water.conductivity_W_mK / conductivity - 1) < 3e-3);
    }

    void pg25IsTheSheetAt40() {
        const FluidProperties glycol = properties(Fluid::PG25, 40);
        QCOMPARE(glycol.density_kg_m3, 1022.5);
        QCOMPARE(glycol.heatCapacity_J_kgK, 3920.0);
        QCOMPARE(glycol.viscosity_Pa_s, 1.58e-3);
        QCOMPARE(glycol.conductivity_W_mK, 0.476);
    }

    void propertiesAreSmoothAndFallOrRiseAsTheyShould_data() {
        QTest::addColumn<int>("fluid");
        QTest::newRow("water") << static_cast<int>(Fluid::Water);
        QTest::newRow("PG25") << static_cast<int>(Fluid::PG25);
        QTest::newRow("PG20") << static_cast<int>(Fluid::PG20);
        QTest::newRow("PG30") << static_cast<int>(Fluid::PG30);
        QTest::newRow("PG55") << static_cast<int>(Fluid::PG55);
        QTest::newRow("EG30") << static_cast<int>(Fluid::EG30);
        QTest::newRow("EG50") << static_cast<int>(Fluid::EG50);
    }
    void propertiesAreSmoothAndFallOrRiseAsTheyShould() {
        QFETCH(int, fluid);
        const auto kind = static_cast<Fluid>(fluid);
        FluidProperties before = properties(kind, 5);
        for (double t = 5.5; t <= 95; t += 0.5) {
            const FluidProperties now = properties(kind, t);
            QVERIFY(now.density_kg_m3 < before.density_kg_m3);
            QVERIFY(now.viscosity_Pa_s < before.viscosity_Pa_s);
            QVERIFY(now.conductivity_W_mK > before.conductivity_W_mK);
            QVERIFY(std::abs(now.viscosity_Pa_s / before.viscosity_Pa_s - 1) < 0.035);
            QVERIFY(std::abs(now.heatCapacity_J_kgK - before.heatCapacity_J_kgK) < 3);
            QCOMPARE(now.density_kg_m3, density_kg_m3(kind, t));
            QCOMPARE(now.viscosity_Pa_s, viscosity_Pa_s(kind, t));
            before = now;
        }
    }

    // Melinder 2010: his two-dimensional polynomials evaluated in full at 20 and 60 °C.
    void glycolsAgreeWithMelinder_data() {
        QTest::addColumn<int>("fluid");
        QTest::addColumn<double>("temperature_C");
        QTest::addColumn<double>("density");
        QTest::addColumn<double>("heatCapacity");
        QTest::addColumn<double>("viscosity_mPa_s");
        QTest::addColumn<double>("conductivity");
        QTest::newRow("PG20 20") << static_cast<int>(Fluid::PG20) << 20.0 << 1014.8 << 3977.0 << 2.030 << 0.4922;
        QTest::newRow("PG20 60") << static_cast<int>(Fluid::PG20) << 60.0 << 995.6 << 4061.0 << 0.778 << 0.5310;
        QTest::newRow("PG30 20") << static_cast<int>(Fluid::PG30) << 20.0 << 1023.8 << 3857.0 << 2.965 << 0.4444;
        QTest::newRow("PG30 60") << static_cast<int>(Fluid::PG30) << 60.0 << 1001.2 << 3962.0 << 0.995 << 0.4766;
        QTest::newRow("PG55 20") << static_cast<int>(Fluid::PG55) << 20.0 << 1041.5 << 3436.0 << 7.683 << 0.3403;
        QTest::newRow("PG55 60") << static_cast<int>(Fluid::PG55) << 60.0 << 1011.9 << 3603.0 << 1.909 << 0.3579;
        QTest::newRow("EG30 20") << static_cast<int>(Fluid::EG30) << 20.0 << 1038.0 << 3718.0 << 2.166 << 0.4649;
        QTest::newRow("EG30 60") << static_cast<int>(Fluid::EG30) << 60.0 << 1017.5 << 3829.0 << 0.866 << 0.5002;
        QTest::newRow("EG50 20") << static_cast<int>(Fluid::EG50) << 20.0 << 1064.9 << 3312.0 << 3.693 << 0.3891;
        QTest::newRow("EG50 60") << static_cast<int>(Fluid::EG50) << 60.0 << 1040.5 << 3503.0 << 1.375 << 0.4138;
    }
    void glycolsAgreeWithMelinder() {
        QFETCH(int, fluid);
        QFETCH(double, temperature_C);
        QFETCH(double, density);
        QFETCH(double, heatCapacity);
        QFETCH(double, viscosity_mPa_s);
        QFETCH(double, conductivity);
        const FluidProperties glycol = properties(static_cast<Fluid>(fluid), temperature_C);
        QVERIFY(std::abs(glycol.density_kg_m3 / density - 1) < 1e-4);
        QVERIFY(std::abs(glycol.heatCapacity_J_kgK / heatCapacity - 1) < 3e-4);
        QVERIFY(std::abs(glycol.viscosity_Pa_s * 1e3 / viscosity_mPa_s - 1) < 1e-3);
        QVERIFY(std::abs(glycol.conductivity_W_mK / conductivity - 1) < 5e-4);
    }

    // Lange's Handbook of Chemistry, 15th edition, table 5.13: specific gravity at 15.6 °C of 20 and 30 % by volume.
    void densityAgreesWithLange() {
        const double water = 999.0;
        QVERIFY(std::abs(density_kg_m3(Fluid::PG20, 15.6) / water - 1.017) < 2e-3);
        QVERIFY(std::abs(density_kg_m3(Fluid::PG30, 15.6) / water - 1.024) < 3e-3);
    }

    void outsideTheRangeTheEndCounts() {
        QCOMPARE(properties(Fluid::Water, -20).viscosity_Pa_s, properties(Fluid::Water, 0).viscosity_Pa_s);
        QCOMPARE(properties(Fluid::PG25, 300).density_kg_m3, properties(Fluid::PG25, 95).density_kg_m3);
    }
};

PLENUM_TEST(FluidTest)
#include "fluid_test.moc"
