// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: a real broker and somebody who publishes.
#pragma once

#include "plugins/support/test_sink.h"

#include <QTemporaryDir>

#include <mosquitto.h>

namespace plenum::plugins {

/// mosquitto on a free port, with a store of its own, so that sessions outlive a kill −9.
class Broker {
  public:
    explicit Broker(QByteArray more = {}) : m_port(freePort()) {
        const QByteArray config = "listener " + QByteArray::number(m_port) + " 127.0.0.1\npersistence true\npersistence_location " + m_folder.path().toUtf8() +
                                  "/\nautosave_on_changes true\nautosave_interval 1\nmessage_size_limit 0\nmax_queued_messages 0\nmax_packet_size 268435455\n" +
                                  (geteuid() == 0 ? "user root\n" : "") + (more.isEmpty() ? QByteArray("allow_anonymous true\n") : more);
        writeFile(file("broker.conf"), config);
    }
    QString file(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    bool start() { return m_process.start(programPath("mosquitto"), {QStringLiteral("-c"), file("broker.conf")}, m_port); }
    int port() const { return m_port; }
    Counterpart& process() { return m_process; }

  private:
    QTemporaryDir m_folder;
    int m_port;
    Counterpart m_process;
};

/// Publishes with QoS 1 and waits until the broker has it.
class Publisher {
  public:
    explicit Publisher(int port, int keepAlive_s = 30) : m_client(mosquitto_new(nullptr, true, this)) {
        mosquitto_publish_callback_set(m_client, [](mosquitto*, void* self, int) { ++static_cast<Publisher*>(self)->m_done; });
        m_connected = mosquitto_connect(m_client, "127.0.0.1", port, keepAlive_s) == MOSQ_ERR_SUCCESS;
    }
    ~Publisher() { mosquitto_destroy(m_client); }
    bool send(const char* topic, const QByteArray& payload, bool retain = false) { return queue(topic, payload, retain) && flush(); }
    /// Publishes without waiting for the broker.
    bool queue(const char* topic, const QByteArray& payload, bool retain = false) {
        if (!m_connected || mosquitto_publish(m_client, nullptr, topic, static_cast<int>(payload.size()), payload.constData(), 1, retain) != MOSQ_ERR_SUCCESS) return false;
        ++m_wanted;
        return true;
    }
    /// Waits until the broker has all of it.
    bool flush() {
        for (int i = 0; i < 500 && m_done < m_wanted; ++i)
            if (mosquitto_loop(m_client, 20, 1) != MOSQ_ERR_SUCCESS) return false;
        return m_done >= m_wanted;
    }

  private:
    mosquitto* m_client;
    int m_done = 0, m_wanted = 0;
    bool m_connected = false;
};

}  // namespace plenum::plugins
