// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/base/issue.h"
#include "twin/telemetry/sample.h"

#include <string>
#include <string_view>
#include <vector>

namespace plenum::plugins {

/// One query and what its series are called.
struct PrometheusQuery {
    std::string expression;
    std::string point = "{__name__}/{instance}";  ///< {label}; a label that is missing takes its "/" with it
    std::string unit;
    bool isSelector = false;  ///< a plain selector: its raw samples can be asked for, with the times of the scrapes
};

/// One a line, or separated by ";;":   expression [=> point] [unit=degC].   Lines that begin with # are passed over.
/// Errors  twin::Error when there is none.
std::vector<PrometheusQuery> readQueries(std::string_view text);

/// Whether an expression is a metric name with label matchers and nothing else (no function, range or operator).
bool isPlainSelector(std::string_view expression);

struct ApiReply {
    bool understood = false;  ///< false: not an answer of this API
    bool refused = false;     ///< the API says error; `issues` tells which
    std::vector<twin::telemetry::RawSample> samples;  ///< by series, each in the order of time
    twin::Issues issues;
    std::size_t series = 0;
};

/// Reads a reply of /api/v1/query or query_range: vector, matrix or scalar. "NaN" and infinities are NoValue; native
/// histograms are refused; a series or value of a wrong type is an issue and the others are kept; two series of the
/// same point name are an issue and the first counts.
/// Source  Prometheus HTTP API, "Expression queries" and "Expression query result formats".
/// Errors  none thrown for any body.  Cost  O(body).  Thread-safe: yes.
ApiReply readReply(std::string_view body, const PrometheusQuery& query);

}  // namespace plenum::plugins
