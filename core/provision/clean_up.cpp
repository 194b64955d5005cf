#include "provision/clean_up.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "aws/errors.hpp"
#include "aws/logs.hpp"
#include "base/sleep.hpp"
#include "provision/account.hpp"
#include "provision/restricted_user.hpp"

namespace provision {

namespace {

using namespace std::chrono_literals;

/// How long AWS may take until it no longer counts what was detached (API reference: "several seconds" for a
/// thing's principals, five minutes for a policy's targets).
constexpr base::Duration detached_after = 30s;
constexpr base::Duration policy_unused_after = 6min;

bool is_issued_by_active(const BoardCertificate& certificate, const AccountContents& found) {
  return std::any_of(found.authorities.begin(), found.authorities.end(),
                     [&](const AuthorityInAccount& authority) {
                       return authority.is_active && authority.key == certificate.issuer;
                     });
}

void add_board(std::vector<CleanUpItem>& plan, const BoardInAccount& board, const AccountContents& found) {
  for (const BoardCertificate& certificate : board.certificates) {
    CleanUpItem item{CleanUpObject::certificate, CleanUpAction::remove, {}, certificate.id, board.name};
    item.is_attached = board.has_thing;
    if (is_issued_by_active(certificate, found)) {
      item.action = CleanUpAction::deactivate;
      item.reason = CleanUpReason::authority_active;
    }
    plan.push_back(std::move(item));
  }
  if (!board.has_thing) return;
  // Nothing leads to the shadow once the thing is gone.
  if (board.others == 0)
    plan.push_back({CleanUpObject::shadow, CleanUpAction::remove, {}, board.name, board.name});
  CleanUpItem item{CleanUpObject::thing, CleanUpAction::remove, {}, board.name, board.name};
  if (board.others > 0) {
    item.action = CleanUpAction::keep;
    item.reason = CleanUpReason::others_attached;
  }
  plan.push_back(std::move(item));
}

base::task<bool> is_used_by_others(aws::IotClient& iot, std::string policy, std::set<std::string> removed) {
  const std::vector<std::string> targets = co_await iot.list_targets_for_policy(std::move(policy));
  const std::vector<std::string> ids = certificate_ids(targets);
  const bool by_others =
      std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return removed.count(id) == 0; });
  co_return by_others || ids.size() < targets.size();
}

base::task<void> add_policies(aws::IotClient& iot, std::vector<CleanUpItem>& plan,
                              std::vector<std::string> names) {
  std::set<std::string> removed;
  for (const CleanUpItem& item : plan)
    if (item.object == CleanUpObject::certificate) removed.insert(item.name);
  for (const std::string& name : names) {
    CleanUpItem item{CleanUpObject::policy, CleanUpAction::remove, {}, name, {}};
    if (co_await is_used_by_others(iot, name, removed)) {
      item.action = CleanUpAction::keep;
      item.reason = CleanUpReason::in_use;
    }
    plan.push_back(std::move(item));
  }
}

base::task<void> add_shared(aws::Client& client, std::vector<CleanUpItem>& plan, CleanUpChoice choice) {
  aws::IotClient iot(client);
  if (choice.policies) {
    std::vector<std::string> names = co_await list_board_policies(iot);
    co_await add_policies(iot, plan, std::move(names));
  }
  if (choice.stack) {
    const JitrStack found = co_await find_jitr_stack(client);
    CleanUpItem item{CleanUpObject::stack, CleanUpAction::remove, {}, std::string(jitr_stack_name), {}};
    if (found.state == JitrStackState::foreign) {
      item.action = CleanUpAction::keep;
      item.reason = CleanUpReason::foreign;
    }
    if (found.state != JitrStackState::missing) plan.push_back(std::move(item));
  }
  if (choice.stack) {
    // After the stack, whose function would make the group again.
    const std::vector<std::string> groups = co_await list_function_logs(client);
    for (const std::string& name : groups)
      plan.push_back({CleanUpObject::log_group, CleanUpAction::remove, {}, name, {}});
  }
  for (const std::string& id : choice.authorities)
    plan.push_back({CleanUpObject::authority, CleanUpAction::remove, {}, id, {}});
  if (choice.thing_type) {
    std::string name(board_thing_type);
    const aws::ThingTypeState state = co_await iot.find_thing_type(name);
    const bool is_deprecated = state == aws::ThingTypeState::deprecated;
    const CleanUpAction action = is_deprecated ? CleanUpAction::remove : CleanUpAction::deprecate;
    if (state != aws::ThingTypeState::missing)
      plan.push_back({CleanUpObject::thing_type, action, {}, std::move(name), {}});
  }
}

