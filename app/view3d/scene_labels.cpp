// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/view3d/scene_labels.h"

#include <vtkCamera.h>
#include <vtkMatrix4x4.h>
#include <vtkRenderer.h>

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace plenum::app {

namespace {

constexpr double kNames_px = 40;     // width of a rack on the screen from which it is named
constexpr double kRows_px = 14;      // the same for rows
constexpr std::size_t kMost = 160;   // labels in one picture
constexpr int kAxes_px = 26;

QString named(const std::string& name) { return QString::fromStdString(name); }

/// The camera's projection, taken once for a picture.
class Projector {
  public:
    Projector(const VtkWidget& view) : m_width(view.width()), m_height(view.height()) {
        vtkCamera* camera = view.renderer()->GetActiveCamera();
        m_matrix = camera->GetCompositeProjectionTransformMatrix(m_width / std::max(m_height, 1.0), -1, 1);
    }
    /// Widget pixels and distance along the view (1 for parallel projection).
    struct Place {
        QPointF at;
        double depth;
    };
    std::optional<Place> operator()(const twin::Vec3& p) const {
        const double in[4] = {p.x, p.y, p.z, 1};
        double out[4];
        m_matrix->MultiplyPoint(in, out);
        if (out[3] <= 1e-9) return {};
        return Place{{(out[0] / out[3] + 1) / 2 * m_width, (1 - out[1] / out[3]) / 2 * m_height}, out[3]};
    }

  private:
    vtkMatrix4x4* m_matrix;
    double m_width, m_height;
};

/// Labels so far; refuses what would overlap.
class Placer {
  public:
    bool take(const QRectF& rect) {
        if (m_taken.size() >= kMost) return false;
        for (const QRectF& other : m_taken)
            if (other.intersects(rect)) return false;
        m_taken.push_back(rect);
        return true;
    }

  private:
    std::vector<QRectF> m_taken;
};

}  // namespace

SceneLabels::SceneLabels(const VtkWidget& view, const SceneTexts& texts, QWidget* parent)
    : QWidget(parent), m_view(view), m_texts(texts), m_theme(darkTheme()) {
    setObjectName(QStringLiteral("scene.labels"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
}

void SceneLabels::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void SceneLabels::keepClear(const QRect& area) {
    if (m_clear == area) return;
    m_clear = area;
    update();
}

void SceneLabels::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintOn(painter);
}

void SceneLabels::paintOn(QPainter& painter) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (m_texts.scene != nullptr && m_view.isValid()) paintNames(painter);
    paintTitle(painter);
    if (m_view.isValid()) paintAxes(painter, m_view.camera().pose(), QPointF(40, height() - 40), m_theme);
}

void SceneLabels::paintTitle(QPainter& painter) const {
    const QFont strong = bodyFont(0, QFont::DemiBold), plain = bodyFont(-1);
    painter.setFont(strong);
    const QFontMetricsF metrics(strong), small(plain);
    const double gap = 10, left = 14, top = 12;
    const double first = metrics.horizontalAdvance(m_texts.title), room = width() - left - first - gap - 190;
    const QString second = small.elidedText(m_texts.subtitle, Qt::ElideRight, std::max(room, 60.0));
    QColor veil = m_theme.ground;
    veil.setAlpha(190);
    painter.setPen(Qt::NoPen);
    painter.setBrush(veil);
    painter.drawRoundedRect(QRectF(left - 6, top - 4, first + gap + small.horizontalAdvance(second) + 12, metrics.height() + 8), 5, 5);
    painter.setPen(m_theme.text);
    painter.drawText(QPointF(left, top + metrics.ascent()), m_texts.title);
    painter.setFont(plain);
    painter.setPen(m_theme.dim);
    painter.drawText(QPointF(left + first + gap, top + metrics.ascent()), second);
}

void SceneLabels::paintNames(QPainter& painter) const {
    const Projector project(m_view);
    const QRectF screen = QRectF(rect()).adjusted(-40, -20, 40, 20);
    const QFont small = bodyFont(-2), strong = bodyFont(-1, QFont::DemiBold);
    Placer placer;
    placer.take(QRectF(8, 6, width() * 0.5, 26));  // the title's
    placer.take(m_clear);
    const auto put = [&](const QPointF& foot, const QString& text, const QFont& font, const QColor& colour, const QColor& edge, bool always) {
        const QFontMetricsF metrics(font);
        const double w = metrics.horizontalAdvance(text), h = metrics.height();
        QRectF rect(foot.x() - w / 2 - 5, foot.y() - h - 4, w + 10, h + 2);
        if (!screen.contains(rect.center())) return;
        if (!placer.take(rect.adjusted(-2, -1, 2, 1)) && !always) return;
        QColor veil = m_theme.ground;
        veil.setAlpha(always ? 230 : 175);
        painter.setPen(edge.isValid() ? QPen(edge, 1) : QPen(Qt::NoPen));
        painter.setBrush(veil);
        painter.drawRoundedRect(rect, 4, 4);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(rect, Qt::AlignCenter, text);
    };
    const twin::Site& site = *m_texts.site;
    const auto itemName = [&](twin::Id id, const QString& value) {
        const twin::Item* item = site.find(id);
        QString text = item != nullptr ? named(item->name) : QString();
        return value.isEmpty() ? text : text + QStringLiteral("  ") + value;
    };
    const auto over = [&](twin::Id id) -> std::optional<QPointF> {
        std::optional<twin::Vec3> at;
        if (const auto* box = m_texts.scene->box(id)) at = {box->centre.x, box->centre.y, box->centre.z + box->size.z / 2 + 0.12};
        if (const auto* tube = m_texts.scene->tube(id); tube != nullptr && !tube->points.empty()) at = tube->points[tube->points.size() / 2];
        if (!at) return {};
        const auto place = project(*at);
        if (!place) return {};
        return place->at;
    };
    // What the user points at comes first and is always shown.
    if (!m_texts.selected.empty())
        if (const auto at = over(m_texts.selected.back())) {
            put(*at, itemName(m_texts.selected.back(), m_texts.currentValue), strong, m_theme.text, m_theme.accent, true);
            if (!m_texts.dragText.isEmpty()) put(*at - QPointF(0, QFontMetricsF(strong).height() + 6), m_texts.dragText, small, m_theme.accent, QColor(), true);
        }
    if (m_texts.hovered && (m_texts.selected.empty() || m_texts.hovered != m_texts.selected.back()))
        if (const auto at = over(m_texts.hovered)) put(*at, itemName(m_texts.hovered, m_texts.hoveredValue), small, m_theme.text, m_theme.line, true);

    const auto pixelsPerMetre = [&](const twin::Vec3& p, const Projector::Place& place) {
        const auto up = project({p.x, p.y, p.z + 0.5});
        const auto east = project({p.x + 0.5, p.y, p.z}), north = project({p.x, p.y + 0.5, p.z});
        double most = 0;
        for (const auto& other : {up, east, north})
            if (other) most = std::max(most, 2 * std::hypot(other->at.x() - place.at.x(), other->at.y() - place.at.y()));
        return most;
    };
    for (const auto& room : m_texts.scene->rooms()) {
        const twin::Item* item = site.items(twin::Kind::Room).find(room.id);
        const twin::Bounds b = twin::boundsOf(room.floor);
        const auto low = project({b.x0, b.y0, 0}), high = project({b.x1, b.y1, 0});
        if (item == nullptr || !low || !high || std::hypot(low->at.x() - high->at.x(), low->at.y() - high->at.y()) < 90) continue;
        // On the floor's edge that is nearest to the eye, where no wall and no rack stands before it.
        std::optional<Projector::Place> nearest;
        const double x = (b.x0 + b.x1) / 2, y = (b.y0 + b.y1) / 2;
        for (const twin::Vec3& p : {twin::Vec3{x, b.y0, 0}, twin::Vec3{x, b.y1, 0}, twin::Vec3{b.x0, y, 0}, twin::Vec3{b.x1, y, 0}})
            if (const auto place = project(p); place && (!nearest || place->at.y() > nearest->at.y())) nearest = place;
        if (nearest) put(nearest->at - QPointF(0, 2), named(item->name), bodyFont(-2, QFont::DemiBold), m_theme.dim, QColor(), false);
    }
    for (const auto& row : m_texts.rows) {
        const auto place = project(row.at);
        if (!place || !screen.contains(place->at) || pixelsPerMetre(row.at, *place) * 0.6 < kRows_px) continue;
        put(place->at, row.name, small, m_theme.dim, QColor(), false);
    }
    std::vector<std::pair<double, std::pair<QPointF, const twin::scene::BoxInstance*>>> near;
    for (const auto& box : m_texts.scene->boxes()) {
        if (box.kind == twin::Kind::Sensor || box.kind == twin::Kind::Pillar || box.kind == twin::Kind::Wall) continue;
        const twin::Vec3 at{box.centre.x, box.centre.y, box.centre.z + box.size.z / 2};
        const auto place = project(at);
        if (!place || !screen.contains(place->at)) continue;
        if (pixelsPerMetre(at, *place) * std::min(box.size.x, 2.0) < kNames_px) continue;
        near.push_back({place->depth, {place->at, &box}});
    }
    const std::size_t shown = std::min(near.size(), kMost);
    std::partial_sort(near.begin(), near.begin() + static_cast<std::ptrdiff_t>(shown), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < shown; ++i)
        put(near[i].second.first, itemName(near[i].second.second->id, {}), small, m_theme.text, QColor(), false);
}

void paintAxes(QPainter& painter, const CameraPose& pose, const QPointF& origin, const Theme& theme) {
    const double a = pose.azimuth_deg * std::numbers::pi / 180, e = pose.elevation_deg * std::numbers::pi / 180;
    // Right and up of the picture for a camera at azimuth a and elevation e.
    const auto place = [&](double x, double y, double z) {
        const double right = -std::sin(a) * x + std::cos(a) * y;
        const double up = -std::sin(e) * (std::cos(a) * x + std::sin(a) * y) + std::cos(e) * z;
        return origin + kAxes_px * QPointF(right, -up);
    };
    painter.setFont(bodyFont(-3));
    const QFontMetricsF metrics(painter.font());
    struct Axis {
        QString name;
        double x, y, z;
    };
    for (const Axis& axis : {Axis{SceneLabels::tr("E", "east"), 1, 0, 0}, Axis{SceneLabels::tr("N", "north"), 0, 1, 0}, Axis{QString(), 0, 0, 0.7}}) {
        const QPointF tip = place(axis.x, axis.y, axis.z);
        const bool north = axis.y != 0;
        painter.setPen(QPen(north ? theme.text : theme.dim, north ? 2 : 1.25, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(origin, tip);
        if (axis.name.isEmpty()) continue;
        const QPointF out = origin + 1.35 * (tip - origin);
        painter.drawText(out + QPointF(-metrics.horizontalAdvance(axis.name) / 2, metrics.ascent() / 2 - 1), axis.name);
    }
}

std::vector<SceneTexts::RowPlace> rowPlaces(const twin::Site& site, const twin::scene::Scene& scene) {
    std::unordered_map<twin::Id, std::pair<twin::Vec3, twin::Vec3>> ends;  // row → low, high corner
    const auto& rows = site.items(twin::Kind::Row);
    for (const auto& box : scene.boxes()) {
        const auto& table = site.items(box.kind);
        if (box.index >= table.size()) continue;
        const twin::Id parent = table[box.index].parent;
        if (!parent) continue;
        const twin::Vec3 top{box.centre.x, box.centre.y, box.centre.z + box.size.z / 2};
        const auto [at, isNew] = ends.emplace(parent, std::pair{top, top});
        if (isNew) continue;
        auto& [low, high] = at->second;
        low = {std::min(low.x, top.x), std::min(low.y, top.y), std::max(low.z, top.z)};
        high = {std::max(high.x, top.x), std::max(high.y, top.y), low.z};
    }
    std::vector<SceneTexts::RowPlace> places;
    rows.forEach([&](const twin::Item& row) {
        const auto found = ends.find(row.id);
        if (found == ends.end()) return;
        const auto& [low, high] = found->second;
        const bool lying = high.x - low.x >= high.y - low.y;
        const twin::Vec3 at = lying ? twin::Vec3{low.x - 0.6, (low.y + high.y) / 2, low.z} : twin::Vec3{(low.x + high.x) / 2, low.y - 0.6, low.z};
        places.push_back({named(row.name), at});
    });
    return places;
}

}  // namespace plenum::app
