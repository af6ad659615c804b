// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/ups_mode.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace twin::power {

double LossCurve::at(double out_W) const {
    const double x = out_W / rating_W * 4;
    const int i = std::clamp(static_cast<int>(x), 0, 3);
    return std::max(0.0, loss_W[i] + (x - i) * (loss_W[i + 1] - loss_W[i]));
}

double LossCurve::efficiency(double out_W) const { return out_W > 0 ? out_W / (out_W + at(out_W)) : 0; }

LossCurve lossCurve(double rating_W, const std::array<double, 4>& efficiency, double standbyLoss_W) {
    LossCurve curve{rating_W, {standbyLoss_W}};
    for (int i = 0; i < 4; ++i) curve.loss_W[i + 1] = rating_W * 0.25 * (i + 1) * (1 / efficiency[i] - 1);
    return curve;
}

Issues checkUpsMode(const LossCurve& doubleConversion, const UpsModeOptions& options) {
    Issues issues;
    const auto need = [&](bool good, const char* field, double value, const char* allowed) {
        if (good) return;
        const std::string text = fmt::format("{:.6g}", value);
        issues.push_back({Severity::Error, "power.upsMode", {}, {}, field, {TWIN_TR("{0} = {1} is not allowed."), {field, text}}, text, allowed, {}});
    };
    need(doubleConversion.rating_W > 0, "rating_W", doubleConversion.rating_W, "> 0");
    for (const double loss : doubleConversion.loss_W) need(loss >= 0, "loss_W", loss, "≥ 0");
    need(options.ecoFixed >= 0, "ecoFixed", options.ecoFixed, "≥ 0");
    need(options.ecoShare >= 0, "ecoShare", options.ecoShare, "≥ 0");
    need(options.modules >= 1, "modules", options.modules, "≥ 1");
    need(options.spareModules >= 0, "spareModules", options.spareModules, "≥ 0");
    need(options.targetLoad > 0 && options.targetLoad <= 1, "targetLoad", options.targetLoad, "0 … 1");
    need(options.sleepShare >= 0 && options.sleepShare <= 1, "sleepShare", options.sleepShare, "0 … 1");
    return issues;
}

int modulesAwake(const LossCurve& doubleConversion, const UpsModeOptions& options, double out_W) {
    const double module_W = doubleConversion.rating_W / options.modules;
    const double needed = std::ceil(std::max(0.0, out_W) / (options.targetLoad * module_W) - 1e-9);
    return static_cast<int>(std::clamp<double>(needed + options.spareModules, 1, options.modules));
}

double upsLoss_W(const LossCurve& doubleConversion, UpsMode mode, const UpsModeOptions& options, double out_W) {
    switch (mode) {
        case UpsMode::DoubleConversion: return doubleConversion.at(out_W);
        case UpsMode::Eco: return options.ecoFixed * doubleConversion.rating_W + options.ecoShare * out_W;
        case UpsMode::ModuleSleep: break;
    }
    const double awake = static_cast<double>(modulesAwake(doubleConversion, options, out_W)) / options.modules;
    return awake * doubleConversion.at(out_W / awake) + (1 - awake) * options.sleepShare * doubleConversion.loss_W[0];
}

LossCurve inMode(const LossCurve& doubleConversion, UpsMode mode, const UpsModeOptions& options) {
    LossCurve curve{doubleConversion.rating_W, {}};
    for (int i = 0; i < 5; ++i) curve.loss_W[i] = upsLoss_W(doubleConversion, mode, options, 0.25 * i * doubleConversion.rating_W);
    return curve;
}

}  // namespace twin::power
