#include "debugger/avr8.hpp"

#include <utility>

#include "debugger/errors.hpp"

namespace debugger {

namespace {

using namespace std::chrono_literals;

// Contexts, and offsets in them.
constexpr std::uint8_t context_config = 0;
constexpr std::uint8_t context_physical = 1;
constexpr std::uint8_t context_device = 2;
constexpr std::uint8_t config_variant = 0x00;
constexpr std::uint8_t config_function = 0x01;
constexpr std::uint8_t physical_interface = 0x00;
constexpr std::uint8_t physical_pdi_clock = 0x31;

constexpr base::Duration erase_timeout = 10s;

/// The error code for a status AVR8_FAILURE_…: command_refused unless the status has a meaning of its own.
base::ErrorCode meaning(std::uint8_t status) {
  switch (status) {
    case 0x22:  // NO_TARGET_POWER
      return target_unpowered;
    case 0x31:  // INVALID_PHYSICAL_STATE
      return wrong_interface_state;
    case 0x44:  // OCD_LOCKED
      return target_locked;
    case 0x17:  // PARITY_ERROR
    case 0x19:  // PDI_TIMEOUT
    case 0x1A:  // COLLISION
    case 0x1B:  // PDI_ENABLE
    case 0x1C:  // FRAMING_ERROR
    case 0x20:  // NO_DEVICE_FOUND
    case 0x42:  // CS_ERROR
    case 0x45:  // KEY_ERROR
    case 0x46:  // BOOT_ERROR
    case 0x47:  // ACK_ERROR
      return target_silent;
    default:
      return command_refused;
  }
}

Jtagice3Command command(std::uint8_t id, base::Bytes arguments = {}) {
  Jtagice3Command command{Handler::avr8, id, std::move(arguments)};
  command.meaning = meaning;
  return command;
}

Jtagice3Command set(std::uint8_t context, std::uint8_t offset, base::ByteView value) {
  Jtagice3Command command = Jtagice3Command::set(Handler::avr8, context, offset, value);
  command.meaning = meaning;
  return command;
}

Jtagice3Command set(std::uint8_t context, std::uint8_t offset, std::uint8_t value) {
  const std::byte byte{value};
  return set(context, offset, base::ByteView(&byte, 1));
}

Jtagice3Command set_device(const UpdiDevice& device) {
  base::ByteWriter structure;
  const auto pad_to = [&structure](std::size_t offset) {
    structure.fill(offset - structure.size(), std::byte{0});
  };
  structure.u16_le(device.flash.base);
  structure.u8(static_cast<std::uint8_t>(device.flash.page));
  structure.u8(static_cast<std::uint8_t>(device.eeprom.page));
  structure.u16_le(device.nvmctrl_base).u16_le(device.ocd_base);
  pad_to(0x12);
  structure.u32_le(device.flash.size).u16_le(device.eeprom.size).u16_le(device.user_row.size);
  structure.u8(static_cast<std::uint8_t>(device.fuses.size));
  pad_to(0x20);
  structure.u16_le(device.eeprom.base).u16_le(device.user_row.base).u16_le(device.signatures.base);
  structure.u16_le(device.fuses.base).u16_le(device.lock_base);
  structure.u8(device.signature[2]).u8(device.signature[1]);
  structure.u8(0);  // bits 16 to 23 of the flash's base
  structure.u8(static_cast<std::uint8_t>(device.flash.page >> 8));
  structure.u8(0);  // addresses of 16 bits
  structure.u8(device.high_voltage);
  return set(context_device, 0, std::move(structure).take());
}

}  // namespace

ImageRanges UpdiDevice::image_ranges() const {
  return {{0, flash.size}, {avr_fuse_address, avr_fuse_address + fuses.size}, avr_other_memory};
}

namespace avr8 {

std::vector<Jtagice3Command> settings(const UpdiDevice& device) {
  base::ByteWriter clock;
  clock.u16_le(device.clock_khz);
  std::vector<Jtagice3Command> settings;
  settings.push_back(set_device(device));
  settings.push_back(set(context_config, config_variant, 5));
  settings.push_back(set(context_config, config_function, 1));
  settings.push_back(set(context_physical, physical_interface, 8));
  settings.push_back(set(context_physical, physical_pdi_clock, std::move(clock).take()));
  return settings;
}

Jtagice3Command activate_physical() {
  constexpr std::byte without_reset_line{0};
  return command(0x10, {without_reset_line});
}

Jtagice3Command deactivate_physical() {
  return command(0x11);
}

Jtagice3Command enter_programming() {
  return command(0x15);
}

Jtagice3Command leave_programming() {
  return command(0x16);
}

Jtagice3Command erase_chip() {
  base::ByteWriter arguments;
  arguments.u8(0).u32_le(0);  // mode: chip; address: of other modes
  Jtagice3Command erase = command(0x20, std::move(arguments).take());
  erase.timeout = erase_timeout;
  return erase;
}

Jtagice3Command read(Avr8Memory memory, std::uint32_t address, std::uint32_t size) {
  base::ByteWriter arguments;
  arguments.u8(static_cast<std::uint8_t>(memory)).u32_le(address).u32_le(size);
  return command(0x21, std::move(arguments).take());
}

Jtagice3Command write(Avr8Memory memory, std::uint32_t address, base::ByteView bytes) {
  constexpr std::uint8_t answer_when_done = 0;
  base::ByteWriter arguments;
  arguments.u8(static_cast<std::uint8_t>(memory)).u32_le(address);
  arguments.u32_le(static_cast<std::uint32_t>(bytes.size())).u8(answer_when_done).bytes(bytes);
  return command(0x23, std::move(arguments).take());
}

}  // namespace avr8

}  // namespace debugger
