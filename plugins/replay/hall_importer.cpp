// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/replay/hall_importer.h"

#include "plugins/replay/node_name.h"
#include "plugins/replay/replay_source.h"
#include "plugins/support/reporter.h"
#include "twin/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace plenum::plugins {

namespace {

using twin::Error;
using twin::Item;
using twin::Kind;
using twin::Param;
using twin::Severity;
using twin::extend::Imported;

// Assumed, because no name tells it: rack 0.6 × 1.2 m, 42 units; aisles; heights.
constexpr double kWidth_m = 0.6, kDepth_m = 1.2, kUnit_m = 0.04445;
constexpr double kColdAisle_m = 1.8, kHotAisle_m = 1.2, kMargin_m = 2.4;
constexpr int kUnits = 42, kChassisUnits = 6, kSlotsOfUnit = 2;
constexpr std::size_t kMostNodes = 100'000;

struct Node {
    std::string name;
    NodePlace place;
    std::vector<const NamedSeries*> series;
};
using Racks = std::map<int, std::vector<Node>>;

/// The choice of sensor_quantity, or -1 for what a sensor cannot be.
int quantityOf(const std::string& unit) {
    const std::string text = lower(unit);
    const std::pair<const char*, int> known[] = {{"degc", 0}, {"°c", 0}, {"c", 0}, {"degf", 0}, {"°f", 0}, {"k", 0}, {"%rh", 1}, {"w", 2}, {"kw", 2}, {"l/min", 3},
                                                 {"gpm", 3}, {"m3/h", 3}, {"pa", 4}, {"kpa", 4}, {"bar", 4}, {"psi", 4}, {"v", 5}, {"a", 6}};
    for (const auto& [name, quantity] : known)
        if (text == name) return quantity;
    return -1;
}

class HallBuilder {
  public:
    Imported build(const std::vector<NamedSeries>& series, std::stop_token stop) {
        sortNames(series);
        if (m_rows.empty())
            throw Error("hall.names", {TWIN_TR("None of the {0} names tells row, rack and slot (as holy8a24404 does)."), {std::to_string(m_unknown.size())}});
        double y = kMargin_m, width = 0;
        int number = 0;
        for (const auto& [row, racks] : m_rows) {
            if (stop.stop_requested()) break;
            // Rows stand in pairs, front to front over a cold aisle.
            const bool facesNorth = number % 2 == 0;
            y += kDepth_m / 2;
            width = std::max(width, addRow(row, racks, y, facesNorth));
            y += kDepth_m / 2 + (facesNorth ? kColdAisle_m : kHotAisle_m);
            ++number;
        }
        finishRoom(width + 2 * kMargin_m, y + kMargin_m);
        m_out.name = "Hall from node names";
        report();
        return std::move(m_out);
    }

  private:
    void sortNames(const std::vector<NamedSeries>& series) {
        std::map<std::string, std::vector<const NamedSeries*>> byName;
        for (const NamedSeries& one : series) byName[one.node].push_back(&one);
        if (byName.size() > kMostNodes)
            throw Error("hall.tooMany", {TWIN_TR("The file names {0} nodes; more than {1} cannot be one hall."), {std::to_string(byName.size()), std::to_string(kMostNodes)}});
        for (auto& [name, list] : byName) {
            if (const auto place = decodeNodeName(name))
                m_rows[place->row][place->rack].push_back({name, *place, std::move(list)});
            else
                m_unknown.push_back(name);
        }
        m_nodes = byName.size() - m_unknown.size();
        m_room.id = twin::newId();
    }

    double addRow(const std::string& name, const Racks& racks, double y, bool facesNorth) {
        Item row;
        row.id = twin::newId();
        row.kind = Kind::Row;
        row.name = "Row " + name;
        row.parent = m_room.id;
        const int first = racks.begin()->first, last = racks.rbegin()->first;
        const double length_m = (last - first + 1) * kWidth_m;
        m_out.items.push_back(row);
        for (const auto& [number, nodes] : racks) addRack(name, number, nodes, {kMargin_m + (number - first + 0.5) * kWidth_m, y, 0}, facesNorth, row.id);
        return length_m;
    }

    void addRack(const std::string& row, int number, const std::vector<Node>& nodes, twin::Vec3 position, bool facesNorth, twin::Id parent) {
        Item rack;
        rack.id = twin::newId();
        rack.kind = Kind::Rack;
        rack.name = fmt::format("{} rack {:02}", row, number);
        rack.parent = parent;
        rack.position = position;
        rack.rotation_deg = facesNorth ? 180 : 0;
        rack.values.set(Param::Width, kWidth_m);
        rack.values.set(Param::Depth, kDepth_m);
        rack.values.set(Param::RackUnits, kUnits);
        rack.values.set(Param::Servers, static_cast<double>(nodes.size()));
        const auto gpus = std::count_if(nodes.begin(), nodes.end(), [](const Node& node) { return node.place.isGpu; });
        rack.note = fmt::format("{} nodes by name, {} of them GPU nodes: {} … {}", nodes.size(), gpus, nodes.front().name, nodes.back().name);
        m_out.items.push_back(rack);
        ++m_racks;
        for (const Node& node : nodes) {
            std::set<std::string> seen;
            for (const NamedSeries* one : node.series)
                if (!one->sensor.empty() && seen.insert(one->sensor).second) addSensor(node, *one, rack, facesNorth);
        }
    }

