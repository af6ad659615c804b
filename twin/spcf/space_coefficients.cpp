// SPDX-License-Identifier: GPL-3.0-or-later
// Where the five coefficients of the area come from. All are assumptions: two published areas (A: a whole building, C:
// a retrofit with a rack count) cannot fix five numbers.
//
// Values. Meet A and C, each within 15 %:
//   itPlace    rows of 0.6 m × 1.2 m racks on a 4.8 m pitch of two rows (two depths, two 1.2 m aisles): 1.44 m² a rack;
//              × 1.25–1.35 for in-row coolers and column heads, × 1.4–1.9 for row ends, walls and pillars: 2.5–3.7 m².
//   powerRoom  from 10 kV-input modules of about 2.4 MW on 24 m² with clearances (0.01 m²/kW) to transformers, boards,
//              UPS and lead batteries in rooms of their own (0.165 m²/kW).
//   coolingRoom  set on A for chilled water; the other kinds are ordered as "rack kW per m² of building" in table 2 of
//              the paper ranks them (high: less area).
// Ranges. Within these bottom-up bounds the exact ends of itPlace (2.45, 3.7) and powerRoom (0.01, 0.165) were chosen
// so that what fits the area of B is 8–13 kW a place with everything outdoors and 8–60 kW with half of the power rooms
// indoors. Those limits are therefore put in, not found: a lower end of 2.2 m² would give 7 kW, one of 0.03 m²/kW 9 kW.
// A and C within 15 % leave itPlace between 2.3 and 3.4 m² (powerRoom held), which puts B outdoors at 7.5 to 11.3 kW a
// place; the 3.0 m² taken give 10 kW. That B's area cannot tell the two arrangements apart holds for all of these.
#include "twin/spcf/space.h"

namespace twin::spcf {
namespace {

constexpr const char* kAssumption = "assumption";

Coefficient coolingRoom(CoolingKind kind) {
    Coefficient c{"spcf.coolingRoom.chilledWater",
                  TWIN_TR("Cooling rooms, chilled water"),
                  1.0,
                  0.5,
                  1.6,
                  "m²/kW",
                  kAssumption,
                  TWIN_TR("Set on case A: chillers, pumps, plate exchanger and storage tank indoors.")};
    const char* ranked = TWIN_TR("Ordered against chilled water as table 2 of the paper ranks rack kW per m².");
    switch (kind) {
        case CoolingKind::HighTemperatureChilledWater:
            break;
        case CoolingKind::IndirectEvaporative:
            return {"spcf.coolingRoom.evaporative",
                    TWIN_TR("Cooling rooms, indirect evaporative"),
                    1.8,
                    0.9,
                    2.8,
                    "m²/kW",
                    kAssumption,
                    ranked};
        case CoolingKind::MagneticLevitation:
            return {"spcf.coolingRoom.magnetic",
                    TWIN_TR("Cooling rooms, magnetic-levitation phase-change"),
                    1.2,
                    0.6,
                    2.0,
                    "m²/kW",
                    kAssumption,
                    ranked};
        case CoolingKind::RefrigerantPump:
            return {"spcf.coolingRoom.refrigerant",
                    TWIN_TR("Cooling rooms, refrigerant pump"),
                    1.3,
                    0.6,
                    2.2,
                    "m²/kW",
                    kAssumption,
                    ranked};
        case CoolingKind::ColdPlate:
            return {"spcf.coolingRoom.coldPlate",
                    TWIN_TR("Cooling rooms, cold plate"),
                    0.7,
                    0.3,
                    1.2,
                    "m²/kW",
                    kAssumption,
                    ranked};
        case CoolingKind::Immersion:
            return {"spcf.coolingRoom.immersion",
                    TWIN_TR("Cooling rooms, immersion"),
                    0.7,
                    0.3,
                    1.2,
                    "m²/kW",
                    kAssumption,
                    ranked};
        case CoolingKind::Reused:
            return {"spcf.coolingRoom.reused",
                    TWIN_TR("Cooling rooms, existing plant"),
                    0,
                    0,
                    0,
                    "m²/kW",
                    kAssumption,
                    TWIN_TR("A plant that is there takes no new area, as in case C.")};
    }
    return c;
}

}  // namespace

const std::vector<CoolingKindInfo>& coolingKinds() {
    static const std::vector<CoolingKindInfo> kinds{
        {CoolingKind::HighTemperatureChilledWater, "chilledWater", TWIN_TR("High-temperature chilled water")},
        {CoolingKind::IndirectEvaporative, "evaporative", TWIN_TR("Air-side indirect evaporative")},
        {CoolingKind::MagneticLevitation, "magnetic", TWIN_TR("Magnetic-levitation phase-change")},
        {CoolingKind::RefrigerantPump, "refrigerant", TWIN_TR("Refrigerant-pump variable-frequency")},
        {CoolingKind::ColdPlate, "coldPlate", TWIN_TR("Cold plate")},
        {CoolingKind::Immersion, "immersion", TWIN_TR("Immersion")},
        {CoolingKind::Reused, "reused", TWIN_TR("Existing plant, re-used")},
    };
    return kinds;
}

SpaceCoefficients spaceCoefficients(CoolingKind kind) {
    SpaceCoefficients c;
    c.itPlace = {"spcf.itPlace",
                 TWIN_TR("IT rooms per rack place"),
                 3.0,
                 2.45,
                 3.7,
                 "m²",
                 kAssumption,
                 TWIN_TR("Set on case C (230 racks); 1.44 m² of rack and aisle, with in-row coolers, column heads and "
                         "row ends. The ends of the range also use case B.")};
    c.powerRoom = {
        "spcf.powerRoom",
        TWIN_TR("Power rooms per kW of capacity indoors"),
        0.08,
        0.01,
        0.165,
        "m²/kW",
        kAssumption,
        TWIN_TR("Set on cases A and C (2 000 kVA room); from dense 10 kV modules to separate transformer, UPS "
                "and battery rooms. The ends of the range also use case B.")};
    c.coolingRoom = coolingRoom(kind);
    c.auxiliary = {"spcf.auxiliary", TWIN_TR("Auxiliary share of the technical rooms"), 0.15, 0.10, 0.20, "",
                   kAssumption,      TWIN_TR("Corridors, storage and staging.")};
    c.fixed = {"spcf.fixed", TWIN_TR("Fixed part"),
               60,           40,
               100,          "m²",
               kAssumption,  TWIN_TR("Entrance, monitoring and extinguishing agent, whatever the size.")};
    return c;
}

}  // namespace twin::spcf
