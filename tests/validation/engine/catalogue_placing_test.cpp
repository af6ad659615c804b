// SPDX-License-Identifier: GPL-3.0-or-later
// Every power type of the shipped catalogue is placed beside the hall of case A, wired as the window does, solved with, and
// taken back: balances close, what is not connected is an issue and no fault, and the design is as it was.
#include "app/files/project_files.h"
#include "tests/support/registry.h"
#include "twin/engine/engine.h"
#include "twin/exchange/catalogue.h"
#include "twin/model/wiring.h"

#include <QFile>

#include <memory>

using namespace twin;

class CataloguePlacingTest : public QObject {
    Q_OBJECT

    Project m_project;
    CatalogueResult m_catalogue;
    std::shared_ptr<const Frame> m_before;
    std::size_t m_connections = 0;

    std::shared_ptr<const Frame> solved() const {
        engine::SolveOptions options;
        options.fidelity = Fidelity::Coarse;
        options.warmStart = m_before;
        return engine::solve(std::make_shared<const Site>(m_project.variants.front().site), m_project.conditions, options);
    }

  private slots:
    void initTestCase() {
        auto opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/case-a.json");
        QVERIFY(opened.project.has_value());
        m_project = std::move(*opened.project);
        QFile file(QStringLiteral(PLENUM_SOURCE_DIR "/resources/catalog/power.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_catalogue = readCatalogue(file.readAll().toStdString(), "power.json");
        QVERIFY(m_catalogue.issues.empty());
        QVERIFY(m_catalogue.types.size() > 40);
        m_connections = m_project.variants.front().site.connections().size();
        m_before = solved();
        QVERIFY(m_before->report.usable());
    }
    void isPlacedSolvedAndTakenBack_data() {
        QTest::addColumn<std::size_t>("index");
        for (std::size_t i = 0; i < m_catalogue.types.size(); ++i) QTest::newRow(m_catalogue.types[i].name.c_str()) << i;
    }
    void isPlacedSolvedAndTakenBack() {
        QFETCH(std::size_t, index);
        const EquipmentType& type = m_catalogue.types[index];
        Item item;
        item.id = newId();
        item.kind = type.kind;
        item.name = "Placed";
        item.position = {40, 40, 0};
        if (spec(type.kind).shape == Shape::Route) item.points = {{40, 40, 2.6}, {43, 40, 2.6}};
        if (spec(type.kind).shape == Shape::Outline) item.points = {{40, 40, 0}, {43, 40, 0}, {43, 43, 0}, {40, 43, 0}};
        const Id placed = item.id;
        const Edit edit = placeAndWire(m_project.variants.front(), std::move(item), &type);
        QVERIFY(apply(m_project, edit).empty());
        const auto frame = solved();
        QVERIFY(frame->report.usable());
        QVERIFY2(frame->worstBalance() < 1e-6, qPrintable(QString::number(frame->worstBalance())));
        const Item* there = m_project.variants.front().site.find(placed);
        QVERIFY(there != nullptr);
        for (const auto& [param, value] : type.values.entries()) QCOMPARE(m_project.variants.front().site.value(*there, param), value);
        QVERIFY(apply(m_project, inverse(edit)).empty());
        QVERIFY(m_project.variants.front().site.find(placed) == nullptr);
        QCOMPARE(m_project.variants.front().site.connections().size(), m_connections);
    }
};

PLENUM_TEST(CataloguePlacingTest)
#include "catalogue_placing_test.moc"
