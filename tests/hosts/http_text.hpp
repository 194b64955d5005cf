// HTTP/1.1 messages as text: what is sent, and an answer taken apart. No I/O.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ports/http_client.hpp"

namespace hosts {

struct Url {
  bool secure = true;
  std::string host;
  std::string port;
  std::string target;  // path and query
};
/// http.unreachable for anything that is not http:// or https://.
Url parse_url(std::string_view url);

std::string request_text(const ports::HttpRequest& request, const Url& url);

/// The answer once it is whole: by Content-Length, chunked, or at the connection's end. Nothing while bytes
/// are missing; http.unreachable when it is no HTTP or ended early.
std::optional<ports::HttpResponse> parse_response(std::string_view received, bool ended);

}  // namespace hosts
