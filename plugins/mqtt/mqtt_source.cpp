// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/mqtt/mqtt_source.h"

#include "plugins/mqtt/mapping.h"
#include "plugins/support/threaded_source.h"

#include <mosquitto.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace plenum::plugins {

namespace {

using twin::Error;
using twin::Severity;
using twin::extend::Settings;
using twin::extend::SourceState;
using Clock = std::chrono::steady_clock;

std::string reason(int code) {
    return code == MOSQ_ERR_ERRNO ? std::generic_category().message(errno) : mosquitto_strerror(code);
}

struct Options {
    explicit Options(const Settings& settings)
        : mapping(settingText(settings, "rules", "# => {topic}")),
          host(settingText(settings, "host")),
          port(static_cast<int>(settingNumber(settings, "port", 1883, 1, 65535))),
          client(settingText(settings, "client_id", "plenum")),
          user(settingText(settings, "user")),
          password(settingText(settings, "password")),
          tls(settingFlag(settings, "tls", false)),
          caFile(settingText(settings, "ca_file")),
          certFile(settingText(settings, "cert_file")),
          keyFile(settingText(settings, "key_file")),
          qos(static_cast<int>(settingNumber(settings, "qos", 1, 0, 2))),
          payloadLimit(static_cast<std::size_t>(settingNumber(settings, "payload_limit_kB", 1024, 1, 262144)) * 1024),
          silence(settingNumber(settings, "silence_s", 60, 0.1, 86400)),
          connectLimit(settingNumber(settings, "connect_limit_s", 10, 0.5, 300)),
          keepAlive_s(static_cast<int>(settingNumber(settings, "keep_alive_s", 15, 5, 3600))),
          pauses(Seconds(settingNumber(settings, "pause_first_s", 1, 0.01, 3600)),
                 Seconds(settingNumber(settings, "pause_longest_s", 60, 0.01, 3600))) {
        if (host.empty()) throw Error("mqtt.host", {TWIN_TR("The MQTT source has no broker: enter its host name."), {}});
    }
    MqttMapping mapping;
    std::string host;
    int port;
    std::string client, user, password;
    bool tls;
    std::string caFile, certFile, keyFile;
    int qos;
    std::size_t payloadLimit;
    Seconds silence, connectLimit;
    int keepAlive_s;
    Pauses pauses;
};

/// One run of the source: everything its thread uses.
class Session {
  public:
    Session(Options options, std::shared_ptr<Reporter> reporter)
        : m_options(std::move(options)), m_reporter(std::move(reporter)), m_subscriptions(m_options.mapping.subscriptions()) {
        [[maybe_unused]] static const int ready = mosquitto_lib_init();  // until the program ends
        m_client.reset(mosquitto_new(m_options.client.c_str(), false, this));
        if (!m_client) throw Error("mqtt.client", {TWIN_TR("The MQTT client cannot be made: {0}"), {std::generic_category().message(errno)}});
        prepare();
    }

    void run(std::stop_token stop) {
        while (!stop.stop_requested()) {
            m_reporter->state(SourceState::Connecting, m_lastProblem);
            m_accepted = m_refused = false;
            m_started = m_lastMessage = Clock::now();
            int code = mosquitto_connect_async(m_client.get(), m_options.host.c_str(), m_options.port, m_options.keepAlive_s);
            while (code == MOSQ_ERR_SUCCESS && !stop.stop_requested()) {
                code = mosquitto_loop(m_client.get(), 100, 1);
                if (code == MOSQ_ERR_SUCCESS && !watch()) code = kTooSlow;
            }
            if (stop.stop_requested()) break;
            fail(code);
            if (!waitFor(stop, m_options.pauses.next())) break;
        }
        mosquitto_disconnect(m_client.get());
        mosquitto_loop(m_client.get(), 50, 1);
    }

  private:
    static constexpr int kTooSlow = -1000;

    void prepare() {
        auto* client = m_client.get();
        if (!m_options.user.empty())
            check(mosquitto_username_pw_set(client, m_options.user.c_str(), m_options.password.empty() ? nullptr : m_options.password.c_str()));
        if (m_options.tls) {
            const auto file = [](const std::string& name) { return name.empty() ? nullptr : name.c_str(); };
            if (m_options.caFile.empty()) check(mosquitto_int_option(client, MOSQ_OPT_TLS_USE_OS_CERTS, 1));
            if (!m_options.caFile.empty() || !m_options.certFile.empty())
                check(mosquitto_tls_set(client, file(m_options.caFile), m_options.caFile.empty() ? "/etc/ssl/certs" : nullptr,
                                        file(m_options.certFile), file(m_options.keyFile), nullptr));
            check(mosquitto_tls_opts_set(client, 1, nullptr, nullptr));
        }
        mosquitto_connect_callback_set(client, [](mosquitto*, void* self, int code) { static_cast<Session*>(self)->connected(code); });
        mosquitto_subscribe_callback_set(client, [](mosquitto*, void* self, int, int count, const int* granted) {
            static_cast<Session*>(self)->subscribed(count, granted);
        });
        mosquitto_message_callback_set(client, [](mosquitto*, void* self, const mosquitto_message* message) {
            static_cast<Session*>(self)->received(*message);
        });
    }
    void check(int code) const {
        if (code != MOSQ_ERR_SUCCESS)
            throw Error("mqtt.setting", {TWIN_TR("The settings of the MQTT source cannot work: {0}"), {reason(code)}});
    }
    std::string broker() const { return m_options.host + ":" + std::to_string(m_options.port); }

