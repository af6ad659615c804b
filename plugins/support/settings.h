// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plugins/support/values.h"
#include "twin/extend/plugin.h"

#include <cmath>
#include <string>

namespace plenum::plugins {

/// The setting, or an empty text.
inline std::string settingText(const twin::extend::Settings& settings, const char* key, const char* fallback = "") {
    const auto found = settings.find(key);
    return found == settings.end() || found->second.empty() ? fallback : found->second;
}

inline bool settingFlag(const twin::extend::Settings& settings, const char* key, bool fallback) {
    const std::string text = settingText(settings, key, fallback ? "true" : "false");
    return text == "true" || text == "1" || text == "yes" || text == "on";
}

/// Errors  twin::Error when it is no number or outside of what is allowed.
inline double settingNumber(const twin::extend::Settings& settings, const char* key, double fallback, double least, double most) {
    const std::string text = settingText(settings, key);
    if (text.empty()) return fallback;
    const ReadNumber read = readNumber(text);
    if (read.kind != ReadNumber::Value || read.value < least || read.value > most)
        throw twin::Error("plugin.setting", {TWIN_TR("The setting “{0}” is “{1}”; it must be a number from {2} to {3}."),
                                             {key, text, shortText(least), shortText(most)}});
    return read.value;
}

}  // namespace plenum::plugins
