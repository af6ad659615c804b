// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/prometheus/api_reply.h"

#include "plugins/support/reporter.h"
#include "plugins/support/values.h"
#include "twin/base/error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <optional>
#include <set>

namespace plenum::plugins {

namespace {

using Json = nlohmann::json;
using twin::telemetry::Quality;
using twin::telemetry::RawSample;

constexpr std::size_t kIssuesOfOneReply = 20;
constexpr std::size_t kLongestName = 1024;

PrometheusQuery readQuery(std::string_view line) {
    PrometheusQuery query;
    std::string_view head = line;
    if (const std::size_t arrow = line.rfind("=>"); arrow != std::string_view::npos) {
        head = line.substr(0, arrow);
        std::string_view tail = line.substr(arrow + 2);
        if (const std::size_t unit = tail.rfind("unit="); unit != std::string_view::npos && (unit == 0 || tail[unit - 1] == ' ')) {
            query.unit = trimmed(tail.substr(unit + 5));
            tail = tail.substr(0, unit);
        }
        if (const std::string_view point = trimmed(tail); !point.empty()) query.point = point;
    }
    query.expression = trimmed(head);
    query.isSelector = isPlainSelector(query.expression);
    return query;
}

const std::string* textAt(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? &found->get_ref<const std::string&>() : nullptr;
}

/// name{a="b",…}, as Prometheus writes a series.
std::string seriesName(const Json& labels) {
    std::string name, inside;
    for (const auto& [key, value] : labels.items()) {
        if (!value.is_string()) continue;
        if (key == "__name__")
            name = value.get_ref<const std::string&>();
        else
            inside += (inside.empty() ? "" : ",") + key + "=\"" + value.get_ref<const std::string&>() + "\"";
    }
    return inside.empty() ? name : name + "{" + inside + "}";
}

std::string pointName(const std::string& pattern, const Json& labels) {
    std::string name;
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t close = pattern[at] == '{' ? pattern.find('}', at) : std::string::npos;
        if (close == std::string::npos) {
            name += pattern[at++];
            continue;
        }
        const std::string* label = textAt(labels, pattern.substr(at + 1, close - at - 1).c_str());
        at = close + 1;
        if (label != nullptr && !label->empty())
            name += *label;
        else if (at < pattern.size() && pattern[at] == '/')
            ++at;
    }
    while (name.ends_with('/')) name.pop_back();
    if (name.empty()) name = seriesName(labels);
    if (name.size() > kLongestName) name.resize(kLongestName);
    return name;
}

class ReplyReader {
  public:
    ReplyReader(ApiReply& out, const PrometheusQuery& query) : m_out(out), m_query(query) {}

    void read(const Json& root) {
        const std::string* status = textAt(root, "status");
        if (status == nullptr || (*status != "success" && *status != "error"))
            return problem("prometheus.garbage", TWIN_TR("The reply to {0} is not one of the Prometheus API."), {});
        m_out.understood = true;
        for (const char* key : {"warnings", "infos"})
            if (const auto list = root.find(key); list != root.end() && list->is_array())
                for (const Json& line : *list)
                    if (line.is_string()) problem("prometheus.warning", TWIN_TR("Prometheus says about {0}: {1}"), excerpt(line.get_ref<const std::string&>(), 200));
        if (*status == "error") {
            m_out.refused = true;
            const std::string* error = textAt(root, "error");
            return problem("prometheus.query", TWIN_TR("Prometheus refuses {0}: {1}"), error != nullptr ? excerpt(*error, 200) : std::string());
        }
        const auto data = root.find("data");
        const std::string* type = data != root.end() && data->is_object() ? textAt(*data, "resultType") : nullptr;
        const auto result = type != nullptr ? data->find("result") : root.end();
        if (type == nullptr || result == data->end() || !result->is_array()) {
            m_out.understood = false;
            return problem("prometheus.garbage", TWIN_TR("The reply to {0} is not one of the Prometheus API."), {});
        }
        if (*type == "scalar") {
            m_point = pointName(m_query.point, Json::object());
            if (m_point.empty()) m_point = m_query.expression;
            m_out.series = 1;
            return value(*result);
        }
        if (*type != "vector" && *type != "matrix") return problem("prometheus.type", TWIN_TR("The result of {0} is of the type {1}; only numbers can be read."), *type);
        for (const Json& one : *result) series(one);
    }

    void problem(const char* code, const char* pattern, std::string what) {
        if (m_out.issues.size() >= kIssuesOfOneReply) return;
        m_out.issues.push_back(inputIssue(code, {pattern, {m_query.expression, what}}, m_query.expression, what));
    }

