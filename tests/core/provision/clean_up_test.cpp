// Tests which parts of an account belong to these boards, and that a clean-up leaves exactly the rest: after
// it was interrupted anywhere, too.
#include "provision/clean_up.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "aws/errors.hpp"
#include "aws/json.hpp"
#include "aws/policy.hpp"
#include "base/spawn.hpp"
#include "crypto/digest.hpp"
#include "pki/device.hpp"
#include "pki/folder.hpp"
#include "provision/account.hpp"
#include "provision/jitr_authority.hpp"
#include "support/error_of.hpp"
#include "support/fake_stacks.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;
using provision::CleanUpAction;
using provision::CleanUpChoice;
using provision::CleanUpItem;
using provision::CleanUpObject;
using provision::CleanUpReason;

struct Board {
  std::string name;
  std::string id;
  std::string arn;
};

class CleanUpWorld : public support::World {
 public:
  CleanUpWorld() {
    account.identity.account = simulation::Cloud::account();
    http.instead = [this](const ports::HttpRequest& request) { return answer(request); };
    executor.run(provision::create_policy(client, account));
  }

  /// A board as MAR leaves it.
  Board add_registered_board(const pki::CertificateAuthority& signer) {
    const auto key = crypto::PrivateKey::generate(random);
    base::Bytes serial_number(9);
    random.fill(serial_number);
    const base::Bytes info = pki::device_request_info(serial_number, key.public_key());
    const auto request = pki::complete_device_request(info, key.sign(crypto::sha256(info)));
    const crypto::Certificate certificate = pki::issue_device_certificate(
        signer, request, client.now(), pki::SerialNumberSource::derived, random);
    Board board{pki::thing_name(certificate), {}, {}};
    executor.run(iot.create_thing(board.name));
    const auto reference = executor.run(iot.register_certificate_without_ca(certificate.pem()));
    board.id = reference.id;
    board.arn = reference.arn;
    executor.run(iot.attach_thing_principal(board.name, board.arn));
    executor.run(iot.attach_policy(std::string(aws::zero_touch_policy_name), board.arn));
    return board;
  }
  Board add_registered_board() { return add_registered_board(authorities.signer); }

  /// A thing, a certificate and a policy that no tool for boards has made.
  void add_foreign() {
    executor.run(iot.create_thing("pump-7"));
    const auto foreign = executor.run(iot.register_certificate_without_ca(foreign_pem()));
    foreign_arn = foreign.arn;
    executor.run(iot.attach_thing_principal("pump-7", foreign.arn));
    executor.run(
        iot.create_policy("pumps", aws::zero_touch_policy(client.region(), account.identity.account)));
    executor.run(iot.attach_policy("pumps", foreign.arn));
  }
  std::string foreign_pem() { return authorities.root.certificate.pem(); }

  provision::AccountContents contents() {
    return executor.run(provision::list_contents(client, {own_authority()}));
  }
  std::string own_authority() const { return provision::certificate_id(authorities.signer.certificate); }
  std::vector<CleanUpItem> plan(CleanUpChoice choice) {
    return executor.run(provision::plan_clean_up(client, std::move(choice)));
  }
  base::task<void> work(CleanUpChoice choice) {
    std::vector<CleanUpItem> planned = co_await provision::plan_clean_up(client, std::move(choice));
    co_await provision::clean_up(
        client, [this](const std::string& thing) { return delete_shadow(thing); }, std::move(planned),
        [](std::size_t, provision::CleanUpStatus) {});
  }
  /// Notes whether the thing was still there.
  base::task<void> delete_shadow(std::string thing) {
    if (shadows_fail) throw base::Error(base::timed_out);
    co_await iot.list_thing_principals(thing);
    deleted_shadows.push_back(thing);
  }
  void clean(CleanUpChoice choice) { executor.run(work(std::move(choice))); }

