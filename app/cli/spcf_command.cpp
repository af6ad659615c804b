// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/files/project_files.h"
#include "twin/spcf/cases.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace plenum::cli {

namespace {

using namespace twin;

struct Options {
    std::string json, caseName;
    double compute_PFLOPS = 0, efficiency_GFLOPS_W = 0, it_kW = 0, beta = 1.2, gcop = 3, alpha = 1.85, eta = 0.95, other_kW = 0;
    double racks = 0, place_kW = 0, powerIndoors = 1, coolingIndoors = 1;
    std::string cooling = "chilledWater";
};

void printResult(const spcf::Result& result, const spcf::SpaceResult& space) {
    for (const auto& step : result.steps) {
        fmt::print("({})  {:<44} {}\n", step.equation, english(step.formula), english(step.filled));
        if (step.published_W) fmt::print("     published: {:.0f} kW{}{}\n", *step.published_W / 1e3, step.remark.empty() ? "" : " · ", english(step.remark));
    }
    if (!space.valid) return;
    fmt::print("(1)  S, bottom-up by room:\n");
    for (const auto& room : space.rooms) fmt::print("     {:<18} {:>7.0f} m²  [{:.0f} … {:.0f}]  {}\n", room.name, room.area_m2, room.low_m2, room.high_m2, english(room.rule));
    fmt::print("     {:<18} {:>7.0f} m²  [{:.0f} … {:.0f}]  {} {}\n", "S", space.area_m2, space.low_m2, space.high_m2, english(space.reason), english(space.widest));
}

nlohmann::ordered_json toJson(const spcf::Result& result, const spcf::SpaceResult& space) {
    nlohmann::ordered_json json{{"it_kW", result.it_W / 1e3}, {"cooling_kW", result.cooling_W / 1e3}, {"power_kW", result.power_W / 1e3}};
    json["space_m2"] = space.valid ? nlohmann::ordered_json(space.area_m2) : nlohmann::ordered_json();
    json["space_range_m2"] = space.valid ? nlohmann::ordered_json{space.low_m2, space.high_m2} : nlohmann::ordered_json();
    json["rooms"] = nlohmann::ordered_json::array();
    for (const auto& room : space.rooms)
        json["rooms"].push_back({{"name", room.name}, {"area_m2", room.area_m2}, {"low_m2", room.low_m2}, {"high_m2", room.high_m2}, {"rule", english(room.rule)}, {"source", room.source}});
    json["steps"] = nlohmann::ordered_json::array();
    for (const auto& step : result.steps) {
        nlohmann::ordered_json row{{"equation", step.equation}, {"formula", english(step.formula)}, {"filled", english(step.filled)}, {"value_kW", step.value_W / 1e3}};
        if (step.published_W) row["published_kW"] = *step.published_W / 1e3;
        json["steps"].push_back(std::move(row));
    }
    return json;
}

const std::vector<double>& curveShares() {
    static const std::vector<double> kShares{0, 0.25, 0.5, 1};
    return kShares;
}

/// Case B gives no rack count: its area over the power of a place, for shares of the power rooms that stand indoors.
spcf::AreaCurves curveOfB() { return spcf::predictB(curveShares(), {6e3, 8e3, 10e3, 13e3, 20e3, 30e3, 60e3}); }

void printCurve(const spcf::AreaCurves& curves) {
    print(curves.issues, stderr);
    if (curves.points.empty()) return;
    fmt::print("S over the power of a rack place, m² [low … high]; * = the published {:.0f} m² lie within\n", curves.points.front().published_m2);
    fmt::print("{:<28}", "     power rooms indoors:");
    for (double share : curveShares()) fmt::print("{:<25}", fmt::format(" {:.0f} %", 100 * share));
    for (const auto& first : curves.points) {
        if (first.powerShareIndoors != curveShares().front()) break;
        fmt::print("\n     {:>5.0f} kW ({:>3.0f} places)  ", first.placePower_W / 1e3, first.racks);
        for (const auto& point : curves.points)
            if (point.placePower_W == first.placePower_W)
                fmt::print(" {:<24}", fmt::format("{:>5.0f} [{:.0f} … {:.0f}]{}", point.area_m2, point.low_m2, point.high_m2, point.fits ? " *" : ""));
    }
    fmt::print("\n     Cases A and C set the coefficients, but the ends of their ranges were chosen knowing B:\n"
               "     that {:.0f} m² lie within is a consistency check, not evidence.\n",
               curves.points.front().published_m2);
}

nlohmann::ordered_json toJson(const spcf::AreaCurves& curves) {
    auto rows = nlohmann::ordered_json::array();
    for (const auto& point : curves.points)
        rows.push_back({{"power_share_indoors", point.powerShareIndoors}, {"place_kW", point.placePower_W / 1e3}, {"area_m2", point.area_m2}, {"low_m2", point.low_m2}, {"high_m2", point.high_m2}, {"fits", point.fits}});
    return rows;
}

void run(const Options& options, int& exit) {
    spcf::Result result;
    spcf::SpaceResult space;
    nlohmann::ordered_json json;
    const bool toStdout = options.json == "-";
    if (!options.caseName.empty()) {
        const auto published = spcf::publishedCase(options.caseName[0]);
        const auto computed = spcf::recompute(*published);
        result = computed.result;
        space = computed.space;
        json = toJson(result, space);
        json["published"] = {{"cooling_kW", published->cooling_W / 1e3}, {"power_kW", published->power_W / 1e3}, {"space_m2", published->area_m2}};
        const auto curves = published->name == 'B' ? curveOfB() : spcf::AreaCurves{};
        if (!curves.points.empty()) json["curve"] = toJson(curves);
        if (!toStdout) {
            fmt::print("Case {}: {}\n{}\n", published->name, published->title, published->built);
            printResult(result, space);
            fmt::print("     published: {:.0f} m²\n", published->area_m2);
            for (const auto& note : published->notes) fmt::print("     note: {}\n", english(note));
            for (const auto& note : published->spaceAssumptions) fmt::print("     assumption: {}\n", english(note));
            printCurve(curves);
        }
    } else {
        spcf::Inputs inputs;
        if (options.it_kW != 0) inputs.it_W = options.it_kW * 1e3;
        if (options.compute_PFLOPS != 0) inputs.compute_FLOPS = options.compute_PFLOPS * 1e15;
        if (options.efficiency_GFLOPS_W != 0) inputs.efficiency_FLOPS_W = options.efficiency_GFLOPS_W * 1e9;
        inputs.beta = options.beta, inputs.gcop = options.gcop, inputs.alpha = options.alpha, inputs.eta = options.eta, inputs.other_W = options.other_kW * 1e3;
        result = spcf::forward(inputs);
        print(result.issues, stderr);
        if (!result.valid) {
            exit = kBadInput;
            return;
        }
        if (options.racks > 0 || options.place_kW > 0) {
            spcf::SpaceInputs rooms;
            if (options.racks > 0) rooms.racks = options.racks;
            if (options.place_kW > 0) rooms.placePower_W = options.place_kW * 1e3;
            rooms.it_W = result.it_W, rooms.cooling_W = result.cooling_W, rooms.power_W = result.power_W;
            rooms.powerShareIndoors = options.powerIndoors, rooms.coolingShareIndoors = options.coolingIndoors;
            for (const auto& kind : spcf::coolingKinds())
                if (options.cooling == kind.key) rooms.cooling = kind.kind;
            space = spcf::space(rooms);
            print(space.issues, stderr);
            if (!space.valid) exit = kBadInput;
        }
        json = toJson(result, space);
        if (!toStdout) printResult(result, space);
    }
    if (toStdout) {
        fmt::print("{}\n", json.dump(1));
    } else if (!options.json.empty()) {
        files::writeText(options.json, json.dump(1) + "\n");
    }
}

}  // namespace

