// A whole board at the end of a USB cable: the debugger with its HID interface, serial port and drive; the
// microcontroller, which runs its flash if the flash holds one of the two firmwares; the flash of the WINC
// module; the secure element, sensors and LEDs. It speaks bytes, in virtual or real time, as the executor
// does. Knows nothing of the host. Facts: reference/board.md, storage.md, debugger.md.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/platform.hpp"
#include "simulation/access_point.hpp"
#include "simulation/board_state.hpp"
#include "simulation/hardware.hpp"
#include "simulation/hid_line.hpp"
#include "simulation/nano_debugger.hpp"
#include "simulation/virtual_hid_device.hpp"
#include "simulation/virtual_serial_port.hpp"

namespace simulation {

class VirtualBoard {
 public:
  struct Options {
    std::optional<BoardState> state;                           // without a value: a new board
    board::FirmwareRole firmware = board::FirmwareRole::demo;  // of a new board
    KitId kit = KitId::avr_iot_wg;                             // of a new board
    DemoEdition demo = DemoEdition::current;                   // of a new board
    std::vector<Fault> faults;
    unsigned speed = 1;  // how many times as fast as the executor's time
    Uplink uplink;
    std::optional<AccessPoint> access_point;
  };

  /// The board is plugged in and starts. The executor must outlive it.
  VirtualBoard(base::Executor& executor, ports::Random& random, Options options);
  VirtualBoard(const VirtualBoard&) = delete;
  VirtualBoard& operator=(const VirtualBoard&) = delete;
  ~VirtualBoard();

  ports::SerialPort& serial() { return port_; }
  /// The bytes behind serial(), for a host that bridges them to another device. Use either, not both.
  SerialLine& line() { return line_; }
  ports::HidDevice& hid() { return hid_device_; }
  /// The reports behind hid(), for the same purpose.
  HidLine& hid_line() { return hid_line_; }

  void unplug();
  void replug();
  bool plugged() const { return plugged_; }
  /// True if the USB devices are there: the board is plugged in, and the debugger is not restarting.
  bool on_usb() const { return plugged_ && !debugger_restart_.is_set(); }
  /// True while the debugger keeps the microcontroller from running its program.
  bool holds_target() const { return debugger_.target().is_held(); }
  /// No later fault of the plan occurs. Those that exist from the beginning, such as a worn sector, stay.
  void clear_faults() { faults_ = FaultInjector(); }
  /// Restarts the microcontroller, unless the debugger holds it.
  void reset();
  /// Drops a file on the drive. Returns the program that runs after an image is programmed (some seconds
  /// later); nullopt if the file is not an image, or the program is unknown. Throws simulation.bad_image for
  /// a broken .hex.
  std::optional<board::FirmwareRole> drop(std::string_view file_name, std::string_view content);
  /// Programs a stand-in as if its image were dropped, for hosts without the image.
  void program(board::FirmwareRole firmware);

  const Leds::States& leds() const { return leds_.states(); }
  const BoardState& state() const { return state_; }

  std::function<void(const Leds::States&)> on_leds;
  /// Called after each change of the state that the board keeps without power.
  std::function<void(StatePart)> on_state_change;
  /// Called after each change of on_usb().
  std::function<void()> on_plug_change;

 private:
  void apply_initial_faults();
  void connect_debugger();
  void start_firmware();
  void stop_firmware();
  void leave_usb();
  void restart_debugger();
  void program(base::Bytes image);
  void type_at_uart(std::string text);
  void changed(StatePart part);

  Timeline timeline_;
  BoardState state_;
  FaultInjector faults_;
  SerialLine line_;
  VirtualSerialPort port_;
  HidLine hid_line_;
  VirtualHidDevice hid_device_;
  NanoDebugger debugger_;
  Leds leds_;
  Sensors sensors_;
  std::optional<AccessPoint> access_point_;
  Hardware hardware_;
  std::unique_ptr<Firmware> firmware_;
  bool plugged_ = true;
  Alarm restart_;
  Alarm fault_;  // a fault is applied after the current event, not inside the firmware
  Alarm programming_;
  Alarm typing_;
  Alarm debugger_restart_;
  std::deque<char> to_type_;
};

}  // namespace simulation
