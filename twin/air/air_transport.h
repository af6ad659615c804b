// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/air/air_grid.h"
#include "twin/numerics/parallel.h"

#include <vector>

namespace twin::air {

/// Upwind transport along a potential flow: each cell takes the mean of what flows into it.
///
/// Air runs down the potential, so "flows into" has no cycles: cells sorted in the order of the flow give the exact
/// solution in one pass. Two quantities travel together: temperature and the share of rack air.
///
/// Shapes  potential: shape.size(). links as in the grid.
/// Cost    O(cells) to build, in parallel but for the order itself; O(cells) a pass, some 5 ns a cell.
class AirTransport {
  public:
    struct Values {
        double temperature = 0;  ///< K, relative to whatever the caller counts from
        double rackShare = 0;    ///< 0 … 1
    };

    AirTransport(const AirGrid& grid, const std::vector<double>& potential, numerics::WorkerPool& pool);

    /// Heat that a cell gets without air: what passes its wall is rate · (temperature − its own).
    struct Exchange {
        int place = 0;           ///< in the order of the flow
        double rate_m3_s = 0;    ///< conductance over rho cp
        double temperature = 0;  ///< beyond, counted as Values::temperature
    };
    /// The outer walls of a case whose temperatures count from offset_C, in the order of the flow; empty without losses.
    std::vector<Exchange> walls(const AirCase& airCase, double offset_C) const;

    /// given: what each link's outlets give; drawn: what its intakes get. Both one entry a link.
    /// values: the cells, in the order of the flow; kept by the caller for the two calls below.
    /// walls: cells that exchange heat, in the order of the flow; they leave the shares of rack air alone.
    void pass(const std::vector<Values>& given, const std::vector<Exchange>& walls, std::vector<Values>& drawn, std::vector<Values>& values) const;

    /// Air that a cell takes besides its inflows: what it held before a step in time, what its walls give.
    struct Stored {
        double rate_m3_s = 0;    ///< volume over the step (and the walls' conductance over rho cp)
        double temperature = 0;
    };
    /// A pass with stored air, one entry a place: an implicit step in time of the temperature; shares of racks stay 0.
    void step(const std::vector<Values>& given, const std::vector<Stored>& stored, std::vector<Values>& drawn, std::vector<Values>& values) const;
    /// Cells (padded) in the order of the flow.
    const std::vector<int>& cellAt() const { return m_cellAt; }
    int placeOf(int cell) const { return m_place[std::size_t(cell)]; }  ///< of an open cell

    /// Mean temperature of a link's intake with the taps weighed by a part (Tap::low …), of the last pass.
    double drawnTemperature(std::size_t link, double Tap::*part, const std::vector<Values>& values) const;

    /// The last pass on cells: shape.size(). Cells that see less than stagnant_m3_s take the mean of their neighbours
    /// (ring by ring), spaces without any flow the mean of all flowing cells. NaN in solid cells.
    std::vector<float> temperatures(double stagnant_m3_s, double offset, const std::vector<Values>& values, numerics::WorkerPool& pool) const;

  private:
    const AirGrid& m_grid;
    std::vector<int> m_cellAt;  // place in the order → cell
    std::vector<int> m_place;   // cell → place
    std::vector<int> m_start;   // a place: its inflows
    std::vector<int> m_from;    // upstream place
    std::vector<double> m_weight, m_inflow_m3_s;
    struct Share {
        int place;
        double weight;
    };
    std::vector<std::vector<Share>> m_outlets, m_intakes;  // a link
};

}  // namespace twin::air
