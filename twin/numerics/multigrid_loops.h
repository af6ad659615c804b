// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/numerics/coarse_graph.h"
#include "twin/numerics/face_grid.h"

namespace twin::numerics {

// The loops of the multigrid over cells (nodes) lo … hi − 1. A is the Laplacian of the faces (edges), D its diagonal.

/// Of a step of the smoother: weights of the iterate, of the one before it, of the scaled residual.
struct ChebyshevParts {
    float own, before, add;
};

/// One Chebyshev step: y ← own x − before y + add D⁻¹ (rhs − A x); y in: the iterate before x.
void chebyshevStep(const FaceGrid& f, const float* dinv, const float* rhs, const float* x, float* y, ChebyshevParts parts, int lo, int hi);
void chebyshevStep(const CoarseGraph& g, const float* dinv, const float* rhs, const float* x, float* y, ChebyshevParts parts, int lo, int hi);

/// out ← rhs − A x
void residual(const FaceGrid& f, const float* rhs, const float* x, float* out, int lo, int hi);
void residual(const CoarseGraph& g, const float* rhs, const float* x, float* out, int lo, int hi);

/// out ← (rhs − A x) · unit; most, total: max and sum of |rhs − A x|.
void trueResidual(const FaceGrid& f, const double* rhs, const double* x, float* out, double unit, int lo, int hi, double& most, double& total);

/// out ← A x
void apply(const FaceGrid& f, const float* x, float* out, int lo, int hi);

/// The order of the sum does not depend on the width of registers.
double dot(const float* a, const float* b, int lo, int hi);

/// Along the direction p: e ← e + α p, r ← r − α A p, x ← first · D⁻¹ r (the first smoothing step of the next cycle).
/// Gives max |r|.
float advance(const float* p, const float* ap, const float* dinv, float* e, float* r, float* x, float alpha, float first, int lo, int hi);

}  // namespace twin::numerics
