// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/case_bands.h"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace twin::air {

namespace {

constexpr double kTouch_m = 1e-6;
constexpr double kSumTolerance = 0.005;  // 3 × 0.333
constexpr CaseValues::Range kShare{0, 1, false, "0 … 1"};

std::string shown(const Band& band) { return fmt::format("[{:g}, {:g}] m", band.z0, band.z1); }

}  // namespace

std::vector<Band> readBands(CaseValues& rack, const nlohmann::json& object, const Box& box, Issues& issues) {
    std::vector<Band> bands;
    rack.known({"bands"});
    if (!object.is_object() || !object.contains("bands")) return bands;
    const nlohmann::json& list = object["bands"];
    if (!list.is_array()) {
        rack.error("air.case.notAList", {TWIN_TR("{0} has to be a list."), {"bands"}}, list.dump().substr(0, 40), "[ … ]", {});
        return bands;
    }
    bool whole = true;
    for (std::size_t n = 0; n < list.size(); ++n) {
        CaseValues values(list[n], fmt::format("{}/bands/{}", rack.path(), n), rack.name(), issues);
        values.known({"name", "comment"});
        const auto z = values.span('z');
        if (!z && !values.has("z") && !values.has("z_m"))
            values.error("air.case.missing", {TWIN_TR("{0}: {1} is missing."), {rack.name(), "z_m"}}, {}, "[from, to]", {TWIN_TR("Add the key with its value."), {}});
        const auto heat = values.number({"heat_share"}, CaseValues::Need::Required, kShare);
        const bool stated = values.has("flow_share");
        const auto flow = values.number({"flow_share"}, CaseValues::Need::Optional, kShare);
        values.reportUnknown();
        whole = whole && z && heat && (flow || !stated);
        if (!z) continue;
        const Band band{(*z)[0], (*z)[1], heat.value_or(0), stated ? flow.value_or(0) : heat.value_or(0)};
        if (box.z1 > box.z0 && (band.z0 < box.z0 - kTouch_m || band.z1 > box.z1 + kTouch_m))
            values.error("air.case.bandOffBox", {TWIN_TR("{0}: a band lies beyond the rack's box."), {rack.name()}}, shown(band), fmt::format("[{:g}, {:g}] m", box.z0, box.z1), {TWIN_TR("Give heights in the hall, from the finished floor."), {}});
        for (const Band& other : bands)
            if (std::min(other.z1, band.z1) - std::max(other.z0, band.z0) > kTouch_m)
                values.error("air.case.bandOverlap", {TWIN_TR("{0}: two of its bands overlap."), {rack.name()}}, shown(other) + " / " + shown(band), {}, {TWIN_TR("Bands may touch."), {}});
        if (band.heatShare > 0 && stated && flow && *flow == 0)
            values.error("air.case.bandWithoutAir", {TWIN_TR("{0}: a band gives heat but moves no air."), {rack.name()}}, fmt::format("{:g}", band.heatShare), "0", {TWIN_TR("Give it a flow_share."), {}});
        bands.push_back(band);
    }
    double heat = 0, flow = 0;
    for (const Band& band : bands) heat += band.heatShare, flow += band.flowShare;
    const auto sum = [&](const char* key, double value) {
        if (whole && !bands.empty() && std::abs(value - 1) > kSumTolerance)
            rack.error("air.case.bandShares", {TWIN_TR("{0}: the bands' {1} do not add up to 1."), {rack.name(), key}}, fmt::format("{:g}", value), "1", {TWIN_TR("Leave out what holds nothing."), {}});
    };
    sum("heat_share", heat);
    sum("flow_share", flow);
    return bands;
}

}  // namespace twin::air
