// SPDX-License-Identifier: GPL-3.0-or-later
// plenum: the window. Builds the services and hands them to it.
#include "app/document/document.h"
#include "app/files/project_files.h"
#include "app/models/view_state.h"
#include "app/session/live.h"
#include "app/session/session.h"
#include "app/shell/file_actions.h"
#include "app/shell/language.h"
#include "app/shell/main_window.h"
#include "app/shell/window_script.h"
#include "app/view3d/vtk_widget.h"
#include "app/widgets/theme.h"
#include "twin/base/error.h"

#include <CLI/CLI.hpp>
#include <QApplication>
#include <QSettings>
#include <QTimer>

#include <cstdio>

int main(int argc, char** argv) {
    using namespace plenum::app;
    CLI::App options{"Plenum: an interactive digital twin of AI data centres."};
    WindowScript script;
    std::string file, language, theme;
    options.set_version_flag("--version", PLENUM_VERSION);
    options.add_option("FILE", file, "project (*.plenum) or layout document (*.json)");
    options.add_option("--screenshot", script.screenshot, "write the window as a picture when the solution has settled, then end");
    options.add_option("--view", script.view, "standard view of the 3D scene")->check(CLI::IsMember({"iso", "top", "front", "left", "right"}));
    options.add_option("--overlay", script.overlay, "what colours the scene");
    options.add_option("--variant", script.variant, "name of the variant to show");
    options.add_option("--workspace", script.workspace, "which workspace to show")->check(CLI::IsMember({"plan", "operate", "compare"}));
    options.add_option("--moment", script.moment, "moment of the recorded history to show, for example 2026-07-15T14:10Z");
    options.add_option("--saved-view", script.savedView, "name of a saved view to show");
    options.add_option("--export", script.exportTo, "write the comparison report (*.pdf), one view (*.png) or all views (a folder), then end");
    options.add_option("--views", script.exportViews, "names of the views to export, separated by commas; all without it");
    options.add_option("--scale", script.scale, "exported pictures are so many times the pixels of the window")->check(CLI::Range(1, 8));
    options.add_option("--select", script.select, "name of an object to select");
    options.add_option("--size", script.size, "size of the window, for example 1600x1000")->check(CLI::Validator(
        [](std::string& text) { return WindowScript::parseSize(text).isValid() ? std::string() : std::string("a size is written WIDTHxHEIGHT"); }, "WxH"));
    options.add_flag("--refined", script.refined, "wait for the refined air before the picture is taken");
    options.add_flag("--bench", script.bench, "time drags and frames in the window, then end");
    options.add_option("--live-sensors", script.liveSensors, "--bench drags once more while so many sensors give a value a second")->check(CLI::Range(0, 100000));
    options.add_option("--json", script.json, "where --bench writes its figures");
    options.add_option("--theme", theme, "colours")->check(CLI::IsMember({"dark", "light"}));
    options.add_option("--language", language, "language of the window")->check(CLI::IsMember({"en", "zh_CN"}));
    CLI11_PARSE(options, argc, argv);

    VtkWidget::choosePlatform();
    VtkWidget::setDefaultFormat();
    QApplication application(argc, argv);
    QApplication::setApplicationName("Plenum");
    QApplication::setOrganizationName("Plenum");
    QApplication::setApplicationVersion(PLENUM_VERSION);
    try {
        startLanguage(QString::fromStdString(language));
        Document document;
        Selection selection;
        ViewState view;
        QSettings settings;
        view.setDark(theme.empty() ? settings.value("window/dark", true).toBool() : theme == "dark");
        if (settings.value("window/imperial", false).toBool()) view.setUnits(twin::UnitSystem::IP);
        Session session(document);
        session.setRefined(script.scripted() ? script.refined : settings.value("window/refinedAir", true).toBool());
        twin::extend::PluginRegistry plugins;
        const twin::Issues pluginIssues = plugins.scan(twin::extend::pluginFolders());
        Live live(document, session, plugins);
        MainWindow window(document, session, live, selection, view);
        window.showIssues(pluginIssues);
        if (script.scripted()) window.resize(script.size.empty() ? QSize(1600, 1000) : WindowScript::parseSize(script.size));
        window.show();
        int opened = 0;
        if (!file.empty() && !window.files().openFile(QString::fromStdString(file))) opened = 3;
        if (script.scripted()) {
            if (opened != 0) return opened;
            return runScript(script, application, window, document, session, selection, view);
        }
        QTimer::singleShot(0, &window, [&] { window.files().offerRecovery(); });
        return QApplication::exec();
    } catch (const twin::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 5;
    }
}
