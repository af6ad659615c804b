// SPDX-License-Identifier: GPL-3.0-or-later
// Training runs in blocks at an even load; between two jobs most cards wait, and at each checkpoint they all do for
// some minutes. It is a line of straight pieces: corners (time, share). Inference and general use follow their users,
// with a hump of working hours and one of the evening; the sums of bells are scaled so that they reach 1 about once.
// The weather is one harmonic with its top at 15:00.
#include "twin/engine/synthetic_profile.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace twin::engine {

namespace {

constexpr int kDay_s = 24 * 3600;
constexpr double kDrySwing_K = 8, kWetSwing_K = 2.5;  // assumption: a hot day of a humid summer
constexpr double kHottest_h = 15;

struct Corner {
    int time_s;
    double share;
};

struct Block {
    int until_s;   ///< end of the job
    int pause_s;   ///< before the next
    double share;
};
constexpr Block kBlocks[] = {{5 * 3600 + 3000, 1800, 0.98}, {13 * 3600 + 600, 900, 0.94}, {21 * 3600 + 2400, 1200, 1.0}, {kDay_s, 0, 0.96}};
constexpr double kWaiting = 0.28, kCheckpoint = 0.7;
constexpr int kRamp_s = 120, kCheckpointEvery_s = 2 * 3600, kCheckpoint_s = 240, kCheckpointRamp_s = 60;

std::vector<Corner> makeCorners() {
    std::vector<Corner> corners;
    int from_s = 0;
    for (const Block& block : kBlocks) {
        corners.push_back({from_s, block.share});
        for (int at = from_s + kCheckpointEvery_s; at + kCheckpoint_s + kRamp_s < block.until_s; at += kCheckpointEvery_s)
            for (const auto& [after_s, share] : {std::pair{0, block.share}, {kCheckpointRamp_s, kCheckpoint}, {kCheckpoint_s - kCheckpointRamp_s, kCheckpoint}, {kCheckpoint_s, block.share}})
                corners.push_back({at + after_s, share});
        corners.push_back({block.until_s, block.share});
        if (block.pause_s > 0) {
            corners.push_back({block.until_s + kRamp_s, kWaiting});
            corners.push_back({block.until_s + block.pause_s, kWaiting});
        }
        from_s = block.until_s + block.pause_s + kRamp_s;
    }
    return corners;
}

const std::vector<Corner>& corners() {
    static const std::vector<Corner> all = makeCorners();
    return all;
}

double ofDay(double time_s) {
    const double rest = std::fmod(time_s, kDay_s);
    return rest < 0 ? rest + kDay_s : rest;
}

double bell(double time_s, double centre_h, double width_h) {
    double far_h = std::abs(ofDay(time_s) / 3600 - centre_h);
    far_h = std::min(far_h, 24 - far_h);
    return std::exp(-0.5 * far_h * far_h / (width_h * width_h));
}

double coolness(double time_s) { return 0.5 * (1 - std::cos(2 * std::numbers::pi * (ofDay(time_s) / 3600 - kHottest_h) / 24)); }

}  // namespace

double trainingShare(double time_s) {
    const auto& all = corners();
    const double t = ofDay(time_s);
    const auto next = std::find_if(all.begin(), all.end(), [&](const Corner& each) { return each.time_s > t; });
    if (next == all.begin()) return all.front().share;
    if (next == all.end()) return all.back().share;
    const Corner& before = *(next - 1);
    return before.share + (next->share - before.share) * (t - before.time_s) / (next->time_s - before.time_s);
}

double inferenceShare(double time_s) { return std::min(1.0, 0.42 + 0.38 * bell(time_s, 11, 2.4) + 0.55 * bell(time_s, 20.5, 2.6)); }
double generalShare(double time_s) { return std::min(1.0, 0.62 + 0.24 * bell(time_s, 10.2, 1.6) + 0.37 * bell(time_s, 15.2, 2.2)); }
double dryBulbBelow_K(double time_s) { return kDrySwing_K * coolness(time_s); }
double wetBulbBelow_K(double time_s) { return kWetSwing_K * coolness(time_s); }

const std::vector<int>& trainingCorners() {
    static const std::vector<int> times = [] {
        std::vector<int> out;
        for (const Corner& each : corners())
            if (each.time_s > 0 && each.time_s < kDay_s) out.push_back(each.time_s);
        return out;
    }();
    return times;
}

}  // namespace twin::engine
