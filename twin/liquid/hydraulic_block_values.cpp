// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of the blocks' pipes, and which of them are shut.
#include "twin/liquid/hydraulic_blocks.h"

#include <algorithm>
#include <numbers>
#include <numeric>
#include <thread>

namespace twin::liquid {

namespace {

constexpr double kShutSlope = 1e14;  // m/(m³/s), of a shut pipe
constexpr double kShutScale = 1e6;   // viscous scale that keeps it laminar at any flow
constexpr std::size_t kManyBatches = 32;  // from here threads gain: some 5 µs a batch and sweep
constexpr int kMostThreads = 4;
constexpr std::size_t kPieces = 16;  // of the batches: small enough to even out between threads

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

HydraulicBlocks::Columns HydraulicBlocks::columns(Batch& batch) const {
    const Shape& shape = m_shapes[at(batch.shape)];
    const std::size_t n = shape.nodes * kLanes, m = shape.links * kLanes;
    double* p = batch.data.data();
    Columns c{};
    for (double** column : {&c.y, &c.l0, &c.l1, &c.head}) *column = p, p += n;
    for (double** column : {&c.conductance, &c.push, &c.flow, &c.resistance, &c.roughness, &c.scale, &c.minor, &c.start}) *column = p, p += m;
    return c;
}

void HydraulicBlocks::takeNumbers(const HydraulicNetwork& network) {
    std::size_t nodes = 0, links = 0;
    for (const Shape& shape : m_shapes) {
        nodes = std::max(nodes, shape.nodes + 2);
        links = std::max(links, shape.links);
    }
    const int threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
    if (!m_pool && m_batches.size() >= kManyBatches && threads > 1) m_pool = std::make_unique<numerics::WorkerPool>(threads);
    m_scratch.resize(m_pool ? kPieces : 1);
    for (Scratch& scratch : m_scratch) {
        for (auto* column : {&scratch.diagonal, &scratch.right, &scratch.net, &scratch.change}) column->assign(nodes * kLanes, 0);
        scratch.off.assign((2 * nodes + 1) * kLanes, 0);
        scratch.loss.assign(links * kLanes, 0);
        scratch.slope.assign(links * kLanes, 0);
    }
    m_shutLinks = 0;
    for (Batch& batch : m_batches) {
        const Shape& shape = m_shapes[at(batch.shape)];
        batch.data.resize((4 * shape.nodes + 8 * shape.links) * kLanes);
        batch.shut.clear();
        for (std::size_t i = 0; i < shape.links * kLanes; ++i) takeLaw(batch, i, network.links[at(batch.link[i])]);
        findWays(batch);
        batch.dirty = true;
    }
}

void HydraulicBlocks::takeLaw(Batch& batch, std::size_t item, const HydraulicLink& link) {
    const Columns c = columns(batch);
    const bool shut = link.status <= LinkStatus::Closed;
    c.resistance[item] = shut ? kShutSlope / (16 * std::numbers::pi * kShutScale) : link.resistance;
    c.roughness[item] = shut ? 0 : link.relativeRoughness;
    c.scale[item] = shut ? kShutScale : link.viscousScale;
    c.minor[item] = shut ? 0 : link.minorLoss;
    c.start[item] = shut ? 0 : link.startFlow_m3_s;
    if (shut && batch.shut.empty()) batch.shut.assign(m_shapes[at(batch.shape)].links * kLanes, 0);
    if (batch.shut.empty() || (batch.shut[item] != 0) == shut) return;
    batch.shut[item] = shut;
    m_shutLinks += shut ? 1 : std::size_t(-1);
}

/// Whether open pipes join the ends of each block.
void HydraulicBlocks::findWays(Batch& batch) {
    const Shape& shape = m_shapes[at(batch.shape)];
    std::vector<int> part(shape.nodes + 2);
    for (std::size_t lane = 0; lane < at(batch.count); ++lane) {
        bool conducts = true;
        if (!batch.shut.empty()) {
            std::iota(part.begin(), part.end(), 0);
            const auto root = [&](int p) {
                while (part[at(p)] != p) p = part[at(p)] = part[at(part[at(p)])];
                return p;
            };
            for (std::size_t k = 0; k < shape.links; ++k)
                if (!batch.shut[k * kLanes + lane]) part[at(root(shape.from[k]))] = root(shape.to[k]);
            const int end = static_cast<int>(shape.nodes);
            conducts = root(end) == root(end + 1);
        }
        m_blocks[at(batch.firstBlock) + lane].conducts = conducts;
    }
}

void HydraulicBlocks::setLink(std::size_t link, const HydraulicLink& values) {
    const Place place = m_placeOfLink[link];
    Batch& batch = m_batches[at(place.batch)];
    const Columns c = columns(batch);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {  // spare lanes repeat it
        const std::size_t i = at(place.item) / kLanes * kLanes + lane;
        if (batch.link[i] != static_cast<std::int32_t>(link)) continue;
        const bool wasShut = !batch.shut.empty() && batch.shut[i];
        takeLaw(batch, i, values);
        if (wasShut && values.status > LinkStatus::Closed) c.flow[i] = c.start[i];
    }
    findWays(batch);
    batch.dirty = true;
}

}  // namespace twin::liquid
