// SPDX-License-Identifier: GPL-3.0-or-later
// Cell c with inflows F_n = g (p_n − p_c) from neighbours of higher potential, s_l from outlets of links and κ of stored
// air at T_b:
//     T_c = (Σ F_n T_n + Σ s_l T_l + κ T_b) / (Σ F_n + Σ s_l + κ).
// Dividing by the inflow keeps T_c between what comes in whatever divergence the flow solve left. A flux is kept once for
// both cells of a face, in float: what leaves one cell enters the next to the last bit.
#include "twin/air/air_transport.h"

#include "twin/numerics/wide_loops.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace twin::air {

namespace {

using numerics::BigArray;

constexpr int kBlock = 8192;             // cells a thread takes at once
constexpr unsigned char kSource = 128;  // of FlowOrder::inflows here: outlets give into the cell

template <class F>
void forBlocks(numerics::WorkerPool& pool, int begin, int end, F&& f) {
    pool.parallelFor((end - begin + kBlock - 1) / kBlock, [&](int b) { f(begin + b * kBlock, std::min(begin + (b + 1) * kBlock, end)); });
}

/// Through the faces between cells and their neighbours one stride before.
PLENUM_WIDE_LOOPS void fluxes(const float* g, const double* p, float* __restrict f, int stride, int lo, int hi) {
    for (int c = lo; c < hi; ++c) f[c] = static_cast<float>(double(g[c]) * (p[c - stride] - p[c]));
}

PLENUM_WIDE_LOOPS void through(const float* fx, const float* fy, const float* fz, float* __restrict out, int sy, int sz, int first, int count) {
    for (int i = 0; i < count; ++i) {
        const int c = first + i;
        out[i] = 0.5f * (std::abs(fx[c]) + std::abs(fx[c + 1]) + std::abs(fy[c]) + std::abs(fy[c + sy]) + std::abs(fz[c]) + std::abs(fz[c + sz]));
    }
}

PLENUM_WIDE_LOOPS void centre(const float* f, float* __restrict out, int stride, float perFlow, int first, int count) {
    for (int i = 0; i < count; ++i) out[i] = perFlow * (f[first + i] + f[first + i + stride]);
}

/// Where a row of cells, a padded cell lies in arrays of the hall's cells alone.
std::size_t hallRow(const numerics::GridShape& s, int j, int k) { return (std::size_t(k) * std::size_t(s.ny) + std::size_t(j)) * std::size_t(s.nx); }
std::size_t hallCell(const numerics::GridShape& s, int c) {
    return hallRow(s, c % s.strideZ() / s.strideY() - 1, c / s.strideZ() - 1) + std::size_t(c % s.strideY() - 1);
}

}  // namespace

AirTransport::AirTransport(const AirGrid& grid, const BigArray<double>& potential, numerics::WorkerPool& pool) : m_grid(grid) {
    const numerics::GridShape& s = grid.shape;
    const auto size = static_cast<std::size_t>(s.size());
    const std::array<const float*, 3> faces{grid.faces.x.data(), grid.faces.y.data(), grid.faces.z.data()};
    const std::array<int, 3> stride{1, s.strideY(), s.strideZ()};
    for (auto& flux : m_flux) flux = BigArray<float>(size);
    forBlocks(pool, s.begin(), s.end() + s.strideZ(), [&](int lo, int hi) {  // up to the faces beyond the last cell
        for (std::size_t a = 0; a < 3; ++a) fluxes(faces[a], potential.data(), m_flux[a].data(), stride[a], lo, hi);
    });
    m_order = orderFlow(grid, m_flux, pool);
    BigArray<int> place(size);
    forBlocks(pool, 0, int(m_order.cell.size()), [&](int lo, int hi) {
        for (int at = lo; at < hi; ++at) place[std::size_t(m_order.cell[std::size_t(at)])] = at;
    });
    joinEdges(place, pool);
    for (const Link& link : grid.links) {
        auto& out = m_outlets.emplace_back();
        out.reserve(link.outlets.size());
        for (const Tap& tap : link.outlets) {
            const auto at = std::size_t(place[std::size_t(tap.cell)]);
            m_order.inflows[at] |= kSource;
            m_inflow_m3_s[at] += tap.flow_m3_s;
            out.push_back({int(at), tap.flow_m3_s});
        }
        auto& in = m_intakes.emplace_back();
        in.reserve(link.intakes.size());
        for (const Tap& tap : link.intakes) in.push_back({place[std::size_t(tap.cell)], tap.flow_m3_s / link.flow_m3_s});
    }
}

