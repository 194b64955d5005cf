#include "crypto/der.hpp"

#include <algorithm>
#include <array>

#include "crypto/errors.hpp"

namespace crypto {

namespace {

void append_length(base::Bytes& to, std::size_t length) {
  if (length < 0x80) {
    to.push_back(static_cast<std::byte>(length));
    return;
  }
  int octets = 1;
  while (length >> (8 * octets) != 0) ++octets;
  to.push_back(static_cast<std::byte>(0x80 | octets));
  while (octets-- > 0) to.push_back(static_cast<std::byte>(length >> (8 * octets) & 0xFF));
}

}  // namespace

base::Bytes der_element(DerTag tag, std::initializer_list<base::ByteView> parts) {
  std::size_t length = 0;
  for (const base::ByteView part : parts) length += part.size();
  base::Bytes element;
  element.reserve(length + 6);
  element.push_back(static_cast<std::byte>(tag));
  append_length(element, length);
  for (const base::ByteView part : parts) base::append(element, part);
  return element;
}

base::Bytes der_unsigned(base::ByteView big_endian) {
  while (!big_endian.empty() && big_endian.front() == std::byte{0}) big_endian = big_endian.subspan(1);
  constexpr std::array zero{std::byte{0}};
  const bool needs_zero = big_endian.empty() || (big_endian.front() & std::byte{0x80}) != std::byte{0};
  return der_element(DerTag::integer, {needs_zero ? base::ByteView(zero) : base::ByteView(), big_endian});
}

base::Bytes der_unsigned(std::uint32_t value) {
  base::ByteWriter octets;
  octets.u32_be(value);
  return der_unsigned(std::move(octets).take());
}

base::Bytes der_true() {
  constexpr std::array yes{std::byte{0xFF}};
  return der_element(DerTag::boolean, {yes});
}

base::Bytes der_bit_string(base::ByteView octets) {
  constexpr std::array no_unused_bits{std::byte{0}};
  return der_element(DerTag::bit_string, {no_unused_bits, octets});
}

void DerReader::fail(std::string_view why) const {
  throw base::Error(bad_der).with("at", offset_ + position_).because(why);
}

bool DerReader::next_is(DerTag tag) const {
  return !at_end() && static_cast<DerTag>(bytes_[position_]) == tag;
}

DerElement DerReader::next() {
  const base::ByteView rest = bytes_.subspan(position_);
  if (rest.size() < 2) fail("no element");
  const auto octet = [rest](std::size_t at) { return std::to_integer<std::size_t>(rest[at]); };
  if ((octet(0) & 0x1F) == 0x1F) fail("tag of several octets");
  std::size_t header = 2;
  std::size_t length = octet(1);
  if (length >= 0x80) {
    const std::size_t octets = length & 0x7F;
    if (octets == 0 || octets > 3) fail("length indefinite or over 16 MiB");
    if (rest.size() < 2 + octets) fail("cut in the length");
    length = 0;
    for (std::size_t i = 0; i < octets; ++i) length = length << 8 | octet(2 + i);
    header += octets;
    if (length < 0x80 || length >> (8 * (octets - 1)) == 0) fail("length not in its shortest form");
  }
  if (length > rest.size() - header) fail("longer than what is left");
  const DerElement element{static_cast<DerTag>(rest[0]), rest.subspan(header, length),
                           rest.subspan(0, header + length)};
  position_ += header + length;
  return element;
}

DerElement DerReader::element(DerTag tag) {
  if (!next_is(tag)) fail("another element expected");
  return next();
}

DerReader DerReader::enter(DerTag tag) {
  const base::ByteView inside = content(tag);
  return {inside, offset_ + position_ - inside.size()};
}

base::ByteView DerReader::unsigned_integer() {
  const base::ByteView octets = content(DerTag::integer);
  const auto top_bit = [octets](std::size_t at) { return (octets[at] & std::byte{0x80}) != std::byte{0}; };
  if (octets.empty() || top_bit(0)) fail("integer empty or negative");
  if (octets.size() == 1 || octets[0] != std::byte{0}) return octets;
  if (!top_bit(1)) fail("integer not in its shortest form");
  return octets.subspan(1);
}

std::uint32_t DerReader::small_integer() {
  const base::ByteView octets = unsigned_integer();
  std::uint32_t value = 0;
  if (octets.size() > 4) fail("integer too large");
  for (const std::byte octet : octets) value = value << 8 | std::to_integer<std::uint32_t>(octet);
  if (value > 0x7FFFFFFF) fail("integer too large");
  return value;
}

bool DerReader::boolean() {
  const base::ByteView octets = content(DerTag::boolean);
  if (octets.size() != 1 || (octets[0] != std::byte{0} && octets[0] != std::byte{0xFF})) fail("bad boolean");
  return octets[0] != std::byte{0};
}

base::ByteView DerReader::bit_string() {
  const base::ByteView octets = content(DerTag::bit_string);
  if (octets.empty() || octets[0] != std::byte{0}) fail("bit string not of whole octets");
  return octets.subspan(1);
}

void DerReader::finish() const {
  if (!at_end()) fail("something after the end");
}

}  // namespace crypto
