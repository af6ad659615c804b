// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/loop_trends.h"

#include "twin/base/error.h"
#include "twin/store/history_file.h"
#include "twin/store/history_reader.h"
#include "twin/telemetry/binding.h"
#include "twin/telemetry/setup.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace plenum::cli {

namespace {

using twin::Quantity;
using twin::liquid::TrendSample;

std::vector<TrendSample> samplesOf(twin::HistoryReader& reader, twin::Id point, std::int64_t from, std::int64_t to) {
    std::vector<TrendSample> out;
    for (const twin::telemetry::Sample& sample : reader.range(point, from, to))
        if (sample.quality == twin::telemetry::Quality::Good && std::isfinite(sample.value)) out.push_back({static_cast<double>(sample.time_ms) / 1e3, sample.value});
    return out;
}

}  // namespace

std::vector<LoopTrend> loopTrends(const twin::Project& project, const twin::Site& site, const std::filesystem::path& history, const twin::liquid::QualityLimits& limits) {
    if (!std::filesystem::exists(history)) throw twin::Error("history.open", {TWIN_TR("There is no file here."), {}});
    const auto file = twin::HistoryFile::open(history);
    const auto opened = file->reader();
    twin::HistoryReader& reader = *opened;
    const auto extent = reader.extent();
    if (!extent) return {};
    std::vector<twin::telemetry::SeenPoint> seen;
    for (const auto& [id, name] : reader.points()) seen.push_back({name, {}});
    const auto attached = project.attachments.find(twin::telemetry::kSetupKey);
    const auto setup = twin::telemetry::readSetup(attached == project.attachments.end() ? std::string_view() : std::string_view(attached->second));
    const auto bound = twin::telemetry::bindPoints(setup.setup.binding, seen, site);
    const auto pointOf = [&](twin::Id item, Quantity quantity) -> const twin::telemetry::Point* {
        for (const auto& point : bound.points->points())
            if (point.item == item && point.quantity == quantity) return &point;
        return nullptr;
    };
    std::vector<LoopTrend> trends;
    for (const auto& point : bound.points->points()) {
        const twin::Item* item = site.find(point.item);
        if (item == nullptr) continue;
        const auto rule = twin::liquid::trendRule(site, *item, point.quantity, limits);
        if (!rule) continue;
        LoopTrend row{item->name, item->id, twin::spec(point.quantity).key, twin::spec(point.quantity).unit, rule->low, rule->high, false, 0, {}};
        auto samples = samplesOf(reader, point.id, extent->first, extent->second);
        if (const auto* flow = rule->ratedFlow_m3_s > 0 ? pointOf(item->id, Quantity::LiquidFlow) : nullptr) {
            samples = twin::liquid::filterDrops(samples, samplesOf(reader, flow->id, extent->first, extent->second), rule->ratedFlow_m3_s);
            row.atRatedFlow = true;
        }
        if (!samples.empty()) row.last_ms = static_cast<std::int64_t>(samples.back().time_s * 1e3);
        row.trend = twin::liquid::trendOf(samples, row.low, row.high);
        trends.push_back(std::move(row));
    }
    std::stable_sort(trends.begin(), trends.end(), [](const LoopTrend& a, const LoopTrend& b) { return a.trend.days < b.trend.days; });
    return trends;
}

}  // namespace plenum::cli
