// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/comparison_figures.h"

#include <fmt/format.h>

#include <array>

namespace twin::engine {

namespace {

Text plain(std::string text) { return {TWIN_TR("{0}"), {std::move(text)}}; }

struct Bases {
    const std::vector<ComparisonSubject>& subjects;
    std::vector<ComparisonBasis> list;

    template <class F>
    void add(const char* key, const char* label, F&& value) {
        ComparisonBasis basis{key, label, {}, false};
        for (std::size_t i = 0; i < subjects.size(); ++i) basis.values.push_back(value(i));
        for (const Text& each : basis.values) basis.differs = basis.differs || english(each) != english(basis.values.front());
        list.push_back(std::move(basis));
    }
    void quantity(const char* key, const char* label, Unit unit, double Conditions::*member) {
        add(key, label, [&](std::size_t i) { return plain(formatQuantity(subjects[i].frame->conditions.*member, unit)); });
        for (std::size_t i = 1; i < subjects.size(); ++i)  // two values may look alike when rounded
            list.back().differs = list.back().differs || subjects[i].frame->conditions.*member != subjects[0].frame->conditions.*member;
    }
};

template <class F>
void eachComputer(const Site& site, F&& visit) {
    for (const Kind kind : {Kind::Rack, Kind::ImmersionTank, Kind::ComputeCabin}) site.items(kind).forEach(visit);
}

/// "all Allocated" or "150 Allocated, 7 Measured"
Text choices(const Site& site, Param param) {
    std::array<std::size_t, 16> counts{};
    std::size_t total = 0;
    eachComputer(site, [&](const Item& item) {
        const double value = site.value(item, param);
        if (value >= 0 && value < 16) ++counts[static_cast<std::size_t>(value)], ++total;
    });
    const ParamSpec& row = spec(param);
    std::string text;
    for (std::size_t i = 0; i < row.choiceLabels.size() && i < counts.size(); ++i) {
        if (counts[i] == 0) continue;
        if (counts[i] == total) return {TWIN_TR("all racks: {0}"), {row.choiceLabels[i]}};
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", counts[i], row.choiceLabels[i]);
    }
    return plain(text.empty() ? "–" : text);
}

Text redundancy(const Supportable& limits) {
    if (limits.racks == 0) return {TWIN_TR("no racks"), {}};
    if (limits.twoSided == limits.racks) return {TWIN_TR("2N: every rack is fed from both sides and outlives the loss of either"), {}};
    if (limits.twoSided == 0) return {TWIN_TR("N: no rack outlives the loss of a side"), {}};
    return {TWIN_TR("2N for {0} of {1} racks, N for the others"), {std::to_string(limits.twoSided), std::to_string(limits.racks)}};
}

/// Types that both sites know by the same id with other figures.
Text types(const Site& first, const Site& site) {
    std::string names;
    for (const auto& [id, type] : site.types()) {
        const auto known = first.types().find(id);
        if (known == first.types().end() || known->second == type || *known->second == *type) continue;
        names += (names.empty() ? "" : ", ") + type->name;
    }
    return names.empty() ? Text{TWIN_TR("the same figures"), {}} : Text{TWIN_TR("other figures for {0}"), {names}};
}

}  // namespace

std::vector<ComparisonBasis> comparisonBases(const std::vector<ComparisonSubject>& subjects, const std::vector<SubjectFigures>& figures, const ComparisonInputs& inputs) {
    Bases bases{subjects, {}};
    const auto at = [&](std::size_t i) -> const Frame& { return *subjects[i].frame; };
    bases.add("compute", TWIN_TR("Compute"), [&](std::size_t i) {
        const StatedCompute& sum = figures[i].installed;
        return sum.adds() ? plain(formatQuantity(sum.total_FLOPS, Unit::Compute)) : Text{sum.mixed ? TWIN_TR("mixed precisions do not add") : TWIN_TR("no rack states its compute"), {}};
    });
    bases.add("precision", TWIN_TR("Precision and sparsity"), [&](std::size_t i) {
        const std::string basis = basisOf(at(i), figures[i].installed);
        return basis.empty() ? Text{TWIN_TR("not stated"), {}} : plain(basis);
    });
    bases.add("racks_with_compute", TWIN_TR("Racks that state their compute"), [&](std::size_t i) { return Text{TWIN_TR("{0} of {1}"), {std::to_string(figures[i].installed.racks), std::to_string(figures[i].limits.racks)}}; });
    bases.add("redundancy", TWIN_TR("Redundancy found"), [&](std::size_t i) { return redundancy(figures[i].limits); });
    bases.add("redundancy_target", TWIN_TR("Redundancy asked for"), [&](std::size_t) { return plain(inputs.redundancy == ComparisonInputs::Redundancy::TwoN ? "2N" : "N"); });
    bases.add("inlet_limit", TWIN_TR("Inlet limit"), [&](std::size_t) { return Text{inputs.inlet == ComparisonInputs::Inlet::Recommended ? TWIN_TR("recommended (ASHRAE TC 9.9)") : TWIN_TR("allowable (ASHRAE TC 9.9)"), {}}; });
    bases.add("conditions", TWIN_TR("Conditions"), [&](std::size_t i) { return plain(at(i).conditions.name); });
    bases.quantity("dry_bulb_C", TWIN_TR("Dry bulb"), Unit::Temperature, &Conditions::dryBulb_C);
    bases.quantity("wet_bulb_C", TWIN_TR("Wet bulb"), Unit::Temperature, &Conditions::wetBulb_C);
    bases.quantity("dew_point_C", TWIN_TR("Dew point of the hall air"), Unit::Temperature, &Conditions::dewPoint_C);
    bases.quantity("altitude_m", TWIN_TR("Altitude"), Unit::Metre, &Conditions::altitude_m);
    bases.quantity("load_training", TWIN_TR("Load, training"), Unit::Fraction, &Conditions::loadTraining);
    bases.quantity("load_inference", TWIN_TR("Load, inference"), Unit::Fraction, &Conditions::loadInference);
    bases.quantity("load_general", TWIN_TR("Load, general"), Unit::Fraction, &Conditions::loadGeneral);
    bases.quantity("other_load_W", TWIN_TR("Other loads"), Unit::Power, &Conditions::otherLoad_W);
    bases.add("out_of_service", TWIN_TR("Out of service"), [&](std::size_t i) {
        std::string names;
        for (const Id id : at(i).conditions.outOfService)
            if (const Item* item = at(i).site->find(id)) names += (names.empty() ? "" : ", ") + item->name;
        return names.empty() ? Text{TWIN_TR("nothing"), {}} : plain(names);
    });
    bases.add("power_basis", TWIN_TR("Power counted"), [&](std::size_t i) { return choices(*at(i).site, Param::PowerBasis); });
    bases.add("load_class", TWIN_TR("Load class"), [&](std::size_t i) { return choices(*at(i).site, Param::LoadClass); });
    bases.add("air_class", TWIN_TR("ASHRAE class"), [&](std::size_t i) { return choices(*at(i).site, Param::AirClass); });
    bases.add("types", TWIN_TR("Equipment types"), [&](std::size_t i) { return types(*at(0).site, *at(i).site); });
    bases.add("grid", TWIN_TR("Grid of the air"), [&](std::size_t i) { return Text{at(i).fidelity == Fidelity::Fine ? TWIN_TR("fine") : at(i).fidelity == Fidelity::Coarse ? TWIN_TR("coarse") : TWIN_TR("not solved"), {}}; });
    bases.add("solution", TWIN_TR("Solution"), [&](std::size_t i) {
        const SolveReport& report = at(i).report;
        return report.usable() ? Text{TWIN_TR("converged"), {}} : Text{TWIN_TR("not converged; worst: {0}"), {report.worst.empty() ? "–" : report.worst}};
    });
    return bases.list;
}

}  // namespace twin::engine
