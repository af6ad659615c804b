// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/base/report.h"

#include <string>
#include <vector>

namespace twin::air {

/// A space with one pressure: the hall, a contained aisle, the floor void, the ceiling void.
struct PressureZone {
    std::string name;
    bool held = false;       ///< at pressure_Pa; every other zone finds its own
    double pressure_Pa = 0;  ///< over the hall
};

/// A way of air between two zones.
struct PressurePath {
    enum class Kind {
        Opening,  ///< V̇ = A √(2 |Δp| / (ρ K)), from higher to lower pressure
        Fan,      ///< V̇ = V̇₀ √((p_s − rise) / (p_s − p_r)), rise = p_to − p_from; flows back beyond p_s
        Fixed,    ///< V̇₀ whatever the pressure
    } kind = Kind::Opening;
    std::string name;
    int from = 0, to = 0;
    double area_m2 = 0, loss = 1;            ///< Opening: K on the velocity V̇ / A
    double flow_m3_s = 0;                    ///< Fan: at its rated rise; Fixed: its flow
    double ratedRise_Pa = 0, shutOff_Pa = 0; ///< Fan: p_r < p_s
};

struct PressureNetwork {
    std::vector<PressureZone> zones;
    std::vector<PressurePath> paths;
    double rho_kg_m3 = 1.2;
};

struct PressureState {
    std::vector<double> pressure_Pa;  ///< n_zones
    std::vector<double> flow_m3_s;    ///< n_paths, positive from → to
    SolveReport report;               ///< residual: largest |Σ V̇| of a free zone over the largest flow
    Issues issues;
};

/// Loss coefficient of a thin perforated plate (floor tile) of open share f, on the velocity before it:
///     K = (1 + 0.5 (1 − f)^0.75 + 1.414 (1 − f)^0.375) / f².
/// Source  Fried, Idelchik, Flow Resistance: A Design Guide for Engineers (1989), in the form used for floor tiles by Karki,
///         Radmehr, Patankar, HVAC&R Research 9 (2003) 153–166. f = 0.25: 42.8.
double perforatedLoss(double openShare);

/// Loss coefficient of a sharp-edged gap on its own area: 1 / C_d², C_d = 0.61 (Idelchik; ISO 5167 for a small opening).
inline constexpr double kGapLoss = 1 / (0.61 * 0.61);

/// Pressures at which every free zone's flows balance.
///
/// Needs   every free zone reaches a held one over openings or fans (else air.zoneClosed, by name); ends within the zones,
///         numbers finite, areas, losses and fan curves positive (else air.badPath).
/// Errors  in issues, nothing thrown; not converging is report.status, the state is the last iterate.
/// Cost    some 10 Newton steps, one sparse Cholesky factor each.  Thread-safe: yes (no state).
/// Source  derivation at the head of the .cpp. Checked: tests/unit/twin/air/plenum_network_test.cpp (closed forms).
PressureState solvePressures(const PressureNetwork& network);

}  // namespace twin::air
