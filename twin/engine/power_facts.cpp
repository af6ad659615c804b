// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/power_facts.h"

namespace twin::engine {

std::vector<PowerFact> powerFacts(const PowerView& view, const power::ShortCircuitReport& report, Id item) {
    std::vector<PowerFact> facts;
    const int at = view.paths ? view.paths->indexOf(item) : -1;
    if (at < 0) return facts;
    const power::PowerPaths::Node& node = view.paths->nodes()[static_cast<std::size_t>(at)];
    const std::string rule = node.usableBy;
    if (node.ratingCurrent_A > 0) facts.push_back({TWIN_TR("Usable current"), node.ratingCurrent_A, Unit::Current, rule});
    if (node.rating_W > 0) facts.push_back({TWIN_TR("Usable power"), node.rating_W, Unit::Power, rule});
    for (const power::BoardFault& fault : report.boards) {
        if (fault.node != at) continue;
        const char* method = fault.method == power::FaultMethod::Iec60909 ? "IEC 60909-0, simplified" : "converters, current-limited";
        facts.push_back({TWIN_TR("Short-circuit current"), fault.ik_A, Unit::Current, method});
        facts.push_back({TWIN_TR("Short-circuit current, peak"), fault.ip_A, Unit::Current, method});
        if (fault.rating_A > 0) facts.push_back({TWIN_TR("Short-circuit current over fault rating"), fault.ik_A / fault.rating_A, Unit::Fraction, {}});
    }
    for (const power::Selectivity& pair : report.selectivity)
        if (pair.downstream == at) facts.push_back({TWIN_TR("Rated current of the device above, over this one's"), pair.ratio, Unit::None, view.paths->nodes()[static_cast<std::size_t>(pair.upstream)].item->name});
    for (const power::Inrush& inrush : report.inrush) {
        if (inrush.transformer != at) continue;
        facts.push_back({TWIN_TR("Inrush, peak at most"), inrush.high_A, Unit::Current, "8 to 12 times the rated current"});
        facts.push_back({TWIN_TR("Instantaneous trip above it"), inrush.trip_A, Unit::Current, view.paths->nodes()[static_cast<std::size_t>(inrush.upstream)].item->name});
    }
    return facts;
}

}  // namespace twin::engine
