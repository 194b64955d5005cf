// Short-lived keys of a federated user, made by AWS STS from the long-lived key of an IAM user. They may do
// what both the policies of that user and their own session policy allow, but never use IAM or make other
// sessions. Facts: STS API reference, GetFederationToken; reference/workshop.md, "Getting keys for others".
#pragma once

#include <chrono>
#include <string>

#include "aws/client.hpp"
#include "aws/credentials.hpp"
#include "base/task.hpp"

namespace aws {

inline constexpr std::chrono::seconds shortest_session{900};
inline constexpr std::chrono::seconds longest_session{129'600};  // 36 hours

struct FederatedSession {
  Credentials keys;
  std::string expires;  // UTC, as AWS writes it: "2026-11-23T18:00:00Z"
};

/// The client must sign with the key of an IAM user: AWS refuses keys of roles and sessions with
/// aws.not_permitted. `name`: 2 to 32 characters of the federated user. `policy`: at most 2048 characters.
base::task<FederatedSession> get_federation_token(Client& client, std::string name, std::string policy,
                                                  std::chrono::seconds duration);

}  // namespace aws
