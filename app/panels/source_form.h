// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/manifest.h"
#include "twin/telemetry/setup.h"

#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace plenum::app {

/// Name, plug-in and settings of a source, or the settings of an import or export alone; the fields are those of the
/// plug-in's description.
class SourceForm : public QWidget {
    Q_OBJECT
  public:
    explicit SourceForm(QWidget* parent = nullptr);
    void setPlugins(std::vector<twin::extend::Manifest> plugins);
    /// A new source (an empty plug-in) or one to change. `taken` are the names of the others.
    void edit(const twin::telemetry::SourceSetup& source, const QStringList& taken);
    /// Only the settings of one plug-in: no choice of it and no name.
    void editSettings(const twin::extend::Manifest& manifest, const twin::extend::Settings& settings);
    bool hasPlugins() const { return !m_plugins.empty(); }

  signals:
    void accepted(const twin::telemetry::SourceSetup& source);
    void cancelled();
    void secretEntered(const QString& source, const QString& key, const QString& value);

  protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    struct Field {
        std::string key;
        bool secret = false;
        std::function<QString()> value;
    };
    void build();
    QWidget* editorOf(const twin::extend::Manifest& manifest, const twin::extend::SettingSpec& setting);
    twin::telemetry::SourceSetup entered() const;
    void accept();
    void retranslate();

    std::vector<twin::extend::Manifest> m_plugins;
    twin::telemetry::SourceSetup m_source;
    QStringList m_taken;
    bool m_settingsOnly = false;
    QComboBox* m_plugin;
    QLineEdit* m_name;
    QLabel *m_pluginLabel, *m_nameLabel, *m_summary, *m_wrong;
    QWidget* m_body = nullptr;
    QPushButton *m_ok, *m_cancel;
    std::vector<Field> m_fields;
};

}  // namespace plenum::app
