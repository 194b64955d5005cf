#include "base/utf8.hpp"

#include <cstddef>

namespace base {

namespace {

constexpr std::size_t longest_character = 4;

bool is_continuation(char octet) {
  return (static_cast<unsigned char>(octet) & 0xC0U) == 0x80U;
}

/// The length of the character that begins with this octet; 0 if none does.
std::size_t length_from(unsigned char first) {
  if (first < 0x80U) return 1;
  if (first >= 0xC2U && first <= 0xDFU) return 2;
  if (first >= 0xE0U && first <= 0xEFU) return 3;
  return first >= 0xF0U && first <= 0xF4U ? 4 : 0;
}

/// True if the second octet makes a character that has no shorter form, no surrogate, none beyond the last.
bool may_follow(unsigned char first, unsigned char second) {
  if (first == 0xE0U) return second >= 0xA0U;
  if (first == 0xEDU) return second <= 0x9FU;
  if (first == 0xF0U) return second >= 0x90U;
  return first != 0xF4U || second <= 0x8FU;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = length_from(first);
    if (length == 0 || length > text.size()) return false;
    for (std::size_t i = 1; i < length; ++i)
      if (!is_continuation(text[i])) return false;
    if (length > 1 && !may_follow(first, static_cast<unsigned char>(text[1]))) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string_view whole_characters(std::string_view text) {
  for (std::size_t back = 1; back <= longest_character && back <= text.size(); ++back) {
    const char octet = text[text.size() - back];
    if (is_continuation(octet)) continue;
    const std::size_t length = length_from(static_cast<unsigned char>(octet));
    return length > back ? text.substr(0, text.size() - back) : text;
  }
  return text;
}

}  // namespace base
