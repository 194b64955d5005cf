// Octets, owned and borrowed, and strict reading and writing of little- and big-endian integers. Every read
// is bounds-checked, and its error says where it failed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace base {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

/// The octets of a text, without a terminating zero.
inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}
/// The same octets as characters; no encoding is checked.
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes to_bytes(ByteView bytes) {
  return {bytes.data(), bytes.data() + bytes.size()};  // pointers, which a vector copies as a block
}
inline Bytes to_bytes(std::string_view text) {
  return to_bytes(as_bytes(text));
}
inline std::string to_text(ByteView bytes) {
  return std::string(as_text(bytes));
}

bool equal(ByteView a, ByteView b);
void append(Bytes& to, ByteView more);

/// Reads integers and runs of octets from the front of a view. When the view is too short, every function
/// throws base.truncated (parameters: wanted, left, at) and consumes nothing.
class ByteReader {
 public:
  explicit ByteReader(ByteView bytes) : bytes_(bytes) {}
  std::uint8_t u8();
  std::uint16_t u16_le();
  std::uint32_t u32_le();
  std::uint16_t u16_be();
  std::uint32_t u32_be();
  ByteView take(std::size_t count);
  void skip(std::size_t count) { take(count); }
  std::size_t position() const { return position_; }
  std::size_t left() const { return bytes_.size() - position_; }

 private:
  ByteView bytes_;
  std::size_t position_ = 0;
};

/// Appends integers and runs of octets to a buffer that it owns.
class ByteWriter {
 public:
  ByteWriter& u8(std::uint8_t value);
  ByteWriter& u16_le(std::uint16_t value);
  ByteWriter& u32_le(std::uint32_t value);
  ByteWriter& u16_be(std::uint16_t value);
  ByteWriter& u32_be(std::uint32_t value);
  ByteWriter& bytes(ByteView value);
  ByteWriter& text(std::string_view value) { return bytes(as_bytes(value)); }
  ByteWriter& fill(std::size_t count, std::byte value);
  std::size_t size() const { return buffer_.size(); }
  Bytes take() && { return std::move(buffer_); }

 private:
  Bytes buffer_;
};

}  // namespace base
