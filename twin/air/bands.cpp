// SPDX-License-Identifier: GPL-3.0-or-later
// Band b of a rack with flow V̇, heat P:  V̇_b = f_b V̇,  P_b = h_b P,  T_out,b = T_in,b + P_b / (ρ cp V̇_b).
// The rack:  T_in = Σ f_b T_in,b,  T_out = Σ f_b T_out,b,  so that T_out = T_in + P / (ρ cp V̇) as without bands.
#include "twin/air/bands.h"

#include "twin/air/air_solver.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace twin::air {

namespace {

constexpr double kLeast_m = 1e-6;

bool banded(const Device& device) { return device.kind == Device::Kind::Rack && !device.bands.empty(); }

/// The part of upright openings between two heights; others are kept whole.
std::vector<Opening> cut(const std::vector<Opening>& openings, double z0, double z1) {
    std::vector<Opening> out;
    for (Opening opening : openings) {
        Box& rect = opening.rect;
        if (opening.normal.z == 0) {
            const double whole = rect.z1 - rect.z0;
            rect.z0 = std::max(rect.z0, z0), rect.z1 = std::min(rect.z1, z1);
            if (!(rect.z1 - rect.z0 > kLeast_m)) continue;
            opening.share *= (rect.z1 - rect.z0) / whole;
        }
        out.push_back(opening);
    }
    return out;
}

struct Part {
    double z0 = 0, z1 = 0;  // of its intake
    const DeviceResult* result = nullptr;
};

/// Flow means over the thirds of a height; where nothing is drawn, of the nearest third of a part.
std::array<double, 3> thirds(const std::vector<Part>& parts, double low, double high) {
    std::array<double, 3> out{};
    for (std::size_t n = 0; n < 3; ++n) {
        const double from = low + (high - low) * double(n) / 3, to = low + (high - low) * double(n + 1) / 3;
        double sum = 0, flow = 0, nearest = std::numeric_limits<double>::infinity(), there = 0;
        for (const Part& part : parts) {
            const std::array<double, 3> value{part.result->intakeLow_C, part.result->intakeMid_C, part.result->intakeHigh_C};
            for (std::size_t q = 0; q < 3; ++q) {
                const double height = (part.z1 - part.z0) / 3, z = part.z0 + double(q) * height;
                const double share = std::max(0.0, std::min(to, z + height) - std::max(from, z)) / height;
                sum += share * part.result->flow_m3_s * value[q], flow += share * part.result->flow_m3_s;
                const double away = std::abs(z + height / 2 - (from + to) / 2);
                if (away < nearest) nearest = away, there = value[q];
            }
        }
        out[n] = flow > 0 ? sum / flow : there;
    }
    return out;
}

/// Linear between pairs of height and value, which rise; the first and last beyond them.
double between(const std::vector<std::pair<double, double>>& profile, double z) {
    const auto up = std::lower_bound(profile.begin(), profile.end(), z, [](const auto& point, double at) { return point.first < at; });
    if (up == profile.begin()) return profile.front().second;
    if (up == profile.end()) return profile.back().second;
    const auto low = up - 1;
    return low->second + (up->second - low->second) * (z - low->first) / (up->first - low->first);
}

std::pair<double, double> heightOf(const std::vector<Opening>& openings) {
    double low = std::numeric_limits<double>::max(), high = std::numeric_limits<double>::lowest();
    for (const Opening& o : openings) low = std::min(low, o.rect.z0), high = std::max(high, o.rect.z1);
    return {low, high};
}

DeviceResult joined(const std::vector<Part>& parts, double low, double high) {
    DeviceResult out = *parts.front().result;
    out.intake_C = out.outlet_C = out.heat_W = out.flow_m3_s = out.wander_K = out.recirculation = 0;
    for (const Part& part : parts) out.flow_m3_s += part.result->flow_m3_s, out.heat_W += part.result->heat_W;
    std::vector<std::pair<double, double>> profile;
    for (const Part& part : parts) {
        const DeviceResult& r = *part.result;
        const double share = r.flow_m3_s / out.flow_m3_s;
        out.intake_C += share * r.intake_C, out.outlet_C += share * r.outlet_C;
        out.wander_K += share * r.wander_K, out.recirculation += share * r.recirculation;
        for (int n = 0; n < 3; ++n) profile.emplace_back(part.z0 + (part.z1 - part.z0) * (2 * n + 1) / 6, r.intakeZ_C[n]);
    }
    std::sort(profile.begin(), profile.end());
    for (int n = 0; n < 3; ++n) out.intakeZ_C[n] = between(profile, low + (high - low) * (2 * n + 1) / 6);
    const auto third = thirds(parts, low, high);
    out.intakeLow_C = third[0], out.intakeMid_C = third[1], out.intakeHigh_C = third[2];
    return out;
}

}  // namespace

