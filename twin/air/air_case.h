// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/base/report.h"
#include "twin/base/vec.h"

#include <memory>
#include <string>
#include <vector>

namespace twin::air {

/// Axis-aligned, m, hall coordinates (origin in a lower corner of the hall, z = 0 at the finished floor).
struct Box {
    double x0 = 0, y0 = 0, z0 = 0, x1 = 0, y1 = 0, z1 = 0;
    bool operator==(const Box&) const = default;
};

/// A rectangle through which a device draws or gives air.
struct Opening {
    Box rect;          ///< one thickness is 0: the one along the normal
    Vec3 normal;       ///< unit, along an axis, out of the device into the room
    double share = 1;  ///< of the device's flow; the shares of all intakes (outlets) are scaled to sum to 1
    bool operator==(const Opening&) const = default;
};

/// A part of a device's height that draws and gives air of its own; what lies between the bands is closed.
struct Band {
    double z0 = 0, z1 = 0;                ///< m, of the hall
    double heatShare = 0, flowShare = 0;  ///< of the device; scaled to sum to 1
    bool operator==(const Band&) const = default;
};

/// A through-flow device (rack, CRAH, in-row cooler, fan wall, floor tiles fed by a CRAH): what it draws over its
/// intakes leaves through its outlets, warmer or colder.
struct Device {
    enum class Kind { Rack, Cooler };

    std::string name;
    Kind kind = Kind::Rack;
    std::vector<Opening> intakes, outlets;
    std::vector<Band> bands;  ///< Rack: heat and air over the height (bands.h); empty = even
    double flow_m3_s = 0;   ///< 0 = off
    double heat_W = 0;      ///< Rack: added to the air, T_out = T_in + heat / (rho cp flow)
    double supply_C = 18;   ///< Cooler: set point of the leaving air; it never heats
    double capacity_W = 0;  ///< Cooler: most heat it can remove
    double outletK_m2_s2 = 0;        ///< turbulence of the leaving air; 0 = from the velocity (inflowTurbulence)
    double outletEpsilon_m2_s3 = 0;  ///< as above
};

/// Air that enters the hall at a given flow and temperature (tiles, a fan wall fed from elsewhere).
struct Supply {
    std::string name;
    Opening opening;  ///< normal: into the room
    double flow_m3_s = 0;
    double temperature_C = 18;
    double k_m2_s2 = 0, epsilon_m2_s3 = 0;  ///< 0 = from the velocity
};

/// An opening at the pressure of its surroundings: air leaves freely; what enters has the given temperature.
struct Return {
    std::string name;
    Opening opening;  ///< normal: into the room
    double inflow_C = 30;
    double inflowK_m2_s2 = 0, inflowEpsilon_m2_s3 = 0;  ///< 0 = of still air
};

/// One hall as the air solver sees it. Plain data; SI units.
struct AirCase {
    double sizeX_m = 0, sizeY_m = 0, sizeZ_m = 0;
    std::vector<Vec2> outline;      ///< floor polygon; empty = the whole box; outside is solid
    std::vector<Box> solids;        ///< pillars, walls
    std::vector<Box> panels;        ///< thin walls, one thickness 0: containment, doors, roofs
    std::vector<Box> deviceBodies;  ///< of racks and coolers, solid
    std::vector<Device> devices;
    std::vector<Supply> supplies;  ///< with returns: the hall is open; without both its devices close the circuit
    std::vector<Return> returns;
    double rho_kg_m3 = 1.2, cp_J_kgK = 1005;
    double beta_per_K = 0.0034, nu_m2_s = 1.5e-5, prandtl = 0.71, turbulentPrandtl = 0.85;
    double gravity_m_s2 = 9.81, reference_C = 23.85;  ///< density is rho at the reference temperature
    double wallU_W_m2K = 0;  ///< of outer walls and ceiling, films included; 0 = adiabatic (outer_walls.h)
    double beyond_C = 20;    ///< air beyond them
    double cell_m = 0.3, cellZ_m = 0.3;  ///< wished; the grid takes the nearest whole number of cells
};

struct AirResult;
struct AirFlow;

struct AirOptions {
    int threads = 1;
    double tolerance = 1e-9;  ///< largest divergence of a cell, in units of the largest device flow
    int maxIterations = 200;  ///< cycles of the flow solve
    double couplingTolerance_K = 1e-8;
    int maxCouplingPasses = 300;
    const AirResult* warmStart = nullptr;  ///< an earlier result; used where grid and devices are the same in number
};

struct DeviceResult {
    double intake_C = 0;                                        ///< flow average
    double intakeLow_C = 0, intakeMid_C = 0, intakeHigh_C = 0;  ///< flow averages over thirds of the intake height
    double outlet_C = 0;
    double heat_W = 0;         ///< into the air (coolers: negative); 0 for a device out of the flow
    double flow_m3_s = 0;      ///< 0 for a device out of the flow
    double intakeZ_C[3] = {0, 0, 0};  ///< width averages at 1/6, 1/2, 5/6 of the intake's height
    double wander_K = 0;              ///< standard deviation of intake_C over the averaged iterations (refined)
    bool overloaded = false;          ///< a cooler that cannot hold its set point
    double recirculation = 0;  ///< share of the intake air that last left a rack (0 … 1)
};

/// How far a refined field has come.
enum class AirStage { Coarse, Refining, Settled };

/// What an open hall exchanges through a return.
struct ReturnResult {
    double flow_m3_s = 0;     ///< out of the hall (negative: into it)
    double temperature_C = 0; ///< mean of what leaves, weighed by flow
};

struct AirResult {
    int nx = 0, ny = 0, nz = 0;
    double dx = 0, dy = 0, dz = 0;      ///< m
    std::vector<float> temperature_C;   ///< nx·ny·nz; NaN in solid
    std::vector<float> u, v, w;         ///< nx·ny·nz, at cell centres, m/s; 0 in solid
    /// Cell faces, m (nx + 1 …); empty = uniform cells of dx, dy, dz from the origin.
    std::vector<double> xFaces, yFaces, zFaces;
    std::vector<float> nut_m2_s, k_m2_s2, epsilon_m2_s3;  ///< nx·ny·nz; refined only, else empty
    std::vector<DeviceResult> devices;  ///< as in the case
    std::vector<DeviceResult> parts;    ///< as in the case with its bands as devices (bands.h); empty without bands
    std::vector<ReturnResult> returns;  ///< as in the case
    AirStage stage = AirStage::Settled;
    double errorBar_K = 0;  ///< expected error of an intake temperature from grid and wander; 0 = not estimated
    SolveReport report;                 ///< residual: max |divergence of a cell| / largest device flow
    int couplingPasses = 0;
    double couplingChange_K = 0;         ///< last change of an outlet temperature between two passes
    double heatIn_W = 0, heatOut_W = 0;  ///< from device results: given to the air, taken from it
    double heatThroughWalls_W = 0;       ///< into the hall (negative: lost), through outer walls and ceiling
    double heatNotRemoved_W = 0;         ///< of racks out of the flow
    double energyResidual = 0;           ///< |heatIn + heatThroughWalls − heatOut| over what is given to the air
    double massResidual = 0;             ///< Σ |divergence| / Σ device flow
    Issues issues;
    /// The flow solution, shared by results whose cases differ in heats only; a warm start with an equal flow problem
    /// takes it as it is.
    std::shared_ptr<const AirFlow> flow;

    std::size_t index(int i, int j, int k) const {
        return (static_cast<std::size_t>(k) * std::size_t(ny) + std::size_t(j)) * std::size_t(nx) + std::size_t(i);
    }
};

}  // namespace twin::air
