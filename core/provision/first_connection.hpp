// Follows a board's registration at its first connection: AWS IoT registers the board's certificate as
// PENDING_ACTIVATION, and the function of the stack (jitr_stack.hpp) then creates the thing, attaches the
// policy and activates the certificate. Needs no port and no plugged-in board. Only reads. Facts:
// reference/jitr.md, "First connection".
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "aws/client.hpp"
#include "base/enum_names.hpp"

namespace provision {

/// not_seen: the board has not connected to AWS IoT yet. seen: its certificate waits for activation.
enum class FirstConnectionState : std::uint8_t { not_seen, seen, registered };
constexpr auto names_of(FirstConnectionState) {
  return base::enum_names<FirstConnectionState>("FirstConnectionState",
                                                {{FirstConnectionState::not_seen, "not_seen"},
                                                 {FirstConnectionState::seen, "seen"},
                                                 {FirstConnectionState::registered, "registered"}});
}
constexpr std::string_view name(FirstConnectionState state) {
  return base::name_of(state);
}

/// What the function does, in its order. policy is its condition: without zt_policy in the account, or with
/// another document under that name, the function does nothing.
enum class RegistrationEffect : std::uint8_t {
  policy,
  thing_type,
  thing,
  policy_attachment,
  thing_attachment,
  activation,
};
constexpr auto names_of(RegistrationEffect) {
  return base::enum_names<RegistrationEffect>("RegistrationEffect",
                                              {{RegistrationEffect::policy, "policy"},
                                               {RegistrationEffect::thing_type, "thing_type"},
                                               {RegistrationEffect::thing, "thing"},
                                               {RegistrationEffect::policy_attachment, "policy_attachment"},
                                               {RegistrationEffect::thing_attachment, "thing_attachment"},
                                               {RegistrationEffect::activation, "activation"}});
}
constexpr std::string_view name(RegistrationEffect effect) {
  return base::name_of(effect);
}

struct FirstConnection {
  FirstConnectionState state = FirstConnectionState::not_seen;
  /// Set when the certificate has waited for longer than two attempts of the board take.
  std::optional<RegistrationEffect> missing;
  /// In its place, the action that the user may not call, so that the missing effect is not known; else
  /// empty.
  std::string unread;
  friend bool operator==(const FirstConnection&, const FirstConnection&) = default;
};

/// A board that is provisioned, but not registered yet.
struct ExpectedBoard {
  std::string certificate_id;
  std::string thing_name;
  std::string account;  // 12 digits
};

/// The first effect of the function that the registry lacks. For a certificate that is PENDING_ACTIVATION.
base::task<RegistrationEffect> first_missing_effect(aws::Client& client, ExpectedBoard board);

/// Waits until the board is registered, for as long as it takes. Calls `on_change` whenever something is new.
/// A failed function runs again at the board's next attempt, so a missing effect does not end the wait.
/// Throws provision.certificate_disabled (status) if somebody has disabled the certificate.
base::task<void> wait_for_registration(aws::Client& client, ExpectedBoard board,
                                       std::function<void(const FirstConnection&)> on_change);

}  // namespace provision
