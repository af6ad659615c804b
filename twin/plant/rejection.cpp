// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/plant/rejection.h"

#include <fmt/format.h>

#include <cmath>

namespace twin::plant {

namespace {

constexpr double kFastestFan = 1.2;  // of rated flow; above, the rating says nothing (assumption)

}  // namespace

double fanPower_W(double ratedPower_W, double flowRatio) {
    return ratedPower_W * flowRatio * flowRatio * flowRatio;
}

FanState crahFan(double ratedFlow_m3_s, double ratedPower_W, double flowRatio) {
    FanState state;
    bool fine = checkNumber(ratedFlow_m3_s, "fanFlow", TWIN_TR("Rated air flow"), 1e-6, 1e4, "m³/s", state.issues);
    fine &= checkNumber(ratedPower_W, "fanPower", TWIN_TR("Rated fan power"), 0, 1e8, "W", state.issues);
    fine &= checkNumber(flowRatio, "fanRatio", TWIN_TR("Fan speed over rated speed"), 0, kFastestFan, "", state.issues);
    if (!fine) return state;
    state.valid = true;
    state.flow_m3_s = ratedFlow_m3_s * flowRatio;
    state.power_W = fanPower_W(ratedPower_W, flowRatio);
    state.heatToAir_W = state.power_W;
    return state;
}

bool checkNumber(double value, const char* key, const char* label, double low, double high, const char* unit,
                 Issues& issues) {
    if (std::isfinite(value) && value >= low && value <= high) return true;
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = std::string("plant.") + key + "OutOfRange";
    issue.value = fmt::format("{:.6g} {}", value, unit);
    issue.allowed = fmt::format("{:.6g} … {:.6g} {}", low, high, unit);
    issue.text = {TWIN_TR("{0} is {1}; it must be within {2}."), {label, issue.value, issue.allowed}};
    issue.hint = {TWIN_TR("Check the value and its unit."), {}};
    issues.push_back(std::move(issue));
    return false;
}

void addWarning(Issues& issues, const char* code, Text text, Text hint) {
    Issue issue;
    issue.severity = Severity::Warning;
    issue.code = code;
    issue.text = std::move(text);
    issue.hint = std::move(hint);
    issues.push_back(std::move(issue));
}

}  // namespace twin::plant
