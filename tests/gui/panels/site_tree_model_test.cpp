// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/site_tree_model.h"
#include "tests/support/registry.h"
#include "twin/model/generate.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using plenum::app::SiteTreeModel;

namespace {

std::shared_ptr<const twin::Site> snapshot(const twin::Project& project) {
    return std::make_shared<const twin::Site>(project.variants.front().site);
}

int countItems(const SiteTreeModel& model, const QModelIndex& parent = {}) {
    int count = model.item(parent) != nullptr ? 1 : 0;
    for (int row = 0; row < model.rowCount(parent); ++row) count += countItems(model, model.index(row, 0, parent));
    return count;
}

}  // namespace

class SiteTreeModelTest : public QObject {
    Q_OBJECT
  private slots:
    void showsEveryItemOnce() {
        const twin::Project project = twin::generateSite(120, 1);
        SiteTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSite(snapshot(project));
        QCOMPARE(countItems(model), static_cast<int>(project.variants.front().site.itemCount()));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.item(model.index(0, 0))->kind, twin::Kind::Site);
    }

    void keepsIndexesWhenItemsMove() {
        twin::Project project = twin::generateSite(60, 2);
        SiteTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSite(snapshot(project));
        const twin::Id rack = project.variants.front().site.items(twin::Kind::Rack)[7].id;
        const QPersistentModelIndex index = model.indexOf(rack);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset), changed(&model, &QAbstractItemModel::dataChanged);
        QVERIFY(twin::apply(project, twin::moveItems(project.variants.front(), {rack}, {0.6, 0, 0})).empty());
        model.setSite(snapshot(project));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(changed.count(), 1);
        QVERIFY(index.isValid());
        QVERIFY(model.item(index)->id == rack);
        QVERIFY(twin::apply(project, twin::renameItem(project.variants.front(), rack, "Corner")).empty());
        model.setSite(snapshot(project));
        QCOMPARE(reset.count(), 0);
        QCOMPARE(index.data().toString(), QStringLiteral("Corner"));
    }

    void followsAddAndRemove() {
        twin::Project project = twin::generateSite(20, 3);
        SiteTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSite(snapshot(project));
        const twin::Id rack = project.variants.front().site.items(twin::Kind::Rack)[0].id;
        const twin::Edit edit = twin::removeItems(project.variants.front(), {rack});
        QVERIFY(twin::apply(project, edit).empty());
        model.setSite(snapshot(project));
        QVERIFY(!model.indexOf(rack).isValid());
        QVERIFY(twin::apply(project, twin::inverse(edit)).empty());
        model.setSite(snapshot(project));
        QVERIFY(model.indexOf(rack).isValid());
        QCOMPARE(countItems(model), static_cast<int>(project.variants.front().site.itemCount()));
    }

    void filterKeepsMatchesAndTheirPlaces() {
        const twin::Project project = twin::generateSite(60, 4);
        SiteTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSite(snapshot(project));
        const twin::Item& rack = project.variants.front().site.items(twin::Kind::Rack)[11];
        model.setFilter(QString::fromStdString(rack.name));
        const QModelIndex found = model.indexOf(rack.id);
        QVERIFY(found.isValid());
        QVERIFY(model.shownItems() >= 1 && model.shownItems() < 60);
        QModelIndex top = found;
        while (top.parent().isValid()) top = top.parent();
        QCOMPARE(model.item(top)->kind, twin::Kind::Site);
        model.setFilter(QStringLiteral("no such thing"));
        QCOMPARE(model.rowCount(), 0);
        model.setFilter({});
        QCOMPARE(countItems(model), static_cast<int>(project.variants.front().site.itemCount()));
    }

    void asksForANewName() {
        const twin::Project project = twin::generateSite(10, 5);
        SiteTreeModel model;
        model.setSite(snapshot(project));
        QSignalSpy asked(&model, &SiteTreeModel::renameRequested);
        const QModelIndex rack = model.indexOf(project.variants.front().site.items(twin::Kind::Rack)[0].id);
        QVERIFY(model.setData(rack, QStringLiteral("  Corner "), Qt::EditRole));
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][1].toString(), QStringLiteral("Corner"));
        QVERIFY(!model.setData(rack, QString(), Qt::EditRole));
    }
};

PLENUM_TEST(SiteTreeModelTest)
#include "site_tree_model_test.moc"
