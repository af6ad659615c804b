// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "twin/extend/manifest.h"

#include <QTemporaryDir>

#include <fstream>

using namespace twin;
using namespace twin::extend;

namespace {

constexpr const char* kGood = R"({"format": "plenum-plugin/1", "contract": 1, "id": "a1", "name": "A", "version": "2", "kinds": ["importer"], "summary": "S", "suffixes": ["csv"],
 "settings": [{"key": "n", "label": "N", "kind": "integer", "default": 3, "min": 1, "max": 9, "help": "H"}, {"key": "c", "label": "C", "kind": "choice", "choices": ["x", {"key": "y", "label": "Y"}], "help": "H"},
  {"key": "f", "label": "F", "kind": "flag", "help": "H"}, {"key": "p", "label": "P", "kind": "secret", "help": "H"}],
 "texts": {"zh_CN": {"A": "甲"}, "de": {"A": "Ä"}}})";

bool holds(const Issues& issues, const char* code) {
    for (const Issue& issue : issues)
        if (issue.code == code) return true;
    return false;
}

std::string withMember(const char* member, const char* replacement) {
    std::string text = kGood;
    const auto at = text.find(member);
    return text.replace(at, std::string(member).size(), replacement);
}

}  // namespace

class PluginManifestTest : public QObject {
    Q_OBJECT
  private slots:
    void readsAll();
    void listsEveryFaultAtOnce();
    void refuses_data();
    void refuses();
    void refusesHostileSizes();
    void completesSettings();
    void unreadableFolderIsAnIssue();
    void pluginsOfTheTreeAreTranslated_data();
    void pluginsOfTheTreeAreTranslated();
};

void PluginManifestTest::readsAll() {
    const auto [manifest, issues] = parseManifest(kGood, "/x/a1");
    QVERIFY(issues.empty());
    QVERIFY(manifest.has_value());
    QCOMPARE(manifest->id, std::string("a1"));
    QCOMPARE(manifest->libraryPath().string(), std::string("/x/a1/libplenum_a1.so"));
    QVERIFY(manifest->has(PluginKind::Importer) && !manifest->has(PluginKind::Overlay));
    QVERIFY(manifest->takes("B.CSV") && !manifest->takes("csv") && !manifest->takes("b.csv2"));
    QCOMPARE(manifest->setting("n")->byDefault, std::string("3"));
    QCOMPARE(manifest->setting("c")->byDefault, std::string("x"));
    QCOMPARE(manifest->setting("c")->choices[1].label, std::string("Y"));
    QCOMPARE(manifest->setting("f")->byDefault, std::string("false"));
    QCOMPARE(manifest->text("A", "zh_CN"), std::string("甲"));
    QCOMPARE(manifest->text("A", "de_AT"), std::string("Ä"));
    QCOMPARE(manifest->text("S", "zh_CN"), std::string("S"));
    QCOMPARE(missingTexts(*manifest, "zh_CN").size(), std::size_t(8));  // S N C F P H x Y
}

void PluginManifestTest::listsEveryFaultAtOnce() {
    const auto [manifest, issues] = parseManifest(R"({"format": "plenum-plugin/9", "contract": 7, "id": "b", "kinds": ["wheel"], "sufixes": [], "library": "../evil.so",
        "settings": [{"key": "a", "kind": "colour", "default": []}, 3, {"key": "a", "label": "L", "kind": "choice", "help": "H"}, {"key": "s", "label": "S", "kind": "secret", "default": "x", "help": "H"}]})", "/x/b");
    QVERIFY(manifest.has_value());
    QVERIFY(hasErrors(issues));
    for (const char* code : {"plugin.format", "plugin.contract", "plugin.kind", "plugin.unknownKey", "plugin.library", "plugin.missing", "plugin.setting", "plugin.wrongType"}) QVERIFY2(holds(issues, code), code);
    for (const Issue& issue : issues) QVERIFY2(issue.path.starts_with("/x/b/plugin.json#/"), issue.path.c_str());
    QVERIFY(issues.size() >= 12);
}

