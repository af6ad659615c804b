// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/model/random_edit.h"
#include "tests/unit/twin/model/sample_project.h"
#include "twin/exchange/layout_document.h"
#include "twin/model/generate.h"

#include <fmt/format.h>

#include <algorithm>

using namespace twin;

namespace {

Variant childOf(const Variant& parent, std::string name) {
    Variant child = parent;
    child.id = newId();
    child.name = std::move(name);
    child.parent = parent.id;
    return child;
}

/// A parent with two racks on one busway, and a child whose members are given.
std::string document(const std::string& child, const char* parent = "00000000000000aa") {
    return fmt::format(R"({{"format":"plenum-layout/1.1","variants":[{{"id":"00000000000000aa","items":[
{{"id":"0000000000000001","kind":"site"}},{{"id":"0000000000000002","kind":"rack","name":"R1","parent":"0000000000000001"}},
{{"id":"0000000000000003","kind":"rack","name":"R2","parent":"0000000000000001"}},{{"id":"0000000000000004","kind":"busway","name":"BW"}}],
"connections":[{{"id":"00000000000000c1","from":["0000000000000004","out"],"to":["0000000000000002","feed1"]}}]}},
{{"id":"00000000000000bb","parent":"{}",{}}}]}})",
                       parent, child);
}

std::string said(const Issues& issues) {
    std::string text;
    for (const Issue& issue : issues) text += issue.code + " " + issue.path + " " + english(issue.text) + "\n";
    return text;
}

}  // namespace

class LayoutDifferenceTest : public QObject {
    Q_OBJECT
  private slots:
    void oneChangeIsOneObject() {
        Project project = plenum::test::rackProject(500);
        const std::string alone = writeLayout(project);
        QVERIFY(alone.starts_with(R"({"format":"plenum-layout/1",)"));
        project.variants.push_back(childOf(project.variants[0], "Moved"));
        const Id rack = project.variants[1].site.items(Kind::Rack)[7].id;
        QVERIFY(apply(project, moveItems(project.variants[1], {rack}, {1, 0, 0})).empty());
        const std::string text = writeLayout(project);
        QVERIFY(text.starts_with(R"({"format":"plenum-layout/1.1",)"));
        QVERIFY(text.size() < alone.size() + 800);
        const LayoutResult read = readLayout(text, "moved");
        QVERIFY2(read.project && read.issues.empty(), said(read.issues).c_str());
        QVERIFY(*read.project == project);
        QVERIFY(changes(read.project->variants[0].site, read.project->variants[1].site).changed == std::vector<Id>{rack});
    }

