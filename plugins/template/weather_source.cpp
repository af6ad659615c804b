// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/template/weather_source.h"

#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <numbers>

namespace plenum::sample {

using namespace twin;
using namespace twin::extend;

namespace {

/// Settings come checked against plugin.json (kind, range, default); a missing one is a caller that skipped that.
double number(const Settings& settings, const char* key) {
    const auto found = settings.find(key);
    char* end = nullptr;
    const double value = found == settings.end() ? 0 : std::strtod(found->second.c_str(), &end);
    if (end == nullptr || *end != 0 || end == found->second.c_str()) throw Error("template.setting", {TWIN_TR("The setting “{0}” is missing or no number."), {key}});
    return value;
}

}  // namespace

double dryBulb_C(double mean_C, double swing_K, double day_s, double time_s) {
    return mean_C - swing_K * std::cos(2 * std::numbers::pi * (time_s / day_s - 4.0 / 24));
}

void WeatherSource::start(const Settings& settings, SampleSink& sink) {
    stop();
    const double mean_C = number(settings, "mean_C"), swing_K = number(settings, "swing_K");
    const double day_s = number(settings, "day_s"), interval_s = number(settings, "interval_s");
    if (!(day_s > 0) || !(interval_s > 0)) throw Error("template.setting", {TWIN_TR("Length of a day and interval must be above zero."), {}});
    m_thread = std::jthread([=, &sink](std::stop_token stop) {
        using Clock = std::chrono::system_clock;
        std::mutex mutex;
        std::condition_variable_any pause;
        sink.report(SourceState::Connected, {});
        while (!stop.stop_requested()) {
            const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count();
            const double time_s = std::fmod(static_cast<double>(now) / 1e3, day_s);
            sink.put({{"weather/dry_bulb", now, dryBulb_C(mean_C, swing_K, day_s, time_s), "degC", telemetry::Quality::Good}});
            std::unique_lock lock(mutex);
            pause.wait_for(lock, stop, std::chrono::duration<double>(interval_s), [] { return false; });
        }
        sink.report(SourceState::Stopped, {});
    });
}

void WeatherSource::stop() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

}  // namespace plenum::sample
