// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/model/generate.h"
#include "twin/scene/scene_values.h"

#include <cmath>
#include <limits>

using namespace twin;
using namespace twin::scene;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Fixture {
    std::shared_ptr<const Site> site = std::make_shared<const Site>(generateSite(10, 3).variants.front().site);
    Scene scene{*site};
    const OverlaySpec& inlet = *overlay("inlet");
    Frame frame;

    Fixture() {
        frame.site = site;
        Column& column = frame.column(Kind::Rack, Quantity::InletTemperature);
        for (std::size_t i = 0; i < column.values.size(); ++i) column.values[i] = 20 + static_cast<double>(i);
    }
    const ShownValue& rack(const SceneValues& values, std::size_t index) const {
        return values.boxes[static_cast<std::size_t>(scene.boxSlot(site->items(Kind::Rack)[index].id))];
    }
};

}  // namespace

class SceneValuesTest : public QObject {
    Q_OBJECT
  private slots:
    void showsComputedValuesWhereNothingIsMeasured() {
        const Fixture f;
        const SceneValues values = sceneValues(f.scene, f.inlet, &f.frame);
        QVERIFY(!values.live && !showsMeasured(&f.frame) && !showsMeasured(nullptr));
        for (std::size_t i = 0; i < 10; ++i) {
            QVERIFY(f.rack(values, i).state == ShownValue::State::Valued && f.rack(values, i).known == ValueState::Computed);
            QCOMPARE(f.rack(values, i).value, 20.0 + static_cast<double>(i));
        }
        QVERIFY(values.known.of(ValueState::Computed) >= 10);
        QCOMPARE(values.known.of(ValueState::Measured), 0u);
    }

    void tellsHowEachValueIsKnown() {
        Fixture f;
        Column& column = f.frame.column(Kind::Rack, Quantity::InletTemperature);
        column.states.assign(column.values.size(), ValueState::Computed);
        column.states[1] = ValueState::Measured;
        column.states[2] = ValueState::Estimated;
        column.states[3] = ValueState::Stale;
        column.states[4] = ValueState::Missing;
        column.values[5] = kNone;  // a state without a number is missing too
        const SceneValues values = sceneValues(f.scene, f.inlet, &f.frame);
        QVERIFY(values.live);
        QVERIFY(f.rack(values, 0).known == ValueState::Computed);
        QVERIFY(f.rack(values, 1).known == ValueState::Measured);
        QVERIFY(f.rack(values, 2).known == ValueState::Estimated);
        QVERIFY(f.rack(values, 3).known == ValueState::Stale);
        QCOMPARE(f.rack(values, 3).value, 23.0);
        QVERIFY(f.rack(values, 4).state == ShownValue::State::Missing);
        QVERIFY(f.rack(values, 5).state == ShownValue::State::Missing);
        for (const ValueState state : {ValueState::Measured, ValueState::Estimated, ValueState::Stale}) QCOMPARE(values.known.of(state), 1u);
        QVERIFY(values.known.of(ValueState::Missing) >= 2);
    }

    void isLiveWhateverIsMeasured() {
        Fixture f;
        Column& power = f.frame.column(Kind::Rack, Quantity::ItPower);
        power.states.assign(power.values.size(), ValueState::Measured);
        const SceneValues values = sceneValues(f.scene, f.inlet, &f.frame);
        QVERIFY2(values.live, "inlets are computed beside measured powers");
        QVERIFY(f.rack(values, 0).known == ValueState::Computed);
    }

    void leavesPlainWhatTheOverlayDoesNotColour() {
        const Fixture f;
        const SceneValues values = sceneValues(f.scene, f.inlet, nullptr);
        std::size_t plain = 0, missing = 0;
        for (const ShownValue& value : values.boxes) {
            plain += value.state == ShownValue::State::Plain ? 1 : 0;
            missing += value.state == ShownValue::State::Missing ? 1 : 0;
        }
        QVERIFY(plain > 0 && missing >= 10);
        QCOMPARE(plain + missing, values.boxes.size());
    }
};

PLENUM_TEST(SceneValuesTest)
#include "scene_values_test.moc"
