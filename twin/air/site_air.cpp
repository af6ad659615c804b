// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/site_air.h"

#include "twin/model/mounted.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace twin::air {

namespace {

constexpr double kCp_J_kgK = 1005;  // J/kgK, dry air at 20 °C
constexpr double kLeastDrop_m = 0.5;  // free height below an overhead unit: lower, its air has no way out

struct Bounds {
    double x0 = std::numeric_limits<double>::max(), y0 = x0, x1 = std::numeric_limits<double>::lowest(), y1 = x1;
    void add(double x, double y) {
        x0 = std::min(x0, x), y0 = std::min(y0, y), x1 = std::max(x1, x), y1 = std::max(y1, y);
    }
};

Bounds boundsOf(const std::vector<Vec3>& points) {
    Bounds bounds;
    for (const Vec3& p : points) bounds.add(p.x, p.y);
    return bounds;
}

/// Axis-aligned body of a box item with its rotation snapped to a quarter turn, room coordinates.
struct Body {
    Box box;
    Vec3 front;  ///< unit, out of the front
};

Body bodyOf(const Site& site, const Item& item, Vec3 origin) {
    const int quarter = static_cast<int>(std::lround(item.rotation_deg / 90.0)) & 3;
    double w = site.value(item, Param::Width), d = site.value(item, Param::Depth);
    if (quarter % 2 == 1) std::swap(w, d);
    const double x = item.position.x - origin.x, y = item.position.y - origin.y, z = std::max(item.position.z - origin.z, 0.0);
    constexpr Vec3 kFronts[] = {{0, -1, 0}, {1, 0, 0}, {0, 1, 0}, {-1, 0, 0}};
    return {{x - w / 2, y - d / 2, z, x + w / 2, y + d / 2, z + site.value(item, Param::Height)}, kFronts[quarter]};
}

Opening face(const Body& body, Vec3 normal) {
    Box rect = body.box;
    if (normal.x > 0) rect.x0 = rect.x1;
    if (normal.x < 0) rect.x1 = rect.x0;
    if (normal.y > 0) rect.y0 = rect.y1;
    if (normal.y < 0) rect.y1 = rect.y0;
    if (normal.z > 0) rect.z0 = rect.z1;
    if (normal.z < 0) rect.z1 = rect.z0;
    return {rect, normal, 1};
}

Vec3 back(Vec3 v) { return {-v.x, -v.y, -v.z}; }

struct RoomParts {
    std::vector<const Item*> tiles, hotAisles, coldAisles;
};

void addPanels(RoomAir& out, const Item& aisle, double z1, bool roof) {
    const Bounds b = boundsOf(aisle.points);
    const double x0 = b.x0 - out.origin.x, x1 = b.x1 - out.origin.x, y0 = b.y0 - out.origin.y, y1 = b.y1 - out.origin.y;
    auto& panels = out.airCase.panels;
    panels.push_back({x0, y0, 0, x0, y1, z1});
    panels.push_back({x1, y0, 0, x1, y1, z1});
    panels.push_back({x0, y0, 0, x1, y0, z1});
    panels.push_back({x0, y1, 0, x1, y1, z1});
    if (roof) panels.push_back({x0, y0, z1, x1, y1, z1});
}

std::vector<Opening> floorTiles(RoomAir& out, const Site& site, const std::vector<const Item*>& tiles) {
    std::vector<Opening> openings;
    for (const Item* tile : tiles) {
        const Bounds b = boundsOf(tile->points);
        const double open = outlineArea_m2(tile->points) * site.value(*tile, Param::OpenFraction);
        out.perforated_m2 += open;
        openings.push_back({{b.x0 - out.origin.x, b.y0 - out.origin.y, 0, b.x1 - out.origin.x, b.y1 - out.origin.y, 0}, {0, 0, 1}, open});
    }
    return openings;
}

std::vector<Opening> ceilingReturns(const RoomAir& out, const std::vector<const Item*>& aisles) {
    std::vector<Opening> openings;
    const double z = out.airCase.sizeZ_m;
    for (const Item* aisle : aisles) {
        const Bounds b = boundsOf(aisle->points);
        openings.push_back({{b.x0 - out.origin.x, b.y0 - out.origin.y, z, b.x1 - out.origin.x, b.y1 - out.origin.y, z}, {0, 0, -1}, outlineArea_m2(aisle->points)});
    }
    return openings;
}

/// What is mounted in a rack; even over the height where it cannot be so.
std::vector<Band> bandsOf(const Site& site, const Item& item, const Box& box, Issues& issues) {
    std::vector<Band> bands;
    if (item.mounted.empty() || item.kind != Kind::Rack) return bands;
    const double units = site.value(item, Param::RackUnits);
    const Issues wrong = checkMounted(item, units, item.mounted);
    issues.insert(issues.end(), wrong.begin(), wrong.end());
    if (!wrong.empty()) return bands;
    for (const MountedUnits& one : item.mounted) {
        const UnitSpan span = unitSpan(box.z1 - box.z0, units, one);
        bands.push_back({box.z0 + span.from_m, box.z0 + span.to_m, one.heatShare, one.airShare});
    }
    return bands;
}

void addDevice(RoomAir& out, const Site& site, const Item& item, std::size_t index, bool running,
               const std::vector<Opening>& tiles, const std::vector<Opening>& ceiling) {
    const Body body = bodyOf(site, item, out.origin);
    out.airCase.deviceBodies.push_back(body.box);
    if (!running) return;
    Device device;
    device.name = item.name;
    if (isCompute(item.kind) || item.kind == Kind::Cdu) {
        device.kind = Device::Kind::Rack;
        device.intakes = {face(body, body.front)};
        device.outlets = {face(body, back(body.front))};
        device.flow_m3_s = std::max(site.value(item, Param::AirFlow), 0.0);  // 0: set from heat and ΔT by the caller
        device.bands = bandsOf(site, item, body.box, out.issues);
    } else {
        device.kind = Device::Kind::Cooler;
        device.flow_m3_s = std::max(site.value(item, Param::AirFlow), 0.0);
        device.supply_C = site.value(item, Param::SupplyTemperature);
        device.capacity_W = std::max(site.value(item, Param::CoolingCapacity), 0.0);
        const bool lowCeiling = body.box.z1 > out.airCase.sizeZ_m - 0.45;
        const AirPath path = hasParam(item.kind, Param::AirPath) ? site.choice<AirPath>(item, Param::AirPath) : AirPath::Direct;
        const bool underfloor = path == AirPath::Underfloor, overhead = path == AirPath::Overhead, hangs = overhead && body.box.z0 >= kLeastDrop_m;
        if (item.kind == Kind::InRow || hangs) {
            device.intakes = {face(body, back(body.front))};
        } else if (!ceiling.empty()) {
            device.intakes = ceiling;
        } else {
            device.intakes = {lowCeiling ? face(body, back(body.front)) : face(body, {0, 0, 1})};
        }
        if (underfloor && !tiles.empty()) {
            device.outlets = tiles;
        } else if (hangs) {
            device.outlets = {face(body, {0, 0, -1})};
        } else {
            device.outlets = {face(body, body.front)};
            if (overhead)
                out.issues.push_back({Severity::Warning, "air.overheadOnFloor", item.id, item.name, {},
                                      {TWIN_TR("{0} is to supply from overhead, but its base is only {1} above the floor: nothing can leave below; it is taken as a unit that stands in the room and gives at its front."),
                                       {item.name, formatQuantity(body.box.z0, Unit::Metre)}},
                                      formatQuantity(body.box.z0, Unit::Metre), "≥ " + formatQuantity(kLeastDrop_m, Unit::Metre),
                                      {TWIN_TR("Raise it above the aisle, or choose another supply path."), {}}});
            if (underfloor)
                out.issues.push_back({Severity::Warning, "air.noTiles", item.id, item.name, {},
                                      {TWIN_TR("{0} supplies the floor void, but the room has no perforated tile; its air is taken to leave at its front."), {item.name}}, {}, {},
                                      {TWIN_TR("Place perforated tiles in the cold aisles."), {}}});
        }
    }
    out.airCase.devices.push_back(std::move(device));
    out.devices.push_back({&item, index});
}

}  // namespace

