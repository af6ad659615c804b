// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/top_bar.h"

#include "app/document/document.h"
#include "app/models/view_state.h"
#include "app/session/session.h"
#include "app/widgets/theme.h"

#include <QAction>
#include <QCompleter>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QStringListModel>
#include <QTimer>
#include <QToolButton>

namespace plenum::app {

namespace {

QIcon dot(const QColor& colour, qreal ratio) {
    QPixmap pixmap(QSize(10, 10) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(1, 1, 8, 8));
    return pixmap;
}

constexpr int kActionRole = Qt::UserRole + 1;

}  // namespace

TopBar::TopBar(Document& document, Session& session, ViewState& view, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_view(view) {
    setObjectName("topBar");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    row->setSpacing(12);
    m_brand = new QLabel(QStringLiteral("Plenum"), this);
    m_brand->setObjectName("topBar.brand");
    m_brand->setFont(bodyFont(4, QFont::DemiBold));
    m_project = new QLabel(this);
    m_project->setObjectName("topBar.project");
    row->addWidget(m_brand);
    m_workspaces = new QHBoxLayout;
    m_workspaces->setSpacing(2);
    row->addLayout(m_workspaces);
    row->addWidget(m_project);
    m_chips = new QHBoxLayout;
    m_chips->setSpacing(8);
    row->addLayout(m_chips);
    row->addStretch(1);
    m_palette = new QLineEdit(this);
    m_palette->setObjectName("topBar.palette");
    m_palette->setClearButtonEnabled(true);
    m_palette->setFocusPolicy(Qt::ClickFocus);  // Ctrl+K leads here; the window starts in the plan
    m_palette->setMinimumWidth(220);
    m_palette->setMaximumWidth(300);
    row->addWidget(m_palette);
    m_state = new QLabel(this);
    m_state->setObjectName("topBar.state");
    m_state->setTextFormat(Qt::RichText);
    m_state->setMinimumWidth(230);
    row->addWidget(m_state);

    auto* completer = new QCompleter(this);
    completer->setModel(new QStandardItemModel(completer));
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(14);
    m_palette->setCompleter(completer);
    connect(m_palette, &QLineEdit::textEdited, this, [this, completer] {
        if (completer->model()->rowCount() == 0) fillPalette();
    });
    const auto run = [this](const QModelIndex& index) {
        auto* action = index.data(kActionRole).value<QAction*>();
        QTimer::singleShot(0, this, [this, action] {
            m_palette->clear();
            m_palette->clearFocus();
            if (action != nullptr && action->isEnabled()) action->trigger();
        });
    };
    connect(completer, qOverload<const QModelIndex&>(&QCompleter::activated), this, run);
    connect(m_palette, &QLineEdit::returnPressed, this, [completer, run] {
        if (completer->completionCount() > 0 && !completer->popup()) run(completer->currentIndex());
    });

    connect(&document, &Document::projectReset, this, &TopBar::showVariants);
    connect(&document, &Document::variantChanged, this, &TopBar::showVariants);
    connect(&document, &Document::projectReset, this, &TopBar::showName);
    connect(&document, &Document::modifiedChanged, this, &TopBar::showName);
    connect(&session, &Session::stateChanged, this, &TopBar::showState);
    connect(&view, &ViewState::themeChanged, this, [this] {
        showVariants();
        showState();
        showName();
    });
    showVariants();
    showName();
    showState();
    m_palette->setPlaceholderText(tr("Search or run a command   Ctrl+K"));
}

void TopBar::setShown(const QString& text) {
    if (text == m_shown) return;
    m_shown = text;
    showState();
}

void TopBar::setWorkspaces(const std::vector<QAction*>& actions) {
    for (QAction* action : actions) {
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("topBar.") + action->objectName());
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_workspaces->addWidget(button);
    }
}

void TopBar::openPalette() {
    fillPalette();
    m_palette->setFocus(Qt::ShortcutFocusReason);
    m_palette->selectAll();
    m_palette->completer()->setCompletionPrefix({});
    m_palette->completer()->complete();
}

void TopBar::fillPalette() {
    auto* model = static_cast<QStandardItemModel*>(m_palette->completer()->model());
    model->clear();
    if (!m_actions) return;
    for (QAction* action : m_actions()) {
        if (!action->isEnabled() || action->text().isEmpty()) continue;
        QString text = action->text().remove(QRegularExpression(QStringLiteral("\\(&.\\)"))).remove(u'&');
        if (!action->shortcut().isEmpty()) text += QStringLiteral("   ") + action->shortcut().toString(QKeySequence::NativeText);
        auto* item = new QStandardItem(text);
        item->setData(QVariant::fromValue(action), kActionRole);
        item->setEditable(false);
        model->appendRow(item);
    }
}

void TopBar::showName() {
    const Theme theme = themeOf(m_view.dark() ? ThemeKind::Dark : ThemeKind::Light);
    const QString file = m_document.path().isEmpty() ? QString::fromStdString(m_document.project().name) : QFileInfo(m_document.path()).fileName();
    m_project->setText((file.isEmpty() ? tr("unsaved project") : file) + (m_document.isModified() ? QStringLiteral(" •") : QString()));
    m_project->setToolTip(m_document.path());
    m_project->setStyleSheet(QStringLiteral("color:%1").arg(theme.dim.name()));
}

void TopBar::showVariants() {
    const Theme theme = themeOf(m_view.dark() ? ThemeKind::Dark : ThemeKind::Light);
    const auto& variants = m_document.project().variants;
    while (m_buttons.size() > variants.size()) {
        delete m_buttons.back();
        m_buttons.pop_back();
    }
    while (m_buttons.size() < variants.size()) {
        auto* button = new QPushButton(this);
        button->setCheckable(true);
        button->setAutoExclusive(false);
        m_chips->addWidget(button);
        const std::size_t at = m_buttons.size();
        connect(button, &QPushButton::clicked, this, [this, at] {
            m_document.setActiveVariant(m_document.project().variants[at].id);
            showVariants();
        });
        m_buttons.push_back(button);
    }
    for (std::size_t i = 0; i < variants.size(); ++i) {
        const QColor colour(QRgb(0xFF000000u | variants[i].colour));
        const bool active = variants[i].id == m_document.activeVariant();
        QPushButton* button = m_buttons[i];
        button->setObjectName(QStringLiteral("topBar.variant.%1").arg(i));
        button->setText(QString::fromStdString(variants[i].name));
        button->setIcon(dot(colour, devicePixelRatioF()));
        button->setChecked(active);
        button->setToolTip(QString::fromStdString(variants[i].note));
        button->setStyleSheet(QStringLiteral("QPushButton{border:1px solid %1;border-radius:11px;padding:3px 12px;background:%2;color:%3}"
                                             "QPushButton:hover{border-color:%4} QPushButton:focus{border-color:%5}")
                                  .arg((active ? colour : theme.line).name(), (active ? theme.raised : theme.surface).name(),
                                       (active ? theme.text : theme.dim).name(), colour.name(), theme.accent.name()));
    }
}

void TopBar::showState() {
    const Theme theme = themeOf(m_view.dark() ? ThemeKind::Dark : ThemeKind::Light);
    QColor colour = theme.neutral;
    QString text;
    const auto& frame = m_session.frame();
    const auto milliseconds = [&] { return frame->solveTime_s < 1 ? tr("%1 ms").arg(qRound(frame->solveTime_s * 1e3)) : tr("%1 s").arg(frame->solveTime_s, 0, 'f', 1); };
    switch (m_session.state()) {
        case Session::State::Idle: text = tr("Nothing solved yet"); break;
        case Session::State::Computing: colour = theme.accent; text = tr("Computing"); break;
        case Session::State::Coarse: colour = theme.accent; text = tr("Coarse · %1 · refining").arg(milliseconds()); break;
        case Session::State::Settled:
            colour = theme.good;
            text = tr("Settled · %1 · balance %2").arg(milliseconds(), QString::number(frame->worstBalance(), 'e', 0));
            break;
        case Session::State::Failed:
            colour = theme.bad;
            text = tr("No steady state");
            break;
    }
    if (!m_shown.isEmpty() && m_session.state() != Session::State::Failed) text = m_shown;
    // A shape goes with each colour: disc good, ring computing, square failed.
    const QString mark = m_session.state() == Session::State::Failed ? QStringLiteral("■") : m_session.state() == Session::State::Settled ? QStringLiteral("●") : QStringLiteral("◌");
    m_state->setText(QStringLiteral("<span style='color:%1'>%2</span>&nbsp; <span style='color:%3'>%4</span>").arg(colour.name(), mark, theme.dim.name(), text.toHtmlEscaped()));
    QString tip;
    if (frame) {
        for (const auto& [name, report] : frame->reports)
            tip += tr("%1: %2 iterations, residual %3, %4 ms").arg(QString::fromStdString(name)).arg(report.iterations).arg(report.residual, 0, 'e', 1).arg(report.time_s * 1e3, 0, 'f', 0) + u'\n';
        if (!frame->report.worst.empty()) tip += tr("Not settled: %1").arg(QString::fromStdString(frame->report.worst));
    }
    m_state->setToolTip(tip.trimmed());
}

void TopBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_palette->setPlaceholderText(tr("Search or run a command   Ctrl+K"));
        showName();
        showState();
    }
    QWidget::changeEvent(event);
}

}  // namespace plenum::app
