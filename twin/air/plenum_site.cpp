// SPDX-License-Identifier: GPL-3.0-or-later
//
// Zones: 0 the hall (held at 0 Pa), then the contained aisles whose leakage is given, the floor void, the ceiling void.
// Paths, in this order: devices of the room, tiles, seams, cut-outs, containments, gaps of racks, the ceiling.
#include "twin/air/plenum_site.h"

#include "twin/air/bands.h"

#include <fmt/format.h>

#include <algorithm>

namespace twin::air {

namespace {

constexpr double kAside_m = 0.3;         // in front of a face: which zone a device faces
constexpr double kCutout_m = 0.3;        // depth of the strip behind a rack where its cut-out gives
constexpr double kContainment_m = 2.3;   // height of a cold aisle's roof
constexpr double kLeastLeak_m3_s = 1e-4; // below, a leak is not worth a device
constexpr double kHigh_Pa = 150;         // beyond, the units' fans would not hold their flow: they are rated at 20–75 Pa
constexpr double kOpenLoss = 1.0;        // of an open ceiling: the velocity is lost

double stated(const Site& site, const Item& item, Param param) {
    const double value = hasParam(item.kind, param) ? site.value(item, param) : 0;
    return std::isfinite(value) ? std::max(0.0, value) : 0.0;
}

Vec2 ahead(const Opening& opening, const Vec3& origin) {
    return {origin.x + 0.5 * (opening.rect.x0 + opening.rect.x1) + kAside_m * opening.normal.x, origin.y + 0.5 * (opening.rect.y0 + opening.rect.y1) + kAside_m * opening.normal.y};
}

Opening flipped(Opening opening) {
    opening.normal = {-opening.normal.x, -opening.normal.y, -opening.normal.z};
    return opening;
}

/// The gaps of a containment, seen from its inside: doors at the ends, the roof (cold) or the strip above the racks (hot).
std::vector<Opening> gapsOf(const RoomAir& room, const Item& aisle, bool hot) {
    double x0 = 1e300, y0 = 1e300, x1 = -1e300, y1 = -1e300;
    for (const Vec3& p : aisle.points) x0 = std::min(x0, p.x), y0 = std::min(y0, p.y), x1 = std::max(x1, p.x), y1 = std::max(y1, p.y);
    x0 -= room.origin.x, x1 -= room.origin.x, y0 -= room.origin.y, y1 -= room.origin.y;
    const AirCase& hall = room.airCase;
    const double top = hot ? hall.sizeZ_m : std::min(kContainment_m, hall.sizeZ_m);
    std::vector<Opening> gaps;
    const auto add = [&](Box rect, Vec3 inward) {
        const double area = std::max(rect.x1 - rect.x0, 0.0) * std::max(rect.y1 - rect.y0, 0.0) + (rect.x1 - rect.x0 + rect.y1 - rect.y0) * (rect.z1 - rect.z0);
        if (area > 0) gaps.push_back({rect, inward, area});
    };
    const bool alongX = x1 - x0 >= y1 - y0;
    if (alongX) {
        if (x0 > kAside_m) add({x0, y0, 0, x0, y1, top}, {1, 0, 0});
        if (x1 < hall.sizeX_m - kAside_m) add({x1, y0, 0, x1, y1, top}, {-1, 0, 0});
    } else {
        if (y0 > kAside_m) add({x0, y0, 0, x1, y0, top}, {0, 1, 0});
        if (y1 < hall.sizeY_m - kAside_m) add({x0, y1, 0, x1, y1, top}, {0, -1, 0});
    }
    if (!hot) {
        if (top < hall.sizeZ_m - kAside_m) add({x0, y0, top, x1, y1, top}, {0, 0, -1});
    } else if (hall.sizeZ_m > kContainment_m + kAside_m) {
        if (alongX) add({x0, y0, kContainment_m, x1, y0, hall.sizeZ_m}, {0, 1, 0}), add({x0, y1, kContainment_m, x1, y1, hall.sizeZ_m}, {0, -1, 0});
        else add({x0, y0, kContainment_m, x0, y1, hall.sizeZ_m}, {1, 0, 0}), add({x1, y0, kContainment_m, x1, y1, hall.sizeZ_m}, {-1, 0, 0});
    }
    return gaps;
}

/// Air that passes from the side of `from` to the other side of the same planes, without heat.
Device leakDevice(const std::string& name, double flow_m3_s, const std::vector<Opening>& from, const std::vector<Opening>& to) {
    Device device;
    device.name = name;
    device.flow_m3_s = flow_m3_s;
    device.intakes = from;
    device.outlets = to;
    return device;
}

}  // namespace

RoomPressureModel::RoomPressureModel(const Site& site, const RoomAir& room) : m_site(site), m_devices(room.devices.size()) {
    double tiles_m2 = 0;
    site.items(Kind::Aisle).forEach([&](const Item& aisle) {
        const auto containment = site.choice<Containment>(aisle, Param::Containment);
        const double leak_m2 = stated(site, aisle, Param::ContainmentLeakage);
        if (containment == Containment::None || !(leak_m2 > 0) || aisle.points.size() < 3 || roomOf(site, aisle) != room.room) return;
        m_aisles.push_back({&aisle, leak_m2, containment == Containment::HotAisle});
    });
    site.items(Kind::TileGrid).forEach([&](const Item& tile) {  // as roomsOf() lists them
        const double open = site.value(tile, Param::OpenFraction);
        if (tile.points.size() < 3 || !(open > 0) || roomOf(site, tile) != room.room) return;
        const double area_m2 = outlineArea_m2(tile.points);
        double x = 0, y = 0;
        for (const Vec3& p : tile.points) x += p.x / double(tile.points.size()), y += p.y / double(tile.points.size());
        m_tiles.push_back({&tile, area_m2, perforatedLoss(open), zoneAt({x, y})});
        tiles_m2 += area_m2;
    });
    std::erase_if(m_tiles, [](const Tile& tile) { return !(tile.area_m2 > 0); });
    bool curve = false, underCeiling = false;
    for (std::size_t d = 0; d < m_devices; ++d) {
        const Device& device = room.airCase.devices[d];
        const Item& item = *room.devices[d].item;
        m_coolerFlow_m3_s.push_back(device.flow_m3_s);
        m_outlets.push_back(device.outlets);
        m_underfloor.push_back(device.kind == Device::Kind::Cooler && !m_tiles.empty() && device.outlets.size() == m_tiles.size() && device.outlets[0].normal.z > 0 && device.outlets[0].rect.z0 <= 0);
        m_front.push_back(device.intakes.empty() ? 0 : zoneAt(ahead(device.intakes[0], room.origin)));
        m_rear.push_back(device.outlets.empty() ? 0 : zoneAt(ahead(device.outlets[0], room.origin)));
        curve = curve || stated(site, item, Param::FanShutOff) > stated(site, item, Param::FanPressure);
        if (device.kind != Device::Kind::Cooler || device.intakes.empty() || !(device.intakes[0].normal.z < 0) || device.intakes[0].rect.z0 < room.airCase.sizeZ_m) continue;
        underCeiling = true;
        m_front.back() = -2;
        if (m_ceiling_m2 <= 0)
            for (const Opening& opening : device.intakes) m_ceiling_m2 += opening.share;
    }
    int zones = 1 + static_cast<int>(m_aisles.size());
    if (std::count(m_underfloor.begin(), m_underfloor.end(), 1) > 0) m_void = zones++;
    if (underCeiling) {
        m_ceiling = zones++;
        for (int& zone : m_front)
            if (zone == -2) zone = m_ceiling;
    }
    if (m_void >= 0) m_seams_m2 = std::max(0.0, outlineArea_m2(room.room->points) - tiles_m2) * stated(site, *room.room, Param::FloorLeakage);
    m_needed = m_void >= 0 || !m_aisles.empty() || curve;
}

int RoomPressureModel::zoneAt(Vec2 point) const {
    for (std::size_t a = 0; a < m_aisles.size(); ++a)
        if (contains(m_aisles[a].item->points, point)) return 1 + static_cast<int>(a);
    return 0;
}

void RoomPressureModel::addOpenings(const RoomAir& room, PressureNetwork& net) const {
    const auto opening = [&](const std::string& name, int from, int to, double area_m2, double loss) {
        net.paths.push_back({PressurePath::Kind::Opening, name, from, to, area_m2, loss, 0, 0, 0});
    };
    if (m_void >= 0) {
        for (const Tile& tile : m_tiles) opening(tile.item->name, m_void, tile.zone, tile.area_m2, tile.loss);
        if (m_seams_m2 > 0) opening(room.room->name, m_void, 0, m_seams_m2, kGapLoss);
        for (std::size_t d = 0; d < m_devices; ++d) {
            const Item& item = *room.devices[d].item;
            if (const double area_m2 = stated(m_site, item, Param::CableCutout); area_m2 > 0) opening(item.name, m_void, m_rear[d], area_m2, kGapLoss);
        }
    }
    for (std::size_t a = 0; a < m_aisles.size(); ++a) opening(m_aisles[a].item->name, 1 + static_cast<int>(a), 0, m_aisles[a].leak_m2, kGapLoss);
    for (std::size_t d = 0; d < m_devices; ++d) {
        const Item& item = *room.devices[d].item;
        const double area_m2 = stated(m_site, item, Param::BlankingGap);
        if (area_m2 > 0 && m_front[d] != m_rear[d]) opening(item.name, m_front[d], m_rear[d], area_m2, kGapLoss);
    }
    if (m_ceiling < 0) return;
    // The openings above hot aisles: from aisles with a pressure of their own, else from the hall.
    double shared_m2 = m_ceiling_m2;
    for (std::size_t a = 0; a < m_aisles.size(); ++a) {
        if (!m_aisles[a].hot) continue;
        const double area_m2 = std::min(shared_m2, outlineArea_m2(m_aisles[a].item->points));
        if (area_m2 > 0) opening(room.room->name, 1 + static_cast<int>(a), m_ceiling, area_m2, kOpenLoss);
        shared_m2 -= area_m2;
    }
    if (shared_m2 > 1e-6) opening(room.room->name, 0, m_ceiling, shared_m2, kOpenLoss);
}

RoomPressures RoomPressureModel::apply(RoomAir& room) const {
    RoomPressures out;
    AirCase& hall = room.airCase;
    hall.devices.resize(m_devices);
    if (!m_needed) return out;
    PressureNetwork net;
    net.rho_kg_m3 = hall.rho_kg_m3;
    net.zones.push_back({room.room->name, true, 0});
    for (const Aisle& aisle : m_aisles) net.zones.push_back({aisle.item->name, false, 0});
    if (m_void >= 0) net.zones.push_back({room.room->name, false, 0});
    if (m_ceiling >= 0) net.zones.push_back({room.room->name, false, 0});
    std::vector<int> pathOf(m_devices, -1);
    for (std::size_t d = 0; d < m_devices; ++d) {
        Device& device = hall.devices[d];
        const Item& item = *room.devices[d].item;
        if (device.kind == Device::Kind::Cooler) device.flow_m3_s = m_coolerFlow_m3_s[d];
        device.outlets = m_outlets[d];
        const int to = m_underfloor[d] ? m_void : m_rear[d];
        if (!(device.flow_m3_s > 0) || m_front[d] == to) continue;  // nothing to work against
        const double rated_Pa = stated(m_site, item, Param::FanPressure), shutOff_Pa = stated(m_site, item, Param::FanShutOff);
        const bool curve = shutOff_Pa > rated_Pa;
        pathOf[d] = static_cast<int>(net.paths.size());
        net.paths.push_back({curve ? PressurePath::Kind::Fan : PressurePath::Kind::Fixed, item.name, m_front[d], to, 0, 1, device.flow_m3_s, rated_Pa, shutOff_Pa});
    }
    const std::size_t openings = net.paths.size();
    addOpenings(room, net);
    PressureState state = solvePressures(net);
    out.report = state.report;
    out.issues = std::move(state.issues);
    if (!state.report.usable()) return out;
    for (std::size_t d = 0; d < m_devices; ++d) {
        if (pathOf[d] < 0) continue;
        const double flow = std::max(0.0, state.flow_m3_s[std::size_t(pathOf[d])]);
        if (net.paths[std::size_t(pathOf[d])].kind == PressurePath::Kind::Fan) hall.devices[d].flow_m3_s = flow;
        if (m_underfloor[d]) out.floorSupply_m3_s += hall.devices[d].flow_m3_s;
    }
    const auto judge = [&](const Item& item, double pressure_Pa) {
        if (std::abs(pressure_Pa) <= kHigh_Pa) return;
        out.issues.push_back({Severity::Warning, "air.pressureHigh", item.id, item.name, {},
                              {TWIN_TR("{0} would come to {1} over the hall: its openings do not pass what its units and racks move."), {item.name, formatQuantity(pressure_Pa, Unit::AirPressure)}}, formatQuantity(pressure_Pa, Unit::AirPressure),
                              formatQuantity(kHigh_Pa, Unit::AirPressure), {TWIN_TR("Give the units a fan curve or less airflow, add tiles, or state the real leakage."), {}}});
    };
    if (m_void >= 0) judge(*room.room, state.pressure_Pa[std::size_t(m_void)]);
    std::size_t at = openings;
    if (m_void >= 0) {
        out.plenum_Pa = state.pressure_Pa[std::size_t(m_void)];
        std::vector<Opening> up;
        std::size_t first = 0;
        while (!m_underfloor[first]) ++first;
        for (std::size_t t = 0; t < m_tiles.size(); ++t, ++at) {
            Opening opening = m_outlets[first][t];
            opening.share = state.flow_m3_s[at];
            out.tileFlow_m3_s.emplace_back(m_tiles[t].item, opening.share);
            if (opening.share < 0)
                out.issues.push_back({Severity::Note, "air.tileAspirates", m_tiles[t].item->id, m_tiles[t].item->name, {},
                                      {TWIN_TR("{0} would draw {1} of air down into the floor void: the aisle above it has the higher pressure."), {m_tiles[t].item->name, formatQuantity(-opening.share, Unit::AirFlow)}}, {}, {},
                                      {TWIN_TR("Close the tile or give the aisle less air."), {}}});
            else if (opening.share > 0) up.push_back(opening);
        }
        if (m_seams_m2 > 0) {
            const double flow = state.flow_m3_s[at++];
            out.floorLeak_m3_s += flow;
            if (flow > 0) up.push_back({{0, 0, 0, hall.sizeX_m, hall.sizeY_m, 0}, {0, 0, 1}, flow});
        }
        for (std::size_t d = 0; d < m_devices; ++d) {
            if (!(stated(m_site, *room.devices[d].item, Param::CableCutout) > 0)) continue;
            const double flow = state.flow_m3_s[at++];
            out.floorLeak_m3_s += flow;
            if (!(flow > 0) || m_outlets[d].empty()) continue;
            Box strip = m_outlets[d][0].rect;
            const Vec3 n = m_outlets[d][0].normal;
            strip.z0 = strip.z1 = 0;
            (n.x > 0 ? strip.x1 : strip.x0) += n.x * kCutout_m;
            (n.y > 0 ? strip.y1 : strip.y0) += n.y * kCutout_m;
            up.push_back({strip, {0, 0, 1}, flow});
        }
        for (std::size_t d = 0; d < m_devices; ++d)
            if (m_underfloor[d] && !up.empty()) hall.devices[d].outlets = up;
    }
    for (const Aisle& aisle : m_aisles) {
        const auto zone = static_cast<std::size_t>(1 + (&aisle - m_aisles.data()));
        out.aisle_Pa.emplace_back(aisle.item, state.pressure_Pa[zone]);
        judge(*aisle.item, state.pressure_Pa[zone]);
        const double flow = state.flow_m3_s[at++];
        out.leakThroughContainment_m3_s += std::abs(flow);
        const std::vector<Opening> inside = gapsOf(room, *aisle.item, aisle.hot);
        if (std::abs(flow) < kLeastLeak_m3_s || inside.empty()) continue;
        std::vector<Opening> outside;
        for (const Opening& gap : inside) outside.push_back(flipped(gap));
        hall.devices.push_back(flow > 0 ? leakDevice(aisle.item->name, flow, inside, outside) : leakDevice(aisle.item->name, -flow, outside, inside));
    }
    for (std::size_t d = 0; d < m_devices; ++d) {
        const Item& item = *room.devices[d].item;
        if (!(stated(m_site, item, Param::BlankingGap) > 0) || m_front[d] == m_rear[d]) continue;
        const double flow = state.flow_m3_s[at++];
        out.leakThroughContainment_m3_s += std::abs(flow);
        if (std::abs(flow) < kLeastLeak_m3_s) continue;
        const Device own = hall.devices[d];
        const std::vector<Opening> front = besideBands(own.bands, own.intakes), rear = besideBands(own.bands, m_outlets[d]);
        hall.devices.push_back(flow > 0 ? leakDevice(item.name, flow, front, rear) : leakDevice(item.name, -flow, rear, front));
    }
    return out;
}

}  // namespace twin::air
