// Tests the user that the page makes for itself from an administrator's keys, and its removal.
#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "session/commands.hpp"
#include "session/errors.hpp"
#include "session/snapshot.hpp"
#include "support/error_of.hpp"
#include "support/fake_stacks.hpp"
#include "support/fake_users.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using state::ContentsStatus;

class UsersWorld : public support::SessionWorld {
 public:
  UsersWorld() {
    http.instead = [this](const ports::HttpRequest& request) -> std::optional<ports::HttpResponse> {
      if (auto answer = stacks.answer(request)) return answer;
      return users.answer(request);
    };
    sign_in();
  }
  /// The id of the key that signs from now on.
  std::string key() const {
    const aws::Client* client = session->account().client_if_any();
    return client != nullptr ? client->credentials().access_key_id : std::string();
  }
  /// The error of the command itself; empty if it ends.
  std::string create(const std::string& boundary = {}) {
    return support::code_of([&] {
      executor.run(session::perform(*session, "createUser", R"({"boundary":")" + boundary + R"("})"));
    });
  }
  void perform(std::string_view command, std::string_view arguments) {
    executor.run(session::perform(*session, command, arguments));
  }
  state::ContentsState contents() const {
    return session::snapshot(*session).contents.value_or(state::ContentsState());
  }
  /// The code of the error that stopped the making of the user; empty without an error.
  std::string failure() const {
    const auto user = contents().new_user;
    return user && user->error ? user->error->code : std::string();
  }
  void plan_removal(const std::string& user) {
    perform("planCleanUp", R"({"boards":[],"authorities":[],"policies":false,"stack":false,)"
                           R"("thingType":false,"users":[")" +
                               user + R"("]})");
  }

  support::FakeUsers users;
  support::FakeStacks stacks;
  const std::string strong{simulation::Cloud::access_key_id()};  // the key that was pasted
};

TEST(NewUser, ReplacesTheStrongerKeysWhichAreWiped) {
  UsersWorld world;
  world.users.unknown_for = 3;
  EXPECT_EQ(world.create("arn:aws:iam::000000000000:policy/limits"), "");
  ASSERT_EQ(world.users.users.size(), 1U);
  const auto& [name, user] = *world.users.users.begin();
  EXPECT_EQ(name.find("web-provisioner-"), 0U);
  EXPECT_EQ(user.path, "/web-provisioner/");
  EXPECT_EQ(user.boundary, "arn:aws:iam::000000000000:policy/limits");
  EXPECT_EQ(user.keys.size(), 1U);
  EXPECT_EQ(user.policies.size(), 1U);
  EXPECT_EQ(world.key(), support::FakeUsers::made_key);
  EXPECT_EQ(world.session->account().status(), session::AccountStatus::good);
}

TEST(NewUser, IsRemovedAgainIfAStepOfItsMakingFails) {
  for (const char* action : {"CreateUser", "PutUserPolicy", "CreateAccessKey"}) {
    SCOPED_TRACE(action);
    UsersWorld world;
    world.users.denied = {action};
    EXPECT_EQ(world.create(), "");
    EXPECT_EQ(world.failure(), aws::not_permitted.name());
    EXPECT_TRUE(world.users.users.empty());
    EXPECT_EQ(world.key(), world.strong) << "the session goes on";
    world.users.denied.clear();
    EXPECT_EQ(world.create(), "");
    EXPECT_EQ(world.failure(), "");
    EXPECT_EQ(world.users.users.size(), 1U);
  }
}

TEST(NewUser, IsRemovedAgainIfAwsNeverAcceptsItsKeys) {
  UsersWorld world;
  world.users.unknown_for = 1000;
  EXPECT_EQ(world.create(), "");
  EXPECT_EQ(world.failure(), aws::unknown_key.name());
  EXPECT_TRUE(world.users.users.empty());
  EXPECT_EQ(world.key(), world.strong);
}

TEST(NewUser, IsNotMadeWhileAJobOfABoardSignsWithTheKeys) {
  UsersWorld world;
  const int id = world.grant_board().id;
  const base::Spawned job = base::spawn<void>(
      world.executor, world.session->jobs().provision(id, provision::CertificateChoice::keep),
      [](const base::Outcome<void>&) {});
  world.executor.run_for(1s);
  EXPECT_EQ(world.create(), session::board_busy.name());
  EXPECT_TRUE(world.users.users.empty());
}

TEST(NewUser, IsForgottenIfTheUserSignsOutMeanwhile) {
  UsersWorld world;
  world.users.unknown_for = 1000;
  const base::Spawned making =
      base::spawn<void>(world.executor, world.session->use_new_user(""), [](const base::Outcome<void>&) {});
  world.executor.run_for(1ms);
  EXPECT_TRUE(world.contents().new_user->creating);
  world.session->sign_out();
  world.executor.run_for(2min);
  EXPECT_EQ(world.session->account().status(), session::AccountStatus::empty);
}

TEST(NewUser, IsListedByItsPathAndRemovedWithAllItsParts) {
  UsersWorld world;
  ASSERT_EQ(world.create(), "");
  world.sign_in();  // with the stronger keys again
  const std::string name = world.users.users.begin()->first;
  world.users.users[name].attached = {"arn:aws:iam::000000000000:policy/more"};
  world.users.users[name].groups = {"team"};
  world.users.users["alice"].path = "/";
  world.perform("listContents", "{}");
  EXPECT_TRUE(world.contents().reads_users);
  ASSERT_EQ(world.contents().users, std::vector<std::string>{name});
  world.plan_removal(name);
  EXPECT_EQ(world.users.users.size(), 2U) << "a plan changes nothing";
  world.perform("cleanUp", "{}");
  EXPECT_EQ(world.contents().status, ContentsStatus::cleaned);
  EXPECT_FALSE(world.contents().error);
  EXPECT_TRUE(world.contents().users.empty());
  EXPECT_EQ(world.users.users.size(), 1U);
  EXPECT_EQ(world.users.users.count("alice"), 1U);
}

TEST(NewUser, IsRemovedByALaterPlanIfAStepOfItsRemovalFails) {
  for (const char* action : {"ListAccessKeys", "DeleteAccessKey", "ListUserPolicies", "DeleteUserPolicy",
                             "ListAttachedUserPolicies", "ListGroupsForUser", "DeleteUser"}) {
    SCOPED_TRACE(action);
    UsersWorld world;
    ASSERT_EQ(world.create(), "");
    world.sign_in();
    const std::string name = world.users.users.begin()->first;
    world.users.denied = {action};
    world.plan_removal(name);
    world.perform("cleanUp", "{}");
    ASSERT_TRUE(world.contents().error);
    EXPECT_EQ(world.contents().error->code, aws::not_permitted.name());
    world.users.denied.clear();
    world.plan_removal(name);
    world.perform("cleanUp", "{}");
    EXPECT_TRUE(world.users.users.empty());
  }
}

TEST(NewUser, IsNotListedForKeysThatMayNotListUsers) {
  UsersWorld world;
  world.users.denied = {"ListUsers"};
  world.perform("listContents", "{}");
  EXPECT_EQ(world.contents().status, ContentsStatus::listed);
  EXPECT_FALSE(world.contents().error);
  EXPECT_FALSE(world.contents().reads_users);
}

}  // namespace
