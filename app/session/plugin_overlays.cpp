// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/plugin_overlays.h"

#include "app/models/view_state.h"
#include "twin/base/error.h"

#include <QPointer>

namespace plenum::app {

using twin::extend::Manifest;
using twin::extend::OverlayProvider;

PluginOverlays::PluginOverlays(twin::extend::PluginRegistry& plugins, ViewState& view, QObject* parent) : QObject(parent), m_plugins(plugins), m_view(view) {
    auto manifests = plugins.usable(twin::extend::PluginKind::Overlay);
    m_loaded = manifests.empty();
    if (m_loaded) return;
    m_thread = std::jthread([this, manifests = std::move(manifests)](std::stop_token stop) {
        for (const Manifest& manifest : manifests) {
            if (stop.stop_requested()) return;
            load(manifest);
        }
        QMetaObject::invokeMethod(this, [this] {
            m_loaded = true;
            emit finished();
        }, Qt::QueuedConnection);
    });
}

/// On the thread that loads: the code of a plug-in may take its time to come up.
void PluginOverlays::load(const Manifest& manifest) {
    const auto later = [this](auto&& call) { QMetaObject::invokeMethod(this, std::forward<decltype(call)>(call), Qt::QueuedConnection); };
    try {
        // Values are asked for while the views paint; what is thrown there is told when that is over.
        const auto failed = [self = QPointer(this), name = manifest.name](const twin::Error& error) {
            if (self) QMetaObject::invokeMethod(self, [self, name, error] { self->report(name, error); }, Qt::QueuedConnection);
        };
        std::shared_ptr<OverlayProvider> provider = m_plugins.makeOverlay(manifest.id, failed);
        later([this, provider, name = manifest.name] {
            const std::shared_ptr<const twin::scene::OverlaySpec> row(provider, &provider->row());
            const auto value = [provider](const twin::Frame& frame, twin::Kind kind, std::size_t index) { return provider->value(frame, kind, index); };
            if (m_view.offerOverlay({row, value})) return;
            report(name, twin::Error("plugin.overlayTwice", {TWIN_TR("The overlay “{1}” of the plug-in {0} is not shown: another has the same key."), {name, row->key}}));
        });
    } catch (const twin::Error& error) {
        later([this, name = manifest.name, error] { report(name, error); });
    }
}

void PluginOverlays::report(const std::string& pluginName, const twin::Error& error) {
    m_issues.push_back({twin::Severity::Error, error.code(), {}, pluginName, {}, error.text(), {}, {}, {}});
    emit issuesChanged();
}

}  // namespace plenum::app
