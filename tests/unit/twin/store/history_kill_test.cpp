// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/store/history_points.h"
#include "twin/store/history_file.h"

#include <QTemporaryDir>

#include <csignal>
#include <random>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace twin;
using plenum::test::plainPoints;
using telemetry::PointSample;
using telemetry::Quality;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// A process that records and is killed without warning.
class HistoryKillTest : public QObject {
    Q_OBJECT
  private slots:
    void losesAtMostTheLastSecond() {
        constexpr std::size_t kPoints = 500;
        constexpr int kSteps_a_s = 50;
        const auto table = plainPoints(kPoints);
        double worst_s = 0;
        std::mt19937_64 random(17);
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "a.history";
        std::int64_t first = 0;  // step that the next round begins with
        for (int round = 0; round < 8; ++round) {
            int said[2];
            QVERIFY(pipe(said) == 0);
            const pid_t child = fork();
            if (child == 0) {  // says each step that append() took, at its time
                close(said[0]);
                const auto file = HistoryFile::open(path);
                file->setPoints(table);
                std::vector<PointSample> batch(kPoints);
                auto next = Clock::now();
                for (std::int64_t step = first;; ++step) {
                    for (std::size_t p = 0; p < kPoints; ++p) batch[p] = {static_cast<std::uint32_t>(p), {(step + 1) * 20, static_cast<double>(step), Quality::Good}};
                    if (!file->append(batch) || write(said[1], &step, sizeof step) != sizeof step) _exit(1);
                    std::this_thread::sleep_until(next += std::chrono::milliseconds(1000 / kSteps_a_s));
                }
            }
            close(said[1]);
            std::vector<std::pair<std::int64_t, Clock::time_point>> steps;
            const auto end = Clock::now() + std::chrono::milliseconds(1200 + random() % 1500);
            for (std::int64_t step = 0; Clock::now() < end && read(said[0], &step, sizeof step) == sizeof step;) steps.emplace_back(step, Clock::now());
            QVERIFY(kill(child, SIGKILL) == 0);
            const auto killed = Clock::now();
            int status = 0;
            waitpid(child, &status, 0);
            QVERIFY(WIFSIGNALED(status));
            close(said[0]);
            QVERIFY(!steps.empty());

            const auto file = HistoryFile::open(path);
            QVERIFY(file->status().issues.empty());
            const auto reader = file->reader();
            const auto kept = reader->range(table[0].id, 0, INT64_MAX);
            // Nothing is missing in the middle, all points end alike.
            for (std::size_t i = 0; i < kept.size(); ++i) QCOMPARE(kept[i].value, static_cast<double>(i));
            for (const std::size_t p : {std::size_t{1}, kPoints / 2, kPoints - 1}) QCOMPARE(reader->range(table[p].id, 0, INT64_MAX).size(), kept.size());
            for (const auto& [step, time] : steps)
                if (step >= static_cast<std::int64_t>(kept.size())) {
                    worst_s = std::max(worst_s, std::chrono::duration<double>(killed - time).count());
                    break;
                }
            first = static_cast<std::int64_t>(kept.size());
        }
        QVERIFY(first > 8 * kSteps_a_s / 2);
        qInfo("the oldest lost value was %.2f s old", worst_s);
        QVERIFY2(worst_s <= 1.0, qPrintable(QString::number(worst_s)));
    }
};

PLENUM_TEST(HistoryKillTest)
#include "history_kill_test.moc"
