// SPDX-License-Identifier: GPL-3.0-or-later
// Refined air of a whole site: the hall of a sample, from its coupled solution.
#include "app/files/project_files.h"
#include "tests/support/registry.h"
#include "twin/engine/engine.h"

#include <cmath>

using namespace twin;

class RefinedSiteTest : public QObject {
    Q_OBJECT

    std::shared_ptr<const Frame> m_fine;

  private slots:
    void initTestCase() {
        const auto opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json");
        QVERIFY(opened.project.has_value());
        m_fine = engine::solve(std::make_shared<const Site>(opened.project->variants[0].site), opened.project->conditions, {});
        QVERIFY(m_fine->report.usable());
    }

    /// The heat is the same, so every balance closes as before; inlets differ, and hot air finds its way over row ends.
    void keepsTheBalancesAndRefinesTheInlets() {
        int improved = 0;
        const auto refined = engine::refine(m_fine, 2, [&](std::shared_ptr<const Frame>) { ++improved; });
        QVERIFY(refined != nullptr);
        QVERIFY(improved >= 1);
        QCOMPARE(refined->generation, m_fine->generation);
        QVERIFY(refined->fields.size() == m_fine->fields.size());
        for (const auto& field : refined->fields) QVERIFY(field->stage == AirField::Stage::Refined);
        QVERIFY2(refined->worstBalance() < 1e-6, qPrintable(QString::number(refined->worstBalance())));
        double moved = 0;
        for (std::size_t i = 0; i < refined->site->items(Kind::Rack).size(); ++i) {
            const double before = m_fine->value(Kind::Rack, i, Quantity::InletTemperature), after = refined->value(Kind::Rack, i, Quantity::InletTemperature);
            QVERIFY(std::isfinite(after));
            QVERIFY(after > 15 && after < 45);
            moved = std::max(moved, std::abs(after - before));
            QCOMPARE(refined->value(Kind::Rack, i, Quantity::ItPower), m_fine->value(Kind::Rack, i, Quantity::ItPower));
        }
        QVERIFY(moved > 0.5);
    }

    void stopsAtOnce() {
        std::stop_source source;
        source.request_stop();
        QVERIFY(engine::refine(m_fine, 2, {}, source.get_token()) == nullptr);
    }
};

PLENUM_TEST(RefinedSiteTest)
#include "refined_site_test.moc"
