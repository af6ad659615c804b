// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace plenum::app {

// Passwords of sources in the keychain of the system, never in a project or a settings file.

/// Empty when there is none or the keychain is not there; `problem` then says why. May ask the user to unlock it.
QString readSecret(const QString& source, const QString& key, QString* problem = nullptr);
/// An empty secret removes it. Empty when kept, else why not.
QString writeSecret(const QString& source, const QString& key, const QString& secret);

}  // namespace plenum::app
