// The command line of the provisioning firmware, character by character, with its limits and their effects
// (board.md, "Provisioning firmware"). Knows only the framing. The caller tells it which commands exist, and
// executes them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace simulation {

enum class McStatus : std::uint16_t {
  ok = 0,
  bad_command = 1,
  buffer_overrun = 2,
  bad_argument_count = 3,
  bad_blob = 4,
  bad_argument_value = 5,
};

/// The number that the firmware prints for a status.
constexpr std::uint16_t status_code(McStatus status) {
  return static_cast<std::uint16_t>(status);
}

using Arguments = std::vector<std::string>;

class ProvisioningParser {
 public:
  static constexpr std::size_t line_size = 128;  // with its line end
  static constexpr std::size_t blob_size = 1024;
  static constexpr std::size_t max_arguments = 15;

  struct CommandName {
    std::string_view name;
    bool takes_blob;
  };

  /// What the firmware must do after a character: first send the output, then run the command.
  struct Reaction {
    std::string output;
    /// Index of the command to run, or -1.
    int command = -1;
  };

  explicit ProvisioningParser(std::vector<CommandName> commands) : commands_(std::move(commands)) {}

  Reaction feed(char input);

  const Arguments& arguments() const { return arguments_; }
  /// The blob of a blob command, with the announced number of characters. Commands also build their answer in
  /// this buffer.
  std::string& blob() { return blob_; }

 private:
  enum class State : std::uint8_t { ready, blob, skipping };

  Reaction end_of_line();
  Reaction blob_character(char input);
  McStatus match_command();
  McStatus split_arguments(std::size_t start);

  std::vector<CommandName> commands_;
  State state_ = State::ready;
  std::string line_;
  bool line_is_over_ = true;
  int active_ = -1;
  Arguments arguments_;
  std::string blob_;
  std::size_t expected_ = 0;
};

std::string status_line(std::uint16_t status);

}  // namespace simulation
