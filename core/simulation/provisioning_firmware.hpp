// The provisioning firmware ("ProvisioningV2") of the AVR-IoT (0.4.9) and PIC-IoT (0.4.7) boards, at the
// byte level and on the board's time, including its faults. Facts: reference/board.md, the texts in the
// images, and the firmware's published source (avr-iot-provisioning-mplab), which decides where the other
// two are silent.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>

#include "simulation/action_queue.hpp"
#include "simulation/provisioning_parser.hpp"

namespace simulation {

class ProvisioningFirmware final : public Firmware {
 public:
  static constexpr std::uint32_t baud = 115200;

  /// Starts: locks slot 0, waits for the module, prints the banner.
  explicit ProvisioningFirmware(Hardware& hardware);

  void receive(std::byte byte) override;

 private:
  // A ring of eight bytes holds seven.
  static constexpr std::size_t receive_ring = 7;
  static constexpr std::size_t transmit_ring = 8;

  /// How long a command keeps the firmware busy, and what it then does. `act` puts the text of the answer, if
  /// there is one, into `data`, and returns the status. Without a status the firmware sends no answer.
  struct Work {
    base::Duration busy{};
    std::function<std::optional<std::uint16_t>(std::string& data)> act;
  };
  struct Command {
    std::string_view name;
    bool takes_blob;
    Work (ProvisioningFirmware::*work)(const Arguments&);
  };
  static const std::vector<Command>& commands();

  void read_ring();
  void execute(const Command& command);
  void answer(const Command& command, std::uint16_t status, const std::string& data);

  // provisioning_element.cpp has the commands of the secure element, provisioning_module.cpp those
  // of the module.
  Work about(const Arguments&);
  Work blob_test(const Arguments&);
  Work ping(const Arguments&);
  Work list_commands(const Arguments&);
  Work version(const Arguments&);
  Work restart(const Arguments&);
  Work set_led(const Arguments&);
  Work get_led(const Arguments&);
  Work element_serial(const Arguments&);
  Work element_public_key(const Arguments&);
  Work element_lock(const Arguments&);
  Work element_read(const Arguments&);
  Work element_read_otp(const Arguments&);
  Work element_write(const Arguments&);
  Work element_read_public_key(const Arguments&);
  Work element_write_public_key(const Arguments&);
  Work element_sign(const Arguments&);
  Work winc_erase(const Arguments&);
  Work winc_read(const Arguments&);
  Work winc_write(const Arguments&);

  static Work refuse(std::uint16_t status);
  static Work refuse(McStatus status);
  static Work read_element(base::Duration busy, std::function<ElementStatus(base::Bytes&)> read);
  base::Duration enter_download_mode();
  base::Duration leave_download_mode();
  bool module_starts() const;
  /// How much later than usual the module's driver is done, because the module does not start.
  base::Duration module_delay() const;
  std::string module_versions() const;
  std::string banner() const;

  Hardware& hardware_;
  ProvisioningParser parser_;
  std::deque<std::byte> ring_;
  ActionQueue actions_;
  bool download_mode_ = false;
  base::Instant receives_from_;  // until then, the UART is off
};

// Functions of the firmware's C library that several files use.
std::string hex_of(base::ByteView bytes);
/// Converts as the firmware does: a character that is not a hex digit counts as 0, and so does the missing
/// second character of an odd text.
base::Bytes bytes_of_hex(std::string_view text);

}  // namespace simulation
