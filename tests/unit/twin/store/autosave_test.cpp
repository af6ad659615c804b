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
    void findsNothingInAFolderThatIsNotThere() { QVERIFY(findRecoverable("/nonexistent/folder", isProcessAlive).empty()); }
    void knowsLivingProcesses() {
        QVERIFY(isProcessAlive(getpid()));
        QVERIFY(!isProcessAlive(0));
        QVERIFY(!isProcessAlive(-1));
    }
};

PLENUM_TEST(AutosaveTest)
#include "autosave_test.moc"
