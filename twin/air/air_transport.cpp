// SPDX-License-Identifier: GPL-3.0-or-later
// Cell c with inflows F_n = g (p_n − p_c) from neighbours of higher potential and s_l from outlets of links:
//     T_c = (Σ F_n T_n + Σ s_l T_l) / (Σ F_n + Σ s_l).
// Dividing by the inflow keeps T_c between what comes in whatever divergence the flow solve left.
// The order (Kahn): a cell is placed once all its upstream neighbours are. Strict comparison of potentials has no
// cycles, so all cells get a place.
#include "twin/air/air_transport.h"

#include <array>
#include <cmath>
#include <limits>

namespace twin::air {

AirTransport::AirTransport(const AirGrid& grid, const std::vector<double>& potential) : m_grid(grid) {
    const numerics::GridShape& s = grid.shape;
    const auto size = static_cast<std::size_t>(s.size());
    const int sy = s.strideY(), sz = s.strideZ();
    const std::array<int, 6> neighbour{-1, 1, -sy, sy, -sz, sz}, faceAt{0, 1, 0, sy, 0, sz};
    const std::array<const float*, 6> face{grid.faces.x.data(), grid.faces.x.data(), grid.faces.y.data(),
                                           grid.faces.y.data(), grid.faces.z.data(), grid.faces.z.data()};
    const double* p = potential.data();
    std::vector<double> given(size, 0.0);
    for (const Link& link : grid.links)
        for (const Tap& tap : link.outlets) given[std::size_t(tap.cell)] += tap.flow_m3_s;

    std::vector<signed char> waiting(size, 0);
    m_place.assign(size, -1);
    for (int c = s.begin(); c < s.end(); ++c) {
        if (!grid.open[std::size_t(c)]) continue;
        int upstream = 0;
        for (std::size_t q = 0; q < 6; ++q) upstream += face[q][c + faceAt[q]] > 0.f && p[c + neighbour[q]] > p[c];
        waiting[std::size_t(c)] = static_cast<signed char>(upstream);
        if (upstream == 0) m_cellAt.push_back(c);
    }
    m_cellAt.reserve(s.cells());
    m_start.reserve(s.cells() + 1);
    m_inflow_m3_s.reserve(s.cells());
    m_from.reserve(3 * s.cells());
    m_weight.reserve(3 * s.cells());
    m_start.push_back(0);
    for (std::size_t place = 0; place < m_cellAt.size(); ++place) {
        const int c = m_cellAt[place];
        m_place[std::size_t(c)] = static_cast<int>(place);
        const std::size_t first = m_from.size();
        double inflow = given[std::size_t(c)];
        for (std::size_t q = 0; q < 6; ++q) {
            const float g = face[q][c + faceAt[q]];
            if (!(g > 0.f)) continue;
            const int n = c + neighbour[q];
            const double flow = double(g) * (p[n] - p[c]);
            if (flow > 0) {
                m_from.push_back(m_place[std::size_t(n)]);
                m_weight.push_back(flow);
                inflow += flow;
            } else if (p[n] < p[c] && --waiting[std::size_t(n)] == 0) {
                m_cellAt.push_back(n);
            }
        }
        if (inflow > 0)
            for (std::size_t e = first; e < m_from.size(); ++e) m_weight[e] /= inflow;
        m_inflow_m3_s.push_back(inflow);
        m_start.push_back(static_cast<int>(m_from.size()));
    }
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

void AirTransport::pass(const std::vector<Values>& given, std::vector<Values>& drawn, std::vector<Values>& cells) const {
    cells.assign(m_cellAt.size(), Values{});
    for (std::size_t l = 0; l < m_outlets.size(); ++l)
        for (const Share& share : m_outlets[l]) {
            cells[std::size_t(share.place)].temperature += share.weight * given[l].temperature;
            cells[std::size_t(share.place)].rackShare += share.weight * given[l].rackShare;
        }
    const int *start = m_start.data(), *from = m_from.data();
    const double* weight = m_weight.data();
    Values* values = cells.data();
    for (std::size_t place = 0; place < cells.size(); ++place) {
        Values sum = values[place];
        for (int e = start[place]; e < start[place + 1]; ++e) {
            sum.temperature += weight[e] * values[from[e]].temperature;
            sum.rackShare += weight[e] * values[from[e]].rackShare;
        }
        values[place] = sum;
    }
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

std::vector<float> AirTransport::temperatures(double stagnant_m3_s, double offset, const std::vector<Values>& values) const {
    const numerics::GridShape& s = m_grid.shape;
    const float missing = std::numeric_limits<float>::quiet_NaN();
    std::vector<float> out(static_cast<std::size_t>(s.size()), missing);
    std::vector<int> still;
    double sum = 0;
    std::size_t flowing = 0;
    for (int c = s.begin(); c < s.end(); ++c) {
        if (!m_grid.open[std::size_t(c)]) continue;
        const auto place = static_cast<std::size_t>(m_place[std::size_t(c)]);
        if (m_inflow_m3_s[place] <= stagnant_m3_s) {
            still.push_back(c);
            continue;
        }
        const double value = values[place].temperature;
        out[std::size_t(c)] = float(value + offset);
        sum += value;
        ++flowing;
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
