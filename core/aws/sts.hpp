// Asks AWS STS whose keys the client uses. GetCallerIdentity needs no permission, and its CORS headers let a
// page read its refusals.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "aws/client.hpp"
#include "base/task.hpp"

namespace aws {

enum class IdentityKind : std::uint8_t { root, user, role, federated_user };
std::string_view name(IdentityKind kind);

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
