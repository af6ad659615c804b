// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/plugin_actions.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/panels/source_form.h"
#include "app/session/session.h"
#include "app/shell/file_actions.h"
#include "app/shell/language.h"
#include "twin/base/error.h"

#include <QDialog>
#include <QFileDialog>
#include <QMenu>
#include <QPointer>
#include <QProgressDialog>
#include <QVBoxLayout>

#include <cmath>
#include <unordered_set>

namespace plenum::app {

using namespace twin::extend;

namespace {

QString nameOf(const Manifest& manifest) { return QString::fromStdString(manifest.text(manifest.name, currentLanguage().toStdString())); }

}  // namespace

PluginActions::PluginActions(Document& document, Session& session, ViewState& view, FileActions& files, PluginRegistry& plugins, QWidget* window)
    : QObject(window), m_document(document), m_session(session), m_view(view), m_files(files), m_plugins(plugins), m_window(window) {}

PluginActions::~PluginActions() = default;

void PluginActions::fill(QMenu& importMenu, QMenu& exportMenu) {
    for (const auto& [kind, menu] : {std::pair{PluginKind::Importer, &importMenu}, std::pair{PluginKind::Exporter, &exportMenu}}) {
        menu->clear();
        for (const Manifest& manifest : m_plugins.usable(kind)) {
            const std::string locale = currentLanguage().toStdString();
            QAction* action = menu->addAction(nameOf(manifest) + QStringLiteral("…"));
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
    return patterns.isEmpty() ? QString() : QStringLiteral("%1 (%2)").arg(nameOf(manifest), patterns.join(QLatin1Char(' ')));
}

void PluginActions::importWith(const Manifest& manifest) {
    const QString path = QFileDialog::getOpenFileName(m_window, tr("Import with %1").arg(nameOf(manifest)), {}, filterOf(manifest) + QStringLiteral(";;") + tr("All files (*)"));
    if (path.isEmpty()) return;
    ask(manifest, tr("Import with %1").arg(nameOf(manifest)), [this, id = manifest.id, path](const Settings& settings) {
        run(tr("Reading %1").arg(path), [this, id, path = path.toStdString(), settings](const Progress& progress, std::stop_token stop) -> std::function<void()> {
            auto imported = std::make_shared<Imported>(m_plugins.makeImporter(id)->read(path, settings, progress, stop));
            return [this, imported] { take(std::move(*imported)); };
        });
    });
}

void PluginActions::ask(const Manifest& manifest, const QString& title, std::function<void(const Settings&)> go) {
    twin::Issues defaultsFit;  // the description was read with its defaults checked
    if (manifest.settings.empty()) return go(completed(manifest, {}, defaultsFit));
    auto* dialog = new QDialog(m_window);
    dialog->setObjectName(QStringLiteral("plugins.settings"));
    dialog->setWindowTitle(title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    auto* form = new SourceForm(dialog);
    form->editSettings(manifest, m_entered[manifest.id]);
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(form);
    connect(form, &SourceForm::cancelled, dialog, &QDialog::reject);
    connect(form, &SourceForm::accepted, dialog, [this, dialog, manifest, go = std::move(go)](const twin::telemetry::SourceSetup& entered) {
        m_entered[manifest.id] = entered.settings;
        dialog->accept();
        twin::Issues checked;  // by the form: it does not accept what does not fit
        go(completed(manifest, entered.settings, checked));
    });
    dialog->open();
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
    QString path = QFileDialog::getSaveFileName(m_window, tr("Export with %1").arg(nameOf(manifest)), {}, filterOf(manifest));
    if (path.isEmpty()) return;
    if (QFileInfo(path).suffix().isEmpty() && !manifest.suffixes.empty()) path += QLatin1Char('.') + QString::fromStdString(manifest.suffixes.front());
    ask(manifest, tr("Export with %1").arg(nameOf(manifest)), [this, manifest, path](const Settings& settings) { write(manifest, path, settings); });
}

void PluginActions::write(const Manifest& manifest, const QString& path, const Settings& settings) {
    const auto frame = m_session.frame();
    ExportRequest request{m_document.site(), frame && frame->variant == m_document.activeVariant() ? m_view.shown(frame) : nullptr, frame ? &m_view.overlay() : nullptr,
                          m_document.project().name, m_document.variant().name, settings};
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
            const bool stopped = stop.stop_requested();  // before the dialogue closes: it calls that cancelled
            if (shown) shown->close();
            if (done && !stopped) done();
        });
    });
    connect(dialog, &QProgressDialog::canceled, this, [this] { m_thread.request_stop(); });
}

}  // namespace plenum::app
