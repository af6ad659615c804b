// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/scene/placement.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace twin;
using namespace twin::scene;

namespace {

/// A hall of 12 × 6 m with a row of racks at y = 3 from x = 0.6 to 7.2 m, without those between 2.4 and 4.2 m.
struct Hall {
    IdSequence ids{1};
    Site site;
    SpatialIndex index;
    Item room;

    Hall() {
        room = make(Kind::Room, 0, 0);
        room.points = {{0, 0, 0}, {12, 0, 0}, {12, 6, 0}, {0, 6, 0}};
        site.items(Kind::Room).add({room});
        std::vector<Item> racks;
        for (int i = 0; i < 11; ++i)
            if (i < 3 || i > 5) racks.push_back(make(Kind::Rack, 0.9 + 0.6 * i, 3));
        site.items(Kind::Rack).add(racks);
        index.rebuild(site);
    }
    Item make(Kind kind, double x, double y, double rotation_deg = 0) {
        Item item;
        item.id = ids.next();
        item.kind = kind;
        item.position = {x, y, 0};
        item.rotation_deg = rotation_deg;
        item.parent = room.id;
        return item;
    }
};

bool near(double a, double b) { return std::abs(a - b) < 1e-9; }

}  // namespace

class PlacementTest : public QObject {
    Q_OBJECT
  private slots:
    void snapsSideToSide() {
        Hall hall;
        const Item rack = hall.make(Kind::Rack, 2.62, 3.05);  // beside the rack that ends at 2.4
        const Snap result = snap(hall.site, hall.index, rack, {});
        QVERIFY(near(rack.position.x + result.by.x, 2.7));
        QVERIFY(near(rack.position.y + result.by.y, 3.0));
        QCOMPARE(result.guides.size(), 2u);
        QVERIFY(result.guides[0].vertical && result.guides[0].to == Guide::To::Edge);
        QVERIFY(!result.guides[1].vertical && result.guides[1].to == Guide::To::Line);
    }

    void snapsToTilesWhereNothingElseIs() {
        Hall hall;
        const Item rack = hall.make(Kind::Cdu, 10.62, 5.35);
        const Snap result = snap(hall.site, hall.index, rack, {}, {.reach_m = 0.1, .neighbours_m = 0.5});
        QVERIFY(near(rack.position.x - 0.45 + result.by.x, 10.2));
        QVERIFY(near(rack.position.y - 0.6 + result.by.y, 4.8));
        QCOMPARE(result.guides.size(), 2u);
        for (const Guide& guide : result.guides) QVERIFY(guide.to == Guide::To::Tile);
    }

    void leavesWhatIsOutOfReach() {
        Hall hall;
        const Item rack = hall.make(Kind::Rack, 3.3, 3.3);
        const Snap result = snap(hall.site, hall.index, rack, {}, {.reach_m = 0.02, .tiles = false});
        QVERIFY(result.by == (Vec2{0, 0}) && result.guides.empty());
    }

    void neverMovesFartherThanItsReach() {
        Hall hall;
        std::mt19937_64 random(5);
        std::uniform_real_distribution<double> x(0, 12), y(0, 6), reach(0.02, 0.4);
        for (int i = 0; i < 500; ++i) {
            const Item rack = hall.make(Kind::Rack, x(random), y(random), 90.0 * (i % 4));
            const double most = reach(random);
            const Snap result = snap(hall.site, hall.index, rack, {}, {.reach_m = most});
            QVERIFY(std::abs(result.by.x) <= most + 1e-12 && std::abs(result.by.y) <= most + 1e-12);
            QVERIFY(result.guides.size() <= 2);
        }
    }

    void ignoresWhatMovesAlong() {
        Hall hall;
        const Item rack = hall.make(Kind::Rack, 2.62, 3.05);
        IdSet all;
        hall.site.items(Kind::Rack).forEach([&](const Item& item) { all.insert(item.id); });
        const Snap result = snap(hall.site, hall.index, rack, all, {.tiles = false});
        QVERIFY(result.guides.empty());
    }

    void findsTheGapOfTheRow() {
        Hall hall;
        const Item rack = hall.make(Kind::Rack, 3.3, 3.2);
        const FreePlaces free = freePlaces(hall.site, hall.index, rack, {});
        QCOMPARE(free.rows, 1);
        QVERIFY(near(free.largestGap_m, 4 * 0.6));
        // One place before the row, three in the gap, four behind it.
        QCOMPARE(free.places.size(), 1u + 3u + 4u);
        for (const auto& place : free.places) {
            QVERIFY(near(place.position.y, 3));
            QVERIFY(place.state == FreePlaces::State::Good);
        }
        QVERIFY(std::any_of(free.places.begin(), free.places.end(), [](const auto& p) { return near(p.position.x, 2.7); }));
    }

    void marksPlacesWithoutClearance() {
        Hall hall;
        hall.site.items(Kind::Pillar).add({hall.make(Kind::Pillar, 2.7, 4.7)});  // 0.8 m behind the row; racks need 0.9 m
        hall.index.rebuild(hall.site);
        const FreePlaces free = freePlaces(hall.site, hall.index, hall.make(Kind::Rack, 3.3, 3), {});
        for (const auto& place : free.places) {
            const bool near = std::abs(place.position.x - 2.7) < 0.59;
            QCOMPARE(place.state == FreePlaces::State::Warning, near);
        }
    }

    void offersOnlyPlacesThatFit() {
        std::mt19937_64 random(3);
        for (int trial = 0; trial < 40; ++trial) {
            Hall hall;
            std::uniform_real_distribution<double> x(0, 12), y(0, 6);
            std::vector<Item> pillars;
            for (int i = 0; i < 4; ++i) pillars.push_back(hall.make(Kind::Pillar, x(random), y(random), 30.0 * i));
            hall.site.items(Kind::Pillar).add(pillars);
            hall.index.rebuild(hall.site);
            const Item like = hall.make(Kind::Rack, x(random), y(random), 90.0 * (trial % 4));
            for (const auto& place : freePlaces(hall.site, hall.index, like, {}).places) {
                Item placed = like;
                placed.position = {place.position.x, place.position.y, 0};
                placed.rotation_deg = place.rotation_deg;
                for (const Collision& c : collisions(hall.site, hall.index, placed))
                    QVERIFY(c.what == Collision::What::ClearanceFront || c.what == Collision::What::ClearanceRear);
            }
        }
    }

    void agreesWithTheWholeSite() {
        std::mt19937_64 random(8);
        for (int trial = 0; trial < 30; ++trial) {
            Hall hall;
            std::uniform_real_distribution<double> x(0, 12), y(0, 6);
            const Item rack = hall.make(Kind::Rack, x(random), y(random), 45.0 * (trial % 8));
            Site with = hall.site;
            with.items(Kind::Rack).add({rack});
            hall.index.rebuild(with);
            std::size_t expected = 0;
            for (const Collision& c : twin::collisions(with)) expected += c.item == rack.id || c.other == rack.id;
            QCOMPARE(twin::scene::collisions(with, hall.index, rack).size(), expected);
        }
    }
};

PLENUM_TEST(PlacementTest)
#include "placement_test.moc"
