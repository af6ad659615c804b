// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspaces/presenter.h"

#include "app/document/document.h"
#include "app/widgets/theme.h"

#include <QApplication>
#include <QFrame>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>

#include <algorithm>
#include <utility>

namespace plenum::app {

namespace {

constexpr int kMargin = 24, kWidest = 1100, kLarger_px = 4;

bool isKeyOfPresenter(int key) {
    switch (key) {
        case Qt::Key_Right:
        case Qt::Key_Space:
        case Qt::Key_PageDown:
        case Qt::Key_Left:
        case Qt::Key_PageUp:
        case Qt::Key_Home:
        case Qt::Key_End:
        case Qt::Key_Escape: return true;
        default: return false;
    }
}

}  // namespace

Presenter::Presenter(Document& document, QWidget& window, Show show, Stage stage, QObject* parent)
    : QObject(parent), m_document(document), m_window(window), m_show(std::move(show)), m_stageOf(std::move(stage)), m_bar(new QFrame(&window)), m_name(new QLabel(m_bar)), m_caption(new QLabel(m_bar)), m_count(new QLabel(m_bar)) {
    m_bar->setObjectName(QStringLiteral("presenter.bar"));
    m_bar->setFrameShape(QFrame::StyledPanel);
    m_bar->setAutoFillBackground(true);  // the palette's window: readable on any picture
    m_bar->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_name->setObjectName(QStringLiteral("presenter.name"));
    m_caption->setObjectName(QStringLiteral("presenter.caption"));
    m_count->setObjectName(QStringLiteral("presenter.count"));
    for (QLabel* label : {m_name, m_caption, m_count}) label->setTextFormat(Qt::PlainText);
    m_name->setFont(bodyFont(kLarger_px + 2, QFont::DemiBold));
    m_caption->setFont(bodyFont(kLarger_px - 1));
    m_count->setFont(bodyFont(kLarger_px - 1));
    m_caption->setWordWrap(true);
    auto* grid = new QGridLayout(m_bar);
    grid->setContentsMargins(20, 12, 20, 14);
    grid->setHorizontalSpacing(24);
    grid->addWidget(m_name, 0, 0);
    grid->addWidget(m_count, 0, 1, Qt::AlignRight | Qt::AlignBaseline);
    grid->addWidget(m_caption, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    m_bar->hide();
    connect(&document, &Document::viewsChanged, this, [this] {
        if (m_running) go(m_current);
    });
    connect(&document, &Document::projectReset, this, &Presenter::end);
}

Presenter::~Presenter() {
    if (m_running) qApp->removeEventFilter(this);
}

void Presenter::start(int from) {
    const auto count = static_cast<int>(m_document.project().views.size());
    if (m_running || count == 0) return;
    m_running = true;
    m_current = std::clamp(from, 0, count - 1);
    m_before = m_window.windowState();
    emit started();
    m_window.setWindowState(m_before | Qt::WindowFullScreen);
    qApp->installEventFilter(this);
    show(true);
}

void Presenter::end() {
    if (!m_running) return;
    m_running = false;
    qApp->removeEventFilter(this);
    m_bar->hide();
    m_stage = nullptr;
    m_window.setWindowState(m_before);
    emit ended();
}

void Presenter::go(int to) {
    if (!m_running) return;
    const auto count = static_cast<int>(m_document.project().views.size());
    if (count == 0) return end();
    const int next = std::clamp(to, 0, count - 1);
    const bool another = next != m_current;
    m_current = next;
    show(another);
    if (another) emit moved(m_current);
}

void Presenter::show(bool animated) {
    const twin::SavedView view = m_document.project().views[static_cast<std::size_t>(m_current)];
    m_show(view, animated);
    m_stage = m_stageOf(view);
    m_name->setText(QString::fromStdString(view.name));
    m_caption->setText(QString::fromStdString(view.caption));
    m_caption->setVisible(!view.caption.empty());
    m_count->setText(tr("%1 of %2").arg(m_current + 1).arg(m_document.project().views.size()));
    place();
    m_bar->show();
    m_bar->raise();
}

/// Over the lower edge of the stage, as high as its text asks for.
void Presenter::place() {
    if (m_stage == nullptr) return;
    const QRect stage(m_stage->mapTo(&m_window, QPoint(0, 0)), m_stage->size());
    const int width = std::max(240, std::min(kWidest, stage.width() - 2 * kMargin));
    const int height = std::max(m_bar->sizeHint().height(), m_bar->layout()->totalHeightForWidth(width));
    m_bar->setGeometry(stage.center().x() - width / 2, stage.bottom() - kMargin - height, width, height);
}

bool Presenter::takeKey(int key) {
    const auto last = static_cast<int>(m_document.project().views.size()) - 1;
    switch (key) {
        case Qt::Key_Right:
        case Qt::Key_Space:
        case Qt::Key_PageDown: go(m_current + 1); return true;
        case Qt::Key_Left:
        case Qt::Key_PageUp: go(m_current - 1); return true;
        case Qt::Key_Home: go(0); return true;
        case Qt::Key_End: go(last); return true;
        case Qt::Key_Escape: end(); return true;
        default: return false;
    }
}

bool Presenter::eventFilter(QObject* object, QEvent* event) {
    if (!object->isWidgetType()) return false;
    if (event->type() == QEvent::Resize && (object == m_stage || object == &m_window)) place();
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) return false;
    if (static_cast<QWidget*>(object)->window() != &m_window) return false;
    const auto& key = *static_cast<QKeyEvent*>(event);
    if ((key.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier || !isKeyOfPresenter(key.key())) return false;
    if (event->type() == QEvent::ShortcutOverride) {  // the keys are ours, not of an action of the window
        event->accept();
        return true;
    }
    return takeKey(key.key());
}

}  // namespace plenum::app