    void manyEditsAndGenerationsComeBack_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed) QTest::addRow("%d", seed) << seed;
    }
    /// Three generations, the parents edited after they were copied, items taken away and put back.
    void manyEditsAndGenerationsComeBack() {
        QFETCH(int, seed);
        std::mt19937_64 random(static_cast<std::uint64_t>(seed));
        Project project = generateSite(12 + seed % 5, static_cast<std::uint64_t>(seed));
        for (const char* name : {"child", "grandchild"}) {
            project.variants.push_back(childOf(project.variants.back(), name));
            for (int i = 0; i < 25; ++i) apply(project, plenum::test::randomEdit(project.variants[random() % project.variants.size()], random));
            const Variant variant = project.variants.back();  // an edit exchanges the project's own
            const Item rack = variant.site.items(Kind::Rack)[random() % variant.site.items(Kind::Rack).size()];
            const Edit removal = removeItems(variant, {rack.id});
            QVERIFY(apply(project, removal).empty());
            if (random() % 2 == 0) {
                QVERIFY(apply(project, inverse(removal)).empty());
            } else {
                Edit back;  // the same object at the end of its table
                back.variant = variant.id;
                back.items.push_back({std::nullopt, rack, SIZE_MAX});
                QVERIFY(apply(project, back).empty());
            }
        }
        const std::string text = writeLayout(project);
        const LayoutResult read = readLayout(text, "generations");
        QVERIFY2(read.project && !hasErrors(read.issues), said(read.issues).c_str());
        QVERIFY(read.project->variants == project.variants);
        QCOMPARE(writeLayout(*read.project), text);
        QVERIFY(text.find("\"difference\"") != std::string::npos);
    }
    void whatTheParentLostStaysInItsPlace() {
        Project project = plenum::test::rackProject(400);
        project.variants.push_back(childOf(project.variants[0], "Child"));
        const std::string before = writeLayout(project);
        const auto& racks = project.variants[0].site.items(Kind::Rack);
        QVERIFY(apply(project, removeItems(project.variants[0], {racks[3].id, racks[4].id, racks[200].id})).empty());
        const std::string text = writeLayout(project);
        QVERIFY(text.size() < before.size() + 3000);
        const LayoutResult read = readLayout(text, "lost");
        QVERIFY2(read.project && read.issues.empty(), said(read.issues).c_str());
        QVERIFY(*read.project == project);
    }
    void anyOrderComesBack() {
        Project project = plenum::test::rackProject(30);
        project.variants.push_back(childOf(project.variants[0], "Shuffled"));
        std::mt19937_64 random(4);
        auto racks = project.variants[1].site.items(Kind::Rack).flat();
        std::shuffle(racks.begin() + 20, racks.end(), random);
        project.variants[1].site.items(Kind::Rack) = {};
        project.variants[1].site.items(Kind::Rack).add(racks);
        const LayoutResult read = readLayout(writeLayout(project), "shuffled");
        QVERIFY2(read.project && read.issues.empty(), said(read.issues).c_str());
        QVERIFY(*read.project == project);
    }
    void parentThatComesLaterIsNotReferredTo() {
        Project project = plenum::test::rackProject(5);
        project.variants.insert(project.variants.begin(), childOf(project.variants[0], "First"));
        const std::string text = writeLayout(project);
        QVERIFY(text.find("\"difference\"") == std::string::npos);
        const LayoutResult read = readLayout(text, "order");
        QVERIFY(read.project && *read.project == project);
    }
    void wholeVariantsAreStillRead() {
        const std::string whole = R"("items":[{"id":"0000000000000001","kind":"site"}])";
        std::string text = document(whole);
        QVERIFY(readLayout(text, "1.1").project);
        text.replace(text.find("/1.1"), 4, "/1");
        const LayoutResult read = readLayout(text, "1");
        QVERIFY(read.project);
        QCOMPARE(read.project->variants[1].site.itemCount(), std::size_t{1});
    }
    void emptyDifferenceIsTheParent() {
        const LayoutResult read = readLayout(document(R"("difference":{})"), "same");
        QVERIFY2(read.project && read.issues.empty(), said(read.issues).c_str());
        QVERIFY(read.project->variants[0].site == read.project->variants[1].site);
    }

    void listsWhatIsWrong_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("path");
        const auto row = [](const char* name, const std::string& text, const char* code, const char* path) { QTest::newRow(name) << QString::fromStdString(text) << code << path; };
        row("no parent", document(R"("difference":{})", "00000000000000ff"), "document.differenceOfNothing", "/variants/1/difference");
        row("own parent", document(R"("difference":{})", "00000000000000bb"), "document.differenceOfNothing", "/variants/1/difference");
        row("both", document(R"("items":[],"difference":{})"), "document.wholeAndDifference", "/variants/1/items");
        row("not an object", document(R"("difference":[])"), "document.wrongType", "/variants/1/difference");
        row("removed is not there", document(R"("difference":{"removed":["00000000000000fe"]})"), "document.dangling", "/variants/1/difference/removed/0");
        row("cut is not there", document(R"("difference":{"removed_connections":["00000000000000fe"]})"), "document.dangling", "/variants/1/difference/removed_connections/0");
        row("parent of others removed", document(R"("difference":{"removed":["0000000000000001"]})"), "document.dangling", "/variants/1/difference");
        row("connection left behind", document(R"("difference":{"removed":["0000000000000002"]})"), "document.dangling", "/variants/1/difference");
        row("twice", document(R"("difference":{"items":[{"id":"0000000000000002","kind":"rack"},{"id":"0000000000000002","kind":"rack"}]})"), "document.doubledId", "/variants/1/difference/items/1/id");
        row("port is gone with its kind", document(R"("difference":{"items":[{"id":"0000000000000002","kind":"site"}]})"), "document.dangling", "/variants/1/difference");
        row("unknown port", document(R"("difference":{"connections":[{"id":"00000000000000c1","from":["0000000000000004","out"],"to":["0000000000000003","fed1"]}]})"), "document.unknownPort",
            "/variants/1/difference/connections/0/to/1");
        row("before what is not there", document(R"("difference":{"before":{"0000000000000003":"00000000000000fe"}})"), "document.badPlace", "/variants/1/difference/before/0000000000000003");
        row("before another kind", document(R"("difference":{"before":{"0000000000000003":"0000000000000004"}})"), "document.badPlace", "/variants/1/difference/before/0000000000000003");
        row("before each other", document(R"("difference":{"before":{"0000000000000003":"0000000000000002","0000000000000002":"0000000000000003"}})"), "document.badPlace",
            "/variants/1/difference/before/0000000000000003");
        row("cycle", document(R"("difference":{"items":[{"id":"0000000000000001","kind":"site","parent":"0000000000000002"}]})"), "document.cycle", "/variants/1/difference/items/0/parent");
    }
    void listsWhatIsWrong() {
        QFETCH(QString, text);
        QFETCH(QString, code);
        QFETCH(QString, path);
        const LayoutResult read = readLayout(text.toStdString(), "document");
        const bool found = std::any_of(read.issues.begin(), read.issues.end(), [&](const Issue& issue) { return issue.code == code.toStdString() && issue.path == path.toStdString(); });
        QVERIFY2(found, said(read.issues).c_str());
        QVERIFY(!read.project);
    }
    void neverFailsOnDamagedText() {
        Project project = plenum::test::allKindsProject();
        std::mt19937_64 random(9);
        for (int i = 0; i < 10; ++i) apply(project, plenum::test::randomEdit(project.variants[1], random));
        const std::string sound = writeLayout(project);
        const std::size_t from = sound.find("\"difference\"");
        QVERIFY(from != std::string::npos);
        for (int i = 0; i < 500; ++i) {
            std::string text = sound;
            for (int flips = 0; flips < 3; ++flips) text[from + random() % (sound.size() - from)] = static_cast<char>(random());
            const LayoutResult read = readLayout(text, "damaged");
            QVERIFY(read.project || !read.issues.empty());
        }
    }
};

PLENUM_TEST(LayoutDifferenceTest)
#include "layout_difference_test.moc"
