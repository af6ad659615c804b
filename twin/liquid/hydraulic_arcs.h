// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/hydraulic_laws.h"
#include "twin/liquid/hydraulic_network.h"

#include <cstdint>
#include <vector>

namespace twin::liquid {

inline constexpr double kClosedSlope = 1e8 * 0.3048 / (0.3048 * 0.3048 * 0.3048);   ///< EPANET's CBIG, m/(m³/s)
inline constexpr double kOpenSlope = 1e-6 * 0.3048 / (0.3048 * 0.3048 * 0.3048);    ///< its CSMALL: open valve without loss

/// What an arc of the equations is: a link, a chain of them (hydraulic_chains.h), or an outflow that depends on pressure (to a node of known head).
enum class ArcKind : std::uint8_t { Link, Chain, Emitter, Demand, LeakFixed, LeakGrowing };

/// Head losses of all arcs at given flows. Pipes first, in one stretch evaluated at once; the others one by one.
///
/// Cost    4 ns a pipe.  Thread-safe: for reading.
class ArcLaws {
  public:
    struct Arc {
        ArcKind kind = ArcKind::Link;
        int item = -1;  ///< link, chain, or node of an outflow
    };

    /// `arcs`: pipes first (pipeCount of them), then what is evaluated elsewhere, the others from `others` on.
    void build(const HydraulicNetwork& network, const std::vector<Arc>& arcs, std::size_t pipeCount, std::size_t others);

    void setPipe(std::size_t arc, const HydraulicLink& pipe, bool darcy);

    /// Has to be called after a status changed.
    void noteStatus(const std::vector<LinkStatus>& status);

    /// Loss and slope (> 0) of every arc; closed links are straight lines of kClosedSlope. `rough`: pipes to some five digits.
    void evaluate(const HydraulicNetwork& network, const std::vector<LinkStatus>& status, const std::vector<double>& setting,
                  const double* flow, double* loss, double* slope, bool rough = false) const;

    /// Chords in place of the slopes of pipes, see powerChords().
    void takeChords(const HydraulicNetwork& network, const double* flow, const double* loss, const double* fall, double* slope) const;

  private:
    void evaluateLink(const HydraulicNetwork& network, const HydraulicLink& link, LinkStatus status, double setting, double flow,
                      double& loss, double& slope) const;
    void evaluateOutflow(const HydraulicNetwork& network, const Arc& arc, double flow, double& loss, double& slope) const;

    std::vector<Arc> m_arcs;
    std::size_t m_pipeCount = 0, m_others = 0;
    std::vector<std::size_t> m_closedPipes;
    DarcyPipes m_darcy;
    PowerPipes m_power;
};

/// Loss coefficient law of a valve: minor · q|q|, linear where flat; without loss a straight line.
void valveLoss(double minorLoss, double leastSlope, double flow, double& loss, double& slope);

}  // namespace twin::liquid
