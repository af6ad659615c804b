// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/kind.h"

#include <QColor>
#include <QPainter>

namespace plenum::app {

struct SymbolLook {
    QColor line, fill;      ///< strokes; inside of closed shapes
    QColor accent;          ///< what moves in it: the triangle of a pump, a closed contact
    bool open = false;      ///< out of service: contacts open, bow-ties hollow
    bool mirrored = false;  ///< coolant runs from right to left
    bool power = false;     ///< in a single-line diagram: lines come from above
};

/// Draws the symbol of a kind around the origin, within 40 × 40.
void paintSymbol(QPainter& painter, twin::Kind kind, const SymbolLook& look);

}  // namespace plenum::app
