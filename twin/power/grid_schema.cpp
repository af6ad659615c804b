// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/grid_schema.h"

#include "twin/base/text.h"

#include <array>
#include <cmath>

namespace twin::power {

namespace {

constexpr auto kInt = GridValue::Integer;
constexpr auto kReal = GridValue::Real;
constexpr auto kMust = GridNeed::Always;
constexpr auto kPhases = GridNeed::PerPhaseOnly;
constexpr auto kMay = GridNeed::Optional;

constexpr GridAttribute kId{"id", "", kInt, kMust, GridRule::Id};
constexpr GridAttribute kFrom{"from_node", "", kInt, kMust, GridRule::NodeId}, kTo{"to_node", "", kInt, kMust, GridRule::NodeId};
constexpr GridAttribute kFromStatus{"from_status", "", kInt, kMust, GridRule::Status, true}, kToStatus{"to_status", "", kInt, kMust, GridRule::Status, true};
constexpr GridAttribute kNode{"node", "", kInt, kMust, GridRule::NodeId}, kStatus{"status", "", kInt, kMust, GridRule::Status, true};

constexpr GridAttribute kNodeRows[] = {kId, {"u_rated", "V", kReal, kMust, GridRule::Positive}};
constexpr GridAttribute kLineRows[] = {kId, kFrom, kTo, kFromStatus, kToStatus,
    {"r1", "Ω"}, {"x1", "Ω"}, {"c1", "F"}, {"tan1", ""},
    {"r0", "Ω", kReal, kPhases}, {"x0", "Ω", kReal, kPhases}, {"c0", "F", kReal, kPhases}, {"tan0", "", kReal, kPhases},
    {"i_n", "A", kReal, kMay, GridRule::Positive}};
constexpr GridAttribute kAsymLineRows[] = {kId, kFrom, kTo, kFromStatus, kToStatus,
    {"r_aa", "Ω"}, {"r_ba", "Ω"}, {"r_bb", "Ω"}, {"r_ca", "Ω"}, {"r_cb", "Ω"}, {"r_cc", "Ω"},
    {"r_na", "Ω", kReal, kMay}, {"r_nb", "Ω", kReal, kMay}, {"r_nc", "Ω", kReal, kMay}, {"r_nn", "Ω", kReal, kMay},
    {"x_aa", "Ω"}, {"x_ba", "Ω"}, {"x_bb", "Ω"}, {"x_ca", "Ω"}, {"x_cb", "Ω"}, {"x_cc", "Ω"},
    {"x_na", "Ω", kReal, kMay}, {"x_nb", "Ω", kReal, kMay}, {"x_nc", "Ω", kReal, kMay}, {"x_nn", "Ω", kReal, kMay},
    {"c_aa", "F", kReal, kMay}, {"c_ba", "F", kReal, kMay}, {"c_bb", "F", kReal, kMay}, {"c_ca", "F", kReal, kMay}, {"c_cb", "F", kReal, kMay}, {"c_cc", "F", kReal, kMay},
    {"c0", "F", kReal, kMay}, {"c1", "F", kReal, kMay}, {"i_n", "A", kReal, kMay, GridRule::Positive}};
constexpr GridAttribute kLinkRows[] = {kId, kFrom, kTo, kFromStatus, kToStatus};
constexpr GridAttribute kGenericBranchRows[] = {kId, kFrom, kTo, kFromStatus, kToStatus,
    {"r1", "Ω"}, {"x1", "Ω"}, {"g1", "S"}, {"b1", "S"}, {"k", "", kReal, kMay, GridRule::Positive}, {"theta", "rad", kReal, kMay},
    {"sn", "VA", kReal, kMay, GridRule::NonNegative}};
constexpr GridAttribute kTransformerRows[] = {kId, kFrom, kTo, kFromStatus, kToStatus,
    {"u1", "V", kReal, kMust, GridRule::Positive}, {"u2", "V", kReal, kMust, GridRule::Positive}, {"sn", "VA", kReal, kMust, GridRule::Positive},
    {"uk", ""}, {"pk", "W"}, {"i0", ""}, {"p0", "W"}, {"i0_zero_sequence", "", kReal, kMay}, {"p0_zero_sequence", "W", kReal, kMay},
    {"winding_from", "", kInt, kMust, GridRule::Winding}, {"winding_to", "", kInt, kMust, GridRule::Winding}, {"clock", "", kInt, kMust, GridRule::Tap},
    {"tap_side", "", kInt, kMust, GridRule::Side}, {"tap_pos", "", kInt, kMay, GridRule::Tap, true}, {"tap_min", "", kInt, kMust, GridRule::Tap},
    {"tap_max", "", kInt, kMust, GridRule::Tap}, {"tap_nom", "", kInt, kMay, GridRule::Tap}, {"tap_size", "V", kReal, kMust, GridRule::NonNegative},
    {"uk_min", "", kReal, kMay}, {"uk_max", "", kReal, kMay}, {"pk_min", "W", kReal, kMay}, {"pk_max", "W", kReal, kMay},
    {"r_grounding_from", "Ω", kReal, kMay}, {"x_grounding_from", "Ω", kReal, kMay}, {"r_grounding_to", "Ω", kReal, kMay}, {"x_grounding_to", "Ω", kReal, kMay}};
constexpr GridAttribute kThreeWindingRows[] = {kId,
    {"node_1", "", kInt, kMust, GridRule::NodeId}, {"node_2", "", kInt, kMust, GridRule::NodeId}, {"node_3", "", kInt, kMust, GridRule::NodeId},
    {"status_1", "", kInt, kMust, GridRule::Status, true}, {"status_2", "", kInt, kMust, GridRule::Status, true}, {"status_3", "", kInt, kMust, GridRule::Status, true},
    {"u1", "V", kReal, kMust, GridRule::Positive}, {"u2", "V", kReal, kMust, GridRule::Positive}, {"u3", "V", kReal, kMust, GridRule::Positive},
    {"sn_1", "VA", kReal, kMust, GridRule::Positive}, {"sn_2", "VA", kReal, kMust, GridRule::Positive}, {"sn_3", "VA", kReal, kMust, GridRule::Positive},
    {"uk_12", ""}, {"uk_13", ""}, {"uk_23", ""}, {"pk_12", "W"}, {"pk_13", "W"}, {"pk_23", "W"}, {"i0", ""}, {"p0", "W"},
    {"winding_1", "", kInt, kMust, GridRule::Winding}, {"winding_2", "", kInt, kMust, GridRule::Winding}, {"winding_3", "", kInt, kMust, GridRule::Winding},
    {"clock_12", "", kInt, kMust, GridRule::Tap}, {"clock_13", "", kInt, kMust, GridRule::Tap},
    {"tap_side", "", kInt, kMust, GridRule::Side3}, {"tap_pos", "", kInt, kMay, GridRule::Tap, true}, {"tap_min", "", kInt, kMust, GridRule::Tap},
    {"tap_max", "", kInt, kMust, GridRule::Tap}, {"tap_nom", "", kInt, kMay, GridRule::Tap}, {"tap_size", "V", kReal, kMust, GridRule::NonNegative},
    {"uk_12_min", "", kReal, kMay}, {"uk_12_max", "", kReal, kMay}, {"uk_13_min", "", kReal, kMay}, {"uk_13_max", "", kReal, kMay}, {"uk_23_min", "", kReal, kMay}, {"uk_23_max", "", kReal, kMay},
    {"pk_12_min", "W", kReal, kMay}, {"pk_12_max", "W", kReal, kMay}, {"pk_13_min", "W", kReal, kMay}, {"pk_13_max", "W", kReal, kMay}, {"pk_23_min", "W", kReal, kMay}, {"pk_23_max", "W", kReal, kMay},
    {"r_grounding_1", "Ω", kReal, kMay}, {"x_grounding_1", "Ω", kReal, kMay}, {"r_grounding_2", "Ω", kReal, kMay}, {"x_grounding_2", "Ω", kReal, kMay},
    {"r_grounding_3", "Ω", kReal, kMay}, {"x_grounding_3", "Ω", kReal, kMay}};
constexpr GridAttribute kSourceRows[] = {kId, kNode, kStatus,
    {"u_ref", "", kReal, kMust, GridRule::Positive, true}, {"u_ref_angle", "rad", kReal, kMay, GridRule::Any, true},
    {"sk", "VA", kReal, kMay, GridRule::Positive, true}, {"rx_ratio", "", kReal, kMay, GridRule::NonNegative, true}, {"z01_ratio", "", kReal, kMay, GridRule::Positive, true}};
constexpr GridAttribute kLoadRows[] = {kId, kNode, kStatus, {"type", "", kInt, kMust, GridRule::LoadType},
    {"p_specified", "W", kReal, kMust, GridRule::Any, true}, {"q_specified", "var", kReal, kMust, GridRule::Any, true}};
constexpr GridAttribute kPhaseLoadRows[] = {kId, kNode, kStatus, {"type", "", kInt, kMust, GridRule::LoadType},
    {"p_specified", "W", GridValue::PerPhase, kMust, GridRule::Any, true}, {"q_specified", "var", GridValue::PerPhase, kMust, GridRule::Any, true}};
constexpr GridAttribute kShuntRows[] = {kId, kNode, kStatus,
    {"g1", "S", kReal, kMust, GridRule::Any, true}, {"b1", "S", kReal, kMust, GridRule::Any, true},
    {"g0", "S", kReal, kPhases, GridRule::Any, true}, {"b0", "S", kReal, kPhases, GridRule::Any, true}};
constexpr GridAttribute kRegulatorRows[] = {kId, {"regulated_object", "", kInt, kMust, GridRule::AnyId}, kStatus,
    {"u_ref", "", kReal, kMust, GridRule::Positive, true}, {"q_min", "var", kReal, kMay, GridRule::Any, true}, {"q_max", "var", kReal, kMay, GridRule::Any, true}};

constexpr GridAttribute kTapRegulatorRows[] = {kId, {"regulated_object", "", kInt, kMust, GridRule::TransformerId}, kStatus,
    {"control_side", "", kInt, kMust, GridRule::Side3}, {"u_set", "V", kReal, kMust, GridRule::Positive, true}, {"u_band", "V", kReal, kMust, GridRule::Positive, true},
    {"line_drop_compensation_r", "Ω", kReal, kMay, GridRule::Any, true}, {"line_drop_compensation_x", "Ω", kReal, kMay, GridRule::Any, true}};

const std::array<GridSpec, kGridKinds> kSpecs{{
    {"node", kNodeRows}, {"line", kLineRows}, {"asym_line", kAsymLineRows}, {"link", kLinkRows}, {"generic_branch", kGenericBranchRows},
    {"transformer", kTransformerRows}, {"three_winding_transformer", kThreeWindingRows}, {"source", kSourceRows},
    {"sym_load", kLoadRows}, {"sym_gen", kLoadRows}, {"asym_load", kPhaseLoadRows}, {"asym_gen", kPhaseLoadRows},
    {"shunt", kShuntRows}, {"voltage_regulator", kRegulatorRows}, {"transformer_tap_regulator", kTapRegulatorRows}}};

constexpr std::string_view kIgnored[] = {"sym_voltage_sensor", "asym_voltage_sensor", "sym_power_sensor", "asym_power_sensor",
                                         "sym_current_sensor", "asym_current_sensor", "fault"};

}  // namespace

const GridSpec& gridSpec(GridKind kind) { return kSpecs[static_cast<std::size_t>(kind)]; }

std::optional<GridKind> gridKind(std::string_view name) {
    for (int i = 0; i < kGridKinds; ++i)
        if (kSpecs[static_cast<std::size_t>(i)].name == name) return static_cast<GridKind>(i);
    return std::nullopt;
}

bool isIgnoredGridKind(std::string_view name) {
    for (const std::string_view ignored : kIgnored)
        if (ignored == name) return true;
    return false;
}

const char* allowedBy(GridRule rule) {
    switch (rule) {
        case GridRule::Any: return "";
        case GridRule::Id: return TWIN_TR("a whole number that no other component has");
        case GridRule::NodeId: return TWIN_TR("the id of a node");
        case GridRule::AnyId: return TWIN_TR("the id of a load or generator");
        case GridRule::TransformerId: return TWIN_TR("the id of a transformer");
        case GridRule::Status: return TWIN_TR("0 or 1");
        case GridRule::Positive: return "> 0";
        case GridRule::NonNegative: return "≥ 0";
        case GridRule::Winding: return "0 … 4";
        case GridRule::Side: return TWIN_TR("0 or 1");
        case GridRule::Side3: return "0 … 2";
        case GridRule::LoadType: return "0 … 2";
        case GridRule::Tap: return "−127 … 127";
    }
    return "";
}

bool satisfies(GridRule rule, double value) {
    const auto within = [&](double low, double high) { return value >= low && value <= high; };
    switch (rule) {
        case GridRule::Any: return std::isfinite(value);
        case GridRule::Id:
        case GridRule::NodeId:
        case GridRule::AnyId:
        case GridRule::TransformerId: return within(-2147483647.0, 2147483647.0);
        case GridRule::Status:
        case GridRule::Side: return value == 0 || value == 1;
        case GridRule::Positive: return value > 0 && std::isfinite(value);
        case GridRule::NonNegative: return value >= 0 && std::isfinite(value);
        case GridRule::Winding: return within(0, 4);
        case GridRule::Side3:
        case GridRule::LoadType: return within(0, 2);
        case GridRule::Tap: return within(-127, 127);
    }
    return true;
}

}  // namespace twin::power
