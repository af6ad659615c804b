// SPDX-License-Identifier: GPL-3.0-or-later
// The application of window tests: settings, data and cache live in a folder of its own that goes with the process.
#include "app/view3d/vtk_widget.h"
#include "tests/support/registry.h"

#include <QApplication>
#include <QTemporaryDir>

std::unique_ptr<QCoreApplication> plenum::test::makeApplication(int& argc, char** argv) {
    static const QTemporaryDir home;
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"}) qputenv(name, home.path().toUtf8());
    plenum::app::VtkWidget::setDefaultFormat();
    plenum::app::VtkWidget::choosePlatform();
    auto application = std::make_unique<QApplication>(argc, argv);
    QCoreApplication::setOrganizationName("Plenum");
    QCoreApplication::setApplicationName("plenum-tests");
    return application;
}
