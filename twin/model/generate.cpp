// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/generate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <initializer_list>
#include <numeric>
#include <random>
#include <utility>

// One hall block, seen from above (x east, y north), repeated over a grid:
//
//   yard      dry coolers, chillers, pumps, vessels, utility feeds      y > hall
//   hall      rows along x; air units on the west and east walls or in the rows
//   plant     CDUs                                                      just south of the hall
//   power     one lane for each supply module and side                  south of that
//
// Counts are planned first, from the racks' heat and power, then placed; so the pitch of the grid fits the largest
// block. Every sizing rule stands beside the number that it gives.

namespace twin {

namespace {

using P = Param;
using K = Kind;

constexpr int kRacksPerHall = 400, kRacksPerRow = 20, kHallsPerLine = 8;
constexpr double kRackWidth_m = 0.6, kRackDepth_m = 1.2, kAisle_m = 1.2;
constexpr double kPairPitch_m = 2 * (kRackDepth_m + kAisle_m);  // two rows, their cold aisle and one hot aisle
constexpr double kSideZone_m = 3.0;                             // air units and a passage at both ends of the rows
constexpr double kAirHeat_J_m3K = 1207;                         // ρ c_p of air at 20 °C
constexpr double kRackAirRise_K = 12;
constexpr double kWaterHeat_J_m3K = 4.14e6;                     // ρ c_p of water at 45 °C
constexpr double kTcsSupply_C = 42, kTcsReturn_C = 55;
constexpr double kModule_W = 2.0e6;     // IT load of a supply module with the other side lost: 83 % of 2 UPS of 1.2 MW
constexpr double kMechModule_W = 1.9e6; // 78 % of 2.5 MVA at power factor 0.97
constexpr double kChiller_W = 1.2e6, kDryCooler_W = 2.0e6, kCduDuty_W = 1.0e6;
constexpr double kPumpSet_m3_s = 0.05;

struct TypeSpec {
    Kind kind;
    const char* name;
    std::initializer_list<std::pair<Param, double>> values;
};

enum Type { AirRack, LiquidRack, CrahType, InRowType, CduType, PumpType, DryType, ChillerType, VesselType, PipeType, UtilityType, TransformerType,
            BoardType, UpsType, BuswayType, kTypeCount };

// Typical figures, those of the catalogue entries of like names.
const std::array<TypeSpec, kTypeCount>& typeSpecs() {
    static const std::array<TypeSpec, kTypeCount> specs = {{
        {K::Rack, "Air rack", {{P::AirDeltaT, kRackAirRise_K}, {P::Weight, 750}, {P::LoadClass, 2}}},
        {K::Rack, "Liquid rack", {{P::AirDeltaT, kRackAirRise_K}, {P::Weight, 1300}, {P::LiquidShare, 0.8}, {P::Cards, 64}, {P::LiquidReturnLimit, kTcsReturn_C}, {P::LiquidRefDrop, 50e3}, {P::LiquidLaminarShare, 0.25}}},
        {K::Crah, "CRAH 160 kW", {{P::Width, 3.3}, {P::Depth, 0.95}, {P::CoolingCapacity, 160e3}, {P::AirFlow, 11.8}, {P::FanPower, 7.8e3}, {P::LiquidRefFlow, 0.0058}, {P::LiquidRefDrop, 55e3}}},
        {K::InRow, "In-row cooler 65 kW", {{P::Width, 0.6}, {P::Weight, 370}, {P::CoolingCapacity, 65e3}, {P::AirFlow, 4.8}, {P::FanPower, 2.6e3}, {P::LiquidRefFlow, 0.0022}, {P::LiquidRefDrop, 50e3}}},
        {K::Cdu, "CDU 1.3 MW", {{P::SupplyTemperature, kTcsSupply_C}, {P::PumpFlow, 0.028}, {P::DifferentialPressure, 90e3}, {P::LiquidRefFlow, 0.026}}},
        {K::Pump, "Pump set 50 L/s", {{P::PumpHead, 250e3}, {P::PumpFlow, kPumpSet_m3_s}, {P::DifferentialPressure, 85e3}}},
        {K::DryCooler, "Dry cooler 2 MW", {{P::Width, 13}, {P::Depth, 2.6}, {P::CoolingCapacity, kDryCooler_W}, {P::FanPower, 34e3}, {P::SupplyTemperature, 37}, {P::LiquidRefFlow, 0.065}}},
        {K::Chiller, "Air-cooled chiller 1.2 MW", {{P::SupplyTemperature, 14}, {P::RatedCop, 3.4}}},
        {K::Tank, "Expansion vessel", {}},
        {K::Pipe, "Pipe DN125", {{P::Diameter, 0.1317}, {P::MinorLoss, 3}}},
        {K::UtilityFeed, "Utility feed 10 kV", {}},
        {K::Transformer, "Transformer 2.5 MVA", {{P::RatedApparent, 2.5e6}, {P::Width, 2.5}, {P::Depth, 1.7}}},
        {K::Switchgear, "LV switchboard 4000 A", {{P::Width, 3.6}}},
        {K::Ups, "UPS 1.2 MW", {{P::RatedPower, 1.2e6}}},
        {K::Busway, "Busway 2500 A", {{P::Current, 2500}, {P::ResistancePerMetre, 1.7e-5}}},
    }};
    return specs;
}

struct RowPlan {
    std::vector<double> rack_W;
    bool liquid = false;
    double power_W = 0, air_W = 0;
    int coolers = 0;  // in-row
    int module = 0;
};

struct HallPlan {
    std::vector<RowPlan> rows;
    bool inRow = false;
    int wallUnits = 0, cdus = 0, dryCoolers = 0, chillers = 0, warmPumps = 0, coldPumps = 0, modules = 0, mechModules = 0;
    double air_W = 0, liquid_W = 0, power_W = 0, mech_W = 0;
    double inner_m = 0, width_m = 0, length_m = 0, plant_m = 6.6, power_m = 0, yard_m = 0;
    double below_m() const { return plant_m + power_m; }
};

int count(double need, double each) { return static_cast<int>(std::ceil(need / each - 1e-9)); }
double upTo(double length_m, double pitch_m) { return std::ceil(length_m / pitch_m - 1e-9) * pitch_m; }

HallPlan planHall(int racks, std::mt19937_64& random, bool first) {
    const auto unit = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    HallPlan hall;
    hall.inRow = unit() < 0.5;
    double longest_m = 0;
    const int rows = std::min(racks, 2 * count(racks, 2 * kRacksPerRow));  // in pairs, so that every cold aisle has two
    for (int r = 0; r < rows; ++r) {
        RowPlan row;
        row.liquid = unit() < 0.6 || (first && hall.rows.empty());
        for (int i = 0; i < racks / rows + (r < racks % rows ? 1 : 0); ++i) {
            const double step_W = row.liquid ? 30e3 + 5e3 * std::floor(unit() * 7) : 8e3 + 1e3 * std::floor(unit() * 5);
            row.rack_W.push_back(step_W);
            row.power_W += step_W;
            row.air_W += step_W * (row.liquid ? 0.2 : 1.0);
        }
        hall.air_W += row.air_W;
        hall.liquid_W += row.power_W - (row.liquid ? row.air_W : row.power_W);
        hall.power_W += row.power_W;
        if (hall.inRow)  // heat with 6 % for fans, flow with 8 % to spare, one more
            row.coolers = 1 + std::max(count(1.06 * row.air_W, 65e3), count(1.08 * row.air_W / (kAirHeat_J_m3K * kRackAirRise_K), 4.8));
        longest_m = std::max(longest_m, kRackWidth_m * (static_cast<double>(row.rack_W.size()) + row.coolers));
        hall.rows.push_back(std::move(row));
    }
    double load_W = 0;
    for (RowPlan& row : hall.rows) {  // rows share a supply module while it can carry them alone
        if (hall.modules == 0 || load_W + row.power_W > kModule_W) {
            ++hall.modules;
            load_W = 0;
        }
        load_W += row.power_W;
        row.module = hall.modules - 1;
    }
    if (!hall.inRow)  // wall units share the heat unevenly: a fifth to spare
        hall.wallUnits = 1 + std::max(count(1.2 * hall.air_W, 160e3), count(1.08 * hall.air_W / (kAirHeat_J_m3K * kRackAirRise_K), 11.8));
    const double airUnits_W = 1.08 * hall.air_W;
    hall.chillers = 1 + count(airUnits_W, kChiller_W);
    hall.coldPumps = 1 + count(1.25 * airUnits_W / (4.19e6 * 6.0), kPumpSet_m3_s);
    if (hall.liquid_W > 0) {
        hall.cdus = 1 + count(hall.liquid_W, kCduDuty_W);
        hall.dryCoolers = 1 + count(1.15 * hall.liquid_W, kDryCooler_W);
        hall.warmPumps = 1 + count(1.3 * hall.liquid_W / (kWaterHeat_J_m3K * 10), kPumpSet_m3_s);
    }
    int coolers = 0;
    for (const RowPlan& row : hall.rows) coolers += row.coolers;
    hall.mech_W = hall.wallUnits * 7.8e3 + coolers * 2.6e3 + airUnits_W / 2.8 + (hall.coldPumps + hall.warmPumps) * 18e3 + hall.cdus * 13e3 + hall.dryCoolers * 34e3;
    hall.mechModules = count(hall.mech_W, kMechModule_W);

    const int pairs = count(static_cast<double>(hall.rows.size()), 2);
    hall.inner_m = std::max(upTo(longest_m, 0.6), 6.0);
    hall.width_m = hall.inner_m + 2 * kSideZone_m;
    const int perWall = (hall.wallUnits + 1) / 2;
    hall.length_m = upTo(std::max(pairs * kPairPitch_m + kAisle_m, perWall * 3.6 + 1.2), 0.6);
    hall.width_m = std::max(hall.width_m, upTo((hall.cdus + 1) * 1.5, 0.6));
    const int lanes = std::max(1, static_cast<int>((hall.width_m - 1.2) / 4.8));
    hall.power_m = upTo(count(2.0 * (hall.modules + hall.mechModules), lanes) * 17.4 + 1.2, 0.6);
    const int perRank = std::max(1, static_cast<int>(hall.width_m / 4.8));
    hall.yard_m = 10 + 15.6 * count(hall.dryCoolers + hall.chillers, perRank) + 4.2 * count(hall.warmPumps + hall.coldPumps + 5, std::max(1, static_cast<int>(hall.width_m / 3.0)));
    return hall;
}

class Builder {
  public:
    explicit Builder(std::uint64_t seed) : m_ids(seed) {
        auto table = std::make_shared<TypeTable>();
        for (std::size_t t = 0; t < kTypeCount; ++t) {
            const TypeSpec& row = typeSpecs()[t];
            EquipmentType type{m_ids.next(), row.kind, row.name, {}, "1", "typical", {}, {}};
            for (const auto& [param, value] : row.values) type.values.set(param, value);
            m_types[t] = type.id;
            table->emplace(type.id, std::make_shared<const EquipmentType>(std::move(type)));
        }
        m_table = std::move(table);
    }
    Id nextId() { return m_ids.next(); }
    Item& add(Kind kind, std::string name, Id parent) {
        auto& list = m_items[static_cast<std::size_t>(kind)];
        Item item;
        item.id = m_ids.next();
        item.kind = kind;
        item.name = std::move(name);
        item.parent = parent;
        list.push_back(std::move(item));
        return list.back();
    }
    Item& box(Type type, std::string name, Id parent, double x, double y, double rotation_deg = 0) {
        Item& item = add(typeSpecs()[type].kind, std::move(name), parent);
        item.type = m_types[type];
        item.position = {x, y, 0};
        item.rotation_deg = rotation_deg;
        return item;
    }
    Id outline(Kind kind, std::string name, Id parent, double x0, double y0, double x1, double y1, std::initializer_list<std::pair<Param, double>> values) {
        Item& item = add(kind, std::move(name), parent);
        item.points = {{x0, y0, 0}, {x1, y0, 0}, {x1, y1, 0}, {x0, y1, 0}};
        for (const auto& [param, value] : values) item.values.set(param, value);
        return item.id;
    }
    Item& route(Kind kind, std::string name, Id parent, std::vector<Vec3> points) {
        Item& item = add(kind, std::move(name), parent);
        item.points = std::move(points);
        return item;
    }
    Id typeId(Type type) const { return m_types[type]; }
    void join(Id from, Kind fromKind, const char* fromPort, Id to, Kind toKind, const char* toPort) {
        const int a = portFromKey(fromKind, fromPort), b = portFromKey(toKind, toPort);
        assert(a >= 0 && b >= 0);
        m_links.push_back({m_ids.next(), from, to, static_cast<unsigned char>(a), static_cast<unsigned char>(b)});
    }
    Site take() {
        Site site;
        for (std::size_t k = 0; k < kKindCount; ++k) site.items(static_cast<Kind>(k)).add(std::move(m_items[k]));
        site.connections().add(std::move(m_links));
        site.setTypes(m_table);
        return site;
    }

