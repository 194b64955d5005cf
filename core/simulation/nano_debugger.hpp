// The debugger on a kit (nEDBG) and its answers to HID reports: the information of CMSIS-DAP, the vendor's
// commands for the board configuration, and the commands that carry JTAGICE3 frames. It handles discovery and
// housekeeping itself, and passes other frames to its target. Facts: Arm's CMSIS-DAP; Microchip, "EDBG-based
// Tools Protocols"; reference/debugger.md. Where these are silent: what pyedbglib and pymcuprog rely on.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "ports/hid_device.hpp"
#include "simulation/board_state.hpp"
#include "simulation/target.hpp"
#include "simulation/timeline.hpp"

namespace simulation {

class NanoDebugger {
 public:
  struct FirmwareVersion {
    std::uint8_t major;
    std::uint8_t minor;
    std::uint16_t build;
  };

  NanoDebugger(Timeline& timeline, BoardState& state);

  /// Answers a report. With a `status`, the command that the report belongs to does nothing and
  /// fails with it.
  ports::HidReport answer(const ports::HidReport& report, std::optional<std::uint8_t> status);
  /// Resets everything but the board's state, as at a restart or after a power loss.
  void restart();
  Target& target() { return *target_; }
  const Target& target() const { return *target_; }
  void set_firmware(FirmwareVersion version) { firmware_ = version; }
  /// Answers this item of DAP_Info with length 0, like an item that the debugger does not know.
  void hide_information(std::uint8_t id) { hidden_information_.push_back(id); }
  /// Answers with at most `limit` bytes of the housekeeping parameters, however many the host asks for.
  void limit_parameters(std::size_t limit) { parameter_limit_ = limit; }

  std::function<void()> on_configuration_change;
  /// Called when the host restarts the debugger. The board then calls restart().
  std::function<void()> on_restart;

 private:
  void information(std::uint8_t id, ports::HidReport& answer) const;
  void get_configuration(base::ByteView report, ports::HidReport& answer) const;
  void set_configuration(base::ByteView report, ports::HidReport& answer);
  void take_fragment(base::ByteView report, std::optional<std::uint8_t> status, ports::HidReport& answer);
  void give_fragment(ports::HidReport& answer);
  void begin_reply(base::ByteView frame);
  Jtagice3Reply handle(std::uint8_t handler, base::ByteView message);
  Jtagice3Reply discover(base::ByteView message) const;
  Jtagice3Reply housekeeping(base::ByteView message);
  Jtagice3Reply get_parameters(base::ByteReader& arguments) const;

  Timeline& timeline_;
  BoardState& state_;
  std::unique_ptr<Target> target_;
  FirmwareVersion firmware_{1, 30, 35};
  std::vector<std::uint8_t> hidden_information_;
  std::size_t parameter_limit_ = SIZE_MAX;
  std::optional<std::uint8_t> failing_;  // the status that the incoming frame must fail with

  base::Bytes incoming_;
  std::size_t fragments_taken_ = 0;
  std::vector<base::Bytes> reply_;  // fragments
  std::size_t fragments_given_ = 0;
  base::Instant reply_ready_{};
  bool restarting_ = false;  // true if a restart follows when the host has read the reply
  Alarm restart_;
};

}  // namespace simulation
