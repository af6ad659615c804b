// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/liquid/inp_reader.h"

#include "twin/liquid/inp_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace twin::liquid {

namespace {

constexpr const char* kControls = "[CONTROLS]";

// Factors as EPANET rounds them: its results carry them.
constexpr double kFoot_m = 0.3048;
constexpr double kCubicFoot_m3 = kFoot_m * kFoot_m * kFoot_m;
constexpr double kInch_m = kFoot_m / 12;
constexpr double kPsiPerFoot = 0.4333;
constexpr double kKpaPerPsi = 6.895;
constexpr double kBarPerPsi = 0.068948;
constexpr double kHorsePower_W = 745.7;

struct FlowUnit {
    double perCfs;      ///< units in one cubic foot a second, as EPANET rounds it
    double exact_m3_s;  ///< what the unit is
};
constexpr std::array<FlowUnit, 11> kFlowUnits{{{1, kCubicFoot_m3},
                                               {448.831, 3.785411784e-3 / 60},
                                               {0.64632, 3785.411784 / 86400},
                                               {0.5382, 4546.09 / 86400},
                                               {1.9837, 43560 * kCubicFoot_m3 / 86400},
                                               {28.317, 1e-3},
                                               {1699.0, 1e-3 / 60},
                                               {2.4466, 1000.0 / 86400},
                                               {101.94, 1.0 / 3600},
                                               {2446.6, 1.0 / 86400},
                                               {0.028317, 1}}};

int lookUp(const InpLine& line, std::size_t word, const std::unordered_map<std::string, int>& in, const char* code,
           const char* sentence, InpContext& context) {
    const auto found = in.find(line.words[word]);
    if (found != in.end()) return found->second;
    context.report(line, kControls, code, {sentence, {line.words[word]}}, line.words[word]);
    return -1;
}

void notANumber(const InpLine& line, std::size_t word, InpContext& context) {
    context.report(line, kControls, "inp.number", {TWIN_TR("Line {0}, {1}: {2} is not a number."), {line.words[word]}},
                   line.words[word]);
}

/// What the control sets; false when it was reported.
bool readAction(const InpLine& line, const InpLink& link, InpControl& control, InpContext& context) {
    const std::string& action = line.words[2];
    if (link.checkValve) {
        context.report(line, kControls, "inp.control",
                       {TWIN_TR("Line {0}, {1}: {2} is a check valve and cannot be controlled."), {link.id}});
        return false;
    }
    const bool pump = link.kind == InpLinkKind::Pump;
    if (matches(action, "OPEN") || matches(action, "CLOSED")) {
        control.status = matches(action, "OPEN") ? InpStatus::Open : InpStatus::Closed;
        control.hasSetting = pump;
        control.setting = control.status == InpStatus::Open ? 1 : 0;
        return true;
    }
    if (!parseNumber(action, control.setting)) {
        notANumber(line, 2, context);
        return false;
    }
    control.hasSetting = true;
    if (link.kind == InpLinkKind::Gpv) {
        context.report(line, kControls, "inp.control",
                       {TWIN_TR("Line {0}, {1}: {2} follows its curve; it can only be opened and closed."), {link.id}});
        return false;
    }
    if (pump || link.kind == InpLinkKind::Pipe) {
        if (control.setting < 0) {
            context.report(line, kControls, "inp.value", {TWIN_TR("Line {0}, {1}: link {2} cannot have {3}."),
                           {link.id, action}}, action, ">= 0");
            return false;
        }
        control.status = control.setting > 0 ? InpStatus::Open : InpStatus::Closed;
    }
    return true;
}

/// When it acts; false when it was reported.
bool readCondition(const InpLine& line, std::size_t count, InpControl& control, InpContext& context) {
    const bool time = matches(line.words[4], "TIME"), clock = matches(line.words[4], "CLOCKTIME");
    if (time || clock) {
        const double hours = parseHours(line.words[5], count > 6 ? line.words[6] : std::string());
        control.kind = time ? InpControlKind::AtTime : InpControlKind::AtClock;
        control.time_s = static_cast<long>(3600 * hours + 1e-4);  // 143:38:47 stays what it is
        if (clock) control.time_s %= 86400;
        if (hours >= 0) return true;
        context.report(line, kControls, "inp.value", {TWIN_TR("Line {0}, {1}: {2} is not a time."), {line.words[5]}},
                       line.words[5]);
        return false;
    }
    if (count < 8) {
        context.report(line, kControls, "inp.missingData", {TWIN_TR("Line {0}, {1}: the control is not complete."), {}});
        return false;
    }
    control.node = lookUp(line, 5, context.nodes, "inp.undefinedNode",
                          TWIN_TR("Line {0}, {1}: node {2} does not exist."), context);
    bool good = control.node >= 0;
    if (matches(line.words[6], "BELOW") || matches(line.words[6], "ABOVE")) {
        control.kind = matches(line.words[6], "BELOW") ? InpControlKind::Below : InpControlKind::Above;
    } else {
        context.report(line, kControls, "inp.keyword", {TWIN_TR("Line {0}, {1}: {2} is neither ABOVE nor BELOW."),
                       {line.words[6]}}, line.words[6]);
        good = false;
    }
    if (parseNumber(line.words[7], control.level)) return good;
    notANumber(line, 7, context);
    return false;
}

}  // namespace

