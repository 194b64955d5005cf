// Fixtures for tests of the virtual board: a board on virtual time, and a host that sends text to its serial
// port.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/virtual_executor.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"

namespace simulation::test {

using namespace std::chrono_literals;
using board::FirmwareRole;

/// A board with the given firmware and fault plan, whose serial port is open at the firmware's rate.
class BoardFixture {
 public:
  explicit BoardFixture(FirmwareRole firmware, std::string_view faults = {},
                        VirtualBoard::Options options = {})
      : board(executor, random, complete(std::move(options), firmware, faults)) {
    open_port(firmware == FirmwareRole::demo ? 9600 : 115200);
  }

  /// Opens the port at a rate. Keeps the received bytes, and the time of the last one.
  void open_port(std::uint32_t baud) {
    board.line().host_opens(baud);
    board.line().on_host_receives = [this](base::ByteView bytes) {
      received_ += base::as_text(bytes);
      last_received = executor.now();
    };
  }
  std::string take_received() { return std::exchange(received_, {}); }
  /// Sends the text, and returns what the board sends within the time.
  std::string type(std::string_view text, base::Duration time = 1s) {
    received_.clear();
    board.line().host_sends(base::as_bytes(text));
    executor.run_for(time);
    return take_received();
  }
  /// The time from sending the text to the last received byte.
  base::Duration time_of(std::string_view text) {
    const base::Instant start = executor.now();
    type(text, 3s);
    return last_received - start;
  }

  base::VirtualExecutor executor;
  SeededRandom random{7};
  base::Instant last_received{};
  VirtualBoard board;

 private:
  static VirtualBoard::Options complete(VirtualBoard::Options options, FirmwareRole firmware,
                                        std::string_view faults) {
    options.firmware = firmware;
    options.faults = parse_fault_plan(faults);
    return options;
  }
  std::string received_;
};

/// A board with provisioning firmware that has printed its banner.
class ProvisioningFixture : public BoardFixture {
 public:
  explicit ProvisioningFixture(std::string_view faults = {}, VirtualBoard::Options options = {})
      : BoardFixture(FirmwareRole::provisioning, faults, std::move(options)) {
    executor.run_for(1s);
    banner = take_received();
  }
  std::string banner;
};

/// A board with demo firmware that has started and accepts commands.
class DemoFixture : public BoardFixture {
 public:
  explicit DemoFixture(std::string_view faults = {}, VirtualBoard::Options options = {})
      : BoardFixture(FirmwareRole::demo, faults, std::move(options)) {
    executor.run_for(6s);
    start_log = take_received();
  }
  std::string start_log;
};

}  // namespace simulation::test
