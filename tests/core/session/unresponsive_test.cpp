// Tests a browser whose device calls never answer: each wait ends with an error, and unplugging frees the
// board.
#include <gtest/gtest.h>

#include "base/completion.hpp"
#include "ports/errors.hpp"
#include "support/error_of.hpp"
#include "support/session_world.hpp"

namespace {

using namespace std::chrono_literals;
using board::FirmwareRole;
using session::DeviceStatus;
using session::NextAction;
using support::code_of;
using World = support::SessionWorld;

/// The calls that the browser never answers.
struct Silence {
  bool open = false;
  bool close = false;
  bool send = false;

  /// Never ends by itself.
  static base::task<void> forever() {
    const base::Completion<void> never;
    const base::Completer<void> held = never.completer();
    co_await never.wait();
  }
};

class SilentSerial final : public ports::SerialPort {
 public:
  SilentSerial(ports::SerialPort& port, const Silence& silence) : port_(port), silence_(silence) {}
  base::task<void> open(ports::BaudRate rate) override {
    return silence_.open ? Silence::forever() : port_.open(rate);
  }
  base::task<base::Bytes> read() override { return port_.read(); }
  base::task<void> write(base::ByteView bytes) override { return port_.write(bytes); }
  base::task<void> close() override { return silence_.close ? Silence::forever() : port_.close(); }

 private:
  ports::SerialPort& port_;
  const Silence& silence_;
};

class SilentHid final : public ports::HidDevice {
 public:
  SilentHid(ports::HidDevice& device, const Silence& silence) : device_(device), silence_(silence) {}
  base::task<void> open() override { return silence_.open ? Silence::forever() : device_.open(); }
  base::task<void> send(const ports::HidReport& report) override {
    return silence_.send ? Silence::forever() : device_.send(report);
  }
  base::task<ports::HidReport> receive() override { return device_.receive(); }
  base::task<void> close() override { return silence_.close ? Silence::forever() : device_.close(); }

 private:
  ports::HidDevice& device_;
  const Silence& silence_;
};

/// A board behind a browser that may never answer some calls.
class UnresponsiveBrowser : public testing::Test {
 protected:
  UnresponsiveBrowser() { world.executor.run_for(10s); }

  std::unique_ptr<ports::SerialPort> port() {
    return std::make_unique<SilentSerial>(board.serial(), silence);
  }
  std::unique_ptr<ports::HidDevice> hid() { return std::make_unique<SilentHid>(board.hid(), silence); }
  template <class T>
  base::Spawned start(base::task<T> work, std::string& ended) {
    return base::spawn<T>(world.executor, std::move(work), [&ended](base::Outcome<T> outcome) {
      ended = code_of([&] { std::move(outcome).get(); });
      if (ended.empty()) ended = "ok";
    });
  }
  const session::BoardSession& seen() const { return *world.session->devices().boards().at(0); }

  World world;
  simulation::VirtualBoard& board = world.add_board(FirmwareRole::demo);
  Silence silence;
};

TEST_F(UnresponsiveBrowser, OpeningAPortTimesOutAndCanBeRetried) {
  silence.open = true;
  std::string attached;
  const auto attaching =
      start<int>(world.session->devices().attach_board(port(), session::World::simulated), attached);
  world.executor.run_for(15s);
  EXPECT_EQ(attached, "ok") << "the error is in the state";
  ASSERT_EQ(seen().status(), DeviceStatus::failed);
  ASSERT_TRUE(seen().port().error());
  EXPECT_EQ(seen().port().error()->code().name(), "serial.unresponsive");
  EXPECT_NE(world.session->next(), NextAction::wait);
  silence.open = false;
  world.executor.run(world.session->jobs().identify_again(seen().id()));
  EXPECT_EQ(seen().status(), DeviceStatus::ready);
}

TEST_F(UnresponsiveBrowser, UnpluggingTheBoardEndsAHangingOpen) {
  silence.open = true;
  std::string attached;
  const auto attaching =
      start<int>(world.session->devices().attach_board(port(), session::World::simulated), attached);
  world.executor.run_for(2s);
  world.session->devices().board_gone(seen().id());
  world.executor.run_for(100ms);
  EXPECT_EQ(seen().status(), DeviceStatus::gone);
  EXPECT_NE(attached, "") << "attach_board() must have ended";
  silence.open = false;
  world.executor.run(world.session->devices().attach_board(port(), session::World::simulated));
  EXPECT_EQ(seen().status(), DeviceStatus::ready);
  EXPECT_EQ(world.session->devices().boards().size(), 1U);
}

TEST_F(UnresponsiveBrowser, TheBoardIsIdentifiedEvenIfClosingThePortHangs) {
  silence.close = true;
  std::string attached;
  const auto attaching =
      start<int>(world.session->devices().attach_board(port(), session::World::simulated), attached);
  world.executor.run_for(30s);
  EXPECT_EQ(attached, "ok");
  EXPECT_EQ(seen().status(), DeviceStatus::ready);
}

TEST_F(UnresponsiveBrowser, UnpluggingTheBoardEndsAHangingClose) {
  const int id = world.executor.run(world.session->devices().attach_board(port(), session::World::simulated));
  std::string asked;
  const auto asking = start(world.session->jobs().identify_again(id), asked);
  world.executor.run_for(20ms);
  silence.close = true;
  world.session->devices().board_gone(id);
  world.executor.run_for(10s);
  EXPECT_EQ(asked, base::cancelled.name());
  EXPECT_EQ(seen().status(), DeviceStatus::gone);
  silence.close = false;
  EXPECT_EQ(world.executor.run(world.session->devices().attach_board(port(), session::World::simulated)), id);
  EXPECT_EQ(seen().status(), DeviceStatus::ready);
}

TEST_F(UnresponsiveBrowser, OpeningADebuggerTimesOut) {
  silence.open = true;
  std::string attached;
  const auto attaching =
      start<int>(world.session->devices().attach_debugger(hid(), session::World::simulated), attached);
  world.executor.run_for(15s);
  EXPECT_EQ(attached, "ok") << "the error is in the state";
  const session::DebuggerSession& debugger = *world.session->devices().debuggers().at(0);
  ASSERT_EQ(debugger.status(), DeviceStatus::failed);
  EXPECT_EQ(debugger.error()->code().name(), "hid.unresponsive");
}

TEST_F(UnresponsiveBrowser, SendingToADebuggerTimesOutEvenIfClosingItHangs) {
  silence.send = true;
  silence.close = true;
  std::string attached;
  const auto attaching =
      start<int>(world.session->devices().attach_debugger(hid(), session::World::simulated), attached);
  world.executor.run_for(30s);
  EXPECT_EQ(attached, "ok") << "the error is in the state";
  EXPECT_EQ(world.session->devices().debuggers().at(0)->status(), DeviceStatus::failed);
}

}  // namespace
