// Tests how a board's registration at its first connection is followed, against recorded answers. The test
// plays the part of the registration function.
#include "provision/first_connection.hpp"

#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "aws/fakes.hpp"
#include "aws/json.hpp"
#include "aws/policy.hpp"
#include "provision/errors.hpp"

namespace {

using namespace std::chrono_literals;
using provision::FirstConnection;
using provision::FirstConnectionState;
using provision::RegistrationEffect;

const std::string board_certificate(64, 'a');
const std::string board_arn = "arn:aws:iot:us-east-1:123456789012:cert/" + board_certificate;
constexpr std::string_view thing_of_board = "0123456789abcdef0123456789abcdef01234567";

/// AWS IoT's registry as the requests of this test see it. Its answers have the form of AWS's API reference.
struct Registry {
  std::string status;  // of the certificate; empty: not registered
  bool policy = true;
  bool same_policy = true;
  bool thing_type = false;
  bool thing = false;
  bool policy_attached = false;
  bool thing_attached = false;
  std::string forbidden;  // a part of a path

  ports::HttpResponse answer(const ports::HttpRequest& request) const {
    const std::string path = request.url.substr(request.url.find(".com/") + 4);
    const auto is = [&path](std::string_view begin) { return path.starts_with(begin); };
    if (!forbidden.empty() && path.find(forbidden) != std::string::npos)
      return {403, {}, R"({"message":"Forbidden"})"};
    if (is("/certificates/")) return status.empty() ? missing() : good(description());
    if (is("/policies/zt_policy")) return policy ? good(policy_answer()) : missing();
    if (is("/thing-types/")) return thing_type ? good("{}") : missing();
    if (is("/things/")) {
      const std::string list = thing_attached ? "\"" + board_arn + "\"" : "";
      return thing ? good(R"({"principals":[)" + list + "]}") : missing();
    }
    if (is("/attached-policies/")) {
      const std::string list = policy_attached ? R"({"policyName":"zt_policy","policyArn":"A"})" : "";
      return good(R"({"policies":[)" + list + "]}");
    }
    return {500, {}, "unexpected: " + path};
  }

 private:
  static ports::HttpResponse good(std::string body) { return {200, {}, std::move(body)}; }
  static ports::HttpResponse missing() { return {404, {}, R"({"message":"does not exist"})"}; }
  std::string description() const {
    return R"({"certificateDescription":{"certificateId":")" + board_certificate + R"(","certificateArn":")" +
           board_arn + R"(","status":")" + status + R"("}})";
  }
  std::string policy_answer() const {
    const std::string account = same_policy ? "123456789012" : "210987654321";
    const std::string document = aws::zero_touch_policy(aws::Region::parse("us-east-1"), account);
    return R"({"policyName":"zt_policy","policyArn":"A","policyDocument":)" + aws::json_quoted(document) +
           "}";
  }
};

class FirstConnectionTest : public testing::Test {
 protected:
  FirstConnectionTest() {
    for (int i = 0; i < 1000; ++i)
      cloud.http.then([this](const ports::HttpRequest& request) { return registry.answer(request); });
  }
  /// Waits for the board; `act` runs at each change.
  void wait(std::function<void()> act = nullptr) {
    cloud.executor.run(
        provision::wait_for_registration(cloud.client, board, [this, act](const FirstConnection& connection) {
          seen.push_back(connection);
          if (act) act();
        }));
  }
  RegistrationEffect missing() {
    return cloud.executor.run(provision::first_missing_effect(cloud.client, board));
  }

  fakes::Cloud cloud;
  Registry registry;
  provision::ExpectedBoard board{board_certificate, std::string(thing_of_board), "123456789012"};
  std::vector<FirstConnection> seen;
};

