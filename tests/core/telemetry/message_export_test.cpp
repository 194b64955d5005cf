#include "telemetry/message_export.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using telemetry::ExportFormat;
using telemetry::ExportPart;
using telemetry::ExportRange;
using telemetry::MessageLog;
using Json = nlohmann::json;

constexpr double begin = 1'800'000'000'000.0;  // 2027-01-15T08:00:00Z

void add(MessageLog& log, double after, std::string_view topic, std::string_view payload) {
  log.add(begin + after, topic, base::as_bytes(payload));
}

/// The whole file, made of parts of this size.
std::string file_of(const MessageLog& log, const ExportRange& range, std::size_t octets = 100) {
  std::string text = export_beginning(range);
  std::uint64_t next = 0;
  bool is_first = true;
  while (true) {
    const ExportPart part = export_part(log, range, next, is_first, octets);
    text += part.text;
    next = part.next;
    is_first = is_first && part.messages == 0;
    if (part.is_at_end) return text + export_ending(range);
  }
}

TEST(MessageLogTest, KeepsTheNewestMessagesWithinItsMemory) {
  MessageLog log(1000);
  for (int i = 0; i < 500; ++i) add(log, i, "topic", std::to_string(i));
  EXPECT_EQ(log.end(), 500U);
  EXPECT_GT(log.first(), 400U);
  EXPECT_LT(log.first(), 480U);
  for (std::uint64_t number = log.first(); number < log.end(); ++number) {
    const MessageLog::Message message = log.at(number);
    EXPECT_EQ(base::as_text(message.payload), std::to_string(number));
    EXPECT_EQ(message.topic, "topic");
    EXPECT_EQ(message.time, begin + static_cast<double>(number));
  }
}

TEST(MessageLogTest, TakesMessagesOfAllSizes) {
  MessageLog log(1000);
  for (int i = 0; i < 2000; ++i) add(log, i, "t", std::string(static_cast<std::size_t>(i * 37 % 990), 'x'));
  for (std::uint64_t number = log.first(); number < log.end(); ++number)
    EXPECT_EQ(log.at(number).payload.size(), number * 37 % 990);
  add(log, 0, "t", std::string(2000, 'y'));
  EXPECT_EQ(log.end(), 2000U) << "larger than all the room";
  log.clear();
  EXPECT_EQ(log.first(), log.end());
}

TEST(MessageExportTest, WritesJsonThatHoldsEveryPayload) {
  MessageLog log;
  add(log, 0, "a/sensors", R"({"Light":1,"id":12345678901234567890})");
  add(log, 1234.5, "b", "plain \"text\"\n");
  add(log, 2000, "c", "\xff\xfe");
  const std::string text = file_of(log, {ExportFormat::json, {}});
  const Json list = Json::parse(text);
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0]["time"], "2027-01-15T08:00:00.000Z");
  EXPECT_EQ(list[0]["json"]["Light"], 1);
  EXPECT_NE(text.find("12345678901234567890"), std::string::npos) << "the numbers stay as they were";
  EXPECT_EQ(list[1]["text"], "plain \"text\"\n");
  EXPECT_EQ(list[1]["time"], "2027-01-15T08:00:01.234Z");
  EXPECT_EQ(list[2]["base64"], "//4=");
}

TEST(MessageExportTest, WritesCsvWithColumnsForTheNamedFields) {
  MessageLog log;
  add(log, 0, "a/sensors", R"({"Light":1,"Temp":21.25})");
  add(log, 1000, "a/sensors", R"({"Temp":-3})");
  add(log, 2000, "odd,\"topic\"", "\xff");
  EXPECT_EQ(file_of(log, {ExportFormat::csv, {"Temp", "Light"}}),
            "time,topic,encoding,payload,Temp,Light\r\n"
            "2027-01-15T08:00:00.000Z,a/sensors,text,\"{\"\"Light\"\":1,\"\"Temp\"\":21.25}\",21.25,1.0\r\n"
            "2027-01-15T08:00:01.000Z,a/sensors,text,\"{\"\"Temp\"\":-3}\",-3.0,\r\n"
            "2027-01-15T08:00:02.000Z,\"odd,\"\"topic\"\"\",base64,/w==,,\r\n");
}

TEST(MessageExportTest, WritesOnlyTheRange) {
  MessageLog log;
  for (int i = 0; i < 10; ++i) add(log, i * 1000, "t", std::to_string(i));
  const Json list = Json::parse(file_of(log, {ExportFormat::json, {}, begin + 3000, begin + 5999}));
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0]["json"], 3);
  EXPECT_EQ(list[2]["json"], 5);
  EXPECT_EQ(Json::parse(file_of(log, {ExportFormat::json, {}, begin + 20000})).size(), 0U);
}

TEST(MessageExportTest, SaysWhatAnExportCameTooLateFor) {
  MessageLog log(500);
  for (int i = 0; i < 10; ++i) add(log, i, "t", std::string(20, 'a'));
  const ExportPart before = export_part(log, {ExportFormat::csv, {}}, 0, true);
  EXPECT_EQ(before.dropped, log.first());
  for (int i = 0; i < 50; ++i) add(log, i, "t", std::string(20, 'b'));
  const ExportPart after = export_part(log, {ExportFormat::csv, {}}, before.next, false);
  EXPECT_EQ(after.dropped + after.messages, 50U);
  EXPECT_GT(after.dropped, 20U);
}

}  // namespace
