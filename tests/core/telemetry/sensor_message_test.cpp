#include "telemetry/sensor_message.hpp"

#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

namespace {

using telemetry::Measurements;
using telemetry::OddMessage;
using telemetry::SensorMessage;

SensorMessage parse(std::string_view text) {
  return telemetry::parse_sensor_message(base::as_bytes(text));
}

void expect_numbers(std::string_view text, const std::vector<std::pair<std::string, double>>& expected) {
  const SensorMessage message = parse(text);
  const auto* measurements = std::get_if<Measurements>(&message);
  ASSERT_NE(measurements, nullptr) << text;
  std::vector<std::pair<std::string, double>> found;
  for (const auto& [name, value] : *measurements) found.emplace_back(name, value);
  EXPECT_EQ(found, expected) << text;
}

void expect_odd(std::string_view text, OddMessage reason) {
  const SensorMessage message = parse(text);
  const auto* odd = std::get_if<OddMessage>(&message);
  ASSERT_NE(odd, nullptr) << text.substr(0, 80);
  EXPECT_EQ(telemetry::name(*odd), telemetry::name(reason)) << text.substr(0, 80);
}

TEST(SensorMessage, IsWhatTheDemoFirmwareSends) {
  expect_numbers(R"({"Light":42,"Temp":21.50})", {{"Light", 42}, {"Temp", 21.5}});
  expect_numbers(R"({"Light":0,"Temp":-7.25})", {{"Light", 0}, {"Temp", -7.25}});
}

TEST(SensorMessage, MayHaveAnyNumericField) {
  expect_numbers(R"({"humidity":40})", {{"humidity", 40}});
  expect_numbers(R"({"Temp":21.5,"id":"board-7","ok":true,"none":null,"list":[1,2]})", {{"Temp", 21.5}});
  expect_numbers(R"({"Light":1e300,"Temp":-300})", {{"Light", 1e300}, {"Temp", -300}});
}

TEST(SensorMessage, NamesFieldsOfInnerObjectsByTheirPath) {
  expect_numbers(R"({"battery":{"voltage":3.7,"cell":{"a":1}},"Temp":2})",
                 {{"Temp", 2}, {"battery.cell.a", 1}, {"battery.voltage", 3.7}});
}

TEST(SensorMessage, MayHoldNumbersAsStrings) {
  expect_numbers(R"({"Light":"123","Temp":"23.45"})", {{"Light", 123}, {"Temp", 23.45}});
  expect_numbers(R"({"Light":" 7 ","Temp":"2.345e1\n"})", {{"Light", 7}, {"Temp", 23.45}});
  for (const std::string_view text :
       {"", " ", "warm", "23.45 C", "23,45", "NaN", "null", "true", "[23]", "0x17"})
    expect_odd(R"({"Temp":")" + std::string(text) + R"("})", OddMessage::no_number);
}

TEST(SensorMessage, MayHaveNoNumber) {
  for (const std::string_view text : {"{}", R"({"Temp":null})", R"({"Temp":[21.5]})", R"({"a":{"b":"c"}})"})
    expect_odd(text, OddMessage::no_number);
}

TEST(SensorMessage, IgnoresNamesThatAreTooLongToShow) {
  expect_numbers("{\"" + std::string(64, 'x') + "\":1,\"" + std::string(65, 'y') + "\":2}",
                 {{std::string(64, 'x'), 1}});
}

TEST(SensorMessage, MayNotBeJson) {
  for (const std::string_view text :
       {"", "hello", "{", R"({"Light":42,"Temp":NaN})", R"({"Light":42,"Temp":Infinity})",
        R"({"Light":42,"Temp":1e999})", R"({"Light":42,"Temp":21.5)", R"({"Light":42,"Temp":21.5}})",
        "\xff\xfe{\"Light\":1}", "{'Light':1,'Temp':2}"}) {
    expect_odd(text, OddMessage::not_json);
  }
  expect_odd(std::string("{\"Light\":1,\"Temp\":2,\"\xC3\x28\":0}"), OddMessage::not_json);
  for (const std::string_view text : {"42", "null", "[]", R"("Light")"}) {
    expect_odd(text, OddMessage::not_an_object);
  }
}

TEST(SensorMessage, RejectsDeeplyNestedAndOversizedMessages) {
  const std::string open(30'000, '[');
  expect_odd(open, OddMessage::not_json);
  expect_odd(std::string(15'000, '[') + std::string(15'000, ']'), OddMessage::not_an_object);
  std::string objects;
  for (int i = 0; i < 5'000; ++i) objects += "{\"a\":";
  expect_odd(objects + "1" + std::string(5'000, '}'), OddMessage::no_number);
  expect_odd(std::string(128U << 10, ' '), OddMessage::too_large);
}

/// Parses every prefix of a message, and every message with one octet changed.
TEST(SensorMessage, NeverThrows) {
  const std::string whole = R"({"Light":42,"Temp":21.50,"x":"\u00e9"})";
  for (std::size_t i = 0; i < whole.size(); ++i) {
    expect_odd(std::string_view(whole).substr(0, i), OddMessage::not_json);
    for (int octet = 0; octet < 256; ++octet) {
      std::string changed = whole;
      changed[i] = static_cast<char>(octet);
      EXPECT_NO_THROW(parse(changed));
    }
  }
}

}  // namespace
