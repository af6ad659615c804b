// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/spcf/number_check.h"

namespace twin::spcf {

// Hard limits keep arithmetic and meaning (an efficiency is at most 1); usual limits are our assumption around the
// published cases (β 1.2, GCOP 2.5–3, α 1.85, η 0.95) and only warn.
//                              key, label, hard low, included, hard high, usual low, usual high, scale, unit, hint
inline constexpr InputRange kComputeRange{
    "compute", TWIN_TR("Compute"),
    0,         false,
    1e24,      1e14,
    1e21,      1e15,
    "PFLOPS",  TWIN_TR("One PFLOPS is 1e15 operations a second; check the prefix.")};
inline constexpr InputRange kEfficiencyRange{
    "efficiency",
    TWIN_TR("Computing efficiency"),
    0,
    false,
    1e18,
    1e10,
    1e14,
    1e9,
    "GFLOPS/W",
    TWIN_TR("Published cases have 213 to 600 GFLOPS/W of whole servers; check precision and prefix.")};
inline constexpr InputRange kItRange{
    "it", TWIN_TR("IT power"), 0, false, 1e11, 1e4, 2e9, 1e3, "kW", TWIN_TR("Give the power of all IT equipment.")};
inline constexpr InputRange kBetaRange{
    "beta", TWIN_TR("Cooling redundancy β"),
    0,      false,
    10,     1,
    2.5,    1,
    "",     TWIN_TR("β is installed over theoretical cooling capacity; below 1 the plant cannot carry the load.")};
inline constexpr InputRange kGcopRange{
    "gcop", TWIN_TR("Rated COP of the cooling system"),
    0,      false,
    100,    1.5,
    12,     1,
    "",     TWIN_TR("Take the rating of the whole cooling system, not an operating COP or the chiller's alone.")};
inline constexpr InputRange kAlphaRange{
    "alpha", TWIN_TR("Distribution redundancy α"),
    0,       false,
    10,      1,
    3,       1,
    "",      TWIN_TR("α is installed over needed capacity: 1 without redundancy, about 2 for 2N of everything.")};
inline constexpr InputRange kEtaRange{"eta", TWIN_TR("Efficiency of distribution η"),    0, false, 1, 0.8, 1, 1,
                                      "",    TWIN_TR("Enter a fraction: 0.95 for 95 %.")};
inline constexpr InputRange kOtherRange{"other", TWIN_TR("Other building loads"),
                                        0,       true,
                                        1e11,    0,
                                        1e9,     1e3,
                                        "kW",    TWIN_TR("Lighting, offices and the like; 0 when there are none.")};
inline constexpr InputRange kCoolingRange{"cooling", TWIN_TR("Cooling power C"),
                                          0,         false,
                                          1e12,      1e3,
                                          1e10,      1e3,
                                          "kW",      TWIN_TR("Give the rated power of all cooling equipment.")};
inline constexpr InputRange kPowerRange{"power", TWIN_TR("Power capacity P"),
                                        0,       false,
                                        1e13,    1e4,
                                        1e11,    1e3,
                                        "kW",    TWIN_TR("Give the installed capacity of the power system.")};

}  // namespace twin::spcf
