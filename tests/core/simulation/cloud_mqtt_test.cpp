// Boards and pages at the simulated broker.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "simulation/cloud_broker.hpp"
#include "simulation/cloud_testing.hpp"
#include "telemetry/shadow.hpp"

using namespace simulation;
using namespace testing_cloud;
using std::chrono::seconds;

namespace {

const std::string endpoint = "simulated-ats.iot.us-east-2.amazonaws.com";

/// An account with one provisioned board, "board", in the state after MAR.
struct Provisioned : World {
  crypto::PrivateKey key = crypto::PrivateKey::generate(random);
  crypto::Certificate certificate = make_certificate(key, "board");
  aws::CertificateReference registered;
  std::vector<ports::MqttMessage> received;
  int drops = 0;

  Provisioned() {
    registered = run(iot.register_certificate_without_ca(certificate.pem()));
    run(iot.create_thing("board"));
    run(iot.create_policy("zt_policy", aws::zero_touch_policy(region, Cloud::account())));
    run(iot.attach_policy("zt_policy", registered.arn));
    run(iot.attach_thing_principal("board", registered.arn));
  }

  BoardConnect hello() {
    BoardConnect board;
    board.endpoint = endpoint;
    board.certificates = {certificate.der()};
    board.client_id = "board";
    board.sign = [this](const crypto::Sha256Digest& digest) { return key.sign(digest); };
    board.on_message = [this](const ports::MqttMessage& message) { received.push_back(message); };
    board.on_drop = [this] { ++drops; };
    return board;
  }
  std::unique_ptr<BoardLink> link() {
    return std::get<std::unique_ptr<BoardLink>>(cloud.connect_board(hello()));
  }
  std::optional<BoardRefusal> refusal(BoardConnect board) {
    const Cloud::BoardAnswer answer = cloud.connect_board(std::move(board));
    const auto* refused = std::get_if<BoardRefusal>(&answer);
    return refused != nullptr ? std::optional(*refused) : std::nullopt;
  }

