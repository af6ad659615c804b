// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/synthetic_day.h"

#include "app/files/project_files.h"
#include "tests/support/registry.h"
#include "twin/model/generate.h"
#include "twin/store/history_file.h"
#include "twin/telemetry/decoder.h"
#include "twin/telemetry/setup.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>

using namespace twin;
using engine::DayFault;
using engine::SyntheticDay;

namespace {

const Project& project() {
    static const Project made = generateSite(24, 3);
    return made;
}
const Site& site() { return project().variants.front().site; }

/// Four hours of the early afternoon's length with a failure in them, at coarse intervals.
engine::DayOptions shortDay() {
    engine::DayOptions options;
    options.length_s = 4 * 3600;
    options.step_s = 120;
    options.solveEvery_s = 3600;
    options.failure_s = 2 * 3600;
    options.failureLength_s = 1200;
    options.failing = {engine::firstToFail(site())};
    return options;
}

const SyntheticDay& aDay() {
    static const SyntheticDay day = engine::synthesizeDay(site(), project().conditions, shortDay());
    return day;
}

bool same(const SyntheticDay& a, const SyntheticDay& b) {
    return a.points.size() == b.points.size() && a.values.size() == b.values.size() &&
           std::memcmp(a.values.data(), b.values.data(), a.values.size() * sizeof(double)) == 0;
}

std::size_t pointOf(const SyntheticDay& day, Id item, Quantity quantity) {
    for (std::size_t p = 0; p < day.points.size(); ++p)
        if (day.points[p].item == item && day.points[p].quantity == quantity) return p;
    return day.points.size();
}

}  // namespace

class SyntheticDayTest : public QObject {
    Q_OBJECT

  private slots:
    void solvesItsStatesWithClosedBalances() {
        QCOMPARE(aDay().report.status, SolveStatus::Converged);
        QVERIFY(aDay().points.size() > 24 * 3);
        for (const auto& state : aDay().states) {
            QCOMPARE(state.report.status, SolveStatus::Converged);
            QVERIFY2(state.worstBalance < 1e-6, qPrintable(QString::number(state.worstBalance)));
        }
    }

    void isTheSameForASeedOnAnyThreads() {
        auto options = shortDay();
        options.threads = 1;
        QVERIFY(same(aDay(), engine::synthesizeDay(site(), project().conditions, options)));
        options.seed = 2;
        QVERIFY(!same(aDay(), engine::synthesizeDay(site(), project().conditions, options)));
    }

    void namesEveryPointOnce() {
        std::set<std::string> names;
        for (const auto& point : aDay().points) names.insert(point.name);
        QCOMPARE(names.size(), aDay().points.size());
    }

    void hasEveryFaultWhereItSays() {
        std::set<DayFault::What> seen;
        for (const DayFault& fault : aDay().faults) {
            seen.insert(fault.what);
            QVERIFY(fault.from < fault.to && fault.to <= aDay().steps);
            for (std::size_t i = fault.from; i < fault.to; ++i) {
                const double value = aDay().at(fault.point, i);
                if (fault.what == DayFault::What::Silent) QVERIFY(std::isnan(value));
                if (fault.what == DayFault::What::NoValue) QCOMPARE(value, engine::kDayNoValue);
            }
        }
        QCOMPARE(seen.size(), std::size_t{4});
        const auto silent = std::ranges::count_if(aDay().values, [](double value) { return std::isnan(value); });
        QVERIFY(silent > 0 && static_cast<double>(silent) < 0.1 * static_cast<double>(aDay().values.size()));
    }

    void showsTheFailureInTheFlow() {
        const Id failing = engine::firstToFail(site());
        const std::size_t p = pointOf(aDay(), failing, Quantity::LiquidFlow);
        QVERIFY(p < aDay().points.size());
        int inside = 0;
        for (std::size_t i = 0; i < aDay().steps; ++i) {
            const double time_s = static_cast<double>(i) * 120, flow_m3_s = aDay().at(p, i);
            const bool failed = time_s >= 2 * 3600 && time_s < 2 * 3600 + 1200;
            if (std::isnan(flow_m3_s)) continue;
            QCOMPARE(flow_m3_s == 0, failed);
            inside += failed;
        }
        QVERIFY(inside > 5);
        // What is left carries more.
        for (const auto& point : aDay().points) {
            if (point.item == failing || point.quantity != Quantity::LiquidFlow || site().find(point.item)->kind != site().find(failing)->kind) continue;
            const std::size_t other = pointOf(aDay(), point.item, point.quantity);
            const double before = aDay().at(other, 58), during = aDay().at(other, 64);
            if (before > 0 && during > 1.05 * before) return;
        }
        QFAIL("no other machine took the flow over");
    }

