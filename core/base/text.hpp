// Text functions that the standard library of the oldest supported compiler lacks. ASCII only; no locale.
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
/// The parts between the separators. An empty text has one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
bool starts_with_ignoring_case(std::string_view text, std::string_view prefix);
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string replace_all(std::string_view text, std::string_view what, std::string_view with);
/// A number of decimal digits only; nullopt for any other text, or if the number is too large.
std::optional<std::uint64_t> parse_decimal(std::string_view text);
/// A number of hexadecimal digits only, without 0x; nullopt for any other text, or if it is too large.
std::optional<std::uint64_t> parse_hex_number(std::string_view text);
/// Upper-case hexadecimal digits without padding, like %X in C.
std::string hex_number(std::uint64_t value);
/// Decimal digits, padded with zeros to at least `width`.
std::string padded(std::uint64_t value, int width);

}  // namespace base
