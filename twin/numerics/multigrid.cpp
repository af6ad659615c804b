// SPDX-License-Identifier: GPL-3.0-or-later
// A is the graph Laplacian of the cells: (A p)_c = Σ g_f (p_c − p_n), symmetric, semi-definite, D = diag(A); cells at a
// border with a held value add h_c p_c.
//
// Preconditioner  one symmetric multigrid cycle on float arrays.
//   coarsening    the connected parts of blocks of 2 × 2 × 2 cells (coarse_graph.h), piecewise constant transfer P, Pᵀ.
//                 Pᵀ A P adds the faces between two blocks; their centres are twice as far apart, so that sum is
//                 halved in every coarsened direction (the "over-correction" that piecewise constants need).
//   smoothing     Chebyshev polynomial of degree 2 in D⁻¹A before and after. The eigenvalues of D⁻¹A lie in [0, 2]
//                 (Gershgorin); it damps [0.4, 2]: the range with the fewest cycles in halls of racks (tried: 0.15 …
//                 0.5).
//   coarsest      Cholesky of A + 10⁻⁴ D (the shift removes the constants).
// Iteration       conjugate gradients in float with β = z·(r − r_old) / (z·r)_old (Polak–Ribière): rounding makes the
//                 preconditioner slightly unsymmetric and not quite the same each time; this form does not mind. Each time
//                 the residual has fallen by kDrift the correction is added to the solution (double) and the true residual
//                 takes the place of the updated one, while the directions go on (van der Vorst, Ye, SIAM J. Sci. Comput. 22
//                 (2000) 835–852): the solution has the digits of double, the work the traffic of float.
// Sums are taken over fixed blocks of cells and added in their order, whatever the thread count.
#include "twin/numerics/multigrid.h"

#include "twin/numerics/multigrid_loops.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <utility>

namespace twin::numerics {

namespace {

constexpr int kBlock = 8192;                     // cells of the grid
constexpr int kNodeBlock = 2048;                 // nodes of a graph
constexpr int kCoarsestNodes = 80;               // few enough for a dense factor
constexpr double kCoarsestShift = 1e-4;          // of the diagonal
constexpr double kLowest = 0.4, kHighest = 2.0;  // eigenvalues of D⁻¹A the smoother damps
constexpr double kTheta = (kHighest + kLowest) / 2, kDelta = (kHighest - kLowest) / 2, kSigma = kTheta / kDelta;
constexpr double kRho0 = 1 / kSigma, kRho1 = 1 / (2 * kSigma - kRho0);
constexpr float kFirst = float(1 / kTheta), kKeep = float(kRho1 * kRho0), kAdd = float(2 * kRho1 / kDelta);
constexpr double kDrift = 1e-3;                  // fall of the residual after which the true one takes its place


}  // namespace

template <class F>
void Multigrid::forBlocks(std::size_t l, F&& f) {
    const int begin = l == 0 ? m_faces.shape.begin() : 0;
    const int end = l == 0 ? m_faces.shape.end() : m_levels->graphs[l - 1].nodes();
    const int size = l == 0 ? kBlock : kNodeBlock;
    m_pool.parallelFor((end - begin + size - 1) / size, [&](int b) {
        const int lo = begin + b * size;
        f(b, lo, std::min(lo + size, end));
    });
}

namespace {

std::vector<float> inverseDiagonalOf(const CoarseGraph& g, int& joined) {
    std::vector<float> inverse(static_cast<std::size_t>(g.nodes()) + 1, 0.f);
    for (std::size_t q = 0; q + 1 < inverse.size(); ++q) {
        float diagonal = g.held[q];
        for (int e = g.rowStart[q]; e < g.rowStart[q + 1]; ++e) diagonal += g.weight[std::size_t(e)];
        inverse[q] = diagonal > 0.f ? 1.f / diagonal : 0.f;
        joined += diagonal > 0.f ? 1 : 0;
    }
    return inverse;
}

void factorCoarsest(MultigridLevels& levels) {
    const CoarseGraph& g = levels.graphs.back();
    std::vector<int> number(static_cast<std::size_t>(g.nodes()), -1);
    for (int c = 0; c < g.nodes(); ++c)
        if (levels.inverseDiagonal.back()[std::size_t(c)] > 0.f) {
            number[std::size_t(c)] = static_cast<int>(levels.coarsestNodes.size());
            levels.coarsestNodes.push_back(c);
        }
    const std::size_t n = levels.coarsestNodes.size();
    auto& a = levels.coarsestFactor;
    a.assign(n * n, 0.0);
    for (std::size_t row = 0; row < n; ++row) {
        const auto c = static_cast<std::size_t>(levels.coarsestNodes[row]);
        a[row * n + row] += double(g.held[c]) * (1 + kCoarsestShift);
        for (int e = g.rowStart[c]; e < g.rowStart[c + 1]; ++e) {
            const double w = double(g.weight[std::size_t(e)]);
            a[row * n + row] += w * (1 + kCoarsestShift);
            a[row * n + std::size_t(number[std::size_t(g.column[std::size_t(e)])])] -= w;
        }
    }
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t i = j; i < n; ++i) {
            double sum = a[i * n + j];
            for (std::size_t k = 0; k < j; ++k) sum -= a[i * n + k] * a[j * n + k];
            a[i * n + j] = i == j ? std::sqrt(sum) : sum / a[j * n + j];
        }
}

std::shared_ptr<const MultigridLevels> makeLevels(const FaceGrid& fine, WorkerPool& pool) {
    auto levels = std::make_shared<MultigridLevels>();
    levels->inverseDiagonal.emplace_back();
    levels->graphs.push_back(coarsen(fine, levels->parent.emplace_back(), pool));
    for (;;) {
        int joined = 0;
        levels->inverseDiagonal.push_back(inverseDiagonalOf(levels->graphs.back(), joined));
        if (joined <= kCoarsestNodes) break;
        CoarseGraph next = coarsen(levels->graphs.back(), levels->parent.emplace_back());
        levels->graphs.push_back(std::move(next));
    }
    factorCoarsest(*levels);
    return levels;
}

}  // namespace

