// SPDX-License-Identifier: GPL-3.0-or-later
//
// A failure takes a node and what only it fed; what has another live input goes on through that (transfer switches take
// the next input, shared feeds carry all). So the whole judgement is one sweep of the paths for each case, compared
// with the normal state. A node without which a load is dark lies on all of its paths: it is a common ancestor of its
// feeds, whatever their number.
#include "twin/power/redundancy.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace twin::power {

namespace {

constexpr std::size_t kNamed = 6;  // objects named in one sentence

bool mayFail(const PowerPaths::Node& node) { return !node.load && node.inService; }

class Judge {
  public:
    Judge(const PowerPaths& paths, const std::vector<double>& demand_W, const RedundancyOptions& options) : m_paths(paths), m_demand_W(demand_W), m_options(options) {
        m_paths.solve(m_demand_W, Scenario::Normal, {}, m_normal);
        m_highest.assign(m_normal.nodes.size(), 0);
    }

    FailureCase fail(int first, int second) {
        FailureCase result;
        result.first = first;
        result.second = second;
        const std::array<int, 2> lost{first, second};
        m_paths.solve(m_demand_W, Scenario::Normal, std::span(lost.data(), second < 0 ? 1 : 2), m_state);
        const auto& nodes = m_paths.nodes();
        for (int i = 0; i < static_cast<int>(nodes.size()); ++i) {
            const NodeState &before = m_normal.nodes[i], &after = m_state.nodes[i];
            if (nodes[i].load && before.alive && !after.alive && m_demand_W[i] > 0) {
                result.lost.push_back(i);
                result.unserved_W += m_demand_W[i];
            }
            if (!after.alive || std::isnan(after.load) || nodes[i].load) continue;
            if (second < 0) m_highest[i] = std::max(m_highest[i], after.load);
            if (after.load > result.worstLoad) {
                result.worstLoad = after.load;
                result.worstNode = i;
            }
            const double limit = m_options.overloadAt * (1 + 1e-9);
            if (after.load > limit && !(before.load > limit)) result.overloaded.push_back(i);
        }
        return result;
    }

    const PowerState& normal() const { return m_normal; }
    /// Highest load of each node after the single failures so far.
    const std::vector<double>& highest() const { return m_highest; }

  private:
    const PowerPaths& m_paths;
    const std::vector<double>& m_demand_W;
    RedundancyOptions m_options;
    PowerState m_normal, m_state;
    std::vector<double> m_highest;
};

/// Whether a UPS stands on the way from a source to this node.
std::vector<char> behindUps(const PowerPaths& paths) {
    const auto& nodes = paths.nodes();
    std::vector<char> behind(nodes.size(), 0);
    std::vector<int> waiting;
    for (int i = 0; i < static_cast<int>(nodes.size()); ++i)
        if (nodes[i].item->kind == Kind::Ups) {
            behind[i] = 1;
            waiting.push_back(i);
        }
    while (!waiting.empty()) {
        const int at = waiting.back();
        waiting.pop_back();
        for (const int below : nodes[at].outputs)
            if (!behind[below]) {
                behind[below] = 1;
                waiting.push_back(below);
            }
    }
    return behind;
}

void judgeFeeds(const PowerPaths& paths, const std::vector<double>& demand_W, const PowerState& normal, const std::vector<double>& highest, RedundancyReport& report) {
    const PowerState lossA = paths.solve(demand_W, Scenario::LossOfA), lossB = paths.solve(demand_W, Scenario::LossOfB);
    const std::vector<char> ups = behindUps(paths);
    const auto& nodes = paths.nodes();
    bool upsA = false, upsB = false, anyA = false, anyB = false;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].load || !normal.nodes[i].alive) continue;
        (nodes[i].side == Side::A ? anyA : anyB) |= nodes[i].side != Side::None;
        (nodes[i].side == Side::A ? upsA : upsB) |= nodes[i].side != Side::None && ups[i];
    }
    for (int i = 0; i < static_cast<int>(nodes.size()); ++i) {
        if (nodes[i].load || std::isnan(normal.nodes[i].load) || !normal.nodes[i].alive) continue;
        const bool a = nodes[i].side == Side::A;
        if (nodes[i].side == Side::None || !(a ? anyB : anyA)) {
            const bool takesOver = highest[i] > normal.nodes[i].load + 1e-9;
            if (takesOver) report.feeds.push_back({i, FeedRule::AnyOne, normal.nodes[i].load, highest[i]});
            else if (nodes[i].side != Side::None) report.feeds.push_back({i, FeedRule::Single, normal.nodes[i].load, normal.nodes[i].load});
            continue;
        }
        const NodeState& after = (a ? lossB : lossA).nodes[i];
        FeedJudgement feed{i, FeedRule::SharedPair, normal.nodes[i].load, std::isnan(after.load) ? normal.nodes[i].load : after.load};
        if (upsA != upsB) feed.rule = (a ? upsA : upsB) ? FeedRule::AllOnUps : FeedRule::Single;
        report.feeds.push_back(feed);
    }
}