void PluginManifestTest::refuses_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const std::string& text, const char* code) { QTest::newRow(name) << QString::fromStdString(text) << QString(code); };
    row("not JSON", "{", "plugin.notJson");
    row("empty", "", "plugin.notJson");
    row("a list", "[]", "plugin.manifest");
    row("no id", withMember("\"id\": \"a1\",", ""), "plugin.missing");
    row("path as id", withMember("\"a1\"", "\"../a\""), "plugin.id");
    row("contract as text", withMember("\"contract\": 1", "\"contract\": \"1\""), "plugin.contract");
    row("contract too big", withMember("\"contract\": 1", "\"contract\": 99999999999999"), "plugin.contract");
    row("default out of range", withMember("\"default\": 3", "\"default\": 30"), "plugin.setting");
    row("default no number", withMember("\"default\": 3", "\"default\": \"three\""), "plugin.setting");
    row("no suffix", withMember("\"csv\"", ""), "plugin.suffix");
    row("suffix with dot", withMember("\"csv\"", "\".csv\""), "plugin.suffix");
    row("number as translation", withMember("\"甲\"", "5"), "plugin.wrongType");
    row("library elsewhere", withMember("\"id\":", "\"library\": \"/lib/libc.so.6\", \"id\":"), "plugin.library");
}

void PluginManifestTest::refuses() {
    QFETCH(QString, text);
    QFETCH(QString, code);
    const auto read = parseManifest(text.toStdString(), "/x/a1");
    QVERIFY(hasErrors(read.issues));
    QVERIFY(holds(read.issues, qPrintable(code)));
}

void PluginManifestTest::refusesHostileSizes() {
    QVERIFY(holds(parseManifest(std::string(200'000, '['), "/x/a").issues, "plugin.tooLarge"));
    QVERIFY(holds(parseManifest("{\"a\":\"" + std::string(kMaxManifestBytes, 'x') + "\"}", "/x/a").issues, "plugin.tooLarge"));
    QVERIFY(holds(parseManifest(withMember("\"name\": \"A\"", ("\"name\": \"" + std::string(5000, 'n') + "\"").c_str()), "/x/a").issues, "plugin.wrongType"));
    std::string text = "{\"id\": \"a\", \"kinds\": [0";
    for (int i = 0; i < 5000; ++i) text += ",0";
    QVERIFY(holds(parseManifest(text + "]}", "/x/a").issues, "plugin.wrongType"));
    QVERIFY(!holds(parseManifest(withMember("\"S\"", "\"[[[[[[[[[[[[[[ \\\" [[[[\""), "/x/a").issues, "plugin.tooLarge"));
}

void PluginManifestTest::completesSettings() {
    const auto manifest = *parseManifest(kGood, "/x/a1").manifest;
    Issues issues;
    auto all = completed(manifest, {{"n", "5"}, {"p", "secret"}}, issues);
    QVERIFY(issues.empty());
    QCOMPARE(all.at("n"), std::string("5"));
    QCOMPARE(all.at("c"), std::string("x"));
    QCOMPARE(all.at("p"), std::string("secret"));
    all = completed(manifest, {{"n", "50"}, {"c", "z"}, {"f", "yes"}, {"q", "1"}}, issues);
    QCOMPARE(issues.size(), std::size_t(4));
    QCOMPARE(all.at("n"), std::string("3"));
}

void PluginManifestTest::unreadableFolderIsAnIssue() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    QVERIFY(holds(readManifest(path).issues, "plugin.unreadable"));
    std::filesystem::create_directory(path / "plugin.json");
    QVERIFY(holds(readManifest(path).issues, "plugin.unreadable"));
}

void PluginManifestTest::pluginsOfTheTreeAreTranslated_data() {
    QTest::addColumn<QString>("folder");
    for (const auto& entry : std::filesystem::directory_iterator(PLENUM_SOURCE_DIR "/plugins"))
        if (std::filesystem::exists(entry.path() / "plugin.json")) QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
}

void PluginManifestTest::pluginsOfTheTreeAreTranslated() {
    QFETCH(QString, folder);
    const auto [manifest, issues] = readManifest(folder.toStdString());
    for (const Issue& issue : issues) qWarning("%s %s", issue.path.c_str(), english(issue.text).c_str());
    QVERIFY(issues.empty());
    QVERIFY(manifest.has_value());
    QCOMPARE(manifest->id, manifest->folder.filename().string());
    const auto missing = missingTexts(*manifest, "zh_CN");
    for (const auto& text : missing) qWarning("not in zh_CN: %s", text.c_str());
    QVERIFY(missing.empty());
}

PLENUM_TEST(PluginManifestTest)
#include "plugin_manifest_test.moc"
