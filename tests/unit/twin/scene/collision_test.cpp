// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/model/collision.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace twin;

namespace {

Item box(IdSequence& ids, Kind kind, double x, double y, double rotation_deg = 0, Id parent = {}) {
    Item item;
    item.id = ids.next();
    item.kind = kind;
    item.name = toString(item.id);
    item.position = {x, y, 0};
    item.rotation_deg = rotation_deg;
    item.parent = parent;
    return item;
}

Item room(IdSequence& ids, std::vector<Vec3> outline) {
    Item item = box(ids, Kind::Room, 0, 0);
    item.name = "Hall";
    item.points = std::move(outline);
    return item;
}

bool pointIn(const Body& body, double x, double y) {
    const double dx = x - body.centre.x, dy = y - body.centre.y;
    return std::abs(dx * body.along.x + dy * body.along.y) < body.halfWidth_m &&
           std::abs(dx * body.front.x + dy * body.front.y) < body.halfDepth_m;
}

/// Area that two bodies share, from a raster of points: the reference for the separating axes.
bool shareArea(const Body& a, const Body& b, double step_m) {
    for (double x = a.bounds.x0; x <= a.bounds.x1; x += step_m)
        for (double y = a.bounds.y0; y <= a.bounds.y1; y += step_m)
            if (pointIn(a, x, y) && pointIn(b, x, y)) return true;
    return false;
}

std::size_t count(const Issues& issues, const std::string& code) {
    return static_cast<std::size_t>(std::count_if(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code; }));
}

}  // namespace

class CollisionTest : public QObject {
    Q_OBJECT
  private slots:
    void agreesWithARasterOfPoints() {
        std::mt19937_64 random(7);
        std::uniform_real_distribution<double> place(-1.2, 1.2), angle(0, 360);
        Site site;
        IdSequence ids(3);
        int touching = 0;
        for (int i = 0; i < 300; ++i) {
            const Item first = box(ids, Kind::Rack, 0, 0, angle(random)), second = box(ids, Kind::Cdu, place(random), place(random), angle(random));
            const Body a = bodyOf(site, first), b = bodyOf(site, second);
            const double depth = overlap_m(a, b);
            QCOMPARE(depth, overlap_m(b, a));
            const bool shared = shareArea(a, b, 0.01);
            touching += shared;
            if (depth > 0.05) QVERIFY2(shared, qPrintable(QString::number(depth)));
            if (depth == 0) QVERIFY(!shared);
        }
        QVERIFY(touching > 50 && touching < 290);
    }

    void agreesWithAllPairs() {
        std::mt19937_64 random(11);
        std::uniform_real_distribution<double> place(0, 14);
        IdSequence ids(5);
        for (int trial = 0; trial < 12; ++trial) {
            Site site;
            const Item hall = room(ids, {{1, 1, 0}, {13, 1, 0}, {13, 7, 0}, {7, 7, 0}, {7, 13, 0}, {1, 13, 0}});
            site.items(Kind::Room).add({hall});
            std::vector<Item> racks, cdus;
            for (int i = 0; i < 50; ++i) racks.push_back(box(ids, Kind::Rack, place(random), place(random), 90.0 * (i % 4) + (i % 7 == 0 ? 30 : 0), hall.id));
            for (int i = 0; i < 6; ++i) cdus.push_back(box(ids, Kind::Cdu, place(random), place(random), 17 * i));
            site.items(Kind::Rack).add(racks);
            site.items(Kind::Cdu).add(cdus);
            std::vector<Collision> expected;
            std::vector<Body> bodies;
            for (const Kind kind : {Kind::Rack, Kind::Cdu})
                site.items(kind).forEach([&](const Item& item) { bodies.push_back(bodyOf(site, item)); });
            for (std::size_t i = 0; i < bodies.size(); ++i) {
                if (bodies[i].room && !isInside(bodies[i], hall.points)) expected.push_back({Collision::What::OutsideRoom, bodies[i].item->id, {}, 0});
                for (std::size_t j = i + 1; j < bodies.size(); ++j) collide(bodies[i], bodies[j], expected);
            }
            const auto key = [](const Collision& c) {
                const bool pair = c.what == Collision::What::Overlap;
                return std::tuple(c.what, pair ? std::min(c.item, c.other) : c.item, pair ? std::max(c.item, c.other) : c.other);
            };
            std::multiset<std::tuple<Collision::What, Id, Id>> a, b;
            for (const Collision& c : expected) a.insert(key(c));
            for (const Collision& c : collisions(site)) b.insert(key(c));
            QVERIFY(a == b);
            QVERIFY(a.size() > 20);
        }
    }

    void letsNeighboursTouch() {
        IdSequence ids(1);
        Site site;
        std::vector<Item> racks;
        for (int i = 0; i < 20; ++i) racks.push_back(box(ids, Kind::Rack, 0.3 + 0.6 * i, 2));
        for (int i = 0; i < 20; ++i) racks.push_back(box(ids, Kind::Rack, 0.3 + 0.6 * i, 2 + 1.2 + 0.9, 180));  // rear to rear, one aisle for both
        site.items(Kind::Rack).add(racks);
        QVERIFY(collisions(site).empty());
    }

