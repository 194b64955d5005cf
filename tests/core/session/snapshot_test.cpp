#include "session/snapshot.hpp"

#include <ctime>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aws/errors.hpp"
#include "pki/authority.hpp"
#include "state/json.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using support::code_of;
using World = support::SessionWorld;

nlohmann::json state_of(const World& world) {
  return nlohmann::json::parse(state::json_text(session::snapshot(*world.session)));
}

aws::Credentials keys(std::string_view secret) {
  return {simulation::Cloud::access_key_id(), base::Secret::taking(std::string(secret)), base::Secret()};
}

TEST(Snapshot, HasNoErrorBeforeAnythingHappened) {
  const World world;
  EXPECT_TRUE(state_of(world).at("account").at("error").is_null());
  EXPECT_TRUE(state_of(world).at("boards").empty());
}

TEST(Snapshot, ReportsWhyTheAccountWasRefusedButNotTheSecret) {
  World world;
  const std::string secret = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEWRONG";
  EXPECT_THROW(world.executor.run(world.session->sign_in(keys(secret), aws::Region::parse("us-east-2"),
                                                         session::World::simulated)),
               base::Error);
  const nlohmann::json account = state_of(world).at("account");
  EXPECT_EQ(account.at("status"), "refused");
  EXPECT_EQ(account.at("error").at("code"), aws::signature_mismatch.name());
  EXPECT_EQ(state::json_text(session::snapshot(*world.session)).find(secret), std::string::npos);
}

/// The CPU time of ten calls.
template <class Work>
std::clock_t ten_times(Work work) {
  const std::clock_t before = std::clock();
  for (int i = 0; i < 10; ++i) work();
  return std::clock() - before;
}

TEST(Snapshot, TakesLessTimeThanVerifyingASignature) {
  World world;
  world.add_board(board::FirmwareRole::provisioning);
  world.executor.run_for(std::chrono::seconds(2));
  const int id = world.grant_port(*world.boards.front());
  world.executor.run(world.session->jobs().run(id, session::JobKind::inspect));
  const pki::CertificateAuthority root = pki::create_root({}, world.clock.now(), world.random);
  const std::clock_t verifying =
      ten_times([&] { EXPECT_TRUE(pki::issued_by(root.certificate, root.certificate)); });
  EXPECT_LT(ten_times([&] { session::snapshot(*world.session); }), verifying);
  EXPECT_EQ(
      state_of(world).at("boards").at(0).at("inspection").at("deliveredCertificates").at(0).at("chainOk"),
      true);
}

TEST(Keys, AreDroppedWhenTheyAreWrong) {
  World world;
  const auto region = aws::Region::parse("us-east-2");
  EXPECT_THROW(world.executor.run(world.session->sign_in(keys("another"), region, session::World::simulated)),
               base::Error);
  EXPECT_EQ(state_of(world).at("account").at("keyEnding"), "");
  EXPECT_EQ(code_of([&] { world.executor.run(world.session->check_keys_again(region)); }),
            "session.no_account");
}

TEST(Keys, AreKeptAfterAMissingPermissionOrANetworkError) {
  const auto region = aws::Region::parse("us-east-2");
  for (const auto fault : {support::HttpFault::forbidden, support::HttpFault::unreachable}) {
    SCOPED_TRACE(name(fault));
    World world;
    world.requests.fault = fault;
    world.requests.at = world.requests.steps + 1;  // AWS IoT, after STS
    world.requests.lasting = true;
    const std::string refusal = code_of([&] { world.sign_in(); });
    EXPECT_NE(refusal, "");
    EXPECT_EQ(state_of(world).at("account").at("keyEnding"), "2345");
    EXPECT_EQ(code_of([&] { world.executor.run(world.session->check_keys_again(region)); }), refusal);
    world.stop_sabotage();
    world.executor.run(world.session->check_keys_again(region));
    EXPECT_EQ(state_of(world).at("account").at("status"), "good");
    world.session->sign_out();
    EXPECT_EQ(state_of(world).at("account").at("keyEnding"), "");
  }
}

TEST(Keys, MustBeEnteredAgainIfTheyExpireDuringUse) {
  World world;
  world.sign_in();
  world.requests.fault = support::HttpFault::expired;
  world.requests.at = world.requests.steps;
  world.requests.lasting = true;
  EXPECT_EQ(code_of([&] { world.executor.run(world.session->list_things()); }), "aws.token_expired");
  const nlohmann::json account = state_of(world).at("account");
  EXPECT_EQ(account.at("status"), "refused");
  EXPECT_EQ(account.at("error").at("code"), "aws.token_expired");
  EXPECT_EQ(account.at("keyEnding"), "") << "expired keys are not kept";
  world.stop_sabotage();
  world.sign_in();
  EXPECT_EQ(state_of(world).at("account").at("status"), "good");
}

TEST(Keys, AreGoodInEveryRegion) {
  World world;
  world.sign_in();
  world.executor.run(world.session->check_keys_again(aws::Region::parse("eu-west-1")));
  const nlohmann::json account = state_of(world).at("account");
  EXPECT_EQ(account.at("status"), "good");
  EXPECT_EQ(account.at("region"), "eu-west-1");
  EXPECT_NE(account.at("endpoint").get<std::string>().find("eu-west-1"), std::string::npos);
}

}  // namespace
