// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"
#include "twin/telemetry/binding.h"

#include <thread>
#include <vector>

namespace plenum::app {

/// Sensors that a site might have, for measuring: of each rack in turn inlet, outlet, power, heat and air flow.
struct BenchSensors {
    twin::telemetry::Binding binding;  ///< patterns, so that points are "<rack>/<quantity>"
    std::vector<twin::telemetry::RawSample> samples;  ///< one of each, without its time
};
BenchSensors benchSensors(const twin::Frame& frame, std::size_t count);

/// Sends each sample once a second, a tenth of them at a time, with a value that moves.
class BenchSource : public twin::extend::TelemetrySource {
  public:
    explicit BenchSource(std::vector<twin::telemetry::RawSample> samples) : m_samples(std::move(samples)) {}
    void start(const twin::extend::Settings& settings, twin::extend::SampleSink& sink) override;
    void stop() override;

  private:
    std::vector<twin::telemetry::RawSample> m_samples;
    std::jthread m_thread;
};

}  // namespace plenum::app
