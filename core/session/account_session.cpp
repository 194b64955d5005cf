#include "session/account_session.hpp"

#include "aws/errors.hpp"
#include "session/errors.hpp"

namespace session {

namespace {

/// True if the keys can never become valid: retrying them is useless.
bool says_useless(const base::Error& error) {
  return error.is(aws::signature_mismatch) || error.is(aws::token_expired);
}

/// True if the error is the keys' fault. A key that AWS does not know counts, too, but is not useless: it may
/// have been created seconds ago, or be deactivated only for now.
bool blames_keys(const base::Error& error) {
  return says_useless(error) || error.is(aws::unknown_key);
}

base::task<aws::Power> power_of(std::shared_ptr<aws::Client> held, aws::CallerIdentity identity) {
  co_return co_await aws::power_of(*held, std::move(identity));
}

}  // namespace

std::string_view name(World world) {
  return world == World::real ? "real" : "simulated";
}

base::task<void> AccountSession::sign_in(aws::Credentials credentials, aws::Region region, World world) {
  sign_out();
  world_ = world;
  region_ = region;
  const aws::Client::Dependencies dependencies{platform_.http, platform_.clock, platform_.random,
                                               platform_.log};
  client_ = std::make_shared<aws::Client>(dependencies, region, std::move(credentials), platform_.aws_url);
  client_->on_throttling = [this] {
    if (on_change) on_change();
  };
  const int attempt = attempts_;
  const std::shared_ptr<aws::Client> client = client_;  // also if the user signs out meanwhile
  status_ = AccountStatus::checking;
  std::optional<base::Error> refusal;
  provision::Account account;
  try {
    account = co_await provision::open_account(*client);
  } catch (const base::Error& error) {
    refusal = error;
  }
  if (attempt != attempts_) throw base::Error(base::cancelled);
  error_ = refusal;
  if (refusal) {
    status_ = AccountStatus::refused;
    if (says_useless(*refusal)) client_.reset();
    throw *refusal;
  }
  account_ = std::move(account);
  status_ = AccountStatus::good;
  find_power();
}

aws::Credentials AccountSession::kept_keys() const {
  const aws::Client* client = client_if_any();
  if (client == nullptr) throw base::Error(no_account);
  return client->credentials();
}

void AccountSession::doubt(const base::Error& error) {
  if (status_ != AccountStatus::good || !blames_keys(error)) return;
  finding_power_.cancel();
  useless_ = says_useless(error);
  error_ = error;
  status_ = AccountStatus::refused;
  if (on_change) on_change();
}

void AccountSession::find_power() {
  finding_power_ = base::spawn<aws::Power>(platform_.executor, power_of(client_, account_.identity),
                                           [this](base::Outcome<aws::Power> outcome) {
                                             if (!outcome.ok()) return;
                                             power_ = std::move(outcome).get();
                                             if (on_change) on_change();
                                           });
}

void AccountSession::sign_out() {
  ++attempts_;
  finding_power_.cancel();
  power_ = aws::Power::unknown;
  if (client_) {
    client_->forget_keys();
    client_->on_throttling = nullptr;
    client_.reset();
  }
  account_ = {};
  useless_ = false;
  error_.reset();
  status_ = AccountStatus::empty;
}

aws::Client& AccountSession::client() {
  return *hold_client();
}

std::shared_ptr<aws::Client> AccountSession::hold_client() {
  if (status_ != AccountStatus::good) throw base::Error(no_account);
  return client_;
}

}  // namespace session
