// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <functional>

class QTimer;
class QWidget;

namespace twin {
struct Autosave;
}

namespace plenum::app {

class Document;
class Session;

/// New, open, save, import, export, autosave and recovery; every dialogue and message box of the window.
/// Autosaves are written every two minutes, or as often as the setting files/autosave_s says.
class FileActions : public QObject {
    Q_OBJECT
  public:
    FileActions(Document& document, Session& session, QWidget* window);

    void newProject();
    void open();
    /// Opens a file without asking; false (and issues()) when it cannot be used: the open project stays.
    bool openFile(const QString& path);
    bool save();
    bool saveAs();
    void exportLayout();
    void exportResult();
    /// Asks about unsaved changes; false = stay.
    bool mayClose();
    /// Offers what a crashed session left; nothing is asked when there is nothing.
    void offerRecovery();
    void report(const twin::Issues& issues);
    void message(const QString& title, const QString& text);
    void closed();  ///< the window closes: autosaves of this session are dropped

  signals:
    void fileIssues(const twin::Issues& issues);

  private:
    bool saveTo(const QString& path);
    void autosave();
    void dropAutosaves();
    /// Runs what may fail without harm to the project: a failure is a warning in the issues panel.
    void warnIfFails(const std::function<void()>& work);
    void recoverFrom(const twin::Autosave& autosave);
    std::filesystem::path stateFolder() const;
    Document& m_document;
    Session& m_session;
    QWidget* m_window;
    QTimer* m_autosave;
};

}  // namespace plenum::app
