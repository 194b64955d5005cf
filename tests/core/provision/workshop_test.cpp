// Tests the keys that an instructor hands out: what they may do, how they are made, and that nothing is left
// if that fails. tests/cloud/federation.test.mjs tests what AWS lets such keys do.
#include "provision/workshop.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "aws/fakes.hpp"
#include "aws/json.hpp"
#include "aws/policy.hpp"
#include "aws/policy_grants.hpp"
#include "aws/stack_answers.hpp"
#include "provision/errors.hpp"

namespace {

using namespace std::chrono_literals;

constexpr std::string_view account_id = "123456789012";

aws::Owner owner_in(std::string_view region) {
  return {aws::Region::parse(region), std::string(account_id), "web-provisioner-*"};
}

TEST(Pass, MayRegisterAndWatchAndNothingThatDeletesDeactivatesOrDetaches) {
  const std::set<std::string> grants = fakes::allowed(provision::pass_policy(owner_in("us-east-2")));
  const auto may = [&grants](std::string_view action) {
    return std::any_of(grants.begin(), grants.end(), [action](const std::string& grant) {
      return grant.starts_with(std::string(action) + " ");
    });
  };
  for (const char* action : {"iot:CreateThing", "iot:RegisterCertificateWithoutCA", "iot:AttachPolicy",
                             "iot:AttachThingPrincipal", "iot:Connect", "iot:Subscribe", "iot:Receive"})
    EXPECT_TRUE(may(action)) << action;
  for (const std::string& grant : grants) {
    EXPECT_TRUE(grant.starts_with("iot:")) << grant;
    for (const char* word : {"Delete", "Detach", "UpdateCertificate", "CreatePolicy", "shadow/delete"})
      EXPECT_EQ(grant.find(word), std::string::npos) << grant;
  }
}

TEST(Pass, HasAPolicyThatAwsAdmitsInEveryRegion) {
  for (const aws::Region region : aws::all_regions()) {
    const std::string policy = provision::pass_policy(owner_in(region.name()));
    EXPECT_EQ(policy.find_first_of(" \n"), std::string::npos);
    EXPECT_LE(policy.size(), 1800U) << region.name() << ": the user's policies add a statement, of 2048";
  }
}

struct Class : fakes::Cloud {
  Class() : Cloud("us-east-2") {}

