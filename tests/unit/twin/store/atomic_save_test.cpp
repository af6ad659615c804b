// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/model/sample_project.h"
#include "twin/base/error.h"
#include "twin/store/project_file.h"

#include <QTemporaryDir>

#include <chrono>
#include <csignal>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace twin;
namespace fs = std::filesystem;

namespace {

/// Real operations, of which the one with a given number fails; counts them.
FileOps failingAt(int number, int& count, std::vector<std::string>& names) {
    const FileOps real = FileOps::real();
    FileOps ops;
    const auto step = [number, &count, &names](const char* name) {
        names.emplace_back(name);
        if (count++ == number) throw Error("test.injected", {"{0} fails", {name}});
    };
    ops.write = [=](const fs::path& path, std::string_view bytes) {
        try {
            step("write");
        } catch (const Error&) {
            real.write(path, bytes.substr(0, bytes.size() / 2));  // the disk is full halfway
            throw;
        }
        real.write(path, bytes);
    };
    ops.sync = [=](const fs::path& path) { step("sync"); real.sync(path); };
    ops.syncFolder = [=](const fs::path& path) { step("syncFolder"); real.syncFolder(path); };
    ops.link = [=](const fs::path& from, const fs::path& to) { step("link"); real.link(from, to); };
    ops.rename = [=](const fs::path& from, const fs::path& to) { step("rename"); real.rename(from, to); };
    ops.remove = [=](const fs::path& path) { step("remove"); real.remove(path); };
    return ops;
}

int filesIn(const fs::path& folder) {
    int count = 0;
    for ([[maybe_unused]] const auto& each : fs::directory_iterator(folder)) ++count;
    return count;
}

}  // namespace

class AtomicSaveTest : public QObject {
    Q_OBJECT
  private slots:
    void keepsTheLastStateAsBackup() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "a.plenum";
        Project project = plenum::test::rackProject(5);
        for (const char* name : {"first", "second", "third"}) {
            project.name = name;
            saveProject(project, path);
        }
        QCOMPARE(loadProject(path).project.name, std::string("third"));
        QCOMPARE(loadProject(path.string() + ".bak").project.name, std::string("second"));
        QCOMPARE(filesIn(path.parent_path()), 2);
    }
    void movesAForeignJournalAway() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "a.plenum";
        Project project = plenum::test::rackProject(5);
        saveProject(project, path);
        for (const char* suffix : {"-wal", "-journal", "-shm"}) std::ofstream(path.string() + suffix) << "stale";
        project.name = "new";
        saveProject(project, path);
        QVERIFY(!fs::exists(path.string() + "-wal") && !fs::exists(path.string() + "-journal") && !fs::exists(path.string() + "-shm"));
        QVERIFY(fs::exists(path.string() + ".bak-wal") && fs::exists(path.string() + ".bak-journal"));
        QCOMPARE(loadProject(path).project.name, std::string("new"));
    }
    void leavesTheOldFileWhenAnyStepFails() {
        Project before = plenum::test::rackProject(20), after = before;
        before.name = "before";
        after.name = "after";
        bool finished = false;
        std::set<std::string> failed;
        for (int number = 0; !finished && number < 60; ++number) {
            QTemporaryDir folder;
            const fs::path path = fs::path(folder.path().toStdString()) / "a.plenum";
            saveProject(before, path);
            int count = 0;
            std::vector<std::string> names;
            bool threw = false;
            std::string code;
            try {
                saveProject(after, path, failingAt(number, count, names));
            } catch (const Error& error) {
                threw = true;
                code = error.code();
            }
            finished = count <= number;
            if (!finished) failed.insert(names[static_cast<std::size_t>(number)]);
            const LoadedProject loaded = loadProject(path);
            QVERIFY(loaded.issues.empty());
            const bool renamed = !threw || names.back() == "syncFolder";
            QVERIFY2(loaded.project == (renamed ? after : before), names.back().c_str());
            for (const auto& each : fs::directory_iterator(path.parent_path())) QVERIFY(!each.path().string().ends_with(".saving"));
        }
        QVERIFY(finished);
        QCOMPARE(failed, (std::set<std::string>{"write", "sync", "link", "rename", "remove", "syncFolder"}));
    }
    void copiesTheBackupWhereThereAreNoSecondNames() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "a.plenum";
        Project project = plenum::test::rackProject(5);
        project.name = "first";
        saveProject(project, path);
        FileOps ops = FileOps::real();
        ops.link = [](const fs::path&, const fs::path&) { throw Error("store.link", {"no links here", {}}); };
        project.name = "second";
        saveProject(project, path, ops);
        QCOMPARE(loadProject(path.string() + ".bak").project.name, std::string("first"));
    }
    void saysWhyAFolderCannotBeWritten() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "none" / "a.plenum";
        QVERIFY_THROWS_EXCEPTION(Error, saveProject(plenum::test::rackProject(1), path));
        QVERIFY_THROWS_EXCEPTION(Error, saveProject(plenum::test::rackProject(1), folder.path().toStdString()));
    }
    void survivesKill() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "a.plenum";
        Project a = plenum::test::rackProject(60), b = a;
        a.name = "a";
        b.name = "b";
        saveProject(a, path);
        int before = 0, during = 0, after = 0;
        std::mt19937_64 random(23);
        for (int round = 0; round < 4000 && (during < 100 || before < 3 || after < 3); ++round) {
            int states[2];
            QVERIFY(pipe(states) == 0);
            const pid_t child = fork();
            if (child == 0) {  // says s at the start of each save and e at its end, until it is killed
                close(states[0]);
                for (bool second = true;; second = !second) {
                    if (write(states[1], "s", 1) != 1) _exit(1);
                    try {
                        saveProject(second ? b : a, path);
                    } catch (...) {
                        _exit(2);
                    }
                    if (write(states[1], "e", 1) != 1) _exit(1);
                    usleep(300);
                }
            }
            close(states[1]);
            if (round % 50 != 0) std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
            QVERIFY(kill(child, SIGKILL) == 0);
            int status = 0;
            waitpid(child, &status, 0);
            QVERIFY(WIFSIGNALED(status));
            std::string said(4096, '\0');
            const auto length = read(states[0], said.data(), said.size());
            close(states[0]);
            if (length <= 0) {
                ++before;
            } else {
                ++(said[static_cast<std::size_t>(length) - 1] == 's' ? during : after);
            }
            const LoadedProject loaded = loadProject(path);
            QVERIFY(loaded.issues.empty());
            QVERIFY(loaded.project == a || loaded.project == b);
            if (fs::exists(path.string() + ".bak")) {
                const LoadedProject backup = loadProject(path.string() + ".bak");
                QVERIFY(backup.project == a || backup.project == b);
            }
        }
        qInfo("killed %d times before, %d during, %d after a save", before, during, after);
        QVERIFY(before >= 3 && during >= 100 && after >= 3);
    }
};

PLENUM_TEST(AtomicSaveTest)
#include "atomic_save_test.moc"
