// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/view_bar.h"

#include "app/models/view_state.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace plenum::app {

namespace {
constexpr double kSliderStep_m = 0.05;
constexpr double kSliderTop_m = 4.0;
}  // namespace

ViewBar::ViewBar(ViewState& view, QWidget* parent) : QWidget(parent), m_view(view) {
    setObjectName("viewBar");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    m_overlayLabel = new QLabel(this);
    m_overlay = new QComboBox(this);
    m_overlay->setObjectName("viewBar.overlay");
    m_overlay->setMinimumWidth(180);
    m_overlayLabel->setBuddy(m_overlay);
    m_sectionLabel = new QLabel(this);
    m_section = new QSlider(Qt::Horizontal, this);
    m_section->setObjectName("viewBar.section");
    m_section->setRange(1, static_cast<int>(kSliderTop_m / kSliderStep_m));
    m_section->setFixedWidth(140);
    m_sectionLabel->setBuddy(m_section);
    m_height = new QLabel(this);
    m_height->setMinimumWidth(56);
    const auto toggle = [this](const char* name) {
        auto* button = new QToolButton(this);
        button->setObjectName(name);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        return button;
    };
    m_field = toggle("viewBar.field");
    m_banded = toggle("viewBar.banded");
    m_lock = toggle("viewBar.lock");
    for (QWidget* widget : std::initializer_list<QWidget*>{m_overlayLabel, m_overlay, m_banded, m_lock}) row->addWidget(widget);
    row->addStretch(1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_field, m_sectionLabel, m_section, m_height}) row->addWidget(widget);

    connect(m_overlay, &QComboBox::currentIndexChanged, this, [this](int at) { m_view.setOverlay(m_overlay->itemData(at).toString()); });
    connect(m_section, &QSlider::valueChanged, this, [this](int value) { m_view.setSectionHeight(value * kSliderStep_m); });
    connect(m_field, &QToolButton::toggled, &m_view, &ViewState::setFieldVisible);
    connect(m_banded, &QToolButton::toggled, &m_view, &ViewState::setBanded);
    connect(m_lock, &QToolButton::toggled, &m_view, &ViewState::setRangeLocked);
    connect(&view, &ViewState::overlayChanged, this, &ViewBar::refresh);
    connect(&view, &ViewState::overlaysChanged, this, &ViewBar::retranslate);
    connect(&view, &ViewState::sectionChanged, this, &ViewBar::refresh);
    connect(&view, &ViewState::unitsChanged, this, &ViewBar::refresh);
    retranslate();
}

void ViewBar::retranslate() {
    const QSignalBlocker blocker(m_overlay);
    m_overlay->clear();
    for (const auto* overlay : m_view.overlays()) {
        m_overlay->addItem(translated(overlay->label), QString::fromUtf8(overlay->key));
        m_overlay->setItemData(m_overlay->count() - 1, translated(overlay->help), Qt::ToolTipRole);
    }
    m_overlayLabel->setText(tr("Overlay"));
    m_sectionLabel->setText(tr("Section at"));
    m_field->setText(tr("Air field"));
    m_field->setToolTip(tr("Show the hall air on the section plane and the floor"));
    m_banded->setText(tr("Bands"));
    m_banded->setToolTip(tr("Colours in ten steps in place of a smooth map"));
    m_lock->setText(tr("Lock range"));
    m_lock->setToolTip(tr("Keep the range of colours while values change"));
    refresh();
}

void ViewBar::refresh() {
    const QSignalBlocker a(m_overlay), b(m_section), c(m_field), d(m_banded), e(m_lock);
    m_overlay->setCurrentIndex(m_overlay->findData(QString::fromUtf8(m_view.overlay().key)));
    m_overlay->setToolTip(translated(m_view.overlay().help));
    m_section->setValue(qRound(m_view.sectionHeight_m() / kSliderStep_m));
    m_height->setText(QString::fromStdString(twin::formatQuantity(m_view.sectionHeight_m(), twin::Unit::Metre, m_view.units())));
    m_field->setChecked(m_view.fieldVisible());
    m_banded->setChecked(m_view.banded());
    m_lock->setChecked(m_view.rangeLocked());
}

void ViewBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace plenum::app
