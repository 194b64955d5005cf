// The configuration that the debugger keeps about its board: 4 KiB. Two blocks of 512 bytes in it describe
// the kit: one that the user may change, and one from the factory. Layout: pydebuggerconfig's
// board_config_defines-1.9.63.xml; the addresses of the blocks: pyedbglib's configprotocol.
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

  /// The configuration of a new board.
  DebuggerConfiguration(const Kit& kit, std::string_view usb_serial_number);
  /// Throws simulation.bad_state unless the content has `size` bytes.
  explicit DebuggerConfiguration(base::Bytes content);

  const base::Bytes& content() const { return content_; }
  /// False if the range is not all inside the configuration.
  bool holds(std::size_t offset, std::size_t count) const;
  void write(std::size_t offset, base::ByteView bytes);

  // Values of the user's block.
  std::string kit_name() const;
  std::uint8_t click_me_type() const;
  /// KEY2: the device id in the link file on the drive.
  base::ByteView device_id() const;

 private:
  std::uint8_t user(std::size_t register_offset) const;
  base::Bytes content_;
};

}  // namespace simulation
