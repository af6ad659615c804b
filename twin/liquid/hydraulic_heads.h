// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <stop_token>
#include <vector>

namespace twin::liquid {

/// Heads of a network with all its one-way and holding devices at once, without a guess of which are open: what a check
/// valve, a pump, a flow limit or a pressure valve lets through is a function of the heads at its ends that never falls
/// with the upper and never rises with the lower one. Such equations have one solution (M-functions).
///
/// Shapes  arcs in the caller's order; junctions are points 0 … junctions − 1, further points have known heads.
/// Errors  none thrown; parts that nothing but leaks of shut arcs feeds are `cut`; unbalance says how far it came.
/// Cost    one sparse LU and a handful of evaluations a step, some 10 to 50 steps.  Deterministic.
/// Source  Rheinboldt 1970, On M-functions and their application to nonlinear Gauss-Seidel iterations and to network flows;
///         Deuerlein 2008 (devices by complementarity). Derivation in the .cpp.
class HeadEquations {
  public:
    enum class Law { Plain, Reducing, Sustaining, ConstantPower, Shut };
    enum class Branch { Free, AtLeast, AtMost, Holding };  ///< which of its conditions an arc obeys in the end
    struct Arc {
        int from = -1, to = -1;
        Law law = Law::Plain;
        double least_m3_s = 0, most_m3_s = 0;  ///< flow stays within; ± infinity where nothing limits it
        double held_m = 0;                     ///< Reducing: highest lower head; Sustaining: least upper head
        double power = 0;                      ///< ConstantPower: gain · flow
        bool device = false;                   ///< leaks when shut and resists a little when open
    };
    /// Loss (rising with the flow) and slope of all arcs; called for every arc, used for those that are open.
    using Laws = std::function<void(const double* flow, double* loss, double* slope)>;

    std::vector<Arc> arcs;
    int junctions = 0;
    std::vector<double> demand_m3_s;  ///< n_points
    std::vector<double> head_m;       ///< n_points: known ones and where to start from; then the solution
    std::vector<double> flow_m3_s;    ///< n_arcs: guess; then the solution
    std::vector<Branch> branch;       ///< n_arcs
    std::vector<char> cut;            ///< n_points
    double unbalance = 0;             ///< Σ |Σq − d| / largest flow

    void solve(const Laws& laws, const std::stop_token& stop);

  private:
    double evaluate(const Laws& laws, const std::vector<double>& head);
    bool relax(const Laws& laws, const std::stop_token& stop);
    void cutOff();

    double m_leak = 0, m_resistance = 0;  // of what is shut; added to every arc
    std::vector<double> m_open, m_rise, m_fall, m_net;  // flow by the law alone; dq/dh_from, −dq/dh_to; n_points
    std::vector<double> m_loss, m_slope;
};

}  // namespace twin::liquid
