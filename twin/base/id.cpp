// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/base/id.h"

#include <fmt/format.h>

#include <charconv>
#include <random>

namespace twin {

namespace {
// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
std::uint64_t splitMix(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}
}  // namespace

Id newId() {
    thread_local std::mt19937_64 engine = [] {
        std::random_device device;
        std::seed_seq seed{device(), device(), device(), device(), device(), device()};
        return std::mt19937_64(seed);
    }();
    for (;;) {
        if (const Id id{engine()}) return id;
    }
}

Id IdSequence::next() {
    for (;;) {
        if (const Id id{splitMix(m_state)}) return id;
    }
}

std::string toString(Id id) { return fmt::format("{:016x}", id.value); }

std::optional<Id> idFromString(std::string_view text) {
    if (text.size() != 16) return std::nullopt;
    Id id;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value, 16);
    if (error != std::errc{} || end != text.data() + text.size() || !id) return std::nullopt;
    return id;
}

}  // namespace twin
