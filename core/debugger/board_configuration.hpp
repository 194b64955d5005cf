// The board configuration in a debugger's own flash (pydebuggerconfig's board_config_defines-1.9.63.xml).
// Reads the kit's name from the user's block, in chunks of 32 bytes by CMSIS-DAP's vendor command 0x83. Never
// writes.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/task.hpp"
#include "debugger/cmsis_dap.hpp"

namespace debugger {

inline constexpr std::size_t configuration_chunk = 32;
using ConfigurationChunk = std::array<std::byte, configuration_chunk>;

/// Vendor command 0x83: reads a chunk of the user's block. `offset` is a multiple of 32 below 512.
struct GetConfiguration {
  static constexpr std::uint8_t id = 0x83;
  std::uint16_t offset;

  ports::HidReport encode() const;
  /// Throws configuration_refused.
  ConfigurationChunk parse(const ports::HidReport& answer) const;
};

/// The name of the kit, such as "AVR-IoT WG"; empty when the configuration is blank. Throws
/// configuration_refused, no_answer, bad_answer and the port's errors.
base::task<std::string> read_kit_name(CmsisDap& dap);

}  // namespace debugger
