// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/source_files.h"
#include "tests/support/registry.h"

#include <map>
#include <set>

using plenum::test::SourceFile;

namespace {

/// The arrows. A folder may include itself, what is named here, and what lies below that; siblings never name each
/// other. A folder that is not in the table is refused.
const std::map<std::string, std::vector<std::string>> kArrows = {
    {"twin/base", {}},
    {"twin/model", {"twin/base"}},
    {"twin/frame", {"twin/model"}},
    {"twin/numerics", {"twin/base"}},
    {"twin/media", {"twin/base"}},
    {"twin/spcf", {"twin/frame", "twin/numerics", "twin/media"}},
    {"twin/air", {"twin/frame", "twin/numerics", "twin/media"}},
    {"twin/liquid", {"twin/frame", "twin/numerics", "twin/media"}},
    {"twin/power", {"twin/frame", "twin/numerics", "twin/media"}},
    {"twin/plant", {"twin/frame", "twin/numerics", "twin/media"}},
    {"twin/energy", {"twin/frame", "twin/numerics", "twin/media"}},
    {"twin/cost", {"twin/frame", "twin/numerics", "twin/media"}},
    {"twin/engine", {"twin/spcf", "twin/air", "twin/liquid", "twin/power", "twin/plant", "twin/energy", "twin/cost"}},
    {"twin/telemetry", {"twin/frame"}},
    {"twin/store", {"twin/frame", "twin/telemetry"}},
    {"twin/exchange", {"twin/frame"}},
    {"twin/scene", {"twin/frame"}},
    {"twin/extend", {"twin/frame", "twin/telemetry", "twin/scene"}},
    {"app/files", {"twin/exchange", "twin/store"}},
    {"app/cli", {"app/files", "twin/engine", "twin/scene", "twin/extend"}},
    {"app/models", {"twin/scene"}},
    {"app/widgets", {"app/models"}},
    {"app/document", {"app/models"}},
    {"app/session", {"app/document", "twin/engine", "twin/extend", "twin/store"}},
    {"app/view3d", {"app/session", "app/widgets"}},
    {"app/plan2d", {"app/session", "app/widgets"}},
    {"app/diagram", {"app/session", "app/widgets"}},
    {"app/panels", {"app/session", "app/widgets", "twin/exchange"}},
    {"app/workspaces", {"app/panels", "app/view3d", "app/plan2d", "app/diagram"}},
    {"app/shell", {"app/workspaces", "app/files"}},
    {"app/main", {"app/shell"}},
    {"plugins/support", {"twin/extend"}},
    {"plugins/*", {"plugins/support"}},
};

std::string rowOf(const std::string& folder) { return folder.starts_with("plugins/") && folder != "plugins/support" ? "plugins/*" : folder; }

/// All folders that may be included from one, itself apart.
std::set<std::string> below(const std::string& folder) {
    std::set<std::string> found;
    std::vector<std::string> open = kArrows.at(folder);
    while (!open.empty()) {
        const std::string next = open.back();
        open.pop_back();
        if (found.insert(next).second) open.insert(open.end(), kArrows.at(next).begin(), kArrows.at(next).end());
    }
    return found;
}

/// The text between the quotes or brackets of an #include line; empty for any other line.
std::string includedBy(const std::string& line) {
    const auto hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line[hash] != '#') return {};
    const auto word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string::npos || line.compare(word, 7, "include") != 0) return {};
    const auto open = line.find_first_of("\"<", word + 7);
    if (open == std::string::npos) return {};
    const auto close = line.find_first_of("\">", open + 1);
    return close == std::string::npos ? std::string() : line.substr(open + 1, close - open - 1);
}

bool isQt(const std::string& name) { return name.size() > 1 && name[0] == 'Q' && (std::isupper(name[1]) || name.starts_with("Qt")); }
bool isVtk(const std::string& name) { return name.starts_with("vtk") || name.starts_with("QVTK"); }
bool isSql(const std::string& name) { return name.starts_with("SQLiteCpp/") || name.starts_with("sqlite3") || name.starts_with("QSql") || name.starts_with("QtSql"); }

