// The parts of a board that a firmware uses.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "simulation/cloud.hpp"
#include "simulation/fault_plan.hpp"
#include "simulation/kit.hpp"
#include "simulation/leds.hpp"
#include "simulation/nor_flash.hpp"
#include "simulation/secure_element.hpp"
#include "simulation/sensors.hpp"
#include "simulation/serial_line.hpp"
#include "simulation/timeline.hpp"

namespace simulation {

/// Connects a board to the broker: Cloud::connect_board. If empty, the board's Wi-Fi has no internet access.
using Uplink = std::function<Cloud::BoardAnswer(BoardConnect)>;

/// A part of a board's state.
enum class StatePart : std::uint8_t { winc_flash, secure_element, mcu, debugger };

struct Hardware {
  const FirmwareTexts& texts;
  Timeline& timeline;
  SerialLine& line;
  NorFlash& winc_flash;
  SecureElement& secure_element;
  Leds& leds;
  const Sensors& sensors;
  FaultInjector& faults;
  Uplink uplink;
  /// A firmware calls this after each change of the state.
  std::function<void(StatePart)> changed;
  /// Restarts the microcontroller as soon as the current event is over.
  std::function<void()> reset;
  /// Applies a fault of kind unplug or reset.
  std::function<void(const Fault&)> apply_fault;
  std::string module_firmware = "19.7.7";
  /// Set when the module's firmware does not start: how long the driver tries before it gives up.
  std::optional<base::Duration> dead_module{};
};

/// The running program of the microcontroller. A reset destroys it and makes another one.
class Firmware {
 public:
  Firmware() = default;
  Firmware(const Firmware&) = delete;
  Firmware& operator=(const Firmware&) = delete;
  virtual ~Firmware() = default;

  virtual void receive(std::byte byte) = 0;
};

}  // namespace simulation
