// One board's USB cable, as a browser sees it: a serial port and a HID device that end with the plug they
// were made for, and the faults that a plan draws for their uses. A use is each opening, read and write.
#pragma once

#include <functional>
#include <memory>

#include "base/enum_names.hpp"
#include "base/task_scope.hpp"
#include "simulation/virtual_board.hpp"
#include "strikes.hpp"

namespace chaos {

enum class PortFault : std::uint8_t {
  fails,  // with an error of the line; the port stays usable
  late,   // takes 700 ms longer
  twice,  // the bytes of a read arrive twice
  stuck,  // never ends by itself
};
constexpr auto names_of(PortFault) {
  using enum PortFault;
  return base::enum_names<PortFault>("PortFault",
                                     {{fails, "fails"}, {late, "late"}, {twice, "twice"}, {stuck, "stuck"}});
}

enum class DebuggerFault : std::uint8_t {
  fails,  // an opening fails; other uses are not affected
  late,   // takes 700 ms longer
  twice,  // an answer arrives twice
  stuck,  // never ends by itself
};
constexpr auto names_of(DebuggerFault) {
  using enum DebuggerFault;
  return base::enum_names<DebuggerFault>(
      "DebuggerFault", {{fails, "fails"}, {late, "late"}, {twice, "twice"}, {stuck, "stuck"}});
}

class Cable {
 public:
  /// Both must outlive the cable, and all devices that it made.
  Cable(base::Executor& executor, simulation::VirtualBoard& board)
      : board(board), executor_(executor), closing_(executor) {}

  /// The devices of the present plug. All later uses fail once the board is unplugged.
  std::unique_ptr<ports::SerialPort> make_port();
  std::unique_ptr<ports::HidDevice> make_debugger();
  /// Ends the devices of the present plug.
  void end_plug() { ++plug_; }
  /// Until this time, another program holds port and debugger.
  void hold_until(base::Instant time) { held_until_ = time; }
  void stop_faults();

  simulation::VirtualBoard& board;
  Strikes<PortFault> port_strikes;
  Strikes<DebuggerFault> debugger_strikes;
  /// Called with everything that is written to the port.
  std::function<void(base::ByteView)> on_write;

 private:
  class Port;
  class Debugger;

  bool is_held() const { return executor_.now() < held_until_; }

  base::Executor& executor_;
  int plug_ = 0;
  base::Instant held_until_{};
  base::TaskScope closing_;  // of devices that a page left open
};

}  // namespace chaos
