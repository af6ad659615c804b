// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/spcf/coefficient.h"

#include <optional>
#include <string>
#include <vector>

namespace twin::spcf {

/// The cold sources of the paper's table 2, and a plant that is already there and takes no new area.
enum class CoolingKind {
    HighTemperatureChilledWater,
    IndirectEvaporative,
    MagneticLevitation,
    RefrigerantPump,
    ColdPlate,
    Immersion,
    Reused,
};

struct CoolingKindInfo {
    CoolingKind kind;
    const char* key;    ///< stable: "chilledWater"
    const char* label;  ///< TWIN_TR
};

const std::vector<CoolingKindInfo>& coolingKinds();

/// The five coefficients of the area; a user may edit their values and ranges.
struct SpaceCoefficients {
    Coefficient itPlace;      ///< m² per rack place, its share of aisles, in-row coolers and column heads included
    Coefficient powerRoom;    ///< m² per kW of installed power capacity that stands indoors
    Coefficient coolingRoom;  ///< m² per kW of installed cooling power that stands indoors
    Coefficient auxiliary;    ///< share of the technical rooms: corridors, storage, staging
    Coefficient fixed;        ///< m² whatever the size: entrance, monitoring, extinguishing agent
};

SpaceCoefficients spaceCoefficients(CoolingKind kind);

/// Racks are given, or follow from IT power and the power of a place (rounded up to whole places).
struct SpaceInputs {
    std::optional<double> racks;
    std::optional<double> placePower_W;
    double it_W = 0;
    double cooling_W = 0;            ///< C of equation (3)
    double power_W = 0;              ///< P of equation (4), installed capacity
    double powerShareIndoors = 1;    ///< 0 (containers outside) … 1
    double coolingShareIndoors = 1;  ///< 0 (roof, yard, existing plant) … 1
    CoolingKind cooling = CoolingKind::HighTemperatureChilledWater;
};

enum class RoomKind { It, Power, Cooling, Auxiliary, Fixed };

struct Room {
    RoomKind kind = RoomKind::It;
    const char* name = "";  ///< TWIN_TR
    double area_m2 = 0;
    double low_m2 = 0;
    double high_m2 = 0;
    Text rule;  ///< with its numbers
    std::string source;
};

/// S of equation (1): the sum of the rooms, as an interval that says why it is one.
struct SpaceResult {
    bool valid = false;
    double racks = 0;
    std::vector<Room> rooms;
    double area_m2 = 0;
    double low_m2 = 0;   ///< all coefficients at their low ends
    double high_m2 = 0;  ///< all coefficients at their high ends
    Text reason;         ///< why an interval
    Text widest;         ///< which room makes it wide
    Issues issues;
};

/// Area built bottom-up by room, since equation (1) has no closed form.
///
/// Errors  none thrown: all problems are in SpaceResult::issues at once.
/// Cost    a few operations and strings.  Thread-safe: yes.
/// Source  rooms named in Liu H. et al., doi 10.11959/j.issn.1000-0801.2026046, §3.1; coefficients are assumptions
///         set on its cases A and C (see space.cpp).  Checked: tests/validation/spcf.
SpaceResult space(const SpaceInputs& inputs);
SpaceResult space(const SpaceInputs& inputs, const SpaceCoefficients& coefficients);

struct CurvePoint {
    double powerShareIndoors = 0;
    double placePower_W = 0;
    double racks = 0;
    double area_m2 = 0;
    double low_m2 = 0;
    double high_m2 = 0;
    double published_m2 = 0;  ///< the line drawn across the curves; 0 when there is none
    bool fits = false;        ///< the published area lies within low … high
};

struct AreaCurves {
    std::vector<CurvePoint> points;  ///< shares outer, place powers inner
    Issues issues;                   ///< points that cannot be computed are left out and named here
};

/// S over the power of a rack place, one curve for each share of the power rooms that stands indoors.
AreaCurves predictArea(const SpaceInputs& base, const std::vector<double>& powerSharesIndoors,
                       const std::vector<double>& placePowers_W, double published_m2);

/// The prediction of case B, which gives no rack count: coefficients from A and C, cooling plant outdoors, 1 700 m².
AreaCurves predictB(const std::vector<double>& powerSharesIndoors, const std::vector<double>& placePowers_W);

}  // namespace twin::spcf
