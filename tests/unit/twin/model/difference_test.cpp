// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/difference.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/model/random_edit.h"
#include "tests/unit/twin/model/sample_project.h"
#include "twin/model/generate.h"

#include <algorithm>
#include <random>
#include <set>

using namespace twin;
using plenum::test::connectionEdit;
using plenum::test::randomEdit;
using What = LayoutDifference::What;

namespace {

/// Two variants of which the second descends from the first.
Project withCopy(Project project) {
    project.variants.resize(1);
    Variant copy = project.variants.front();
    copy.id = newId();
    copy.name = "Changed";
    copy.parent = project.variants.front().id;
    project.variants.push_back(std::move(copy));
    return project;
}

template <class T>
std::vector<T> byId(const Table<T>& table) {
    auto list = table.flat();
    std::sort(list.begin(), list.end(), [](const T& a, const T& b) { return a.id < b.id; });
    return list;
}

bool sameButForOrder(const Site& a, const Site& b) {
    for (std::size_t k = 0; k < kKindCount; ++k)
        if (byId(a.items(static_cast<Kind>(k))) != byId(b.items(static_cast<Kind>(k)))) return false;
    return byId(a.connections()) == byId(b.connections());
}

const LayoutDifference* of(const std::vector<LayoutDifference>& list, Id item) {
    for (const auto& each : list)
        if (each.item == item) return &each;
    return nullptr;
}

/// As people read it, with ordinary spaces.
QString plain(const Text& text) { return QString::fromStdString(english(text)).replace(QChar(0xA0), ' '); }

QString said(const Issues& issues) {
    QString text;
    for (const Issue& issue : issues) text += QString::fromStdString(issue.code + " " + english(issue.text) + " " + english(issue.hint) + "\n");
    return text;
}

void mustApply(Project& project, const Edit& edit) {
    const Issues issues = apply(project, edit);
    QVERIFY2(issues.empty(), qPrintable(said(issues)));
}

Item itemOf(Kind kind, std::string name, Id parent, Vec3 at) {
    Item item;
    item.id = newId();
    item.kind = kind;
    item.name = std::move(name);
    item.parent = parent;
    item.position = at;
    return item;
}

Connection feed(Id from, Id rack, const char* port) { return {newId(), from, rack, 1, static_cast<unsigned char>(portFromKey(Kind::Rack, port))}; }

}  // namespace

class DifferenceTest : public QObject {
    Q_OBJECT
  private slots:
    void sameSitesHaveNone() {
        const Project project = withCopy(plenum::test::rackProject(4));
        QVERIFY(differences(project.variants[0].site, project.variants[1].site).empty());
    }
    void saysWhatChangedWithUnits();
    void movedRackKeepsItsConnections();
    void swapOfAFeedIsOneRewiring();
    void newRackBringsItsConnectionsAndItsType();
    void newRackOnANewFeedWaitsForIt();
    void removedFeedWaitsForItsRack();
    void takenBackRoomWaitsForItsRack();
    void doneChangeIsRefused();
    void objectOfAnotherKindIsExchanged();
    void executingAllGivesTheVariant_data() { seeds(); }
    void executingAllGivesTheVariant();
    void droppingAllGivesTheParent_data() { seeds(); }
    void droppingAllGivesTheParent();
    void unlikeSitesAreAllAddedAndRemoved();

  private:
    static void seeds() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed) QTest::addRow("%d", seed) << seed;
    }
    /// A generated site and a variant of it after many edits.
    static Project edited(int seed) {
        Project project = withCopy(generateSite(12 + seed % 5, static_cast<std::uint64_t>(seed)));
        std::mt19937_64 random(static_cast<std::uint64_t>(seed));
        for (int i = 0; i < 60; ++i) apply(project, randomEdit(project.variants[1], random));
        return project;
    }
};

