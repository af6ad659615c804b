// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace twin::extend {

/// Runs a call into a plug-in. twin::Error passes; anything else that is thrown becomes twin::Error "plugin.threw" with
/// the plug-in's name and what the exception says.
template <class Call>
auto guarded(const std::string& pluginName, Call&& call) -> decltype(call());

/// The exception being handled as twin::Error "plugin.threw"; to be called in a catch block.
Error foreignError(const std::string& pluginName);

/// Wraps a part of a plug-in so that nothing but twin::Error leaves it. `plugin` lives as long as the part.
///
/// A source's samples are cut off once it was told to stop; one that does not stop within `stopLimit` is left alone and
/// reported through twin::Error "plugin.hangs". An overlay that throws shows nothing from then on and is told of once,
/// on the thread that asked for the value; one whose row cannot be shown is twin::Error "plugin.overlay".
std::unique_ptr<TelemetrySource> guard(std::shared_ptr<Plugin> plugin, std::unique_ptr<TelemetrySource> part, std::string pluginName,
                                       std::chrono::milliseconds stopLimit = std::chrono::seconds(3));
std::unique_ptr<Importer> guard(std::shared_ptr<Plugin> plugin, std::unique_ptr<Importer> part, std::string pluginName);
std::unique_ptr<Exporter> guard(std::shared_ptr<Plugin> plugin, std::unique_ptr<Exporter> part, std::string pluginName);
std::unique_ptr<OverlayProvider> guard(std::shared_ptr<Plugin> plugin, std::unique_ptr<OverlayProvider> part, std::string pluginName,
                                       std::function<void(const Error&)> failed = {});

template <class Call>
auto guarded(const std::string& pluginName, Call&& call) -> decltype(call()) {
    try {
        return call();
    } catch (const Error&) {
        throw;
    } catch (...) {
        throw foreignError(pluginName);
    }
}

}  // namespace twin::extend
