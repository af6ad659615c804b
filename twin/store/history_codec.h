// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "twin/telemetry/sample.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace twin {

/// One sample in the journal: the row of its point in the history file and the sample.
struct JournalSample {
    std::uint32_t key = 0;
    telemetry::Sample sample;
};

/// Most samples of one chunk.
inline constexpr std::size_t kMostInChunk = 1 << 16;

/// Samples of one point as bytes, in their order: times as second differences, values as decimal steps where all of
/// them are short decimals, else as differing bytes to the value before. Reads back bit for bit, but that the number
/// of a Bad or NoValue sample is not kept (it reads as NaN).
/// Source  delta-of-delta times and XOR values: Pelkonen et al., Gorilla, VLDB 8 (2015), §4.1; here on whole bytes.
void encodeChunk(std::span<const telemetry::Sample> samples, std::string& out);
/// False when the bytes are no whole chunk; `into` then holds nothing.
bool decodeChunk(std::string_view bytes, std::vector<telemetry::Sample>& into);

/// Samples of many points in the order they came.
void encodeJournal(std::span<const JournalSample> samples, std::string& out);
bool decodeJournal(std::string_view bytes, std::vector<JournalSample>& into);

}  // namespace twin
