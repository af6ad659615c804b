// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/plugin_actions.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/session/session.h"
#include "app/shell/file_actions.h"
#include "app/shell/language.h"
#include "twin/base/error.h"

#include <QFileDialog>
#include <QMenu>
#include <QPointer>
#include <QProgressDialog>

#include <cmath>
#include <unordered_set>

namespace plenum::app {

using namespace twin::extend;

PluginActions::PluginActions(Document& document, Session& session, ViewState& view, FileActions& files, PluginRegistry& plugins, QWidget* window)
    : QObject(window), m_document(document), m_session(session), m_view(view), m_files(files), m_plugins(plugins), m_window(window) {}

PluginActions::~PluginActions() = default;

void PluginActions::fill(QMenu& importMenu, QMenu& exportMenu) {
    for (const auto& [kind, menu] : {std::pair{PluginKind::Importer, &importMenu}, std::pair{PluginKind::Exporter, &exportMenu}}) {
        menu->clear();
        for (const Manifest& manifest : m_plugins.usable(kind)) {
            const std::string locale = currentLanguage().toStdString();
            QAction* action = menu->addAction(QString::fromStdString(manifest.text(manifest.name, locale)) + QStringLiteral("…"));
            action->setObjectName(QStringLiteral("%1.%2").arg(kind == PluginKind::Importer ? "import" : "export", QString::fromStdString(manifest.id)));
            action->setToolTip(QString::fromStdString(manifest.text(manifest.summary, locale)));
            connect(action, &QAction::triggered, this, [this, kind = kind, manifest] { kind == PluginKind::Importer ? importWith(manifest) : exportWith(manifest); });
        }
        menu->setToolTipsVisible(true);
        menu->menuAction()->setVisible(!menu->isEmpty());
    }
}

QString PluginActions::filterOf(const Manifest& manifest) const {
    QStringList patterns;
    for (const std::string& suffix : manifest.suffixes) patterns << QStringLiteral("*.") + QString::fromStdString(suffix);
    return patterns.isEmpty() ? QString() : QStringLiteral("%1 (%2)").arg(QString::fromStdString(manifest.name), patterns.join(QLatin1Char(' ')));
}

void PluginActions::importWith(const Manifest& manifest) {
    const QString path = QFileDialog::getOpenFileName(m_window, tr("Import with %1").arg(QString::fromStdString(manifest.name)), {}, filterOf(manifest) + QStringLiteral(";;") + tr("All files (*)"));
    if (path.isEmpty()) return;
    twin::Issues ignored;
    const Settings settings = completed(manifest, {}, ignored);
    run(tr("Reading %1").arg(path), [this, id = manifest.id, path = path.toStdString(), settings](const Progress& progress, std::stop_token stop) -> std::function<void()> {
        auto imported = std::make_shared<Imported>(m_plugins.makeImporter(id)->read(path, settings, progress, stop));
        return [this, imported] { take(std::move(*imported)); };
    });
}

/// One edit: types join the project's table, items and connections the active variant.
void PluginActions::take(Imported imported) {
    twin::Edit edit;
    edit.name = {TWIN_TR("Import {0}"), {imported.name}};
    edit.variant = m_document.activeVariant();
    const auto& known = *m_document.project().types();
    for (twin::EquipmentType& type : imported.types) {
        twin::Change<twin::EquipmentType> change;
        if (const auto found = known.find(type.id); found != known.end()) {
            if (*found->second == type) continue;
            change.before = *found->second;
        }
        change.after = std::move(type);
        edit.types.push_back(std::move(change));
    }
    twin::Id siteItem;
    m_document.variant().site.items(twin::Kind::Site).forEach([&](const twin::Item& item) { siteItem = item.id; });
    for (twin::Item& item : imported.items) {
        if (!item.parent) item.parent = siteItem;
        edit.items.push_back({std::nullopt, std::move(item)});
    }
    for (const twin::Connection& link : imported.connections) edit.connections.push_back({std::nullopt, link});
    twin::Issues issues = m_document.apply(edit);
    m_files.report(issues);
    issues.insert(issues.end(), imported.issues.begin(), imported.issues.end());
    emit m_files.fileIssues(issues);
}

void PluginActions::exportWith(const Manifest& manifest) {
    QString path = QFileDialog::getSaveFileName(m_window, tr("Export with %1").arg(QString::fromStdString(manifest.name)), {}, filterOf(manifest));
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty() && !manifest.suffixes.empty()) path += QLatin1Char('.') + QString::fromStdString(manifest.suffixes.front());
    twin::Issues ignored;
    const auto frame = m_session.frame();
    ExportRequest request{m_document.site(), frame && frame->variant == m_document.activeVariant() ? frame : nullptr, frame ? &m_view.overlay() : nullptr,
                          m_document.project().name, m_document.variant().name, completed(manifest, {}, ignored)};
    if (request.frame) request.site = request.frame->site;  // columns are in the order of that site
    run(tr("Writing %1").arg(path), [this, id = manifest.id, path = path.toStdString(), request](const Progress& progress, std::stop_token stop) -> std::function<void()> {
        const twin::Issues issues = m_plugins.makeExporter(id)->write(request, path, progress, stop);
        return [this, issues] { emit m_files.fileIssues(issues); };
    });
}

void PluginActions::run(const QString& label, std::function<std::function<void()>(const Progress&, std::stop_token)> work) {
    auto* dialog = new QProgressDialog(label, tr("Cancel"), 0, 1000, m_window);
    dialog->setObjectName(QStringLiteral("plugins.progress"));
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setMinimumDuration(400);
    dialog->setValue(0);
    const QPointer<QProgressDialog> shown = dialog;
    m_thread = std::jthread([this, shown, work = std::move(work)](std::stop_token stop) {
        const auto later = [this](auto&& call) { QMetaObject::invokeMethod(this, std::forward<decltype(call)>(call), Qt::QueuedConnection); };
        const Progress progress = [&](double share) {
            later([shown, share] {
                if (shown) shown->setValue(static_cast<int>(std::lround(share * 1000)));
            });
        };
        std::function<void()> done;
        try {
            done = work(progress, stop);
        } catch (const twin::Error& error) {
            done = [this, text = error.text()] { m_files.message(tr("Plug-in"), translated(text)); };
        }
        later([shown, done, stop] {
            if (shown) shown->close();
            if (done && !stop.stop_requested()) done();
        });
    });
    connect(dialog, &QProgressDialog::canceled, this, [this] { m_thread.request_stop(); });
}

}  // namespace plenum::app