std::vector<RoomAir> roomsOf(const Site& site, const std::unordered_set<Id>& outOfService, const RoomAirOptions& options) {
    std::vector<RoomAir> rooms;
    std::vector<RoomParts> parts;
    std::unordered_map<Id, std::size_t> roomIndex;
    site.items(Kind::Room).forEach([&](const Item& room) {
        if (site.choice<RoomPurpose>(room, Param::RoomPurpose) != RoomPurpose::It || room.points.size() < 3) return;
        RoomAir out;
        out.room = &room;
        const Bounds b = boundsOf(room.points);
        out.origin = {b.x0, b.y0, room.points[0].z};
        out.airCase.sizeX_m = b.x1 - b.x0;
        out.airCase.sizeY_m = b.y1 - b.y0;
        out.airCase.sizeZ_m = site.value(room, Param::RoomHeight);
        for (const Vec3& p : room.points) out.airCase.outline.push_back({p.x - b.x0, p.y - b.y0});
        out.airCase.rho_kg_m3 = options.density_kg_m3;
        out.airCase.cp_J_kgK = kCp_J_kgK;
        out.airCase.wallU_W_m2K = std::max(site.value(room, Param::WallTransmittance), 0.0);
        out.airCase.beyond_C = options.outdoor_C;
        double cell = options.cell_m;
        const double volume = out.airCase.sizeX_m * out.airCase.sizeY_m * out.airCase.sizeZ_m;
        cell = std::max(cell, std::cbrt(volume / static_cast<double>(options.maxCells)));
        out.airCase.cell_m = out.airCase.cellZ_m = cell;
        roomIndex.emplace(room.id, rooms.size());
        rooms.push_back(std::move(out));
        parts.emplace_back();
    });
    const auto indexOf = [&](const Item& item) -> int {
        const Item* room = roomOf(site, item);
        if (room == nullptr) return -1;
        const auto found = roomIndex.find(room->id);
        return found == roomIndex.end() ? -1 : static_cast<int>(found->second);
    };
    site.items(Kind::TileGrid).forEach([&](const Item& tile) {
        const int at = indexOf(tile);
        if (at >= 0 && tile.points.size() >= 3 && site.value(tile, Param::OpenFraction) > 0) parts[at].tiles.push_back(&tile);
    });
    site.items(Kind::Aisle).forEach([&](const Item& aisle) {
        const int at = indexOf(aisle);
        if (at < 0 || aisle.points.size() < 3) return;
        const auto containment = site.choice<Containment>(aisle, Param::Containment);
        if (containment == Containment::HotAisle) parts[at].hotAisles.push_back(&aisle);
        if (containment == Containment::ColdAisle) parts[at].coldAisles.push_back(&aisle);
    });
    std::vector<std::vector<Opening>> tiles(rooms.size()), ceilings(rooms.size());
    for (std::size_t r = 0; r < rooms.size(); ++r) {
        RoomAir& room = rooms[r];
        tiles[r] = floorTiles(room, site, parts[r].tiles);
        if (site.value(*room.room, Param::CeilingVoid) > 0) ceilings[r] = ceilingReturns(room, parts[r].hotAisles);
        for (const Item* aisle : parts[r].hotAisles) addPanels(room, *aisle, room.airCase.sizeZ_m, false);
        for (const Item* aisle : parts[r].coldAisles) addPanels(room, *aisle, std::min(2.3, room.airCase.sizeZ_m), true);
    }
    for (Kind kind : {Kind::Pillar, Kind::Wall})
        site.items(kind).forEach([&](const Item& item) {
            if (const int at = indexOf(item); at >= 0) rooms[at].airCase.solids.push_back(bodyOf(site, item, rooms[at].origin).box);
        });
    for (const KindSpec& kind : allKinds()) {
        const bool moves = isCompute(kind.kind) || isAirUnit(kind.kind);
        if (kind.shape != Shape::Box || (!moves && kind.group != KindGroup::Liquid && kind.group != KindGroup::Power)) continue;
        std::size_t index = 0;
        site.items(kind.kind).forEach([&](const Item& item) {
            const std::size_t here = index++;
            const int at = indexOf(item);
            if (at < 0) return;
            const bool running = !outOfService.contains(item.id);
            if (kind.kind == Kind::RearDoor) {
                if (running && item.target) rooms[at].doors.push_back({&item, here});
            } else if ((moves && kind.kind != Kind::ImmersionTank) || (kind.kind == Kind::Cdu && site.value(item, Param::AirFlow) > 0)) {
                addDevice(rooms[at], site, item, here, running, tiles[at], ceilings[at]);
            } else if (item.position.z < 1.8 && site.value(item, Param::Height) > 0.5) {
                rooms[at].airCase.deviceBodies.push_back(bodyOf(site, item, rooms[at].origin).box);
            }
        });
    }
    std::erase_if(rooms, [](const RoomAir& room) { return room.devices.empty(); });
    return rooms;
}

}  // namespace twin::air
