// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/liquid/coolant_trend.h"

#include <cmath>
#include <vector>

using namespace twin::liquid;

namespace {
constexpr double kDay_s = 86400;
constexpr double kNone = std::numeric_limits<double>::infinity();
}  // namespace

class CoolantTrendTest : public QObject {
    Q_OBJECT

  private slots:
    /// 20 kPa and 500 Pa a day: 50 kPa are reached (50 − 35)/0.5 = 30 days after day 30.
    void aStraightLineMeetsItsLimit() {
        std::vector<TrendSample> samples;
        for (int day = 0; day <= 30; ++day) samples.push_back({day * kDay_s, 20e3 + 500.0 * day});
        const Trend trend = trendOf(samples, -kNone, 50e3);
        QVERIFY(std::abs(trend.perDay - 500) < 1e-6 && std::abs(trend.now - 35e3) < 1e-3);
        QVERIFY(trend.perDayError < 1e-3);
        QVERIFY(std::abs(trend.days - 30) < 1e-6 && std::abs(trend.daysEarliest - 30) < 1e-3);
        QVERIFY(!trend.beyond);
        QVERIFY(trendOf(samples, -kNone, 30e3).beyond);
        QCOMPARE(trendOf(samples, -kNone, 30e3).days, 0.0);
        QVERIFY(std::isinf(trendOf(samples, 0, kNone).days));
    }

    /// Textbook case y = 1, 3, 2 at x = 0, 1, 2: slope 1/2, residuals −1/2, 1, −1/2, standard error √(1.5/1/2) = 0.866.
    void theStandardErrorOfTheSlope() {
        const std::vector<TrendSample> samples = {{0, 1}, {kDay_s, 3}, {2 * kDay_s, 2}, {2.5 * kDay_s, std::nan("")}};
        const Trend trend = trendOf(samples, 0, 10);
        QCOMPARE(trend.samples, std::size_t(3));
        QVERIFY(std::abs(trend.perDay - 0.5) < 1e-12);
        QVERIFY(std::abs(trend.perDayError - std::sqrt(0.75)) < 1e-12);
        QVERIFY(std::abs(trend.now - 2.5) < 1e-12);
        QVERIFY(std::abs(trend.days - 15) < 1e-9);
        QVERIFY(trend.daysEarliest < 15 && trend.daysEarliest > 0);
    }

    void tooLittleSaysLittle() {
        QCOMPARE(trendOf({}, 0, 1).samples, std::size_t(0));
        const std::vector<TrendSample> one = {{0, 8}};
        QVERIFY(std::isinf(trendOf(one, 7, 9).days) && !trendOf(one, 7, 9).beyond);
        QVERIFY(trendOf(one, 7, 7.5).beyond);
    }

    /// Half the flow has a quarter of the drop: the same dirt.
    void dirtAndNotLoad() {
        const std::vector<TrendSample> flows = {{0, 2e-3}, {100, 1e-3}, {200, 1e-4}, {300, 2e-3}};
        const std::vector<TrendSample> drops = {{-1, 5e3}, {10, 20e3}, {110, 5e3}, {210, 100}, {310, 24e3}, {2000, 24e3}};
        const auto clean = filterDrops(drops, flows, 2e-3);
        QCOMPARE(clean.size(), std::size_t(3));
        QCOMPARE(clean[0].value, 20e3);
        QCOMPARE(clean[1].value, 20e3);
        QCOMPARE(clean[2].value, 24e3);
    }
};

PLENUM_TEST(CoolantTrendTest)
#include "coolant_trend_test.moc"