  private:
    IdSequence m_ids;
    std::array<Id, kTypeCount> m_types;
    std::shared_ptr<const TypeTable> m_table;
    std::array<std::vector<Item>, kKindCount> m_items;
    std::vector<Connection> m_links;
};

/// Places one planned hall with its plant and supply; x0, y0 = south-west corner of the hall room.
class HallBuilder {
  public:
    HallBuilder(Builder& out, const HallPlan& plan, int number, Id siteId, double x0, double y0)
        : m_out(out), m_plan(plan), m_tag(fmt::format("H{}", number)), m_site(siteId), m_x0(x0), m_y0(y0) {}

    void build() {
        rooms();
        feeds();
        rows();
        wallUnits();
        coldLoop();
        if (m_plan.cdus > 0) warmLoop();
    }

  private:
    struct Unit {
        Id id;
        Kind kind;
    };
    std::string tagged(const char* what, std::size_t number) const { return fmt::format("{} {} {}", m_tag, what, number); }

    void rooms() {
        const double x1 = m_x0 + m_plan.width_m, y1 = m_y0 + m_plan.length_m, yPlant = m_y0 - m_plan.plant_m, yPower = yPlant - m_plan.power_m;
        const Id building = m_out.outline(K::Building, m_tag + " building", m_site, m_x0, yPower, x1, y1, {});
        m_hall = m_out.outline(K::Room, m_tag + " hall", building, m_x0, m_y0, x1, y1, {{P::RoomHeight, 3.6}, {P::RaisedFloor, m_plan.inRow ? 0.0 : 0.9}, {P::FloorLoad, 16000}});
        m_plant = m_out.outline(K::Room, m_tag + " plant room", building, m_x0, yPlant, x1, m_y0, {{P::RoomHeight, 4}, {P::RoomPurpose, static_cast<double>(RoomPurpose::Cooling)}});
        m_power = m_out.outline(K::Room, m_tag + " power room", building, m_x0, yPower, x1, yPlant, {{P::RoomHeight, 4}, {P::RoomPurpose, static_cast<double>(RoomPurpose::Power)}});
    }

