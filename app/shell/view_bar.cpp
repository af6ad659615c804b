// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/view_bar.h"

#include "app/models/view_state.h"
#include "app/shell/air_popup.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QtMath>

#include <algorithm>
#include <utility>

namespace plenum::app {

namespace {
using twin::scene::SectionAxis;
constexpr double kSliderStep_m = 0.05;
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
    m_axis = new QComboBox(this);
    m_axis->setObjectName("viewBar.sectionAxis");
    m_sectionLabel->setBuddy(m_axis);
    m_section = new QSlider(Qt::Horizontal, this);
    m_section->setObjectName("viewBar.section");
    m_section->setFixedWidth(140);
    m_position = new QLabel(this);
    m_position->setMinimumWidth(56);
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
    m_air = toggle("viewBar.air");
    m_popup = new AirPopup(view, this);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_overlayLabel, m_overlay, m_banded, m_lock}) row->addWidget(widget);
    row->addStretch(1);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_field, m_sectionLabel, m_axis, m_section, m_position, m_air}) row->addWidget(widget);

    connect(m_overlay, &QComboBox::currentIndexChanged, this, [this](int at) { m_view.setOverlay(m_overlay->itemData(at).toString()); });
    connect(m_section, &QSlider::valueChanged, this, [this](int value) { m_view.setSectionPosition(value * kSliderStep_m); });
    connect(m_axis, &QComboBox::currentIndexChanged, this, [this] {
        AirPicture picture = m_view.airPicture();
        picture.section = static_cast<SectionAxis>(m_axis->currentData().toInt());
        m_view.setAirPicture(picture);
    });
    connect(m_air, &QToolButton::clicked, this, [this] {
        m_popup->open(*m_air);
        refresh();  // it is checked while something is drawn, not by the click
    });
    connect(&view, &ViewState::airExtentChanged, this, &ViewBar::refresh);
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
    const QSignalBlocker blocker(m_overlay), axis(m_axis);
    m_overlay->clear();
    for (const auto* overlay : m_view.overlays()) {
        m_overlay->addItem(translated(overlay->label), QString::fromUtf8(overlay->key));
        m_overlay->setItemData(m_overlay->count() - 1, translated(overlay->help), Qt::ToolTipRole);
    }
    m_overlayLabel->setText(tr("Overlay"));
    m_sectionLabel->setText(tr("Section"));
    m_axis->clear();
    for (const auto& [section, text] : {std::pair{SectionAxis::None, tr("Off")}, std::pair{SectionAxis::Z, tr("Horizontal")}, std::pair{SectionAxis::X, tr("Across x")}, std::pair{SectionAxis::Y, tr("Across y")}})
        m_axis->addItem(text, static_cast<int>(section));
    m_axis->setToolTip(tr("The plane through the hall air: level at a height, or upright at a place along x or y"));
    m_section->setAccessibleName(tr("Position of the section"));
    m_section->setToolTip(tr("Position of the section: height over the floor, x or y"));
    m_air->setText(tr("Air picture"));
    m_air->setToolTip(tr("Streamlines, a surface of equal temperature, arrows on the section"));
    m_field->setText(tr("Air field"));
    m_field->setToolTip(tr("Show the hall air on the section plane and the floor"));
    m_banded->setText(tr("Bands"));
    m_banded->setToolTip(tr("Colours in ten steps in place of a smooth map"));
    m_lock->setText(tr("Lock range"));
    m_lock->setToolTip(tr("Keep the range of colours while values change"));
    refresh();
}

void ViewBar::refresh() {
    const QSignalBlocker a(m_overlay), b(m_section), c(m_field), d(m_banded), e(m_lock), f(m_axis), g(m_air);
    m_overlay->setCurrentIndex(m_overlay->findData(QString::fromUtf8(m_view.overlay().key)));
    m_overlay->setToolTip(translated(m_view.overlay().help));
    const AirPicture& picture = m_view.airPicture();
    const bool across = picture.section == SectionAxis::X || picture.section == SectionAxis::Y;
    const auto [low, high] = m_view.sectionExtent_m();
    m_axis->setCurrentIndex(m_axis->findData(static_cast<int>(picture.section)));
    m_section->setRange(across ? qCeil(low / kSliderStep_m) : 1, qFloor(high / kSliderStep_m));
    m_section->setPageStep(std::max(1, (m_section->maximum() - m_section->minimum()) / 20));
    m_section->setValue(qRound(m_view.sectionPosition_m() / kSliderStep_m));
    m_section->setEnabled(picture.section != SectionAxis::None);
    m_position->setEnabled(m_section->isEnabled());
    m_position->setText(QString::fromStdString(twin::formatQuantity(m_view.sectionPosition_m(), twin::Unit::Metre, m_view.units())));
    m_air->setChecked(picture.vectors || picture.isoSurface || picture.volume || picture.streamlines != twin::scene::StreamlineSource::None);
    m_field->setChecked(m_view.fieldVisible());
    m_banded->setChecked(m_view.banded());
    m_lock->setChecked(m_view.rangeLocked());
}

void ViewBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace plenum::app
