// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_solver.h"
#include "twin/air/plenum_site.h"
#include "twin/air/site_air.h"
#include "twin/engine/engine.h"
#include "twin/engine/hall_air.h"
#include "twin/liquid/loop_solver.h"
#include "twin/liquid/site_loops.h"
#include "twin/power/power_paths.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace twin::engine {
struct CarriedAir;
}

namespace twin {

/// The state of the objects that couple the disciplines; the start of the next solve.
struct EngineMemory {
    struct Plant {
        double electric_W = 0;
        double heat_W = 0;      ///< taken from the coolant (rejection), given to it (coils), moved across (CDU, exchanger)
        double outlet_C = 0;
    };
    std::unordered_map<Id, Plant> plant;
    struct Room {
        Id id;
        air::AirCase airCase;
        std::shared_ptr<const air::AirResult> result;
        std::shared_ptr<const air::AirResult> shown;  ///< the result with what is carried; the result itself without
        std::shared_ptr<const AirField> field;  ///< of the frame, shared by the next one where what is shown is
    };
    std::vector<Room> rooms;
    std::unordered_map<Id, double> valves;  ///< where controllers left them
    std::shared_ptr<const power::PowerPaths> paths;
    power::PowerState normal, lossOfA, lossOfB;
    std::shared_ptr<const engine::CarriedAir> carried;  ///< what `shown` carries
};

}  // namespace twin

namespace twin::engine {

/// Change of a quantity over the scale it is judged by.
inline double relativeChange(double before, double now, double scale) { return std::abs(now - before) / std::max(scale, 1.0); }

/// One compute object in the coupled solution.
struct Compute {
    const Item* item = nullptr;
    std::size_t index = 0;
    int node = -1;            ///< in the power paths
    double asked_W = 0;       ///< by the conditions
    double power_W = 0;       ///< what it draws: asked_W, or 0 without a live feed
    double liquidShare = 0;   ///< of the type
    bool onLoop = false;      ///< its cold plates have flow
    double toLiquid_W = 0, toAir_W = 0;
    int coldPlates = -1;      ///< index into SiteLoops::links
};

/// One object that cools, pumps or rejects: electric power and heat, found by iteration.
struct Cooling {
    const Item* item = nullptr;
    std::size_t index = 0;
    int node = -1;
    bool running = true;
    bool warmsAir = false;   ///< a CDU with fans in a hall: its heat goes into the air that it moves
    EngineMemory::Plant now;
    int primary = -1, secondary = -1;  ///< indices into SiteLoops::links: primary = facility side or only link
    double hydraulic_W = 0;
    double toRoom_W = 0;     ///< own heat given to the hall air it stands in (motors)
    double rejected_W = 0;   ///< to ambient
};

/// The coupled problem: compiled once a site, then passes until nothing moves.
class Coupling {
  public:
    Coupling(const Site& site, const Conditions& conditions, const SolveOptions& options, std::stop_token stop);

    /// One pass over all disciplines; gives the largest relative change of what couples them.
    double pass();
    /// What stands still before anything is solved, and why: out of service, or cooling equipment without a live feed.
    struct Standing {
        std::unordered_set<Id> out;
        std::shared_ptr<power::PowerPaths> paths;
        Issues issues;
    };
    static Standing standingStill(const Site& site, const Conditions& conditions);
    /// UA of a CDU or plate exchanger on loops, from its rating.
    double exchangerUa_W_K(const Cooling& unit) const;
    /// Shows the air of the halls with what is carried (`air` then holds what is reported); gives what was solved.
    std::vector<std::shared_ptr<const air::AirResult>> showCarried(const std::shared_ptr<const CarriedAir>& carried);
    /// The two loss scenarios, after the last pass.
    void loseSides();
    /// The moisture of halls, after the last pass.
    void findMoisture();
    /// A CDU that gives its heat to the hall air: it has an airflow and no facility water.
    bool liquidToAir(const Cooling& unit) const;
    /// Heat capacity of its airflow.
    double airCapacity_W_K(const Cooling& unit) const;
    /// Of the air that it draws itself; else of what the computers of its hall draw, mixed; outdoors that of the conditions.
    double airAround_C(const Item& item) const;
    bool cancelled() const { return m_stop.stop_requested(); }