void AirTransport::joinEdges(const BigArray<int>& place, numerics::WorkerPool& pool) {
    const int sy = m_grid.shape.strideY(), sz = m_grid.shape.strideZ();
    const float *fx = m_flux[0].data(), *fy = m_flux[1].data(), *fz = m_flux[2].data();
    m_edges = BigArray<Edge>(m_order.edges);
    m_inflow_m3_s = Cells(m_order.cell.size());
    pool.parallelFor(static_cast<int>(m_order.segments.size()), [&](int n) {
        const FlowOrder::Segment& segment = m_order.segments[std::size_t(n)];
        Edge* edge = m_edges.data() + segment.firstEdge;
        for (auto at = std::size_t(segment.begin); at < std::size_t(segment.end); ++at) {
            const int c = m_order.cell[at];
            double in = 0;
            const auto join = [&](float flow, int from) {
                if (!(flow > 0.f)) return;
                *edge++ = {place[std::size_t(from)], flow};
                in += double(flow);
            };
            join(fx[c], c - 1);
            join(-fx[c + 1], c + 1);
            join(fy[c], c - sy);
            join(-fy[c + sy], c + sy);
            join(fz[c], c - sz);
            join(-fz[c + sz], c + sz);
            m_inflow_m3_s[at] = in;
        }
    });
}

template <bool kStored>
void AirTransport::carry(const FlowOrder::Segment& segment, const Stored* stored, double* values) const {
    const Edge* edge = m_edges.data() + segment.firstEdge;
    for (auto at = std::size_t(segment.begin); at < std::size_t(segment.end); ++at) {
        const unsigned inflows = m_order.inflows[at];
        double in = m_inflow_m3_s[at], sum = inflows & kSource ? values[at] : 0.0;
        if constexpr (kStored) {
            const Stored& own = stored[m_order.cell[at]];
            in += own.rate_m3_s;
            sum += own.rate_m3_s * own.temperature;
        }
        const double scale = in > 0 ? 1 / in : 0.0;
        sum *= scale;
        for (const Edge* last = edge + (inflows & ~unsigned(kSource)); edge < last; ++edge) sum += double(edge->flow_m3_s) * scale * values[edge->from];
        values[at] = sum;
    }
}

void AirTransport::pass(const std::vector<double>& given, const std::vector<Stored>& stored, std::vector<double>& drawn, Cells& values,
                        numerics::WorkerPool& pool) const {
    values.resize(m_order.cell.size());
    for (const auto& outlets : m_outlets)
        for (const Share& share : outlets) values[std::size_t(share.place)] = 0;
    for (std::size_t l = 0; l < m_outlets.size(); ++l)
        for (const Share& share : m_outlets[l]) values[std::size_t(share.place)] += share.weight * given[l];
    for (std::size_t round = 0; round + 1 < m_order.roundStart.size(); ++round) {
        const int first = m_order.roundStart[round];
        pool.parallelFor(m_order.roundStart[round + 1] - first, [&](int n) {
            const FlowOrder::Segment& segment = m_order.segments[std::size_t(first + n)];
            if (stored.empty()) {
                carry<false>(segment, nullptr, values.data());
            } else {
                carry<true>(segment, stored.data(), values.data());
            }
        });
    }
    drawn.assign(m_intakes.size(), 0.0);
    for (std::size_t l = 0; l < m_intakes.size(); ++l)
        for (const Share& share : m_intakes[l]) drawn[l] += share.weight * values[std::size_t(share.place)];
}

BigArray<double> AirTransport::onGrid(const Cells& values, numerics::WorkerPool& pool) const {
    BigArray<double> out(std::size_t(m_grid.shape.size()));
    forBlocks(pool, 0, int(out.size()), [&](int lo, int hi) { std::fill(out.begin() + lo, out.begin() + hi, 0.0); });
    forBlocks(pool, 0, int(values.size()), [&](int lo, int hi) {
        for (int at = lo; at < hi; ++at) out[std::size_t(m_order.cell[std::size_t(at)])] = values[std::size_t(at)];
    });
    return out;
}

