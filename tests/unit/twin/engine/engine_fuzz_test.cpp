// SPDX-License-Identifier: GPL-3.0-or-later
// Random legal edits of generated sites: whatever the planner does, numbers stay finite, balances close or the report
// says that the state is not usable.
#include "tests/support/registry.h"
#include "twin/engine/engine.h"
#include "twin/model/generate.h"

#include <cmath>
#include <random>

using namespace twin;

class EngineFuzzTest : public QObject {
    Q_OBJECT

    static Edit randomEdit(const Variant& variant, std::mt19937& random) {
        std::vector<Id> ids;
        variant.site.forEachItem([&](const Item& item) {
            if (item.kind != Kind::Site && item.kind != Kind::Room && item.kind != Kind::Building) ids.push_back(item.id);
        });
        const auto below = [&](double top) { return std::uniform_real_distribution<double>(0, top)(random); };
        const Id id = ids[random() % ids.size()];
        switch (random() % 5) {
            case 0: return moveItems(variant, {id}, {below(4) - 2, below(4) - 2, 0});
            case 1: return rotateItems(variant, {id}, 90);
            case 2: return removeItems(variant, {id});
            case 3: return duplicateItems(variant, {id}, {below(3), below(3), 0});
            default: {
                const Item& item = *variant.site.find(id);
                const auto params = spec(item.kind).params;
                if (params.empty()) return moveItems(variant, {id}, {0.1, 0, 0});
                const Param param = params[random() % params.size()].param;
                const double old = variant.site.value(item, param);
                const double changed = std::clamp(old * (0.5 + below(1)), spec(param).min, spec(param).max);
                return setParam(variant, {id}, param, spec(param).unit == Unit::Choice ? old : changed);
            }
        }
    }

  private slots:
    void staysFiniteAndHonest_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 60; ++seed) QTest::addRow("%d", seed) << seed;
    }

    void staysFiniteAndHonest() {
        QFETCH(int, seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        Project project = generateSite(4 + static_cast<int>(random() % 40), static_cast<std::uint64_t>(seed));
        for (int edit = 0; edit < 12; ++edit) QVERIFY(apply(project, randomEdit(project.variants[0], random)).empty());
        engine::SolveOptions options;
        options.fidelity = Fidelity::Coarse;
        const auto frame = engine::solve(std::make_shared<const Site>(project.variants[0].site), project.conditions, options);
        for (const auto& [key, column] : frame->columns)
            for (const double value : column.values) QVERIFY2(!std::isinf(value), spec(key.second).key);
        for (const Quantity quantity : {Quantity::ItPower, Quantity::HeatToAir, Quantity::HeatToLiquid, Quantity::PowerIn})
            for (std::size_t i = 0; i < frame->site->items(Kind::Rack).size(); ++i)
                QVERIFY2(std::isfinite(frame->value(Kind::Rack, i, quantity)), spec(quantity).key);
        for (const auto& balance : frame->balances) {
            QVERIFY2(std::isfinite(balance.in) && std::isfinite(balance.out), balance.key);
            if (frame->report.usable()) QVERIFY2(balance.relative() < 1e-6, qPrintable(QStringLiteral("%1: %2 in, %3 out").arg(balance.key).arg(balance.in).arg(balance.out)));
        }
        if (!frame->report.usable()) QVERIFY2(!frame->issues.empty() && !frame->report.worst.empty(), "an unusable state names its reason");
    }
};

PLENUM_TEST(EngineFuzzTest)
#include "engine_fuzz_test.moc"
