#include "provision/mar.hpp"

#include <gtest/gtest.h>

#include "pki/device.hpp"
#include "provision/errors.hpp"
#include "support/error_of.hpp"
#include "support/mar_world.hpp"
#include "support/trace.hpp"

namespace {

using provision::CertificateChoice;
using support::MarWorld;

base::Error error_of(MarWorld& world, CertificateChoice choice = CertificateChoice::keep) {
  try {
    world.provision(choice);
  } catch (const base::Error& error) {
    return error;
  }
  return base::Error(base::ErrorCode("test.no_error"));
}

/// Everything in place, as a look with fresh eyes finds it.
void expect_complete(MarWorld& world) {
  const provision::Survey survey = world.survey();
  ASSERT_TRUE(survey.registration);
  EXPECT_TRUE(survey.registration->complete());
  EXPECT_EQ(survey.policy, provision::PolicyState::present);
  ASSERT_TRUE(survey.board.chain);
  EXPECT_EQ(survey.board.endpoint, survey.account.endpoint);
  EXPECT_EQ(survey.board.thing_name, pki::thing_name(survey.board.chain->device));
  EXPECT_TRUE(world.store.entries.empty()) << "unfinished work is noted";
  EXPECT_TRUE(
      provision::make_plan(survey, CertificateChoice::keep, aws::Region::parse("us-east-2")).complete());
}

TEST(Mar, ProvisionsABoardAsItComesOutOfItsBox) {
  MarWorld world;
  const provision::MarResult result = world.provision();
  EXPECT_TRUE(result.changed);
  EXPECT_EQ(result.thing_name.size(), 40U);
  EXPECT_EQ(result.certificate_id, provision::certificate_id(result.chain->device));
  EXPECT_TRUE(result.request->verify_own_signature());
  expect_complete(world);
}

TEST(Mar, ASecondRunChangesNothing) {
  MarWorld world;
  const provision::MarResult first = world.provision();
  const base::Bytes flash = world.board.state().winc_flash.cells();
  const int changes = world.http.changes;
  const provision::MarResult second = world.provision();
  EXPECT_FALSE(second.changed);
  EXPECT_EQ(second.certificate_id, first.certificate_id);
  EXPECT_TRUE(flash == world.board.state().winc_flash.cells());
  EXPECT_EQ(world.http.changes, changes);
}

TEST(Mar, ASecondRunAfterAReloadWithoutTheAuthorityChangesNothingEither) {
  MarWorld world;
  world.provision();
  world.authorities.reset();
  EXPECT_FALSE(world.provision().changed);
  EXPECT_FALSE(world.authorities);
}

TEST(Mar, RenewsAtOnceWithANewSerialNumberAndCleansUp) {
  MarWorld world;
  const provision::MarResult first = world.provision();
  const provision::MarResult second = world.provision(CertificateChoice::renew);
  EXPECT_TRUE(second.changed);
  EXPECT_NE(second.certificate_id, first.certificate_id);
  EXPECT_NE(second.chain->device.serial_number(), first.chain->device.serial_number());
  EXPECT_EQ(second.thing_name, first.thing_name);
  expect_complete(world);
  const provision::Survey survey = world.survey();
  EXPECT_EQ(survey.registration->certificate_id, second.certificate_id);
}

TEST(Mar, ErasesNothingBeforeTheCertificateIsInTheJournal) {
  MarWorld world;
  world.store.broken = true;
  const base::Bytes flash = world.board.state().winc_flash.cells();
  const base::Error error = error_of(world);
  EXPECT_TRUE(error.is(ports::storage_failed));
  EXPECT_EQ(error.param("step"), "make_certificate");
  EXPECT_TRUE(flash == world.board.state().winc_flash.cells());
}

TEST(Mar, KeepsTheCertificateOfUnfinishedWork) {
  MarWorld undisturbed;
  undisturbed.provision();
  MarWorld world;
  world.serial.fault = support::SerialFault::disconnected;
  world.serial.at = undisturbed.serial.steps * 3 / 4;  // while the store is written and read back
  error_of(world);
  ASSERT_EQ(world.store.entries.size(), 1U);
  const std::string noted = world.store.entries.begin()->second;
  world.plug_in();
  const provision::MarResult result = world.provision();
  std::string pem = result.chain->device.pem();
  EXPECT_NE(noted.find(pem.substr(30, 60)), std::string::npos);
  expect_complete(world);
}

/// What a step of the job wrote, or that it read: of the bytes between two commands, one is like the other.
support::Trace trace_of_serial(CertificateChoice choice) {
  MarWorld world;
  if (choice == CertificateChoice::renew) world.provision();
  support::Trace trace;
  std::string command;
  int commands = 0;
  int reads = 0;
  world.serial.steps = 0;
  world.serial.on_step = [&](support::Direction direction, base::ByteView bytes) {
    const bool writes = direction == support::Direction::out;
    if (writes) command = std::to_string(++commands) + " " + base::to_text(bytes);
    reads = writes ? 0 : reads + 1;
    trace.add(command, reads, writes ? "write" : "read");
  };
  world.provision(choice);
  return trace;
}

/// The job, disturbed: its failure is named and says its step, and running again completes.
/// Whether it failed.
bool fails_and_recovers(MarWorld& world, CertificateChoice choice) {
  const base::Error error = error_of(world, choice);
  const bool failed = error.code().name() != "test.no_error";
  EXPECT_FALSE(error.is(base::internal)) << error.describe();
  if (failed) {
    EXPECT_NE(error.param("step"), "") << error.describe();
  }
  world.plug_in();
  const std::string retry = support::code_of([&] { world.provision(choice); });
  EXPECT_EQ(retry, "") << "after " << error.describe();
  if (retry.empty()) expect_complete(world);
  return failed;
}

class EveryStep : public testing::TestWithParam<CertificateChoice> {};

/// session/every_step_test.cpp pulls the cable at each of these steps, and the client's tests walk each byte
/// with each fault.
TEST_P(EveryStep, OfTalkingToTheBoardMayFail) {
  const std::vector<int> steps = trace_of_serial(GetParam()).representatives();
  for (const auto fault : {support::SerialFault::disconnected, support::SerialFault::line_error,
                           support::SerialFault::silence}) {
    int failures = 0;
    const bool pulled = fault == support::SerialFault::disconnected;
    for (std::size_t i = 0; i < steps.size(); i += support::stride * (pulled ? 5 : 29)) {
      MarWorld world;
      if (GetParam() == CertificateChoice::renew) world.provision();
      world.serial.fault = fault;
      world.serial.at = world.serial.steps + steps[i];
      SCOPED_TRACE(name(fault) + " at " + std::to_string(steps[i]));
      failures += fails_and_recovers(world, GetParam()) ? 1 : 0;
    }
    // A line that is silent for once, or garbled, the client overcomes by itself.
    if (pulled) {
      EXPECT_GT(failures, 0);
    }
  }
}

TEST_P(EveryStep, OfAskingAwsMayFail) {
  for (const auto fault :
       {support::HttpFault::unreachable, support::HttpFault::answer_lost, support::HttpFault::server_error,
        support::HttpFault::forbidden, support::HttpFault::nonsense}) {
    int requests = 0;
    for (bool happened = true; happened; ++requests) {
      MarWorld world;
      if (GetParam() == CertificateChoice::renew) world.provision();
      world.requests.fault = fault;
      const int at = world.requests.steps + requests;
      world.requests.at = at;
      SCOPED_TRACE(std::string(name(fault)) + " at " + std::to_string(requests));
      // Some answers are not needed (an empty one that is nonsense, a repeat that AWS forgives).
      fails_and_recovers(world, GetParam());
      happened = world.requests.steps > at;
    }
    EXPECT_GE(requests, 8);
  }
}

INSTANTIATE_TEST_SUITE_P(Mar, EveryStep, testing::Values(CertificateChoice::keep, CertificateChoice::renew),
                         [](const auto& chosen) {
                           return chosen.param == CertificateChoice::keep ? "New" : "Renewal";
                         });

}  // namespace
