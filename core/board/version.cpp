#include "board/version.hpp"

#include <limits>

#include "base/text.hpp"
#include "board/answer.hpp"
#include "board/errors.hpp"

namespace board {

namespace {

[[noreturn]] void fail(std::string_view text) {
  throw base::Error(bad_version).with("text", printable(text, 40));
}

std::uint16_t number(std::string_view part, std::string_view whole) {
  const auto value = base::parse_decimal(part);
  if (!value || *value > std::numeric_limits<std::uint16_t>::max()) fail(whole);
  return static_cast<std::uint16_t>(*value);
}

}  // namespace

Version Version::parse(std::string_view text) {
  const std::string_view digits = !text.empty() && text[0] == 'v' ? text.substr(1) : text;
  const auto parts = base::split(digits, '.');
  if (parts.size() != 2 && parts.size() != 3) fail(text);
  Version version;
  version.major = number(parts[0], text);
  version.minor = number(parts[1], text);
  if (parts.size() == 3) version.patch = number(parts[2], text);
  return version;
}

std::string Version::text() const {
  return std::to_string(major) + '.' + std::to_string(minor) + '.' + std::to_string(patch);
}

}  // namespace board
