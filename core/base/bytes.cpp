#include "base/bytes.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace base {

bool equal(ByteView a, ByteView b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

void append(Bytes& to, ByteView more) {
  to.insert(to.end(), more.data(), more.data() + more.size());
}

ByteView ByteReader::take(std::size_t count) {
  if (count > left()) throw Error(truncated).with("wanted", count).with("left", left()).with("at", position_);
  const ByteView taken = bytes_.subspan(position_, count);
  position_ += count;
  return taken;
}

namespace {

std::uint32_t at(ByteView bytes, std::size_t index) {
  return std::to_integer<std::uint32_t>(bytes[index]);
}

}  // namespace

std::uint8_t ByteReader::u8() {
  return std::to_integer<std::uint8_t>(take(1)[0]);
}

std::uint16_t ByteReader::u16_le() {
  const ByteView b = take(2);
  return static_cast<std::uint16_t>(at(b, 0) | at(b, 1) << 8);
}

std::uint32_t ByteReader::u32_le() {
  const ByteView b = take(4);
  return at(b, 0) | at(b, 1) << 8 | at(b, 2) << 16 | at(b, 3) << 24;
}

std::uint16_t ByteReader::u16_be() {
  const ByteView b = take(2);
  return static_cast<std::uint16_t>(at(b, 0) << 8 | at(b, 1));
}

std::uint32_t ByteReader::u32_be() {
  const ByteView b = take(4);
  return at(b, 0) << 24 | at(b, 1) << 16 | at(b, 2) << 8 | at(b, 3);
}

ByteWriter& ByteWriter::u8(std::uint8_t value) {
  buffer_.push_back(static_cast<std::byte>(value));
  return *this;
}

ByteWriter& ByteWriter::u16_le(std::uint16_t value) {
  return u8(static_cast<std::uint8_t>(value)).u8(static_cast<std::uint8_t>(value >> 8));
}

ByteWriter& ByteWriter::u32_le(std::uint32_t value) {
  return u16_le(static_cast<std::uint16_t>(value)).u16_le(static_cast<std::uint16_t>(value >> 16));
}

ByteWriter& ByteWriter::u16_be(std::uint16_t value) {
  return u8(static_cast<std::uint8_t>(value >> 8)).u8(static_cast<std::uint8_t>(value));
}

ByteWriter& ByteWriter::u32_be(std::uint32_t value) {
  return u16_be(static_cast<std::uint16_t>(value >> 16)).u16_be(static_cast<std::uint16_t>(value));
}

ByteWriter& ByteWriter::bytes(ByteView value) {
  append(buffer_, value);
  return *this;
}

ByteWriter& ByteWriter::fill(std::size_t count, std::byte value) {
  buffer_.insert(buffer_.end(), count, value);
  return *this;
}

}  // namespace base
