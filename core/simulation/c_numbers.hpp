// Numbers as the firmware's C library reads them: strtol and strtoul with base 0 and a 32-bit long. They
// accept decimal, 0x, and octal with a leading 0, and stop at the first character that does not belong
// to the number.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace simulation {

struct CNumber {
  std::int64_t value;    // 0 if the text is not a number
  std::size_t consumed;  // in characters; 0 if the text is not a number
};

inline CNumber read_c_number(std::string_view text, std::int64_t smallest, std::int64_t largest) {
  std::size_t at = 0;
  while (at < text.size() && (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'))) ++at;
  const bool negative = at < text.size() && text[at] == '-';
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  const auto digit = [&](std::size_t i) {
    const char c = i < text.size() ? text[i] : '\0';
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
  };
  int radix = 10;
  if (digit(at) == 0) {
    radix = 8;
    const bool x = at + 1 < text.size() && (text[at + 1] == 'x' || text[at + 1] == 'X');
    if (x && digit(at + 2) < 16) {
      radix = 16;
      at += 2;
    }
  }
  if (digit(at) >= radix) return {0, 0};
  std::int64_t value = 0;
  for (; digit(at) < radix; ++at) {
    value = value * radix + digit(at);
    if (value > std::int64_t{1} << 40)
      value = std::int64_t{1} << 40;  // the clamp below turns this into `largest`
  }
  if (negative) value = -value;
  return {value < smallest ? smallest : value > largest ? largest : value, at};
}

/// strtol: 0 if the text is not a number.
inline std::int32_t c_long(std::string_view text) {
  return static_cast<std::int32_t>(read_c_number(text, INT32_MIN, INT32_MAX).value);
}

/// strtoul of a whole text; nullopt if the text is empty, or if characters follow the number.
inline std::optional<std::uint32_t> c_unsigned_long(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const CNumber number = read_c_number(text, -std::int64_t{UINT32_MAX}, UINT32_MAX);
  if (number.consumed != text.size()) return std::nullopt;
  return static_cast<std::uint32_t>(number.value);
}

}  // namespace simulation
