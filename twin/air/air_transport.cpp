// SPDX-License-Identifier: GPL-3.0-or-later
// Cell c with inflows F_n = g (p_n − p_c) from neighbours of higher potential and s_l from outlets of links:
//     T_c = (Σ F_n T_n + Σ s_l T_l) / (Σ F_n + Σ s_l).
// A cell with a wall of conductance κ = U A / (ρ c_p) towards T_b takes (Σ F_n T_n + Σ s_l T_l + κ T_b) / (Σ F_n + Σ s_l + κ).
// Dividing by the inflow keeps T_c between what comes in whatever divergence the flow solve left.
// The order (Kahn): a cell is placed once all its upstream neighbours are. Strict comparison of potentials has no
// cycles, so all cells get a place.
#include "twin/air/air_transport.h"

#include "twin/air/outer_walls.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace twin::air {

namespace {

constexpr int kBlock = 8192;  // cells a thread takes at once
constexpr std::array<unsigned char, 64> kBits = [] {
    std::array<unsigned char, 64> bits{};
    for (unsigned n = 0; n < 64; ++n) bits[n] = static_cast<unsigned char>(std::popcount(n));
    return bits;
}();

template <class F>
void forBlocks(numerics::WorkerPool& pool, int begin, int end, F&& f) {
    pool.parallelFor((end - begin + kBlock - 1) / kBlock, [&](int b) { f(begin + b * kBlock, std::min(begin + (b + 1) * kBlock, end)); });
}

/// A cell's six sides: bit q of a mask is side q.
struct Sides {
    std::array<int, 6> neighbour, faceAt;
    std::array<const float*, 6> face;
    explicit Sides(const AirGrid& grid)
        : neighbour{-1, 1, -grid.shape.strideY(), grid.shape.strideY(), -grid.shape.strideZ(), grid.shape.strideZ()},
          faceAt{0, 1, 0, grid.shape.strideY(), 0, grid.shape.strideZ()},
          face{grid.faces.x.data(), grid.faces.x.data(), grid.faces.y.data(), grid.faces.y.data(), grid.faces.z.data(), grid.faces.z.data()} {}
};

/// Of cells lo … hi − 1: the sides with an upstream and with a downstream neighbour, and what comes in through them.
void findSides(const Sides& sides, const double* p, unsigned char* upstream, unsigned char* downstream, double* inflow, int lo, int hi) {
    for (std::size_t q = 0; q < 6; ++q) {
        const float* g = sides.face[q] + sides.faceAt[q];
        const double* next = p + sides.neighbour[q];
        for (int c = lo; c < hi; ++c) {
            const double rise = next[c] - p[c];
            const bool open = g[c] > 0.f;
            upstream[c] = static_cast<unsigned char>(upstream[c] | (int(open & (rise > 0)) << q));
            downstream[c] = static_cast<unsigned char>(downstream[c] | (int(open & (rise < 0)) << q));
            inflow[c] += rise > 0 ? double(g[c]) * rise : 0.0;
        }
    }
}

}  // namespace

