#include "http_text.hpp"

#include "base/text.hpp"
#include "ports/errors.hpp"

namespace hosts {

namespace {

base::Error bad_http(std::string_view detail) {
  return base::Error(ports::http_unreachable).because(detail);
}

ports::HttpResponse parse_head(std::string_view head) {
  ports::HttpResponse response;
  bool first = true;
  for (std::string_view line : base::split(head, '\n')) {
    line = base::trim(line);
    if (first) {
      const auto parts = base::split(line, ' ');
      const auto status = parts.size() >= 2 ? base::parse_decimal(parts[1]) : std::nullopt;
      if (!line.starts_with("HTTP/1.") || !status) throw bad_http("not an HTTP status line");
      response.status = static_cast<int>(*status);
      first = false;
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    response.headers.emplace_back(std::string(base::trim(line.substr(0, colon))),
                                  std::string(base::trim(line.substr(colon + 1))));
  }
  return response;
}

/// The body of a chunked message; nullopt while chunks are missing.
std::optional<std::string> dechunk(std::string_view rest) {
  std::string body;
  while (true) {
    const std::size_t line_end = rest.find("\r\n");
    if (line_end == std::string_view::npos) return std::nullopt;
    const auto size = base::parse_hex_number(base::trim(base::split(rest.substr(0, line_end), ';')[0]));
    if (!size || *size > ports::HttpClient::max_body) throw bad_http("bad chunk");
    rest.remove_prefix(line_end + 2);
    if (*size == 0) return body;
    if (rest.size() < *size + 2) return std::nullopt;
    body += rest.substr(0, *size);
    rest.remove_prefix(*size + 2);
  }
}

}  // namespace

Url parse_url(std::string_view url) {
  Url parsed;
  parsed.secure = url.starts_with("https://");
  if (!parsed.secure && !url.starts_with("http://")) throw bad_http("not an http address");
  url.remove_prefix(url.find("//") + 2);
  const std::size_t path = url.find_first_of("/?");
  std::string_view authority = url.substr(0, path);
  parsed.target = path == std::string_view::npos ? "/" : std::string(url.substr(path));
  if (parsed.target.front() == '?') parsed.target.insert(0, "/");
  const std::size_t colon = authority.rfind(':');
  parsed.port =
      colon == std::string_view::npos ? (parsed.secure ? "443" : "80") : authority.substr(colon + 1);
  parsed.host = authority.substr(0, colon);
  return parsed;
}

std::string request_text(const ports::HttpRequest& request, const Url& url) {
  const bool usual_port = url.port == (url.secure ? "443" : "80");
  std::string text = request.method + " " + url.target + " HTTP/1.1\r\nHost: " + url.host;
  if (!usual_port) text += ":" + url.port;
  text += "\r\nConnection: close\r\n";
  for (const auto& [name, value] : request.headers)
    text.append(name).append(": ").append(value).append("\r\n");
  if (!request.body.empty() || request.method == "POST" || request.method == "PUT") {
    text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  }
  return text + "\r\n" + request.body;
}

std::optional<ports::HttpResponse> parse_response(std::string_view received, bool ended) {
  const std::size_t head_end = received.find("\r\n\r\n");
  if (head_end == std::string_view::npos) {
    if (ended) throw bad_http("the answer ended within its headers");
    return std::nullopt;
  }
  ports::HttpResponse response = parse_head(received.substr(0, head_end));
  const std::string_view rest = received.substr(head_end + 4);
  if (base::equal_ignoring_case(response.header("transfer-encoding"), "chunked")) {
    const auto body = dechunk(rest);
    if (!body && ended) throw bad_http("the answer ended within a chunk");
    if (!body) return std::nullopt;
    response.body = *body;
    return response;
  }
  const auto length = base::parse_decimal(response.header("content-length"));
  if (length && rest.size() < *length) {
    if (ended) throw bad_http("the answer ended early");
    return std::nullopt;
  }
  if (!length && !ended && response.status != 204) return std::nullopt;
  response.body = rest.substr(0, length.value_or(rest.size()));
  return response;
}

}  // namespace hosts
