// Which certificates a provisioning removes from the account: only those that AWS shows to carry this board's
// key. A journal entry, a thing's list of principals and another browser's work decide nothing by themselves.
#include <algorithm>
#include <gtest/gtest.h>

#include "aws/errors.hpp"
#include "aws/policy.hpp"
#include "pki/device.hpp"
#include "provision/errors.hpp"
#include "support/error_of.hpp"
#include "support/mar_outcome.hpp"
#include "support/mar_world.hpp"
#include "support/stride.hpp"

namespace {

using aws::CertificateStatus;
using provision::CertificateChoice;
using support::code_of;
using support::MarWorld;

std::vector<std::string> principals_of(MarWorld& world, const std::string& thing) {
  return world.ask_aws([&](aws::IotClient& iot) { return iot.list_thing_principals(thing); });
}

aws::CertificateDescription describe(MarWorld& world, const std::string& id) {
  return world.ask_aws([&](aws::IotClient& iot) { return iot.describe_certificate(id); });
}

void attach(MarWorld& world, const std::string& thing, const std::string& arn) {
  world.ask_aws([&](aws::IotClient& iot) { return iot.attach_thing_principal(thing, arn); });
}

/// The certificate ids in the rows of a plan that say what is removed.
std::vector<std::string> removals(const provision::Survey& survey, CertificateChoice choice) {
  std::vector<std::string> ids;
  for (const provision::PlanItem& item : make_plan(survey, choice, aws::Region::parse("us-east-2")).aws) {
    if (item.action != provision::PlanAction::remove) continue;
    for (const auto& [name, value] : item.params)
      if (name == "id") ids.push_back(value);
  }
  return ids;
}

/// Another board in the same account, provisioned before.
struct WithNeighbour : MarWorld {
  WithNeighbour()
      : neighbour(executor.run(job(add_board(MarWorld::board_options()), CertificateChoice::keep))) {}

  void expect_neighbour_untouched() {
    const std::string& arn = neighbour.certificate_arn;
    EXPECT_EQ(describe(*this, neighbour.certificate_id).status, CertificateStatus::active);
    EXPECT_EQ(ask_aws([&](aws::IotClient& iot) { return iot.list_attached_policies(arn); }).size(), 1U);
    EXPECT_EQ(principals_of(*this, neighbour.thing_name), std::vector<std::string>{arn});
  }
  void note(const board::SerialNumber& noted_board, provision::JournalEntry entry) {
    executor.run(provision::Journal(store).put(noted_board, std::move(entry)));
  }

