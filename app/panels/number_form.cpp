// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/number_form.h"

#include "app/panels/panel_support.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace plenum::app {

namespace {
constexpr int kHeadRows = 4;  ///< most of them; empty rows take no room
}

NumberForm::NumberForm(const QString& prefix, std::span<const NumberSpec> specs, QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    for (const NumberSpec& spec : specs) {
        const int field = static_cast<int>(m_boxes.size());
        auto* box = new QDoubleSpinBox(this);
        box->setObjectName(prefix + QLatin1Char('.') + QString::fromLatin1(spec.name));
        box->setDecimals(spec.decimals);
        box->setRange(spec.from, spec.to);
        box->setSingleStep(spec.step);
        box->setValue(spec.value);
        box->setKeyboardTracking(false);
        leaveWheel(box);
        auto* label = new QLabel(this);
        label->setBuddy(box);
        shareWidth(label, box);
        m_grid->addWidget(label, kHeadRows + field, 0);
        m_grid->addWidget(box, kHeadRows + field, 1);
        m_boxes.push_back(box);
        m_labels.push_back(label);
        connect(box, &QDoubleSpinBox::valueChanged, this, [this, field] { emit edited(field); });
    }
}

void NumberForm::addHead(QLabel* label, QWidget* editor) {
    shareWidth(label, editor);
    leaveWheel(editor);
    m_grid->addWidget(label, m_heads, 0);
    m_grid->addWidget(editor, m_heads++, 1);
}

double NumberForm::value(int field) const { return m_boxes[static_cast<std::size_t>(field)]->value(); }

void NumberForm::set(int field, double value) {
    QDoubleSpinBox* box = m_boxes[static_cast<std::size_t>(field)];
    const QSignalBlocker quiet(box);
    box->setValue(value);
}

void NumberForm::setShown(int field, bool shown) {
    m_boxes[static_cast<std::size_t>(field)]->setVisible(shown);
    m_labels[static_cast<std::size_t>(field)]->setVisible(shown);
}

void NumberForm::setTexts(std::span<const NumberText> texts) {
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        m_labels[i]->setText(texts[i].label);
        m_boxes[i]->setSuffix(texts[i].suffix);
        m_boxes[i]->setToolTip(texts[i].tip);
    }
}

}  // namespace plenum::app
