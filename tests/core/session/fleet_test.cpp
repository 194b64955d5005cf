// Tests many boards at once, from plugging in to their first messages: how long they take together, and that
// what fails on one board is no other board's business.
#include <algorithm>
#include <gtest/gtest.h>

#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;
using provision::CertificateChoice;
using provision::StepName;
using provision::StepStatus;
using session::JobStatus;
using World = support::SessionWorld;

/// Boards of all kits as delivered, plugged in together, in an account that is signed in.
struct Fleet : World {
  explicit Fleet(int count) {
    for (int i = 0; i < count; ++i)
      plugged.push_back(&add_board(FirmwareRole::demo, simulation::KitId(i % 4)));
    executor.run_for(10s);
    sign_in();
  }
  /// One board from plugging in to its end: its first message, or an error.
  base::task<std::string> provision_one(simulation::VirtualBoard& board) {
    auto [id, debugger] = co_await base::when_all(
        session->devices().attach_board(port_of(board), session::World::simulated),
        session->devices().attach_debugger(debugger_of(board), session::World::simulated));
    ids[&board] = id;
    try {
      co_await session->jobs().set_wifi(id, network());
      co_await session->jobs().provision(id, CertificateChoice::keep);
    } catch (const base::Error& error) {
      co_return std::string(error.code().name());
    }
    const base::Duration deadline = executor.elapsed() + 2min;
    while (session->devices().find(id)->jobs().waits_for_message()) {
      if (executor.elapsed() > deadline) co_return "no message";
      co_await base::sleep(50ms);
    }
    co_return std::string();
  }
  /// All boards at once. Returns their errors; empty for those whose first message came.
  std::vector<std::string> provision_all() {
    std::vector<base::task<std::string>> jobs;
    for (auto* board : plugged) jobs.push_back(provision_one(*board));
    return executor.run(base::when_all(std::move(jobs)));
  }
  static board::WifiNetwork network() {
    return {"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")};
  }
  const session::BoardSession& seen(std::size_t i) { return *session->devices().find(ids.at(plugged[i])); }

  std::vector<simulation::VirtualBoard*> plugged;
  std::map<simulation::VirtualBoard*, int> ids;
};

base::Duration time_of(int boards) {
  Fleet fleet(boards);
  const base::Duration before = fleet.executor.elapsed();
  for (const std::string& error : fleet.provision_all()) EXPECT_EQ(error, "");
  return fleet.executor.elapsed() - before;
}

TEST(Fleet, OfThirtyBoardsTakesAtMostTwiceTheTimeOfOne) {
  const base::Duration one = time_of(1);
  const base::Duration thirty = time_of(30);
  RecordProperty("one_ms", static_cast<int>(one / 1ms));
  RecordProperty("thirty_ms", static_cast<int>(thirty / 1ms));
  EXPECT_LE(thirty, 2 * one) << one / 1ms << " ms for one, " << thirty / 1ms << " ms for thirty";
}

TEST(Fleet, GoesOnWithoutABoardWhoseCableIsPulled) {
  for (auto moment = 5s; moment < 60s; moment += 5s) {
    SCOPED_TRACE(moment / 1s);
    Fleet fleet(4);
    fleet.executor.call_at(fleet.executor.now() + moment, [&] {
      fleet.plugged[1]->unplug();
      const auto known = fleet.ids.find(fleet.plugged[1]);
      if (known != fleet.ids.end()) fleet.session->devices().board_gone(known->second);
    });
    const std::vector<std::string> errors = fleet.provision_all();
    for (const std::size_t other : {0U, 2U, 3U}) {
      EXPECT_EQ(errors[other], "");
      EXPECT_EQ(fleet.seen(other).jobs().current().status, JobStatus::done);
    }
  }
}

/// A step that fails in one of the conversations with a device or with AWS, while two boards are provisioned.
struct AFailingStep : testing::TestWithParam<int> {
  /// How many steps the conversation has if none fails.
  template <class Sabotage>
  static int steps(Sabotage support::World::*conversation) {
    Fleet fleet(2);
    fleet.provision_all();
    return (fleet.*conversation).steps;
  }
  /// Lets one step fail. At most one board has an error, and none hangs.
  template <class Sabotage, class Fault>
  static void run(Sabotage support::World::*conversation, int step, Fault fault) {
    Fleet fleet(2);
    fleet.serial.on_strike = {};  // one device is lost, not all
    fleet.hid.on_strike = {};
    (fleet.*conversation).fault = fault;
    (fleet.*conversation).at = step;
    const std::vector<std::string> errors = fleet.provision_all();
    EXPECT_GE(std::count(errors.begin(), errors.end(), ""), 1) << errors[0] << ", " << errors[1];
    for (const std::string& error : errors) EXPECT_NE(error, "no message");
  }
};
INSTANTIATE_TEST_SUITE_P(Eighths, AFailingStep, testing::Range(0, 8));

TEST_P(AFailingStep, OnAPortDisturbsNoOtherBoard) {
  static const int count = steps(&support::World::serial);
  run(&support::World::serial, count * GetParam() / 8 + GetParam(), support::SerialFault::silence);
}

TEST_P(AFailingStep, OnADebuggerDisturbsNoOtherBoard) {
  static const int count = steps(&support::World::hid);
  run(&support::World::hid, count * GetParam() / 8 + GetParam(), support::HidFault::lost);
}

TEST_P(AFailingStep, InTheAccountDisturbsNoOtherBoard) {
  static const int count = steps(&support::World::requests);
  run(&support::World::requests, count * GetParam() / 8 + GetParam(), support::HttpFault::forbidden);
}

}  // namespace
