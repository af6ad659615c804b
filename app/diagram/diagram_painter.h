// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/widgets/theme.h"
#include "twin/base/units.h"
#include "twin/scene/schematic_state.h"

#include <QPainter>
#include <QString>

#include <unordered_set>
#include <vector>

namespace plenum::app {

/// What is painted: all values, so that a picture can be made from it anywhere.
struct DiagramScene {
    std::shared_ptr<const twin::Site> site;
    twin::scene::Schematic drawing;
    twin::scene::SchematicState state;
    Theme theme;
    twin::UnitSystem units = twin::UnitSystem::SI;
    std::unordered_set<int> selected, selectedLinks;
    int hovered = -1;
};

/// How urgent what a symbol shows is; the same order in every view.
enum class DiagramMark { None, Warning, Bad };

DiagramMark markOf(const DiagramScene& scene, int node);
/// "Racks ×157" or the name of the one item.
QString titleOf(const DiagramScene& scene, int node);
/// The two value lines beside or below a symbol.
QStringList valuesOf(const DiagramScene& scene, int node);
/// Everything known of a symbol or of a line, a line of text each.
QStringList detailsOf(const DiagramScene& scene, int node);
QStringList lineDetailsOf(const DiagramScene& scene, int link);

/// Paints what of the drawing lies in `visible` (drawing coordinates); the painter is already scaled.
/// `scale` is the pixels of one unit: small texts are left out where they could not be read.
void paintDiagram(QPainter& painter, const DiagramScene& scene, const QRectF& visible, double scale);
/// What colours and line styles mean, in the lower left corner of `area` (pixels).
void paintDiagramLegend(QPainter& painter, const DiagramScene& scene, const QRectF& area);

}  // namespace plenum::app
