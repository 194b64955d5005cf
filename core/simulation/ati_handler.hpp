// ATI, the debugger's "asynchronous transport interface" on the vendor command 0x94 of CMSIS-DAP. The host
// fills and reads buffers in fragments. One buffer takes a command, which makes the script engine work on the
// target while the host goes on with the other buffers. Facts: pyedbglib's protocols/ati.py and its
// controllers under primitive/.
#pragma once

#include <array>
#include <functional>
#include <optional>

#include "ports/hid_device.hpp"
#include "simulation/script_engine.hpp"
#include "simulation/timeline.hpp"

namespace simulation {

class AtiHandler {
 public:
  static constexpr std::byte command_id{0x94};
  static constexpr std::size_t buffer_size = 512;

  AtiHandler(Timeline& timeline, Pic24fj128ga705& target)
      : timeline_(timeline), target_(target), engine_(target), done_(timeline) {}

  /// With a `status`, the script that the report belongs to does not run and ends in that status.
  ports::HidReport answer(base::ByteView report, std::optional<std::uint8_t> status);
  /// The debugger restarts: empties all buffers.
  void restart();

  /// A script has begun (its changes to the target are already visible), or has ended.
  std::function<void()> on_begin;
  std::function<void()> on_end;

 private:
  struct Fragment {
    bool reads;
    bool first;
    bool last;
    unsigned buffer;
    base::ByteView payload;
    std::size_t size;
  };
  struct Buffer {
    base::Bytes content;
    std::size_t read = 0;
  };
  struct Command {
    std::uint8_t handler = 0;
    std::uint8_t source = no_buffer;
    std::uint8_t destination = no_buffer;
    base::Bytes script;
    std::vector<std::uint32_t> parameters;
  };

  static constexpr std::uint8_t no_buffer = 0xFF;
  static constexpr std::size_t data_buffers = 2;
  static constexpr std::size_t command_buffer = data_buffers;

  static std::optional<Fragment> parse(base::ByteView report);
  static std::optional<Command> parse_command(base::ByteView frame);
  bool is_busy(unsigned buffer) const;
  ports::HidReport write(const Fragment& fragment, std::optional<std::uint8_t> status);
  ports::HidReport read(const Fragment& fragment);
  void begin_command();
  ScriptEngine::Result execute(const Command& command);
  void respond(const Command& command, std::uint8_t status, const ScriptEngine::Result& result);

  Timeline& timeline_;
  Pic24fj128ga705& target_;
  ScriptEngine engine_;
  std::array<Buffer, data_buffers + 1> buffers_;
  Buffer response_;
  std::optional<std::uint8_t> failing_;  // the status that the incoming script must end in
  std::optional<Command> running_;
  base::Instant ended_{};  // when the previous script ended
  Alarm done_;
};

}  // namespace simulation
