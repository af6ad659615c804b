// SPDX-License-Identifier: GPL-3.0-or-later
// [OPTIONS], [TIMES], [PATTERNS], [CURVES], [TAGS].
#include "twin/liquid/inp_text.h"

#include <algorithm>
#include <array>

namespace twin::liquid {

namespace {

template <typename Value>
struct Word {
    const char* keyword;
    Value value;
};

constexpr std::array kFlowUnits{
    Word<InpFlowUnit>{"CFS", InpFlowUnit::Cfs}, Word<InpFlowUnit>{"GPM", InpFlowUnit::Gpm},
    Word<InpFlowUnit>{"MGD", InpFlowUnit::Mgd}, Word<InpFlowUnit>{"IMGD", InpFlowUnit::Imgd},
    Word<InpFlowUnit>{"AFD", InpFlowUnit::Afd}, Word<InpFlowUnit>{"LPS", InpFlowUnit::Lps},
    Word<InpFlowUnit>{"LPM", InpFlowUnit::Lpm}, Word<InpFlowUnit>{"MLD", InpFlowUnit::Mld},
    Word<InpFlowUnit>{"CMH", InpFlowUnit::Cmh}, Word<InpFlowUnit>{"CMD", InpFlowUnit::Cmd},
    Word<InpFlowUnit>{"CMS", InpFlowUnit::Cms}, Word<InpFlowUnit>{"SI", InpFlowUnit::Lps}};

constexpr std::array kPressureUnits{
    Word<InpPressureUnit>{"EXP", InpPressureUnit::Default}, Word<InpPressureUnit>{"PSI", InpPressureUnit::Psi},
    Word<InpPressureUnit>{"KPA", InpPressureUnit::Kpa},     Word<InpPressureUnit>{"METERS", InpPressureUnit::Metres},
    Word<InpPressureUnit>{"BAR", InpPressureUnit::Bar},     Word<InpPressureUnit>{"FEET", InpPressureUnit::Feet}};

constexpr std::array kHeadLosses{Word<HeadLoss>{"H-W", HeadLoss::HazenWilliams},
                                 Word<HeadLoss>{"D-W", HeadLoss::DarcyWeisbach},
                                 Word<HeadLoss>{"C-M", HeadLoss::ChezyManning}};

constexpr const char* kOptions = "[OPTIONS]";
constexpr const char* kTimes = "[TIMES]";

/// Sets `target` when the word is one of the table's; reports it otherwise.
template <typename Value, std::size_t N>
void choose(const std::array<Word<Value>, N>& table, const InpLine& line, std::size_t word, Value& target,
            InpContext& context) {
    if (line.words.size() <= word) return;
    std::string allowed;
    for (const auto& entry : table) {
        if (matches(line.words[word], entry.keyword)) {
            target = entry.value;
            return;
        }
        allowed += (allowed.empty() ? "" : ", ") + std::string(entry.keyword);
    }
    context.report(line, kOptions, "inp.keyword", {TWIN_TR("Line {0}, {1}: {2} is not a value of {3}."),
                   {line.words[word], line.words[0]}}, line.words[word], allowed);
}

/// A number option: where it goes and the least it may be.
struct NumberOption {
    const char* keyword;
    std::size_t word;        ///< of the number
    double* target;          ///< null: read and checked, not used
    bool zeroAllowed;
};

void readOption(const InpLine& line, InpContext& context) {
    InpOptions& options = context.network.options;
    const std::string& key = line.words[0];
    const std::string second = line.words.size() > 1 ? line.words[1] : std::string();
    if (matches(key, "UNIT")) return choose(kFlowUnits, line, 1, options.flow, context);
    if (matches(key, "PRESSURE") && !matches(second, "EXP"))
        return choose(kPressureUnits, line, 1, options.pressure, context);
    if (matches(key, "HEADL")) return choose(kHeadLosses, line, 1, options.headLoss, context);
    if (matches(key, "PATT")) {
        if (!second.empty()) options.defaultPattern = second;
        return;
    }
    if (matches(key, "DEMAND") && matches(second, "MODEL")) {
        constexpr std::array kModels{Word<bool>{"DDA", false}, Word<bool>{"PDA", true}};
        return choose(kModels, line, 2, options.pressureDriven, context);
    }
    if (matches(key, "BACK")) {
        constexpr std::array kAnswers{Word<bool>{"NO", false}, Word<bool>{"YES", true}};
        return choose(kAnswers, line, 2, options.emitterBackflow, context);
    }
    for (const char* other : {"HYDR", "QUAL", "MAP", "VERI", "UNBA", "SEGM"})
        if (matches(key, other)) {
            context.network.kept[kOptions].push_back(line.raw);
            return;
        }
    const std::array<NumberOption, 18> numbers{{{"TOLER", 1, nullptr, true},
                                                {"DIFF", 1, nullptr, true},
                                                {"DAMPLIMIT", 1, nullptr, true},
                                                {"FLOWCHANGE", 1, nullptr, true},
                                                {"HEADERROR", 1, nullptr, true},
                                                {"MINI", 2, &options.minimumPressure, true},
                                                {"REQ", 2, &options.requiredPressure, true},
                                                {"PRESSURE", 2, &options.pressureExponent, false},
                                                {"VISC", 1, &options.viscosity, false},
                                                {"SPEC", 2, &options.specificGravity, false},
                                                {"TRIAL", 1, nullptr, false},
                                                {"ACCU", 1, nullptr, false},
                                                {"HTOL", 1, &options.headTolerance_ft, false},
                                                {"QTOL", 1, &options.flowTolerance_cfs, false},
                                                {"RQTOL", 1, &options.slopeTolerance, false},
                                                {"CHECKFREQ", 1, nullptr, false},
                                                {"MAXCHECK", 1, nullptr, false},
                                                {"EMIT", 2, &options.emitterExponent, false}}};
    NumberOption found{nullptr, 0, nullptr, false};
    for (const NumberOption& option : numbers)
        if (matches(key, option.keyword)) found = option;
    if (matches(key, "DEMAND")) found = {"DEMAND", 2, &options.demandMultiplier, false};
    if (!found.keyword) {
        context.report(line, kOptions, "inp.keyword", {TWIN_TR("Line {0}, {1}: {2} is not an option."), {key}}, key);
        return;
    }
    if (line.words.size() <= found.word) return;
    double value = 0;
    if (!parseNumber(line.words[found.word], value)) {
        context.report(line, kOptions, "inp.number", {TWIN_TR("Line {0}, {1}: {2} is not a number."),
                       {line.words[found.word]}}, line.words[found.word]);
    } else if (value < 0 || (value == 0 && !found.zeroAllowed)) {
        context.report(line, kOptions, "inp.value", {TWIN_TR("Line {0}, {1}: {2} cannot be {3}."),
                       {key, line.words[found.word]}}, line.words[found.word], found.zeroAllowed ? ">= 0" : "> 0");
    } else if (found.target) {
        *found.target = value;
    } else {
        context.network.kept[kOptions].push_back(line.raw);
    }
}

void readTime(const InpLine& line, InpContext& context) {
    InpOptions& options = context.network.options;
    const std::string& key = line.words[0];
    if (matches(key, "STAT") || line.words.size() < 2) {
        context.network.kept[kTimes].push_back(line.raw);
        return;
    }
    const std::string& last = line.words.back();
    double hours = parseHours(last, "");
    if (hours < 0) hours = parseHours(line.words[line.words.size() - 2], last);
    if (hours < 0) {
        context.report(line, kTimes, "inp.value", {TWIN_TR("Line {0}, {1}: {2} is not a time."), {last}}, last,
                       "0:00 …");
        return;
    }
    const long seconds = static_cast<long>(3600 * hours + 0.5);
    const bool start = matches(line.words[1], "STAR");
    if (matches(key, "PATT")) {
        if (!start && !matches(line.words[1], "TIME"))
            context.report(line, kTimes, "inp.keyword", {TWIN_TR("Line {0}, {1}: {2} is neither START nor TIMESTEP."),
                           {line.words[1]}}, line.words[1]);
        else if (start)
            options.patternStart_s = seconds;
        else if (seconds > 0)
            options.patternStep_s = seconds;
        return;
    }
    if (matches(key, "STAR")) {
        options.clockStart_s = seconds % 86400;
        return;
    }
    for (const char* known : {"DURA", "HYDR", "QUAL", "RULE", "MINI", "REPO"})
        if (matches(key, known)) {
            context.network.kept[kTimes].push_back(line.raw);
            return;
        }
    context.report(line, kTimes, "inp.keyword", {TWIN_TR("Line {0}, {1}: {2} is not a time setting."), {key}}, key);
}

void readPatterns(const std::vector<InpLine>& lines, InpContext& context) {
    for (const InpLine& line : lines) {
        const auto [entry, fresh] = context.patterns.emplace(line.words[0], static_cast<int>(context.network.patterns.size()));
        if (fresh) context.network.patterns.push_back({line.words[0], {}});
        InpPattern& pattern = context.network.patterns[static_cast<std::size_t>(entry->second)];
        if (line.words.size() < 2)
            context.report(line, "[PATTERNS]", "inp.missingData",
                           {TWIN_TR("Line {0}, {1}: pattern {2} has no factor."), {line.words[0]}});
        for (std::size_t i = 1; i < line.words.size(); ++i) {
            double factor = 1;
            if (!parseNumber(line.words[i], factor))
                context.report(line, "[PATTERNS]", "inp.number", {TWIN_TR("Line {0}, {1}: {2} is not a number."),
                               {line.words[i]}}, line.words[i]);
            pattern.factors.push_back(factor);
        }
    }
}

void readCurves(const std::vector<InpLine>& lines, InpContext& context) {
    for (const InpLine& line : lines) {
        const auto [entry, fresh] = context.curves.emplace(line.words[0], static_cast<int>(context.network.curves.size()));
        if (fresh) context.network.curves.push_back({line.words[0], {}, {}});
        InpCurve& curve = context.network.curves[static_cast<std::size_t>(entry->second)];
        if (line.words.size() < 3) {
            context.report(line, "[CURVES]", "inp.missingData",
                           {TWIN_TR("Line {0}, {1}: a point of curve {2} needs x and y."), {line.words[0]}});
            continue;
        }
        double x = 0, y = 0;
        bool good = true;
        for (const std::size_t word : {std::size_t{1}, std::size_t{2}})
            if (!parseNumber(line.words[word], word == 1 ? x : y)) {
                context.report(line, "[CURVES]", "inp.number", {TWIN_TR("Line {0}, {1}: {2} is not a number."),
                               {line.words[word]}}, line.words[word]);
                good = false;
            }
        if (!good) continue;
        if (!curve.x.empty() && x <= curve.x.back())
            context.report(line, "[CURVES]", "inp.curve",
                           {TWIN_TR("Line {0}, {1}: the x values of curve {2} have to rise; {3} follows {4}."),
                            {line.words[0], line.words[1], std::to_string(curve.x.back())}}, line.words[1]);
        curve.x.push_back(x);
        curve.y.push_back(y);
    }
}

}  // namespace

void readOptions(const InpSections& sections, InpContext& context) {
    for (const InpLine& line : linesOf(sections, kOptions)) readOption(line, context);
    for (const InpLine& line : linesOf(sections, kTimes)) readTime(line, context);
    InpOptions& options = context.network.options;
    if (options.pressureDriven && options.requiredPressure - options.minimumPressure < 0.1)
        options.requiredPressure = options.minimumPressure + 0.1;
}

void readTables(const InpSections& sections, InpContext& context) {
    readPatterns(linesOf(sections, "[PATTERNS]"), context);
    readCurves(linesOf(sections, "[CURVES]"), context);
}

void readTags(const InpSections& sections, InpContext& context) {
    for (const InpLine& line : linesOf(sections, "[TAGS]")) {
        if (line.words.size() < 3) continue;
        const bool node = matches(line.words[0], "NODE");
        const auto& names = node ? context.nodes : context.links;
        const auto found = names.find(line.words[1]);
        if (found == names.end()) {
            context.report(line, "[TAGS]", "inp.ignored", {TWIN_TR("Line {0}, {1}: there is no {2}; the tag is left out."),
                           {line.words[1]}}, {}, {}, Severity::Warning);
            continue;
        }
        const auto index = static_cast<std::size_t>(found->second);
        (node ? context.network.nodes[index].tag : context.network.links[index].tag) = line.words[2];
    }
}

}  // namespace twin::liquid
