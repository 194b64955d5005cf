#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "aws/errors.hpp"
#include "support/session_world.hpp"

namespace {

using World = support::SessionWorld;

nlohmann::json state_of(const World& world) {
  return nlohmann::json::parse(session::snapshot(*world.session));
}

aws::Credentials keys(std::string_view secret) {
  return {simulation::Cloud::access_key_id(), base::Secret::taking(std::string(secret)), base::Secret()};
}

TEST(Snapshot, HasNoErrorBeforeAnythingHappened) {
  const World world;
  EXPECT_TRUE(state_of(world).at("account").at("error").is_null());
  EXPECT_TRUE(state_of(world).at("boards").empty());
}

TEST(Snapshot, TellsWhyTheAccountWasRefusedAndNotTheSecret) {
  World world;
  const std::string secret = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEWRONG";
  EXPECT_THROW(
      world.executor.run(world.session->sign_in(keys(secret), aws::Region::parse("us-east-2"), true)),
      base::Error);
  const nlohmann::json account = state_of(world).at("account");
  EXPECT_EQ(account.at("status"), "refused");
  EXPECT_EQ(account.at("error").at("code"), aws::signature_mismatch.name());
  EXPECT_EQ(session::snapshot(*world.session).find(secret), std::string::npos);
}

}  // namespace
