// The board configuration that a debugger keeps in its own flash (pydebuggerconfig's
// board_config_defines-1.9.63.xml): 512 bytes, read and written with CMSIS-DAP's vendor commands 0x83 and
// 0x84 in chunks of 32. It names the kit and says where the link on the board's drive leads. Knows the layout
// of the user's block; never touches the factory's.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/task.hpp"
#include "debugger/cmsis_dap.hpp"

namespace debugger {

inline constexpr std::size_t configuration_chunk = 32;
inline constexpr std::size_t configuration_size = 512;
using ConfigurationChunk = std::array<std::byte, configuration_chunk>;

/// 0x83: a chunk of the user's block; `offset` a multiple of 32 below 512.
struct GetConfiguration {
  static constexpr std::uint8_t id = 0x83;
  std::uint16_t offset;

  ports::HidReport encode() const;
  /// configuration_refused.
  ConfigurationChunk parse(const ports::HidReport& answer) const;
};

/// 0x84.
struct SetConfiguration {
  static constexpr std::uint8_t id = 0x84;
  std::uint16_t offset;
  ConfigurationChunk chunk;

  ports::HidReport encode() const;
  /// configuration_refused.
  void check(const ports::HidReport& answer) const;
};

/// Where the drive's link CLICK-ME leads: which cloud, and the device's id there.
enum class ClickMeType : std::uint8_t { google = 0x00, aws = 0x01, generic = 0x20 };

/// The user's block, whole.
class BoardConfiguration {
 public:
  using Block = std::array<std::byte, configuration_size>;

  BoardConfiguration() = default;
  explicit BoardConfiguration(const Block& block) : block_(block) {}

  std::string kit_name() const;  // empty when the block is blank
  std::uint8_t click_me_type() const;
  base::ByteView device_id() const;  // KEY2, up to 32 bytes
  /// link_refused over 32 bytes.
  void set_link(ClickMeType type, base::ByteView device_id);
  const Block& block() const { return block_; }

 private:
  Block block_{};
};

enum class ConfigurationPart : std::uint8_t { kit_name, whole };
/// What is not read stays zero.
base::task<BoardConfiguration> read_configuration(CmsisDap& dap, ConfigurationPart part);
/// Writes the block whole, as the vendor's tool does, and reads it back: configuration_differs.
base::task<void> write_configuration(CmsisDap& dap, BoardConfiguration configuration);

}  // namespace debugger