AirTransport::AirTransport(const AirGrid& grid, const std::vector<double>& potential, numerics::WorkerPool& pool) : m_grid(grid) {
    const numerics::GridShape& s = grid.shape;
    const auto size = static_cast<std::size_t>(s.size());
    const Sides sides(grid);
    const double* p = potential.data();
    std::vector<double> inflow(size, 0.0);
    for (const Link& link : grid.links)
        for (const Tap& tap : link.outlets) inflow[std::size_t(tap.cell)] += tap.flow_m3_s;
    std::vector<unsigned char> upstream(size, 0), downstream(size, 0), waiting(size, 0);
    forBlocks(pool, s.begin(), s.end(), [&](int lo, int hi) {
        findSides(sides, p, upstream.data(), downstream.data(), inflow.data(), lo, hi);
        for (int c = lo; c < hi; ++c) waiting[std::size_t(c)] = kBits[upstream[std::size_t(c)]];
    });

    std::size_t cells = 0, placed = 0;
    for (const int n : grid.regionCells) cells += static_cast<std::size_t>(n);
    m_cellAt.resize(cells);
    m_start.resize(cells + 1);
    m_place.assign(size, -1);
    m_start[0] = 0;
    std::vector<int> ready;
    for (int first = s.begin(); first < s.end(); ++first) {
        if (!grid.open[std::size_t(first)] || upstream[std::size_t(first)] != 0) continue;
        ready.push_back(first);
        while (!ready.empty()) {
            const int c = ready.back();
            ready.pop_back();
            m_place[std::size_t(c)] = static_cast<int>(placed);
            m_cellAt[placed] = c;
            m_start[placed + 1] = m_start[placed] + kBits[upstream[std::size_t(c)]];
            ++placed;
            for (unsigned left = downstream[std::size_t(c)]; left != 0; left &= left - 1) {
                const int n = c + sides.neighbour[std::size_t(std::countr_zero(left))];
                if (--waiting[std::size_t(n)] == 0) ready.push_back(n);
            }
        }
    }

    m_from.resize(static_cast<std::size_t>(m_start[cells]));
    m_weight.resize(m_from.size());
    m_inflow_m3_s.resize(cells);
    forBlocks(pool, 0, static_cast<int>(cells), [&](int lo, int hi) {
        for (int place = lo; place < hi; ++place) {
            const int c = m_cellAt[std::size_t(place)];
            const double in = inflow[std::size_t(c)], scale = in > 0 ? 1 / in : 0.0;
            auto e = static_cast<std::size_t>(m_start[std::size_t(place)]);
            for (unsigned left = upstream[std::size_t(c)]; left != 0; left &= left - 1, ++e) {
                const auto q = static_cast<std::size_t>(std::countr_zero(left));
                const int n = c + sides.neighbour[q];
                m_from[e] = m_place[std::size_t(n)];
                m_weight[e] = double(sides.face[q][c + sides.faceAt[q]]) * (p[n] - p[c]) * scale;
            }
            m_inflow_m3_s[std::size_t(place)] = in;
        }
    });
    for (const Link& link : grid.links) {
        auto& out = m_outlets.emplace_back();
        for (const Tap& tap : link.outlets) {
            const int place = m_place[std::size_t(tap.cell)];
            out.push_back({place, tap.flow_m3_s / m_inflow_m3_s[std::size_t(place)]});
        }
        auto& in = m_intakes.emplace_back();
        for (const Tap& tap : link.intakes)
            in.push_back({m_place[std::size_t(tap.cell)], tap.flow_m3_s / link.flow_m3_s});
    }
}

std::vector<AirTransport::Exchange> AirTransport::walls(const AirCase& airCase, double offset_C) const {
    std::vector<Exchange> out;
    for (const OuterWall& wall : outerWalls(airCase, m_grid)) out.push_back({m_place[std::size_t(wall.cell)], wallRate_m3_s(airCase, wall.area_m2), airCase.beyond_C - offset_C});
    std::sort(out.begin(), out.end(), [](const Exchange& a, const Exchange& b) { return a.place < b.place; });
    return out;
}

void AirTransport::pass(const std::vector<Values>& given, const std::vector<Exchange>& walls, std::vector<Values>& drawn, std::vector<Values>& cells) const {
    cells.assign(m_cellAt.size(), Values{});
    for (std::size_t l = 0; l < m_outlets.size(); ++l)
        for (const Share& share : m_outlets[l]) {
            cells[std::size_t(share.place)].temperature += share.weight * given[l].temperature;
            cells[std::size_t(share.place)].rackShare += share.weight * given[l].rackShare;
        }
    const int *start = m_start.data(), *from = m_from.data();
    const double* weight = m_weight.data();
    Values* values = cells.data();
    std::size_t place = 0;
    const auto carryTo = [&](std::size_t end) {
        for (; place < end; ++place) {
            Values sum = values[place];
            for (int e = start[place]; e < start[place + 1]; ++e) {
                sum.temperature += weight[e] * values[from[e]].temperature;
                sum.rackShare += weight[e] * values[from[e]].rackShare;
            }
            values[place] = sum;
        }
    };
    for (const Exchange& wall : walls) {
        const auto at = static_cast<std::size_t>(wall.place);
        carryTo(at + 1);
        const double inflow = m_inflow_m3_s[at];
        values[at].temperature = (inflow * values[at].temperature + wall.rate_m3_s * wall.temperature) / (inflow + wall.rate_m3_s);
    }
    carryTo(cells.size());
    drawn.assign(m_intakes.size(), Values{});
    for (std::size_t l = 0; l < m_intakes.size(); ++l)
        for (const Share& share : m_intakes[l]) {
            drawn[l].temperature += share.weight * values[share.place].temperature;
            drawn[l].rackShare += share.weight * values[share.place].rackShare;
        }
}