    void addSensor(const Node& node, const NamedSeries& series, const Item& rack, bool facesNorth) {
        const int quantity = quantityOf(series.unit);
        if (quantity < 0) {
            m_unmeasured.insert(series.sensor + " (" + series.unit + ")");
            return;
        }
        Item sensor;
        sensor.id = twin::newId();
        sensor.kind = Kind::Sensor;
        sensor.name = series.node + "/" + series.sensor;
        sensor.parent = rack.parent;
        sensor.target = rack.id;
        const int unit = node.place.chassis > 0 ? (node.place.chassis - 1) * kChassisUnits + (node.place.slot - 1) / kSlotsOfUnit : node.place.slot - 1;
        const double side_m = node.place.chassis > 0 && node.place.slotCount == 1 ? (node.place.slot % 2 == 1 ? -0.12 : 0.12) : 0;
        const double z = 0.1 + std::clamp(unit, 0, kUnits - 1) * kUnit_m + kUnit_m / 2;
        sensor.position = {rack.position.x + side_m, rack.position.y + (facesNorth ? 1 : -1) * kDepth_m / 2, z};
        sensor.values.set(Param::SensorQuantity, quantity);
        m_out.items.push_back(std::move(sensor));
        ++m_sensors;
    }

    void finishRoom(double width, double length) {
        m_room.kind = Kind::Room;
        m_room.name = "Hall from node names";
        m_room.points = {{0, 0, 0}, {width, 0, 0}, {width, length, 0}, {0, length, 0}};
        m_room.values.set(Param::RoomHeight, 3.6);
        m_room.note = english(m_assumption);
        m_out.items.insert(m_out.items.begin(), m_room);
    }

    void report() {
        m_out.issues.push_back(inputIssue("hall.assumed", m_assumption, {}, {}, Severity::Note));
        m_out.issues.push_back(inputIssue("hall.built", {TWIN_TR("{0} nodes stand in {1} racks of {2} rows, with {3} sensors."),
            {std::to_string(m_nodes), std::to_string(m_racks), std::to_string(m_rows.size()), std::to_string(m_sensors)}}, {}, {}, Severity::Note));
        if (!m_unknown.empty()) {
            std::string list;
            for (std::size_t i = 0; i < std::min<std::size_t>(m_unknown.size(), 8); ++i) list += (i == 0 ? "" : ", ") + excerpt(m_unknown[i], 40);
            m_out.issues.push_back(inputIssue("hall.unknownNames", {TWIN_TR("{0} names tell no place and were left out: {1}"), {std::to_string(m_unknown.size()), list}}, {}, list));
        }
        for (const std::string& what : m_unmeasured)
            m_out.issues.push_back(inputIssue("hall.unmeasured", {TWIN_TR("There is no sensor for {0}."), {what}}, {}, what));
    }

    const twin::Text m_assumption{TWIN_TR("Names tell row, rack and slot, nothing else. Assumed: racks of 0.6 × 1.2 m and 42 U at the places their numbers count, rows in pairs front to front, "
                                          "cold aisles of 1.8 m and hot aisles of 1.2 m, no cooling and no power supply; the power of a rack is that of its kind."), {}};
    Imported m_out;
    Item m_room;
    std::map<std::string, Racks> m_rows;
    std::vector<std::string> m_unknown;
    std::set<std::string> m_unmeasured;
    std::size_t m_nodes = 0, m_racks = 0, m_sensors = 0;
};

class HallImporter : public twin::extend::Importer {
  public:
    Imported read(const std::filesystem::path& path, const twin::extend::Settings& settings, const twin::extend::Progress& progress, std::stop_token stop) override {
        twin::Issues issues;
        std::vector<NamedSeries> series = fromTable(path, settings, issues, stop);
        if (series.empty()) {
            issues.clear();
            series = fromList(path, stop);
        }
        if (progress) progress(0.5);
        Imported imported = hallFromNames(series, stop);
        imported.issues.insert(imported.issues.end(), issues.begin(), issues.end());
        if (progress) progress(1);
        return imported;
    }

  private:
    static constexpr std::size_t kMostIssues = 50;

    /// Empty when the file is no table with nodes.
    static std::vector<NamedSeries> fromTable(const std::filesystem::path& path, const twin::extend::Settings& settings, twin::Issues& issues, std::stop_token stop) try {
        Recording recording(path, recordingOptions(settings), [&](const twin::Issue& issue) {
            if (issues.size() < kMostIssues) issues.push_back(issue);
        });
        std::vector<RecordedValue> row;
        while (!stop.stop_requested() && recording.next(row)) row.clear();
        std::vector<NamedSeries> series;
        if (recording.nodes().empty()) return series;
        for (std::size_t i = 0; i < recording.pointCount(); ++i) {
            const RecordedPoint& point = recording.point(i);
            const std::size_t slash = point.name.find('/');
            series.push_back({point.name.substr(0, slash), slash == std::string::npos ? std::string() : point.name.substr(slash + 1), point.unit});
        }
        return series;
    } catch (const Error& error) {
        if (error.code() == "replay.open" || error.code() == "replay.empty" || error.code() == "replay.utf16" || error.code() == "replay.zone") throw;
        return {};
    }

    static std::vector<NamedSeries> fromList(const std::filesystem::path& path, std::stop_token stop) {
        LineReader lines(path);
        std::vector<NamedSeries> series;
        for (std::string line; !stop.stop_requested() && series.size() <= kMostNodes && lines.next(line);)
            if (const std::string_view name = trimmed(line); !name.empty() && name.front() != '#') series.push_back({asUtf8(std::string(name)), {}, {}});
        return series;
    }
};

}  // namespace

Imported hallFromNames(const std::vector<NamedSeries>& series, std::stop_token stop) { return HallBuilder().build(series, stop); }

std::unique_ptr<twin::extend::Importer> makeHallImporter() { return std::make_unique<HallImporter>(); }

}  // namespace plenum::plugins
