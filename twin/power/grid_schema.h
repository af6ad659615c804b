// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace twin::power {

/// The components of a grid, in the order of the tables and of the output.
enum class GridKind : std::uint8_t {
    Node, Line, AsymLine, Link, GenericBranch, Transformer, ThreeWindingTransformer,
    Source, SymLoad, SymGen, AsymLoad, AsymGen, Shunt, VoltageRegulator, TapRegulator, Count
};
inline constexpr int kGridKinds = static_cast<int>(GridKind::Count);

enum class GridValue : std::uint8_t { Integer, Real, PerPhase };  ///< PerPhase: three values, a b c

/// When a value has to be there.
enum class GridNeed : std::uint8_t { Always, PerPhaseOnly, Optional };

/// What a value has to satisfy alone; relations between values are in grid_check.
enum class GridRule : std::uint8_t { Any, Id, NodeId, AnyId, TransformerId, Status, Positive, NonNegative, Winding, Side, Side3, LoadType, Tap };

/// One attribute of a component: reader, checks and updates read this row.
struct GridAttribute {
    std::string_view name, unit;
    GridValue value = GridValue::Real;
    GridNeed need = GridNeed::Always;
    GridRule rule = GridRule::Any;
    bool updatable = false;
};

struct GridSpec {
    std::string_view name;
    std::span<const GridAttribute> attributes;
};

/// The attributes of a component as Power Grid Model documents them (input format 1.0).
const GridSpec& gridSpec(GridKind kind);
std::optional<GridKind> gridKind(std::string_view name);
/// Components of the format that a power flow does not need: sensors, faults.
bool isIgnoredGridKind(std::string_view name);
/// The allowed values of a rule, in words; empty for Any.
const char* allowedBy(GridRule rule);
bool satisfies(GridRule rule, double value);

inline bool isBranch(GridKind kind) { return kind >= GridKind::Line && kind <= GridKind::Transformer; }
inline bool isAppliance(GridKind kind) { return kind >= GridKind::Source && kind <= GridKind::Shunt; }
inline bool isLoadOrGen(GridKind kind) { return kind >= GridKind::SymLoad && kind <= GridKind::AsymGen; }

}  // namespace twin::power
