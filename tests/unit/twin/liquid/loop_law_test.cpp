// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/liquid/loop_builder.h"
#include "twin/liquid/loop_law.h"

#include <cmath>
#include <numbers>

using namespace twin::liquid;
using namespace plenum::test;

class LoopLawTest : public QObject {
    Q_OBJECT

  private slots:
    void frictionIsContinuousWithSlope() {
        for (const double roughness : {0.0, 1e-5, 1e-3, 0.03}) {
            for (const double edge : {2000.0, 4000.0}) {
                const Friction below = darcyFriction(edge * (1 - 1e-9), roughness);
                const Friction above = darcyFriction(edge * (1 + 1e-9), roughness);
                QVERIFY(std::abs(below.factor - above.factor) < 1e-9);
                QVERIFY(std::abs(below.slope - above.slope) < 1e-12);
            }
            for (double re = 500; re < 1e6; re *= 1.07) {
                const double step = re * 1e-6;
                const double measured = (darcyFriction(re + step, roughness).factor - darcyFriction(re - step, roughness).factor) / (2 * step);
                QVERIFY(std::abs(measured - darcyFriction(re, roughness).slope) < 1e-5 * std::abs(measured) + 1e-12);
            }
        }
    }

    // Swamee and Jain 1976 is within 1 % of Colebrook–White for 4e3 < Re < 1e8 (3 % at the low end), ε/D 1e-6 … 1e-2.
    void turbulentFrictionIsNearColebrook() {
        for (const double roughness : {1e-6, 1e-4, 1e-3, 1e-2})
            for (double re = 5e3; re < 1e7; re *= 2) {
                double root = 8;
                for (int i = 0; i < 50; ++i) root = -2 * std::log10(roughness / 3.7 + 2.51 * root / re);
                QVERIFY(std::abs(darcyFriction(re, roughness).factor * root * root - 1) < 0.033);
            }
    }

    void everyLawRisesAndItsSlopeIsItsDerivative() {
        Link limited = resistance("valve", 0, 1, 1e-3, 3e4, 0.2);
        limited.maxFlow_m3_s = 7e-4;
        Link held = pump("held", 0, 1, 2e5, 2e-3, 1.4e5);
        held.control = PumpControl::DifferentialPressure;
        held.setDifference_Pa = 9e4;
        for (const Link& link : {pipe("pipe", 0, 1, 12, 0.04), resistance("rack", 0, 1, 1e-3, 3e4, 0.3), limited,
                                 pump("pump", 0, 1, 2e5, 2e-3, 1.4e5), held}) {
            const LinkLaw law(link, 1000, 1e-3);
            double before = law.at(-2e-3, 1e6).drop_Pa;
            for (double q = -2e-3 + 1.37e-6; q < 4e-3; q += 1.37e-6) {
                const double now = law.at(q, 1e6).drop_Pa;
                QVERIFY2(now >= before, link.name.c_str());
                before = now;
            }
            for (double q = 1.3e-5; q < 4e-3; q *= 1.31) {
                const double step = q * 1e-6;
                const double measured = (law.at(q + step, 1e6).drop_Pa - law.at(q - step, 1e6).drop_Pa) / (2 * step);
                const double slope = law.at(q, 1e6).slope_Pa_s_m3;
                QVERIFY2(std::abs(measured - slope) <= 1e-4 * std::abs(slope) + 1e-2, link.name.c_str());
            }
        }
    }

    void resistancePassesThroughItsRatingAndScales() {
        Link rack = resistance("rack", 0, 1, 1e-3, 3e4, 0.25);
        const auto drop = [&](double density, double viscosity) { return LinkLaw(rack, density, viscosity).at(1e-3, 1e2).drop_Pa; };
        QVERIFY(std::abs(drop(rack.refDensity_kg_m3, rack.refViscosity_Pa_s) - 3e4) < 1e-8);
        QVERIFY(std::abs(drop(rack.refDensity_kg_m3, 2 * rack.refViscosity_Pa_s) - 3.75e4) < 1e-8);
        QVERIFY(std::abs(drop(2 * rack.refDensity_kg_m3, rack.refViscosity_Pa_s) - 5.25e4) < 1e-8);
    }

    void pumpFollowsTheAffinityLaws() {
        Link unit = pump("pump", 0, 1, 2e5, 2e-3, 1.4e5);
        unit.speed = 0.8;
        unit.units = 3;
        const LinkLaw law(unit, 1000, 1e-3);
        QVERIFY(std::abs(-law.at(0, 1e2).drop_Pa - 0.64 * 2e5) < 1e-8);
        QVERIFY(std::abs(-law.at(3 * 0.8 * 2e-3, 1e2).drop_Pa - 0.64 * 1.4e5) < 1e-8);
        QVERIFY(std::abs(pumpSpeed(unit, 3 * 0.8 * 2e-3, 0.64 * 1.4e5) - 0.8) < 1e-12);
    }
};

PLENUM_TEST(LoopLawTest)
#include "loop_law_test.moc"