Multigrid::Multigrid(const FaceGrid& fine, WorkerPool& pool, std::shared_ptr<const MultigridLevels> levels)
    : m_pool(pool), m_faces(fine), m_levels(levels ? std::move(levels) : makeLevels(fine, pool)) {
    const GridShape& s = m_faces.shape;
    const int sy = s.strideY(), sz = s.strideZ();
    const float *gx = m_faces.x.data(), *gy = m_faces.y.data(), *gz = m_faces.z.data();
    const auto zeros = [&](BigArray<float>& v, std::size_t size) {
        v = BigArray<float>(size);
        constexpr std::size_t kAtOnce = std::size_t{1} << 16;
        m_pool.parallelFor(int((size + kAtOnce - 1) / kAtOnce), [&](int b) {
            const std::size_t lo = std::size_t(b) * kAtOnce;
            std::fill(v.begin() + std::ptrdiff_t(lo), v.begin() + std::ptrdiff_t(std::min(lo + kAtOnce, size)), 0.f);
        });
    };
    const auto size = static_cast<std::size_t>(s.size());
    for (auto* v : {&m_inverseDiagonal, &m_correction, &m_direction, &m_response}) zeros(*v, size);
    forBlocks(0, [&](int, int lo, int hi) {
        for (int c = lo; c < hi; ++c) {
            const float diagonal = gx[c] + gx[c + 1] + gy[c] + gy[c + sy] + gz[c] + gz[c + sz] + (m_faces.held.empty() ? 0.f : m_faces.held[std::size_t(c)]);
            m_inverseDiagonal[std::size_t(c)] = diagonal > 0.f ? 1.f / diagonal : 0.f;
        }
    });
    m_work.resize(m_levels->graphs.size() + 1);
    for (std::size_t l = 0; l < m_work.size(); ++l)
        for (auto* v : {&m_work[l].x, &m_work[l].y, &m_work[l].b}) zeros(*v, l == 0 ? size : m_levels->inverseDiagonal[l].size());
    m_coarsestValues.assign(m_levels->coarsestNodes.size(), 0.0);
}

