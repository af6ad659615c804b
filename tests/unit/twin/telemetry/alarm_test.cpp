// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/alarm.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/telemetry/telemetry_site.h"
#include "twin/power/usable_share.h"

#include <algorithm>
#include <cmath>

using namespace twin;
using namespace twin::telemetry;
using plenum::test::named;
using plenum::test::pointOn;
using plenum::test::tableOf;
using plenum::test::telemetrySite;

namespace {

constexpr Time_ms kStart = 1'700'000'000'000;

/// One point with one rule, fed by seconds.
struct OneRule {
    explicit OneRule(AlarmRule rule) : board(tableOf({pointOn("p", {1}, Quantity::InletTemperature)}), {[&] { rule.point = pointId("p"); return rule; }()}) {}
    void at(double second, double value, Quality quality = Quality::Good) { board.put(std::vector<PointSample>{{0, {kStart + static_cast<Time_ms>(second * 1000), value, quality}}}); }
    void pass(double second) { board.advance(kStart + static_cast<Time_ms>(second * 1000)); }
    AlarmState state() const { return board.state(0); }
    AlarmBoard board;
};

AlarmRule high(double limit, double hysteresis = 0, double delay_s = 0, double returnDelay_s = 0) { return {{}, AlarmKind::High, limit, hysteresis, delay_s, returnDelay_s, Severity::Warning}; }

}  // namespace

