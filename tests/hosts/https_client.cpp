#include "https_client.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include "mbedtls/error.h"
#include "mbedtls/ssl.h"
#include "mbedtls/x509_crt.h"

#include "http_text.hpp"
#include "ports/errors.hpp"

namespace hosts {

namespace {

base::Error unreachable(const std::string& host, std::string_view detail) {
  return base::Error(ports::http_unreachable).with("host", host).because(detail);
}

std::string tls_text(int code) {
  char text[120];
  mbedtls_strerror(code, text, sizeof text);
  return text;
}

class Socket {
 public:
  Socket() = default;
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() { reset(-1); }
  void reset(int descriptor) {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = descriptor;
  }
  int get() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

base::task<void> connect_to(PollExecutor& executor, Socket& socket, const Url& url) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(url.host.c_str(), url.port.c_str(), &hints, &found) != 0)
    throw unreachable(url.host, "no address");
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, ::freeaddrinfo);
  for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
    socket.reset(::socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (socket.get() < 0) continue;
    const int result = ::connect(socket.get(), address->ai_addr, address->ai_addrlen);
    if (result != 0 && errno != EINPROGRESS) continue;
    if (result != 0) co_await executor.writable(socket.get());
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error == 0) co_return;
  }
  throw unreachable(url.host, "no connection");
}

int send_some(void* socket, const unsigned char* bytes, std::size_t size) {
  const ssize_t sent = ::send(static_cast<Socket*>(socket)->get(), bytes, size, MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<int>(sent);
  return errno == EAGAIN ? MBEDTLS_ERR_SSL_WANT_WRITE : MBEDTLS_ERR_SSL_INTERNAL_ERROR;
}

int receive_some(void* socket, unsigned char* bytes, std::size_t size) {
  const ssize_t received = ::recv(static_cast<Socket*>(socket)->get(), bytes, size, 0);
  if (received >= 0) return static_cast<int>(received);
  return errno == EAGAIN ? MBEDTLS_ERR_SSL_WANT_READ : MBEDTLS_ERR_SSL_INTERNAL_ERROR;
}

int random_bytes(void* random, unsigned char* bytes, std::size_t size) {
  static_cast<ports::Random*>(random)->fill(std::as_writable_bytes(std::span(bytes, size)));
  return 0;
}

/// A byte stream over a connected socket, with or without TLS.
class Stream {
 public:
  Stream(PollExecutor& executor, Socket& socket) : executor_(executor), socket_(socket) {
    mbedtls_ssl_init(&ssl_);
    mbedtls_ssl_config_init(&config_);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    mbedtls_ssl_free(&ssl_);
    mbedtls_ssl_config_free(&config_);
  }

  base::task<void> start_tls(std::string host, mbedtls_x509_crt* trusted, ports::Random& random) {
    secure_ = true;
    mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                MBEDTLS_SSL_PRESET_DEFAULT);
    mbedtls_ssl_conf_ca_chain(&config_, trusted, nullptr);
    mbedtls_ssl_conf_authmode(&config_, MBEDTLS_SSL_VERIFY_REQUIRED);
    mbedtls_ssl_conf_rng(&config_, random_bytes, &random);
    mbedtls_ssl_set_bio(&ssl_, &socket_, send_some, receive_some, nullptr);
    if (mbedtls_ssl_setup(&ssl_, &config_) != 0 || mbedtls_ssl_set_hostname(&ssl_, host.c_str()) != 0) {
      throw unreachable(host, "TLS cannot be set up");
    }
    int result = mbedtls_ssl_handshake(&ssl_);
    while (result != 0) {
      co_await wait_for(result, "TLS handshake");
      result = mbedtls_ssl_handshake(&ssl_);
    }
  }

  base::task<void> send(std::string text) {
    std::size_t sent = 0;
    while (sent < text.size()) {
      const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + sent;
      const std::size_t left = text.size() - sent;
      const int result = secure_ ? mbedtls_ssl_write(&ssl_, bytes, left) : send_some(&socket_, bytes, left);
      if (result >= 0) {
        sent += static_cast<std::size_t>(result);
      } else {
        co_await wait_for(result, "sending");
      }
    }
  }

  /// Some bytes; empty at the end of the connection.
  base::task<std::string> receive() {
    unsigned char buffer[16384];
    while (true) {
      const int result = secure_ ? mbedtls_ssl_read(&ssl_, buffer, sizeof buffer)
                                 : receive_some(&socket_, buffer, sizeof buffer);
      if (result == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY) co_return std::string();
      if (result >= 0) {
        co_return std::string(reinterpret_cast<const char*>(buffer), static_cast<std::size_t>(result));
      }
      co_await wait_for(result, "receiving");
    }
  }

 private:
  base::task<void> wait_for(int result, std::string what) {
    if (result == MBEDTLS_ERR_SSL_WANT_READ) {
      co_await executor_.readable(socket_.get());
    } else if (result == MBEDTLS_ERR_SSL_WANT_WRITE) {
      co_await executor_.writable(socket_.get());
    } else {
      throw base::Error(ports::http_unreachable).because(what + ": " + tls_text(result));
    }
  }

  PollExecutor& executor_;
  Socket& socket_;
  bool secure_ = false;
  mbedtls_ssl_context ssl_;
  mbedtls_ssl_config config_;
};

