// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/window_script.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/plan2d/plan_view.h"
#include "app/session/live.h"
#include "app/session/session.h"
#include "app/shell/drag_bench.h"
#include "app/shell/export_script.h"
#include "app/shell/main_window.h"
#include "app/view3d/camera_control.h"
#include "app/view3d/scene_view.h"
#include "app/workspaces/compare_workspace.h"

#include <QApplication>
#include <QDateTime>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <map>

namespace plenum::app {

namespace {

constexpr int kSettle_ms = 120'000;
constexpr int kCalm_ms = 900;  ///< flights and glows are over

bool airRefined(const Session& session) {
    const auto& fields = session.computed()->fields;
    return std::all_of(fields.begin(), fields.end(), [](const auto& field) { return field->stage == twin::AirField::Stage::Refined; });
}

/// Waits until the session shows a fine frame of the site as it is, with refined air when it is asked for; false when it
/// takes too long or fails.
bool waitSettled(Session& session) {
    const auto settled = [&] {
        return (session.state() == Session::State::Settled && (!session.refined() || airRefined(session))) || session.state() == Session::State::Failed;
    };
    if (!settled()) {
        QEventLoop loop;
        QObject::connect(&session, &Session::stateChanged, &loop, [&] {
            if (settled()) loop.quit();
        });
        QTimer::singleShot(kSettle_ms, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return session.state() == Session::State::Settled;
}

void waitCalm(int milliseconds) {
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

bool selectNamed(const std::string& name, Document& document, Selection& selection) {
    twin::Id found;
    document.site()->forEachItem([&](const twin::Item& item) {
        if (item.name == name) found = item.id;
    });
    if (found) selection.select({found});
    return static_cast<bool>(found);
}

}  // namespace

QSize WindowScript::parseSize(const std::string& text) {
    int width = 0, height = 0;
    char rest = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 640 || height < 480 || width > 16384 || height > 16384) return {};
    return {width, height};
}

int runScript(const WindowScript& script, QApplication&, MainWindow& window, Document& document, Session& session, Selection& selection, ViewState& view) {
    if (!script.variant.empty()) {
        bool known = false;
        for (const twin::Variant& variant : document.project().variants)
            if (variant.name == script.variant) {
                document.setActiveVariant(variant.id);
                known = true;
            }
        if (!known) {
            std::fprintf(stderr, "No variant is named '%s'.\n", script.variant.c_str());
            return 3;
        }
    }
    if (!script.overlay.empty()) {
        for (int i = 0; i < 100 && !window.overlaysLoaded(); ++i) waitCalm(100);  // those of plug-ins come beside the window
        if (view.findOverlay(QString::fromStdString(script.overlay)) == nullptr) {
            std::fprintf(stderr, "No overlay is named '%s'. There are:", script.overlay.c_str());
            for (const auto* overlay : view.overlays()) std::fprintf(stderr, " %s", overlay->key);
            std::fprintf(stderr, "\n");
            return 3;
        }
        view.setOverlay(QString::fromStdString(script.overlay));
    }
    if (!script.select.empty() && !selectNamed(script.select, document, selection)) {
        std::fprintf(stderr, "No object is named '%s'.\n", script.select.c_str());
        return 3;
    }
    if (script.workspace == "compare") window.setWorkspace(Workspace::Compare);
    if (script.workspace == "operate") window.setWorkspace(Workspace::Operate);
    const bool settled = waitSettled(session);
    if (!script.exportTo.empty()) {
        ExportOptions options{QString::fromStdString(script.exportTo), script.scale, {}};
        if (!script.exportViews.empty()) options.views = QString::fromStdString(script.exportViews).split(QLatin1Char(','));
        QStringList told;
        ExportStage stage = window.exportStage();
        const int code = runExport(options, stage, &told);
        for (const QString& line : told) std::fprintf(code == 0 ? stdout : stderr, "%s\n", qPrintable(line));
        return code;
    }
    static const std::map<std::string, StandardView> kViews{{"iso", StandardView::Isometric}, {"top", StandardView::Top}, {"front", StandardView::Front}, {"left", StandardView::Left}, {"right", StandardView::Right}};
    window.showMainRoom();
    if (!script.moment.empty()) {
        const QDateTime moment = QDateTime::fromString(QString::fromStdString(script.moment), Qt::ISODate);
        for (int i = 0; i < 20 && !window.live().extent(); ++i) waitCalm(100);  // the history is read beside the window
        if (!moment.isValid() || !window.live().extent()) {
            std::fprintf(stderr, moment.isValid() ? "The project has no recorded history.\n" : "A moment is written as 2026-07-15T14:10Z.\n");
            return 3;
        }
        window.live().setMode(twin::telemetry::Mode::LiveElseComputed);
        window.live().scrub(moment.toMSecsSinceEpoch());
        waitCalm(kCalm_ms);
    }
    if (!script.savedView.empty()) {
        const auto& views = document.project().views;
        const auto found = std::ranges::find(views, script.savedView, &twin::SavedView::name);
        if (found == views.end()) {
            std::fprintf(stderr, "No saved view is named '%s'.\n", script.savedView.c_str());
            return 3;
        }
        window.setWorkspace(found->beside.empty() ? Workspace::Plan : Workspace::Compare);
        ExportStage stage = window.exportStage();
        showSavedView(*found, stage, false);
        waitSettled(session);
    }
    if (window.workspace() == Workspace::Compare) {
        for (int i = 0; i < kSettle_ms / kCalm_ms && !window.compare().settled(); ++i) waitCalm(kCalm_ms);
    }
    if (const auto wanted = kViews.find(script.view); wanted != kViews.end()) window.scene().showStandardView(wanted->second);
    waitCalm(kCalm_ms);
    if (script.bench) {
        const int code = benchDrag(script.json, script.liveSensors, window, document, session);
        if (code != 0) return code;
    }
    if (!script.screenshot.empty() && !window.grab().save(QString::fromStdString(script.screenshot))) {
        std::fprintf(stderr, "%s cannot be written.\n", script.screenshot.c_str());
        return 5;
    }
    return settled ? 0 : 4;
}

}  // namespace plenum::app
