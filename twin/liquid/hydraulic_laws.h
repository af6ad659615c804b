// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace twin::liquid {

struct HydraulicLink;

/// Darcy–Weisbach pipes as structure of arrays, for many at once; n of each.
struct DarcyColumns {
    const double *resistance, *roughness, *viscousScale, *minorLoss;
};

struct DarcyPipes {
    std::vector<double> resistance, roughness, viscousScale, minorLoss;  // n
    void set(std::size_t pipe, const HydraulicLink& link);
    DarcyColumns columns() const { return {resistance.data(), roughness.data(), viscousScale.data(), minorLoss.data()}; }
};

/// Head loss and slope of n pipes at flows q: f(Re) · r · q|q| + m · q|q|; laminar to Re 2000, Dunlop's cubic to 4000,
/// Swamee–Jain above.
///
/// Cost    some 4 ns a pipe, no branch and no libm.  Relative error of the elementary functions 1e-15.
/// Source  EPANET 2.2 Users Manual, table 3.1 and chapter 12.
void darcyLosses(const DarcyColumns& pipes, std::size_t count, const double* flow, double* loss, double* slope);

/// The same to some five digits in single precision: for steps that are far from the solution.
/// Cost    1.5 ns a pipe.
void roughDarcyLosses(const DarcyColumns& pipes, std::size_t count, const double* flow, double* loss, double* slope);

struct PowerColumns {
    const double *resistance, *minorLoss;
};

struct PowerPipes {
    std::vector<double> resistance, minorLoss;  // n
    void set(std::size_t pipe, const HydraulicLink& link);
    PowerColumns columns() const { return {resistance.data(), minorLoss.data()}; }
};

/// Head loss and slope of n pipes at flows q: r q |q|^(power − 1) + m q|q|, linear where the slope is below leastSlope.
/// Cost    as above.  Source  EPANET 2.2 Users Manual, equation 12.4.
void powerLosses(const PowerColumns& pipes, double power, double leastSlope, std::size_t count, const double* flow, double* loss,
                 double* slope);

/// The same to some five digits in single precision.
void roughPowerLosses(const PowerColumns& pipes, double power, double leastSlope, std::size_t count, const double* flow, double* loss,
                      double* slope);

/// A flow this much of itself away from what its fall of heads asks for takes the slope of the chord between the two.
inline constexpr double kFarOff = 0.01;

/// For pipes that are far off: slope of the chord between the flow (where the loss is given) and the one the fall asks for.
void powerChords(const PowerColumns& pipes, double power, std::size_t count, const double* flow, const double* loss, const double* fall,
                 double* slope);

}  // namespace twin::liquid
