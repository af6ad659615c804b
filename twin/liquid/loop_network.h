// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/base/report.h"
#include "twin/media/fluid.h"

#include <string>
#include <vector>

namespace twin::liquid {

/// Networks of closed coolant loops as plain data: what solveNetwork() reads and what it gives.
/// Flows are positive from → to; pressures are of the kind (gauge or absolute) that the vessels are given in.

enum class LinkKind {
    Pipe,        ///< Darcy–Weisbach friction and minor losses
    Resistance,  ///< rack branch, strainer, exchanger side, throttle valve: a·V + b·V|V| through one rated point
    Pump,        ///< quadratic curve, speed, parallel units, control; nothing flows back through it
};

enum class PumpControl {
    FixedSpeed,            ///< runs at Link::speed
    DifferentialPressure,  ///< holds Link::setDifference_Pa between its own ends, limited by its curve at Link::speed
};

struct Node {
    std::string name;
    double elevation_m = 0;
    Id item;  ///< the object it stands for, for issues
    double volume_m3 = 0;  ///< of manifolds and buffer tanks, ideally mixed; read by transients only
};

struct Link {
    std::string name;
    Id item;  ///< the object it stands for, for issues
    int from = -1, to = -1;
    LinkKind kind = LinkKind::Pipe;
    bool closed = false;
    bool checkValve = false;  ///< lets flow pass from → to only (a pump always does)

    // Pipe
    double length_m = 0;
    double diameter_m = 0;
    double roughness_m = 1.5e-6;  ///< drawn tube (Moody 1944)
    double minorLoss = 0;         ///< sum of K of the fittings

    // Resistance: at refFlow it drops refDrop, of which laminarShare grows linearly with flow (and with viscosity),
    // the rest with its square (and with density).
    double refFlow_m3_s = 0;
    double refDrop_Pa = 0;
    double laminarShare = 0;              ///< 0 … 1
    double refViscosity_Pa_s = 0.653e-3;  ///< of the fluid of the rating; water at 40 °C
    double refDensity_kg_m3 = 992.2;      ///< of the fluid of the rating; water at 40 °C

    /// Resistance and Pump: a controller lets through no more than this (pressure-independent valve; flow-controlled
    /// pump). 0 = none. Held to some 1e-6 of the rated flow.
    double maxFlow_m3_s = 0;

    // Pump, one unit at full speed: head = shutoffHead − (shutoffHead − ratedHead)·(flow / ratedFlow)²; heads as
    // pressures of the pumped fluid. At speed s the curve follows the affinity laws. Zero speed or no unit: shut.
    double shutoffHead_Pa = 0;
    double ratedFlow_m3_s = 0;
    double ratedHead_Pa = 0;
    double speed = 1;  ///< fraction of full speed: set (FixedSpeed) or the limit (DifferentialPressure)
    int units = 1;     ///< running in parallel
    PumpControl control = PumpControl::FixedSpeed;
    double setDifference_Pa = 0;

    // Heat
    double heat_W = 0;          ///< added to the flow (negative: taken)
    bool setOutlet = false;     ///< the leaving temperature is held at outlet_C, heat follows; heat_W is not read
    double outlet_C = 0;
    double lossUa_W_K = 0;      ///< exchange with surroundings of one temperature along the link
    double surroundings_C = 25;
};

/// Expansion vessel or pressure keeping: the pressure of its loop is known here.
struct Vessel {
    int node = -1;
    double pressure_Pa = 0;
    Id item{};  ///< the object it stands for
};

struct Network {
    Fluid fluid = Fluid::Water;
    std::vector<Node> nodes;
    std::vector<Link> links;
    std::vector<Vessel> vessels;       ///< at most one counts in each loop
    double referencePressure_Pa = 0;   ///< at the first pump's suction (else the first node) of a loop without vessel
    double startTemperature_C = 30;    ///< properties of the first pass, and where no temperature is known
};

struct LinkResult {
    double flow_m3_s = 0;
    double drop_Pa = 0;              ///< pressure of `from` minus that of `to`, elevation included; negative over a pump
    double inlet_C = 0;              ///< at the end where flow enters; NaN where nothing flows or nothing fixes it
    double outlet_C = 0;
    double heat_W = 0;               ///< taken up by the flow, losses included; 0 where nothing flows
    double velocity_m_s = 0;         ///< pipes
    double reynolds = 0;             ///< pipes
    double speed = 0;                ///< pumps: fraction of full speed it runs at
    double hydraulicPower_W = 0;     ///< pumps: flow times head, all units
};

struct NodeResult {
    double pressure_Pa = 0;
    double temperature_C = 0;  ///< of the mixed flow; NaN where nothing flows or nothing fixes it
    int loop = -1;             ///< index into NetworkResult::loops
};

/// One hydraulically connected part (over open links), with the constants its balances are made with.
struct LoopResult {
    double largestFlow_m3_s = 0;
    double headRange_Pa = 0;
    double meanTemperature_C = 0;   ///< flow-weighted over the links that exchange heat
    double density_kg_m3 = 0;
    double heatCapacity_J_kgK = 0;
    double heatAdded_W = 0;         ///< sum of the positive link heats whose temperatures are known
    double heatRemoved_W = 0;       ///< minus the sum of the negative ones
};

struct NetworkResult {
    std::vector<LinkResult> links;  ///< in the network's order
    std::vector<NodeResult> nodes;  ///< in the network's order
    std::vector<LoopResult> loops;
    SolveReport report;             ///< residual = the larger of the two below
    double massResidual = 0;        ///< max over loops of max|Σq| / largest flow (or 1e-6 of what its links are made for)
    double energyResidual = 0;      ///< max over loops of max|Δh − f(q)| / head range
    Issues issues;
    double heatAdded_W = 0;
    double heatRemoved_W = 0;
};

}  // namespace twin::liquid
