// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

namespace twin::power {

enum class DeratingRule : unsigned char {
    Nec80,        ///< continuous load at most 80 % of the overcurrent device (NEC 210.20(A), 215.3)
    Iec60364_5_52 ///< cables in air by ambient temperature and grouping
};
enum class Insulation : unsigned char { Pvc, Xlpe };  ///< 70 °C; 90 °C (EPR too)
enum class Laying : unsigned char {
    Bunched,         ///< in air, on a surface, embedded or enclosed
    WallOrFloor,     ///< single layer on a wall, floor or unperforated tray
    PerforatedTray,  ///< single layer
    Ladder           ///< single layer on ladder, brackets or cleats
};

struct DeratingInputs {
    DeratingRule rule = DeratingRule::Nec80;
    bool ratedFor100 = false;   ///< NEC: assembly listed for 100 % continuous load
    Insulation insulation = Insulation::Xlpe;
    Laying laying = Laying::PerforatedTray;
    double ambient_C = 30;
    int circuits = 1;           ///< or multi-core cables side by side
};

struct Derating {
    double ambient = 1, grouping = 1, continuous = 1;
    double factor = 1;          ///< of the rated current
    const char* source = "";
};

/// Ambient within the table of the insulation, circuits within 1 … 20.
Issues checkDerating(const DeratingInputs& inputs);

/// Factor on the rated current. Ambient: linear between the rows of table B.52.14 (reference 30 °C in air). Grouping:
/// table B.52.17; between its columns the next larger number of circuits; more than nine in a layer as nine.
///
/// Beyond the ends of the tables their last factor holds (checkDerating names it).
Derating deratingOf(const DeratingInputs& inputs);

}  // namespace twin::power
