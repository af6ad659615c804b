// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace twin::liquid {

/// Darcy–Weisbach pipes as structure of arrays, for many at once; n of each.
struct DarcyColumns {
    const double *resistance, *roughness, *viscousScale, *minorLoss;
};

struct DarcyPipes {
    std::vector<double> resistance, roughness, viscousScale, minorLoss;  // n
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

struct PowerPipes {
    std::vector<double> resistance, minorLoss;  // n
};

/// Head loss and slope of n pipes at flows q: r q |q|^(power − 1) + m q|q|, linear where the slope is below leastSlope.
/// Cost    as above.  Source  EPANET 2.2 Users Manual, equation 12.4.
void powerLosses(const PowerPipes& pipes, double power, double leastSlope, std::size_t count, const double* flow, double* loss,
                 double* slope);

}  // namespace twin::liquid
