// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/controlled_valve.h"
#include "twin/liquid/loop_network.h"

#include <functional>
#include <limits>
#include <stop_token>
#include <string>
#include <vector>

namespace twin::liquid {

/// What stores heat in a link, and what it has to keep below a limit.
struct LinkStore {
    double volume_m3 = 0;        ///< coolant in the link; pipes of 0 take theirs from length and diameter
    double solid_J_K = 0;        ///< cold plates and what is tightly joined to them
    double conductance_W_K = 0;  ///< solid to coolant; constant (laminar channels, developed flow). 0: heat goes straight to the coolant
    double chip_K_W = 0;         ///< from the solid to the chip, per W of the link's heat
    double chipLimit_C = std::numeric_limits<double>::quiet_NaN();  ///< where the chip throttles; NaN = not watched
};

/// A coolant network with what it holds.
struct TransientNetwork {
    Network network;               ///< as solveNetwork() reads it; nodes with a volume are ideally mixed
    std::vector<LinkStore> stores; ///< n_links
    std::vector<ControlledValve> valves{};  ///< those that a controller moves, at their positions of the start
};

/// Two links that exchange heat: a CDU or a plate exchanger. The hot side leaves no colder than `set_C`. The cold side of a
/// liquid-to-air CDU is air (coldNetwork −1) of a temperature that is given in time, linear between its moments.
struct Exchanger {
    int hotNetwork = -1, hotLink = -1;
    int coldNetwork = -1, coldLink = -1;
    double ua_W_K = 0;
    double set_C = -273.15;
    double airCapacity_W_K = 0;
    std::vector<double> airTime_s{}, air_C{};
};

/// Something that happens. A change takes `over_s` seconds, linear, unless said otherwise.
struct TransientEvent {
    enum class What {
        PumpTrip,    ///< speed falls as 1 / (1 + t / over_s): quadratic load torque on the rotor's inertia
        PumpStart,   ///< to full speed over over_s
        Close,       ///< a valve: resistance grows until shut, over over_s
        Open,        ///< its reverse
        Heat,        ///< the link's heat becomes value × what it was at the start
        LoseSink,    ///< a set outlet no longer cools: the link lets its temperature through
        Restore,     ///< a lost sink comes back
        Drop,        ///< the link's rated drop becomes value × what it was (a filter changed or fouled)
    } what = What::PumpTrip;
    double at_s = 0;
    int network = 0, link = -1;
    double value = 0;
    double over_s = 0;
};

struct TransientOptions {
    double end_s = 600;
    double step_s = 0.25;          ///< first step after an event; grows by a quarter a step up to longestStep_s
    double longestStep_s = 2;
    int pipeCells = 8, plateCells = 2;
    double tolerance_K = 1e-10;    ///< of the sweeps of one step
    std::function<void(double share)> progress;
};

/// Series of one watched link: its chip, solid and coolant, at the times of TransientResult::time_s.
struct LinkHistory {
    int network = 0, link = 0;
    std::vector<float> chip_C, outlet_C, flow_m3_s;
    std::vector<float> taken_W;  ///< by its sink or exchanger
    double secondsToLimit = std::numeric_limits<double>::infinity();  ///< from the first event; infinite when never
    double hottest_C = 0;
};

/// Series of one controlled valve.
struct ValveHistory {
    int network = 0, valve = 0;
    std::vector<float> position, temperature_C;  ///< temperature: at the sensed node
};

struct TransientResult {
    std::vector<double> time_s;
    std::vector<LinkHistory> links;     ///< the links asked for
    std::vector<ValveHistory> valves;   ///< all of all networks
    std::vector<double> secondsToLimit; ///< of all watched links of all networks, in order (network by network, link by link); NaN = not watched
    double energyResidual = 0;          ///< |stored − (given − taken)| over given
    double given_J = 0, taken_J = 0, stored_J = 0;
    SolveReport report;                 ///< worst: the network whose hydraulics failed
    Issues issues;                      ///< what the quasi-steady model leaves out here (water hammer)
};

/// Temperatures of coolant loops in time: quasi-steady flow, heat stored in coolant, plates and tanks.
///
/// Shapes  `watched`: (network, link) pairs whose history is kept.
/// Needs   networks that have a steady state at the start (it is where the calculation begins).
/// Errors  none thrown; a hydraulic state that does not converge ends the run with NotConverged and the times reached.
/// Model   upwind cells in flow direction, ideally mixed nodes, implicit Euler, swept in the order of flow. Flow follows
///         pumps and valves without delay: inertia of the water (water hammer, surge) is left out; a valve that closes
///         faster than the pressure wave travels is an issue "liquid.waterHammer". Pumps under Δp control hold it at every
///         moment; controlled valves: valve_motion.h.
/// Cost    steps × (cells × sweeps × some 20 ns + one warm hydraulic solution while something moves).
///         Thread-safe: yes (no state).
/// Source  derivation at the head of the .cpp. Checked: tests/unit/twin/liquid/loop_transient_test.cpp (closed forms).
TransientResult solveTransient(const std::vector<TransientNetwork>& networks, const std::vector<Exchanger>& exchangers,
                               const std::vector<TransientEvent>& events, const std::vector<std::pair<int, int>>& watched,
                               const TransientOptions& options = {}, std::stop_token stop = {});

}  // namespace twin::liquid