void DifferenceTest::saysWhatChangedWithUnits() {
    Project project = withCopy(plenum::test::rackProject(4));
    const Id rack = project.variants[0].site.items(Kind::Rack)[1].id;
    mustApply(project, setParam(project.variants[1], {rack}, Param::PowerAllocated, 60e3));
    auto list = differences(project.variants[0].site, project.variants[1].site);
    QCOMPARE(list.size(), std::size_t{1});
    QVERIFY(list[0].what == What::Changed);
    QCOMPARE(plain(list[0].description), QString("R1, Power, allocated: 120.0 kW → 60.0 kW"));
    mustApply(project, moveItems(project.variants[1], {rack}, {0, 3, 0}));
    list = differences(project.variants[0].site, project.variants[1].site);
    QVERIFY(list[0].what == What::Moved);
    QCOMPARE(plain(list[0].description), QString("R1 moved by 3.00 m: 0.60, 0.00, 0.00 m → 0.60, 3.00, 0.00 m"));
    QCOMPARE(list[0].details.size(), std::size_t{2});
    QCOMPARE(plain(list[0].details[1]), QString("Power, allocated: 120.0 kW → 60.0 kW"));
}

void DifferenceTest::movedRackKeepsItsConnections() {
    Project project = withCopy(plenum::test::rackProject(4));
    const Id rack = project.variants[0].site.items(Kind::Rack)[0].id;
    mustApply(project, moveItems(project.variants[1], {rack}, {5, 5, 0}));
    const auto list = differences(project.variants[0].site, project.variants[1].site);
    QCOMPARE(list.size(), std::size_t{1});
    QVERIFY(list[0].connections.empty());
    const auto pending = execute(project.variants[1], project.variants[0], list[0]);
    QVERIFY2(pending.issues.empty(), qPrintable(said(pending.issues)));
    QVERIFY(pending.edit.variant == project.variants[0].id);
    mustApply(project, pending.edit);
    QVERIFY(project.variants[0].site.find(rack)->position == project.variants[1].site.find(rack)->position);
}

void DifferenceTest::swapOfAFeedIsOneRewiring() {
    Project project = withCopy(plenum::test::rackProject(4));
    const Site& site = project.variants[0].site;
    const Id rack = site.items(Kind::Rack)[2].id, b = site.items(Kind::Busway)[1].id;
    const Connection old = site.connections()[8];  // four a rack; the first of the third is feed1
    QVERIFY(old.to == rack);
    mustApply(project, connectionEdit(project.variants[1], old, std::nullopt));
    mustApply(project, connectionEdit(project.variants[1], std::nullopt, feed(b, rack, "feed1")));
    const auto list = differences(project.variants[0].site, project.variants[1].site);
    QCOMPARE(list.size(), std::size_t{1});
    QVERIFY(list[0].what == What::Rewired);
    QVERIFY(list[0].item == rack);
    QCOMPARE(list[0].connections.size(), std::size_t{2});
    QCOMPARE(plain(list[0].description), QString("R2, feed1: A → B"));
    mustApply(project, execute(project.variants[1], project.variants[0], list[0]).edit);
    QVERIFY(sameButForOrder(project.variants[0].site, project.variants[1].site));
}

void DifferenceTest::newRackBringsItsConnectionsAndItsType() {
    Project project = withCopy(plenum::test::rackProject(4));
    Project other;  // another file: the type is not known there
    other.variants.push_back(project.variants[0]);
    const Id room = project.variants[0].site.items(Kind::Room)[0].id, a = project.variants[0].site.items(Kind::Busway)[0].id;
    const EquipmentType type{newId(), Kind::Rack, "New type", {}, "1", "typical", {}, {}};
    const Item rack = itemOf(Kind::Rack, "New", room, {9, 9, 0});
    mustApply(project, placeItem(project.variants[1], rack, &type));
    mustApply(project, connectionEdit(project.variants[1], std::nullopt, feed(a, rack.id, "feed1")));
    const auto list = differences(other.variants[0].site, project.variants[1].site);
    QCOMPARE(list.size(), std::size_t{1});
    QVERIFY(list[0].what == What::Added);
    const auto pending = execute(project.variants[1], other.variants[0], list[0]);
    QCOMPARE(pending.edit.types.size(), std::size_t{1});
    QCOMPARE(pending.edit.connections.size(), std::size_t{1});
    mustApply(other, pending.edit);
    QVERIFY(other.variants[0].site.typeOf(*other.variants[0].site.find(rack.id)) != nullptr);
    QVERIFY(sameButForOrder(other.variants[0].site, project.variants[1].site));
}