  Class& policy_exists() {
    const std::string document = aws::zero_touch_policy(client.region(), account_id);
    http.answer(200,
                R"({"policyName":"zt_policy","policyArn":"arn","defaultVersionId":"1","policyDocument":)" +
                    aws::json_quoted(document) + "}");
    return *this;
  }
  Class& good(std::string_view action, std::string_view result = {}) {
    http.answer(200, fakes::response(action, result));
    return *this;
  }
  Class& refused(std::string_view code) {
    http.answer(403, fakes::error_answer(code, "User: x is not authorized to perform: iam:CreateUser"));
    return *this;
  }
  Class& user_made() {
    return good("CreateUser")
        .good("PutUserPolicy")
        .good("PutUserPolicy")
        .good("CreateAccessKey", "<AccessKeyId>AKIAWORKSHOPWORKSHOP</AccessKeyId><SecretAccessKey>" +
                                     std::string(40, 's') + "</SecretAccessKey>");
  }
  Class& session_made() {
    return good("GetFederationToken",
                "<Credentials><AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>"
                "secret</SecretAccessKey><SessionToken>token</SessionToken>"
                "<Expiration>2026-11-23T18:00:00Z</Expiration></Credentials>");
  }
  /// The answers to list and delete the parts of a user that has two policies.
  Class& user_removed() {
    const auto list = [this](std::string_view action, const std::string& elements, const std::string& items) {
      good(action, "<" + elements + ">" + items + "</" + elements + "><IsTruncated>false</IsTruncated>");
    };
    list("ListUserPolicies", "PolicyNames", "<member>pass</member><member>federation</member>");
    good("DeleteUserPolicy").good("DeleteUserPolicy");
    list("ListAccessKeys", "AccessKeyMetadata", "");
    list("ListAttachedUserPolicies", "AttachedPolicies", "");
    list("ListGroupsForUser", "Groups", "");
    return good("DeleteUser");
  }
  base::task<provision::Workshop> open() {
    provision::Account account;
    account.identity.account = account_id;
    provision::WorkshopTools tools{{http, clock, random, log}, {}, random};
    return provision::open_workshop(client, std::move(tools), std::move(account), "web-provisioner-*", 4h);
  }
  /// The IAM and STS actions that were asked for, in order.
  std::vector<std::string> actions() const {
    std::vector<std::string> names;
    for (const ports::HttpRequest& request : http.requests)
      if (request.body.starts_with("Action="))
        names.push_back(request.body.substr(7, request.body.find('&') - 7));
    return names;
  }
};

TEST(Workshop, HasAUserOfItsOwnWhoseSessionIsThePass) {
  Class room;
  room.policy_exists().user_made().refused("InvalidClientTokenId").session_made();
  const provision::Workshop workshop = room.executor.run(room.open());
  EXPECT_TRUE(workshop.user.starts_with(provision::workshop_user_prefix)) << workshop.user;
  EXPECT_EQ(workshop.pass.keys.access_key_id, "ASIASESSION");
  EXPECT_EQ(workshop.pass.keys.secret_access_key.reveal(), "secret");
  EXPECT_EQ(workshop.pass.keys.session_token.reveal(), "token");
  EXPECT_EQ(workshop.pass.expires, "2026-11-23T18:00:00Z");
  const ports::HttpRequest& minting = room.http.requests.back();
  EXPECT_NE(minting.body.find("DurationSeconds=14400"), std::string::npos);
  EXPECT_NE(minting.body.find("Policy=%7B%22Version"), std::string::npos);
  const auto is_by_the_user = [](const auto& header) {
    return header.second.find("AKIAWORKSHOPWORKSHOP") != std::string::npos;
  };
  EXPECT_TRUE(std::any_of(minting.headers.begin(), minting.headers.end(), is_by_the_user));
}

TEST(Workshop, GivesTheUserOnlyWhatThePassNeeds) {
  Class room;
  room.policy_exists().user_made().session_made();
  room.executor.run(room.open());
  std::size_t length = 0;
  std::string documents;
  for (const ports::HttpRequest& request : room.http.requests) {
    if (!request.body.starts_with("Action=PutUserPolicy")) continue;
    const std::string encoded = request.body.substr(request.body.find("PolicyDocument=") + 15);
    documents += encoded;
    length += encoded.size() - 2U * static_cast<std::size_t>(std::count(encoded.begin(), encoded.end(), '%'));
  }
  EXPECT_LE(length, 2048U) << "IAM's limit for the policies of a user";
  EXPECT_NE(documents.find("sts%3AGetFederationToken"), std::string::npos);
  EXPECT_NE(documents.find("federated-user%2Fweb-provisioner-pass"), std::string::npos);
  EXPECT_EQ(documents.find("Delete"), std::string::npos);
}

TEST(Workshop, HasItsPolicyBeforehandBecauseNoAttendeeMayCreateIt) {
  Class room;
  room.http.answer(404, R"({"message":"no"})", {{"x-amzn-errortype", "ResourceNotFoundException"}});
  room.http.answer(200, R"({"policyName":"zt_policy","policyArn":"arn","policyVersionId":"1"})");
  room.user_made().session_made();
  room.executor.run(room.open());
  EXPECT_EQ(room.http.requests.at(1).method, "POST");
  EXPECT_NE(room.http.requests.at(1).url.find("/policies/zt_policy"), std::string::npos);
}

TEST(Workshop, IsRefusedToKeysThatMayNotMakeAUser) {
  for (const char* code : {"AccessDenied", "InvalidClientTokenId"}) {
    Class room;
    room.policy_exists();
    for (int i = 0; i < 9; ++i) room.refused(code);
    const base::Error error = room.error_of(room.open());
    EXPECT_TRUE(error.is(provision::no_workshop_user)) << error.describe();
  }
}

TEST(Workshop, LeavesNoUserIfAwsRefusesTheSession) {
  Class room;
  room.policy_exists().user_made();
  room.http.answer(400, fakes::error_answer("PackedPolicyTooLarge", "too large"));
  room.user_removed();
  const base::Error error = room.error_of(room.open());
  EXPECT_NE(error.code().name(), base::internal.name()) << error.describe();
  EXPECT_TRUE(room.http.done());
  const std::vector<std::string> actions = room.actions();
  const auto place = [&actions](std::string_view action) {
    return std::find(actions.begin(), actions.end(), action) - actions.begin();
  };
  EXPECT_EQ(actions.back(), "DeleteUser");
  EXPECT_LT(place("DeleteUserPolicy"), place("ListAccessKeys")) << "the policies end the sessions, so first";
}

}  // namespace
