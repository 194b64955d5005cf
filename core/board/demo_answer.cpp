#include "board/demo_answer.hpp"

#include <utility>

namespace board {

namespace {

constexpr char end_of_transmission = 4;
constexpr char escape = 27;

}  // namespace

std::optional<DemoEvent> DemoSplitter::feed(std::byte byte) {
  const char c = static_cast<char>(byte);
  if (is_in_escape(c)) return std::nullopt;
  const bool after_carriage_return = std::exchange(after_carriage_return_, c == '\r');
  if (c == '\n' && after_carriage_return) return std::nullopt;  // part of the same line end
  const bool after_line_end = std::exchange(after_line_end_, c == '\r' || c == '\n');
  if (after_line_end_) {
    last_line_ = std::exchange(line_, {});
    return DemoEvent{DemoEvent::Kind::line, last_line_};
  }
  if (c == end_of_transmission) {
    line_.clear();
    if (!after_line_end) return std::nullopt;
    return DemoEvent{DemoEvent::Kind::end_of_answer, last_line_};
  }
  if (line_.size() < max_length) line_.push_back(c);
  return std::nullopt;
}

bool DemoSplitter::is_in_escape(char c) {
  switch (std::exchange(escape_, Escape::none)) {
    case Escape::started:
      if (c != '[') break;
      escape_ = Escape::sequence;
      return true;
    case Escape::sequence:
      if (c < ' ' || c > '~') break;            // not a control sequence
      if (c < '@') escape_ = Escape::sequence;  // ECMA-48, 5.4: the final byte is one of @ .. ~
      return true;
    case Escape::none:
      break;
  }
  if (c != escape) return false;
  escape_ = Escape::started;
  return true;
}

}  // namespace board