    void findsMissingClearance() {
        IdSequence ids(1);
        Site site;
        const Item rack = box(ids, Kind::Rack, 0, 0), wall = box(ids, Kind::Pillar, 0, 0.6 + 0.5 + 0.3);  // 0.5 m behind, 0.9 m needed
        site.items(Kind::Rack).add({rack});
        site.items(Kind::Pillar).add({wall});
        const auto found = collisions(site);
        QCOMPARE(found.size(), 1u);
        QVERIFY(found[0].what == Collision::What::ClearanceRear && found[0].item == rack.id && found[0].other == wall.id);
        QVERIFY(std::abs(found[0].amount_m - 0.4) < 1e-9);
        const Issues issues = collisionIssues(site);
        QCOMPARE(count(issues, "space.clearance"), 1u);
        QVERIFY(issues[0].severity == Severity::Warning);
    }

    void knowsWhatBelongsTogether() {
        IdSequence ids(1);
        Site site;
        const Item rack = box(ids, Kind::Rack, 0, 0);
        Item door = box(ids, Kind::RearDoor, 0, 0.7), stranger = box(ids, Kind::RearDoor, 5, 0.7);
        door.target = rack.id;
        site.items(Kind::Rack).add({rack, box(ids, Kind::Rack, 5, 0)});
        site.items(Kind::RearDoor).add({door, stranger});
        const auto found = collisions(site);
        QCOMPARE(found.size(), 1u);
        QVERIFY(found[0].other == stranger.id);
    }

    void looksAtHeights() {
        IdSequence ids(1);
        Site site;
        Item roof = box(ids, Kind::DryCooler, 0, 0);
        roof.position.z = 6;
        site.items(Kind::DryCooler).add({roof});
        site.items(Kind::Rack).add({box(ids, Kind::Rack, 0, 0)});
        QVERIFY(collisions(site).empty());
    }

    void keepsItemsInTheirRoom_data() {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("rotation");
        QTest::addColumn<bool>("inside");
        QTest::newRow("middle") << 2.0 << 2.0 << 0.0 << true;
        QTest::newRow("against the wall") << 0.3 << 0.6 << 0.0 << true;
        QTest::newRow("through the wall") << 0.2 << 0.6 << 0.0 << false;
        QTest::newRow("turned through the wall") << 0.3 << 0.6 << 90.0 << false;
        QTest::newRow("outside") << 9.0 << 2.0 << 0.0 << false;
        QTest::newRow("around the inner corner") << 3.9 << 3.9 << 45.0 << false;
        QTest::newRow("in the inner corner") << 3.7 << 3.4 << 0.0 << true;
        QTest::newRow("in the notch") << 5.0 << 5.0 << 0.0 << false;
    }
    void keepsItemsInTheirRoom() {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(double, rotation);
        QFETCH(bool, inside);
        IdSequence ids(1);
        Site site;
        const Item rack = box(ids, Kind::Rack, x, y, rotation);
        const std::vector<Vec3> outline{{0, 0, 0}, {6, 0, 0}, {6, 4, 0}, {4, 4, 0}, {4, 6, 0}, {0, 6, 0}};
        QCOMPARE(isInside(bodyOf(site, rack), outline), inside);
    }

    void limitsTheList() {
        IdSequence ids(1);
        Site site;
        std::vector<Item> racks;
        for (int i = 0; i < 3000; ++i) racks.push_back(box(ids, Kind::Rack, 0.3 * (i % 60), 3.0 * (i / 60)));
        site.items(Kind::Rack).add(racks);
        const Issues issues = collisionIssues(site);
        QVERIFY(issues.size() <= 200);
        QCOMPARE(count(issues, "space.collision"), 61u);
        QVERIFY(issues.front().severity == Severity::Error && !issues.front().hint.empty());
    }

    void groupsClearancesByRow() {
        IdSequence ids(1);
        Site site;
        const Item row = box(ids, Kind::Row, 0, 0), other = box(ids, Kind::Row, 0, 0);
        site.items(Kind::Row).add({row, other});
        std::vector<Item> racks;
        for (int i = 0; i < 20; ++i) racks.push_back(box(ids, Kind::Rack, 0.6 * i, 0, 180, row.id));
        for (int i = 0; i < 20; ++i) racks.push_back(box(ids, Kind::Rack, 0.6 * i, 1.8, 0, other.id));  // fronts 0.6 m apart
        site.items(Kind::Rack).add(racks);
        const Issues issues = collisionIssues(site);
        QCOMPARE(count(issues, "space.clearance"), 2u);
        QCOMPARE(issues.size(), 2u);
        QVERIFY(english(issues[0].text).find("20 items") != std::string::npos);
    }
};

PLENUM_TEST(CollisionTest)
#include "collision_test.moc"
