// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/scene/placement.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace twin::scene {

namespace {

constexpr double kMaxClearance_m = 4;  // neighbours' zones that may reach an item
constexpr double kSameLine_m = 0.05;   // rows whose centres differ less are one line
constexpr std::size_t kMaxPlaces = 400;
constexpr int kBeyond = 4;             // places looked at past either end of a row

bool isStructure(Kind kind) { return kind == Kind::Pillar || kind == Kind::Wall; }

std::vector<Collision> collisionsOf(const Site& site, const SpatialIndex& index, const Body& body, const Item* room, const IdSet& ignored) {
    std::vector<Collision> out;
    if (!isBody(body.item->kind)) return out;
    if (room != nullptr && !isStructure(body.item->kind) && room->points.size() >= 3 && !isInside(body, room->points))
        out.push_back({Collision::What::OutsideRoom, body.item->id, {}, 0});
    for (const std::uint32_t slot : index.touching(reachOf(body).grown(kMaxClearance_m))) {
        const auto& entry = index.entries()[slot];
        if (!isBody(entry.kind) || entry.id == body.item->id || ignored.contains(entry.id)) continue;
        if (const Item* other = site.find(entry.id)) collide(body, bodyOf(site, *other), out);
    }
    return out;
}

/// Nearest candidate on one axis.
struct Pull {
    double reach_m, best_m, shift_m = 0;
    std::optional<Guide> guide;
    explicit Pull(double reach) : reach_m(reach), best_m(reach) {}
    void offer(double from, double to, Guide::To kind, bool vertical, Id neighbour) {
        const double distance = std::abs(to - from);
        if (distance > best_m || (guide && distance >= best_m)) return;
        best_m = distance;
        shift_m = to - from;
        guide = Guide{kind, vertical, to, neighbour};
    }
};

/// Stretches of a line, in metres along it.
using Stretches = std::vector<std::pair<double, double>>;

/// Where the line at + t·along lies inside the outline.
Stretches insideOf(const std::vector<Vec3>& outline, Vec2 at, Vec2 along) {
    std::vector<double> cuts;
    const Vec2 normal{-along.y, along.x};
    for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
        const auto side = [&](const Vec3& p) { return (p.x - at.x) * normal.x + (p.y - at.y) * normal.y; };
        const double a = side(outline[j]), b = side(outline[i]);
        if ((a > 0) == (b > 0)) continue;
        const double t = a / (a - b);
        const double x = outline[j].x + t * (outline[i].x - outline[j].x), y = outline[j].y + t * (outline[i].y - outline[j].y);
        cuts.push_back((x - at.x) * along.x + (y - at.y) * along.y);
    }
    std::sort(cuts.begin(), cuts.end());
    Stretches out;
    for (std::size_t i = 0; i + 1 < cuts.size(); i += 2) out.push_back({cuts[i], cuts[i + 1]});
    return out;
}

Stretches common(const Stretches& a, const Stretches& b) {
    Stretches out;
    for (const auto& [a0, a1] : a)
        for (const auto& [b0, b1] : b)
            if (std::min(a1, b1) > std::max(a0, b0)) out.push_back({std::max(a0, b0), std::min(a1, b1)});
    return out;
}

/// What is left of the stretches between the taken ones.
Stretches without(const Stretches& all, Stretches taken) {
    std::sort(taken.begin(), taken.end());
    Stretches out;
    for (auto [from, to] : all) {
        for (const auto& [t0, t1] : taken) {
            if (t1 <= from || t0 >= to) continue;
            if (t0 > from) out.push_back({from, t0});
            from = std::max(from, t1);
        }
        if (to > from) out.push_back({from, to});
    }
    return out;
}

FreePlaces::State stateOf(const Site& site, const std::vector<Collision>& found, const Item& item) {
    auto state = FreePlaces::State::Good;
    for (const Collision& c : found) {
        const bool front = c.what == Collision::What::ClearanceFront;
        const Item* owner = c.item == item.id ? &item : site.find(c.item);
        const double needed = owner == nullptr ? 0 : site.value(*owner, front ? Param::ClearanceFront : Param::ClearanceRear);
        state = std::max(state, c.amount_m > needed / 2 ? FreePlaces::State::Bad : FreePlaces::State::Warning);
    }
    return state;
}

}  // namespace

