// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace twin::liquid {

/// What an exchanger does at given streams; heat flows from the hot to the cold stream (negative when "hot" is colder).
struct ExchangerResult {
    double effectiveness = 0;  ///< heat over the most that the streams allow, 0 … 1
    double heat_W = 0;
    double hotOut_C = 0;
    double coldOut_C = 0;
};

/// Outlets and heat of a counterflow exchanger: CDU liquid to liquid, dry cooler, tower (enthalpy as temperature).
///
/// Needs   capacities in W/K (mass flow times heat capacity), ≥ 0; ua_W_K ≥ 0.
/// Errors  none; a stream without flow exchanges nothing, its outlet is its inlet.  Cost  one exponential.
ExchangerResult exchange(double ua_W_K, double hotCapacity_W_K, double hotIn_C, double coldCapacity_W_K, double coldIn_C);

/// UA from a rating: duty and approach at rated flows, where approach = hot outlet − cold inlet (CDU: secondary supply
/// above facility supply; dry cooler: water leaving above air entering).
///
/// Needs   duty, approach and capacities > 0.
/// Errors  none thrown; NaN for what is not positive.  Infinite when the cold stream would have to leave hotter than the
///         hot one enters (the duty is more than the streams can carry at this approach).
double uaFromRating_W_K(double duty_W, double approach_K, double hotCapacity_W_K, double coldCapacity_W_K);

}  // namespace twin::liquid
