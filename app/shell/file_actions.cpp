// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/file_actions.h"

#include "app/document/document.h"
#include "app/files/project_files.h"
#include "app/models/view_state.h"
#include "app/session/session.h"
#include "twin/base/error.h"
#include "twin/exchange/layout_document.h"
#include "twin/exchange/result_document.h"
#include "twin/store/autosave.h"

#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>

namespace plenum::app {

namespace {
constexpr int kAutosave_s = 2 * 60;

std::filesystem::path toPath(const QString& text) { return std::filesystem::path(text.toStdString()); }

QString sentences(const twin::Issues& issues, int most) {
    QStringList lines;
    for (const twin::Issue& issue : issues) {
        if (lines.size() == most) {
            lines << FileActions::tr("… and %n more, in the issues panel.", nullptr, static_cast<int>(issues.size()) - most);
            break;
        }
        QString line = translated(issue.text);
        if (!issue.path.empty()) line += QStringLiteral("\n    ") + QString::fromStdString(issue.path);
        if (!issue.hint.empty()) line += QStringLiteral("\n    → ") + translated(issue.hint);
        lines << line;
    }
    return lines.join(QStringLiteral("\n\n"));
}
}  // namespace

FileActions::FileActions(Document& document, Session& session, QWidget* window)
    : QObject(window), m_document(document), m_session(session), m_window(window), m_autosave(new QTimer(this)) {
    m_autosave->setInterval(1000 * std::clamp(QSettings().value("files/autosave_s", kAutosave_s).toInt(), 1, 3600));
    connect(m_autosave, &QTimer::timeout, this, &FileActions::autosave);
    m_autosave->start();
}

std::filesystem::path FileActions::stateFolder() const {
    return toPath(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)) / "autosave";
}

void FileActions::warnIfFails(const std::function<void()>& work) {
    try {
        work();
    } catch (const twin::Error& error) {
        emit fileIssues({{twin::Severity::Warning, error.code(), {}, {}, {}, error.text(), {}, {}, {}}});
    }
}

void FileActions::autosave() {
    if (!m_document.isModified()) return dropAutosaves();  // undone: there is nothing to recover
    warnIfFails([this] { twin::writeAutosave(m_document.project(), toPath(m_document.path()), stateFolder()); });
}

void FileActions::dropAutosaves() {
    warnIfFails([this] { twin::discardAutosaves(toPath(m_document.path()), stateFolder()); });
}

void FileActions::offerRecovery() {
    const auto found = twin::findRecoverable(stateFolder(), twin::isProcessAlive);
    for (const twin::Autosave& autosave : found) {
        const QString name = autosave.project.empty() ? tr("an unsaved project") : QString::fromStdString(autosave.project.filename().string());
        const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(autosave.time_ms), QLocale::ShortFormat);
        QMessageBox box(QMessageBox::Question, tr("Recover changes"), tr("Plenum ended without saving %1. Its last state is of %2.").arg(name, when), QMessageBox::NoButton, m_window);
        box.setObjectName("recovery");
        if (!autosave.newerThanProject) box.setInformativeText(tr("The file was saved after that: it may hold more than this state."));
        QPushButton* recover = box.addButton(tr("Recover"), QMessageBox::AcceptRole);
        QPushButton* discard = box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
        QPushButton* later = box.addButton(tr("Decide later"), QMessageBox::RejectRole);
        recover->setObjectName("recovery.recover");
        discard->setObjectName("recovery.discard");
        later->setObjectName("recovery.later");
        box.setDefaultButton(recover);
        box.setEscapeButton(later);
        box.exec();
        if (box.clickedButton() == discard) {
            warnIfFails([&] { twin::discardAutosave(autosave.file); });
        } else if (box.clickedButton() == recover) {
            recoverFrom(autosave);
            return;
        }
    }
}

