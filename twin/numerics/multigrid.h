// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/report.h"
#include "twin/numerics/coarse_graph.h"
#include "twin/numerics/face_grid.h"
#include "twin/numerics/parallel.h"

#include <stop_token>
#include <vector>

namespace twin::numerics {

struct PoissonOptions {
    double tolerance = 1e-9;  ///< on max |residual|, in units of scale
    double scale = 0;         ///< what the residual is measured against; 0 = max |right-hand side|
    int maxIterations = 200;
};

/// Σ faces g (p_c − p_neighbour) = q_c on a cell grid: conjugate gradients in double, preconditioned by one multigrid
/// cycle in float.
///
/// Shapes  right-hand side and solution: shape.size(), values of ghost and closed cells are 0.
/// Needs   the right-hand side sums to zero over each connected set of cells without a held border (the solution is
///         then defined up to a constant a set). 2³¹ > shape.size().
/// Errors  none thrown; SolveReport says NotConverged (solution = last iterate) or Cancelled.
/// Cost    O(n) a cycle; some 10–25 cycles for nine digits. Bit for bit the same with any thread count.
/// Source  Briggs, Henson, McCormick, A Multigrid Tutorial, 2nd ed. (2000), ch. 3, 8; Braess, Computing 55 (1995)
///         379–393 (aggregation, over-correction). Checked: tests/unit/twin/numerics/multigrid_test.cpp.
class Multigrid {
  public:
    /// Builds all levels; O(n). pool outlives the object.
    Multigrid(FaceGrid fine, WorkerPool& pool);

    /// solution in: first guess; out: the solution (its constants are those of the guess, not projected).
    SolveReport solve(const std::vector<double>& rhs, std::vector<double>& solution, const PoissonOptions& options,
                      std::stop_token stop = {});

    const FaceGrid& fine() const { return m_faces; }
    int levels() const { return static_cast<int>(m_graphs.size()) + 1; }

  private:
    struct Work {
        std::vector<int> parent;             // node of the next level; its node count for closed cells
        std::vector<float> inverseDiagonal;  // 0 in closed cells
        std::vector<float> x, y, d, b;
    };
    void addLevel(std::vector<float> inverseDiagonal);
    void factorCoarsest();
    void solveCoarsest();
    void cycle(std::size_t l);
    void smooth(std::size_t l, bool fromZero);
    void restrictResidual(std::size_t l);
    void prolong(std::size_t l);
    template <class F>
    void forBlocks(std::size_t l, F&& f);

    WorkerPool& m_pool;
    FaceGrid m_faces;                   // level 0
    std::vector<CoarseGraph> m_graphs;  // level l is m_graphs[l − 1]
    std::vector<Work> m_work;           // a level
    std::vector<int> m_coarsestNodes;
    std::vector<double> m_coarsestFactor;  // Cholesky, row-major lower
    std::vector<double> m_coarsestValues;
};

}  // namespace twin::numerics