  ports::MqttConnectOptions page(const std::string& client_id, const aws::Credentials& credentials) {
    ports::MqttConnectOptions options;
    options.url = aws::mqtt_url(credentials, region, endpoint, clock.now());
    options.client_id = client_id;
    return options;
  }
  void connect_page() { run(cloud.mqtt().connect(page("page", demo_credentials()))); }
  void subscribe_page(const std::string& filter) {
    run(cloud.mqtt().subscribe(filter, ports::MqttQos::at_least_once));
  }
  void publish_page(const std::string& topic, const std::string& text) {
    ports::MqttMessage message{topic, base::to_bytes(text)};
    run(cloud.mqtt().publish(std::move(message), ports::MqttQos::at_least_once));
  }
  ports::MqttMessage next_of_page() { return run(cloud.mqtt().receive()).front(); }
};

TEST(CloudBoard, ConnectsOnlyWithARegisteredCertificateItsKeyAndAPolicy) {
  Provisioned world;
  EXPECT_EQ(world.refusal(world.hello()), std::nullopt);
  const auto refusal_of = [&](auto change) {
    BoardConnect board = world.hello();
    change(board);
    return world.refusal(std::move(board));
  };
  EXPECT_EQ(refusal_of([](auto& b) { b.endpoint = "a1gqt8sttiign3.iot.us-east-2.amazonaws.com"; }),
            BoardRefusal::unknown_host);
  EXPECT_EQ(refusal_of([](auto& b) { b.endpoint = "simulated-ats.iot.eu-west-1.amazonaws.com"; }),
            BoardRefusal::not_registered);
  EXPECT_EQ(refusal_of([](auto& b) { b.certificates.clear(); }), BoardRefusal::no_certificate);
  EXPECT_EQ(refusal_of([](auto& b) { b.certificates.front().pop_back(); }), BoardRefusal::bad_certificate);
  EXPECT_EQ(refusal_of([](auto& b) { b.client_id = "another"; }), BoardRefusal::not_permitted);
  const crypto::PrivateKey other = crypto::PrivateKey::generate(world.random);
  EXPECT_EQ(refusal_of([&](auto& b) { b.sign = [&](const auto& digest) { return other.sign(digest); }; }),
            BoardRefusal::wrong_key);
  EXPECT_EQ(refusal_of([&](auto& b) { b.certificates = {make_certificate(other, "x").der()}; }),
            BoardRefusal::not_registered);

  world.run(world.iot.detach_thing_principal("board", world.registered.arn));
  EXPECT_EQ(world.refusal(world.hello()), BoardRefusal::not_permitted);
  world.run(world.iot.attach_thing_principal("board", world.registered.arn));
  world.run(world.iot.detach_policy("zt_policy", world.registered.arn));
  EXPECT_EQ(world.refusal(world.hello()), BoardRefusal::not_permitted);
  world.run(world.iot.attach_policy("zt_policy", world.registered.arn));
  world.run(world.iot.update_certificate(world.registered.id, aws::CertificateStatus::inactive));
  EXPECT_EQ(world.refusal(world.hello()), BoardRefusal::not_active);
  world.run(world.iot.update_certificate(world.registered.id, aws::CertificateStatus::active));
  EXPECT_EQ(world.refusal(world.hello()), std::nullopt);
  world.executor.run_for(std::chrono::hours(24 * 3660));
  EXPECT_EQ(world.refusal(world.hello()), BoardRefusal::expired);
}

TEST(CloudBoard, IsDisconnectedWhenItPublishesWithoutPermission) {
  Provisioned world;
  for (const auto& [topic, size] :
       std::vector<std::pair<std::string, std::size_t>>{{"other/sensors", 1},
                                                        {"board/#", 1},
                                                        {"board/1/2/3/4/5/6/7/8", 1},
                                                        {"$aws/things/board/shadow/update/delta", 1},
                                                        {"board/big", (128U << 10) + 1}}) {
    const auto link = world.link();
    EXPECT_TRUE(link->publish("board/sensors", base::to_bytes("{}")));
    EXPECT_TRUE(link->connected());
    EXPECT_FALSE(link->publish(topic, base::Bytes(size))) << topic;
    EXPECT_FALSE(link->connected()) << topic;
    EXPECT_FALSE(link->publish("board/sensors", base::to_bytes("{}"))) << topic;
  }
  EXPECT_EQ(world.drops, 0);
}

TEST(CloudBoard, IsDisconnectedWhenItSubscribesWithoutPermission) {
  Provisioned world;
  for (const char* filter : {"other/#", "board/#/x"}) {
    const auto link = world.link();
    EXPECT_FALSE(link->subscribe(filter)) << filter;
    EXPECT_FALSE(link->connected()) << filter;
  }
  EXPECT_EQ(world.drops, 0);
}

TEST(CloudBoard, IsDisconnectedByASecondClientOfItsNameAndWhenItsCertificateIsDisabled) {
  Provisioned world;
  const auto first = world.link();
  const auto second = world.link();
  EXPECT_FALSE(first->connected());
  EXPECT_TRUE(second->connected());
  world.executor.run_until_idle();
  EXPECT_EQ(world.drops, 1);
  world.run(world.iot.update_certificate(world.registered.id, aws::CertificateStatus::inactive));
  world.executor.run_until_idle();
  EXPECT_FALSE(second->connected());
  EXPECT_EQ(world.drops, 2);
}

TEST(CloudMqtt, DeliversABoardsMessagesToASubscribedPage) {
  Provisioned world;
  world.connect_page();
  world.subscribe_page("+/sensors");
  const auto link = world.link();
  link->publish("board/other", base::to_bytes("0"));
  for (int i = 0; i < 50; ++i) link->publish("board/sensors", base::to_bytes(std::to_string(i)));
  int next = 0;
  while (next < 50) {
    for (const auto& message : world.run(world.cloud.mqtt().receive())) {
      EXPECT_EQ(message.topic, "board/sensors");
      EXPECT_EQ(base::to_text(message.payload), std::to_string(next++));
    }
  }
}

TEST(CloudMqtt, DeliversNothingOfAFilterAfterUnsubscribing) {
  Provisioned world;
  world.connect_page();
  world.subscribe_page("board/sensors");
  world.subscribe_page("board/other");
  const auto link = world.link();
  const auto publish_both = [&](std::string_view text) {
    link->publish("board/sensors", base::to_bytes(text));
    link->publish("board/other", base::to_bytes(text));
    world.executor.run_until_idle();
  };
  publish_both("1");
  EXPECT_EQ(world.run(world.cloud.mqtt().receive()).size(), 2U);
  world.run(world.cloud.mqtt().unsubscribe("board/sensors"));
  world.run(world.cloud.mqtt().unsubscribe("never/subscribed"));
  publish_both("2");
  const auto messages = world.run(world.cloud.mqtt().receive());
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages.front().topic, "board/other");
  world.run(world.cloud.mqtt().close());
  EXPECT_EQ(world.failure(world.cloud.mqtt().unsubscribe("board/other")), "mqtt.not_connected");
}