/// What is wrong with one #include, or nothing.
std::string faultOf(const SourceFile& file, const std::string& name) {
    const std::string folder = file.folder(), row = rowOf(folder);
    if (!kArrows.contains(row)) return folder + " is not in the table of arrows";
    if (folder.starts_with("twin/") && isQt(name)) return "Qt in twin";
    if (isVtk(name) && folder != "app/view3d") return "VTK outside app/view3d";
    if (isSql(name) && folder != "twin/store" && row != "plugins/*") return "SQL outside twin/store";
    if (name.find("QMessageBox") != std::string::npos && folder != "app/shell") return "QMessageBox outside app/shell";
    if (name.starts_with("nlohmann/") && name != "nlohmann/json_fwd.hpp" && file.header()) return "JSON header outside a .cpp";
    if (name.starts_with("../") || name.starts_with("./")) return "include not written from the root of the checkout";
    if (!name.starts_with("twin/") && !name.starts_with("app/") && !name.starts_with("plugins/") && !name.starts_with("tests/")) return {};
    const std::string target = SourceFile{name, {}}.folder();
    if (target == folder) return {};
    if (target == "tests/support" && file.path.ends_with("_test.cpp")) return {};
    if (!below(row).contains(target)) return folder + " must not know " + target;
    return {};
}

std::vector<std::string> faultsOf(const std::vector<SourceFile>& files) {
    std::vector<std::string> faults;
    for (const SourceFile& file : files)
        for (std::size_t n = 0; n < file.lines.size(); ++n) {
            const std::string name = includedBy(file.lines[n]);
            if (name.empty()) continue;
            if (const std::string fault = faultOf(file, name); !fault.empty())
                faults.push_back(file.path + ":" + std::to_string(n + 1) + ": " + fault + " (" + name + ")");
        }
    return faults;
}

/// Folders that include each other, as "a → b → a"; empty when there is no ring.
std::string ringOf(const std::vector<SourceFile>& files) {
    std::map<std::string, std::set<std::string>> edges;
    for (const SourceFile& file : files)
        for (const std::string& line : file.lines) {
            const std::string name = includedBy(line);
            if (!name.starts_with("twin/") && !name.starts_with("app/")) continue;
            if (const std::string target = SourceFile{name, {}}.folder(); target != file.folder()) edges[file.folder()].insert(target);
        }
    std::set<std::string> done;
    std::vector<std::string> path;
    std::string ring;
    const auto visit = [&](const auto& self, const std::string& at) -> bool {
        if (const auto seen = std::find(path.begin(), path.end(), at); seen != path.end()) {
            for (auto each = seen; each != path.end(); ++each) ring += *each + " → ";
            ring += at;
            return true;
        }
        if (done.contains(at)) return false;
        path.push_back(at);
        for (const std::string& next : edges[at])
            if (self(self, next)) return true;
        path.pop_back();
        done.insert(at);
        return false;
    };
    std::vector<std::string> starts;
    for (const auto& [folder, targets] : edges) starts.push_back(folder);
    for (const std::string& start : starts)
        if (visit(visit, start)) break;
    return ring;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "\n  " + line;
    return text;
}

}  // namespace

class IncludeEdgesTest : public QObject {
    Q_OBJECT
  private slots:
    void everyIncludeFollowsAnArrow();
    void foldersFormNoRing();
    void tableHasNoRing();
    void findsPlantedEdge_data();
    void findsPlantedEdge();
    void findsPlantedRing();
    void messageBoxesAreInTheShell();
};

void IncludeEdgesTest::everyIncludeFollowsAnArrow() {
    const auto files = plenum::test::productSources();
    QVERIFY2(files.size() > 100, "the sources were not found");
    const auto faults = faultsOf(files);
    QVERIFY2(faults.empty(), joined(faults).c_str());
}

void IncludeEdgesTest::foldersFormNoRing() {
    const std::string ring = ringOf(plenum::test::productSources());
    QVERIFY2(ring.empty(), ring.c_str());
}

