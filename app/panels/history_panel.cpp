// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/history_panel.h"

#include "app/document/document.h"

#include <QEvent>
#include <QUndoStack>
#include <QUndoView>
#include <QVBoxLayout>

namespace plenum::app {

HistoryPanel::HistoryPanel(Document& document, QWidget* parent) : QWidget(parent), m_view(new QUndoView(document.undoStack(), this)) {
    setObjectName(QStringLiteral("history"));
    m_view->setObjectName(QStringLiteral("history.view"));
    m_view->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(m_view);
    retranslate();
}

void HistoryPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void HistoryPanel::retranslate() {
    m_view->setEmptyLabel(tr("As opened"));
    m_view->setAccessibleName(tr("History"));
    m_view->setToolTip(tr("Choose a line to go back or forward to that state."));
}

}  // namespace plenum::app
