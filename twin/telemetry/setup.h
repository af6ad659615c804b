// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/telemetry/binding.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace twin::telemetry {

/// A source as the user set it up. Secrets are not in it: they stay in the keychain.
struct SourceSetup {
    std::string plugin;  ///< id of the plug-in
    std::string name;    ///< what the user calls it; also the key of its secrets
    std::map<std::string, std::string> settings;
    bool operator==(const SourceSetup&) const = default;
};

/// What a project keeps about its live values. Nothing in it connects by itself.
struct Setup {
    Binding binding;
    std::vector<SourceSetup> sources;
    bool operator==(const Setup&) const = default;
};

/// Key of the project's attachment.
inline constexpr const char* kSetupKey = "telemetry";

/// {"binding":["match,point,…","pattern,…"],"sources":[{"plugin":…,"name":…,"settings":{…}}]}: the rows of the binding
/// are the lines of its CSV.
std::string writeSetup(const Setup& setup);

struct ReadSetup {
    Setup setup;    ///< what could be read
    Issues issues;  ///< every problem, by its place
};
/// An empty text gives an empty setup.
ReadSetup readSetup(std::string_view text);

}  // namespace twin::telemetry
