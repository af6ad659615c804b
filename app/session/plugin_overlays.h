// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/loader.h"

#include <QObject>

#include <thread>

namespace plenum::app {

class ViewState;

/// Loads the plug-ins that offer an overlay, beside the window, and offers their rows to the views.
///
/// What cannot be loaded, has the key of another overlay or throws while it is shown is an issue by the plug-in's name.
class PluginOverlays : public QObject {
    Q_OBJECT
  public:
    PluginOverlays(twin::extend::PluginRegistry& plugins, ViewState& view, QObject* parent = nullptr);
    bool loaded() const { return m_loaded; }
    const twin::Issues& issues() const { return m_issues; }

  signals:
    void finished();
    void issuesChanged();

  private:
    void load(const twin::extend::Manifest& manifest);
    void report(const std::string& pluginName, const twin::Error& error);

    twin::extend::PluginRegistry& m_plugins;
    ViewState& m_view;
    twin::Issues m_issues;
    bool m_loaded = false;
    std::jthread m_thread;  // last: waits for the one that is being loaded, at most the registry's time limit
};

}  // namespace plenum::app