void DifferenceTest::newRackOnANewFeedWaitsForIt() {
    Project project = withCopy(plenum::test::rackProject(2));
    const Id room = project.variants[0].site.items(Kind::Room)[0].id;
    const Item busway = itemOf(Kind::Busway, "Busway C", room, {}), rack = itemOf(Kind::Rack, "R9", room, {9, 9, 0});
    mustApply(project, placeItem(project.variants[1], rack, nullptr));
    mustApply(project, placeItem(project.variants[1], busway, nullptr));
    mustApply(project, connectionEdit(project.variants[1], std::nullopt, feed(busway.id, rack.id, "feed1")));
    const auto list = differences(project.variants[0].site, project.variants[1].site);
    QCOMPARE(list.size(), std::size_t{2});
    QVERIFY(list[0].item == busway.id);
    const auto refused = execute(project.variants[1], project.variants[0], *of(list, rack.id));
    QVERIFY(refused.edit.empty());
    QCOMPARE(QString::fromStdString(refused.issues.at(0).code), QString("difference.dependent"));
    QCOMPARE(QString::fromStdString(english(refused.issues[0].text)), QString("R9 depends on Busway C, which is a pending change of its own."));
    QCOMPARE(QString::fromStdString(english(refused.issues[0].hint)), QString("Execute Busway C first."));
    // Taking the busway back would leave the new rack without its feed.
    const auto kept = drop(project.variants[1], project.variants[0], *of(list, busway.id));
    QVERIFY(kept.edit.empty());
    QVERIFY(kept.issues.at(0).item == rack.id);
    QCOMPARE(QString::fromStdString(english(kept.issues[0].hint)), QString("Drop the change of R9 first."));
    mustApply(project, execute(project.variants[1], project.variants[0], *of(list, busway.id)).edit);
    mustApply(project, execute(project.variants[1], project.variants[0], *of(list, rack.id)).edit);
    QVERIFY(sameButForOrder(project.variants[0].site, project.variants[1].site));
}

void DifferenceTest::removedFeedWaitsForItsRack() {
    Project project = withCopy(plenum::test::rackProject(1));
    const Id a = project.variants[0].site.items(Kind::Busway)[0].id, rack = project.variants[0].site.items(Kind::Rack)[0].id;
    mustApply(project, removeItems(project.variants[1], {a}));
    mustApply(project, removeItems(project.variants[1], {rack}));
    const auto list = differences(project.variants[0].site, project.variants[1].site);
    QCOMPARE(list.size(), std::size_t{2});
    QVERIFY(list[0].item == rack);
    const auto refused = execute(project.variants[1], project.variants[0], *of(list, a));
    QVERIFY(refused.edit.empty());
    QVERIFY(refused.issues.at(0).item == rack);
    mustApply(project, execute(project.variants[1], project.variants[0], *of(list, rack)).edit);
    mustApply(project, execute(project.variants[1], project.variants[0], *of(list, a)).edit);
    QVERIFY(sameButForOrder(project.variants[0].site, project.variants[1].site));
}

void DifferenceTest::takenBackRoomWaitsForItsRack() {
    Project project = withCopy(plenum::test::rackProject(1));
    const Item room = [&] {
        Item item = itemOf(Kind::Room, "Hall 2", project.variants[0].site.items(Kind::Site)[0].id, {});
        item.points = {{0, 70, 0}, {9, 70, 0}, {9, 80, 0}};
        return item;
    }();
    const Item rack = itemOf(Kind::Rack, "R9", room.id, {2, 72, 0});
    mustApply(project, placeItem(project.variants[1], room, nullptr));
    mustApply(project, placeItem(project.variants[1], rack, nullptr));
    const auto list = differences(project.variants[0].site, project.variants[1].site);
    QVERIFY(drop(project.variants[1], project.variants[0], *of(list, room.id)).issues.at(0).item == rack.id);
    mustApply(project, drop(project.variants[1], project.variants[0], *of(list, rack.id)).edit);
    mustApply(project, drop(project.variants[1], project.variants[0], *of(list, room.id)).edit);
    QVERIFY(sameButForOrder(project.variants[0].site, project.variants[1].site));
}

