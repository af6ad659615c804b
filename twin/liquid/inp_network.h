// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

namespace twin::liquid {

/// An EPANET network as its INP file says it: numbers are in the file's units, references are indices.
/// Source  EPANET 2.2 Users Manual (Rossman et al. 2020), appendix C, with the additions of release 2.3.

enum class InpFlowUnit { Cfs, Gpm, Mgd, Imgd, Afd, Lps, Lpm, Mld, Cmh, Cmd, Cms };
enum class InpPressureUnit { Default, Psi, Kpa, Metres, Bar, Feet };
enum class HeadLoss { HazenWilliams, DarcyWeisbach, ChezyManning };

enum class InpNodeKind { Junction, Reservoir, Tank };
enum class InpLinkKind { Pipe, Pump, Prv, Psv, Pbv, Fcv, Tcv, Gpv, Pcv };
enum class InpStatus { Open, Closed, Active };  ///< Active: a valve at its setting

struct InpDemand {
    double base = 0;
    int pattern = -1;  ///< −1: the default pattern
    std::string category;
};

struct InpNode {
    std::string id, comment, tag;
    InpNodeKind kind = InpNodeKind::Junction;
    double elevation = 0;             ///< of a reservoir: its head
    std::vector<InpDemand> demands;   ///< junctions
    double emitter = 0;               ///< junctions: discharge coefficient, 0 = none
    int headPattern = -1;             ///< reservoirs
    double initialLevel = 0, minimumLevel = 0, maximumLevel = 0, diameter = 0, minimumVolume = 0;  ///< tanks
    int volumeCurve = -1;             ///< tanks
    bool overflows = false;           ///< tanks
    bool placed = false;              ///< x and y are given
    double x = 0, y = 0;
};

struct InpLink {
    std::string id, comment, tag;
    InpLinkKind kind = InpLinkKind::Pipe;
    int from = -1, to = -1;
    bool checkValve = false;          ///< pipes
    double length = 0, diameter = 0, roughness = 0, minorLoss = 0;
    InpStatus status = InpStatus::Open;
    double setting = 0;               ///< valve setting (curve-free kinds), pump speed
    int curve = -1;                   ///< pump: head; GPV: head loss; PCV: opening
    double power = 0;                 ///< pumps of constant power, 0 = none
    int speedPattern = -1;            ///< pumps
    double leakArea = 0, leakExpansion = 0;  ///< pipes
};

struct InpPattern {
    std::string id;
    std::vector<double> factors;
};

struct InpCurve {
    std::string id;
    std::vector<double> x, y;
};

enum class InpControlKind { Below, Above, AtTime, AtClock };

/// LINK … OPEN | CLOSED | setting, when a node passes a level (tank), a pressure (junction), or at a time.
struct InpControl {
    int link = -1;
    InpStatus status = InpStatus::Active;  ///< Active: only the setting is given
    bool hasSetting = false;
    double setting = 0;
    InpControlKind kind = InpControlKind::AtTime;
    int node = -1;
    double level = 0;
    long time_s = 0;
    bool enabled = true;
};

struct InpOptions {
    InpFlowUnit flow = InpFlowUnit::Gpm;
    InpPressureUnit pressure = InpPressureUnit::Default;
    HeadLoss headLoss = HeadLoss::HazenWilliams;
    double viscosity = 1;         ///< factor on water's at 20 °C; ≤ 1e-3: the kinematic viscosity itself
    double specificGravity = 1;
    double demandMultiplier = 1;
    double emitterExponent = 0.5;
    bool emitterBackflow = true;
    std::string defaultPattern = "1";
    bool pressureDriven = false;
    double minimumPressure = 0, requiredPressure = 0.1, pressureExponent = 0.5;
    double headTolerance_ft = 0.0005, flowTolerance_cfs = 0.0001, slopeTolerance = 1e-7;  ///< HTOL, QTOL, RQTOL
    long patternStep_s = 3600, patternStart_s = 0, clockStart_s = 0;
};

struct InpNetwork {
    std::vector<std::string> title;
    std::vector<InpNode> nodes;  ///< junctions, reservoirs, tanks: in the file's order of each
    std::vector<InpLink> links;  ///< in the file's order
    std::vector<InpPattern> patterns;
    std::vector<InpCurve> curves;
    std::vector<InpControl> controls;
    InpOptions options;
    /// Sections that do not matter for one instant, line by line as read: [ENERGY], [RULES], … and the options and times
    /// that are not above ("[OPTIONS]", "[TIMES]"). Written back unchanged.
    std::map<std::string, std::vector<std::string>> kept;

    bool metric() const { return options.flow >= InpFlowUnit::Lps; }
};

/// What one unit of the file is, with EPANET's own rounded factors, so that heads and flows agree with it to rounding;
/// flowExact is the true factor, for what is shown: flow in m³/s = flow of the model · flowExact / flow.
/// Cost    O(1).  Source  EPANET 2.3 Users Manual, appendix A, and its documented internal factors (1 cfs = 448.831 GPM …).
struct InpUnits {
    double flow_m3_s = 1, flowExact_m3_s = 1;
    double length_m = 1, diameter_m = 1, roughness_m = 1;  ///< roughness: Darcy–Weisbach only
    double pressure_m = 1;                                  ///< metres of head
    double power_W = 1;
};
InpUnits unitsOf(const InpOptions& options);

}  // namespace twin::liquid
