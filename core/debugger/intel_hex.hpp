// Firmware images: what an Intel HEX file (Intel's specification of 1988, record types 00 to 05) puts where.
// Strict: digits, lengths, checksums, one end record with nothing behind it, no byte given twice, every
// byte in a range that the target has. Addresses are the file's own; what they mean (bytes of an AVR's flash,
// halves of a PIC24's words) is the programmer's matter, as is which firmware this is.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace debugger {

/// [begin, end) of an image's addresses.
struct ImageRange {
  std::uint32_t begin;
  std::uint32_t end;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool contains(std::uint32_t address) const { return address >= begin && address < end; }
};

/// What an image for a target may hold: its program, and its fuses or configuration words. Where the two
/// nest, configuration wins.
struct ImageRanges {
  ImageRange program;
  ImageRange configuration;
};

/// Bytes that follow each other.
struct ImageSegment {
  std::uint32_t address;
  base::Bytes bytes;

  std::uint32_t end() const { return address + static_cast<std::uint32_t>(bytes.size()); }
};

/// Segments in ascending order that neither touch nor overlap.
using ImageSegments = std::vector<ImageSegment>;

struct FlashImage {
  ImageSegments program;
  /// An AVR's fuses, a PIC24's configuration words; empty when the file has none.
  ImageSegments configuration;
};

/// Lines end with LF or CR LF; empty lines are skipped. image_malformed, image_checksum, image_incomplete,
/// image_overlap, image_out_of_range, image_empty (no program).
FlashImage parse_intel_hex(std::string_view text, const ImageRanges& ranges);

/// The blocks [n * size, (n + 1) * size) in which the segments have a byte, in ascending order.
std::vector<ImageRange> blocks(const ImageSegments& segments, std::uint32_t size);
/// Copies what the segments have in [address, address + bytes.size()) over `bytes`; the rest stays.
void overlay(const ImageSegments& segments, std::uint32_t address, std::span<std::byte> bytes);

}  // namespace debugger