std::vector<Collision> collisions(const Site& site, const SpatialIndex& index, const Item& item, const IdSet& ignored) {
    return collisionsOf(site, index, bodyOf(site, item), assignedRoom(site, item), ignored);
}

const Item* roomAt(const Site& site, Vec2 point) {
    const Item* found = nullptr;
    site.items(Kind::Room).forEach([&](const Item& room) {
        if (found == nullptr && contains(room.points, point)) found = &room;
    });
    return found;
}

Vec2 tileOrigin(const Item& room) {
    const Bounds bounds = boundsOf(room.points);
    return {bounds.x0, bounds.y0};
}

Snap snap(const Site& site, const SpatialIndex& index, const Item& item, const IdSet& ignored, const SnapOptions& options) {
    const Body body = bodyOf(site, item);
    const Bounds& own = body.bounds;
    Pull x(options.reach_m), y(options.reach_m);
    for (const std::uint32_t slot : index.touching(own.grown(options.neighbours_m))) {
        const auto& entry = index.entries()[slot];
        if (spec(entry.kind).shape != Shape::Box || entry.id == item.id || ignored.contains(entry.id)) continue;
        const Bounds& b = entry.bounds;
        const bool besideX = b.y0 < own.y1 && own.y0 < b.y1, besideY = b.x0 < own.x1 && own.x0 < b.x1;
        if (options.edges && besideX) {
            x.offer(own.x0, b.x1, Guide::To::Edge, true, entry.id);
            x.offer(own.x1, b.x0, Guide::To::Edge, true, entry.id);
        }
        if (options.edges && besideY) {
            y.offer(own.y0, b.y1, Guide::To::Edge, false, entry.id);
            y.offer(own.y1, b.y0, Guide::To::Edge, false, entry.id);
        }
        if (!options.lines || entry.kind == Kind::Pillar || entry.kind == Kind::Wall) continue;
        for (const auto& [from, to] : {std::pair{own.y0, b.y0}, {own.y1, b.y1}, {(own.y0 + own.y1) / 2, (b.y0 + b.y1) / 2}})
            y.offer(from, to, Guide::To::Line, false, entry.id);
        for (const auto& [from, to] : {std::pair{own.x0, b.x0}, {own.x1, b.x1}, {(own.x0 + own.x1) / 2, (b.x0 + b.x1) / 2}})
            x.offer(from, to, Guide::To::Line, true, entry.id);
    }
    if (options.tiles) {
        if (const Item* room = roomAt(site, body.centre)) {
            const Vec2 origin = tileOrigin(*room);
            const double pitch = site.value(*room, Param::TilePitch);
            const auto offerTile = [&](Pull& pull, double edge, double start, bool vertical) {
                if (!pull.guide && pitch > 0) pull.offer(edge, start + std::round((edge - start) / pitch) * pitch, Guide::To::Tile, vertical, {});
            };
            offerTile(x, own.x0, origin.x, true);
            offerTile(y, own.y0, origin.y, false);
        }
    }
    Snap result{{x.shift_m, y.shift_m}, {}};
    if (x.guide) result.guides.push_back(*x.guide);
    if (y.guide) result.guides.push_back(*y.guide);
    return result;
}

