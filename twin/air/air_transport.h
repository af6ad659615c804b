// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/flow_order.h"
#include "twin/numerics/parallel.h"

#include <array>
#include <vector>

namespace twin::air {

/// Upwind transport along a potential flow: each cell takes the mean of what flows into it.
///
/// Air runs down the potential, so "flows into" has no cycles: cells in the order of the flow give the exact solution
/// in one pass.
///
/// Shapes  potential: shape.size(). links as in the grid.
/// Cost    O(cells) to build and a pass, both in parallel; a pass streams some 50 bytes a cell. The same bits with any
///         thread count.
class AirTransport {
  public:
    using Cells = numerics::BigArray<double>;  ///< open cells, in the order of the flow

    AirTransport(const AirGrid& grid, const numerics::BigArray<double>& potential, numerics::WorkerPool& pool);

    /// Air that a cell takes besides its inflows: what it held before a step in time, what its walls give (their
    /// conductance over ρ c_p).
    struct Stored {
        double rate_m3_s = 0;
        double temperature = 0;
    };

    /// given: what each link's outlets give; drawn: what its intakes get. Both one entry a link, in K from whatever the
    /// caller counts from.
    /// stored: a padded cell, or none.
    /// values: kept by the caller for the calls below.
    void pass(const std::vector<double>& given, const std::vector<Stored>& stored, std::vector<double>& drawn, Cells& values,
              numerics::WorkerPool& pool) const;

    /// A pass on padded cells; 0 where the hall is solid.
    numerics::BigArray<double> onGrid(const Cells& values, numerics::WorkerPool& pool) const;

    /// Mean temperature of a link's intake with the taps weighed by a part (Tap::low …), of a pass; NaN without such taps.
    double drawnTemperature(std::size_t link, double Tap::*part, const Cells& values) const;

    /// A pass as temperatures of the hall's own cells (not padded), + offset. Cells that see less than stagnant_m3_s take
    /// the mean of their neighbours (ring by ring), spaces without any flow the mean of all flowing cells. NaN in solid
    /// cells.
    std::vector<float> temperatures(double stagnant_m3_s, double offset, const Cells& values, numerics::WorkerPool& pool) const;

    /// Velocity at the centres of the hall's own cells (not padded), m/s.
    std::array<std::vector<float>, 3> velocity(numerics::WorkerPool& pool) const;

  private:
    struct Edge {
        int from;  // upstream place
        float flow_m3_s;
    };
    struct Share {
        int place;
        double weight;
    };
    void joinEdges(const numerics::BigArray<int>& place, numerics::WorkerPool& pool);
    template <bool kStored>
    void carry(const FlowOrder::Segment& segment, const Stored* stored, double* values) const;

    const AirGrid& m_grid;
    FaceFluxes m_flux;
    FlowOrder m_order;
    numerics::BigArray<Edge> m_edges;  // place by place
    Cells m_inflow_m3_s;               // a place
    std::vector<std::vector<Share>> m_outlets, m_intakes;  // a link
};

}  // namespace twin::air
