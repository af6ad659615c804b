// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/exchange/layout_document.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/model/sample_project.h"
#include "twin/exchange/catalogue.h"
#include "twin/exchange/layout_schema.h"

#include <fmt/format.h>

#include <QFile>

#include <random>

using namespace twin;

namespace {

/// A small sound document with one member of an item, of its values, of the connection or of the head replaced.
std::string document(const std::string& itemMembers = {}, const std::string& values = R"("power_allocated_W":120000)", const std::string& connection = {},
                     const std::string& head = {}) {
    return fmt::format(R"({{"format":"plenum-layout/1",{}"variants":[{{"id":"00000000000000aa","name":"V","items":[
{{"id":"0000000000000001","kind":"site","name":"Site"}},
{{"id":"0000000000000003","kind":"busway","name":"BW","parent":"0000000000000001"}},
{{"id":"0000000000000002","kind":"rack","name":"R1",{}"values":{{{}}}}}
],"connections":[{}]}}]}})",
                       head, itemMembers, values, connection);
}

}  // namespace

class LayoutDocumentTest : public QObject {
    Q_OBJECT
  private slots:
    void givesBackEveryKindAndParameter() {
        const Project project = plenum::test::allKindsProject();
        const std::string text = writeLayout(project);
        const LayoutResult read = readLayout(text, "all");
        for (const Issue& issue : read.issues) qWarning("%s %s", issue.path.c_str(), english(issue.text).c_str());
        QVERIFY(read.project.has_value());
        QVERIFY(read.issues.empty());
        QVERIFY(*read.project == project);
        QCOMPARE(writeLayout(*read.project), text);
    }
    void givesBackDoublesExactly() {
        Project project = plenum::test::rackProject(300);
        std::mt19937_64 random(3);
        Site& site = project.variants[0].site;
        for (const Item& rack : site.items(Kind::Rack).flat()) {
            Item changed = rack;
            changed.position = {std::ldexp(static_cast<double>(random()), -60), std::ldexp(static_cast<double>(random()), -50), 0.1 + 0.2};
            changed.values.set(Param::PowerMeasured, std::ldexp(static_cast<double>(random()), -45));
            site.items(Kind::Rack).replace(changed);
        }
        const LayoutResult read = readLayout(writeLayout(project), "doubles");
        QVERIFY(read.project && *read.project == project);
    }
    void putsEachObjectOnItsOwnLine() {
        Project project = plenum::test::rackProject(50);
        const std::string before = writeLayout(project);
        Item rack = project.variants[0].site.items(Kind::Rack)[17];
        rack.name = "renamed";
        project.variants[0].site.items(Kind::Rack).replace(rack);
        const QStringList a = QString::fromStdString(before).split('\n'), b = QString::fromStdString(writeLayout(project)).split('\n');
        QCOMPARE(a.size(), b.size());
        int differing = 0;
        for (int i = 0; i < a.size(); ++i) differing += a[i] != b[i];
        QCOMPARE(differing, 1);
    }