  const provision::ProvisioningResult neighbour;
};

TEST(OldCertificates, AJournalEntryThatNamesAnotherBoardsCertificateRemovesNothing) {
  for (const auto choice : {CertificateChoice::keep, CertificateChoice::renew}) {
    SCOPED_TRACE(static_cast<int>(choice));
    WithNeighbour world;
    const provision::ProvisioningResult first = world.provision();
    const provision::Survey survey = world.survey();
    world.note(survey.board.serial,
               {first.chain->device, first.chain->signer, survey.account.identity.account, world.region,
                world.neighbour.certificate_id});
    const std::vector<std::string> planned = removals(world.survey(choice), choice);
    EXPECT_EQ(std::count(planned.begin(), planned.end(), world.neighbour.certificate_id), 0);
    const provision::ProvisioningResult second = world.provision(choice);
    world.expect_neighbour_untouched();
    EXPECT_EQ(world.http.certificates,
              (std::set<std::string>{world.neighbour.certificate_id, second.certificate_id}));
  }
}

/// What a damaged store, or a hand that edited it, can leave in an entry.
struct DamagedEntry {
  const char* what;
  void (*damage)(provision::JournalEntry& entry, const provision::ProvisioningResult& neighbour);
};

const DamagedEntry damaged_entries[] = {
    {"a predecessor that is not a certificate id",
     [](provision::JournalEntry& entry, const provision::ProvisioningResult&) {
       entry.replaces = "../policies";
     }},
    {"a predecessor in capitals",
     [](provision::JournalEntry& entry, const provision::ProvisioningResult& neighbour) {
       entry.replaces = neighbour.certificate_id;
       std::transform(entry.replaces.begin(), entry.replaces.end(), entry.replaces.begin(),
                      [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
     }},
    {"the certificate of another board",
     [](provision::JournalEntry& entry, const provision::ProvisioningResult& neighbour) {
       entry.device = neighbour.chain->device;
       entry.replaces = neighbour.certificate_id;
     }},
    {"another board's certificate among those that the job removes",
     [](provision::JournalEntry& entry, const provision::ProvisioningResult& neighbour) {
       entry.removes = {neighbour.certificate_id, "../policies"};
     }},
    {"a signer that did not sign",
     [](provision::JournalEntry& entry, const provision::ProvisioningResult&) {
       simulation::SeededRandom random(5);
       entry.signer = pki::create_authorities({}, support::start_of_time(), random).signer.certificate;
     }},
};

TEST(OldCertificates, ADamagedJournalEntryHarmsNeitherBoardNorAccount) {
  for (const DamagedEntry& row : damaged_entries) {
    SCOPED_TRACE(row.what);
    WithNeighbour world;
    const provision::ProvisioningResult first = world.provision();
    const provision::Survey survey = world.survey();
    provision::JournalEntry entry{
        first.chain->device, first.chain->signer, survey.account.identity.account, world.region, {}};
    row.damage(entry, world.neighbour);
    world.note(survey.board.serial, entry);
    EXPECT_EQ(code_of([&] { world.provision(); }), "");
    world.expect_neighbour_untouched();
    const provision::Survey after = world.survey();
    ASSERT_TRUE(after.board.chain);
    EXPECT_EQ(after.board.chain->device, first.chain->device);
    EXPECT_TRUE(after.registration->complete());
  }
}

TEST(OldCertificates, AnotherBoardsCertificateOnTheThingStays) {
  WithNeighbour world;
  const provision::ProvisioningResult first = world.provision();
  attach(world, first.thing_name, world.neighbour.certificate_arn);
  for (const auto choice : {CertificateChoice::keep, CertificateChoice::renew}) {
    const std::vector<std::string> planned = removals(world.survey(choice), choice);
    EXPECT_EQ(std::count(planned.begin(), planned.end(), world.neighbour.certificate_id), 0);
    world.provision(choice);
    world.expect_neighbour_untouched();
    EXPECT_EQ(principals_of(world, first.thing_name).size(), 2U);
  }
}

TEST(OldCertificates, ARestoredBoardThatIsProvisionedInAnotherBrowserHasOneCertificate) {
  MarWorld world;
  const provision::ProvisioningResult first = world.provision();
  world.restore_delivered_state();
  world.change_browser();
  EXPECT_EQ(removals(world.survey(), CertificateChoice::keep),
            std::vector<std::string>{first.certificate_id});
  const provision::ProvisioningResult second = world.provision();
  EXPECT_NE(second.certificate_id, first.certificate_id);
  EXPECT_EQ(principals_of(world, second.thing_name), std::vector<std::string>{second.certificate_arn});
  expect_complete(world);
}

/// Cuts a renewal short in one browser, finishes in a second, and goes on in the first.
struct TwoBrowsers : MarWorld {
  TwoBrowsers() { provision(); }
  /// Whether the renewal was cut short: `at` is a step of the port from its start.
  bool cut_short(int at) {
    serial.fault = support::SerialFault::disconnected;
    serial.at = serial.steps + at;
    const bool failed = error_of(*this, CertificateChoice::renew).code().name() != "test.no_error";
    plug_in();
    return failed;
  }
};

constexpr int bytes_between_cuts = support::stride == 1 ? 197 : 1009;

TEST(OldCertificates, ARenewalThatIsCutShortInOneBrowserAndFinishedInAnotherStaysFinished) {
  int walked = 0;
  for (int at = 0; !HasFailure(); at += bytes_between_cuts, ++walked) {
    SCOPED_TRACE(at);
    TwoBrowsers world;
    if (!world.cut_short(at)) break;
    const MarWorld::Browser first = world.change_browser();
    const provision::ProvisioningResult finished = world.provision(CertificateChoice::renew);
    EXPECT_EQ(world.http.certificates, std::set<std::string>{finished.certificate_id});
    world.change_browser(first);
    const provision::ProvisioningResult after = world.provision();
    EXPECT_EQ(after.certificate_id, finished.certificate_id) << "an older certificate was put back";
    expect_complete(world);
  }
  EXPECT_GT(walked, 2);
}

TEST(OldCertificates, ARenewalThatIsCutShortAndNotWantedInAnotherBrowserLeavesOneCertificate) {
  int walked = 0;
  for (int at = 0; !HasFailure(); at += bytes_between_cuts, ++walked) {
    SCOPED_TRACE(at);
    TwoBrowsers world;
    if (!world.cut_short(at)) break;
    world.change_browser();
    world.provision();
    expect_complete(world);
  }
  EXPECT_GT(walked, 2);
}

/// AWS refuses these requests; the rest is carried out.
void refuse(MarWorld& world, std::string method, std::string address, int status, std::string body) {
  world.http.instead = [=](const ports::HttpRequest& request) {
    std::optional<ports::HttpResponse> refusal;
    if (request.method == method && request.url.find(address) != std::string::npos)
      refusal = ports::HttpResponse{status, {}, body};
    return refusal;
  };
}

struct RefusedRemoval {
  const char* method;
  const char* address;
  int status;
  const char* body;
};

constexpr auto not_authorized =
    R"({"message":"User: arn:aws:iam::1:user/x is not authorized to perform: iot:UpdateCertificate"})";

TEST(OldCertificates, IfARemovalIsRefusedTheJobSucceedsAndTheNextPlanShowsTheCertificate) {
  const RefusedRemoval table[] = {
      {"PUT", "newStatus=INACTIVE", 403, not_authorized},
      {"POST", "/target-policies/", 403, not_authorized},
      {"DELETE", "/principals", 403, not_authorized},
      {"DELETE", "/certificates/", 403, not_authorized},
  };
  for (const RefusedRemoval& row : table) {
    SCOPED_TRACE(row.address);
    MarWorld world;
    const provision::ProvisioningResult first = world.provision();
    world.restore_delivered_state();
    world.change_browser();
    refuse(world, row.method, row.address, row.status, row.body);
    std::optional<provision::ProvisioningResult> second;
    EXPECT_EQ(code_of([&] { second = world.provision(); }), "");
    EXPECT_TRUE(world.http.certificates.count(first.certificate_id)) << "the refusal did not happen";
    EXPECT_EQ(removals(world.survey(), CertificateChoice::keep),
              std::vector<std::string>{first.certificate_id});
    ASSERT_EQ(second->warnings.size(), 1U);
    EXPECT_TRUE(second->warnings[0].is(provision::old_certificate_left));
    EXPECT_EQ(second->warnings[0].param("id"), first.certificate_id);
    // Once it is permitted, the next job removes it.
    world.http.instead = nullptr;
    world.provision();
    expect_complete(world);
  }
}

struct Limit {
  const char* method;
  const char* address;
  const char* step;
};

TEST(OldCertificates, ALimitOfTheAccountLeavesNoCertificateThatTheNextPlanDoesNotShow) {
  const Limit table[] = {
      {"POST", "/certificate/register-no-ca", "register_certificate"},
      {"POST", "/things/", "create_thing"},
      {"PUT", "/target-policies/", "attach_policy"},
      {"PUT", "/principals", "attach_certificate"},
  };
  for (const Limit& row : table) {
    SCOPED_TRACE(row.step);
    MarWorld world;
    refuse(world, row.method, row.address, 410,
           R"({"message":"The limit of the account is reached","__type":"LimitExceededException"})");
    const base::Error error = error_of(world);
    EXPECT_TRUE(error.is(aws::limit_exceeded)) << error.describe();
    EXPECT_EQ(error.param("step"), row.step);
    world.http.instead = nullptr;
    // Neither the board nor the next browser knows of it.
    world.restore_delivered_state();
    world.change_browser();
    const std::vector<std::string> planned = removals(world.survey(), CertificateChoice::keep);
    for (const std::string& id : world.http.certificates) {
      const bool kept = world.survey().registration->certificate_id == id;
      const bool shown = std::count(planned.begin(), planned.end(), id) != 0;
      EXPECT_TRUE(kept || shown || describe(world, id).status != CertificateStatus::active) << id;
    }
    world.provision();
    int active = 0;
    for (const std::string& id : world.http.certificates)
      active += describe(world, id).status == CertificateStatus::active ? 1 : 0;
    EXPECT_EQ(active, 1);
  }
}

}  // namespace
