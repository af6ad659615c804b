// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/spcf_panel.h"

#include "app/panels/collapsible_section.h"
#include "app/panels/panel_support.h"
#include "app/panels/spcf_calculator.h"
#include "app/session/session.h"
#include "app/widgets/when_seen.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

namespace plenum::app {

SpcfPanel::SpcfPanel(Session& session, ViewState& viewState, QWidget* parent) : QWidget(parent), m_session(session), m_viewState(viewState) {
    setObjectName(QStringLiteral("spcf"));
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(4);
    m_section = new CollapsibleSection(QStringLiteral("spcf.section.variant"), {}, body);
    m_none = dimLabel({}, m_section->body());
    m_none->setWordWrap(true);
    m_section->form()->addWidget(m_none, 0, 0, 1, 3);
    static constexpr std::pair<const char*, int> kFigures[] = {{"space_m2", 1}, {"compute_FLOPS", 2}, {"spcf_cooling_W", 3}, {"spcf_power_W", 4}};
    int row = 1;
    for (const auto& [key, equation] : kFigures) {
        Line line{key, equation, new QLabel(m_section->body()), new QLabel(m_section->body()), dimLabel({}, m_section->body())};
        line.value->setObjectName(QStringLiteral("spcf.variant.") + QString::fromLatin1(key));
        line.value->setAlignment(Qt::AlignRight);
        line.value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        line.derivation->setWordWrap(true);
        m_section->form()->addWidget(line.label, row, 0);
        m_section->form()->addWidget(line.value, row, 1, 1, 2);
        m_section->form()->addWidget(line.derivation, row + 1, 0, 1, 3);
        m_lines.push_back(line);
        row += 2;
    }
    m_take = new QPushButton(m_section->body());
    m_take->setObjectName(QStringLiteral("spcf.takeVariant"));
    m_section->form()->addWidget(m_take, row, 0, 1, 3, Qt::AlignLeft);
    m_calculator = new SpcfCalculator(viewState, body);
    column->addWidget(m_section);
    column->addWidget(m_calculator);
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("spcf.scroll"));
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(&session, &Session::frameChanged, new WhenSeen(this, [this] { refresh(); }), &WhenSeen::changed);
    connect(&viewState, &ViewState::unitsChanged, this, &SpcfPanel::refresh);
    connect(m_take, &QPushButton::clicked, this, [this] {
        const auto& frame = m_session.frame();
        const twin::KeyFigure* it = frame ? frame->keyFigure("it_power_W") : nullptr;
        if (it != nullptr && it->value > 0) m_calculator->setIt(it->value);
    });
    retranslate();
}

void SpcfPanel::refresh() {
    const auto& frame = m_session.frame();
    for (Line& line : m_lines) {
        const twin::KeyFigure* figure = frame ? frame->keyFigure(line.key) : nullptr;
        for (QLabel* label : {line.label, line.value, line.derivation}) label->setVisible(figure != nullptr);
        if (figure == nullptr) continue;
        line.label->setText(QStringLiteral("(%1) %2").arg(line.equation).arg(translated(figure->label)));
        line.value->setText(quantityText(figure->value, figure->unit, m_viewState));
        QStringList below;
        for (const twin::Text& text : {figure->note, figure->derivation})
            if (!text.empty()) below << translated(text);
        line.derivation->setText(below.join(QLatin1Char('\n')));
    }
    m_none->setVisible(!frame);
    const twin::KeyFigure* it = frame ? frame->keyFigure("it_power_W") : nullptr;
    m_take->setEnabled(it != nullptr && it->value > 0);
}

void SpcfPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange) return;
    retranslate();
    m_calculator->retranslate();
}

void SpcfPanel::retranslate() {
    m_section->setCaption(tr("This variant"));
    m_none->setText(tr("No result yet."));
    m_take->setText(tr("Calculate with this IT power"));
    refresh();
}

}  // namespace plenum::app
