// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

namespace twin::energy {

/// Random numbers that are the same everywhere (the distributions of the standard library are not).
class Random {
  public:
    explicit Random(std::uint64_t seed) : m_engine(seed) {}
    double uniform() { return (static_cast<double>(m_engine() >> 11) + 0.5) * 0x1p-53; }  ///< in (0, 1)
    double exponential(double mean) { return -mean * std::log(uniform()); }
    double normal() {
        const double radius = std::sqrt(-2 * std::log(uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }

  private:
    std::mt19937_64 m_engine;
};

}  // namespace twin::energy
