// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/outside/outside_program.h"

#include "app/files/project_files.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QPixmap>
#include <QScreen>
#include <QStandardPaths>
#include <QTest>

#include <cstdlib>

namespace plenum::test {

namespace {
const QString kMain = QStringLiteral("Plenum$");  // how the title of the main window ends
constexpr int kLook_ms = 50;      // between two looks at a fact
constexpr int kCommand_ms = 60'000;
constexpr int kSteps = 12;        // of a drag
constexpr int kLeast_px = 18, kMost_px = 400;
constexpr int kNear = 30;         // sum of the differences of red, green and blue

bool isNear(QRgb a, QColor b) {
    return std::abs(qRed(a) - b.red()) + std::abs(qGreen(a) - b.green()) + std::abs(qBlue(a) - b.blue()) <= kNear;
}
}  // namespace

OutsideProgram::OutsideProgram(const QByteArray& settings) {
    QDir(m_home.path()).mkpath(QStringLiteral("config/Plenum"));
    QFile file(path(QStringLiteral("config/Plenum/Plenum.conf")));
    if (file.open(QIODevice::WriteOnly)) file.write("[window]\ndark=true\n" + settings);
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const auto& [name, folder] : {std::pair{"XDG_CONFIG_HOME", "config"}, std::pair{"XDG_DATA_HOME", "data"}, std::pair{"XDG_CACHE_HOME", "cache"}, std::pair{"XDG_STATE_HOME", "state"}})
        environment.insert(QString::fromUtf8(name), path(QString::fromUtf8(folder)));
    environment.remove(QStringLiteral("XDG_CURRENT_DESKTOP"));  // its conventions would change the order of buttons
    m_program.setProcessEnvironment(environment);
    m_program.setProcessChannelMode(QProcess::ForwardedChannels);
}

OutsideProgram::~OutsideProgram() {
    if (isRunning()) kill();
    if (m_manager.state() != QProcess::NotRunning) {
        m_manager.terminate();
        m_manager.waitForFinished();
    }
}

QString OutsideProgram::obstacle() {
    if (!m_home.isValid()) return QStringLiteral("no temporary folder");
    if (QGuiApplication::platformName() != QStringLiteral("xcb")) return QStringLiteral("no X server");
    for (const char* tool : {"xdotool", "xprop", "openbox"})
        if (QStandardPaths::findExecutable(QString::fromUtf8(tool)).isEmpty()) return QStringLiteral("%1 is not installed").arg(QString::fromUtf8(tool));
    // The window that the root names must be there: the name outlives a window manager that has ended.
    const QString property = QStringLiteral("_NET_SUPPORTING_WM_CHECK");
    const auto managed = [&] {
        const QString named = QString::fromLatin1(run(QStringLiteral("xprop"), {QStringLiteral("-root"), property})).section(u'#', 1).trimmed();
        return !named.isEmpty() && run(QStringLiteral("xprop"), {QStringLiteral("-id"), named, property}).contains(named.toLatin1());
    };
    if (managed()) return {};
    m_manager.start(QStringLiteral("openbox"), {QStringLiteral("--sm-disable")});
    return waitFor(managed) ? QString() : QStringLiteral("no window manager");
}

QByteArray OutsideProgram::run(const QString& program, const QStringList& arguments, bool* well) {
    QProcess process;
    process.start(program, arguments);
    const bool ended = process.waitForFinished(kCommand_ms);
    if (!ended) {
        process.kill();
        process.waitForFinished();
    }
    if (well != nullptr) *well = ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return process.readAllStandardOutput();
}

bool OutsideProgram::importSample(const QString& name) {
    bool well = false;
    run(QStringLiteral(PLENUM_BINARY_DIR "/bin/plenumctl"), {QStringLiteral("import"), QStringLiteral(PLENUM_SOURCE_DIR "/resources/samples/retrofit-or-new.json"), path(name)}, &well);
    return well;
}