void addSpcf(CLI::App& program, int& exit) {
    auto options = std::make_shared<Options>();
    auto* command = program.add_subcommand("spcf", "Space, power, cooling, FLOPS: equations (1)–(4), each step printed.");
    command->add_option("--case", options->caseName, "a published case")->check(CLI::IsMember({"A", "B", "C"}));
    command->add_option("--it-kw", options->it_kW, "IT power, kW (or --compute-pflops with --efficiency)");
    command->add_option("--compute-pflops", options->compute_PFLOPS, "F, PFLOPS");
    command->add_option("--efficiency", options->efficiency_GFLOPS_W, "CE, GFLOPS/W");
    command->add_option("--beta", options->beta, "cooling redundancy")->capture_default_str();
    command->add_option("--gcop", options->gcop, "rated COP of the cooling system")->capture_default_str();
    command->add_option("--alpha", options->alpha, "distribution redundancy")->capture_default_str();
    command->add_option("--eta", options->eta, "distribution efficiency")->capture_default_str();
    command->add_option("--other-kw", options->other_kW, "other loads of the building, kW")->capture_default_str();
    command->add_option("--racks", options->racks, "rack places, for the area");
    command->add_option("--place-kw", options->place_kW, "kW of a rack place, for the area");
    command->add_option("--power-indoors", options->powerIndoors, "share of the power rooms that stand indoors")->capture_default_str();
    command->add_option("--cooling-indoors", options->coolingIndoors, "share of the cooling rooms that stand indoors")->capture_default_str();
    std::vector<std::string> kinds;
    for (const auto& kind : twin::spcf::coolingKinds()) kinds.emplace_back(kind.key);
    command->add_option("--cooling", options->cooling, "kind of cold source, for the area")->check(CLI::IsMember(kinds))->capture_default_str();
    command->add_option("--json", options->json, "write the result as JSON ('-': stdout)");
    command->callback([options, &exit] { run(*options, exit); });
}

}  // namespace plenum::cli
