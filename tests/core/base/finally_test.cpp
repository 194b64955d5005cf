#include "base/finally.hpp"

#include <chrono>
#include <gtest/gtest.h>
#include <string>

#include "base/sleep.hpp"
#include "base/virtual_executor.hpp"

namespace {

using namespace std::chrono_literals;
using base::task;

constexpr base::ErrorCode work_failed{"test.work_failed"};
constexpr base::ErrorCode clean_up_failed{"test.clean_up_failed"};

task<int> succeed(std::string& events) {
  co_await base::sleep(1s);
  events += "work ";
  co_return 42;
}

task<int> fail(std::string& events) {
  co_await base::sleep(1s);
  events += "work ";
  throw base::Error(work_failed);
}

task<int> wait_long(std::string& events) {
  try {
    co_await base::sleep(1h);
  } catch (const base::Error&) {
    events += "cancelled ";
    throw;
  }
  co_return 0;
}

task<void> clean(std::string& events) {
  co_await base::sleep(2s);
  events += "clean-up ";
}

task<void> fail_to_clean(std::string& events) {
  co_await base::sleep(2s);
  events += "clean-up ";
  throw base::Error(clean_up_failed);
}

template <class T>
std::string code_of(base::VirtualExecutor& executor, task<T> work) {
  try {
    executor.run(std::move(work));
  } catch (const base::Error& error) {
    return std::string(error.code().name());
  }
  return {};
}

TEST(Finally, RunsTheCleanUpAfterTheWorkAndReturnsTheResult) {
  base::VirtualExecutor executor;
  std::string events;
  EXPECT_EQ(executor.run(base::finally(succeed(events), clean(events))), 42);
  EXPECT_EQ(events, "work clean-up ");
  EXPECT_EQ(executor.elapsed(), 3s);
}

TEST(Finally, AcceptsWorkWithoutAResult) {
  base::VirtualExecutor executor;
  std::string events;
  executor.run(base::finally(base::sleep(1s), clean(events)));
  EXPECT_EQ(events, "clean-up ");
}

TEST(Finally, RunsTheCleanUpAfterAnErrorAndThrowsTheError) {
  base::VirtualExecutor executor;
  std::string events;
  EXPECT_EQ(code_of(executor, base::finally(fail(events), clean(events))), "test.work_failed");
  EXPECT_EQ(events, "work clean-up ");
}

TEST(Finally, ThrowsTheErrorOfTheWorkWhenTheCleanUpFailsToo) {
  base::VirtualExecutor executor;
  std::string events;
  EXPECT_EQ(code_of(executor, base::finally(fail(events), fail_to_clean(events))), "test.work_failed");
  EXPECT_EQ(events, "work clean-up ");
}

TEST(Finally, ThrowsTheErrorOfTheCleanUpWhenTheWorkSucceeded) {
  base::VirtualExecutor executor;
  std::string events;
  EXPECT_EQ(code_of(executor, base::finally(succeed(events), fail_to_clean(events))), "test.clean_up_failed");
}

TEST(Finally, RunsTheWholeCleanUpWhenTheWorkIsCancelled) {
  base::VirtualExecutor executor;
  std::string events;
  base::Outcome<int> outcome;
  base::Spawned run =
      base::spawn<int>(executor, base::finally(wait_long(events), clean(events)),
                       [&outcome](base::Outcome<int> result) { outcome = std::move(result); });
  executor.run_for(1s);
  run.cancel();
  executor.run_until_idle();
  EXPECT_EQ(events, "cancelled clean-up ");
  EXPECT_EQ(executor.elapsed(), 3s);
  ASSERT_TRUE(outcome.done());
  EXPECT_TRUE(outcome.error().is(base::cancelled));
}

TEST(Finally, FinishesTheCleanUpWhenTheCallerIsCancelledDuringIt) {
  base::VirtualExecutor executor;
  std::string events;
  base::Outcome<int> outcome;
  base::Spawned run =
      base::spawn<int>(executor, base::finally(succeed(events), clean(events)),
                       [&outcome](base::Outcome<int> result) { outcome = std::move(result); });
  executor.run_for(2s);
  run.cancel();
  executor.run_until_idle();
  EXPECT_EQ(events, "work clean-up ");
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(std::move(outcome).get(), 42);
}

TEST(Finally, RunsNestedCleanUpsFromTheInsideOut) {
  base::VirtualExecutor executor;
  std::string events;
  const auto note = [](std::string& to, char name) -> task<void> {
    co_await base::sleep(1s);
    to += name;
  };
  EXPECT_EQ(
      code_of(executor, base::finally(base::finally(fail(events), note(events, 'a')), note(events, 'b'))),
      "test.work_failed");
  EXPECT_EQ(events, "work ab");
}

TEST(OnFailure, SkipsTheCleanUpAfterSuccess) {
  base::VirtualExecutor executor;
  std::string events;
  EXPECT_EQ(executor.run(base::on_failure(succeed(events), clean(events))), 42);
  EXPECT_EQ(events, "work ");
}

TEST(OnFailure, RunsTheCleanUpAfterAnErrorAndThrowsTheError) {
  base::VirtualExecutor executor;
  std::string events;
  EXPECT_EQ(code_of(executor, base::on_failure(fail(events), clean(events))), "test.work_failed");
  EXPECT_EQ(events, "work clean-up ");
}

TEST(OnFailure, ThrowsTheErrorOfTheWorkWhenTheCleanUpFailsToo) {
  base::VirtualExecutor executor;
  std::string events;
  EXPECT_EQ(code_of(executor, base::on_failure(fail(events), fail_to_clean(events))), "test.work_failed");
}

TEST(OnFailure, RunsTheWholeCleanUpWhenTheWorkIsCancelled) {
  base::VirtualExecutor executor;
  std::string events;
  EXPECT_EQ(code_of(executor, base::with_timeout(1s, base::on_failure(wait_long(events), clean(events)))),
            "base.timed_out");
  EXPECT_EQ(events, "cancelled clean-up ");
  EXPECT_EQ(executor.elapsed(), 3s);
}

}  // namespace
