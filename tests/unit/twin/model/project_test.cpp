// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/project.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/model/sample_project.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace twin;

namespace {

std::vector<Id> someIds(const Site& site, std::mt19937_64& random, std::size_t most) {
    std::vector<Id> all;
    site.forEachItem([&](const Item& item) { all.push_back(item.id); });
    std::shuffle(all.begin(), all.end(), random);
    all.resize(std::min(all.size(), 1 + random() % most));
    return all;
}

Edit randomEdit(const Project& project, std::mt19937_64& random) {
    const Variant& variant = project.variants[random() % project.variants.size()];
    const auto ids = someIds(variant.site, random, 6);
    const auto number = [&] { return static_cast<double>(random() % 1000) / 7; };
    switch (random() % 9) {
        case 0: return moveItems(variant, ids, {number(), -number(), 0});
        case 1: return rotateItems(variant, ids, 90);
        case 2: {
            auto few = ids;  // not the whole site, else nothing is left to edit
            std::erase_if(few, [&](Id id) { return variant.site.find(id)->kind <= Kind::Room; });
            return removeItems(variant, few);
        }
        case 3: return duplicateItems(variant, ids, {0, number(), 0});
        case 4: return setParam(variant, ids, static_cast<Param>(random() % static_cast<std::uint64_t>(Param::Count_)), random() % 3 ? std::optional<double>(number()) : std::nullopt);
        case 5: return renameItem(variant, ids[0], "name " + std::to_string(random() % 100));
        case 6: return setPlace(variant, ids[0], {number(), number(), number()}, number());
        case 7: {
            Conditions conditions = project.conditions;
            conditions.dryBulb_C = number();
            return setConditions(project, conditions);
        }
        default: {
            EquipmentType type{newId(), Kind::Pump, "Pump type", {}, {}, {}, {}, {}};
            Item item;
            item.id = newId();
            item.kind = Kind::Pump;
            item.name = "new pump";
            return placeItem(variant, item, random() % 2 ? &type : nullptr);
        }
    }
}

}  // namespace

