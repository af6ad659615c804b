// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/report.h"
#include "twin/numerics/coarse_graph.h"
#include "twin/numerics/face_grid.h"
#include "twin/numerics/multigrid_loops.h"
#include "twin/numerics/parallel.h"

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace twin::numerics {

struct PoissonOptions {
    double tolerance = 1e-9;  ///< on max |residual|, in units of scale
    double scale = 0;         ///< what the residual is measured against; 0 = max |right-hand side|
    int maxIterations = 200;
};

/// The coarse levels of a grid, for all solvers on equal faces.
struct MultigridLevels {
    std::vector<CoarseGraph> graphs;                  ///< level l is graphs[l − 1]
    std::vector<std::vector<int>> parent;             ///< a level: node of the next one; its node count for closed cells
    std::vector<std::vector<float>> inverseDiagonal;  ///< levels from 1; [0] is empty
    std::vector<int> coarsestNodes;
    std::vector<double> coarsestFactor;  ///< Cholesky, row-major lower
};

/// Σ faces g (p_c − p_neighbour) = q_c on a cell grid: conjugate gradients preconditioned by one multigrid cycle, in
/// float, with the true residual and the solution in double.
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
    /// Builds all levels unless it is given those of equal faces; O(n). fine and pool outlive the object.
    Multigrid(const FaceGrid& fine, WorkerPool& pool, std::shared_ptr<const MultigridLevels> levels = nullptr);
    Multigrid(FaceGrid&& fine, WorkerPool& pool, std::shared_ptr<const MultigridLevels> levels = nullptr) = delete;

    /// solution in: first guess; out: the solution (its constants are those of the guess, not projected).
    SolveReport solve(std::span<const double> rhs, std::span<double> solution, const PoissonOptions& options,
                      std::stop_token stop = {});

    double residualSum() const { return m_residualSum; }  ///< Σ |residual| of the last solve
    const std::shared_ptr<const MultigridLevels>& levels() const { return m_levels; }

  private:
    struct Work {
        BigArray<float> x, y, b;
    };
    void solveCoarsest();
    void cycle(std::size_t l);
    void step(std::size_t l, const BigArray<float>& from, BigArray<float>& to, ChebyshevParts parts);
    const float* inverseDiagonal(std::size_t l) const { return l == 0 ? m_inverseDiagonal.data() : m_levels->inverseDiagonal[l].data(); }
    void restrictResidual(std::size_t l);
    void prolong(std::size_t l);
    template <class F>
    void forBlocks(std::size_t l, F&& f);

    WorkerPool& m_pool;
    const FaceGrid& m_faces;               // level 0
    BigArray<float> m_inverseDiagonal;     // of level 0; 0 in closed cells
    BigArray<float> m_correction, m_direction, m_response;  // of the conjugate gradients; response = A direction
    std::shared_ptr<const MultigridLevels> m_levels;
    std::vector<Work> m_work;  // a level
    std::vector<double> m_coarsestValues;
    double m_residualSum = 0;
};

}  // namespace twin::numerics
