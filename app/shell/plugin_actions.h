// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/loader.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <thread>

class QMenu;
class QProgressDialog;
class QWidget;

namespace plenum::app {

class Document;
class FileActions;
class Session;
class ViewState;

/// Import and export by plug-ins: a menu entry each, run on a thread of its own with progress and a way to stop it.
class PluginActions : public QObject {
    Q_OBJECT
  public:
    PluginActions(Document& document, Session& session, ViewState& view, FileActions& files, twin::extend::PluginRegistry& plugins, QWidget* window);
    ~PluginActions() override;
    /// Fills the two menus with what is there; called when the language changes too.
    void fill(QMenu& importMenu, QMenu& exportMenu);

  private:
    /// Asks for the settings of a plug-in that has some, with what was entered last; `go` gets them, unless it is cancelled.
    void ask(const twin::extend::Manifest& manifest, const QString& title, std::function<void(const twin::extend::Settings&)> go);
    void importWith(const twin::extend::Manifest& manifest);
    void exportWith(const twin::extend::Manifest& manifest);
    void write(const twin::extend::Manifest& manifest, const QString& path, const twin::extend::Settings& settings);
    void take(twin::extend::Imported imported);
    /// Runs `work` beside the window; `done` gets what it returned on the GUI thread, unless it was stopped.
    void run(const QString& label, std::function<std::function<void()>(const twin::extend::Progress&, std::stop_token)> work);
    QString filterOf(const twin::extend::Manifest& manifest) const;

    Document& m_document;
    Session& m_session;
    ViewState& m_view;
    FileActions& m_files;
    twin::extend::PluginRegistry& m_plugins;
    QWidget* m_window;
    std::map<std::string, twin::extend::Settings> m_entered;  ///< of this run, by plug-in
    std::jthread m_thread;
};

}  // namespace plenum::app
