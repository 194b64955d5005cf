// Small text tools that the standard library of our oldest compiler lacks. ASCII only; no locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

std::string_view trim(std::string_view text);
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
/// The parts between separators; an empty text has one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string replace_all(std::string_view text, std::string_view what, std::string_view with);
/// Decimal digits only, no sign, no space; nothing when the text is anything else or too large.
std::optional<std::uint64_t> parse_decimal(std::string_view text);
/// Hexadecimal digits only, without 0x; nothing when the text is anything else or too large.
std::optional<std::uint64_t> parse_hex_number(std::string_view text);
/// Upper-case hexadecimal without padding, as C's %X.
std::string hex_number(std::uint64_t value);
/// Zero-padded decimal of at least `width` digits.
std::string padded(std::uint64_t value, int width);

}  // namespace base
