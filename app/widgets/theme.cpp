// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/widgets/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QIcon>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QProxyStyle>
#include <QStyleOption>

namespace plenum::app {

namespace {

constexpr int kBody_px = 13;

QPalette paletteOf(const Theme& theme) {
    QPalette palette;
    palette.setColor(QPalette::Window, theme.surface);
    palette.setColor(QPalette::WindowText, theme.text);
    palette.setColor(QPalette::Base, theme.ground);
    palette.setColor(QPalette::AlternateBase, theme.surface);
    palette.setColor(QPalette::Text, theme.text);
    palette.setColor(QPalette::PlaceholderText, theme.dim);
    palette.setColor(QPalette::Button, theme.raised);
    palette.setColor(QPalette::ButtonText, theme.text);
    palette.setColor(QPalette::BrightText, theme.bad);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::ToolTipText, theme.text);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.kind == ThemeKind::Dark ? theme.ground : QColor(Qt::white));
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::LinkVisited, theme.accent);
    palette.setColor(QPalette::Light, theme.raised);
    palette.setColor(QPalette::Midlight, theme.raised);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.line);
    palette.setColor(QPalette::Shadow, theme.ground);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, theme.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.line);
    return palette;
}

/// Fusion with marks that can be seen on a dark ground: check boxes, radio buttons, the buttons of docks.
class MarkStyle : public QProxyStyle {
  public:
    explicit MarkStyle(const Theme& theme) : QProxyStyle(QStringLiteral("Fusion")), m_theme(theme) {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override {
        const bool round = element == PE_IndicatorRadioButton;
        if (!round && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck) {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
            return;
        }
        const bool on = option->state & State_On, partly = option->state & State_NoChange;
        const bool enabled = option->state & State_Enabled, hot = option->state & (State_MouseOver | State_HasFocus);
        const QColor fill = !(on || partly) ? m_theme.ground : enabled ? m_theme.accent : m_theme.disabled;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        QRectF box(0, 0, 14, 14);
        box.moveCenter(QRectF(option->rect).center());
        painter->setPen(QPen(on || partly ? fill : hot && enabled ? m_theme.accent : m_theme.dim, 1));
        painter->setBrush(fill);
        painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), round ? 7 : 3, round ? 7 : 3);
        const QColor mark = m_theme.kind == ThemeKind::Dark ? m_theme.ground : QColor(Qt::white);
        painter->setPen(QPen(mark, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF at = box.topLeft();
        if (on && round) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(mark);
            painter->drawEllipse(box.center(), 3, 3);
        } else if (on) {
            painter->setBrush(Qt::NoBrush);
            painter->drawPolyline(QPolygonF{at + QPointF(3.5, 7.2), at + QPointF(6, 9.8), at + QPointF(10.6, 4.4)});
        } else if (partly) {
            painter->drawLine(at + QPointF(4, 7), at + QPointF(10, 7));
        }
        painter->restore();
    }

    QIcon standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const override {
        const bool close = which == SP_TitleBarCloseButton || which == SP_DockWidgetCloseButton;
        if (!close && which != SP_TitleBarNormalButton) return QProxyStyle::standardIcon(which, option, widget);
        QIcon icon;
        for (const int scale : {1, 2, 3}) {
            QPixmap pixmap(16 * scale, 16 * scale);
            pixmap.setDevicePixelRatio(scale);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(m_theme.dim, 1.4, Qt::SolidLine, Qt::RoundCap));
            if (close) {
                painter.drawLine(QPointF(4.5, 4.5), QPointF(11.5, 11.5));
                painter.drawLine(QPointF(11.5, 4.5), QPointF(4.5, 11.5));
            } else {
                painter.drawRect(QRectF(3.5, 6.5, 6, 6));
                painter.drawPolyline(QPolygonF{{6.5, 3.5}, {12.5, 3.5}, {12.5, 9.5}});
            }
            painter.end();
            icon.addPixmap(pixmap);
        }
        return icon;
    }

  private:
    Theme m_theme;
};

