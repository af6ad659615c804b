// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/base/report.h"

#include <string>
#include <vector>

namespace twin::liquid {

/// A pressurised network of pipes, pumps and valves at one instant, in SI: what solveHydraulics() reads and gives.
/// Heads are metres of the fluid.

enum class HydraulicKind { Pipe, Pump, Prv, Psv, Pbv, Fcv, Tcv, Gpv, Pcv };

/// As EPANET names them; up to Closed nothing flows.
enum class LinkStatus { XHead, TempClosed, Closed, Open, Active, XFlow, XFcv, XPressure };
const char* toString(LinkStatus status);

struct HydraulicNode {
    std::string name;
    double elevation_m = 0;
    bool fixed = false;           ///< reservoir or tank: head_m is given
    double head_m = 0;
    bool tank = false;            ///< closes its links when full or empty
    double lowest_m = 0, highest_m = 0;  ///< tank: heads
    bool overflows = false;
    double demand_m3_s = 0;
    double emitter = 0;           ///< head loss = emitter · flow^emitterPower; 0 = none
    double leakFixed = 0, leakGrowing = 0;  ///< head loss = leakFixed · q², leakGrowing · q^(2/3); 0 = none
};

enum class PumpLaw { Power, Linear, Curve, ConstantPower };

struct HydraulicLink {
    std::string name;
    int from = -1, to = -1;
    HydraulicKind kind = HydraulicKind::Pipe;
    bool checkValve = false;
    LinkStatus status = LinkStatus::Open;
    bool controlled = false;   ///< valve: holds `setting`; otherwise only open or closed
    double setting = 0;        ///< PRV, PSV, PBV: m; FCV: m³/s; pump: speed
    double startFlow_m3_s = 0;
    /// Pipe: head loss = resistance · q|q|^(power−1), power 1.852 or 2; Darcy–Weisbach: f · resistance · q|q|.
    double resistance = 0;
    double relativeRoughness = 0;   ///< Darcy–Weisbach
    double viscousScale = 0;        ///< Darcy–Weisbach: q / viscousScale = Re · π / 4
    double minorLoss = 0;           ///< m/(m³/s)²; of a TCV and a PCV at its setting
    double openMinorLoss = 0;       ///< valves: fully open
    PumpLaw law = PumpLaw::Power;
    double shutoff_m = 0, pumpFactor = 0, pumpPower = 2;  ///< head = shutoff·s² − factor·s^(2−power)·q^power
    double highestHead_m = 0, highestFlow_m3_s = 0;       ///< at full speed
    std::vector<double> curveFlow_m3_s, curveHead_m;      ///< Curve pumps and GPV
};

/// Acts when the head of a junction passes a level.
struct HydraulicControl {
    int link = -1, node = -1;
    bool below = false;
    double head_m = 0;
    LinkStatus status = LinkStatus::Open;
    bool hasSetting = false;
    double setting = 0;
};

struct HydraulicNetwork {
    std::vector<HydraulicNode> nodes;
    std::vector<HydraulicLink> links;
    std::vector<HydraulicControl> controls;
    bool darcy = false;             ///< pipes by Darcy–Weisbach
    double pipePower = 1.852;       ///< of the others
    double emitterPower = 2;        ///< 1 / exponent
    bool emitterBackflow = true;
    bool pressureDriven = false;
    double minimumPressure_m = 0, requiredPressure_m = 0, pressurePower = 2;  ///< 1 / exponent
    double headTolerance_m = 0, flowTolerance_m3_s = 0, leastSlope = 0;       ///< of status checks; linear below
};

struct HydraulicOptions {
    double tolerance = 1e-9;  ///< of both residuals
    int maxIterations = 1000;
    int polish = 5;  ///< further steps at most, once within the tolerance, as long as they at least halve the residual
};

struct HydraulicResult {
    std::vector<double> flow_m3_s;     ///< n_links; not a number in a part without solution
    std::vector<LinkStatus> status;    ///< n_links
    std::vector<double> head_m;        ///< n_nodes; not a number in a part without solution
    std::vector<double> outflow_m3_s;  ///< n_nodes: demand, emitters and leaks; of a source: what it takes in
    double massResidual = 0;           ///< max |Σq| at junctions / largest flow
    double energyResidual = 0;         ///< max |Δh − f(q)| over open links / head range
    SolveReport report;
    Issues issues;                     ///< why there is no solution, what the solution should be read with care for
};

}  // namespace twin::liquid
