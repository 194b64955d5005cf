#include "simulation/cloud.hpp"

#include <array>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "crypto/x509.hpp"
#include "simulation/cloud_account.hpp"
#include "simulation/cloud_broker.hpp"
#include "simulation/cloud_http.hpp"
#include "simulation/cloud_mqtt.hpp"
#include "simulation/cloud_network.hpp"

namespace simulation {

namespace {

class CloudBoardLink final : public BoardLink {
 public:
  CloudBoardLink(CloudBroker& broker, CloudBroker::Connection connection)
      : broker_(broker), connection_(std::move(connection)) {}
  CloudBoardLink(const CloudBoardLink&) = delete;
  CloudBoardLink& operator=(const CloudBoardLink&) = delete;
  ~CloudBoardLink() override {
    broker_.disconnect(*connection_);
    connection_->on_message = nullptr;
    connection_->on_drop = nullptr;
  }

  bool connected() const override { return connection_->open; }
  bool publish(std::string topic, base::Bytes payload) override {
    return broker_.publish(*connection_, {std::move(topic), std::move(payload)});
  }
  bool subscribe(std::string filter) override { return broker_.subscribe(*connection_, filter); }

 private:
  CloudBroker& broker_;
  CloudBroker::Connection connection_;
};

bool proves_its_key(const BoardConnect& board, const crypto::PublicKey& key, ports::Random& random) {
  crypto::Sha256Digest challenge;
  random.fill(challenge);
  try {
    return crypto::verify(key, challenge, board.sign(challenge));
  } catch (const base::Error&) {
    return false;  // the board's secure element did not sign
  }
}

}  // namespace

std::string_view name(BoardRefusal refusal) {
  static constexpr std::array<std::string_view, 8> names{
      "unknown_host", "no_certificate", "bad_certificate", "not_registered",
      "not_active",   "expired",        "wrong_key",       "not_permitted"};
  return names[static_cast<std::size_t>(refusal)];
}

struct Cloud::Parts {
  Parts(base::Executor& executor, const base::WallClock& wall_clock, ports::Random& source)
      : clock(wall_clock),
        random(source),
        network(executor, source),
        account(source),
        broker(network, wall_clock),
        http(account, network, wall_clock),
        mqtt(account, network, broker, wall_clock) {
    account.on_certificate_disabled = [this](std::string_view id) { broker.drop_certificate(id); };
  }

  const base::WallClock& clock;
  ports::Random& random;
  CloudNetwork network;
  CloudAccount account;
  CloudBroker broker;
  CloudHttp http;
  CloudMqtt mqtt;
};

Cloud::Cloud(base::Executor& executor, const base::WallClock& clock, ports::Random& random)
    : parts_(std::make_unique<Parts>(executor, clock, random)) {}
Cloud::~Cloud() = default;

std::string Cloud::access_key_id() {
  return "AKIASIMULATEDKEY2345";
}
base::Secret Cloud::secret_access_key() {
  return base::Secret("simulated/secret/key/that/opens/nothing+");
}
std::string Cloud::account() {
  return std::string(cloud_account);
}

CloudFaults& Cloud::faults() {
  return parts_->account.faults;
}
CloudRegion& Cloud::region(aws::Region where) {
  return parts_->account.region(where);
}
ports::HttpClient& Cloud::http() {
  return parts_->http;
}
ports::MqttClient& Cloud::mqtt() {
  return parts_->mqtt;
}
std::unique_ptr<ports::MqttClient> Cloud::make_mqtt() {
  return std::make_unique<CloudMqtt>(parts_->account, parts_->network, parts_->broker, parts_->clock);
}

Cloud::BoardAnswer Cloud::connect_board(BoardConnect board) {
  const auto where = region_of_data_endpoint(board.endpoint);
  if (!where) return BoardRefusal::unknown_host;
  if (board.certificates.empty()) return BoardRefusal::no_certificate;
  CloudRegion& region = parts_->account.region(*where);
  std::optional<crypto::Certificate> certificate;
  try {
    certificate = crypto::Certificate::from_der(board.certificates.front());
  } catch (const base::Error&) {
    return BoardRefusal::bad_certificate;
  }
  const std::string id = certificate_id(*certificate);
  const CloudCertificate* registered = region.find_certificate(id);
  if (registered == nullptr) return BoardRefusal::not_registered;
  if (registered->status != "ACTIVE") return BoardRefusal::not_active;
  if (!certificate->valid_at(parts_->clock.now())) return BoardRefusal::expired;
  if (!proves_its_key(board, certificate->public_key(), parts_->random)) return BoardRefusal::wrong_key;
  auto connection = std::make_shared<CloudConnection>();
  connection->region = &region;
  connection->client_id = std::move(board.client_id);
  connection->certificate_id = id;
  connection->on_message = std::move(board.on_message);
  connection->on_drop = std::move(board.on_drop);
  if (!parts_->broker.connect(connection)) return BoardRefusal::not_permitted;
  return std::make_unique<CloudBoardLink>(parts_->broker, std::move(connection));
}

}  // namespace simulation
