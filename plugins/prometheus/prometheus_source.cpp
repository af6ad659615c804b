// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/prometheus/prometheus_source.h"

#include "plugins/prometheus/api_reply.h"
#include "plugins/prometheus/http_client.h"
#include "plugins/support/threaded_source.h"

#include <fmt/format.h>

#include <cmath>
#include <unordered_map>

namespace plenum::plugins {

namespace {

using twin::Error;
using twin::Severity;
using twin::extend::Settings;
using twin::extend::SourceState;
using twin::telemetry::RawSample;
using twin::telemetry::Time_ms;
using Clock = std::chrono::steady_clock;

constexpr Time_ms kLongestChunk_ms = 3'600'000;
constexpr std::size_t kStepsOfOneRange = 10'000;  // Prometheus refuses more than 11 000
constexpr std::size_t kSamplesOfOnePut = 5'000;
constexpr std::size_t kPointsKept = 200'000;

Time_ms now_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

struct Options {
    explicit Options(const Settings& settings)
        : queries(readQueries(settingText(settings, "queries"))),
          url(settingText(settings, "url")),
          interval(settingNumber(settings, "interval_s", 15, 0.1, 86400)),
          backfill_ms(static_cast<Time_ms>(settingNumber(settings, "backfill_min", 60, 0, 525600) * 60000)),
          longestGap_ms(static_cast<Time_ms>(settingNumber(settings, "longest_gap_h", 24, 0, 8760) * 3600000)),
          silence(settingNumber(settings, "silence_s", 120, 0.1, 86400)),
          pauses(Seconds(settingNumber(settings, "pause_first_s", 1, 0.01, 3600)),
                 Seconds(settingNumber(settings, "pause_longest_s", 60, 0.01, 3600))) {
        while (url.ends_with('/')) url.pop_back();
        if (!url.starts_with("http://") && !url.starts_with("https://"))
            throw Error("prometheus.url", {TWIN_TR("The address of the Prometheus source is “{0}”; it must begin with http:// or https://."), {url}});
        const std::string authentication = settingText(settings, "authentication", "none");
        if (authentication == "bearer") http.bearer = settingText(settings, "secret");
        if (authentication == "basic") {
            http.user = settingText(settings, "user");
            http.password = settingText(settings, "secret");
        }
        http.caFile = settingText(settings, "ca_file");
        http.proxy = settingText(settings, "proxy");
        http.verify = settingFlag(settings, "verify", true);
        http.timeLimit_s = settingNumber(settings, "time_limit_s", 30, 0.1, 3600);
        http.connectLimit_s = std::min(10.0, http.timeLimit_s);
        http.replyLimit = static_cast<std::size_t>(settingNumber(settings, "reply_limit_MB", 16, 0.001, 1024) * 1048576);
    }
    std::vector<PrometheusQuery> queries;
    std::string url;
    HttpOptions http;
    Seconds interval;
    Time_ms backfill_ms, longestGap_ms;
    Seconds silence;
    Pauses pauses;
};

/// One run of the source: everything its thread uses.
class Session {
  public:
    Session(Options options, std::shared_ptr<Reporter> reporter)
        : m_options(std::move(options)), m_reporter(std::move(reporter)), m_http(m_options.http) {
        for (const PrometheusQuery& query : m_options.queries) m_follows.push_back({query, 0, {}});
    }