    /// Limits of time while the connection stands. False when the broker has not answered in time.
    bool watch() {
        const auto now = Clock::now();
        m_reporter->tick();
        if (m_refused) return false;
        if (!m_accepted) return now - m_started < m_options.connectLimit;
        if (now - m_lastMessage > m_options.silence && !m_silent) {
            m_silent = true;
            m_reporter->state(SourceState::Waiting, inputIssue("mqtt.silent", {TWIN_TR("Nothing has come from the broker {0} for {1} s."),
                                                                               {broker(), shortText(m_options.silence.count())}}));
        }
        return true;
    }

    void fail(int code) {
        m_silent = false;
        if (m_refused) return;  // told when it was refused
        const std::string why = code == kTooSlow ? "timeout" : reason(code);
        m_lastProblem = m_accepted ? inputIssue("mqtt.lost", {TWIN_TR("The connection to the broker {0} was lost ({1}); trying again."), {broker(), why}})
                                   : inputIssue("mqtt.unreachable", {TWIN_TR("The broker {0} cannot be reached ({1}); trying again."), {broker(), why}});
        m_reporter->state(SourceState::Connecting, m_lastProblem);
    }

    // Called by libmosquitto from mosquitto_loop; nothing may be thrown through it.
    void connected(int code) noexcept try {
        if (code != 0) {
            m_refused = true;
            m_lastProblem = inputIssue("mqtt.refused", {TWIN_TR("The broker {0} refuses the connection: {1}"), {broker(), mosquitto_connack_string(code)}},
                                       {}, {}, Severity::Error);
            m_reporter->state(SourceState::Failed, m_lastProblem);
            return;
        }
        m_accepted = true;
        m_lastMessage = Clock::now();
        m_options.pauses.reset();
        m_lastProblem = {};
        m_reporter->state(SourceState::Connected);
        for (const std::string& filter : m_subscriptions)
            if (const int result = mosquitto_subscribe(m_client.get(), nullptr, filter.c_str(), m_options.qos); result != MOSQ_ERR_SUCCESS)
                m_reporter->problem(inputIssue("mqtt.subscribe", {TWIN_TR("The topic {0} cannot be subscribed: {1}"), {filter, reason(result)}}, filter));
    } catch (...) {
        m_refused = true;
    }

    void subscribed(int count, const int* granted) noexcept try {
        for (int i = 0; i < count; ++i)
            if (granted[i] > 2)
                m_reporter->problem(inputIssue("mqtt.subscribe", {TWIN_TR("The broker {0} does not let this user read a topic of the rules."), {broker()}},
                                               {}, {}, Severity::Error));
    } catch (...) {
        return;
    }

    void received(const mosquitto_message& message) noexcept try {
        m_lastMessage = Clock::now();
        if (std::exchange(m_silent, false)) m_reporter->state(SourceState::Connected);
        const auto size = static_cast<std::size_t>(std::max(message.payloadlen, 0));
        if (size > m_options.payloadLimit) {
            ++m_dropped;
            const std::string topic = excerpt(message.topic, 120);
            m_reporter->problem(inputIssue("mqtt.tooLarge", {TWIN_TR("A message on {0} of {1} kB is larger than the limit of {2} kB; {3} such messages were dropped."),
                                                             {topic, std::to_string(size / 1024), std::to_string(m_options.payloadLimit / 1024), std::to_string(m_dropped)}}, topic));
            return;
        }
        const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch());
        MappedMessage mapped = m_options.mapping.apply({message.topic, {static_cast<const char*>(message.payload), size}, message.retain, now.count()});
        m_reporter->put(std::move(mapped.samples));
        m_reporter->problems(mapped.issues);
    } catch (...) {
        return;  // out of memory for this message: the next one may fit
    }

    struct Destroy {
        void operator()(mosquitto* client) const { mosquitto_destroy(client); }
    };
    Options m_options;
    std::shared_ptr<Reporter> m_reporter;
    std::vector<std::string> m_subscriptions;
    std::unique_ptr<mosquitto, Destroy> m_client;
    twin::Issue m_lastProblem;
    Clock::time_point m_started, m_lastMessage;
    std::size_t m_dropped = 0;
    bool m_accepted = false, m_refused = false, m_silent = false;
};

}  // namespace

std::unique_ptr<twin::extend::TelemetrySource> makeMqttSource() {
    return std::make_unique<ThreadedSource<Options, Session>>("mqtt.failed", TWIN_TR("The MQTT source has ended: {0}"));
}

}  // namespace plenum::plugins