/// True for AWS's answers while it has not noticed that something was detached or deactivated. For a thing
/// with principals the answer is aws.invalid_request.
bool is_early(const base::Error& error) {
  return error.is(aws::in_use) || error.is(aws::wrong_state) || error.is(aws::invalid_request);
}

/// Repeats the work while AWS is slow to notice a change. If nothing is there to delete, the work is done.
base::task<void> persist(std::function<base::task<void>()> work, base::Duration longest) {
  const base::Context context = co_await base::this_context();
  const base::Instant end = context.executor->now() + longest;
  for (base::Duration pause = 500ms;; pause = std::min<base::Duration>(pause * 2, 10s)) {
    std::optional<base::Error> failure;
    try {
      co_await work();
    } catch (const base::Error& error) {
      failure = error;
    }
    if (!failure || failure->is(aws::not_found)) co_return;
    if (!is_early(*failure) || context.executor->now() >= end) throw base::Error(*failure);
    co_await base::sleep(pause);
  }
}

base::task<void> once(base::task<void> work) {
  try {
    co_await std::move(work);
  } catch (const base::Error& error) {
    if (!error.is(aws::not_found)) throw;
  }
}

/// A shadow is removed through another connection, whose failures say nothing about the other requests.
bool lets_others_go_on(const CleanUpItem& item, const base::Error& failure) {
  const bool is_shadow = item.object == CleanUpObject::shadow && !failure.is(base::cancelled);
  return is_shadow || is_refusal(failure);
}

/// Work on one item of a plan. Until a certificate is deleted, its policy or its thing still leads to it, so
/// that a later plan finds it.
class CleanUp {
 public:
  CleanUp(aws::Client& client, DeleteShadow delete_shadow)
      : client_(client), delete_shadow_(std::move(delete_shadow)) {}

  base::task<void> run(CleanUpItem item) {
    if (item.action == CleanUpAction::keep) return nothing();
    switch (item.object) {
      case CleanUpObject::certificate:
        return certificate(std::move(item));
      case CleanUpObject::shadow:
        return delete_shadow_(std::move(item.name));
      case CleanUpObject::log_group:
        return once(aws::delete_log_group(client_, std::move(item.name)));
      case CleanUpObject::thing:
        return thing(std::move(item.name));
      case CleanUpObject::policy:
        return policy(std::move(item.name));
      case CleanUpObject::stack:
        return delete_jitr_stack(client_);
      case CleanUpObject::authority:
        return item.action == CleanUpAction::deactivate ? deactivate_authority(std::move(item.name))
                                                        : authority(std::move(item.name));
      case CleanUpObject::user:
        return remove_user(client_, std::move(item.name));
      case CleanUpObject::thing_type:
        return item.action == CleanUpAction::deprecate ? once(iot_.deprecate_thing_type(std::move(item.name)))
                                                       : once(iot_.delete_thing_type(std::move(item.name)));
    }
    return nothing();
  }

 private:
  base::task<void> nothing() { co_return; }

