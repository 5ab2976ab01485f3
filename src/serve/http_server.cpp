// SPDX-License-Identifier: AGPL-3.0-or-later
#include "serve/http_server.h"

#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <csignal>
#include <memory>
#include <optional>

#include "serve/walls.h"

namespace habeas {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = boost::asio::ip::tcp;

struct Service {
  Answer answer;
  std::size_t connections = 0;
};

std::string text_of(beast::string_view view) { return {view.data(), view.size()}; }

// "" for a header that came twice: none of those we look at may.
std::string single_header(const http::request<http::string_body>& message, http::field name) {
  return message.count(name) == 1 ? text_of(message[name]) : "";
}

std::string single_header(const http::request<http::string_body>& message, const char* name) {
  return message.count(name) == 1 ? text_of(message[name]) : "";
}

Request to_request(const http::request<http::string_body>& message) {
  Request request;
  request.method = text_of(message.method_string());
  request.target = text_of(message.target());
  request.host = single_header(message, http::field::host);
  request.cookie = single_header(message, http::field::cookie);
  request.origin = single_header(message, http::field::origin);
  request.fetch_site = single_header(message, "Sec-Fetch-Site");
  request.content_type = single_header(message, http::field::content_type);
  request.body = message.body();
  return request;
}

/// One browser connection. Owned by the callbacks that are under way, and by nothing else: that is
/// why it is shared.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Service& service)
      : stream_(std::move(socket)), buffer_(kHeaderBytesMax + 8 * 1024), service_(service) {
    ++service_.connections;
  }
  ~Connection() { --service_.connections; }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void read() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(kHeaderBytesMax));
    parser_->body_limit(kBodyBytesMax);
    stream_.expires_after(std::chrono::seconds(kRequestSecondsMax));
    http::async_read(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](beast::error_code error, std::size_t) { self->take(error); });
  }

 private:
  void take(beast::error_code error) {
    if (error == http::error::header_limit) return refuse(431);
    if (error == http::error::body_limit) return refuse(413);
    // A browser that hangs up between two requests, a timeout, nonsense: nothing to answer.
    if (error) return close();
    const http::request<http::string_body> message = parser_->release();
    const Response response = service_.answer(to_request(message));
    write(response, message.version(), message.keep_alive(), message.method() == http::verb::head);
  }

  void refuse(int status) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = "This request is too large.\n";
    write(response, 11, false, false);
  }

  void write(const Response& response, unsigned version, bool keep_alive, bool head_only) {
    message_ = {};
    message_.version(version);
    message_.result(static_cast<unsigned>(response.status));
    for (const auto& [name, value] : headers_of(response)) message_.set(name, value);
    message_.keep_alive(keep_alive);
    if (!head_only) message_.body() = response.body;
    message_.content_length(response.body.size());
    serializer_.emplace(message_);
    serializer_->split(head_only);
    stream_.expires_after(std::chrono::seconds(kAnswerSecondsMax));
    auto done = [self = shared_from_this(), keep_alive](beast::error_code error, std::size_t) {
      if (error || !keep_alive) return self->close();
      self->read();
    };
    if (head_only) {
      http::async_write_header(stream_, *serializer_, std::move(done));
    } else {
      http::async_write(stream_, *serializer_, std::move(done));
    }
  }

  void close() {
    beast::error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  Service& service_;
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> message_;
  std::optional<http::response_serializer<http::string_body>> serializer_;
};

class Listener {
 public:
  Listener(asio::io_context& context, Service& service) : acceptor_(context), service_(service) {}

  beast::error_code listen(const tcp::endpoint& endpoint) {
    beast::error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (error) return error;
    acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (endpoint.protocol() == tcp::v6()) acceptor_.set_option(asio::ip::v6_only(true), error);
    acceptor_.bind(endpoint, error);
    if (error) return error;
    acceptor_.listen(asio::socket_base::max_listen_connections, error);
    return error;
  }

  std::uint16_t port() const {
    beast::error_code ignored;
    return acceptor_.local_endpoint(ignored).port();
  }

  void accept() {
    acceptor_.async_accept([this](beast::error_code error, tcp::socket socket) {
      if (error == asio::error::operation_aborted) return;
      if (!error && service_.connections < kConnectionsMax) {
        std::make_shared<Connection>(std::move(socket), service_)->read();
      }
      accept();
    });
  }

 private:
  tcp::acceptor acceptor_;
  Service& service_;
};

}  // namespace

Result<void> run_http_server(std::uint16_t port,
                             const std::function<Answer(std::uint16_t port)>& listening) {
  asio::io_context context(1);
  Service service;
  Listener first(context, service);
  Listener second(context, service);
  const beast::error_code error = first.listen({asio::ip::address_v4::loopback(), port});
  if (error == asio::error::address_in_use) {
    return fail(ErrorCode::Busy, "port " + std::to_string(port) +
                                     " is taken; choose another with --port, or --port 0 for any");
  }
  if (error == asio::error::access_denied) {
    return fail(ErrorCode::Denied, "port " + std::to_string(port) +
                                       " needs more rights; choose one above 1023 with --port");
  }
  if (error) {
    return fail(ErrorCode::Unsupported, "cannot listen on 127.0.0.1: " + error.message());
  }
  // No IPv6 on this machine, or the port is taken there: 127.0.0.1 is enough.
  const bool both = !second.listen({asio::ip::address_v6::loopback(), first.port()});

  asio::signal_set signals(context, SIGINT, SIGTERM, SIGHUP);
  signals.async_wait([&](beast::error_code, int) { context.stop(); });
  service.answer = listening(first.port());
  first.accept();
  if (both) second.accept();
  context.run();
  return {};
}

}  // namespace habeas
