#include "ports/first_open.hpp"

#include <chrono>
#include <gtest/gtest.h>

#include "base/virtual_executor.hpp"
#include "ports/errors.hpp"
#include "support/error_of.hpp"

namespace {

using namespace std::chrono_literals;

/// A device that refuses to open until some time has passed.
class FirstOpenTest : public testing::Test {
 protected:
  /// The error code of the first open, empty when it succeeds.
  std::string open(base::Duration refuses_for, base::ErrorCode refusal) {
    attempts = 0;
    start = executor.now();
    const ports::OpenAttempt attempt = [this, refuses_for, refusal]() -> base::task<void> {
      ++attempts;
      if (executor.now() - start < refuses_for) throw base::Error(refusal);
      co_return;
    };
    return support::code_of([&] { executor.run(ports::first_open(attempt, log)); });
  }
  base::Duration took() const { return executor.now() - start; }

  base::VirtualExecutor executor;
  base::Log log{executor};
  base::Instant start{};
  int attempts = 0;
};

TEST_F(FirstOpenTest, OpensAReadyDeviceAtOnce) {
  EXPECT_EQ(open(0s, ports::serial_port_busy), "");
  EXPECT_EQ(took(), 0s);
  EXPECT_EQ(attempts, 1);
  EXPECT_TRUE(log.lines().empty());
}

TEST_F(FirstOpenTest, WaitsUpToTenSecondsForABusyPortBecauseOfModemManager) {
  EXPECT_EQ(open(9500ms, ports::serial_port_busy), "");
  EXPECT_LE(took(), base::Duration(10s));
  ASSERT_EQ(log.lines().size(), 1U);
  EXPECT_NE(log.lines()[0].text.find("busy"), std::string::npos);
}

TEST_F(FirstOpenTest, ReportsABusyPortAfterTenSeconds) {
  EXPECT_EQ(open(24h, ports::serial_port_busy), "serial.port_busy");
  EXPECT_EQ(took(), 10s);
  EXPECT_LE(attempts, 15);
}

TEST_F(FirstOpenTest, ReportsOtherRefusalsWithinTwoSeconds) {
  for (const base::ErrorCode refusal : {ports::serial_open_failed, ports::hid_open_failed,
                                        ports::port_in_other_tab, ports::debugger_in_other_tab}) {
    EXPECT_EQ(open(1500ms, refusal), "") << refusal.name();
    EXPECT_EQ(open(24h, refusal), refusal.name());
    EXPECT_LE(took(), base::Duration(2s)) << refusal.name();
    EXPECT_EQ(attempts, 4) << refusal.name();
  }
}

TEST_F(FirstOpenTest, ThrowsPermanentErrorsAtOnce) {
  EXPECT_EQ(open(24h, ports::serial_disconnected), "serial.disconnected");
  EXPECT_EQ(took(), 0s);
  EXPECT_EQ(attempts, 1);
}

TEST_F(FirstOpenTest, StopsWhenItIsCancelled) {
  const ports::OpenAttempt attempt = []() -> base::task<void> {
    throw base::Error(ports::serial_port_busy);
    co_return;
  };
  base::Outcome<void> outcome;
  base::Spawned opening =
      base::spawn<void>(executor, ports::first_open(attempt, log),
                        [&outcome](base::Outcome<void> result) { outcome = std::move(result); });
  executor.run_for(1s);
  opening.cancel();
  executor.run_until_idle();
  EXPECT_TRUE(outcome.error().is(base::cancelled));
  EXPECT_EQ(executor.elapsed(), 1s);
}

}  // namespace
