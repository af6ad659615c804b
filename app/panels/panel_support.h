// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/models/view_state.h"
#include "app/widgets/theme.h"
#include "twin/base/issue.h"
#include "twin/frame/frame.h"
#include "twin/model/kind.h"

#include <QIcon>
#include <QString>

class QLabel;
class QPushButton;
class QTableView;

namespace plenum::app {

/// What a value or issue means to the reader; each has a colour and a shape of its own.
enum class Mark { None, Neutral, Good, Warning, Bad };

Mark markOf(twin::Severity severity);
Mark markOf(twin::KeyFigure::State state);
QColor markColour(const Theme& theme, Mark mark);
/// Filled circle, triangle, diamond or open circle: read without colour.
QIcon markIcon(const Theme& theme, Mark mark);
QString markShape(Mark mark);

/// A small cube in the colour of the group.
QIcon groupIcon(const Theme& theme, twin::KindGroup group);

Theme themeOf(const ViewState& viewState);
QString toText(const std::string& text);
/// "24.8 °C" in the reader's units; "–" where there is no number.
QString quantityText(double value, twin::Unit unit, const ViewState& viewState);
/// A difference with its sign, "+0.6 K"; a temperature becomes a temperature difference. Empty when it rounds to zero.
QString differenceText(double difference, twin::Unit unit, const ViewState& viewState);
/// "0.60 × 1.20 × 2.20 m"
QString dimensionsText(double width_m, double depth_m, double height_m, const ViewState& viewState);

/// A table that is read row by row: whole rows are selected, no grid, no editing, Tab leaves it.
void readByRows(QTableView& table);

/// A label in the dim colour of captions and hints; follows the theme through the palette.
QLabel* dimLabel(const QString& text, QWidget* parent);
void setTextColour(QLabel* label, const QColor& colour);
/// A button that looks like the name it leads to: left-aligned, underlined under pointer and focus.
QPushButton* linkButton(QWidget* parent);
/// A wheel over an editor scrolls the form that it stands in, it does not change a value under the pointer.
void leaveWheel(QWidget* editor);
/// Label and editor share the width of a form evenly, however long their texts are.
void shareWidth(QLabel* label, QWidget* editor);

}  // namespace plenum::app
