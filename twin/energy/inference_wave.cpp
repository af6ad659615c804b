// SPDX-License-Identifier: GPL-3.0-or-later
// Each request adds a rectangle of prefill power and one of decode power to the idle draw. Rectangles are added to cells
// by a difference array for the cells they fill and directly to the two they fill in part, so cell means are exact.
#include "twin/energy/inference_wave.h"

#include "twin/energy/checks.h"
#include "twin/energy/csv_table.h"
#include "twin/energy/random.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <queue>

namespace twin::energy {

namespace {

constexpr double kMostCells = 5e7;

class CellSums {
  public:
    CellSums(std::size_t cells, double step_s) : m_step_s(step_s), m_part(cells + 1, 0.0), m_change(cells + 2, 0.0) {}

    void add(double begin_s, double end_s, double power_W) {
        const double begin = begin_s / m_step_s, end = end_s / m_step_s;
        const auto last = static_cast<double>(m_part.size() - 1);
        const double first = std::min(std::floor(begin), last), final = std::min(std::floor(end), last);
        const auto i = static_cast<std::size_t>(first), j = static_cast<std::size_t>(final);
        if (i == j) {
            m_part[i] += power_W * (end - begin);
            return;
        }
        m_part[i] += power_W * (first + 1 - begin);
        m_part[j] += power_W * (end - final);
        m_change[i + 1] += power_W;
        m_change[j] -= power_W;
    }

    std::vector<double> means(double base_W) const {
        std::vector<double> result(m_part.size() - 1);
        double running = 0;
        for (std::size_t i = 0; i < result.size(); ++i) {
            running += m_change[i];
            result[i] = base_W + running + m_part[i];
        }
        return result;
    }

  private:
    double m_step_s;
    std::vector<double> m_part, m_change;
};

}  // namespace

Issues check(const PoissonArrivals& arrivals) {
    Issues issues;
    Checks checks(issues, "poisson");
    checks.above("rate_per_s", arrivals.rate_per_s, 0);
    checks.within("duration_s", arrivals.duration_s, 1e-3, 1e8);
    checks.within("meanContextTokens", arrivals.meanContextTokens, 0, 1e8);
    checks.within("meanGeneratedTokens", arrivals.meanGeneratedTokens, 0, 1e8);
    checks.within("number of requests", arrivals.rate_per_s * arrivals.duration_s, 0, 1e8);
    return issues;
}

std::vector<Request> poissonRequests(const PoissonArrivals& arrivals) {
    std::vector<Request> requests;
    Random random(arrivals.seed);
    double at_s = random.exponential(1 / arrivals.rate_per_s);
    while (at_s < arrivals.duration_s) {
        const double context = std::ceil(random.exponential(arrivals.meanContextTokens));
        const double generated = std::ceil(random.exponential(arrivals.meanGeneratedTokens));
        requests.push_back({at_s, context, generated});
        at_s += random.exponential(1 / arrivals.rate_per_s);
    }
    return requests;
}

RequestTrace readRequests(std::string_view csv) {
    RequestTrace trace;
    const CsvTable table(csv, trace.issues);
    const int time = table.column({"timestamp", "time", "arrival", "arrived_at"});
    const int context = table.column({"contexttokens", "context", "prompt", "input", "num_prefill_tokens"});
    const int generated = table.column({"generatedtokens", "generated", "output", "completion", "num_decode_tokens"});
    Checks checks(trace.issues, "requests");
    if (time < 0 || context < 0 || generated < 0) {
        checks.refuse("energy.requestColumns", {TWIN_TR("The trace has no columns TIMESTAMP, ContextTokens and GeneratedTokens; its header is: {0}"), {table.header()}},
                      {TWIN_TR("Give a trace in the form of the public Azure LLM inference trace"), {}});
        return trace;
    }
    BadLines bad(trace.issues, "requests");
    trace.requests.reserve(table.rows());
    bool sorted = true;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        Request request;
        const bool timed = table.time(row, time, request.arrival_s);
        if (!timed) bad.add(table.line(row), "TIMESTAMP", table.cell(row, time));
        bool counted = true;
        for (const auto& [column, name, value] : {std::tuple{context, "ContextTokens", &request.contextTokens}, {generated, "GeneratedTokens", &request.generatedTokens}})
            if (!table.number(row, column, *value) || *value < 0 || *value > 1e9) bad.add(table.line(row), name, table.cell(row, column)), counted = false;
        if (!timed || !counted) continue;
        sorted = sorted && (trace.requests.empty() || trace.requests.back().arrival_s <= request.arrival_s);
        trace.requests.push_back(request);
    }
    bad.finish();
    if (trace.requests.empty()) {
        if (!hasErrors(trace.issues)) checks.refuse("energy.noRequests", {TWIN_TR("The trace holds no request"), {}}, {TWIN_TR("Give a trace with at least one line below the header"), {}});
        return trace;
    }
    if (!sorted) {
        std::stable_sort(trace.requests.begin(), trace.requests.end(), [](const Request& a, const Request& b) { return a.arrival_s < b.arrival_s; });
        Issue note;
        note.severity = Severity::Note;
        note.code = "energy.requestsSorted";
        note.itemName = "requests";
        note.text = {TWIN_TR("The requests were not in the order of arrival; they have been sorted"), {}};
        trace.issues.push_back(std::move(note));
    }
    const double first_s = trace.requests.front().arrival_s;
    for (Request& request : trace.requests) request.arrival_s -= first_s;
    return trace;
}

