// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/air_popup.h"

#include "app/models/view_state.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScreen>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>
#include <utility>

namespace plenum::app {

namespace {
using twin::scene::SectionAxis;
using twin::scene::StreamlineSource;
constexpr double kColdest_C = 5, kHottest_C = 80;
constexpr double kSameTemperature_K = 1e-3;
}  // namespace

AirPopup::AirPopup(ViewState& view, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_view(view), m_vectors(new QCheckBox(this)), m_iso(new QCheckBox(this)), m_volume(new QCheckBox(this)), m_linesLabel(new QLabel(this)), m_hint(new QLabel(this)),
      m_lines(new QComboBox(this)), m_isoAt(new QDoubleSpinBox(this)) {
    setObjectName("viewBar.airPopup");
    setFrameShape(QFrame::StyledPanel);
    m_vectors->setObjectName("viewBar.vectors");
    m_lines->setObjectName("viewBar.streamlines");
    m_iso->setObjectName("viewBar.iso");
    m_volume->setObjectName("viewBar.volume");
    m_isoAt->setObjectName("viewBar.isoAt");
    m_hint->setObjectName("viewBar.airHint");
    m_hint->setWordWrap(true);
    m_linesLabel->setBuddy(m_lines);
    m_isoAt->setDecimals(1);
    m_isoAt->setSingleStep(0.5);
    m_isoAt->setKeyboardTracking(false);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 12, 16, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->addWidget(m_linesLabel, 0, 0);
    grid->addWidget(m_lines, 0, 1);
    grid->addWidget(m_iso, 1, 0);
    grid->addWidget(m_isoAt, 1, 1);
    grid->addWidget(m_volume, 2, 0, 1, 2);
    grid->addWidget(m_vectors, 3, 0, 1, 2);
    grid->addWidget(m_hint, 3, 0, 1, 2);
    connect(m_vectors, &QCheckBox::toggled, this, &AirPopup::take);
    connect(m_iso, &QCheckBox::toggled, this, &AirPopup::take);
    connect(m_volume, &QCheckBox::toggled, this, &AirPopup::take);
    connect(m_lines, &QComboBox::currentIndexChanged, this, &AirPopup::take);
    connect(m_isoAt, &QDoubleSpinBox::valueChanged, this, &AirPopup::take);
    for (const auto changed : {&ViewState::sectionChanged, &ViewState::overlayChanged, &ViewState::unitsChanged}) connect(&view, changed, this, &AirPopup::refresh);
    retranslate();
}

void AirPopup::retranslate() {
    const QSignalBlocker blocker(m_lines);
    m_linesLabel->setText(tr("Streamlines"));
    m_lines->clear();
    for (const auto& [source, text] : {std::pair{StreamlineSource::None, tr("Off")}, std::pair{StreamlineSource::Supplies, tr("From tiles and coolers")},
                                       std::pair{StreamlineSource::Racks, tr("To and from racks")}, std::pair{StreamlineSource::Chosen, tr("Of the selection")}})
        m_lines->addItem(text, static_cast<int>(source));
    m_lines->setToolTip(tr("Paths that the air takes, coloured by its temperature; they are drawn anew when a solution has settled"));
    m_iso->setText(tr("Surface at"));
    m_iso->setToolTip(tr("The surface on which the air has this temperature; 27 °C is the recommended inlet limit"));
    m_isoAt->setToolTip(m_iso->toolTip());
    m_isoAt->setAccessibleName(tr("Temperature of the surface"));
    m_volume->setText(tr("Warm air as a volume"));
    m_volume->setToolTip(tr("Air is clear at the cold end of the scale and the denser the warmer it is; without a graphics card it slows turning the scene"));
    m_vectors->setText(tr("Arrows on the section"));
    m_vectors->setToolTip(tr("Direction and speed of the air along the section plane; the longest stand for the fastest air there"));
    refresh();
}

void AirPopup::refresh() {
    const QSignalBlocker a(m_vectors), b(m_iso), c(m_lines), d(m_isoAt), e(m_volume);
    const AirPicture& picture = m_view.airPicture();
    const twin::DisplayUnit unit = twin::displayUnit(twin::Unit::Temperature, m_view.units());
    const bool air = m_view.overlay().field, section = picture.section != SectionAxis::None && m_view.fieldVisible();
    m_lines->setCurrentIndex(m_lines->findData(static_cast<int>(picture.streamlines)));
    m_iso->setChecked(picture.isoSurface);
    m_volume->setChecked(picture.volume);
    m_isoAt->setRange(kColdest_C * unit.scale + unit.offset, kHottest_C * unit.scale + unit.offset);
    m_isoAt->setSuffix(QLatin1Char(' ') + QString::fromUtf8(unit.symbol));
    m_isoAt->setValue(picture.iso_C * unit.scale + unit.offset);
    m_vectors->setChecked(picture.vectors);
    m_vectors->setEnabled(air && section);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_lines, m_iso, m_isoAt, m_volume}) widget->setEnabled(air);
    m_hint->setText(!air ? tr("The hall air is shown with the temperature overlay.") : !section ? tr("Arrows need a section.") : QString());
    m_hint->setVisible(!m_hint->text().isEmpty());
}

void AirPopup::take() {
    AirPicture picture = m_view.airPicture();
    const twin::DisplayUnit unit = twin::displayUnit(twin::Unit::Temperature, m_view.units());
    const double wanted_C = (m_isoAt->value() - unit.offset) / unit.scale;
    picture.vectors = m_vectors->isChecked();
    picture.isoSurface = m_iso->isChecked();
    picture.volume = m_volume->isChecked();
    if (sender() == m_isoAt && std::abs(wanted_C - picture.iso_C) > kSameTemperature_K) {
        picture.iso_C = wanted_C;
        picture.isoSurface = true;
    }
    picture.streamlines = static_cast<StreamlineSource>(m_lines->currentData().toInt());
    m_view.setAirPicture(picture);
}

void AirPopup::open(const QWidget& anchor) {
    refresh();
    adjustSize();
    QPoint at = anchor.mapToGlobal(QPoint(anchor.width() - width(), anchor.height() + 4));
    if (const QScreen* screen = anchor.screen()) at.setX(std::clamp(at.x(), screen->geometry().left(), std::max(screen->geometry().left(), screen->geometry().right() - width())));
    move(at);
    show();
    m_lines->setFocus();
}

void AirPopup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return hide();
    QFrame::keyPressEvent(event);
}

void AirPopup::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

}  // namespace plenum::app
