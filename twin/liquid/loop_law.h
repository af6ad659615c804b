// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/liquid/loop_network.h"

namespace twin::liquid {

/// Total-head drop of a link as a function of its flow, and its slope.
struct Drop {
    double drop_Pa = 0;
    double slope_Pa_s_m3 = 0;
};

/// Friction factor of Darcy and d f / d Re: 64/Re up to 2 000, Swamee–Jain from 4 000, Dunlop's cubic between.
///
/// Needs   reynolds > 0.  Source  EPANET 2.2 Users Manual (Rossman et al. 2020), equations 3.6–3.7 and table 3.1 (D-W).
struct Friction {
    double factor = 0;
    double slope = 0;
};
Friction darcyFriction(double reynolds, double relativeRoughness);

/// The law of one link with everything that does not depend on flow worked out.
///
/// The drop never falls with rising flow, so a network of laws has one solution (see loop_hydraulics.cpp). One-way links
/// and flow limiters are walls of finite slope: `wall` times the larger of its own and the loop's drop over its own
/// flow, raised by the solver in stages.
class LinkLaw {
  public:
    LinkLaw() = default;
    LinkLaw(const Link& link, double density_kg_m3, double viscosity_Pa_s);

    /// Drop and slope at a flow; a finite number for every finite flow.
    Drop at(double flow_m3_s, double wall) const;

    /// The largest drop that may press against the wall, Pa; the link's own until set.
    void setWallDrop(double drop_Pa) { m_wallDrop = drop_Pa > m_typicalDrop ? drop_Pa : m_typicalDrop; }

    bool oneWay() const { return m_oneWay; }
    /// A flow of the size the link is made for, m³/s > 0: rated, or 1 m/s in a pipe.
    double typicalFlow_m3_s() const { return m_typicalFlow; }
    /// A drop of the size the link is made for, Pa > 0.
    double typicalDrop_Pa() const { return m_typicalDrop; }
    /// True where the wall's slope matters at this flow: against a one-way link or past a limit.
    bool pressesWall(double flow_m3_s) const { return (m_oneWay && flow_m3_s < 0) || (m_limit > 0 && flow_m3_s > m_limit); }

    static constexpr double kSoftWall = 1e2;  ///< first stage
    static constexpr double kOneWayWall = 1e11;  ///< last stage against backflow: leaks 1e-11 of the typical flow
    static constexpr double kLimitWall = 1e6;    ///< last stage past a limit: limits of rounding forbid steeper

  private:
    Drop body(double flow_m3_s) const;

    LinkKind m_kind = LinkKind::Pipe;
    bool m_oneWay = false;
    double m_limit = 0;
    double m_typicalFlow = 1, m_typicalDrop = 1, m_wallDrop = 1;
    double m_linear = 0, m_quadratic = 0;                        // drop = linear·q + quadratic·q|q|
    double m_reynoldsOfFlow = 0, m_roughness = 0, m_friction = 0;  // pipe: Re / |q|, ε / D, drop / (f q|q|)
    double m_head = 0, m_setHead = -1;                           // pump
};

/// Speed (fraction of full) at which a pump gives a head at a flow; 0 for a pump that is shut.
double pumpSpeed(const Link& pump, double flow_m3_s, double head_Pa);

/// True when nothing can flow: closed, or a pump without speed or units.
bool isShut(const Link& link);

}  // namespace twin::liquid
