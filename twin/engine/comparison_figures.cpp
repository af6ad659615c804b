// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/comparison_figures.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace twin::engine {

namespace {

const char* const kLayout = TWIN_TR("layout of the variant");
const char* const kSolution = TWIN_TR("coupled solution of the variant");
const char* const kTypes = TWIN_TR("equipment types of the project");
const char* const kUser = TWIN_TR("stated for the comparison");
const char* const kNoNumber = TWIN_TR("no figure in the solution");

using Input = Derivation::Input;

Input input(const char* name, double value, Unit unit, const char* source) { return {{name, {}}, value, unit, {source, {}}}; }

const char* noCompute(const StatedCompute& compute) { return compute.mixed ? TWIN_TR("mixed precisions do not add") : TWIN_TR("no rack states its compute"); }

/// A sum of stated compute as an input; no number, and why, when nothing is stated or it does not add.
Input computeInput(const char* name, const SubjectFigures& s, const StatedCompute& sum) {
    if (!s.installed.adds()) return input(name, std::numeric_limits<double>::quiet_NaN(), Unit::Compute, noCompute(s.installed));
    return input(name, sum.total_FLOPS, Unit::Compute, kTypes);
}

/// Value, limiting object and sentence of a key figure; the strip and the table show the same number.
ComparisonValue fromKeyFigure(const SubjectFigures& s, const char* key) {
    ComparisonValue out;
    const KeyFigure* figure = s.frame->keyFigure(key);
    if (figure == nullptr || !std::isfinite(figure->value)) {
        out.reason = figure != nullptr && !figure->note.empty() && !std::isfinite(figure->value) ? figure->note : Text{kNoNumber, {}};
        return out;
    }
    out.value = figure->value;
    out.item = figure->item;
    out.reason = figure->note;
    out.derivation.equation = figure->derivation;
    return out;
}

ComparisonValue area(const SubjectFigures& s) {
    ComparisonValue out = fromKeyFigure(s, "space_m2");
    out.derivation.inputs = {input(TWIN_TR("Rooms"), static_cast<double>(s.frame->site->items(Kind::Room).size()), Unit::Count, kLayout)};
    out.derivation.source = {TWIN_TR("Shoelace formula on the outlines of the rooms."), {}};
    out.derivation.assumptions = {{TWIN_TR("Rooms count whole; equipment outdoors takes no space."), {}}};
    return out;
}

ComparisonValue rating(const SubjectFigures& s, const char* key) {
    ComparisonValue out = fromKeyFigure(s, key);
    out.derivation.inputs = {input(TWIN_TR("IT power, allocated"), s.installedIt_W, Unit::Power, kLayout), input(TWIN_TR("Cooling redundancy β"), 1.2, Unit::None, "SPCF"), input(TWIN_TR("Rated COP of the cooling system"), 3, Unit::None, "SPCF"),
                             input(TWIN_TR("Distribution redundancy α"), 1.85, Unit::None, "SPCF"), input(TWIN_TR("Efficiency of distribution η"), 0.95, Unit::None, "SPCF")};
    out.derivation.source = {TWIN_TR("SPCF, doi 10.11959/j.issn.1000-0801.2026046, equations (3) and (4)"), {}};
    out.derivation.assumptions = {{TWIN_TR("One set of coefficients for all variants; the plant that is drawn is not counted here."), {}}};
    return out;
}

ComparisonValue flops(const SubjectFigures& s, const StatedCompute& sum) {
    ComparisonValue out;
    if (!s.installed.adds()) {
        out.reason = {noCompute(s.installed), {}};
        return out;
    }
    out.value = sum.total_FLOPS;
    out.reason = {TWIN_TR("{0} racks, {1}"), {std::to_string(sum.racks), basisOf(*s.frame, s.installed)}};
    out.derivation.inputs = {input(TWIN_TR("Racks that state their compute"), static_cast<double>(sum.racks), Unit::Count, kTypes)};
    out.derivation.source = {TWIN_TR("Peak figures of the equipment types, equation (2) of SPCF"), {}};
    out.derivation.assumptions = {{TWIN_TR("Peak at the stated precision; no workload reaches it."), {}}};
    return out;
}

ComparisonValue installed(const SubjectFigures& s) {
    ComparisonValue out = flops(s, s.installed);
    out.derivation.equation = {TWIN_TR("F = sum of the compute stated for each rack"), {}};
    return out;
}

/// Inputs and sentence of what "supportable" asks, for both rows of it.
void explainLimits(const SubjectFigures& s, Derivation& derivation) {
    const Supportable& limits = s.limits;
    derivation.inputs.push_back(input(TWIN_TR("Racks"), static_cast<double>(limits.racks), Unit::Count, kLayout));
    for (std::size_t limit = 0; limit < kLimitCount; ++limit)
        derivation.inputs.push_back({{TWIN_TR("beyond its limit: {0}"), {label(static_cast<Limit>(limit))}}, static_cast<double>(limits.failing[limit]), Unit::Count, {kSolution, {}}});
    const bool twoN = s.inputs->redundancy == ComparisonInputs::Redundancy::TwoN, recommended = s.inputs->inlet == ComparisonInputs::Inlet::Recommended;
    derivation.assumptions.push_back(twoN ? Text{TWIN_TR("Redundancy 2N: alive, and nothing above its usable rating, after loss of either side."), {}} : Text{TWIN_TR("Redundancy N: the loss of a side is not asked for."), {}});
    derivation.assumptions.push_back(recommended ? Text{TWIN_TR("Inlet within the recommended range (ASHRAE TC 9.9)."), {}} : Text{TWIN_TR("Inlet within the allowable range of its class (ASHRAE TC 9.9)."), {}});
    derivation.assumptions.push_back({TWIN_TR("At the load of the conditions; a rack below an overloaded element counts as not supportable as long as it hangs there."), {}});
    if (limits.unchecked > 0) derivation.assumptions.push_back({TWIN_TR("{0} cabins or tanks without a computed air inlet are not held against it."), {std::to_string(limits.unchecked)}});
    derivation.source = {TWIN_TR("Limits: usable ratings and floor loads of the layout, coolant return limits of the types, ASHRAE TC 9.9"), {}};
}

std::string failing(const Supportable& limits) {
    std::string text;
    for (std::size_t limit = 0; limit < kLimitCount; ++limit)
        if (limits.failing[limit] > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", limits.failing[limit], label(static_cast<Limit>(limit)));
    return text.empty() ? "–" : text;
}

ComparisonValue supportableFlops(const SubjectFigures& s) {
    ComparisonValue out = flops(s, s.within);
    out.derivation.equation = {TWIN_TR("F of the racks within every limit: feed, feed after loss, inlet, coolant flow, floor load"), {}};
    explainLimits(s, out.derivation);
    return out;
}

ComparisonValue supportableRacks(const SubjectFigures& s) {
    ComparisonValue out;
    out.value = static_cast<double>(s.limits.within);
    out.reason = {TWIN_TR("beyond a limit: {0}"), {failing(s.limits)}};
    out.derivation.equation = {TWIN_TR("Count of the racks within every limit: feed, feed after loss, inlet, coolant flow, floor load"), {}};
    explainLimits(s, out.derivation);
    return out;
}

ComparisonValue racks(const SubjectFigures& s) {
    ComparisonValue out;
    out.value = static_cast<double>(s.limits.racks);
    out.derivation.equation = {TWIN_TR("Count of racks, immersion tanks and compute cabins"), {}};
    out.derivation.source = {kLayout, {}};
    return out;
}

ComparisonValue itPower(const SubjectFigures& s) {
    ComparisonValue out = fromKeyFigure(s, "it_power_W");
    const Conditions& at = s.frame->conditions;
    out.derivation.inputs = {input(TWIN_TR("Load, training"), at.loadTraining, Unit::Fraction, TWIN_TR("conditions")), input(TWIN_TR("Load, inference"), at.loadInference, Unit::Fraction, TWIN_TR("conditions")),
                             input(TWIN_TR("Load, general"), at.loadGeneral, Unit::Fraction, TWIN_TR("conditions")), input(TWIN_TR("IT power, allocated"), s.installedIt_W, Unit::Power, kLayout)};
    out.derivation.source = {kSolution, {}};
    return out;
}

ComparisonValue pue(const SubjectFigures& s) {
    ComparisonValue out = fromKeyFigure(s, "pue");
    out.derivation.inputs = {input(TWIN_TR("Facility power"), s.facility_W, Unit::Power, kSolution), input(TWIN_TR("IT power"), s.it_W, Unit::Power, kSolution), input(TWIN_TR("Other loads"), s.frame->conditions.otherLoad_W, Unit::Power, TWIN_TR("conditions"))};
    out.derivation.source = {TWIN_TR("Ratio of ISO/IEC 30134-2 in one operating state"), {}};
    out.derivation.assumptions = {{TWIN_TR("One state, not a year: it is no annual PUE."), {}}};
    return out;
}

ComparisonValue inlet(const SubjectFigures& s) {
    ComparisonValue out = fromKeyFigure(s, "worst_inlet_C");
    out.derivation.source = {kSolution, {}};
    out.derivation.assumptions = {{TWIN_TR("Potential flow without jets and buoyancy."), {}}};
    return out;
}

ComparisonValue loopMargin(const SubjectFigures& s) {
    ComparisonValue out = fromKeyFigure(s, "loop_margin_Pa");
    if (!std::isfinite(out.value)) out.reason = {TWIN_TR("no liquid-cooled rack on a loop"), {}};
    out.derivation.source = {kSolution, {}};
    return out;
}

ComparisonValue feedAfterLoss(const SubjectFigures& s) {
    ComparisonValue out = fromKeyFigure(s, "feed_headroom");
    if (!std::isfinite(out.value)) return out;
    out.derivation.inputs = {input(TWIN_TR("Feed headroom after loss"), out.value, Unit::Fraction, kSolution)};
    out.derivation.equation = {TWIN_TR("Load over the usable rating of the most loaded element when the other supply side is lost: one less the headroom"), {}};
    out.derivation.source = {kSolution, {}};
    out.value = 1 - out.value;
    return out;
}

ComparisonValue density(const SubjectFigures& s) {
    ComparisonValue out;
    out.derivation.inputs = {input(TWIN_TR("IT power, allocated"), s.installedIt_W, Unit::Power, kLayout), input(TWIN_TR("Space"), s.area_m2, Unit::Area, kLayout)};
    out.derivation.equation = {TWIN_TR("allocated IT power over the area of all rooms"), {}};
    out.derivation.source = {kLayout, {}};
    if (s.area_m2 > 0) {
        out.value = s.installedIt_W / s.area_m2;
    } else {
        out.reason = {TWIN_TR("no room has an outline"), {}};
    }
    return out;
}

ComparisonValue computePerFacility(const SubjectFigures& s) {
    ComparisonValue out = flops(s, s.powered);
    out.derivation.inputs = {computeInput(TWIN_TR("F of the racks that draw power"), s, s.powered), input(TWIN_TR("Facility power"), s.facility_W, Unit::Power, kSolution)};
    out.derivation.equation = {TWIN_TR("F over facility power at the point of connection, in this state"), {}};
    if (!std::isfinite(out.value)) return out;
    out.value = s.facility_W > 0 ? out.value / s.facility_W : std::numeric_limits<double>::quiet_NaN();
    if (!(s.facility_W > 0)) out.reason = {TWIN_TR("no power is drawn"), {}};
    return out;
}

ComparisonValue computePerRating(const SubjectFigures& s) {
    ComparisonValue out = flops(s, s.installed);
    const KeyFigure* power = s.frame->keyFigure("spcf_power_W");
    const double rated_W = power != nullptr ? power->value : std::numeric_limits<double>::quiet_NaN();
    out.derivation.inputs = {computeInput(TWIN_TR("F, installed"), s, s.installed), input(TWIN_TR("P, installed"), rated_W, Unit::Power, "SPCF (4)")};
    out.derivation.equation = {TWIN_TR("F over the installed power capacity P of equation (4)"), {}};
    if (!std::isfinite(out.value)) return out;
    out.value = out.value / rated_W;
    if (!std::isfinite(out.value)) out.reason = {kNoNumber, {}};
    return out;
}

ComparisonValue tokens(const SubjectFigures& s) {
    ComparisonValue out;
    out.derivation.equation = {TWIN_TR("tokens a second of the racks that draw power, times the utilisation, over facility power at the point of connection"), {}};
    if (!s.inputs->tokens_s_PFLOPS && s.inputs->tokens_s_rack.empty()) {
        out.reason = {TWIN_TR("no tokens a second are stated for the comparison"), {}};
        return out;
    }
    if (s.racksWithTokens == 0 || !(s.facility_W > 0)) {
        out.reason = {TWIN_TR("no powered rack has a stated figure of tokens"), {}};
        return out;
    }
    out.value = s.tokens_s / s.facility_W;
    if (s.inputs->tokens_s_PFLOPS) out.derivation.inputs.push_back(input(TWIN_TR("Tokens a second for each PFLOPS"), *s.inputs->tokens_s_PFLOPS, Unit::None, kUser));
    for (const auto& [type, each] : s.inputs->tokens_s_rack) out.derivation.inputs.push_back({{TWIN_TR("Tokens a second of one {0}"), {type}}, each, Unit::None, {kUser, {}}});
    out.derivation.inputs.push_back(input(TWIN_TR("Utilisation"), s.inputs->utilisation, Unit::Fraction, kUser));
    out.derivation.inputs.push_back(input(TWIN_TR("Tokens a second, all racks"), s.tokens_s, Unit::None, kUser));
    out.derivation.inputs.push_back(input(TWIN_TR("Facility power"), s.facility_W, Unit::Power, kSolution));
    out.derivation.source = s.inputs->tokensSource.empty() ? Text{TWIN_TR("figures of the user, without a source"), {}} : Text{TWIN_TR("figures of the user: {0}"), {s.inputs->tokensSource}};
    out.derivation.assumptions = {{TWIN_TR("Facility power is that of this state, whatever the utilisation."), {}}};
    if (s.racksWithoutTokens > 0) out.derivation.assumptions.push_back({TWIN_TR("{0} powered racks without a figure give no tokens."), {std::to_string(s.racksWithoutTokens)}});
    return out;
}

}  // namespace

std::string basisOf(const Frame& frame, const StatedCompute& compute) {
    if (!compute.adds()) return {};
    const auto at = [&](Param param) { return static_cast<std::size_t>(frame.site->value(*compute.first, param)); };
    return fmt::format("{}, {}", spec(Param::Precision).choices[at(Param::Precision)], spec(Param::Sparsity).choiceLabels[at(Param::Sparsity)]);
}

SubjectFigures::SubjectFigures(const Frame& solved, const ComparisonInputs& stated) : frame(&solved), inputs(&stated), limits(supportable(solved, stated)) {
    const Site& site = *solved.site;
    const auto counts = [&](const Item& item) { return !stated.precision || site.choice<Precision>(item, Param::Precision) == *stated.precision; };
    const auto draws = [&](const Item& item) { return solved.value(item, Quantity::ItPower) > 0; };
    installed = statedCompute(site, counts);
    powered = statedCompute(site, [&](const Item& item) { return counts(item) && draws(item); });
    within = statedCompute(site, [&](const Item& item) { return counts(item) && limits.ids.contains(item.id); });
    if (const KeyFigure* it = solved.keyFigure("it_power_W")) it_W = it->value;
    for (const Balance& balance : solved.balances)
        if (std::string_view(balance.key) == "power_W") facility_W = balance.in + solved.conditions.otherLoad_W;
    installedIt_W = engine::installedIt_W(site);
    area_m2 = roomArea_m2(site);
    double sum = 0;
    for (const Kind kind : {Kind::Rack, Kind::ImmersionTank, Kind::ComputeCabin})
        site.items(kind).forEach([&](const Item& item) {
            if (!draws(item)) return;
            const EquipmentType* type = site.typeOf(item);
            const auto own = type != nullptr ? stated.tokens_s_rack.find(type->name) : stated.tokens_s_rack.end();
            const double flops = counts(item) ? site.value(item, Param::Compute) : 0;
            const bool known = own != stated.tokens_s_rack.end() || (stated.tokens_s_PFLOPS && flops > 0);
            ++(known ? racksWithTokens : racksWithoutTokens);
            if (known) sum += own != stated.tokens_s_rack.end() ? own->second : flops / 1e15 * *stated.tokens_s_PFLOPS;
        });
    if (racksWithTokens > 0) tokens_s = sum * stated.utilisation;
}

const std::vector<FigureSpec>& comparisonFigures() {
    // clang-format off
    static const std::vector<FigureSpec> kFigures = {
        // key, label, unit, symbol, scale, decimals, direction, extensive, operation, compute
        {"space_m2", TWIN_TR("S, space"), Unit::Area, "", 1, 0, -1, true, false, false, area},
        {"spcf_power_W", TWIN_TR("P, installed"), Unit::Power, "", 1, 0, -1, true, false, false, [](const SubjectFigures& s) { return rating(s, "spcf_power_W"); }},
        {"spcf_cooling_W", TWIN_TR("C, installed"), Unit::Power, "", 1, 0, -1, true, false, false, [](const SubjectFigures& s) { return rating(s, "spcf_cooling_W"); }},
        {"installed_FLOPS", TWIN_TR("F, installed"), Unit::Compute, "", 1, 0, 1, false, false, true, installed},
        {"supportable_FLOPS", TWIN_TR("F, supportable"), Unit::Compute, "", 1, 0, 1, false, true, true, supportableFlops},
        {"racks", TWIN_TR("Racks"), Unit::Count, "", 1, 0, 0, false, false, false, racks},
        {"supportable_racks", TWIN_TR("Racks within every limit"), Unit::Count, "", 1, 0, 0, false, true, false, supportableRacks},
        {"it_power_W", TWIN_TR("IT power"), Unit::Power, "", 1, 0, -1, true, true, false, itPower},
        {"pue", TWIN_TR("PUE, this operating point"), Unit::None, "", 1, 3, -1, false, true, false, pue},
        {"worst_inlet_C", TWIN_TR("Worst inlet"), Unit::Temperature, "", 1, 0, -1, false, true, false, inlet},
        {"loop_margin_Pa", TWIN_TR("Loop margin, worst"), Unit::Pressure, "", 1, 0, 1, false, true, false, loopMargin},
        {"worst_feed_after_loss", TWIN_TR("Feed load after loss of the other side"), Unit::Fraction, "", 1, 0, -1, false, true, false, feedAfterLoss},
        {"it_density_W_m2", TWIN_TR("IT power per area"), Unit::None, "kW/m²", 1e-3, 2, 1, false, false, false, density},
        {"compute_per_facility_FLOPS_W", TWIN_TR("Compute per power at the point of connection"), Unit::None, "PFLOPS/MW", 1e-9, 1, 1, false, true, true, computePerFacility},
        {"compute_per_installed_FLOPS_W", TWIN_TR("Compute per installed power P"), Unit::None, "PFLOPS/MW", 1e-9, 1, 1, false, false, true, computePerRating},
        {"tokens_per_s_W", TWIN_TR("Tokens per watt"), Unit::None, "tokens/s/W", 1, 3, 1, false, true, true, tokens},
    };
    // clang-format on
    return kFigures;
}

}  // namespace twin::engine