    void listsWhatIsWrong_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("refused");
        const auto row = [](const char* name, const std::string& text, const char* code, const char* path, bool refused = true) {
            QTest::newRow(name) << QString::fromStdString(text) << code << path << refused;
        };
        const char* item = "/variants/0/items/2";
        row("comma missing", "{\n \"format\" 1}", "json.syntax", "");
        row("empty", "", "json.syntax", "");
        row("not an object", "[]", "document.wrongType", "");
        row("other format", R"({"format":"plenum-layout/2","variants":[]})", "document.format", "/format");
        row("no variants", R"({"format":"plenum-layout/1"})", "document.missing", "");
        row("empty variants", R"({"format":"plenum-layout/1","variants":[]})", "document.noVariant", "/variants");
        row("number as text", document({}, R"("power_allocated_W":"120000")"), "document.wrongType", "/variants/0/items/2/values/power_allocated_W");
        row("NaN as text", document({}, R"("power_allocated_W":"NaN")"), "document.wrongType", "/variants/0/items/2/values/power_allocated_W");
        row("NaN", document({}, R"("power_allocated_W":NaN)"), "json.syntax", "");
        row("infinite", document({}, R"("power_allocated_W":1e999)"), "json.syntax", "");
        row("null", document({}, R"("power_allocated_W":null)"), "document.wrongType", "/variants/0/items/2/values/power_allocated_W");
        row("above range", document({}, R"("power_allocated_W":6000000)"), "value.outOfRange", "/variants/0/items/2/values/power_allocated_W", false);
        row("negative", document({}, R"("power_allocated_W":-1)"), "value.impossible", "/variants/0/items/2/values/power_allocated_W");
        row("absurd", document({}, R"("width_m":1e9)"), "value.impossible", "/variants/0/items/2/values/width_m");
        row("unknown parameter", document({}, R"("power_allocated":1)"), "document.unknownParam", "/variants/0/items/2/values/power_allocated");
        row("unused parameter", document({}, R"("rated_cop":3)"), "document.unusedParam", "/variants/0/items/2/values/rated_cop", false);
        row("unknown choice", document({}, R"("load_class":"trainig")"), "document.unknownChoice", "/variants/0/items/2/values/load_class");
        row("unknown key", document(R"("colour":"red",)"), "document.unknownKey", "/variants/0/items/2/colour", false);
        row("doubled key", document(R"("name":"R2",)"), "json.doubledKey", "/variants/0/items/2/name", false);
        row("dangling parent", document(R"("parent":"00000000000000ff",)"), "document.dangling", "/variants/0/items/2/parent");
        row("dangling target", document(R"("target":"00000000000000ff",)"), "document.dangling", "/variants/0/items/2/target");
        row("dangling type", document(R"("type":"00000000000000ff",)"), "document.dangling", "/variants/0/items/2/type");
        row("bad id", document(R"("parent":"12",)"), "document.badId", "/variants/0/items/2/parent");
        row("own parent", document(R"("parent":"0000000000000002",)"), "document.cycle", "/variants/0/items/2/parent");
        row("two coordinates", document(R"("at":[1,2],)"), "document.badPoint", "/variants/0/items/2/at");
        row("far away", document(R"("at":[1,2,1e300],)"), "document.farAway", "/variants/0/items/2/at/2");
        row("unknown port", document({}, {}, R"({"id":"00000000000000c1","from":["0000000000000003","out"],"to":["0000000000000002","fed1"]})"), "document.unknownPort",
            "/variants/0/connections/0/to/1");
        row("dangling connection", document({}, {}, R"({"id":"00000000000000c1","from":["00000000000000ff","out"],"to":["0000000000000002","feed1"]})"), "document.dangling",
            "/variants/0/connections/0/from/0");
        row("view of nothing", document({}, {}, {}, R"("views":[{"id":"00000000000000f1","variant":"00000000000000ff"}],)"), "document.dangling", "/views/0/variant");
        row("view beside nothing", document({}, {}, {}, R"("views":[{"id":"00000000000000f1","variant":"00000000000000aa","beside":["00000000000000ff"]}],)"), "document.dangling", "/views/0/beside/0");
        row("view without variant", document({}, {}, {}, R"("views":[{"id":"00000000000000f1"}],)"), "document.missing", "/views/0");
        row("bad colour", R"({"format":"plenum-layout/1","variants":[{"id":"00000000000000aa","colour":"red"}]})", "document.badColour", "/variants/0/colour");
        row("unknown kind", R"({"format":"plenum-layout/1","variants":[{"id":"00000000000000aa","items":[{"id":"0000000000000001","kind":"rak"}]}]})", "document.unknownKind",
            "/variants/0/items/0/kind");
        row("doubled id", R"({"format":"plenum-layout/1","variants":[{"id":"00000000000000aa","items":[{"id":"0000000000000001","kind":"rack"},{"id":"0000000000000001","kind":"pump"}]}]})",
            "document.doubledId", "/variants/0/items/1/id");
        row("doubled variant", R"({"format":"plenum-layout/1","variants":[{"id":"00000000000000aa"},{"id":"00000000000000aa"}]})", "document.doubledId", "/variants/1/id");
        row("condition out of range", document({}, {}, {}, R"("conditions":{"dry_bulb_C":400},)"), "value.outOfRange", "/conditions/dry_bulb_C", false);
        row("out of service dangling", document({}, {}, {}, R"("conditions":{"out_of_service":["00000000000000ff"]},)"), "document.dangling", "/conditions/out_of_service/0", false);
        row("nested too deep", std::string(100, '['), "json.tooDeep", nullptr);
        Q_UNUSED(item);
    }
    void listsWhatIsWrong() {
        QFETCH(QString, text);
        QFETCH(QString, code);
        QFETCH(QString, path);
        QFETCH(bool, refused);
        const LayoutResult read = readLayout(text.toStdString(), "document");
        bool found = false;
        for (const Issue& issue : read.issues) {
            if (issue.code == code.toStdString() && (path.isNull() || issue.path == path.toStdString())) found = true;
            QVERIFY(!english(issue.text).empty());
            QVERIFY(!english(issue.hint).empty());
        }
        if (!found)
            for (const Issue& issue : read.issues) qWarning("%s %s %s", issue.code.c_str(), issue.path.c_str(), english(issue.text).c_str());
        QVERIFY(found);
        QCOMPARE(!read.project.has_value(), refused);
    }
    void saysLineAndColumn() {
        const LayoutResult read = readLayout("{\n  \"format\" 1}", "site.json");
        QCOMPARE(read.issues.size(), std::size_t{1});
        QVERIFY2(english(read.issues[0].text).starts_with("site.json, line 2, column 12"), english(read.issues[0].text).c_str());
    }
    void namesTheNearest() {
        const LayoutResult read = readLayout(document({}, R"("power_alocated_W":1)"), "site.json");
        QCOMPARE(english(read.issues.at(0).hint), std::string("Did you mean power_allocated_W?"));
        QCOMPARE(read.issues.at(0).itemName, std::string("R1"));
    }
    void listsEverythingAtOnce() {
        const LayoutResult read = readLayout(document(R"("parent":"zz","at":"here",)", R"("width_m":"a","load_class":"b","nope":1)"), "site.json");
        QCOMPARE(read.issues.size(), std::size_t{5});
    }
    void refusesHostileSizes() {
        std::string big = document();
        big.resize((std::size_t{64} << 20) + 1, ' ');
        QCOMPARE(readLayout(big, "big").issues.at(0).code, std::string("json.tooBig"));
        std::string many = R"({"format":"plenum-layout/1","variants":[{"id":"00000000000000aa","items":[0)";
        for (int i = 0; i < 2'000'001; ++i) many += ",0";
        many += "]}]}";
        const LayoutResult read = readLayout(many, "many");
        QVERIFY(!read.project);
        QCOMPARE(read.issues.at(0).code, std::string("document.tooMany"));
        std::string wrong = R"({"format":"plenum-layout/1","variants":[{"id":"00000000000000aa","items":[0)";
        for (int i = 0; i < 50'000; ++i) wrong += ",0";
        QCOMPARE(readLayout(wrong + "]}]}", "wrong").issues.size(), std::size_t{1001});
    }
    void neverFailsOnDamagedText() {
        const std::string sound = writeLayout(plenum::test::allKindsProject());
        std::mt19937_64 random(5);
        for (int i = 0; i < 300; ++i) {
            std::string text = sound.substr(0, i % 3 == 0 ? random() % sound.size() : sound.size());
            for (int flips = 0; flips < 4 && !text.empty(); ++flips) text[random() % text.size()] = static_cast<char>(random());
            const LayoutResult read = readLayout(text, "damaged");
            QVERIFY(read.project || !read.issues.empty());
        }
    }
    void writesTheCommittedSchema() {
        QFile file(PLENUM_SOURCE_DIR "/resources/schema/plenum-layout-1.schema.json");
        if (qEnvironmentVariableIsSet("PLENUM_WRITE_SCHEMA")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray::fromStdString(layoutSchema()));
            file.close();
        }
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.readAll().toStdString() == layoutSchema(), "the tables changed: run this test once with PLENUM_WRITE_SCHEMA=1 and commit the file");
    }
    void readsACatalogue() {
        const auto read = readCatalogue(R"({"format":"plenum-catalog/1","types":[{"id":"0000000000000001","kind":"rack","name":"X","values":{"height_U":48,"precision":"FP8"},"sources":{"height_U":"sheet"}},
            {"id":"0000000000000002","kind":"nothing"}]})", "cat.json");
        QCOMPARE(read.types.size(), std::size_t{1});
        QCOMPARE(*read.types[0].values.find(Param::Precision), 5.0);
        QCOMPARE(read.issues.size(), std::size_t{1});
        QCOMPARE(read.issues[0].code, std::string("document.unknownKind"));
    }
};

PLENUM_TEST(LayoutDocumentTest)
#include "layout_document_test.moc"
