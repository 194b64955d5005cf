// One signed request after another, and what can go wrong with it: retries with jittered back-off, a clock
// that is wrong, refusals as errors that name their cause, also those that a browser may not read. Knows the
// services' common manners, not their operations. Facts: reference/aws.md, "Cross-origin rules".
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aws/credentials.hpp"
#include "aws/region.hpp"
#include "aws/sigv4.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/task.hpp"
#include "ports/http_client.hpp"
#include "ports/platform.hpp"

namespace aws {

/// Whether a request whose answer got lost may be sent again by itself.
enum class Repeat : std::uint8_t { safe, unsafe };

struct Request {
  Service service = Service::iot;
  std::string action;    // as IAM names it: "iot:CreateThing"
  std::string resource;  // what IAM would be asked about, without the ARN's head: "thing/NAME"; empty: "*"
  std::string method = "GET";
  std::string path = "/";  // percent-encoded
  Query query;
  ports::HttpHeaders headers;  // beyond content-type and those of the signature
  std::string content_type;    // of the body; empty without one
  std::string body;
  Repeat repeat = Repeat::unsafe;
  /// The log says nothing of it above `debug`: a refusal is an answer like another.
  bool only_asks = false;
};

/// A request of the query protocol (STS, IAM, CloudFormation): a form with Action and Version. The answer is
/// asked for as JSON; a service may send XML all the same.
Request query_request(Service service, std::string_view action, std::string_view version, Query parameters,
                      Repeat repeat);

struct RetryRules {
  int attempts = 5;            // in all
  int throttled_attempts = 8;  // thirty people start at once, and AWS IoT admits ten calls a second or so
  base::Duration first_pause =
      std::chrono::milliseconds(200);  // doubled each time; a random half to whole of it is waited
  base::Duration longest_pause = std::chrono::seconds(5);
  base::Duration answer_within = std::chrono::seconds(20);
  int silent_attempts = 2;  // of those that end without an answer after that time: more tells nothing new
  base::Duration probe_within = std::chrono::seconds(5);
};

class Client {
 public:
  /// The edges that it works through; all outlive it.
  struct Edges {
    ports::HttpClient& http;
    const base::WallClock& clock;
    ports::Random& random;
    base::Log& log;
  };

  /// The log learns the secrets, to mask them. `endpoint_url`: one base URL (scheme, host, port) for all
  /// services instead of AWS's hosts, for tests and stand-ins; empty for AWS.
  Client(Edges edges, Region region, Credentials credentials, std::string endpoint_url = {},
         RetryRules rules = {});

  /// The answer, of a 2xx status; everything else is an error of errors.hpp (or base.cancelled). The client
  /// outlives the task.
  base::task<ports::HttpResponse> send(Request request);

  /// Wipes the keys: nothing is signed any more, and what is under way ends with base.cancelled instead of
  /// being sent again.
  void forget_keys();

  Region region() const { return region_; }
  const Credentials& credentials() const { return credentials_; }
  /// The time as AWS sees it, as far as known.
  base::SystemTime now() const { return edges_.clock.now() + clock_offset_; }
  /// What had to be added to this machine's clock; zero while AWS accepts it as it is.
  std::chrono::seconds clock_offset() const { return clock_offset_; }

 private:
  /// What is behind a request without an answer that may be read.
  enum class Silence : std::uint8_t { clock_was_wrong, host_answers, unheard };

  base::task<ports::HttpResponse> attempt(const Request& request);
  base::task<void> pause(int sent);
  /// Throws what STS says about the keys.
  base::task<Silence> explain_silence(const Request& request);
  /// Whether the service's host answers at all, and soon: a firewall that drops packets says nothing.
  base::task<bool> answers(Service service);
  base::task<void> blame_host(const Request& request, Silence silence, base::Error failure);
  base::Error not_permitted_silently(const Request& request) const;
  bool correct_clock(const base::Error& skewed);
  base::Error still_skewed(base::Error error) const;
  ports::HttpRequest signed_request(const Request& request) const;
  std::string base_url(Service service) const;
  std::string host_of(Service service) const;

  Edges edges_;
  Region region_;
  Credentials credentials_;
  std::vector<base::Log::Concealment> concealed_;
  std::string endpoint_url_;
  RetryRules rules_;
  std::chrono::seconds clock_offset_{0};
  std::string account_;  // once STS has told it
};

}  // namespace aws