/// The file in SSL_CERT_FILE, as in OpenSSL's programs, or else the file of Debian and Ubuntu.
std::string system_certificates() {
  const char* file = std::getenv("SSL_CERT_FILE");
  return file != nullptr ? file : "/etc/ssl/certs/ca-certificates.crt";
}

}  // namespace

struct HttpsClient::Trust {
  Trust() { mbedtls_x509_crt_init(&certificates); }
  ~Trust() { mbedtls_x509_crt_free(&certificates); }
  Trust(const Trust&) = delete;
  Trust& operator=(const Trust&) = delete;
  void expect_any() const {
    if (certificates.version == 0)
      throw base::Error(ports::storage_failed).because("no certificate in " + path);
  }
  mbedtls_x509_crt certificates;
  std::string path;
};

HttpsClient::HttpsClient(PollExecutor& executor, ports::Random& random, const std::string& ca_file)
    : executor_(executor), random_(random), trust_(std::make_unique<Trust>()) {
  trust_->path = ca_file.empty() ? system_certificates() : ca_file;
  std::string pem;
  if (std::FILE* file = std::fopen(trust_->path.c_str(), "rb")) {
    char buffer[65536];
    for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, file)) > 0;)
      pem.append(buffer, got);
    std::fclose(file);
  }
  // Certificates of kinds that mbedTLS was not built for are left out.
  mbedtls_x509_crt_parse(&trust_->certificates, reinterpret_cast<const unsigned char*>(pem.c_str()),
                         pem.size() + 1);
  if (!ca_file.empty()) trust_->expect_any();
}

HttpsClient::~HttpsClient() = default;

base::task<ports::HttpResponse> HttpsClient::send(ports::HttpRequest request) {
  const Url url = parse_url(request.url);
  if (url.secure) trust_->expect_any();
  Socket socket;
  co_await connect_to(executor_, socket, url);
  Stream stream(executor_, socket);
  if (url.secure) co_await stream.start_tls(url.host, &trust_->certificates, random_);
  co_await stream.send(request_text(request, url));
  std::string received;
  while (true) {
    const std::string more = co_await stream.receive();
    received += more;
    if (received.size() > max_body) throw base::Error(ports::http_too_large).with("size", received.size());
    if (auto response = parse_response(received, more.empty())) co_return std::move(*response);
  }
}

base::task<bool> HttpsClient::probe(std::string url) {
  ports::HttpRequest request;
  request.method = "GET";
  request.url = std::move(url);
  try {
    co_await send(request);
    co_return true;
  } catch (const base::Error& error) {
    if (!error.is(ports::http_unreachable)) throw;
  }
  co_return false;
}

}  // namespace hosts
