// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/param_row.h"

#include "app/panels/panel_support.h"
#include "app/panels/quantity_edit.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace plenum::app {

ParamRow::ParamRow(twin::Param param, const ViewState& viewState, QGridLayout* form, int row, QWidget* parent)
    : QObject(parent), m_param(param), m_viewState(viewState), m_label(dimLabel(translated(twin::spec(param).label), parent)),
      m_reset(new QToolButton(parent)) {
    const twin::ParamSpec& spec = twin::spec(param);
    const QString name = QStringLiteral("inspector.") + QString::fromLatin1(spec.key);
    setObjectName(name + QStringLiteral(".row"));
    QWidget* editor = nullptr;
    if (spec.unit == twin::Unit::Choice) {
        m_choice = new QComboBox(parent);
        leaveWheel(m_choice);
        for (const char* label : spec.choiceLabels) m_choice->addItem(translated(label));
        m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_choice->setMinimumContentsLength(6);
        m_choice->setPlaceholderText(QStringLiteral("–"));
        connect(m_choice, &QComboBox::activated, this, [this](int at) { emit changed(m_param, at); });
        editor = m_choice;
    } else {
        m_edit = new QuantityEdit(viewState, spec.unit, spec.min, spec.max, parent);
        connect(m_edit, &QuantityEdit::committed, this, [this](double value) {
            emit changed(m_param, twin::spec(m_param).unit == twin::Unit::Count ? std::round(value) : value);
        });
        editor = m_edit;
    }
    editor->setObjectName(name);
    editor->setAccessibleName(m_label->text());
    m_label->setBuddy(editor);
    shareWidth(m_label, editor);
    m_reset->setObjectName(name + QStringLiteral(".reset"));
    m_reset->setText(QStringLiteral("↺"));
    m_reset->setFixedSize(22, 22);
    m_reset->setStyleSheet(QStringLiteral("padding: 0"));
    QSizePolicy policy = m_reset->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(policy);
    m_reset->hide();
    connect(m_reset, &QToolButton::clicked, this, [this] { emit resetRequested(m_param); });
    form->addWidget(m_label, row, 0);
    form->addWidget(editor, row, 1);
    form->addWidget(m_reset, row, 2);
}

void ParamRow::show(const Inspected& inspected) {
    if (inspected.items.empty()) return;
    bool mixed = false, overridden = false, any = false;
    double common = std::numeric_limits<double>::quiet_NaN();
    for (const twin::Item* item : inspected.items) {
        const double value = inspected.site->value(*item, m_param);
        if (!any) {
            common = value;
        } else if (value != common && !(std::isnan(value) && std::isnan(common))) {
            mixed = true;
        }
        any = true;
        overridden = overridden || item->values.find(m_param) != nullptr;
        if (mixed && overridden) break;
    }
    if (m_choice != nullptr) {
        m_choice->setCurrentIndex(mixed || std::isnan(common) ? -1 : static_cast<int>(std::lround(common)));
    } else if (mixed) {
        m_edit->setMixed();
    } else {
        m_edit->setValue(common);
    }
    m_reset->setVisible(overridden);
    m_label->setForegroundRole(overridden ? QPalette::WindowText : QPalette::PlaceholderText);
    showTip(inspected, overridden);
}

void ParamRow::showTip(const Inspected& inspected, bool overridden) {
    const twin::ParamSpec& spec = twin::spec(m_param);
    const twin::Item& item = *inspected.current();
    const twin::EquipmentType* type = inspected.site->typeOf(item);
    const double* ofType = type != nullptr ? type->values.find(m_param) : nullptr;
    const double inherited = ofType != nullptr ? *ofType : twin::defaultValue(item.kind, m_param);
    const QString inheritedText =
        spec.unit == twin::Unit::Choice
            ? translated(spec.choiceLabels[static_cast<std::size_t>(std::clamp(inherited, spec.min, spec.max) + 0.5)])
            : quantityText(inherited, spec.unit, m_viewState);
    QString origin = ofType != nullptr ? tr("%1 from the type %2").arg(inheritedText, toText(type->name).toHtmlEscaped())
                                       : tr("%1 is the default of this kind").arg(inheritedText);
    if (ofType != nullptr) {
        std::string source = type->source;
        for (const auto& [param, text] : type->sources)
            if (param == m_param) source = text;
        if (!source.empty()) origin += QStringLiteral("<br>") + tr("Source: %1").arg(toText(source).toHtmlEscaped());
    }
    if (overridden) origin = tr("Set on this object.") + QStringLiteral("<br>") + origin;
    const QString tip = translated(spec.help).toHtmlEscaped() + QStringLiteral("<br>") + origin;
    m_label->setToolTip(tip);
    m_reset->setToolTip(tr("Back to %1").arg(inheritedText));
    m_reset->setAccessibleName(tr("Reset %1").arg(m_label->text()));
    if (m_edit != nullptr && !m_edit->isRefused()) m_edit->setHelp(tip);
    if (m_choice != nullptr) m_choice->setToolTip(tip);
}

void ParamRow::discard() {
    if (m_edit != nullptr) m_edit->discard();
}

}  // namespace plenum::app
