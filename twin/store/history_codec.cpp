// SPDX-License-Identifier: GPL-3.0-or-later
// Chunk:    version · n · times · qualities · values
//   times      first (zigzag), then one byte: 0 = equal steps, the step follows; 1 = n−1 second differences follow
//   qualities  runs (quality, length) that add up to n
//   values     of the Good and Uncertain samples: mode 0 = XOR with the one before, as (leading zero bytes · 16 + bytes
//              that follow) and those bytes; mode 1 + d = whole multiples of 10^−d, as differences
// Journal:  version · n, then each: (key step, zigzag) · 2 + (quality is not Good) · [quality] · time step · value
// All integers are LEB128; differences wrap around in 64 bits, so any time is allowed.
#include "twin/store/history_codec.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace twin {

using telemetry::Quality;
using telemetry::Sample;

namespace {

constexpr char kVersion = 1;
constexpr int kMostDigits = 4;
constexpr double kPowers[] = {1, 10, 100, 1000, 10000};
constexpr double kLargestStep = 1e15;  // exact in a double

constexpr std::uint64_t zigzag(std::uint64_t difference) { return (difference << 1) ^ (0 - (difference >> 63)); }
constexpr std::uint64_t unzigzag(std::uint64_t coded) { return (coded >> 1) ^ (0 - (coded & 1)); }

bool hasNumber(const Sample& sample) { return sample.quality == Quality::Good || sample.quality == Quality::Uncertain; }

class Writer {
  public:
    explicit Writer(std::string& out) : m_out(out) {}
    void byte(unsigned value) { m_out += static_cast<char>(value); }
    void integer(std::uint64_t value) {
        char buffer[10];
        int n = 0;
        for (; value >= 0x80; value >>= 7) buffer[n++] = static_cast<char>(value | 0x80);
        buffer[n++] = static_cast<char>(value);
        m_out.append(buffer, static_cast<std::size_t>(n));
    }
    void bytes(std::uint64_t value, int count) {
        char buffer[8];
        for (int i = 0; i < count; ++i) buffer[i] = static_cast<char>(value >> (8 * i));
        m_out.append(buffer, static_cast<std::size_t>(count));
    }

  private:
    std::string& m_out;
};

/// Never reads past the end: everything is 0 from there on and good() is false.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : m_at(bytes.data()), m_end(bytes.data() + bytes.size()) {}
    unsigned byte() {
        if (m_at == m_end) return fail();
        return static_cast<unsigned char>(*m_at++);
    }
    std::uint64_t integer() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const unsigned part = byte();
            value |= static_cast<std::uint64_t>(part & 0x7F) << shift;
            if ((part & 0x80) == 0) return value;
        }
        return fail();
    }
    std::uint64_t bytes(int count) {
        if (m_end - m_at < count) return fail();
        std::uint64_t value = 0;
        for (int i = 0; i < count; ++i) value |= static_cast<std::uint64_t>(static_cast<unsigned char>(m_at[i])) << (8 * i);
        m_at += count;
        return value;
    }
    bool good() const { return m_good; }
    bool atEnd() const { return m_at == m_end; }

  private:
    unsigned fail() {
        m_good = false;
        m_at = m_end;
        return 0;
    }
    const char* m_at;
    const char* m_end;
    bool m_good = true;
};

/// Digits after the point that all numbers have at most; −1 when some have more than four.
int decimalDigits(std::span<const Sample> samples) {
    int digits = 0;
    for (const Sample& sample : samples) {
        if (!hasNumber(sample)) continue;
        for (;; ++digits) {
            if (digits > kMostDigits) return -1;
            const double scaled = std::round(sample.value * kPowers[digits]);
            if (!(std::abs(scaled) < kLargestStep)) return -1;
            if (std::bit_cast<std::uint64_t>(scaled / kPowers[digits]) == std::bit_cast<std::uint64_t>(sample.value) && !(scaled == 0 && std::signbit(scaled))) break;
        }
    }
    return digits;
}

void encodeTimes(std::span<const Sample> samples, Writer& out) {
    const auto time = [&](std::size_t i) { return static_cast<std::uint64_t>(samples[i].time_ms); };
    out.integer(zigzag(time(0)));
    if (samples.size() < 2) return;
    const std::uint64_t first = time(1) - time(0);
    bool regular = true;
    for (std::size_t i = 2; regular && i < samples.size(); ++i) regular = time(i) - time(i - 1) == first;
    out.byte(regular ? 0 : 1);
    if (regular) return out.integer(zigzag(first));
    std::uint64_t step = 0;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        out.integer(zigzag(time(i) - time(i - 1) - step));
        step = time(i) - time(i - 1);
    }
}

void decodeTimes(std::vector<Sample>& samples, Reader& in) {
    std::uint64_t time = unzigzag(in.integer()), step = 0;
    samples[0].time_ms = static_cast<std::int64_t>(time);
    if (samples.size() < 2) return;
    const bool regular = in.byte() == 0;
    if (regular) step = unzigzag(in.integer());
    for (std::size_t i = 1; i < samples.size(); ++i) {
        if (!regular) step += unzigzag(in.integer());
        time += step;
        samples[i].time_ms = static_cast<std::int64_t>(time);
    }
}

