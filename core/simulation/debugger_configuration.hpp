// What the debugger keeps about the board that it sits on: 4 KiB, in which two blocks of 512 octets describe
// the kit, one that its user may change and the factory's. Layout: pydebuggerconfig's
// board_config_defines-1.9.63.xml; the blocks' places: pyedbglib's configprotocol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/bytes.hpp"
#include "simulation/kit.hpp"

namespace simulation {

class DebuggerConfiguration {
 public:
  static constexpr std::size_t size = 0x1000;
  static constexpr std::size_t user_block = 0xC00;
  static constexpr std::size_t factory_block = 0xE00;

  /// As it leaves the factory.
  DebuggerConfiguration(const Kit& kit, std::string_view usb_serial_number);
  /// simulation.bad_state unless it is `size` octets.
  explicit DebuggerConfiguration(base::Bytes content);

  const base::Bytes& content() const { return content_; }
  /// False when that is not all inside.
  bool holds(std::size_t offset, std::size_t count) const;
  void write(std::size_t offset, base::ByteView bytes);

  // Of the user's block.
  std::string kit_name() const;
  std::uint8_t click_me_type() const;
  /// KEY2: the device's id in the drive's link.
  base::ByteView device_id() const;

 private:
  std::uint8_t user(std::size_t register_offset) const;
  base::Bytes content_;
};

}  // namespace simulation
