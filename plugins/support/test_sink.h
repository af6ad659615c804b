// SPDX-License-Identifier: GPL-3.0-or-later
// For tests of sources: a sink that keeps everything, facts to wait for, counterparts that end with the test.
#pragma once

#include "twin/extend/plugin.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <arpa/inet.h>
#include <csignal>
#include <cmath>
#include <map>
#include <mutex>
#include <set>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace plenum::plugins {

class KeepingSink : public twin::extend::SampleSink {
  public:
    void put(std::vector<twin::telemetry::RawSample> samples) override {
        std::lock_guard lock(m_mutex);
        m_samples.insert(m_samples.end(), samples.begin(), samples.end());
    }
    void report(twin::extend::SourceState state, const twin::Issue& problem) override {
        std::lock_guard lock(m_mutex);
        m_state = state;
        if (!problem.code.empty()) ++m_codes[problem.code];
        m_last = problem;
        m_all.push_back(problem);
    }
    std::vector<twin::telemetry::RawSample> samples() const {
        std::lock_guard lock(m_mutex);
        return m_samples;
    }
    std::size_t count() const {
        std::lock_guard lock(m_mutex);
        return m_samples.size();
    }
    std::size_t count(const std::string& point) const {
        std::lock_guard lock(m_mutex);
        std::size_t n = 0;
        for (const auto& sample : m_samples) n += sample.point == point;
        return n;
    }
    std::set<double> values(const std::string& point) const {
        std::lock_guard lock(m_mutex);
        std::set<double> result;
        for (const auto& sample : m_samples)
            if (sample.point == point) result.insert(sample.value);
        return result;
    }
    twin::extend::SourceState state() const {
        std::lock_guard lock(m_mutex);
        return m_state;
    }
    twin::Issue last() const {
        std::lock_guard lock(m_mutex);
        return m_last;
    }
    std::vector<twin::Issue> reports() const {
        std::lock_guard lock(m_mutex);
        return m_all;
    }
    int told(const std::string& code) const {
        std::lock_guard lock(m_mutex);
        const auto found = m_codes.find(code);
        return found == m_codes.end() ? 0 : found->second;
    }

  private:
    mutable std::mutex m_mutex;
    std::vector<twin::telemetry::RawSample> m_samples;
    twin::extend::SourceState m_state = twin::extend::SourceState::Stopped;
    twin::Issue m_last;
    std::vector<twin::Issue> m_all;
    std::map<std::string, int> m_codes;
};

template <class Fact>
bool waitUntil(Fact fact, int limit_ms = 15000) {
    return QTest::qWaitFor([&] { return fact(); }, limit_ms);
}

/// A port of this machine that was free a moment ago.
inline int freePort() {
    const int handle = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    int port = 0;
    if (bind(handle, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
        getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size) == 0)
        port = ntohs(address.sin_port);
    close(handle);
    return port;
}

inline bool listens(int port) {
    const int handle = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const bool open = connect(handle, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    close(handle);
    return open;
}

/// A program on this machine, also in the folders for administrators; empty when it is not installed.
inline QString programPath(const char* name) {
    const QString found = QStandardPaths::findExecutable(QString::fromUtf8(name));
    return found.isEmpty() ? QStandardPaths::findExecutable(QString::fromUtf8(name), {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")}) : found;
}

/// A counterpart that the test starts, kills as hard as it likes, and that never outlives it.
class Counterpart {
  public:
    ~Counterpart() { kill(); }
    bool start(const QString& program, const QStringList& arguments, int port) {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });  // also when the test crashes
        m_process.start(program, arguments);
        return m_process.waitForStarted() && waitUntil([&] { return listens(port); }, 20000);
    }
    void kill() {
        if (m_process.state() == QProcess::NotRunning) return;
        m_process.kill();  // SIGKILL
        m_process.waitForFinished(5000);
    }
    void freeze() { ::kill(static_cast<pid_t>(m_process.processId()), SIGSTOP); }
    void thaw() { ::kill(static_cast<pid_t>(m_process.processId()), SIGCONT); }
    QByteArray output() { return m_process.readAll(); }

  private:
    QProcess m_process;
};

inline bool writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

}  // namespace plenum::plugins
