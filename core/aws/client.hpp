// Sends signed requests to AWS. Retries with jittered back-off, corrects a wrong clock, and turns refusals
// into errors that name the cause, even where a browser may not read the answer. Handles what AWS's
// services have in common; other files have their operations. Facts: reference/aws.md, "Cross-origin rules".
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/credentials.hpp"
#include "aws/region.hpp"
#include "aws/sigv4.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/pace.hpp"
#include "base/task.hpp"
#include "ports/http_client.hpp"
#include "ports/platform.hpp"

namespace aws {

/// Whether the client may send a request again if the answer was lost.
enum class Repeat : std::uint8_t { safe, unsafe };

struct Request {
  Service service = Service::iot;
  std::string action;    // as IAM names it: "iot:CreateThing"
  std::string resource;  // what IAM checks, as an ARN ends: "thing/NAME"; empty: "*"
  std::string method = "GET";
  std::string path = "/";  // percent-encoded
  Query query;
  ports::HttpHeaders headers;  // in addition to content-type and those of the signature
  std::string content_type;    // of the body; empty if there is no body
  std::string body;
  Repeat repeat = Repeat::unsafe;
  /// A probe: logged at debug only, because a refusal is an expected answer.
  bool is_probe = false;
  /// It names something that may have been created a moment ago, which AWS does not see everywhere at once: a
  /// 404 is retried for RetryRules::settling.
  bool retries_not_found = false;
};

/// A request of the query protocol (STS, IAM, CloudFormation): a form with Action and Version. Asks for JSON;
/// a service may answer in XML all the same.
Request query_request(Service service, std::string_view action, std::string_view version, Query parameters,
                      Repeat repeat);

struct RetryRules {
  int attempts = 5;  // in all
  /// Each pause is twice as long as the previous one, up to the longest. The client waits a random time
  /// between half of the pause and all of it.
  base::Duration first_pause = std::chrono::milliseconds(200);
  base::Duration longest_pause = std::chrono::seconds(5);
  /// How long the client keeps trying while AWS throttles it: AWS IoT admits about ten calls per second, and
  /// in a workshop thirty people start at once.
  base::Duration throttled_for = std::chrono::seconds(90);
  /// Throttling that lasts longer is worth telling the user about: Client::is_throttled().
  base::Duration throttling_shown_after = std::chrono::seconds(2);
  /// How long a 404 may mean "not yet": Request::retries_not_found.
  base::Duration settling = std::chrono::seconds(10);
  base::Duration answer_within = std::chrono::seconds(20);
  /// After an attempt that timed out, the client tries again only if it has made fewer attempts than this.
  int timed_out_attempts = 2;
  base::Duration probe_within = std::chrono::seconds(5);
  /// How often all jobs together call an operation of AWS IoT. AWS refuses calls beyond its quota (developer
  /// guide: 10 per second for most operations, more for some).
  int calls_per_second = 10;
};

class Client {
 public:
  /// The ports that the client uses; all must outlive it.
  struct Dependencies {
    ports::HttpClient& http;
    const base::WallClock& clock;
    ports::Random& random;
    base::Log& log;
  };

  /// Passes the secrets to the log, so that it masks them. `endpoint_url`: one base URL (scheme, host, port)
  /// for all services, for tests and stand-ins; empty for AWS's own hosts.
  Client(Dependencies dependencies, Region region, Credentials credentials, std::string endpoint_url = {},
         RetryRules rules = {});

  /// Returns an answer of status 2xx. Throws the errors of errors.hpp for everything else, and
  /// base.cancelled. The client must outlive the task.
  base::task<ports::HttpResponse> send(Request request);

  /// Wipes the keys. Later requests end with base.cancelled, and so do running ones instead of a retry.
  void forget_keys();

  /// True while a request waits because AWS asks to slow down, and has done so for some seconds.
  bool is_throttled() const { return throttled_requests_ > 0; }
  /// Called when is_throttled() changes.
  std::function<void()> on_throttling;

  Region region() const { return region_; }
  const Credentials& credentials() const { return credentials_; }
  /// The time by AWS's clock, as far as known.
  base::SystemTime now() const { return dependencies_.clock.now() + clock_offset_; }
  /// How far this machine's clock is behind AWS's (negative: ahead), where that is two minutes or more; else
  /// zero.
  std::chrono::seconds clock_offset() const { return clock_offset_; }

 private:
  /// Why a request has no readable answer.
  enum class Silence : std::uint8_t { clock_was_wrong, host_answers, host_is_silent };
  /// Either the answer, or the error in its place.
  struct Attempt {
    std::optional<ports::HttpResponse> response;
    std::optional<base::Error> failure;
    std::optional<base::SystemTime> server_time;  // of a refusal because of the clock
  };
  /// The previous attempts of one request.
  struct History;
  class ThrottlingNote;

  base::task<void> take_turn(const Request& request);
  base::task<Attempt> attempt(const Request& request);
  /// Decides whether `attempt` may be followed by another one: waits for its time, or throws.
  base::task<void> prepare_retry(const Request& request, const Attempt& failed, History& history);
  base::task<void> prepare_retry_after_silence(const Request& request, const base::Error& failure,
                                               History& history);
  base::task<void> pause(int sent);
  /// Asks STS about the keys, and throws the error that STS reports.
  base::task<Silence> explain_silence(const Request& request);
  /// Whether the service's host answers at all within RetryRules::probe_within. Firewalls that drop packets
  /// never answer.
  base::task<bool> answers(Service service);
  base::task<void> throw_host_error(const Request& request, Silence silence, base::Error failure);
  base::Error unreadable_refusal(const Request& request) const;
  bool correct_clock(std::optional<base::SystemTime> server_time);
  /// AWS accepts signed headers of a clock that is wrong by several minutes, but such a clock shortens the
  /// life of a presigned URL.
  void check_clock(const ports::HttpResponse& response);
  base::Error still_skewed(base::Error error) const;
  ports::HttpRequest signed_request(const Request& request) const;
  std::string base_url(Service service) const;
  std::string host_of(Service service) const;

  Dependencies dependencies_;
  Region region_;
  Credentials credentials_;
  std::vector<base::Log::Concealment> concealed_;
  std::string endpoint_url_;
  RetryRules rules_;
  std::chrono::seconds clock_offset_{0};
  std::string account_;  // empty until STS has returned it
  int throttled_requests_ = 0;
  std::map<std::string, base::Pace> paces_;  // by IAM's name of the operation
};

}  // namespace aws
