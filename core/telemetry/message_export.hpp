// Writes received messages as CSV or JSON, in parts, so that a page can write a file of any length without
// holding it in memory.
//
// CSV (RFC 4180): time (ISO 8601, UTC, milliseconds), topic, encoding ("text" or "base64"), payload, and a
// column for each field that the caller names, with the field's number if the message has it.
// JSON: an array of {"time", "topic"} with the payload as it is in one of "json", "text", "base64".
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/enum_names.hpp"
#include "telemetry/message_log.hpp"

namespace telemetry {

enum class ExportFormat : std::uint8_t { csv, json };
constexpr auto names_of(ExportFormat) {
  return base::enum_names<ExportFormat>("ExportFormat",
                                        {{ExportFormat::csv, "csv"}, {ExportFormat::json, "json"}});
}

struct ExportRange {
  ExportFormat format{};
  std::vector<std::string> fields;  // the additional columns of a CSV
  double from = 0.0;                // milliseconds since 1970, inclusive
  double to = std::numeric_limits<double>::infinity();
};

struct ExportPart {
  std::string text;
  std::uint64_t next = 0;      // the number of the message that the next part begins with
  std::uint64_t messages = 0;  // in the text
  std::uint64_t dropped = 0;   // no longer kept, although the export had not come to them yet
  bool is_at_end = false;      // there are no more messages now
};

/// What stands before the first message.
std::string export_beginning(const ExportRange& range);
/// The messages from this number on; ends after about `octets`. `is_first`: no message was exported before.
ExportPart export_part(const MessageLog& log, const ExportRange& range, std::uint64_t number, bool is_first,
                       std::size_t octets = std::size_t{256} << 10);
/// What stands behind the last message.
std::string export_ending(const ExportRange& range);

}  // namespace telemetry