    /// Utility → transformer → switchboard → two UPS → switchboard for each module and side; cooling without UPS.
    void feeds() {
        const int lanes = std::max(1, static_cast<int>((m_plan.width_m - 1.2) / 4.8));
        const double top = m_y0 - m_plan.plant_m;
        int lane = 0;
        for (int side = 1; side <= 2; ++side) {
            const char* letter = side == 1 ? "A" : "B";
            Item& utility = m_out.box(UtilityType, fmt::format("{} utility {}", m_tag, letter), m_site, m_x0 + 2 + 4.0 * (side - 1), m_y0 + m_plan.length_m + 4);
            utility.values.set(P::RatedPower, std::ceil(1.25 * (m_plan.power_W + m_plan.mech_W) / 1e6) * 1e6);
            utility.values.set(P::Side, side);
            const Id utilityId = utility.id;
            for (int module = 0; module < m_plan.modules + m_plan.mechModules; ++module, ++lane) {
                const double x = m_x0 + 0.6 + 4.8 * (lane % lanes) + 2.4, y = top - 2.4 - 17.4 * (lane / lanes);
                const auto place = [&](Type type, const char* what, double below_m) {
                    Item& item = m_out.box(type, fmt::format("{} {} {}{}", m_tag, what, letter, module + 1), m_power, x, y - below_m);
                    item.values.set(P::Side, side);
                    return item.id;
                };
                const Id transformer = place(TransformerType, "transformer", 0), board = place(BoardType, "switchboard", 3.6);
                m_out.join(utilityId, K::UtilityFeed, "out", transformer, K::Transformer, "in");
                m_out.join(transformer, K::Transformer, "out", board, K::Switchgear, "in");
                if (module >= m_plan.modules) {
                    m_mechBoards[side - 1].push_back(board);
                    continue;
                }
                const Id output = place(BoardType, "UPS output", 13.2);
                for (int i = 0; i < 2; ++i) {
                    const Id ups = place(UpsType, i == 0 ? "UPS 1" : "UPS 2", 6.8 + 3.2 * i);
                    m_out.join(board, K::Switchgear, "out", ups, K::Ups, "in");
                    m_out.join(ups, K::Ups, "out", output, K::Switchgear, "in");
                }
                m_itBoards[side - 1].push_back(output);
            }
        }
    }