void DifferenceTest::doneChangeIsRefused() {
    Project project = withCopy(plenum::test::rackProject(2));
    mustApply(project, moveItems(project.variants[1], {project.variants[1].site.items(Kind::Rack)[0].id}, {1, 0, 0}));
    const auto list = differences(project.variants[0].site, project.variants[1].site);
    mustApply(project, execute(project.variants[1], project.variants[0], list[0]).edit);
    const auto again = execute(project.variants[1], project.variants[0], list[0]);
    QVERIFY(again.edit.empty());
    QCOMPARE(QString::fromStdString(again.issues.at(0).code), QString("difference.done"));
}

void DifferenceTest::objectOfAnotherKindIsExchanged() {
    Project project = withCopy(plenum::test::rackProject(1));
    Item before = itemOf(Kind::ReservedPlace, "Place", project.variants[0].site.items(Kind::Room)[0].id, {4, 4, 0});
    Item after = before;
    after.kind = Kind::Rack;
    project.variants[0].site.items(Kind::ReservedPlace).add({before});
    project.variants[1].site.items(Kind::Rack).add({after});
    const auto list = differences(project.variants[0].site, project.variants[1].site);
    QCOMPARE(list.size(), std::size_t{1});
    QVERIFY(list[0].what == What::Changed);
    Project executed = project;
    mustApply(executed, execute(project.variants[1], project.variants[0], list[0]).edit);
    QVERIFY(sameButForOrder(executed.variants[0].site, project.variants[1].site));
    mustApply(project, drop(project.variants[1], project.variants[0], list[0]).edit);
    QVERIFY(sameButForOrder(project.variants[0].site, project.variants[1].site));
}

void DifferenceTest::executingAllGivesTheVariant() {
    QFETCH(int, seed);
    Project project = edited(seed);
    const auto list = differences(project.variants[0].site, project.variants[1].site);
    QVERIFY(list.size() > 20);
    for (const auto& each : list) {
        const auto pending = execute(project.variants[1], project.variants[0], each);
        QVERIFY2(pending.issues.empty(), qPrintable(said(pending.issues)));
        mustApply(project, pending.edit);
    }
    QVERIFY(sameButForOrder(project.variants[0].site, project.variants[1].site));
    QVERIFY(differences(project.variants[0].site, project.variants[1].site).empty());
}

void DifferenceTest::droppingAllGivesTheParent() {
    QFETCH(int, seed);
    Project project = edited(seed);
    auto list = differences(project.variants[0].site, project.variants[1].site);
    std::reverse(list.begin(), list.end());
    for (const auto& each : list) {
        const auto pending = drop(project.variants[1], project.variants[0], each);
        QVERIFY2(pending.issues.empty(), qPrintable(said(pending.issues)));
        mustApply(project, pending.edit);
    }
    QVERIFY(sameButForOrder(project.variants[0].site, project.variants[1].site));
}

void DifferenceTest::unlikeSitesAreAllAddedAndRemoved() {
    const Project a = plenum::test::rackProject(3, 1), b = plenum::test::rackProject(5, 2);
    const auto list = differences(a.variants[0].site, b.variants[0].site);
    QCOMPARE(list.size(), a.variants[0].site.itemCount() + b.variants[0].site.itemCount());
    std::size_t added = 0, removed = 0;
    for (const auto& count : countByKind(list)) {
        if (count.kind != Kind::Rack) continue;
        if (count.what == What::Added) added = count.count;
        if (count.what == What::Removed) removed = count.count;
    }
    QCOMPARE(added, std::size_t{5});
    QCOMPARE(removed, std::size_t{3});
}

PLENUM_TEST(DifferenceTest)
#include "difference_test.moc"
