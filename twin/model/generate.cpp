// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/model/generate.h"

#include "twin/model/generate_builder.h"
#include "twin/model/generate_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
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
// block. Sizing rules: generate_plan.cpp.

namespace twin {

namespace {

using namespace generated;
using P = Param;
using K = Kind;

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
        const Kind kind = kindOf(machine);
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
