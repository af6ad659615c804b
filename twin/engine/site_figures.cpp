// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/engine/site_figures.h"

#include <algorithm>

namespace twin::engine {

namespace {

template <class F>
void eachComputer(const Site& site, F&& visit) {
    for (const Kind kind : {Kind::Rack, Kind::ImmersionTank, Kind::ComputeCabin}) site.items(kind).forEach(visit);
}

}  // namespace

StatedCompute statedCompute(const Site& site, const std::function<bool(const Item&)>& wanted) {
    StatedCompute sum;
    eachComputer(site, [&](const Item& item) {
        const double flops = site.value(item, Param::Compute);
        if (!(flops > 0) || !wanted(item)) return;
        sum.total_FLOPS += flops;
        ++sum.racks;
        if (sum.first == nullptr) sum.first = &item;
        sum.mixed = sum.mixed || site.value(*sum.first, Param::Precision) != site.value(item, Param::Precision) ||
                    site.value(*sum.first, Param::Sparsity) != site.value(item, Param::Sparsity);
    });
    return sum;
}

double installedIt_W(const Site& site) {
    double installed_W = 0;
    eachComputer(site, [&](const Item& item) { installed_W += std::max(0.0, site.value(item, Param::PowerAllocated)); });
    return installed_W;
}

spcf::Result installedRatings(const Site& site) {
    spcf::Inputs inputs;
    inputs.it_W = installedIt_W(site);
    return spcf::forward(inputs);
}

double roomArea_m2(const Site& site) {
    double area_m2 = 0;
    site.items(Kind::Room).forEach([&](const Item& room) { area_m2 += outlineArea_m2(room.points); });
    return area_m2;
}

}  // namespace twin::engine
