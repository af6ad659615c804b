// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/model/generate.h"

using namespace twin;

class MoveItemsTest : public QObject {
    Q_OBJECT
  private slots:
    void givesARackToTheRoomItIsPutIn() {
        Project project = generateSite(500, 3);  // two halls
        const Variant& variant = project.variants[0];
        const Item rack = variant.site.items(Kind::Rack)[0];
        const Item* home = roomOf(variant.site, rack);
        QVERIFY(home != nullptr);
        const Item* other = nullptr;
        variant.site.items(Kind::Rack).forEach([&](const Item& item) {
            const Item* room = roomOf(variant.site, item);
            if (other == nullptr && room->id != home->id) other = room;
        });
        QVERIFY(other != nullptr);
        const Vec3 from = rack.position, to{other->points[0].x + 2, other->points[0].y + 2, 0};
        const Id target = other->id;
        const Edit edit = moveItems(variant, {rack.id}, {to.x - from.x, to.y - from.y, 0});
        QVERIFY(apply(project, edit).empty());
        const Site& moved = project.variants[0].site;
        QVERIFY(roomOf(moved, *moved.find(rack.id))->id == target);
        QVERIFY(apply(project, inverse(edit)).empty());
        QVERIFY(*project.variants[0].site.find(rack.id) == rack);
    }

    void keepsTheRowWithinTheRoom() {
        Project project = generateSite(40, 3);
        const Item rack = project.variants[0].site.items(Kind::Rack)[0];
        const Edit edit = moveItems(project.variants[0], {rack.id}, {0.1, 0, 0});
        QVERIFY(edit.items.size() == 1);
        QVERIFY(edit.items[0].after->parent == rack.parent);
    }
};

PLENUM_TEST(MoveItemsTest)
#include "move_items_test.moc"