void FileActions::recoverFrom(const twin::Autosave& autosave) {
    auto opened = files::open(autosave.file);
    emit fileIssues(opened.issues);
    if (!opened.project) return report(opened.issues);
    m_document.reset(std::move(*opened.project), QString::fromStdString(autosave.project.string()));
    m_document.setUnsaved();
    warnIfFails([&] {  // kept under this process before the old one goes: another crash loses nothing
        twin::writeAutosave(m_document.project(), autosave.project, stateFolder());
        twin::discardAutosave(autosave.file);
    });
}

void FileActions::newProject() {
    if (!mayClose()) return;
    dropAutosaves();
    m_document.reset({}, {});
}

void FileActions::open() {
    if (!mayClose()) return;
    QSettings settings;
    const QString path = QFileDialog::getOpenFileName(m_window, tr("Open"), settings.value("files/folder").toString(),
                                                      tr("Projects and layout documents (*.plenum *.json)"));
    if (path.isEmpty()) return;
    settings.setValue("files/folder", QFileInfo(path).absolutePath());
    openFile(path);
}

bool FileActions::openFile(const QString& path) {
    auto opened = files::open(toPath(path));
    emit fileIssues(opened.issues);
    if (!opened.project) {
        report(opened.issues);
        return false;
    }
    dropAutosaves();  // of the project that is left: it was saved or given up
    // A layout document is imported: the project it becomes has no file yet.
    m_document.reset(std::move(*opened.project), path.endsWith(QStringLiteral(".json")) ? QString() : path);
    return true;
}

bool FileActions::save() { return m_document.path().isEmpty() ? saveAs() : saveTo(m_document.path()); }

bool FileActions::saveAs() {
    QSettings settings;
    QString path = QFileDialog::getSaveFileName(m_window, tr("Save as"), m_document.path().isEmpty() ? settings.value("files/folder").toString() : m_document.path(), tr("Plenum projects (*.plenum)"));
    if (path.isEmpty()) return false;
    if (!path.endsWith(QStringLiteral(".plenum"))) path += QStringLiteral(".plenum");
    settings.setValue("files/folder", QFileInfo(path).absolutePath());
    return saveTo(path);
}

bool FileActions::saveTo(const QString& path) {
    try {
        files::save(m_document.project(), toPath(path));
    } catch (const twin::Error& error) {
        message(tr("Not saved"), translated(error.text()));
        return false;
    }
    dropAutosaves();
    m_document.setSaved(path);
    return true;
}

void FileActions::exportLayout() {
    const QString path = QFileDialog::getSaveFileName(m_window, tr("Export layout document"), {}, tr("Layout documents (*.json)"));
    if (path.isEmpty()) return;
    try {
        files::writeText(toPath(path), twin::writeLayout(m_document.project()));
    } catch (const twin::Error& error) {
        message(tr("Not exported"), translated(error.text()));
    }
}

void FileActions::exportResult() {
    if (!m_session.frame()) return;
    const QString path = QFileDialog::getSaveFileName(m_window, tr("Export results"), {}, tr("Results (*.json)"));
    if (path.isEmpty()) return;
    try {
        files::writeText(toPath(path), twin::writeResult(*m_session.frame(), m_document.variant().name));
    } catch (const twin::Error& error) {
        message(tr("Not exported"), translated(error.text()));
    }
}

bool FileActions::mayClose() {
    if (!m_document.isModified()) return true;
    const auto answer = QMessageBox::question(m_window, tr("Unsaved changes"), tr("Save the changes of this project?"),
                                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save) return save();
    return answer == QMessageBox::Discard;
}

void FileActions::report(const twin::Issues& issues) {
    if (!issues.empty()) message(tr("This cannot be done"), sentences(issues, 8));
}

void FileActions::message(const QString& title, const QString& text) {
    QMessageBox box(QMessageBox::Warning, title, text, QMessageBox::Ok, m_window);
    box.setObjectName("message");
    box.exec();
}

void FileActions::closed() { dropAutosaves(); }

}  // namespace plenum::app
