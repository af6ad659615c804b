// SPDX-License-Identifier: GPL-3.0-or-later
// 1. Times: every solveEvery_s, the ends of the day, and every corner of the training load where there is any; the
//    failure has its own (its ends and what lies between). 2. Their states are solved in blocks of kBlock, each of a
//    block from the frame of its first: which thread takes a block changes nothing. 3. What points there are is read
//    from the first state. 4. A point's value is the straight line between the states of its branch (all well, or
//    failing), then y += (x − y)·(1 − e^(−step/τ)) for temperatures, then noise, resolution and the fault.
//
// Random numbers are a hash of (seed, point, sample): nothing depends on an order.
#include "twin/engine/synthetic_day.h"

#include "twin/engine/engine.h"
#include "twin/engine/synthetic_profile.h"
#include "twin/numerics/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>

namespace twin::engine {

namespace {

constexpr int kBlock = 8;
constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeastLoad = 0.84, kMostLoad = 1.06;  // of a rack's allocated power; assumption
constexpr double kWaterLag_s = 150, kAirLag_s = 240;   // thermal mass of water and racks; assumption
constexpr double kLost = 0.002;                        // of all samples; assumption

// ---- sensors ----

/// How sensors of a quantity behave; typical of the trade, not of a make. They count in steps of a converter: powers of two.
struct Channel {
    Quantity quantity;
    const char* suffix;
    double resolution;     ///< SI
    double noise;          ///< standard deviation, SI
    double relativeNoise;  ///< likewise, of the value
    double lag_s;
    double drift;          ///< over a day of a drifting one, SI; 0 = does not drift
};
constexpr Channel kChannels[] = {
    {Quantity::InletTemperature, "inlet", 0.0625, 0.06, 0, kAirLag_s, 1.5},
    {Quantity::InletHigh, "inlet_high", 0.0625, 0.06, 0, kAirLag_s, 1.5},
    {Quantity::OutletTemperature, "outlet", 0.0625, 0.06, 0, kAirLag_s, 1.5},
    {Quantity::LiquidSupply, "supply", 0.03125, 0.03, 0, kWaterLag_s, 0.8},
    {Quantity::LiquidReturn, "return", 0.03125, 0.03, 0, kWaterLag_s, 0.8},
    {Quantity::LiquidFlow, "flow", 0x1p-20, 0, 0.004, 0, 0},
    {Quantity::ItPower, "it_power", 16, 0, 0.006, 0, 0},
    {Quantity::PumpPower, "pump_power", 16, 0, 0.006, 0, 0},
    {Quantity::ElectricPower, "power", 16, 0, 0.006, 0, 0},
    {Quantity::PowerOut, "power_out", 128, 0, 0.003, 0, 0},
    {Quantity::LoadFraction, "load", 0x1p-11, 0, 0.003, 0, 0},
};

const Channel* channelOf(Quantity quantity) {
    for (const Channel& each : kChannels)
        if (each.quantity == quantity) return &each;
    return nullptr;
}

std::vector<Quantity> sensorsOf(Kind kind) {
    using Q = Quantity;
    if (isCompute(kind)) return {Q::InletTemperature, Q::InletHigh, Q::ItPower, Q::LiquidFlow, Q::LiquidReturn};
    if (isAirUnit(kind)) return {Q::OutletTemperature, Q::InletTemperature, Q::LiquidFlow, Q::ElectricPower};
    switch (kind) {
        case Kind::Cdu: return {Q::LiquidSupply, Q::LiquidReturn, Q::LiquidFlow, Q::PumpPower};
        case Kind::Pump: return {Q::LiquidFlow, Q::PumpPower};
        case Kind::Chiller: case Kind::DryCooler: case Kind::CoolingTower: return {Q::LiquidSupply, Q::LiquidReturn, Q::ElectricPower};
        case Kind::UtilityFeed: return {Q::PowerOut};
        case Kind::Ups: case Kind::Sst: case Kind::Rectifier: return {Q::PowerOut, Q::LoadFraction};
        case Kind::Transformer: case Kind::Busway: case Kind::Pdu: case Kind::Rpp: return {Q::LoadFraction};
        default: return {};
    }
}

// ---- random numbers ----

/// SplitMix64 of a chain of words.
std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}
double unit(std::uint64_t word) { return static_cast<double>(word >> 11) * 0x1p-53; }
/// About normal with deviation 1: the sum of four uniforms of 16 bits (Irwin–Hall).
double bellShaped(std::uint64_t word) {
    double sum = 0;
    for (int i = 0; i < 4; ++i, word >>= 16) sum += static_cast<double>(word & 0xFFFF) * 0x1p-16;
    return (sum - 2) * 1.7320508075688772;  // variance of the sum is 4/12
}
enum Salt : std::uint64_t { SaltLoad = 1, SaltNoise, SaltLost, SaltFault, SaltSpan, SaltRow };

// ---- states ----

/// The site with each rack at its own share of the power it was allocated.
Site withOwnLoads(const Site& site, std::uint64_t seed) {
    Site out = site;
    for (std::size_t k = 0; k < kKindCount; ++k) {
        const Kind kind = static_cast<Kind>(k);
        if (!isCompute(kind) || !hasParam(kind, Param::PowerAllocated)) continue;
        const Table<Item>& table = site.items(kind);
        for (std::size_t i = 0; i < table.size(); ++i) {
            Item item = table[i];
            const double share = kLeastLoad + (kMostLoad - kLeastLoad) * unit(mix(mix(seed ^ item.id.value) + SaltLoad));
            item.values.set(Param::PowerAllocated, share * site.value(item, Param::PowerAllocated));
            out.items(kind).replace(item);
        }
    }
    return out;
}

bool hasTraining(const Site& site) {
    bool found = false;
    site.forEachItem([&](const Item& item) { found = found || (isCompute(item.kind) && site.choice<LoadClass>(item, Param::LoadClass) == LoadClass::Training); });
    return found;
}

std::vector<DayState> plannedStates(const Site& site, const Conditions& design, const DayOptions& options) {
    std::set<int> times{0, options.length_s};
    for (int t = 0; t < options.length_s; t += std::max(options.solveEvery_s, options.step_s)) times.insert(t);
    if (hasTraining(site))
        for (const int corner : trainingCorners())
            if (corner < options.length_s) times.insert(corner);
    std::vector<DayState> states;
    for (const int t : times) states.push_back({t, false, conditionsAt(design, t), {}, 0});
    const int from = options.failure_s, to = from + options.failureLength_s;
    if (options.failing.empty() || options.failureLength_s <= 0 || from >= options.length_s) return states;
    std::set<int> failed{from, to};
    for (const int t : times)
        if (t > from && t < to) failed.insert(t);
    for (const int t : failed) {
        states.push_back({t, true, conditionsAt(design, t), {}, 0});
        auto& out = states.back().conditions.outOfService;
        out.insert(out.end(), options.failing.begin(), options.failing.end());
    }
    return states;
}

using Frames = std::vector<std::shared_ptr<const Frame>>;  // n_states; null where not usable

Frames solveStates(const Site& site, std::vector<DayState>& states, const DayOptions& options, std::stop_token stop) {
    const auto shared = std::make_shared<const Site>(withOwnLoads(site, options.seed));
    const int count = static_cast<int>(states.size()), blocks = (count + kBlock - 1) / kBlock;
    Frames frames(states.size());
    numerics::WorkerPool pool(std::max(1, options.threads));
    std::mutex telling;
    int done = 0;
    pool.parallelFor(blocks, [&](int block) {
        SolveOptions solving;
        solving.fidelity = Fidelity::Coarse;
        solving.threads = 1;
        for (int i = block * kBlock; i < std::min(count, (block + 1) * kBlock) && !stop.stop_requested(); ++i) {
            auto frame = solve(shared, states[static_cast<std::size_t>(i)].conditions, solving, stop);
            DayState& state = states[static_cast<std::size_t>(i)];
            state.report = frame->report;
            state.worstBalance = frame->worstBalance();
            if (frame->report.status != SolveStatus::Converged) continue;
            if (!solving.warmStart) solving.warmStart = frame;
            frames[static_cast<std::size_t>(i)] = std::move(frame);
            const std::lock_guard lock(telling);
            if (options.progress) options.progress(0.95 * ++done / count);
        }
    });
    return frames;
}

// ---- points ----

std::vector<DayPoint> pointsOf(const Site& site, const Frame& frame) {
    std::unordered_map<std::string, int> named;
    site.forEachItem([&](const Item& item) { ++named[item.name]; });
    std::vector<DayPoint> points;
    site.forEachItem([&](const Item& item) {
        const bool own = named[item.name] == 1 && !item.name.empty() && item.name.find('/') == std::string::npos && !idFromString(item.name);
        for (const Quantity quantity : sensorsOf(item.kind)) {
            const double value = frame.value(item, quantity);
            if (std::isnan(value) || (isCompute(item.kind) && quantity == Quantity::LiquidFlow && value == 0)) continue;
            points.push_back({item.id, quantity, (own ? item.name : toString(item.id)) + "/" + daySuffix(quantity)});
        }
    });
    return points;
}

std::uint64_t wordOf(std::uint64_t seed, const DayPoint& point, Salt salt) {
    return mix(mix(seed ^ point.item.value) + static_cast<std::uint64_t>(point.quantity) * 64 + salt);
}

/// Some of the points, by their hash, get one fault each; one row of racks falls silent with its gateway.
std::vector<DayFault> faultsOf(const SyntheticDay& day, const Site& site, const DayOptions& options) {
    using What = DayFault::What;
    struct Share {
        What what;
        double ofPoints;
        double least_s, most_s;
    };
    constexpr Share kShares[] = {{What::Drift, 0.01, 24 * 3600, 24 * 3600}, {What::Stuck, 0.004, 3600, 4 * 3600}, {What::NoValue, 0.006, 1200, 5400}, {What::Silent, 0.01, 1200, 7200}};
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    for (std::size_t p = 0; p < day.points.size(); ++p)
        if (std::ranges::find(options.failing, day.points[p].item) == options.failing.end()) order.emplace_back(wordOf(options.seed, day.points[p], SaltFault), p);
    std::ranges::sort(order);
    std::vector<DayFault> faults;
    std::vector<bool> taken(day.points.size());
    const double step_s = static_cast<double>(day.step_ms) / 1000;
    for (const Share& share : kShares) {
        auto wanted = std::max<long>(1, std::lround(share.ofPoints * static_cast<double>(day.points.size())));
        for (const auto& [word, p] : order) {
            if (wanted == 0) break;
            const double drift = channelOf(day.points[p].quantity)->drift;
            if (taken[p] || (share.what == What::Drift && drift == 0)) continue;
            taken[p] = true;
            --wanted;
            const std::uint64_t span = wordOf(options.seed, day.points[p], SaltSpan);
            const double length_s = share.least_s + (share.most_s - share.least_s) * unit(span);
            const auto length = std::min(day.steps, static_cast<std::size_t>(length_s / step_s) + 1);
            const auto from = static_cast<std::size_t>(unit(mix(span)) * static_cast<double>(day.steps - length));
            faults.push_back({share.what, p, from, from + length, share.what == What::Drift ? drift * (unit(word) < 0.5 ? -1 : 1) : 0});
        }
    }
    const Table<Item>& rows = site.items(Kind::Row);
    if (rows.empty()) return faults;
    const Id row = rows[static_cast<std::size_t>(mix(options.seed + SaltRow) % rows.size())].id;
    const auto from = static_cast<std::size_t>((3 * 3600 + 2400) / step_s), to = static_cast<std::size_t>((3 * 3600 + 3120) / step_s);
    for (std::size_t p = 0; p < day.points.size(); ++p) {
        const Item* item = site.find(day.points[p].item);
        if (item != nullptr && item->parent == row && to <= day.steps && !taken[p]) faults.push_back({What::Silent, p, from, to, 0});
    }
    return faults;
}

// ---- values ----

/// States of one branch in the order of time, as a line of one point.
struct Branch {
    std::vector<int> time_s;
    std::vector<const Frame*> frames;
};

class PointLine {
  public:
    PointLine(const Branch& branch, Kind kind, std::size_t index, Quantity quantity) : m_branch(branch) {
        for (const Frame* frame : branch.frames) m_values.push_back(frame->value(kind, index, quantity));
    }
    /// Times must rise from call to call.
    double at(double time_s) {
        while (m_next + 1 < m_values.size() && time_s >= m_branch.time_s[m_next]) ++m_next;
        const std::size_t before = m_next > 0 ? m_next - 1 : 0;
        const double a = m_values[before], b = m_values[m_next];
        const int from = m_branch.time_s[before], to = m_branch.time_s[m_next];
        if (to == from || time_s <= from) return a;
        return a + (b - a) * std::min(1.0, (time_s - from) / (to - from));
    }

