// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace plenum::plugins {

/// Where a node stands, by its name.
struct NodePlace {
    std::string row;      ///< room and row: "8a"
    int rack = 0;
    int chassis = 0;      ///< from 1; 0: the name has none
    int slot = 0;         ///< half-width slot of the chassis, or height unit when there is no chassis
    int slotCount = 1;        ///< taken by the node: 2 for a full-width tray
    bool isGpu = false;
    bool operator==(const NodePlace&) const = default;
};

/// Decodes names such as holy7c02103, holygpu8a24404, holy2c112501, holygpu7c1309; nothing for any other.
///
///     <site>[gpu] <room digit(s)><row letter> <rack, 2> [<chassis, 1 or 2>] <slot or unit, 2>
///
/// Evidence, from the 1 691 names of fasrc/hpc_sustainability_dataset (2025-06-03):
/// - Five digits ("7c02103", 1 655 of 1 691 names): the third is never other than 1–6 and, without "gpu", the last two
///   never other than 01–12; ten racks of row 7c (04 … 12, 16 … 24, even) have all 6 × 12 = 72 names. So: rack, chassis,
///   slot; six 6U enclosures of twelve half-width nodes.
/// - "gpu" names of five digits end in 01–06. Where both kinds share rack and chassis they exclude each other exactly:
///   holy8a244 lacks slots 07–10 and holygpu8a244 has 04, 05; 8a263 lacks 07, 08 and has 04; 8a276 lacks 01, 02 and has
///   01; 8a305 lacks 09, 10 and has 05. So a GPU tray t takes the half slots 2t−1 and 2t.
/// - Four digits ("7c1309": 09, 11, 15, 17, 19, 23; "7c0919", "2c0923", "2c1121"): rack, then a height unit, mostly odd
///   as 2U servers are; 2c0701–12 are dense, so there it may be a slot. It is taken as the unit.
/// - Six digits ("2c112501", "2c112502", "2c112601" …; "7c090101"): rack, chassis or unit, node 01 or 02.
/// - Rack numbers of a row have holes (7c: mostly even ones; 8a: 11–19, 22, 24–32), so they count places on the floor.
///   Room and row as a pair, "8a", are one row: no two letters share a digit.
/// Not decoded: lichtmandce03, lichtmandce04.
std::optional<NodePlace> decodeNodeName(std::string_view name);

}  // namespace plenum::plugins
