// What the provisioning firmware says, as bytes come in: lines, the prompt of a blob, and the status that
// ends an answer. No I/O and no time: feed it whatever was read, in any pieces. Bounded: an answer of more
// lines or longer lines than any real one is overflow, not memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"

namespace board {

using AnswerLines = std::vector<std::string>;

/// Cuts bytes into lines: CR, LF or both in any order end one, empty ones are dropped.
class LineSplitter {
 public:
  /// Hex of a whole blob buffer, with room to spare.
  static constexpr std::size_t max_length = 2200;

  /// Takes one byte; the line that it ended, if it did.
  std::optional<std::string> feed(std::byte byte);
  const std::string& unfinished() const { return line_; }
  bool overflowed() const { return overflowed_; }
  void clear() { line_.clear(); }

 private:
  std::string line_;
  bool overflowed_ = false;
};

/// One command's answer.
class Answer {
 public:
  static constexpr std::size_t max_lines = 128;

  enum class Prompt : std::uint8_t { none, expected };
  enum class State : std::uint8_t {
    open,
    prompted,  // `>` came: the firmware waits for the blob
    ok,
    error,     // see status()
    ready,     // READY came: the firmware has started anew
    overflow,  // noise: lines without end
  };

  explicit Answer(Prompt prompt) : prompt_(prompt) {}

  /// Takes bytes until the state changes to anything but open; says how many. What is left belongs to what
  /// comes next.
  std::size_t feed(base::ByteView bytes);
  /// After the prompt, once the blob is sent: listens on.
  void blob_sent();

  State state() const { return state_; }
  /// Whether nothing more will come of it.
  bool ended() const { return state_ != State::open && state_ != State::prompted; }
  bool heard_anything() const { return heard_; }
  std::uint32_t status() const { return status_; }
  /// The lines before the status.
  const AnswerLines& lines() const { return lines_; }
  /// For the log: lines and what stands unfinished, what is not printable as hex, cut to a sensible length.
  std::string heard() const;

 private:
  void take_line(std::string line);

  Prompt prompt_;
  State state_ = State::open;
  bool prompted_ = false;
  bool heard_ = false;
  std::uint32_t status_ = 0;
  LineSplitter splitter_;
  AnswerLines lines_;
};

/// The status in `ERROR: 0x1F4`: nothing for any other line.
std::optional<std::uint32_t> parse_error_status(std::string_view line);

/// Text from a line of unknown quality, for a log: printable ASCII as it is, everything else as \xHH, at most
/// `limit` characters.
std::string printable(std::string_view text, std::size_t limit = 200);

}  // namespace board