    void run(std::stop_token stop) {
        m_reporter->state(SourceState::Connecting);
        if (!m_options.http.verify)
            m_reporter->problem(inputIssue("prometheus.notVerified", {TWIN_TR("The certificate of {0} is not checked: anybody on the way could be answering."), {m_options.url}}));
        m_lastNews = Clock::now();
        while (!stop.stop_requested()) {
            const auto started = Clock::now();
            Seconds pause = m_options.interval;
            if (pollAll(stop)) {
                m_options.pauses.reset();
                if (Clock::now() - m_lastNews > m_options.silence)
                    m_reporter->state(SourceState::Waiting, inputIssue("prometheus.silent", {TWIN_TR("{0} answers, but has had nothing new for {1} s."),
                                                                                            {m_options.url, shortText(m_options.silence.count())}}));
                else
                    m_reporter->state(SourceState::Connected);
                pause -= Clock::now() - started;
            } else {
                m_clockKnown = false;
                pause = m_options.pauses.next();
            }
            m_reporter->tick();
            if (!waitFor(stop, std::max(pause, Seconds(0)))) break;
        }
    }

  private:
    /// A query and how far it has been read.
    struct Follow {
        PrometheusQuery query;
        Time_ms until_ms = 0;  ///< on the server's clock; 0 = nothing yet
        std::unordered_map<std::string, Time_ms> last;
    };
    enum class Outcome { Read, TooLarge, QueryFailed, ConnectionFailed };

    /// False when the server cannot be used now; what was missed is read after it is back.
    bool pollAll(std::stop_token stop) {
        if (!m_clockKnown && !readClock(stop)) return false;
        for (Follow& follow : m_follows)
            if (!poll(follow, stop)) return false;
        return true;
    }

    /// The server's clock against ours; also the first word with the server.
    bool readClock(std::stop_token stop) {
        ApiReply reply;
        if (ask("/api/v1/query?query=time()", {"time()", "time", "", false}, stop, reply) != Outcome::Read || reply.samples.empty()) return false;
        m_ahead_ms = reply.samples.front().time_ms - now_ms();
        m_clockKnown = true;
        return true;
    }

    bool poll(Follow& follow, std::stop_token stop) {
        const Time_ms now = now_ms() + m_ahead_ms;
        const auto interval_ms = static_cast<Time_ms>(m_options.interval.count() * 1000);
        Time_ms from = follow.until_ms != 0 ? follow.until_ms : now - m_options.backfill_ms;
        if (now - from > std::max(m_options.longestGap_ms, m_options.backfill_ms)) {
            m_reporter->problem(inputIssue("prometheus.gap", {TWIN_TR("{0} was not read for {1} h; only the last {2} h are filled."),
                {follow.query.expression, shortText(static_cast<double>(now - from) / 3.6e6), shortText(static_cast<double>(m_options.longestGap_ms) / 3.6e6)}}));
            from = now - std::max(m_options.longestGap_ms, m_options.backfill_ms);
        }
        Time_ms chunk = kLongestChunk_ms;
        if (!follow.query.isSelector) chunk = std::min<Time_ms>(chunk * 24, static_cast<Time_ms>(kStepsOfOneRange) * interval_ms);
        do {
            const Time_ms to = std::min(now, from + chunk);
            ApiReply reply;
            const Outcome outcome = ask(path(follow, from, to, to == now, interval_ms), follow.query, stop, reply);
            if (outcome == Outcome::ConnectionFailed || stop.stop_requested()) return false;
            if (outcome == Outcome::TooLarge && to - from > std::max<Time_ms>(2 * interval_ms, 2000)) {
                chunk = (to - from) / 2;
                continue;
            }
            if (outcome == Outcome::TooLarge)
                m_reporter->problem(inputIssue("prometheus.tooLarge", {TWIN_TR("The reply to {0} is larger than the limit of {1} MB; ask for less."),
                    {follow.query.expression, shortText(static_cast<double>(m_options.http.replyLimit) / 1048576)}}, follow.query.expression));
            if (outcome == Outcome::Read) take(follow, std::move(reply.samples));
            follow.until_ms = from = to;
        } while (from < now);
        return true;
    }

