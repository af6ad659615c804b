// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

#include <string>

class QApplication;

namespace plenum::app {

class Document;
class MainWindow;
class Selection;
class Session;
class ViewState;

/// What the command line asks the window to do by itself.
struct WindowScript {
    std::string screenshot, view, overlay, variant, select, json, size;
    std::string workspace, moment, savedView, exportTo, exportViews;
    int scale = 2;
    std::size_t liveSensors = 0;  ///< of the benchmark
    bool refined = false;
    bool bench = false;
    static QSize parseSize(const std::string& text);  ///< "1600x1000"; invalid for anything else
    bool scripted() const { return !screenshot.empty() || !exportTo.empty() || bench; }
};

/// Runs the script in the shown window and ends. 0 done, 3 wrong name, 4 the solution did not settle, 5 not written.
int runScript(const WindowScript& script, QApplication& application, MainWindow& window, Document& document, Session& session,
              Selection& selection, ViewState& view);

}  // namespace plenum::app
