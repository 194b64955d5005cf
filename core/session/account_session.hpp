// The signed-in account: keys in memory, checked once, with the client that signs by them. Knows no board.
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

namespace session {

/// The platform's edges, all outliving the session.
struct Platform {
  base::Executor& executor;
  const base::WallClock& clock;
  ports::HttpClient& http;
  ports::MqttClient& mqtt;
  ports::KeyValueStore& store;
  ports::VendorFiles& files;
  ports::Random& random;
  base::Log& log;
  /// One base URL for all AWS services, for stand-ins; empty for AWS.
  std::string aws_url{};
};

/// Boards and accounts are of one or the other; they do not mix.
enum class World : std::uint8_t { real, simulated };
std::string_view name(World world);

enum class AccountStatus : std::uint8_t { empty, checking, good, refused };
std::string_view name(AccountStatus status);

class AccountSession {
 public:
  explicit AccountSession(Platform platform) : platform_(platform) {}

  /// Checks the keys: STS, then IoT's endpoint. On an error the account is `refused`; the keys are dropped
  /// when they are of no use (wrong, expired), and else kept: see kept_keys(). How powerful they are is found
  /// out afterwards. base.cancelled when somebody signs in or out meanwhile.
  base::task<void> sign_in(aws::Credentials credentials, aws::Region region, World world);
  void sign_out();
  /// To sign in once more, in another region or now that a permission was given; session.no_account.
  aws::Credentials kept_keys() const;
  /// Work ended with this. When it says that good keys are none any more (expired, deactivated), the account
  /// is `refused` for it: true then.
  bool doubt(const base::Error& error);

  AccountStatus status() const { return status_; }
  World world() const { return world_; }
  const std::optional<base::Error>& error() const { return error_; }
  std::optional<aws::Region> region() const { return region_; }
  /// session.no_account unless it is good.
  aws::Client& client();
  /// For work, which holds the client until it has unwound: a sign_out() may come while it runs.
  std::shared_ptr<aws::Client> hold_client();
  /// Also of an account that was refused, where the keys are kept.
  const aws::Client* client_if_any() const { return useless_ ? nullptr : client_.get(); }
  const provision::Account& account() const { return account_; }
  /// `unknown` until it has been found out.
  aws::Power power() const { return power_; }

  /// Called when power() has become known, and when AWS begins or ends to throttle
  /// (aws::Client::is_throttled).
  std::function<void()> on_change;

 private:
  void find_power();

  Platform platform_;
  World world_ = World::real;
  AccountStatus status_ = AccountStatus::empty;
  std::shared_ptr<aws::Client> client_;  // work that was cancelled still unwinds through it
  std::optional<aws::Region> region_;
  provision::Account account_;
  std::optional<base::Error> error_;
  int attempts_ = 0;
  bool useless_ = false;  // the client's keys: nothing but what runs has it any more
  aws::Power power_ = aws::Power::unknown;
  base::Spawned finding_power_;
};

}  // namespace session