void Multigrid::solveCoarsest() {
    Work& level = m_work.back();
    const auto& nodes = m_levels->coarsestNodes;
    const std::size_t n = nodes.size();
    auto& v = m_coarsestValues;
    const auto& a = m_levels->coarsestFactor;
    for (std::size_t i = 0; i < n; ++i) {
        double sum = double(level.b[std::size_t(nodes[i])]);
        for (std::size_t k = 0; k < i; ++k) sum -= a[i * n + k] * v[k];
        v[i] = sum / a[i * n + i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) v[i] -= a[k * n + i] * v[k];
        v[i] /= a[i * n + i];
        level.x[std::size_t(nodes[i])] = static_cast<float>(v[i]);
    }
}

void Multigrid::step(std::size_t l, const BigArray<float>& from, BigArray<float>& to, ChebyshevParts parts) {
    const float *dinv = inverseDiagonal(l), *b = m_work[l].b.data();
    forBlocks(l, [&](int, int lo, int hi) {
        if (l == 0) {
            chebyshevStep(m_faces, dinv, b, from.data(), to.data(), parts, lo, hi);
        } else {
            chebyshevStep(m_levels->graphs[l - 1], dinv, b, from.data(), to.data(), parts, lo, hi);
        }
    });
}

void Multigrid::restrictResidual(std::size_t l) {
    Work& level = m_work[l];
    const float *b = level.b.data(), *x = level.x.data();
    float* r = level.y.data();
    forBlocks(l, [&](int, int lo, int hi) {
        if (l == 0) {
            residual(m_faces, b, x, r, lo, hi);
        } else {
            residual(m_levels->graphs[l - 1], b, x, r, lo, hi);
        }
    });
    const int *start = m_levels->graphs[l].childStart.data(), *child = m_levels->graphs[l].child.data();
    float* to = m_work[l + 1].b.data();
    forBlocks(l + 1, [&](int, int lo, int hi) {
        for (int n = lo; n < hi; ++n) {
            float sum = 0;
            for (int q = start[n]; q < start[n + 1]; ++q) sum += r[child[q]];
            to[n] = sum;
        }
    });
}

void Multigrid::prolong(std::size_t l) {
    Work& level = m_work[l];
    const float* from = m_work[l + 1].x.data();
    const int* parent = m_levels->parent[l].data();
    float* x = level.x.data();
    forBlocks(l, [&](int, int lo, int hi) {
        for (int c = lo; c < hi; ++c) x[c] += from[parent[c]];
    });
}

void Multigrid::cycle(std::size_t l) {
    if (l + 1 == m_work.size()) return solveCoarsest();
    Work& level = m_work[l];
    if (l > 0) {  // at the top the first step is done where the residual is made
        const float *dinv = inverseDiagonal(l), *b = level.b.data();
        float* x = level.x.data();
        forBlocks(l, [&](int, int lo, int hi) {
            for (int c = lo; c < hi; ++c) x[c] = kFirst * dinv[c] * b[c];
        });
    }
    step(l, level.x, level.y, {1 + kKeep, 0.f, kAdd});
    level.x.swap(level.y);
    restrictResidual(l);
    cycle(l + 1);
    prolong(l);
    step(l, level.x, level.y, {1.f, 0.f, kFirst});
    step(l, level.y, level.x, {1 + kKeep, kKeep, kAdd});
}

