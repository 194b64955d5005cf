// The distinguished encoding rules (X.690), limited to tags of one octet and definite lengths. That suffices
// to write and read certificates, requests and keys exactly. Reading is strict: lengths
// must be minimal and elements must end within their container; every failure is crypto.bad_der (parameter:
// at, the offset in the outermost input).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "base/bytes.hpp"

namespace crypto {

enum class DerTag : std::uint8_t {
  boolean = 0x01,
  integer = 0x02,
  bit_string = 0x03,
  octet_string = 0x04,
  null = 0x05,
  object_identifier = 0x06,
  utf8_string = 0x0C,
  printable_string = 0x13,
  t61_string = 0x14,
  ia5_string = 0x16,
  utc_time = 0x17,
  generalized_time = 0x18,
  bmp_string = 0x1E,
  sequence = 0x30,
  set = 0x31,
};

/// The context-specific tag [number], primitive or constructed (around other elements); number below 31.
constexpr DerTag context_tag(unsigned number) {
  return static_cast<DerTag>(0x80U | number);
}
constexpr DerTag constructed_context_tag(unsigned number) {
  return static_cast<DerTag>(0xA0U | number);
}

/// An element whose content is the parts in their order.
base::Bytes der_element(DerTag tag, std::initializer_list<base::ByteView> parts);
/// An integer >= 0 of these big-endian octets, in its shortest form.
base::Bytes der_unsigned(base::ByteView big_endian);
base::Bytes der_unsigned(std::uint32_t value);
base::Bytes der_true();
/// A bit string of whole octets.
base::Bytes der_bit_string(base::ByteView octets);

struct DerElement {
  DerTag tag;
  base::ByteView content;
  base::ByteView whole;  // tag, length and content
};

class DerReader {
 public:
  explicit DerReader(base::ByteView bytes) : DerReader(bytes, 0) {}

  bool at_end() const { return position_ == bytes_.size(); }
  /// Whether the next element has this tag.
  bool next_is(DerTag tag) const;
  /// The next element, of any tag.
  DerElement next();
  /// The next element, or its content; the element must have this tag.
  DerElement element(DerTag tag);
  base::ByteView content(DerTag tag) { return element(tag).content; }
  /// A reader of the next element's content.
  DerReader enter(DerTag tag);
  /// The octets of an integer >= 0, without a leading zero octet (the integer 0 is one zero octet).
  base::ByteView unsigned_integer();
  /// An integer in 0 .. 2^31-1.
  std::uint32_t small_integer();
  /// A boolean: 00 or FF.
  bool boolean();
  /// A bit string of whole octets.
  base::ByteView bit_string();
  /// Throws if something is left.
  void finish() const;
  /// Throws crypto.bad_der with the current position.
  [[noreturn]] void fail(std::string_view why) const;

 private:
  DerReader(base::ByteView bytes, std::size_t offset) : bytes_(bytes), offset_(offset) {}
  base::ByteView bytes_;
  std::size_t offset_;  // of bytes_ in the outermost input
  std::size_t position_ = 0;
};

}  // namespace crypto
