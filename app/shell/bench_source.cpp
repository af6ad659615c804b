// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/bench_source.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>

namespace plenum::app {

using namespace twin::telemetry;
using twin::Quantity;

BenchSensors benchSensors(const twin::Frame& frame, std::size_t count) {
    static constexpr Quantity kQuantities[] = {Quantity::InletTemperature, Quantity::OutletTemperature, Quantity::ItPower, Quantity::HeatToAir, Quantity::AirFlow};
    BenchSensors sensors;
    for (const Quantity quantity : kQuantities) {
        BindingRow row;
        row.match = Match::Pattern;
        row.point = std::string("{item}/") + twin::spec(quantity).key;
        row.item = "{item}";
        row.quantity = twin::spec(quantity).key;
        sensors.binding.rows.push_back(std::move(row));
    }
    const auto& racks = frame.site->items(twin::Kind::Rack);
    for (std::size_t i = 0; i < racks.size(); ++i)
        for (const Quantity quantity : kQuantities) {
            if (sensors.samples.size() == count) return sensors;
            const double computed = frame.value(twin::Kind::Rack, i, quantity);
            RawSample sample;
            sample.point = racks[i].name + "/" + twin::spec(quantity).key;
            sample.value = std::isfinite(computed) ? computed : 0;
            sensors.samples.push_back(std::move(sample));
        }
    return sensors;
}

void BenchSource::start(const twin::extend::Settings&, twin::extend::SampleSink& sink) {
    m_thread = std::jthread([this, &sink](std::stop_token stop) {
        constexpr std::size_t kParts = 10;
        using Clock = std::chrono::steady_clock;
        auto next = Clock::now();
        sink.report(twin::extend::SourceState::Connected, {});
        for (std::size_t part = 0; !stop.stop_requested(); ++part) {
            const std::size_t from = m_samples.size() * (part % kParts) / kParts, to = m_samples.size() * (part % kParts + 1) / kParts;
            std::vector<RawSample> batch(m_samples.begin() + static_cast<std::ptrdiff_t>(from), m_samples.begin() + static_cast<std::ptrdiff_t>(to));
            const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
            for (RawSample& sample : batch) {
                sample.time_ms = now;
                sample.value *= 1 + 0.02 * std::sin(static_cast<double>(part));
            }
            sink.put(std::move(batch));
            next += std::chrono::milliseconds(1000 / kParts);
            std::this_thread::sleep_until(next);
        }
    });
}

void BenchSource::stop() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

}  // namespace plenum::app
