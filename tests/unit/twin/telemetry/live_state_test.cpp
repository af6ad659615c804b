// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/live_state.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/telemetry/telemetry_site.h"

#include <cmath>

using namespace twin;
using namespace twin::telemetry;
using plenum::test::named;
using plenum::test::pointOn;
using plenum::test::tableOf;
using plenum::test::telemetrySite;

namespace {

constexpr Time_ms kNow = 1'700'000'000'000;

std::shared_ptr<const Frame> computedFrame() {
    auto frame = std::make_shared<Frame>();
    frame->site = std::make_shared<const Site>(telemetrySite());
    for (double& value : frame->column(Kind::Rack, Quantity::InletTemperature).values) value = 24;
    for (double& value : frame->column(Kind::Rack, Quantity::ItPower).values) value = 40e3;
    frame->keyFigures.emplace_back().value = 24;
    frame->fields.push_back(std::make_shared<const AirField>());
    frame->balances.push_back({"heat", "Heat", 1, 1});
    return frame;
}

}  // namespace

class LiveStateTest : public QObject {
    Q_OBJECT
  private slots:
    void keepsTheNewest() {
        LiveState live(tableOf({pointOn("a", {1}, Quantity::InletTemperature), pointOn("b", {2}, Quantity::InletTemperature)}));
        live.put(std::vector<PointSample>{{0, {1000, 1, Quality::Good}}, {0, {3000, 3, Quality::Good}}, {0, {2000, 2, Quality::Good}}, {0, {3000, 3, Quality::Good}}, {7, {3000, 3, Quality::Good}}});
        QCOMPARE(live.snapshot(3000).latest[0].value, 3.0);
        live.put(std::vector<PointSample>{{0, {3000, 4, Quality::Good}}});  // corrected at the same time
        QCOMPARE(live.snapshot(3000).latest[0].value, 4.0);
        const auto counts = live.counts();
        QVERIFY(counts.taken == 3 && counts.late == 1 && counts.duplicate == 1);
        QVERIFY(live.snapshot(3000).state(1) == PointState::Missing);
    }
    void makesOneValueOfSeveralPoints_data() {
        QTest::addColumn<int>("how");
        QTest::addColumn<QVector<int>>("ages_s");  // −1: no value
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("state");
        const auto row = [](const char* name, Aggregate how, QVector<int> ages, double value, ValueState state) { QTest::newRow(name) << static_cast<int>(how) << ages << value << static_cast<int>(state); };
        row("mean", Aggregate::Mean, {1, 1, 1}, 25, ValueState::Measured);  // of 20, 22 and 33
        row("least", Aggregate::Min, {1, 1, 1}, 20, ValueState::Measured);
        row("greatest", Aggregate::Max, {1, 1, 1}, 33, ValueState::Measured);
        row("one old", Aggregate::Max, {1, 1, 100}, 22, ValueState::Estimated);
        row("one missing", Aggregate::Mean, {1, -1, 1}, 26.5, ValueState::Estimated);
        row("all old", Aggregate::Mean, {100, 100, 100}, 25, ValueState::Stale);
        row("old or missing", Aggregate::Min, {-1, 100, 100}, 22, ValueState::Stale);
        row("none", Aggregate::Max, {-1, -1, -1}, 24, ValueState::Computed);
    }
    void makesOneValueOfSeveralPoints() {
        QFETCH(int, how);
        QFETCH(QVector<int>, ages_s);
        QFETCH(double, value);
        QFETCH(int, state);
        const auto computed = computedFrame();
        const Id rack = named(*computed->site, "R2").id, other = named(*computed->site, "R3").id;
        std::vector<Point> points{pointOn("a", rack, Quantity::InletTemperature), pointOn("b", rack, Quantity::InletTemperature), pointOn("c", rack, Quantity::InletTemperature),
                                  pointOn("d", other, Quantity::InletTemperature)};
        for (Point& point : points) point.aggregate = static_cast<Aggregate>(how);
        LiveState live(tableOf(points));
        const double values[] = {20, 22, 33};
        for (int i = 0; i < 3; ++i)
            if (ages_s[i] >= 0) live.put(std::vector<PointSample>{{static_cast<std::uint32_t>(i), {kNow - ages_s[i] * 1000, values[i], Quality::Good}}});
        live.put(std::vector<PointSample>{{3, {kNow, 19, Quality::Good}}});
        const auto frame = merged(computed, live.snapshot(kNow), Mode::LiveElseComputed);
        const Column& column = frame->columns.at({Kind::Rack, Quantity::InletTemperature});
        const auto at = [&](Id id) { return frame->site->items(Kind::Rack).indexOf(id); };
        QCOMPARE(column.at(at(rack)), value);
        QCOMPARE(static_cast<int>(column.stateAt(at(rack))), state);
        QCOMPARE(column.at(at(other)), 19.0);
        QVERIFY(column.stateAt(at(other)) == ValueState::Measured);
    }
    void knowsStates_data() {
        QTest::addColumn<int>("age_ms");
        QTest::addColumn<int>("quality");
        QTest::addColumn<int>("state");
        const auto row = [](const char* name, int age, Quality quality, PointState state) { QTest::newRow(name) << age << static_cast<int>(quality) << static_cast<int>(state); };
        row("fresh", 0, Quality::Good, PointState::Measured);
        row("at the limit", 30'000, Quality::Good, PointState::Measured);
        row("beyond", 30'001, Quality::Good, PointState::Stale);
        row("uncertain", 10, Quality::Uncertain, PointState::Estimated);
        row("uncertain and old", 40'000, Quality::Uncertain, PointState::Stale);
        row("none", 0, Quality::NoValue, PointState::Missing);
        row("bad", 0, Quality::Bad, PointState::Missing);
    }
    void knowsStates() {
        QFETCH(int, age_ms);
        QFETCH(int, quality);
        QFETCH(int, state);
        LiveState live(tableOf({pointOn("a", {1}, Quantity::InletTemperature)}));
        const bool number = quality <= static_cast<int>(Quality::Uncertain);
        live.put(std::vector<PointSample>{{0, {kNow - age_ms, number ? 20 : std::nan(""), static_cast<Quality>(quality)}}});
        QCOMPARE(static_cast<int>(live.snapshot(kNow).state(0)), state);
    }
    void keepsValuesOverANewBinding() {
        Point changed = pointOn("b", {2}, Quantity::InletTemperature);
        LiveState live(tableOf({pointOn("a", {1}, Quantity::InletTemperature), changed}));
        live.put(std::vector<PointSample>{{0, {1000, 1, Quality::Good}}, {1, {1000, 2, Quality::Good}}});
        changed.quantity = Quantity::OutletTemperature;
        live.setPoints(tableOf({pointOn("c", {3}, Quantity::InletTemperature), changed, pointOn("a", {1}, Quantity::InletTemperature)}));
        const auto latest = live.snapshot(1000).latest;
        QVERIFY(latest[0].time_ms == 0 && latest[1].time_ms == 0 && latest[2].value == 1.0);
    }
    void mergesByMode() {
        const auto computed = computedFrame();
        const Site& site = *computed->site;
        const auto points = tableOf({pointOn("1", named(site, "R1").id, Quantity::InletTemperature), pointOn("2", named(site, "R2").id, Quantity::InletTemperature), pointOn("3", named(site, "R3").id, Quantity::InletTemperature),
                                     pointOn("4", named(site, "CDU 1").id, Quantity::LiquidSupply), pointOn("gone", {4711}, Quantity::ItPower), pointOn("5", named(site, "R4").id, Quantity::InletTemperature)});
        LiveState live(points);
        live.put(std::vector<PointSample>{{0, {kNow, 26, Quality::Good}}, {1, {kNow - 60'000, 27, Quality::Good}}, {2, {kNow, std::nan(""), Quality::NoValue}}, {3, {kNow, 31, Quality::Uncertain}}, {4, {kNow, 9, Quality::Good}}});
        const LiveSnapshot now = live.snapshot(kNow);
        QVERIFY(merged(computed, now, Mode::Computed) == computed);

        const auto both = merged(computed, now, Mode::LiveElseComputed), only = merged(computed, now, Mode::Live);
        const auto is = [](const Frame& frame, const char* name, Quantity quantity, double value, ValueState state) {
            const Item& item = named(*frame.site, name);
            const double found = frame.value(item, quantity);
            return (found == value || (std::isnan(found) && std::isnan(value))) && frame.state(item, quantity) == state;
        };
        const auto inlet = Quantity::InletTemperature;
        QVERIFY(is(*both, "R1", inlet, 26, ValueState::Measured) && is(*only, "R1", inlet, 26, ValueState::Measured));
        QVERIFY(is(*both, "R2", inlet, 27, ValueState::Stale) && is(*only, "R2", inlet, 27, ValueState::Stale));
        QVERIFY(is(*both, "R3", inlet, 24, ValueState::Computed) && is(*only, "R3", inlet, std::nan(""), ValueState::Missing));
        QVERIFY(is(*both, "R4", inlet, 24, ValueState::Computed) && is(*only, "R4", inlet, std::nan(""), ValueState::Missing));
        QVERIFY(is(*both, "CDU 1", Quantity::LiquidSupply, 31, ValueState::Estimated) && is(*only, "CDU 1", Quantity::LiquidSupply, 31, ValueState::Estimated));
        QVERIFY(is(*both, "R1", Quantity::ItPower, 40e3, ValueState::Computed) && is(*only, "R1", Quantity::ItPower, std::nan(""), ValueState::Missing));
        QVERIFY(only->fields.empty() && only->balances.empty() && std::isnan(only->keyFigures[0].value));
        QCOMPARE(both->keyFigures[0].value, 24.0);
        QVERIFY(is(*computed, "R1", inlet, 24, ValueState::Computed));  // untouched
    }
    void estimatesAnInletFromThreeHeights() {
        const auto computed = computedFrame();
        const Id r1 = named(*computed->site, "R1").id, r2 = named(*computed->site, "R2").id;
        const auto points = tableOf({pointOn("l", r1, Quantity::InletLow), pointOn("m", r1, Quantity::InletMid), pointOn("h", r1, Quantity::InletHigh), pointOn("l2", r2, Quantity::InletLow)});
        LiveState live(points);
        live.put(std::vector<PointSample>{{0, {kNow, 20, Quality::Good}}, {1, {kNow, 22, Quality::Good}}, {2, {kNow, 27, Quality::Good}}, {3, {kNow, 30, Quality::Good}}});
        const auto frame = merged(computed, live.snapshot(kNow), Mode::LiveElseComputed);
        QCOMPARE(frame->value(*frame->site->find(r1), Quantity::InletTemperature), 23.0);
        QVERIFY(frame->state(*frame->site->find(r1), Quantity::InletTemperature) == ValueState::Estimated);
        QVERIFY(frame->state(*frame->site->find(r2), Quantity::InletTemperature) == ValueState::Computed);
    }
};

PLENUM_TEST(LiveStateTest)
#include "live_state_test.moc"
