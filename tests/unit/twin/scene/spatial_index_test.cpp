// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/scene/spatial_index.h"

#include <algorithm>
#include <random>
#include <set>

using namespace twin;
using scene::SpatialIndex;

namespace {

Site randomSite(IdSequence& ids, std::mt19937_64& random, int count) {
    std::uniform_real_distribution<double> place(-30, 30), angle(0, 360);
    Site site;
    const Kind kinds[] = {Kind::Rack, Kind::Crah, Kind::PvArray, Kind::Sensor, Kind::Pipe, Kind::Room};
    for (const Kind kind : kinds) {
        std::vector<Item> items;
        for (int i = 0; i < count; ++i) {
            Item item;
            item.id = ids.next();
            item.kind = kind;
            item.position = {place(random), place(random), 0};
            item.rotation_deg = angle(random);
            if (spec(kind).shape == Shape::Route || spec(kind).shape == Shape::Outline)
                for (int k = 0; k < 4; ++k) item.points.push_back({place(random), place(random), 0});
            items.push_back(item);
        }
        site.items(kind).add(items);
    }
    return site;
}

std::set<Id> idsIn(const SpatialIndex& index, const Bounds& bounds) {
    std::set<Id> ids;
    for (const auto slot : index.touching(bounds)) ids.insert(index.entries()[slot].id);
    return ids;
}

std::set<Id> scanned(const SpatialIndex& index, const Bounds& bounds) {
    std::set<Id> ids;
    for (const auto& entry : index.entries())
        if (entry.id && entry.bounds.touches(bounds)) ids.insert(entry.id);
    return ids;
}

}  // namespace

class SpatialIndexTest : public QObject {
    Q_OBJECT
  private slots:
    void agreesWithAScan() {
        std::mt19937_64 random(2);
        std::uniform_real_distribution<double> place(-40, 40), size(0, 50);
        IdSequence ids(4);
        SpatialIndex index;
        index.rebuild(randomSite(ids, random, 60));
        for (int i = 0; i < 200; ++i) {
            const double x = place(random), y = place(random), s = size(random) * (i % 3 == 0 ? 0.02 : 1);
            const Bounds bounds{x, y, x + s, y + s / 2};
            QVERIFY(idsIn(index, bounds) == scanned(index, bounds));
        }
        QCOMPARE(idsIn(index, {-1e4, -1e4, 1e4, 1e4}).size(), 360u);
    }

    void followsChanges() {
        std::mt19937_64 random(9);
        std::uniform_real_distribution<double> place(-30, 30);
        IdSequence ids(8);
        Site site = randomSite(ids, random, 40);
        SpatialIndex index;
        index.rebuild(site);
        for (int step = 0; step < 40; ++step) {
            const Site before = site;
            for (int k = 0; k < 3; ++k) {
                Item moved = site.items(Kind::Rack)[random() % site.items(Kind::Rack).size()];
                moved.position = {place(random), place(random), 0};
                site.items(Kind::Rack).replace(moved);
            }
            if (step % 4 == 1) {
                const Id gone = site.items(Kind::Crah)[0].id;
                site.items(Kind::Crah).removeIf([&](const Item& item) { return item.id == gone; });
            }
            if (step % 4 == 3) {
                Item added = site.items(Kind::Rack)[0];
                added.id = ids.next();
                site.items(Kind::Rack).add({added});
            }
            const int slot = index.slotOf(site.items(Kind::Pipe)[5].id);
            index.update(site, changes(before, site));
            QCOMPARE(index.slotOf(site.items(Kind::Pipe)[5].id), slot);
            SpatialIndex fresh;
            fresh.rebuild(site);
            const double x = place(random), y = place(random);
            for (const Bounds& bounds : {Bounds{x, y, x + 6, y + 4}, Bounds{-1e3, -1e3, 1e3, 1e3}})
                QVERIFY(idsIn(index, bounds) == idsIn(fresh, bounds));
        }
    }

    void keepsSlotsOfMovedItems() {
        std::mt19937_64 random(1);
        IdSequence ids(1);
        Site site = randomSite(ids, random, 10);
        SpatialIndex index;
        index.rebuild(site);
        const Site before = site;
        std::vector<int> slotsBefore;
        for (std::size_t i = 0; i < 10; ++i) {
            Item moved = site.items(Kind::Rack)[i];
            slotsBefore.push_back(index.slotOf(moved.id));
            moved.position.x += 1;
            site.items(Kind::Rack).replace(moved);
        }
        index.update(site, changes(before, site));
        for (std::size_t i = 0; i < 10; ++i) QCOMPARE(index.slotOf(site.items(Kind::Rack)[i].id), slotsBefore[i]);
    }

    void picksWhatIsOnTop() {
        IdSequence ids(1);
        Site site;
        const auto add = [&](Kind kind, Vec3 at, std::vector<Vec3> points = {}) {
            Item item;
            item.id = ids.next();
            item.kind = kind;
            item.position = at;
            item.points = std::move(points);
            site.items(kind).add({item});
            return item.id;
        };
        const Id hall = add(Kind::Room, {}, {{-5, -5, 0}, {5, -5, 0}, {5, 5, 0}, {-5, 5, 0}});
        const Id aisle = add(Kind::Aisle, {}, {{-3, -2, 0}, {3, -2, 0}, {3, -0.6, 0}, {-3, -0.6, 0}});
        const Id rack = add(Kind::Rack, {0, 0, 0});
        const Id low = add(Kind::Pump, {0, 0, 0});
        const Id pipe = add(Kind::Pipe, {}, {{-4, 3, 2}, {4, 3, 2}});
        const Id sensor = add(Kind::Sensor, {0.1, 0.1, 1});
        SpatialIndex index;
        index.rebuild(site);
        QVERIFY(index.at(site, {-0.2, -0.4}, 0.05) == rack);   // higher than the pump
        QVERIFY(index.at(site, {0.35, 0.0}, 0.02) == low);     // beside the rack
        QVERIFY(index.at(site, {0.12, 0.1}, 0.05) == sensor);
        QVERIFY(index.at(site, {1, 3.04}, 0.05) == pipe);
        QVERIFY(index.at(site, {1, 3.2}, 0.05) == Id{});       // open floor
        QVERIFY(index.at(site, {2, -1}, 0.05) == aisle);
        QVERIFY(index.at(site, {4.98, 1}, 0.05) == hall);
        QCOMPARE(index.enclosed({-1, -1, 1, 1}).size(), 3u);  // rack, pump, sensor
    }
};

PLENUM_TEST(SpatialIndexTest)
#include "spatial_index_test.moc"
