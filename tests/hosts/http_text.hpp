// HTTP/1.1 messages as text: formats requests and parses responses. No I/O.
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
/// Throws http.unreachable unless the URL begins with http:// or https://.
Url parse_url(std::string_view url);

std::string request_text(const ports::HttpRequest& request, const Url& url);

/// The response, once it is complete: by Content-Length, by its chunks, or at the end of the connection.
/// nullopt while bytes are missing. Throws http.unreachable if the text is not HTTP, or ended early.
std::optional<ports::HttpResponse> parse_response(std::string_view received, bool ended);

}  // namespace hosts
