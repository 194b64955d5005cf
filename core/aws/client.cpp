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
/// So many unreadable answers in a row, with growing pauses, are a refusal. Fewer may come from a network
/// that drops answers, or from AWS throttling a room full of people.
constexpr int unreadable_answers_of_a_refusal = 3;
/// The user waits for the answers to all probes, so they may not take long.
constexpr int unreadable_answers_of_a_refused_probe = 2;

/// The request headers that IoT's cross-origin rules admit, as far as we send them.
constexpr std::array<std::string_view, 6> admitted_by_iot{"authorization",    "x-amz-date",
                                                          "content-type",     "x-amz-security-token",
                                                          "x-amzn-principal", "x-amz-content-sha256"};

void check_admitted(Service service, const ports::HttpHeaders& headers) {
  if (service != Service::iot) return;  // the other services admit any header
  for (const auto& [name, value] : headers) {
    const std::string lower = base::to_lower(name);
    if (std::find(admitted_by_iot.begin(), admitted_by_iot.end(), lower) == admitted_by_iot.end())
      throw base::Error(base::internal).because("a header that AWS IoT does not admit: " + lower);
  }
}

/// Proxies may change the header Accept, so it is not signed.
bool is_signed(std::string_view header_name) {
  return !base::equal_ignoring_case(header_name, "accept");
}