class AlarmTest : public QObject {
    Q_OBJECT
  private slots:
    void hasHysteresis_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("raises");
        QTest::addColumn<double>("holds");
        QTest::addColumn<double>("returns");
        QTest::newRow("high") << static_cast<int>(AlarmKind::High) << 27.1 << 26.6 << 26.4;
        QTest::newRow("low") << static_cast<int>(AlarmKind::Low) << 26.9 << 27.4 << 27.6;
    }
    void hasHysteresis() {
        QFETCH(int, kind);
        QFETCH(double, raises);
        QFETCH(double, holds);
        QFETCH(double, returns);
        AlarmRule rule = high(27, 0.5);
        rule.kind = static_cast<AlarmKind>(kind);
        OneRule one(rule);
        one.at(0, 27);
        QVERIFY(one.state() == AlarmState::Normal);  // at the limit is not beyond it
        one.at(1, raises);
        QVERIFY(one.state() == AlarmState::Unacknowledged);
        one.at(2, holds);
        QVERIFY(one.state() == AlarmState::Unacknowledged);
        one.at(3, returns);
        QVERIFY(one.state() == AlarmState::ReturnedUnacknowledged);
    }
    void followsTheStates() {
        OneRule one(high(27));
        QVERIFY(!one.board.acknowledge(0, kStart, "Li"));
        one.at(0, 28);
        QVERIFY(one.state() == AlarmState::Unacknowledged);
        QVERIFY(one.board.acknowledge(0, kStart, "Li"));
        QVERIFY(one.state() == AlarmState::Acknowledged);
        QVERIFY(!one.board.acknowledge(0, kStart, "Li"));
        one.at(1, 26);
        QVERIFY(one.state() == AlarmState::Normal);
        one.at(2, 28);
        one.at(3, 26);
        QVERIFY(one.state() == AlarmState::ReturnedUnacknowledged);
        one.at(4, 28);
        QVERIFY(one.state() == AlarmState::Unacknowledged);
        one.at(5, 26);
        QCOMPARE(one.board.acknowledgeAll(kStart + 6000, "Wang"), std::size_t{1});
        QVERIFY(one.state() == AlarmState::Normal);
        std::vector<AlarmAction> actions;
        for (const AlarmEvent& event : one.board.log()) actions.push_back(event.action);
        using A = AlarmAction;
        QVERIFY((actions == std::vector{A::Raised, A::Acknowledged, A::Returned, A::Raised, A::Returned, A::Raised, A::Returned, A::Acknowledged}));
        QCOMPARE(one.board.log().back().who, std::string("Wang"));
        QCOMPARE(one.board.takeEvents().size(), std::size_t{8});
        QVERIFY(one.board.takeEvents().empty());
    }
    void waitsForItsDelays() {
        OneRule one(high(27, 0, 30, 10));
        one.at(0, 28);
        one.at(29, 28);
        QVERIFY(one.state() == AlarmState::Normal);
        one.at(29.5, 26);  // back in time: starts anew
        one.at(31, 28);
        one.pass(60);
        QVERIFY(one.state() == AlarmState::Normal);
        one.pass(61);  // no sample needed
        QVERIFY(one.state() == AlarmState::Unacknowledged);
        one.at(62, 26);
        one.at(71, 26);
        QVERIFY(one.state() == AlarmState::Unacknowledged);
        one.at(72, 26);
        QVERIFY(one.state() == AlarmState::ReturnedUnacknowledged);
    }
    void isNotMovedByBadOrLateSamples() {
        OneRule one(high(27));
        one.at(10, 28);
        one.at(11, std::nan(""), Quality::NoValue);
        one.at(12, 20, Quality::Bad);
        one.at(5, 20);
        QVERIFY(one.state() == AlarmState::Unacknowledged);
    }
    void silenceIsItsOwnAlarm() {
        AlarmRule rule;
        rule.kind = AlarmKind::Stale;
        OneRule one(rule);
        one.pass(0);
        one.pass(30);
        QVERIFY(one.state() == AlarmState::Normal);
        one.pass(30.1);
        QVERIFY(one.state() == AlarmState::Unacknowledged);
        one.at(31, std::nan(""), Quality::NoValue);
        QVERIFY(one.state() == AlarmState::Unacknowledged);
        one.at(32, 20);
        QVERIFY(one.state() == AlarmState::ReturnedUnacknowledged);
        QVERIFY(std::isnan(one.board.log().back().limit));
    }
    void aShelfHidesAndEnds() {
        OneRule one(high(27));
        one.at(0, 28);
        QCOMPARE(one.board.unacknowledged(), std::size_t{1});
        one.board.shelve(0, kStart + 60'000, kStart, "Li");
        QCOMPARE(one.board.unacknowledged(), std::size_t{0});
        QVERIFY(one.board.active().front().shelved);
        one.pass(60);
        QCOMPARE(one.board.unacknowledged(), std::size_t{1});
        QVERIFY(one.board.log().back().action == AlarmAction::Unshelved);
    }
    void isTheSameOnEveryRun() {
        const auto play = [] {
            OneRule one(high(27, 0.5, 5, 5));
            for (int i = 0; i < 3000; ++i) {
                one.at(i, 27 + 2 * std::sin(i * 0.07) + 0.3 * std::sin(i * 1.3));
                if (i % 50 == 0) one.board.acknowledgeAll(kStart + i * 1000, "Li");
            }
            return one.board.takeEvents();
        };
        const auto first = play();
        QVERIFY(first.size() > 50);
        QVERIFY(first == play());
    }
    void theLogIsBounded() {
        OneRule one(high(27));
        for (int i = 0; i < 20'000; ++i) one.at(i, i % 2 == 0 ? 28 : 26);
        QCOMPARE(one.board.log().size(), std::size_t{10'000});
    }
    void defaultsComeFromTheLimits() {
        Site site = telemetrySite();
        Item rack = named(site, "R2");
        rack.values.set(Param::AirClass, static_cast<double>(AirClass::H1));
        site.items(Kind::Rack).replace(rack);
        const auto points = tableOf({pointOn("a", named(site, "R1").id, Quantity::InletTemperature), pointOn("h", rack.id, Quantity::InletHigh), pointOn("l", named(site, "R1").id, Quantity::LoadFraction), pointOn("f", named(site, "R1").id, Quantity::AirFlow)});
        const auto rules = defaultAlarms(*points, site);
        const auto has = [&](const char* name, AlarmKind kind, double limit, Severity severity) {
            return std::any_of(rules.begin(), rules.end(), [&](const AlarmRule& rule) { return rule.point == pointId(name) && rule.kind == kind && rule.limit == limit && rule.severity == severity; });
        };
        const auto airClass = site.choice<AirClass>(named(site, "R1"), Param::AirClass);
        constexpr double kAllowable[] = {32, 35, 40, 45, 25};
        QVERIFY(has("a", AlarmKind::High, 27, Severity::Warning) && has("a", AlarmKind::High, kAllowable[static_cast<int>(airClass)], Severity::Error));
        QVERIFY(has("h", AlarmKind::High, 22, Severity::Warning) && has("h", AlarmKind::High, 25, Severity::Error));
        QVERIFY(has("l", AlarmKind::High, 0.8, Severity::Warning) && has("l", AlarmKind::High, 1, Severity::Error));
        QCOMPARE(std::count_if(rules.begin(), rules.end(), [](const AlarmRule& rule) { return rule.kind == AlarmKind::Stale; }), 4);
    }
    // 1 000 A, stated share 1: 1 000 A; XLPE at 40 °C is 0.91 (IEC 60364-5-52, table B.52.14), one circuit: 910 A.
    void currentsAreHeldAgainstTheDeratedShare() {
        Site site = telemetrySite();
        Item cable;
        cable.id = Id{0xCAB1E};
        cable.kind = Kind::Cable;
        cable.values.set(Param::Derating, static_cast<double>(DeratingBy::Iec));
        cable.values.set(Param::ConductorAmbient, 40);
        site.items(Kind::Cable).add({cable});
        const auto points = tableOf({pointOn("i", cable.id, Quantity::Current)});
        QCOMPARE(defaultAlarms(*points, site).front().limit, 1000.0);
        QVERIFY(std::abs(defaultAlarms(*points, site, twin::power::usableShares(site)).front().limit - 910) < 1e-9);
    }
};

PLENUM_TEST(AlarmTest)
#include "alarm_test.moc"