std::string names(const PowerPaths& paths, const std::vector<int>& list) {
    std::string text;
    for (std::size_t i = 0; i < list.size() && i < kNamed; ++i) text += (i ? ", " : "") + paths.nodes()[list[i]].item->name;
    if (list.size() > kNamed) text += ", …";
    return text;
}

}  // namespace

RedundancyReport judgeRedundancy(const PowerPaths& paths, const std::vector<double>& demand_W, const RedundancyOptions& options, std::stop_token stop) {
    RedundancyReport report;
    Judge judge(paths, demand_W, options);
    const auto& nodes = paths.nodes();
    const auto& normal = judge.normal();
    std::vector<int> loadOf(nodes.size(), -1);
    for (int i = 0; i < static_cast<int>(nodes.size()); ++i) {
        if (!nodes[i].load || !normal.nodes[i].alive || !(demand_W[i] > 0)) continue;
        LoadRedundancy load{i, 0, {}};
        for (const int input : nodes[i].inputs) load.feeds += normal.nodes[input].alive;
        loadOf[i] = static_cast<int>(report.loads.size());
        report.loads.push_back(load);
    }
    report.concurrentlyMaintainable = true;
    std::vector<char> survives(nodes.size(), 0);
    for (int i = 0; i < static_cast<int>(nodes.size()) && report.finished; ++i) {
        if (!mayFail(nodes[i]) || !normal.nodes[i].alive) continue;
        report.finished = !stop.stop_requested();
        FailureCase failure = judge.fail(i, -1);
        for (const int load : failure.lost)
            if (loadOf[load] >= 0) report.loads[loadOf[load]].singlePoints.push_back(i);
        survives[i] = failure.survived();
        report.concurrentlyMaintainable = report.concurrentlyMaintainable && survives[i];
        report.singles.push_back(std::move(failure));
    }
    judgeFeeds(paths, demand_W, normal, judge.highest(), report);
    if (!options.pairs) return report;
    for (std::size_t a = 0; a < report.singles.size(); ++a)
        for (std::size_t b = a + 1; b < report.singles.size(); ++b) {
            if (stop.stop_requested()) {
                report.finished = false;
                return report;
            }
            ++report.pairCount;
            const int first = report.singles[a].first, second = report.singles[b].first;
            if (!survives[first] || !survives[second]) continue;  // one of the two is enough
            FailureCase failure = judge.fail(first, second);
            if (failure.survived()) ++report.pairsSurvived;
            else report.pairs.push_back(std::move(failure));
        }
    return report;
}

Issues redundancyIssues(const PowerPaths& paths, const RedundancyReport& report) {
    Issues issues;
    const auto& nodes = paths.nodes();
    for (const FailureCase& failure : report.singles) {
        if (failure.survived()) continue;
        const Item& item = *nodes[failure.first].item;
        if (!failure.lost.empty())
            issues.push_back({Severity::Warning, "power.singlePoint", item.id, item.name, {}, {TWIN_TR("Losing {0} leaves {1} loads without power ({2} kW): {3}."),
                {item.name, std::to_string(failure.lost.size()), fmt::format("{:.1f}", failure.unserved_W / 1e3), names(paths, failure.lost)}}, {}, {}, {TWIN_TR("Give them a feed that does not pass it."), {}}});
        if (!failure.overloaded.empty())
            issues.push_back({Severity::Warning, "power.overloadAfterFailure", item.id, item.name, {}, {TWIN_TR("Losing {0} overloads {1}; the worst carries {2} % of its usable rating."),
                {item.name, names(paths, failure.overloaded), fmt::format("{:.0f}", failure.worstLoad * 100)}}, {}, "100 %", {TWIN_TR("Raise the rating or move load to another feed."), {}}});
    }
    for (const LoadRedundancy& load : report.loads) {
        if (load.feeds < 2 || load.singlePoints.empty()) continue;
        const Item& item = *nodes[load.node].item;
        issues.push_back({Severity::Warning, "power.noDiversePower", item.id, item.name, {}, {TWIN_TR("{0} has {1} feeds but no diverse power: all pass {2}."), {item.name, std::to_string(load.feeds), names(paths, load.singlePoints)}}, {}, {}, {}});
    }
    for (const FeedJudgement& feed : report.feeds) {
        if (feed.kept() || feed.rule == FeedRule::AnyOne) continue;  // failures name those that fill them
        const Item& item = *nodes[feed.node].item;
        issues.push_back({Severity::Warning, "power.feedOverloadAfterLoss", item.id, item.name, {}, {TWIN_TR("{0} carries {1} % of its usable rating, and {2} % after the loss of the other side."),
            {item.name, fmt::format("{:.0f}", feed.normal * 100), fmt::format("{:.0f}", feed.afterLoss * 100)}}, {}, feed.rule == FeedRule::SharedPair ? "50 %" : "100 %", {}});
    }
    return issues;
}

}  // namespace twin::power
