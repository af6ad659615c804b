// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/model/site.h"
#include "twin/spcf/equations.h"

#include <functional>

namespace twin::engine {

/// Compute that racks state, as far as it adds: only figures of one precision and sparsity do.
struct StatedCompute {
    double total_FLOPS = 0;
    const Item* first = nullptr;  ///< states what the sum counts; null when nothing is stated
    bool mixed = false;           ///< the sum has no meaning
    std::size_t racks = 0;        ///< that state their compute
    bool adds() const { return first != nullptr && !mixed; }
};
/// Over the computers that are wanted, in table order.
StatedCompute statedCompute(const Site& site, const std::function<bool(const Item&)>& wanted);

/// Sum of the powers allocated to all computers.
double installedIt_W(const Site& site);
/// Equations (3) and (4) of SPCF at that power, with the paper's coefficients.
spcf::Result installedRatings(const Site& site);
/// Sum of the areas of all rooms, by their outlines.
double roomArea_m2(const Site& site);

}  // namespace twin::engine
