// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/source_form.h"

#include "app/models/view_state.h"
#include "app/panels/panel_support.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace plenum::app {

using twin::extend::Manifest;
using twin::extend::SettingKind;
using twin::extend::SettingSpec;

namespace {

/// The language of the window; its translation says its own code.
std::string localeName() { return SourceForm::tr("en").toStdString(); }

}  // namespace

SourceForm::SourceForm(QWidget* parent)
    : QWidget(parent), m_plugin(new QComboBox(this)), m_name(new QLineEdit(this)), m_pluginLabel(dimLabel({}, this)), m_nameLabel(dimLabel({}, this)),
      m_summary(dimLabel({}, this)), m_wrong(new QLabel(this)), m_ok(new QPushButton(this)), m_cancel(new QPushButton(this)) {
    setObjectName(QStringLiteral("live.form"));
    m_plugin->setObjectName(QStringLiteral("live.form.plugin"));
    m_name->setObjectName(QStringLiteral("live.form.name"));
    m_wrong->setObjectName(QStringLiteral("live.form.wrong"));
    m_ok->setObjectName(QStringLiteral("live.form.ok"));
    m_cancel->setObjectName(QStringLiteral("live.form.cancel"));
    m_summary->setObjectName(QStringLiteral("live.form.summary"));
    m_summary->setWordWrap(true);
    m_wrong->setWordWrap(true);
    auto* head = new QFormLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    head->setRowWrapPolicy(QFormLayout::WrapLongRows);
    head->addRow(m_pluginLabel, m_plugin);
    head->addRow(m_summary);
    head->addRow(m_nameLabel, m_name);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_ok);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addWidget(m_wrong);
    layout->addLayout(buttons);
    connect(m_plugin, &QComboBox::activated, this, [this](int at) {
        if (at < 0) return;
        m_source = entered();
        m_source.plugin = m_plugins[static_cast<std::size_t>(at)].id;
        build();
    });
    connect(m_ok, &QPushButton::clicked, this, &SourceForm::accept);
    connect(m_cancel, &QPushButton::clicked, this, &SourceForm::cancelled);
    retranslate();
}

void SourceForm::setPlugins(std::vector<Manifest> plugins) {
    m_plugins = std::move(plugins);
    const QSignalBlocker quiet(m_plugin);
    m_plugin->clear();
    for (const Manifest& manifest : m_plugins) m_plugin->addItem(toText(manifest.text(manifest.name, localeName())), toText(manifest.id));
}

void SourceForm::edit(const twin::telemetry::SourceSetup& source, const QStringList& taken) {
    m_source = source;
    m_taken = taken;
    m_fields.clear();
    if (m_source.plugin.empty() && !m_plugins.empty()) m_source.plugin = m_plugins.front().id;
    m_name->setText(toText(source.name));
    build();
    m_name->setFocus();
}

void SourceForm::editSettings(const Manifest& manifest, const twin::extend::Settings& settings) {
    m_settingsOnly = true;
    for (QWidget* each : std::initializer_list<QWidget*>{m_plugin, m_pluginLabel, m_name, m_nameLabel}) each->hide();
    setPlugins({manifest});
    m_source = {manifest.id, {}, settings};
    build();
}

QWidget* SourceForm::editorOf(const Manifest& manifest, const SettingSpec& setting) {
    const auto given = m_source.settings.find(setting.key);
    const QString value = toText(given != m_source.settings.end() ? given->second : setting.byDefault);
    const QString name = QStringLiteral("live.form.setting.") + toText(setting.key);
    QWidget* made = nullptr;
    Field field{setting.key, setting.kind == SettingKind::Secret, {}};
    if (setting.kind == SettingKind::Flag) {
        auto* box = new QCheckBox(m_body);
        box->setChecked(value == QLatin1String("true"));
        field.value = [box] { return box->isChecked() ? QStringLiteral("true") : QStringLiteral("false"); };
        made = box;
    } else if (setting.kind == SettingKind::Choice) {
        auto* box = new QComboBox(m_body);
        for (const auto& choice : setting.choices) box->addItem(toText(manifest.text(choice.label, localeName())), toText(choice.key));
        box->setCurrentIndex(std::max(0, box->findData(value)));
        field.value = [box] { return box->currentData().toString(); };
        made = box;
    } else {
        auto* line = new QLineEdit(m_body);
        if (field.secret) {
            line->setEchoMode(QLineEdit::Password);
            line->setPlaceholderText(tr("Kept in the keychain; empty = unchanged"));
        } else {
            line->setText(value);
            line->setPlaceholderText(toText(setting.byDefault));
        }
        connect(line, &QLineEdit::returnPressed, this, &SourceForm::accept);
        field.value = [line] { return line->text(); };
        made = line;
    }
    made->setObjectName(name);
    made->setToolTip(toText(manifest.text(setting.help, localeName())));
    made->setAccessibleName(toText(manifest.text(setting.label, localeName())));
    m_fields.push_back(std::move(field));
    return made;
}

