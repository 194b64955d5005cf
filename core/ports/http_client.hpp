// HTTP as fetch() offers it: a request gets one whole response. The platform adds no redirects, cookies,
// cache or credentials.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "base/task.hpp"

namespace ports {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method;  // upper-case
  std::string url;     // absolute, https
  HttpHeaders headers;
  std::string body;
};

struct HttpResponse {
  int status = 0;
  HttpHeaders headers;  // only those that the platform shows
  std::string body;

  /// The first header with this name, ignoring case; empty if the response has no such header.
  std::string_view header(std::string_view name) const;
};

class HttpClient {
 public:
  static constexpr std::size_t max_body = std::size_t{4} << 20;

  virtual ~HttpClient() = default;

  /// Returns a response of any status. Throws http.unreachable without a response that the page may read
  /// (a browser does not say why), http.too_large if the body exceeds max_body. Cancelling aborts the
  /// request.
  virtual base::task<HttpResponse> send(HttpRequest request) = 0;
  /// Whether the host responds at all. Does not read the response (fetch's no-cors mode).
  virtual base::task<bool> probe(std::string url) = 0;
};

}  // namespace ports
