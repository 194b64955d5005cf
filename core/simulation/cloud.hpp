// The simulated cloud lives here (files cloud*): as much of AWS as provisioning and watching a board meet,
// for "Try without an account" and for tests. It holds things, certificates, policies and shadows in memory,
// takes requests through the same ports as the real one, and believes nothing: every SigV4 signature is
// verified by a canonicaliser of its own, every packet of a board against the IoT policies of its
// certificate. No TLS: a board proves its key by a signed challenge. Not here: IAM (the demo user may do
// everything), Lambda, CloudFormation, actions of topic rules. Facts: reference/aws.md; AWS IoT developer
// guide and API reference.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

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

/// What a board brings when it connects to AWS IoT on port 8883.
struct BoardConnect {
  std::string endpoint;                   // the host it believes in; also its SNI
  std::vector<base::Bytes> certificates;  // DER, its own first
  std::string client_id;
  /// Signs with the board's key; may throw.
  std::function<crypto::Signature(const crypto::Sha256Digest&)> sign;
  std::function<void(const ports::MqttMessage&)> on_message;
  /// The broker has closed the connection. Not called when the board closes it.
  std::function<void()> on_drop;
};

/// Why a board was not let in; `unknown_host` and the certificate's faults come before MQTT.
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

/// A board's MQTT connection; closed when it goes. Must not outlive the cloud.
class BoardLink {
 public:
  virtual ~BoardLink() = default;
  virtual bool connected() const = 0;
  /// False: it was not permitted (or too large) and the connection is dropped; on_drop is not called.
  virtual bool publish(std::string topic, base::Bytes payload) = 0;
  /// False: likewise.
  virtual bool subscribe(std::string filter) = 0;
};

class Cloud {
 public:
  using BoardAnswer = std::variant<std::unique_ptr<BoardLink>, BoardRefusal>;

  /// All three outlive it. Answers and messages arrive through the executor, as late as a real network's.
  Cloud(base::Executor& executor, const base::WallClock& clock, ports::Random& random);
  Cloud(const Cloud&) = delete;
  Cloud& operator=(const Cloud&) = delete;
  ~Cloud();

  /// The keys that the page is given; nobody else's.
  static std::string access_key_id();
  static base::Secret secret_access_key();
  static std::string account();

  ports::HttpClient& http();
  /// A further connection to MQTT over WebSocket for a page, independent of others. Must not outlive the
  /// cloud.
  std::unique_ptr<ports::MqttClient> make_mqtt();
  /// The first such connection, kept here.
  ports::MqttClient& mqtt();
  /// For tests: what goes wrong from now on.
  CloudFaults& faults();
  /// Checked at once; on_message and on_drop are called from the executor.
  BoardAnswer connect_board(BoardConnect board);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace simulation
