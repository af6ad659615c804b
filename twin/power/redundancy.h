// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/power/power_paths.h"

#include <stop_token>

namespace twin::power {

/// What one failure, or two at once, leave.
struct FailureCase {
    int first = -1, second = -1;      ///< nodes of the paths; second −1 for a single failure
    double unserved_W = 0;            ///< demand that was served before and is not any more
    std::vector<int> lost;            ///< loads without a feed that had one before
    std::vector<int> overloaded;      ///< nodes above their usable rating that were not before
    double worstLoad = 0;             ///< highest load of a node after it, of its usable rating
    int worstNode = -1;
    bool survived() const { return lost.empty() && overloaded.empty(); }
};

/// A load and what its feeds are worth.
struct LoadRedundancy {
    int node = -1;
    int feeds = 0;                        ///< live feeds in the normal state
    std::vector<int> singlePoints;        ///< nodes whose loss alone takes its power: feeds that share them are not diverse
    bool diverse() const { return feeds >= 2 && singlePoints.empty(); }
};

enum class FeedRule : std::uint8_t {
    SharedPair,  ///< 2N: either side has to carry both, so at most half in the normal state
    AllOnUps,    ///< mains and UPS: the UPS side takes all when the mains are lost
    AnyOne,      ///< N+1, 3N/2, a catcher: no other side as a whole, but more to carry when any one object is lost
    Single       ///< nothing else to carry: no other side, or mains beside UPS
};

/// A node judged in the normal state and after the loss of the other side (AnyOne: after the worst single failure).
struct FeedJudgement {
    int node = -1;
    FeedRule rule = FeedRule::Single;
    double normal = 0;      ///< of the usable rating
    double afterLoss = 0;   ///< the same after that loss
    bool kept() const { return normal <= 1 + 1e-9 && afterLoss <= 1 + 1e-9; }
};

struct RedundancyReport {
    std::vector<FailureCase> singles;          ///< every node but loads, in the order of the paths
    std::vector<FailureCase> pairs;            ///< those pairs that do not survive though each of their two alone does
    long long pairCount = 0, pairsSurvived = 0;
    std::vector<LoadRedundancy> loads;         ///< loads that are fed in the normal state
    std::vector<FeedJudgement> feeds;          ///< rated nodes of side A or B, and those that take over from others
    bool concurrentlyMaintainable = false;     ///< every single node can be taken out without loss or overload
    bool finished = true;                      ///< false when stopped
};

struct RedundancyOptions {
    bool pairs = false;
    double overloadAt = 1;   ///< load of the usable rating from which a node is overloaded
};

/// Every single failure (and every double one) of a site's electrical paths, with transfer and load sharing after it.
///
/// Shapes  demand_W: n_nodes of the paths, peak demand of the loads (sized by peak).
/// Needs   nothing; loads without a feed in the normal state are left out (they are reported by the site's issues).
/// Cost    O(nodes) a case: n cases for singles, n²/2 for pairs.  Thread-safe: yes.
RedundancyReport judgeRedundancy(const PowerPaths& paths, const std::vector<double>& demand_W, const RedundancyOptions& options = {}, std::stop_token stop = {});

/// "Lost: rack 7 …" as issues: single points of failure by object, loads without diverse power, feeds over their rule.
Issues redundancyIssues(const PowerPaths& paths, const RedundancyReport& report);

}  // namespace twin::power
