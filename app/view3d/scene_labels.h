// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "app/view3d/vtk_widget.h"
#include "app/widgets/theme.h"
#include "twin/scene/scene.h"

namespace plenum::app {

/// What the labels say; owned by the view.
struct SceneTexts {
    std::shared_ptr<const twin::Site> site;
    const twin::scene::Scene* scene = nullptr;
    struct RowPlace {
        QString name;
        twin::Vec3 at;  ///< above its first item
    };
    std::vector<RowPlace> rows;
    std::vector<twin::Id> selected;
    twin::Id hovered;
    QString currentValue, hoveredValue;  ///< of the last selected and of the hovered item, ready to be read
    QString title, subtitle;             ///< the line at the top left
    QString dragText;                    ///< beside what is dragged
};

/// Drawn over the 3D picture and transparent to the mouse: title, names by distance that never overlap, axes.
class SceneLabels : public QWidget {
    Q_OBJECT

  public:
    SceneLabels(const VtkWidget& view, const SceneTexts& texts, QWidget* parent);
    void setTheme(const Theme& theme);
    /// No name is put here: the legend's.
    void keepClear(const QRect& area);
    /// Draws it on a picture of the same size in widget pixels.
    void paintOn(QPainter& painter) const;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintNames(QPainter& painter) const;
    void paintTitle(QPainter& painter) const;

    const VtkWidget& m_view;
    const SceneTexts& m_texts;
    Theme m_theme;
    QRect m_clear;
};

/// North, east and up as the camera sees them.
void paintAxes(QPainter& painter, const CameraPose& pose, const QPointF& origin, const Theme& theme);

/// Rows of the site with the place of their name: over the end of the row that was placed first. O(boxes).
std::vector<SceneTexts::RowPlace> rowPlaces(const twin::Site& site, const twin::scene::Scene& scene);

}  // namespace plenum::app