    void feed(Id load, Kind kind) {
        const std::size_t board = m_nextBoard++ % m_mechBoards[0].size();
        m_out.join(m_mechBoards[0][board], K::Switchgear, "out", load, kind, "feed1");
        m_out.join(m_mechBoards[1][board], K::Switchgear, "out", load, kind, "feed2");
    }

    void rows() {
        const double xRow = m_x0 + kSideZone_m;
        for (std::size_t r = 0; r < m_plan.rows.size(); ++r) {
            const double yPair = m_y0 + kAisle_m + kPairPitch_m * static_cast<double>(r / 2);
            const bool south = r % 2 == 0;  // the southern row of a pair faces north, into the cold aisle between them
            const double y = yPair + kRackDepth_m / 2 + (south ? 0 : kRackDepth_m + kAisle_m);
            oneRow(m_plan.rows[r], r + 1, xRow, y, south ? 180 : 0);
            if (!south) continue;
            double length_m = 0;
            for (std::size_t i = r; i < std::min(r + 2, m_plan.rows.size()); ++i)
                length_m = std::max(length_m, kRackWidth_m * (static_cast<double>(m_plan.rows[i].rack_W.size()) + m_plan.rows[i].coolers));
            const double y0 = yPair + kRackDepth_m, y1 = y0 + kAisle_m;
            m_out.outline(K::Aisle, tagged("cold aisle", r / 2 + 1), m_hall, xRow, y0, xRow + length_m, y1, {});
            if (!m_plan.inRow) m_out.outline(K::TileGrid, tagged("grates", r / 2 + 1), m_hall, xRow, y0, xRow + length_m, y1, {{P::OpenFraction, 0.56}});
        }
    }