double AirTransport::drawnTemperature(std::size_t link, double Tap::*part, const Cells& values) const {
    const std::vector<Tap>& taps = m_grid.links[link].intakes;
    double sum = 0, flow = 0;
    for (std::size_t t = 0; t < taps.size(); ++t) {
        sum += taps[t].*part * values[std::size_t(m_intakes[link][t].place)];
        flow += taps[t].*part;
    }
    return flow > 0 ? sum / flow : std::numeric_limits<double>::quiet_NaN();
}

std::array<std::vector<float>, 3> AirTransport::velocity(numerics::WorkerPool& pool) const {
    const numerics::GridShape& s = m_grid.shape;
    const std::array<int, 3> stride{1, s.strideY(), s.strideZ()};
    const std::array<double, 3> area_m2{m_grid.dy * m_grid.dz, m_grid.dx * m_grid.dz, m_grid.dx * m_grid.dy};
    std::array<std::vector<float>, 3> out;
    for (auto& v : out) v.resize(s.cells());
    pool.parallelFor(s.nz, [&](int k) {
        for (int j = 0; j < s.ny; ++j)
            for (std::size_t a = 0; a < 3; ++a) centre(m_flux[a].data(), out[a].data() + hallRow(s, j, k), stride[a], float(0.5 / area_m2[a]), s.index(0, j, k), s.nx);
    });
    // What a device gives or draws passes a face that is closed for the potential; the cell counts half of it.
    for (const Link& link : m_grid.links)
        for (const auto* taps : {&link.intakes, &link.outlets})
            for (const Tap& tap : *taps) {
                const auto axis = static_cast<std::size_t>(tap.axis);
                const int sign = taps == &link.outlets ? tap.sign : -tap.sign;
                out[axis][hallCell(s, tap.cell)] += float(sign * tap.flow_m3_s * 0.5 / area_m2[axis]);
            }
    return out;
}

std::vector<float> AirTransport::temperatures(double stagnant_m3_s, double offset, const Cells& values, numerics::WorkerPool& pool) const {
    const numerics::GridShape& s = m_grid.shape;
    const int sy = s.strideY(), sz = s.strideZ();
    const float missing = std::numeric_limits<float>::quiet_NaN();
    BigArray<float> cells(std::size_t(s.size()));
    forBlocks(pool, 0, int(values.size()), [&](int lo, int hi) {
        for (int at = lo; at < hi; ++at) cells[std::size_t(m_order.cell[std::size_t(at)])] = float(values[std::size_t(at)] + offset);
    });
    std::vector<float> out(s.cells());
    struct Part {
        std::vector<int> still;  // padded
        double sum = 0;
        std::size_t flowing = 0;
    };
    std::vector<Part> parts(static_cast<std::size_t>(s.nz));
    pool.parallelFor(s.nz, [&](int k) {
        Part& part = parts[std::size_t(k)];
        std::vector<float> flow(static_cast<std::size_t>(s.nx));
        for (int j = 0; j < s.ny; ++j) {
            const int first = s.index(0, j, k);
            float* row = out.data() + hallRow(s, j, k);
            through(m_flux[0].data(), m_flux[1].data(), m_flux[2].data(), flow.data(), sy, sz, first, s.nx);
            for (int i = 0; i < s.nx; ++i) {
                const auto c = static_cast<std::size_t>(first + i);
                row[i] = missing;
                if (!m_grid.open[c]) continue;
                if (double(flow[std::size_t(i)]) <= stagnant_m3_s) {
                    part.still.push_back(first + i);
                    continue;
                }
                row[i] = cells[c];
                part.sum += double(cells[c]);
                ++part.flowing;
            }
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
    const auto& f = m_grid.faces;
    std::vector<float> next;
    while (!still.empty()) {
        next.assign(still.size(), missing);
        for (std::size_t q = 0; q < still.size(); ++q) {
            const int c = still[q];
            float total = 0, count = 0;
            const auto look = [&](float g, int n) {
                if (!(g > 0.f)) return;
                const float value = out[hallCell(s, n)];
                if (std::isnan(value)) return;
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
                out[hallCell(s, still[q])] = next[q];
            }
        }
        if (left == still.size()) break;
        still.resize(left);
    }
    const float mean = float(flowing > 0 ? sum / double(flowing) : offset);
    for (const int c : still) out[hallCell(s, c)] = mean;
    return out;
}

}  // namespace twin::air
