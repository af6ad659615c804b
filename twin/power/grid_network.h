// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/grid_topology.h"

#include <Eigen/Core>

#include <complex>
#include <vector>

namespace twin::power {

using Complex = std::complex<double>;
inline constexpr double kBasePower_VA = 1e6;     ///< three-phase
inline constexpr double kSystemFrequency_Hz = 50;

/// How a load's power follows its voltage, as in the input format.
enum class LoadLaw : std::uint8_t { ConstantPower = 0, ConstantImpedance = 1, ConstantCurrent = 2 };

/// A grid in per unit, only what is fed: P = 1 for the balanced grid, P = 3 for the phases a, b, c.
///
///     branch:  i_f = Y_ff u_f + Y_ft u_t,  i_t = Y_tf u_f + Y_tt u_t        (currents into the branch)
///     source:  i = Y (u_ref − u);   shunt: i = −Y u;   load: i = conj(s f(|u|) / u)   (currents into the bus)
///
/// Bases   1 MVA (three-phase), rated voltage of the node.
template <int P>
struct GridNetwork {
    using Matrix = Eigen::Matrix<Complex, P, P>;
    using Vector = Eigen::Matrix<Complex, P, 1>;

    struct Branch {
        GridKind kind;
        int row, leg;      ///< leg 1 … 3 of a three-winding transformer, else 0
        int from, to;      ///< buses; −1 = open at this end
        Matrix ff, ft, tf, tt;
    };
    struct Shunt {
        int row, bus;
        Matrix y;
    };
    struct Source {
        int row, bus;
        Complex y1, y0;
        Matrix y;
        Vector uRef;
        Complex uRef1;     ///< positive sequence
    };
    struct Load {
        GridKind kind;
        int row, bus;
        LoadLaw law;
        Vector s;          ///< injected at 1 pu
    };
    struct Link {
        int row, from, to;            ///< topology buses; −1 = open at this end
    };
    struct Regulator {
        int row, bus, load;           ///< load: index in loads
        double uRef, qMin, qMax;      ///< per unit of injection, sum of the phases divided by P; NaN = no limit
    };

    int buses = 0;
    std::vector<int> busOf;        ///< topology bus → bus of this network, −1 when not fed; links join buses
    std::vector<int> topologyBus;  ///< n_buses, the first that was joined
    std::vector<Branch> branches;
    std::vector<Link> links;       ///< ideal: their ends are one bus, so their flows follow from the balance of the nodes
    std::vector<Shunt> shunts;
    std::vector<Source> sources;
    std::vector<Load> loads;
    std::vector<Regulator> regulators;
};

/// Builds the network of a grid without errors (checkGrid). Component models: Power Grid Model user manual,
/// "Components"; derivations in grid_network.cpp.
template <int P>
GridNetwork<P> makeNetwork(const GridData& grid, const GridTopology& topology);

extern template GridNetwork<1> makeNetwork<1>(const GridData&, const GridTopology&);
extern template GridNetwork<3> makeNetwork<3>(const GridData&, const GridTopology&);

}  // namespace twin::power