    void oneRow(const RowPlan& plan, std::size_t number, double x0, double y, double rotation_deg) {
        const Id row = m_out.add(K::Row, tagged("row", number), m_hall).id;
        const std::size_t racks = plan.rack_W.size(), places = racks + static_cast<std::size_t>(plan.coolers);
        const double x1 = x0 + kRackWidth_m * static_cast<double>(places);
        const double zWay = 2.6;
        std::array<Id, 2> ways;
        for (int side = 1; side <= 2; ++side) {
            Item& way = m_out.route(K::Busway, fmt::format("{} busway {}{}", m_tag, number, side == 1 ? "A" : "B"), m_hall, {{x0, y + (side == 1 ? 0.3 : -0.3), zWay}, {x1, y + (side == 1 ? 0.3 : -0.3), zWay}});
            way.type = m_out.typeId(BuswayType);
            way.values.set(P::Side, side);
            ways[static_cast<std::size_t>(side - 1)] = way.id;
            m_out.join(m_itBoards[side - 1][static_cast<std::size_t>(plan.module)], K::Switchgear, "out", way.id, K::Busway, "in");
        }
        std::array<Id, 2> manifolds;  // supply, return
        if (plan.liquid) {
            for (int back = 0; back < 2; ++back) {
                const double z = 2.9 + 0.25 * back;
                Item& manifold = m_out.route(K::Manifold, fmt::format("{} row {} {}", m_tag, number, back ? "return" : "supply"), m_hall, {{x0, y, z}, {x1, y, z}});
                manifold.values.set(P::Diameter, 0.1317);
                manifolds[static_cast<std::size_t>(back)] = manifold.id;
            }
            m_liquidRows.push_back({number, manifolds, y});
        }
        std::size_t rack = 0, cooler = 0;
        for (std::size_t place = 0; place < places; ++place) {
            const double x = x0 + kRackWidth_m * (static_cast<double>(place) + 0.5);
            // Coolers are spread evenly: the c-th of n stands at the middle of the c-th n-th part of the row.
            if (cooler < static_cast<std::size_t>(plan.coolers) && (2 * cooler + 1) * places / (2 * static_cast<std::size_t>(plan.coolers)) == place) {
                const Id unit = m_out.box(InRowType, fmt::format("{} in-row {}-{}", m_tag, number, ++cooler), row, x, y, rotation_deg).id;
                m_airUnits.push_back({unit, K::InRow});
                feed(unit, K::InRow);
                continue;
            }
            const double power_W = plan.rack_W[rack];
            Item& item = m_out.box(plan.liquid ? LiquidRack : AirRack, fmt::format("{} R{:02}-{:02}", m_tag, number, ++rack), row, x, y, rotation_deg);
            item.values.set(P::PowerAllocated, power_W);
            if (plan.liquid)  // a tenth over the flow that its return limit asks for
                item.values.set(P::LiquidRefFlow, 1.1 * 0.8 * power_W / (kWaterHeat_J_m3K * (kTcsReturn_C - kTcsSupply_C)));
            const Id id = item.id;
            m_out.join(ways[0], K::Busway, "out", id, K::Rack, "feed1");
            m_out.join(ways[1], K::Busway, "out", id, K::Rack, "feed2");
            if (!plan.liquid) continue;
            m_out.join(manifolds[0], K::Manifold, "branch", id, K::Rack, "tcs_in");
            m_out.join(id, K::Rack, "tcs_out", manifolds[1], K::Manifold, "branch");
        }
    }

