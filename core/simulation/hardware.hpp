// What a firmware finds on its board.
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

/// Where a board's Wi-Fi leads: Cloud::connect_board, or nowhere when empty.
using Uplink = std::function<Cloud::BoardAnswer(BoardConnect)>;

/// What of a board's state has changed.
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
  std::function<void(StatePart)> changed;
  /// Restarts the microcontroller, soon.
  std::function<void()> reset;
  /// A fault of kind unplug or reset.
  std::function<void(const Fault&)> strike;
  std::string module_firmware = "19.7.7";
  /// Set when the module's firmware does not start: how long the driver tries before it gives up.
  std::optional<base::Duration> dead_module{};
};

/// The program in the microcontroller: made at its start, destroyed when it is reset.
class Firmware {
 public:
  Firmware() = default;
  Firmware(const Firmware&) = delete;
  Firmware& operator=(const Firmware&) = delete;
  virtual ~Firmware() = default;

  virtual void receive(std::byte byte) = 0;
};

}  // namespace simulation