TEST_F(FirstConnectionTest, IsFollowedUntilTheBoardIsRegistered) {
  cloud.executor.call_at(cloud.executor.now() + 60s, [this] { registry.status = "PENDING_ACTIVATION"; });
  cloud.executor.call_at(cloud.executor.now() + 70s, [this] { registry.status = "ACTIVE"; });
  wait();
  EXPECT_EQ(seen, (std::vector<FirstConnection>{{FirstConnectionState::not_seen, {}, {}},
                                                {FirstConnectionState::seen, {}, {}},
                                                {FirstConnectionState::registered, {}, {}}}));
}

TEST_F(FirstConnectionTest, OfARegisteredBoardNeedsNoWait) {
  registry.status = "ACTIVE";
  wait();
  EXPECT_EQ(seen, (std::vector<FirstConnection>{{FirstConnectionState::registered, {}, {}}}));
  EXPECT_EQ(cloud.http.requests.size(), 1U);
}

TEST_F(FirstConnectionTest, ThatTakesTooLongNamesTheMissingEffectAndHealsAtALaterAttempt) {
  registry.status = "PENDING_ACTIVATION";
  registry.thing_type = true;
  cloud.executor.call_at(cloud.executor.now() + 40s, [this] { registry.thing = true; });
  cloud.executor.call_at(cloud.executor.now() + 60s, [this] { registry.status = "ACTIVE"; });
  const base::Instant start = cloud.executor.now();
  base::Instant told{};
  wait([&] {
    if (seen.size() == 2) told = cloud.executor.now();
  });
  EXPECT_EQ(seen, (std::vector<FirstConnection>{
                      {FirstConnectionState::seen, {}, {}},
                      {FirstConnectionState::seen, RegistrationEffect::thing, {}},
                      {FirstConnectionState::seen, RegistrationEffect::policy_attachment, {}},
                      {FirstConnectionState::registered, {}, {}}}));
  EXPECT_GT(told - start, 25s) << "two attempts of the board";
  EXPECT_LT(told - start, 30s);
}

TEST_F(FirstConnectionTest, NamesTheActionWithoutWhichTheMissingEffectIsUnknown) {
  registry.status = "PENDING_ACTIVATION";
  registry.forbidden = "/thing-types/";
  cloud.executor.call_at(cloud.executor.now() + 60s, [this] { registry.status = "ACTIVE"; });
  wait();
  EXPECT_EQ(seen, (std::vector<FirstConnection>{{FirstConnectionState::seen, {}, {}},
                                                {FirstConnectionState::seen, {}, "iot:DescribeThingType"},
                                                {FirstConnectionState::registered, {}, {}}}));
}

TEST_F(FirstConnectionTest, EndsIfSomebodyDisablesTheCertificate) {
  for (const std::string status : {"INACTIVE", "REVOKED"}) {
    registry.status = status;
    const base::Error error = cloud.error_of(provision::wait_for_registration(cloud.client, board, nullptr));
    EXPECT_TRUE(error.is(provision::certificate_disabled));
    EXPECT_EQ(error.param("status"), status);
  }
}

TEST_F(FirstConnectionTest, LacksTheEffectsOfTheFunctionInItsOrder) {
  registry.status = "PENDING_ACTIVATION";
  registry.policy = false;
  EXPECT_EQ(missing(), RegistrationEffect::policy);
  registry.policy = true;
  registry.same_policy = false;
  EXPECT_EQ(missing(), RegistrationEffect::policy);
  registry.same_policy = true;
  EXPECT_EQ(missing(), RegistrationEffect::thing_type);
  registry.thing_type = true;
  EXPECT_EQ(missing(), RegistrationEffect::thing);
  registry.thing = true;
  EXPECT_EQ(missing(), RegistrationEffect::policy_attachment);
  registry.policy_attached = true;
  EXPECT_EQ(missing(), RegistrationEffect::thing_attachment);
  registry.thing_attached = true;
  EXPECT_EQ(missing(), RegistrationEffect::activation);
}

TEST_F(FirstConnectionTest, LacksTheThingTypeEvenIfMarHasCreatedTheThing) {
  registry.status = "PENDING_ACTIVATION";
  registry.thing = true;
  EXPECT_EQ(missing(), RegistrationEffect::thing_type);
}

}  // namespace
