// The command line "WxDemoV1" of the demo (sensor node) firmware, 4.1.2 on AVR-IoT and 4.1.3 on PIC-IoT
// boards, at 9600 baud. It is modelled at the byte level and on the board's time, including its faults.
// Older editions are modelled as far as their start-up and their answers differ. Facts:
// reference/board.md, the texts in the images, and the firmware's published source
// (avr-iot-aws-sensor-node-mplab: cli.c, debug_print.c).
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "simulation/action_queue.hpp"
#include "simulation/demo_connection.hpp"
#include "simulation/firmware_image.hpp"

namespace simulation {

class DemoFirmware final : public Firmware {
 public:
  static constexpr std::uint32_t baud = 9600;

  DemoFirmware(Hardware& hardware, DemoEdition edition, std::optional<AccessPoint> access_point);

  void receive(std::byte byte) override;

 private:
  static constexpr std::size_t receive_ring = 63;
  static constexpr std::size_t transmit_ring = 64;
  static constexpr std::size_t line_buffer = 100;

  void begin();
  void schedule_poll();
  void poll();
  /// False if `line_end` is the LF of a CR LF whose CR has ended the line already.
  bool ends_a_line(char line_end);
  void run_command(std::string line);
  void begin_faults(const std::string& name);
  std::string answer(const std::string& name, const std::string& argument, bool has_argument);
  std::string version() const;
  std::string cli_version() const;
  std::string wifi(const std::string& argument);
  void log(const std::string& message);

  Hardware& hardware_;
  const DemoEdition edition_;
  base::Instant start_;
  bool up_ = false;
  std::deque<std::byte> ring_;
  std::string line_;
  bool too_long_ = false;
  char last_line_end_ = '\0';
  Alarm polling_;
  ActionQueue actions_;
  DemoConnection connection_;
};

}  // namespace simulation
