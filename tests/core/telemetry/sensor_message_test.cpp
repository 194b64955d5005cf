#include "telemetry/sensor_message.hpp"

#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

namespace {

using telemetry::OddMessage;
using telemetry::SensorMessage;
using telemetry::SensorReading;

SensorMessage parse(std::string_view text) {
  return telemetry::parse_sensor_message(base::as_bytes(text));
}

void expect_reading(std::string_view text, std::int32_t light, double temperature) {
  const SensorMessage message = parse(text);
  const auto* reading = std::get_if<SensorReading>(&message);
  ASSERT_NE(reading, nullptr) << text;
  EXPECT_EQ(reading->light, light) << text;
  EXPECT_DOUBLE_EQ(reading->temperature, temperature) << text;
}

void expect_odd(std::string_view text, OddMessage reason) {
  const SensorMessage message = parse(text);
  const auto* odd = std::get_if<OddMessage>(&message);
  ASSERT_NE(odd, nullptr) << text.substr(0, 80);
  EXPECT_EQ(telemetry::name(*odd), telemetry::name(reason)) << text.substr(0, 80);
}

TEST(SensorMessage, IsWhatTheDemoFirmwareSends) {
  expect_reading(R"({"Light":42,"Temp":21.50})", 42, 21.5);
  expect_reading(R"({"Light":0,"Temp":-7.25})", 0, -7.25);
}

TEST(SensorMessage, IgnoresLayoutOrderAndOtherFields) {
  expect_reading(" { \"Temp\" : 21 ,\r\n \"Humidity\": {\"deep\": [1, null]}, \"Light\" : 7.0 } ", 7, 21.0);
}

TEST(SensorMessage, MayHoldNumbersAsStrings) {
  expect_reading(R"({"Light":123,"Temp":"23.45"})", 123, 23.45);
  expect_reading(R"({"Light":"123","Temp":"23.45"})", 123, 23.45);
  expect_reading(R"({"Light":"123.0","Temp":"-7"})", 123, -7.0);
  expect_reading(R"({"Light":" 7 ","Temp":"2.345e1\n"})", 7, 23.45);
  expect_odd(R"({"Light":"4.5","Temp":21.5})", OddMessage::light_not_an_integer);
  expect_odd(R"({"Light":"70000","Temp":21.5})", OddMessage::light_out_of_range);
  for (const std::string_view text :
       {"", " ", "warm", "23.45 C", "23,45", "NaN", "null", "true", "[23]", "0x17"})
    expect_odd(R"({"Light":42,"Temp":")" + std::string(text) + R"("})", OddMessage::temperature_not_a_number);
}

TEST(SensorMessage, MayLackAField) {
  expect_odd(R"({"Temp":21.5})", OddMessage::no_light);
  expect_odd(R"({"Light":42})", OddMessage::no_temperature);
  expect_odd(R"({})", OddMessage::no_light);
}

TEST(SensorMessage, MayHoldValuesThatAreNotNumbers) {
  expect_odd(R"({"Light":"dark","Temp":21.5})", OddMessage::light_not_an_integer);
  expect_odd(R"({"Light":4.5,"Temp":21.5})", OddMessage::light_not_an_integer);
  expect_odd(R"({"Light":null,"Temp":21.5})", OddMessage::light_not_an_integer);
  expect_odd(R"({"Light":true,"Temp":21.5})", OddMessage::light_not_an_integer);
  expect_odd(R"({"Light":42,"Temp":"warm"})", OddMessage::temperature_not_a_number);
  expect_odd(R"({"Light":42,"Temp":[21.5]})", OddMessage::temperature_not_a_number);
}

TEST(SensorMessage, MayHoldNumbersThatNoSensorMeasures) {
  expect_odd(R"({"Light":-1,"Temp":21.5})", OddMessage::light_out_of_range);
  expect_odd(R"({"Light":65536,"Temp":21.5})", OddMessage::light_out_of_range);
  expect_odd(R"({"Light":18446744073709551616,"Temp":21.5})", OddMessage::light_out_of_range);
  expect_odd(R"({"Light":1e300,"Temp":21.5})", OddMessage::light_out_of_range);
  expect_odd(R"({"Light":42,"Temp":-273.16})", OddMessage::temperature_out_of_range);
  expect_odd(R"({"Light":42,"Temp":1e300})", OddMessage::temperature_out_of_range);
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
  expect_odd(objects + "1" + std::string(5'000, '}'), OddMessage::no_light);
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
