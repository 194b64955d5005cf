// Tests work in the account that needs no board: the check of permissions, and the clean-up.
#include "session/account_jobs.hpp"

#include <algorithm>
#include <gtest/gtest.h>

#include "session/commands.hpp"
#include "session/errors.hpp"
#include "session/snapshot.hpp"
#include "support/error_of.hpp"
#include "support/fake_stacks.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;

class AccountWorld : public support::SessionWorld {
 public:
  base::task<void> check(std::string purpose = "provisioning") {
    return session::perform(*session, "checkPermissions", R"({"purpose":")" + purpose + R"("})");
  }
  std::optional<state::PermissionsState> permissions() const {
    const auto contents = session::snapshot(*session).contents;
    return contents ? contents->permissions : std::nullopt;
  }
};

TEST(PermissionCheck, NeedsNoBoardAndShowsItsResultInTheAccount) {
  AccountWorld world;
  world.sign_in();
  EXPECT_FALSE(world.permissions());
  world.executor.run(world.check());
  const auto permissions = world.permissions();
  ASSERT_TRUE(permissions);
  EXPECT_FALSE(permissions->checking);
  EXPECT_EQ(permissions->purpose, aws::Purpose::provisioning);
  EXPECT_EQ(permissions->actions.size(), aws::actions_for({aws::Purpose::provisioning}).size());
}

TEST(PermissionCheck, NeedsAnAccount) {
  AccountWorld world;
  EXPECT_EQ(support::code_of([&] { world.executor.run(world.check()); }), session::no_account.name());
}

TEST(PermissionCheck, EndsWithTheAccount) {
  AccountWorld world;
  world.sign_in();
  bool ended = false;
  const base::Spawned check = base::spawn<void>(world.executor, world.check(),
                                                [&](base::Outcome<void> outcome) { ended = !outcome.ok(); });
  world.executor.run_for(1ms);
  EXPECT_TRUE(world.permissions()->checking);
  world.session->sign_out();
  EXPECT_FALSE(world.permissions());
  world.executor.run_for(1min);
  EXPECT_TRUE(ended);
  EXPECT_FALSE(world.permissions());
}

TEST(PermissionCheck, OfAnotherRegionIsDropped) {
  AccountWorld world;
  world.sign_in();
  world.executor.run(world.check());
  world.sign_in();
  EXPECT_FALSE(world.permissions());
}

class ContentsWorld : public AccountWorld {
 public:
  ContentsWorld() {
    http.instead = [this](const ports::HttpRequest& request) { return stacks.answer(request); };
  }
  void perform(std::string_view command, std::string_view arguments = "{}") {
    executor.run(session::perform(*session, command, arguments));
  }
  void plan(const std::string& thing) {
    perform("planCleanUp",
            R"({"boards":[")" + thing +
                R"("],"authorities":[],"policies":true,"stack":false,"thingType":false,"users":[]})");
  }
  state::ContentsState contents() const {
    return session::snapshot(*session).contents.value_or(state::ContentsState());
  }

  support::FakeStacks stacks;
};

TEST(AccountClean, ListsPlansAndRemovesAProvisionedBoard) {
  ContentsWorld world;
  const int id = world.grant_board().id;
  world.provision(id);
  const std::string thing = world.session->devices().find(id)->jobs().current().result->thing_name;
  world.perform("listContents");
  EXPECT_EQ(world.contents().status, state::ContentsStatus::listed);
  ASSERT_EQ(world.contents().boards.size(), 1U);
  EXPECT_EQ(world.contents().boards[0].name, thing);
  EXPECT_EQ(world.contents().boards[0].active, 1);

  const int changes = world.http.changes;
  world.plan(thing);
  EXPECT_EQ(world.contents().status, state::ContentsStatus::planned);
  EXPECT_EQ(world.contents().plan.size(), 4U);
  EXPECT_EQ(world.http.changes, changes + 1) << "only the list of the policy's targets is not a GET request";

  world.perform("cleanUp");
  EXPECT_EQ(world.contents().status, state::ContentsStatus::cleaned);
  EXPECT_TRUE(world.contents().boards.empty());
  EXPECT_TRUE(world.contents().policies.empty());
  for (const state::CleanUpItemState& item : world.contents().plan)
    EXPECT_EQ(item.status, provision::CleanUpStatus::done) << item.name;
  EXPECT_TRUE(world.http.certificates.empty());
}

TEST(AccountClean, ShowsARefusalAndCanBeCompletedLater) {
  ContentsWorld world;
  const int id = world.grant_board().id;
  world.provision(id);
  const std::string thing = world.session->devices().find(id)->jobs().current().result->thing_name;
  world.http.instead = [&world](const ports::HttpRequest& request) -> std::optional<ports::HttpResponse> {
    if (request.method == "DELETE" && request.url.find("/certificates/") != std::string::npos) {
      return ports::HttpResponse{
          403, {}, R"({"message":"User: x is not authorized to perform: iot:DeleteCertificate"})"};
    }
    return world.stacks.answer(request);
  };
  world.perform("listContents");
  world.plan(thing);
  world.perform("cleanUp");
  ASSERT_TRUE(world.contents().error);
  EXPECT_EQ(world.contents().error->code, "aws.not_permitted");
  world.http.instead = [&world](const ports::HttpRequest& request) { return world.stacks.answer(request); };
  world.perform("listContents");
  world.plan(thing);
  world.perform("cleanUp");
  EXPECT_FALSE(world.contents().error);
  EXPECT_TRUE(world.http.certificates.empty());
}

TEST(AccountClean, EndsWithTheAccount) {
  ContentsWorld world;
  world.sign_in();
  bool ended = false;
  const base::Spawned listing =
      base::spawn<void>(world.executor, session::perform(*world.session, "listContents", "{}"),
                        [&](const base::Outcome<void>&) { ended = true; });
  world.executor.run_for(1ms);
  EXPECT_EQ(world.contents().status, state::ContentsStatus::listing);
  world.session->sign_out();
  EXPECT_EQ(world.contents().status, state::ContentsStatus::none);
  world.executor.run_for(1min);
  EXPECT_TRUE(ended);
  EXPECT_EQ(world.contents().status, state::ContentsStatus::none);
}

}  // namespace