  /// Everything in the account, in words.
  std::set<std::string> inventory() {
    const auto counts = requests_;
    std::set<std::string> all;
    for (const aws::Thing& thing : executor.run(iot.list_things())) {
      all.insert("thing " + thing.name);
      for (const std::string& principal : executor.run(iot.list_thing_principals(thing.name)))
        all.insert("attached " + thing.name + " " + principal);
    }
    for (const std::string& id : http.certificates) {
      const auto found = executor.run(iot.describe_certificate(id));
      all.insert("certificate " + id + " " + std::string(name(found.status)));
      for (const auto& policy : executor.run(iot.list_attached_policies(found.arn)))
        all.insert("attached " + id + " " + policy.name);
    }
    for (const auto& policy : executor.run(iot.list_policies())) all.insert("policy " + policy.name);
    for (const std::string& id : executor.run(iot.list_ca_certificates())) all.insert("CA " + id);
    requests_ = counts;
    return all;
  }

  /// Lets the work begin and stops it at its n-th request, of which AWS has already carried out what it asks
  /// for if `late`. Returns false if the work has ended before.
  bool interrupt(CleanUpChoice choice, int n, bool late) {
    requests_ = 0;
    bool ended = false;
    base::Spawned running;
    on_request = [&] {
      if (++requests_ == n) {
        if (late) {
          executor.call_at(executor.now() + 1ms, [&] { running.cancel(); });
        } else {
          running.cancel();
        }
      }
    };
    running =
        base::spawn<void>(executor, work(std::move(choice)), [&](base::Outcome<void>) { ended = true; });
    executor.run_for(10min);
    on_request = nullptr;
    EXPECT_TRUE(ended);
    return requests_ >= n;
  }

  aws::Client client{{http, clock, random, log}, aws::Region::parse("us-east-2"), keys()};
  aws::IotClient iot{client};
  provision::Account account;
  pki::Authorities authorities = pki::create_authorities({}, client.now(), random);
  support::FakeStacks stacks;
  std::string foreign_arn;
  std::vector<std::string> deleted_shadows;
  bool shadows_fail = false;
  std::set<std::string> log_groups;
  std::function<void()> on_request;

 private:
  std::optional<ports::HttpResponse> answer(const ports::HttpRequest& request) {
    if (on_request) on_request();
    if (request.url.find("//logs.") != std::string::npos) return answer_logs(request);
    return stacks.answer(request);
  }
  ports::HttpResponse answer_logs(const ports::HttpRequest& request) {
    const auto json = aws::Json::parse(request.body).value();
    if (const auto name = json.find_text("logGroupName")) {
      if (log_groups.erase(*name) == 0)
        return {400, {}, R"({"__type":"ResourceNotFoundException","message":"There is no such group."})"};
      return {200, {}, "{}"};
    }
    std::string groups;
    for (const std::string& name : log_groups)
      if (name.starts_with(json.text_at("logGroupNamePrefix")))
        groups += std::string(groups.empty() ? "" : ",") + R"({"logGroupName":")" + name + R"("})";
    return {200, {}, R"({"logGroups":[)" + groups + "]}"};
  }
  int requests_ = 0;
};

std::set<std::string> without(std::set<std::string> inventory, const Board& board) {
  for (auto one = inventory.begin(); one != inventory.end();) {
    const bool is_of_board =
        one->find(board.name) != std::string::npos || one->find(board.id) != std::string::npos;
    one = is_of_board ? inventory.erase(one) : std::next(one);
  }
  return inventory;
}

TEST(AccountContents, AreBoardsPoliciesAndAuthoritiesByTheirShape) {
  CleanUpWorld world;
  const Board board = world.add_registered_board();
  world.add_foreign();
  const provision::AccountContents contents = world.contents();
  ASSERT_EQ(contents.boards.size(), 1U);
  EXPECT_EQ(contents.boards[0].name, board.name);
  EXPECT_TRUE(contents.boards[0].has_thing);
  ASSERT_EQ(contents.boards[0].certificates.size(), 1U);
  EXPECT_EQ(contents.boards[0].certificates[0].id, board.id);
  EXPECT_FALSE(contents.boards[0].certificates[0].by_jitr);
  EXPECT_EQ(contents.boards[0].others, 0U);
  EXPECT_EQ(contents.policies, std::vector<std::string>{"zt_policy"});
  EXPECT_EQ(contents.stack, provision::JitrStackState::missing);
}

TEST(AccountContents, IncludeTheCertificateOfABoardWhoseThingIsGone) {
  CleanUpWorld world;
  const Board board = world.add_registered_board();
  world.executor.run(world.iot.detach_thing_principal(board.name, board.arn));
  world.executor.run(world.iot.delete_thing(board.name));
  const provision::AccountContents contents = world.contents();
  ASSERT_EQ(contents.boards.size(), 1U);
  EXPECT_FALSE(contents.boards[0].has_thing);
  EXPECT_EQ(contents.boards[0].certificates.size(), 1U);
}

