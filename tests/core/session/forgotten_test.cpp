// Tests devices that the user makes the page forget while something waits for them, and boards that are
// provisioned side by side.
#include <gtest/gtest.h>

#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;
using World = support::SessionWorld;

template <class T>
base::Spawned start(World& world, base::task<T> work, bool& over) {
  return base::spawn<T>(world.executor, std::move(work), [&over](base::Outcome<T>) { over = true; });
}

TEST(Forgotten, ABoardIsNoLongerPaired) {
  World world;
  auto& a = world.add_board(FirmwareRole::demo);
  auto& b = world.add_board(FirmwareRole::demo);
  world.executor.run_for(10s);
  const int first = world.grant_port(a);
  const int second = world.grant_port(b);
  bool identified = false;
  bool paired = false;
  // The first port is busy, so the pairing waits for it while the second port is still in its list.
  const auto looking = start(world, world.session->jobs().identify_again(first), identified);
  world.executor.run_for(1ms);
  const auto pairing =
      start(world, world.session->devices().attach_debugger(world.debugger_of(b), session::World::simulated),
            paired);
  world.executor.run_for(30ms);
  ASSERT_FALSE(identified);
  world.executor.run(world.session->devices().forget_board(second));
  world.executor.run_for(30s);
  EXPECT_TRUE(identified);
  EXPECT_TRUE(paired);
  EXPECT_EQ(world.session->devices().boards().size(), 1U);
  EXPECT_EQ(world.session->devices().debuggers().at(0)->board(), 0);
}

TEST(Forgotten, ABoardCancelsItsJobAtAnyPoint) {
  for (auto moment = 0ms; moment < 2200ms; moment += 40ms) {
    SCOPED_TRACE(moment.count());
    World world;
    auto& board = world.add_board(FirmwareRole::provisioning);
    world.executor.run_for(2s);
    const int id = world.grant_port(board);
    world.sign_in();
    bool over = false;
    const auto job =
        start(world, world.session->jobs().provision(id, provision::CertificateChoice::keep), over);
    world.executor.run_for(moment);
    world.executor.run(world.session->devices().forget_board(id));
    world.executor.run_for(30s);
    EXPECT_TRUE(over);
    EXPECT_TRUE(world.session->devices().boards().empty());
  }
}

TEST(FirstMessage, IsAwaitedForEachBoardSeparately) {
  World world;
  std::vector<int> ids;
  for (int i = 0; i < 2; ++i) {
    auto& board = world.add_board(FirmwareRole::provisioning);
    world.executor.run_for(2s);
    ids.push_back(world.grant_port(board));
    world.grant_debugger(board);
  }
  world.sign_in();
  for (const int id : ids) world.provision(id);  // without Wi-Fi: none of them will send
  world.executor.run_for(3min);
  for (const int id : ids) EXPECT_TRUE(world.session->devices().find(id)->jobs().findings().diagnosis) << id;
}

}  // namespace
