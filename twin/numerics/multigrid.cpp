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
// Iteration       conjugate gradients with β = z·(r − r_old) / (z·r)_old (Polak–Ribière): rounding to float makes the
//                 preconditioner slightly unsymmetric and not quite the same each time; this form does not mind.
// Sums are taken over fixed blocks of cells and added in their order, whatever the thread count.
#include "twin/numerics/multigrid.h"

#include "twin/numerics/wide_loops.h"

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

/// One Chebyshev step: d ← a d + b D⁻¹(rhs − A x), y ← x + d.
PLENUM_WIDE_LOOPS void chebyshevStep(const FaceGrid& f, const float* dinv, const float* rhs, const float* __restrict x,
                   float* __restrict y, float* __restrict d, float a, float b, int lo, int hi) {
    const int sy = f.shape.strideY(), sz = f.shape.strideZ();
    const float *gx = f.x.data(), *gy = f.y.data(), *gz = f.z.data();
    const float* held = f.held.empty() ? nullptr : f.held.data();
    if (held != nullptr) {
        for (int c = lo; c < hi; ++c) {
            const float xc = x[c];
            const float r = rhs[c] - held[c] * xc + gx[c] * (x[c - 1] - xc) + gx[c + 1] * (x[c + 1] - xc) + gy[c] * (x[c - sy] - xc) +
                            gy[c + sy] * (x[c + sy] - xc) + gz[c] * (x[c - sz] - xc) + gz[c + sz] * (x[c + sz] - xc);
            const float step = a * d[c] + b * dinv[c] * r;
            d[c] = step;
            y[c] = xc + step;
        }
        return;
    }
    for (int c = lo; c < hi; ++c) {
        const float xc = x[c];
        const float r = rhs[c] + gx[c] * (x[c - 1] - xc) + gx[c + 1] * (x[c + 1] - xc) + gy[c] * (x[c - sy] - xc) +
                        gy[c + sy] * (x[c + sy] - xc) + gz[c] * (x[c - sz] - xc) + gz[c + sz] * (x[c + sz] - xc);
        const float step = a * d[c] + b * dinv[c] * r;
        d[c] = step;
        y[c] = xc + step;
    }
}

PLENUM_WIDE_LOOPS void residual(const FaceGrid& f, const float* rhs, const float* __restrict x, float* __restrict out, int lo, int hi) {
    const int sy = f.shape.strideY(), sz = f.shape.strideZ();
    const float *gx = f.x.data(), *gy = f.y.data(), *gz = f.z.data();
    for (int c = lo; c < hi; ++c) {
        const float xc = x[c];
        out[c] = rhs[c] + gx[c] * (x[c - 1] - xc) + gx[c + 1] * (x[c + 1] - xc) + gy[c] * (x[c - sy] - xc) +
                 gy[c + sy] * (x[c + sy] - xc) + gz[c] * (x[c - sz] - xc) + gz[c + sz] * (x[c + sz] - xc);
    }
    if (!f.held.empty())
        for (int c = lo; c < hi; ++c) out[c] -= f.held[std::size_t(c)] * x[c];
}

float residualAt(const CoarseGraph& g, const float* rhs, const float* x, int n) {
    const int *column = g.column.data(), *start = g.rowStart.data();
    const float* weight = g.weight.data();
    const float xn = x[n];
    float r = rhs[n] - g.held[std::size_t(n)] * xn;
    for (int e = start[n]; e < start[n + 1]; ++e) r += weight[e] * (x[column[e]] - xn);
    return r;
}

void chebyshevStep(const CoarseGraph& g, const float* dinv, const float* rhs, const float* __restrict x,
                   float* __restrict y, float* __restrict d, float a, float b, int lo, int hi) {
    for (int n = lo; n < hi; ++n) {
        const float step = a * d[n] + b * dinv[n] * residualAt(g, rhs, x, n);
        d[n] = step;
        y[n] = x[n] + step;
    }
}

void residual(const CoarseGraph& g, const float* rhs, const float* __restrict x, float* __restrict out, int lo,
              int hi) {
    for (int n = lo; n < hi; ++n) out[n] = residualAt(g, rhs, x, n);
}