SolveReport Multigrid::solve(std::span<const double> rhs, std::span<double> solution, const PoissonOptions& options, std::stop_token stop) {
    const auto started = std::chrono::steady_clock::now();
    Work& top = m_work.front();
    const FaceGrid& f = m_faces;
    const auto blocks = static_cast<std::size_t>((f.shape.end() - f.shape.begin() + kBlock - 1) / kBlock);
    std::vector<double> partA(blocks), partB(blocks);
    const auto sum = [](const std::vector<double>& parts) {
        double total = 0;
        for (const double part : parts) total += part;
        return total;
    };
    const auto largest = [](const std::vector<double>& parts) { return *std::max_element(parts.begin(), parts.end()); };
    double scale = options.scale;
    if (!(scale > 0)) {
        forBlocks(0, [&](int b, int lo, int hi) {
            partA[std::size_t(b)] = 0;
            for (int c = lo; c < hi; ++c) partA[std::size_t(b)] = std::max(partA[std::size_t(b)], std::abs(rhs[std::size_t(c)]));
        });
        scale = largest(partA);
    }
    // The residual in units of scale keeps the float cycle far from underflow.
    const auto takeTrueResidual = [&] {
        forBlocks(0, [&](int b, int lo, int hi) {
            trueResidual(f, rhs.data(), solution.data(), top.b.data(), scale > 0 ? 1 / scale : 0, lo, hi, partA[std::size_t(b)], partB[std::size_t(b)]);
            for (int c = lo; c < hi; ++c) top.x[std::size_t(c)] = kFirst * m_inverseDiagonal[std::size_t(c)] * top.b[std::size_t(c)];
        });
        m_residualSum = sum(partB);
        return scale > 0 ? largest(partA) / scale : 0;
    };
    const auto addCorrection = [&] {
        forBlocks(0, [&](int, int lo, int hi) {
            for (int c = lo; c < hi; ++c) {
                solution[std::size_t(c)] += scale * double(m_correction[std::size_t(c)]);
                m_correction[std::size_t(c)] = 0.f;
            }
        });
    };
    SolveReport report;
    double norm = takeTrueResidual(), trueNorm = norm;
    const auto finish = [&](SolveStatus status) {
        report.status = status;
        report.residual = norm;
        report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return report;
    };
    if (scale <= 0 || norm <= options.tolerance) return finish(SolveStatus::Converged);
    forBlocks(0, [&](int, int lo, int hi) {
        for (auto* v : {&m_correction, &m_direction, &m_response}) std::fill(v->begin() + lo, v->begin() + hi, 0.f);
    });
    double rzOld = 0, alpha = 0;
    float *z = top.x.data(), *p = m_direction.data(), *ap = m_response.data();
    for (; report.iterations < options.maxIterations; ++report.iterations) {
        if (stop.stop_requested()) return finish(SolveStatus::Cancelled);
        cycle(0);
        z = top.x.data();
        forBlocks(0, [&](int b, int lo, int hi) {
            partA[std::size_t(b)] = dot(z, top.b.data(), lo, hi);
            partB[std::size_t(b)] = dot(z, ap, lo, hi);
        });
        const double rz = sum(partA);
        const float beta = rzOld > 0 ? float(std::max(0.0, -alpha * sum(partB) / rzOld)) : 0.f;
        forBlocks(0, [&](int, int lo, int hi) {
            for (int c = lo; c < hi; ++c) p[c] = z[c] + beta * p[c];
        });
        forBlocks(0, [&](int b, int lo, int hi) {
            apply(f, p, ap, lo, hi);
            partA[std::size_t(b)] = dot(p, ap, lo, hi);
        });
        const double pap = sum(partA);
        if (!(pap > 0) || !(rz > 0)) break;
        alpha = rz / pap;
        rzOld = rz;
        forBlocks(0, [&](int b, int lo, int hi) {
            partA[std::size_t(b)] = double(advance(p, ap, m_inverseDiagonal.data(), m_correction.data(), top.b.data(), z, float(alpha), kFirst, lo, hi));
        });
        norm = largest(partA);
        if (norm > std::max(options.tolerance, kDrift * trueNorm)) continue;
        addCorrection();
        norm = trueNorm = takeTrueResidual();
        if (norm > options.tolerance) continue;
        ++report.iterations;
        return finish(SolveStatus::Converged);
    }
    addCorrection();
    norm = takeTrueResidual();
    return finish(norm <= options.tolerance ? SolveStatus::Converged : SolveStatus::NotConverged);
}

}  // namespace twin::numerics
