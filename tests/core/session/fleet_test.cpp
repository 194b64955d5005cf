// Tests many boards at once, from plugging in to their first messages: how long they take together, and that
// what fails on one board is no other board's business.
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
      boards_.push_back(&add_board(FirmwareRole::demo, simulation::KitId(i % 4)));
    executor.run_for(10s);
    sign_in();
  }
  /// One board from plugging in to its end: its first message, or an error.
  base::task<std::string> provision_one(simulation::VirtualBoard& board) {
    auto [id, debugger] =
        co_await base::when_all(session->attach_board(port_of(board), session::World::simulated),
                                session->attach_debugger(debugger_of(board), session::World::simulated));
    ids[&board] = id;
    try {
      co_await session->set_wifi(id, network());
      co_await session->provision(id, CertificateChoice::keep);
    } catch (const base::Error& error) {
      co_return std::string(error.code().name());
    }
    const base::Duration deadline = executor.elapsed() + 2min;
    while (session->find(id)->waits_for_message()) {
      if (executor.elapsed() > deadline) co_return "no message";
      co_await base::sleep(50ms);
    }
    co_return std::string();
  }
  /// All boards at once. Returns their errors; empty for those whose first message came.
  std::vector<std::string> provision_all() {
    std::vector<base::task<std::string>> jobs;
    for (auto* board : boards_) jobs.push_back(provision_one(*board));
    return executor.run(base::when_all(std::move(jobs)));
  }
  static board::WifiNetwork network() {
    return {"home", board::WifiSecurity::wpa, base::Secret("a good passphrase")};
  }
  const session::BoardSession& seen(std::size_t i) { return *session->find(ids.at(boards_[i])); }

  std::vector<simulation::VirtualBoard*> boards_;
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
      fleet.boards_[1]->unplug();
      const auto known = fleet.ids.find(fleet.boards_[1]);
      if (known != fleet.ids.end()) fleet.session->board_gone(known->second);
    });
    const std::vector<std::string> errors = fleet.provision_all();
    for (const std::size_t other : {0U, 2U, 3U}) {
      EXPECT_EQ(errors[other], "");
      EXPECT_EQ(fleet.seen(other).job().status, JobStatus::done);
    }
  }
}

}  // namespace
