#include "telemetry/message_export.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>
#include <variant>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "crypto/base64.hpp"
#include "telemetry/sensor_message.hpp"

namespace telemetry {

namespace {

using Json = nlohmann::json;

std::string iso_time(double milliseconds) {
  using Milliseconds = std::chrono::duration<std::int64_t, std::milli>;
  const Milliseconds since(static_cast<std::int64_t>(std::floor(milliseconds)));
  const auto days = std::chrono::floor<std::chrono::days>(since);
  const std::chrono::year_month_day date{std::chrono::sys_days(days)};
  const auto in_day = static_cast<std::uint64_t>((since - days).count());
  const auto two = [](std::uint64_t number) { return base::padded(number, 2); };
  return base::padded(static_cast<std::uint64_t>(static_cast<int>(date.year())), 4) + "-" +
         two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day())) + "T" +
         two(in_day / 3'600'000) + ":" + two(in_day / 60'000 % 60) + ":" + two(in_day / 1000 % 60) + "." +
         base::padded(in_day % 1000, 3) + "Z";
}

std::string shortest_number(double value) {
  return Json(value).dump();
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string cell = "\"";
  for (const char c : text) cell.append(c == '"' ? 2 : 1, c);
  return cell + "\"";
}

std::string csv_number(const SensorMessage& message, const std::string& field) {
  const auto* measurements = std::get_if<Measurements>(&message);
  if (measurements == nullptr) return {};
  for (const Measurement& one : *measurements)
    if (one.name == field) return shortest_number(one.value);
  return {};
}

void append_csv(std::string& text, const MessageLog::Message& message, const ExportRange& range) {
  const std::string_view payload = base::as_text(message.payload);
  const bool is_text = base::is_utf8(payload);
  text += iso_time(message.time) + "," + csv_cell(message.topic) + (is_text ? ",text," : ",base64,") +
          csv_cell(is_text ? std::string(payload) : crypto::base64_encode(message.payload));
  if (!range.fields.empty()) {
    const SensorMessage values = parse_sensor_message(message.payload);
    for (const std::string& field : range.fields) text += "," + csv_number(values, field);
  }
  text += "\r\n";
}

void append_json(std::string& text, const MessageLog::Message& message) {
  const std::string_view payload = base::as_text(message.payload);
  text += "{\"time\":\"" + iso_time(message.time) +
          "\",\"topic\":" + Json(message.topic).dump(-1, ' ', false, Json::error_handler_t::replace) + ",";
  const bool is_text = base::is_utf8(payload);
  if (is_text && Json::accept(payload)) {
    text.append("\"json\":").append(payload);
  } else if (is_text) {
    text += "\"text\":" + Json(payload).dump();
  } else {
    text += "\"base64\":\"" + crypto::base64_encode(message.payload) + "\"";
  }
  text += "}";
}

}  // namespace

std::string export_beginning(const ExportRange& range) {
  if (range.format == ExportFormat::json) return "[\n";
  std::string header = "time,topic,encoding,payload";
  for (const std::string& field : range.fields) header += "," + csv_cell(field);
  return header + "\r\n";
}

ExportPart export_part(const MessageLog& log, const ExportRange& range, std::uint64_t number, bool is_first,
                       std::size_t octets) {
  ExportPart part;
  part.next = std::max(number, log.first());
  part.dropped = part.next - number;
  for (; part.next < log.end() && part.text.size() < octets; ++part.next) {
    const MessageLog::Message message = log.at(part.next);
    if (message.time < range.from || message.time > range.to) continue;
    if (range.format == ExportFormat::csv) {
      append_csv(part.text, message, range);
    } else {
      if (!is_first || part.messages > 0) part.text += ",\n";
      append_json(part.text, message);
    }
    ++part.messages;
  }
  part.is_at_end = part.next >= log.end();
  return part;
}

std::string export_ending(const ExportRange& range) {
  return range.format == ExportFormat::json ? "\n]\n" : "";
}

}  // namespace telemetry