void AirTransport::step(const std::vector<Values>& given, const std::vector<Stored>& stored, std::vector<Values>& drawn, std::vector<Values>& cells) const {
    cells.assign(m_cellAt.size(), Values{});
    for (std::size_t l = 0; l < m_outlets.size(); ++l)
        for (const Share& share : m_outlets[l]) cells[std::size_t(share.place)].temperature += share.weight * given[l].temperature;
    const int *start = m_start.data(), *from = m_from.data();
    for (std::size_t place = 0; place < cells.size(); ++place) {
        double in = cells[place].temperature;
        for (int e = start[place]; e < start[place + 1]; ++e) in += m_weight[std::size_t(e)] * cells[std::size_t(from[e])].temperature;
        const double inflow = m_inflow_m3_s[place], rate = stored[place].rate_m3_s;
        cells[place].temperature = (inflow * in + rate * stored[place].temperature) / (inflow + rate);
    }
    drawn.assign(m_intakes.size(), Values{});
    for (std::size_t l = 0; l < m_intakes.size(); ++l)
        for (const Share& share : m_intakes[l]) drawn[l].temperature += share.weight * cells[std::size_t(share.place)].temperature;
}

double AirTransport::drawnTemperature(std::size_t link, double Tap::*part, const std::vector<Values>& values) const {
    double sum = 0, flow = 0;
    for (const Tap& tap : m_grid.links[link].intakes) {
        sum += tap.*part * values[std::size_t(m_place[std::size_t(tap.cell)])].temperature;
        flow += tap.*part;
    }
    return flow > 0 ? sum / flow : std::numeric_limits<double>::quiet_NaN();
}

std::vector<float> AirTransport::temperatures(double stagnant_m3_s, double offset, const std::vector<Values>& values, numerics::WorkerPool& pool) const {
    const numerics::GridShape& s = m_grid.shape;
    const float missing = std::numeric_limits<float>::quiet_NaN();
    std::vector<float> out(static_cast<std::size_t>(s.size()), missing);
    struct Part {
        std::vector<int> still;
        double sum = 0;
        std::size_t flowing = 0;
    };
    std::vector<Part> parts(static_cast<std::size_t>((s.end() - s.begin()) / kBlock + 1));
    forBlocks(pool, s.begin(), s.end(), [&](int lo, int hi) {
        Part& part = parts[static_cast<std::size_t>((lo - s.begin()) / kBlock)];
        for (int c = lo; c < hi; ++c) {
            const int place = m_place[std::size_t(c)];
            if (place < 0) continue;
            if (m_inflow_m3_s[std::size_t(place)] <= stagnant_m3_s) {
                part.still.push_back(c);
                continue;
            }
            const double value = values[std::size_t(place)].temperature;
            out[std::size_t(c)] = float(value + offset);
            part.sum += value;
            ++part.flowing;
        }
    });
    std::vector<int> still;
    double sum = 0;
    std::size_t flowing = 0;
    for (const Part& part : parts) {
        still.insert(still.end(), part.still.begin(), part.still.end());
        sum += part.sum;
        flowing += part.flowing;
    }
    const int sy = s.strideY(), sz = s.strideZ();
    const auto& f = m_grid.faces;
    std::vector<float> next;
    while (!still.empty()) {
        next.assign(still.size(), missing);
        for (std::size_t q = 0; q < still.size(); ++q) {
            const int c = still[q];
            float total = 0, count = 0;
            const auto look = [&](float g, int n) {
                const float value = out[std::size_t(n)];
                if (!(g > 0.f) || std::isnan(value)) return;
                total += value;
                count += 1;
            };
            const auto at = static_cast<std::size_t>(c);
            look(f.x[at], c - 1);
            look(f.x[at + 1], c + 1);
            look(f.y[at], c - sy);
            look(f.y[at + std::size_t(sy)], c + sy);
            look(f.z[at], c - sz);
            look(f.z[at + std::size_t(sz)], c + sz);
            if (count > 0) next[q] = total / count;
        }
        std::size_t left = 0;
        for (std::size_t q = 0; q < still.size(); ++q) {
            if (std::isnan(next[q])) {
                still[left++] = still[q];
            } else {
                out[std::size_t(still[q])] = next[q];
            }
        }
        if (left == still.size()) break;
        still.resize(left);
    }
    const float mean = float(offset + (flowing > 0 ? sum / double(flowing) : 0.0));
    for (const int c : still) out[std::size_t(c)] = mean;
    return out;
}

}  // namespace twin::air
