#include "simulation/provisioning_parser.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "simulation/c_numbers.hpp"

namespace simulation {

namespace {

bool is_newline(char c) {
  return c == '\r' || c == '\n';
}

/// The character in upper case, or '#' if it is not printable.
char normalized(char c) {
  if (c == '\0' || is_newline(c)) return c;
  if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  return c >= ' ' && c <= '~' ? c : '#';
}

std::string status_text(McStatus status) {
  return status_line(static_cast<std::uint16_t>(status));
}

}  // namespace

std::string status_line(std::uint16_t status) {
  return status == 0 ? "OK\r\n" : "ERROR: 0x" + base::hex_number(status) + "\r\n";
}

ProvisioningParser::Reaction ProvisioningParser::feed(char input) {
  // After a line that filled the buffer completely, the buffer stays full, so that the next character
  // overruns it: the second half of the same line end, or the first character of the next line.
  if (line_.size() >= line_size) {
    line_.clear();
    line_is_over_ = false;
    state_ = is_newline(input) ? State::ready : State::skipping;
    return {status_text(McStatus::buffer_overrun)};
  }
  if (state_ == State::blob) return blob_character(input);
  if (state_ == State::skipping) {
    if (!is_newline(input)) return {};
    state_ = State::ready;
    line_is_over_ = true;
    return {};
  }
  if (std::exchange(line_is_over_, false)) line_.clear();
  if (is_newline(input) && line_.empty()) return {};
  line_ += input;
  return is_newline(input) ? end_of_line() : Reaction{};
}

ProvisioningParser::Reaction ProvisioningParser::end_of_line() {
  line_is_over_ = true;
  Reaction reaction{"\r\n"};
  const McStatus status = match_command();
  if (status != McStatus::ok) {
    reaction.output += status_text(status);
    return reaction;
  }
  if (!commands_[static_cast<std::size_t>(active_)].takes_blob) {
    blob_.clear();
    reaction.command = active_;
    return reaction;
  }
  if (arguments_.empty()) {
    reaction.output += status_text(McStatus::bad_command);
    return reaction;
  }
  const std::string& count = arguments_.back();
  const CNumber number = read_c_number(count, INT32_MIN, INT32_MAX);
  expected_ = static_cast<std::uint16_t>(number.value);
  const bool whole = number.consumed == count.size();
  if (expected_ > blob_size || !whole) {
    reaction.output += status_text(McStatus::bad_blob);
    return reaction;
  }
  blob_.clear();
  state_ = State::blob;
  reaction.output += ">";
  return reaction;
}

ProvisioningParser::Reaction ProvisioningParser::blob_character(char input) {
  if (blob_.empty() && is_newline(input)) return {};
  if (blob_.size() < expected_) {
    blob_ += input;
    return {};
  }
  if (!is_newline(input)) {
    state_ = State::skipping;
    return {status_text(McStatus::bad_blob)};
  }
  state_ = State::ready;
  Reaction reaction{"\r\n"};
  reaction.command = active_;
  return reaction;
}

McStatus ProvisioningParser::match_command() {
  for (std::size_t i = 0; i < commands_.size(); ++i) {
    const std::string_view name = commands_[i].name;
    if (line_.size() <= name.size()) continue;
    const bool same = std::equal(name.begin(), name.end(), line_.begin(),
                                 [](char wanted, char seen) { return wanted == normalized(seen); });
    const char next = line_[name.size()];
    if (!same || (next != '=' && !is_newline(next))) continue;
    active_ = static_cast<int>(i);
    arguments_.clear();
    if (next == '=' && !is_newline(line_[name.size() + 1])) return split_arguments(name.size() + 1);
    return McStatus::ok;
  }
  return McStatus::bad_command;
}

/// The first argument must not be empty; later ones may be. The firmware misses a line end in the last place
/// of the buffer.
McStatus ProvisioningParser::split_arguments(std::size_t start) {
  std::string argument;
  for (std::size_t i = start; i + 1 < line_size && i < line_.size() && arguments_.size() < max_arguments;
       ++i) {
    const char c = normalized(line_[i]);
    if (!is_newline(c) && c != ',') {
      argument += c;
      continue;
    }
    if (i == start) return McStatus::bad_command;
    arguments_.push_back(argument.substr(0, argument.find('\0')));
    argument.clear();
    if (is_newline(c)) return McStatus::ok;
  }
  return McStatus::bad_command;
}

}  // namespace simulation