/// {name} in the sheet below is a token.
const char* const kSheet = R"(
* { outline: none; }
QMainWindow, QDialog { background: {surface}; }
QMainWindow::separator { background: {line}; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: {accent}; }
QSplitter::handle { background: {line}; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QToolTip { background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px 8px; }

QDockWidget { color: {text}; font-weight: 600; }
QDockWidget::title { background: {surface}; padding: 8px 12px; text-align: left; border-bottom: 1px solid {line}; }
QDockWidget > QWidget { background: {surface}; }

QTabWidget::pane { border: none; border-top: 1px solid {line}; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: {dim}; padding: 6px 4px; margin: 0 4px;
               border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: {text}; }
QTabBar::tab:selected { color: {text}; border-bottom: 2px solid {accent}; }
QTabBar::tab:disabled { color: {disabled}; }

QAbstractItemView { background: {surface}; alternate-background-color: {stripe}; color: {text}; border: none;
                    selection-background-color: {selection}; selection-color: {text}; gridline-color: {line}; }
QTreeView::item, QListView::item { min-height: 24px; }
QTableView::item { padding: 0 8px; }
QAbstractItemView::item:hover { background: {raised}; }
QAbstractItemView::item:selected { background: {selection}; color: {text}; }
QHeaderView { background: {surface}; }
QHeaderView::section { background: {surface}; color: {dim}; border: none; border-right: 1px solid {line};
                       border-bottom: 1px solid {line}; padding: 4px 8px; }
QHeaderView::section:hover { color: {text}; }
QTableCornerButton::section { background: {surface}; border: none; }

QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit, QDateTimeEdit {
    background: {ground}; color: {text}; border: 1px solid {line}; border-radius: 4px; padding: 3px 8px;
    selection-background-color: {accent}; selection-color: {onAccent}; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 18px; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: {dim}; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border-color: {accent}; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: {disabled}; background: {surface}; }
QLineEdit:read-only { background: {surface}; }
QAbstractItemView QLineEdit, QAbstractItemView QAbstractSpinBox { border-radius: 0; padding: 0 4px; min-height: 0; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: none; width: 10px; height: 6px; margin-right: 8px;
    background: qconicalgradient(cx: 0.5, cy: 1, angle: 0, stop: 0 transparent, stop: 0.172 transparent,
                stop: 0.18 {dim}, stop: 0.32 {dim}, stop: 0.328 transparent, stop: 1 transparent); }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox QAbstractItemView { background: {raised}; border: 1px solid {line}; padding: 4px; }

QPushButton { background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 4px; padding: 4px 16px;
              min-height: 18px; }
QPushButton:hover { border-color: {dim}; }
QPushButton:focus { border-color: {accent}; }
QPushButton:pressed, QPushButton:checked { background: {selection}; border-color: {accent}; }
QPushButton:default { background: {accent}; color: {onAccent}; border-color: {accent}; }
QPushButton:disabled { color: {disabled}; background: {surface}; border-color: {line}; }
QToolButton { background: transparent; color: {text}; border: 1px solid transparent; border-radius: 4px;
              padding: 4px 8px; }
QToolButton:hover { background: {raised}; }
QToolButton:focus { border-color: {accent}; }
QToolButton:pressed, QToolButton:checked { background: {selection}; }
QToolButton:disabled { color: {disabled}; }
QToolButton::menu-indicator { image: none; }
QToolBar { background: {surface}; border: none; border-bottom: 1px solid {line}; padding: 4px 8px; spacing: 4px; }
QToolBar::separator { background: {line}; width: 1px; margin: 4px; }

QMenuBar { background: {surface}; color: {text}; border-bottom: 1px solid {line}; }
QMenuBar::item { padding: 6px 8px; background: transparent; }
QMenuBar::item:selected { background: {raised}; border-radius: 4px; }
QMenu { background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 24px; border-radius: 4px; }
QMenu::item:selected { background: {selection}; }
QMenu::item:disabled { color: {disabled}; }
QMenu::separator { height: 1px; background: {line}; margin: 4px 8px; }

QScrollBar:vertical { background: transparent; width: 8px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; }
QScrollBar::handle { background: {line}; border-radius: 3px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: {dim}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: {surface}; }

QStatusBar { background: {surface}; color: {dim}; border-top: 1px solid {line}; }
QStatusBar::item { border: none; }
QProgressBar { background: {ground}; border: 1px solid {line}; border-radius: 4px; text-align: center; height: 12px; }
QProgressBar::chunk { background: {accent}; border-radius: 3px; }
QGroupBox { border: none; border-top: 1px solid {line}; margin-top: 20px; padding-top: 8px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: {dim}; }
)";

