// SPDX-License-Identifier: GPL-3.0-or-later
// What the card says comes from the limits' figures, whatever sentence goes with them.
#include "app/plan2d/plan_card.h"

#include "tests/support/registry.h"

using plenum::app::PlanCard;
using What = twin::engine::Binding::What;

namespace {

twin::engine::Binding binding(What what, double margin, twin::Unit unit, double share, twin::Text text = {"no colon here", {}}) {
    twin::engine::Binding out;
    out.lines.push_back({what, margin, unit, share, std::move(text)});
    return out;
}

PlanCard card(const twin::engine::Binding& limits, twin::UnitSystem units = twin::UnitSystem::SI) {
    twin::Item rack;
    rack.name = "R01";
    return PlanCard::of(twin::Site(), rack, {}, {}, limits, units);
}

QString quantity(double value, twin::Unit unit, twin::UnitSystem units = twin::UnitSystem::SI) { return QString::fromStdString(twin::formatQuantity(value, unit, units)); }

}  // namespace

class PlanCardTest : public QObject {
    Q_OBJECT
  private slots:
    void namesLimitsByWhatTheyAre() {
        QStringList names;
        for (const What what : {What::Space, What::FloorLoad, What::Power, What::Air, What::Liquid}) {
            const PlanCard made = card(binding(what, 2, twin::Unit::Metre, 0.5));
            QCOMPARE(made.lines.size(), std::size_t{1});
            QVERIFY(!made.lines[0].name.isEmpty() && !names.contains(made.lines[0].name));
            QVERIFY(!made.lines[0].text.contains(QStringLiteral("no colon here")));
            names << made.lines[0].name;
        }
    }

    void showsMarginsInTheReadersUnits() {
        const auto limits = binding(What::Air, 3.5, twin::Unit::TemperatureDifference, 0.4);
        for (const auto units : {twin::UnitSystem::SI, twin::UnitSystem::IP})
            QVERIFY(card(limits, units).lines[0].text.contains(quantity(3.5, twin::Unit::TemperatureDifference, units)));
    }

    void marksWhatIsTightOrViolated() {
        QVERIFY(card(binding(What::Power, 4e3, twin::Unit::Power, 0.5)).lines[0].mark == PlanCard::Mark::Good);
        QVERIFY(card(binding(What::Power, 4e3, twin::Unit::Power, 0.05)).lines[0].mark == PlanCard::Mark::Warning);
        const PlanCard over = card(binding(What::Power, -4e3, twin::Unit::Power, -0.1));
        QVERIFY(over.lines[0].mark == PlanCard::Mark::Bad);
        QVERIFY2(over.lines[0].text.contains(quantity(4e3, twin::Unit::Power)), "what is missing, without a sign");
        QVERIFY(over.lines[0].text != card(binding(What::Power, 4e3, twin::Unit::Power, 0.5)).lines[0].text);
    }

    void namesTheFeederThatBinds() {
        const PlanCard made = card(binding(What::Power, 4e3, twin::Unit::Power, 0.5, {"{1} – {0}", {"Busway B3", "4 kW"}}));
        QVERIFY(made.lines[0].text.contains(QStringLiteral("Busway B3")) && made.lines[0].text.contains(quantity(4e3, twin::Unit::Power)));
    }

    void saysWhatIsNotThereInWords() {
        const PlanCard made = card(binding(What::Liquid, 0, twin::Unit::Pressure, -1, {"nothing is connected", {}}));
        QVERIFY(made.lines[0].mark == PlanCard::Mark::Bad);
        QVERIFY(made.lines[0].text.contains(QStringLiteral("nothing is connected")));
    }

    void judgesAShape() {
        twin::Item room;
        room.kind = twin::Kind::Room;
        room.name = "Hall";
        room.points = {{0, 0, 0}, {4, 0, 0}, {4, 3, 0}, {0, 3, 0}};
        const PlanCard good = PlanCard::ofShape(room, 2, twin::UnitSystem::SI);
        QVERIFY(std::any_of(good.lines.begin(), good.lines.end(), [](const auto& line) { return line.text == quantity(12, twin::Unit::Area); }));
        std::swap(room.points[1], room.points[2]);
        const PlanCard bad = PlanCard::ofShape(room, 2, twin::UnitSystem::SI);
        QVERIFY(bad.lines.size() == good.lines.size() + 1 && bad.lines.back().mark == PlanCard::Mark::Bad);
    }
};

PLENUM_TEST(PlanCardTest)
#include "plan_card_test.moc"
