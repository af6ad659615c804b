// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/project.h"

#include <QColor>
#include <QImage>
#include <QPoint>
#include <QProcess>
#include <QRect>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <optional>

namespace plenum::test {

/// The built `plenum` as a user has it: a process of its own with settings of its own, seen through pictures of the
/// screen and window titles, driven by xdotool. Needs an X server and a window manager; nothing of it is linked.
class OutsideProgram {
  public:
    /// A fresh home with these settings (text of Plenum.conf).
    explicit OutsideProgram(const QByteArray& settings = {});
    ~OutsideProgram();

    /// Why nothing can be driven here; empty when it can. Starts a window manager when none runs.
    QString obstacle();
    /// A file in the temporary folder.
    QString path(const QString& name) const { return m_home.filePath(name); }
    /// The shipped sample as a project file of this name.
    bool importSample(const QString& name);
    /// The project file as its layout document, by `plenumctl export`; empty when that fails.
    QByteArray exported(const QString& name);
    /// The project in that document.
    std::optional<twin::Project> project(const QString& name);
    QStringList autosaves() const;

    bool start(const QStringList& arguments);  ///< true when its main window is there
    void kill();            ///< as kill -9
    bool quit();            ///< by Ctrl+Q; true when it ended well
    bool isRunning() const { return m_program.state() == QProcess::Running; }

    /// The visible window of the program with a title that matches; empty when there is none.
    QString window(const QString& titlePattern);
    QString title();        ///< of the main window
    bool waitForWindow(const QString& titlePattern);  ///< has the focus
    bool waitForTitle(bool modified);
    bool waitFor(const std::function<bool()>& fact, int most_ms = kPatience_ms);

    /// Key strokes for the main window, as soon as it has the focus.
    bool keys(const QStringList& keys);
    void click(QPoint at);
    /// Presses at one point, moves in small steps; release() ends it.
    void drag(QPoint from, QPoint to);
    void release();
    void moveTo(QPoint to);

    static QImage picture();  ///< the whole screen
    /// The closed rectangle drawn in the colour: outline, or filled. Between 18 and 400 pixels a side.
    static std::optional<QRect> box(const QImage& picture, QColor colour, bool filled);
    /// The same, once two pictures in a row show it in one place.
    std::optional<QRect> steadyBox(QColor colour, bool filled);

    static constexpr int kPatience_ms = 60'000;

  private:
    QByteArray run(const QString& program, const QStringList& arguments, bool* well = nullptr);
    void xdo(const QStringList& arguments) { run(QStringLiteral("xdotool"), arguments); }

    QTemporaryDir m_home;
    QProcess m_program, m_manager;
};

}  // namespace plenum::test