TEST(CleanUp, LeavesExactlyTheRest) {
  CleanUpWorld world;
  const Board board = world.add_registered_board();
  const Board colleagues = world.add_registered_board();
  world.add_foreign();
  const auto expected = without(world.inventory(), board);
  world.clean({{board.name}});
  EXPECT_EQ(world.inventory(), expected);
  world.clean({{board.name}});
  EXPECT_EQ(world.inventory(), expected) << "a second clean-up changes nothing";
  world.clean({{colleagues.name}, true});
  EXPECT_EQ(world.inventory(),
            (std::set<std::string>{"thing pump-7", "attached pump-7 " + world.foreign_arn, "policy pumps",
                                   "certificate " + *world.http.certificates.begin() + " ACTIVE",
                                   "attached " + *world.http.certificates.begin() + " pumps"}));
}

TEST(CleanUp, InterruptedAtAnyRequestIsCompletedByTheNextOne) {
  for (const bool late : {false, true}) {
    bool was_interrupted = true;
    for (int n = 1; was_interrupted; ++n) {
      SCOPED_TRACE(n);
      CleanUpWorld world;
      const Board board = world.add_registered_board();
      world.add_registered_board();
      world.add_foreign();
      world.executor.run(provision::register_authority(world.client, world.authorities.signer, world.random));
      const CleanUpChoice choice{{board.name}, true, false, {world.own_authority()}};
      auto expected = without(world.inventory(), board);
      expected.erase("CA " + world.own_authority());
      was_interrupted = world.interrupt(choice, n, late);
      world.clean(choice);
      EXPECT_EQ(world.inventory(), expected);
      ASSERT_LT(n, 200);
    }
  }
}

TEST(CleanUp, KeepsAThingThatSomethingElseIsAttachedTo) {
  CleanUpWorld world;
  const Board board = world.add_registered_board();
  world.add_foreign();
  world.executor.run(world.iot.attach_thing_principal(board.name, world.foreign_arn));
  const auto plan = world.plan({{board.name}});
  ASSERT_EQ(plan.size(), 2U);
  EXPECT_EQ(plan[1].object, CleanUpObject::thing);
  EXPECT_EQ(plan[1].action, CleanUpAction::keep);
  EXPECT_EQ(plan[1].reason, CleanUpReason::others_attached);
  world.clean({{board.name}});
  const auto left = world.inventory();
  EXPECT_TRUE(left.count("thing " + board.name));
  EXPECT_TRUE(left.count("attached " + board.name + " " + world.foreign_arn));
  EXPECT_EQ(world.http.certificates.count(board.id), 0U);
}

TEST(CleanUp, TouchesNothingThatOnlyLooksLikeABoard) {
  CleanUpWorld world;
  const std::string lookalike(40, 'a');
  world.executor.run(world.iot.create_thing(lookalike));
  const auto foreign = world.executor.run(world.iot.register_certificate_without_ca(world.foreign_pem()));
  world.executor.run(world.iot.attach_thing_principal(lookalike, foreign.arn));
  const auto before = world.inventory();
  world.clean({{lookalike}});
  EXPECT_EQ(world.inventory(), before);
}

TEST(CleanUp, OnlyDisablesACertificateThatAnActiveAuthorityWouldRegisterAnew) {
  CleanUpWorld world;
  const Board board = world.add_registered_board();
  world.executor.run(provision::register_authority(world.client, world.authorities.signer, world.random));
  const auto plan = world.plan({{board.name}});
  ASSERT_EQ(plan.size(), 3U);  // and the shadow and the thing
  EXPECT_EQ(plan[0].action, CleanUpAction::deactivate);
  EXPECT_EQ(plan[0].reason, CleanUpReason::authority_active);
  world.clean({{board.name}});
  EXPECT_EQ(world.inventory(), (std::set<std::string>{"certificate " + board.id + " INACTIVE",
                                                      "policy zt_policy", "CA " + world.own_authority()}));
}

