// SPDX-License-Identifier: GPL-3.0-or-later
// For tests: an HTTP server on a free port that answers whatever it is told to.
#pragma once

#include "plugins/support/test_sink.h"

#include <poll.h>

#include <atomic>
#include <functional>
#include <thread>

namespace plenum::plugins {

class LyingServer {
  public:
    /// The whole answer to a request (its first line and headers); empty: hang until the end.
    using Answer = std::function<std::string(const std::string& request)>;

    explicit LyingServer(Answer answer) : m_answer(std::move(answer)) {
        m_listener = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0 && listen(m_listener, 8) == 0 &&
            getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) == 0)
            m_port = ntohs(address.sin_port);
        m_thread = std::jthread([this](std::stop_token stop) { serve(stop); });
    }
    ~LyingServer() {
        m_thread.request_stop();
        m_thread.join();
        close(m_listener);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    int requests() const { return m_requests; }

    static std::string reply(const std::string& body, const char* status = "200 OK") {
        return std::string("HTTP/1.1 ") + status + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }

  private:
    void serve(std::stop_token stop) {
        while (!stop.stop_requested()) {
            pollfd waiting{m_listener, POLLIN, 0};
            if (poll(&waiting, 1, 50) <= 0) continue;
            const int connection = accept(m_listener, nullptr, nullptr);
            std::string request;
            char buffer[4096];
            while (request.find("\r\n\r\n") == std::string::npos) {
                const ssize_t n = recv(connection, buffer, sizeof buffer, 0);
                if (n <= 0) break;
                request.append(buffer, static_cast<std::size_t>(n));
            }
            ++m_requests;
            const std::string answer = m_answer(request);
            for (std::size_t sent = 0; sent < answer.size();) {
                const ssize_t n = send(connection, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
                if (n <= 0) break;
                sent += static_cast<std::size_t>(n);
            }
            while (answer.empty() && !stop.stop_requested()) {  // until the other side gives up
                pollfd other{connection, POLLIN, 0};
                if (poll(&other, 1, 50) > 0 && recv(connection, buffer, sizeof buffer, 0) <= 0) break;
            }
            close(connection);
        }
    }
    Answer m_answer;
    int m_listener = -1, m_port = 0;
    std::atomic<int> m_requests = 0;
    std::jthread m_thread;
};

}  // namespace plenum::plugins
