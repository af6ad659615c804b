// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/session/live.h"
#include "app/session/session.h"
#include "tests/unit/twin/telemetry/telemetry_site.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <memory>

namespace plenum::test {

/// A project with two hours of recorded values of R1 and R2, ten minutes of silence in the middle and one alarm.
class LiveHistory {
  public:
    using Time_ms = twin::telemetry::Time_ms;
    static constexpr Time_ms kStart = 1'770'000'000'000;
    static constexpr Time_ms kMinute = 60'000, kHour = 3'600'000;
    static constexpr Time_ms kGapStart = kStart + 55 * kMinute, kGapEnd = kStart + 65 * kMinute;

    explicit LiveHistory(bool recorded = true) {
        const std::string path = folder.filePath(QStringLiteral("site.plenum")).toStdString();
        twin::Project project;
        twin::Variant variant;
        variant.id = twin::newId();
        variant.name = "As built";
        variant.site = telemetrySite();
        rack = named(variant.site, "R1").id;
        twin::telemetry::Setup setup;
        twin::telemetry::BindingRow inlet, power;
        inlet.match = power.match = twin::telemetry::Match::Pattern;
        inlet.point = "{item}/inlet";
        inlet.item = power.item = "{item}";
        inlet.quantity = "inlet_C";
        power.point = "{item}/power";
        power.quantity = "it_power_W";
        setup.binding.rows = {inlet, power};
        project.attachments[twin::telemetry::kSetupKey] = twin::telemetry::writeSetup(setup);
        project.variants.push_back(std::move(variant));
        if (recorded) record(path, project.variants[0].site);
        document.reset(std::move(project), QString::fromStdString(path));
        session = std::make_unique<plenum::app::Session>(document);
        live = std::make_unique<plenum::app::Live>(document, *session, plugins);
        QVERIFY(QTest::qWaitFor([&] { return !live->historyOpening(); }, 10000));
    }

    QTemporaryDir folder;
    twin::Id rack;
    plenum::app::Document document;
    std::unique_ptr<plenum::app::Session> session;
    twin::extend::PluginRegistry plugins;
    std::unique_ptr<plenum::app::Live> live;
    plenum::app::ViewState viewState;
    plenum::app::Selection selection;

  private:
    static void record(const std::string& path, const twin::Site& site) {
        std::vector<twin::telemetry::Point> points;
        for (const char* name : {"R1", "R2"}) {
            points.push_back(pointOn(std::string(name) + "/inlet", named(site, name).id, twin::Quantity::InletTemperature));
            points.push_back(pointOn(std::string(name) + "/power", named(site, name).id, twin::Quantity::ItPower));
        }
        points.push_back(pointOn("somewhere/else", {}, twin::Quantity::InletTemperature));
        const auto history = twin::HistoryFile::open(twin::historyPathOf(path));
        history->setPoints(twin::telemetry::PointTable(points));
        std::vector<twin::telemetry::PointSample> samples;
        for (Time_ms at = kStart; at <= kStart + 2 * kHour; at += 10'000) {
            if (at > kGapStart && at < kGapEnd) continue;
            const double turn = static_cast<double>(at - kStart) / static_cast<double>(kHour) * 6.28;
            for (std::uint32_t i = 0; i < points.size(); ++i)
                samples.push_back({i, {at, points[i].quantity == twin::Quantity::ItPower ? 40e3 + 5e3 * std::sin(turn) : 26 + 4 * std::cos(turn), twin::telemetry::Quality::Good}});
        }
        history->append(samples);
        const std::vector<twin::telemetry::AlarmEvent> events{
            {kStart + 80 * kMinute, points[0].id, twin::telemetry::AlarmKind::High, twin::Severity::Error, twin::telemetry::AlarmAction::Raised, 33.2, 32, {}},
            {kStart + 85 * kMinute, points[2].id, twin::telemetry::AlarmKind::High, twin::Severity::Warning, twin::telemetry::AlarmAction::Raised, 27.6, 27, {}},
            {kStart + 100 * kMinute, points[2].id, twin::telemetry::AlarmKind::High, twin::Severity::Warning, twin::telemetry::AlarmAction::Returned, 26.1, 27, {}}};
        history->append(events);
        QVERIFY(history->flush());
    }
};

}  // namespace plenum::test
