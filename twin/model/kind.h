// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/param.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace twin {

/// What can stand on a site. One row in kind.cpp says everything about a kind; nothing else lists them.
enum class Kind : unsigned char {
    Site, Building, Room, Pillar, Wall, TileGrid, Row, Aisle, ReservedPlace,
    Rack, ImmersionTank, ComputeCabin,
    Crah, Crac, InRow, RearDoor, FanWall, IndirectEvaporative, RefrigerantPump,
    Cdu, Pump, Valve, Filter, Manifold, HeatExchanger, DryCooler, CoolingTower, Chiller, Tank, Pipe,
    UtilityFeed, Transformer, Switchgear, Generator, Ups, Battery, Rectifier, Sst, StorageCabin, PvArray,
    Busway, Cable, Pdu, Rpp, TransferSwitch,
    Sensor,
    Count_
};
inline constexpr std::size_t kKindCount = static_cast<std::size_t>(Kind::Count_);

enum class KindGroup { Space, It, Air, Liquid, Power, Other };
enum class Shape { None, Box, Outline, Route };
enum class Medium { Power, Technology, Facility, Signal };
enum class Flow { In, Out, Both };

struct PortSpec {
    const char* key;
    Medium medium;
    Flow flow;
    bool many;  ///< takes any number of connections
};

struct KindParam {
    Param param;
    double value;  ///< default, SI
};

struct KindSpec {
    Kind kind;
    const char* key;
    const char* label;   ///< TWIN_TR, singular
    const char* plural;  ///< TWIN_TR
    KindGroup group;
    Shape shape;
    std::span<const KindParam> params;
    std::span<const PortSpec> ports;
};

const KindSpec& spec(Kind kind);
std::span<const KindSpec> allKinds();
/// The kind with this key; Kind::Count_ when there is none.
Kind kindFromKey(std::string_view key);
/// Index of a port by its key; -1 when the kind has no such port.
int portFromKey(Kind kind, std::string_view key);
/// The kind's default of a parameter; NaN when the kind has no such parameter.
double defaultValue(Kind kind, Param param);
bool hasParam(Kind kind, Param param);
const char* label(KindGroup group);  ///< TWIN_TR

/// Draws air and gives it back cooler.
constexpr bool isAirUnit(Kind kind) { return kind >= Kind::Crah && kind <= Kind::RefrigerantPump; }
/// Holds computers.
constexpr bool isCompute(Kind kind) { return kind >= Kind::Rack && kind <= Kind::ComputeCabin; }

}  // namespace twin
