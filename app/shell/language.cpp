// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/language.h"

#include "app/files/project_files.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

#include <cstring>

namespace plenum::app {

namespace {

constexpr const char* kProperty = "plenumLanguage";

QTranslator* translator(const QString& name) {
    auto* known = qApp->findChild<QTranslator*>(name);
    if (known == nullptr) {
        known = new QTranslator(qApp);
        known->setObjectName(name);
    }
    return known;
}

}  // namespace

QString currentLanguage() {
    const QString code = qApp->property(kProperty).toString();
    return code.isEmpty() ? QStringLiteral("en") : code;
}

PluginTexts::PluginTexts(std::vector<twin::extend::Manifest> manifests, QObject* parent) : QTranslator(parent), m_manifests(std::move(manifests)) {
    QCoreApplication::installTranslator(this);
}

QString PluginTexts::translate(const char* context, const char* source, const char*, int) const {
    if (source == nullptr || context == nullptr || std::strcmp(context, "twin") != 0) return {};
    const std::string english = source, locale = currentLanguage().toStdString();
    for (const twin::extend::Manifest& manifest : m_manifests)
        if (const std::string& text = manifest.text(english, locale); text != english) return QString::fromStdString(text);
    return {};
}

static void install(const QString& code) {
    auto* own = translator("translator.plenum");
    auto* qt = translator("translator.qt");
    QCoreApplication::removeTranslator(own);
    QCoreApplication::removeTranslator(qt);
    qApp->setProperty(kProperty, code);
    if (code == QStringLiteral("en")) return;
    const QString folder = QString::fromStdString(files::resourceFolder("i18n").string());
    if (qt->load(QStringLiteral("qtbase_%1").arg(code), QLibraryInfo::path(QLibraryInfo::TranslationsPath))) QCoreApplication::installTranslator(qt);
    if (own->load(QStringLiteral("plenum_%1").arg(code), folder)) QCoreApplication::installTranslator(own);
}

void setLanguage(const QString& code) {
    if (code == currentLanguage()) return;
    install(code);
    QSettings().setValue("window/language", code);
}

void startLanguage(const QString& wanted) {
    QString code = wanted.isEmpty() ? QSettings().value("window/language").toString() : wanted;
    if (code.isEmpty()) code = QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    install(code);
}

}  // namespace plenum::app
