// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"
#include "twin/liquid/loop_solver.h"

#include <limits>
#include <string>
#include <vector>

namespace twin::liquid {

/// A three-way valve (mixing or diverting: two links with one node in common), or a throttling valve (one link), whose
/// position is set by hand or by a controller that holds the temperature of a node.
struct ControlledValve {
    std::string name;
    Id item;
    int straight = -1, bypass = -1;  ///< links of kind Resistance; bypass −1: a throttling valve
    double refDrop_Pa = 0;           ///< of either way at its rated flow, fully open
    double position = 0.5;           ///< 1: straight way open, bypass shut; where a controller starts from, and what it found
    bool controlled = false;
    int sensed = -1;                 ///< node; −1: nothing to sense, the position stays
    double set_C = 0;
    double stroke_s = 90;            ///< over its whole travel, in time only: usual motor actuators of water valves, 35–150 s

    // what the controller found
    double temperature_C = std::numeric_limits<double>::quiet_NaN();  ///< at the sensed node
    bool holds = false;              ///< the set temperature is met
    double slope_K = 0;              ///< temperature over position at the last move; 0 = not known
};

inline constexpr double kShutWay = 1e-4;    ///< of full opening: seat leakage of class IV (IEC 60534-4), below it a way is shut
inline constexpr double kLeastOpening = 0.01;  ///< a controller leaves a throttling valve ajar, so that there is something to sense

/// Sets both ways. Their free areas are position and 1 − position of the full one, so the drop at equal flow grows with the
/// inverse square.
void setPosition(Network& network, ControlledValve& valve, double position);

/// solveNetwork with every controlled valve at the position that holds its temperature, to 1e-5 K.
///
/// Shapes  any number of valves; those without control keep their position.
/// Needs   links of the valves in the network; closed links of a valve stay closed (out of service: not controlled).
/// Model   one valve at a time by secant and false position (Illinois) between the ends, round by round until all hold.
/// Errors  none thrown. A temperature out of reach: the better end, issue "liquid.valveLimit". Rounds used up: the valves
///         that still move get "liquid.valveHunts".
/// Cost    one solution without controlled valves and when all hold already; some 6 warm ones a valve that moves.
/// Checked tests/unit/twin/liquid/controlled_valve_test.cpp: mixing rule by hand, ends, two valves in series, throttling.
NetworkResult solveControlled(Network& network, std::vector<ControlledValve>& valves, const SolveOptions& options = {}, std::stop_token stop = {});

/// Authorities of the valves of a solved network: drop of the wide-open valve over that of its circuit with the valve wide open,
/// at the present flow of the straight way. The circuit of a three-way valve reaches to where its bypass leaves or joins; that of
/// another valve are the links in series with it up to the next junctions.
///
/// Needs   both to live as long.  Cost  O(links) once, then the length of a circuit a valve.
/// Source  CIBSE guide B: authority N = Δp of the open valve / (Δp of the open valve + Δp of the circuit whose flow it varies).
class ValveAuthorities {
  public:
    ValveAuthorities(const Network& network, const NetworkResult& result);
    /// NaN where nothing flows.
    double of(const ControlledValve& valve) const;

  private:
    double seriesDrop_Pa(int link) const;
    double circuitDrop_Pa(const ControlledValve& valve) const;

    const Network& m_network;
    const NetworkResult& m_result;
    std::vector<std::vector<int>> m_ends;  ///< n_nodes: open links
};

/// The node where what leaves by the bypass joins other water: downstream of `node` past all links in series, the valve's own
/// links left out; −1 when it ends without. `through`: the link that its water arrives by.
int joiningNode(const Network& network, const ControlledValve& valve, int node, int* through = nullptr);

}  // namespace twin::liquid
