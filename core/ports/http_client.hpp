// HTTP as fetch() has it: one request, one whole answer. No redirects, cookies, cache or credentials of the
// platform's own.
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
  HttpHeaders headers;  // only those that the platform lets us see
  std::string body;

  /// The first header of that name, ignoring case; empty without one.
  std::string_view header(std::string_view name) const;
};

class HttpClient {
 public:
  static constexpr std::size_t max_body = std::size_t{4} << 20;

  virtual ~HttpClient() = default;

  /// Any status is an answer. http.unreachable when there was none that may be read (a browser does not say
  /// why), http.too_large over max_body. Cancelling aborts the request.
  virtual base::task<HttpResponse> send(HttpRequest request) = 0;
  /// Whether the host answers at all, the answer unread (fetch's no-cors mode).
  virtual base::task<bool> probe(std::string url) = 0;
};

}  // namespace ports
