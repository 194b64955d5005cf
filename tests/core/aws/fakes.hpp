// A scripted AWS that answers in order and keeps the requests. Ignores cross-origin rules; the tests check
// what the client sends.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "aws/client.hpp"
#include "aws/iot.hpp"
#include "base/log.hpp"
#include "base/sleep.hpp"
#include "base/virtual_executor.hpp"
#include "ports/errors.hpp"
#include "ports/http_client.hpp"
#include "ports/platform.hpp"

namespace fakes {

class ScriptedHttp final : public ports::HttpClient {
 public:
  using Answer = std::function<ports::HttpResponse(const ports::HttpRequest&)>;

  ScriptedHttp& answer(int status, std::string body, ports::HttpHeaders headers = {}) {
    ports::HttpResponse response{status, std::move(headers), std::move(body)};
    return then([response](const ports::HttpRequest&) { return response; });
  }
  ScriptedHttp& fail(base::ErrorCode code) {
    return then([code](const ports::HttpRequest&) -> ports::HttpResponse { throw base::Error(code); });
  }
  ScriptedHttp& unreachable(int times = 1) {
    for (int i = 0; i < times; ++i) fail(ports::http_unreachable);
    return *this;
  }
  /// Never answers; only a time-out or cancellation ends the wait.
  ScriptedHttp& hang() {
    hanging_.push_back(script_.size() + requests.size());
    return answer(200, "{}");
  }
  ScriptedHttp& then(Answer answer) {
    script_.push_back(std::move(answer));
    return *this;
  }
  bool done() const { return script_.empty(); }

  base::task<ports::HttpResponse> send(ports::HttpRequest request) override {
    const bool hangs = !hanging_.empty() && hanging_.front() == requests.size();
    requests.push_back(request);
    if (hangs) {
      hanging_.pop_front();
      script_.pop_front();
      co_await base::sleep(std::chrono::hours(24));
    }
    co_await base::yield();
    if (script_.empty()) throw base::Error(base::internal).because("no answer is left for " + request.url);
    const Answer next = std::move(script_.front());
    script_.pop_front();
    co_return next(request);
  }
  base::task<bool> probe(std::string url) override {
    probes.push_back(url);
    co_await base::yield();
    for (const std::string& host : dropping_hosts) {
      if (url.find(host) != std::string::npos) co_await base::sleep(std::chrono::hours(24));
    }
    for (const std::string& host : reachable_hosts) {
      if (url.find(host) != std::string::npos) co_return true;
    }
    co_return false;
  }

  std::vector<ports::HttpRequest> requests;
  std::vector<std::string> probes;
  std::vector<std::string> reachable_hosts;
  std::vector<std::string> dropping_hosts;  // a probe of these never ends

 private:
  std::deque<Answer> script_;
  std::deque<std::size_t> hanging_;
};

/// Always the highest value, so that pauses are as long as possible.
class HighestRandom final : public ports::Random {
 public:
  void fill(std::span<std::byte> bytes) override {
    for (std::byte& octet : bytes) octet = value;
  }
  std::byte value{0xFF};
};

inline aws::Credentials example_credentials() {
  return aws::typed_credentials("AKIAIOSFODNN7EXAMPLE",
                                base::Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), {});
}

/// 2026-11-23 10:00:00 UTC
inline base::SystemTime start_time() {
  return aws::parse_amz_date("20261123T100000Z").value();
}

struct Cloud {
  base::VirtualExecutor executor;
  base::VirtualWallClock clock{executor, start_time()};
  base::Log log{executor};
  ScriptedHttp http;
  HighestRandom random;
  aws::Client client;
  aws::IotClient iot{client};

  explicit Cloud(std::string_view region = "us-east-1", std::string endpoint_url = {},
                 aws::Credentials credentials = example_credentials())
      : client({http, clock, random, log}, aws::Region::parse(region), std::move(credentials),
               std::move(endpoint_url)) {}

  /// Runs a task that must fail, and returns its error.
  template <class T>
  base::Error error_of(base::task<T> work) {
    try {
      executor.run(std::move(work));
    } catch (const base::Error& error) {
      return error;
    }
    return base::Error(base::ErrorCode("test.no_error"));
  }
};

inline constexpr std::string_view identity_json =
    R"({"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012",)"
    R"("Arn":"arn:aws:iam::123456789012:user/workshop/bob","UserId":"AIDAEXAMPLE"},)"
    R"("ResponseMetadata":{"RequestId":"00"}}})";

inline constexpr std::string_view thing_json =
    R"({"thingName":"board","thingArn":"arn:aws:iot:us-east-1:123456789012:thing/board"})";

inline base::task<aws::Thing> describe(Cloud& cloud) {
  return cloud.iot.describe_thing("board");
}

/// AWS's message for a clock that is two hours slow.
inline constexpr std::string_view expired =
    "Signature expired: 20261123T100000Z is now earlier than 20261123T114500Z (20261123T120000Z - 15 min.)";

inline std::string sts_error(std::string_view code, std::string_view message) {
  return R"({"Error":{"Code":")" + std::string(code) + R"(","Message":")" + std::string(message) +
         R"(","Type":"Sender"},"RequestId":"00"})";
}

inline std::string header_of(const ports::HttpRequest& request, std::string_view name) {
  const ports::HttpResponse as_response{0, request.headers, {}};
  return std::string(as_response.header(name));
}

}  // namespace fakes
