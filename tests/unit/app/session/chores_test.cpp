// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/chores.h"
#include "tests/support/registry.h"

#include <QElapsedTimer>
#include <QtTest>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

using plenum::app::Chores;

class ChoresTest : public QObject {
    Q_OBJECT

  private slots:
    void worksInOrderBesideTheCaller() {
        auto done = std::make_shared<std::vector<int>>();
        auto elsewhere = std::make_shared<std::atomic<bool>>(true);
        {
            Chores chores(10'000);
            for (int i = 0; i < 20; ++i)
                chores.add([done, elsewhere, i, here = std::this_thread::get_id()] {
                    if (std::this_thread::get_id() == here) *elsewhere = false;
                    done->push_back(i);
                });
        }
        QCOMPARE(done->size(), std::size_t{20});
        QVERIFY(std::is_sorted(done->begin(), done->end()));
        QVERIFY(elsewhere->load());
    }

    void addingWaitsForNothing() {
        auto go = std::make_shared<std::atomic<bool>>(false);
        Chores chores(10'000);
        chores.add([go] {
            while (!*go) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        });
        chores.add([] {});  // comes back although the first is still at work
        QVERIFY(!go->load());
        *go = true;
    }

    void theEndIsLimited() {
        auto go = std::make_shared<std::atomic<bool>>(false);
        {
            Chores chores(50);
            chores.add([go] {
                while (!*go) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            });
        }
        QVERIFY2(!go->load(), "what hangs is left alone");
        *go = true;
    }
};

PLENUM_TEST(ChoresTest)
#include "chores_test.moc"