void IncludeEdgesTest::tableHasNoRing() {
    for (const auto& [folder, targets] : kArrows) {
        for (const std::string& target : targets) QVERIFY2(kArrows.contains(target), target.c_str());
        QVERIFY2(!below(folder).contains(folder), folder.c_str());
    }
}

void IncludeEdgesTest::findsPlantedEdge_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("wrong");
    const auto row = [](const char* path, const char* line, bool wrong) { QTest::addRow("%s: %s", path, line) << QString(path) << QString(line) << wrong; };
    row("twin/base/id.cpp", "#include \"twin/model/item.h\"", true);
    row("twin/air/air_flow.cpp", "#include \"twin/liquid/loop_law.h\"", true);
    row("twin/liquid/loop_law.cpp", "#  include \"twin/power/power_paths.h\"", true);
    row("twin/air/air_flow.cpp", "#include <QObject>", true);
    row("twin/air/air_flow.cpp", "#include <QtCore/qglobal.h>", true);
    row("twin/scene/scene.cpp", "#include <vtkActor.h>", true);
    row("twin/exchange/csv.cpp", "#include <sqlite3.h>", true);
    row("twin/engine/engine.cpp", "#include \"app/session/session.h\"", true);
    row("twin/engine/engine.cpp", "#include \"../air/air_flow.h\"", true);
    row("twin/other/new.cpp", "#include <vector>", true);
    row("app/plan2d/plan_view.cpp", "#include \"app/view3d/vtk_widget.h\"", true);
    row("app/plan2d/plan_view.cpp", "#include <vtkActor.h>", true);
    row("app/panels/inspector.cpp", "#include <QMessageBox>", true);
    row("app/shell/scene_bench.h", "#include <nlohmann/json.hpp>", true);
    row("app/shell/scene_bench.h", "#include <nlohmann/json_fwd.hpp>", false);
    row("app/models/view_state.cpp", "#include \"app/shell/main_window.h\"", true);
    row("plugins/modbus/modbus.cpp", "#include \"app/session/session.h\"", true);
    row("twin/air/air_flow.cpp", "#include \"twin/numerics/parallel.h\"", false);
    row("twin/engine/engine.cpp", "#include \"twin/air/air_flow.h\"", false);
    row("twin/store/store.cpp", "#include <SQLiteCpp/Database.h>", false);
    row("app/view3d/vtk_widget.cpp", "#include <vtkActor.h>", false);
    row("app/shell/main_window.cpp", "#include <QMessageBox>", false);
    row("plugins/modbus/modbus.cpp", "#include \"twin/extend/source.h\"", false);
    row("twin/base/id.cpp", "// #include \"twin/model/item.h\" is not an include", false);
}

void IncludeEdgesTest::findsPlantedEdge() {
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(bool, wrong);
    const auto faults = faultsOf({{path.toStdString(), {line.toStdString()}}});
    QVERIFY2(faults.size() == (wrong ? 1u : 0u), joined(faults).c_str());
}

void IncludeEdgesTest::findsPlantedRing() {
    const std::vector<SourceFile> ring = {{"twin/a/a.h", {"#include \"twin/b/b.h\""}}, {"twin/b/b.h", {"#include \"twin/c/c.h\""}}, {"twin/c/c.h", {"#include \"twin/a/a.h\""}}};
    QCOMPARE(ringOf(ring), std::string("twin/a → twin/b → twin/c → twin/a"));
}

void IncludeEdgesTest::messageBoxesAreInTheShell() {
    std::vector<std::string> faults;
    for (const SourceFile& file : plenum::test::productSources()) {
        if (file.folder() == "app/shell") continue;
        for (std::size_t n = 0; n < file.lines.size(); ++n)
            if (file.lines[n].find("QMessageBox") != std::string::npos) faults.push_back(file.path + ":" + std::to_string(n + 1));
    }
    QVERIFY2(faults.empty(), joined(faults).c_str());
}

PLENUM_TEST(IncludeEdgesTest)
#include "include_edges_test.moc"
