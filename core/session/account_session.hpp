// The signed-in account: the keys, in memory and checked once, and the client that signs with them.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "aws/client.hpp"
#include "aws/credentials.hpp"
#include "aws/iam.hpp"
#include "base/spawn.hpp"
#include "ports/mqtt_client.hpp"
#include "provision/account.hpp"
#include "state/state.hpp"

namespace session {

/// The platform's ports. All of them must outlive the session.
struct Platform {
  base::Executor& executor;
  const base::WallClock& clock;
  ports::HttpClient& http;
  ports::MqttClient& mqtt;
  ports::KeyValueStore& store;
  ports::VendorFiles& files;
  ports::Random& random;
  base::Log& log;
  /// The base URL of a stand-in for all AWS services; empty for AWS itself.
  std::string aws_url{};
};

/// Whether a board or an account is real or simulated. The two do not mix.
enum class World : std::uint8_t { real, simulated };
std::string_view name(World world);

using state::AccountStatus;

class AccountSession {
 public:
  explicit AccountSession(Platform platform) : platform_(platform) {}

  /// Checks the keys: STS, then IoT's endpoint. On an error the account is `refused`; the keys are dropped if
  /// they are useless (wrong, expired), and kept otherwise: see kept_keys(). Finds out afterwards how
  /// powerful they are. Throws base.cancelled if the user signs in or out meanwhile.
  base::task<void> sign_in(aws::Credentials credentials, aws::Region region, World world);
  void sign_out();
  /// The keys, to sign in once more: in another region, or after a permission was granted. Throws
  /// session.no_account.
  aws::Credentials kept_keys() const;
  /// Call with any error from signed work. Marks the account `refused` if the error means that the keys
  /// stopped working (expired, deactivated).
  void doubt(const base::Error& error);
  /// Runs work that makes signed requests, and doubts the keys if it fails. Rethrows its error.
  template <class T>
  base::task<T> signing(base::task<T> work) {
    std::optional<base::Error> failure;
    try {
      co_return co_await std::move(work);
    } catch (const base::Error& error) {
      failure = error;
    }
    doubt(*failure);
    throw base::Error(*failure);
  }

  AccountStatus status() const { return status_; }
  World world() const { return world_; }
  const std::optional<base::Error>& error() const { return error_; }
  std::optional<aws::Region> region() const { return region_; }
  /// Throws session.no_account unless the status is `good`.
  aws::Client& client();
  /// For work, which must share ownership of the client until it has unwound, because sign_out() may come
  /// meanwhile.
  std::shared_ptr<aws::Client> hold_client();
  /// The client, also of a refused account if its keys are kept; else nullptr.
  const aws::Client* client_if_any() const { return useless_ ? nullptr : client_.get(); }
  const provision::Account& account() const { return account_; }
  /// `unknown` until IAM has answered.
  aws::Power power() const { return power_; }

  /// Called when power() becomes known, when the keys stop working, and when AWS starts or stops throttling
  /// (aws::Client::is_throttled).
  std::function<void()> on_change;

 private:
  void find_power();

  Platform platform_;
  World world_ = World::real;
  AccountStatus status_ = AccountStatus::empty;
  std::shared_ptr<aws::Client> client_;  // kept for cancelled work that still unwinds
  std::optional<aws::Region> region_;
  provision::Account account_;
  std::optional<base::Error> error_;
  int attempts_ = 0;
  bool useless_ = false;  // true if the client's keys are useless; only running work still uses the client
  aws::Power power_ = aws::Power::unknown;
  base::Spawned finding_power_;
};

}  // namespace session
