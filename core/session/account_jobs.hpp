// Work in the account that needs no board: the check of permissions, the list of what these boards have left
// there, and its clean-up. The results belong to the signed-in account and are dropped with it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/cancellation.hpp"
#include "base/channel.hpp"
#include "base/spawn.hpp"
#include "provision/clean_up.hpp"
#include "provision/preflight.hpp"
#include "session/account_session.hpp"
#include "state/contents.hpp"

namespace session {

using state::ContentsStatus;

class AccountJobs {
 public:
  /// `account` must outlive this object.
  AccountJobs(Platform platform, AccountSession& account) : platform_(platform), account_(account) {}

  struct PermissionCheck {
    aws::Purpose purpose{};
    bool is_running = false;
    provision::Permissions found;
  };

  struct Contents {
    ContentsStatus status = ContentsStatus::none;
    provision::AccountContents found;
    /// The things of the boards that were provisioned from this browser.
    std::set<std::string> own;
    std::vector<provision::CleanUpItem> plan;
    std::optional<base::Error> error;
  };

  /// Finds out what the keys may do. Throws session.no_account, and base.cancelled if the user signs out or
  /// asks again meanwhile.
  base::task<void> check_permissions(aws::Purpose purpose);
  /// Call after the sign-in: finds out in the background whether the keys suffice for MAR, so that the
  /// first job need not wait for it.
  void check_early();
  /// Throws provision.permissions_missing if a board's job by this method needs a permission that is denied;
  /// permissions() has then more. Asks AWS only until nothing was found missing.
  base::task<void> require_permissions(const provision::Method& method,
                                       std::shared_ptr<const pki::Authorities> authorities);
  /// The last check; nullopt before the first one.
  const std::optional<PermissionCheck>& permissions() const { return permissions_; }

  /// Makes a user that may provision by MAR and watch, and waits until AWS accepts its keys, which are
  /// returned; nullopt if one is being made, or if that failed (new_user()). Throws session.no_account.
  base::task<std::optional<aws::Credentials>> create_user(std::string boundary);
  struct NewUser {
    bool is_running = false;
    std::optional<base::Error> error;
  };
  const std::optional<NewUser>& new_user() const { return new_user_; }

  /// Replaces the stack that registers boards. Does nothing while it is being replaced; a failure is in
  /// stack_replacement(). Throws session.no_account, and base.cancelled if the user signs out meanwhile.
  base::task<void> replace_stack();
  /// Registers the signer although another account holds it (provision::share_authority); as replace_stack().
  base::task<void> share_authority(std::shared_ptr<const pki::Authorities> authorities);
  struct Repair {
    bool is_running = false;
    std::optional<base::Error> error;
    int number = 0;  // tells it from a later one
  };
  /// nullopt until one was asked for.
  const std::optional<Repair>& stack_replacement() const { return stack_replacement_; }
  const std::optional<Repair>& authority_sharing() const { return authority_sharing_; }

  // Each of these throws session.no_account, and does nothing while another one runs. Other errors are in
  // Contents::error.
  base::task<void> list_contents();
  base::task<void> plan_clean_up(provision::CleanUpChoice choice);
  /// Carries out the plan that is shown, and lists what is left.
  base::task<void> clean_up();
  void stop_clean_up();
  const Contents& contents() const { return contents_; }
  /// False until something was asked about the account.
  bool has_results() const {
    return permissions_ || new_user_ || stack_replacement_ || authority_sharing_ ||
           contents_.status != ContentsStatus::none;
  }

  /// Call when the account changes.
  void reset();
  /// The ids of the CAs whose keys the session has.
  std::function<std::vector<std::string>()> own_authorities;
  /// Deletes the shadow of a thing.
  provision::DeleteShadow delete_shadow;
  std::function<void()> on_change;

 private:
  using SharedClient = std::shared_ptr<aws::Client>;
  base::task<void> find_early(SharedClient client);
  base::task<aws::Credentials> create_accepted_user(SharedClient client, std::string boundary);
  base::task<provision::Permissions> find_permissions(SharedClient client, aws::Purpose purpose);
  base::task<void> repair(std::optional<Repair>& repair, base::task<void> work);
  base::task<void> run(ContentsStatus during, ContentsStatus after, base::task<void> work);
  base::task<void> list(SharedClient client);
  base::task<void> plan(SharedClient client, provision::CleanUpChoice choice);
  base::task<void> carry_out(SharedClient client);
  void changed() {
    if (on_change) on_change();
  }

  Platform platform_;
  AccountSession& account_;
  std::optional<PermissionCheck> permissions_;
  std::optional<NewUser> new_user_;
  int users_ = 0;  // how many were asked for, in all accounts
  std::optional<Repair> stack_replacement_;
  std::optional<Repair> authority_sharing_;
  int repairs_ = 0;  // how many were asked for, in all accounts
  Contents contents_;
  int checks_ = 0;
  base::Mutex requiring_;  // the boards of a class start at the same time: one of them asks
  std::set<aws::Purpose> permitted_;
  base::Cancellation* running_ = nullptr;  // the work on the contents
  base::Spawned early_;                    // the last member, because it may hold the mutex
};

}  // namespace session
