// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "app/view3d/scene_colours.h"

class vtkRenderer;

namespace plenum::app {

/// Arrows on the section, streamlines, the surface of one temperature and the warm air as a volume, in one renderer. Arrows follow every frame;
/// lines and surface are computed beside the window from settled fields only. While something newer is being worked out
/// the lines of the last settled field stay, faint, and its surface is hidden.
///
/// Cost  show: O(cells of the section) with arrows, O(points) for a new range of colours, else O(items) for the seeds of a
///       new field.
class AirPictures : public QObject {
    Q_OBJECT

  public:
    explicit AirPictures(vtkRenderer& renderer);
    ~AirPictures() override;

    void setTheme(const Theme& theme);
    /// Null frame or an overlay without a field: nothing. `chosen`: what StreamlineSource::Chosen starts from.
    void show(const twin::Frame* frame, const ViewState& view, const ColourScale& scale, const twin::scene::Scene& scene, const std::vector<twin::Id>& chosen);
    /// The renderer draws in the order of its list, and what is see-through blends with what is there already: lines,
    /// arrows and the volume go behind all solid things, then come section planes and walls, then the surface.
    void drawLines();
    void drawLast();

    std::size_t lineCount() const;
    std::size_t arrowCount() const;
    std::size_t triangleCount() const;
    /// Lines or a surface are on their way.
    bool busy() const;

  signals:
    void changed();  ///< lines or a surface have come

  private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace plenum::app
