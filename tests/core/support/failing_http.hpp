// An HTTP client in front of another one that makes one request fail, or each request in turn.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "aws/json.hpp"
#include "base/sleep.hpp"
#include "ports/errors.hpp"
#include "ports/http_client.hpp"
#include "support/sabotage.hpp"

namespace support {

enum class HttpFault : std::uint8_t {
  unreachable,     // the request is not sent
  never_answered,  // the request is not sent, and no error comes for a day
  answer_lost,     // the request is carried out, but its answer is lost
  server_error,    // status 500
  forbidden,       // status 403
  expired,         // status 403 because temporary keys have expired
  nonsense,        // the answer's body is not JSON
};

inline std::string_view name(HttpFault fault) {
  switch (fault) {
    case HttpFault::unreachable:
      return "unreachable";
    case HttpFault::never_answered:
      return "never answered";
    case HttpFault::answer_lost:
      return "answer lost";
    case HttpFault::server_error:
      return "server error";
    case HttpFault::forbidden:
      return "forbidden";
    case HttpFault::expired:
      return "expired";
    case HttpFault::nonsense:
      return "nonsense";
  }
  return {};
}

/// Each request is a step.
using HttpSabotage = Sabotage<HttpFault>;

class FailingHttp final : public ports::HttpClient {
 public:
  /// Both must outlive this client.
  FailingHttp(ports::HttpClient& http, HttpSabotage& sabotage) : http_(http), sabotage_(sabotage) {}

  base::task<ports::HttpResponse> send(ports::HttpRequest request) override {
    const bool fails = sabotage_.strikes(Direction::out, std::as_writable_bytes(std::span(request.url)));
    const bool asks = request.method == "GET" || request.url.find("/attached-policies/") != std::string::npos;
    if (!asks && request.url.find("//iot.") != std::string::npos) ++changes;
    if (fails) {
      switch (sabotage_.fault) {
        case HttpFault::unreachable:
          throw base::Error(ports::http_unreachable);
        case HttpFault::never_answered:
          co_await base::sleep(std::chrono::hours(24));
          throw base::Error(ports::http_unreachable);
        case HttpFault::server_error:
          co_return refusal(500, R"({"message":"Internal failure"})");
        case HttpFault::forbidden:
          co_return refusal(
              403,
              R"({"message":"User: arn:aws:iam::1:user/x is not authorized to perform: iot:Something"})");
        case HttpFault::expired:
          co_return refusal(403, R"({"message":"The security token included in the request is expired"})");
        default:
          break;
      }
    }
    const std::string method = request.method;
    const std::string url = request.url;
    std::optional<ports::HttpResponse> answer;
    if (instead) answer = instead(request);
    if (!answer) answer = co_await http_.send(std::move(request));
    note_certificate(method, url, *answer);
    if (fails && sabotage_.fault == HttpFault::answer_lost) throw base::Error(ports::http_unreachable);
    if (fails && sabotage_.fault == HttpFault::nonsense) answer->body = "<html>";
    co_return std::move(*answer);
  }
  base::task<bool> probe(std::string url) override { co_return co_await http_.probe(std::move(url)); }

  int changes = 0;  // requests that change something in AWS IoT
  /// The ids of the certificates that were registered and not deleted. The simulated cloud cannot list them.
  std::set<std::string> certificates;
  /// Answers a request instead of AWS. AWS answers where it returns nothing.
  std::function<std::optional<ports::HttpResponse>(const ports::HttpRequest&)> instead;

 private:
  static ports::HttpResponse refusal(int status, std::string body) {
    ports::HttpResponse response;
    response.status = status;
    response.body = std::move(body);
    return response;
  }
  static std::string id_in(const std::string& path) { return path.substr(0, path.find('?')); }
  void note_certificate(const std::string& method, const std::string& url,
                        const ports::HttpResponse& response) {
    if (response.status / 100 != 2) return;
    constexpr std::string_view folder = "/certificates/";
    const std::size_t at = url.find(folder);
    if (method == "DELETE" && at != std::string::npos)
      certificates.erase(id_in(url.substr(at + folder.size())));
    if (url.find("/certificate/register-no-ca") != std::string::npos)
      certificates.insert(aws::Json::parse(response.body)->text_at("certificateId"));
  }

  ports::HttpClient& http_;
  HttpSabotage& sabotage_;
};

}  // namespace support
