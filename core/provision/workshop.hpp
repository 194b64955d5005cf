// The keys that an instructor hands out to a class, and the IAM user behind them. The user is made for one
// workshop; the keys are a federated session of this user, which AWS allows only what registering boards by
// MAR and watching them need: nothing that deletes, deactivates or detaches. Deleting the user's policy ends
// the session at once. Facts: reference/workshop.md.
//
// Cannot keep the class to its own boards: AWS IoT checks AttachPolicy and AttachThingPrincipal against the
// certificate only, so these keys may also add certificates to other things of the account, and change the
// shadows of those.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "aws/actions.hpp"
#include "aws/client.hpp"
#include "aws/federation.hpp"
#include "ports/platform.hpp"
#include "provision/account.hpp"

namespace provision {

/// The session policy, without white space: AWS admits 2048 characters.
std::string pass_policy(const aws::Owner& owner);

/// How the names of the users of workshops begin.
inline constexpr std::string_view workshop_user_prefix = "web-provisioner-workshop-";

struct Workshop {
  std::string user;  // in aws::own_user_path
  aws::FederatedSession pass;
};

/// What a workshop is made with, besides the client of the instructor's account.
struct WorkshopTools {
  /// For the client that signs with the key of the workshop's user.
  aws::Client::Dependencies client;
  std::string endpoint_url;
  ports::Random& random;
};

/// Makes zt_policy if the account has none, the workshop's user, and its session. If a step fails, removes
/// the user again. Throws provision.no_workshop_user if these keys may not make users: those of many roles
/// and of every session without IAM. `duration`: within the limits of federation.hpp.
base::task<Workshop> open_workshop(aws::Client& client, WorkshopTools tools, Account account,
                                   std::string client_ids, std::chrono::seconds duration);

// remove_user() (restricted_user.hpp) ends a workshop.

}  // namespace provision
