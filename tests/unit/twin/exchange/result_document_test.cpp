// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/result_document.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/model/sample_project.h"
#include "twin/exchange/csv.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace twin;

namespace {

Frame sampleFrame(const Project& project) {
    Frame frame;
    frame.site = std::make_shared<const Site>(project.variants[0].site);
    frame.variant = project.variants[0].id;
    frame.fidelity = Fidelity::Coarse;
    frame.column(Kind::Rack, Quantity::InletTemperature).values[0] = 23.25;
    frame.column(Kind::Rack, Quantity::ItPower).values[1] = 1e5;
    auto field = std::make_shared<AirField>();
    field->room = frame.site->items(Kind::Room)[0].id;
    field->dx_m = field->dy_m = field->dz_m = 0.5;
    field->nx = 2, field->ny = 2, field->nz = 1;
    field->temperature_C = {20, 22, 24, std::numeric_limits<float>::quiet_NaN()};
    frame.fields.push_back(field);
    auto influence = std::make_shared<AirInfluence>();
    influence->room = field->room;
    influence->drawing = {frame.site->items(Kind::Rack)[0].id, frame.site->items(Kind::Rack)[1].id};
    influence->giving = {frame.site->items(Kind::Room)[0].id, Id{77}};
    influence->share = {0.25f, 0.75f, 1, 0};
    frame.influences.push_back(influence);
    frame.keyFigures.push_back({"worst_inlet_C", "Worst inlet", 23.25, Unit::Temperature, KeyFigure::State::Good, {"{0}", {"note"}}, {}, {}});
    frame.keyFigures.push_back({"pue", "PUE", std::numeric_limits<double>::quiet_NaN(), Unit::None, KeyFigure::State::Neutral, {}, {}, {}});
    frame.balances.push_back({"air", "Air", 100, 99});
    frame.reports.emplace_back("air", SolveReport{SolveStatus::NotConverged, 12, 1e-3, 0.5, "R\"1"});
    frame.issues.push_back({Severity::Warning, "a.b", {}, "R1", {}, {"{0} is hot", {"R1"}}, "40 °C", "≤ 27 °C", {}});
    return frame;
}

}  // namespace

class ResultDocumentTest : public QObject {
    Q_OBJECT
  private slots:
    void writesEveryObjectAndLeavesOutWhatIsMissing() {
        const Frame frame = sampleFrame(plenum::test::rackProject(3));
        QJsonParseError error;
        const QJsonObject root = QJsonDocument::fromJson(QByteArray::fromStdString(writeResult(frame, "Base")), &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        const QJsonArray racks = root["objects"].toObject()["rack"].toArray();
        QCOMPARE(racks.size(), 3);
        QCOMPARE(racks[0].toObject()["inlet_C"].toDouble(), 23.25);
        QVERIFY(!racks[0].toObject().contains("it_power_W"));
        QCOMPARE(racks[1].toObject()["it_power_W"].toDouble(), 1e5);
        QCOMPARE(root["fields"].toArray()[0].toObject()["mean_C"].toDouble(), 22.0);
        QCOMPARE(root["fields"].toArray()[0].toObject()["air_cells"].toInt(), 3);
        const QJsonObject served = root["influences"].toArray().at(0).toObject();
        QCOMPARE(served["id"].toString(), QString::fromStdString(toString(frame.influences[0]->room)));
        QCOMPARE(served["coolers"].toArray().size(), 2);
        QVERIFY(!served["coolers"].toArray()[1].toObject().contains("name"));  // is not on the site
        QCOMPARE(served["draws"].toArray()[0].toObject()["name"].toString(), QString::fromStdString(frame.site->items(Kind::Rack)[0].name));
        QCOMPARE(served["draws"].toArray()[0].toObject()["shares"].toArray()[1].toDouble(), 0.75);
        QCOMPARE(served["draws"].toArray()[1].toObject()["shares"].toArray()[0].toDouble(), 1.0);
        QVERIFY(!root["key_figures"].toArray()[1].toObject().contains("value"));
        QCOMPARE(root["reports"].toObject()["air"].toObject()["status"].toString(), QString("not_converged"));
        QCOMPARE(root["balances"].toArray()[0].toObject()["relative"].toDouble(), 0.01);
        QCOMPARE(root["issues"].toArray()[0].toObject()["text"].toString(), QString("R1 is hot"));
        QCOMPARE(root["variant"].toObject()["name"].toString(), QString("Base"));
    }
    void writesTheCommittedSchema() {
        QFile file(PLENUM_SOURCE_DIR "/resources/schema/plenum-result-1.schema.json");
        if (qEnvironmentVariableIsSet("PLENUM_WRITE_SCHEMA")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray::fromStdString(resultSchema()));
            file.close();
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll().toStdString() == resultSchema(), "the tables changed: run this test once with PLENUM_WRITE_SCHEMA=1 and commit the file");
    }
    void writesACsvTable() {
        Project project = plenum::test::rackProject(3);
        Item rack = project.variants[0].site.items(Kind::Rack)[1];
        rack.name = "a, \"b\"\r\nc";
        project.variants[0].site.items(Kind::Rack).replace(rack);
        const Frame frame = sampleFrame(project);
        const QString csv = QString::fromStdString(writeItemsCsv(project.variants[0].site, Kind::Rack, &frame));
        const QString head = csv.section("\r\n", 0, 0);
        QVERIFY(head.startsWith("id,name,type,parent,x_m,y_m,z_m,rotation_deg,width_m"));
        QVERIFY(head.endsWith("result:it_power_W,result:inlet_C"));
        QVERIFY(csv.contains("\"a, \"\"b\"\"\r\nc\",Rack type,Hall,0.6,"));
        QVERIFY(csv.section("\r\n", 1, 1).endsWith(",,23.25"));
        QCOMPARE(csv.section("\r\n", 1, 1).count(','), head.count(','));
        QVERIFY(csv.section("\r\n", 1, 1).contains(",training,"));
    }
};

PLENUM_TEST(ResultDocumentTest)
#include "result_document_test.moc"
