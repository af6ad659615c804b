// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/replay/sorted_runs.h"

#include "twin/base/error.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace plenum::plugins {

namespace {

constexpr std::size_t kBuffer = 4096;  // records of one run held while merging

[[noreturn]] void fail() {
    throw twin::Error("replay.temporary", {TWIN_TR("The recording cannot be sorted, its temporary file cannot be written: {0}"), {std::generic_category().message(errno)}});
}

}  // namespace

void SortedRuns::add(const RecordedValue& value) {
    m_open.push_back(value);
    if (m_open.size() >= m_runLength) spill();
}

void SortedRuns::sortOpen() {
    std::stable_sort(m_open.begin(), m_open.end(), [](const RecordedValue& a, const RecordedValue& b) { return a.time_ms < b.time_ms; });
}

void SortedRuns::spill() {
    sortOpen();
    if (!m_file) m_file.reset(std::tmpfile());
    if (!m_file) fail();
    const std::uint64_t begin = m_runs.empty() ? 0 : m_runs.back().end;
    if (std::fwrite(m_open.data(), sizeof(RecordedValue), m_open.size(), m_file.get()) != m_open.size()) fail();
    m_runs.push_back({begin, begin + m_open.size(), begin, {}, 0});
    m_open.clear();
}

bool SortedRuns::refill(Run& run) {
    run.used = 0;
    run.buffer.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kBuffer, run.end - run.at)));
    if (run.buffer.empty()) return false;
    if (fseeko(m_file.get(), static_cast<off_t>(run.at * sizeof(RecordedValue)), SEEK_SET) != 0 ||
        std::fread(run.buffer.data(), sizeof(RecordedValue), run.buffer.size(), m_file.get()) != run.buffer.size())
        fail();
    run.at += run.buffer.size();
    return true;
}

bool SortedRuns::isLater(std::size_t a, std::size_t b) const {
    const auto of = [this](std::size_t run) { return m_runs[run].buffer[m_runs[run].used].time_ms; };
    return of(a) != of(b) ? of(a) > of(b) : a > b;
}

void SortedRuns::rewind() {
    if (!m_runs.empty() && !m_open.empty()) spill();
    if (m_runs.empty()) {
        if (!std::exchange(m_sorted, true)) sortOpen();
        m_openAt = 0;
        return;
    }
    if (std::fflush(m_file.get()) != 0) fail();
    m_heap.clear();
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        m_runs[i].at = m_runs[i].begin;
        if (refill(m_runs[i])) m_heap.push_back(i);
    }
    std::make_heap(m_heap.begin(), m_heap.end(), [this](std::size_t a, std::size_t b) { return isLater(a, b); });
}

bool SortedRuns::next(RecordedValue& value) {
    if (m_runs.empty()) {
        if (m_openAt >= m_open.size()) return false;
        value = m_open[m_openAt++];
        return true;
    }
    if (m_heap.empty()) return false;
    const auto later = [this](std::size_t a, std::size_t b) { return isLater(a, b); };
    std::pop_heap(m_heap.begin(), m_heap.end(), later);
    Run& run = m_runs[m_heap.back()];
    value = run.buffer[run.used++];
    if (run.used < run.buffer.size() || refill(run))
        std::push_heap(m_heap.begin(), m_heap.end(), later);
    else
        m_heap.pop_back();
    return true;
}

}  // namespace plenum::plugins