PLENUM_WIDE_LOOPS void applyDouble(const FaceGrid& f, const double* __restrict x, double* __restrict out, int lo, int hi) {
    const int sy = f.shape.strideY(), sz = f.shape.strideZ();
    const float *gx = f.x.data(), *gy = f.y.data(), *gz = f.z.data();
    for (int c = lo; c < hi; ++c) {
        const double xc = x[c];
        out[c] = double(gx[c]) * (xc - x[c - 1]) + double(gx[c + 1]) * (xc - x[c + 1]) +
                 double(gy[c]) * (xc - x[c - sy]) + double(gy[c + sy]) * (xc - x[c + sy]) +
                 double(gz[c]) * (xc - x[c - sz]) + double(gz[c + sz]) * (xc - x[c + sz]);
    }
    if (!f.held.empty())
        for (int c = lo; c < hi; ++c) out[c] += double(f.held[std::size_t(c)]) * x[c];
}

/// Four running sums let the compiler use vectors without reordering (the order is part of the result).
PLENUM_WIDE_LOOPS double dot(const double* a, const double* b, int lo, int hi) {
    std::array<double, 4> s{};
    int c = lo;
    for (; c + 4 <= hi; c += 4)
        for (int q = 0; q < 4; ++q) s[std::size_t(q)] += a[c + q] * b[c + q];
    for (; c < hi; ++c) s[0] += a[c] * b[c];
    return (s[0] + s[1]) + (s[2] + s[3]);
}

PLENUM_WIDE_LOOPS double dotFloat(const float* a, const double* b, int lo, int hi) {
    std::array<double, 4> s{};
    int c = lo;
    for (; c + 4 <= hi; c += 4)
        for (int q = 0; q < 4; ++q) s[std::size_t(q)] += double(a[c + q]) * b[c + q];
    for (; c < hi; ++c) s[0] += double(a[c]) * b[c];
    return (s[0] + s[1]) + (s[2] + s[3]);
}

PLENUM_WIDE_LOOPS double maxAbs(const double* a, int lo, int hi) {
    std::array<double, 4> m{};
    int c = lo;
    for (; c + 4 <= hi; c += 4)
        for (int q = 0; q < 4; ++q) m[std::size_t(q)] = std::max(m[std::size_t(q)], std::abs(a[c + q]));
    for (; c < hi; ++c) m[0] = std::max(m[0], std::abs(a[c]));
    return std::max(std::max(m[0], m[1]), std::max(m[2], m[3]));
}

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
    m_inverseDiagonal.assign(static_cast<std::size_t>(s.size()), 0.f);
    forBlocks(0, [&](int, int lo, int hi) {
        for (int c = lo; c < hi; ++c) {
            const float diagonal = gx[c] + gx[c + 1] + gy[c] + gy[c + sy] + gz[c] + gz[c + sz] + (m_faces.held.empty() ? 0.f : m_faces.held[std::size_t(c)]);
            m_inverseDiagonal[std::size_t(c)] = diagonal > 0.f ? 1.f / diagonal : 0.f;
        }
    });
    m_work.resize(m_levels->graphs.size() + 1);
    for (std::size_t l = 0; l < m_work.size(); ++l) {
        const std::size_t size = l == 0 ? m_inverseDiagonal.size() : m_levels->inverseDiagonal[l].size();
        for (auto* v : {&m_work[l].x, &m_work[l].y, &m_work[l].d, &m_work[l].b}) v->assign(size, 0.f);
    }
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

void Multigrid::smooth(std::size_t l, bool fromZero) {
    constexpr double theta = (kHighest + kLowest) / 2, delta = (kHighest - kLowest) / 2, sigma = theta / delta;
    constexpr double rho0 = 1 / sigma, rho1 = 1 / (2 * sigma - rho0);
    const float first = float(1 / theta), keep = float(rho1 * rho0), add = float(2 * rho1 / delta);
    Work& level = m_work[l];
    const float *dinv = (l == 0 ? m_inverseDiagonal : m_levels->inverseDiagonal[l]).data(), *b = level.b.data();
    float* d = level.d.data();
    const auto step = [&](float keepPart, float addPart) {
        const float* from = level.x.data();
        float* to = level.y.data();
        forBlocks(l, [&](int, int lo, int hi) {
            if (l == 0) {
                chebyshevStep(m_faces, dinv, b, from, to, d, keepPart, addPart, lo, hi);
            } else {
                chebyshevStep(m_levels->graphs[l - 1], dinv, b, from, to, d, keepPart, addPart, lo, hi);
            }
        });
        level.x.swap(level.y);
    };
    if (fromZero) {
        float* x = level.x.data();
        forBlocks(l, [&](int, int lo, int hi) {
            for (int c = lo; c < hi; ++c) x[c] = d[c] = first * dinv[c] * b[c];
        });
    } else {
        step(0.f, first);
    }
    step(keep, add);
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
    smooth(l, true);
    restrictResidual(l);
    cycle(l + 1);
    prolong(l);
    smooth(l, false);
}

