// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/collapsible_section.h"

#include <QFrame>
#include <QGridLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace plenum::app {

CollapsibleSection::CollapsibleSection(const QString& name, const QString& caption, QWidget* parent)
    : QWidget(parent), m_caption(new QToolButton(this)), m_body(new QWidget(this)), m_form(new QGridLayout(m_body)) {
    setObjectName(name);
    m_caption->setObjectName(name + QStringLiteral(".caption"));
    m_caption->setCheckable(true);
    m_caption->setChecked(true);
    m_caption->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_caption->setArrowType(Qt::DownArrow);
    m_caption->setIconSize({8, 8});
    m_caption->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // The application's sheet fills a checked tool button; a caption is open or folded, not pressed.
    m_caption->setStyleSheet(QStringLiteral("QToolButton { padding: 2px 0; font-weight: 600; }"
                                            "QToolButton:checked { background: transparent; }"));
    auto* line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setFixedHeight(1);
    line->setForegroundRole(QPalette::Mid);
    line->setFrameShadow(QFrame::Plain);

    m_form->setContentsMargins(0, 4, 0, 8);
    m_form->setHorizontalSpacing(8);
    m_form->setVerticalSpacing(4);
    m_form->setColumnStretch(0, 5);
    m_form->setColumnStretch(1, 5);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_caption);
    layout->addWidget(line);
    layout->addWidget(m_body);
    connect(m_caption, &QToolButton::toggled, this, [this](bool open) {
        m_body->setVisible(open);
        m_caption->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        emit expandedChanged(open);
    });
    setCaption(caption);
}

void CollapsibleSection::setCaption(const QString& caption) { m_caption->setText(caption); }
bool CollapsibleSection::isExpanded() const { return m_caption->isChecked(); }
void CollapsibleSection::setExpanded(bool expanded) { m_caption->setChecked(expanded); }

}  // namespace plenum::app
