// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/prometheus/http_client.h"

#include "twin/base/error.h"

#include <curl/curl.h>

#include <utility>

namespace plenum::plugins {

namespace {

struct Receiver {
    HttpReply* reply;
    std::size_t limit;
};

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* to) noexcept {
    auto* receiver = static_cast<Receiver*>(to);
    const std::size_t n = size * count;
    if (receiver->reply->body.size() + n > receiver->limit) {
        receiver->reply->tooLarge = true;
        return 0;  // ends the transfer
    }
    try {
        receiver->reply->body.append(bytes, n);
    } catch (...) {
        return 0;
    }
    return n;
}

}  // namespace

struct HttpClient::Handles {
    Handles() : easy(curl_easy_init()), multi(curl_multi_init()) {}
    ~Handles() {
        if (easy != nullptr) curl_easy_cleanup(easy);
        if (multi != nullptr) curl_multi_cleanup(multi);
        curl_slist_free_all(headers);
    }
    CURL* easy;
    CURLM* multi;
    curl_slist* headers = nullptr;
};

HttpClient::HttpClient(HttpOptions options) : m_options(std::move(options)) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);  // until the program ends
    m_handles = std::make_unique<Handles>();
    CURL* easy = m_handles->easy;
    if (ready != CURLE_OK || easy == nullptr || m_handles->multi == nullptr)
        throw twin::Error("prometheus.client", {TWIN_TR("The HTTP client cannot be made: {0}"), {curl_easy_strerror(ready)}});
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // a look-up that hangs is not waited for
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_PROXY, m_options.proxy.c_str());
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, m_options.verify ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, m_options.verify ? 2L : 0L);
    if (!m_options.caFile.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, m_options.caFile.c_str());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_options.connectLimit_s * 1000));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(m_options.timeLimit_s * 1000));
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "plenum");
    m_handles->headers = curl_slist_append(nullptr, "Accept: application/json");
    if (!m_options.bearer.empty())
        m_handles->headers = curl_slist_append(m_handles->headers, ("Authorization: Bearer " + m_options.bearer).c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, m_handles->headers);
    if (!m_options.user.empty()) {
        curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
        curl_easy_setopt(easy, CURLOPT_USERNAME, m_options.user.c_str());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, m_options.password.c_str());
    }
}

HttpClient::~HttpClient() = default;

HttpReply HttpClient::get(const std::string& url, std::stop_token stop) {
    HttpReply reply;
    Receiver receiver{&reply, m_options.replyLimit};
    CURL* easy = m_handles->easy;
    CURLM* multi = m_handles->multi;
    char why[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &receiver);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, why);
    curl_multi_add_handle(multi, easy);
    int running = 1;
    CURLMcode code = CURLM_OK;
    while (running > 0 && code == CURLM_OK && !stop.stop_requested()) {
        code = curl_multi_perform(multi, &running);
        if (running > 0 && code == CURLM_OK) code = curl_multi_poll(multi, nullptr, 0, 100, nullptr);
    }
    CURLcode result = running > 0 ? CURLE_ABORTED_BY_CALLBACK : CURLE_OK;
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left))
        if (message->msg == CURLMSG_DONE) result = message->data.result;
    curl_multi_remove_handle(multi, easy);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, nullptr);
    if (result == CURLE_OK || reply.tooLarge)
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &reply.status);
    else
        reply.problem = why[0] != 0 ? why : curl_easy_strerror(result);
    return reply;
}

std::string HttpClient::escaped(const std::string& text) {
    char* made = curl_easy_escape(nullptr, text.c_str(), static_cast<int>(text.size()));
    std::string result = made != nullptr ? made : "";
    curl_free(made);
    return result;
}

}  // namespace plenum::plugins
