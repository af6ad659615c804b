// SPDX-License-Identifier: GPL-3.0-or-later
// Built under ThreadSanitizer only: two threads write one plain int. The run counts as passed when the race is
// reported, so that the suppressions for Qt's own threads never hide a race of ours.
#include "tests/support/registry.h"

#include <thread>

class PlantedRaceTest : public QObject {
    Q_OBJECT
  private slots:
    void isReported();
};

void PlantedRaceTest::isReported() {
    int shared = 0;
    const auto count = [&shared] {
        for (int i = 0; i < 100000; ++i) shared = shared + 1;
    };
    {
        const std::jthread one(count), two(count);
    }
    QVERIFY(shared > 0);
}

PLENUM_TEST(PlantedRaceTest)
#include "planted_race_test.moc"