    void wallUnits() {
        for (int i = 0; i < m_plan.wallUnits; ++i) {
            const bool west = i % 2 == 0;
            const double x = west ? m_x0 + 0.5 : m_x0 + m_plan.width_m - 0.5, y = m_y0 + 0.6 + 1.8 + 3.6 * (i / 2);
            const Id unit = m_out.box(CrahType, tagged("CRAH", static_cast<std::size_t>(i) + 1), m_hall, x, y, west ? 90 : 270).id;
            m_airUnits.push_back({unit, K::Crah});
            feed(unit, K::Crah);
        }
    }

    /// Next free place of the yard: machines on ranks of their own, long side north; small things in lines before them.
    Vec2 machinePlace() {
        const int perRank = std::max(1, static_cast<int>(m_plan.width_m / 4.8)), at = m_machines++;
        const int small = count(m_plan.warmPumps + m_plan.coldPumps + 5, smallPerLine());
        return {m_x0 + 2.4 + 4.8 * (at % perRank), m_y0 + m_plan.length_m + 8 + 4.2 * small + 7.8 + 15.6 * (at / perRank)};
    }
    int smallPerLine() const { return std::max(1, static_cast<int>(m_plan.width_m / 3.0)); }
    Vec2 smallPlace() {
        const int at = m_small++;
        return {m_x0 + 1.5 + 3.0 * (at % smallPerLine()), m_y0 + m_plan.length_m + 8 + 4.2 * (at / smallPerLine())};
    }

