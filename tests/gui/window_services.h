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
    template <class T>
    T* find(const char* name) {
        return window.findChild<T*>(QString::fromLatin1(name));
    }
    /// A picture of the window, where PLENUM_KEEP_PICTURES names a folder; false: it could not be written.
    bool keep(const char* name) {
        const QString folder = qEnvironmentVariable("PLENUM_KEEP_PICTURES");
        if (folder.isEmpty()) return true;
        QTest::qWait(800);  // until plots and scene are painted; nothing is tested by it
        return window.grab().save(folder + QStringLiteral("/%1.png").arg(QLatin1String(name)));
    }
    bool settled() {
        return QTest::qWaitFor([&] { return session.upToDate() && session.state() == app::Session::State::Settled; }, kSettle_ms);
    }
};

}  // namespace plenum::test
