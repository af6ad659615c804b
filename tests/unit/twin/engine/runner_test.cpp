// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/runner.h"

#include "tests/support/registry.h"
#include "twin/model/generate.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>

using namespace twin;
using engine::Runner;
using Clock = std::chrono::steady_clock;

namespace {

double since_s(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The variant with one rack pushed by a few millimetres, as a drag does.
std::shared_ptr<const Site> moved(const Variant& variant, int step) {
    auto site = std::make_shared<Site>(variant.site);
    Item rack = site->items(Kind::Rack)[0];
    rack.position.x += 0.005 * step;
    site->items(Kind::Rack).replace(rack);
    return site;
}

/// Waits for a frame that the predicate accepts; null after a minute.
template <class Accepts>
std::shared_ptr<const Frame> waitFor(Runner& runner, Accepts&& accepts) {
    const auto start = Clock::now();
    while (since_s(start) < 60) {
        if (auto frame = runner.takeFrame(); frame && accepts(*frame)) return frame;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return nullptr;
}

}  // namespace

class RunnerTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase();
    void framesKeepComingWhileSitesArePosted();
    void coarseThenFineAfterRelease();
    void interactiveJobStaysCoarse();
    void fineSolveGivesWayToANewerSite();
    void givesTheSameAsADirectSolve();
    void endsPromptlyDuringAFineSolve();
    void endsWithoutAJob();

  private:
    Project m_project;
    const Variant& variant() const { return m_project.variants.front(); }
};

void RunnerTest::initTestCase() { m_project = generateSite(24, 5); }

void RunnerTest::framesKeepComingWhileSitesArePosted() {
    std::atomic<int> woken{0};
    Runner runner([&woken] { ++woken; });
    int taken = 0, posts = 0;
    unsigned long long newest = 0, posted = 0;
    const auto start = Clock::now();
    // Two seconds on an idle machine; longer on a slow one, until five frames came.
    while (since_s(start) < 2 || (taken < 5 && since_s(start) < 120)) {
        posted = runner.post({moved(variant(), posts % 40), m_project.conditions, variant().id, true});
        QCOMPARE(posted, static_cast<unsigned long long>(++posts));
        if (const auto frame = runner.takeFrame()) {
            QVERIFY2(frame->generation > newest, "a frame came out of order");
            QVERIFY(frame->generation <= posted);
            QVERIFY(frame->fidelity == Fidelity::Coarse);
            QVERIFY(frame->variant == variant().id);
            newest = frame->generation;
            ++taken;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    QVERIFY2(taken >= 5, qPrintable(QString("%1 frames for %2 sites").arg(taken).arg(posts)));
    QVERIFY(woken >= taken);
    const auto last = newest == posted ? nullptr : waitFor(runner, [&](const Frame& frame) { return frame.generation == posted; });
    QVERIFY2(newest == posted || last, "the newest site was not solved");
    if (last) QCOMPARE(last->site->items(Kind::Rack)[0].position.x, moved(variant(), (posts - 1) % 40)->items(Kind::Rack)[0].position.x);
}

void RunnerTest::coarseThenFineAfterRelease() {
    Runner runner([] {});
    runner.post({moved(variant(), 1), m_project.conditions, variant().id, true});
    const auto posted = runner.post({moved(variant(), 2), m_project.conditions, variant().id, false});
    std::vector<Fidelity> seen;
    const auto fine = waitFor(runner, [&](const Frame& frame) {
        if (frame.generation == posted) seen.push_back(frame.fidelity);
        return frame.fidelity == Fidelity::Fine;
    });
    QVERIFY(fine != nullptr);
    QCOMPARE(fine->generation, posted);
    QCOMPARE(seen.size(), std::size_t{2});
    QVERIFY(seen[0] == Fidelity::Coarse);
    QVERIFY(fine->report.usable());
}

void RunnerTest::interactiveJobStaysCoarse() {
    Runner runner([] {});
    runner.post({moved(variant(), 3), m_project.conditions, variant().id, true});
    QVERIFY(waitFor(runner, [](const Frame& frame) { return frame.fidelity == Fidelity::Coarse; }) != nullptr);
    const auto start = Clock::now();
    while (runner.busy() && since_s(start) < 60) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    QVERIFY(!runner.busy());
    QVERIFY(runner.takeFrame() == nullptr);
}

void RunnerTest::fineSolveGivesWayToANewerSite() {
    Runner runner([] {});
    const auto first = runner.post({moved(variant(), 4), m_project.conditions, variant().id, false});
    QVERIFY(waitFor(runner, [&](const Frame& frame) { return frame.generation == first; }) != nullptr);
    const auto second = runner.post({moved(variant(), 5), m_project.conditions, variant().id, false});  // the fine solve of the first runs
    bool fineOfFirst = false;
    const auto fine = waitFor(runner, [&](const Frame& frame) {
        fineOfFirst = fineOfFirst || (frame.generation == first && frame.fidelity == Fidelity::Fine);
        return frame.generation == second && frame.fidelity == Fidelity::Fine;
    });
    QVERIFY(fine != nullptr);
    QVERIFY(!fineOfFirst);
}

void RunnerTest::givesTheSameAsADirectSolve() {
    const auto site = moved(variant(), 6);
    Runner runner([] {});
    runner.post({site, m_project.conditions, variant().id, false});
    for (const Fidelity fidelity : {Fidelity::Coarse, Fidelity::Fine}) {
        const auto frame = waitFor(runner, [&](const Frame& each) { return each.fidelity == fidelity; });
        QVERIFY(frame != nullptr);
        engine::SolveOptions options;
        options.fidelity = fidelity;
        const auto direct = engine::solve(site, m_project.conditions, options);
        // Of a drag: within its looser coupling. Of the refined frame: the same bits.
        const double tolerance = fidelity == Fidelity::Coarse ? 1e-5 : 0;
        QVERIFY(frame->columns.size() == direct->columns.size());
        for (const auto& [key, column] : direct->columns) {
            const auto& other = frame->columns.at(key).values;
            for (std::size_t i = 0; i < column.values.size(); ++i) {
                if (std::isnan(column.values[i]) && std::isnan(other[i])) continue;
                QVERIFY2(std::abs(column.values[i] - other[i]) <= tolerance * std::max(1.0, std::abs(other[i])),
                         qPrintable(QString("%1: %2 and %3").arg(spec(key.second).key).arg(column.values[i], 0, 'g', 17).arg(other[i], 0, 'g', 17)));
            }
        }
    }
}

void RunnerTest::endsPromptlyDuringAFineSolve() {
    const Project large = generateSite(200, 5);
    const auto site = std::make_shared<const Site>(large.variants.front().site);
    double whole_s = 0;
    {
        engine::SolveOptions options;
        options.fidelity = Fidelity::Fine;
        const auto start = Clock::now();
        engine::solve(site, large.conditions, options);
        whole_s = since_s(start);
    }
    Clock::time_point end;
    {
        Runner runner([] {});
        runner.post({site, large.conditions, large.variants.front().id, false});
        QVERIFY(waitFor(runner, [](const Frame& frame) { return frame.fidelity == Fidelity::Coarse; }) != nullptr);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        end = Clock::now();
    }
    const double stop_s = since_s(end);
    QVERIFY2(stop_s < 0.1 + 0.5 * whole_s, qPrintable(QString("stopped after %1 s; a whole fine solve takes %2 s").arg(stop_s).arg(whole_s)));
    qInfo("stopped after %.0f ms; a whole fine solve takes %.0f ms", 1e3 * stop_s, 1e3 * whole_s);
}

void RunnerTest::endsWithoutAJob() {
    const auto start = Clock::now();
    { Runner runner([] {}); }
    QVERIFY(since_s(start) < 10);
}

PLENUM_TEST(RunnerTest)
#include "runner_test.moc"
