// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/swing_rules.h"

#include "app/cli/commands.h"
#include "app/cli/swing_keys.h"
#include "app/files/project_files.h"
#include "twin/energy/course.h"
#include "twin/energy/power_trace.h"

#include <cmath>

namespace plenum::cli {

namespace {

using namespace twin;
using namespace twin::energy;

/// Keys of a photovoltaic course: file=CSV, or a clear day by peak_MW.
struct PvKeys {
    std::string file;
    double peak_W = 0, start_h = 0, cloudEvery_s = 1800, cloud_s = 300;

    void addTo(Keys& keys) { keys.number("pv_MW", peak_W, 1e6).number("pv_kW", peak_W, 1e3).number("start_h", start_h).number("cloud_every_s", cloudEvery_s).number("cloud_s", cloud_s); }
    bool take(const std::string& key, const std::string& value) {
        if (key != "pv_file") return false;
        file = value;
        return true;
    }
    Series course(SwingCase& study) const {
        if (!file.empty()) {
            PowerTrace trace = readPowerTrace(files::readText(file), study.load.step_s);
            study.issues.insert(study.issues.end(), trace.issues.begin(), trace.issues.end());
            return std::move(trace.series);
        }
        return peak_W > 0 ? clearDayPv(peak_W, study.load.step_s, study.load.power_W.size(), start_h, cloudEvery_s, cloud_s) : Series{};
    }
};

EnergyRule readShaving(const std::string& text, SwingCase& study) {
    PeakShaving rule;
    Keys keys(study.issues, "--shave");
    keys.number("threshold_MW", rule.threshold_W, 1e6).number("threshold_kW", rule.threshold_W, 1e3).number("reserve", rule.reserveSoc);
    keys.read(text);
    return rule;
}

EnergyRule readSmoothing(const std::string& text, SwingCase& study) {
    PvKeys pv;
    Keys keys(study.issues, "--pv");
    pv.addTo(keys);
    keys.read(text, [&](const std::string& key, const std::string& value) { return pv.take(key, value); });
    return PvSmoothing{pv.course(study)};
}

/// The values of a file, one a line; what is wrong goes to the issues.
std::vector<double> courseOf(const std::string& path, Issues& issues) {
    Course course = readCourse(files::readText(path), path);
    issues.insert(issues.end(), course.issues.begin(), course.issues.end());
    return std::move(course.values);
}

EnergyRule readDroop(const std::string& text, SwingCase& study) {
    FrequencyResponse rule;
    std::string file;
    Keys keys(study.issues, "--droop");
    keys.number("offered_MW", rule.rule.offered_W, 1e6).number("nominal_Hz", rule.rule.nominal_Hz).number("dead_band_Hz", rule.rule.deadBand_Hz).number("droop", rule.rule.droop);
    keys.number("step_s", rule.step_s).number("hold_s", rule.hold_s).number("reserve", rule.reserveSoc);
    keys.read(text, [&](const std::string& key, const std::string& value) {
        if (key != "file") return false;
        file = value;
        return true;
    });
    if (file.empty()) refuse(study.issues, "--droop", "", "there is no course of frequencies", "Give file=CSV, one value in Hz a line, step_s apart");
    else rule.frequency_Hz = courseOf(file, study.issues);
    return rule;
}

EnergyRule readRegulation(const std::string& text, SwingCase& study) {
    Regulation rule;
    std::string file;
    Keys keys(study.issues, "--regulate");
    keys.number("offered_MW", rule.offered_W, 1e6).number("step_s", rule.step_s).number("hold_s", rule.hold_s).number("reserve", rule.reserveSoc);
    keys.read(text, [&](const std::string& key, const std::string& value) {
        if (key != "file") return false;
        file = value;
        return true;
    });
    if (file.empty()) refuse(study.issues, "--regulate", "", "there is no signal", "Give file=CSV, one value of -1 to 1 a line, step_s apart");
    else rule.signal = courseOf(file, study.issues);
    return rule;
}

EnergyRule readIsland(const std::string& text, SwingCase& study) {
    Islanding rule;
    PvKeys pv;
    Keys keys(study.issues, "--island");
    pv.addTo(keys);
    keys.number("diesel_MW", rule.diesel.rating_W, 1e6).number("diesel_kW", rule.diesel.rating_W, 1e3).number("least_share", rule.diesel.leastShare).number("no_load_l_h", rule.diesel.noLoad_l_h).number("slope_l_kWh", rule.diesel.slope_l_kWh);
    keys.number("reserve", rule.reserveSoc).number("stop_soc", rule.stopSoc);
    keys.read(text, [&](const std::string& key, const std::string& value) { return pv.take(key, value); });
    rule.pv = pv.course(study);
    return rule;
}

}  // namespace

const Storage* ruleStorage(const SwingCase& study) {
    const Storage* found = nullptr;
    for (const Stage& stage : study.stages)
        if (const auto* storage = std::get_if<Storage>(&stage)) found = storage;
    return found;
}

std::optional<EnergyRule> readRule(const SwingOptions& options, SwingCase& study) {
    const int named = !options.shave.empty() + !options.pv.empty() + !options.droop.empty() + !options.regulate.empty() + !options.island.empty();
    if (named == 0) return std::nullopt;
    if (named > 1) refuse(study.issues, "--shave, --pv, --droop, --regulate, --island", "", "more than one energy rule is named", "Give one of them");
    const Storage* storage = ruleStorage(study);
    if (!storage) refuse(study.issues, "--cabin", "", "an energy rule needs a storage", "Give --cabin, for instance --cabin power_MW=2,energy_MWh=4");
    if (hasErrors(study.issues)) return std::nullopt;
    EnergyRule rule = !options.shave.empty() ? readShaving(options.shave, study) : !options.pv.empty() ? readSmoothing(options.pv, study) : !options.droop.empty() ? readDroop(options.droop, study) : !options.regulate.empty() ? readRegulation(options.regulate, study) : readIsland(options.island, study);
    const Issues found = check(rule, study.load, *storage);
    study.issues.insert(study.issues.end(), found.begin(), found.end());
    return rule;
}

void printRule(const RuleResult& result) {
    fmt::print("{}\n", english(result.title));
    for (const RuleFigure& figure : result.figures) fmt::print("  {:<36} {}\n", figure.name, formatQuantity(figure.value, figure.unit, UnitSystem::SI, figure.unit == Unit::Volume ? 4 : 3));
    if (!result.soc.empty()) {
        double low = 1, high = 0;
        for (const double soc : result.soc) low = std::fmin(low, soc), high = std::fmax(high, soc);
        fmt::print("  {:<36} {:.1f} … {:.1f} %, {:.1f} % at the end\n", "State of charge", low * 100, high * 100, result.soc.back() * 100);
    }
    print(result.issues, stdout);
}

std::string swingRulesHelp() {
    return "--shave     threshold_MW (left out: the lowest that is held), reserve (state of charge kept)\n"
           "--pv        pv_MW (a clear day with clouds: start_h, cloud_every_s, cloud_s) or pv_file=CSV; smoothed by --cabin's tau_s and ramp_MW_s\n"
           "--droop     file=CSV (Hz, step_s apart), offered_MW (left out: what can be held for hold_s), nominal_Hz, dead_band_Hz, droop, reserve\n"
           "--regulate  file=CSV (-1 to 1 of what is offered, step_s apart), offered_MW (left out: what can be held for hold_s), reserve\n"
           "--island    diesel_MW, least_share, no_load_l_h, slope_l_kWh, pv_MW or pv_file, reserve, stop_soc\n";
}

}  // namespace plenum::cli
