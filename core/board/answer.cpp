#include "board/answer.hpp"

#include <utility>

#include "base/hex.hpp"
#include "base/text.hpp"

namespace board {

namespace {

constexpr std::size_t max_heard = 200;

bool is_newline(std::byte byte) {
  return byte == std::byte{'\r'} || byte == std::byte{'\n'};
}

bool is_printable(char c) {
  return c >= ' ' && c <= '~';
}

}  // namespace

std::optional<std::string> LineSplitter::feed(std::byte byte) {
  if (is_newline(byte)) {
    if (line_.empty()) return std::nullopt;
    return std::exchange(line_, {});
  }
  if (line_.size() == max_length) {
    overflowed_ = true;
  } else {
    line_.push_back(static_cast<char>(byte));
  }
  return std::nullopt;
}

std::size_t Answer::feed(base::ByteView bytes) {
  std::size_t taken = 0;
  while (state_ == State::open && taken < bytes.size()) {
    const std::byte byte = bytes[taken++];
    if (!is_newline(byte)) heard_ = true;
    if (prompt_ == Prompt::expected && !prompted_ && byte == std::byte{'>'} &&
        splitter_.unfinished().empty()) {
      prompted_ = true;
      state_ = State::prompted;
    } else if (auto line = splitter_.feed(byte)) {
      take_line(std::move(*line));
    } else if (splitter_.overflowed()) {
      state_ = State::overflow;
    }
  }
  return taken;
}

void Answer::blob_sent() {
  if (state_ == State::prompted) state_ = State::open;
}

void Answer::take_line(std::string line) {
  if (line == "OK") {
    state_ = State::ok;
  } else if (line == "READY") {
    state_ = State::ready;
  } else if (const auto status = parse_error_status(line)) {
    status_ = *status;
    state_ = State::error;
  } else if (lines_.size() == max_lines) {
    state_ = State::overflow;
  } else {
    lines_.push_back(std::move(line));
  }
}

std::string Answer::text_for_log() const {
  std::string all;
  for (const std::string& line : lines_) {
    if (all.size() > max_heard) break;
    all += line + " / ";
  }
  return printable(all + splitter_.unfinished(), max_heard);
}

std::optional<std::uint32_t> parse_error_status(std::string_view line) {
  constexpr std::string_view prefix = "ERROR: 0x";
  if (line.substr(0, prefix.size()) != prefix) return std::nullopt;
  const auto status = base::parse_hex_number(line.substr(prefix.size()));
  if (!status || *status == 0 || *status > 0xFFFF) return std::nullopt;
  return static_cast<std::uint32_t>(*status);
}

std::string printable(std::string_view text, std::size_t limit) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view one = text.substr(i, 1);
    const std::string piece =
        is_printable(one[0]) ? std::string(one) : "\\x" + base::to_hex_upper(base::as_bytes(one));
    if (shown.size() + piece.size() > limit) break;
    shown += piece;
  }
  return shown;
}

}  // namespace board
