// JTAGICE3 frames (Microchip's "EDBG-based Tools Protocols", chapter on the AVR protocol's framing). A frame
// puts a token, a sequence number and a handler before a message; an answer is OK, data, or a failure with a
// status. Knows the commands that all handlers share (set, get), not what a handler's own commands do.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/task.hpp"
#include "debugger/cmsis_dap.hpp"

namespace debugger {

enum class Handler : std::uint8_t { housekeeping = 0x01, avr8 = 0x12 };

/// Gives the error code for the status of a failure.
using FailureMeaning = base::ErrorCode (*)(std::uint8_t status);
/// Gives command_refused for every status.
base::ErrorCode any_refusal(std::uint8_t status);

/// A command to a handler: its id, and the bytes that follow id and version (0).
struct Jtagice3Command {
  Handler handler;
  std::uint8_t id;
  base::Bytes arguments{};
  /// How long the debugger may take to carry it out.
  base::Duration timeout = std::chrono::seconds(2);
  FailureMeaning meaning = any_refusal;

  /// Sets `value`, 1..255 bytes, at an offset of a context (command 0x01).
  static Jtagice3Command set(Handler handler, std::uint8_t context, std::uint8_t offset,
                             base::ByteView value);
  /// Gets `size` bytes from an offset of a context (command 0x02).
  static Jtagice3Command get(Handler handler, std::uint8_t context, std::uint8_t offset, std::uint8_t size);

  base::Bytes encode(std::uint16_t sequence) const;
};

/// An answer to the command with this sequence number, or (`stale`) to an earlier command.
struct Jtagice3Answer {
  enum class Kind : std::uint8_t { stale, ok, failed };
  Kind kind;
  std::uint8_t status = 0;  // when failed
  base::ByteView data{};    // when OK; refers to the frame

  /// Throws bad_answer.
  static Jtagice3Answer parse(base::ByteView frame, Handler handler, std::uint16_t sequence);
};

class Jtagice3 {
 public:
  explicit Jtagice3(CmsisDap& dap) : dap_(dap) {}
  Jtagice3(const Jtagice3&) = delete;
  Jtagice3& operator=(const Jtagice3&) = delete;

  /// Sends a command and returns the data of its answer. For a failure, throws the error that the command's
  /// FailureMeaning gives for its status, mostly command_refused (command, status). Also throws no_answer
  /// after the command's timeout, bad_answer, and the port's errors. One caller at a time.
  base::task<base::Bytes> exchange(Jtagice3Command command);

 private:
  static constexpr std::uint16_t event_sequence = 0xFFFF;  // of frames that answer no command

  CmsisDap& dap_;
  std::uint16_t sequence_ = 0;
};

}  // namespace debugger
