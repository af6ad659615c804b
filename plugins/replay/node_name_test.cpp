// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/replay/node_name.h"

#include "plugins/replay/hall_importer.h"
#include "plugins/support/test_sink.h"
#include "tests/support/registry.h"
#include "twin/base/error.h"
#include "twin/model/collision.h"
#include "twin/model/project.h"

#include <QTemporaryDir>

using namespace plenum::plugins;
using twin::Kind;
using twin::Param;

namespace {

std::size_t countOf(const twin::extend::Imported& imported, Kind kind) {
    return static_cast<std::size_t>(std::count_if(imported.items.begin(), imported.items.end(), [&](const twin::Item& item) { return item.kind == kind; }));
}

}  // namespace

class NodeNameTest : public QObject {
    Q_OBJECT
  private slots:
    void decodes() {
        QVERIFY((decodeNodeName("holy7c02103") == NodePlace{"7c", 2, 1, 3, 1, false}));
        QVERIFY((decodeNodeName("holygpu8a24404") == NodePlace{"8a", 24, 4, 7, 2, true}));  // half slots 7 and 8
        QVERIFY((decodeNodeName("holy2c112501") == NodePlace{"2c", 11, 25, 1, 1, false}));
        QVERIFY((decodeNodeName("holygpu7c1309") == NodePlace{"7c", 13, 0, 9, 1, true}));
        QVERIFY((decodeNodeName("holy8a14101.rc.example") == NodePlace{"8a", 14, 1, 1, 1, false}));
        for (const char* name : {"", "lichtmandce01", "holy", "holy7c", "holy7c123", "holy7c1234567", "7c02103", "holy7c0210x", "HOLY7c02103", "holy7c02100"})
            QVERIFY2(!decodeNodeName(name), name);
    }

    void buildsTheSharedHall() {
        const QString file = qEnvironmentVariable("PLENUM_SHARED_DATA") + "/telemetry/fasrc_ipmi_2025-06-03_hourly.csv.gz";
        if (!QFile::exists(file)) QSKIP("skipped: PLENUM_SHARED_DATA is not set");
        const auto imported = makeHallImporter()->read(file.toStdString(), {}, nullptr, {});
        QCOMPARE(countOf(imported, Kind::Room), 1u);
        QCOMPARE(countOf(imported, Kind::Row), 3u);
        QCOMPARE(countOf(imported, Kind::Rack), 36u);
        QCOMPARE(countOf(imported, Kind::Sensor), 5625u);
        double nodes = 0;
        std::map<twin::Id, twin::Item> racks;
        for (const twin::Item& item : imported.items)
            if (item.kind == Kind::Rack) {
                nodes += *item.values.find(Param::Servers);
                racks[item.id] = item;
            }
        QCOMPARE(nodes, 1689.0);  // all but the two that tell no place
        for (const twin::Item& item : imported.items)
            if (item.kind == Kind::Sensor) {
                const twin::Item& rack = racks.at(item.target);
                QVERIFY(std::abs(item.position.x - rack.position.x) < 0.3 && item.position.z > 0 && item.position.z < 2.2);
                QVERIFY(item.name.find('/') != std::string::npos);
            }
        QVERIFY(std::any_of(imported.issues.begin(), imported.issues.end(), [](const twin::Issue& issue) { return issue.code == "hall.unknownNames" && issue.value == "lichtmandce03, lichtmandce04"; }));
        QVERIFY(std::any_of(imported.issues.begin(), imported.issues.end(), [](const twin::Issue& issue) { return issue.code == "hall.assumed"; }));

        // One edit of a variant, without an error, racks beside each other.
        twin::Project project;
        twin::Variant variant;
        variant.id = twin::newId();
        project.variants.push_back(variant);
        twin::Edit edit;
        edit.variant = variant.id;
        for (const twin::Item& item : imported.items) edit.items.push_back({{}, item});
        const twin::Issues refused = apply(project, edit);
        QVERIFY2(refused.empty(), refused.empty() ? "" : english(refused.front().text).c_str());
        const twin::Issues found = validate(project.variants[0].site);
        QVERIFY2(!hasErrors(found), found.empty() ? "" : english(found.front().text).c_str());
        QVERIFY(twin::collisions(project.variants[0].site).empty());
    }

    void noTwoNodesOfTheSharedHallShareASlot() {
        const QString file = qEnvironmentVariable("PLENUM_SHARED_DATA") + "/telemetry/fasrc_ipmi_2025-06-03_hourly.csv.gz";
        if (!QFile::exists(file)) QSKIP("skipped: PLENUM_SHARED_DATA is not set");
        const auto imported = makeHallImporter()->read(file.toStdString(), {}, nullptr, {});
        std::set<std::string> names;
        for (const twin::Item& item : imported.items)
            if (item.kind == Kind::Sensor) names.insert(item.name.substr(0, item.name.find('/')));
        std::map<std::tuple<std::string, int, int, int>, std::string> taken;
        for (const std::string& name : names) {
            const auto place = decodeNodeName(name);
            QVERIFY(place.has_value());
            for (int i = 0; i < place->slotCount; ++i) {
                const auto [other, isFree] = taken.emplace(std::tuple(place->row, place->rack, place->chassis, place->slot + i), name);
                QVERIFY2(isFree, (name + " " + other->second).c_str());
            }
        }
    }

    void readsAListOfNames() {
        QTemporaryDir folder;
        writeFile(folder.filePath("names.txt"), "holy7c02101\nholy7c02102\nholy7c04101\n\nnot-a-node\n");
        const auto imported = makeHallImporter()->read(folder.filePath("names.txt").toStdString(), {}, nullptr, {});
        QCOMPARE(countOf(imported, Kind::Rack), 2u);
        QCOMPARE(countOf(imported, Kind::Sensor), 0u);
        writeFile(folder.filePath("bad.txt"), "one\ntwo\n");
        QVERIFY_THROWS_EXCEPTION(twin::Error, makeHallImporter()->read(folder.filePath("bad.txt").toStdString(), {}, nullptr, {}));
        QVERIFY_THROWS_EXCEPTION(twin::Error, makeHallImporter()->read(folder.filePath("none.txt").toStdString(), {}, nullptr, {}));
    }
};

PLENUM_TEST(NodeNameTest)
#include "node_name_test.moc"
