#include "base/task.hpp"

#include <chrono>
#include <gtest/gtest.h>

#include "base/channel.hpp"
#include "base/sleep.hpp"
#include "base/task_scope.hpp"
#include "base/virtual_executor.hpp"
#include "base/when_all.hpp"

namespace {

using namespace std::chrono_literals;
using base::task;

task<int> ready(int value) {
  co_return value;
}

task<int> fails() {
  throw base::Error(base::bad_number).with("at", 3);
  co_return 0;
}

template <class Work>
base::Error error_of(base::VirtualExecutor& executor, Work work) {
  try {
    executor.run(std::move(work));
  } catch (const base::Error& error) {
    return error;
  }
  return base::Error(base::ErrorCode("test.no_error"));
}

/// An executor on which each look at the clock takes a millisecond.
class SlowExecutor final : public base::Executor {
 public:
  base::Instant now() const override { return now_ += 1ms; }

 private:
  mutable base::Instant now_;
};

task<void> count(int& number) {
  ++number;
  co_return;
}

TEST(Executor, StopsRunningTasksWhenItsTimeIsOver) {
  SlowExecutor executor;
  base::TaskScope tasks(executor);
  int run = 0;
  for (int i = 0; i < 20; ++i) tasks.spawn(count(run));
  executor.run_ready(executor.now() + 8ms);
  EXPECT_LT(run, 20);
  EXPECT_TRUE(executor.has_ready());
  executor.run_ready();
  EXPECT_EQ(run, 20);
}

TEST(Executor, RunsSomethingHoweverLateItIs) {
  SlowExecutor executor;
  base::TaskScope tasks(executor);
  int run = 0;
  for (int i = 0; i < 20; ++i) tasks.spawn(count(run));
  for (int i = 0; i < 100; ++i) executor.run_ready(executor.now() - 1s);
  EXPECT_EQ(run, 20);
}

TEST(Task, ReturnsItsValue) {
  base::VirtualExecutor executor;
  EXPECT_EQ(executor.run(ready(42)), 42);
}

TEST(Task, DoesNotStartBeforeItIsAwaited) {
  bool started = false;
  auto work = [](bool& flag) -> task<void> {
    flag = true;
    co_return;
  };
  { const task<void> dropped = work(started); }
  EXPECT_FALSE(started);
}

TEST(Task, CarriesAnErrorToItsAwaiter) {
  base::VirtualExecutor executor;
  auto outer = []() -> task<int> { co_return co_await fails() + 1; };
  const base::Error error = error_of(executor, outer());
  EXPECT_TRUE(error.is(base::bad_number));
  EXPECT_EQ(error.param("at"), "3");
}

// The address of the frame shows the depth of the stack. If each await deepened the stack, a million awaits
// would move the address far, or crash.
TEST(Task, AMillionReadyAwaitsUseConstantStack) {
  base::VirtualExecutor executor;
  auto note_stack = [](std::uintptr_t& low, std::uintptr_t& high) -> task<int> {
    char here = 0;
    const auto address = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    low = std::min(low, address);
    high = std::max(high, address);
    co_return 1 + here;
  };
  auto outer = [&](std::uintptr_t& low, std::uintptr_t& high) -> task<int> {
    int sum = 0;
    for (int i = 0; i < 1'000'000; ++i) sum += co_await note_stack(low, high);
    co_return sum;
  };
  std::uintptr_t low = UINTPTR_MAX;
  std::uintptr_t high = 0;
  EXPECT_EQ(executor.run(outer(low, high)), 1'000'000);
  EXPECT_LT(high - low, 4096U);
}

TEST(Task, DeepNestingDoesNotDeepenTheStack) {
  base::VirtualExecutor executor;
  struct Nest {
    static task<int> deep(int depth) {
      if (depth == 0) co_return 0;
      const int below = co_await deep(depth - 1);
      co_return below + 1;
    }
  };
  EXPECT_EQ(executor.run(Nest::deep(100'000)), 100'000);
}

TEST(Task, ThrowsInsteadOfHangingOnABrokenPromise) {
  base::VirtualExecutor executor;
  auto waits_for_nobody = []() -> task<int> {
    const base::Completion<int> completion;
    { const auto dropped = completion.completer(); }
    co_return co_await completion.wait();
  };
  EXPECT_TRUE(error_of(executor, waits_for_nobody()).is(base::broken_promise));
  auto awaits_an_empty_task = []() -> task<int> { co_return co_await task<int>(); };
  EXPECT_TRUE(error_of(executor, awaits_an_empty_task()).is(base::broken_promise));
}

TEST(Task, ThrowsInsteadOfHangingOnADeadlock) {
  base::VirtualExecutor executor;
  const base::Completion<int> completion;
  const auto never_used = completion.completer();
  auto waits = [](const base::Completion<int>& on) -> task<int> { co_return co_await on.wait(); };
  EXPECT_TRUE(error_of(executor, waits(completion)).is(base::broken_promise));
}

TEST(Task, CanBeDestroyedWhileItWaitsOrIsReady) {
  base::VirtualExecutor executor;
  const base::Completion<void> completion;
  const auto completer = completion.completer();
  auto waits = [](const base::Completion<void>& on) -> task<void> { co_await on.wait(); };
  bool ended = false;
  {
    const auto waiting =
        base::spawn<void>(executor, waits(completion), [&](base::Outcome<void>) { ended = true; });
    executor.run_until_idle();
    completer.resolve();  // the task is ready now, and destroyed before it runs
  }
  executor.run_until_idle();
  EXPECT_FALSE(ended);
}

TEST(Sleep, TakesVirtualTimeOnly) {
  base::VirtualExecutor executor;
  executor.run(base::sleep(3600s));
  EXPECT_EQ(executor.elapsed(), 3600s);
}

TEST(Timeout, ReturnsAResultThatComesInTime) {
  base::VirtualExecutor executor;
  EXPECT_EQ(executor.run(base::with_timeout(1s, ready(7))), 7);
  EXPECT_EQ(executor.elapsed(), 0s);
  EXPECT_FALSE(executor.has_timer());
}

TEST(Timeout, EndsAWaitThatTakesTooLongAndLetsItUnwind) {
  base::VirtualExecutor executor;
  bool unwound = false;
  auto slow = [](bool& flag) -> task<void> {
    struct Guard {
      ~Guard() { flag = true; }
      bool& flag;
    } guard{flag};
    co_await base::sleep(10s);
  };
  const base::Error error = error_of(executor, base::with_timeout(250ms, slow(unwound)));
  EXPECT_TRUE(error.is(base::timed_out));
  EXPECT_EQ(error.param("milliseconds"), "250");
  EXPECT_TRUE(unwound);
  EXPECT_EQ(executor.elapsed(), 250ms);
  EXPECT_FALSE(executor.has_timer());
}

TEST(Cancellation, EndsTheWait) {
  base::VirtualExecutor executor;
  std::optional<base::Error> error;
  bool aborted = false;
  const base::Completion<void> platform;
  const auto completer = platform.completer();
  auto waits = [](const base::Completion<void>& on, bool& abort) -> task<void> {
    co_await on.wait([&abort] { abort = true; });
  };
  auto run = base::spawn<void>(executor, waits(platform, aborted),
                               [&](base::Outcome<void> outcome) { error = outcome.error(); });
  executor.run_until_idle();
  EXPECT_FALSE(error);
  run.cancel();
  executor.run_until_idle();
  ASSERT_TRUE(error);
  EXPECT_TRUE(error->is(base::cancelled));
  EXPECT_TRUE(aborted);
  completer.resolve();  // a late answer is ignored
  executor.run_until_idle();
}

TEST(Cancellation, DoesNotReachShieldedWork) {
  base::VirtualExecutor executor;
  bool cleaned_up = false;
  auto cleanup = [](bool& flag) -> task<void> {
    co_await base::sleep(1s);
    flag = true;
  };
  auto job = [&](bool& flag) -> task<void> {
    bool stopped = false;
    try {
      co_await base::sleep(1h);
    } catch (const base::Error&) {
      stopped = true;
    }
    if (stopped) co_await base::shielded(cleanup(flag));
  };
  auto run = base::spawn<void>(executor, job(cleaned_up), [](base::Outcome<void>) {});
  executor.run_for(1s);
  run.cancel();
  executor.run_until_idle();
  EXPECT_TRUE(cleaned_up);
  EXPECT_EQ(executor.elapsed(), 2s);
}

TEST(Cancellation, OfTheCallerIsNotMistakenForATimeout) {
  base::VirtualExecutor executor;
  std::optional<base::Error> error;
  auto run = base::spawn<void>(executor, base::with_timeout(10s, base::sleep(1h)),
                               [&](base::Outcome<void> outcome) { error = outcome.error(); });
  executor.run_for(1s);
  run.cancel();
  executor.run_until_idle();
  ASSERT_TRUE(error);
  EXPECT_TRUE(error->is(base::cancelled));
}

TEST(WhenAll, OverlapsItsTasks) {
  base::VirtualExecutor executor;
  auto after = [](base::Duration wait, int value) -> task<int> {
    co_await base::sleep(wait);
    co_return value;
  };
  const auto [a, b, c] = executor.run(base::when_all(after(2s, 1), after(1s, 2), base::sleep(3s)));
  EXPECT_EQ(a, 1);
  EXPECT_EQ(b, 2);
  (void)c;
  EXPECT_EQ(executor.elapsed(), 3s);
}

TEST(WhenAll, KeepsTheOrderOfAList) {
  base::VirtualExecutor executor;
  std::vector<task<int>> works;
  for (int i = 0; i < 5; ++i) works.push_back(ready(i));
  EXPECT_EQ(executor.run(base::when_all(std::move(works))), (std::vector<int>{0, 1, 2, 3, 4}));
  EXPECT_TRUE(executor.run(base::when_all(std::vector<task<int>>())).empty());
}

TEST(WhenAll, OneFailureCancelsTheOthersAndWaitsForThem) {
  base::VirtualExecutor executor;
  bool unwound = false;
  auto slow = [](bool& flag) -> task<void> {
    struct Guard {
      ~Guard() { flag = true; }
      bool& flag;
    } guard{flag};
    co_await base::sleep(1h);
  };
  const base::Error error = error_of(executor, base::when_all(fails(), slow(unwound)));
  EXPECT_TRUE(error.is(base::bad_number));
  EXPECT_TRUE(unwound);
  EXPECT_EQ(executor.elapsed(), 0s);
}

TEST(WhenAll, IsCancelledWithItsParent) {
  base::VirtualExecutor executor;
  const base::Error error =
      error_of(executor, base::with_timeout(2s, base::when_all(base::sleep(1h), base::sleep(2h))));
  EXPECT_TRUE(error.is(base::timed_out));
  EXPECT_EQ(executor.elapsed(), 2s);
}

TEST(Channel, DeliversValuesInOrderAndWakesAWaiter) {
  base::VirtualExecutor executor;
  base::Channel<int> channel;
  auto two = [](base::Channel<int>& from) -> task<int> {
    const int first = co_await from.pop();
    const int second = co_await from.pop();
    co_return first * 10 + second;
  };
  auto push = [](base::Channel<int>& to) -> task<void> {
    co_await base::sleep(1s);
    to.push(1);
    co_await base::sleep(1s);
    to.push(2);
  };
  EXPECT_EQ(std::get<0>(executor.run(base::when_all(two(channel), push(channel)))), 12);
}

TEST(Channel, DeliversTheRemainingValuesAfterItIsClosed) {
  base::VirtualExecutor executor;
  base::Channel<int> channel;
  channel.push(1);
  channel.close(base::Error(base::truncated));
  EXPECT_EQ(executor.run(channel.pop()), 1);
  EXPECT_TRUE(error_of(executor, channel.pop()).is(base::truncated));
}

TEST(Mutex, AdmitsOneHolderAtATimeInOrder) {
  base::VirtualExecutor executor;
  base::Mutex mutex;
  std::string order;
  auto visitor = [](base::Mutex& door, std::string& notes, char name) -> task<void> {
    const auto lock = co_await door.lock();
    notes += name;
    co_await base::sleep(1s);
    notes += name;
  };
  executor.run(
      base::when_all(visitor(mutex, order, 'a'), visitor(mutex, order, 'b'), visitor(mutex, order, 'c')));
  EXPECT_EQ(order, "aabbcc");
}

TEST(Mutex, SkipsACancelledWaiter) {
  base::VirtualExecutor executor;
  base::Mutex mutex;
  std::string order;
  auto visitor = [](base::Mutex& door, std::string& notes, char name, base::Duration stay) -> task<void> {
    const auto lock = co_await door.lock();
    notes += name;
    co_await base::sleep(stay);
  };
  auto first = base::spawn<void>(executor, visitor(mutex, order, 'a', 10s), [](base::Outcome<void>) {});
  auto second = base::spawn<void>(executor, visitor(mutex, order, 'b', 1s), [](base::Outcome<void>) {});
  auto third = base::spawn<void>(executor, visitor(mutex, order, 'c', 1s), [](base::Outcome<void>) {});
  executor.run_for(1s);
  second.cancel();
  executor.run_until_idle();
  EXPECT_EQ(order, "ac");
}

}  // namespace
