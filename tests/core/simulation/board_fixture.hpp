// A virtual board on virtual time, and somebody who types at its serial port.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/virtual_executor.hpp"
#include "simulation/seeded_random.hpp"
#include "simulation/virtual_board.hpp"

namespace simulation::test {

using namespace std::chrono_literals;

class BoardFixture {
 public:
  explicit BoardFixture(FirmwareRole firmware, std::string_view faults = {},
                        VirtualBoard::Options options = {})
      : board(executor, random, complete(std::move(options), firmware, faults)) {
    listen(firmware == FirmwareRole::demo ? 9600 : 115200);
  }

  /// Opens the port at a rate; what is heard is kept, with the time of the last byte.
  void listen(std::uint32_t baud) {
    board.line().host_opens(baud);
    board.line().on_host_receives = [this](base::ByteView bytes) {
      heard_ += base::as_text(bytes);
      last_heard = executor.now();
    };
  }
  std::string take_heard() { return std::exchange(heard_, {}); }
  /// What is heard within the time after typing this.
  std::string type(std::string_view text, base::Duration patience = 1s) {
    heard_.clear();
    board.line().host_sends(base::as_bytes(text));
    executor.run_for(patience);
    return take_heard();
  }
  /// From typing to the last byte heard.
  base::Duration time_of(std::string_view text) {
    const base::Instant start = executor.now();
    type(text, 3s);
    return last_heard - start;
  }

  base::VirtualExecutor executor;
  SeededRandom random{7};
  base::Instant last_heard{};
  VirtualBoard board;

 private:
  static VirtualBoard::Options complete(VirtualBoard::Options options, FirmwareRole firmware,
                                        std::string_view faults) {
    options.firmware = firmware;
    options.faults = parse_fault_plan(faults);
    return options;
  }
  std::string heard_;
};

/// Provisioning firmware, its banner over.
class ProvisioningFixture : public BoardFixture {
 public:
  explicit ProvisioningFixture(std::string_view faults = {}, VirtualBoard::Options options = {})
      : BoardFixture(FirmwareRole::provisioning, faults, std::move(options)) {
    executor.run_for(1s);
    banner = take_heard();
  }
  std::string banner;
};

/// Demo firmware, at its first command line.
class DemoFixture : public BoardFixture {
 public:
  explicit DemoFixture(std::string_view faults = {}, VirtualBoard::Options options = {})
      : BoardFixture(FirmwareRole::demo, faults, std::move(options)) {
    executor.run_for(6s);
    start_log = take_heard();
  }
  std::string start_log;
};

}  // namespace simulation::test
