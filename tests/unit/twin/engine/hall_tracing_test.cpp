// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/engine/engine.h"
#include "twin/model/generate.h"

#include <cmath>

using namespace twin;

class HallTracingTest : public QObject {
    Q_OBJECT

  private slots:
    /// Settled refined air is traced: every rack's air is accounted for.
    void refinedAirIsTraced() {
        Project project;
        for (std::uint64_t seed = 1; seed < 40; ++seed) {
            project = generateSite(16, seed);
            if (project.variants[0].site.items(Kind::Crah).size() == 0) break;
        }
        const auto fine = engine::solve(std::make_shared<const Site>(project.variants[0].site), project.conditions, {});
        QVERIFY(fine->influences.empty());
        const auto refined = engine::refine(fine, 2, {});
        QVERIFY(refined != nullptr && !refined->influences.empty());
        const AirInfluence& influence = *refined->influences.front();
        for (std::size_t d = 0; d < influence.drawing.size(); ++d) {
            float all = 0;
            for (std::size_t g = 0; g < influence.giving.size(); ++g) all += influence.at(d, g);
            QVERIFY2(std::abs(all - 1) < 1e-3f, qPrintable(QString::number(double(all))));
        }
        const auto& capture = refined->columns.at({Kind::Rack, Quantity::CaptureCold}).values;
        const auto& recirculation = refined->columns.at({Kind::Rack, Quantity::Recirculation}).values;
        int traced = 0;
        for (std::size_t i = 0; i < capture.size(); ++i) {
            if (std::isnan(capture[i])) continue;
            ++traced;
            QVERIFY(capture[i] >= -1e-6 && capture[i] <= 1 + 1e-6);
            QVERIFY(capture[i] + recirculation[i] <= 1 + 1e-4);
        }
        QVERIFY(traced > 0);
        qInfo("%d racks traced, refined in %.1f s", traced, refined->solveTime_s);
    }
};

PLENUM_TEST(HallTracingTest)
#include "hall_tracing_test.moc"
