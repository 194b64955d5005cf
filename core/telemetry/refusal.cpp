#include "telemetry/refusal.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "aws/errors.hpp"
#include "aws/sts.hpp"
#include "ports/errors.hpp"
#include "telemetry/errors.hpp"

namespace telemetry {

namespace {

/// What goes by itself: the network's and AWS's own troubles.
constexpr std::array passing{
    ports::mqtt_connection_lost,
    ports::mqtt_not_connected,
    ports::mqtt_already_connected,
    ports::mqtt_unavailable,
    ports::http_unreachable,
    base::timed_out,
    aws::unreachable,
    aws::service_failed,
    aws::throttled,
};

Diagnosis judged(base::Error error) {
  const bool passes = std::find(passing.begin(), passing.end(), error.code()) != passing.end();
  return {std::move(error), passes ? Remedy::patience : Remedy::person};
}

Diagnosis needs_permission(std::string_view action, const std::string& resource, const base::Error& failure) {
  base::Error error(not_permitted);
  error.with("action", action).with("resource", resource).because(failure.describe());
  return {std::move(error), Remedy::person};
}

/// What AWS has against the keys, if anything; corrects the client's clock on the way.
base::task<std::optional<base::Error>> objection_to(aws::Client& client) {
  try {
    co_await aws::get_caller_identity(client);
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    co_return error;
  }
  co_return std::nullopt;
}

}  // namespace

base::task<Diagnosis> diagnose(aws::Client& client, Topics topics, std::string client_id,
                               base::Error failure) {
  if (failure.is(ports::mqtt_subscription_refused)) {
    co_return needs_permission("iot:Subscribe", "topicfilter/" + topics.sensors, failure);
  }
  if (!failure.is(ports::mqtt_refused)) co_return judged(std::move(failure));

  const auto offset_before = client.clock_offset();
  std::optional<base::Error> objection = co_await objection_to(client);
  if (objection) co_return judged(std::move(*objection));
  if (client.clock_offset() != offset_before) co_return Diagnosis{std::move(failure), Remedy::retry};

  // The keys are good. A WebSocket that opened, and closed without a CONNACK, is how AWS refuses iot:Connect.
  const std::string stage = failure.param("stage");
  if (stage == "session") co_return needs_permission("iot:Connect", "client/" + client_id, failure);
  base::Error error(watch_refused);
  error.with("cause", stage.empty() ? "unknown" : stage).because(failure.describe());
  co_return Diagnosis{std::move(error), Remedy::person};
}

}  // namespace telemetry
