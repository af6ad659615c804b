// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/manifest.h"

#include <QString>
#include <QTranslator>

#include <vector>

namespace plenum::app {

/// Switches the language of the running program ("en", "zh_CN") and remembers it; windows get a LanguageChange.
void setLanguage(const QString& code);
/// What is shown now.
QString currentLanguage();
/// At start: `wanted`, else what was chosen last, else the system's language if there is a translation.
void startLanguage(const QString& wanted);

/// Answers for what plug-ins call their overlays, from their descriptions; the engine's own texts are found first.
class PluginTexts : public QTranslator {
  public:
    PluginTexts(std::vector<twin::extend::Manifest> manifests, QObject* parent);
    bool isEmpty() const override { return m_manifests.empty(); }
    QString translate(const char* context, const char* source, const char* disambiguation = nullptr, int n = -1) const override;

  private:
    std::vector<twin::extend::Manifest> m_manifests;
};

}  // namespace plenum::app
