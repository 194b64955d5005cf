// Parses the answers of the provisioning firmware from bytes, in pieces of any size: lines, the prompt for a
// blob, and the status that ends an answer. Does no I/O and has no time-outs. Uses a bounded amount of
// memory: an answer with more or longer lines than any real one is an overflow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.hpp"

namespace board {

using AnswerLines = std::vector<std::string>;

/// Splits bytes into lines. CR, LF or both in any order end a line; empty lines are dropped.
class LineSplitter {
 public:
  /// More than a whole blob buffer in hex.
  static constexpr std::size_t max_length = 2200;

  /// Adds one byte and returns the line that it ends, if it ends one.
  std::optional<std::string> feed(std::byte byte);
  const std::string& unfinished() const { return line_; }
  bool overflowed() const { return overflowed_; }
  void clear() { line_.clear(); }

 private:
  std::string line_;
  bool overflowed_ = false;
};

/// The answer to one command.
class Answer {
 public:
  static constexpr std::size_t max_lines = 128;

  enum class Prompt : std::uint8_t { none, expected };
  enum class State : std::uint8_t {
    open,
    prompted,  // `>` came; the firmware waits for the blob
    ok,
    error,     // see status()
    ready,     // READY came; the firmware has restarted
    overflow,  // too many lines, or one that is too long
  };

  explicit Answer(Prompt prompt) : prompt_(prompt) {}

  /// Parses bytes until the state is no longer open, and returns how many were parsed. The rest belongs to
  /// the next answer.
  std::size_t feed(base::ByteView bytes);
  /// Call after the prompt, when the blob is sent: the state is open again.
  void blob_sent();

  State state() const { return state_; }
  /// True when the answer is complete.
  bool ended() const { return state_ != State::open && state_ != State::prompted; }
  bool received_anything() const { return heard_; }
  std::uint32_t status() const { return status_; }
  /// The lines before the status.
  const AnswerLines& lines() const { return lines_; }
  /// For the log: all lines, also the unfinished one, printable() and shortened.
  std::string text_for_log() const;

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

/// The status of a line such as `ERROR: 0x1F4`; nullopt for any other line.
std::optional<std::uint32_t> parse_error_status(std::string_view line);

/// Makes received text fit for a log: printable ASCII stays, every other byte becomes \xHH. Returns at most
/// `limit` characters.
std::string printable(std::string_view text, std::size_t limit = 200);

}  // namespace board