    const Site& site;
    const Conditions& conditions;
    std::unordered_set<Id> out;          ///< out of service, and cooling equipment without a live feed
    Issues issues;
    std::shared_ptr<power::PowerPaths> paths;
    liquid::SiteLoops loops;
    std::vector<Compute> compute;
    std::vector<Cooling> cooling;
    std::vector<air::RoomAir> rooms;
    std::vector<std::shared_ptr<const air::AirResult>> air;  ///< as rooms
    std::vector<air::RoomPressures> pressures;               ///< as rooms: of the last pass
    std::vector<HallMoisture> moisture;                      ///< as rooms, after findMoisture()
    std::vector<std::shared_ptr<const HallTracing>> traced;  ///< as rooms; null where the air is not refined
    /// Dew point of the air beside an item: of its hall where that is known, else of the conditions.
    double dewPointAt_C(const Item& item) const;
    double outdoorHumidity() const;                          ///< relative, 0 … 1, from dry and wet bulb
    const EngineMemory* memory() const { return m_options.warmStart ? m_options.warmStart->memory.get() : nullptr; }
    const air::AirCase& posed(std::size_t room) const { return m_posed[room]; }
    std::vector<double> roomLoss_W;      ///< as rooms: losses and motors in the hall, added to the exhaust of its racks
    std::vector<double> throughWalls_W;  ///< as rooms: into the hall, of the coupled solution (refining moves it a little)
    std::vector<char> lossInHall;        ///< n power nodes: its loss heats a hall
    std::vector<double> doorHeat_W;      ///< as cooling: rear doors only
    std::set<std::pair<int, int>> loopsWithoutSink;  ///< part, loop: technology loops that none of their CDUs can cool
    liquid::NetworkResult liquid[liquid::SiteLoops::kParts];
    power::PowerState normal, lossOfA, lossOfB;
    std::vector<double> demand_W;        ///< n power nodes

  private:
    Coupling(const Site& site, const Conditions& conditions, const SolveOptions& options, std::stop_token stop, Standing standing);
    void collectCompute();
    void collectCooling();
    void startFrom(const EngineMemory* memory);
    void power();
    void heats();
    void solveAir(double& change);
    void solveTechnology(double& change);
    void solveFacility(double& change);
    void rejectHeat(Cooling& unit, double& change);
    void holdSupplies(double& change);
    void electric(double& change);

    const SolveOptions& m_options;
    std::stop_token m_stop;
    std::vector<int> m_roomOfNode;       ///< n power nodes: index into rooms, −1 outside halls
    std::unordered_map<Id, int> m_coolingOf, m_computeOf;
    std::vector<std::vector<int>> m_airDevice;  ///< rooms × devices → index: ≥ 0 compute, −1−i cooling i
    std::vector<air::RoomPressureModel> m_pressureModels;  ///< rooms
    std::vector<air::AirCase> m_posed;                ///< rooms: what `air` answers
    bool m_first = true, m_knowsDewPoints = false;
    double m_lastUtility_W = 0;
};

/// Upper end of the recommended inlet range of a rack's class. Source: ASHRAE TC 9.9 (H1: 22 °C, A1–A4: 27 °C).
double recommended_C(const Site& site, const Item& item);

/// Writes a coupled state into a frame: columns, fields, key figures, balances, issues.
void report(const Coupling& coupling, Frame& frame);
void reportLoops(const Coupling& coupling, Frame& frame);
void addKeyFigures(const Coupling& coupling, Frame& frame);
void addIssues(const Coupling& coupling, Frame& frame);

}  // namespace twin::engine
