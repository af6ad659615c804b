// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/scene/scene_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace twin::scene {

bool showsMeasured(const Frame* frame) {
    return frame != nullptr && std::any_of(frame->columns.begin(), frame->columns.end(), [](const auto& column) { return !column.second.states.empty(); });
}

SceneValues sceneValues(const Scene& scene, const OverlaySpec& overlay, const Frame* frame) {
    std::array<const Column*, kKindCount> columns{};
    std::array<bool, kKindCount> shown{};
    for (const auto& source : overlay.sources) {
        const auto kind = static_cast<std::size_t>(source.kind);
        shown[kind] = true;
        if (frame == nullptr || !frame->site) continue;
        const auto found = frame->columns.find({source.kind, source.quantity});
        if (found != frame->columns.end()) columns[kind] = &found->second;
    }
    const auto valueOf = [&](Kind kind, Id id, std::uint32_t index) -> ShownValue {
        const auto at = static_cast<std::size_t>(kind);
        if (!shown[at]) return {};
        ShownValue out{ShownValue::State::Missing, 0};
        if (columns[at] == nullptr) return out;
        const auto& table = frame->site->items(kind);
        const std::size_t row = index < table.size() && table[index].id == id ? index : table.indexOf(id);
        const double value = columns[at]->at(row);
        const ValueState known = columns[at]->stateAt(row);
        if (std::isfinite(value) && known != ValueState::Missing) out = {ShownValue::State::Valued, value, known};
        return out;
    };
    SceneValues values;
    values.live = showsMeasured(frame);
    values.boxes.reserve(scene.boxes().size());
    values.tubes.reserve(scene.tubes().size());
    for (const BoxInstance& box : scene.boxes()) values.boxes.push_back(valueOf(box.kind, box.id, box.index));
    for (const Tube& tube : scene.tubes()) values.tubes.push_back(valueOf(tube.kind, tube.id, tube.index));
    for (const auto* shownValues : {&values.boxes, &values.tubes})
        for (const ShownValue& value : *shownValues)
            if (value.state != ShownValue::State::Plain)
                ++values.known.count[static_cast<std::size_t>(value.state == ShownValue::State::Valued ? value.known : ValueState::Missing)];
    return values;
}

namespace {

struct V {
    double x, y, z;
};
V operator-(const V& a, const V& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
V operator+(const V& a, const V& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
V operator*(double s, const V& a) { return {s * a.x, s * a.y, s * a.z}; }
double dot(const V& a, const V& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
V cross(const V& a, const V& b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }
V unit(const V& a) {
    const double length = std::sqrt(dot(a, a));
    return length > 0 ? (1 / length) * a : V{0, 0, 1};
}

/// Corners of a cross section: offset in radii along side and up, and the normal there.
struct Section {
    double side, up, normalSide, normalUp;
};

std::vector<Section> sectionOf(Kind kind) {
    std::vector<Section> section;
    if (kind == Kind::Busway) {  // a flat duct, wider than high; two normals a corner keep its edges sharp
        constexpr double w = 1.0, h = 0.55;
        for (const Section& s : {Section{w, -h, 1, 0}, Section{w, h, 1, 0}, Section{w, h, 0, 1}, Section{-w, h, 0, 1}, Section{-w, h, -1, 0},
                                 Section{-w, -h, -1, 0}, Section{-w, -h, 0, -1}, Section{w, -h, 0, -1}})
            section.push_back(s);
        return section;
    }
    constexpr int kSides = 8;
    for (int i = 0; i < kSides; ++i) {
        const double angle = 2 * std::numbers::pi * i / kSides;
        section.push_back({std::cos(angle), std::sin(angle), std::cos(angle), std::sin(angle)});
    }
    return section;
}

void addTube(TubeMesh& mesh, const Tube& tube, std::uint32_t slot, const std::vector<Section>& section) {
    std::vector<V> points;
    for (const Vec3& p : tube.points) {
        const V v{p.x, p.y, p.z};
        if (points.empty() || dot(v - points.back(), v - points.back()) > 1e-8) points.push_back(v);
    }
    if (points.size() < 2) return;
    const auto n = static_cast<std::uint32_t>(section.size());
    const auto vertex = [&](const V& p, const V& normal) {
        for (const double c : {p.x, p.y, p.z}) mesh.points.push_back(static_cast<float>(c));
        for (const double c : {normal.x, normal.y, normal.z}) mesh.normals.push_back(static_cast<float>(c));
        mesh.owners.push_back(slot);
    };
    V side{1, 0, 0};
    const auto first = static_cast<std::uint32_t>(mesh.owners.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const V in = unit(points[i] - points[i == 0 ? 0 : i - 1]), out = unit(points[i + 1 < points.size() ? i + 1 : i] - points[i]);
        const V forward = i == 0 ? out : i + 1 == points.size() ? in : unit(in + out);
        // Horizontal side where there is one; a riser keeps the side it came with.
        const V level = cross(forward, V{0, 0, 1});
        if (dot(level, level) > 1e-4) {
            const V now = unit(level);
            side = i > 0 && dot(now, side) < 0 ? -1.0 * now : now;
        } else {
            side = unit(side - dot(side, forward) * forward);
        }
        const V up = cross(side, forward);
        // At a bend the section is stretched so that the straight parts keep their width.
        const double cosHalf = i == 0 || i + 1 == points.size() ? 1.0 : std::max(dot(forward, in), 0.35);
        const V turn = in - out;
        const V bend = dot(turn, turn) > 1e-8 && cosHalf < 1 ? unit(turn) : V{0, 0, 0};
        for (const Section& s : section) {
            V offset = tube.radius_m * (s.side * side + s.up * up);
            offset = offset + ((1 / cosHalf - 1) * dot(offset, bend)) * bend;
            vertex(points[i] + offset, unit(s.normalSide * side + s.normalUp * up));
        }
        if (i == 0) continue;
        const std::uint32_t base = first + static_cast<std::uint32_t>(i - 1) * n;
        for (std::uint32_t k = 0; k < n; ++k) {
            const std::uint32_t a = base + k, b = base + (k + 1) % n;
            for (const std::uint32_t v : {a, b, b + n, a, b + n, a + n}) mesh.triangles.push_back(v);
        }
    }
    for (const bool end : {false, true}) {  // caps
        const std::size_t at = end ? points.size() - 1 : 0;
        const V normal = end ? unit(points[at] - points[at - 1]) : unit(points[0] - points[1]);
        const auto cap = static_cast<std::uint32_t>(mesh.owners.size());
        const std::uint32_t ring = first + static_cast<std::uint32_t>(at) * n;
        for (std::uint32_t k = 0; k < n; ++k) {
            const float* p = mesh.points.data() + 3 * (ring + k);
            vertex({p[0], p[1], p[2]}, normal);
        }
        for (std::uint32_t k = 1; k + 1 < n; ++k)
            for (const std::uint32_t v : {cap, cap + k, cap + k + 1}) mesh.triangles.push_back(v);
    }
}

}  // namespace

TubeMesh tubeMesh(const std::vector<Tube>& tubes) {
    TubeMesh mesh;
    const std::vector<Section> round = sectionOf(Kind::Pipe), flat = sectionOf(Kind::Busway);
    for (std::size_t slot = 0; slot < tubes.size(); ++slot)
        addTube(mesh, tubes[slot], static_cast<std::uint32_t>(slot), tubes[slot].kind == Kind::Busway ? flat : round);
    return mesh;
}

}  // namespace twin::scene
