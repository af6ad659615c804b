// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/unit/twin/store/history_points.h"
#include "twin/store/history_file.h"

#include <QTemporaryDir>

#include <atomic>
#include <thread>

using namespace twin;
using plenum::test::plainPoints;
using telemetry::PointSample;
using telemetry::Quality;
namespace fs = std::filesystem;

/// Sources write, readers read, the binding changes, all at once.
class HistoryThreadsTest : public QObject {
    Q_OBJECT
  private slots:
    void readersSeeAGrowingHistory() {
        QTemporaryDir folder;
        const auto table = plainPoints(64), larger = plainPoints(96);
        HistoryOptions options;
        options.interval = std::chrono::milliseconds(5);
        const auto file = HistoryFile::open(fs::path(folder.path().toStdString()) / "a.history", options);
        file->setPoints(table);
        std::atomic<bool> done = false;
        std::atomic<int> wrong = 0;
        {
            std::vector<std::jthread> readers;
            for (int r = 0; r < 2; ++r)
                readers.emplace_back([&, r] {
                    const auto reader = file->reader();
                    std::vector<Id> ids;
                    for (const telemetry::Point& point : table.points()) ids.push_back(point.id);
                    std::size_t last = 0;
                    while (!done) {
                        const auto samples = reader->range(ids[static_cast<std::size_t>(r)], 0, INT64_MAX);
                        if (samples.size() < last) ++wrong;
                        for (std::size_t i = 0; i < samples.size(); ++i)
                            if (samples[i].value != static_cast<double>(i)) ++wrong;
                        last = samples.size();
                        if (reader->snapshot(ids, INT64_MAX / 2).size() != ids.size()) ++wrong;
                        reader->chart(ids[0], 1, 2'000'000, 10);
                        file->status();
                    }
                });
            std::vector<std::jthread> sources;
            for (std::uint32_t s = 0; s < 2; ++s)
                sources.emplace_back([&, s] {
                    for (int i = 0; i < 1500; ++i) {
                        std::vector<PointSample> batch;
                        for (std::uint32_t p = s; p < 64; p += 2) batch.push_back({p, {(i + 1) * 1000, static_cast<double>(i), Quality::Good}});
                        while (!file->append(batch)) std::this_thread::yield();
                        if (s == 1 && i == 700) file->setPoints(larger);
                        if (s == 0 && i % 500 == 0) file->flush();
                    }
                });
            sources.clear();
            file->flush();
            done = true;
        }
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(file->reader()->range(table[63].id, 0, INT64_MAX).size(), std::size_t{1500});
        QCOMPARE(file->status().committed, std::uint64_t{1500 * 64});
    }
};

PLENUM_TEST(HistoryThreadsTest)
#include "history_threads_test.moc"