bool hasBands(const AirCase& airCase) { return std::any_of(airCase.devices.begin(), airCase.devices.end(), banded); }

SplitCase splitBands(const AirCase& airCase) {
    const std::size_t devices = airCase.devices.size();
    SplitCase split{airCase, {}, std::vector<double>(devices, 1.0), std::vector<double>(devices, 1.0), std::vector<double>(devices, 1.0)};
    for (std::size_t d = 0; d < devices; ++d) split.owner.push_back(d);
    for (std::size_t d = 0; d < devices; ++d) {
        const Device& whole = airCase.devices[d];
        if (!banded(whole)) continue;
        double heat = 0, flow = 0, height = 0;
        for (const Band& band : whole.bands) heat += band.heatShare, flow += band.flowShare, height += band.z1 - band.z0;
        for (std::size_t b = 0; b < whole.bands.size(); ++b) {
            const Band& band = whole.bands[b];
            Device part = whole;
            part.bands.clear();
            part.intakes = cut(whole.intakes, band.z0, band.z1);
            part.outlets = cut(whole.outlets, band.z0, band.z1);
            const double ofHeat = heat > 0 ? band.heatShare / heat : band.heatShare, ofFlow = flow > 0 ? band.flowShare / flow : band.flowShare;
            part.heat_W = whole.heat_W * ofHeat;
            part.flow_m3_s = whole.flow_m3_s * ofFlow;
            const std::size_t at = b == 0 ? d : split.airCase.devices.size();
            if (b == 0) {
                split.airCase.devices[d] = std::move(part);
            } else {
                split.airCase.devices.push_back(std::move(part));
                split.owner.push_back(d);
                for (auto* shares : {&split.heat, &split.flow, &split.height}) shares->push_back(0);
            }
            split.heat[at] = ofHeat, split.flow[at] = ofFlow, split.height[at] = (band.z1 - band.z0) / height;
        }
    }
    return split;
}

AirResult solveAirInBands(const AirCase& airCase, const AirOptions& options, std::stop_token stop) {
    const SplitCase split = splitBands(airCase);
    AirOptions ours = options;
    AirResult before;  // what a warm start reads of an earlier result
    if (options.warmStart != nullptr) {
        before.devices = options.warmStart->parts;
        before.flow = options.warmStart->flow;
        before.report = options.warmStart->report;
        ours.warmStart = &before;
    }
    return joinBands(solveAir(split.airCase, ours, stop), airCase, split);
}

std::vector<Opening> besideBands(const std::vector<Band>& bands, const std::vector<Opening>& openings) {
    if (bands.empty() || openings.empty()) return openings;
    std::vector<Band> rising = bands;
    std::sort(rising.begin(), rising.end(), [](const Band& a, const Band& b) { return a.z0 < b.z0; });
    std::vector<Opening> out;
    const auto add = [&](double z0, double z1) {
        for (Opening& part : cut(openings, z0, z1))
            if (part.normal.z == 0) out.push_back(part);
    };
    auto [at, top] = heightOf(openings);
    for (const Band& band : rising) add(at, band.z0), at = std::max(at, band.z1);
    add(at, top);
    return out.empty() ? openings : out;
}

