// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/energy/series.h"

#include <cstdint>
#include <string_view>

namespace twin::energy {

struct Request {
    double arrival_s = 0, contextTokens = 0, generatedTokens = 0;
};

/// Arrivals as a Poisson process, token counts exponential about their means.
struct PoissonArrivals {
    double rate_per_s = 5;
    double duration_s = 600;
    double meanContextTokens = 2000, meanGeneratedTokens = 200;
    std::uint64_t seed = 1;
};
Issues check(const PoissonArrivals& arrivals);
std::vector<Request> poissonRequests(const PoissonArrivals& arrivals);

/// Requests of a trace in the form of the public Azure LLM inference trace: a header
/// TIMESTAMP,ContextTokens,GeneratedTokens, then a line a request; time counts from the first arrival. Lines that
/// cannot be read are issues (errors) with their number; requests that arrive out of order are sorted (a note).
struct RequestTrace {
    std::vector<Request> requests;
    Issues issues;
};
RequestTrace readRequests(std::string_view csv);

/// Servers that work the requests off in the order of arrival. A request takes a slot for prefill, then decode.
struct InferenceFleet {
    double cluster_W = 1e6;         ///< all slots in prefill
    double idleLevel = 0.3;         ///< share of cluster_W with no request
    double decodeLevel = 0.7;       ///< share of cluster_W with all slots decoding
    double slotCount = 64;              ///< requests worked on at once
    double prefill_tokens_s = 8000; ///< of one slot
    double decode_tokens_s = 40;    ///< of one slot
    double rateFactor = 1;          ///< arrivals come this many times faster
    double step_s = 0.02;
};
Issues check(const InferenceFleet& fleet);

struct InferenceSeries {
    Series series;            ///< until the last request is done
    double longestWait_s = 0; ///< for a slot
    double meanBusy = 0;      ///< share of the slots, over the series
};
/// Needs   check() without errors, requests in the order of arrival.
/// Cost    O(requests · log slots + cells).  Thread-safe: yes.
InferenceSeries inferenceSeries(const std::vector<Request>& requests, const InferenceFleet& fleet);

}  // namespace twin::energy
