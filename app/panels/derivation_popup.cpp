// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/derivation_popup.h"

#include "app/panels/panel_support.h"

#include <QKeyEvent>
#include <QLabel>
#include <QScreen>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace plenum::app {

namespace {
constexpr int kWidth_px = 360;
}

DerivationPopup::DerivationPopup(const ViewState& viewState, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_viewState(viewState), m_caption(dimLabel({}, this)), m_value(new QLabel(this)), m_note(new QLabel(this)),
      m_derivation(dimLabel({}, this)), m_item(new QToolButton(this)) {
    setObjectName(QStringLiteral("keyFigures.derivation"));
    setFrameShape(QFrame::StyledPanel);
    setFixedWidth(kWidth_px);
    m_value->setObjectName(QStringLiteral("keyFigures.derivation.value"));
    m_value->setFont(bodyFont(7, QFont::DemiBold));
    m_derivation->setObjectName(QStringLiteral("keyFigures.derivation.text"));
    m_item->setObjectName(QStringLiteral("keyFigures.derivation.item"));
    for (QLabel* label : {m_note, m_derivation}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(4);
    layout->addWidget(m_caption);
    layout->addWidget(m_value);
    layout->addWidget(m_note);
    layout->addSpacing(4);
    layout->addWidget(m_derivation);
    layout->addWidget(m_item, 0, Qt::AlignLeft);
    connect(m_item, &QToolButton::clicked, this, [this] {
        hide();
        emit selectRequested(m_id);
    });
}

void DerivationPopup::showFigure(const twin::KeyFigure& figure, const QString& itemName, const QWidget& anchor) {
    const Theme theme = themeOf(m_viewState);
    const Mark mark = markOf(figure.state);
    m_id = figure.item;
    m_caption->setText(translated(figure.label));
    m_value->setText(quantityText(figure.value, figure.unit, m_viewState));
    m_note->setText(figure.note.empty() ? QString() : markShape(mark) + QLatin1Char(' ') + translated(figure.note));
    m_note->setVisible(!figure.note.empty());
    setTextColour(m_note, mark == Mark::Neutral ? theme.text : markColour(theme, mark));
    m_derivation->setText(figure.derivation.empty() ? tr("No derivation is given.") : translated(figure.derivation));
    m_item->setVisible(figure.item && !itemName.isEmpty());
    m_item->setText(tr("Select %1").arg(itemName));
    // Word-wrapped labels know their height only for a width.
    layout()->activate();
    resize(kWidth_px, layout()->heightForWidth(kWidth_px));
    QPoint at = anchor.mapToGlobal(QPoint(0, anchor.height() + 4));
    if (const QScreen* screen = anchor.screen()) {
        const QRect area = screen->availableGeometry();
        at.setX(std::clamp(at.x(), area.left(), std::max(area.left(), area.right() - width())));
    }
    move(at);
    show();
    setFocus();
}

void DerivationPopup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) hide();
    else QFrame::keyPressEvent(event);
}

}  // namespace plenum::app
