// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

#include "app/view3d/vtk_widget.h"
#include "app/widgets/theme.h"
#include "twin/scene/scene.h"

namespace plenum::app {

/// What the labels of a CompareView say; owned by the view.
struct CompareTexts {
    struct Tag {
        twin::Vec3 at;
        QString text;
        bool selected = false;
    };
    struct Panel {
        QString name, note;
        QColor colour;
        std::vector<Tag> tags;  ///< the selected and the hovered item
    };
    struct Swatch {
        QColor colour;
        QString text;
    };
    std::vector<Panel> panels;     ///< one a viewport
    std::vector<Swatch> swatches;  ///< of outlines, at the bottom
    QString empty;                 ///< shown where there is no panel
};

/// Drawn over the pictures and transparent to the mouse: a chip with the variant's name and colour over each viewport,
/// lines between viewports, what is selected and hovered, axes.
class CompareLabels : public QWidget {
    Q_OBJECT

  public:
    CompareLabels(const VtkWidget& view, const CompareTexts& texts, QWidget* parent);
    void setTheme(const Theme& theme);
    /// Draws it on a picture of the same size in widget pixels.
    void paintOn(QPainter& painter) const;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintPanel(QPainter& painter, int viewport) const;
    void paintSwatches(QPainter& painter) const;

    const VtkWidget& m_view;
    const CompareTexts& m_texts;
    Theme m_theme;
};

}  // namespace plenum::app
