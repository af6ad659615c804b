// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/store/project_file.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/model/sample_project.h"
#include "twin/base/error.h"
#include "twin/store/migrations.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include <unistd.h>

using namespace twin;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

void put(const fs::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes; }

std::string codeOf(const fs::path& path) {
    try {
        loadProject(path);
        return "";
    } catch (const Error& error) {
        if (std::string(error.what()).find(path.filename().string()) == std::string::npos) return "sentence without the file's name";
        return error.code();
    }
}

/// Columns and indexes of every table, independent of column order.
std::map<std::string, std::set<std::string>> shapeOf(SQLite::Database& database) {
    std::map<std::string, std::set<std::string>> shape;
    SQLite::Statement tables(database, "SELECT name FROM sqlite_schema WHERE type='table'");
    while (tables.executeStep()) {
        const std::string name = tables.getColumn(0).getString();
        for (const char* what : {"table_info", "index_list"}) {
            SQLite::Statement rows(database, std::string("PRAGMA ") + what + "(" + name + ")");
            while (rows.executeStep()) {
                std::string row = what;
                for (int c = 1; c < rows.getColumnCount(); ++c) row += "|" + rows.getColumn(c).getString();
                shape[name].insert(row);
            }
        }
    }
    return shape;
}

void edit(const fs::path& path, const char* sql) {
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE);
    database.exec(sql);
}

}  // namespace

class ProjectFileTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    fs::path at(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

  private slots:
    void givesBackEveryKindAndParameter() {
        const Project project = plenum::test::allKindsProject();
        saveProject(project, at("all.plenum"));
        const LoadedProject loaded = loadProject(at("all.plenum"));
        for (const Issue& issue : loaded.issues) qWarning("%s", english(issue.text).c_str());
        QVERIFY(loaded.issues.empty());
        QVERIFY(loaded.project == project);
        QCOMPARE(loaded.version, kSchemaVersion);
    }
    void storesAVariantAsItsDifference() {
        Project project = plenum::test::rackProject(2000);
        saveProject(project, at("one.plenum"));
        Variant other = project.variants[0];
        other.id = newId();
        other.parent = project.variants[0].id;
        for (const std::size_t i : {3u, 700u, 1500u}) {
            Item rack = other.site.items(Kind::Rack)[i];
            rack.values.set(Param::PowerAllocated, 1000.0 + static_cast<double>(i));
            other.site.items(Kind::Rack).replace(rack);
        }
        project.variants.push_back(other);
        saveProject(project, at("two.plenum"));
        QVERIFY(fs::file_size(at("two.plenum")) <= fs::file_size(at("one.plenum")) + 3 * 4096);
        const LoadedProject loaded = loadProject(at("two.plenum"));
        QVERIFY(loaded.project == project);
        const auto& a = loaded.project.variants[0].site.items(Kind::Rack).chunks();
        const auto& b = loaded.project.variants[1].site.items(Kind::Rack).chunks();
        std::size_t shared = 0;
        for (std::size_t i = 0; i < a.size(); ++i) shared += a[i] == b[i];
        QCOMPARE(shared, a.size() - 3);
    }
    void makesTheSameTablesFreshAndByMigration() {
        SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE), migrated(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        createSchema(fresh);
        for (int version = 0; version < kSchemaVersion; ++version) migrate(migrated, version, version + 1);
        QCOMPARE(shapeOf(fresh).size(), std::size_t{13});
        QVERIFY(shapeOf(fresh) == shapeOf(migrated));
        for (const char* pragma : {"PRAGMA user_version", "PRAGMA application_id"}) QCOMPARE(fresh.execAndGet(pragma).getInt(), migrated.execAndGet(pragma).getInt());
    }
    void opensAFileOfVersionOne() {
        fs::remove(at("old.plenum"));
        {
            SQLite::Database database(at("old.plenum").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            migrate(database, 0, 1);
            database.exec("INSERT INTO project VALUES('Old','');"
                          "INSERT INTO conditions VALUES('Summer',35,24,0,1,1,1,0);"
                          "INSERT INTO variants VALUES(0,77,'Base',255,0);"
                          "INSERT INTO items VALUES(1,5,'site',0,0,'Site',0,0,0,0,'','');"
                          "INSERT INTO items VALUES(2,6,'rack',0,5,'R1',1.5,2,0,90,'{\"power_allocated_W\":120000}','');"
                          "INSERT INTO variant_items VALUES(0,0,1,2);");
        }
        const std::string before = bytesOf(at("old.plenum"));
        const LoadedProject loaded = loadProject(at("old.plenum"));
        QCOMPARE(loaded.version, 1);
        QVERIFY(loaded.issues.empty());
        const Item* rack = loaded.project.variants.at(0).site.find(Id{6});
        QVERIFY(rack != nullptr);
        QCOMPARE(*rack->values.find(Param::PowerAllocated), 120e3);
        QVERIFY(rack->note.empty() && !rack->target);
        QCOMPARE(loaded.project.conditions.dewPoint_C, 12.0);
        QCOMPARE(loaded.project.conditions.dryBulb_C, 35.0);
        QVERIFY(bytesOf(at("old.plenum")) == before);
        saveProject(loaded.project, at("old.plenum"));
        QCOMPARE(loadProject(at("old.plenum")).version, kSchemaVersion);
    }
    void refusesWhatIsNotAProject() {
        saveProject(plenum::test::rackProject(5), at("newer.plenum"));
        edit(at("newer.plenum"), "PRAGMA user_version=99");
        QCOMPARE(codeOf(at("newer.plenum")), std::string("store.newer"));
        saveProject(plenum::test::rackProject(5), at("other.plenum"));
        edit(at("other.plenum"), "PRAGMA application_id=5");
        QCOMPARE(codeOf(at("other.plenum")), std::string("store.notPlenum"));
        put(at("empty.plenum"), "");
        QCOMPARE(codeOf(at("empty.plenum")), std::string("store.damaged"));
        put(at("zeros.plenum"), std::string(8192, '\0'));
        QCOMPARE(codeOf(at("zeros.plenum")), std::string("store.notPlenum"));
        put(at("text.plenum"), "{\"format\":\"plenum-layout/1\"}");
        QCOMPARE(codeOf(at("text.plenum")), std::string("store.notPlenum"));
        QCOMPARE(codeOf(at("missing.plenum")), std::string("store.read"));
        fs::create_directories(at("folder.plenum"));
        QCOMPARE(codeOf(at("folder.plenum")), std::string("store.isFolder"));
        saveProject(plenum::test::rackProject(5), at("view.plenum"));
        edit(at("view.plenum"), "DROP TABLE facts; CREATE VIEW facts AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i AS key, i AS value FROM n");
        QCOMPARE(codeOf(at("view.plenum")), std::string("store.damaged"));
        saveProject(plenum::test::rackProject(5), at("busy.plenum"));
        put(at("busy.plenum-journal"), "unfinished");
        QCOMPARE(codeOf(at("busy.plenum")), std::string("store.unfinished"));
        if (geteuid() != 0) {
            put(at("secret.plenum"), "x");
            fs::permissions(at("secret.plenum"), fs::perms::none);
            QCOMPARE(codeOf(at("secret.plenum")), std::string("store.read"));
        }
    }
    void refusesATruncatedFile() {
        saveProject(plenum::test::rackProject(100), at("whole.plenum"));
        const std::string whole = bytesOf(at("whole.plenum"));
        for (int i = 0; i < 20; ++i) {
            put(at("cut.plenum"), whole.substr(0, whole.size() * static_cast<std::size_t>(i) / 20));
            const std::string code = codeOf(at("cut.plenum"));
            QVERIFY2(code == "store.damaged" || code == "store.notPlenum", code.c_str());
        }
    }
    void survivesFlippedBytes() {
        saveProject(plenum::test::allKindsProject(), at("sound.plenum"));
        const std::string sound = bytesOf(at("sound.plenum"));
        std::mt19937_64 random(17);
        int refused = 0;
        for (int i = 0; i < 400; ++i) {
            std::string bytes = sound;
            const int flips = 1 + i % 8;
            for (int f = 0; f < flips; ++f) bytes[random() % (i % 2 == 0 ? bytes.size() : 2048)] ^= static_cast<char>(1 + random() % 255);
            put(at("flipped.plenum"), bytes);
            try {
                const LoadedProject loaded = loadProject(at("flipped.plenum"));
                for (const Variant& variant : loaded.project.variants)
                    for (const Issue& issue : validate(variant.site)) QVERIFY2(issue.severity != Severity::Error, english(issue.text).c_str());
            } catch (const Error& error) {
                QVERIFY(!std::string(error.what()).empty());
                ++refused;
            }
        }
        QVERIFY(refused > 50);
    }
    void reportsHostileRows() {
        Project project = plenum::test::rackProject(8);
        saveProject(project, at("rows.plenum"));
        edit(at("rows.plenum"),
             "UPDATE items SET x_m=NULL WHERE name='R0'; UPDATE items SET kind='teapot' WHERE name='R1'; UPDATE items SET parent=12345 WHERE name='R2';"
             "UPDATE items SET params='{\"nope\":1,\"load_class\":9,\"power_allocated_W\":null}' WHERE name='R3'; UPDATE items SET params='{broken' WHERE name='R4';"
             "UPDATE items SET type=999 WHERE name='R5'; UPDATE items SET parent=id WHERE name='R6'; UPDATE items SET y_m='far', points='[[1,2' WHERE name='R7';"
             "UPDATE connections SET to_port='nowhere' WHERE row=17; UPDATE conditions SET dry_bulb_c=9e999;"
             "INSERT INTO variant_items VALUES(0,1000,-9223372036854775807,9223372036854775807),(0,1001,1,9223372036854775807)");
        const LoadedProject loaded = loadProject(at("rows.plenum"));
        const Site& site = loaded.project.variants[0].site;
        QCOMPARE(site.items(Kind::Rack).size(), std::size_t{7});
        QVERIFY(!hasErrors(validate(site)));
        std::map<std::string, int> codes;
        for (const Issue& issue : loaded.issues) ++codes[issue.code];
        QCOMPARE(codes["store.notANumber"], 3);
        QCOMPARE(codes["store.unknownKind"], 1);
        QCOMPARE(codes["store.badValue"], 3);
        QCOMPARE(codes["store.badValues"], 1);
        QCOMPARE(codes["store.badPoints"], 1);
        QCOMPARE(codes["store.doubledId"], 1);
        QVERIFY(codes["store.dangling"] >= 3 + 4);
    }
    void isFastEnoughForTenThousandRacks() {
        const Project project = plenum::test::rackProject(10'000);
        QElapsedTimer timer;
        timer.start();
        saveProject(project, at("large.plenum"));
        const auto saved = timer.restart();
        const LoadedProject loaded = loadProject(at("large.plenum"));
        const auto opened = timer.elapsed();
        qInfo("10 000 racks, 40 000 connections: saved in %lld ms, opened in %lld ms, %.1f MB", static_cast<long long>(saved), static_cast<long long>(opened),
              static_cast<double>(fs::file_size(at("large.plenum"))) / 1e6);
        QVERIFY(loaded.project == project);
    }
};

PLENUM_TEST(ProjectFileTest)
#include "project_file_test.moc"
