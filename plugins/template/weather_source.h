// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/extend/plugin.h"

#include <thread>

namespace plenum::sample {

/// Dry bulb of a made-up day: coldest at 04:00, warmest at 16:00 of a day of length `day_s`, starting at `time_s` = 0.
double dryBulb_C(double mean_C, double swing_K, double day_s, double time_s);

/// A source in its smallest form: one thread, a pause that ends at once when it is told to stop, and every value with
/// its time and unit. A real one connects on this thread, reports Connecting and Failed with an Issue that says what
/// to do, waits longer after each failure, and bounds what it reads.
class WeatherSource final : public twin::extend::TelemetrySource {
  public:
    ~WeatherSource() override { stop(); }
    void start(const twin::extend::Settings& settings, twin::extend::SampleSink& sink) override;
    void stop() override;

  private:
    std::jthread m_thread;  ///< the last member, so that it ends before what it uses
};

}  // namespace plenum::sample
