// A whole AVR-IoT WG board at the end of a USB cable: debugger with its serial port and its drive, the
// microcontroller with one of its two firmwares, the WINC module's flash, the secure element, sensors and
// lights. It speaks bytes, in virtual or in real time, whichever the executor has. Knows nothing of who talks
// to it. Facts: reference/board.md, storage.md, debugger.md.
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
#include "simulation/drive.hpp"
#include "simulation/hardware.hpp"
#include "simulation/virtual_serial_port.hpp"

namespace simulation {

/// What a board keeps without power. Not public: the secure element's key is in it.
struct BoardState {
  NorFlash winc_flash;
  SecureElement secure_element;
  FirmwareKind firmware = FirmwareKind::provisioning;
  std::string usb_serial_number;
};

/// A board as it comes out of its box.
BoardState manufacture(ports::Random& random, FirmwareKind firmware);

class VirtualBoard {
 public:
  struct Options {
    std::optional<BoardState> state;             // none: a new board
    FirmwareKind firmware = FirmwareKind::demo;  // of a new board
    std::vector<Fault> faults;
    unsigned speed = 1;      // times faster than the executor's time
    std::uint32_t room = 1;  // what the sensors see
    Uplink uplink;
    std::optional<AccessPoint> access_point;
  };

  /// Plugged in and starting. The executor outlives it.
  VirtualBoard(base::Executor& executor, ports::Random& random, Options options);
  VirtualBoard(const VirtualBoard&) = delete;
  VirtualBoard& operator=(const VirtualBoard&) = delete;
  ~VirtualBoard();

  ports::SerialPort& serial() { return port_; }
  /// The bytes behind serial(), for a host that bridges them to something else. Not both at a time.
  SerialLine& line() { return line_; }

  void unplug();
  void replug();
  bool plugged() const { return plugged_; }
  void reset();
  /// A file is dropped on the drive. The program that an image brought, which starts when it is programmed
  /// (some seconds), or nothing when the file does nothing. simulation.bad_image for a broken .hex.
  std::optional<FirmwareKind> drop(std::string_view file_name, std::string_view content);
  /// Programs without a file, for hosts that have no image at hand.
  void program(FirmwareKind firmware);

  const Leds::States& leds() const { return leds_.states(); }
  const BoardState& state() const { return state_; }

  std::function<void(const Leds::States&)> on_leds;
  /// After each change of what is kept without power.
  std::function<void(StatePart)> on_state_change;
  std::function<void()> on_plug_change;

 private:
  void start_firmware();
  void stop_firmware();
  void debugger_types(std::string text);

  Timeline timeline_;
  BoardState state_;
  FaultInjector faults_;
  SerialLine line_;
  VirtualSerialPort port_;
  Leds leds_;
  Sensors sensors_;
  std::optional<AccessPoint> access_point_;
  Hardware hardware_;
  std::unique_ptr<Firmware> firmware_;
  bool plugged_ = true;
  Alarm restart_;
  Alarm stroke_;  // a fault that must not strike from within the firmware
  Alarm programming_;
  Alarm typing_;
  std::deque<char> to_type_;
};

}  // namespace simulation
