// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/drag_bench.h"

#include "app/document/document.h"
#include "app/files/project_files.h"
#include "app/plan2d/plan_view.h"
#include "app/session/live.h"
#include "app/session/session.h"
#include "app/shell/bench_source.h"
#include "app/shell/main_window.h"
#include "app/shell/scene_bench.h"
#include "app/view3d/scene_view.h"
#include "app/view3d/vtk_widget.h"
#include "twin/base/error.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QMouseEvent>
#include <QTimer>
#include <QUndoStack>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <map>
#include <vector>

namespace plenum::app {

namespace {

constexpr int kSteps = 120;
constexpr int kEvery_ms = 25;  ///< a hand's mouse gives 40–125 events a second; the rest is coalesced
constexpr int kSettle_ms = 60'000;
constexpr std::size_t kSwitched = 10;  ///< of each kind

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return -1;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

void sendMouse(QWidget& widget, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons) {
    QMouseEvent event(type, at, widget.mapToGlobal(at), button, buttons, Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

void waitSettled(Session& session) {
    const auto settled = [&] { return session.state() == Session::State::Settled || session.state() == Session::State::Failed; };
    if (settled()) return;
    QEventLoop loop;
    QObject::connect(&session, &Session::stateChanged, &loop, [&] {
        if (settled()) loop.quit();
    });
    QTimer::singleShot(kSettle_ms, &loop, &QEventLoop::quit);
    loop.exec();
}

/// One drag of a rack through the plan, as the person behind the mouse sees it.
nlohmann::ordered_json drag(const twin::Item& rack, MainWindow& window, Document& document, Session& session) {
    PlanView& plan = window.plan();
    SceneView& scene = window.scene();
    QElapsedTimer clock;
    clock.start();
    const auto now_ms = [&] { return static_cast<double>(clock.nsecsElapsed()) * 1e-6; };
    double lastEvent_ms = 0;
    std::map<unsigned long long, double> waiting;  // generation → time of the event that made it
    std::vector<double> latency_ms, frame_ms;
    int updates = 0;
    QObject context;
    QObject::connect(&document, &Document::siteChanged, &context, [&] { waiting.emplace(session.postedGeneration(), lastEvent_ms); });
    QObject::connect(&session, &Session::frameChanged, &context, [&] { ++updates; });
    QObject::connect(&scene, &SceneView::framePainted, &context, [&](double milliseconds) {
        frame_ms.push_back(milliseconds);
        const auto shown = scene.lastPaintedGeneration();
        while (shown >= 0 && !waiting.empty() && waiting.begin()->first <= static_cast<unsigned long long>(shown)) {
            latency_ms.push_back(now_ms() - waiting.begin()->second);
            waiting.erase(waiting.begin());
        }
    });

    const QPointF from = plan.toWidget({rack.position.x, rack.position.y});
    QEventLoop loop;
    int step = 0;
    QTimer hand;
    hand.setTimerType(Qt::PreciseTimer);
    QObject::connect(&hand, &QTimer::timeout, &loop, [&] {
        lastEvent_ms = now_ms();
        if (step == 0) {
            sendMouse(plan, QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
        } else {
            const double reach = plan.scale_px_per_m() * 0.6;
            sendMouse(plan, QEvent::MouseMove, from + QPointF(0, reach * (step % 40 < 20 ? step % 20 : 20 - step % 20) / 4.0 + 6), Qt::NoButton, Qt::LeftButton);
        }
        if (++step > kSteps) loop.quit();
    });
    const double started_ms = now_ms();
    hand.start(kEvery_ms);
    loop.exec();
    hand.stop();
    const double dragged_s = (now_ms() - started_ms) * 1e-3;
    const int dragUpdates = updates, dragFrames = static_cast<int>(frame_ms.size());

    const double released_ms = now_ms();
    lastEvent_ms = released_ms;
    sendMouse(plan, QEvent::MouseButtonRelease, from + QPointF(0, plan.scale_px_per_m() * 0.6), Qt::LeftButton, Qt::NoButton);
    waitSettled(session);
    const double settled_ms = now_ms() - released_ms;
    document.undoStack()->undo();

    return {{"steps", kSteps},
            {"p50_event_to_paint_ms", percentile(latency_ms, 0.5)},
            {"p95_event_to_paint_ms", percentile(latency_ms, 0.95)},
            {"updates_per_s", dragUpdates / dragged_s},
            {"frames_per_s", dragFrames / dragged_s},
            {"median_frame_ms", percentile(frame_ms, 0.5)},
            {"settled_after_release_ms", settled_ms}};
}

/// Objects of a kind taken out of service and put back, one at a time: from the command to the first picture of its effect.
nlohmann::ordered_json switches(twin::Kind kind, MainWindow& window, Document& document, Session& session) {
    SceneView& scene = window.scene();
    std::vector<twin::Id> ids;
    document.site()->items(kind).forEach([&](const twin::Item& item) { ids.push_back(item.id); });
    std::vector<double> latency_ms;
    for (std::size_t i = 0; i < std::min<std::size_t>(ids.size(), kSwitched); ++i) {
        for (const bool out : {true, false}) {
            waitSettled(session);
            twin::Conditions conditions = document.project().conditions;
            if (out) conditions.outOfService.push_back(ids[i]);
            else std::erase(conditions.outOfService, ids[i]);
            QElapsedTimer clock;
            clock.start();
            document.apply(twin::setConditions(document.project(), conditions));
            const auto wanted = static_cast<qint64>(session.postedGeneration());
            QEventLoop loop;
            QTimer::singleShot(kSettle_ms, &loop, &QEventLoop::quit);
            const auto painted = QObject::connect(&scene, &SceneView::framePainted, &loop, [&] {
                if (scene.lastPaintedGeneration() >= wanted) loop.quit();
            });
            loop.exec();
            QObject::disconnect(painted);
            latency_ms.push_back(static_cast<double>(clock.nsecsElapsed()) * 1e-6);
        }
    }
    return {{"switched", latency_ms.size()}, {"p50_event_to_paint_ms", percentile(latency_ms, 0.5)}, {"p95_event_to_paint_ms", percentile(latency_ms, 0.95)}};
}

/// The same drag while values come in; what was stored and shown goes into the figures.
nlohmann::ordered_json dragLive(std::size_t sensors, const twin::Item& rack, MainWindow& window, Document& document, Session& session) {
    Live& live = window.live();
    BenchSensors made = benchSensors(*session.frame(), sensors);
    twin::telemetry::Setup setup = live.setup();
    setup.binding = std::move(made.binding);
    live.setSetup(setup);
    const std::size_t wanted = made.samples.size();
    live.startOwn(std::make_unique<BenchSource>(std::move(made.samples)));
    for (int waited_ms = 0; live.freshness()[0] < wanted && waited_ms < kSettle_ms; waited_ms += 100) {
        QEventLoop loop;
        QTimer::singleShot(100, &loop, &QEventLoop::quit);
        loop.exec();
    }
    const auto stored = [&] { return live.historyStatus().value_or(twin::HistoryStatus{}); };
    const std::uint64_t before = stored().appended;
    QElapsedTimer clock;
    clock.start();
    nlohmann::ordered_json figures = drag(rack, window, document, session);
    const double dragged_s = static_cast<double>(clock.nsecsElapsed()) * 1e-9;
    figures["sensors"] = wanted;
    figures["measured_points_shown"] = live.freshness()[0];
    figures["stored_samples_per_s"] = static_cast<double>(stored().appended - before) / dragged_s;
    figures["dropped_samples"] = stored().dropped;
    figures["worst_commit_ms"] = stored().worstCommit_ms;
    return figures;
}

}  // namespace

int benchDrag(const std::string& json, std::size_t liveSensors, MainWindow& window, Document& document, Session& session) {
    SceneView& scene = window.scene();
    const auto& racks = document.site()->items(twin::Kind::Rack);
    if (racks.empty()) {
        std::fprintf(stderr, "The project has no rack to drag.\n");
        return 3;
    }
    const twin::Item rack = racks[racks.size() / 2];
    window.plan().focusItem(rack.id);
    nlohmann::ordered_json figures{{"racks", racks.size()}, {"renderer", scene.canvas().glRenderer().toStdString()}, {"compiler", __VERSION__}};
    figures.update(drag(rack, window, document, session));
    figures["breakers"] = switches(twin::Kind::Switchgear, window, document, session);
    figures["cdus"] = switches(twin::Kind::Cdu, window, document, session);
    waitSettled(session);
    if (liveSensors > 0) {
        waitSettled(session);
        figures["live"] = dragLive(liveSensors, rack, window, document, session);
    }
    waitSettled(session);  // of the site put back: the engine must not take the processor from the pictures
    benchScene(scene, *document.site(), figures);
    std::printf("%s\n", figures.dump(1).c_str());
    if (!json.empty()) {
        try {
            files::writeText(json, figures.dump(1) + "\n");
        } catch (const twin::Error& error) {
            std::fprintf(stderr, "%s\n", error.what());
            return 5;
        }
    }
    return 0;
}

}  // namespace plenum::app