TEST(CleanUp, DeactivatesTheAuthorityFirstWhenAllGoes) {
  CleanUpWorld world;
  const Board board = world.add_registered_board();
  world.executor.run(provision::register_authority(world.client, world.authorities.signer, world.random));
  world.stacks.status = "CREATE_COMPLETE";
  const CleanUpChoice all{{board.name}, true, false, {world.own_authority()}};
  const auto plan = world.plan(all);
  ASSERT_FALSE(plan.empty());
  EXPECT_EQ(plan[0].object, CleanUpObject::authority);
  EXPECT_EQ(plan[0].action, CleanUpAction::deactivate);
  EXPECT_EQ(plan[1].action, CleanUpAction::remove) << "a certificate of this authority";
  world.clean(all);
  EXPECT_TRUE(world.inventory().empty());
}

TEST(CleanUp, KeepsAPolicyThatOtherBoardsUse) {
  CleanUpWorld world;
  const Board board = world.add_registered_board();
  world.add_registered_board();
  const auto plan = world.plan({{board.name}, true});
  EXPECT_EQ(plan.back().object, CleanUpObject::policy);
  EXPECT_EQ(plan.back().action, CleanUpAction::keep);
  EXPECT_EQ(plan.back().reason, CleanUpReason::in_use);
}

TEST(CleanUp, WaitsUntilAwsNoticesThatThePolicyIsUnused) {
  CleanUpWorld world;
  int refusals = 0;
  const base::Instant start = world.executor.now();
  world.http.instead = [&](const ports::HttpRequest& request) -> std::optional<ports::HttpResponse> {
    const bool deletes = request.method == "DELETE" && request.url.find("/policies/") != std::string::npos;
    if (deletes && world.executor.now() - start < 4min) {
      ++refusals;
      return ports::HttpResponse{409, {}, R"({"message":"The policy is attached."})"};
    }
    return std::nullopt;
  };
  world.clean({{}, true});
  EXPECT_GT(refusals, 0);
  EXPECT_TRUE(world.executor.run(world.iot.list_policies()).empty());
}

TEST(CleanUp, DeletesTheShadowWhileTheThingStillLeadsToIt) {
  CleanUpWorld world;
  const Board board = world.add_registered_board();
  world.clean({{board.name}});
  EXPECT_EQ(world.deleted_shadows, std::vector<std::string>{board.name});
}

TEST(CleanUp, GoesOnWithoutTheShadowIfItCannotBeDeleted) {
  CleanUpWorld world;
  const Board board = world.add_registered_board();
  world.shadows_fail = true;
  EXPECT_EQ(support::code_of([&] { world.clean({{board.name}, true}); }), base::timed_out.name());
  EXPECT_TRUE(world.inventory().empty());
}

TEST(CleanUp, OfTheStackIncludesTheLogsOfItsFunctionsAlsoOfDeletedOnes) {
  CleanUpWorld world;
  const std::string ours = "/aws/lambda/MCHPStack-RegistrationFunction-1A2B";
  const std::string vendors = "/aws/lambda/MCHPStack-MyLambdaJITR-3C4D";
  world.log_groups = {ours, vendors, "/aws/lambda/other"};
  EXPECT_EQ(world.contents().log_groups, (std::vector<std::string>{vendors, ours}));
  CleanUpChoice choice;
  choice.stack = true;
  const auto plan = world.plan(choice);
  ASSERT_EQ(plan.size(), 2U);
  EXPECT_EQ(plan[0].object, CleanUpObject::log_group);
  world.clean(choice);
  EXPECT_EQ(world.log_groups, std::set<std::string>{"/aws/lambda/other"});
}

TEST(CleanUp, GoesOnWithOtherBoardsWhenAwsRefusesOne) {
  CleanUpWorld world;
  const Board first = world.add_registered_board();
  const Board second = world.add_registered_board();
  world.http.instead = [&](const ports::HttpRequest& request) -> std::optional<ports::HttpResponse> {
    if (request.method == "DELETE" && request.url.find(first.id) != std::string::npos)
      return ports::HttpResponse{
          403, {}, R"({"message":"User: x is not authorized to perform: iot:DeleteCertificate"})"};
    return std::nullopt;
  };
  EXPECT_EQ(support::code_of([&] { world.clean({{first.name, second.name}}); }), aws::not_permitted.name());
  EXPECT_EQ(world.http.certificates, std::set<std::string>{first.id});
}

}  // namespace
