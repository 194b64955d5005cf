#include "aws/client.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "aws/errors.hpp"
#include "aws/refusal.hpp"
#include "aws/sts.hpp"
#include "base/sleep.hpp"
#include "base/text.hpp"
#include "ports/errors.hpp"

namespace aws {

namespace {

constexpr std::string_view log_source = "aws";
constexpr std::size_t max_answer = std::size_t{2} << 20;
/// So many unreadable answers in a row, with growing pauses, are a refusal; fewer may be a network that drops
/// them, or AWS asking a roomful of people to slow down.
constexpr int refusals_believed = 3;

/// The request headers that IoT's cross-origin rules admit, of those that we would send.
constexpr std::array<std::string_view, 6> admitted_by_iot{"authorization",    "x-amz-date",
                                                          "content-type",     "x-amz-security-token",
                                                          "x-amzn-principal", "x-amz-content-sha256"};

void check_admitted(Service service, const ports::HttpHeaders& headers) {
  if (service != Service::iot) return;  // the others echo what a preflight asks for
  for (const auto& [name, value] : headers) {
    const std::string lower = base::to_lower(name);
    if (std::find(admitted_by_iot.begin(), admitted_by_iot.end(), lower) == admitted_by_iot.end())
      throw base::Error(base::internal).because("a header that AWS IoT does not admit: " + lower);
  }
}

/// Accept is no part of the signature: proxies may touch it.
bool is_signed(std::string_view header_name) {
  return !base::equal_ignoring_case(header_name, "accept");
}

bool is_silence(const base::Error& error) {
  return error.is(ports::http_unreachable) || error.is(base::timed_out);
}

int attempts_after(const base::Error& failure, const RetryRules& rules) {
  if (failure.is(throttled)) return rules.throttled_attempts;
  return failure.is(base::timed_out) ? std::min(rules.silent_attempts, rules.attempts) : rules.attempts;
}

base::Error unheard(base::ErrorCode code, std::string_view host, const base::Error& silence) {
  return base::Error(code).with("host", host).because(silence.describe());
}

}  // namespace

Request query_request(Service service, std::string_view action, std::string_view version, Query parameters,
                      Repeat repeat) {
  Query form{{"Action", std::string(action)}, {"Version", std::string(version)}};
  form.insert(form.end(), parameters.begin(), parameters.end());
  Request request;
  request.service = service;
  request.action = std::string(signing_name(service)) + ":" + std::string(action);
  request.method = "POST";
  request.headers.emplace_back("Accept", "application/json");
  request.content_type = "application/x-www-form-urlencoded; charset=utf-8";
  request.body = query_string(form);
  request.repeat = repeat;
  return request;
}

Client::Client(Edges edges, Region region, Credentials credentials, std::string endpoint_url,
               RetryRules rules)
    : edges_(edges),
      region_(region),
      credentials_(std::move(credentials)),
      endpoint_url_(std::move(endpoint_url)),
      rules_(rules) {
  while (!endpoint_url_.empty() && endpoint_url_.back() == '/') endpoint_url_.pop_back();
  for (const base::Secret* secret : {&credentials_.secret_access_key, &credentials_.session_token}) {
    concealed_.push_back(edges_.log.conceal(*secret));
    const base::Secret in_an_address = base::Secret::taking(percent_encode(secret->reveal()));
    concealed_.push_back(edges_.log.conceal(in_an_address));
  }
}

void Client::forget_keys() {
  credentials_ = Credentials();
}

std::string Client::base_url(Service service) const {
  return endpoint_url_.empty() ? "https://" + host(service, region_) : endpoint_url_;
}

std::string Client::host_of(Service service) const {
  const std::string url = base_url(service);
  const std::size_t scheme = url.find("://");
  return scheme == std::string::npos ? url : url.substr(scheme + 3);
}

ports::HttpRequest Client::signed_request(const Request& request) const {
  SignableRequest signable;
  signable.method = request.method;
  signable.path = request.path;
  signable.query = request.query;
  signable.payload_hash = sha256_hex(base::as_bytes(request.body));
  signable.headers.emplace_back("host", host_of(request.service));
  if (!request.content_type.empty()) signable.headers.emplace_back("Content-Type", request.content_type);
  for (const auto& header : request.headers) {
    if (is_signed(header.first)) signable.headers.push_back(header);
  }
  const SigningScope scope{now(), std::string(signing_region(request.service, region_).name()),
                           std::string(signing_name(request.service))};
  sign(signable, credentials_, scope);

  ports::HttpRequest http;
  http.method = request.method;
  http.url = base_url(request.service) + request.path;
  if (!request.query.empty()) http.url += "?" + query_string(request.query);
  http.body = request.body;
  // The platform sends the host by itself, from the URL.
  http.headers.assign(signable.headers.begin() + 1, signable.headers.end());
  for (const auto& header : request.headers) {
    if (!is_signed(header.first)) http.headers.push_back(header);
  }
  check_admitted(request.service, http.headers);
  return http;
}

base::task<ports::HttpResponse> Client::attempt(const Request& request) {
  if (credentials_.access_key_id.empty()) throw base::Error(base::cancelled);
  const base::Context context = co_await base::this_context();
  const base::Instant start = context.executor->now();
  ports::HttpRequest http = signed_request(request);
  ports::HttpResponse response =
      co_await base::with_timeout(rules_.answer_within, edges_.http.send(std::move(http)));
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(context.executor->now() - start);
  // That something is not there is an answer like another: it must not read like a fault.
  const std::string_view meaning = response.status == 404 ? ": not there, status " : ": status ";
  edges_.log.add(request.only_asks ? base::LogLevel::debug : base::LogLevel::info, log_source,
                 request.action + std::string(meaning) + std::to_string(response.status) + " after " +
                     std::to_string(took.count()) + " ms");
  if (response.body.size() > max_answer)
    throw base::Error(bad_answer).with("action", request.action).because("the answer is too large");
  if (response.status < 200 || response.status > 299)
    throw as_error(parse_refusal(response), request, credentials_, region_);
  co_return response;
}

base::task<ports::HttpResponse> Client::send(Request request) {
  bool clock_corrected = false;
  int unreadable = 0;  // answers that may be refusals
  for (int sent = 1;; ++sent) {
    std::optional<base::Error> failure;
    try {
      co_return co_await attempt(request);
    } catch (const base::Error& error) {
      failure = error;
    }
    if (failure->is(base::cancelled)) throw *failure;
    const bool is_news = !failure->is(not_found) && !request.only_asks;
    edges_.log.add(is_news ? base::LogLevel::info : base::LogLevel::debug, log_source, failure->describe());
    if (failure->is(ports::http_too_large))
      throw base::Error(bad_answer).with("action", request.action).because(failure->describe());

    if (failure->is(clock_skewed)) {
      if (std::exchange(clock_corrected, true) || !correct_clock(*failure)) throw still_skewed(*failure);
      continue;
    }
    const bool may_repeat = sent < attempts_after(*failure, rules_);
    if (failure->is(throttled) || failure->is(service_failed)) {
      if (!may_repeat) throw *failure;
    } else if (is_silence(*failure)) {
      const Silence silence = co_await explain_silence(request);
      if (silence == Silence::clock_was_wrong) {
        if (std::exchange(clock_corrected, true)) throw still_skewed(base::Error(clock_skewed));
        continue;
      }
      const bool again = may_repeat && request.repeat == Repeat::safe;
      // A refusal comes at once: what took too long is none.
      if (silence == Silence::host_answers && failure->is(ports::http_unreachable)) {
        if (!again || ++unreadable == refusals_believed) throw not_permitted_silently(request);
      } else if (!again) {
        co_await blame_host(request, silence, *failure);
      }
    } else {
      throw *failure;
    }
    co_await pause(sent + 2 * unreadable);
  }
}

base::task<void> Client::pause(int sent) {
  base::Duration whole = rules_.first_pause;
  for (int i = 1; i < sent && whole < rules_.longest_pause; ++i) whole *= 2;
  whole = std::min(whole, rules_.longest_pause);
  std::array<std::byte, 1> dice{};
  edges_.random.fill(dice);
  const base::Duration half = whole / 2;
  co_await base::sleep(half + half * std::to_integer<int>(dice[0]) / 255);
}

bool Client::correct_clock(const base::Error& skewed) {
  const auto server_time = parse_amz_date(skewed.param("server_time"));
  if (!server_time) return false;
  clock_offset_ = *server_time - edges_.clock.now();
  edges_.log.warning(log_source, "this machine's clock is wrong; corrected by " +
                                     std::to_string(clock_offset_.count()) + " s");
  return true;
}

base::Error Client::still_skewed(base::Error error) const {
  if (clock_offset_.count() != 0) error.with("seconds", clock_offset_.count());
  return error;
}

base::task<Client::Silence> Client::explain_silence(const Request& request) {
  // Only IoT's refusals are hidden from a page; with any other service silence is the network's.
  if (request.service != Service::iot) co_return Silence::unheard;
  const std::chrono::seconds offset = clock_offset_;
  edges_.log.info(log_source, "no answer that may be read; asking STS about the keys");
  const CallerIdentity identity = co_await get_caller_identity(*this);
  account_ = identity.account;
  if (clock_offset_ != offset) co_return Silence::clock_was_wrong;
  const bool answers_probe = co_await answers(request.service);
  co_return answers_probe ? Silence::host_answers : Silence::unheard;
}

base::task<bool> Client::answers(Service service) {
  try {
    co_return co_await base::with_timeout(rules_.probe_within, edges_.http.probe(base_url(service) + "/"));
  } catch (const base::Error& error) {
    if (!error.is(base::timed_out)) throw;
    co_return false;
  }
}

base::Error Client::not_permitted_silently(const Request& request) const {
  return base::Error(not_permitted)
      .with("action", request.action)
      .with("resource", request.resource.empty() ? "*" : iot_arn(region_, account_, request.resource))
      .because("refused without an answer that may be read, while the keys are good and the host answers");
}

base::task<void> Client::blame_host(const Request& request, Silence silence, base::Error failure) {
  if (silence == Silence::host_answers)
    throw base::Error(service_failed).with("action", request.action).because(failure.describe());
  const Service service = request.service;
  const Service other = service == Service::sts ? Service::iot : Service::sts;
  const bool other_answers = co_await answers(other);
  throw unheard(other_answers ? host_blocked : unreachable, host_of(service), failure);
}

}  // namespace aws
