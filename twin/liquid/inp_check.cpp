// SPDX-License-Identifier: GPL-3.0-or-later
// What only the whole network can tell: sources, unconnected nodes, pump curves, empty tables, unsupported parts.
#include "twin/liquid/inp_text.h"

#include <cmath>

namespace twin::liquid {

namespace {

void add(InpContext& context, Severity severity, const char* code, const std::string& item, Text text) {
    context.issues.push_back({severity, code, {}, item, {}, std::move(text), {}, {}, {}});
}

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// A curve of one point or of three that start at zero flow is fitted by a power law: its points must allow that.
bool fitsPowerLaw(const InpCurve& curve) {
    double h0 = 0, h1 = 0, h2 = 0, q1 = 0, q2 = 0;
    if (curve.x.size() == 1) {
        q1 = curve.x[0], h1 = curve.y[0], h0 = 4 * h1 / 3, q2 = 2 * q1;
    } else {
        h0 = curve.y[0], q1 = curve.x[1], h1 = curve.y[1], q2 = curve.x[2], h2 = curve.y[2];
    }
    constexpr double kTiny = 1e-6;
    if (h0 < kTiny || h0 - h1 < kTiny || h1 - h2 < kTiny || q1 < kTiny || q2 - q1 < kTiny) return false;
    const double exponent = std::log((h0 - h2) / (h0 - h1)) / std::log(q2 / q1);
    return exponent > 0 && exponent <= 20;
}

void checkPumps(InpContext& context) {
    for (const InpLink& link : context.network.links) {
        if (link.kind != InpLinkKind::Pump || link.curve < 0) continue;
        const InpCurve& curve = context.network.curves[at(link.curve)];
        bool good = !curve.x.empty();
        if (curve.x.size() == 1 || (curve.x.size() == 3 && curve.x[0] == 0))
            good = fitsPowerLaw(curve);
        else
            for (std::size_t i = 1; i < curve.y.size(); ++i) good = good && curve.y[i] < curve.y[i - 1];
        if (good && curve.x.size() == 2) good = true;
        if (!good)
            add(context, Severity::Error, "inp.pumpCurve", link.id,
                {TWIN_TR("Pump {0}: the heads of its curve {1} have to fall with rising flow."), {link.id, curve.id}});
    }
}

void checkConnections(InpContext& context) {
    std::vector<char> connected(context.network.nodes.size(), 0);
    for (const InpLink& link : context.network.links)
        for (const int end : {link.from, link.to})
            if (end >= 0) connected[at(end)] = 1;
    bool source = false;
    for (std::size_t i = 0; i < connected.size(); ++i) {
        const InpNode& node = context.network.nodes[i];
        source = source || node.kind != InpNodeKind::Junction;
        if (!connected[i] && node.kind == InpNodeKind::Junction)
            add(context, Severity::Error, "inp.unconnected", node.id,
                {TWIN_TR("Node {0} is not connected to anything."), {node.id}});
    }
    if (context.network.nodes.size() < 2)
        add(context, Severity::Error, "inp.noNodes", {}, {TWIN_TR("The network has fewer than two nodes."), {}});
    if (!source)
        add(context, Severity::Error, "inp.noSource", {},
            {TWIN_TR("The network has neither a reservoir nor a tank: nothing fixes its heads."), {}});
}

}  // namespace

void checkNetwork(InpContext& context) {
    const InpNetwork& network = context.network;
    for (const InpCurve& curve : network.curves)
        if (curve.x.empty())
            add(context, Severity::Error, "inp.curve", curve.id, {TWIN_TR("Curve {0} has no points."), {curve.id}});
    bool broken = false;
    for (const InpLink& link : network.links) broken = broken || link.from < 0 || link.to < 0;
    checkPumps(context);
    if (!broken) checkConnections(context);
    const auto kept = [&](const char* section) {
        const auto found = network.kept.find(section);
        return found != network.kept.end() && !found->second.empty();
    };
    if (kept("[RULES]"))
        add(context, Severity::Warning, "inp.rules", {},
            {TWIN_TR("[RULES] are read and kept; they act from the first rule step on and do not change the first instant."), {}});
    for (const char* section : {"[QUALITY]", "[REACTIONS]", "[SOURCES]", "[MIXING]"})
        if (kept(section))
            add(context, Severity::Note, "inp.ignored", {},
                {TWIN_TR("{0} is kept, not used: water quality is not computed."), {section}});
}

}  // namespace twin::liquid