    /// Rejecting machines → pumps → supply manifold; gives the manifolds (supply, return).
    std::array<Id, 2> facilityLoop(Type machine, const char* name, int machines, int pumps, double z) {
        const Kind kind = typeSpecs()[machine].kind;
        std::array<Id, 2> manifolds;
        for (int back = 0; back < 2; ++back) {
            const double y = m_y0 + m_plan.length_m + 1 + 0.5 * back;
            Item& manifold = m_out.route(K::Manifold, fmt::format("{} {} {}", m_tag, name, back ? "return" : "supply"), m_site, {{m_x0, y, z}, {m_x0 + m_plan.width_m, y, z}});
            manifold.values.set(P::Diameter, 0.3097);
            manifold.values.set(P::LoopRole, static_cast<double>(LoopRole::Facility));
            manifolds[static_cast<std::size_t>(back)] = manifold.id;
        }
        std::vector<Id> pumpIds;
        for (int i = 0; i < pumps; ++i) {
            const Vec2 at = smallPlace();
            const Id pump = m_out.box(PumpType, fmt::format("{} {} pump {}", m_tag, name, i + 1), m_site, at.x, at.y).id;
            feed(pump, K::Pump);
            m_out.join(pump, K::Pump, "out", manifolds[0], K::Manifold, "main");
            pumpIds.push_back(pump);
        }
        for (int i = 0; i < machines; ++i) {
            const Vec2 at = machinePlace();
            const Id unit = m_out.box(machine, fmt::format("{} {} {}", m_tag, kind == K::Chiller ? "chiller" : "dry cooler", i + 1), m_site, at.x, at.y, 90).id;
            feed(unit, kind);
            m_out.join(manifolds[1], K::Manifold, "main", unit, kind, "in");
            for (Id pump : pumpIds) m_out.join(unit, kind, "out", pump, K::Pump, "in");
        }
        vessel(fmt::format("{} {} vessel", m_tag, name), manifolds[1], LoopRole::Facility);
        return manifolds;
    }

    void vessel(std::string name, Id manifold, LoopRole role) {
        const Vec2 at = smallPlace();
        Item& item = m_out.box(VesselType, std::move(name), m_site, at.x, at.y);
        item.values.set(P::LoopRole, static_cast<double>(role));
        m_out.join(item.id, K::Tank, "main", manifold, K::Manifold, "main");
    }

    void coldLoop() {
        const auto manifolds = facilityLoop(ChillerType, "chilled water", m_plan.chillers, m_plan.coldPumps, 3.4);
        for (const Unit& unit : m_airUnits) {
            m_out.join(manifolds[0], K::Manifold, "branch", unit.id, unit.kind, "fws_in");
            m_out.join(unit.id, unit.kind, "fws_out", manifolds[1], K::Manifold, "branch");
        }
    }

