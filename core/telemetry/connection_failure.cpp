#include "telemetry/connection_failure.hpp"

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

/// Transient errors of the network and of AWS.
constexpr std::array transient{
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

ConnectionFailure as_it_is(base::Error error) {
  const bool is_transient = std::find(transient.begin(), transient.end(), error.code()) != transient.end();
  return {std::move(error), is_transient ? Remedy::wait : Remedy::user_action};
}

/// What is wrong with the keys, by STS. Corrects the client's clock if that is wrong.
base::task<std::optional<base::Error>> error_of_keys(aws::Client& client) {
  try {
    co_await aws::get_caller_identity(client);
  } catch (const base::Error& error) {
    if (error.is(base::cancelled)) throw;
    co_return error;
  }
  co_return std::nullopt;
}

}  // namespace

base::task<ConnectionFailure> explain(aws::Client& client, std::string client_id, base::Error failure) {
  const bool is_session_refused = failure.is(ports::mqtt_session_refused);
  const bool is_refused =
      is_session_refused || failure.is(ports::mqtt_upgrade_refused) || failure.is(ports::mqtt_refused);
  if (!is_refused) co_return as_it_is(std::move(failure));

  const auto offset_before = client.clock_offset();
  std::optional<base::Error> key_error = co_await error_of_keys(client);
  if (key_error) co_return as_it_is(std::move(*key_error));
  if (client.clock_offset() != offset_before) co_return ConnectionFailure{std::move(failure), Remedy::retry};

  // The keys are good. AWS refuses iot:Connect by closing the open WebSocket without a CONNACK.
  if (is_session_refused) {
    base::Error error(not_permitted);
    error.with("action", "iot:Connect").with("resource", "client/" + client_id).because(failure.describe());
    co_return ConnectionFailure{std::move(error), Remedy::user_action};
  }
  co_return ConnectionFailure{base::Error(watch_refused).because(failure.describe()), Remedy::user_action};
}

}  // namespace telemetry