InpUnits unitsOf(const InpOptions& options) {
    const FlowUnit& flow = kFlowUnits[static_cast<std::size_t>(options.flow)];
    const bool metric = options.flow >= InpFlowUnit::Lps;
    InpUnits units;
    units.flow_m3_s = kCubicFoot_m3 / flow.perCfs;
    units.flowExact_m3_s = flow.exact_m3_s;
    units.length_m = metric ? 1 : kFoot_m;
    units.diameter_m = metric ? 1e-3 : kInch_m;
    units.roughness_m = units.length_m / 1000;
    units.power_W = metric ? 1000 : kHorsePower_W;
    InpPressureUnit pressure = options.pressure;
    if (pressure == InpPressureUnit::Default) pressure = metric ? InpPressureUnit::Metres : InpPressureUnit::Psi;
    const double psi_m = kFoot_m / (kPsiPerFoot * options.specificGravity);
    switch (pressure) {
        case InpPressureUnit::Psi: units.pressure_m = psi_m; break;
        case InpPressureUnit::Kpa: units.pressure_m = psi_m / kKpaPerPsi; break;
        case InpPressureUnit::Bar: units.pressure_m = psi_m / kBarPerPsi; break;
        case InpPressureUnit::Feet: units.pressure_m = kFoot_m; break;
        default: units.pressure_m = 1; break;  // metres and feet are of the fluid itself
    }
    return units;
}

void readControls(const InpSections& sections, InpContext& context) {
    for (const InpLine& line : linesOf(sections, kControls)) {
        std::size_t count = line.words.size();
        InpControl control;
        control.enabled = count == 0 || !matches(line.words.back(), "DISABLED");
        if (!control.enabled) --count;
        if (count < 6) {
            context.report(line, kControls, "inp.missingData", {TWIN_TR("Line {0}, {1}: the control is not complete."), {}});
            continue;
        }
        control.link = lookUp(line, 1, context.links, "inp.undefinedLink",
                              TWIN_TR("Line {0}, {1}: link {2} does not exist."), context);
        bool good = control.link >= 0;
        if (good) good = readAction(line, context.network.links[static_cast<std::size_t>(control.link)], control, context);
        if (readCondition(line, count, control, context) && good) context.network.controls.push_back(control);
    }
}

InpFile readInp(std::string_view text) {
    InpFile file;
    InpContext context{file.network, file.issues, {}, {}, {}, {}};
    const std::string utf8 = toUtf8(text);
    InpSections sections = splitSections(utf8, context);
    for (const InpLine& line : sections["[TITLE]"]) file.network.title.push_back(line.raw);
    while (!file.network.title.empty() && file.network.title.back().empty()) file.network.title.pop_back();
    readOptions(sections, context);
    readTables(sections, context);
    readNodes(sections, context);
    readLinks(sections, context);
    readControls(sections, context);
    readTags(sections, context);
    for (const char* name : {"[RULES]", "[ENERGY]", "[QUALITY]", "[REACTIONS]", "[SOURCES]", "[MIXING]", "[REPORT]",
                             "[VERTICES]", "[LABELS]", "[BACKDROP]", "[ROUGHNESS]"}) {
        const auto found = sections.find(name);
        if (found == sections.end()) continue;
        for (const InpLine& line : found->second) file.network.kept[name].push_back(line.raw);
    }
    checkNetwork(context);
    std::stable_sort(file.issues.begin(), file.issues.end(), [](const Issue& a, const Issue& b) {
        const auto line = [](const Issue& issue) { return issue.path.empty() ? 1 << 30 : std::atoi(issue.path.c_str() + 5); };
        return line(a) < line(b);
    });
    return file;
}

}  // namespace twin::liquid