void SourceForm::build() {
    delete m_body;
    m_body = new QWidget(this);
    m_fields.clear();
    m_wrong->hide();
    auto* form = new QFormLayout(m_body);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const auto found = std::ranges::find(m_plugins, m_source.plugin, &Manifest::id);
    m_plugin->setCurrentIndex(found == m_plugins.end() ? -1 : static_cast<int>(found - m_plugins.begin()));
    if (found != m_plugins.end()) {
        m_summary->setText(toText(found->text(found->summary, localeName())));
        for (const SettingSpec& setting : found->settings) {
            auto* label = dimLabel(toText(found->text(setting.label, localeName())), m_body);
            QWidget* editor = editorOf(*found, setting);
            label->setBuddy(editor);
            form->addRow(label, editor);
        }
    } else {
        m_summary->setText(m_source.plugin.empty() ? tr("No plug-in for live values was found.") : tr("The plug-in \"%1\" is not installed.").arg(toText(m_source.plugin)));
    }
    m_summary->setVisible(!m_summary->text().isEmpty());
    m_ok->setEnabled(found != m_plugins.end());
    static_cast<QVBoxLayout*>(layout())->insertWidget(1, m_body);
    QWidget* before = m_name;
    for (QWidget* each : m_body->findChildren<QWidget*>()) {
        if (each->focusPolicy() == Qt::NoFocus) continue;
        setTabOrder(before, each);
        before = each;
    }
    setTabOrder(before, m_cancel);
}

twin::telemetry::SourceSetup SourceForm::entered() const {
    twin::telemetry::SourceSetup source = m_source;
    source.name = m_name->text().trimmed().toStdString();
    for (const Field& field : m_fields)
        if (!field.secret) source.settings[field.key] = field.value().trimmed().toStdString();
    return source;
}

void SourceForm::accept() {
    const auto found = std::ranges::find(m_plugins, m_source.plugin, &Manifest::id);
    if (found == m_plugins.end()) return;
    twin::telemetry::SourceSetup source = entered();
    QStringList wrong;
    if (source.name.empty() && !m_settingsOnly) wrong << tr("The source needs a name.");
    if (m_taken.contains(toText(source.name))) wrong << tr("Another source is already called \"%1\".").arg(toText(source.name));
    std::erase_if(source.settings, [&](const auto& each) { return found->setting(each.first) == nullptr; });  // of another plug-in
    twin::Issues issues;
    twin::extend::completed(*found, source.settings, issues);
    for (const twin::Issue& issue : issues) wrong << translated(issue.text);
    m_wrong->setText(wrong.join(QLatin1Char('\n')));
    m_wrong->setVisible(!wrong.isEmpty());
    if (!wrong.isEmpty()) return;
    for (const Field& field : m_fields)
        if (const QString value = field.secret ? field.value() : QString(); !value.isEmpty()) emit secretEntered(toText(source.name), toText(field.key), value);
    emit accepted(source);
}

void SourceForm::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        emit cancelled();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void SourceForm::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    m_source = entered();
    retranslate();
    setPlugins(std::move(m_plugins));
    build();
}

void SourceForm::retranslate() {
    m_pluginLabel->setText(tr("Kind of source"));
    m_nameLabel->setText(tr("Name"));
    m_plugin->setAccessibleName(tr("Kind of source"));
    m_name->setAccessibleName(tr("Name of the source"));
    m_ok->setText(tr("Apply"));
    m_cancel->setText(tr("Cancel"));
}

}  // namespace plenum::app
