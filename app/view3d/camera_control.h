// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QSizeF>
#include <array>
#include <functional>
#include <optional>

#include "twin/base/vec.h"

class vtkRenderer;

namespace plenum::app {

/// A half line in site coordinates; `direction` has length 1.
struct Ray {
    twin::Vec3 origin;
    twin::Vec3 direction;
};

enum class StandardView { Top, Front, Back, Left, Right, Isometric };

/// Where the camera stands, as a turntable with z up. Angles in degrees: azimuth of the camera seen from the focal
/// point (0 = east, 90 = north), elevation above the floor (90 = from straight above, north up).
struct CameraPose {
    twin::Vec3 focal_m;
    double azimuth_deg = -60;
    double elevation_deg = 35;
    double distance_m = 10;
    double halfHeight_m = 5;  ///< parallel projection: half the height of the picture
    bool parallel = false;
    bool operator==(const CameraPose&) const = default;
};

/// The pose between two poses, `t` from 0 to 1: the shorter way round, distances in ratio, the projection of `from`
/// until the end (see CameraControl::projected).
CameraPose between(const CameraPose& from, const CameraPose& to, double t);

/// The default camera of a 3D view: orbit, pan, zoom to the cursor, fit, standard views, and the geometry between
/// pixels and site. Positions are widget pixels with the origin at the upper left; all results are doubles and do not
/// depend on the size the picture is drawn at.
class CameraControl {
  public:
    using PointPicker = std::function<std::optional<twin::Vec3>(const Ray&)>;

    explicit CameraControl(vtkRenderer& renderer) : m_renderer(renderer) {}

    void setViewSize(QSizeF size);
    /// What lies under a ray, for zoom and double click; without one the plane through the focal point is used.
    void setPointPicker(PointPicker picker) { m_picker = std::move(picker); }
    /// {xMin, xMax, yMin, yMax, zMin, zMax} in metres to fit and to limit the zoom; unset: all visible props.
    void setSceneBounds(std::optional<std::array<double, 6>> bounds_m) { m_bounds = bounds_m; }

    CameraPose pose() const;
    void setPose(const CameraPose& pose);
    /// The pose that shows the whole box, seen from the direction of `from`.
    CameraPose fitted(CameraPose from, const std::array<double, 6>& bounds_m) const;
    /// The same for the whole scene; `from` itself when the scene is empty.
    CameraPose fitted(const CameraPose& from) const;
    CameraPose standard(StandardView view) const;

    void orbit(QPointF delta);
    void pan(QPointF delta);
    /// `steps` of the wheel, positive = nearer; the point under the cursor stays under the cursor.
    void zoom(double steps, QPointF cursor);
    /// What the picker finds below the pixel.
    std::optional<twin::Vec3> pick(QPointF pixel) const;

    /// The pose in a projection; what is in the focal plane keeps its size.
    CameraPose projected(CameraPose pose, bool parallel) const;
    bool parallel() const;
    /// Changes the projection; what is in the focal plane keeps its size.
    void setParallel(bool parallel);

    Ray ray(QPointF pixel) const;
    /// Nothing for a point behind the camera.
    std::optional<QPointF> project(const twin::Vec3& point_m) const;
    /// Metres that one pixel covers at the depth of a point.
    double metresPerPixel(const twin::Vec3& point_m) const;

  private:
    std::optional<std::array<double, 6>> bounds() const;
    double aspect() const { return m_size.width() / m_size.height(); }

    vtkRenderer& m_renderer;
    PointPicker m_picker;
    std::optional<std::array<double, 6>> m_bounds;
    QSizeF m_size{1, 1};
};

}  // namespace plenum::app
