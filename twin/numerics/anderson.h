// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace twin::numerics {

/// Anderson acceleration of a fixed point x = g(x): on a linear g it converges like GMRES.
///
/// Needs   vectors of one length; call next() once an evaluation of g.
/// Errors  none; a history that makes the change grow is dropped and a plain step taken.
/// Cost    O(n·depth²) a step. Deterministic.
/// Source  Walker, Ni, SIAM J. Numer. Anal. 49 (2011) 1715–1735.
class Anderson {
  public:
    explicit Anderson(int depth) : m_depth(static_cast<std::size_t>(depth)) {}

    /// The next iterate from x and g(x).
    std::vector<double> next(const std::vector<double>& x, const std::vector<double>& gOfX);

  private:
    std::size_t m_depth;
    std::vector<std::vector<double>> m_changesG, m_changesF;  // oldest first; f = g(x) − x
    std::vector<double> m_lastG, m_lastF;
    double m_lastNorm = 0;
};

}  // namespace twin::numerics
