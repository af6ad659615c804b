// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/comparison.h"

#include "twin/engine/comparison_figures.h"

#include <algorithm>
#include <cmath>

namespace twin::engine {

namespace {

constexpr double kEqual = 1e-9;  ///< relative; closer values are not told apart

struct Judge {
    const std::vector<ComparisonSubject>& subjects;
    const std::vector<SubjectFigures>& figures;
    bool sameConditions = true, sameCompute = true, equalCompute = true;

    Judge(const std::vector<ComparisonSubject>& all, const std::vector<SubjectFigures>& found) : subjects(all), figures(found) {
        for (std::size_t i = 1; i < all.size(); ++i) {
            Conditions here = all[i].frame->conditions;
            here.name = all[0].frame->conditions.name;
            here.outOfService = all[0].frame->conditions.outOfService;
            sameConditions = sameConditions && here == all[0].frame->conditions;
            sameCompute = sameCompute && basisOf(*all[i].frame, found[i].installed) == basisOf(*all[0].frame, found[0].installed);
            equalCompute = equalCompute && std::abs(found[i].installed.total_FLOPS - found[0].installed.total_FLOPS) <= kEqual * found[0].installed.total_FLOPS;
        }
        equalCompute = equalCompute && found[0].installed.adds();
    }

    void scale(ComparisonRow& row) const {
        for (std::size_t i = 0; i < row.values.size(); ++i)
            if (sameCompute && figures[0].installed.adds() && figures[i].installed.adds())
                row.values[i].atSameCompute = i == 0 ? row.values[i].value : row.values[i].value * figures[0].installed.total_FLOPS / figures[i].installed.total_FLOPS;
    }

    void decide(const FigureSpec& figure, ComparisonRow& row) const {
        const auto none = [&](const char* why, std::vector<std::string> arguments = {}) { row.restsOn = {why, std::move(arguments)}; };
        if (figure.direction == 0) return none(TWIN_TR("neither more nor less of it is better by itself"));
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            if (!std::isfinite(row.values[i].value)) return none(TWIN_TR("{0}: {1}"), {subjects[i].name, english(row.values[i].reason)});
            if (figure.operation && !subjects[i].frame->report.usable()) return none(TWIN_TR("{0} has no converged solution"), {subjects[i].name});
        }
        if (figure.operation && !sameConditions) return none(TWIN_TR("the conditions differ"));
        if (figure.compute && !sameCompute) return none(TWIN_TR("precision or sparsity of the compute differ"));
        const bool scaled = figure.extensive && !equalCompute;
        if (figure.extensive && (!sameCompute || !figures[0].installed.adds())) return none(TWIN_TR("no common compute to bring the variants to"));
        const auto judged = [&](std::size_t i) { return figure.direction * (scaled ? row.values[i].atSameCompute : row.values[i].value); };
        std::size_t best = 0;
        for (std::size_t i = 1; i < row.values.size(); ++i)
            if (judged(i) > judged(best)) best = i;
        for (std::size_t i = 0; i < row.values.size(); ++i)
            if (i != best && std::abs(judged(i) - judged(best)) <= kEqual * std::max(std::abs(judged(best)), 1e-12)) return none(row.values.size() > 2 ? TWIN_TR("the best ones are equal") : TWIN_TR("equal"));
        row.better = static_cast<int>(best);
        if (scaled) {
            none(TWIN_TR("less is better, brought to the compute of the first, {0} ({1})"), {formatQuantity(figures[0].installed.total_FLOPS, Unit::Compute), basisOf(*subjects[0].frame, figures[0].installed)});
        } else if (figure.compute) {
            none(TWIN_TR("more is better, at {0}"), {basisOf(*subjects[0].frame, figures[0].installed)});
        } else {
            none(figure.direction > 0 ? TWIN_TR("more is better") : TWIN_TR("less is better"));
        }
    }
};

}  // namespace

Comparison compare(const std::vector<ComparisonSubject>& subjects, const ComparisonInputs& inputs) {
    Comparison out;
    out.inputs = inputs;
    std::vector<SubjectFigures> figures;
    figures.reserve(subjects.size());
    for (const ComparisonSubject& subject : subjects) {
        figures.emplace_back(*subject.frame, inputs);
        out.subjects.push_back({subject.variant, subject.name, subject.project, subject.frame->fidelity, subject.frame->report});
    }
    if (subjects.empty()) return out;
    const Judge judge(subjects, figures);
    for (const FigureSpec& figure : comparisonFigures()) {
        ComparisonRow row{figure.key, figure.label, figure.unit, figure.symbol, figure.scale, figure.decimals, {}, -1, {}};
        for (const SubjectFigures& each : figures) row.values.push_back(figure.value(each));
        for (ComparisonValue& value : row.values) value.difference = value.value - row.values.front().value;
        if (figure.extensive) judge.scale(row);
        judge.decide(figure, row);
        out.rows.push_back(std::move(row));
    }
    out.basis = comparisonBases(subjects, figures, inputs);
    for (std::size_t i = 1; i < subjects.size(); ++i) out.layout.push_back({i, differences(*subjects[0].frame->site, *subjects[i].frame->site)});
    return out;
}

}  // namespace twin::engine