    /// The part of the URL after the base. The newest piece is asked for without a time: the server's own now.
    std::string path(const Follow& follow, Time_ms from, Time_ms to, bool newest, Time_ms interval_ms) const {
        const auto seconds = [](Time_ms time) { return fmt::format("{}.{:03}", time / 1000, time % 1000); };
        if (follow.query.isSelector) {  // a little more than the piece: what was scraped meanwhile comes late
            const Time_ms window_s = (to - from + 2 * interval_ms) / 1000 + 5;
            const std::string query = HttpClient::escaped(follow.query.expression + fmt::format("[{}s]", window_s));
            return "/api/v1/query?query=" + query + (newest ? "" : "&time=" + seconds(to));
        }
        const std::string query = HttpClient::escaped(follow.query.expression);
        if (newest && to - from < interval_ms * 3 / 2) return "/api/v1/query?query=" + query;
        return "/api/v1/query_range?query=" + query + "&start=" + seconds(from + (follow.until_ms != 0 ? interval_ms : 0)) + "&end=" +
               seconds(std::max(to, from + interval_ms)) + fmt::format("&step={:.3f}", static_cast<double>(interval_ms) / 1000);
    }

    Outcome ask(const std::string& path, const PrometheusQuery& query, std::stop_token stop, ApiReply& out) {
        const HttpReply reply = m_http.get(m_options.url + path, stop);
        if (stop.stop_requested()) return Outcome::ConnectionFailed;
        if (reply.tooLarge) return Outcome::TooLarge;
        if (reply.status == 0) return lost(SourceState::Connecting, {TWIN_TR("{0} cannot be reached ({1}); trying again."), {m_options.url, reply.problem}});
        if (reply.status == 401 || reply.status == 403)
            return lost(SourceState::Failed, {TWIN_TR("{0} refuses the user or the secret (HTTP {1})."), {m_options.url, std::to_string(reply.status)}});
        out = readReply(reply.body, query);
        if (!out.understood) {
            if (reply.status != 200) return lost(SourceState::Failed, {TWIN_TR("{0} answers with HTTP {1}: it is no Prometheus server, or is not ready."), {m_options.url, std::to_string(reply.status)}});
            if (!out.issues.empty()) return lost(SourceState::Failed, out.issues.back().text);
            return Outcome::ConnectionFailed;
        }
        m_reporter->problems(out.issues);
        return out.refused ? Outcome::QueryFailed : Outcome::Read;
    }
    Outcome lost(SourceState state, twin::Text text) {
        m_reporter->state(state, inputIssue(state == SourceState::Failed ? "prometheus.refused" : "prometheus.unreachable", std::move(text), {}, {},
                                            state == SourceState::Failed ? Severity::Error : Severity::Warning));
        return Outcome::ConnectionFailed;
    }

    /// Hands on what is newer than what was handed on before.
    void take(Follow& follow, std::vector<RawSample> samples) {
        std::vector<RawSample> batch;
        for (RawSample& sample : samples) {
            Time_ms& last = follow.last[sample.point];
            if (sample.time_ms <= last) continue;
            last = sample.time_ms;
            batch.push_back(std::move(sample));
            m_lastNews = Clock::now();
            if (batch.size() >= kSamplesOfOnePut) m_reporter->put(std::exchange(batch, {}));
        }
        m_reporter->put(std::move(batch));
        if (follow.last.size() > kPointsKept)  // series that came and went
            std::erase_if(follow.last, [&](const auto& entry) { return entry.second < follow.until_ms - 2 * kLongestChunk_ms; });
    }

    Options m_options;
    std::shared_ptr<Reporter> m_reporter;
    HttpClient m_http;
    std::vector<Follow> m_follows;
    Clock::time_point m_lastNews;
    Time_ms m_ahead_ms = 0;
    bool m_clockKnown = false;
};

}  // namespace

std::unique_ptr<twin::extend::TelemetrySource> makePrometheusSource() {
    return std::make_unique<ThreadedSource<Options, Session>>("prometheus.failed", TWIN_TR("The Prometheus source has ended: {0}"));
}

}  // namespace plenum::plugins
