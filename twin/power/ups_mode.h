// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"

#include <array>

namespace twin::power {

/// Loss of a converter at 0, 25, 50, 75 and 100 % of its rating, linear between.
struct LossCurve {
    double rating_W = 0;
    std::array<double, 5> loss_W{};
    double at(double out_W) const;          ///< beyond the rating the last slope goes on
    double efficiency(double out_W) const;  ///< 0 at no output
};
/// From efficiencies at 25 … 100 % and the loss at no load.
LossCurve lossCurve(double rating_W, const std::array<double, 4>& efficiency, double standbyLoss_W);

enum class UpsMode : unsigned char {
    DoubleConversion,
    Eco,          ///< load on the static bypass, inverter standing by
    ModuleSleep   ///< as few modules awake as carry the load
};

struct UpsModeOptions {
    double ecoFixed = 0.004;        ///< loss over rating: controls, charger, inverter standing by; assumption
    double ecoShare = 0.006;        ///< loss over throughput: bypass and filter; assumption (98.5 … 99 % class)
    int modules = 10;               ///< of equal rating
    int spareModules = 1;           ///< awake beyond what the load needs
    double targetLoad = 0.7;        ///< of an awake module, at most
    double sleepShare = 0.05;       ///< loss of a sleeping module over its loss at no load; assumption
};

/// Eco losses and shares not below zero, at least one module, target in (0, 1].
Issues checkUpsMode(const LossCurve& doubleConversion, const UpsModeOptions& options);

/// Modules awake at a load: ⌈P / (target · module)⌉ + spare, at most all.
int modulesAwake(const LossCurve& doubleConversion, const UpsModeOptions& options, double out_W);

/// Loss in a mode. Module sleep: m L(P n / m) / n + (n − m) · sleep · L(0) / n with L the curve of the whole UPS.
double upsLoss_W(const LossCurve& doubleConversion, UpsMode mode, const UpsModeOptions& options, double out_W);

/// The five points of the curve in a mode, as the power paths take them.
LossCurve inMode(const LossCurve& doubleConversion, UpsMode mode, const UpsModeOptions& options);

}  // namespace twin::power