  private:
    void series(const Json& one) {
        if (!one.is_object()) return problem("prometheus.type", TWIN_TR("A series of {0} is no object but: {1}"), one.type_name());
        const auto labels = one.find("metric");
        if (labels == one.end() || !labels->is_object()) return problem("prometheus.type", TWIN_TR("A series of {0} has no labels."), {});
        if (one.contains("histogram") || one.contains("histograms"))
            problem("prometheus.histogram", TWIN_TR("{0} gives a histogram ({1}); ask for a quantile or a mean of it."), excerpt(seriesName(*labels), 120));
        m_point = pointName(m_query.point, *labels);
        if (!m_points.insert(m_point).second)
            return problem("prometheus.sameName", TWIN_TR("Two series of {0} give the point “{1}”; only the first is read. Name more labels in the point."), m_point);
        ++m_out.series;
        if (const auto single = one.find("value"); single != one.end()) value(*single);
        const auto many = one.find("values");
        if (many == one.end()) return;
        if (!many->is_array()) return problem("prometheus.type", TWIN_TR("A series of {0} has no list of values but: {1}"), many->type_name());
        for (const Json& pair : *many) value(pair);
    }

    /// [1712345678.123, "21.5"]
    void value(const Json& pair) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number())
            return problem("prometheus.type", TWIN_TR("A value of {0} is not written as [time, \"number\"] ({1})."), m_point);
        RawSample sample;
        const auto time = timeFromNumber(pair[0].get<double>(), EpochUnit::Second);
        if (!time) return problem("prometheus.time", TWIN_TR("A value of {0} has a time that cannot be ({1})."), m_point);
        sample.time_ms = *time;
        if (pair[1].is_null()) {
            sample.quality = Quality::NoValue;
        } else if (pair[1].is_string()) {
            const ReadNumber read = readNumber(pair[1].get_ref<const std::string&>());
            if (read.kind == ReadNumber::None)
                sample.quality = Quality::NoValue;
            else if (read.kind != ReadNumber::Value)
                return problem("prometheus.type", TWIN_TR("A value of {0} is no number: {1}"), excerpt(pair[1].get_ref<const std::string&>()));
            sample.value = read.value;
        } else if (pair[1].is_number()) {
            sample.value = pair[1].get<double>();
        } else {
            return problem("prometheus.type", TWIN_TR("A value of {0} is no number: {1}"), pair[1].type_name());
        }
        if (sample.quality == Quality::NoValue) sample.value = std::numeric_limits<double>::quiet_NaN();
        sample.point = m_point;
        sample.unit = m_query.unit;
        m_out.samples.push_back(std::move(sample));
    }

    ApiReply& m_out;
    const PrometheusQuery& m_query;
    std::string m_point;
    std::set<std::string> m_points;
};

bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':'; }

}  // namespace

bool isPlainSelector(std::string_view expression) {
    std::size_t at = 0;
    while (at < expression.size() && (isNameStart(expression[at]) || (at > 0 && expression[at] >= '0' && expression[at] <= '9'))) ++at;
    const bool named = at > 0;
    if (at == expression.size()) return named;
    if (expression[at] != '{') return false;
    char quote = 0;
    for (++at; at < expression.size(); ++at) {
        const char c = expression[at];
        if (quote != 0) {
            if (c == '\\' && quote != '`') ++at;
            else if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'' || c == '`') {
            quote = c;
        } else if (c == '}') {
            return at + 1 == expression.size();
        }
    }
    return false;
}

std::vector<PrometheusQuery> readQueries(std::string_view text) {
    std::vector<PrometheusQuery> queries;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.find(";;"));
        const std::string_view line = trimmed(text.substr(0, end));
        if (!line.empty() && line.front() != '#') queries.push_back(readQuery(line));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + (text[end] == '\n' ? 1 : 2));
    }
    if (queries.empty()) throw twin::Error("prometheus.queries", {TWIN_TR("The Prometheus source has no query: enter one PromQL expression a line."), {}});
    return queries;
}

ApiReply readReply(std::string_view body, const PrometheusQuery& query) {
    ApiReply out;
    ReplyReader reader(out, query);
    try {
        const Json root = Json::parse(body, nullptr, false);
        if (root.is_object()) {
            reader.read(root);
        } else {
            reader.problem("prometheus.garbage", TWIN_TR("The reply to {0} is not JSON: {1}"), excerpt(body));
        }
    } catch (const Json::exception& error) {
        out.understood = false;
        reader.problem("prometheus.garbage", TWIN_TR("The reply to {0} is not JSON: {1}"), excerpt(error.what(), 120));
    }
    return out;
}

}  // namespace plenum::plugins