AirResult joinBands(AirResult result, const AirCase& whole, const SplitCase& split) {
    if (result.devices.size() != split.owner.size()) return result;  // nothing was solved
    result.parts = std::move(result.devices);
    result.devices.assign(result.parts.begin(), result.parts.begin() + std::ptrdiff_t(whole.devices.size()));
    for (std::size_t d = 0; d < whole.devices.size(); ++d) {
        if (!banded(whole.devices[d])) continue;
        std::vector<Part> parts;
        for (std::size_t p = 0; p < split.owner.size(); ++p) {
            if (split.owner[p] != d || !(result.parts[p].flow_m3_s > 0)) continue;
            const auto [low, high] = heightOf(split.airCase.devices[p].intakes);
            parts.push_back({low, high, &result.parts[p]});
        }
        if (parts.empty()) continue;
        const auto [low, high] = heightOf(whole.devices[d].intakes);
        result.devices[d] = joined(parts, low, high);
    }
    return result;
}

HallHistory joinBands(HallHistory history, const AirCase& whole, const SplitCase& split) {
    if (history.intake_C.size() != split.owner.size()) return history;
    HallHistory out = history;
    out.intake_C.resize(whole.devices.size()), out.warmest_C.resize(whole.devices.size());
    for (std::size_t d = 0; d < whole.devices.size(); ++d) {
        if (!banded(whole.devices[d])) continue;
        for (std::size_t n = 0; n < out.intake_C[d].size(); ++n) {
            double sum = 0, flow = 0;
            float warmest = std::numeric_limits<float>::quiet_NaN();
            for (std::size_t p = 0; p < split.owner.size(); ++p) {
                if (split.owner[p] != d) continue;
                warmest = std::fmax(warmest, history.warmest_C[p][n]);
                if (std::isnan(history.intake_C[p][n])) continue;
                sum += split.flow[p] * double(history.intake_C[p][n]), flow += split.flow[p];
            }
            out.warmest_C[d][n] = warmest;
            out.intake_C[d][n] = flow > 0 ? float(sum / flow) : std::numeric_limits<float>::quiet_NaN();
        }
    }
    return out;
}

TransientResult joinBands(TransientResult result, const AirCase& whole, const SplitCase& split) {
    for (auto& step : result.intake_C) {
        std::vector<double> mean(whole.devices.size(), 0.0);
        for (std::size_t p = 0; p < step.size(); ++p) mean[split.owner[p]] += split.flow[p] * step[p];
        step = std::move(mean);
    }
    if (result.limit_s.size() == split.owner.size()) {  // the first of its bands
        for (std::size_t p = whole.devices.size(); p < split.owner.size(); ++p) {
            auto& first = result.limit_s[split.owner[p]];
            if (result.limit_s[p] && (!first || *result.limit_s[p] < *first)) first = result.limit_s[p];
        }
        result.limit_s.resize(whole.devices.size());
    }
    result.last = joinBands(std::move(result.last), whole, split);
    return result;
}

FlowGraph joinBands(const FlowGraph& graph, const AirCase& whole, const SplitCase& split) {
    const std::size_t parts = split.owner.size(), devices = whole.devices.size();
    if (graph.ports.size() < parts) return graph;
    FlowGraph out = graph;
    out.ports.assign(graph.ports.begin(), graph.ports.begin() + std::ptrdiff_t(devices));
    for (std::size_t p = devices; p < parts; ++p) {
        out.ports[split.owner[p]].flow_m3_s += graph.ports[p].flow_m3_s;
        out.ports[split.owner[p]].drawn_m3_s += graph.ports[p].drawn_m3_s;
    }
    out.ports.insert(out.ports.end(), graph.ports.begin() + std::ptrdiff_t(parts), graph.ports.end());
    for (auto* taps : {&out.given, &out.drawn})
        for (FlowGraph::Tap& tap : *taps) {
            const auto port = std::size_t(tap.port);
            tap.port = int(port < parts ? split.owner[port] : port - parts + devices);
        }
    return out;
}

