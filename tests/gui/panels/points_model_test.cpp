// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/points_model.h"

#include "tests/support/registry.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <cmath>

using plenum::app::PointsModel;
using twin::Vec3;

namespace {
const std::vector<Vec3> kRoute{{0, 0, 3}, {0, 4, 3}, {0, 4, 0}};
const std::vector<Vec3> kOutline{{0, 0, 0}, {3, 0, 0}, {3, 4, 0}};
}  // namespace

class PointsModelTest : public QObject {
    Q_OBJECT
  private slots:
    void showsHeightsOfRoutesOnly() {
        PointsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPoints(kRoute, false);
        QCOMPARE(model.columnCount(), 4);
        QCOMPARE(model.index(0, 2).data(PointsModel::ValueRole).toDouble(), 3.0);
        QCOMPARE(model.index(1, 3).data(PointsModel::ValueRole).toDouble(), 3.0);
        QVERIFY2(std::isnan(model.index(2, 3).data(PointsModel::ValueRole).toDouble()), "a route ends");
        model.setPoints(kOutline, true);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.index(2, 2).data(PointsModel::ValueRole).toDouble(), 5.0);
        QVERIFY(!(model.flags(model.index(0, 2)) & Qt::ItemIsEditable));
        QVERIFY(model.flags(model.index(0, 1)) & Qt::ItemIsEditable);
    }

    void keepsRowsWhereNothingChanged() {
        PointsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPoints(kRoute, false);
        const QPersistentModelIndex last = model.index(2, 0);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset), changed(&model, &QAbstractItemModel::dataChanged);
        std::vector<Vec3> more = kRoute;
        more.insert(more.begin() + 1, {0, 2, 3});
        model.setPoints(more, false);
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(last.row(), 3);
        model.setPoints(kRoute, false);
        QCOMPARE(last.row(), 2);
        std::vector<Vec3> moved = kRoute;
        moved[2].x = 7;
        model.setPoints(moved, false);
        QCOMPARE(last.data(PointsModel::ValueRole).toDouble(), 7.0);
        const int count = changed.count();
        model.setPoints(moved, false);
        QCOMPARE(changed.count(), count);
        QCOMPARE(reset.count(), 0);
        model.setPoints({kRoute[0], kRoute[1]}, false);
        QVERIFY(!last.isValid());
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void announcesWhatIsEntered() {
        PointsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPoints(kOutline, true);
        std::vector<Vec3> entered;
        int count = 0;
        connect(&model, &PointsModel::entered, this, [&](const std::vector<Vec3>& points) { entered = points, ++count; });
        QVERIFY(model.setData(model.index(1, 0), QStringLiteral("10 ft"), Qt::EditRole));
        QCOMPARE(count, 1);
        QVERIFY((entered[1] == Vec3{3.048, 0, 0}));
        QVERIFY2(model.points() == kOutline, "the document answers, the model does not change itself");
        QVERIFY(model.setData(model.index(1, 1), 0.0, PointsModel::ValueRole));
        QCOMPARE(count, 1);  // as it was
        QVERIFY(!model.setData(model.index(1, 0), QStringLiteral("far"), Qt::EditRole));
        QVERIFY(!model.setData(model.index(1, 0), std::nan(""), PointsModel::ValueRole));
        QVERIFY(!model.setData(model.index(1, 2), 4.0, PointsModel::ValueRole));
        QCOMPARE(count, 1);
    }

    void followsTheUnits() {
        PointsModel model;
        model.setPoints({{0.3048, 0, 0}, {3.048, 0, 0}}, false);
        model.setUnits(twin::UnitSystem::IP);
        QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("10.00"));
        QVERIFY(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString().contains(QStringLiteral("ft")));
    }
};

PLENUM_TEST(PointsModelTest)
#include "points_model_test.moc"
