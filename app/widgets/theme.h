// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QString>

class QApplication;

namespace plenum::app {

enum class ThemeKind { Dark, Light };

/// The design tokens. A plain value: whoever paints gets one handed in (setTheme), there is no current theme.
struct Theme {
    ThemeKind kind = ThemeKind::Dark;
    QColor ground;    ///< behind views, fields of forms
    QColor surface;   ///< docks, bars
    QColor raised;    ///< buttons, hovered rows, tool tips
    QColor line;      ///< borders and dividers
    QColor text;
    QColor dim;       ///< units, captions, hints
    QColor disabled;
    QColor accent;    ///< focus, selection, current tab
    QColor good, warning, bad;
    QColor neutral;   ///< a state that is neither: no limit set, unknown
    QColor supply, returned, power;  ///< pipes and busways without an overlay
};

Theme darkTheme();
Theme lightTheme();
Theme themeOf(ThemeKind kind);

/// The body face with Chinese and symbol fallbacks; `delta_px` is added to the 13 px body size.
/// Its digits all have the same width.
QFont bodyFont(int delta_px = 0, QFont::Weight weight = QFont::Normal);

/// The one style sheet of the application.
QString styleSheet(const Theme& theme);

/// Fusion, palette, font and style sheet. May be called again to switch.
void applyTheme(QApplication& application, const Theme& theme);

}  // namespace plenum::app
