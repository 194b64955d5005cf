#include "base/task_scope.hpp"

#include <chrono>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <string>

#include "base/finally.hpp"
#include "base/sleep.hpp"
#include "base/virtual_executor.hpp"

namespace {

using namespace std::chrono_literals;
using base::task;

task<void> wait(base::Duration time, std::string& events, char name) {
  co_await base::sleep(time);
  events += name;
}

/// Takes a second to unwind.
task<void> wait_and_clean_up(std::string& events, char name) {
  return base::finally(base::sleep(1h), wait(1s, events, name));
}

TEST(TaskScope, RunsTasksSideBySideAndReportsEachOutcome) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  std::string events;
  scope.spawn(wait(2s, events, 'b'));
  scope.spawn(wait(1s, events, 'a'));
  std::optional<int> result;
  const auto answer = []() -> task<int> { co_return 42; };
  scope.spawn<int>(answer(), [&](base::Outcome<int> outcome) { result = std::move(outcome).get(); });
  executor.run(scope.join());
  EXPECT_EQ(events, "ab");
  EXPECT_EQ(result, 42);
  EXPECT_EQ(executor.elapsed(), 2s);
}

TEST(TaskScope, RemovesATaskWhenItEnds) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  std::string events;
  scope.spawn(wait(1s, events, 'a'));
  scope.spawn(wait(3s, events, 'b'));
  EXPECT_EQ(scope.size(), 2U);
  executor.run_for(2s);
  EXPECT_EQ(scope.size(), 1U);
  executor.run_for(2s);
  EXPECT_TRUE(scope.empty());
}

TEST(TaskScope, FreesATaskWhenItEnds) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  const auto held = std::make_shared<int>();
  const auto hold = [](std::shared_ptr<int>) -> task<void> { co_await base::sleep(1s); };
  scope.spawn(hold(held));
  EXPECT_EQ(held.use_count(), 2);
  executor.run_until_idle();
  EXPECT_EQ(held.use_count(), 1);
}

TEST(TaskScope, JoinReturnsAtOnceWhenTheScopeIsEmpty) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  executor.run(scope.join());
  EXPECT_EQ(executor.elapsed(), 0s);
}

TEST(TaskScope, JoinWaitsForTasksThatTasksSpawn) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  std::string events;
  const auto parent = [](base::TaskScope& in, std::string& notes) -> task<void> {
    co_await base::sleep(1s);
    in.spawn(wait(2s, notes, 'b'));
    notes += 'a';
  };
  scope.spawn(parent(scope, events));
  executor.run(scope.join());
  EXPECT_EQ(events, "ab");
  EXPECT_EQ(executor.elapsed(), 3s);
}

TEST(TaskScope, CancelsAllAndWaitsUntilTheyHaveCleanedUp) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  std::string events;
  int cancelled = 0;
  for (const char name : {'a', 'b'}) {
    scope.spawn<void>(wait_and_clean_up(events, name), [&](base::Outcome<void> outcome) {
      if (outcome.error().is(base::cancelled)) ++cancelled;
    });
  }
  executor.run_for(1s);
  executor.run(scope.cancel_and_join());
  EXPECT_EQ(events, "ab");
  EXPECT_EQ(cancelled, 2);
  EXPECT_EQ(executor.elapsed(), 2s);
}

TEST(TaskScope, AcceptsNewTasksAfterACancellation) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  std::string events;
  scope.spawn(wait_and_clean_up(events, 'a'));
  executor.run_for(1s);
  scope.cancel();
  scope.spawn(wait(5s, events, 'b'));
  executor.run(scope.join());
  EXPECT_EQ(events, "ab");
}

TEST(TaskScope, CancelAndJoinWaitsForTheCleanUpEvenIfItIsCancelled) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  std::string events;
  scope.spawn(wait_and_clean_up(events, 'a'));
  executor.run_for(1s);
  executor.run(base::with_timeout(500ms, scope.cancel_and_join()));
  EXPECT_EQ(events, "a");
}

TEST(TaskScope, CancellingAJoinLeavesTheTasksRunning) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  std::string events;
  scope.spawn(wait(2s, events, 'a'));
  EXPECT_THROW(executor.run(base::with_timeout(1s, scope.join())), base::Error);
  executor.run(scope.join());
  EXPECT_EQ(events, "a");
}

TEST(TaskScope, DestroysItsTasksWithItself) {
  base::VirtualExecutor executor;
  std::string events;
  const auto held = std::make_shared<int>();
  const auto hold = [](std::shared_ptr<int>, std::string& notes) -> task<void> {
    co_await base::sleep(1s);
    notes += 'x';
  };
  {
    base::TaskScope scope(executor);
    scope.spawn(hold(held, events));
    scope.spawn<void>(wait(1s, events, 'y'), [&](base::Outcome<void>) { events += 'z'; });
    executor.run_for(500ms);
  }
  EXPECT_EQ(held.use_count(), 1);
  executor.run_until_idle();
  EXPECT_EQ(events, "");
}

TEST(TaskScope, WakesAJoinWhenItsTasksAreDropped) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  std::string events;
  scope.spawn(wait(1h, events, 'x'));
  bool joined = false;
  const base::Spawned joining =
      base::spawn<void>(executor, scope.join(), [&](base::Outcome<void> outcome) { joined = outcome.ok(); });
  executor.run_for(1s);
  scope.drop();
  executor.run_for(1s);
  EXPECT_TRUE(joined);
  EXPECT_EQ(events, "");
}

TEST(TaskScope, ACallbackMayDestroyTheScope) {
  base::VirtualExecutor executor;
  auto scope = std::make_unique<base::TaskScope>(executor);
  std::string events;
  scope->spawn<void>(wait(1s, events, 'a'), [&](base::Outcome<void>) { scope.reset(); });
  scope->spawn(wait(2s, events, 'b'));
  executor.run_until_idle();
  EXPECT_EQ(events, "a");
  EXPECT_EQ(scope, nullptr);
}

TEST(TaskScope, ACallbackMaySpawnTheNextTask) {
  base::VirtualExecutor executor;
  base::TaskScope scope(executor);
  std::string events;
  scope.spawn<void>(wait(1s, events, 'a'), [&](base::Outcome<void>) { scope.spawn(wait(1s, events, 'b')); });
  executor.run_until_idle();
  EXPECT_EQ(events, "ab");
  EXPECT_TRUE(scope.empty());
}

}  // namespace
