#include "debugger/intel_hex.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
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

/// Collects the records into segments, in the order of the file. A record that continues the previous one
/// extends its segment.
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
        check_length(record, 4, line);  // the start address itself is ignored
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
    // In a segment, an offset past the end would wrap to 0. Linear addresses continue.
    if (segmented_ && record.offset + record.data.size() > segment_size)
      throw at_line(image_malformed, line).because("a record across its segment's end");
    const std::uint32_t address = base_ + record.offset;
    // A segment must end below 2^32, because its end is a 32-bit number.
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

/// How many characters the text has before the first one for which `ends` holds. The members of string_view
/// that look for one of several characters search that list once for each character of the text.
template <class Predicate>
std::size_t length_before(std::string_view text, Predicate ends) {
  return static_cast<std::size_t>(std::find_if(text.begin(), text.end(), ends) - text.begin());
}

std::size_t count_hex_digits(std::string_view text) {
  return length_before(text, [](char c) {
    return !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'));
  });
}

/// Whether the text, which follows a colon, begins like a record, valid or damaged.
bool begins_like_a_record(std::string_view text) {
  constexpr std::size_t shortest = 10;  // digits of a record without data
  return count_hex_digits(text.substr(0, shortest)) == shortest;
}

/// Where the first colon is that a record follows, valid or damaged; npos without one. The text before a
/// record may have colons, too, such as those of a time.
std::size_t find_mark(std::string_view text) {
  std::size_t colon = text.find(':');
  while (colon != std::string_view::npos && !begins_like_a_record(text.substr(colon + 1)))
    colon = text.find(':', colon + 1);
  return colon;
}

bool begins_comment(char c) {
  return std::string_view(" \t;#/").find(c) != std::string_view::npos || static_cast<unsigned char>(c) > '~';
}

/// Leaves out a comment behind a record. If the text does not begin with a record of the length that its
/// first two digits say, or has a second record, it is returned whole, for an error.
std::string_view without_comment(std::string_view text) {
  constexpr std::size_t bytes_around = 5;
  const std::optional<std::uint64_t> length = base::parse_hex_number(text.substr(0, 2));
  const std::size_t digits = count_hex_digits(text);
  const std::string_view rest = text.substr(digits);
  const bool is_complete = length && digits == 2 * (*length + bytes_around);
  const bool is_comment =
      !rest.empty() && begins_comment(rest.front()) && find_mark(rest) == std::string_view::npos;
  return is_complete && is_comment ? text.substr(0, digits) : text;
}

/// The part of a line after the colon of its record; empty for a line without a record. Throws
/// image_malformed for a record without a colon, because ignoring that line would leave a hole in the
/// program.
std::optional<std::string_view> find_record(std::string_view text, std::size_t line) {
  constexpr std::string_view blanks(" \t\v\f\x1A\0", 6);  // 0x1A ended text files under CP/M and DOS
  text = text.substr(0, text.find_last_not_of(blanks) + 1);
  if (const std::size_t mark = find_mark(text); mark != std::string_view::npos)
    return without_comment(text.substr(mark + 1));
  if (!text.empty() && text.front() == ':') return text.substr(1);  // a damaged record
  if (text.find(':') == std::string_view::npos && begins_like_a_record(text))
    throw at_line(image_malformed, line).because("no colon");
  return std::nullopt;
}

ImageSegments read_records(std::string_view text) {
  Collector collector;
  std::size_t line = 0;
  bool has_records = false;
  try {
    while (!text.empty()) {
      ++line;
      const auto ends_line = [](char c) { return c == '\r' || c == '\n'; };
      const std::string_view content = text.substr(0, length_before(text, ends_line));
      text.remove_prefix(content.size());
      text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(text.size(), 1));
      const std::optional<std::string_view> record = find_record(content, line);
      if (!record) continue;
      if (collector.ended()) throw at_line(image_malformed, line).because("a record after the end record");
      const base::Bytes bytes = base::from_hex(*record);
      collector.take(read_record(bytes, line), line);
      has_records = true;
    }
  } catch (const base::Error& error) {
    if (!error.is(base::bad_hex)) throw;
    throw at_line(image_malformed, line).because("not hexadecimal");
  }
  if (line > 0 && !has_records) throw at_line(image_malformed, 1).because("no record");
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

/// The part of a segment from `address` to the next border of the ranges, or to the segment's end.
ImageSegment next_part(const ImageSegment& segment, std::uint32_t address, const ImageRanges& ranges) {
  std::uint32_t end = segment.end();
  const auto cut_at = [&end, address](ImageRange range) {
    for (const std::uint32_t border : {range.begin, range.end})
      if (border > address) end = std::min(end, border);
  };
  cut_at(ranges.program);
  cut_at(ranges.configuration);
  for (const OtherRange& other : ranges.others) cut_at(other.range);
  const auto from = segment.bytes.begin() + static_cast<std::ptrdiff_t>(address - segment.address);
  return {address, {from, from + static_cast<std::ptrdiff_t>(end - address)}};
}

/// The memory that is not written and has this address. Throws image_out_of_range.
OtherMemory other_memory(std::uint32_t address, const ImageRanges& ranges) {
  for (const OtherRange& other : ranges.others)
    if (other.range.contains(address)) return other.memory;
  throw at_address(image_out_of_range, address);
}

void add_once(std::vector<OtherMemory>& memories, OtherMemory memory) {
  if (std::find(memories.begin(), memories.end(), memory) == memories.end()) memories.push_back(memory);
}

}  // namespace

std::string_view name(OtherMemory memory) {
  switch (memory) {
    case OtherMemory::eeprom:
      return "EEPROM";
    case OtherMemory::lock_bits:
      return "LOCKBIT";
    case OtherMemory::signature:
      return "SIGROW";
    case OtherMemory::user_row:
      break;
  }
  return "USERROW";
}

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
        add_once(image.not_written, other_memory(part.address, ranges));
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
