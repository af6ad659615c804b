// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/comparison_inputs_popup.h"

#include "app/models/view_state.h"
#include "twin/model/param.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>

namespace plenum::app {

ComparisonInputsPopup::ComparisonInputsPopup(QWidget* parent)
    : QFrame(parent, Qt::Popup), m_redundancy(new QComboBox(this)), m_inlet(new QComboBox(this)), m_precision(new QComboBox(this)),
      m_tokens(new QDoubleSpinBox(this)), m_utilisation(new QDoubleSpinBox(this)), m_source(new QLineEdit(this)) {
    setObjectName(QStringLiteral("compare.inputs"));
    setFrameShape(QFrame::StyledPanel);
    m_redundancy->setObjectName(QStringLiteral("compare.inputs.redundancy"));
    m_inlet->setObjectName(QStringLiteral("compare.inputs.inlet"));
    m_precision->setObjectName(QStringLiteral("compare.inputs.precision"));
    m_tokens->setObjectName(QStringLiteral("compare.inputs.tokens"));
    m_utilisation->setObjectName(QStringLiteral("compare.inputs.utilisation"));
    m_source->setObjectName(QStringLiteral("compare.inputs.source"));
    m_tokens->setRange(0, 1e12);
    m_tokens->setDecimals(1);
    m_tokens->setGroupSeparatorShown(true);
    m_utilisation->setRange(0, 100);
    m_utilisation->setSuffix(QStringLiteral(" %"));
}

void ComparisonInputsPopup::open(const twin::ComparisonInputs& inputs, const QWidget& anchor) {
    m_before = inputs;
    delete layout();
    auto* form = new QFormLayout(this);  // anew: the language may have changed
    form->setContentsMargins(16, 12, 16, 12);
    m_redundancy->clear();
    m_redundancy->addItems({tr("N: works in the normal state"), tr("2N: and with either side lost")});
    m_redundancy->setCurrentIndex(inputs.redundancy == twin::ComparisonInputs::Redundancy::TwoN ? 1 : 0);
    m_inlet->clear();
    m_inlet->addItems({tr("Recommended range of the rack's class"), tr("Allowable range of the rack's class")});
    m_inlet->setCurrentIndex(inputs.inlet == twin::ComparisonInputs::Inlet::Allowable ? 1 : 0);
    m_precision->clear();
    m_precision->addItem(tr("All, where they agree"));
    for (const char* choice : twin::spec(twin::Param::Precision).choices) m_precision->addItem(translated(choice));
    m_precision->setCurrentIndex(inputs.precision ? static_cast<int>(*inputs.precision) + 1 : 0);
    m_tokens->setSpecialValueText(tr("not stated"));
    m_tokens->setValue(inputs.tokens_s_PFLOPS.value_or(0));
    m_tokens->setToolTip(tr("Tokens a second for each PFLOPS of peak compute, as you state it. 0: not stated, and no tokens per watt are shown."));
    m_utilisation->setValue(inputs.utilisation * 100);
    m_source->setText(QString::fromStdString(inputs.tokensSource));
    m_source->setPlaceholderText(tr("Where the figures come from"));
    form->addRow(tr("Racks must keep"), m_redundancy);
    form->addRow(tr("Inlets must stay in"), m_inlet);
    form->addRow(tr("Compute counted at"), m_precision);
    form->addRow(tr("Tokens/s per PFLOPS"), m_tokens);
    form->addRow(tr("Utilisation"), m_utilisation);
    form->addRow(tr("Source"), m_source);
    adjustSize();
    move(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)));
    show();
    m_redundancy->setFocus();
}

twin::ComparisonInputs ComparisonInputsPopup::read() const {
    twin::ComparisonInputs inputs = m_before;
    inputs.redundancy = m_redundancy->currentIndex() == 1 ? twin::ComparisonInputs::Redundancy::TwoN : twin::ComparisonInputs::Redundancy::N;
    inputs.inlet = m_inlet->currentIndex() == 1 ? twin::ComparisonInputs::Inlet::Allowable : twin::ComparisonInputs::Inlet::Recommended;
    inputs.precision.reset();
    if (m_precision->currentIndex() > 0) inputs.precision = static_cast<twin::Precision>(m_precision->currentIndex() - 1);
    inputs.tokens_s_PFLOPS.reset();
    if (m_tokens->value() > 0) inputs.tokens_s_PFLOPS = m_tokens->value();
    inputs.utilisation = m_utilisation->value() / 100;
    inputs.tokensSource = m_source->text().toStdString();
    return inputs;
}

void ComparisonInputsPopup::hideEvent(QHideEvent* event) {
    QFrame::hideEvent(event);
    if (const auto now = read(); !(now == m_before)) emit edited(now);
}

}  // namespace plenum::app
