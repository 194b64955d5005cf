// What the demo firmware says, as bytes come in. An answer is lines, the last one with EOT right behind its
// line end (some answers lack the EOT). A log message, which may come before or after, is `<device id> EOT
// <text> CR LF`: an EOT in the middle of a line ends nothing, and what stood before it is dropped. Colour
// escapes are taken out. No I/O, no time, no notion of which answer belongs to which question. Facts: the
// firmware's cli.c and debug_print.c.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/bytes.hpp"

namespace board {

struct DemoEvent {
  enum class Kind : std::uint8_t { line, end_of_answer };
  Kind kind = Kind::line;
  std::string line;  // the line just ended (may be empty); at the end of an answer its last line
};

class DemoSplitter {
 public:
  /// Longer lines are cut.
  static constexpr std::size_t max_length = 256;

  /// Takes one byte; what it completed, if anything.
  std::optional<DemoEvent> feed(std::byte byte);

 private:
  enum class Escape : std::uint8_t { none, started, sequence };
  bool swallowed_by_escape(char c);

  std::string line_;
  std::string last_line_;
  Escape escape_ = Escape::none;
  bool after_line_end_ = false;
  bool after_carriage_return_ = false;
};

}  // namespace board
