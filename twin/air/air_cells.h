// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/numerics/face_grid.h"

#include <cstddef>

namespace twin::air {

/// f(padded index, index in results)
template <class F>
void forCells(const numerics::GridShape& s, F&& f) {
    std::size_t at = 0;
    for (int k = 0; k < s.nz; ++k)
        for (int j = 0; j < s.ny; ++j)
            for (int i = 0, c = s.index(0, j, k); i < s.nx; ++i, ++c, ++at) f(static_cast<std::size_t>(c), at);
}

}  // namespace twin::air
