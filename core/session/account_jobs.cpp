#include "session/account_jobs.hpp"

#include <utility>

#include "base/sleep.hpp"
#include "provision/errors.hpp"
#include "provision/jitr_authority.hpp"
#include "provision/jitr_stack.hpp"
#include "provision/known_boards.hpp"
#include "provision/restricted_user.hpp"
#include "telemetry/broker_connection.hpp"

namespace session {

base::task<provision::Permissions> AccountJobs::find_permissions(SharedClient client, aws::Purpose purpose) {
  const provision::Account account = account_.account();
  std::string client_ids(telemetry::client_id_pattern);
  co_return co_await provision::check_permissions(*client, platform_.random, account, purpose,
                                                  std::move(client_ids));
}

base::task<void> AccountJobs::check_permissions(aws::Purpose purpose) {
  const std::shared_ptr<aws::Client> client = account_.hold_client();
  const int check = ++checks_;
  permissions_ = PermissionCheck{purpose, true, {}};
  if (on_change) on_change();
  std::optional<base::Error> failure;
  provision::Permissions found;
  try {
    base::task<provision::Permissions> work = find_permissions(client, purpose);
    found = co_await account_.signing(std::move(work));
  } catch (const base::Error& error) {
    failure = error;
  }
  if (check != checks_) throw base::Error(base::cancelled);
  if (failure) {
    permissions_.reset();
  } else {
    permissions_ = PermissionCheck{purpose, false, std::move(found)};
  }
  if (on_change) on_change();
  if (failure) throw *failure;
}

void AccountJobs::check_early() {
  early_ = base::spawn<void>(platform_.executor, find_early(account_.hold_client()),
                             [](const base::Outcome<void>&) {});  // the first job asks again
}

base::task<void> AccountJobs::find_early(SharedClient client) {
  const base::Mutex::Lock turn = co_await requiring_.lock();
  const provision::Permissions found = co_await find_permissions(client, aws::Purpose::provisioning);
  if (provision::suffice(found) && account_.client_if_any() == client.get())
    permitted_.insert(aws::Purpose::provisioning);
}

base::task<void> AccountJobs::require_permissions(const provision::Method& method,
                                                  std::shared_ptr<const pki::Authorities> authorities) {
  const SharedClient client = account_.hold_client();
  const base::Mutex::Lock turn = co_await requiring_.lock();
  const aws::Purpose purpose = method.purpose();
  if (permitted_.count(purpose) != 0) co_return;
  const provision::Account account = account_.account();
  const provision::Permissions found = co_await find_permissions(client, purpose);
  std::optional<base::Error> failure;
  try {
    co_await provision::require_permissions(*client, found, account, method, *authorities);
  } catch (const base::Error& error) {
    failure = error;
  }
  const bool is_present = account_.client_if_any() == client.get();
  if (is_present && !failure) permitted_.insert(purpose);
  if (!failure) co_return;
  if (is_present && failure->is(provision::permissions_missing)) {
    ++checks_;
    permissions_ = PermissionCheck{purpose, false, found};
    changed();
  }
  throw base::Error(*failure);
}

base::task<aws::Credentials> AccountJobs::create_accepted_user(SharedClient client, std::string boundary) {
  const aws::Owner owner{client->region(), account_.account().identity.account,
                         std::string(telemetry::client_id_pattern)};
  const provision::RestrictedUser user =
      co_await provision::create_restricted_user(*client, platform_.random, owner, std::move(boundary));
  const aws::Client::Dependencies dependencies{platform_.http, platform_.clock, platform_.random,
                                               platform_.log};
  aws::Client as_user(dependencies, client->region(), user.keys, platform_.aws_url);
  std::optional<base::Error> failure;
  try {
    co_await provision::wait_until_accepted(as_user);
  } catch (const base::Error& error) {
    failure = error;
  }
  if (!failure) co_return user.keys;
  co_await base::shielded(provision::remove_user(*client, user.name));
  throw base::Error(*failure);
}

base::task<std::optional<aws::Credentials>> AccountJobs::create_user(std::string boundary) {
  const SharedClient client = account_.hold_client();
  if (new_user_ && new_user_->is_running) co_return std::nullopt;
  const int user = ++users_;
  new_user_ = NewUser{true, std::nullopt};
  changed();
  std::optional<aws::Credentials> keys;
  std::optional<base::Error> failure;
  try {
    keys = co_await create_accepted_user(client, std::move(boundary));
  } catch (const base::Error& error) {
    failure = error;
  }
  if (user != users_ || !new_user_) throw base::Error(base::cancelled);
  new_user_ = NewUser{false, failure};
  changed();
  co_return keys;
}

base::task<void> AccountJobs::repair(std::optional<Repair>& repair, base::task<void> work) {
  if (repair && repair->is_running) co_return;
  const SharedClient client = account_.hold_client();
  const int number = ++repairs_;
  repair = Repair{true, std::nullopt, number};
  changed();
  std::optional<base::Error> failure;
  try {
    co_await account_.signing(std::move(work));
  } catch (const base::Error& error) {
    failure = error;
  }
  if (!repair || repair->number != number) throw base::Error(base::cancelled);
  repair = Repair{false, failure, number};
  changed();
}

base::task<void> AccountJobs::replace_stack() {
  base::task<void> work = provision::replace_jitr_stack(account_.client(), platform_.random);
  co_await repair(stack_replacement_, std::move(work));
}

base::task<void> AccountJobs::share_authority(std::shared_ptr<const pki::Authorities> authorities) {
  base::task<void> work = provision::share_authority(account_.client(), authorities->signer);
  co_await repair(authority_sharing_, std::move(work));
}

base::task<void> AccountJobs::list_contents() {
  return run(ContentsStatus::listing, ContentsStatus::listed, list(account_.hold_client()));
}

base::task<void> AccountJobs::plan_clean_up(provision::CleanUpChoice choice) {
  return run(ContentsStatus::planning, ContentsStatus::planned,
             plan(account_.hold_client(), std::move(choice)));
}

base::task<void> AccountJobs::clean_up() {
  return run(ContentsStatus::cleaning, ContentsStatus::cleaned, carry_out(account_.hold_client()));
}

void AccountJobs::stop_clean_up() {
  if (running_ != nullptr) running_->cancel();
}

base::task<void> AccountJobs::run(ContentsStatus during, ContentsStatus after, base::task<void> work) {
  if (running_ != nullptr) co_return;
  // Shared, because the work unwinds later than reset() forgets it.
  const auto cancellation =
      std::make_shared<base::Cancellation>((co_await base::this_context()).cancellation);
  running_ = cancellation.get();
  const ContentsStatus before = contents_.status;
  contents_.status = during;
  contents_.error.reset();
  changed();
  std::optional<base::Error> failure;
  try {
    co_await account_.signing(std::move(work).under(cancellation.get()));
  } catch (const base::Error& error) {
    failure = error;
  }
  if (running_ != cancellation.get()) co_return;  // the results are those of an account that was left
  running_ = nullptr;
  contents_.status = failure && during != ContentsStatus::cleaning ? before : after;
  if (failure && !failure->is(base::cancelled)) contents_.error = failure;
  changed();
}

base::task<void> AccountJobs::list(SharedClient client) {
  provision::KnownBoards known(platform_.store);
  const std::string region(client->region().name());
  std::set<std::string> own = co_await known.things_in(account_.account().identity.account, region);
  const auto authorities = own_authorities ? own_authorities() : std::vector<std::string>();
  provision::AccountContents found = co_await provision::list_contents(*client, authorities);
  contents_.own = std::move(own);
  contents_.found = std::move(found);
  contents_.plan.clear();
}

base::task<void> AccountJobs::plan(SharedClient client, provision::CleanUpChoice choice) {
  contents_.plan.clear();
  std::vector<provision::CleanUpItem> plan = co_await provision::plan_clean_up(*client, std::move(choice));
  contents_.plan = std::move(plan);
}

base::task<void> AccountJobs::carry_out(SharedClient client) {
  std::optional<base::Error> failure;
  try {
    co_await provision::clean_up(*client, delete_shadow, contents_.plan,
                                 [this](std::size_t i, provision::CleanUpStatus status) {
                                   if (i < contents_.plan.size()) contents_.plan[i].status = status;
                                   changed();
                                 });
  } catch (const base::Error& error) {
    failure = error;
  }
  if (failure && failure->is(base::cancelled)) throw base::Error(*failure);
  const std::vector<provision::CleanUpItem> done = contents_.plan;
  co_await list(client);
  contents_.plan = done;
  if (failure) throw base::Error(*failure);
}

void AccountJobs::reset() {
  ++checks_;
  permissions_.reset();
  early_.cancel();
  permitted_.clear();
  new_user_.reset();
  stack_replacement_.reset();
  authority_sharing_.reset();
  if (running_ != nullptr) std::exchange(running_, nullptr)->cancel();
  contents_ = Contents();
}

}  // namespace session
