// SPDX-License-Identifier: GPL-3.0-or-later
//
// The turntable. With p the unit vector from the focal point to the camera,
//   p  = ( cos e cos a,  cos e sin a,  sin e)
//   up = (−sin e cos a, −sin e sin a,  cos e)   (the derivative of p by e: also defined at e = 90°)
//   right = up × p
// and with n = 2 px/w − 1, m = 1 − 2 py/h the place of a pixel in the picture, k = tan(angle/2), s = half height:
//   perspective  origin = camera,                          direction ~ −p + k (n aspect right + m up)
//   parallel     origin = camera + s (n aspect right + m up), direction = −p
#include "app/view3d/camera_control.h"

#include <vtkCamera.h>
#include <vtkMath.h>
#include <vtkRenderer.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace plenum::app {

namespace {

using twin::Vec3;

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kOrbit_deg_px = 0.35;
constexpr double kLowestDrag_deg = 2;
constexpr double kHighestDrag_deg = 89;
constexpr double kZoomStep = 0.85;
constexpr double kNearest_m = 0.3;
constexpr double kFarthestDiagonals = 12;
constexpr double kFitMargin = 1.06;

Vec3 operator+(const Vec3& a, const Vec3& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
Vec3 operator-(const Vec3& a, const Vec3& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
Vec3 operator*(double f, const Vec3& a) { return {f * a.x, f * a.y, f * a.z}; }
double dot(const Vec3& a, const Vec3& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
Vec3 cross(const Vec3& a, const Vec3& b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
double length(const Vec3& a) { return std::sqrt(dot(a, a)); }
Vec3 fromArray(const double* v) { return {v[0], v[1], v[2]}; }

/// Axes of the picture: to the viewer, up, right.
struct Axes {
    Vec3 toViewer, up, right;
};

Axes axesOf(double azimuth_deg, double elevation_deg) {
    const double a = azimuth_deg * kDegree, e = elevation_deg * kDegree;
    Axes axes;
    axes.toViewer = {std::cos(e) * std::cos(a), std::cos(e) * std::sin(a), std::sin(e)};
    axes.up = {-std::sin(e) * std::cos(a), -std::sin(e) * std::sin(a), std::cos(e)};
    axes.right = cross(axes.up, axes.toViewer);
    return axes;
}

Axes axesOf(vtkCamera& camera) {
    const Vec3 back = fromArray(camera.GetPosition()) - fromArray(camera.GetFocalPoint());
    Axes axes;
    axes.toViewer = (1 / length(back)) * back;
    const Vec3 right = cross(fromArray(camera.GetViewUp()), axes.toViewer);
    axes.right = (1 / length(right)) * right;
    axes.up = cross(axes.toViewer, axes.right);
    return axes;
}

double halfTangent(vtkCamera& camera) { return std::tan(0.5 * camera.GetViewAngle() * kDegree); }

}  // namespace

CameraPose between(const CameraPose& from, const CameraPose& to, double t) {
    if (t >= 1) return to;
    CameraPose pose = from;
    pose.focal_m = from.focal_m + t * (to.focal_m - from.focal_m);
    pose.azimuth_deg += t * std::remainder(to.azimuth_deg - from.azimuth_deg, 360.0);
    pose.elevation_deg += t * (to.elevation_deg - from.elevation_deg);
    pose.distance_m *= std::pow(to.distance_m / from.distance_m, t);
    pose.halfHeight_m *= std::pow(to.halfHeight_m / from.halfHeight_m, t);
    return pose;
}

void CameraControl::setViewSize(QSizeF size) { m_size = QSizeF(std::max(1.0, size.width()), std::max(1.0, size.height())); }

CameraPose CameraControl::pose() const {
    vtkCamera& camera = *m_renderer.GetActiveCamera();
    const Axes axes = axesOf(camera);
    CameraPose pose;
    pose.focal_m = fromArray(camera.GetFocalPoint());
    pose.distance_m = camera.GetDistance();
    pose.halfHeight_m = camera.GetParallelScale();
    pose.parallel = parallel();
    pose.elevation_deg = std::asin(std::clamp(axes.toViewer.z, -1.0, 1.0)) / kDegree;
    // Straight from above the azimuth is only in the view up.
    pose.azimuth_deg = std::hypot(axes.toViewer.x, axes.toViewer.y) > 1e-6
                           ? std::atan2(axes.toViewer.y, axes.toViewer.x) / kDegree
                           : std::atan2(-axes.up.y, -axes.up.x) / kDegree;
    return pose;
}

void CameraControl::setPose(const CameraPose& pose) {
    vtkCamera& camera = *m_renderer.GetActiveCamera();
    const Axes axes = axesOf(pose.azimuth_deg, pose.elevation_deg);
    const Vec3 position = pose.focal_m + pose.distance_m * axes.toViewer;
    camera.SetFocalPoint(pose.focal_m.x, pose.focal_m.y, pose.focal_m.z);
    camera.SetPosition(position.x, position.y, position.z);
    camera.SetViewUp(axes.up.x, axes.up.y, axes.up.z);
    camera.SetParallelScale(pose.halfHeight_m);
    camera.SetParallelProjection(pose.parallel ? 1 : 0);
    m_renderer.ResetCameraClippingRange();
}

std::optional<std::array<double, 6>> CameraControl::bounds() const {
    if (m_bounds) return m_bounds;
    std::array<double, 6> all;
    m_renderer.ComputeVisiblePropBounds(all.data());
    if (!vtkMath::AreBoundsInitialized(all.data())) return std::nullopt;
    return all;
}

CameraPose CameraControl::fitted(CameraPose from, const std::array<double, 6>& b) const {
    // Each corner asks for a distance at which it is inside the picture; the farthest wins. The focal point is moved to
    // the middle of what is seen (two rounds are enough, a fit need not be exact).
    const Axes axes = axesOf(from.azimuth_deg, from.elevation_deg);
    const double k = halfTangent(*m_renderer.GetActiveCamera());
    CameraPose pose = from;
    pose.focal_m = {0.5 * (b[0] + b[1]), 0.5 * (b[2] + b[3]), 0.5 * (b[4] + b[5])};
    for (int round = 0; round < 3; ++round) {
        double distance = 0, halfHeight = 0;
        double left = 1e300, right = -1e300, low = 1e300, high = -1e300;
        for (int pass = 0; pass < 2; ++pass)
            for (int corner = 0; corner < 8; ++corner) {
                const Vec3 c = Vec3{b[corner & 1], b[2 + ((corner >> 1) & 1)], b[4 + (corner >> 2)]} - pose.focal_m;
                const double x = dot(c, axes.right), y = dot(c, axes.up), z = dot(c, axes.toViewer);
                const double need = std::max(std::abs(x) / aspect(), std::abs(y));
                if (pass == 0) {
                    distance = std::max(distance, z + kFitMargin * need / k);
                    halfHeight = std::max(halfHeight, kFitMargin * need);
                } else {
                    const double scale = from.parallel ? 1.0 : distance / (distance - z);
                    left = std::min(left, x * scale), right = std::max(right, x * scale);
                    low = std::min(low, y * scale), high = std::max(high, y * scale);
                }
            }
        pose.distance_m = std::max(distance, kNearest_m);
        pose.halfHeight_m = std::max(halfHeight, 0.1);
        if (from.parallel) {
            // The camera stays outside the box, or its near part would be cut off.
            pose.distance_m = std::max(pose.distance_m, 2 * std::hypot(b[1] - b[0], b[3] - b[2], b[5] - b[4]));
        }
        if (round < 2) pose.focal_m = pose.focal_m + 0.5 * (left + right) * axes.right + 0.5 * (low + high) * axes.up;
    }
    return pose;
}

CameraPose CameraControl::fitted(const CameraPose& from) const {
    const auto scene = bounds();
    return scene ? fitted(from, *scene) : from;
}

CameraPose CameraControl::standard(StandardView view) const {
    CameraPose pose = this->pose();
    pose.elevation_deg = 0;
    switch (view) {
        case StandardView::Top: pose.azimuth_deg = -90, pose.elevation_deg = 90; break;
        case StandardView::Front: pose.azimuth_deg = -90; break;
        case StandardView::Back: pose.azimuth_deg = 90; break;
        case StandardView::Left: pose.azimuth_deg = 180; break;
        case StandardView::Right: pose.azimuth_deg = 0; break;
        // The elevation at which the three axes are equally foreshortened: atan(1/√2).
        case StandardView::Isometric: pose.azimuth_deg = -45, pose.elevation_deg = 35.264; break;
    }
    return fitted(pose);
}

void CameraControl::orbit(QPointF delta) {
    CameraPose pose = this->pose();
    pose.azimuth_deg -= kOrbit_deg_px * delta.x();
    if (delta.y() != 0)
        pose.elevation_deg = std::clamp(pose.elevation_deg + kOrbit_deg_px * delta.y(), kLowestDrag_deg, kHighestDrag_deg);
    setPose(pose);
}

void CameraControl::pan(QPointF delta) {
    CameraPose pose = this->pose();
    const Axes axes = axesOf(pose.azimuth_deg, pose.elevation_deg);
    const double pixel_m = metresPerPixel(pose.focal_m);
    pose.focal_m = pose.focal_m + (-delta.x() * pixel_m) * axes.right + (delta.y() * pixel_m) * axes.up;
    setPose(pose);
}

void CameraControl::zoom(double steps, QPointF cursor) {
    CameraPose pose = this->pose();
    double factor = std::pow(kZoomStep, steps);
    const auto scene = bounds();
    const double diagonal =
        scene ? std::hypot((*scene)[1] - (*scene)[0], (*scene)[3] - (*scene)[2], (*scene)[5] - (*scene)[4]) : 1000.0;
    const double now = parallel() ? pose.halfHeight_m : pose.distance_m;
    const double farthest = std::max(kFarthestDiagonals * diagonal, now);
    factor = std::clamp(factor, std::min(1.0, kNearest_m / now), farthest / now);

    const Axes axes = axesOf(pose.azimuth_deg, pose.elevation_deg);
    const Ray through = ray(cursor);
    const double along = dot(pose.focal_m - through.origin, axes.toViewer) / dot(through.direction, axes.toViewer);
    Vec3 anchor = through.origin + along * through.direction;
    if (!parallel())
        if (const auto hit = pick(cursor)) anchor = *hit;
    pose.focal_m = anchor + factor * (pose.focal_m - anchor);
    if (parallel())
        pose.halfHeight_m *= factor;
    else
        pose.distance_m *= factor;
    setPose(pose);
}

std::optional<Vec3> CameraControl::pick(QPointF pixel) const { return m_picker ? m_picker(ray(pixel)) : std::nullopt; }

bool CameraControl::parallel() const { return m_renderer.GetActiveCamera()->GetParallelProjection() != 0; }

void CameraControl::setParallel(bool parallel) {
    if (parallel != this->parallel()) setPose(projected(pose(), parallel));
}

CameraPose CameraControl::projected(CameraPose pose, bool parallel) const {
    if (pose.parallel == parallel) return pose;
    const double k = halfTangent(*m_renderer.GetActiveCamera());
    pose.parallel = parallel;
    if (parallel)
        pose.halfHeight_m = k * pose.distance_m;
    else
        pose.distance_m = pose.halfHeight_m / k;
    return pose;
}

Ray CameraControl::ray(QPointF pixel) const {
    vtkCamera& camera = *m_renderer.GetActiveCamera();
    const Axes axes = axesOf(camera);
    const double n = (2 * pixel.x() / m_size.width() - 1) * aspect();
    const double m = 1 - 2 * pixel.y() / m_size.height();
    Ray ray{fromArray(camera.GetPosition()), -1.0 * axes.toViewer};
    const Vec3 offset = n * axes.right + m * axes.up;
    if (parallel()) {
        ray.origin = ray.origin + camera.GetParallelScale() * offset;
    } else {
        const Vec3 direction = ray.direction + halfTangent(camera) * offset;
        ray.direction = (1 / length(direction)) * direction;
    }
    return ray;
}

std::optional<QPointF> CameraControl::project(const Vec3& point_m) const {
    vtkCamera& camera = *m_renderer.GetActiveCamera();
    const Axes axes = axesOf(camera);
    const Vec3 c = point_m - fromArray(camera.GetPosition());
    const double depth = -dot(c, axes.toViewer);
    if (!parallel() && depth <= 1e-9) return std::nullopt;
    const double half = parallel() ? camera.GetParallelScale() : depth * halfTangent(camera);
    const double n = dot(c, axes.right) / (half * aspect()), m = dot(c, axes.up) / half;
    return QPointF(0.5 * (n + 1) * m_size.width(), 0.5 * (1 - m) * m_size.height());
}

double CameraControl::metresPerPixel(const Vec3& point_m) const {
    vtkCamera& camera = *m_renderer.GetActiveCamera();
    if (parallel()) return 2 * camera.GetParallelScale() / m_size.height();
    const double depth = -dot(point_m - fromArray(camera.GetPosition()), axesOf(camera).toViewer);
    return 2 * std::max(depth, 1e-9) * halfTangent(camera) / m_size.height();
}

}  // namespace plenum::app