void encodeValues(std::span<const Sample> samples, Writer& out) {
    const int digits = decimalDigits(samples);
    out.byte(static_cast<unsigned>(digits + 1));
    std::uint64_t before = 0;
    for (const Sample& sample : samples) {
        if (!hasNumber(sample)) continue;
        if (digits >= 0) {
            const auto number = static_cast<std::uint64_t>(static_cast<std::int64_t>(std::round(sample.value * kPowers[digits])));
            out.integer(zigzag(number - before));
            before = number;
            continue;
        }
        const auto bits = std::bit_cast<std::uint64_t>(sample.value);
        const std::uint64_t changed = bits ^ before;
        before = bits;
        const int lead = std::countl_zero(changed) / 8;
        if (lead == 8) {
            out.byte(0x80);
            continue;
        }
        const int count = 8 - lead - std::countr_zero(changed) / 8;
        out.byte(static_cast<unsigned>(lead * 16 + count));
        out.bytes(changed >> (8 * (8 - lead - count)), count);
    }
}

bool decodeValues(std::vector<Sample>& samples, Reader& in) {
    const int digits = static_cast<int>(in.byte()) - 1;
    if (digits > kMostDigits) return false;
    std::uint64_t before = 0;
    for (Sample& sample : samples) {
        if (!hasNumber(sample)) {
            sample.value = std::numeric_limits<double>::quiet_NaN();
        } else if (digits >= 0) {
            before += unzigzag(in.integer());
            sample.value = static_cast<double>(static_cast<std::int64_t>(before)) / kPowers[digits];
        } else {
            const unsigned head = in.byte();
            const int lead = static_cast<int>(head >> 4), count = static_cast<int>(head & 15);
            if (lead + count > 8) return false;
            if (count > 0) before ^= in.bytes(count) << (8 * (8 - lead - count));
            sample.value = std::bit_cast<double>(before);
        }
    }
    return true;
}

}  // namespace

void encodeChunk(std::span<const Sample> samples, std::string& out) {
    out.clear();
    out += kVersion;
    Writer writer(out);
    writer.integer(samples.size());
    if (samples.empty()) return;
    encodeTimes(samples, writer);
    for (std::size_t i = 0; i < samples.size();) {
        std::size_t end = i;
        while (end < samples.size() && samples[end].quality == samples[i].quality) ++end;
        writer.byte(static_cast<unsigned>(samples[i].quality));
        writer.integer(end - i);
        i = end;
    }
    encodeValues(samples, writer);
}

bool decodeChunk(std::string_view bytes, std::vector<Sample>& into) {
    into.clear();
    Reader in(bytes);
    if (in.byte() != static_cast<unsigned>(kVersion)) return false;
    const std::uint64_t count = in.integer();
    if (!in.good() || count > kMostInChunk) return false;
    if (count == 0) return in.atEnd();
    into.resize(count);
    decodeTimes(into, in);
    bool good = true;
    for (std::uint64_t i = 0; good && i < count;) {
        const unsigned quality = in.byte();
        const std::uint64_t run = in.integer();
        good = in.good() && quality <= static_cast<unsigned>(Quality::NoValue) && run > 0 && run <= count - i;
        for (std::uint64_t k = 0; good && k < run; ++k) into[i++].quality = static_cast<Quality>(quality);
    }
    good = good && decodeValues(into, in) && in.good() && in.atEnd();
    if (!good) into.clear();
    return good;
}

void encodeJournal(std::span<const JournalSample> samples, std::string& out) {
    out.clear();
    out += kVersion;
    Writer writer(out);
    writer.integer(samples.size());
    std::uint64_t key = 0, time = 0;
    for (const JournalSample& each : samples) {
        const bool plain = each.sample.quality == Quality::Good;
        writer.integer(zigzag(each.key - key) * 2 + (plain ? 0 : 1));
        if (!plain) writer.byte(static_cast<unsigned>(each.sample.quality));
        writer.integer(zigzag(static_cast<std::uint64_t>(each.sample.time_ms) - time));
        writer.bytes(std::bit_cast<std::uint64_t>(each.sample.value), 8);
        key = each.key;
        time = static_cast<std::uint64_t>(each.sample.time_ms);
    }
}

bool decodeJournal(std::string_view bytes, std::vector<JournalSample>& into) {
    into.clear();
    Reader in(bytes);
    if (in.byte() != static_cast<unsigned>(kVersion)) return false;
    const std::uint64_t count = in.integer();
    if (!in.good() || count > bytes.size() / 10 + 1) return false;
    into.reserve(count);
    std::uint64_t key = 0, time = 0;
    for (std::uint64_t i = 0; i < count && in.good(); ++i) {
        const std::uint64_t head = in.integer();
        const unsigned quality = head & 1 ? in.byte() : 0;
        key += unzigzag(head >> 1);
        time += unzigzag(in.integer());
        const double value = std::bit_cast<double>(in.bytes(8));
        if (quality > static_cast<unsigned>(Quality::NoValue) || key > 0xFFFFFFFFull) {
            into.clear();
            return false;
        }
        into.push_back({static_cast<std::uint32_t>(key), {static_cast<std::int64_t>(time), value, static_cast<Quality>(quality)}});
    }
    const bool good = in.good() && in.atEnd();
    if (!good) into.clear();
    return good;
}

}  // namespace twin
