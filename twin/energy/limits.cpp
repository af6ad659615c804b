// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/energy/limits.h"

#include <fmt/format.h>

#include <algorithm>

namespace twin::energy {

namespace {

bool same(const Band& a, const Band& b) { return a.low_Hz == b.low_Hz && a.high_Hz == b.high_Hz; }

std::string amount(LimitKind kind, double value) {
    if (kind == LimitKind::Edpp) return fmt::format("{:.4g}", value);
    const bool rate = kind == LimitKind::RampUp || kind == LimitKind::RampDown;
    return fmt::format("{:.4g} MW{}", value / 1e6, rate ? "/s" : "");
}

}  // namespace

bool LimitSet::any() const {
    bool band = false;
    for (const BandLimit& each : bands) band = band || each.amplitude_W < kUnlimited;
    return band || std::min({rampUp_W_s, rampDown_W_s, range_W, peak_W, edppRatio}) < kUnlimited;
}

Issues check(const LimitSet& limits) {
    Issues issues;
    Checks checks(issues, "limits");
    checks.above("rampUp_W_s", limits.rampUp_W_s, 0);
    checks.above("rampDown_W_s", limits.rampDown_W_s, 0);
    checks.above("range_W", limits.range_W, 0);
    checks.above("peak_W", limits.peak_W, 0);
    checks.above("edppRatio", limits.edppRatio, 0);
    for (const BandLimit& each : limits.bands) {
        checks.above("band low_Hz", each.band.low_Hz, 0);
        checks.above("band high_Hz", each.band.high_Hz, each.band.low_Hz);
        checks.above("band amplitude_W", each.amplitude_W, 0);
    }
    return issues;
}

Text LimitResult::text() const {
    std::string name;
    if (verdict == Verdict::NotJudged)
        return {TWIN_TR("Oscillation in {0}–{1} Hz cannot be judged: the trace is too slow or too short"), {fmt::format("{:.4g}", band.low_Hz), fmt::format("{:.4g}", band.high_Hz)}};
    const bool broken = verdict == Verdict::Broken;
    std::vector<std::string> arguments{amount(kind, measured), amount(kind, limit), amount(kind, broken ? over() : -over()), fmt::format("{:.3g}", 100 * (broken ? over() : -over()) / limit)};
    switch (kind) {
        case LimitKind::RampUp: return {broken ? TWIN_TR("Ramp up {0} is over the limit of {1} by {2} ({3} %)") : TWIN_TR("Ramp up {0} is inside the limit of {1}, {2} left ({3} %)"), arguments};
        case LimitKind::RampDown: return {broken ? TWIN_TR("Ramp down {0} is over the limit of {1} by {2} ({3} %)") : TWIN_TR("Ramp down {0} is inside the limit of {1}, {2} left ({3} %)"), arguments};
        case LimitKind::Range: return {broken ? TWIN_TR("Dynamic range {0} is over the limit of {1} by {2} ({3} %)") : TWIN_TR("Dynamic range {0} is inside the limit of {1}, {2} left ({3} %)"), arguments};
        case LimitKind::Peak: return {broken ? TWIN_TR("Peak {0} is over the limit of {1} by {2} ({3} %)") : TWIN_TR("Peak {0} is inside the limit of {1}, {2} left ({3} %)"), arguments};
        case LimitKind::Edpp: return {broken ? TWIN_TR("EDPp ratio {0} is over the limit of {1} by {2} ({3} %)") : TWIN_TR("EDPp ratio {0} is inside the limit of {1}, {2} left ({3} %)"), arguments};
        case LimitKind::Band: break;
    }
    arguments.push_back(fmt::format("{:.4g}", band.low_Hz));
    arguments.push_back(fmt::format("{:.4g}", band.high_Hz));
    return {broken ? TWIN_TR("Oscillation of {0} in {4}–{5} Hz is over the limit of {1} by {2} ({3} %)") : TWIN_TR("Oscillation of {0} in {4}–{5} Hz is inside the limit of {1}, {2} left ({3} %)"), arguments};
}

std::vector<LimitResult> judge(const Measures& measures, const LimitSet& limits) {
    std::vector<LimitResult> rows;
    const auto add = [&](LimitKind kind, double measured, double limit, const Band& band = {}, bool judged = true) {
        if (limit == kUnlimited) return;
        rows.push_back({kind, band, measured, limit, !judged ? Verdict::NotJudged : measured <= limit ? Verdict::Inside : Verdict::Broken});
    };
    add(LimitKind::RampUp, measures.rampUp_W_s, limits.rampUp_W_s);
    add(LimitKind::RampDown, measures.rampDown_W_s, limits.rampDown_W_s);
    add(LimitKind::Range, measures.range_W, limits.range_W);
    add(LimitKind::Peak, measures.peak_W, limits.peak_W);
    add(LimitKind::Edpp, measures.edppRatio, limits.edppRatio);
    for (const BandLimit& each : limits.bands) {
        const auto found = std::find_if(measures.bands.begin(), measures.bands.end(), [&](const BandMeasure& measured) { return same(measured.band, each.band); });
        const bool judged = found != measures.bands.end() && found->judged;
        add(LimitKind::Band, judged ? found->strongest.amplitude_W : 0, each.amplitude_W, each.band, judged);
    }
    return rows;
}

double worstShare(const std::vector<LimitResult>& rows) {
    double worst = 0;
    for (const LimitResult& row : rows) worst = std::max(worst, row.verdict == Verdict::NotJudged ? kUnlimited : row.measured / row.limit);
    return worst;
}

void addBands(MeasureOptions& options, const LimitSet& limits) {
    for (const BandLimit& each : limits.bands)
        if (std::none_of(options.bands.begin(), options.bands.end(), [&](const Band& band) { return same(band, each.band); })) options.bands.push_back(each.band);
}

}  // namespace twin::energy
