// Fuzzes the parser of Intel HEX: an image is either refused, or its blocks are in order, within its ranges,
// and complete.
#include "check.hpp"
#include "debugger/avr8.hpp"
#include "debugger/intel_hex.hpp"

namespace {

std::size_t check(const debugger::ImageSegments& segments, debugger::ImageRange range) {
  std::size_t size = 0;
  std::uint64_t end = 0;
  for (const debugger::ImageSegment& segment : segments) {
    fuzz::require(!segment.bytes.empty(), "a segment has bytes");
    fuzz::require(segment.address >= end, "segments ascend and do not overlap");
    fuzz::require(range.contains(segment.address) && segment.end() <= range.end, "a segment is in its range");
    end = segment.end();
    size += segment.bytes.size();
  }
  return size;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = base::as_text(fuzz::view(data, size));
  const debugger::ImageRanges avr = debugger::atmega4808.image_ranges();
  fuzz::parse_or_error([&] {
    const debugger::FlashImage image = debugger::parse_intel_hex(text, avr);
    const std::size_t bytes = check(image.program, avr.program);
    check(image.configuration, avr.configuration);
    base::Bytes block(debugger::atmega4808.flash.page);
    std::size_t in_blocks = 0;
    for (const debugger::ImageRange range :
         debugger::blocks(image.program, debugger::atmega4808.flash.page)) {
      debugger::overlay(image.program, range.begin, block);
      in_blocks += range.size();
    }
    fuzz::require(in_blocks >= bytes, "the blocks contain the whole image");
  });
  // A PIC24 has its configuration within the program memory.
  const debugger::ImageRanges nested{{0, 0x10000}, {0x80, 0x90}};
  fuzz::parse_or_error([&] {
    const debugger::FlashImage image = debugger::parse_intel_hex(text, nested);
    check(image.program, nested.program);
    check(image.configuration, nested.configuration);
    for (const debugger::ImageSegment& segment : image.program)
      fuzz::require(segment.end() <= 0x80 || segment.address >= 0x90, "configuration is kept apart");
  });
  return 0;
}
