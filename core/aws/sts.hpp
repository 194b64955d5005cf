// Asks AWS STS whose keys the client uses. GetCallerIdentity needs no permission, and its CORS headers let a
// page read its refusals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "aws/client.hpp"
#include "base/enum_names.hpp"
#include "base/task.hpp"

namespace aws {

enum class IdentityKind : std::uint8_t { root, user, role, federated_user };
constexpr auto names_of(IdentityKind) {
  return base::enum_names<IdentityKind>("IdentityKind", {{IdentityKind::root, "root"},
                                                         {IdentityKind::user, "user"},
                                                         {IdentityKind::role, "role"},
                                                         {IdentityKind::federated_user, "federated_user"}});
}
constexpr std::string_view name(IdentityKind kind) {
  return base::name_of(kind);
}

struct CallerIdentity {
  std::string account;  // 12 digits
  std::string arn;
  std::string user_id;
  std::string name;  // of the user or role, without path or session; empty for root
  IdentityKind kind = IdentityKind::user;
};

base::task<CallerIdentity> get_caller_identity(Client& client);

/// Reads the answer to GetCallerIdentity; throws aws.bad_answer.
CallerIdentity parse_caller_identity(std::string_view body);

}  // namespace aws