    void followsTheLoadOfTheDay() {
        const Conditions full;
        for (int t = 0; t < 24 * 3600; t += 60) {
            const Conditions at = engine::conditionsAt(full, t);
            for (const double load : {at.loadTraining, at.loadInference, at.loadGeneral}) QVERIFY(load > 0.2 && load <= 1);
            QVERIFY(at.wetBulb_C <= at.dryBulb_C && at.dryBulb_C <= full.dryBulb_C);
        }
        QVERIFY(engine::conditionsAt(full, 15 * 3600).dryBulb_C > engine::conditionsAt(full, 3 * 3600).dryBulb_C + 7);
        QVERIFY(engine::conditionsAt(full, 2 * 3600 + 120).loadTraining < 0.75 * engine::conditionsAt(full, 3600).loadTraining);  // checkpoint
    }

    void givesNothingWhenCancelled() {
        std::stop_source stop;
        stop.request_stop();
        const SyntheticDay day = engine::synthesizeDay(site(), project().conditions, shortDay(), stop.get_token());
        QCOMPARE(day.report.status, SolveStatus::Cancelled);
        QVERIFY(day.values.empty() && day.points.empty());
    }

    void isBoundByTheRulesOfTheSample() {
        const auto opened = plenum::files::open(PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json");
        QVERIFY(opened.project);
        const Site& hall = opened.project->variants.front().site;
        const auto read = telemetry::readSetup(opened.project->attachments.at(telemetry::kSetupKey));
        QVERIFY(read.issues.empty());
        auto options = shortDay();
        options.length_s = 600;
        options.failing.clear();
        const SyntheticDay day = engine::synthesizeDay(hall, opened.project->conditions, options);
        std::vector<telemetry::SeenPoint> seen;
        for (const auto& point : day.points) seen.push_back({"legacy-hall/" + point.name, {}});
        QVERIFY(seen.size() > 1000);
        const auto bound = telemetry::bindPoints(read.setup.binding, seen, hall);
        QCOMPARE(bound.count(telemetry::BindState::Bound), seen.size());
    }

    void replaysFromAHistory() {
        telemetry::Binding binding;
        std::set<Quantity> quantities;
        std::vector<telemetry::SeenPoint> seen;
        for (const auto& point : aDay().points) {
            quantities.insert(point.quantity);
            seen.push_back({"day/" + point.name, {}});
        }
        for (const Quantity quantity : quantities) {
            telemetry::BindingRow row;
            row.match = telemetry::Match::Pattern;
            row.point = std::string("day/{item}/") + engine::daySuffix(quantity);
            row.item = "{item}";
            row.quantity = spec(quantity).key;
            row.staleAfter_s = 360;
            binding.rows.push_back(row);
        }
        const auto bound = telemetry::bindPoints(binding, seen, site());
        QCOMPARE(bound.points->size(), aDay().points.size());
        QCOMPARE(bound.count(telemetry::BindState::Bound), aDay().points.size());

        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "day.history";
        telemetry::Decoder decoder(bound.points);
        {
            const auto history = HistoryFile::open(path);
            history->setPoints(*bound.points);
            for (std::size_t i = 0; i < aDay().steps; ++i) {
                const telemetry::Time_ms now = aDay().start_ms + static_cast<telemetry::Time_ms>(i) * aDay().step_ms;
                std::vector<telemetry::RawSample> raw;
                for (std::size_t p = 0; p < seen.size(); ++p)
                    if (const double value = aDay().at(p, i); !std::isnan(value)) raw.push_back({seen[p].name, now, value, {}, telemetry::Quality::Good});
                QVERIFY(history->append(decoder.decode(raw, now)));
            }
            QVERIFY(history->flush());
        }
        const auto history = HistoryFile::open(path);
        const std::size_t step = 62;
        telemetry::LiveSnapshot moment{aDay().start_ms + static_cast<telemetry::Time_ms>(step) * aDay().step_ms, bound.points, {}};
        std::vector<Id> ids;
        for (const auto& point : bound.points->points()) ids.push_back(point.id);
        moment.latest = history->reader()->snapshot(ids, moment.at_ms);
        auto computed = std::make_shared<Frame>();
        computed->site = std::make_shared<const Site>(site());
        const auto shown = telemetry::merged(computed, moment, telemetry::Mode::Live);
        std::size_t measured = 0, missing = 0;
        for (std::size_t p = 0; p < aDay().points.size(); ++p) {
            const auto& about = aDay().points[p];
            const double value = aDay().at(p, step);
            if (std::isnan(value)) continue;  // silent: the last value, or stale
            const Item& item = *site().find(about.item);
            if (value == engine::kDayNoValue) {
                QCOMPARE(shown->state(item, about.quantity), ValueState::Missing);
                ++missing;
                continue;
            }
            QCOMPARE(shown->state(item, about.quantity), ValueState::Measured);
            QCOMPARE(shown->value(item, about.quantity), value);
            ++measured;
        }
        QVERIFY(measured > 0.9 * static_cast<double>(aDay().points.size()));
        const auto wanted = std::ranges::count_if(aDay().faults, [&](const DayFault& fault) { return fault.what == DayFault::What::NoValue && fault.from <= step && step < fault.to; });
        QCOMPARE(missing, static_cast<std::size_t>(wanted));
    }
};

PLENUM_TEST(SyntheticDayTest)
#include "synthetic_day_test.moc"