FreePlaces freePlaces(const Site& site, const SpatialIndex& index, const Item& item, const IdSet& ignored, double near_m) {
    FreePlaces result;
    const Body own = bodyOf(site, item);
    const Item* room = roomAt(site, own.centre);
    if (room == nullptr || !isBody(item.kind) || own.halfWidth_m <= 0) return result;

    // Lines of racks parallel to the item, nearest first.
    struct Line {
        double distance_m, offset_m, rotation_deg;
        double from_m, to_m;  // its extent along the width of the item
    };
    std::vector<Line> lines;
    const auto offset = [&](Vec2 p) { return (p.x - own.centre.x) * own.front.x + (p.y - own.centre.y) * own.front.y; };
    for (const std::uint32_t slot : index.touching(boundsOf(room->points))) {
        const auto& entry = index.entries()[slot];
        if (!isCompute(entry.kind) || entry.id == item.id || ignored.contains(entry.id)) continue;
        if (std::abs(entry.front.x * own.front.y - entry.front.y * own.front.x) > 1e-6) continue;
        const auto& c = entry.footprint.corner;
        const double at = offset({(c[0].x + c[2].x) / 2, (c[0].y + c[2].y) / 2});
        if (std::abs(at) > near_m) continue;
        double from = std::numeric_limits<double>::infinity(), to = -from;
        for (const Vec2& p : c) {
            const double t = (p.x - own.centre.x) * own.along.x + (p.y - own.centre.y) * own.along.y;
            from = std::min(from, t), to = std::max(to, t);
        }
        const auto same = std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return std::abs(line.offset_m - at) < kSameLine_m; });
        if (same != lines.end()) {
            same->from_m = std::min(same->from_m, from);
            same->to_m = std::max(same->to_m, to);
            continue;
        }
        const bool turned = entry.front.x * own.front.x + entry.front.y * own.front.y < 0;
        lines.push_back({std::abs(at), at, std::fmod(item.rotation_deg + (turned ? 180 : 0), 360.0), from, to});
    }
    if (lines.empty()) lines.push_back({0, 0, item.rotation_deg, -own.halfWidth_m, own.halfWidth_m});
    std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return std::tie(a.distance_m, a.offset_m) < std::tie(b.distance_m, b.offset_m); });
    result.rows = static_cast<int>(lines.size());

    const Bounds hall = boundsOf(room->points);
    for (const Line& line : lines) {
        const Vec2 at{own.centre.x + line.offset_m * own.front.x, own.centre.y + line.offset_m * own.front.y};
        // The strip of the item's depth: inside the room on both of its edges, between the bodies that stand in it.
        const double half = own.halfDepth_m - 0.005;
        const auto edge = [&](double side) { return Vec2{at.x + side * half * own.front.x, at.y + side * half * own.front.y}; };
        const double width = 2 * own.halfWidth_m;
        const Stretches inside = common(common(insideOf(room->points, edge(1), own.along), insideOf(room->points, edge(-1), own.along)),
                                        {{line.from_m - kBeyond * width, line.to_m + kBeyond * width}});
        Stretches taken;
        for (const std::uint32_t slot : index.touching(hall)) {
            const auto& entry = index.entries()[slot];
            if (!isBody(entry.kind) || entry.id == item.id || ignored.contains(entry.id)) continue;
            double low = std::numeric_limits<double>::infinity(), high = -low, near = low, far = -low;
            for (const Vec2& p : entry.footprint.corner) {
                const double t = (p.x - at.x) * own.along.x + (p.y - at.y) * own.along.y;
                const double d = (p.x - at.x) * own.front.x + (p.y - at.y) * own.front.y;
                low = std::min(low, t), high = std::max(high, t), near = std::min(near, d), far = std::max(far, d);
            }
            const Item* other = near < half && far > -half ? site.find(entry.id) : nullptr;
            if (other == nullptr) continue;
            const double base = other->position.z, top = entry.top_m;
            if (base < own.high_m && own.low_m < top) taken.push_back({low, high});
        }
        for (const auto& [from, to] : without(inside, std::move(taken))) {
            result.largestGap_m = std::max(result.largestGap_m, to - from);
            const int count = static_cast<int>(std::min((to - from + 0.004) / width, 1e6));
            for (int i = 0; i < count && result.places.size() < kMaxPlaces; ++i) {
                const double t = from + (i + 0.5) * width;
                Item probe = item;
                probe.position = {at.x + t * own.along.x, at.y + t * own.along.y, item.position.z};
                probe.rotation_deg = line.rotation_deg;
                probe.parent = room->id;
                const auto found = collisionsOf(site, index, bodyOf(site, probe), room, ignored);
                const bool blocked = std::any_of(found.begin(), found.end(), [](const Collision& c) {
                    return c.what == Collision::What::Overlap || c.what == Collision::What::OutsideRoom || c.what == Collision::What::Reserved;
                });
                if (!blocked) result.places.push_back({{probe.position.x, probe.position.y}, probe.rotation_deg, stateOf(site, found, probe)});
            }
        }
    }
    return result;
}

}  // namespace twin::scene
