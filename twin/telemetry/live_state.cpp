// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/telemetry/live_state.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace twin::telemetry {

namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

bool sameBits(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

ValueState valueState(PointState state) {
    switch (state) {
        case PointState::Measured: return ValueState::Measured;
        case PointState::Estimated: return ValueState::Estimated;
        case PointState::Stale: return ValueState::Stale;
        case PointState::Missing: break;
    }
    return ValueState::Missing;
}

/// A column whose states are written out, ready to take measured values.
Column& withStates(Frame& frame, Kind kind, Quantity quantity) {
    Column& column = frame.column(kind, quantity);
    if (column.states.size() == column.values.size()) return column;
    column.states.resize(column.values.size());
    for (std::size_t i = 0; i < column.values.size(); ++i) column.states[i] = std::isnan(column.values[i]) ? ValueState::Missing : ValueState::Computed;
    return column;
}

void clearComputed(Frame& frame) {
    for (auto& [key, column] : frame.columns) {
        column.values.assign(column.values.size(), kNoNumber);
        column.states.clear();
    }
    frame.fields.clear();
    frame.balances.clear();
    for (KeyFigure& figure : frame.keyFigures) {
        figure.value = kNoNumber;
        figure.state = KeyFigure::State::Neutral;
        figure.note = {TWIN_TR("Not measured."), {}};
        figure.item = {};
        figure.derivation = {};
    }
}

bool isMeasured(ValueState state) { return state == ValueState::Measured || state == ValueState::Estimated || state == ValueState::Stale; }

/// The mean inlet of objects whose three heights are measured but whose mean is not.
void estimateInlets(Frame& frame, Kind kind) {
    constexpr Quantity kHeights[] = {Quantity::InletLow, Quantity::InletMid, Quantity::InletHigh};
    for (const Quantity each : kHeights)
        if (!frame.columns.contains({kind, each})) return;
    Column& mean = withStates(frame, kind, Quantity::InletTemperature);
    for (std::size_t i = 0; i < mean.values.size(); ++i) {
        if (isMeasured(mean.states[i])) continue;
        double sum = 0;
        bool all = true, stale = false;
        for (const Quantity each : kHeights) {
            const Column& column = frame.columns.at({kind, each});
            all = all && isMeasured(column.stateAt(i));
            stale = stale || column.stateAt(i) == ValueState::Stale;
            sum += column.at(i);
        }
        if (!all) continue;
        mean.values[i] = sum / 3;
        mean.states[i] = stale ? ValueState::Stale : ValueState::Estimated;
    }
}

/// Several points that make one value.
struct Gathered {
    Aggregate how = Aggregate::None;
    double fresh = 0, old = 0;  // sum, least or greatest so far
    std::size_t freshCount = 0, oldCount = 0;
    bool allSure = true;

    void add(double value, PointState state) {
        if (state != PointState::Measured) allSure = false;
        if (state == PointState::Missing) return;
        const bool isOld = state == PointState::Stale;
        double& into = isOld ? old : fresh;
        std::size_t& count = isOld ? oldCount : freshCount;
        into = count == 0 ? value : how == Aggregate::Mean ? into + value : how == Aggregate::Min ? std::min(into, value) : std::max(into, value);
        ++count;
    }
    ValueState state() const {
        if (freshCount == 0) return oldCount == 0 ? ValueState::Missing : ValueState::Stale;
        return allSure ? ValueState::Measured : ValueState::Estimated;
    }
    double value() const {
        const double total = freshCount > 0 ? fresh : old;
        return how == Aggregate::Mean ? total / static_cast<double>(freshCount > 0 ? freshCount : oldCount) : total;
    }
};

}  // namespace

PointState LiveSnapshot::state(std::size_t point) const {
    if (point >= latest.size()) return PointState::Missing;
    const Sample& sample = latest[point];
    if (sample.time_ms == 0 || sample.quality == Quality::NoValue || sample.quality == Quality::Bad || std::isnan(sample.value)) return PointState::Missing;
    if (static_cast<double>(at_ms - sample.time_ms) > (*points)[point].staleAfter_s * 1e3) return PointState::Stale;
    return sample.quality == Quality::Good ? PointState::Measured : PointState::Estimated;
}

LiveState::LiveState(std::shared_ptr<const PointTable> points) : m_points(std::move(points)), m_latest(m_points->size()) {}

void LiveState::put(std::span<const PointSample> samples) {
    const std::lock_guard lock(m_mutex);
    for (const PointSample& each : samples) {
        if (each.point >= m_latest.size()) continue;
        Sample& latest = m_latest[each.point];
        if (each.sample.time_ms < latest.time_ms) {
            ++m_counts.late;
        } else if (each.sample.time_ms == latest.time_ms && each.sample.quality == latest.quality && sameBits(each.sample.value, latest.value)) {
            ++m_counts.duplicate;
        } else {
            latest = each.sample;
            ++m_counts.taken;
        }
    }
}

LiveSnapshot LiveState::snapshot(Time_ms now) const {
    const std::lock_guard lock(m_mutex);
    return {now, m_points, m_latest};
}

LiveState::Counts LiveState::counts() const {
    const std::lock_guard lock(m_mutex);
    return m_counts;
}

void LiveState::setPoints(std::shared_ptr<const PointTable> points) {
    const std::lock_guard lock(m_mutex);
    std::vector<Sample> latest(points->size());
    for (std::size_t i = 0; i < latest.size(); ++i) {
        const std::uint32_t before = m_points->find((*points)[i].id);
        // A value read by another unit or quantity would be another value.
        if (before != PointTable::kNone && (*m_points)[before].quantity == (*points)[i].quantity && (*m_points)[before].line == (*points)[i].line &&
            (*m_points)[before].scale == (*points)[i].scale && (*m_points)[before].offset == (*points)[i].offset)
            latest[i] = m_latest[before];
    }
    m_points = std::move(points);
    m_latest = std::move(latest);
}

std::shared_ptr<const Frame> merged(const std::shared_ptr<const Frame>& computed, const LiveSnapshot& live, Mode mode) {
    if (mode == Mode::Computed || !computed || !computed->site || !live.points) return computed;
    auto frame = std::make_shared<Frame>(*computed);
    if (mode == Mode::Live) clearComputed(*frame);
    std::array<bool, kKindCount> hasHeights{};
    std::map<std::pair<Id, Quantity>, Gathered> gathered;
    const auto show = [&](Id id, Quantity quantity, double value, ValueState state) {
        const Item* item = frame->site->find(id);
        if (item == nullptr || state == ValueState::Missing) return;
        const std::size_t at = frame->site->items(item->kind).indexOf(id);
        Column& column = withStates(*frame, item->kind, quantity);
        column.values[at] = value;
        column.states[at] = state;
        if (quantity == Quantity::InletLow) hasHeights[static_cast<std::size_t>(item->kind)] = true;
    };
    for (std::size_t p = 0; p < live.latest.size() && p < live.points->size(); ++p) {
        const Point& point = (*live.points)[p];
        if (point.aggregate == Aggregate::None) {
            show(point.item, point.quantity, live.latest[p].value, valueState(live.state(p)));
            continue;
        }
        Gathered& all = gathered[{point.item, point.quantity}];
        all.how = point.aggregate;
        all.add(live.latest[p].value, live.state(p));
    }
    for (const auto& [of, all] : gathered) show(of.first, of.second, all.value(), all.state());
    for (std::size_t k = 0; k < kKindCount; ++k)
        if (hasHeights[k]) estimateInlets(*frame, static_cast<Kind>(k));
    return frame;
}

}  // namespace twin::telemetry
