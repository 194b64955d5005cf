#include "crypto/base64.hpp"

#include <array>

#include "crypto/errors.hpp"

namespace crypto {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

[[noreturn]] void fail(std::size_t at) {
  throw base::Error(bad_base64).with("at", at);
}

// The 24 bits of a group of four characters, of which the first `digits` are not padding.
std::uint32_t group_value(std::string_view text, std::size_t at, std::size_t digits) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    std::size_t digit = 0;
    if (i < digits) {
      digit = alphabet.find(text[at + i]);
      if (digit == std::string_view::npos) fail(at + i);
    }
    value = value << 6 | static_cast<std::uint32_t>(digit);
  }
  return value;
}

}  // namespace

std::string base64_encode(base::ByteView bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t octets = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      value = value << 8 | (i < octets ? std::to_integer<std::uint32_t>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text += i <= octets ? alphabet[value >> (18 - 6 * i) & 0x3F] : '=';
    }
  }
  return text;
}

base::Bytes base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) fail(text.size());
  base::Bytes bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (std::size_t at = 0; at < text.size(); at += 4) {
    std::size_t digits = 4;
    if (at + 4 == text.size() && text[at + 3] == '=') digits = text[at + 2] == '=' ? 2 : 3;
    const std::uint32_t value = group_value(text, at, digits);
    for (std::size_t i = 0; i < 3; ++i) {
      const auto octet = static_cast<std::byte>(value >> (16 - 8 * i) & 0xFF);
      if (i < digits - 1) {
        bytes.push_back(octet);
      } else if (octet != std::byte{0}) {
        fail(at + digits - 1);  // unused bits that are not zero
      }
    }
  }
  return bytes;
}

}  // namespace crypto
