#include "debugger/intel_hex.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "base/hex.hpp"
#include "base/text.hpp"
#include "debugger/errors.hpp"

namespace debugger {

namespace {

enum class RecordType : std::uint8_t {
  data = 0,
  end_of_file = 1,
  extended_segment_address = 2,
  start_segment_address = 3,
  extended_linear_address = 4,
  start_linear_address = 5,
};

struct Record {
  std::uint16_t offset;
  RecordType type;
  base::ByteView data;
};

base::Error at_line(base::ErrorCode code, std::size_t line) {
  return base::Error(code).with("line", line);
}

base::Error at_address(base::ErrorCode code, std::uint32_t address) {
  return base::Error(code).with("address", "0x" + base::hex_number(address));
}

/// Length, offset (big endian), type, data, checksum: all sum to 0.
Record read_record(base::ByteView bytes, std::size_t line) {
  constexpr std::size_t around = 5;
  constexpr std::uint8_t last_type = 5;
  if (bytes.size() < around) throw at_line(image_malformed, line).because("too short for a record");
  std::uint8_t sum = 0;
  for (const std::byte byte : bytes)
    sum = static_cast<std::uint8_t>(sum + std::to_integer<std::uint8_t>(byte));
  if (sum != 0) throw at_line(image_checksum, line);
  base::ByteReader reader(bytes);
  const std::size_t length = reader.u8();
  const std::uint16_t offset = reader.u16_be();
  const std::uint8_t type = reader.u8();
  if (length + around != bytes.size()) throw at_line(image_malformed, line).because("length");
  if (type > last_type) throw at_line(image_malformed, line).because("type");
  return {offset, static_cast<RecordType>(type), reader.take(length)};
}

/// The segments as the records come, joined where one goes on after another.
class Collector {
 public:
  void take(const Record& record, std::size_t line) {
    switch (record.type) {
      case RecordType::data:
        add(record, line);
        break;
      case RecordType::end_of_file:
        check_length(record, 0, line);
        ended_ = true;
        break;
      case RecordType::extended_segment_address:
        check_length(record, 2, line);
        base_ = std::uint32_t{base::ByteReader(record.data).u16_be()} << 4;
        segmented_ = true;
        break;
      case RecordType::extended_linear_address:
        check_length(record, 2, line);
        base_ = std::uint32_t{base::ByteReader(record.data).u16_be()} << 16;
        segmented_ = false;
        break;
      case RecordType::start_segment_address:
      case RecordType::start_linear_address:
        check_length(record, 4, line);  // where a processor starts is not the file's to say here
        break;
    }
  }
  bool ended() const { return ended_; }
  ImageSegments segments() && { return std::move(segments_); }

 private:
  static void check_length(const Record& record, std::size_t length, std::size_t line) {
    if (record.data.size() != length) throw at_line(image_malformed, line).because("length of its type");
  }
  void add(const Record& record, std::size_t line) {
    constexpr std::size_t segment_size = 0x10000;
    if (record.data.empty()) return;
    // There an offset would begin anew; linear addresses count on.
    if (segmented_ && record.offset + record.data.size() > segment_size)
      throw at_line(image_malformed, line).because("a record across its segment's end");
    const std::uint32_t address = base_ + record.offset;
    // The last byte of all would end a segment at 2^32; no target has it.
    if (record.data.size() > std::numeric_limits<std::uint32_t>::max() - address)
      throw at_address(image_out_of_range, address);
    if (segments_.empty() || segments_.back().end() != address) segments_.push_back({address, {}});
    base::append(segments_.back().bytes, record.data);
  }

  ImageSegments segments_;
  std::uint32_t base_ = 0;
  bool segmented_ = false;
  bool ended_ = false;
};

ImageSegments read_records(std::string_view text) {
  Collector collector;
  std::size_t line = 0;
  try {
    while (!text.empty()) {
      ++line;
      std::string_view record = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), record.size() + 1));
      if (!record.empty() && record.back() == '\r') record.remove_suffix(1);
      if (record.empty()) continue;
      if (collector.ended()) throw at_line(image_malformed, line).because("text behind the end record");
      if (record.front() != ':') throw at_line(image_malformed, line).because("no colon");
      const base::Bytes bytes = base::from_hex(record.substr(1));
      collector.take(read_record(bytes, line), line);
    }
  } catch (const base::Error& error) {
    if (!error.is(base::bad_hex)) throw;
    throw at_line(image_malformed, line).because("not hexadecimal");
  }
  if (!collector.ended()) throw base::Error(image_incomplete);
  return std::move(collector).segments();
}

ImageSegments in_order(ImageSegments pieces) {
  std::sort(pieces.begin(), pieces.end(),
            [](const ImageSegment& a, const ImageSegment& b) { return a.address < b.address; });
  ImageSegments joined;
  for (ImageSegment& piece : pieces) {
    if (joined.empty() || joined.back().end() < piece.address) {
      joined.push_back(std::move(piece));
    } else if (joined.back().end() == piece.address) {
      base::append(joined.back().bytes, piece.bytes);
    } else {
      throw at_address(image_overlap, piece.address);
    }
  }
  return joined;
}

/// The part of a segment from `address` to the next border of the ranges, or to its end.
ImageSegment next_part(const ImageSegment& segment, std::uint32_t address, const ImageRanges& ranges) {
  std::uint32_t end = segment.end();
  for (const ImageRange range : {ranges.program, ranges.configuration})
    for (const std::uint32_t border : {range.begin, range.end})
      if (border > address) end = std::min(end, border);
  const auto from = segment.bytes.begin() + static_cast<std::ptrdiff_t>(address - segment.address);
  return {address, {from, from + static_cast<std::ptrdiff_t>(end - address)}};
}

}  // namespace

FlashImage parse_intel_hex(std::string_view text, const ImageRanges& ranges) {
  FlashImage image;
  for (const ImageSegment& segment : in_order(read_records(text))) {
    for (std::uint32_t address = segment.address; address != segment.end();) {
      ImageSegment part = next_part(segment, address, ranges);
      address = part.end();
      if (ranges.configuration.contains(part.address)) {
        image.configuration.push_back(std::move(part));
      } else if (ranges.program.contains(part.address)) {
        image.program.push_back(std::move(part));
      } else {
        throw at_address(image_out_of_range, part.address);
      }
    }
  }
  if (image.program.empty()) throw base::Error(image_empty);
  return image;
}

std::vector<ImageRange> blocks(const ImageSegments& segments, std::uint32_t size) {
  std::vector<ImageRange> blocks;
  for (const ImageSegment& segment : segments) {
    std::uint32_t begin = segment.address - segment.address % size;
    if (!blocks.empty()) begin = std::max(begin, blocks.back().end);
    for (; begin < segment.end(); begin += size) blocks.push_back({begin, begin + size});
  }
  return blocks;
}

void overlay(const ImageSegments& segments, std::uint32_t address, std::span<std::byte> bytes) {
  const std::uint32_t end = address + static_cast<std::uint32_t>(bytes.size());
  for (const ImageSegment& segment : segments) {
    const std::uint32_t from = std::max(address, segment.address);
    const std::uint32_t to = std::min(end, segment.end());
    if (from >= to) continue;
    const base::ByteView part = base::ByteView(segment.bytes).subspan(from - segment.address, to - from);
    std::copy(part.begin(), part.end(), bytes.begin() + static_cast<std::ptrdiff_t>(from - address));
  }
}

}  // namespace debugger
