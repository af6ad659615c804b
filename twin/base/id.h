// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace twin {

/// Identity of an object: 64 random bits, never reused, the same for the same object in all variants; 0 = none.
struct Id {
    std::uint64_t value = 0;
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return value != 0; }
};

/// A new random id (thread-safe).
Id newId();

/// Ids for generated sites: the same seed gives the same ids in the same order.
class IdSequence {
  public:
    explicit IdSequence(std::uint64_t seed) : m_state(seed) {}
    Id next();

  private:
    std::uint64_t m_state;
};

/// 16 lower-case hexadecimal digits.
std::string toString(Id id);

/// The id written by toString; nothing for any other text (and for 0).
std::optional<Id> idFromString(std::string_view text);

}  // namespace twin

template <>
struct std::hash<twin::Id> {
    std::size_t operator()(twin::Id id) const noexcept { return static_cast<std::size_t>(id.value * 0x9E3779B97F4A7C15ull); }
};
