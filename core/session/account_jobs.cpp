#include "session/account_jobs.hpp"

#include <utility>

#include "provision/known_boards.hpp"
#include "telemetry/broker_connection.hpp"

namespace session {

base::task<void> AccountJobs::check_permissions(aws::Purpose purpose) {
  const std::shared_ptr<aws::Client> client = account_.hold_client();
  const int check = ++checks_;
  permissions_ = PermissionCheck{purpose, true, {}};
  if (on_change) on_change();
  std::optional<base::Error> failure;
  provision::Permissions found;
  try {
    found = co_await account_.signing(provision::check_permissions(
        *client, platform_.random, account_.account(), purpose, std::string(telemetry::client_id_pattern)));
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
    co_await provision::clean_up(*client, contents_.plan,
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
  if (running_ != nullptr) std::exchange(running_, nullptr)->cancel();
  contents_ = Contents();
}

}  // namespace session
