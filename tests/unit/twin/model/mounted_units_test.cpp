// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/mounted.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/model/sample_project.h"

#include <algorithm>
#include <cmath>

using namespace twin;

namespace {

Item rack() {
    Item item;
    item.id = Id{9};
    item.name = "R1";
    return item;
}

int count(const Issues& issues, const std::string& code) {
    return int(std::count_if(issues.begin(), issues.end(), [&](const Issue& i) { return i.code == code && i.item == Id{9} && i.itemName == "R1" && !i.hint.empty(); }));
}

}  // namespace

class MountedUnitsTest : public QObject {
    Q_OBJECT
  private slots:
    void readsSharesAndPower() {
        using List = std::vector<MountedUnits>;
        QVERIFY((readMounted(rack(), 42, "5-14 80 %; 20 20 % ").mounted == List{{5, 10, 0.8, 0.8}, {20, 1, 0.2, 0.2}}));
        QVERIFY((readMounted(rack(), 42, "U5–U14 75% air 50%;\n u20 25% air 50%").mounted == List{{5, 10, 0.75, 0.5}, {20, 1, 0.25, 0.5}}));
        QVERIFY((readMounted(rack(), 42, "5-14 10 kW; 20 2500 W").mounted == List{{5, 10, 0.8, 0.8}, {20, 1, 0.2, 0.2}}));
        const ReadMounted example = readMounted(rack(), 42, kMountedExample);
        QVERIFY(example.issues.empty() && mountedText(example.mounted) == kMountedExample);
        const ReadMounted none = readMounted(rack(), 42, " ; ");
        QVERIFY(none.mounted.empty() && none.issues.empty());
    }
    void textReadsBack() {
        for (const char* text : {"5-14 80 %; 20 20 %", "1-3 60 % air 50 %; 40-42 40 % air 50 %"}) QCOMPARE(mountedText(readMounted(rack(), 42, text).mounted), std::string(text));
        QVERIFY(mountedText({}).empty());
    }
    void namesEveryFaultAtOnce() {
        const Issues issues = readMounted(rack(), 42, "0-4 30 % air 0 %; 4-50 90 % air 20 %; 9-8 nan % air 120 %").issues;
        QCOMPARE(count(issues, "mounted.units"), 3);    // below the first, beyond the last, upside down
        QCOMPARE(count(issues, "mounted.overlap"), 1);
        QCOMPARE(count(issues, "mounted.noAir"), 1);
        QCOMPARE(count(issues, "mounted.share"), 2);    // NaN, 120 %
        QCOMPARE(count(readMounted(rack(), 42, "1-4 30 %; 5 60 %").issues, "mounted.sum"), 2);
        QCOMPARE(count(readMounted(rack(), 42, "1-4 30; x 7 %; 3 4 kW m").issues, "mounted.text"), 3);
        QCOMPARE(count(readMounted(rack(), 42, "1-4 3 kW; 5 60 %").issues, "mounted.text"), 1);
        QCOMPARE(count(readMounted(rack(), 42, "1-4 50 % air 10 %; 5 50 %").issues, "mounted.text"), 1);
        QVERIFY(readMounted(rack(), 42, "1-4 0 kW").mounted.empty());
        QVERIFY(readMounted(rack(), 42, "-2147483648-2147483647 100 %; 2147483647-2147483647 0 %").mounted.empty());
    }
    // 42 units of 44.45 mm in 2.2 m leave 166.55 mm below and above; 60 units in 2.2 m are lower.
    void unitsStandInTheMiddleOfTheHeight() {
        const UnitSpan low = unitSpan(2.2, 42, {1, 1, 1, 1}), high = unitSpan(2.2, 42, {42, 1, 1, 1}), tight = unitSpan(2.2, 60, {31, 30, 1, 1});
        QVERIFY(std::abs(low.from_m - 0.16655) < 1e-9 && std::abs(low.to_m - 0.211) < 1e-9 && std::abs(high.to_m - (2.2 - 0.16655)) < 1e-9);
        QVERIFY(std::abs(tight.from_m - 1.1) < 1e-9 && std::abs(tight.to_m - 2.2) < 1e-9);
    }
    void isAnEditOfRacks() {
        Project project = plenum::test::rackProject(3);
        const Project before = project;
        std::vector<Id> ids{project.variants[0].site.items(Kind::Room)[0].id};
        project.variants[0].site.items(Kind::Rack).forEach([&](const Item& item) { ids.push_back(item.id); });
        const Edit edit = setMounted(project.variants[0], ids, {{1, 10, 1, 1}});
        QCOMPARE(edit.items.size(), std::size_t(3));
        QVERIFY(apply(project, edit).empty());
        QCOMPARE(project.variants[0].site.find(ids[2])->mounted.size(), std::size_t(1));
        QVERIFY(apply(project, inverse(edit)).empty());
        QVERIFY(project == before);
        QVERIFY(!apply(project, setMounted(project.variants[0], ids, {{1, 10, std::nan(""), 1}})).empty());
    }
};

PLENUM_TEST(MountedUnitsTest)
#include "mounted_units_test.moc"