  private:
    const Branch& m_branch;
    std::vector<double> m_values;
    std::size_t m_next = 0;
};

void fillPoint(SyntheticDay& day, std::size_t p, const Branch& well, const Branch& failed, const Site& site, const DayOptions& options) {
    const DayPoint& point = day.points[p];
    const Channel& channel = *channelOf(point.quantity);
    const Item& item = *site.find(point.item);
    const std::size_t index = site.items(item.kind).indexOf(item.id);
    PointLine whenWell(well, item.kind, index, point.quantity), whenFailed(failed, item.kind, index, point.quantity);
    const double step_s = static_cast<double>(day.step_ms) / 1000, keep = channel.lag_s > 0 ? std::exp(-step_s / channel.lag_s) : 0;
    const std::uint64_t noise = wordOf(options.seed, point, SaltNoise), lost = wordOf(options.seed, point, SaltLost);
    const int from_s = options.failure_s, to_s = from_s + options.failureLength_s;
    double lagged = kNoNumber;
    double* out = day.values.data() + p * day.steps;
    for (std::size_t i = 0; i < day.steps; ++i) {
        const double time_s = static_cast<double>(i) * step_s;
        const bool failing = failed.frames.size() > 1 && time_s >= from_s && time_s < to_s;
        const double wanted = failing ? whenFailed.at(time_s) : whenWell.at(time_s);
        if (std::isnan(lagged)) lagged = wanted;
        if (!std::isnan(wanted)) lagged = wanted + (lagged - wanted) * keep;
        const double blur = channel.noise + channel.relativeNoise * std::abs(lagged);
        const double read = lagged + blur * bellShaped(mix(noise + i));
        out[i] = unit(mix(lost + i)) < kLost ? kNoNumber : std::round(read / channel.resolution) * channel.resolution;
    }
}

void put(SyntheticDay& day, const DayFault& fault) {
    double* values = day.values.data() + fault.point * day.steps;
    const double resolution = channelOf(day.points[fault.point].quantity)->resolution;
    double stuck = kNoNumber;
    for (std::size_t i = fault.from; i < fault.to; ++i) {
        if (fault.what == DayFault::What::Silent) {
            values[i] = kNoNumber;
        } else if (fault.what == DayFault::What::NoValue) {
            values[i] = kDayNoValue;
        } else if (fault.what == DayFault::What::Stuck) {
            if (std::isnan(stuck)) stuck = values[i];
            values[i] = stuck;
        } else {
            const double share = static_cast<double>(i - fault.from + 1) / static_cast<double>(fault.to - fault.from);
            values[i] = std::round((values[i] + fault.size * share) / resolution) * resolution;
        }
    }
}

}  // namespace