TEST(CloudMqtt, TurnsADesiredToggleIntoADeltaForTheBoard) {
  Provisioned world;
  const std::string shadow = "$aws/things/board/shadow/";
  world.connect_page();
  world.subscribe_page(shadow + "+/+");
  const auto link = world.link();
  ASSERT_TRUE(link->subscribe(shadow + "update/delta"));
  world.publish_page(shadow + "get", "");
  const auto missing = world.next_of_page();
  EXPECT_EQ(missing.topic, shadow + "get/rejected");
  EXPECT_EQ(nlohmann::json::parse(base::to_text(missing.payload))["code"], 404);

  world.publish_page(shadow + "update", telemetry::desired_toggle(true));
  world.executor.run_until_idle();
  ASSERT_EQ(world.received.size(), 1U);
  EXPECT_EQ(telemetry::parse_shadow_delta(world.received.front().payload), true);
  const std::string delta(base::to_text(world.received.front().payload));
  EXPECT_LT(delta.find("\"toggle\":1"), delta.find("\"metadata\""));  // the firmware takes the first it finds
  EXPECT_EQ(world.next_of_page().topic, shadow + "update/accepted");

  link->publish(shadow + "update", base::to_bytes(R"({"state":{"reported":{"toggle":1}}})"));
  world.executor.run_until_idle();
  EXPECT_EQ(world.received.size(), 1U);  // reported as desired, so there is no delta
  world.run(world.cloud.mqtt().receive());
  world.publish_page(shadow + "get", "");
  const auto answer = world.next_of_page();
  EXPECT_EQ(answer.topic, shadow + "get/accepted");
  const auto toggle = telemetry::parse_shadow(answer.payload);
  EXPECT_EQ(toggle.desired, true);
  EXPECT_EQ(toggle.reported, true);
  EXPECT_EQ(nlohmann::json::parse(base::to_text(answer.payload))["version"], 2);
}

TEST(CloudMqtt, RejectsInvalidShadowUpdates) {
  Provisioned world;
  const std::string update = "$aws/things/x/shadow/update";
  world.connect_page();
  world.subscribe_page(update + "/+");
  for (const char* payload : {"", "{", "[]", "{}", R"({"state":1})", R"({"state":{"other":{}}})",
                              R"({"state":{"desired":{"a":1}},"version":"x"})"}) {
    world.publish_page(update, payload);
    const auto answer = world.next_of_page();
    EXPECT_EQ(answer.topic, update + "/rejected") << payload;
    EXPECT_EQ(nlohmann::json::parse(base::to_text(answer.payload))["code"], 400) << payload;
  }
  world.publish_page(update, R"({"state":{"desired":{"a":1}},"version":7})");
  EXPECT_EQ(nlohmann::json::parse(base::to_text(world.next_of_page().payload))["code"], 409);
}

TEST(CloudMqtt, RefusesAnInvalidUrlWithoutAReasonAsABrowserDoes) {
  Provisioned world;
  const auto failure = [&](ports::MqttConnectOptions options) {
    return world.failure(world.cloud.mqtt().connect(std::move(options)));
  };
  aws::Credentials wrong = demo_credentials();
  wrong.secret_access_key = base::Secret("another/secret/key/that/opens/nothing+++");
  EXPECT_EQ(failure(world.page("page", wrong)), "mqtt.upgrade_refused");
  ports::MqttConnectOptions late = world.page("page", demo_credentials());
  world.executor.run_for(aws::mqtt_url_lifetime + seconds(1));
  EXPECT_EQ(failure(late), "mqtt.upgrade_refused");
  EXPECT_EQ(failure(world.page("page", demo_credentials())), "");
  EXPECT_EQ(failure(world.page("page", demo_credentials())), "mqtt.already_connected");
}

TEST(CloudMqtt, EndsReceiveWhenTheConnectionIsClosedOrTakenOver) {
  Provisioned world;
  auto& page = world.cloud.mqtt();
  EXPECT_EQ(world.failure(page.receive()), "mqtt.not_connected");
  world.connect_page();
  const auto other = world.cloud.make_mqtt();
  world.run(other->connect(world.page("page", demo_credentials())));
  EXPECT_EQ(world.failure(page.receive()), "mqtt.connection_lost");
  EXPECT_EQ(world.failure(page.subscribe("x", ports::MqttQos::at_most_once)), "mqtt.connection_lost");
  world.connect_page();
  EXPECT_EQ(world.failure(other->receive()), "mqtt.connection_lost");
  EXPECT_EQ(world.failure(page.subscribe("x/#/y", ports::MqttQos::at_most_once)), "mqtt.connection_lost")
      << "as on AWS, the broker closes the connection";
  EXPECT_EQ(world.failure(page.receive()), "mqtt.connection_lost");
  world.run(page.close());
  EXPECT_EQ(world.failure(page.receive()), "mqtt.not_connected");
}

}  // namespace
