// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/store/autosave.h"

#include "tests/support/registry.h"
#include "tests/unit/twin/model/sample_project.h"

#include <QTemporaryDir>

#include <fstream>

#include <unistd.h>

using namespace twin;
namespace fs = std::filesystem;

class AutosaveTest : public QObject {
    Q_OBJECT
  private slots:
    void isFoundWhenItsProcessIsGone() {
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString(), state = root / "state" / "autosave", file = root / "a.plenum";
        Project project = plenum::test::rackProject(5);
        saveProject(project, file);
        project.name = "one";
        const fs::path first = writeAutosave(project, file, state);
        project.name = "two";
        const fs::path second = writeAutosave(project, file, state);
        QVERIFY(first != second && !fs::exists(first));
        writeAutosave(project, {}, state);
        std::ofstream(state / "readme.txt") << "not an autosave";
        std::ofstream(state / ("0123456789abcdef-" + std::to_string(getpid()) + "-99999999999999.plenum")) << "damaged";
        QVERIFY(findRecoverable(state, isProcessAlive).empty());
        const auto found = findRecoverable(state, [](long) { return false; });
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(found[0].project.empty());
        QCOMPARE(found[1].file, second);
        QCOMPARE(found[1].project, fs::weakly_canonical(file));
        QCOMPARE(found[1].process, static_cast<long>(getpid()));
        QVERIFY(found[1].newerThanProject);
        QVERIFY(loadProject(found[1].file).project == project);
        discardAutosaves(file, state);
        QCOMPARE(findRecoverable(state, [](long) { return false; }).size(), std::size_t{1});
        discardAutosave(found[0].file);
        discardAutosave(found[0].file);
        QVERIFY(findRecoverable(state, [](long) { return false; }).empty());
    }
    void isFoundWhenItsProcessNumberWasGivenAnew() {
        QTemporaryDir folder;
        const fs::path state = folder.path().toStdString();
        const std::string mine = processIdentity(getpid());
        QVERIFY(!mine.empty() && mine == processIdentity(getpid()));
        QVERIFY(mine != processIdentity(getppid()));
        QVERIFY(processIdentity(-1).empty());
        const auto write = [&](const char* hash, const std::string& owner) {
            const fs::path file = state / (std::string(hash) + "-" + std::to_string(getpid()) + "-1700000000000.plenum");
            saveProject(plenum::test::rackProject(2), file, FileOps::real(), {{"autosave.project", ""}, {"autosave.process", owner}});
            return file;
        };
        write("00000000000000aa", mine);
        const fs::path before = write("00000000000000bb", "11111111-2222-3333-4444-555555555555" + mine.substr(mine.find(':')));  // before a restart
        const fs::path earlier = write("00000000000000cc", mine + "0");
        write("00000000000000dd", "");  // a system that does not tell
        const auto found = findRecoverable(state, isProcessAlive);
        QCOMPARE(found.size(), std::size_t{2});
        for (const Autosave& each : found) QVERIFY(each.file == before || each.file == earlier);
    }
    void findsNothingInAFolderThatIsNotThere() { QVERIFY(findRecoverable("/nonexistent/folder", isProcessAlive).empty()); }
    void knowsLivingProcesses() {
        QVERIFY(isProcessAlive(getpid()));
        QVERIFY(!isProcessAlive(0));
        QVERIFY(!isProcessAlive(-1));
    }
};

PLENUM_TEST(AutosaveTest)
#include "autosave_test.moc"
