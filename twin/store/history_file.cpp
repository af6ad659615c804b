// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin/store/history_file.h"

#include "twin/store/history_writer.h"

#include <algorithm>

namespace twin {

std::filesystem::path historyPathOf(const std::filesystem::path& project) {
    std::filesystem::path path = project;
    path += ".history";
    return path;
}

void sortByTime(std::vector<telemetry::Sample>& samples) {
    const auto earlier = [](const telemetry::Sample& a, const telemetry::Sample& b) { return a.time_ms < b.time_ms; };
    if (!std::is_sorted(samples.begin(), samples.end(), earlier)) std::stable_sort(samples.begin(), samples.end(), earlier);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (kept > 0 && samples[kept - 1].time_ms == samples[i].time_ms) --kept;
        samples[kept++] = samples[i];
    }
    samples.resize(kept);
}

HistoryFile::HistoryFile(std::unique_ptr<Writer> writer) : m_writer(std::move(writer)) {}
HistoryFile::~HistoryFile() = default;

std::unique_ptr<HistoryFile> HistoryFile::open(const std::filesystem::path& path, const HistoryOptions& options) {
    return std::unique_ptr<HistoryFile>(new HistoryFile(std::make_unique<Writer>(path, options)));
}

void HistoryFile::setPoints(const telemetry::PointTable& points) { m_writer->setPoints(points); }
bool HistoryFile::append(std::span<const telemetry::PointSample> samples) { return m_writer->append(samples); }
void HistoryFile::append(std::span<const telemetry::AlarmEvent> events) { m_writer->append(events); }
bool HistoryFile::flush() { return m_writer->flush(); }
telemetry::Binding HistoryFile::binding() const { return m_writer->binding(); }
void HistoryFile::setBinding(const telemetry::Binding& binding) { m_writer->setBinding(binding); }
HistoryStatus HistoryFile::status() const { return m_writer->status(); }
std::unique_ptr<HistoryReader> HistoryFile::reader() const { return std::make_unique<HistoryReader>(m_writer->path(), m_writer->buffers()); }

}  // namespace twin
