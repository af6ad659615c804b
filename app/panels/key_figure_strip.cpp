// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/key_figure_strip.h"

#include "app/panels/derivation_popup.h"
#include "app/panels/panel_support.h"
#include "app/session/session.h"
#include "app/widgets/key_figure_tile.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QWheelEvent>

#include <cmath>

namespace plenum::app {

namespace {
constexpr int kAgeStep_ms = 500;
constexpr int kTileWidth_px = 148;  // below this a tile is not read; the strip scrolls instead

FigureState stateOf(twin::KeyFigure::State state) {
    switch (state) {
        case twin::KeyFigure::State::Neutral: return FigureState::Neutral;
        case twin::KeyFigure::State::Good: return FigureState::Good;
        case twin::KeyFigure::State::Warning: return FigureState::Warning;
        case twin::KeyFigure::State::Bad: return FigureState::Bad;
    }
    return FigureState::Neutral;
}
}  // namespace

KeyFigureStrip::KeyFigureStrip(Session& session, Selection& selection, ViewState& viewState, QWidget* parent)
    : QWidget(parent), m_session(session), m_selection(selection), m_viewState(viewState), m_scroll(new QScrollArea(this)), m_row(new QWidget),
      m_layout(new QHBoxLayout(m_row)), m_popup(new DerivationPopup(viewState, this)), m_ageTimer(new QTimer(this)) {
    setObjectName(QStringLiteral("keyFigures"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_layout->setContentsMargins(4, 4, 4, 4);
    m_layout->setSpacing(4);
    m_scroll->setObjectName(QStringLiteral("keyFigures.scroll"));
    m_scroll->setWidget(m_row);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // wheel and keys scroll; a bar would cover the notes
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->installEventFilter(this);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    m_ageTimer->setInterval(kAgeStep_ms);
    connect(m_ageTimer, &QTimer::timeout, this, &KeyFigureStrip::refresh);
    connect(&session, &Session::frameChanged, this, &KeyFigureStrip::refresh);
    connect(&session, &Session::stateChanged, this, &KeyFigureStrip::refresh);
    connect(&viewState, &ViewState::unitsChanged, this, &KeyFigureStrip::refresh);
    connect(&viewState, &ViewState::themeChanged, this, [this] {
        for (const Entry& entry : m_tiles) entry.tile->setTheme(themeOf(m_viewState));
    });
    connect(m_popup, &DerivationPopup::selectRequested, this, [this](twin::Id id) { m_selection.select({id}); });
    refresh();
}

void KeyFigureStrip::setParentFrame(std::shared_ptr<const twin::Frame> frame, const QString& name) {
    m_parent = std::move(frame);
    m_parentName = name;
    refresh();
}

void KeyFigureStrip::fitTiles(std::size_t count) {
    while (m_tiles.size() > count) {
        m_tiles.back().tile->deleteLater();
        m_tiles.pop_back();
    }
    while (m_tiles.size() < count) {
        auto* tile = new KeyFigureTile(themeOf(m_viewState), m_row);
        tile->setMinimumWidth(kTileWidth_px);
        tile->installEventFilter(this);
        const std::size_t at = m_tiles.size();
        connect(tile, &QAbstractButton::clicked, this, [this, at] { activate(at); });
        m_layout->addWidget(tile);
        m_tiles.push_back({{}, tile});
    }
    m_row->setMinimumWidth(static_cast<int>(count) * (kTileWidth_px + m_layout->spacing()) + 2 * m_layout->spacing());
    const int height = (m_tiles.empty() ? 60 : m_tiles.front().tile->sizeHint().height()) + 8;
    if (minimumHeight() != height) setFixedHeight(height);
}

QString KeyFigureStrip::noteOf(const twin::KeyFigure& figure) const {
    QStringList parts;
    if (m_parent)
        if (const twin::KeyFigure* other = m_parent->keyFigure(figure.key)) {
            const QString difference = differenceText(figure.value - other->value, figure.unit, m_viewState);
            if (!difference.isEmpty()) parts << tr("%1 vs %2").arg(difference, m_parentName);
        }
    if (!figure.note.empty()) parts << translated(figure.note);
    return parts.join(QStringLiteral(" · "));
}

void KeyFigureStrip::refresh() {
    const auto& frame = m_session.frame();
    const bool old = frame && !m_session.upToDate();
    if (old && !m_ageTimer->isActive()) m_ageTimer->start();
    if (!old) m_ageTimer->stop();
    fitTiles(frame ? frame->keyFigures.size() : 0);
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const twin::KeyFigure& figure = frame->keyFigures[i];
        KeyFigure shown;
        shown.caption = translated(figure.label);
        if (std::isfinite(figure.value)) {
            shown.value = toText(twin::formatNumber(figure.value, figure.unit, m_viewState.units()));
            shown.unit = QString::fromUtf8(twin::displayUnit(figure.unit, m_viewState.units()).symbol);
        }
        shown.note = noteOf(figure);
        shown.state = stateOf(figure.state);
        shown.computing = old;
        shown.age_s = old ? static_cast<double>(m_session.age_ms()) / 1e3 : 0;
        m_tiles[i].key = QString::fromLatin1(figure.key);
        m_tiles[i].tile->setObjectName(QStringLiteral("keyFigures.") + m_tiles[i].key);
        m_tiles[i].tile->setFigure(shown);
    }
}

void KeyFigureStrip::activate(std::size_t at) {
    const auto& frame = m_session.frame();
    if (!frame || at >= m_tiles.size()) return;
    const twin::KeyFigure* figure = frame->keyFigure(m_tiles[at].key.toStdString());
    if (figure == nullptr) return;
    const twin::Item* item = figure->item && frame->site ? frame->site->find(figure->item) : nullptr;
    m_popup->showFigure(*figure, item != nullptr ? toText(item->name) : QString(), *m_tiles[at].tile);
    emit figureActivated(m_tiles[at].key);
}

bool KeyFigureStrip::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) {
        m_scroll->ensureWidgetVisible(qobject_cast<QWidget*>(watched));
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        for (std::size_t i = 0; i < m_tiles.size(); ++i) {
            if (m_tiles[i].tile != watched) continue;
            if (key == Qt::Key_Right && i + 1 < m_tiles.size()) m_tiles[i + 1].tile->setFocus();
            else if (key == Qt::Key_Left && i > 0) m_tiles[i - 1].tile->setFocus();
            else break;
            return true;
        }
    } else if (event->type() == QEvent::Wheel && watched == m_scroll->viewport()) {
        const QPoint delta = static_cast<QWheelEvent*>(event)->angleDelta();
        QScrollBar* bar = m_scroll->horizontalScrollBar();
        bar->setValue(bar->value() - (delta.y() != 0 ? delta.y() : delta.x()));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void KeyFigureStrip::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) refresh();
}

}  // namespace plenum::app
