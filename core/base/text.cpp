#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/hex.hpp"

namespace base {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/// The value of each character as a hexadecimal digit; -1 for other characters.
constexpr auto digit_values = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (const std::string_view digits : {"0123456789abcdef", "0123456789ABCDEF"})
    for (std::size_t i = 0; i < digits.size(); ++i)
      values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
  return values;
}();

int digit_value(char c) {
  return digit_values[static_cast<unsigned char>(c)];
}

std::string hex_with(ByteView bytes, const char* digits) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::byte octet : bytes) {
    text += digits[std::to_integer<unsigned>(octet) >> 4];
    text += digits[std::to_integer<unsigned>(octet) & 15U];
  }
  return text;
}

std::optional<std::uint64_t> parse_number(std::string_view text, int radix) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value, radix);
  if (text.empty() || result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return value;
}

}  // namespace

std::string to_hex(ByteView bytes) {
  return hex_with(bytes, "0123456789abcdef");
}
std::string to_hex_upper(ByteView bytes) {
  return hex_with(bytes, "0123456789ABCDEF");
}

Bytes from_hex(std::string_view text) {
  Bytes bytes((text.size() + 1) / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit_value(text[i]);
    const int low = i + 1 < text.size() ? digit_value(text[i + 1]) : -1;
    if (high < 0 || low < 0) throw Error(bad_hex).with("at", i);
    bytes[i / 2] = static_cast<std::byte>(high << 4 | low);
  }
  return bytes;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

std::string to_upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), upper);
  return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

std::string replace_all(std::string_view text, std::string_view what, std::string_view with) {
  if (what.empty()) return std::string(text);
  std::string result;
  while (true) {
    const std::size_t at = text.find(what);
    result += text.substr(0, at);
    if (at == std::string_view::npos) return result;
    result += with;
    text.remove_prefix(at + what.size());
  }
}

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  return parse_number(text, 10);
}
std::optional<std::uint64_t> parse_hex_number(std::string_view text) {
  return parse_number(text, 16);
}

std::string hex_number(std::uint64_t value) {
  char buffer[16];
  const auto result = std::to_chars(std::begin(buffer), std::end(buffer), value, 16);
  return to_upper(std::string_view(buffer, static_cast<std::size_t>(result.ptr - buffer)));
}

std::string padded(std::uint64_t value, int width) {
  std::string digits = std::to_string(value);
  const auto wanted = static_cast<std::size_t>(std::max(width, 0));
  if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
  return digits;
}

}  // namespace base
