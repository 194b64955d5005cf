// The simulated cloud (files cloud*): the part of AWS that provisioning and watching a board need, for "Try
// without an account" and for tests. It holds things, certificates, policies and shadows in memory, takes
// requests through the same ports as AWS, and checks everything. A canonicaliser of its own verifies every
// SigV4 signature, and every packet of a board is checked against the IoT policies of its certificate. There
// is no TLS: a board proves its key by signing a challenge. Not simulated: IAM (the demo user may do
// everything), Lambda, CloudFormation, actions of topic rules. Facts: reference/aws.md; AWS IoT developer
// guide and API reference.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "aws/region.hpp"
#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/executor.hpp"
#include "base/secret.hpp"
#include "crypto/digest.hpp"
#include "crypto/p256.hpp"
#include "ports/http_client.hpp"
#include "ports/mqtt_client.hpp"
#include "ports/platform.hpp"
#include "simulation/cloud_faults.hpp"

namespace simulation {

struct CloudRegion;

/// A board's connection request to AWS IoT on port 8883.
struct BoardConnect {
  std::string endpoint;                   // the host that the board connects to; also its SNI
  std::vector<base::Bytes> certificates;  // DER, the board's own first
  std::string client_id;
  /// Signs with the board's key; may throw.
  std::function<crypto::Signature(const crypto::Sha256Digest&)> sign;
  std::function<void(const ports::MqttMessage&)> on_message;
  /// The broker has closed the connection. Not called when the board closes it.
  std::function<void()> on_drop;
};

/// Why a board's connection was refused. Only `not_permitted` happens in MQTT; the others come before it.
enum class BoardRefusal : std::uint8_t {
  unknown_host,
  no_certificate,
  bad_certificate,
  not_registered,
  not_active,
  expired,
  wrong_key,
  not_permitted,
};
std::string_view name(BoardRefusal refusal);

/// A board's MQTT connection. The destructor closes it. Must not outlive the cloud.
class BoardLink {
 public:
  virtual ~BoardLink() = default;
  virtual bool connected() const = 0;
  /// False if the message is not permitted or too large. The connection is then closed, without on_drop.
  virtual bool publish(std::string topic, base::Bytes payload) = 0;
  /// False if the subscription is not permitted. The connection is then closed, without on_drop.
  virtual bool subscribe(std::string filter) = 0;
};

class Cloud {
 public:
  using BoardAnswer = std::variant<std::unique_ptr<BoardLink>, BoardRefusal>;

  /// All three must outlive the cloud. Answers and messages arrive through the executor, with the delay
  /// of a network.
  Cloud(base::Executor& executor, const base::WallClock& clock, ports::Random& random);
  Cloud(const Cloud&) = delete;
  Cloud& operator=(const Cloud&) = delete;
  ~Cloud();

  /// The keys of the simulated account's only user.
  static std::string access_key_id();
  static base::Secret secret_access_key();
  static std::string account();

  ports::HttpClient& http();
  /// Another client for MQTT over WebSocket, independent of others. Must not outlive the cloud.
  std::unique_ptr<ports::MqttClient> make_mqtt();
  /// A client for MQTT over WebSocket that the cloud owns.
  ports::MqttClient& mqtt();
  /// For tests: what goes wrong from now on.
  CloudFaults& faults();
  /// For tests: what a region of the account holds.
  CloudRegion& region(aws::Region where);
  /// Checks the board immediately. The executor calls on_message and on_drop later.
  BoardAnswer connect_board(BoardConnect board);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace simulation
