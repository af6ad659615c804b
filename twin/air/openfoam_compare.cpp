// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/air/openfoam_import.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace twin::air {
namespace {

struct Axis {
    std::vector<double> centres;

    Axis(const std::vector<double>& faces, int n, double d) {
        for (int c = 0; c < n; ++c)
            centres.push_back(faces.size() == std::size_t(n) + 1 ? (faces[std::size_t(c)] + faces[std::size_t(c) + 1]) / 2 : (c + 0.5) * d);
    }
    /// Lower cell and the weight of the one above it.
    std::pair<int, double> at(double x) const {
        const auto up = std::upper_bound(centres.begin(), centres.end(), x);
        if (up == centres.begin()) return {0, 0};
        const auto low = up - 1;
        if (up == centres.end()) return {int(low - centres.begin()), 0};
        return {int(low - centres.begin()), (x - *low) / (*up - *low)};
    }
};

std::vector<double> ranks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> rank(values.size());
    for (std::size_t q = 0; q < order.size();) {
        std::size_t end = q + 1;
        while (end < order.size() && values[order[end]] == values[order[q]]) ++end;
        for (std::size_t e = q; e < end; ++e) rank[order[e]] = double(q + end - 1) / 2;
        q = end;
    }
    return rank;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const double n = double(a.size());
    const double ma = std::accumulate(a.begin(), a.end(), 0.0) / n, mb = std::accumulate(b.begin(), b.end(), 0.0) / n;
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += (a[i] - ma) * (b[i] - mb);
        aa += (a[i] - ma) * (a[i] - ma);
        bb += (b[i] - mb) * (b[i] - mb);
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

void summarise(FoamComparison& c) {
    std::vector<double> foam, ours;
    for (const auto& rack : c.racks) {
        const double d = rack.ours_C - rack.foam_C;
        c.rackBias_K += d / double(c.racks.size());
        c.rackRms_K += d * d / double(c.racks.size());
        c.rackWorst_K = std::max(c.rackWorst_K, std::abs(d));
        foam.push_back(rack.foam_C);
        ours.push_back(rack.ours_C);
    }
    c.rackRms_K = std::sqrt(c.rackRms_K);
    if (c.racks.size() >= 3) c.rankCorrelation = correlation(ranks(foam), ranks(ours));
}

}  // namespace

FoamComparison compareRacks(const FoamResult& foam, const std::vector<std::pair<std::string, double>>& means_C) {
    FoamComparison out;
    for (const FoamOpening& o : foam.openings) {
        if (o.kind != "rack" || !o.intake) continue;
        for (const auto& [name, mean] : means_C)
            if (name == o.name) out.racks.push_back({name, o.mean_C, mean});
    }
    summarise(out);
    return out;
}

FoamComparison compare(const FoamResult& foam, const AirResult& ours, const std::vector<std::string>& names) {
    std::vector<std::pair<std::string, double>> means;
    for (std::size_t d = 0; d < std::min(names.size(), ours.devices.size()); ++d) means.push_back({names[d], ours.devices[d].intake_C});
    FoamComparison out = compareRacks(foam, means);
    FoamCase mesh;
    mesh.lines = foam.lines;
    mesh.latticeOf = foam.latticeOf;
    const std::array<Axis, 3> axes{Axis(ours.xFaces, ours.nx, ours.dx), Axis(ours.yFaces, ours.ny, ours.dy), Axis(ours.zFaces, ours.nz, ours.dz)};
    double volume = 0;
    for (int c = 0; c < int(foam.latticeOf.size()); ++c) {
        const Vec3 centre = mesh.centre(c);
        const auto [i, fx] = axes[0].at(centre.x);
        const auto [j, fy] = axes[1].at(centre.y);
        const auto [k, fz] = axes[2].at(centre.z);
        std::array<double, 4> sum{};  // T, u, v, w
        double weight = 0;
        for (int q = 0; q < 8; ++q) {
            const double part = (q & 1 ? fx : 1 - fx) * (q & 2 ? fy : 1 - fy) * (q & 4 ? fz : 1 - fz);
            if (!(part > 0)) continue;
            const std::size_t at = ours.index(i + (q & 1), j + (q >> 1 & 1), k + (q >> 2 & 1));
            if (std::isnan(ours.temperature_C[at])) continue;
            weight += part;
            const std::array<double, 4> value{double(ours.temperature_C[at]), double(ours.u[at]), double(ours.v[at]), double(ours.w[at])};
            for (std::size_t n = 0; n < 4; ++n) sum[n] += part * value[n];
        }
        if (weight < 0.5) continue;
        const auto at = std::size_t(c);
        const auto p = mesh.place(c);
        double size = 1;
        for (std::size_t a = 0; a < 3; ++a) size *= foam.lines[a][std::size_t(p[a]) + 1] - foam.lines[a][std::size_t(p[a])];
        const double d = sum[0] / weight - double(foam.temperature_C[at]);
        const double du = sum[1] / weight - double(foam.u[at]), dv = sum[2] / weight - double(foam.v[at]), dw = sum[3] / weight - double(foam.w[at]);
        ++out.cells;
        volume += size;
        out.bias_K += size * d;
        out.rms_K += size * d * d;
        out.velocityRms_m_s += size * (du * du + dv * dv + dw * dw);
        if (std::abs(d) > out.worst_K) {
            out.worst_K = std::abs(d);
            out.worstAt = centre;
        }
    }
    if (volume > 0) {
        out.bias_K /= volume;
        out.rms_K = std::sqrt(out.rms_K / volume);
        out.velocityRms_m_s = std::sqrt(out.velocityRms_m_s / volume);
    }
    return out;
}

}  // namespace twin::air
