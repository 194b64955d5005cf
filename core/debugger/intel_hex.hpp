// Reads firmware images from Intel HEX files (Intel's specification of 1988, record types 00 to 05).
//
// Strict about records: digits, lengths, checksums, one end record and no record after it, no byte given
// twice, every byte in a memory that the target has. Lenient about the rest, as the specification is: text
// before a record's colon, lines without a record, and blanks or a comment behind a record are ignored.
//
// Addresses are those of the file; the programmers interpret them (bytes of an AVR's flash, halves of a
// PIC24's words).
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

/// Memory that an image may have data for and that is never written.
enum class OtherMemory : std::uint8_t { eeprom, lock_bits, signature, user_row };
/// The name in the data sheet, such as "EEPROM".
std::string_view name(OtherMemory memory);

struct OtherRange {
  OtherMemory memory;
  ImageRange range;
};

/// What an image for a target may hold: its program, its fuses or configuration words, and data for memory
/// that is not written. If the configuration lies within the program, its bytes count as configuration only.
struct ImageRanges {
  ImageRange program;
  ImageRange configuration;
  std::span<const OtherRange> others{};
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
  /// An AVR's fuses, a PIC24's configuration words; empty when the file does not have them.
  ImageSegments configuration;
  /// Memory that the file has data for and that is not written; each once.
  std::vector<OtherMemory> not_written;
};

/// Lines end with LF, CR or both. Throws image_malformed, image_checksum, image_incomplete, image_overlap,
/// image_out_of_range, image_empty (no program).
FlashImage parse_intel_hex(std::string_view text, const ImageRanges& ranges);

/// The blocks [n * size, (n + 1) * size) in which the segments have a byte, in ascending order.
std::vector<ImageRange> blocks(const ImageSegments& segments, std::uint32_t size);
/// Copies the bytes that the segments have in [address, address + bytes.size()) into `bytes`. All other bytes
/// stay as they are.
void overlay(const ImageSegments& segments, std::uint32_t address, std::span<std::byte> bytes);

}  // namespace debugger