Issues check(const InferenceFleet& fleet) {
    Issues issues;
    Checks checks(issues, "inference");
    checks.within("cluster_W", fleet.cluster_W, 0, 1e12);
    checks.within("idleLevel", fleet.idleLevel, 0, 1);
    checks.within("decodeLevel", fleet.decodeLevel, 0, 2);
    checks.within("slots", fleet.slotCount, 1, 1e7);
    checks.within("prefill_tokens_s", fleet.prefill_tokens_s, 1e-3, 1e12);
    checks.within("decode_tokens_s", fleet.decode_tokens_s, 1e-3, 1e12);
    checks.within("rateFactor", fleet.rateFactor, 1e-6, 1e6);
    checks.within("step_s", fleet.step_s, 1e-6, 3600);
    return issues;
}

InferenceSeries inferenceSeries(const std::vector<Request>& requests, const InferenceFleet& fleet) {
    InferenceSeries result;
    struct Work {
        double begin_s, decode_s, end_s;
    };
    std::vector<Work> works;
    works.reserve(requests.size());
    std::priority_queue<double, std::vector<double>, std::greater<>> busyUntil_s;
    const auto slots = static_cast<std::size_t>(fleet.slotCount);
    double end_s = 0, busy_s = 0;
    for (const Request& request : requests) {
        double begin_s = request.arrival_s / fleet.rateFactor;
        if (busyUntil_s.size() >= slots) {
            begin_s = std::max(begin_s, busyUntil_s.top());
            busyUntil_s.pop();
        }
        result.longestWait_s = std::max(result.longestWait_s, begin_s - request.arrival_s / fleet.rateFactor);
        const double decode_s = begin_s + request.contextTokens / fleet.prefill_tokens_s;
        works.push_back({begin_s, decode_s, decode_s + request.generatedTokens / fleet.decode_tokens_s});
        busyUntil_s.push(works.back().end_s);
        end_s = std::max(end_s, works.back().end_s);
        busy_s += works.back().end_s - begin_s;
    }
    // A trace that would need more cells than can be held is read in longer cells; the step says so.
    double step_s = fleet.step_s;
    if (end_s / step_s > kMostCells) step_s = end_s / kMostCells;
    const auto cells = std::max<std::size_t>(2, static_cast<std::size_t>(std::ceil(end_s / step_s)));
    CellSums sums(cells, step_s);
    const double slot_W = fleet.cluster_W / static_cast<double>(slots);
    for (const Work& work : works) {
        sums.add(work.begin_s, work.decode_s, (1 - fleet.idleLevel) * slot_W);
        sums.add(work.decode_s, work.end_s, (fleet.decodeLevel - fleet.idleLevel) * slot_W);
    }
    result.series = {step_s, sums.means(fleet.idleLevel * fleet.cluster_W), fmt::format("inference, {} requests on {} slots", requests.size(), slots)};
    result.meanBusy = end_s > 0 ? busy_s / (end_s * static_cast<double>(slots)) : 0;
    return result;
}

}  // namespace twin::energy
