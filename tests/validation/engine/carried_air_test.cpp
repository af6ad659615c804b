// SPDX-License-Identifier: GPL-3.0-or-later
// What refining changed, carried on to the instant air of an edited hall, against the refined air of that hall.
#include "app/files/project_files.h"
#include "tests/support/registry.h"
#include "twin/engine/carried_air.h"
#include "twin/engine/engine.h"

#include <cmath>

using namespace twin;

class CarriedAirTest : public QObject {
    Q_OBJECT

    Variant m_variant;
    Conditions m_conditions;
    std::shared_ptr<const Frame> m_instant, m_refined;
    std::shared_ptr<const engine::CarriedAir> m_carried;

    std::shared_ptr<const Frame> solve(const Site& site, Fidelity fidelity, std::shared_ptr<const engine::CarriedAir> carried = nullptr) const {
        engine::SolveOptions options;
        options.fidelity = fidelity;
        options.carried = std::move(carried);
        return engine::solve(std::make_shared<const Site>(site), m_conditions, options);
    }
    /// Of the racks' inlets, K.
    static double rms(const Frame& a, const Frame& b) {
        double sum = 0;
        int count = 0;
        for (std::size_t i = 0; i < a.site->items(Kind::Rack).size(); ++i)
            for (const Quantity q : {Quantity::InletLow, Quantity::InletMid, Quantity::InletHigh}) {
                const double difference = a.value(Kind::Rack, i, q) - b.value(Kind::Rack, i, q);
                if (!std::isfinite(difference)) continue;
                sum += difference * difference;
                ++count;
            }
        return std::sqrt(sum / std::max(count, 1));
    }

  private slots:
    void initTestCase() {
        const auto opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json");
        QVERIFY(opened.project.has_value());
        m_variant = opened.project->variants[0];
        m_conditions = opened.project->conditions;
        m_instant = solve(m_variant.site, Fidelity::Coarse);
        m_refined = engine::refine(solve(m_variant.site, Fidelity::Fine), 2, {});
        QVERIFY(m_instant->report.usable() && m_refined != nullptr);
        m_carried = engine::carriedAir(*m_instant, *m_refined, nullptr);
        QVERIFY(m_carried != nullptr && !m_carried->inlets.empty() && m_carried->fields.size() == m_refined->fields.size());
    }

    void givesTheRefinedInletsBack() {
        const auto shown = solve(m_variant.site, Fidelity::Coarse, m_carried);
        QVERIFY(rms(*m_instant, *m_refined) > 0.3);
        QVERIFY2(rms(*shown, *m_refined) < 1e-6, qPrintable(QString::number(rms(*shown, *m_refined))));
        QVERIFY2(shown->worstBalance() < 1e-6, qPrintable(QString::number(shown->worstBalance())));
        const auto again = engine::carriedAir(*shown, *m_refined, m_carried.get());  // from a frame that carries already
        for (const auto& [rack, kelvin] : m_carried->inlets)
            for (std::size_t q = 0; q < kelvin.size(); ++q) QVERIFY(std::abs(again->inlets.at(rack)[q] - kelvin[q]) < 1e-4);
    }

    /// A rack moved out of its row and ten racks with half as much load again.
    void isNearerToTheRefinedAirOfAnEditedHall() {
        Site site = m_variant.site;
        const auto racks = site.items(Kind::Rack);
        for (std::size_t n = 0; n < 10; ++n) {
            Item loaded = racks[40 + n];
            loaded.values.set(Param::PowerAllocated, 1.5 * site.value(loaded, Param::PowerAllocated));
            site.items(Kind::Rack).replace(loaded);
        }
        Item moved = racks[100];
        moved.position.x += 0.45;
        moved.position.y += 0.6;
        site.items(Kind::Rack).replace(moved);
        const auto plain = solve(site, Fidelity::Coarse), carried = solve(site, Fidelity::Coarse, m_carried);
        const auto refined = engine::refine(solve(site, Fidelity::Fine), 2, {});
        QVERIFY(refined != nullptr);
        const double without = rms(*plain, *refined), with = rms(*carried, *refined);
        qInfo("inlets against the refined ones of the edited hall: instant %.2f K RMS, with what is carried %.2f K", without, with);
        QVERIFY(with < 0.6 * without);
        QVERIFY(carried->worstBalance() < 1e-6);
    }
};

PLENUM_TEST(CarriedAirTest)
#include "carried_air_test.moc"
