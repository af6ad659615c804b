// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/session/live.h"
#include "app/session/session.h"
#include "app/shell/main_window.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

#include <vector>

namespace plenum::test {

inline constexpr int kSettle_ms = 120'000;

/// Settings of a user who was never here; to be made before the window.
struct FreshSettings {
    QTemporaryDir folder;
    FreshSettings() { QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path()); }
};

/// The whole program but main(): the services and the window.
struct WindowServices {
    FreshSettings settings;
    app::Document document;
    app::Selection selection;
    app::ViewState view;
    app::Session session{document};
    twin::extend::PluginRegistry plugins;
    bool scanned;
    app::Live live{document, session, plugins};
    app::MainWindow window{document, session, live, selection, view};

    /// With the plug-ins of these folders; none without.
    explicit WindowServices(const std::vector<std::filesystem::path>& pluginFolders = {}) : scanned(plugins.scan(pluginFolders).empty()) {}

    bool show() {
        window.resize(1400, 900);
        window.show();
        return QTest::qWaitForWindowExposed(&window);
    }
    bool settled() {
        return QTest::qWaitFor([&] { return session.upToDate() && session.state() == app::Session::State::Settled; }, kSettle_ms);
    }
};

}  // namespace plenum::test
