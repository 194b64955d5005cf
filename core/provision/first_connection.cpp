#include "provision/first_connection.hpp"

#include <algorithm>
#include <utility>

#include "aws/errors.hpp"
#include "aws/iot.hpp"
#include "aws/policy.hpp"
#include "base/sleep.hpp"
#include "provision/account.hpp"
#include "provision/account_contents.hpp"
#include "provision/errors.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;

constexpr base::Duration connection_poll_interval = 2500ms;
/// The demo firmware connects again about ten seconds after a refusal.
constexpr base::Duration two_attempts = 25s;

base::task<bool> policy_is_as_expected(aws::Client& client, std::string account) {
  try {
    Account owner;
    owner.identity.account = std::move(account);
    co_return co_await check_policy(client, owner) == PolicyState::present;
  } catch (const base::Error& error) {
    if (!error.is(policy_differs)) throw;
  }
  co_return false;
}

/// What the certificate's status says; nullopt for a status from which AWS IoT does not register the board.
std::optional<FirstConnectionState> state_of(const std::optional<aws::CertificateDescription>& certificate) {
  if (!certificate) return FirstConnectionState::not_seen;
  if (certificate->status == aws::CertificateStatus::active) return FirstConnectionState::registered;
  if (certificate->status == aws::CertificateStatus::pending_activation) return FirstConnectionState::seen;
  return std::nullopt;
}

}  // namespace

base::task<RegistrationEffect> first_missing_effect(aws::Client& client, ExpectedBoard board) {
  const Registration found = co_await read_registration(client, board.certificate_id, board.thing_name);
  // The latest effect that is there tells that all before it have happened.
  if (found.thing_attached) co_return RegistrationEffect::activation;
  if (found.policy_attached) co_return RegistrationEffect::thing_attachment;
  if (!co_await policy_is_as_expected(client, board.account)) co_return RegistrationEffect::policy;
  aws::IotClient iot(client);
  if (co_await iot.find_thing_type(std::string(board_thing_type)) == aws::ThingTypeState::missing)
    co_return RegistrationEffect::thing_type;
  // MAR creates things, too, so a thing tells nothing about the type.
  co_return found.thing_exists ? RegistrationEffect::policy_attachment : RegistrationEffect::thing;
}

namespace {

/// Adds to `connection` which effect is missing, or which action the user may not call to find it.
base::task<void> explain_delay(aws::Client& client, ExpectedBoard board, FirstConnection& connection) {
  try {
    connection.missing = co_await first_missing_effect(client, std::move(board));
  } catch (const base::Error& error) {
    if (!is_refusal(error)) throw;
    connection.unread = error.param("action");
  }
}

}  // namespace

base::task<void> wait_for_registration(aws::Client& client, ExpectedBoard board,
                                       std::function<void(const FirstConnection&)> on_change) {
  const base::Context context = co_await base::this_context();
  aws::IotClient iot(client);
  std::optional<FirstConnection> shown;
  std::optional<base::Instant> seen_at;
  std::string unread;
  while (true) {
    const auto certificate = co_await find_certificate(iot, board.certificate_id);
    const auto state = state_of(certificate);
    if (!state) throw base::Error(certificate_disabled).with("status", aws::name(certificate->status));
    FirstConnection now{*state, std::nullopt, {}};
    if (*state != FirstConnectionState::seen) {
      seen_at.reset();
    } else if (!seen_at) {
      seen_at = context.executor->now();
    } else if (context.executor->now() - *seen_at > two_attempts) {
      now.unread = unread;
      if (unread.empty()) co_await explain_delay(client, board, now);
      unread = now.unread;
    }
    if (!(shown == now) && on_change) on_change(now);
    shown = now;
    if (*state == FirstConnectionState::registered) co_return;
    co_await base::sleep(connection_poll_interval);
  }
}

}  // namespace provision