std::vector<FoamOpening> joinBands(const FoamCase& mesh, std::vector<FoamOpening> openings) {
    const auto span = [&](const FoamOpening& o) {
        double low = std::numeric_limits<double>::max(), high = std::numeric_limits<double>::lowest();
        for (const auto& face : o.faces) {
            const auto k = std::size_t(mesh.place(face.cell)[2]);
            low = std::min(low, mesh.lines[2][k]), high = std::max(high, mesh.lines[2][k + 1]);
        }
        return std::pair{low, high};
    };
    std::vector<FoamOpening> out;
    for (std::size_t q = 0; q < openings.size(); ++q) {
        const auto same = [&](const FoamOpening& o) { return o.kind == "rack" && o.kind == openings[q].kind && o.name == openings[q].name && o.intake == openings[q].intake; };
        if (std::any_of(openings.begin(), openings.begin() + std::ptrdiff_t(q), same)) continue;
        if (std::count_if(openings.begin() + std::ptrdiff_t(q), openings.end(), same) < 2) {
            out.push_back(openings[q]);
            continue;
        }
        FoamOpening rack = openings[q];
        rack.faces.clear();
        rack.flow_m3_s = rack.heat_W = rack.mean_C = 0;
        double low = std::numeric_limits<double>::max(), high = std::numeric_limits<double>::lowest();
        std::vector<std::pair<double, double>> profile;
        for (const FoamOpening& o : openings) {
            if (!same(o)) continue;
            rack.flow_m3_s += o.flow_m3_s, rack.heat_W += o.heat_W, rack.mean_C += o.flow_m3_s * o.mean_C;
            rack.faces.insert(rack.faces.end(), o.faces.begin(), o.faces.end());
            const auto [from, to] = span(o);
            low = std::min(low, from), high = std::max(high, to);
            for (std::size_t n = 0; n < 3; ++n)
                if (o.height_C[n]) profile.emplace_back(from + (to - from) * (2 * double(n) + 1) / 6, *o.height_C[n]);
        }
        if (rack.flow_m3_s > 0) rack.mean_C /= rack.flow_m3_s;
        std::sort(profile.begin(), profile.end());
        for (std::size_t n = 0; n < 3 && !profile.empty(); ++n) rack.height_C[n] = between(profile, low + (high - low) * (2 * double(n) + 1) / 6);
        out.push_back(std::move(rack));
    }
    return out;
}

std::vector<HallStore> splitStores(const std::vector<HallStore>& stores, const SplitCase& split) {
    if (stores.empty()) return stores;
    std::vector<HallStore> out(split.owner.size());
    for (std::size_t p = 0; p < out.size(); ++p) {
        if (split.owner[p] >= stores.size()) continue;
        out[p] = stores[split.owner[p]];
        for (double* part : {&out[p].own_J_K, &out[p].plenum_J_K, &out[p].slab_J_K, &out[p].slab_W_K}) *part *= split.height[p];
    }
    return out;
}

std::vector<double> splitCapacities(const std::vector<double>& capacity_J_K, const SplitCase& split) {
    if (capacity_J_K.empty()) return capacity_J_K;
    std::vector<double> out;
    for (std::size_t p = 0; p < split.owner.size(); ++p) out.push_back(split.owner[p] < capacity_J_K.size() ? capacity_J_K[split.owner[p]] * split.height[p] : 0);
    return out;
}

std::vector<AirEvent> splitEvents(const std::vector<AirEvent>& events, const SplitCase& split) {
    std::vector<AirEvent> out;
    for (const AirEvent& event : events)
        for (std::size_t p = 0; p < split.owner.size(); ++p) {
            if (split.owner[p] != event.device) continue;
            AirEvent part = event;
            part.device = p;
            if (part.heat_W) *part.heat_W *= split.heat[p];
            if (part.flow_m3_s) *part.flow_m3_s *= split.flow[p];
            out.push_back(part);
        }
    return out;
}

}  // namespace twin::air
