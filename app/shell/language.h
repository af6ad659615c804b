// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace plenum::app {

/// Switches the language of the running program ("en", "zh_CN") and remembers it; windows get a LanguageChange.
void setLanguage(const QString& code);
/// What is shown now.
QString currentLanguage();
/// At start: `wanted`, else what was chosen last, else the system's language if there is a translation.
void startLanguage(const QString& wanted);

}  // namespace plenum::app
