// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/power/derating.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

namespace twin::power {

namespace {

struct Row {
    double at, factor;
};

// IEC 60364-5-52, table B.52.14: ambient air temperatures other than 30 °C.
constexpr Row kPvc[] = {{10, 1.22}, {15, 1.17}, {20, 1.12}, {25, 1.06}, {30, 1.00}, {35, 0.94}, {40, 0.87}, {45, 0.79}, {50, 0.71}, {55, 0.61}, {60, 0.50}};
constexpr Row kXlpe[] = {{10, 1.15}, {15, 1.12}, {20, 1.08}, {25, 1.04}, {30, 1.00}, {35, 0.96}, {40, 0.91}, {45, 0.87}, {50, 0.82}, {55, 0.76}, {60, 0.71}, {65, 0.65}, {70, 0.58}, {75, 0.50}, {80, 0.41}};
// IEC 60364-5-52, table B.52.17: one circuit or multi-core cable, or a group of more.
constexpr Row kBunched[] = {{1, 1.00}, {2, 0.80}, {3, 0.70}, {4, 0.65}, {5, 0.60}, {6, 0.57}, {7, 0.54}, {8, 0.52}, {9, 0.50}, {12, 0.45}, {16, 0.41}, {20, 0.38}};
constexpr Row kWall[] = {{1, 1.00}, {2, 0.85}, {3, 0.79}, {4, 0.75}, {5, 0.73}, {6, 0.72}, {7, 0.72}, {8, 0.71}, {9, 0.70}};
constexpr Row kTray[] = {{1, 1.00}, {2, 0.88}, {3, 0.82}, {4, 0.77}, {5, 0.75}, {6, 0.73}, {7, 0.73}, {8, 0.72}, {9, 0.72}};
constexpr Row kLadder[] = {{1, 1.00}, {2, 0.87}, {3, 0.82}, {4, 0.80}, {5, 0.80}, {6, 0.79}, {7, 0.79}, {8, 0.78}, {9, 0.78}};
constexpr int kMaxCircuits = 20;

std::span<const Row> ambientTable(Insulation insulation) { return insulation == Insulation::Pvc ? std::span<const Row>(kPvc) : kXlpe; }

std::span<const Row> groupingTable(Laying laying) {
    switch (laying) {
        case Laying::Bunched: return kBunched;
        case Laying::WallOrFloor: return kWall;
        case Laying::PerforatedTray: return kTray;
        case Laying::Ladder: return kLadder;
    }
    return kBunched;
}

}  // namespace

Issues checkDerating(const DeratingInputs& inputs) {
    Issues issues;
    if (inputs.rule == DeratingRule::Nec80) return issues;
    const auto add = [&](const char* field, const std::string& value, std::string allowed) {
        issues.push_back({Severity::Error, "power.derating", {}, {}, field, {TWIN_TR("{0} = {1} lies outside the table."), {field, value}}, value, std::move(allowed), {}});
    };
    const auto table = ambientTable(inputs.insulation);
    if (!(inputs.ambient_C >= table.front().at && inputs.ambient_C <= table.back().at))
        add("ambient_C", fmt::format("{:.6g} °C", inputs.ambient_C), fmt::format("{:.0f} … {:.0f} °C", table.front().at, table.back().at));
    if (inputs.circuits < 1 || inputs.circuits > kMaxCircuits) add("circuits", std::to_string(inputs.circuits), fmt::format("1 … {}", kMaxCircuits));
    return issues;
}

Derating deratingOf(const DeratingInputs& inputs) {
    Derating result;
    if (inputs.rule == DeratingRule::Nec80) {
        result.continuous = result.factor = inputs.ratedFor100 ? 1 : 0.8;
        result.source = "NEC 210.20(A), 215.3";
        return result;
    }
    const auto ambient = ambientTable(inputs.insulation);
    const auto above = std::lower_bound(ambient.begin(), ambient.end(), inputs.ambient_C, [](const Row& row, double t) { return row.at < t; });
    if (above == ambient.begin() || above == ambient.end()) {
        result.ambient = above == ambient.begin() ? ambient.front().factor : ambient.back().factor;
    } else {
        const auto below = above - 1;
        result.ambient = below->factor + (inputs.ambient_C - below->at) / (above->at - below->at) * (above->factor - below->factor);
    }
    const auto grouping = groupingTable(inputs.laying);
    const auto row = std::lower_bound(grouping.begin(), grouping.end(), static_cast<double>(inputs.circuits), [](const Row& r, double n) { return r.at < n; });
    result.grouping = row == grouping.end() ? grouping.back().factor : row->factor;
    result.factor = result.ambient * result.grouping;
    result.source = "IEC 60364-5-52, tables B.52.14 and B.52.17";
    return result;
}

}  // namespace twin::power
