// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/catalogue_model.h"

#include "app/models/view_state.h"
#include "tests/support/registry.h"

#include <QAbstractItemModelTester>
#include <QMimeData>

#include <memory>

using plenum::app::CatalogueModel;

namespace {

std::vector<twin::EquipmentType> someTypes() {
    twin::EquipmentType rack;
    rack.id = twin::Id{0x10};
    rack.kind = twin::Kind::Rack;
    rack.name = "Cold-plate rack 132 kW";
    rack.source = "data sheet";
    rack.values.set(twin::Param::PowerAllocated, 132e3);
    rack.values.set(twin::Param::LiquidShare, 0.9);
    twin::EquipmentType pump;
    pump.id = twin::Id{0x20};
    pump.kind = twin::Kind::Pump;
    pump.name = "Pump, roof";
    return {rack, pump};
}

}  // namespace

class CatalogueModelTest : public QObject {
    Q_OBJECT
  private slots:
    void groupsTypesAndStatesFigures() {
        plenum::app::ViewState viewState;
        CatalogueModel model(viewState);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTypes(someTypes());
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex rack = model.index(0, 0, model.index(0, 0));
        QCOMPARE(model.type(rack)->id.value, std::uint64_t{0x10});
        const QString figures = rack.data(CatalogueModel::FiguresRole).toString();
        QVERIFY2(figures.contains(QStringLiteral("132.0")), qPrintable(figures));
        QVERIFY(figures.contains(QStringLiteral("0.60 × 1.20 × 2.20")));
        QVERIFY(figures.contains(QStringLiteral("data sheet")));
        QVERIFY(model.type(model.index(0, 0)) == nullptr);
    }

    void dragsTheId() {
        plenum::app::ViewState viewState;
        CatalogueModel model(viewState);
        model.setTypes(someTypes());
        const std::unique_ptr<QMimeData> data(model.mimeData({model.index(0, 0, model.index(1, 0))}));
        QCOMPARE(data->data(QString::fromLatin1(CatalogueModel::kMime)), QByteArray("0000000000000020"));
        QVERIFY(model.mimeData({model.index(0, 0)}) == nullptr);
    }

    void findsByAllWords() {
        plenum::app::ViewState viewState;
        CatalogueModel model(viewState);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTypes(someTypes());
        model.setFilter(QStringLiteral("132 COLD"));
        QCOMPARE(model.shownTypes(), std::size_t{1});
        model.setFilter(QStringLiteral("132 pump"));
        QCOMPARE(model.shownTypes(), std::size_t{0});
        model.setFilter({});
        QCOMPARE(model.shownTypes(), std::size_t{2});
    }
};

PLENUM_TEST(CatalogueModelTest)
#include "catalogue_model_test.moc"