SolveReport Multigrid::solve(const std::vector<double>& rhs, std::vector<double>& solution,
                             const PoissonOptions& options, std::stop_token stop) {
    const auto started = std::chrono::steady_clock::now();
    Work& top = m_work.front();
    const FaceGrid& f = m_faces;
    const GridShape& s = f.shape;
    const auto n = static_cast<std::size_t>(s.size());
    const auto blocks = static_cast<std::size_t>((s.end() - s.begin() + kBlock - 1) / kBlock);
    solution.resize(n, 0.0);
    std::vector<double> r(n, 0.0), p(n, 0.0), ap(n, 0.0), partA(blocks), partB(blocks);
    const auto sum = [](const std::vector<double>& parts) {
        double total = 0;
        for (const double part : parts) total += part;
        return total;
    };
    const auto largest = [](const std::vector<double>& parts) { return *std::max_element(parts.begin(), parts.end()); };
    const auto trueResidual = [&] {
        forBlocks(0, [&](int b, int lo, int hi) {
            applyDouble(f, solution.data(), r.data(), lo, hi);
            for (int c = lo; c < hi; ++c) r[std::size_t(c)] = rhs[std::size_t(c)] - r[std::size_t(c)];
            partA[std::size_t(b)] = maxAbs(r.data(), lo, hi);
            partB[std::size_t(b)] = maxAbs(rhs.data(), lo, hi);
        });
        return largest(partA);
    };
    SolveReport report;
    double norm = trueResidual();
    const double scale = options.scale > 0 ? options.scale : largest(partB);
    const double limit = options.tolerance * scale;
    const auto finish = [&](SolveStatus status) {
        report.status = status;
        report.residual = scale > 0 ? norm / scale : 0;
        report.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return report;
    };
    if (scale <= 0 || norm <= limit) return finish(SolveStatus::Converged);
    double rzOld = 0, alpha = 0;
    for (; report.iterations < options.maxIterations; ++report.iterations) {
        if (stop.stop_requested()) return finish(SolveStatus::Cancelled);
        const double unit = 1 / norm;  // keeps the float cycle far from underflow
        forBlocks(0, [&](int, int lo, int hi) {
            for (int c = lo; c < hi; ++c) top.b[std::size_t(c)] = float(r[std::size_t(c)] * unit);
        });
        cycle(0);
        const float* z = top.x.data();
        forBlocks(0, [&](int b, int lo, int hi) {
            partA[std::size_t(b)] = dotFloat(z, r.data(), lo, hi);
            partB[std::size_t(b)] = dotFloat(z, ap.data(), lo, hi);
        });
        const double rz = sum(partA) * norm;
        const double beta = rzOld > 0 ? std::max(0.0, -alpha * sum(partB) * norm / rzOld) : 0.0;
        const double size = norm;
        forBlocks(0, [&](int, int lo, int hi) {
            for (int c = lo; c < hi; ++c) {
                const auto q = std::size_t(c);
                p[q] = size * double(z[q]) + beta * p[q];
            }
        });
        forBlocks(0, [&](int b, int lo, int hi) {
            applyDouble(f, p.data(), ap.data(), lo, hi);
            partA[std::size_t(b)] = dot(p.data(), ap.data(), lo, hi);
        });
        const double pap = sum(partA);
        if (!(pap > 0) || !(rz > 0)) break;
        alpha = rz / pap;
        rzOld = rz;
        forBlocks(0, [&](int b, int lo, int hi) {
            for (int c = lo; c < hi; ++c) {
                const auto q = std::size_t(c);
                solution[q] += alpha * p[q];
                r[q] -= alpha * ap[q];
            }
            partA[std::size_t(b)] = maxAbs(r.data(), lo, hi);
        });
        norm = largest(partA);
        if (norm > limit) continue;
        ++report.iterations;
        norm = trueResidual();
        if (norm <= limit) return finish(SolveStatus::Converged);
        --report.iterations;
        rzOld = 0;  // the updated residual had drifted: start again from the true one
    }
    norm = trueResidual();
    return finish(norm <= limit ? SolveStatus::Converged : SolveStatus::NotConverged);
}

}  // namespace twin::numerics