class ProjectTest : public QObject {
    Q_OBJECT
  private slots:
    void inverseRestoresTheProject() {
        std::mt19937_64 random(41);
        Project project = plenum::test::rackProject(150);
        Variant other = project.variants[0];
        other.id = newId();
        project.variants.push_back(other);
        int applied = 0;
        for (int i = 0; i < 800; ++i) {
            const Edit edit = randomEdit(project, random);
            if (edit.empty()) continue;
            const Project before = project;
            const Issues refused = apply(project, edit);
            QVERIFY2(refused.empty(), refused.empty() ? "" : english(refused[0].text).c_str());
            const Project after = project;
            QVERIFY(apply(project, inverse(edit)).empty());
            QVERIFY2(project == before, english(edit.name).c_str());
            QVERIFY(apply(project, edit).empty());
            QVERIFY2(project == after, english(edit.name).c_str());
            ++applied;
            if (project.variants[0].site.itemCount() < 60 || project.variants[1].site.itemCount() < 60) project = before;
        }
        QVERIFY(applied >= 500);
    }
    void undoOfManyRemovesRestoresTheOrder() {
        Project project = plenum::test::rackProject(5);
        const Project before = project;
        std::vector<Id> ids;
        for (const std::size_t i : {0u, 1u, 2u, 4u}) ids.push_back(project.variants[0].site.items(Kind::Rack)[i].id);
        const Edit edit = removeItems(project.variants[0], ids);
        QVERIFY(apply(project, edit).empty());
        QVERIFY(apply(project, inverse(edit)).empty());
        QVERIFY(project == before);
    }
    void movesARoomWithWhatStandsInIt() {
        const Project project = plenum::test::rackProject(10);
        const Variant& variant = project.variants[0];
        const Item room = variant.site.items(Kind::Room)[0];
        const Edit edit = moveItems(variant, {room.id}, {1, 2, 0});
        QCOMPARE(edit.items.size(), std::size_t{1 + 10 + 4});
        Project moved = project;
        QVERIFY(apply(moved, edit).empty());
        QCOMPARE(moved.variants[0].site.items(Kind::Room)[0].points[0], (Vec3{1, 2, 0}));
        QCOMPARE(moveItems(variant, {variant.site.items(Kind::Rack)[3].id}, {1, 0, 0}).items.size(), std::size_t{1});
        QVERIFY(moveItems(variant, {Id{12345}}, {1, 0, 0}).empty());
        QVERIFY(moveItems(variant, {room.id}, {}).empty());
    }
    void removesWhatBelongsToTheRemoved() {
        Project project = plenum::test::rackProject(10);
        Item sensor;
        sensor.id = newId();
        sensor.kind = Kind::Sensor;
        sensor.target = project.variants[0].site.items(Kind::Rack)[2].id;
        QVERIFY(apply(project, placeItem(project.variants[0], sensor, nullptr)).empty());
        const Edit edit = removeItems(project.variants[0], {sensor.target});
        QCOMPARE(edit.items.size(), std::size_t{2});
        QCOMPARE(edit.connections.size(), std::size_t{4});
        QVERIFY(apply(project, edit).empty());
        QCOMPARE(project.variants[0].site.connections().size(), std::size_t{36});
        QVERIFY(validate(project.variants[0].site).empty());
        const Edit all = removeItems(project.variants[0], {project.variants[0].site.items(Kind::Room)[0].id});
        QVERIFY(apply(project, all).empty());
        QCOMPARE(project.variants[0].site.itemCount(), std::size_t{1});
    }
    void duplicatesWithSharedFeedsAndNewIds() {
        Project project = plenum::test::rackProject(10);
        const Item rack = project.variants[0].site.items(Kind::Rack)[4];
        std::vector<Id> created;
        const Edit edit = duplicateItems(project.variants[0], {rack.id, rack.id}, {0, 5, 0}, &created);
        QCOMPARE(created.size(), std::size_t{1});
        QVERIFY(created[0] != rack.id);
        QCOMPARE(edit.connections.size(), std::size_t{4});
        QVERIFY(apply(project, edit).empty());
        const Item* copy = project.variants[0].site.find(created[0]);
        QCOMPARE(copy->position, (Vec3{rack.position.x, rack.position.y + 5, rack.position.z}));
        QVERIFY(copy->values == rack.values);
        QVERIFY(validate(project.variants[0].site).empty());
    }
    void refusesBrokenStructure() {
        const Project project = plenum::test::rackProject(5);
        const Variant& variant = project.variants[0];
        const Item rack = variant.site.items(Kind::Rack)[0], room = variant.site.items(Kind::Room)[0];
        const auto refused = [&](auto&& change, const char* code) {
            Edit edit;
            edit.variant = variant.id;
            change(edit);
            Project copy = project;
            const Issues issues = apply(copy, edit);
            return !issues.empty() && issues[0].code == code && copy == project;
        };
        const auto replaced = [](Item before, auto&& change) {
            Item after = before;
            change(after);
            return Change<Item>{before, after, 0};
        };
        QVERIFY(refused([&](Edit& e) { e.items.push_back(replaced(rack, [](Item& i) { i.parent = Id{99}; })); }, "edit.unknownParent"));
        QVERIFY(refused([&](Edit& e) { e.items.push_back(replaced(room, [&](Item& i) { i.parent = rack.id; })); }, "edit.cycle"));
        QVERIFY(refused([&](Edit& e) { e.items.push_back(replaced(rack, [](Item& i) { i.position.x = std::nan(""); })); }, "edit.notFinite"));
        QVERIFY(refused([&](Edit& e) { e.items.push_back(replaced(rack, [](Item& i) { i.type = Id{99}; })); }, "edit.unknownType"));
        QVERIFY(refused([&](Edit& e) { e.items.push_back(replaced(rack, [](Item& i) { i.target = Id{99}; })); }, "edit.unknownTarget"));
        QVERIFY(refused([&](Edit& e) { e.items.push_back({std::nullopt, rack, SIZE_MAX}); }, "edit.doubled"));
        QVERIFY(refused([&](Edit& e) {
            Item pump;
            pump.kind = Kind::Pump;
            pump.id = rack.id;
            e.items.push_back({std::nullopt, pump, SIZE_MAX});
        }, "edit.doubled"));
        QVERIFY(refused([&](Edit& e) { e.items.push_back({room, std::nullopt, 0}); }, "edit.dangling") ||
                refused([&](Edit& e) { e.items.push_back({room, std::nullopt, 0}); }, "edit.unknownParent"));
        QVERIFY(refused([&](Edit& e) { e.items.push_back({rack, std::nullopt, 0}); }, "edit.dangling"));
        QVERIFY(refused([&](Edit& e) { e.connections.push_back({std::nullopt, Connection{newId(), rack.id, room.id, 0, 0}, SIZE_MAX}); }, "edit.dangling"));
        QVERIFY(refused([&](Edit& e) { e.variant = Id{99}; e.items.push_back({std::nullopt, rack, SIZE_MAX}); }, "edit.unknownVariant"));
    }
    void refusesToRemoveWhatASensorMeasures() {
        Project project = plenum::test::rackProject(1);
        Item tank, sensor;
        tank.id = newId();
        tank.kind = Kind::Tank;
        sensor.id = newId();
        sensor.kind = Kind::Sensor;
        sensor.target = tank.id;
        QVERIFY(apply(project, placeItem(project.variants[0], tank, nullptr)).empty());
        QVERIFY(apply(project, placeItem(project.variants[0], sensor, nullptr)).empty());
        Edit edit;
        edit.variant = project.variants[0].id;
        edit.items.push_back({tank, std::nullopt, 0});
        const Issues issues = apply(project, edit);
        QVERIFY(issues.size() == 1 && issues[0].code == "edit.unknownTarget");
    }
    void validateListsValuesOutOfRange() {
        Project project = plenum::test::rackProject(5);
        QVERIFY(validate(project.variants[0].site).empty());
        const Id rack = project.variants[0].site.items(Kind::Rack)[0].id;
        QVERIFY(apply(project, setParam(project.variants[0], {rack}, Param::PowerAllocated, 6e6)).empty());
        const Issues issues = validate(project.variants[0].site);
        QCOMPARE(issues.size(), std::size_t{1});
        QCOMPARE(issues[0].code, std::string("value.outOfRange"));
        QVERIFY(issues[0].item == rack);
        QVERIFY(issues[0].severity == Severity::Warning);
    }
    void changesAreFoundById() {
        const Project before = plenum::test::rackProject(500);
        QVERIFY(changes(before.variants[0].site, before.variants[0].site).empty());
        Project after = before;
        const Variant& variant = after.variants[0];
        const Id moved = variant.site.items(Kind::Rack)[200].id, gone = variant.site.items(Kind::Rack)[300].id;
        QVERIFY(apply(after, moveItems(variant, {moved}, {0, 0, 1})).empty());
        SiteChanges found = changes(before.variants[0].site, after.variants[0].site);
        QCOMPARE(found.changed, std::vector<Id>{moved});
        QVERIFY(found.added.empty() && found.removed.empty() && !found.connections);
        QVERIFY(apply(after, removeItems(after.variants[0], {gone})).empty());
        std::vector<Id> created;
        QVERIFY(apply(after, duplicateItems(after.variants[0], {moved}, {0, 9, 0}, &created)).empty());
        found = changes(before.variants[0].site, after.variants[0].site);
        QCOMPARE(found.changed, std::vector<Id>{moved});
        QCOMPARE(found.removed, std::vector<Id>{gone});
        QCOMPARE(found.added, created);
        QVERIFY(found.connections);
    }
};

PLENUM_TEST(ProjectTest)
#include "project_test.moc"
