// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/model/sample_project.h"
#include "twin/model/generate.h"

#include <limits>

using namespace twin;

namespace {

Item outline(std::vector<Vec3> points) {
    Item room;
    room.id = Id{7};
    room.kind = Kind::Room;
    room.name = "Hall";
    room.points = std::move(points);
    return room;
}

std::string codeOf(const Item& item) {
    const Issues issues = shapeIssues(item);
    return issues.empty() ? std::string() : issues.front().code;
}

}  // namespace

class SetPointsTest : public QObject {
    Q_OBJECT
  private slots:
    void isOneEditWithAnInverse() {
        Project project = plenum::test::rackProject(4);
        const Project original = project;
        const Item busway = project.variants[0].site.items(Kind::Busway)[0];
        std::vector<Vec3> points = busway.points;
        points.back().x += 4.5;
        const Edit edit = setPoints(project.variants[0], busway.id, points);
        QCOMPARE(edit.items.size(), std::size_t{1});
        QVERIFY(apply(project, edit).empty());
        const Item& changed = *project.variants[0].site.find(busway.id);
        QVERIFY(changed.points == points);
        QCOMPARE(routeLength_m(changed), routeLength_m(busway) + 4.5);
        QVERIFY(apply(project, inverse(edit)).empty());
        QVERIFY(project == original);
    }

    void isNamedAfterWhatItDoes() {
        const Project project = plenum::test::rackProject(1);
        const Variant& variant = project.variants[0];
        const Item& room = variant.site.items(Kind::Room)[0];
        std::vector<Vec3> moved = room.points, more = room.points, fewer = room.points;
        moved[1].x += 1;
        more.insert(more.begin() + 1, {50, -1, 0});
        fewer.pop_back();
        const auto name = [&](const std::vector<Vec3>& points) { return QString::fromStdString(english(setPoints(variant, room.id, points).name)); };
        QCOMPARE(name(moved), QStringLiteral("Move a point of Hall"));
        QCOMPARE(name(more), QStringLiteral("Add a point to Hall"));
        QCOMPARE(name(fewer), QStringLiteral("Remove a point of Hall"));
    }

    void leavesOtherThingsAlone() {
        const Project project = plenum::test::rackProject(1);
        const Variant& variant = project.variants[0];
        const Item& room = variant.site.items(Kind::Room)[0];
        QVERIFY(setPoints(variant, room.id, room.points).empty());
        QVERIFY(setPoints(variant, Id{4711}, {{0, 0, 0}}).empty());
        QVERIFY2(setPoints(variant, variant.site.items(Kind::Rack)[0].id, {{0, 0, 0}, {1, 0, 0}}).empty(), "a box has no points");
    }

    void addsHalfWayOrFurtherOn() {
        Item pipe;
        pipe.kind = Kind::Pipe;
        pipe.points = {{0, 0, 1}, {0, 4, 1}, {0, 4, 3}};
        QVERIFY((withPointAfter(pipe, 0)[1] == Vec3{0, 2, 1}));
        QVERIFY2((withPointAfter(pipe, 2).back() == Vec3{0, 4, 4}), "a route goes on the way it went");
        QVERIFY((withPointAfter(pipe, 99) == withPointAfter(pipe, 2)));
        QVERIFY((withoutPoint(pipe, 1) == std::vector<Vec3>{{0, 0, 1}, {0, 4, 3}}));
        QVERIFY(withoutPoint(pipe, 3) == pipe.points);
        const Item room = outline({{0, 0, 0}, {4, 0, 0}, {4, 2, 0}});
        QVERIFY2((withPointAfter(room, 2).back() == Vec3{2, 1, 0}), "an outline is closed");
    }

    void refusesWhatIsNoNumber() {
        Project project = plenum::test::rackProject(1);
        const Project original = project;
        const Item& room = project.variants[0].site.items(Kind::Room)[0];
        std::vector<Vec3> points = room.points;
        points[2].y = std::numeric_limits<double>::quiet_NaN();
        const Issues issues = apply(project, setPoints(project.variants[0], room.id, points));
        QCOMPARE(issues.size(), std::size_t{1});
        QVERIFY(issues.front().code == "edit.notFinite");
        QVERIFY(project == original);
    }

    void takesABadShapeAndSaysSo() {
        Project project = plenum::test::rackProject(1);
        const Item room = project.variants[0].site.items(Kind::Room)[0];
        std::vector<Vec3> bow = room.points;
        std::swap(bow[1], bow[2]);
        QVERIFY(apply(project, setPoints(project.variants[0], room.id, bow)).empty());
        const Issues issues = validate(project.variants[0].site);
        QCOMPARE(issues.size(), std::size_t{1});
        QVERIFY(issues.front().code == "shape.crossing" && issues.front().item == room.id);
    }

    void judgesShapes_data() {
        QTest::addColumn<QVector<QPointF>>("corners");
        QTest::addColumn<QString>("code");
        const QString none, few = QStringLiteral("shape.points"), crossing = QStringLiteral("shape.crossing");
        QTest::newRow("triangle") << QVector<QPointF>{{0, 0}, {3, 0}, {0, 2}} << none;
        QTest::newRow("concave") << QVector<QPointF>{{0, 0}, {4, 0}, {4, 4}, {2, 1}, {0, 4}} << none;
        QTest::newRow("clockwise") << QVector<QPointF>{{0, 0}, {0, 2}, {3, 2}, {3, 0}} << none;
        QTest::newRow("corner in a straight side") << QVector<QPointF>{{0, 0}, {2, 0}, {4, 0}, {4, 3}, {0, 3}} << none;
        QTest::newRow("doubled corner") << QVector<QPointF>{{0, 0}, {4, 0}, {4, 0}, {4, 3}, {0, 3}, {0, 0}} << none;
        QTest::newRow("two corners") << QVector<QPointF>{{0, 0}, {4, 0}} << few;
        QTest::newRow("two corners, one doubled") << QVector<QPointF>{{0, 0}, {4, 0}, {4, 0}} << few;
        QTest::newRow("nothing") << QVector<QPointF>{} << few;
        QTest::newRow("bow tie") << QVector<QPointF>{{0, 0}, {4, 4}, {4, 0}, {0, 4}} << crossing;
        QTest::newRow("corner on a far side") << QVector<QPointF>{{0, 0}, {4, 0}, {4, 4}, {2, 0}, {0, 4}} << crossing;
    }
    void judgesShapes() {
        QFETCH(QVector<QPointF>, corners);
        QFETCH(QString, code);
        std::vector<Vec3> points;
        for (const QPointF& p : corners) points.push_back({p.x(), p.y(), 0});
        QCOMPARE(QString::fromStdString(codeOf(outline(points))), code);
    }

    void takesARiserForARoute() {
        Item pipe;
        pipe.kind = Kind::Pipe;
        pipe.points = {{1, 1, 0}, {1, 1, 3}};
        QVERIFY(codeOf(pipe).empty());
        pipe.points = {{1, 1, 0}, {1, 1, 0}};
        QVERIFY(codeOf(pipe) == "shape.points");
        pipe.points = {{0, 0, 0}, {4, 0, 0}, {4, 4, 0}, {2, 4, 0}, {2, -4, 0}};
        QVERIFY2(codeOf(pipe).empty(), "a pipe may pass over itself");
    }

    void findsNothingInGeneratedSites() {
        const Project project = generateSite(200, 5);
        project.variants[0].site.forEachItem([](const Item& item) { QVERIFY2(shapeIssues(item).empty(), item.name.c_str()); });
    }
};

PLENUM_TEST(SetPointsTest)
#include "set_points_test.moc"