bool is_silence(const base::Error& error) {
  return error.is(ports::http_unreachable) || error.is(base::timed_out);
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

Client::Client(Dependencies dependencies, Region region, Credentials credentials, std::string endpoint_url,
               RetryRules rules)
    : dependencies_(dependencies),
      region_(region),
      credentials_(std::move(credentials)),
      endpoint_url_(std::move(endpoint_url)),
      rules_(rules) {
  while (!endpoint_url_.empty() && endpoint_url_.back() == '/') endpoint_url_.pop_back();
  for (const base::Secret* secret : {&credentials_.secret_access_key, &credentials_.session_token}) {
    concealed_.push_back(dependencies_.log.conceal(*secret));
    const base::Secret encoded = base::Secret::taking(percent_encode(secret->reveal()));
    concealed_.push_back(dependencies_.log.conceal(encoded));
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
  // The platform adds the header Host.
  http.headers.assign(signable.headers.begin() + 1, signable.headers.end());
  for (const auto& header : request.headers) {
    if (!is_signed(header.first)) http.headers.push_back(header);
  }
  check_admitted(request.service, http.headers);
  return http;
}

struct Client::History {
  base::Instant start;
  int sent = 0;
  int unreadable = 0;  // answers that may be refusals
  bool clock_corrected = false;
  std::optional<base::Instant> throttled_since = {};
};

/// Counts a request among those that wait for AWS's throttling to end.
class Client::ThrottlingNote {
 public:
  explicit ThrottlingNote(Client& client) : client_(client) {}
  ThrottlingNote(const ThrottlingNote&) = delete;
  ThrottlingNote& operator=(const ThrottlingNote&) = delete;
  ~ThrottlingNote() { set(false); }

  void set(bool is_throttled) {
    if (is_throttled == is_set_) return;
    is_set_ = is_throttled;
    const bool was_throttled = client_.is_throttled();
    client_.throttled_requests_ += is_throttled ? 1 : -1;
    if (client_.is_throttled() != was_throttled && client_.on_throttling) client_.on_throttling();
  }

 private:
  Client& client_;
  bool is_set_ = false;
};

/// Jobs that run at the same time share what AWS admits, in the order of their requests.
base::task<void> Client::take_turn(const Request& request) {
  if (request.service != Service::iot) co_return;
  const base::Context context = co_await base::this_context();
  base::Pace& pace =
      paces_.try_emplace(request.action, rules_.calls_per_second, rules_.calls_per_second).first->second;
  const base::Instant now = context.executor->now();
  const base::Duration wait = pace.take(now) - now;
  if (wait > base::Duration::zero()) co_await base::sleep(wait);
}

base::task<Client::Attempt> Client::attempt(const Request& request) {
  co_await take_turn(request);
  if (credentials_.access_key_id.empty()) throw base::Error(base::cancelled);
  const base::Context context = co_await base::this_context();
  const base::Instant start = context.executor->now();
  Attempt result;
  ports::HttpRequest http = signed_request(request);
  try {
    result.response =
        co_await base::with_timeout(rules_.answer_within, dependencies_.http.send(std::move(http)));
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    result.failure = error;
  }
  if (result.failure) {
    if (result.failure->is(ports::http_too_large))
      result.failure =
          base::Error(bad_answer).with("action", request.action).because(result.failure->describe());
    co_return result;
  }
  const ports::HttpResponse& response = *result.response;
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(context.executor->now() - start);
  // 404 is a normal answer here; the log must not show it as a failure.
  const std::string_view meaning = response.status == 404 ? ": not found, status " : ": status ";
  dependencies_.log.add(request.is_probe ? base::LogLevel::debug : base::LogLevel::info, log_source,
                        request.action + std::string(meaning) + std::to_string(response.status) + " after " +
                            std::to_string(took.count()) + " ms");
  check_clock(response);
  if (response.body.size() > max_answer) {
    result.failure =
        base::Error(bad_answer).with("action", request.action).because("the answer is too large");
  } else if (response.status < 200 || response.status > 299) {
    const Refusal refusal = parse_refusal(response);
    result.failure = as_error(refusal, request, credentials_, region_);
    result.server_time = refusal.server_time;
  }
  co_return result;
}

base::task<ports::HttpResponse> Client::send(Request request) {
  const base::Context context = co_await base::this_context();
  History history{context.executor->now()};
  ThrottlingNote throttling(*this);
  while (true) {
    Attempt result = co_await attempt(request);
    ++history.sent;
    if (!result.failure) co_return std::move(*result.response);
    const bool is_news = !result.failure->is(not_found) && !request.is_probe;
    dependencies_.log.add(is_news ? base::LogLevel::info : base::LogLevel::debug, log_source,
                          result.failure->describe());
    const base::Instant now = context.executor->now();
    if (!result.failure->is(throttled))
      history.throttled_since.reset();
    else if (!history.throttled_since)
      history.throttled_since = now;
    throttling.set(history.throttled_since &&
                   now - *history.throttled_since >= rules_.throttling_shown_after);
    co_await prepare_retry(request, result, history);
  }
}

base::task<void> Client::prepare_retry(const Request& request, const Attempt& failed, History& history) {
  const base::Context context = co_await base::this_context();
  const base::Instant now = context.executor->now();
  const base::Error& failure = *failed.failure;
  if (failure.is(clock_skewed)) {
    if (std::exchange(history.clock_corrected, true) || !correct_clock(failed.server_time))
      throw still_skewed(failure);
    co_return;
  }
  if (is_silence(failure)) {
    co_await prepare_retry_after_silence(request, failure, history);
    co_return;
  }
  const bool is_early =
      request.retries_not_found && failure.is(not_found) && now - history.start < rules_.settling;
  const bool is_throttled = failure.is(throttled) && now - *history.throttled_since < rules_.throttled_for;
  const bool is_outage = failure.is(service_failed) && history.sent < rules_.attempts;
  if (!is_early && !is_throttled && !is_outage) throw base::Error(failure);
  co_await pause(history.sent);
}

base::task<void> Client::prepare_retry_after_silence(const Request& request, const base::Error& failure,
                                                     History& history) {
  const Silence silence = co_await explain_silence(request);
  if (silence == Silence::clock_was_wrong) {
    if (std::exchange(history.clock_corrected, true)) throw still_skewed(base::Error(clock_skewed));
    co_return;
  }
  const bool timed_out = failure.is(base::timed_out);
  const int attempts = timed_out ? std::min(rules_.timed_out_attempts, rules_.attempts) : rules_.attempts;
  const bool again = history.sent < attempts && request.repeat == Repeat::safe;
  // AWS refuses at once, so a request that timed out was not refused.
  if (silence == Silence::host_answers && !timed_out) {
    ++history.unreadable;
    const int enough =
        request.is_probe ? unreadable_answers_of_a_refused_probe : unreadable_answers_of_a_refusal;
    if (!again || history.unreadable == enough) throw unreadable_refusal(request);
  } else if (!again) {
    co_await throw_host_error(request, silence, failure);
  }
  co_await pause(history.sent + 2 * history.unreadable);
}

base::task<void> Client::pause(int sent) {
  base::Duration whole = rules_.first_pause;
  for (int i = 1; i < sent && whole < rules_.longest_pause; ++i) whole *= 2;
  whole = std::min(whole, rules_.longest_pause);
  std::array<std::byte, 1> dice{};
  dependencies_.random.fill(dice);
  const base::Duration half = whole / 2;
  co_await base::sleep(half + half * std::to_integer<int>(dice[0]) / 255);
}

bool Client::correct_clock(std::optional<base::SystemTime> server_time) {
  if (!server_time) return false;
  clock_offset_ = *server_time - dependencies_.clock.now();
  dependencies_.log.warning(log_source, "this machine's clock is wrong; corrected by " +
                                            std::to_string(clock_offset_.count()) + " s");
  return true;
}

void Client::check_clock(const ports::HttpResponse& response) {
  constexpr std::chrono::seconds tolerated = std::chrono::minutes(2);
  const auto server_time = parse_http_date(response.header("date"));
  if (server_time && std::chrono::abs(*server_time - now()) >= tolerated) correct_clock(server_time);
}

base::Error Client::still_skewed(base::Error error) const {
  if (clock_offset_.count() != 0) error.with("seconds", clock_offset_.count());
  return error;
}

base::task<Client::Silence> Client::explain_silence(const Request& request) {
  // Only IoT's refusals are hidden from a page. Silence of any other service comes from the network.
  if (request.service != Service::iot) co_return Silence::host_is_silent;
  const std::chrono::seconds offset = clock_offset_;
  dependencies_.log.info(log_source, "no readable answer; asking STS about the keys");
  const CallerIdentity identity = co_await get_caller_identity(*this);
  account_ = identity.account;
  if (clock_offset_ != offset) co_return Silence::clock_was_wrong;
  const bool answers_probe = co_await answers(request.service);
  co_return answers_probe ? Silence::host_answers : Silence::host_is_silent;
}

base::task<bool> Client::answers(Service service) {
  try {
    co_return co_await base::with_timeout(rules_.probe_within,
                                          dependencies_.http.probe(base_url(service) + "/"));
  } catch (const base::Error& error) {
    if (!error.is(base::timed_out)) throw;
    co_return false;
  }
}

base::Error Client::unreadable_refusal(const Request& request) const {
  return base::Error(not_permitted)
      .with("action", request.action)
      .with("resource", request.resource.empty() ? "*" : iot_arn(region_, account_, request.resource))
      .because("no readable answer, although the keys are good and the host answers");
}

base::task<void> Client::throw_host_error(const Request& request, Silence silence, base::Error failure) {
  if (silence == Silence::host_answers)
    throw base::Error(service_failed).with("action", request.action).because(failure.describe());
  const Service service = request.service;
  const Service other = service == Service::sts ? Service::iot : Service::sts;
  const bool other_answers = co_await answers(other);
  throw base::Error(other_answers ? host_blocked : unreachable)
      .with("host", host_of(service))
      .because(failure.describe());
}

}  // namespace aws
