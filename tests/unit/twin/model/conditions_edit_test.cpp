// SPDX-License-Identifier: GPL-3.0-or-later
// Edits reach what is beside the items too: conditions, what is out of service, the table of types.
#include "tests/support/registry.h"
#include "tests/unit/twin/model/sample_project.h"

#include <cmath>
#include <limits>

using namespace twin;

class ConditionsEditTest : public QObject {
    Q_OBJECT

    static bool hasCode(const Issues& issues, const char* code) {
        for (const Issue& issue : issues)
            if (issue.code == code) return true;
        return false;
    }

  private slots:
    void refusesConditionsThatAreNotNumbers_data() {
        QTest::addColumn<int>("field");
        QTest::addColumn<double>("value");
        const char* names[] = {"dry bulb", "wet bulb", "altitude", "dew point", "training", "inference", "general", "other load"};
        for (int field = 0; field < 8; ++field) {
            QTest::addRow("%s NaN", names[field]) << field << std::numeric_limits<double>::quiet_NaN();
            QTest::addRow("%s infinite", names[field]) << field << std::numeric_limits<double>::infinity();
        }
    }
    void refusesConditionsThatAreNotNumbers() {
        QFETCH(int, field);
        QFETCH(double, value);
        Project project = plenum::test::allKindsProject();
        const Project before = project;
        Conditions wrong = project.conditions;
        double* const fields[] = {&wrong.dryBulb_C, &wrong.wetBulb_C, &wrong.altitude_m, &wrong.dewPoint_C,
                                  &wrong.loadTraining, &wrong.loadInference, &wrong.loadGeneral, &wrong.otherLoad_W};
        *fields[field] = value;
        QVERIFY(hasCode(apply(project, setConditions(project, wrong)), "edit.notFinite"));
        QVERIFY(project == before);
    }

    void takesConditionsThatAreNumbers() {
        Project project = plenum::test::allKindsProject();
        const Project before = project;
        Conditions hotter = project.conditions;
        hotter.dryBulb_C += 4;
        const Edit edit = setConditions(project, hotter);
        QVERIFY(apply(project, edit).empty());
        QVERIFY(project.conditions == hotter);
        QVERIFY(apply(project, inverse(edit)).empty());
        QVERIFY(project == before);
    }

    /// What is out of service is one list for all variants: a removed object stays in it, so that the other variants
    /// and undo keep what they have; a variant without the object is not harmed by its id.
    void keepsWhatIsOutOfServiceWhenItIsRemoved() {
        Project project = plenum::test::allKindsProject();
        const Project before = project;
        const Id out = project.conditions.outOfService.front();
        const Edit edit = removeItems(project.variants[0], {out});
        QVERIFY(apply(project, edit).empty());
        QVERIFY(project.variants[0].site.find(out) == nullptr);
        QVERIFY(project.variants[1].site.find(out) != nullptr);
        QVERIFY(project.conditions.outOfService == before.conditions.outOfService);
        QVERIFY(apply(project, inverse(edit)).empty());
        QVERIFY(project == before);
    }

    void refusesToRemoveATypeInUse() {
        Project project = plenum::test::allKindsProject();
        const Item rack = project.variants[0].site.items(Kind::Rack)[0];
        const EquipmentType type = *project.types()->at(rack.type);
        const Project before = project;
        Edit edit;
        edit.types.push_back({type, std::nullopt, 0});
        QVERIFY(hasCode(apply(project, edit), "edit.typeInUse"));
        QVERIFY(project == before);
    }

    void undoOfAPlacedTypeLeavesNoItemWithoutOne() {
        Project project = plenum::test::allKindsProject();
        const EquipmentType type{newId(), Kind::Rack, "Fresh", "Maker", "1", "sheet", {}, {}};
        const auto rack = [&](const char* name) {
            Item item;
            item.id = newId();
            item.kind = Kind::Rack;
            item.name = name;
            return item;
        };
        const Project before = project;
        const Edit first = placeItem(project.variants[0], rack("first"), &type);
        QVERIFY(apply(project, first).empty());
        const Edit second = placeItem(project.variants[1], rack("second"), &type);  // the type is there already
        QVERIFY(second.types.empty());
        QVERIFY(apply(project, second).empty());
        const Project both = project;
        QVERIFY2(hasCode(apply(project, inverse(first)), "edit.typeInUse"), "the second rack still has this type");
        QVERIFY(project == both);
        QVERIFY(apply(project, inverse(second)).empty());  // in the order of the undo stack
        QVERIFY(apply(project, inverse(first)).empty());
        QVERIFY(project == before);
    }
};

PLENUM_TEST(ConditionsEditTest)
#include "conditions_edit_test.moc"
