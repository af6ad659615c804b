// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/point.h"

namespace twin::telemetry {

Id pointId(std::string_view name) {
    // FNV-1a, 64 bits (Fowler, Noll, Vo), then the finaliser of splitmix64 (Steele et al. 2014) for even bits.
    std::uint64_t hash = 0xCBF29CE484222325ull;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
    hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9ull;
    hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBull;
    hash ^= hash >> 31;
    return {hash == 0 ? 1 : hash};
}

ValueRange possibleRange(Quantity quantity) {
    switch (spec(quantity).unit) {
        case Unit::Temperature: return {-60, 200};
        case Unit::TemperatureDifference: return {-200, 200};
        case Unit::Power: return {-1e9, 1e9};
        case Unit::AirFlow: return {-2000, 2000};
        case Unit::WaterFlow: return {-20, 20};
        case Unit::Pressure: return {-2e5, 1e7};
        case Unit::Speed: return {-50, 50};
        case Unit::Fraction: return {-10, 10};
        case Unit::Current: return {-1e5, 1e5};
        case Unit::FloorLoad: return {0, 1e6};
        case Unit::Conductivity: return {0, 20};
        default: return {-1e12, 1e12};
    }
}

PointTable::PointTable(std::vector<Point> points) : m_points(std::move(points)) {
    m_byId.reserve(m_points.size());
    for (std::size_t i = 0; i < m_points.size(); ++i) m_byId.emplace(m_points[i].id, static_cast<std::uint32_t>(i));
}

std::uint32_t PointTable::find(Id id) const {
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? kNone : found->second;
}

std::uint32_t PointTable::find(std::string_view name) const {
    const std::uint32_t at = find(pointId(name));
    return at != kNone && m_points[at].name == name ? at : kNone;
}

const char* keyOf(Aggregate aggregate) {
    constexpr const char* kKeys[] = {"", "mean", "min", "max"};
    return kKeys[static_cast<std::size_t>(aggregate)];
}

}  // namespace twin::telemetry