QByteArray OutsideProgram::exported(const QString& name) {
    const QString document = path(QStringLiteral("exported.json"));
    QFile::remove(document);
    bool well = false;
    run(QStringLiteral(PLENUM_BINARY_DIR "/bin/plenumctl"), {QStringLiteral("export"), path(name), document}, &well);
    QFile file(document);
    return well && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<twin::Project> OutsideProgram::project(const QString& name) {
    if (exported(name).isEmpty()) return std::nullopt;
    return plenum::files::open(path(QStringLiteral("exported.json")).toStdString()).project;
}

QStringList OutsideProgram::autosaves() const {
    const QDir folder(path(QStringLiteral("data/Plenum/Plenum/autosave")));
    QStringList files;
    for (const QString& name : folder.entryList({QStringLiteral("*.plenum")}, QDir::Files, QDir::Name)) files << folder.filePath(name);
    return files;
}

bool OutsideProgram::start(const QStringList& arguments) {
    moveTo({1, 1});  // nothing is under the pointer
    m_program.start(QStringLiteral(PLENUM_BINARY_DIR "/bin/plenum"), QStringList{QStringLiteral("--language"), QStringLiteral("en")} + arguments);
    return m_program.waitForStarted() && waitFor([this] { return !window(kMain).isEmpty(); });
}

void OutsideProgram::kill() {
    m_program.kill();
    m_program.waitForFinished();
}

bool OutsideProgram::quit() {
    return keys({QStringLiteral("ctrl+q")}) && waitFor([this] { return m_program.waitForFinished(kLook_ms) || !isRunning(); }) && m_program.exitStatus() == QProcess::NormalExit && m_program.exitCode() == 0;
}

QString OutsideProgram::window(const QString& titlePattern) {
    const auto found = run(QStringLiteral("xdotool"), {QStringLiteral("search"), QStringLiteral("--all"), QStringLiteral("--onlyvisible"), QStringLiteral("--pid"),
                                                       QString::number(m_program.processId()), QStringLiteral("--name"), titlePattern});
    return QString::fromLatin1(found.split('\n').value(0));
}

QString OutsideProgram::title() {
    const QString id = window(kMain);
    return id.isEmpty() ? QString() : QString::fromUtf8(run(QStringLiteral("xdotool"), {QStringLiteral("getwindowname"), id})).trimmed();
}

bool OutsideProgram::waitForWindow(const QString& titlePattern) {
    return waitFor([&] {
        const QString id = window(titlePattern);
        return !id.isEmpty() && QString::fromLatin1(run(QStringLiteral("xdotool"), {QStringLiteral("getactivewindow")})).trimmed() == id;
    });
}

bool OutsideProgram::waitForTitle(bool modified) {
    return waitFor([&] {
        const QString text = title();
        return !text.isEmpty() && text.contains(u'*') == modified;
    });
}

bool OutsideProgram::waitFor(const std::function<bool()>& fact, int most_ms) {
    return QTest::qWaitFor([&] {
        if (fact()) return true;
        QTest::qSleep(kLook_ms);
        return false;
    }, most_ms);
}

bool OutsideProgram::keys(const QStringList& keys) {
    if (!waitForWindow(kMain)) return false;
    xdo(QStringList{QStringLiteral("key"), QStringLiteral("--clearmodifiers"), QStringLiteral("--delay"), QStringLiteral("60")} + keys);
    return true;
}

void OutsideProgram::moveTo(QPoint to) { xdo({QStringLiteral("mousemove"), QString::number(to.x()), QString::number(to.y())}); }

void OutsideProgram::click(QPoint at) {
    moveTo(at);
    xdo({QStringLiteral("click"), QStringLiteral("1")});
}

void OutsideProgram::drag(QPoint from, QPoint to) {
    moveTo(from);
    xdo({QStringLiteral("mousedown"), QStringLiteral("1")});
    for (int step = 1; step <= kSteps; ++step) moveTo(from + (to - from) * step / kSteps);
}

void OutsideProgram::release() { xdo({QStringLiteral("mouseup"), QStringLiteral("1")}); }

QImage OutsideProgram::picture() {
    return QGuiApplication::primaryScreen()->grabWindow(0).toImage().convertToFormat(QImage::Format_RGB32);
}

std::optional<QRect> OutsideProgram::box(const QImage& picture, QColor colour, bool filled) {
    const auto is = [&](int x, int y) { return isNear(reinterpret_cast<const QRgb*>(picture.constScanLine(y))[x], colour); };
    for (int y = 0; y < picture.height(); ++y)
        for (int x0 = 0; x0 < picture.width(); ++x0) {
            if (!is(x0, y)) continue;
            int x1 = x0;
            while (x1 + 1 < picture.width() && is(x1 + 1, y)) ++x1;
            const int wide = x1 - x0 + 1;
            if (wide >= kLeast_px && wide <= kMost_px) {
                int bottom = y;
                while (bottom + 1 < picture.height() && is(x0, bottom + 1) && is(x1, bottom + 1)) ++bottom;
                bool closed = bottom - y + 1 >= kLeast_px && bottom - y + 1 <= kMost_px;
                for (int x = x0; closed && x <= x1; ++x) closed = is(x, bottom);
                constexpr int kInside_px = 6;
                if (closed && is(x0 + kInside_px, y + kInside_px) == filled) return QRect(QPoint(x0, y), QPoint(x1, bottom));
            }
            x0 = x1;
        }
    return std::nullopt;
}

std::optional<QRect> OutsideProgram::steadyBox(QColor colour, bool filled) {
    std::optional<QRect> before, found;
    const bool steady = waitFor([&] {
        before = found;
        found = box(picture(), colour, filled);
        return found && found == before;
    });
    return steady ? found : std::nullopt;
}

}  // namespace plenum::test