const char* daySuffix(Quantity quantity) {
    const Channel* channel = channelOf(quantity);
    return channel == nullptr ? nullptr : channel->suffix;
}

Id firstToFail(const Site& site) {
    for (const Kind kind : {Kind::Cdu, Kind::Pump})
        if (!site.items(kind).empty()) return site.items(kind)[0].id;
    return {};
}

Conditions conditionsAt(const Conditions& design, int time_s) {
    Conditions out = design;
    out.dryBulb_C -= dryBulbBelow_K(time_s);
    out.wetBulb_C = std::min(out.dryBulb_C, out.wetBulb_C - wetBulbBelow_K(time_s));
    out.loadTraining *= trainingShare(time_s);
    out.loadInference *= inferenceShare(time_s);
    out.loadGeneral *= generalShare(time_s);
    return out;
}

SyntheticDay synthesizeDay(const Site& site, const Conditions& design, const DayOptions& options, std::stop_token stop) {
    SyntheticDay day;
    day.start_ms = options.start_ms;
    day.step_ms = std::int64_t{1000} * std::max(1, options.step_s);
    day.steps = static_cast<std::size_t>(std::max(0, options.length_s) / std::max(1, options.step_s));
    day.states = plannedStates(site, design, options);
    const Frames frames = solveStates(site, day.states, options, stop);
    day.report = {stop.stop_requested() ? SolveStatus::Cancelled : SolveStatus::Converged, 0, 0, 0, {}};
    Branch well, failed;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (!frames[i]) continue;
        Branch& branch = day.states[i].failed ? failed : well;
        branch.time_s.push_back(day.states[i].time_s);
        branch.frames.push_back(frames[i].get());
    }
    const bool fails = !day.states.empty() && day.states.back().failed;
    if (day.report.status == SolveStatus::Converged && (well.frames.size() < 2 || (fails && failed.frames.size() < 2)))
        day.report = {SolveStatus::NotConverged, 0, day.states.front().report.residual, 0, day.states.front().report.worst};
    if (day.report.status != SolveStatus::Converged) return day;
    day.points = pointsOf(site, *well.frames.front());
    day.values.assign(day.points.size() * day.steps, kNoNumber);
    for (std::size_t p = 0; p < day.points.size() && !stop.stop_requested(); ++p) fillPoint(day, p, well, failed, site, options);
    day.faults = faultsOf(day, site, options);
    for (const DayFault& fault : day.faults) put(day, fault);
    if (stop.stop_requested()) {
        day.report.status = SolveStatus::Cancelled;
        day.values.clear();
        day.points.clear();
        day.faults.clear();
    }
    if (options.progress) options.progress(1);
    return day;
}

}  // namespace twin::engine