  base::task<void> certificate(CleanUpItem item) {
    const auto found = co_await find_certificate(iot_, item.name);
    if (!found) co_return;
    co_await once(iot_.update_certificate(item.name, aws::CertificateStatus::inactive));
    if (item.action == CleanUpAction::deactivate) {
      const std::vector<aws::PolicySummary> policies = co_await iot_.list_attached_policies(found->arn);
      for (const aws::PolicySummary& one : policies) co_await once(iot_.detach_policy(one.name, found->arn));
    }
    if (item.is_attached) co_await once(iot_.detach_thing_principal(item.thing, found->arn));
    if (item.action == CleanUpAction::remove) co_await remove_certificate(item.name);
  }

  base::task<void> remove_certificate(std::string id) {
    co_await persist([this, &id] { return iot_.delete_certificate(id); }, detached_after);
  }

  base::task<void> thing(std::string name) {
    co_await persist([this, &name] { return iot_.delete_thing(name); }, detached_after);
  }

  base::task<void> policy(std::string name) {
    std::vector<std::string> versions;
    try {
      versions = co_await iot_.list_old_policy_versions(name);
    } catch (const base::Error& error) {
      if (!error.is(aws::not_found)) throw;
      co_return;
    }
    for (const std::string& version : versions) co_await once(iot_.delete_policy_version(name, version));
    co_await persist([this, &name] { return iot_.delete_policy(name); }, policy_unused_after);
  }

  base::task<void> deactivate_authority(std::string id) {
    co_await once(iot_.update_ca_certificate(std::move(id), aws::CertificateStatus::inactive,
                                             aws::AutoRegistration::disable));
  }

  /// Also deletes the boards' certificates that an earlier clean-up has deactivated only.
  base::task<void> authority(std::string id) {
    std::vector<std::string> certificates;
    try {
      certificates = co_await iot_.list_certificates_by_ca(id);
    } catch (const base::Error& error) {
      if (!error.is(aws::not_found)) throw;
      co_return;
    }
    for (const std::string& certificate : certificates) {
      if (co_await is_left_over(iot_, certificate)) co_await once(iot_.delete_certificate(certificate));
    }
    co_await persist([this, &id] { return iot_.delete_ca_certificate(id); }, detached_after);
  }

  aws::Client& client_;
  DeleteShadow delete_shadow_;
  aws::IotClient iot_{client_};
};

}  // namespace

base::task<std::vector<CleanUpItem>> plan_clean_up(aws::Client& client, CleanUpChoice choice) {
  std::vector<CleanUpItem> plan;
  AccountContents found = co_await read_boards(client, choice.boards, choice.authorities);
  const auto is_chosen = [&choice](const std::string& id) {
    return std::find(choice.authorities.begin(), choice.authorities.end(), id) != choice.authorities.end();
  };
  for (AuthorityInAccount& authority : found.authorities) {
    if (!authority.is_active || !is_chosen(authority.id)) continue;
    // First, because boards register themselves again while their CA is active.
    plan.push_back({CleanUpObject::authority, CleanUpAction::deactivate, {}, authority.id, {}});
    authority.is_active = false;
  }
  for (const BoardInAccount& board : found.boards) add_board(plan, board, found);
  const std::vector<std::string> users = choice.users;
  co_await add_shared(client, plan, std::move(choice));
  for (const std::string& name : users)
    plan.push_back({CleanUpObject::user, CleanUpAction::remove, {}, name, {}});
  co_return plan;
}

base::task<void> clean_up(aws::Client& client, DeleteShadow delete_shadow, std::vector<CleanUpItem> plan,
                          std::function<void(std::size_t, CleanUpStatus)> on_change) {
  CleanUp work(client, std::move(delete_shadow));
  std::optional<base::Error> first;
  for (std::size_t i = 0; i < plan.size(); ++i) {
    std::optional<base::Error> failure;
    on_change(i, CleanUpStatus::running);
    try {
      co_await work.run(plan[i]);
    } catch (const base::Error& error) {
      failure = error;
    }
    on_change(i, failure ? CleanUpStatus::failed : CleanUpStatus::done);
    if (failure && !lets_others_go_on(plan[i], *failure)) throw base::Error(*failure);
    if (failure && !first) first = failure;
  }
  if (first) throw base::Error(*first);
}

}  // namespace provision