QString fill(QString sheet, const Theme& theme) {
    const QColor selection = [&] {
        const double share = theme.kind == ThemeKind::Dark ? 0.28 : 0.20;
        const auto mix = [&](int a, int b) { return static_cast<int>(share * a + (1 - share) * b); };
        return QColor(mix(theme.accent.red(), theme.surface.red()), mix(theme.accent.green(), theme.surface.green()),
                      mix(theme.accent.blue(), theme.surface.blue()));
    }();
    const bool dark = theme.kind == ThemeKind::Dark;
    const std::pair<const char*, QString> tokens[] = {
        {"{ground}", theme.ground.name()},     {"{surface}", theme.surface.name()},
        {"{raised}", theme.raised.name()},     {"{line}", theme.line.name()},
        {"{text}", theme.text.name()},         {"{dim}", theme.dim.name()},
        {"{disabled}", theme.disabled.name()}, {"{accent}", theme.accent.name()},
        {"{selection}", selection.name()},     {"{stripe}", dark ? QStringLiteral("#1B232C") : QStringLiteral("#F3F6F9")},
        {"{onAccent}", dark ? theme.ground.name() : QStringLiteral("#FFFFFF")},
    };
    for (const auto& [token, value] : tokens) sheet.replace(QLatin1String(token), value);
    return sheet;
}

}  // namespace

Theme darkTheme() {
    Theme t;
    t.kind = ThemeKind::Dark;
    t.ground = QColor(0x11, 0x16, 0x1C);
    t.surface = QColor(0x18, 0x1F, 0x27);
    t.raised = QColor(0x1F, 0x28, 0x31);
    t.line = QColor(0x2C, 0x37, 0x42);
    t.text = QColor(0xE7, 0xEC, 0xF1);
    t.dim = QColor(0x93, 0xA1, 0xAF);
    t.disabled = QColor(0x5B, 0x68, 0x75);
    t.accent = QColor(0x4F, 0xB3, 0xFF);
    t.good = QColor(0x35, 0xB7, 0x9A);
    t.warning = QColor(0xF0, 0xB3, 0x3C);
    t.bad = QColor(0xE8, 0x64, 0x3C);
    t.neutral = QColor(0x9A, 0xA5, 0xB1);
    t.supply = QColor(0x4F, 0xB3, 0xFF);
    t.returned = QColor(0xEE, 0x7B, 0x55);
    t.power = QColor(0xF0, 0xB3, 0x3C);
    return t;
}

Theme lightTheme() {
    // Accent and states are darker than in the dark theme: each keeps a contrast of 4.5 to 1 with the surface as text.
    Theme t;
    t.kind = ThemeKind::Light;
    t.ground = QColor(0xF6, 0xF8, 0xFA);
    t.surface = QColor(0xFF, 0xFF, 0xFF);
    t.raised = QColor(0xEC, 0xF0, 0xF4);
    t.line = QColor(0xD3, 0xDB, 0xE3);
    t.text = QColor(0x16, 0x20, 0x2A);
    t.dim = QColor(0x56, 0x64, 0x72);
    t.disabled = QColor(0x9B, 0xA7, 0xB3);
    t.accent = QColor(0x0B, 0x6B, 0xC2);
    t.good = QColor(0x0F, 0x7A, 0x63);
    t.warning = QColor(0x8F, 0x5F, 0x00);
    t.bad = QColor(0xB8, 0x3F, 0x19);
    t.neutral = QColor(0x6E, 0x7B, 0x88);
    t.supply = QColor(0x1F, 0x7F, 0xD6);
    t.returned = QColor(0xD6, 0x5A, 0x33);
    t.power = QColor(0xB8, 0x7D, 0x08);
    return t;
}

Theme themeOf(ThemeKind kind) { return kind == ThemeKind::Dark ? darkTheme() : lightTheme(); }

QFont bodyFont(int delta_px, QFont::Weight weight) {
    const QStringList installed = QFontDatabase::families();
    QStringList families;
    for (const char* name : {"Noto Sans", "DejaVu Sans", "Noto Sans CJK SC"})
        if (const QString family = QString::fromLatin1(name); installed.contains(family)) families << family;
    QFont font = QApplication::font();
    if (!families.isEmpty()) font.setFamilies(families);
    font.setPixelSize(kBody_px + delta_px);
    font.setWeight(weight);
    font.setStyleHint(QFont::SansSerif);
    return font;
}

QString styleSheet(const Theme& theme) { return fill(QString::fromUtf8(kSheet), theme); }

void applyTheme(QApplication& application, const Theme& theme) {
    application.setStyleSheet({});
    application.setStyle(new MarkStyle(theme));
    application.setPalette(paletteOf(theme));
    application.setFont(bodyFont());
    application.setStyleSheet(styleSheet(theme));
}

}  // namespace plenum::app
