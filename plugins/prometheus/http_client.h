// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace plenum::plugins {

struct HttpOptions {
    std::string user, password;  ///< basic, when the user is not empty
    std::string bearer;
    std::string caFile;          ///< empty: the authorities of the system
    std::string proxy;           ///< empty: none, whatever the environment says
    bool verify = true;
    double connectLimit_s = 10;
    double timeLimit_s = 30;     ///< of a whole request
    std::size_t replyLimit = 16u << 20;
};

struct HttpReply {
    long status = 0;        ///< 0: no answer; then `problem` says why
    bool tooLarge = false;  ///< given up at the limit; the body is what had come
    std::string body;
    std::string problem;
};

/// GET over HTTP and HTTPS, one connection kept open. Redirects are not followed: credentials stay with their host.
/// A stop ends a request that connects, waits or hangs within a tenth of a second.
class HttpClient {
  public:
    explicit HttpClient(HttpOptions options);
    ~HttpClient();
    HttpReply get(const std::string& url, std::stop_token stop);
    static std::string escaped(const std::string& text);  ///< for a query part of a URL

  private:
    struct Handles;
    HttpOptions m_options;
    std::unique_ptr<Handles> m_handles;
};

}  // namespace plenum::plugins
