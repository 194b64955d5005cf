// Parses the output of the demo firmware from bytes (facts: the firmware's cli.c and debug_print.c). Does no
// I/O, has no time-outs, and does not decide which answer belongs to which command.
//
// An answer is a number of lines. EOT follows the line end of the last one, but some answers lack the EOT. A
// log message may come before or after; it is `<device id> EOT <text> CR LF`. An EOT in the middle of a line
// is therefore not the end of an answer, and the text before it is dropped. Colour escapes are removed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/bytes.hpp"

namespace board {

/// A line, or the end of an answer.
struct DemoEvent {
  enum class Kind : std::uint8_t { line, end_of_answer };
  Kind kind = Kind::line;
  std::string line;  // the line that ended, maybe empty; for end_of_answer the last line of the answer
};

/// Splits the output into lines and answers.
class DemoSplitter {
 public:
  /// Longer lines are cut to this length.
  static constexpr std::size_t max_length = 256;

  /// Takes one byte and returns the event that it completes, if it completes one.
  std::optional<DemoEvent> feed(std::byte byte);

 private:
  enum class Escape : std::uint8_t { none, started, sequence };
  /// True if the character belongs to an escape sequence.
  bool is_in_escape(char c);

  std::string line_;
  std::string last_line_;
  Escape escape_ = Escape::none;
  bool after_line_end_ = false;
  bool after_carriage_return_ = false;
};

}  // namespace board