    void warmLoop() {
        const auto facility = facilityLoop(DryType, "warm water", m_plan.dryCoolers, m_plan.warmPumps, 4.0);
        std::array<Id, 2> headers;
        for (int back = 0; back < 2; ++back) {
            const double y = m_y0 - 0.9 - 0.4 * back;
            Item& header = m_out.route(K::Manifold, fmt::format("{} TCS header {}", m_tag, back ? "return" : "supply"), m_plant, {{m_x0 + 0.6, y, 3.2}, {m_x0 + m_plan.width_m - 0.6, y, 3.2}});
            header.values.set(P::Diameter, 0.3097);
            headers[static_cast<std::size_t>(back)] = header.id;
        }
        for (int i = 0; i < m_plan.cdus; ++i) {
            const Id cdu = m_out.box(CduType, tagged("CDU", static_cast<std::size_t>(i) + 1), m_plant, m_x0 + 1.5 * (i + 1), m_y0 - 3.6).id;
            feed(cdu, K::Cdu);
            m_out.join(facility[0], K::Manifold, "branch", cdu, K::Cdu, "fws_in");
            m_out.join(cdu, K::Cdu, "fws_out", facility[1], K::Manifold, "branch");
            m_out.join(cdu, K::Cdu, "tcs_supply", headers[0], K::Manifold, "main");
            m_out.join(headers[1], K::Manifold, "main", cdu, K::Cdu, "tcs_return");
        }
        vessel(fmt::format("{} TCS vessel", m_tag), headers[1], LoopRole::Technology);
        for (const LiquidRow& row : m_liquidRows) {
            for (int back = 0; back < 2; ++back) {
                const double x = m_x0 + 1.2 + 0.04 * static_cast<double>(row.number), z = 2.9 + 0.25 * back, yHeader = m_y0 - 0.9 - 0.4 * back;
                std::vector<Vec3> points = {{x, yHeader, 3.2}, {x, yHeader, z}, {x, row.y, z}, {m_x0 + kSideZone_m, row.y, z}};
                if (back) std::reverse(points.begin(), points.end());
                Item& pipe = m_out.route(K::Pipe, fmt::format("{} row {} {} pipe", m_tag, row.number, back ? "return" : "supply"), m_hall, std::move(points));
                pipe.type = m_out.typeId(PipeType);
                const Id from = back ? row.manifolds[1] : headers[0], to = back ? headers[1] : row.manifolds[0];
                m_out.join(from, K::Manifold, back ? "main" : "branch", pipe.id, K::Pipe, "in");
                m_out.join(pipe.id, K::Pipe, "out", to, K::Manifold, back ? "branch" : "main");
            }
        }
    }

    struct LiquidRow {
        std::size_t number;
        std::array<Id, 2> manifolds;
        double y;
    };
    Builder& m_out;
    const HallPlan& m_plan;
    std::string m_tag;
    Id m_site, m_hall, m_plant, m_power;
    double m_x0, m_y0;
    std::array<std::vector<Id>, 2> m_itBoards, m_mechBoards;
    std::vector<Unit> m_airUnits;
    std::vector<LiquidRow> m_liquidRows;
    std::size_t m_nextBoard = 0;
    int m_machines = 0, m_small = 0;
};

}  // namespace

Project generateSite(int racks, std::uint64_t seed) {
    racks = std::clamp(racks, 1, 20000);
    std::mt19937_64 random(seed);
    const int halls = count(racks, kRacksPerHall);
    std::vector<HallPlan> plans;
    for (int h = 0; h < halls; ++h) plans.push_back(planHall(racks / halls + (h < racks % halls ? 1 : 0), random, h == 0));
    double pitchX_m = 0, below_m = 0, above_m = 0;
    for (const HallPlan& plan : plans) {
        pitchX_m = std::max(pitchX_m, upTo(plan.width_m + 8, 0.6));
        below_m = std::max(below_m, plan.below_m());
        above_m = std::max(above_m, plan.length_m + plan.yard_m);
    }
    const double pitchY_m = upTo(below_m + above_m + 8, 0.6);

    Builder out(seed);
    Project project;
    project.name = fmt::format("Generated site, {} racks", racks);
    Variant variant;
    variant.id = out.nextId();
    variant.name = "Generated";
    Item& site = out.add(K::Site, project.name, {});
    const Id siteId = site.id;
    site.values.set(P::Width, std::min(pitchX_m * std::min(halls, kHallsPerLine), spec(P::Width).max));
    site.values.set(P::Depth, std::min(pitchY_m * count(halls, kHallsPerLine), spec(P::Depth).max));
    for (int h = 0; h < halls; ++h) {
        const double x0 = pitchX_m * (h % kHallsPerLine) + 3.6, y0 = pitchY_m * (h / kHallsPerLine) + upTo(below_m, 0.6) + 3.6;
        HallBuilder(out, plans[static_cast<std::size_t>(h)], h + 1, siteId, x0, y0).build();
    }
    variant.site = out.take();
    project.variants.push_back(std::move(variant));
    return project;
}

}  // namespace twin
