// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/transient_part.h"

namespace twin::liquid {

/// Moves the controlled valves of a network over one step of time; true when one moved, so that flows have to be solved.
///
/// Model   a valve runs towards the position at which its controller would have its temperature, no faster than its stroke
///         time allows. Three-way: the position at which the two waters that arrive now mix to the set point (nothing lies
///         between valve and sensor, so nothing delays the answer). Throttling: the position that gives the flow at which
///         the rise over the heated links before it meets the set point, approached by integral action over twice the time
///         that coolant and plates between supply and sensor take, so that the delay does not make it hunt. Within
///         kDeadBand_K of its set point a valve rests.
/// Source  integral time: S. Skogestad, Simple analytic rules for model reduction and PID controller tuning, Journal of Process
///         Control 13 (2003), p. 291 (pure delay, closed-loop time = delay). Derivation in the .cpp.
/// Cost    O(links) a valve.  Checked tests/unit/twin/liquid/valve_motion_test.cpp.
bool moveValves(TransientPart& part, double step_s);

inline constexpr double kDeadBand_K = 0.01;

}  // namespace twin::liquid
